"""Hiring in words: a need becomes a brief, a brief becomes a job, a job finds people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from bot.commands import Command, Router
from bot.domain.brief import Brief
from bot.domain.conversation import Act, Deed
from bot.domain.job import Job, JobStatus
from bot.domain.proposal import ProposalStatus, Side
from bot.errors import Conflict
from bot.features.brief_changes import changes_in_words
from bot.features.brief_fields import BRIEF_PARAMS
from bot.features.briefs import answers_of, brief_card, brief_of, preview
from bot.features.params import id_param
from bot.features.shortlists import search, shortlist_replies
from bot.messages import Action, Button, Reply, Style, short
from bot.ports import Candidates
from bot.services import job_changes, jobs
from bot.services.jobs import CHANGEABLE
from bot.understanding import remarks

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

router = Router()

STATUS_WORDS = {
    JobStatus.DRAFT: "draft",
    JobStatus.PENDING: "waits for a moderator",
    JobStatus.RETURNED: "returned by a moderator",
    JobStatus.OPEN: "open",
    JobStatus.AWARDED: "somebody is on it",
    JobStatus.DONE: "done",
    JobStatus.CANCELLED: "cancelled",
}


async def _search_for_brief(ahead: Ahead, **values: Any) -> Candidates:
    return await ahead.services.matcher.candidates(ahead.storage, brief_of(values), ahead.community.id)


async def _remark(turn: Turn, **values: Any) -> str:
    """The one remark that would help a vague or unrealistic brief."""
    brief = brief_of(values)
    paid = await jobs.paid_for_similar(turn.uow, community_id=turn.community.id, brief=brief)
    found = remarks.remarks(brief, paid)
    return found.sentence if found else ""


async def hire(turn: Turn, *, job: UUID | None, **values: Any) -> list[Reply]:
    """The confirmed brief becomes a job, and the job finds people."""
    brief = brief_of(values)
    if job is not None:
        return await _changed(turn, job, brief)
    posted = await jobs.publish_job(
        turn.uow, client_id=turn.person.id, community=turn.community, brief=brief, job_id=None, now=turn.now
    )
    turn.did(Act(deed=Deed.POSTED, ids=(posted.id,)))
    return await _posted(turn, posted, f"Job {posted.number} is open.")


async def _changed(turn: Turn, job_id: UUID, brief: Brief) -> list[Reply]:
    """The confirmed change of a job: what differs, who is told, and a new list."""
    before = await jobs.job_of_client(turn.uow, job_id=job_id, client_id=turn.person.id)
    job = await job_changes.change_job(
        turn.uow, client_id=turn.person.id, community=turn.community, brief=brief, job_id=job_id, now=turn.now
    )
    turn.did(Act(deed=Deed.CHANGED, ids=(job.id,), before=before.brief.model_dump_json()))
    if before.status is not JobStatus.OPEN:
        return await _posted(turn, job, f"Job {job.number} is open.")
    lines = changes_in_words(before.brief, brief)
    if not lines and before.brief == brief:
        return await _posted(turn, job, f"Job {job.number} is open, as it was.")
    asked = [one for one in await turn.uow.proposals.of_job(job.id) if one.status is ProposalStatus.OFFERED]
    people = f" The {len(asked)} people" if len(asked) > 1 else " The one person"
    told = f"{people} in talks with you about it {'are' if len(asked) > 1 else 'is'} told." if asked else ""
    words = f"Job {job.number} is changed.{told}\n" + "\n".join(f"• {line}" for line in lines)
    return await _posted(turn, job, words.rstrip())


async def _posted(turn: Turn, posted: Job, words: str) -> list[Reply]:
    turn.speak_of(job_id=posted.id)
    if posted.status is JobStatus.PENDING:
        return [
            Reply(
                f"Thank you. Job {posted.number} waits for a moderator of {turn.community.name}. "
                "I will write to you as soon as they have looked at it.",
                buttons=job_buttons(posted),
                replaces_pressed=True,
            )
        ]
    said = Reply(words, card=brief_card(posted.brief, number=posted.number), replaces_pressed=True)
    return [said, *await shortlist_replies(turn, posted, turn.prepared)]


async def find_people(turn: Turn, *, job: UUID) -> list[Reply]:
    """A fresh shortlist for a job that is open."""
    found = await jobs.job_of_client(turn.uow, job_id=job, client_id=turn.person.id)
    if found.status is not JobStatus.OPEN:
        raise Conflict(f"Job {found.number} {_is(found)}, so I do not look for people.")
    turn.speak_of(job_id=found.id)
    return await shortlist_replies(turn, found, turn.prepared)


async def my_jobs(turn: Turn) -> list[Reply]:
    """What this person asked for, newest first."""
    mine = await turn.uow.jobs.of_client(turn.person.id, limit=8)
    if not mine:
        return [Reply("You have no jobs yet. Tell me what you need, for example: I need a logo for 150 USD by Friday.")]
    lines = [f"• Job {job.number}: {job.title} ({await _where(turn, job)})" for job in mine]
    buttons = tuple(Button(f"Job {job.number}", Action("job", (short(job.id),))) for job in mine)
    return [Reply("Your jobs:\n" + "\n".join(lines), buttons=buttons)]


async def _where(turn: Turn, job: Job) -> str:
    """`open, 2 invited, 1 waits for your answer`."""
    words = STATUS_WORDS[job.status]
    if job.status is not JobStatus.OPEN:
        return words
    going = [one for one in await turn.uow.proposals.of_job(job.id) if one.status is ProposalStatus.OFFERED]
    asked = sum(one.offered_by is Side.CLIENT for one in going)
    answered = len(going) - asked
    said = (f"{asked} invited" if asked else "", f"{answered} waiting for your answer" if answered else "")
    return ", ".join(filter(None, (words, *said)))


async def one_job(turn: Turn, *, job: UUID) -> list[Reply]:
    """A job's card with what can be done about it."""
    found = await jobs.job_of_client(turn.uow, job_id=job, client_id=turn.person.id)
    turn.speak_of(job_id=found.id)
    words = f"Job {found.number} {_is(found)}."
    if found.status is JobStatus.RETURNED:
        words += f" The moderator wrote: {found.returned_reason}"
    return [Reply(words, card=brief_card(found.brief, number=found.number), buttons=job_buttons(found))]


async def change_job(turn: Turn, *, job: UUID | None) -> list[Reply]:
    """Open a job's brief again, to be changed in words."""
    found = await spoken_of(turn, job)
    if found.status not in CHANGEABLE:
        raise Conflict(f"Job {found.number} {_is(found)}, so it cannot be changed any more.")
    turn.ask("hire", answers_of(found))
    return []


async def cancel_job(turn: Turn, *, job: UUID | None) -> list[Reply]:
    """Ask before a job is called off."""
    found = await spoken_of(turn, job)
    sure = Button("Yes, cancel it", Action("cancel_job_now", (short(found.id),)), Style.DANGER)
    keep = Button("Keep it", Action("job", (short(found.id),)))
    return [Reply(f"Cancel job {found.number}, {found.title}? Everybody who was asked is told.", buttons=(sure, keep))]


async def cancel_job_now(turn: Turn, *, job: UUID) -> list[Reply]:
    """Call a job off."""
    gone = await jobs.cancel_job(turn.uow, job_id=job, client_id=turn.person.id, now=turn.now)
    return [Reply(f"Job {gone.number} is cancelled. You can always post it again.", replaces_pressed=True)]


async def spoken_of(turn: Turn, job: UUID | None) -> Job:
    """The job that was named, or the one spoken of last, or the newest. Raises NotFound."""
    wanted = job or turn.conversation.job_id
    if wanted is None:
        mine = await turn.uow.jobs.of_client(turn.person.id, limit=1)
        if not mine:
            raise Conflict("You have no job yet. Tell me what you need.")
        return mine[0]
    return await jobs.job_of_client(turn.uow, job_id=wanted, client_id=turn.person.id)


def job_buttons(job: Job) -> tuple[Button, ...]:
    """What its client can do about a job now."""
    id = (short(job.id),)
    can = {
        "find": Button("Find people", Action("find_people", id), Style.MAIN),
        "change": Button("Change", Action("change_job", id)),
        "offers": Button("Offers", Action("offers", id)),
        "cancel": Button("Cancel job", Action("cancel_job", id), Style.DANGER),
    }
    names = {
        JobStatus.DRAFT: ("change", "cancel"),
        JobStatus.PENDING: ("change", "cancel"),
        JobStatus.RETURNED: ("change", "cancel"),
        JobStatus.OPEN: ("find", "offers", "change", "cancel"),
        JobStatus.AWARDED: ("offers", "cancel"),
    }.get(job.status, ())
    return tuple(can[name] for name in names)


def _is(job: Job) -> str:
    words = STATUS_WORDS[job.status]
    return words if words.startswith("waits") else f"is {words}" if not words.startswith("somebody") else "is taken"


router.add(
    Command(
        "hire",
        "Find somebody for a piece of work",
        hire,
        params=BRIEF_PARAMS,
        phrases=(
            "i need {wanted}",
            "i am looking for {wanted}",
            "i want to hire {wanted}",
            "looking to hire {wanted}",
            "we need {wanted}",
            "i want somebody to {wanted}",
            "can somebody {wanted}",
            "find me {wanted}",
            "[hiring] {wanted}",
        ),
        examples=(
            "I need a logo for my bakery, around 300 dollars",
            "Looking for a developer to build a small web shop",
            "Can someone translate my website into German by Friday?",
            "We are hiring a video editor for three short clips",
            "My app crashes and I need help fixing it, budget 500",
        ),
        confirm="Find people",
        preview=preview,
        remark=_remark,
        prepare=_search_for_brief,
    )
)


async def _search_for_job(ahead: Ahead, *, job: UUID) -> Candidates | None:
    return await search(ahead, job)


_JOB = id_param("job", "The job")
_THIS_JOB = id_param("job", "The job; the one spoken of last if left out", required=False)

router.add(
    Command(
        "jobs",
        "Your jobs and where they stand",
        my_jobs,
        phrases=("my jobs", "show my jobs", "status of my job", "where does my job stand"),
        examples=("What is happening with my job?", "Show me the jobs I posted"),
    )
)
router.add(Command("job", "One of your jobs", one_job, params=(_JOB,), menu=False))
router.add(
    Command("find_people", "Look for people again", find_people, params=(_JOB,), prepare=_search_for_job, menu=False)
)
router.add(
    Command(
        "change_job",
        "Change a job you posted",
        change_job,
        params=(_THIS_JOB,),
        phrases=("change my job", "edit my job", "change the brief", "edit the brief"),
        examples=("I want to change my brief", "The budget of my job has changed"),
        menu=False,
    )
)
router.add(
    Command(
        "cancel_job",
        "Call off a job you posted",
        cancel_job,
        params=(_THIS_JOB,),
        phrases=("cancel my job", "cancel the job", "delete my job", "close my job", "take down my job"),
        examples=("I no longer need this, please close my job",),
        menu=False,
    )
)
router.add(Command("cancel_job_now", "Call off a job for good", cancel_job_now, params=(_JOB,), menu=False))
