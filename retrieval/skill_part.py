"""How far somebody has the skills a brief asks for."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bot.domain.brief import Brief
from bot.domain.matching import Closeness, PartName
from bot.ports import Skills
from retrieval.documents import MAX_SKILLS, MAX_SKILLS_OF_A_PIECE
from retrieval.dossier import Dossier, Need, Wanted
from retrieval.rates import Rates, amount_of
from retrieval.wording import LISTED, Evidence, Telling, evidence, likeness, listed, percent

NICE = 0.5  # how much a nice-to-have skill counts beside a must
LIKELY_BESIDE_NAMED, LIKELY_BESIDE_READ = 0.5, 0.67  # what a skill counts that every similar brief asked for
NEIGHBOUR = 0.6  # of a skill that is close to the one asked for, times how close it is
SPECIALITY = 0.7  # of a skill by somebody who names a speciality of it: React for front-end development
CLOSENESS_SHARE = 0.2  # of the part is how close the whole list of skills is to the brief, by meaning
FAR, NEAR = 0.0, 0.9  # cosines of unrelated and of fitting lists to briefs
ENOUGH = 0.5  # of the must-have skills, by weight, to be said to fit
FEW = 2  # skills that a card lists; more are counted
TELLING = 0.4  # of what the weightiest skill is worth to a brief
MAX_WANTED = 50  # skills of a brief that are looked at; the weightiest


class RememberedSkills:
    """A vocabulary that looks each name up once: the same few thousand names come again with every shortlist."""

    def __init__(self, skills: Skills) -> None:
        self.id = skills.id
        self.find = skills.find
        self.asked = skills.asked
        self.neighbours = skills.neighbours
        self.specialities = skills.specialities
        self.rarity = skills.rarity
        self.canonical = lru_cache(maxsize=50_000)(skills.canonical)


def read_need(
    brief: Brief, *, today: date, skills: Skills, rates: Rates, likely: Mapping[str, float] | None = None
) -> Need:
    """What a brief asks for, each skill under one key whatever it is called.

    The skills the client named; where they named none, those found in the words of the brief. `likely` skills come
    from similar briefs of the community, with the share of these that asked for them.
    """
    stated = bool(brief.skills)
    wanted = _named(brief, skills) if stated else _found_in_words(brief, skills)
    beside = LIKELY_BESIDE_NAMED if stated else LIKELY_BESIDE_READ
    for key, share in (likely or {}).items():
        known = wanted.get(key)
        if known is None:
            wanted[key] = Wanted(key, key, False, beside * share, likely=True, share=share)
        elif not stated:
            wanted[key] = replace(known, weight=known.weight + beside * share, share=share)
    weightiest = sorted(wanted.values(), key=lambda skill: (skill.likely, -skill.weight, skill.key))[:MAX_WANTED]
    with_neighbours = tuple(replace(skill, near=_near(skill.key, skills)) for skill in weightiest)
    offer = amount_of(brief.pay, brief.pay.most, rates) if brief.pay else None
    return Need(
        brief=brief,
        today=today,
        skills=skills,
        rates=rates,
        wanted=with_neighbours,
        offer=offer,
        reach=frozenset(key for skill in with_neighbours for key in (skill.key, *skill.near)),
        stated=stated,
    )


def _near(key: str, skills: Skills) -> dict[str, float]:
    """What else shows the skill: being close to it, or being a speciality of it."""
    near = dict.fromkeys(skills.specialities(key), SPECIALITY)
    for name, closeness in skills.neighbours(key):
        near[name] = max(near.get(name, 0.0), min(1.0, NEIGHBOUR * closeness))
    return near


def _named(brief: Brief, skills: Skills) -> dict[str, Wanted]:
    wanted: dict[str, Wanted] = {}
    for wish in brief.skills:
        key = skill_key(wish.name, skills)
        if key and (key not in wanted or wish.must):
            weight = skills.rarity(key) * (1 if wish.must else NICE)
            wanted[key] = Wanted(wish.name.strip(), key, wish.must, weight)
    return wanted


def _found_in_words(brief: Brief, skills: Skills) -> dict[str, Wanted]:
    """What the words name, each by how likely the client asks for it and how much it says: the geometric mean."""
    things = " ".join(deliverable.what for deliverable in brief.deliverables)
    asked = skills.asked(f"{brief.title}\n{things}\n{brief.description}")
    weights = {name: math.sqrt(likelihood * skills.rarity(name)) for name, likelihood in asked.items()}
    return {name: Wanted(name, name, True, weight) for name, weight in weights.items()}


def skill_key(name: str, skills: Skills) -> str:
    """One key for all names of a skill: the vocabulary's, or the name itself without case and spare spaces."""
    return skills.canonical(name) or " ".join(name.casefold().split())


def with_skills(dossier: Dossier, skills: Skills) -> Dossier:
    """The dossier with the keys of the skills that count: claimed ones, and those of shown work.

    A list of more than `MAX_SKILLS` claims says nothing, so then only shown work counts: stuffing gains nothing.
    """
    names: list[str] = []
    if len(dossier.profile.skills) <= MAX_SKILLS:
        names += [claim.name for claim in dossier.profile.skills]
    shown = [piece.skills for piece in dossier.profile.portfolio] + [job.skills for job in dossier.past_jobs]
    for work in shown:
        if len(work) <= MAX_SKILLS_OF_A_PIECE:
            names += work
    return replace(dossier, skills=frozenset(skill_key(name, skills) for name in names if name.strip()))


@dataclass(frozen=True, slots=True)
class Credit:
    """How much of one wanted skill somebody has, in [0, 1], and by which other skill where it is only close."""

    wanted: Wanted
    value: float
    instead: str = ""


def credits(need: Need, owned: Set[str]) -> list[Credit]:
    """1 for the skill itself, less for the closest neighbour, 0 for nothing."""
    useful = need.reach & owned  # most people have few of these, so that the loop has little to look through
    found: list[Credit] = []
    for wanted in need.wanted:
        if wanted.key in useful:
            found.append(Credit(wanted, 1.0))
        else:
            near = ((wanted.near[name], name) for name in useful if name in wanted.near)
            value, instead = max(near, default=(0.0, ""))
            found.append(Credit(wanted, value, instead))
    return found


def worth_of(need: Need) -> dict[str, float]:
    """By skill, what share of the wanted ones it covers; the shares of what somebody has are never less than `covered`."""
    total = sum(wanted.weight for wanted in need.wanted)
    worth: dict[str, float] = defaultdict(float)
    for wanted in need.wanted:
        for key, credit in {**wanted.near, wanted.key: 1.0}.items():
            worth[key] += credit * wanted.weight / total
    return worth


def telling(worth: Mapping[str, float]) -> dict[str, float]:
    """The skills by which the best are found among very many: the wanted ones that weigh most, and what is close to them.
    Most holders of the others have nothing else that is wanted."""
    most = max(worth.values(), default=0.0)
    return {key: value for key, value in worth.items() if value >= TELLING * most}


def covered(need: Need, owned: frozenset[str]) -> float:
    """The share of the wanted skills that somebody has, by weight, in [0, 1]. There must be wanted ones."""
    if need.reach.isdisjoint(owned):
        return 0.0
    useful = need.reach & owned
    share = need.shares.get(useful)  # of thousands many have the same few skills that count
    if share is None:
        total = sum(wanted.weight for wanted in need.wanted)
        share = sum(credit.value * credit.wanted.weight for credit in credits(need, useful)) / total
        need.shares[useful] = share
    return share


def skill_evidence(dossier: Dossier, need: Need) -> Evidence:
    """Coverage of the wanted skills, weighted by rarity, and the closeness of the whole list by meaning."""
    if not need.wanted and dossier.closeness is None:
        return evidence(PartName.SKILLS, None, "The brief names no skills, so this does not count.")
    close = None if dossier.closeness is None else ramp(dossier.closeness, FAR, NEAR)
    if not need.wanted:
        return evidence(PartName.SKILLS, close, lambda: Telling(_as_a_whole(close or 0), _as_a_whole(close or 0)))
    earned = credits(need, dossier.skills)
    share = covered(need, dossier.skills)
    value = share if close is None else (1 - CLOSENESS_SHARE) * share + CLOSENESS_SHARE * close
    return evidence(PartName.SKILLS, value, lambda: _told(earned, need, close, dossier))


def closeness_of(need: Need, owned: Set[str]) -> Closeness | None:
    """Whether somebody fits, fits in part or is only near; None where a brief asks for no skills."""
    asked = [credit for credit in credits(need, owned) if not credit.wanted.likely]
    counting = [credit for credit in asked if credit.wanted.must] or asked
    total = sum(credit.wanted.weight for credit in counting)
    if not total:
        return None
    share = sum(credit.value * credit.wanted.weight for credit in counting) / total
    if share >= ENOUGH:
        return Closeness.FITS
    return Closeness.PARTLY if share else Closeness.NEAR


def _told(earned: list[Credit], need: Need, close: float | None, dossier: Dossier) -> Telling:
    asked = [credit for credit in earned if not credit.wanted.likely]
    have = [credit.wanted.name for credit in asked if credit.value == 1.0]
    near = [f"{credit.instead}, which is close to {credit.wanted.name}" for credit in asked if 0 < credit.value < 1.0]
    lacks = [credit.wanted.name for credit in asked if credit.value == 0]
    beside = [credit.wanted.name for credit in earned if credit.wanted.likely and credit.value == 1.0]
    asks = "the brief asks for" if need.stated else "the brief speaks of"
    first = _of_the_asked(have, len(asked), asks)
    sentences = [first, f"Names {'; '.join(near[:LISTED])}." if near else ""]
    if lacks:
        sentences.append(f"Does not name {listed(lacks)}.")
    if beside:
        sentences.append(f"Also has what similar briefs here asked for: {listed(beside)}.")
    if len(dossier.profile.skills) > MAX_SKILLS:
        sentences.append(f"They list {len(dossier.profile.skills)} skills, so only skills shown in work count.")
    if close is not None:
        sentences.append(_as_a_whole(close))
    said = [sentence for sentence in sentences if sentence] or ["Names none of what similar briefs here asked for."]
    if have or near:
        return Telling(" ".join(said), said[0])
    few = f"Does not name {' or '.join(lacks)}, which {asks}"
    line = few if len(lacks) <= FEW else f"Names none of the {len(lacks)} skills {asks}"
    return Telling(" ".join(said), line if lacks else "", against=True)


def _of_the_asked(have: list[str], asked: int, asks: str) -> str:
    if not have:
        return ""
    if asked == 1:
        return f"Names {have[0]}, which {asks}."
    if len(have) == asked:
        return f"Names {'both' if asked == 2 else f'all {asked}'} skills {asks}: {listed(have)}."
    return f"Names {len(have)} of the {asked} skills {asks}: {listed(have)}."


def _as_a_whole(close: float) -> str:
    return f"Their skills as a whole are {likeness(close)} the brief ({percent(close)})."


def ramp(value: float, low: float, high: float) -> float:
    """0 up to `low`, 1 from `high`, a straight line between."""
    return min(1.0, max(0.0, (value - low) / (high - low)))
