"""What comes in and goes out: conversations, handled inbound ids and the outbox."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Update, and_, delete, func, or_, select, update

from bot.domain.conversation import Conversation
from bot.domain.letter import Letter, LetterStatus
from bot.errors import Conflict, NotFound, StaleConversation
from storage.repositories.entity_table import EntityTable, add_row
from storage.tables import ConversationRow, IdentityRow, InboundRow, LetterRow, table
from storage.work import Work

CONVERSATIONS = EntityTable(Conversation, ConversationRow, "conversation")
LETTERS = EntityTable(Letter, LetterRow, "letter")
INBOUNDS = table(InboundRow)
IDENTITIES = table(IdentityRow)


class Conversations:
    """`bot.ports.Conversations`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def find(self, key: str) -> Conversation | None:
        statement = select(CONVERSATIONS.table).where(CONVERSATIONS.c.key == key)
        return await self._work.run(lambda connection: CONVERSATIONS.first(connection, statement))

    async def save(self, conversation: Conversation) -> Conversation:
        def job(connection: Connection) -> Conversation:
            if conversation.version == 0:
                return CONVERSATIONS.add(connection, conversation.model_copy(update={"version": 1}))
            return CONVERSATIONS.save(connection, conversation)

        try:
            return await self._work.run(job)
        except (Conflict, NotFound) as error:
            raise StaleConversation(f"conversation {conversation.id}, version {conversation.version}") from error


class Inbounds:
    """`bot.ports.Inbounds`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def seen(self, id: str) -> bool:
        statement = select(INBOUNDS.c.id).where(INBOUNDS.c.id == id)
        return await self._work.run(lambda connection: connection.execute(statement).first() is not None)

    async def first_time(self, id: str, now: datetime) -> bool:
        values = {"id": id, "handled_at": now}
        return await self._work.run(lambda connection: add_row(connection, INBOUNDS, values))

    async def forget_before(self, moment: datetime) -> int:
        statement = delete(INBOUNDS).where(INBOUNDS.c.handled_at < moment)
        return await self._work.run(lambda connection: connection.execute(statement).rowcount)


class Outbox:
    """`bot.ports.Outbox`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def put(
        self,
        kind: str,
        ids: Mapping[str, str],
        *,
        to: UUID | None,
        key: str,
        now: datetime,
        due_at: datetime | None = None,
    ) -> bool:
        letter = Letter(created_at=now, key=key, kind=kind, ids=dict(ids), recipient_id=to, due_at=due_at or now)
        return await self._work.run(lambda connection: add_row(connection, LETTERS.table, LETTERS.values(letter)))

    async def claim(
        self,
        *,
        kinds: Collection[str],
        platforms: Collection[str],
        only_user: str | None = None,
        now: datetime,
        until: datetime,
        limit: int = 30,
    ) -> list[Letter]:
        """An errand left in SENDING is due again: doing it twice does no harm, and nobody could be told of the doubt."""
        c = LETTERS.c
        wanted = (_due(now), c.kind.in_(kinds), _can_go(platforms, only_user))
        due = select(c.id).where(*wanted).order_by(c.due_at, c.id).limit(limit).with_for_update(skip_locked=True)
        mine = {"status": LetterStatus.CLAIMED, "claimed_until": until}

        def job(connection: Connection) -> list[Letter]:
            connection.execute(_doubt(now))
            ids = connection.execute(due).scalars().all()
            claimed = update(LETTERS.table).where(c.id.in_(ids)).values(**mine).returning(LETTERS.table)
            letters = [LETTERS.entity(row) for row in connection.execute(claimed).mappings()]
            return sorted(letters, key=lambda letter: (letter.due_at, letter.id))

        return await self._work.run(job)

    async def save(self, letter: Letter) -> None:
        """A letter that is gone was erased with its receiver while it was under way; there is nothing left to note."""

        def job(connection: Connection) -> None:
            connection.execute(update(LETTERS.table).where(LETTERS.c.id == letter.id).values(**LETTERS.values(letter)))

        await self._work.run(job)

    async def find(self, key: str) -> Letter | None:
        statement = select(LETTERS.table).where(LETTERS.c.key == key)
        return await self._work.run(lambda connection: LETTERS.first(connection, statement))

    async def in_doubt(self, person_id: UUID) -> list[Letter]:
        """Oldest first."""
        c = LETTERS.c
        statement = select(LETTERS.table).where(c.recipient_id == person_id, c.status == LetterStatus.IN_DOUBT)
        oldest = statement.order_by(c.due_at, c.id)
        return await self._work.run(lambda connection: LETTERS.all(connection, oldest))

    async def waiting(self, person_id: UUID | None = None) -> int:
        """Letters (and, without a person, errands) that are still to be sent."""
        c = LETTERS.c
        where = [c.status.in_([LetterStatus.WAITING, LetterStatus.CLAIMED])]
        if person_id is not None:
            where.append(c.recipient_id == person_id)
        return await self._work.run(lambda connection: LETTERS.count(connection, *where))

    async def counts(self) -> dict[LetterStatus, int]:
        c = LETTERS.c
        statement = select(c.status, func.count()).group_by(c.status)
        counted = await self._work.run(lambda connection: connection.execute(statement).all())
        return dict.fromkeys(LetterStatus, 0) | {row[0]: row[1] for row in counted}


def _due(now: datetime) -> ColumnElement[bool]:
    """Waiting long enough, or claimed by a process that did not come back (for errands also in SENDING)."""
    c = LETTERS.c
    expired = c.claimed_until <= now
    return or_(
        and_(c.status == LetterStatus.WAITING, c.due_at <= now),
        and_(c.status == LetterStatus.CLAIMED, expired),
        and_(c.status == LetterStatus.SENDING, expired, c.recipient_id.is_(None)),
    )


def _can_go(platforms: Collection[str], only_user: str | None) -> ColumnElement[bool]:
    """To somebody who can be reached on one of the platforms, or an errand, which is for nobody."""
    c, of = LETTERS.c, IDENTITIES.c
    account = select(of.id).where(of.person_id == c.recipient_id, of.reachable, of.platform.in_(platforms))
    if only_user is not None:
        account = account.where(of.user_id == only_user)
    return or_(account.exists(), c.recipient_id.is_(None))


def _doubt(now: datetime) -> Update:
    """A letter whose sender died between "I send it now" and "it is sent"."""
    c = LETTERS.c
    left = select(c.id).where(c.status == LetterStatus.SENDING, c.claimed_until <= now, c.recipient_id.is_not(None))
    mine = c.id.in_(left.with_for_update(skip_locked=True))  # another process that claims now does the same
    return update(LETTERS.table).where(mine).values(status=LetterStatus.IN_DOUBT)
