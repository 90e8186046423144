"""Gigs in words, and the alerts a freelancer controls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.commands import Command, Param, Router
from bot.domain.job import JobStatus
from bot.features.briefs import brief_card
from bot.features.params import id_param, parse_number, parse_switch, show_switch
from bot.messages import Action, Button, Reply, Style, short
from bot.outbox import Notice
from bot.ports import UnitOfWork
from bot.services import alerts, people_settings, profiles
from bot.understanding import quiet_hours

if TYPE_CHECKING:
    from bot.app import Turn

router = Router()

MUTE_DAYS = 7


async def gigs(turn: Turn) -> list[Reply]:
    """What is open in this community, newest first."""
    found = await turn.uow.jobs.in_community(turn.community.id, [JobStatus.OPEN], limit=200)
    not_theirs = {turn.person.id, *await turn.uow.people.blocked_with(turn.person.id)}
    others = [job for job in reversed(found) if job.client_id not in not_theirs]
    if not others:
        return [Reply("No open gigs right now. With alerts on, I write to you when one fits: /alerts.")]
    lines = [
        f"• Gig {job.number}: {job.title}" + (f", {job.brief.pay}" if job.brief.pay else "") for job in others[:10]
    ]
    more = f"\nand {len(others) - 10} more" if len(others) > 10 else ""
    buttons = tuple(Button(f"Gig {job.number}", Action("gig", (str(job.number),))) for job in others[:10])
    return [Reply(f"Open gigs in {turn.community.name}:\n" + "\n".join(lines) + more, buttons=buttons)]


async def gig(turn: Turn, *, number: int) -> list[Reply]:
    """One open gig."""
    job = await turn.uow.jobs.by_number(number)
    if job is None or job.status is not JobStatus.OPEN:
        return [Reply(f"Gig {number} is not open. /gigs lists what is.")]
    return [
        Reply("", card=brief_card(job.brief, number=job.number), buttons=_gig_buttons(job.id, job.number, alert=False))
    ]


async def set_alerts(turn: Turn, *, on: bool) -> list[Reply]:
    """Switch alerts on or off."""
    await alerts.set_alerts(turn.uow, person_id=turn.person.id, on=on, now=turn.now)
    if on:
        return [Reply("Alerts are on: one message for each gig that fits, never twice. /quiet sets your quiet hours.")]
    return [Reply("Alerts are off. /gigs still lists what is open.")]


async def mute(turn: Turn) -> list[Reply]:
    """A week without alerts."""
    await alerts.mute(turn.uow, person_id=turn.person.id, days=MUTE_DAYS, now=turn.now)
    on = Button("Switch on again", Action("alerts", ("on",)))
    return [Reply(f"No alerts for {MUTE_DAYS} days.", buttons=(on,), replaces_pressed=True)]


async def not_for_me(turn: Turn, *, job: UUID) -> list[Reply]:
    """Decline a gig before anything was said."""
    await profiles.pass_on(turn.uow, job_id=job, freelancer_id=turn.person.id, now=turn.now)
    return [Reply("Fine. It costs you nothing, and you will not hear of this gig again.", replaces_pressed=True)]


async def quiet(turn: Turn, *, hours: tuple[int, int]) -> list[Reply]:
    """Set quiet hours."""
    person = await people_settings.set_clock(turn.uow, person_id=turn.person.id, quiet=hours)
    turn.person = person
    if person.quiet_from is None:
        return [Reply("Quiet hours are off: alerts come at any time.")]
    return [Reply(f"No alerts or invitations from {quiet_hours.show_quiet_hours(hours)} ({person.timezone}).")]


async def timezone(turn: Turn, *, zone: str) -> list[Reply]:
    """Set the time zone that days and quiet hours are read in."""
    turn.person = await people_settings.set_clock(turn.uow, person_id=turn.person.id, timezone=zone)
    return [Reply(f"Your time zone is {zone}; it is {turn.now.astimezone(ZoneInfo(zone)):%H:%M} there now.")]


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
        Button("Not for me", Action("not_for_me", id)),
        Button("Why me?" if alert else "Do I fit?", Action("why", (str(number),))),
    )
    return (*buttons, Button("Mute", Action("mute"))) if alert else buttons


_ON_OFF = (("On", "on"), ("Off", "off"))

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
        params=(
            Param(
                "number",
                "The number of the gig",
                parse_number,
                question="Which gig? Its number, please; /gigs lists them.",
            ),
        ),
        menu=False,
    )
)
router.add(
    Command(
        "alerts",
        "Gig alerts on or off",
        set_alerts,
        params=(
            Param("on", "On or off", parse_switch, question="Alerts on or off?", show=show_switch, choices=_ON_OFF),
        ),
        phrases=("alerts {on}", "turn alerts {on}", "switch alerts {on}", "stop alerts"),
        examples=("Stop sending me gigs", "Tell me about new gigs"),
    )
)
router.add(Command("mute", "No alerts for a week", mute, phrases=("mute", "mute alerts"), menu=False))
router.add(Command("not_for_me", "Pass on a gig", not_for_me, params=(id_param("job", "The gig"),), menu=False))
router.add(
    Command(
        "quiet",
        "Quiet hours: no alerts between these times",
        quiet,
        params=(
            Param(
                "hours",
                "For example 22:00 to 8:00, or off",
                quiet_hours.parse_quiet_hours,
                question="When should I be quiet? For example 22:00 to 8:00, or off.",
                show=quiet_hours.show_quiet_hours,
            ),
        ),
        phrases=("quiet hours {hours}", "be quiet {hours}"),
        examples=("Don't write to me at night",),
    )
)
router.add(
    Command(
        "timezone",
        "Your time zone",
        timezone,
        params=(
            Param(
                "zone",
                "For example Europe/Lisbon, or Lisbon",
                quiet_hours.parse_timezone,
                question="Which city's time do you live by? For example Lisbon.",
            ),
        ),
        phrases=("my time zone is {zone}", "i live in the {zone} time zone"),
    )
)

NOTICES = (Notice("gig_alert", _alert, urgent=False),)
