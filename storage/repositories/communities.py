"""Communities and who is in them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, Table, delete, select, update

from bot.domain.people import Community, Membership, Role
from storage.repositories.entity_table import EntityTable
from storage.repositories.repository import Repository
from storage.tables import METADATA, CommunityRow, ConversationRow, IdentityRow, MembershipRow, table
from storage.work import Work

COMMUNITIES = EntityTable(Community, CommunityRow, "community")
MEMBERSHIPS = EntityTable(Membership, MembershipRow, "membership")


class Communities(Repository[Community]):
    """`bot.ports.Communities`."""

    def __init__(self, work: Work) -> None:
        super().__init__(work, COMMUNITIES)

    async def by_platform_id(self, platform: str, platform_id: str) -> Community | None:
        return await self._work.run(lambda connection: _by_platform_id(connection, platform, platform_id))

    async def moved(self, platform: str, old_id: str, new_id: str) -> None:
        await self._work.run(lambda connection: _move(connection, platform, old_id, new_id))

    async def all(self) -> list[Community]:
        """Oldest first."""
        statement = select(COMMUNITIES.table).order_by(COMMUNITIES.c.created_at, COMMUNITIES.c.id)
        return await self._work.run(lambda connection: COMMUNITIES.all(connection, statement))

    async def of_person(self, person_id: UUID) -> list[Community]:
        """Joined first, first."""
        c = MEMBERSHIPS.c
        joined = select(COMMUNITIES.table).join(MEMBERSHIPS.table, c.community_id == COMMUNITIES.c.id)
        statement = joined.where(c.person_id == person_id).order_by(c.created_at, c.id)
        return await self._work.run(lambda connection: COMMUNITIES.all(connection, statement))

    async def membership(self, person_id: UUID, community_id: UUID) -> Membership | None:
        c = MEMBERSHIPS.c
        statement = select(MEMBERSHIPS.table).where(c.person_id == person_id, c.community_id == community_id)
        return await self._work.run(lambda connection: MEMBERSHIPS.first(connection, statement))

    async def put_membership(self, membership: Membership) -> Membership:
        unique = ("person_id", "community_id")
        return await self._work.run(lambda connection: MEMBERSHIPS.put(connection, membership, unique))

    async def moderators(self, community_id: UUID) -> list[UUID]:
        c = MEMBERSHIPS.c
        moderating = select(c.person_id).where(c.community_id == community_id, c.role == Role.MODERATOR)
        statement = moderating.order_by(c.created_at, c.id)
        return await self._work.run(lambda connection: list(connection.execute(statement).scalars()))


def _by_platform_id(connection: Connection, platform: str, platform_id: str) -> Community | None:
    c = COMMUNITIES.c
    statement = select(COMMUNITIES.table).where(c.platform == platform, c.platform_id == platform_id)
    return COMMUNITIES.first(connection, statement)


def _move(connection: Connection, platform: str, old_id: str, new_id: str) -> None:
    community = _by_platform_id(connection, platform, old_id)
    newcomer = _by_platform_id(connection, platform, new_id)
    if community is not None:
        if newcomer is not None:  # somebody wrote in the new chat before the platform told us of the move
            _absorb(connection, newcomer.id, community.id)
        COMMUNITIES.save(connection, community.model_copy(update={"platform_id": new_id}))
    _move_conversations(connection, f"{platform}/{old_id}/", f"{platform}/{new_id}/")
    c = table(IdentityRow).c
    here = update(table(IdentityRow)).where(c.platform == platform, c.chat_id == old_id)
    connection.execute(here.values(chat_id=new_id))


def _absorb(connection: Connection, from_id: UUID, into_id: UUID) -> None:
    """Hang everything that refers to one community onto another, then remove the first."""
    for owner in METADATA.sorted_tables:
        for key in owner.foreign_keys:
            if key.column.table is COMMUNITIES.table:
                _drop_doubles(connection, owner, from_id, into_id)
                connection.execute(update(owner).where(key.parent == from_id).values({key.parent.name: into_id}))
    connection.execute(delete(COMMUNITIES.table).where(COMMUNITIES.c.id == from_id))


def _drop_doubles(connection: Connection, owner: Table, from_id: UUID, into_id: UUID) -> None:
    """Where a person may have one row a community (membership, exposure, offer), the older community's row stays."""
    c = owner.c
    if "person_id" in c and "community_id" in c:
        there = select(c.person_id).where(c.community_id == into_id)
        connection.execute(delete(owner).where(c.community_id == from_id, c.person_id.in_(there)))


def _move_conversations(connection: Connection, old: str, new: str) -> None:
    conversations = table(ConversationRow)
    c = conversations.c
    keys = connection.execute(select(c.key).where(c.key.startswith(old, autoescape=True))).scalars().all()
    for key in keys:
        moved = new + key.removeprefix(old)
        connection.execute(delete(conversations).where(c.key == moved))
        connection.execute(update(conversations).where(c.key == key).values(key=moved))
