"""How an answer is read: when and where it was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to read an answer: the moment it was given (UTC), the person's time zone and usual currency."""

    now: datetime
    timezone: str = "UTC"
    currency: str = "USD"

    @property
    def local_now(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.timezone))
