"""Who makes and who pays in a text whose parties bear names that no list holds: the Muralist, the Casino, die Bühne."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import prompts
from bot.reading.patterns import CLIENT, FREELANCER, small_rules

_NOUN = r"([a-z][a-z-]{2,}(?:'s)?)"
# Nouns of people who do something: muralist, carver, librarian. It settles what verbs leave open.
_TRADES = re.compile(r"(?:ist|er|or|ian|man|smith|wright|eur|euse|trice)$")


@cache
def _things() -> frozenset[str]:
    words = prompts.data("reading/parties")["things"]
    assert isinstance(words, list)
    return frozenset(words)


def is_thing(name: str) -> bool:
    """Whether a noun is what contracts are about, and nobody."""
    return name in _things()


def actors(text: str) -> dict[str, str]:
    """Nouns of a text in plain spelling that act like one of the two sides, each with FREELANCER or CLIENT.

    A noun counts by what it does and by what is done to it: who assigns makes the work, to whom it is assigned gives it.
    """
    votes: Counter[tuple[str, str]] = Counter()
    for side, patterns in ((FREELANCER, _compiled()[0]), (CLIENT, _compiled()[1])):
        for pattern in patterns:
            votes.update((found.removesuffix("'s"), side) for found in pattern.findall(text))
    names = {name for name, _ in votes if not is_thing(name)}
    told = {name: votes[name, FREELANCER] - votes[name, CLIENT] for name in names}
    return {
        name: FREELANCER if lead > 0 or (lead == 0 and _TRADES.search(name)) else CLIENT for name, lead in told.items()
    }


@cache
def _compiled() -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    rules = small_rules()
    makes, gives = (
        [re.compile(rule.replace("{noun}", _NOUN)) for rule in side] for side in (rules.maker_acts, rules.giver_acts)
    )
    return makes, gives
