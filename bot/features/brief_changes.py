"""What changes between two versions of a brief, in words."""

from __future__ import annotations

from bot.domain.brief import Brief
from bot.features.briefs import brief_card

LONGEST = 60  # characters of a value in one line


def changes_in_words(before: Brief, after: Brief) -> list[str]:
    """`Budget: 800 USD → 500 USD`, a line for each thing that differs; what people said in their own words is left out."""
    old, new = _fields(before), _fields(after)
    lines = []
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name, ""), new.get(name, "")
        if was != now:
            lines.append(f"{name}: {_short(was) or 'not said'} → {_short(now) or 'not asked for any more'}")
    return lines


def _fields(brief: Brief) -> dict[str, str]:
    card = brief_card(brief.model_copy(update={"title": ""}))
    return {"Title": brief.title, **{one.name: one.value for one in card.fields if one.name != "In words"}}


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else value[: LONGEST - 1].rsplit(" ", 1)[0] + " …"
