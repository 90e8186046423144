"""A closer look at one person of a list, by button or by number in words, before anybody learns a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Reading, Router, Subject
from bot.domain.job import Job
from bot.domain.proposal import Proposal, ProposalStatus
from bot.features.hiring import spoken_of
from bot.features.invitations import numbers_of
from bot.features.look_words import for_this_job, skills_line, terms_of, trait_line, works_lines
from bot.features.params import id_param, parse_text, whole_text
from bot.features.shortlists import in_talks, shortlist
from bot.messages import Action, Button, Card, Field, Reply, Style, short
from bot.services import jobs, matching
from bot.services.closer_look import SeenCloser, look_at
from bot.understanding import places
from bot.understanding.places import Places
from bot.understanding.topics import topic_of

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

_ADVICE = re.compile(
    r"\b(?:who|which(?:\s+(?:one|person|of\s+them))?)(?:'?s|\s+is|\s+are)?\s+(?:the\s+)?(?:your\s+)?(?:best|better|favou?rite|strongest|top)\b"
    r"|\b(?:who|whom|which(?:\s+(?:one|person|of\s+them))?|what)\s+(?:would|do|should|shall)\s+(?:you|i|we)\s+"
    r"(?:\w+\s+)?(?:choose|pick|take|hire|recommend|suggest|invite|prefer|go\s+(?:for|with))\b",
    re.IGNORECASE,
)
_WHO_THEY_ARE = re.compile(
    r"\b(?:what(?:'?s|\s+is)|send\s+me|show\s+me|give\s+me|tell\s+me)\s+(?:the|his|her|their|\d+'?s)\s+(?:real\s+|full\s+|portfolio\s+)?"
    r"(?:names?|e-?mails?|phones?|whatsapp|linkedin|links?|websites?|contacts?|photos?|pictures?|faces?|age|nationality)\b(?!\s+\w*(?:ing|work|design))"
    r"|\b(?:is|are)\b.{1,20}\b(?:a\s+)?(?:wom[ae]n|m[ae]n|male|female|girl|boy|old|young)\W*$|\bhow\s+old\b"
    r"|\bwhere\b.{1,30}\b(?:from|lives?|based|located)\b|\bfrom\s+which\b|\bwhich\s+(?:country|city)\b",
    re.IGNORECASE,
)
AT_ONCE = 3  # people looked at in one answer; more would flood a chat
BLIND = "Names, links and places come when you both agree."


async def look(turn: Turn, *, job: UUID, person: UUID) -> list[Reply]:
    """The client presses Look at 2."""
    return [await _looked_at(turn, job, person, "")]


async def look_place(turn: Turn, *, place: Places, about: str | None) -> list[Reply]:
    """The client speaks of people by their numbers, perhaps with a question about them."""
    job = await spoken_of(turn, None)
    decision = await matching.latest_decision(turn.uow, job_id=job.id)
    numbers = numbers_of(turn, place, decision, job)
    topic = "" if _WHO_THEY_ARE.search(about or "") else topic_of(about or "")
    replies = [await _looked_at(turn, job.id, decision.shown[number - 1], topic) for number in numbers[:AT_ONCE]]
    if _WHO_THEY_ARE.search(about or ""):
        replies.insert(0, Reply(f"That I do not tell before you both agree, so that only the work counts. {BLIND}"))
    if len(numbers) > AT_ONCE:
        replies.append(Reply(f"That were the first {AT_ONCE}. Say a number to see another one closer."))
    return replies


async def best(turn: Turn) -> list[Reply]:
    """Who stands first and why, to somebody who asks for advice."""
    job = await spoken_of(turn, None)
    decision = await matching.latest_decision(turn.uow, job_id=job.id)
    first = next((one for one in decision.ranking.matches if one.person_id in decision.shown[:1]), None)
    if first is None:
        return [Reply(f"Nobody is on the list for job {job.number} so far.", buttons=(_find_button(job),))]
    turn.look_at(1)
    ids = (short(job.id), short(first.person_id))
    buttons = (
        Button("Look at 1", Action("look", ids), Style.MAIN),
        Button("Why these?", Action("why_these", ids[:1])),
    )
    words = (
        f"You decide; I only order them by scores that everybody can see. Number 1 stands first for job {job.number}:"
    )
    return [Reply(f"{words}\n{for_this_job(first)}", buttons=buttons)]


def asks_for_advice(text: str, reading: Reading) -> bool:
    """Whether somebody asks whom to take: "who's the best one?", "which one would you choose?"."""
    return len(text) < 80 and bool(_ADVICE.search(text))


async def back_to_list(turn: Turn, *, job: UUID | None) -> list[Reply]:
    """The list as it was shown last, without ranking anew."""
    mine = await spoken_of(turn, job)
    turn.speak_of(job_id=mine.id)
    decision = await matching.latest_decision(turn.uow, job_id=mine.id)
    by_person = {match.person_id: match for match in decision.ranking.matches}
    start = max(0, (len(decision.shown) - 1) // matching.PLACES * matching.PLACES)
    page = tuple(by_person[person] for person in decision.shown[start:] if person in by_person)
    if not page:
        return [Reply(f"Nobody was on the list for job {mine.number}.", buttons=(_find_button(mine),))]
    return [shortlist(mine, decision, page, first=start + 1, talks=await in_talks(turn, mine))]


async def _looked_at(turn: Turn, job_id: UUID, person_id: UUID, topic: str) -> Reply:
    mine = await jobs.job_of_client(turn.uow, job_id=job_id, client_id=turn.person.id)
    seen = await look_at(
        turn.uow,
        turn.services.matcher,
        job_id=mine.id,
        client_id=turn.person.id,
        person_id=person_id,
        topic=topic,
        now=turn.now,
    )
    turn.speak_of(job_id=mine.id)
    turn.look_at(seen.place)
    return _reply(seen, person_id)


def _reply(seen: SeenCloser, person_id: UUID) -> Reply:
    look, ids = seen.look, (short(seen.job.id), short(person_id))
    fields = (
        Field("Your question", "\n".join(look.answers)),
        Field("For this job", for_this_job(seen.match)),
        Field("Skills", skills_line(look)),
        Field("Work", works_lines(look)),
        Field("How they work", "\n".join(f"• {trait_line(trait)}" for trait in look.traits)),
        Field("Terms", terms_of(look)),
        Field("Worth asking", _question(seen)),
    )
    summary = f": {seen.match.summary}" if seen.match and seen.match.summary else ""
    card = Card(f"Number {seen.place}{summary}", tuple(field for field in fields if field.value), footer=BLIND)
    invite = Button(f"Invite {seen.place}", Action("invite", ids), Style.MAIN)
    back = Button("Back to the list", Action("back_to_list", ids[:1]))
    stand = _stand(seen.proposal)
    asking = Button(f"Invite {seen.place} and ask this", Action("invite", (*ids, "on")))
    asks = (asking,) if seen.match and seen.match.questions else ()
    buttons = (back,) if stand else (invite, *asks, back)
    words = f"Number {seen.place} for job {seen.job.number}, closer. {stand}".strip()
    return Reply(words, card=card, buttons=buttons)


def _question(seen: SeenCloser) -> str:
    """One open question."""
    return seen.match.questions[0] if seen.match and seen.match.questions else ""


def _stand(proposal: Proposal | None) -> str:
    """Where talks with them stand, where there are any."""
    if proposal is None or proposal.status is ProposalStatus.WITHDRAWN:
        return ""
    words = {
        ProposalStatus.OFFERED: "You are in talks with them: /offers shows it.",
        ProposalStatus.AGREED: "You have agreed with them.",
        ProposalStatus.DECLINED: "One of you said no to this job.",
    }
    return words[proposal.status]


def _find_button(job: Job) -> Button:
    return Button("Find people", Action("find_people", (short(job.id),)), Style.MAIN)


_PLACE = Param(
    "place",
    "The number in the list",
    places.parse_places,
    question="Whom? Their number in the list, please.",
    show=places.show_places,
    find=places.find_looked_at,
)

router.add(
    Command(
        "look",
        "A closer look at somebody of a list",
        look,
        params=(id_param("job", "The job"), id_param("person", "The person")),
        menu=False,
    )
)
router.add(
    Command(
        "look_place",
        "A closer look at somebody by their number in the list",
        look_place,
        params=(
            _PLACE,
            Param("about", "What you want to know", parse_text, find=whole_text, required=False, max_length=500),
        ),
        hears=places.looks,
        subject=Subject.JOB,
        phrases=(
            "tell me more about {place}",
            "tell me more about number {place}",
            "tell me about number {place}",
            "show me more of number {place}",
            "show me number {place}",
            "look at {place}",
            "look at number {place}",
            "what has {place} done before",
            "what has number {place} done",
            "show me the work of number {place}",
            "how good is number {place}",
            "what about number {place}",
            "who is number {place}",
            "compare {place}",
        ),
        menu=False,
    )
)
router.add(
    Command(
        "best",
        "Who stands first, and why",
        best,
        hears=asks_for_advice,
        subject=Subject.JOB,
        phrases=("who is the best one", "which one would you choose", "whom do you recommend", "who should i take"),
        menu=False,
    )
)
router.add(
    Command(
        "back_to_list",
        "The list again",
        back_to_list,
        params=(id_param("job", "The job", required=False),),
        phrases=(
            "back to the list",
            "back to list",
            "show me the list",
            "show the list",
            "show me the list again",
            "show the list again",
            "the list again",
            "show them again",
            "show me the people again",
            "who was on the list",
        ),
        menu=False,
    )
)
