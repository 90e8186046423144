"""What a message is reduced to before it is weighed: words, pairs and gaps, with words of one class taken together."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from bot.understanding.meanings import load

READ = 400  # characters; what people want stands at the front

_LINK = re.compile(r"https?://\S+|www\.\S+")
_MONEY = re.compile(
    r"[$€£]\s?\d[\d.,]*\s?k?\b|\b\d[\d.,]*\s?k?\s*(?:[$€£]|usd|eur|gbp|chf|cad|aud|inr|dollars?|euros?|pounds?|bucks|quid)(?!\w)"
)
_UNIT = re.compile(
    r"(?:/|\b(?:per|an|a)\s+)(?:hour|hr|h|day|word|page|month|week|piece|episode|song|track|minute|min)\b"
)
_NUMBER = re.compile(r"#?\d[\d.,:]*")
_TOKEN = re.compile(r"[A-Za-z']+|[?!:+@/]|[^\x00-\x7f]")


def features(plain: str) -> list[str]:
    """Words, neighbouring pairs, and pairs with one word between them, of a cleaned and written-out message.

    `^` and `$` are its beginning and end; capitals name a class: TRADE, JOB, DOING, THING, MONEY, UNIT, NUMBER, LINK.
    """
    words = ["^", *_words(plain[:READ].lower()), "$"]
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    gaps = [f"{one} _ {two}" for one, two in zip(words[1:], words[3:-1], strict=False)]
    return [*words, *pairs, *gaps]


def _words(text: str) -> list[str]:
    for pattern, name in ((_LINK, "LINK"), (_MONEY, "MONEY"), (_UNIT, "UNIT"), (_NUMBER, "NUMBER")):
        text = pattern.sub(f" {name} ", text)
    classes = _classes()
    return [classes.get(word, word) for word in _TOKEN.findall(text)]


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    return {
        spelt: name.upper()
        for name, words in reversed(load().classes.items())  # the first class named wins
        for word in words
        for spelt in ((word, f"{word}s") if name != "doing" else (word,))
    }
