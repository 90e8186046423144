"""What runs by itself: keeping the index current and whole, telling freelancers of new gigs, tidying up, learning."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from uuid import UUID

from bot.domain.letter import Letter, LetterStatus
from bot.ports import Clock, Index, Matcher, Storage
from bot.scheduling import Chore
from bot.services.alerts import announce
from bot.services.match_learning import tell_of_learned_weights

ERRANDS_EVERY = timedelta(seconds=2)
HEAL_EVERY = timedelta(minutes=10)
CLAIM = timedelta(minutes=10)  # an index rebuild of a batch is far shorter
BATCH = 200  # people a time: the index takes batches twenty times faster than single writes
REMEMBER_READINGS = timedelta(days=30)  # long enough to negotiate; who wants more sends the contract again
REMEMBER_INBOUND = timedelta(days=30)  # no platform repeats an update after a month


def chores(storage: Storage, clock: Clock, index: Index, matcher: Matcher) -> list[Chore]:
    """The table of chores."""

    async def keep_index() -> None:
        async def update(letters: Sequence[Letter]) -> None:
            people = list(dict.fromkeys(UUID(letter.ids["person"]) for letter in letters))
            await index.update(storage, people)

        await work_off(storage, clock, "index_profile", update, limit=BATCH)

    async def tell_of_gigs() -> None:
        async def tell(letters: Sequence[Letter]) -> None:
            for letter in letters:
                await announce(storage, matcher, job_id=UUID(letter.ids["job"]), now=clock.now())

        await work_off(storage, clock, "job_opened", tell, limit=10)

    async def heal_index() -> None:
        await index.heal(storage)

    async def learn_from_outcomes() -> None:
        await tell_of_learned_weights(storage, now=clock.now())

    async def forget_what_is_old() -> None:
        async with storage.begin() as uow:
            await uow.inbounds.forget_before(clock.now() - REMEMBER_INBOUND)
            await uow.readings.forget_before(clock.now() - REMEMBER_READINGS)

    return [
        Chore("index", ERRANDS_EVERY, keep_index),
        Chore("heal", HEAL_EVERY, heal_index),
        Chore("alerts", ERRANDS_EVERY, tell_of_gigs),
        Chore("tidy", timedelta(days=1), forget_what_is_old),
        Chore("learn", timedelta(days=1), learn_from_outcomes),
    ]


async def work_off(
    storage: Storage, clock: Clock, kind: str, work: Callable[[Sequence[Letter]], Awaitable[None]], *, limit: int
) -> None:
    """Claim errands of a kind, do the work with no transaction open, then close them. An error leaves them claimed:
    they are due again when the claim runs out."""
    while True:
        now = clock.now()
        async with storage.begin() as uow:
            letters = await uow.outbox.claim(kinds=[kind], platforms=[], now=now, until=now + CLAIM, limit=limit)
        if not letters:
            return
        await work(letters)
        async with storage.begin() as uow:
            for letter in letters:
                done = {"status": LetterStatus.SENT, "sent_at": clock.now(), "claimed_until": None}
                await uow.outbox.save(letter.model_copy(update=done))
