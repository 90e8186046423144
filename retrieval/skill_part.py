"""How far somebody has the skills a brief asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.brief import Brief
from bot.domain.matching import Part, PartName
from bot.ports import Skills
from retrieval.documents import MAX_SKILLS, MAX_SKILLS_OF_A_PIECE
from retrieval.dossier import Dossier, Need, Wanted
from retrieval.rates import Rates
from retrieval.wording import evidence, listed

NICE = 0.5  # how much a nice-to-have skill counts beside a must
NEIGHBOUR = 0.6  # of a skill that is close to the one asked for, times how close it is
CLOSENESS_SHARE = 0.25  # of the part is how close the whole list of skills is to the brief, by meaning
FAR, NEAR = 0.10, 0.60  # cosines of unrelated and of fitting lists to briefs
MAX_WANTED = 50  # skills of a brief that are looked at; the rarest
FOUND_IN_TEXT = 12  # skills read out of a brief that names none


def read_need(brief: Brief, *, today: date, skills: Skills, rates: Rates) -> Need:
    """What a brief asks for, each skill under one key whatever it is called, rarest first."""
    wishes = [(wish.name, wish.must) for wish in brief.skills]
    stated = bool(wishes)
    if not stated:
        text = f"{brief.title}\n{brief.description}"
        names = dict.fromkeys(mention.name for mention in skills.find(text))
        wishes = [(name, True) for name in list(names)[:FOUND_IN_TEXT]]
    wanted: dict[str, Wanted] = {}
    for name, must in wishes:
        key = skill_key(name, skills)
        if key and (key not in wanted or must):
            weight = skills.rarity(key) * (1 if must else NICE)
            wanted[key] = Wanted(name.strip(), key, must, weight)
    rarest = sorted(wanted.values(), key=lambda skill: (-skill.weight, skill.key))[:MAX_WANTED]
    in_order = tuple(skill for skill in wanted.values() if skill in set(rarest))
    return Need(brief=brief, today=today, skills=skills, rates=rates, wanted=in_order, stated=stated)


def skill_key(name: str, skills: Skills) -> str:
    """One key for all names of a skill: the vocabulary's, or the name itself without case and spare spaces."""
    return skills.canonical(name) or " ".join(name.casefold().split())


def skills_of(dossier: Dossier, skills: Skills) -> set[str]:
    """Keys of the skills that count: claimed ones, and those of shown work.

    A list of more than `MAX_SKILLS` claims says nothing, so then only shown work counts: stuffing gains nothing.
    """
    names: list[str] = []
    if len(dossier.profile.skills) <= MAX_SKILLS:
        names += [claim.name for claim in dossier.profile.skills]
    shown = [piece.skills for piece in dossier.profile.portfolio] + [job.skills for job in dossier.past_jobs]
    for work in shown:
        if len(work) <= MAX_SKILLS_OF_A_PIECE:
            names += work
    return {skill_key(name, skills) for name in names if name.strip()}


@dataclass(frozen=True, slots=True)
class Credit:
    """How much of one wanted skill somebody has, in [0, 1], and by which other skill where it is only close."""

    wanted: Wanted
    value: float
    instead: str = ""


def credits(need: Need, had: Iterable[str]) -> list[Credit]:
    """1 for the skill itself, less for the closest neighbour, 0 for nothing."""
    owned = set(had)
    found: list[Credit] = []
    for wanted in need.wanted:
        if wanted.key in owned:
            found.append(Credit(wanted, 1.0))
            continue
        close = [(NEIGHBOUR * near, name) for name, near in need.skills.neighbours(wanted.key) if name in owned]
        value, instead = max(close, default=(0.0, ""))
        found.append(Credit(wanted, min(value, 1.0), instead))
    return found


def skill_evidence(dossier: Dossier, need: Need) -> Part:
    """Coverage of the wanted skills, weighted by rarity, and the closeness of the whole list by meaning."""
    if not need.wanted and dossier.closeness is None:
        return evidence(PartName.SKILLS, None, "The brief names no skills, so this does not count.")
    close = None if dossier.closeness is None else ramp(dossier.closeness, FAR, NEAR)
    if not need.wanted:
        return evidence(PartName.SKILLS, close, f"The skills they list fit the words of the brief: {percent(close)}.")
    earned = credits(need, skills_of(dossier, need.skills))
    total = sum(credit.wanted.weight for credit in earned)
    covered = sum(credit.value * credit.wanted.weight for credit in earned) / total
    value = covered if close is None else (1 - CLOSENESS_SHARE) * covered + CLOSENESS_SHARE * close
    return evidence(PartName.SKILLS, value, _fact(earned, need, close, dossier))


def _fact(earned: list[Credit], need: Need, close: float | None, dossier: Dossier) -> str:
    have = [credit.wanted.name for credit in earned if credit.value == 1.0]
    near = [f"{credit.instead} for {credit.wanted.name}" for credit in earned if 0 < credit.value < 1.0]
    whose = "the brief names" if need.stated else "the brief speaks of"
    of = f"the {len(earned)} skills {whose}" if len(earned) > 1 else f"the one skill {whose}"
    fact = f"Has {len(have)} of {of}" + (f": {listed(have)}." if have else ".")
    if near:
        fact += f" Close: {listed(near)}."
    if len(dossier.profile.skills) > MAX_SKILLS:
        fact += f" They list {len(dossier.profile.skills)} skills, so only skills shown in work count."
    if close is not None:
        fact += f" The whole list fits the brief: {percent(close)}."
    return fact


def ramp(value: float, low: float, high: float) -> float:
    """0 up to `low`, 1 from `high`, a straight line between."""
    return min(1.0, max(0.0, (value - low) / (high - low)))


def percent(share: float | None) -> str:
    return f"{round(100 * (share or 0))} %"
