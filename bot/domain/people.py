"""People, where they can be reached, and the communities they are in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from bot.domain.entity import Entity


class Person(Entity):
    """Somebody who has written to the bot. `name` is what their platform calls them; never an input of ranking."""

    name: str
    timezone: str = "UTC"  # IANA name
    currency: str = ""  # ISO 4217; empty: the community's
    home_id: UUID | None = None  # the community that a private chat acts in
    quiet_from: int | None = None  # minutes after midnight in their own time zone; None: no quiet hours
    quiet_until: int | None = None
    erased_at: datetime | None = None


class Identity(Entity):
    """A person's account on a platform and the private chat that reaches it. One row a platform and user id."""

    person_id: UUID = Field(index=True)
    platform: str
    user_id: str
    chat_id: str  # of the private chat; on Discord the user id stands for it
    reachable: bool = True
    seen_at: datetime


class Publishing(StrEnum):
    """How jobs of a community become visible."""

    AT_ONCE = "at_once"
    AFTER_APPROVAL = "after_approval"


class Community(Entity):
    """A Discord server, a Telegram group, or the home of people who came alone."""

    platform: str  # "home" for the installation's own
    platform_id: str
    name: str
    publishing: Publishing = Publishing.AT_ONCE
    currency: str = "USD"
    newcomer_margin: float = 0.10  # how far below the fifth place a newcomer may be and still take the reserved place
    near_tie: float = 0.02  # scores this close rotate by least recent exposure


class Role(StrEnum):
    """What somebody may do in a community."""

    MEMBER = "member"
    MODERATOR = "moderator"


class Membership(Entity):
    """One row a person and community."""

    person_id: UUID = Field(index=True)
    community_id: UUID = Field(index=True)
    role: Role = Role.MEMBER
    from_platform: bool = True  # the role follows the platform's own permissions; False: given on the command line


class Block(Entity):
    """One person wants nothing to do with another: neither is suggested or alerted to the other. Only `person_id` knows."""

    person_id: UUID = Field(index=True)
    blocked_id: UUID = Field(index=True)
    job_id: UUID  # where they met: what is said instead of a name


class DeclaredGroup(Entity):
    """What somebody says of themselves for the audit of matching, by consent. Nothing but the audit may read it."""

    person_id: UUID = Field(index=True)
    dimension: str  # "gender", "age": one row a person and dimension
    word: str  # their own
