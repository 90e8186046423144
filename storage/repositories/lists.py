"""Lists of values as one parameter each: a statement with two hundred parameters takes longer to build than to run."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, JSON, Float, FromClause, Select, String, Uuid, cast, func, literal, select

STORED = Uuid()  # as columns of ids are kept


def ids_in(dialect: str, ids: Collection[UUID]) -> Select[tuple[Any]]:
    """The ids, to be compared with a column of ids."""
    if dialect == "sqlite":
        listed = func.json_each(literal(json.dumps([id.hex for id in ids]), String))
        return select(listed.table_valued("value").c.value)
    return select(func.unnest(literal(list(ids), ARRAY(STORED))))


def numbers_by_word(dialect: str, numbers: Mapping[str, float]) -> FromClause:
    """A table of `word` and `number`."""
    written = json.dumps(numbers)
    if dialect == "sqlite":
        pairs = func.json_each(literal(written, String)).table_valued("key", "value")
    else:
        pairs = func.json_each_text(cast(literal(written, String), JSON)).table_valued("key", "value")
    return select(pairs.c.key.label("word"), cast(pairs.c.value, Float).label("number")).subquery()
