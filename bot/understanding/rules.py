"""The offline understander: phrases, learnt messages and the finders of each parameter. No network, no chance."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.commands import Command
from bot.ports import Embedder, Hearing, Intent
from bot.understanding import asides, forms, intents
from bot.understanding.declared import DeclaredExamples
from bot.understanding.languages import detect_language
from bot.understanding.meanings import command_for, stands_for_a_meaning
from bot.understanding.phrases import best_phrase
from bot.understanding.roles import LONG, speaker
from bot.understanding.texts import clean, is_emoji_only, written_out

WHOLE_PHRASE, HALF = 0.8, 0.5  # share of a message that a declared phrase must make up to decide; of a rare command's
DECLARED = 5.0  # how many times likelier a command is when one of its phrases fits the message loosely
MIDDLING = 150  # characters from which the whole text tells better than its beginning who speaks
HEAD = 120  # characters of a post in which it is looked for whether it is one; the rest is read by words
CLEAR = 0.75  # probability that settles what a message is about
POSSIBLE = 0.1  # probability from which another command is worth asking about
SAME, NEAR = 0.92, 0.75  # cosine to a declared example: nearly the same words; near enough where nothing is clear


@dataclass(frozen=True, slots=True)
class Guess:
    """What a message seems to mean: a declared command, how certain, and what else it may be."""

    command: str
    certain: float
    values: Mapping[str, str] = field(default_factory=dict)
    fired: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Rules:
    """Understands English without a model: what was declared, said in other words."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        """An embedding model other than the one that the example messages were learnt with is not asked."""
        known = embedder is not None and embedder.id == intents.load_examples().embedder
        self._embedder = embedder if known else None
        self._declared = DeclaredExamples(embedder.id if embedder else "")

    async def understand(self, text: str, commands: Sequence[Command], hearing: Hearing) -> Intent | None:
        """What a message means. None where nothing speaks for any command."""
        plain = clean(text)
        if not plain:
            return None
        guess = await asyncio.to_thread(self._guess, written_out(plain), commands)
        if hearing.filling is not None and hearing.command is not None:
            told = Intent(guess.command, guess.values, guess.certain, guess.fired) if guess else None
            intent = forms.within(text, hearing.command, hearing.filling, hearing.reading, told)
            if intent is None or intent.command == hearing.command.name or guess is None:
                return intent
        if guess is None or (guess.certain < 1 and detect_language(plain) != "en"):
            return None
        command = next(one for one in commands if one.name == guess.command)
        unsaid = forms.WHOLE if asides.names_nothing(plain) else ()
        values = {**guess.values, **forms.found_values(text, command, hearing.reading, but=unsaid)}
        return Intent(command.name, values, guess.certain, guess.fired, guess.others)

    def _guess(self, plain: str, commands: Sequence[Command]) -> Guess | None:
        names = [command.name for command in commands]
        if is_emoji_only(plain):
            return Guess("smalltalk", 0.8, fired=("emoji",)) if "smalltalk" in names else None
        if asides.is_fragment(plain) or asides.is_undecided(plain):
            return None
        if asides.names_nothing(plain) and "hire" in names:
            return Guess("hire", CLEAR, fired=("only that",))
        phrase = best_phrase(plain, commands)
        if phrase is not None and phrase.share >= (WHOLE_PHRASE if stands_for_a_meaning(phrase.command) else HALF):
            return Guess(phrase.command, 1.0, phrase.values, (f"phrase:{phrase.template}",))
        guess = self._weighed(plain, commands, phrase.command if phrase else "")
        if guess is None or phrase is None or phrase.command != guess.command:
            return guess
        return Guess(
            guess.command, guess.certain, phrase.values, (f"phrase:{phrase.template}", *guess.fired), guess.others
        )

    def _weighed(self, plain: str, commands: Sequence[Command], declared: str) -> Guess | None:
        """By the example messages, by who speaks where it is a post, and by what the commands declare of themselves."""
        vector = None
        if self._embedder is not None:
            vector = np.asarray(
                self._embedder.embed([plain[: intents.READ if len(plain) < LONG else HEAD]])[0], np.float32
            )
        weighed = intents.weigh(plain, vector)
        of, fired = _of_who_speaks(plain, weighed.of), weighed.fired
        odds = _by_command(of, plain, [command.name for command in commands])
        if declared in odds:
            odds[declared] *= DECLARED
            odds = {name: chance / sum(odds.values()) for name, chance in odds.items()}
        order = sorted(odds, key=lambda name: -odds[name])
        near = (
            self._declared.nearest(self._embedder, vector, commands) if self._embedder and vector is not None else None
        )
        if near is not None and (near.cosine >= SAME or (near.cosine >= NEAR and (not order or odds[order[0]] < NEAR))):
            return Guess(near.command, near.cosine, fired=(f"example:{near.text}",))
        if not order:
            return None
        others = tuple(name for name in order[1:3] if odds[name] >= POSSIBLE)
        certain = min(0.99, odds[order[0]])
        if order[0] == "out_of_scope":  # which is whatever is like nothing else, so only an example makes it certain
            certain = min(certain, weighed.nearest)
        return Guess(order[0], round(certain, 2), fired=fired, others=others)


def _of_who_speaks(plain: str, of: Mapping[str, float]) -> Mapping[str, float]:
    """A long message is a post, so who speaks in it decides unless its head is clearly about something else.

    In one of middling length, who speaks settles only what the head leaves open between hiring and offering.
    """
    best = next(iter(of))
    post = len(plain) >= LONG and (best in ("hire", "offer") or of[best] < CLEAR)
    torn = len(plain) >= MIDDLING and best in ("hire", "offer") and of[best] < CLEAR
    if not post and not torn:
        return of
    said = speaker(plain)
    client = 0.5 + said.certain / 2 if said.client else 0.5 - said.certain / 2
    return {"hire": client, "offer": 1 - client}


def _by_command(of: Mapping[str, float], plain: str, names: Sequence[str]) -> dict[str, float]:
    """Probability of each declared command; meanings for which one command stands are added up."""
    odds: dict[str, float] = {}
    for meaning, chance in of.items():
        name = command_for(meaning, plain, names)
        if name is not None:
            odds[name] = odds.get(name, 0.0) + chance
    return odds
