"""The offline understander: phrases, cues, examples and the finders of each parameter. No network, no chance."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.commands import Command
from bot.domain.conversation import Filling
from bot.ports import Embedder, Hearing, Intent
from bot.understanding import cues, edits
from bot.understanding.examples import Examples
from bot.understanding.phrases import best_phrase
from bot.understanding.texts import clean, is_emoji_only

SURE = 0.9  # points from cues that are enough to act on
NEAR = 0.55  # cosine to an example that is enough where cues say nothing


@dataclass(frozen=True, slots=True)
class _Guess:
    command: str
    certain: float
    values: Mapping[str, str] = field(default_factory=dict)
    fired: tuple[str, ...] = ()


class Rules:
    """Understands English without a model: what was declared, said in other words."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._examples = Examples(embedder) if embedder else None

    async def understand(self, text: str, commands: Sequence[Command], hearing: Hearing) -> Intent | None:
        """What a message means. None where nothing speaks for any command."""
        plain = clean(text)
        if not plain:
            return None
        form = hearing.command if hearing.filling else None
        if form is not None and hearing.filling is not None:
            change = edits.read(plain, form, hearing.filling, hearing.reading)
            if change:
                return Intent(form.name, change.values, 0.95, change.fired)
        guess = await self._guess(plain, commands)
        if form is not None and hearing.filling is not None:
            return self._in_form(text, plain, form, hearing.filling, guess, hearing)
        if guess is None:
            return None
        command = next(one for one in commands if one.name == guess.command)
        values = {**guess.values, **found_values(text, command, hearing)}
        return Intent(command.name, values, guess.certain, guess.fired)

    def _in_form(
        self, text: str, plain: str, form: Command, filling: Filling, guess: _Guess | None, hearing: Hearing
    ) -> Intent | None:
        asked = form.param(filling.asked)
        if guess is not None and guess.command != form.name and guess.certain >= 0.6 and not edits.answers(plain, asked, hearing.reading):
            return Intent(guess.command, guess.values, guess.certain, guess.fired)
        if asked is None:
            values = {name: raw for name, raw in found_values(text, form, hearing).items() if name not in ("wanted", "title")}
            return Intent(form.name, values, 0.6, ("found",)) if values else None
        found = asked.find(text, hearing.reading) if asked.find else None
        values = {asked.name: found or text}
        if len(plain) > 60:
            values = {**found_values(text, form, hearing, but=("wanted", "title")), **values}
        return Intent(form.name, values, 0.8, (f"answer:{asked.name}",))

    async def _guess(self, plain: str, commands: Sequence[Command]) -> _Guess | None:
        names = [command.name for command in commands]
        if is_emoji_only(plain):
            return _Guess("smalltalk", 0.8, fired=("emoji",)) if "smalltalk" in names else None
        phrase = best_phrase(plain, commands)
        if phrase is not None and phrase.share >= 0.8:
            return _Guess(phrase.command, 1.0, phrase.values, (f"phrase:{phrase.template}",))
        points = _command_points(plain, names)
        if phrase is not None:
            sum_, fired = points.get(phrase.command, (0.0, ()))
            points[phrase.command] = (sum_ + 0.5 + phrase.share, (f"phrase:{phrase.template}", *fired))
        best = max(points, key=lambda name: points[name][0], default=None)
        if best is not None and points[best][0] >= SURE:
            values = phrase.values if phrase and phrase.command == best else {}
            return _Guess(best, min(1.0, 0.5 + points[best][0] / 4), values, points[best][1])
        if self._examples is not None and len(plain) <= 600:
            near = await asyncio.to_thread(self._examples.nearest, plain[:200], commands)
            if near is not None and near[1] >= NEAR:
                return _Guess(near[0], near[1], fired=(f"example:{near[2]}",))
        if best is not None and points[best][0] >= 0.6:
            return _Guess(best, 0.5, fired=points[best][1])
        return None


def _command_points(plain: str, names: Sequence[str]) -> dict[str, tuple[float, tuple[str, ...]]]:
    declared: dict[str, tuple[float, tuple[str, ...]]] = {}
    for meaning, (points, fired) in cues.scores(plain[:4_000]).items():
        name = next((name for name in cues.load().commands[meaning] if name in names), None)
        if name is not None and points > declared.get(name, (0.0, ()))[0]:
            declared[name] = (points, tuple(f"cue:{meaning}:{words}" for words in fired))
    return declared


def found_values(text: str, command: Command, hearing: Hearing, but: Sequence[str] = ()) -> dict[str, str]:
    """What each parameter's finder sees in a text."""
    found: dict[str, str] = {}
    for param in command.params:
        if param.find is not None and param.name not in but:
            raw = param.find(text, hearing.reading)
            if raw and len(raw) <= param.max_length:
                found[param.name] = raw
    return found


