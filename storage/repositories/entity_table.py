"""One table as entities: plain values go in, fresh copies come out. Blocking; called on the worker thread."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Executable, RowMapping, Select, Table, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from bot.domain.entity import Entity
from bot.errors import Conflict, NotFound
from storage.columns import storable
from storage.tables import CounterRow, table

E = TypeVar("E", bound=Entity)

IDS_AT_ONCE = 5_000  # PostgreSQL takes 65,535 parameters in a statement, SQLite 32,766


def insert(dialect: str, into: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT, which both databases spell alike and SQLAlchemy files under each."""
    return sqlite.insert(into) if dialect == "sqlite" else postgresql.insert(into)


@cache
def _adding(dialect: str, into: Table) -> Executable:
    """Built once, as building a statement costs more than SQLite takes to run it."""
    return insert(dialect, into).on_conflict_do_nothing().returning(*into.primary_key)


def add_row(connection: Connection, into: Table, values: Mapping[str, Any]) -> bool:
    """Whether the row could be added. Asked for rather than caught: an error would end a PostgreSQL transaction."""
    return connection.execute(_adding(connection.dialect.name, into), values).first() is not None


def next_number(connection: Connection, name: str) -> int:
    """The next number of this name. The counter's row stays locked until the commit, so none is given twice."""
    counter = table(CounterRow)
    statement = insert(connection.dialect.name, counter).values(name=name, value=1)
    counted = statement.on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value + 1})
    return int(connection.execute(counted.returning(counter.c.value)).scalar_one())


def some_at_once(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    """The ids without repetition, in lists short enough for one statement."""
    unique = list(dict.fromkeys(ids))
    for start in range(0, len(unique), IDS_AT_ONCE):
        yield unique[start : start + IDS_AT_ONCE]


class EntityTable(Generic[E]):
    """The rows of one kind of entity. `called` is what people call one: "job"."""

    def __init__(self, kind: type[E], row: type[SQLModel], called: str) -> None:
        self.table = table(row)
        self.called = called
        self._kind = kind
        self._has_version = "version" in kind.model_fields
        self._finding = select(self.table).where(self.c.id == bindparam("wanted_id"))
        self._saving = update(self.table).where(self.c.id == bindparam("stored_id"))
        if self._has_version:
            self._saving = self._saving.where(self.c.version == bindparam("stored_version"))

    @property
    def c(self) -> Any:
        return self.table.c

    def entity(self, row: RowMapping) -> E:
        return self._kind(**{name: row[name] for name in self._kind.model_fields})

    def values(self, entity: E) -> dict[str, Any]:
        """The entity's fields, checked once more: assignments to a loaded entity were not."""
        fields = self._kind.model_fields
        checked = self._kind(**{name: getattr(entity, name) for name in fields})
        plain = {name: getattr(checked, name) for name in fields}
        return {name: storable(value) if type(value) is str else value for name, value in plain.items()}

    def all(self, connection: Connection, statement: Select[Any]) -> list[E]:
        return [self.entity(row) for row in connection.execute(statement).mappings()]

    def first(self, connection: Connection, statement: Select[Any]) -> E | None:
        row = connection.execute(statement.limit(1)).mappings().first()
        return None if row is None else self.entity(row)

    def find(self, connection: Connection, id: UUID) -> E | None:
        row = connection.execute(self._finding, {"wanted_id": id}).mappings().first()
        return None if row is None else self.entity(row)

    def get(self, connection: Connection, id: UUID) -> E:
        found = self.find(connection, id)
        if found is None:
            raise NotFound(f"There is no such {self.called}.")
        return found

    def where_in(self, connection: Connection, name: str, ids: Collection[UUID], *order: Any) -> list[E]:
        """Every row whose column is one of `ids`, in `order` within each few thousand ids."""
        found: list[E] = []
        for some in some_at_once(ids):
            found += self.all(connection, select(self.table).where(self.c[name].in_(some)).order_by(*order))
        return found

    def many(self, connection: Connection, ids: Collection[UUID]) -> list[E]:
        """Those that exist, in the order of `ids`."""
        found = {entity.id: entity for entity in self.where_in(connection, "id", ids)}
        return [found[id] for id in dict.fromkeys(ids) if id in found]

    def add(self, connection: Connection, entity: E) -> E:
        values = self.values(entity)
        if not add_row(connection, self.table, values):
            raise Conflict(f"There is such a {self.called} already.")
        return self._kind(**values)

    def save(self, connection: Connection, entity: E) -> E:
        values = self.values(entity)
        stored = {"stored_id": entity.id}
        if self._has_version:
            stored["stored_version"] = values["version"]
            values["version"] += 1
        if connection.execute(self._saving, values | stored).rowcount == 0:
            self.get(connection, entity.id)
            raise Conflict(f"This {self.called} was changed at the same moment. Please look at it again.")
        return self._kind(**values)

    def put(self, connection: Connection, entity: E, unique: Sequence[str]) -> E:
        """Insert, or update the row with the same `unique` columns; that row keeps its id and time of creation."""
        values = self.values(entity)
        changes = {name: value for name, value in values.items() if name not in {"id", "created_at", *unique}}
        statement = insert(connection.dialect.name, self.table).values(**values)
        stored = statement.on_conflict_do_update(index_elements=list(unique), set_=changes).returning(self.table)
        return self.entity(connection.execute(stored).mappings().one())

    def count(self, connection: Connection, *where: Any) -> int:
        return int(connection.execute(select(func.count()).select_from(self.table).where(*where)).scalar_one())
