"""How values of the domain are kept in columns: choices, JSON and sealed values (SQLModel keeps moments in UTC by itself)."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from cryptography.fernet import InvalidToken, MultiFernet
from pydantic import TypeAdapter
from sqlalchemy import JSON, Dialect, LargeBinary, String, TypeDecorator
from sqlalchemy.types import TypeEngine
from sqlmodel import Field

from bot.errors import Unavailable

V = TypeVar("V")
C = TypeVar("C", bound=StrEnum)


# A column type knows nothing of the database it is used with but its dialect object, one for each engine.
_seals: WeakKeyDictionary[Dialect, MultiFernet] = WeakKeyDictionary()


def seal_with(dialect: Dialect, seal: MultiFernet) -> None:
    """Let sealed columns of this engine be written and read with `seal`."""
    _seals[dialect] = seal


def column(type_: TypeEngine[Any], **options: Any) -> Any:
    """A field of a row that is kept as `type_`; the options are those of SQLModel's Field."""
    return Field(sa_type=type_, **options)


def storable(text: str) -> str:
    """The text without NUL and half surrogate pairs, which PostgreSQL (and partly SQLite) cannot hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return text.replace("\x00", "")


def storable_json(value: object) -> object:
    """JSON-ready data with every text in it made storable."""
    match value:
        case str():
            return storable(value)
        case dict():
            return {storable_json(key): storable_json(item) for key, item in value.items()}
        case list():
            return [storable_json(item) for item in value]
    return value


def storable_dumps(value: object) -> str:
    """JSON as both databases can hold it. Looks for what they cannot hold in the text, as it is hardly ever there."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(storable_json(value), ensure_ascii=False)
    return json.dumps(storable_json(value), ensure_ascii=False) if r"\u0000" in text else text


class Choice(TypeDecorator[C], Generic[C]):
    """A member of an enum, kept by value: renaming a member is no migration."""

    impl = String(32)  # characters; the longest value has 17
    cache_ok = True

    def __init__(self, kind: type[C]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: C | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> C | None:
        return None if value is None else self.kind(value)


class Json(TypeDecorator[V], Generic[V]):
    """A value object, a tuple of them or a mapping, kept as JSON and validated on the way out.

    The engine writes the text, with `storable_dumps`.
    """

    impl = JSON  # not JSONB, which forgets the order of a mapping: published weights have one, and nothing asks inside
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__(none_as_null=True)
        self.kind = kind
        self._adapter: TypeAdapter[V] = TypeAdapter(kind)

    def process_bind_param(self, value: V | None, dialect: Dialect) -> object:
        return None if value is None else self._adapter.dump_python(value, mode="json")

    def process_result_value(self, value: object, dialect: Dialect) -> V | None:
        return None if value is None else self._adapter.validate_python(value)


class Sealed(TypeDecorator[V], Generic[V]):
    """A value that is encrypted at rest (Fernet: AES-128 in CBC mode with an HMAC), as bytes or as JSON.

    Raises Unavailable on reading what was sealed with another key.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind
        self._adapter: TypeAdapter[V] = TypeAdapter(kind)

    def process_bind_param(self, value: V | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        if isinstance(value, bytes):
            return _seals[dialect].encrypt(value)
        plain = storable_json(self._adapter.dump_python(value, mode="json"))
        return _seals[dialect].encrypt(json.dumps(plain, ensure_ascii=False).encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> V | None:
        if value is None:
            return None
        try:
            plain = _seals[dialect].decrypt(value)
        except InvalidToken as error:
            raise Unavailable(
                "The secret does not open what is stored: it is not the one it was sealed with."
            ) from error
        if self.kind is bytes:
            return self._adapter.validate_python(plain)
        return self._adapter.validate_json(plain)
