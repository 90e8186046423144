"""Gig alerts in words: on and off, mute, and only some gigs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.commands import Command, Opening, Param, Reading, Router, Subject
from bot.domain.money import Pay, PayUnit
from bot.errors import InvalidInput
from bot.features.params import find_switch, parse_switch, show_switch
from bot.messages import Action, Button, Card, Field, Reply
from bot.services import alerts
from bot.understanding import alert_wishes, durations, money

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

router = Router()

MUTE_DAYS = 7
LONGEST_MUTE = 365  # days


_MUTES = re.compile(
    r"^\W*(?:please\s+)?(?:mute|silence|snooze)\b|\bi\W?(?:m|\s+am|ll\s+be|\s+will\s+be)\s+(?:\w+\s+)?(?:on\s+(?:holidays?|vacation|leave)|away)\b",
    re.IGNORECASE,
)
MOST_WORDS = 14  # who says more says something else


def mutes(text: str, reading: Reading) -> bool:
    return bool(_MUTES.match(text)) and len(text.split()) <= MOST_WORDS


def wishes_gigs(text: str, reading: Reading) -> bool:
    return alert_wishes.is_wish(text) and len(text.split()) <= MOST_WORDS


async def set_alerts(turn: Turn, *, on: bool) -> list[Reply]:
    """Switch alerts on or off."""
    profile = await alerts.set_alerts(turn.uow, person_id=turn.person.id, on=on, now=turn.now)
    if not on:
        back = Button("Alerts on", Action("alerts", ("on",)))
        return [Reply("Alerts are off. /gigs still lists what is open.", buttons=(back,))]
    wished = wishes_in_words(profile.alerts.least_pay, profile.alerts.only_about)
    which = f"one message for each gig that fits{f', {wished}' if wished else ''}, never twice"
    every = (Button("For all gigs", Action("all_gigs")),) if wished else ()
    return [Reply(f"Alerts are on: {which}. /quiet sets your quiet hours.", buttons=every)]


async def mute(turn: Turn, *, days: int | None) -> list[Reply]:
    """Some days without alerts; a week where no time is named."""
    span = days or MUTE_DAYS
    profile = await alerts.mute(turn.uow, person_id=turn.person.id, days=span, now=turn.now)
    until = profile.alerts.muted_until
    buttons = [Button("Switch on again", Action("alerts", ("on",)))]
    words = f"No alerts for {durations.show_duration(span)}" + (f", until {until:%-d %B}." if until else ".")
    if span > MUTE_DAYS and profile.open_to_work:
        words += " Clients can still find and invite you; Pause hides you."
        buttons.append(Button("Pause", Action("pause", ("no",))))
    return [Reply(words, buttons=tuple(buttons), replaces_pressed=True)]


async def only_gigs(turn: Turn, *, least: Pay | None, about: tuple[str, ...] | None) -> list[Reply]:
    """Alerts for some gigs only, after a look at what that means."""
    profile = await alerts.wish(turn.uow, person_id=turn.person.id, least=least, only_about=about or (), now=turn.now)
    wished = wishes_in_words(profile.alerts.least_pay, profile.alerts.only_about)
    buttons = (Button("For all gigs", Action("all_gigs")), Button("Alerts off", Action("alerts", ("off",))))
    return [Reply(f"Alerts from now on: gigs that fit you, {wished}.", buttons=buttons, replaces_pressed=True)]


async def all_gigs(turn: Turn) -> list[Reply]:
    """Alerts for every gig that fits again."""
    await alerts.wish(turn.uow, person_id=turn.person.id, least=None, only_about=(), now=turn.now)
    return [Reply("Alerts from now on: every gig that fits you.", replaces_pressed=True)]


def wishes_in_words(least: Pay | None, about: tuple[str, ...]) -> str:
    """`about design, from 300 EUR`; empty where every gig that fits is told."""
    parts = [f"about {' or '.join(about)}" if about else "", f"from {_amount(least)}" if least else ""]
    return ", ".join(filter(None, parts))


def _amount(least: Pay) -> str:
    return str(least.model_copy(update={"high": least.low})) if least.low is not None else str(least)


async def _wishes(ahead: Ahead, reading: Reading, given: Mapping[str, str], words: str) -> Opening | None:
    """What was wished, beside what was wished before; a bare amount is in the currency of one's own rate."""
    async with ahead.storage.begin() as uow:
        profile = await alerts.own_profile(uow, person_id=ahead.person.id)
    answers = dict(given)
    if (least := answers.get("least")) and profile.rate is not None and not money.names_currency(words):
        pay = money.parse_pay(least, reading)
        answers["least"] = money.show_pay(pay.model_copy(update={"currency": profile.rate.currency}))
    if not answers:
        answers = {"least": "", "about": ""}
        return Opening(None, (Reply(_HOW),))
    return Opening({"least": "", "about": "", **answers})


_HOW = "Say which gigs you want to hear of, for example: only design gigs above 300 EUR."


def _preview(values: Mapping[str, Any]) -> Card:
    least: Pay | None = values.get("least")
    fields = [Field("About", " or ".join(values.get("about") or ("anything that fits",)))]
    if least is not None:
        unit = "in all" if least.unit is PayUnit.TOTAL else ""
        fields.append(Field("From", f"{_amount(least)} {unit}".strip()))
        fields.append(Field("As before", "gigs that are paid otherwise (another currency or unit) or name no pay"))
    return Card("Gig alerts only for", tuple(fields))


def _find_days(text: str, reading: Reading) -> str | None:
    days = alert_wishes.find_days(text, reading)
    return str(days) if days is not None else None


def _parse_days(raw: str, reading: Reading) -> int:
    days = durations.parse_duration(raw, reading)
    if days > LONGEST_MUTE:
        raise InvalidInput("A year at most, please. /alerts switches them off for good.")
    return days


_ON_OFF = (("On", "on"), ("Off", "off"))

router.add(
    Command(
        "alerts",
        "Gig alerts on or off",
        set_alerts,
        params=(
            Param(
                "on",
                "On or off",
                parse_switch,
                question="Alerts on or off?",
                show=show_switch,
                find=find_switch,
                choices=_ON_OFF,
            ),
        ),
        phrases=(
            "alerts {on}",
            "turn alerts {on}",
            "switch alerts {on}",
            "turn {on} alerts",
            "turn {on} notifications",
            "notifications {on}",
            "stop alerts",
            "no more alerts",
            "stop sending me gigs",
            "unsubscribe",
            "unmute",
            "unmute alerts",
            "tell me about new gigs",
        ),
        examples=("Stop sending me gigs", "Tell me about new gigs"),
    )
)
router.add(
    Command(
        "mute",
        "No alerts for some days",
        mute,
        params=(Param("days", "How long, for example two weeks", _parse_days, find=_find_days, required=False),),
        phrases=(
            "mute",
            "mute alerts",
            "mute for {days}",
            "mute until {day}",
            "mute me for {days}",
            "mute alerts for {days}",
            "no alerts for {days}",
            "silence for {days}",
        ),
        hears=mutes,
        subject=Subject.ANYTHING,
        examples=("Leave me alone for two weeks", "No messages about gigs until Monday please"),
        menu=False,
    )
)
router.add(
    Command(
        "only_gigs",
        "Alerts only for some gigs",
        only_gigs,
        params=(
            Param(
                "least",
                "The least they should pay, for example 300 EUR",
                money.parse_pay,
                show=money.show_pay,
                find=alert_wishes.find_least,
                required=False,
            ),
            Param(
                "about",
                "What they should be about",
                alert_wishes.parse_words,
                show=alert_wishes.show_words,
                find=alert_wishes.find_words,
                required=False,
                many=True,
            ),
        ),
        phrases=(
            "only {about} gigs",
            "only {about} jobs",
            "only gigs above {least}",
            "only gigs over {least}",
            "only tell me about {about} gigs",
            "only {about} gigs above {least}",
            "only {about} gigs over {least}",
            "only {about} jobs above {least}",
            "only tell me about gigs over {least}",
            "only tell me about gigs above {least}",
            "no gigs below {least}",
            "no gigs under {least}",
            "nothing below {least}",
            "nothing under {least}",
        ),
        examples=("Alert me only about design work", "I only want to hear of gigs above 500 dollars"),
        hears=wishes_gigs,
        subject=Subject.ANYTHING,
        confirm="Only those",
        preview=_preview,
        opens_with=_wishes,
        menu=False,
    )
)
router.add(
    Command(
        "all_gigs",
        "Alerts for every gig that fits",
        all_gigs,
        phrases=("alerts for all gigs", "tell me about all gigs", "all gigs again"),
        menu=False,
    )
)
