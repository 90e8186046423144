"""What buttons under a shortlist or an offer do, asked for in words: "who else", "any news", "deal"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.commands import Command, Reading, Router, Subject
from bot.domain.job import JobStatus
from bot.domain.proposal import Proposal, ProposalStatus, Side
from bot.features import offer_letters, proposals, shortlists
from bot.features.hiring import my_jobs, one_job, spoken_of
from bot.messages import Reply

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

_THEIR_NAMES = re.compile(
    r"\b(?:their|his|her)\s+(?:real\s+|full\s+)?(?:names?|faces?|photos?|pictures?|e-?mails?|phones?|numbers|contacts?|links?|websites?|linkedin)\b",
    re.IGNORECASE,
)
_WHAT_NEXT = re.compile(
    r"^(?:and |ok(?:ay)?,? |so,? )*"
    r"(?:what(?:'s| is| happens| comes)?(?: the)? next(?: step)?|(?:and )?now what|what now|and now|what happens (?:now|then)"
    r"|what (?:do|should) i do (?:now|next)|how does (?:it|this) go on)\W*$",
    re.IGNORECASE,
)
THEN = (
    "I tell you as soon as somebody answers; you can invite others meanwhile. When you both agree, you learn each other's names "
    "and I draft the contract."
)
RECENT = 8  # jobs and offers that are looked through for one that waits for an answer


async def more_people(turn: Turn) -> list[Reply]:
    """The next places for the job spoken of."""
    job = await spoken_of(turn, None)
    return await shortlists.more(turn, job=job.id)


async def why_them(turn: Turn) -> list[Reply]:
    """The parts behind the list for the job spoken of."""
    job = await spoken_of(turn, None)
    return await shortlists.why_these(turn, job=job.id)


async def names(turn: Turn) -> list[Reply]:
    """Why the list has no names."""
    return [
        Reply(
            "The first look is blind, so that only the work counts. Press Look for more of somebody's work, and Invite those you "
            "like: when you both agree, you learn each other's names and can write to each other."
        )
    ]


def _wants_names(text: str, reading: Reading) -> bool:
    """Whether somebody wants to see who the people of a list are: "show me their faces"."""
    return len(text) < 80 and bool(_THEIR_NAMES.search(text))


def _asks_what_next(text: str, reading: Reading) -> bool:
    """Whether somebody who has a job going asks how it goes on: "what happens next?"."""
    return len(text) < 60 and bool(_WHAT_NEXT.search(text.strip()))


async def news(turn: Turn) -> list[Reply]:
    """Where things stand: offers for the job spoken of, or one's own."""
    waiting = await _waiting(turn)
    if waiting:
        return await _shown(turn, waiting)
    if turn.conversation.job_id is None:
        mine = await turn.uow.jobs.of_client(turn.person.id, limit=1)
        return await my_jobs(turn) if mine else await proposals.offers(turn, job=None)
    job = await spoken_of(turn, None)
    if job.status not in (JobStatus.OPEN, JobStatus.AWARDED):
        return await one_job(turn, job=job.id)
    replies = await proposals.offers(turn, job=job.id)
    asked = [one for one in await turn.uow.proposals.of_job(job.id) if one.status is ProposalStatus.OFFERED]
    return [*replies, Reply(THEN)] if asked else replies


async def answer_offer(turn: Turn) -> list[Reply]:
    """Somebody answers an offer in words: the offers that wait for them, with the buttons that answer."""
    waiting = await _waiting(turn)
    if not waiting:
        return [Reply("No offer waits for your answer. /offers shows yours, /jobs your jobs.")]
    return await _shown(turn, waiting)


async def _waiting(turn: Turn) -> list[tuple[Proposal, Side]]:
    """Offers whose answer is this person's turn, on either side."""
    found = [(one, Side.FREELANCER) for one in await turn.uow.proposals.of_freelancer(turn.person.id, limit=RECENT)]
    for job in await turn.uow.jobs.of_client(turn.person.id, limit=RECENT):
        found += [(one, Side.CLIENT) for one in await turn.uow.proposals.of_job(job.id)]
    return [(one, side) for one, side in found if one.status is ProposalStatus.OFFERED and one.offered_by is not side]


async def _shown(turn: Turn, waiting: list[tuple[Proposal, Side]]) -> list[Reply]:
    replies = []
    for proposal, side in waiting[:RECENT]:
        job = await turn.uow.jobs.get(proposal.job_id)
        terms = offer_letters.terms_line(proposal.terms)
        words = f"Job {job.number}, {job.title}: {terms}. It waits for your answer; press what you want."
        replies.append(Reply(words, buttons=offer_letters.answer_buttons(proposal, side)))
    return replies


router.add(
    Command(
        "more_people",
        "The next people for your job",
        more_people,
        phrases=(
            "more",
            "show me more",
            "show more",
            "more people",
            "show me all",
            "show all",
            "show me everybody",
            "show me everyone",
            "who else",
            "who else is there",
            "anybody else",
            "anyone else",
        ),
        menu=False,
    )
)
router.add(
    Command(
        "why_them",
        "Why these people",
        why_them,
        phrases=(
            "why these",
            "why these people",
            "why them",
            "why this person",
            "why him",
            "why her",
            "why these ones",
        ),
        examples=("How did you choose the people for my job?",),
        menu=False,
    )
)
router.add(
    Command(
        "names",
        "Why there are no names yet",
        names,
        hears=_wants_names,
        subject=Subject.JOB,
        phrases=(
            "can i see who they are",
            "who are they",
            "who are these people",
            "who is this person",
            "can i see their names",
            "can i see their photos",
            "can i talk to them",
            "why can't i see who they are",
            "tell me their names",
            "what are their names",
            "what is their name",
            "show me their names",
            "show me their profiles",
            "why are there no names",
            "can i see their profile",
            "how do i contact them",
        ),
        menu=False,
    )
)
router.add(
    Command(
        "news",
        "Where things stand",
        news,
        hears=_asks_what_next,
        subject=Subject.JOB,
        phrases=(
            "any news",
            "any updates",
            "any update",
            "any answer",
            "any answers",
            "any answers yet",
            "any response",
            "did they answer",
            "did anybody answer",
            "did anyone answer",
            "has anybody answered",
            "where are my people",
            "what now with my job",
            "hello any news",
        ),
        menu=False,
    )
)
router.add(
    Command(
        "answer_offer",
        "Answer an offer",
        answer_offer,
        phrases=(
            "accept",
            "i accept",
            "i accept it",
            "i accept the offer",
            "accept the offer",
            "deal",
            "i'm in",
            "i'll do it",
            "decline",
            "i decline",
            "decline it",
            "not interested",
            "i want more money",
            "that's too little",
            "that is too little",
            "too little money",
            "can they pay more",
            "can you pay more",
            "can we negotiate",
            "can i negotiate",
            "make a counter offer",
            "other terms",
        ),
        examples=("I would do it for a higher price", "I accept what they offered me"),
        menu=False,
    )
)
