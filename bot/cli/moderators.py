"""Who moderates which community, told by whoever runs the installation."""

from __future__ import annotations

from datetime import datetime

from bot.cli.opening import CannotStart
from bot.config import Settings
from bot.domain.people import Community, Identity, Person, Role
from bot.ports import UnitOfWork
from bot.services import people

HOME = "home"


async def change(settings: Settings, *, platform: str, user: str, community: str, role: Role) -> str:
    """Give somebody a role in a community; a sentence that says what was done.

    Raises:
        CannotStart: nobody of that name has written yet, or there is no such community.
    """
    from bot import bootstrap

    async with bootstrap.open_app(settings) as house, house.storage.begin() as uow:
        now = house.clock.now()
        place = await _community(uow, platform, community, now)
        person = await uow.people.by_account(platform, user) or await _newcomer(uow, platform, user, place, now)
        await people.appoint(uow, person_id=person.id, community_id=place.id, role=role, now=now)
        done = "now moderates" if role is Role.MODERATOR else "no longer moderates"
        return f"{person.name} {done} {place.name}."


async def listed(settings: Settings) -> list[str]:
    """One line a moderator: community, name, accounts."""
    from bot import bootstrap

    lines = []
    async with bootstrap.open_app(settings) as house, house.storage.begin() as uow:
        for community in await uow.communities.all():
            for person_id in await uow.communities.moderators(community.id):
                person = await uow.people.get(person_id)
                accounts = [f"{one.platform} {one.user_id}" for one in await uow.people.identities(person_id)]
                lines.append(f"{community.name}: {person.name} ({', '.join(accounts) or 'no account'})")
    return lines


async def _community(uow: UnitOfWork, platform: str, wanted: str, now: datetime) -> Community:
    if wanted == HOME:
        return await people.home(uow, now=now)
    found = await uow.communities.by_platform_id(platform, wanted)
    if found is not None:
        return found
    known = [f"{one.platform} {one.platform_id} ({one.name})" for one in await uow.communities.all()]
    raise CannotStart(f"There is no {platform} community {wanted}. Known: {'; '.join(known) or 'none yet'}.")


async def _newcomer(uow: UnitOfWork, platform: str, user: str, place: Community, now: datetime) -> Person:
    """Anybody may sit down at the terminal; on other platforms a person has to write first, so that the id is right."""
    if platform != "terminal":
        raise CannotStart(f"Nobody with the {platform} id {user} has written to the bot yet. Ask them to send /start.")
    person = await uow.people.add(Person(name=user, home_id=place.id, created_at=now))
    account = Identity(person_id=person.id, platform=platform, user_id=user, chat_id=user, seen_at=now, created_at=now)
    await uow.people.put_identity(account)
    return person
