"""Weights learned from outcomes, proposed to moderators in words."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Router, Who
from bot.errors import Conflict
from bot.features.match_moderation import shares_in_words
from bot.features.params import parse_text
from bot.messages import Action, Button, Card, Field, File, Reply
from bot.outbox import Notice
from bot.ports import UnitOfWork
from bot.services.calibration_chart import calibration_chart
from bot.services.match_learning import ENOUGH, Learned, Quality, propose_weights
from bot.services.match_weights import change_weights

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()


async def learned(turn: Turn) -> list[Reply]:
    """What outcomes here would teach, beside the published weights. Nothing changes by looking."""
    count, found = await _proposal(turn)
    if found is None:
        words = (
            f"{count} outcomes so far. I learn from {ENOUGH} or more, with enough people who were asked and who were not. "
            "Until then the published weights stay as they are."
        )
        return [Reply(words, private=True)]
    fields = (
        Field("Learned weights", shares_in_words(found.weights)),
        Field("Published weights foretell", _quality(found.published)),
        Field("Learned weights would foretell", _quality(found.learned)),
        Field("Who would be among the first five", _groups(found)),
    )
    card = Card("What outcomes teach", fields, footer="Compared on a tenth of the outcomes that was kept apart.")
    publish = Button("Publish these weights", Action("publish_learned", (found.weights.version,)))
    chart = await asyncio.to_thread(
        calibration_chart,
        found.published,
        found.learned,
        names=("published weights", "learned weights"),
        axes_are=("foretold chance of being asked", "share that was asked (beside each point: how many people)"),
    )
    words = f"Fitted to {found.outcomes} outcomes. This is a proposal: nothing changes unless you publish it."
    files = (File("calibration.png", chart, "image/png"),)
    return [Reply(words, card=card, buttons=(publish,), files=files, private=True)]


async def publish_learned(turn: Turn, *, version: str) -> list[Reply]:
    """Publish the proposal that was looked at, if it is still the same."""
    _, found = await _proposal(turn)
    if found is None or found.weights.version != version:
        raise Conflict("There are new outcomes since you looked. Send /learned to see what they teach.")
    published = await change_weights(
        turn.uow, community_id=turn.community.id, moderator_id=turn.person.id, of=found.weights.of, now=turn.now
    )
    words = f"Published as {published.version}: {shares_in_words(published)}."
    return [Reply(words, private=True, replaces_pressed=True)]


async def _proposal(turn: Turn) -> tuple[int, Learned | None]:
    return await propose_weights(turn.uow, community_id=turn.community.id, moderator_id=turn.person.id, now=turn.now)


def _groups(found: Learned) -> str:
    """`newcomer, 0 to 2 reviews: 40% of the places now, 35% then`, by group of ten people or more."""
    lines = [
        f"• {one.attribute}, {one.group}: {one.before:.0%} of the places now, {one.after:.0%} then"
        for one in found.groups
    ]
    return "\n".join(lines) or "There are too few people to tell of groups."


def _quality(quality: Quality) -> str:
    """`AUC 0.71, Brier 0.18; said 20 %: 25 % happened`."""
    bins = ", ".join(f"said {said:.0%}: {happened:.0%} happened" for said, happened, _ in quality.bins)
    return f"AUC {quality.auc:.2f} (1 is perfect, 0.5 is chance), Brier {quality.brier:.2f} (0 is perfect); {bins}"


router.add(
    Command(
        "learned",
        "What outcomes would teach the weights",
        learned,
        phrases=("what did matching learn", "learn the weights"),
        who=Who.MODERATOR,
    )
)
router.add(
    Command(
        "publish_learned",
        "Publish the learned weights",
        publish_learned,
        params=(Param("version", "The proposal", parse_text, by_button=True),),
        who=Who.MODERATOR,
        menu=False,
    )
)


async def _weights_learned(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    community = await uow.communities.get(UUID(ids["community"]))
    if (await uow.decisions.weights(community.id)).version != ids["published"]:
        return None
    words = (
        f"Outcomes in {community.name} would teach other weights, which foretell better whom clients choose. "
        "Nothing has changed. /learned shows the proposal beside the published weights; you decide."
    )
    return Reply(words, buttons=(Button("Show the proposal", Action("learned")),))


NOTICES = (Notice("weights_learned", _weights_learned, urgent=False),)
