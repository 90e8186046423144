"""Places of a contract: which one words name, and how the law of one is called."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

import prompts
from bot.domain.rights import FactBase, Place
from bot.services.facts import fact_base

TABLE = "contracts/places"
AMBIGUOUS = frozenset(
    {"us", "kiwi", "rome", "wales", "english", "charlotte", "split"}
)  # mean other things in a sentence


def place_called(answer: str) -> str | None:
    """The code of the place that a whole answer names; a country's English name where it has no code; None: no place.

    The smallest place wins: "Austin, Texas, USA" is Texas."""
    plain = answer.casefold().strip(" .!").removeprefix("in ").removeprefix("the ").removesuffix(" law")
    exact = [
        place.code
        for place in _known()
        if plain in (place.code.casefold(), place.name.casefold().removeprefix("the "), *_words(place))
    ]
    if exact:
        return max(exact, key=len)
    found = [
        place.code for place in _known() if any(_stands_in(word, plain) for word in _words(place) if len(word) > 2)
    ]
    if found:
        return max(found, key=len)
    named = [name for name in _countries() if _stands_in(name, plain)]
    return _countries()[max(named, key=len)] if named else None


def place_in(sentence: str) -> str | None:
    """The code of the place that a sentence names in passing; words that mean other things as well do not count."""
    plain = sentence.casefold()
    found = [
        place.code
        for place in _known()
        if any(_stands_in(word, plain) for word in place.words if word not in AMBIGUOUS and len(word) > 2)
    ]
    return max(found, key=len) if found else None


def places_named(text: str) -> list[str]:
    """The codes of all places that a text names, in its order, each once; a part instead of its country."""
    plain, found = text.casefold(), list[tuple[int, str]]()
    for place in _known():
        starts = [plain.find(word) for word in place.words if word not in AMBIGUOUS and _stands_in(word, plain)]
        if place.code == "US" and re.search(r"\b(?:US|USA|U\.S\.)(?!\w)", text):
            starts.append(text.find("U"))
        if starts:
            found.append((min(starts), place.code))
    codes = list(dict.fromkeys(code for _, code in sorted(found)))
    return [code for code in codes if not any(other != code and lies_in(other, code) for other in codes)]


def governing(code: str) -> str:
    """The place whose law can govern a contract: a city's is its state's."""
    return "-".join(code.split("-")[:2])


def law_named(code: str, base: FactBase) -> str:
    """A governing law as it stands after "follows"."""
    named = _table("law").get(code)
    if named:
        return named
    state = "the State of " if code.startswith("US-") and code != "US-DC" else ""
    return f"the law of {state}{place_named(code, base).removesuffix(' State')}"


def place_named(code: str, base: FactBase) -> str:
    """A place as it stands in a sentence."""
    return next((place.name for place in _regions() if place.code == code), base.place_name(code))


def which_part(code: str) -> str:
    """What to say where only a federation was named, which has no law of contracts; empty for all others."""
    return _table("which").get(code, "")


def lies_in(code: str, place: str) -> bool:
    return code == place or code.startswith(f"{place}-")


def is_place(words: str) -> bool:
    """Whether words are nothing but the name of a place."""
    plain = words.casefold().strip(" .!").removesuffix(" law")
    return plain in _countries() or any(plain in place.words for place in _known())


@cache
def _known() -> tuple[Place, ...]:
    base = fact_base()
    return (*base.places, *_regions(), *base.elsewhere)


@cache
def _regions() -> tuple[Place, ...]:
    rows = prompts.data(TABLE)["regions"]
    assert isinstance(rows, list)
    return tuple(Place.model_validate(row) for row in rows)


@cache
def _table(name: str) -> dict[str, str]:
    rows = prompts.data(TABLE)[name]
    assert isinstance(rows, dict)
    return {str(code): str(words) for code, words in rows.items()}


def _words(place: Place) -> tuple[str, ...]:
    return (*place.words, *place.cities)


@cache
def _countries() -> dict[str, str]:
    """Every country's English name in small letters -> as it is written. The fact base knows some of them better."""
    return {
        name.casefold(): name for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()
    }


def _stands_in(words: str, plain: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", plain) is not None
