"""Which gig is meant: "gig 14", "#14", "the second one" of the list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.commands import Param, Reading
from bot.domain.job import Job, JobStatus
from bot.errors import NotFound
from bot.features.params import find_number, parse_number
from bot.features.suggestions import suggest_gigs

if TYPE_CHECKING:
    from uuid import UUID

    from bot.ports import UnitOfWork

_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_PLACE = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_ORDER)}|last|newest|latest)|(?P<number>\d{{1,2}})(?:st|nd|rd|th))\b(?=\s*(?:one|gig|job|of|in|please|$|[.?!,]))",
    re.IGNORECASE,
)
LISTED = 200  # open gigs of a community that are looked through


@dataclass(frozen=True, slots=True)
class GigPlace:
    """A gig by its place in the list of open gigs, from 1; 0 is the last."""

    place: int


GigRef = int | GigPlace


def parse_gig(raw: str, reading: Reading) -> GigRef:
    """Raises InvalidInput: neither a number nor a place."""
    match = _PLACE.search(raw)
    if match is None:
        return parse_number(find_number(raw, reading) or raw, reading)
    if match["number"]:
        return GigPlace(int(match["number"]))
    word = match["word"].casefold()
    if word in ("newest", "latest"):
        return GigPlace(1)
    return GigPlace(0 if word == "last" else _ORDER.index(word) + 1)


def show_gig(ref: GigRef) -> str:
    if isinstance(ref, int):
        return str(ref)
    return (
        f"{_ORDER[ref.place - 1]} one"
        if 1 <= ref.place <= len(_ORDER)
        else f"{ref.place}th one"
        if ref.place
        else "last one"
    )


def find_gig(text: str, reading: Reading) -> str | None:
    """The number or the place of a gig in a sentence."""
    number = find_number(text, reading)
    if number is not None:
        return number
    match = _PLACE.search(text)
    return f"{match[0]} one" if match else None


def gig_param() -> Param:
    return Param(
        "number",
        "The number of the gig",
        parse_gig,
        question="Which gig? Its number, please; /gigs lists them.",
        show=show_gig,
        find=find_gig,
        suggest=suggest_gigs,
    )


async def open_gigs(uow: UnitOfWork, *, community_id: UUID, person_id: UUID) -> list[Job]:
    """Open gigs of a community that are for this person, newest first: not their own, not of who is blocked."""
    found = await uow.jobs.in_community(community_id, [JobStatus.OPEN], limit=LISTED)
    not_theirs = {person_id, *await uow.people.blocked_with(person_id)}
    return [job for job in reversed(found) if job.client_id not in not_theirs]


async def the_gig(uow: UnitOfWork, ref: GigRef, *, community_id: UUID, person_id: UUID) -> Job:
    """Raises NotFound: there is no such gig, or it is not open."""
    if isinstance(ref, int):
        job = await uow.jobs.by_number(ref)
        if job is None or job.status is not JobStatus.OPEN:
            raise NotFound(f"Gig {ref} is not open. /gigs lists what is.")
        return job
    listed = await open_gigs(uow, community_id=community_id, person_id=person_id)
    if not listed or ref.place > len(listed):
        raise NotFound(
            f"{len(listed) or 'No'} gig{'s are' if len(listed) != 1 else ' is'} open here. /gigs lists them."
        )
    return listed[ref.place - 1]
