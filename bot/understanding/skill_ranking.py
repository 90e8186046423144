"""Which skills a brief is about, best first: named, implied, meant in other words, and asked for in briefs like it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.ports import Embedder
from bot.understanding.skill_lists import listed_skills
from bot.understanding.skill_memory import SkillMemory
from bot.understanding.skill_text import key_of, words
from bot.understanding.skill_vocabulary import Skill, SkillVocabulary

LISTED = 3.0  # score of a skill that the writer lists as such
IN_TITLE = 0.6  # more for a skill in the first line
AGAIN = 0.15  # more for each further mention, up to four
LATER = 0.25  # less for a skill named at the end than for one named at the beginning
PARENT = 0.1  # share of a skill's score that goes to what it belongs to
NEIGHBOUR = 0.1  # and to its neighbours
MEANT = 0.6  # weight of a paraphrase, times its similarity above CHANCE
CHANCE = 0.35  # cosine that unrelated phrases reach
REMEMBERED = 2.0  # weight of the share that briefs like this one give a skill
ASSERTED = 5  # skills named as the brief's own at most, unless it lists more
SURE = 0.45  # of the best score: what is below is not asserted
WINDOWS = 160  # phrases of one text that are compared by meaning


@dataclass(frozen=True, slots=True)
class RankedSkill:
    """A skill with its score (comparable within one text only) and what speaks for it.

    `said` is the word for it: the writer's own where they list it, the community's where its briefs have one.
    """

    name: str
    score: float
    fired: str
    said: str


@dataclass(frozen=True)
class SkillRanker:
    """Ranks skills for whole briefs. Blocking and slow with an embedder (about a second for a page): off the event loop."""

    vocabulary: SkillVocabulary
    embedder: Embedder | None = None
    memory: SkillMemory | None = None
    windows: int = WINDOWS

    @cached_property
    def known(self) -> SkillVocabulary:
        """The vocabulary with the community's own words in it, so that they are found in texts too."""
        own = {name for name in self.memory.names if not self.vocabulary.canonical(name)} if self.memory else set()
        more = [Skill(name, "Confirmed here") for name in sorted(own) if key_of(name)]
        return SkillVocabulary((*self.vocabulary.skills, *more)) if more else self.vocabulary

    def open(self) -> None:
        """Embed the vocabulary's names now rather than at the first text that is compared by meaning."""
        if self.embedder is not None:
            _ = self._names

    def rank(self, text: str, *, limit: int = 25, without: int | None = None) -> list[RankedSkill]:
        """The skills of a brief, best first. The first line counts as its title. `without`: see `SkillMemory.near`."""
        scores, fired = self._named(text)
        said: dict[str, str] = {}
        for item in listed_skills(text):
            name = self.known.canonical(item.text) or item.text
            scores[name], fired[name] = LISTED + scores.get(name, 0.0), "listed"
            if item.inline:
                said.setdefault(name, item.text)
        gained = self._implied(scores)
        for name, cosine in self.meant(text).items():
            gained[name] = gained.get(name, 0.0) + MEANT * (cosine - CHANCE)
        if self.memory is not None:
            for remembered, share in self.memory.near(text, without=without).items():
                name = self.known.canonical(remembered) or remembered
                gained[name] = gained.get(name, 0.0) + REMEMBERED * share
                said.setdefault(name, remembered)
        for name, score in gained.items():
            scores[name] = scores.get(name, 0.0) + score
        best = sorted(scores, key=lambda name: (-scores[name], name))[:limit]
        return [
            RankedSkill(name, scores[name], fired.get(name, "like what is named"), said.get(name, name))
            for name in best
        ]

    def asserted(self, ranked: Sequence[RankedSkill]) -> list[RankedSkill]:
        """The skills sure enough to be written into a brief; the person can still change them."""
        listed = [skill for skill in ranked if skill.fired == "listed"]
        if len(listed) > 2:
            return listed
        return [skill for skill in ranked[:ASSERTED] if skill.score >= SURE * ranked[0].score]

    def _named(self, text: str) -> tuple[dict[str, float], dict[str, str]]:
        title_end = text.find("\n") if "\n" in text else len(text)
        lowered = text.casefold()
        scores, fired = {}, {}
        for skill in self.known.find(text):
            said = skill.fired.casefold().split(", read as")[0]
            again = min(len(re.findall(rf"(?<!\w){re.escape(said)}(?!\w)", lowered)) - 1, 4)
            salience = 1.0 + IN_TITLE * (skill.start < title_end) + AGAIN * max(again, 0)
            scores[skill.name] = skill.certain * salience - LATER * skill.start / max(len(text), 400)
            fired[skill.name] = skill.fired
        return scores, fired

    def _implied(self, scores: Mapping[str, float]) -> dict[str, float]:
        gained: dict[str, float] = {}
        for name, score in scores.items():
            for parent in self.known.parents(name)[:3]:
                gained[parent] = gained.get(parent, 0.0) + PARENT * score
            for neighbour, closeness in self.known.neighbours(name):
                gained[neighbour] = gained.get(neighbour, 0.0) + NEIGHBOUR * closeness * score
        return gained

    def meant(self, text: str) -> dict[str, float]:
        """Skill -> cosine above chance of the best window of 1 to 6 words, averaged with that of the sentence it stands
        in, best first: paraphrases. Empty without an embedder."""
        if self.embedder is None:
            return {}
        phrases, sentences = _windows(text, self.windows)
        if not phrases:
            return {}
        rows = np.asarray(self.embedder.embed([*phrases, *dict.fromkeys(sentences)]), np.float32)
        place = {sentence: len(phrases) + i for i, sentence in enumerate(dict.fromkeys(sentences))}
        close = rows @ self._names.T
        both = (close[: len(phrases)] + close[[place[sentence] for sentence in sentences]]) / 2
        best = both.max(axis=0)
        chosen = np.argsort(-best)[:20]
        return {self.known.skills[int(i)].name: float(best[i]) for i in chosen if best[i] > CHANCE}

    @cached_property
    def _names(self) -> NDArray[np.float32]:
        assert self.embedder is not None
        return np.asarray(self.embedder.embed([skill.name for skill in self.known.skills]), np.float32)


_SMALL = frozenset(
    [
        "a", "an", "the", "and", "or", "of", "to", "in", "on", "for", "with", "is", "are", "be", "i", "we", "you", "it",
        "my", "our", "your", "this", "that", "will", "can", "have", "has", "as", "at", "by", "from", "need", "looking",
    ]
)  # fmt: skip


def _windows(text: str, most: int) -> tuple[list[str], list[str]]:
    """At most `most` phrases of 1 to 6 words that neither begin nor end with a small word, and the sentence of each."""
    phrases: dict[str, str] = {}
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        found = words(sentence)
        said = sentence.strip()[:300]
        for first in range(len(found)):
            for last in range(first, min(first + 6, len(found))):
                if found[first].key not in _SMALL and found[last].key not in _SMALL:
                    phrases.setdefault(sentence[found[first].start : found[last].end], said)
    kept = list(phrases)[:most]
    return kept, [phrases[phrase] for phrase in kept]
