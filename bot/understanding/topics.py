"""What a question about a person asks for: "is he any good with cooking videos?" asks for cooking videos."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_][\w+#./'-]*[\w+#]|[^\W\d_]")


@lru_cache(maxsize=1)
def _asking() -> frozenset[str]:
    """Words that ask, point or connect."""
    lines = (
        resources.files("bot.understanding").joinpath("data/asking_words.txt").read_text(encoding="utf-8").splitlines()
    )
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def topic_of(text: str) -> str:
    """The words that name a topic, in their order; "" where a message asks in general."""
    words = (word.strip("'.-/") for word in _WORD.findall(text.replace("’", "'")))
    return " ".join(word for word in words if word and word.casefold().removesuffix("'s") not in _asking())
