"""The place kept for newcomers and the turns of near-ties, set by moderators in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Reading, Router, Subject, Who
from bot.domain.people import Community
from bot.errors import InvalidInput
from bot.features.match_audit import newcomers_in_words
from bot.features.match_moderation import find_percent, parse_percent
from bot.messages import Action, Button, Reply, Style
from bot.outbox import Notice
from bot.ports import UnitOfWork
from bot.services import order_settings
from bot.services.match_audit import DAYS
from bot.services.newcomer_places import newcomer_places_in
from bot.services.order_settings import OrderSetting, with_setting

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()


async def fair_places(turn: Turn, *, what: OrderSetting | None, percent: int | None) -> list[Reply]:
    """The settings and how the kept place was used; with a setting and a percentage, what that change would do."""
    if what is None or percent is None:
        counted = await newcomer_places_in(turn.uow, community_id=turn.community.id, days=DAYS, now=turn.now)
        how = "To change it, for example: /fair_places newcomers 5, or /fair_places turns 1."
        words = [in_words(turn.community), newcomers_in_words(counted), how]
        return [Reply("\n".join(word for word in words if word), private=True)]
    changed = with_setting(turn.community, what, percent)
    lists, before, after = await order_settings.lists_that_change(
        turn.uow, community_id=turn.community.id, changed=changed
    )
    effect = (
        f"A newcomer is among the first five in {before} of the latest {lists} lists, and would be in {after}."
        if lists
        else "There is no list of five yet to try it on."
    )
    button = Button("Set it", Action("set_fair_places", (what.value, str(percent))), Style.MAIN)
    text = f"Now: {in_words(turn.community)}\nThen: {in_words(changed)}\n{effect} Nothing has changed yet."
    return [Reply(text, buttons=(button,), private=True)]


async def set_fair_places(turn: Turn, *, what: OrderSetting, percent: int) -> list[Reply]:
    """Set what was looked at; the other moderators are told, and /howitworks says it to everybody."""
    changed = await order_settings.change_setting(
        turn.uow,
        community_id=turn.community.id,
        moderator_id=turn.person.id,
        setting=what,
        percent=percent,
        now=turn.now,
    )
    return [Reply(f"Set. {in_words(changed)} /howitworks tells everybody.", private=True, replaces_pressed=True)]


def in_words(community: Community) -> str:
    return (
        f"A newcomer within {community.newcomer_margin:.0%} of the fifth place gets one of the first five places; "
        f"scores within {community.near_tie:.0%} take turns."
    )


def parse_setting(raw: str, reading: Reading) -> OrderSetting:
    found = find_setting(raw, reading)
    if found is None:
        raise InvalidInput("Please say newcomers or turns.")
    return OrderSetting(found)


def find_setting(text: str, reading: Reading) -> str | None:
    if re.search(r"\bnew\W?comers?\b|\bmargin\b", text, re.IGNORECASE):
        return OrderSetting.NEWCOMERS.value
    if re.search(r"\bturns?\b|\bnear\W?ties?\b|\bties?\b|\brotat", text, re.IGNORECASE):
        return OrderSetting.TURNS.value
    return None


_SETS = re.compile(
    r"^\W*(?:please\s+)?(?:set|change|raise|lower|make)\b.{0,30}\b(?:new\W?comers?|near\W?ties?|turns)\b.{0,30}?\d{1,2}\s*(?:%|per\s?cent)",
    re.IGNORECASE,
)


def sets_places(text: str, reading: Reading) -> bool:
    """Whether words set one of the two: "set the newcomer margin to 5 %"."""
    return bool(_SETS.match(text))


_CHOICES = (("Newcomers", OrderSetting.NEWCOMERS.value), ("Turns", OrderSetting.TURNS.value))

router.add(
    Command(
        "fair_places",
        "The place kept for newcomers, and the turns of near-ties",
        fair_places,
        params=(
            Param("what", "Newcomers or turns", parse_setting, find=find_setting, choices=_CHOICES, required=False),
            Param("percent", "In percent of a score", parse_percent, find=find_percent, required=False),
        ),
        phrases=("newcomer places", "how many newcomers were shown", "change the newcomer margin"),
        examples=("How many newcomers get onto the lists here?",),
        hears=sets_places,
        subject=Subject.ANYTHING,
        who=Who.MODERATOR,
    )
)
router.add(
    Command(
        "set_fair_places",
        "Set what was looked at",
        set_fair_places,
        params=(
            Param("what", "Newcomers or turns", parse_setting, by_button=True),
            Param("percent", "In percent of a score", parse_percent, by_button=True),
        ),
        who=Who.MODERATOR,
        menu=False,
    )
)


async def _order_setting(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    community = await uow.communities.get(UUID(ids["community"]))
    if with_setting(community, OrderSetting(ids["setting"]), int(ids["percent"])) != community:
        return None
    return Reply(f"Another moderator changed how lists are ordered in {community.name}. {in_words(community)}")


NOTICES = (Notice("order_setting", _order_setting),)
