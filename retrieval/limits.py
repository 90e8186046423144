"""Hard limits: whoever is beyond one is not considered, whatever the score would be."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from babel import Locale

from bot.domain.brief import Brief
from bot.domain.matching import Limit
from bot.domain.profile import Profile
from retrieval.dossier import Dossier, Need
from retrieval.rates import compare, hours_of

ABOUT = 1.25  # "around 800" is a wish: a floor up to a quarter above it does not exclude anybody


def limits_of(dossier: Dossier, need: Need) -> tuple[Limit, ...]:
    """Every limit this freelancer is beyond, in the order of `Limit`. Unknown is never beyond a limit."""
    profile, brief, today = dossier.profile, need.brief, need.today
    beyond = {
        Limit.NOT_OPEN: not profile.open_to_work,
        Limit.FLOOR: _floor_is_above(dossier, need),
        Limit.TIME: _has_no_time(profile, brief, today),
        Limit.LANGUAGE: _lacks_a_language(profile, brief),
        Limit.PLACE: _is_elsewhere(profile, brief),
        Limit.REFUSED: _refuses(profile, brief),
    }
    return tuple(limit for limit, is_beyond in beyond.items() if is_beyond)


def _floor_is_above(dossier: Dossier, need: Need) -> bool:
    if dossier.floor is None or need.offer is None:
        return False
    compared = compare(dossier.floor, need.offer, hours_of(need.brief))
    about = need.brief.pay is not None and need.brief.pay.about
    return compared is not None and compared.asked > compared.offered * (ABOUT if about else 1)


def _has_no_time(profile: Profile, brief: Brief, today: date) -> bool:
    if brief.deadline and profile.available_from and max(profile.available_from, today) > brief.deadline:
        return True
    return bool(brief.hours_per_week and profile.hours_per_week and profile.hours_per_week < brief.hours_per_week)


def _lacks_a_language(profile: Profile, brief: Brief) -> bool:
    """Only languages that the brief asks for with a reason count, and only against people who say what they speak."""
    if not profile.languages or not brief.languages:
        return False
    needed = {language_code(language.name) for language in brief.languages if language.reason.strip()}
    spoken = {language_code(language) for language in profile.languages}
    return not needed <= spoken


def _is_elsewhere(profile: Profile, brief: Brief) -> bool:
    """Only a place with a reason counts, and only against people who say where they are."""
    if brief.place is None or not brief.place.reason.strip() or not profile.place.strip():
        return False
    return not (_says(profile.place, brief.place.name) or _says(brief.place.name, profile.place))


def _refuses(profile: Profile, brief: Brief) -> bool:
    if not profile.refused_work:
        return False
    skills = " / ".join(skill.name for skill in brief.skills)
    wanted = " / ".join(deliverable.what for deliverable in brief.deliverables)
    said = " / ".join((brief.title, brief.description, wanted, skills))
    return any(_says(said, topic) for topic in profile.refused_work)


def _says(text: str, words: str) -> bool:
    """Whether `words` stand in `text` as whole words, in any case. A plural "s" makes no difference."""
    stem = words.strip().casefold().removesuffix("s")
    return bool(stem) and re.search(rf"(?<!\w){re.escape(stem)}s?(?!\w)", text.casefold()) is not None


def language_code(name: str) -> str:
    """The ISO 639 code of a language given by code or English name; what is neither, as it stands."""
    key = name.strip().casefold()
    return _codes().get(key, key.split("-")[0])


@cache
def _codes() -> dict[str, str]:
    return {str(english).casefold(): code for code, english in Locale("en").languages.items()}
