"""People as they arrive, their settings, their data and their leaving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.domain.conversation import Conversation
from bot.domain.people import Community, Identity, Membership, Person, Role
from bot.errors import NotAllowed, NotFound
from bot.messages import Address, Inbound, Moved, Reachability
from bot.ports import UnitOfWork

HOME_ID = uuid5(NAMESPACE_URL, "fairlance:home")  # the community of people who came alone: one an installation
SEEN_EVERY = timedelta(hours=1)  # how exactly "last seen" is kept: not a write for every message


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who wrote, where that counts, and what was spoken of before."""

    person: Person
    community: Community
    moderates: bool
    conversation: Conversation


async def arrive(uow: UnitOfWork, inbound: Inbound, *, now: datetime) -> Arrival:
    """The person, community and conversation of an inbound, made where they are new.

    A platform's word on who moderates a community is kept as a membership, so that it also counts in private chats;
    roles that were given on the command line are not touched by it.
    """
    sender = inbound.sender
    community = await _community(uow, sender, inbound.community_name, now)
    person = await uow.people.by_account(sender.platform, sender.user_id)
    if person is None:
        person = await uow.people.add(Person(name=inbound.name or "You", home_id=community.id, created_at=now))
    await _note_account(uow, sender, person, now)
    if not sender.is_private and person.home_id in (None, HOME_ID):
        person = await uow.people.save(person.model_copy(update={"home_id": community.id}))
    if sender.is_private and person.home_id is not None and person.home_id != community.id:
        community = await uow.communities.find(person.home_id) or community
    role = await _membership(uow, person, community, inbound, now)
    conversation = await uow.conversations.find(sender.key)
    if conversation is None:
        conversation = Conversation(key=sender.key, person_id=person.id, created_at=now)
    return Arrival(person, community, role is Role.MODERATOR, conversation)


async def recognise(uow: UnitOfWork, inbound: Inbound) -> Arrival | None:
    """Like `arrive`, but nothing is written: None for somebody new."""
    sender = inbound.sender
    person = await uow.people.by_account(sender.platform, sender.user_id)
    if person is None:
        return None
    community = None
    if sender.community_id is not None:
        community = await uow.communities.by_platform_id(sender.platform, sender.community_id)
    if community is None and person.home_id is not None:
        community = await uow.communities.find(person.home_id)
    if community is None:
        return None
    membership = await uow.communities.membership(person.id, community.id)
    conversation = await uow.conversations.find(sender.key)
    fallback = Conversation(key=sender.key, person_id=person.id, created_at=person.created_at)
    moderates = membership is not None and membership.role is Role.MODERATOR
    return Arrival(person, community, moderates, conversation or fallback)


async def home(uow: UnitOfWork, *, now: datetime) -> Community:
    """The community of people who came alone, made at first use."""
    found = await uow.communities.find(HOME_ID)
    if found is not None:
        return found
    return await uow.communities.add(
        Community(id=HOME_ID, platform="home", platform_id="home", name="Fairlance commons", created_at=now)
    )


async def note_platform_event(uow: UnitOfWork, inbound: Inbound, *, now: datetime) -> None:
    """Somebody blocked or unblocked the bot, or a chat got a new id."""
    sender = inbound.sender
    match inbound.content:
        case Moved(new_chat_id=new):
            await uow.communities.moved(sender.platform, sender.chat_id, new)
        case Reachability(reachable=reachable):
            person = await uow.people.by_account(sender.platform, sender.user_id)
            for identity in await uow.people.identities(person.id) if person else []:
                if identity.platform == sender.platform and identity.reachable != reachable:
                    await uow.people.put_identity(identity.model_copy(update={"reachable": reachable, "seen_at": now}))
        case _:
            raise ValueError(f"not a platform event: {inbound.content}")


async def require_moderator(uow: UnitOfWork, *, person_id: UUID, community_id: UUID) -> None:
    """Raises NotAllowed unless this person moderates this community."""
    membership = await uow.communities.membership(person_id, community_id)
    if membership is None or membership.role is not Role.MODERATOR:
        raise NotAllowed("Only moderators of this community can do that.")


async def choose_home(uow: UnitOfWork, *, person_id: UUID, community_id: UUID) -> Community:
    """Let a person's private chats act in a community they are in. Raises NotFound for any other."""
    if await uow.communities.membership(person_id, community_id) is None:
        raise NotFound("You are not in that community. Write to me there once, then switch.")
    person = await uow.people.get(person_id)
    await uow.people.save(person.model_copy(update={"home_id": community_id}))
    return await uow.communities.get(community_id)


async def appoint(uow: UnitOfWork, *, person_id: UUID, community_id: UUID, role: Role, now: datetime) -> None:
    """Give a role by hand; a platform's permissions no longer change it."""
    await uow.communities.put_membership(
        Membership(person_id=person_id, community_id=community_id, role=role, from_platform=False, created_at=now)
    )


async def _community(uow: UnitOfWork, sender: Address, name: str, now: datetime) -> Community:
    if sender.community_id is None:
        return await home(uow, now=now)
    found = await uow.communities.by_platform_id(sender.platform, sender.community_id)
    if found is not None:
        return found
    return await uow.communities.add(
        Community(
            platform=sender.platform, platform_id=sender.community_id, name=name or "This community", created_at=now
        )
    )


async def _note_account(uow: UnitOfWork, sender: Address, person: Person, now: datetime) -> None:
    """Keep the account that just wrote as one that can be reached, in its private chat."""
    known = [one for one in await uow.people.identities(person.id) if one.platform == sender.platform]
    current = next((one for one in known if one.user_id == sender.user_id), None)
    chat = sender.chat_id if sender.is_private else (current.chat_id if current else sender.user_id)
    fresh = current is not None and current.chat_id == chat and now - current.seen_at < SEEN_EVERY
    if fresh and current is not None and (current.reachable or not sender.is_private):
        return
    reachable = sender.is_private or current is None or current.reachable
    identity = Identity(
        person_id=person.id,
        platform=sender.platform,
        user_id=sender.user_id,
        chat_id=chat,
        reachable=reachable,
        seen_at=now,
        created_at=current.created_at if current else now,
    )
    await uow.people.put_identity(identity)


async def _membership(uow: UnitOfWork, person: Person, community: Community, inbound: Inbound, now: datetime) -> Role:
    known = await uow.communities.membership(person.id, community.id)
    role = known.role if known else Role.MEMBER
    if inbound.moderates is not None and not inbound.sender.is_private and (known is None or known.from_platform):
        role = Role.MODERATOR if inbound.moderates else Role.MEMBER
    if known is None or known.role is not role:
        await uow.communities.put_membership(
            Membership(person_id=person.id, community_id=community.id, role=role, created_at=now)
        )
    return role
