"""How matching works here, from the running configuration: the system card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.commands import Command, Router
from bot.domain.matching import Weights, WeightsChange, Workings
from bot.domain.people import Community
from bot.features.match_audit import newcomers_in_words
from bot.features.match_moderation import shares_in_words
from bot.messages import Card, Field, Reply
from bot.services.match_audit import DAYS
from bot.services.newcomer_places import newcomer_places_in

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

CHANGES = 3  # of the weights that the card lists


async def how_it_works(turn: Turn) -> list[Reply]:
    """Purpose, inputs, limits and measured accuracy of matching, as it runs now."""
    workings = turn.services.matcher.workings()
    weights = await turn.uow.decisions.weights(turn.community.id)
    counted = await newcomer_places_in(turn.uow, community_id=turn.community.id, days=DAYS, now=turn.now)
    fairness = _fairness(turn.community, newcomers_in_words(counted))
    changes = _changes(await turn.uow.decisions.weights_log(turn.community.id, limit=CHANGES))
    fields = (*_score(workings, weights), *changes, *fairness, *_machinery(workings), *_measured(workings))
    return [Reply("This is how people are matched here.", card=Card("How matching works", fields))]


def _score(workings: Workings, weights: Weights) -> tuple[Field, ...]:
    prior = f"{workings.prior_strength:g} average ones ({workings.prior_stars:g} of 5)"
    return (
        Field(
            "What for", "To suggest people for a brief. A person decides: no score hires, refuses or closes anything."
        ),
        Field(
            "Score",
            f"{shares_in_words(weights)} (weights {weights.version}). The weight of what is unknown goes to the rest.",
        ),
        Field(
            "Who fits",
            "Who has at least half of the must-have skills, counted by rarity; a close skill counts less. "
            "Who has none of them, not even a close one, is called only near.",
        ),
        Field(
            "Who is compared",
            f"Everybody within the limits in a community of up to {workings.small}. In a larger one the {workings.nearest} whose "
            f"skills and work are nearest to the brief by meaning, and the {workings.skilled} with most of the skills asked for.",
        ),
        Field("Reviews", f"Mixed with {prior} for everybody, so having none counts as the average."),
        Field("Skills", f"Of a list of more than {workings.most_skills}, only skills shown in work count."),
    )


def _changes(log: Sequence[WeightsChange]) -> tuple[Field, ...]:
    """What was changed lately, for everybody."""
    lines = "\n".join(f"• since {one.at:%-d %B %Y}: {shares_in_words(one.weights)}" for one in log)
    return (Field("Changed by moderators", lines),) if lines else ()


def _fairness(community: Community, counted: str) -> tuple[Field, ...]:
    return (
        Field(
            "Counts for nothing",
            "Name, gender, age, origin, photo, school, place, and how a profile is written. "
            "A language or a place is a requirement only with its reason.",
        ),
        Field(
            "Newcomers",
            "One of the first five places is for somebody with 0 to 2 reviews "
            f"who is within {community.newcomer_margin:.0%} of the fifth place. {counted}".rstrip(),
        ),
        Field("Turns", f"Scores within {community.near_tie:.0%} take turns: who was shown longest ago comes first."),
        Field("Your rights", "/why shows freelancers where they stand. Rankings are logged. /human brings a person."),
    )


def _machinery(workings: Workings) -> tuple[Field, ...]:
    return (
        Field("Money", f"Currencies are compared by approximate rates of {workings.rates_day:%d %B %Y}."),
        Field("Similarity", f"By {workings.model}, in {workings.vectors}. No language model writes a score."),
    )


def _measured(workings: Workings) -> tuple[Field, ...]:
    lines = "\n".join(f"• {row.what}: {row.value}" for row in workings.measured)
    return (Field("Measured", lines),) if lines else ()


router.add(
    Command(
        "howitworks",
        "How people are matched here",
        how_it_works,
        phrases=("how does matching work", "how do you match people", "how are people ranked"),
        examples=("How do you decide whom to show?", "What is my score made of?"),
    )
)
