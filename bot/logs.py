"""Logs: one line an event to standard error, never message text or secrets."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import structlog

NOISY = (
    "httpx",
    "httpcore",
    "httpx2",
    "apscheduler",
    "chromadb",
    "alembic",
    "telegram",
    "discord",
    "langchain",
    "openai",
)


def set_up(level: str, file: Path | None = None) -> None:
    """Log to standard error from `level` on; libraries only from WARNING on (some log addresses that hold tokens).

    `file`: log there instead, where a person talks on the screen.
    """
    stream = file.open("a", encoding="utf-8", buffering=1) if file else sys.stderr
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    logging.basicConfig(level=logging.WARNING, stream=stream, format="%(levelname)s %(name)s %(message)s", force=True)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *_rendering(to_a_person=stream.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )


def _rendering(*, to_a_person: bool) -> list[structlog.typing.Processor]:
    """For people at a terminal, else JSON lines. Tracebacks without local variables: those hold what people wrote."""
    if to_a_person:
        return [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
