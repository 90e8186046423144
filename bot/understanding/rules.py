"""The offline understander: phrases, cues, examples and the finders of each parameter. No network, no chance."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.commands import Command
from bot.ports import Embedder, Hearing, Intent
from bot.understanding import asides, cues, forms
from bot.understanding.languages import detect_language
from bot.understanding.meanings import Meanings
from bot.understanding.phrases import Phrase, best_phrase
from bot.understanding.roles import LONG, speaker
from bot.understanding.texts import clean, is_emoji_only, written_out

SURE = 0.75  # points that are enough to act on
HINT = 0.2  # points from which the best guess is better than none; its certainty says how good
DECIDED, AHEAD = 1.6, 0.8  # points, and points before the second, at which the embedding would change nothing
SURE_LANGUAGE = 0.65  # certainty from which it does not matter what language a message is in
NEAR = 0.6  # cosine to a declared example that is enough where nothing else speaks
HEAD = 250  # characters of a long message in which its purpose is looked for


@dataclass(frozen=True, slots=True)
class Guess:
    """What a message seems to mean: a declared command, and its share of certainty."""

    command: str
    certain: float
    values: Mapping[str, str] = field(default_factory=dict)
    fired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Points:
    of: Mapping[str, float]
    fired: Mapping[str, tuple[str, ...]]

    @property
    def best(self) -> str | None:
        return max(self.of, key=lambda name: self.of[name], default=None)

    @property
    def decided(self) -> bool:
        ordered = sorted(self.of.values(), reverse=True)
        return bool(ordered) and ordered[0] >= DECIDED and (len(ordered) == 1 or ordered[0] - ordered[1] >= AHEAD)


class Rules:
    """Understands English without a model: what was declared, said in other words."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._meanings = Meanings(embedder) if embedder else None

    async def understand(self, text: str, commands: Sequence[Command], hearing: Hearing) -> Intent | None:
        """What a message means. None where nothing speaks for any command."""
        plain = clean(text)
        if not plain:
            return None
        guess = await self._guess(written_out(plain), commands)
        if hearing.filling is not None and hearing.command is not None:
            told = Intent(guess.command, guess.values, guess.certain, guess.fired) if guess else None
            intent = forms.within(text, hearing.command, hearing.filling, hearing.reading, told)
            if intent is None or intent.command == hearing.command.name or guess is None:
                return intent
        if guess is None or (guess.certain < SURE_LANGUAGE and detect_language(plain) != "en"):
            return None
        command = next(one for one in commands if one.name == guess.command)
        unsaid = forms.WHOLE if asides.names_nothing(plain) else ()
        values = {**guess.values, **forms.found_values(text, command, hearing.reading, but=unsaid)}
        return Intent(command.name, values, guess.certain, guess.fired)

    async def _guess(self, plain: str, commands: Sequence[Command]) -> Guess | None:
        names = [command.name for command in commands]
        if is_emoji_only(plain):
            return Guess("smalltalk", 0.8, fired=("emoji",)) if "smalltalk" in names else None
        phrase = best_phrase(plain, commands)
        if phrase is not None and phrase.share >= 0.8:
            return Guess(phrase.command, 1.0, phrase.values, (f"phrase:{phrase.template}",))
        if asides.is_fragment(plain):
            return None
        points = _cue_points(plain, names, phrase)
        vector = None
        if self._meanings is not None and not points.decided and len(plain) < LONG:
            vector = await asyncio.to_thread(self._meanings.vector, plain)
            points = _with_meanings(points, await asyncio.to_thread(self._meanings.scores, vector), plain, names)
        best = points.best
        if best is not None and points.of[best] >= (SURE if vector is None and self._meanings is None else HINT):
            values = phrase.values if phrase and phrase.command == best else {}
            return Guess(best, _certainty(points.of[best]), values, points.fired.get(best, ()))
        if self._meanings is not None and vector is not None:
            near = await asyncio.to_thread(self._meanings.nearest, vector, commands)
            if near is not None and near[1] >= NEAR:
                return Guess(near[0], near[1], fired=(f"example:{near[2]}",))
        if best is not None and points.of[best] >= HINT:
            return Guess(best, 0.4, fired=points.fired.get(best, ()))
        return None


def _certainty(points: float) -> float:
    """Below a half for a hint, near 1 from two strong cues on."""
    return round(min(0.99, 0.35 + 0.3 * points) if points >= SURE else 0.575 * points / SURE, 2)


def _cue_points(plain: str, names: Sequence[str], phrase: Phrase | None) -> _Points:
    meant = _meant(plain)
    of: dict[str, float] = {}
    fired: dict[str, tuple[str, ...]] = {}
    for meaning, (points, words) in meant.items():
        name = cues.command_for(meaning, plain, names)
        if name is not None and points > of.get(name, -9.0):
            of[name], fired[name] = points, tuple(f"{meaning}:{word}" for word in words)
    if phrase is not None:
        of[phrase.command] = of.get(phrase.command, 0.0) + 0.3 + phrase.share
        fired[phrase.command] = (f"phrase:{phrase.template}", *fired.get(phrase.command, ()))
    return _Points(of, fired)


def _meant(plain: str) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Cue points; a long message is a post, so who speaks in it decides unless its head says something else."""
    if len(plain) < LONG:
        return cues.scores(plain)
    head = cues.scores(plain[:HEAD])
    other = max(
        (
            points
            for meaning, (points, _) in head.items()
            if meaning not in ("hire", "offer", "find_people", "find_gigs")
        ),
        default=0.0,
    )
    if other >= 1.1 and max((head.get(meaning, (0.0, ()))[0] for meaning in ("hire", "offer")), default=0.0) < 0.9:
        return head
    said = speaker(plain)
    meaning = "hire" if said.client else "offer"
    return {meaning: (1.0 + said.certain, (f"speaker {said.certain:.2f}", *head.get(meaning, (0.0, ()))[1]))}


def _with_meanings(points: _Points, scores: Mapping[str, float], plain: str, names: Sequence[str]) -> _Points:
    added: dict[str, float] = {}
    for meaning, score in scores.items():
        name = cues.command_for(meaning, plain, names)
        if name is not None:
            added[name] = max(added.get(name, -9.0), score)
    of = {name: points.of.get(name, 0.0) + added.get(name, 0.0) for name in {*points.of, *added}}
    fired = {
        name: (*points.fired.get(name, ()), f"meaning {added[name]:.2f}") if name in added else points.fired[name]
        for name in of
    }
    return _Points(of, fired)
