"""Everything that is kept about a person, for that person: their own rows, without what others said in confidence."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import ColumnElement, Connection, Table, or_, select

from storage.tables import (
    METADATA,
    BlockRow,
    ConsideredRow,
    ContractRow,
    ContractVersionRow,
    DecisionRow,
    PersonRow,
    table,
)

PERSON = table(PersonRow)
CONTRACTS = table(ContractRow)
VERSIONS = table(ContractVersionRow)
DECISIONS = table(DecisionRow)
CONSIDERED = table(ConsideredRow)
BLOCKS = table(BlockRow)

DERIVED = frozenset(
    {"freelancer_facts", "freelancer_vectors", "skill_holder"}
)  # copies, for speed, of what other tables export

Exported = dict[str, object]


def person_columns(owner: Table) -> list[ColumnElement[UUID]]:
    """The columns of a table that name a person. A column that does *must* have a foreign key: a test walks them all."""
    return [key.parent for key in owner.foreign_keys if key.column.table is PERSON]


def everything_about(connection: Connection, person_id: UUID) -> dict[str, list[Exported]]:
    """Rows by table, JSON-ready; tables without one are left out."""
    found: dict[str, list[Exported]] = {}
    for owner in METADATA.sorted_tables:
        if owner.name in DERIVED:
            continue
        about = _about(owner, person_id)
        if about is None:
            continue
        statement = select(*(column for column in owner.c if column.name not in {"docx", "pdf"})).where(about)
        view = VIEWS.get(owner.name, _whole)
        rows = [view(dict(row), person_id) for row in connection.execute(statement).mappings()]
        if rows:
            found[owner.name] = [to_jsonable_python(row) for row in rows]
    return found


def _about(owner: Table, person_id: UUID) -> ColumnElement[bool] | None:
    if owner is PERSON:
        return PERSON.c.id == person_id
    if owner is BLOCKS:  # who blocked them stays with those who did
        return BLOCKS.c.person_id == person_id
    if owner is VERSIONS:
        theirs = or_(CONTRACTS.c.client_id == person_id, CONTRACTS.c.freelancer_id == person_id)
        return VERSIONS.c.contract_id.in_(select(CONTRACTS.c.id).where(theirs))
    columns = [column == person_id for column in person_columns(owner)]
    if owner is DECISIONS:
        ranked = select(CONSIDERED.c.decision_id).where(CONSIDERED.c.person_id == person_id)
        columns.append(DECISIONS.c.id.in_(ranked))
    return or_(*columns) if columns else None


def _whole(row: Exported, person_id: UUID) -> Exported:
    return row


def _job(row: Exported, person_id: UUID) -> Exported:
    """Somebody else's job that this person moderated: what they decided, not what the client wrote."""
    if row["client_id"] == person_id:
        return row
    return {name: row[name] for name in ("id", "number", "status", "moderated_by", "returned_reason")}


def _decision(row: Exported, person_id: UUID) -> Exported:
    """The person's own place and parts; nobody else's, and the brief only when it was theirs."""
    ranking = to_jsonable_python(row.pop("ranking"))
    shown = row.pop("shown")
    id = str(person_id)
    own = [match for match in ranking.pop("matches") if match["person_id"] == id]
    places = [dict(one, place=place) for place, one in enumerate(ranking.pop("places"), 1) if one["person_id"] == id]
    if row["asked_by"] != person_id:
        row = {name: row[name] for name in ("id", "job_id", "created_at", "version")}
        ranking = {name: ranking[name] for name in ("considered", "weights", "model")}
    shown_to_client = isinstance(shown, tuple) and person_id in shown
    return row | {"ranking": ranking, "own_match": own, "own_place": places, "shown_to_client": shown_to_client}


VIEWS: dict[str, Callable[[Exported, UUID], Exported]] = {"job": _job, "decision": _decision}
