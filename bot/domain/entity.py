"""What every stored thing has."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel


class Entity(SQLModel):
    """A thing with an identity. `created_at` is UTC; the caller passes it, nothing here reads a clock."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    created_at: datetime
