"""The fact base, read from `prompts/rights` and validated once."""

from __future__ import annotations

from functools import cache

import prompts
from bot.domain.rights import AiRule, FactBase, Jurisdiction, PayLaw, Place, SignatureRule, Stated, Topic


@cache
def fact_base() -> FactBase:
    """All that is known of the law. Raises pydantic.ValidationError where a file does not say what it must."""
    places = [Jurisdiction.model_validate(prompts.data(name)) for name in prompts.names("rights/*.toml")]
    return FactBase(
        jurisdictions={place.code: place for place in places},
        pay_laws=tuple(PayLaw.model_validate(prompts.data(name)) for name in prompts.names("rights/pay/*.toml")),
        ai=tuple(AiRule.model_validate(row) for row in _rows("ai", "rules")),
        signatures=tuple(SignatureRule.model_validate(row) for row in _rows("signatures", "rules")),
        topics=tuple(Topic.model_validate(row) for row in [*_rows("topics", "rules"), *_rows("clauses", "rules")]),
        places=tuple(Place.model_validate(row) for row in _rows("places", "places")),
        elsewhere=tuple(Place.model_validate(row) for row in _rows("places", "elsewhere")),
    )


def _rows(name: str, key: str) -> list[object]:
    rows = prompts.data(f"rights/general/{name}")[key]
    assert isinstance(rows, list)
    return rows


def worded(stated: Stated, place: str) -> str:
    """A statement as it may be shown: what was not seen in a source is said to be uncertain."""
    if stated.verified:
        return stated.statement
    return f"Usually (not confirmed; check with a lawyer in {place}): {stated.statement}"
