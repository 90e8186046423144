"""The shortlist in words: five people without names, the reasons as parts that add up, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Router
from bot.domain.job import Job
from bot.domain.matching import Closeness, Decision, Limit, Match, Part, PartName, Ranking
from bot.domain.proposal import ProposalStatus
from bot.features.params import id_param
from bot.messages import Action, Button, Card, Field, Reply, Style, short
from bot.ports import Candidates
from bot.services import jobs, matching
from bot.understanding.spoken import language_name

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

router = Router()

PART_WORDS = {
    PartName.SKILLS: "skills",
    PartName.SIMILAR_WORK: "similar work",
    PartName.RECORD: "record",
    PartName.PRICE: "price",
    PartName.AVAILABILITY: "time",
    PartName.SOFT_SKILLS: "way of working",
}
LIMIT_WORDS = {
    Limit.NOT_OPEN: "not open to work",
    Limit.FLOOR: "their lowest rate is above your budget",
    Limit.TIME: "not free in time",
    Limit.LANGUAGE: "do not work in the language you need",
    Limit.PLACE: "not at the place you need",
    Limit.BLOCKED: "blocked",
    Limit.DECLINED: "declined this job",
    Limit.REFUSED: "do not do this kind of work",
    Limit.OWN: "yourself",
}
FEW = 5  # people below which it is worth saying what a looser brief would bring
REASONS, CAUTIONS = 3, 2  # lines of a card


async def search(ahead: Ahead, job_id: UUID) -> Candidates | None:
    """The slow part of a shortlist, before the transaction opens. None where the handler will refuse anyway."""
    async with ahead.storage.begin() as uow:
        job = await uow.jobs.find(job_id)
    if job is None or job.client_id != ahead.person.id:
        return None
    return await ahead.services.matcher.candidates(ahead.storage, job.brief, job.community_id)


async def shortlist_replies(turn: Turn, job: Job, candidates: Candidates) -> list[Reply]:
    """Rank anew and show the first places."""
    decision, matches = await matching.make_shortlist(
        turn.uow, turn.services.matcher, job=job, asked_by=turn.person.id, candidates=candidates, now=turn.now
    )
    turn.look_at(None)
    if not matches:
        return [_nobody(job, decision)]
    return [shortlist(job, decision, matches, first=1, talks=await in_talks(turn, job))]


async def more(turn: Turn, *, job: UUID) -> list[Reply]:
    """The next places."""
    mine = await jobs.job_of_client(turn.uow, job_id=job, client_id=turn.person.id)
    decision, matches = await matching.show_more(
        turn.uow, turn.services.matcher, job_id=job, client_id=turn.person.id, now=turn.now
    )
    if not matches:
        return [Reply(_end_of(decision), buttons=(_why_button(mine), _change_button(mine)))]
    start = len(decision.shown) - len(matches) + 1
    return [shortlist(mine, decision, matches, first=start, talks=await in_talks(turn, mine))]


def _end_of(decision: Decision) -> str:
    if decision.ranking.everybody:
        return "That was everybody who fits."
    return (
        f"Those were the {decision.ranking.considered} whose skills and work are closest to your brief. To see others, "
        "change the brief."
    )


async def why_these(turn: Turn, *, job: UUID) -> list[Reply]:
    """The table of parts behind the people shown, and how many were considered."""
    mine = await jobs.job_of_client(turn.uow, job_id=job, client_id=turn.person.id)
    decision = await matching.latest_decision(turn.uow, job_id=mine.id)
    by_person = {match.person_id: match for match in decision.ranking.matches}
    shown = [by_person[person] for person in decision.shown if person in by_person]
    fields = tuple(
        Field(f"{place}. {points_of(match)}", _table(match))
        for place, match in enumerate(shown[-5:], len(shown) - len(shown[-5:]) + 1)
    )
    ranking = decision.ranking
    weights = ", ".join(f"{PART_WORDS[name]} {weight:.0%}" for name, weight in ranking.weights.of.items())
    text = (
        f"{ranking.considered} of {ranking.members:,} people here were considered. "
        "Name, gender, age, origin, photo, school and place count for nothing. "
        "What is unknown counts neither for nor against: its weight goes to the other parts."
    )
    footer = f"Weights ({ranking.weights.version.replace('_', ' ')}): {weights}."
    buttons = (*(tilt_buttons(mine, ranking) if shown else ()), _change_button(mine))
    return [Reply(text, card=Card("Why these people", fields, footer=footer), buttons=buttons)]


def _considered(ranking: Ranking) -> str:
    if ranking.everybody:
        return f"{ranking.considered} of {ranking.members:,} people here are free and within your limits."
    return (
        f"Of {ranking.members:,} people here I compared the {ranking.considered} whose skills and work are closest to your "
        "brief and who are free and within your limits."
    )


async def in_talks(turn: Turn, job: Job) -> frozenset[UUID]:
    """Who is invited to a job, or has offered to do it."""
    going = (ProposalStatus.OFFERED, ProposalStatus.AGREED)
    return frozenset(one.freelancer_id for one in await turn.uow.proposals.of_job(job.id) if one.status in going)


def shortlist(
    job: Job, decision: Decision, matches: tuple[Match, ...], *, first: int, talks: frozenset[UUID] = frozenset()
) -> Reply:
    """One message with a card: people by number, without names, with their plainest reasons. `talks`: those who are
    invited already."""
    ranking = decision.ranking
    asked: set[str] = set()
    fields = []
    for place, match in enumerate(matches, first):
        below = [other for other in matches[place - first + 1 :] if not other.reserved]
        field = _person(place, match, asked, takes_turn=_out_of_turn(match, below))
        already = "\n• You are in talks with them already" if match.person_id in talks else ""
        fields.append(Field(field.name, field.value + already))
    words = " ".join(filter(None, (_considered(ranking), _how_many_fit(matches), "Names come when you both agree.")))
    if ranking.considered < FEW and ranking.loosening:
        words += "\n" + " ".join(ranking.loosening)
    if ranking.note:
        words += f"\n{ranking.note}"
    id = short(job.id)
    places = list(enumerate(matches, first))
    buttons = [
        Button(f"Invite {place}", Action("invite", (id, short(match.person_id))), Style.MAIN)
        for place, match in places
        if match.person_id not in talks
    ]
    buttons += [Button(f"Look at {place}", Action("look", (id, short(match.person_id)))) for place, match in places]
    if len(decision.shown) < len(ranking.places):
        buttons.append(Button("More", Action("more", (id,))))
    return Reply(
        words,
        card=Card(f"For job {job.number}: {job.title}", tuple(fields)),
        buttons=(*buttons, _why_button(job), _change_button(job)),
    )


def _how_many_fit(matches: tuple[Match, ...]) -> str:
    """Who fits and who is only near, said before anybody reads the cards."""
    known = [match.closeness for match in matches if match.closeness is not None]
    fit, partly, near = (known.count(one) for one in (Closeness.FITS, Closeness.PARTLY, Closeness.NEAR))
    if not known or not partly + near:
        return ""
    if not fit:
        some = f"{partly} of these {'has' if partly == 1 else 'have'} some of them" if partly else "these are only near"
        return f"Nobody clearly has the skills you asked for; {some}."
    rest = [f"{partly} in part" if partly else "", f"{near} {'is' if near == 1 else 'are'} only near" if near else ""]
    return f"Of these, {fit} clearly {'fits' if fit == 1 else 'fit'}, {' and '.join(filter(None, rest))}."


def _out_of_turn(match: Match, below: Sequence[Match]) -> bool:
    """Whether somebody with a higher score stands further down."""
    return not match.reserved and any(round(other.score * 100) > round(match.score * 100) for other in below)


def _person(place: int, match: Match, asked: set[str], *, takes_turn: bool) -> Field:
    told = [(part, line) for part in match.parts if (line := line_of(part))]
    lines = [f"• {line}" for part, line in told if not part.against][:REASONS]
    lines += [f"• But: {line[0].lower()}{line[1:]}" for part, line in told if part.against][:CAUTIONS]
    lines += [f"• But: {unsaid}" for unsaid in match.unsaid]
    if match.reserved:
        lines.append("• New here: this place is kept for newcomers who come close")
    elif takes_turn:
        lines.append("• Scores this close take turns, and it is their turn")
    question = next((one for one in match.questions if one not in asked), "")
    if question:
        asked.add(question)
        lines.append(f"Worth asking: {question}")
    lines.append(f"Score {points_of(match)}")
    near = "Only near: " if match.closeness is Closeness.NEAR else ""
    return Field(f"{place}. {near}{match.summary or 'A freelancer'}", "\n".join(lines))


def line_of(part: Part) -> str:
    """What a card says of a part: the first sentence of its fact, where it was logged before there were lines."""
    return part.fact.split(". ", 1)[0].rstrip(".") if part.line is None else part.line.rstrip(".")


def points_of(match: Match) -> str:
    """`78 = skills 34 + similar work 20 + record 24`: rounded so that the parts add up to what is shown."""
    known = [part for part in match.parts if part.value is not None]
    whole = rounded_points(known)
    return f"{sum(whole.values())} = " + " + ".join(f"{PART_WORDS[name]} {points}" for name, points in whole.items())


def rounded_points(parts: list[Part]) -> dict[PartName, int]:
    """Points out of 100 as whole numbers whose sum is the rounded sum (largest remainder method)."""
    exact = {part.name: part.points * 100 for part in parts}
    whole = {name: int(points) for name, points in exact.items()}
    missing = round(sum(exact.values())) - sum(whole.values())
    for name in sorted(exact, key=lambda name: (whole[name] - exact[name], name))[:missing]:
        whole[name] += 1
    return whole


def _table(match: Match) -> str:
    whole = rounded_points([part for part in match.parts if part.value is not None])
    lines = []
    for part in match.parts:
        if part.value is None:
            lines.append(f"• {PART_WORDS[part.name]}: unknown. {part.fact}")
        else:
            lines.append(f"• {PART_WORDS[part.name]}: {whole[part.name]} of {round(part.weight * 100)}. {part.fact}")
    return "\n".join(lines)


def _nobody(job: Job, decision: Decision) -> Reply:
    ranking = decision.ranking
    if not ranking.members:
        words = (
            "There are no freelancers in this community yet. Your job stays open: whoever joins finds it under /gigs. "
            "Press Find people again in a few days."
        )
        return Reply(words, buttons=(_find_button(job), _change_button(job)))
    excluded = [f"• {count}: {LIMIT_WORDS[limit]}{_wanted(limit, job)}" for limit, count in ranking.excluded.items()]
    one = ranking.members == 1
    head = (
        "The one person here does not fit right now."
        if one
        else f"Nobody of the {ranking.members} people here fits right now."
    )
    lines = [head, *excluded, *ranking.loosening]
    lines.append(
        "Say what to change, for example: make it 900. Or leave it open: whoever joins finds it under /gigs, and Find people "
        "looks again."
    )
    return Reply("\n".join(lines), buttons=(_find_button(job), _change_button(job)))


def _wanted(limit: Limit, job: Job) -> str:
    """What the brief asks for, beside the count of those who are beyond it."""
    brief = job.brief
    asked = {
        Limit.FLOOR: str(brief.pay) if brief.pay else "",
        Limit.TIME: f"by {brief.deadline:%-d %B %Y}" if brief.deadline else "",
        Limit.LANGUAGE: ", ".join(language_name(one.name) for one in brief.languages),
        Limit.PLACE: brief.place.name if brief.place else "",
    }.get(limit, "")
    return f" ({asked})" if asked else ""


TILTS = (  # offered as buttons; words can do the others
    (PartName.PRICE, "less", "Price matters less"),
    (PartName.SIMILAR_WORK, "more", "Similar work matters more"),
    (PartName.RECORD, "more", "Reviews matter more"),
    (PartName.SKILLS, "more", "Skills matter more"),
    (PartName.AVAILABILITY, "less", "Time matters less"),
)


def tilt_buttons(job: Job, ranking: Ranking) -> tuple[Button, ...]:
    """The tilts that can move somebody: of parts that are known of anybody on the list."""
    known = {part.name for match in ranking.matches for part in match.parts if part.value is not None}
    id = short(job.id)
    return tuple(Button(label, Action("tilt", (part.value, how, id))) for part, how, label in TILTS if part in known)


def _find_button(job: Job) -> Button:
    return Button("Find people", Action("find_people", (short(job.id),)))


def _why_button(job: Job) -> Button:
    return Button("Why these?", Action("why_these", (short(job.id),)))


def _change_button(job: Job) -> Button:
    return Button("Change the brief", Action("change_job", (short(job.id),)))


_JOB = id_param("job", "The job")

router.add(Command("more", "More people for your job", more, params=(_JOB,), menu=False))
router.add(Command("why_these", "Why these people", why_these, params=(_JOB,), menu=False))
