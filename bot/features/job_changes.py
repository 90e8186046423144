"""Changing a posted job in words: "make it 500", "drop the captions", "only German speakers, the client is in Berlin"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Reading, Router, Subject
from bot.conversation import CONFIRM, parsed
from bot.domain.brief import Brief
from bot.domain.conversation import Filling
from bot.domain.job import Job, JobStatus
from bot.domain.proposal import ProposalStatus, Side
from bot.errors import Conflict, InvalidInput
from bot.features.brief_changes import changes_in_words
from bot.features.briefs import answers_of, brief_card, brief_of
from bot.features.offer_letters import answer_buttons, terms_line
from bot.features.params import parse_text, whole_text
from bot.messages import MAX_LABEL, Reply
from bot.outbox import Notice
from bot.ports import UnitOfWork
from bot.redrafting import changed
from bot.services.jobs import CHANGEABLE
from bot.understanding.later_changes import changes_a_job

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

LOOKED_AT = 20  # latest jobs of a client among which a change may be meant
_NUMBER = re.compile(r"\b(?:job|gig|brief)\s*(?:number|no\.?|#)?\s*(?P<number>\d{1,6})\b", re.IGNORECASE)


async def edit_job(turn: Turn, *, words: str) -> list[Reply]:
    """Words that change a posted job: what would change is shown, and a button does it."""
    job_id = turn.conversation.job_id
    spoken = await turn.uow.jobs.find(job_id) if job_id else None
    mine = await turn.uow.jobs.of_client(turn.person.id, limit=LOOKED_AT)
    changeable = [job for job in mine if job.status in CHANGEABLE]
    named = _NUMBER.search(words)
    if named:
        return await edit_which(turn, words=_NUMBER.sub("it", words), number=int(named["number"]))
    if not changeable:
        if spoken is not None and spoken.status is JobStatus.AWARDED:
            raise Conflict(
                f"Job {spoken.number} is taken, so its terms change in the contract you two agree on: /contract."
            )
        raise Conflict("You have no open job to change. Tell me what you need, or see /jobs.")
    if len(changeable) == 1:
        return _open(turn, changeable[0], words)
    first = sorted(changeable, key=lambda job: job.id != job_id)  # the one spoken of last comes first
    turn.ask("edit_which", {"words": words}, {"number": tuple(_label(job) for job in first[:8])})
    return []


async def edit_which(turn: Turn, *, words: str, number: int) -> list[Reply]:
    """The same for the job with this number."""
    job = await turn.uow.jobs.by_number(number)
    if job is None or job.client_id != turn.person.id:
        raise Conflict(f"I cannot find job {number} among yours. /jobs lists them.")
    if job.status not in CHANGEABLE:
        raise Conflict(f"Job {number} is {job.status.value}, so it cannot be changed any more.")
    return _open(turn, job, words)


def _open(turn: Turn, job: Job, words: str) -> list[Reply]:
    """The job's brief as a draft with the change in it, and what differs from what is posted."""
    turn.speak_of(job_id=job.id)
    hire = turn.commands.get("hire")
    if hire is None:
        raise LookupError("no /hire to change a job with")
    answers = answers_of(job)
    filling = Filling(command=hire.name, answers=answers, asked=CONFIRM)
    given = changed(words, hire, filling, turn.reading)
    turn.ask(hire.name, {**answers, **given})
    lines = changes_in_words(job.brief, brief_of(parsed(hire, {**answers, **given}, turn.reading)))
    if not lines and given:
        lines = [f"In your words, added: {words}"]
    if not lines:
        return [
            Reply(
                f"I do not see what to change in job {job.number}, {job.title}. Say it as in: make it 900, by 20 December."
            )
        ]
    told = "\nNothing has changed yet. Whoever you invited is told." if job.status is JobStatus.OPEN else ""
    return [Reply(f"Job {job.number} would change:\n" + "\n".join(f"• {line}" for line in lines) + told)]


def _label(job: Job) -> str:
    label = f"Job {job.number}: {job.title}"
    return label if len(label) <= MAX_LABEL else label[: MAX_LABEL - 2].rsplit(" ", 1)[0] + " …"


def _parse_which(raw: str, reading: Reading) -> int:
    digits = re.search(r"\d{1,6}", raw)
    if digits is None:
        raise InvalidInput("Please give the number of the job, for example 3.")
    return int(digits[0])


async def _job_changed(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    proposal = await uow.proposals.find(UUID(ids["proposal"]))
    if proposal is None or str(proposal.version) != ids["version"] or proposal.status is not ProposalStatus.OFFERED:
        return None
    job = await uow.jobs.get(proposal.job_id)
    before = Brief.model_validate_json(ids["before"])
    lines = changes_in_words(before, job.brief) or ["What they wrote about it"]
    words = f"The client changed {job.title}:\n" + "\n".join(f"• {line}" for line in lines) + "\n"
    if proposal.offered_by is Side.CLIENT and not proposal.earlier:
        words += "You are invited on these terms now. Declining costs you nothing."
    else:
        words += f"The latest offer between you stands as it is: {terms_line(proposal.terms)}."
    return Reply(
        words, card=brief_card(job.brief, number=job.number), buttons=answer_buttons(proposal, Side.FREELANCER)
    )


NOTICES = (Notice("job_changed", _job_changed, urgent=False),)

_WORDS = Param(
    "words",
    "What to change, in your own words",
    parse_text,
    question="What shall I change?",
    find=whole_text,
    max_length=2000,
    long=True,
)

router.add(
    Command(
        "edit_job",
        "Change a posted job in words",
        edit_job,
        params=(_WORDS,),
        hears=changes_a_job,
        subject=Subject.JOB,
        menu=False,
    )
)
router.add(
    Command(
        "edit_which",
        "Change one of your posted jobs in words",
        edit_which,
        params=(
            _WORDS,
            Param(
                "number",
                "The number of the job",
                _parse_which,
                question="Which of your jobs do you mean?",
                max_length=60,
            ),
        ),
        menu=False,
    )
)
