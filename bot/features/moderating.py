"""What a moderator can do about somebody or something, asked for in words: an open job taken down, and what is not mine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.commands import Command, Opening, Param, Reading, Router, Subject, Who
from bot.domain.job import JobStatus
from bot.features.params import find_number, parse_number, parse_text
from bot.messages import Action, Button, Card, Field, Reply, short
from bot.services import jobs

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

router = Router()

_TAKE_DOWN = re.compile(
    r"^\W*(?:(?:please|can\s+you|could\s+you)\s+)*(?:close|take\s+down|remove|delete|hide|unpublish|shut\s+down|take\s+(?=.{1,12}\bdown\b))\s*"
    r"(?:the\s+)?(?:job|gig|post)\s*#?\d+",
    re.IGNORECASE,
)
_OUT = re.compile(
    r"^\W*(?:(?:please|can\s+you|could\s+you)\s+)*(?:ban|kick|suspend|expel)\s+\S+|"
    r"\b(?:ban|kick|suspend|expel|remove|delete|throw\s+out|block)\s+(?:him|her|them|@\w+|(?:this|that|the)\s+(?:user|person|member|guy|spammer|scammer|account))\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"(?:job|gig|post)\s*#?\d+\s*(?:down)?[\s,.:;-]*(?:because|since|as|for)?\s+(?P<why>\S.{4,})$",
    re.IGNORECASE | re.DOTALL,
)
OWN_SETTINGS = {"telegram": "Telegram's own member list", "discord": "Discord's own member list"}


def asks_to_take_down(text: str, reading: Reading) -> bool:
    return bool(_TAKE_DOWN.search(text))


def asks_to_throw_out(text: str, reading: Reading) -> bool:
    return bool(_OUT.search(text)) and len(text) < 160


def find_reason(text: str, reading: Reading) -> str | None:
    """The reason behind "close job 14, it is unpaid trial work"."""
    match = _REASON.search(text)
    return match["why"].strip() if match else None


async def take_down(turn: Turn, *, number: int, reason: str, **_: object) -> list[Reply]:
    """An open job goes back to its author with the reason."""
    job = await turn.uow.jobs.by_number(number)
    if job is None:
        return [Reply(f"There is no job {number}.", private=True)]
    gone = await jobs.take_down(turn.uow, job_id=job.id, moderator_id=turn.person.id, reason=reason, now=turn.now)
    words = f"Job {gone.number} is down. Its author has your reason and can change it, or ask another moderator."
    return [Reply(words, private=True, replaces_pressed=True)]


async def _look(ahead: Ahead, reading: Reading, given: Mapping[str, str], words: str) -> Opening | None:
    """The job behind the number, so that the right one is taken down; what is not open is answered at once."""
    if "number" not in given:
        return None
    async with ahead.storage.begin() as uow:
        job = await uow.jobs.by_number(parse_number(given["number"], reading))
    if job is None or job.community_id != ahead.community.id:
        return Opening(None, (Reply(f"There is no job {given['number']} in {ahead.community.name}."),))
    if job.client_id == ahead.person.id:
        cancel = Button("Cancel job", Action("cancel_job", (short(job.id),)))
        return Opening(None, (Reply(f"Job {job.number} is your own.", buttons=(cancel,)),))
    if job.status is JobStatus.PENDING:
        return Opening(None, (Reply(f"Job {job.number} waits in /queue: return it there with your reason."),))
    if job.status is not JobStatus.OPEN:
        return Opening(None, (Reply(f"Job {job.number} is not open: it is {job.status.value}."),))
    return Opening({**given, "title": f"Job {job.number}: {job.title}"[:200]})


def _preview(values: Mapping[str, Any]) -> Card:
    fields = (Field("Your reason, which its author reads", values.get("reason") or ""),)
    return Card(values.get("title") or "The job", tuple(field for field in fields if field.value))


async def throw_out(turn: Turn) -> list[Reply]:
    """What a moderator can do here, and what the group's own settings are for."""
    return [Reply(what_moderators_can(turn.community.name, turn.inbound.sender.platform), private=True)]


def what_moderators_can(community: str, platform: str) -> str:
    """Told to a moderator who wants somebody gone, or complains."""
    where = OWN_SETTINGS.get(platform, "the group's own settings")
    return (
        f"I ban nobody and close no accounts: people decide about people. As a moderator of {community} you can:\n"
        "• /queue: let waiting jobs appear, or return them with a reason\n"
        "• “close job 14, it is unpaid trial work”: take down an open job; its author reads why and may ask another moderator\n"
        "• /publishing: have every job approved before it appears\n"
        f"• remove somebody from the group: in {where}; I hear nothing more from them there\n"
        "For yourself, the Block button under /offers keeps somebody away."
    )


router.add(
    Command(
        "take_down",
        "Take down an open job, with a reason",
        take_down,
        params=(
            Param(
                "number",
                "The number of the job",
                parse_number,
                question="Which job? Its number, please; /gigs lists those that are open.",
                find=find_number,
            ),
            Param(
                "reason",
                "What is wrong with it, in a sentence",
                parse_text,
                question="What is wrong with it? Its author will read your words.",
                find=find_reason,
                max_length=500,
                long=True,
            ),
            Param("title", "The job", parse_text, required=False, by_button=True),
        ),
        phrases=("take down job {number}", "take job {number} down", "close job {number}", "remove job {number}"),
        examples=("Take this job offline, it asks for unpaid test work",),
        hears=asks_to_take_down,
        subject=Subject.ANYTHING,
        confirm="Take it down",
        preview=_preview,
        opens_with=_look,
        who=Who.MODERATOR,
    )
)
router.add(
    Command(
        "throw_out",
        "What moderators can do about somebody",
        throw_out,
        phrases=(
            "ban {name}",
            "kick {name}",
            "how do i ban somebody",
            "what can i do as a moderator",
            "what can moderators do",
        ),
        examples=("Remove this spammer", "How do I get rid of somebody here?"),
        hears=asks_to_throw_out,
        subject=Subject.ANYTHING,
        who=Who.MODERATOR,
        menu=False,
    )
)
