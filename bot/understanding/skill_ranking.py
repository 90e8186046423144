"""Which skills a brief is about, likeliest first: named, close to what is named, meant in other words, asked for before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.ports import Embedder
from bot.understanding.skill_memory import Confirmed, following, usual
from bot.understanding.skill_signs import LITTLE, Signs, likelihood, number_to_say, read_signs, signs_of, weights
from bot.understanding.skill_text import words
from bot.understanding.skill_vocabulary import SkillVocabulary

CHANCE = 0.35  # cosine that unrelated phrases reach
LEAST_SAID = 3  # skills asserted at least, where so many are likely at all
MOST_SAID = 15
MOST_MEANT = 20  # skills that a text may mean without naming them
WINDOWS = 160  # phrases of one text that are compared by meaning
LIST = 2  # a writer who lists more skills than this has said what they want


@dataclass(frozen=True, slots=True)
class RankedSkill:
    """A skill with how likely the brief asks for it, in (0, 1), and what speaks for it.

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
    windows: int = WINDOWS

    def open(self) -> None:
        """Embed the vocabulary's names now rather than at the first text that is compared by meaning."""
        if self.embedder is not None:
            _ = self._names

    def rank(self, text: str, *, confirmed: Sequence[Confirmed] = (), limit: int = 25) -> list[RankedSkill]:
        """The skills of a brief, likeliest first. The first line counts as its title.

        `confirmed`: earlier briefs of the same community, the most similar ones.
        """
        model = "remembered" if confirmed else "meant" if self.embedder else "read"
        return self.ranked(self.signs(text, confirmed), weights()[model])[:limit]

    def signs(self, text: str, confirmed: Sequence[Confirmed] = ()) -> dict[str, Signs]:
        """What speaks for each skill, by the word for it."""
        found = self._signs(text, sorted({word for brief in confirmed for word in brief.skills}))
        return _as_said_here(found, confirmed, self.vocabulary) if confirmed else found

    def ranked(self, signs: Mapping[str, Signs], fitted: Mapping[str, float]) -> list[RankedSkill]:
        """Likeliest first by these weights."""
        found = [
            RankedSkill(
                self.vocabulary.canonical(word) or word,
                likelihood(one, fitted),
                one.fired or "like what is named",
                one.said,
            )
            for word, one in signs.items()
        ]
        return sorted(found, key=lambda skill: (-skill.score, skill.said))

    def asserted(self, ranked: Sequence[RankedSkill]) -> list[RankedSkill]:
        """The skills likely enough to be named as the brief's own; as many as promise the best balance of right and
        missing ones. Who lists skills has said which."""
        listed = [skill for skill in ranked if skill.fired == "listed"]
        if len(listed) > LIST:
            return listed
        count = number_to_say(skill.score for skill in ranked)
        return list(ranked[: min(max(count, LEAST_SAID), MOST_SAID)])

    def _signs(self, text: str, here: Sequence[str]) -> dict[str, Signs]:
        """What the text says of skills, the words of the community among them, also those nobody else knows."""
        found = read_signs(text, self.vocabulary, also=[word for word in here if not self.vocabulary.canonical(word)])
        if self.embedder is None:
            return found
        meant = self.meant(text)
        names = {**dict.fromkeys(found), **dict.fromkeys(meant)}
        names |= dict.fromkeys(self.vocabulary.canonical(word) or word for word in here)
        like_title = self._like(text.partition("\n")[0], list(names))
        for name in names:
            one = found.get(name) or signs_of(name, self.vocabulary)
            found[name] = replace(one, meant=max(meant.get(name, CHANCE) - CHANCE, 0.0), like_title=like_title[name])
        return found

    def _like(self, title: str, names: Sequence[str]) -> dict[str, float]:
        """How close each name is to the title by meaning."""
        assert self.embedder is not None
        new = [name for name in names if name not in self._places]
        rows = np.asarray(self.embedder.embed([title, *new]), np.float32)
        known = {name: self._names[self._places[name]] for name in names if name in self._places}
        vectors = known | dict(zip(new, rows[1:], strict=True))
        return {name: float(vector @ rows[0]) for name, vector in vectors.items()}

    def meant(self, text: str) -> dict[str, float]:
        """Skill -> cosine above chance of the best window of 1 to 6 words, averaged with that of the sentence it stands
        in, best first: paraphrases. Empty without an embedder."""
        if self.embedder is None:
            return {}
        phrases, sentences = windows(text, self.windows)
        if not phrases:
            return {}
        rows = np.asarray(self.embedder.embed([*phrases, *dict.fromkeys(sentences)]), np.float32)
        place = {sentence: len(phrases) + i for i, sentence in enumerate(dict.fromkeys(sentences))}
        close = rows @ self._names.T
        both = (close[: len(phrases)] + close[[place[sentence] for sentence in sentences]]) / 2
        best = both.max(axis=0)
        chosen = np.argsort(-best)[:MOST_MEANT]
        return {self.vocabulary.skills[int(i)].name: float(best[i]) for i in chosen if best[i] > CHANCE}

    @cached_property
    def _names(self) -> NDArray[np.float32]:
        assert self.embedder is not None
        return np.asarray(self.embedder.embed([skill.name for skill in self.vocabulary.skills]), np.float32)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {skill.name: place for place, skill in enumerate(self.vocabulary.skills)}


def _as_said_here(
    signs: Mapping[str, Signs], confirmed: Sequence[Confirmed], known: SkillVocabulary
) -> dict[str, Signs]:
    """The signs by the words that this community uses ("Data Scraping" for Web Scraping), with what its briefs add.

    A skill that has several words here is ranked under each of them.
    """
    spoken = {name for name, one in signs.items() if one.named}
    shares = usual(spoken, confirmed, known)
    here: dict[str, list[str]] = {}
    for word in sorted({word for brief in confirmed for word in brief.skills}):
        here.setdefault(known.canonical(word) or word, []).append(word)
    found: dict[str, Signs] = {}
    for name, one in signs.items():
        if one.said != name or not {name.casefold()}.isdisjoint(word.casefold() for word in here.get(name, [name])):
            found[one.said] = one
    for name, spellings in here.items():
        one = signs.get(name) or signs_of(name, known)
        for word in spellings:
            found.setdefault(word, replace(one, said=word))
    strength = {
        word: 2 * one.listed + min(1.4 * one.mentions, 1.5) + 2 * shares.get(word, 0.0) for word, one in found.items()
    }
    beside = following({word: value for word, value in strength.items() if value > 0}, confirmed)
    return {
        word: replace(one, usual=float(np.log(shares.get(word, 0.0) + LITTLE)), following=beside.get(word, 0.0))
        for word, one in found.items()
    }


_SMALL = frozenset(
    [
        "a", "an", "the", "and", "or", "of", "to", "in", "on", "for", "with", "is", "are", "be", "i", "we", "you", "it",
        "my", "our", "your", "this", "that", "will", "can", "have", "has", "as", "at", "by", "from", "need", "looking",
    ]
)  # fmt: skip


def windows(text: str, most: int) -> tuple[list[str], list[str]]:
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
