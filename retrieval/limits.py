"""Hard limits: whoever is beyond one is not considered, whatever the score would be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Protocol

from babel import Locale

from bot.domain.brief import Brief
from bot.domain.matching import Limit
from retrieval.dossier import Dossier, Need
from retrieval.rates import Amount, compare, hours_of

ABOUT = 1.25  # "around 800" is a wish: a floor up to a quarter above it does not exclude anybody


class Terms(Protocol):
    """What limits look at of a freelancer beside their floor: a profile, or a sketch of one."""

    @property
    def open_to_work(self) -> bool: ...
    @property
    def hours_per_week(self) -> int | None: ...
    @property
    def available_from(self) -> date | None: ...
    @property
    def languages(self) -> tuple[str, ...]: ...
    @property
    def place(self) -> str: ...
    @property
    def refused_work(self) -> tuple[str, ...]: ...


def limits_of(dossier: Dossier, need: Need) -> tuple[Limit, ...]:
    """Every limit this freelancer is beyond, in the order of `Limit`. Unknown is never beyond a limit."""
    return limits_on(dossier.profile, dossier.floor, need)


def limits_on(terms: Terms, floor: Amount | None, need: Need) -> tuple[Limit, ...]:
    """As `limits_of`. `bounds_of` says the same in SQL."""
    brief = need.brief
    beyond = (
        (Limit.NOT_OPEN, not terms.open_to_work),
        (Limit.FLOOR, _floor_is_above(floor, need)),
        (Limit.TIME, _has_no_time(terms, brief, need.today)),
        (Limit.LANGUAGE, bool(brief.languages) and lacks_a_language(terms.languages, brief)),
        (Limit.PLACE, brief.place is not None and is_elsewhere(terms.place, brief)),
        (Limit.REFUSED, bool(terms.refused_work) and refuses(terms.refused_work, brief)),
    )
    return tuple(limit for limit, is_beyond in beyond if is_beyond)


def _floor_is_above(floor: Amount | None, need: Need) -> bool:
    if floor is None or need.offer is None:
        return False
    compared = compare(floor, need.offer, hours_of(need.brief))
    about = need.brief.pay is not None and need.brief.pay.about
    return compared is not None and compared.asked > compared.offered * (ABOUT if about else 1)


def _has_no_time(terms: Terms, brief: Brief, today: date) -> bool:
    if brief.deadline and terms.available_from and max(terms.available_from, today) > brief.deadline:
        return True
    return bool(brief.hours_per_week and terms.hours_per_week and terms.hours_per_week < brief.hours_per_week)


def lacks_a_language(languages: Sequence[str], brief: Brief) -> bool:
    """Only languages that the brief asks for with a reason count, and only against people who say what they speak."""
    needed = {language_code(language.name) for language in brief.languages if language.reason.strip()}
    spoken = {language_code(language) for language in languages}
    return bool(spoken) and not needed <= spoken


def is_elsewhere(place: str, brief: Brief) -> bool:
    """Only a place with a reason counts, and only against people who say where they are."""
    if brief.place is None or not brief.place.reason.strip() or not place.strip():
        return False
    return not (_says(place, brief.place.name) or _says(brief.place.name, place))


def refuses(topics: Sequence[str], brief: Brief) -> bool:
    """Whether the brief speaks of a topic that somebody does not do."""
    said = _said(brief)
    return any(_says(said, topic) for topic in topics)


def _said(brief: Brief) -> str:
    skills = " / ".join(skill.name for skill in brief.skills)
    wanted = " / ".join(deliverable.what for deliverable in brief.deliverables)
    return " / ".join((brief.title, brief.description, wanted, skills))


def _says(text: str, words: str) -> bool:
    """Whether `words` stand in `text` as whole words, in any case. A plural "s" makes no difference."""
    stem, said = words.strip().casefold().removesuffix("s"), text.casefold()
    if not stem or stem not in said:  # nearly always, and much faster than the search
        return False
    return re.search(rf"(?<!\w){re.escape(stem)}s?(?!\w)", said) is not None


def language_code(name: str) -> str:
    """The ISO 639 code of a language given by code or English name; what is neither, as it stands."""
    key = name.strip().casefold()
    return _codes().get(key, key.split("-")[0])


@cache
def _codes() -> dict[str, str]:
    return {str(english).casefold(): code for code, english in Locale("en").languages.items()}
