"""The demo files as values: what stands in the TOML, checked, and nothing else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.brief import AiUse, RightsWish
from bot.domain.job import JobStatus
from bot.domain.money import Money, Pay, PayUnit
from bot.domain.profile import PortfolioPiece

FOLDER = Path(__file__).parent
PAY = re.compile(r"(~?)(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))? ([A-Z]{3}) (\w+)")

S = TypeVar("S", bound="Sheet")


class Sheet(BaseModel):
    """A table of a demo file: no key that is not declared, so that a typing error is found."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    key: str = ""


class PastSheet(Sheet):
    """A finished job and what its client said of it. `ago` in days before the day of seeding."""

    title: str
    about: str
    skills: tuple[str, ...]
    ago: int
    on_time: bool
    client: str
    stars: int
    review: str
    shows: tuple[str, ...] = ()


class FreelancerSheet(Sheet):
    """A freelancer. `starts` in days after the day of seeding; skills with years, soft skills with evidence."""

    name: str
    headline: str
    about: str
    skills: dict[str, float]
    soft: dict[str, str] = {}
    years: float
    rate: str
    floor: str
    hours: int
    starts: int | None = Field(default=None, alias="from")
    languages: tuple[str, ...]
    timezone: str
    place: str
    wanted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    alerts: bool = False
    portfolio: tuple[PortfolioPiece, ...] = ()
    past: tuple[PastSheet, ...] = ()


class ClientSheet(Sheet):
    """Somebody who gives work, or the moderator."""

    name: str
    timezone: str
    moderator: bool = False


class GigSheet(Sheet):
    """A job. `deadline` and `duration` in days; `age` is how many days ago it was opened."""

    client: str
    title: str
    description: str
    deliverables: tuple[tuple[str, int], ...]
    skills: tuple[str, ...]
    nice: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    pay: str
    deadline: int | None = None
    duration: int | None = None
    hours: int | None = None
    rights: RightsWish
    purpose: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    portfolio: bool | None = None
    ai: AiUse | None = None
    confidential: bool | None = None
    age: int
    status: JobStatus = JobStatus.OPEN


def freelancers() -> list[FreelancerSheet]:
    """Everybody who offers work, with the finished jobs of both files."""
    later = {sheet.key: sheet.past for sheet in _read("past", MorePast, FOLDER / "past.toml")}
    return [
        sheet.model_copy(update={"past": (*sheet.past, *later.get(sheet.key, ()))})
        for path in sorted((FOLDER / "people").glob("*.toml"))
        for sheet in _read("freelancer", FreelancerSheet, path)
    ]


class MorePast(Sheet):
    """Further finished jobs of the freelancer `key`."""

    past: tuple[PastSheet, ...]


def clients() -> list[ClientSheet]:
    return list(_read("client", ClientSheet, FOLDER / "clients.toml"))


def gigs() -> list[GigSheet]:
    return list(_read("gig", GigSheet, FOLDER / "gigs.toml"))


def pay(text: str) -> Pay:
    """`45 EUR hour`, `900-1200 EUR total`, `~800 USD total`, `0.12 EUR word`. Raises ValueError for anything else."""
    match = PAY.fullmatch(text)
    if match is None:
        raise ValueError(f"not a pay: {text}")
    about, low, high, currency, unit = match.groups()
    least, most = Money.of(low, currency).minor, Money.of(high or low, currency).minor
    return Pay(low=least, high=most, currency=currency, unit=PayUnit(unit), about=bool(about))


def _read(table: str, sheet: type[S], path: Path) -> Iterator[S]:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))[table]
    return (sheet.model_validate(row) for row in rows)
