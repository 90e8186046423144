"""Gigs in words: what is open, one of them, and the alert that tells of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Reading, Router, Subject
from bot.domain.job import JobStatus
from bot.features import alerting, applying, settings
from bot.features.briefs import brief_card
from bot.features.gig_refs import GigRef, gig_param, open_gigs, the_gig
from bot.features.params import id_param
from bot.messages import Action, Button, Reply, Style, short
from bot.outbox import Notice
from bot.ports import UnitOfWork
from bot.services import profiles

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router().include([alerting.router, settings.router, applying.router])


async def gigs(turn: Turn) -> list[Reply]:
    """What is open in this community, newest first."""
    others = await open_gigs(turn.uow, community_id=turn.community.id, person_id=turn.person.id)
    if not others:
        return [Reply("No open gigs right now. With alerts on, I write to you when one fits: /alerts.")]
    lines = [
        f"• Gig {job.number}: {job.title}" + (f", {job.brief.pay}" if job.brief.pay else "") for job in others[:10]
    ]
    more = f"\nand {len(others) - 10} more" if len(others) > 10 else ""
    buttons = tuple(Button(f"Gig {job.number}", Action("gig", (str(job.number),))) for job in others[:10])
    return [Reply(f"Open gigs in {turn.community.name}:\n" + "\n".join(lines) + more, buttons=buttons)]


_ONE_GIG = re.compile(
    r"^\W*(?:(?:please\s+)?(?:show|see|open|tell|give|what'?s|what\s+is|details|info|more)\b[\w\s]{0,20}?)?(?:\bthe\s+)?"
    r"(?:gig\s*#?\d{1,9}|#\d{1,9}|(?:first|second|third|fourth|fifth|last|newest)\s+gig)\b(?:\s+(?:about|please))?\W*$",
    re.IGNORECASE,
)


def asks_for_a_gig(text: str, reading: Reading) -> bool:
    """Whether words ask to see a gig: "gig 14", "show me the first gig"."""
    return bool(_ONE_GIG.match(text))


async def gig(turn: Turn, *, number: GigRef) -> list[Reply]:
    """One open gig."""
    job = await the_gig(turn.uow, number, community_id=turn.community.id, person_id=turn.person.id)
    return [
        Reply("", card=brief_card(job.brief, number=job.number), buttons=_gig_buttons(job.id, job.number, alert=False))
    ]


async def not_for_me(turn: Turn, *, job: UUID) -> list[Reply]:
    """Decline a gig before anything was said."""
    await profiles.pass_on(turn.uow, job_id=job, freelancer_id=turn.person.id, now=turn.now)
    return [Reply("Fine. It costs you nothing, and you will not hear of this gig again.", replaces_pressed=True)]


async def _alert(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    job = await uow.jobs.find(UUID(ids["job"]))
    profile = await uow.profiles.of(to)
    if job is None or job.status is not JobStatus.OPEN or profile is None or not profile.alerts.on:
        return None
    if profile.alerts.muted_until is not None and profile.alerts.muted_until > now:
        return None
    if await uow.proposals.of(job.id, to) is not None or job.client_id in await uow.people.blocked_with(to):
        return None  # they were invited, applied, said no or blocked in the meantime
    card = brief_card(job.brief, number=job.number)
    return Reply("A new gig that fits you.", card=card, buttons=_gig_buttons(job.id, job.number, alert=True))


def _gig_buttons(job_id: UUID, number: int, *, alert: bool) -> tuple[Button, ...]:
    id = (short(job_id),)
    buttons = (
        Button("Interested", Action("interested", id), Style.MAIN),
        Button("My own offer", Action("apply", (str(number),))),
        Button("Not for me", Action("not_for_me", id)),
        Button("Why me?" if alert else "Do I fit?", Action("why", (str(number),))),
    )
    return (*buttons, Button("Mute", Action("mute"))) if alert else buttons


router.add(
    Command(
        "gigs",
        "Open gigs here",
        gigs,
        phrases=("open gigs", "list gigs", "what gigs are there", "any work for me", "find me work"),
        examples=("Is there any work for a designer right now?", "Show me the open jobs"),
    )
)
router.add(
    Command(
        "gig",
        "One open gig, by its number",
        gig,
        params=(gig_param(),),
        hears=asks_for_a_gig,
        subject=Subject.ANYTHING,
        phrases=(
            "gig {number}",
            "#{number}",
            "show gig {number}",
            "show me gig {number}",
            "tell me about gig {number}",
            "tell me more about gig {number}",
            "what is gig {number} about",
            "what's gig {number}",
            "open gig {number}",
            "the {number} gig",
            "show me the {number} gig",
        ),
        menu=False,
    )
)
router.add(Command("not_for_me", "Pass on a gig", not_for_me, params=(id_param("job", "The gig"),), menu=False))
NOTICES = (Notice("gig_alert", _alert, urgent=False),)
