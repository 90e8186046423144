"""What the tests of understanding share: a moment, a place, and the labelled sets."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from bot.commands import Reading

SUNDAY = Reading(datetime(2026, 11, 22, 13, tzinfo=UTC), "Europe/Berlin", "USD")
DATA = Path(__file__).resolve().parent.parent / "data"


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
