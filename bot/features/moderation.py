"""The moderators' commands in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Reading, Router, Who
from bot.domain.job import JobStatus
from bot.domain.people import Publishing
from bot.errors import InvalidInput
from bot.features import moderating
from bot.features.briefs import brief_card
from bot.features.params import id_param, text_param
from bot.messages import Action, Button, Reply, Style, short
from bot.outbox import Notice
from bot.ports import UnitOfWork
from bot.services import jobs, people

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router().include([moderating.router])


async def queue(turn: Turn) -> list[Reply]:
    """Jobs that wait, oldest first, five at a time."""
    waiting = await jobs.waiting_jobs(turn.uow, community_id=turn.community.id, moderator_id=turn.person.id)
    if not waiting:
        return [Reply("Nothing waits for you. Well done.", private=True)]
    head = Reply(f"{len(waiting)} waiting in {turn.community.name}, oldest first.", private=True)
    return [
        head,
        *(
            Reply("", card=brief_card(job.brief, number=job.number), buttons=judge_buttons(job.id), private=True)
            for job in waiting[:5]
        ),
    ]


async def approve(turn: Turn, *, job: UUID) -> list[Reply]:
    """Let a job appear."""
    approved = await jobs.approve_job(turn.uow, job_id=job, moderator_id=turn.person.id, now=turn.now)
    return [Reply(f"Job {approved.number} is open, and its author is told.", private=True, replaces_pressed=True)]


async def return_job(turn: Turn, *, job: UUID, reason: str) -> list[Reply]:
    """Ask the author for a change."""
    returned = await jobs.return_job(turn.uow, job_id=job, moderator_id=turn.person.id, reason=reason, now=turn.now)
    return [Reply(f"Job {returned.number} went back to its author with your reason.", private=True)]


async def publishing(turn: Turn, *, how: Publishing) -> list[Reply]:
    """Set whether jobs appear at once or after approval."""
    await people.require_moderator(turn.uow, person_id=turn.person.id, community_id=turn.community.id)
    await turn.uow.communities.save(turn.community.model_copy(update={"publishing": how}))
    words = "as soon as they are confirmed" if how is Publishing.AT_ONCE else "after a moderator has approved them"
    return [
        Reply(f"From now on jobs in {turn.community.name} appear {words}. /publishing changes it back.", private=True)
    ]


def judge_buttons(job_id: UUID) -> tuple[Button, ...]:
    id = (short(job_id),)
    return (
        Button("Approve", Action("approve", id), Style.MAIN),
        Button("Return with a reason", Action("return_job", id)),
    )


def _parse_publishing(raw: str, reading: Reading) -> Publishing:
    try:
        return Publishing(raw.strip().casefold().replace(" ", "_"))
    except ValueError:
        raise InvalidInput("Please choose: at once, or after approval.") from None


async def _waiting(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    job = await uow.jobs.find(UUID(ids["job"]))
    if job is None or job.status is not JobStatus.PENDING:
        return None
    return Reply("A job waits for you.", card=brief_card(job.brief, number=job.number), buttons=judge_buttons(job.id))


async def _approved(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    job = await uow.jobs.find(UUID(ids["job"]))
    if job is None or job.status is not JobStatus.OPEN:
        return None
    find = Button("Find people", Action("find_people", (short(job.id),)), Style.MAIN)
    return Reply(f"Good news: job {job.number}, {job.title}, is open.", buttons=(find,))


async def _returned(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    job = await uow.jobs.find(UUID(ids["job"]))
    if job is None or job.status is not JobStatus.RETURNED:
        return None
    change = Button("Change it", Action("change_job", (short(job.id),)), Style.MAIN)
    appeal = Button("Ask another moderator", Action("appeal", (short(job.id),)))
    return Reply(
        f"A moderator asks for a change to job {job.number}, {job.title}:\n{job.returned_reason}\n"
        "Change it and send it again, or ask somebody else to look.",
        buttons=(change, appeal),
    )


async def appeal(turn: Turn, *, job: UUID) -> list[Reply]:
    """Have a returned job looked at by a moderator who did not take part in the decision."""
    asked = await jobs.appeal_job(turn.uow, job_id=job, client_id=turn.person.id, now=turn.now)
    return [Reply(f"Another moderator will look at job {asked.number}. I will write to you.", replaces_pressed=True)]


_JOB = id_param("job", "The job")

router.add(
    Command(
        "queue",
        "Jobs that wait for a moderator",
        queue,
        phrases=(
            "what is in the queue",
            "show the queue",
            "what waits for me",
            "anything to approve",
            "approve",
            "approve it",
            "approve this job",
            "approve job {number}",
            "return it",
            "return job {number}",
            "reject it",
            "reject job {number}",
        ),
        who=Who.MODERATOR,
    )
)
router.add(Command("approve", "Let a waiting job appear", approve, params=(_JOB,), menu=False))
router.add(
    Command(
        "return_job",
        "Send a waiting job back with a reason",
        return_job,
        params=(
            _JOB,
            text_param(
                "reason",
                "What should change, in a sentence",
                "What should they change? They will read your words.",
                long=True,
            ),
        ),
        menu=False,
        form=True,
    )
)
router.add(Command("appeal", "Ask another moderator to look at your job", appeal, params=(_JOB,), menu=False))
router.add(
    Command(
        "publishing",
        "Whether jobs appear at once or after approval",
        publishing,
        params=(
            Param(
                "how",
                "At once, or after approval",
                _parse_publishing,
                question="How should jobs appear here?",
                choices=(("At once", "at_once"), ("After approval", "after_approval")),
            ),
        ),
        who=Who.MODERATOR,
    )
)

NOTICES = (
    Notice("job_waiting", _waiting),
    Notice("job_approved", _approved),
    Notice("job_returned", _returned),
)
