"""Telegram's speed limits: nothing is ever refused, nobody waits for somebody else's chat."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter

from adapters.telegram.pace import LETTER, Calendar, Limits, Pace, Patience
from bot.errors import TryLater

STRICT = Limits()


def most_in_any(window: float, moments: Sequence[float]) -> int:
    return max((sum(1 for other in moments if start <= other < start + window) for start in moments), default=0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, 3, -1, -2]), st.floats(0, 0.4), st.integers(1, 10)), min_size=1, max_size=80
    )
)
def test_whatever_is_sent_stays_within_telegrams_limits(wishes: list[tuple[int, float, int]]) -> None:
    calendar, now, sent = Calendar(), 0.0, []
    for chat, pause, messages in wishes:
        now = max(now + pause, calendar.chat_opens(chat, messages), calendar.everything_opens(messages))
        calendar.sent(chat, now, messages)
        sent += [(chat, now)] * messages
    assert most_in_any(1.0, [moment for _, moment in sent]) <= 30
    for chat in {chat for chat, _ in sent}:
        mine = [moment for other, moment in sent if other == chat]
        requests = sorted(set(mine))
        assert all(later - earlier >= 1.0 for earlier, later in itertools.pairwise(requests))
        assert chat > 0 or most_in_any(60.0, mine) <= 20


def test_forgotten_chats_take_no_memory() -> None:
    calendar = Calendar()
    for chat in range(3_000):
        calendar.sent(chat, now=chat * 1.0)
    assert len(calendar._chats) < 1_100


class Time:
    """A clock that runs as fast as everybody on it sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.sleepers: list[tuple[float, int, asyncio.Event]] = []

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        self.sleepers.append((self.now + seconds, len(self.sleepers), woken))
        await woken.wait()

    async def run(self, *tasks: asyncio.Task[Any]) -> None:
        """Until these are done: whenever nobody can go on, the next sleeper wakes."""
        while not all(task.done() for task in tasks):
            for _ in range(20):
                await asyncio.sleep(0)
            if self.sleepers:
                self.sleepers.sort()
                self.now, _, woken = self.sleepers.pop(0)
                woken.set()


class Server:
    """Accepts what keeps the limits and answers 429 to the rest, as Telegram does."""

    def __init__(self, time: Time) -> None:
        self.time = time
        self.pace = Pace(STRICT, clock=time.clock, sleep=time.sleep)
        self.accepted: list[tuple[float, int, str]] = []
        self.angry: dict[int, int] = {}

    async def send(
        self, chat: int, text: str = "", patience: Patience | None = None, endpoint: str = "sendMessage"
    ) -> Any:
        async def request(*args: Any, **kwargs: Any) -> bool:
            if self.angry.get(chat, 0) > 0:
                self.angry[chat] -= 1
                raise RetryAfter(5)
            self.accepted.append((self.time.now, chat, text))
            return True

        return await self.pace.process_request(request, (), {}, endpoint, {"chat_id": chat}, patience)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def server(time: Time) -> Server:
    return Server(time)


async def test_a_crowd_is_served_at_nearly_the_speed_allowed(server: Server, time: Time) -> None:
    await time.run(*(asyncio.create_task(server.send(chat)) for chat in range(1, 301)))
    moments = [moment for moment, _, _ in server.accepted]
    assert len(moments) == 300
    assert most_in_any(1.0, moments) <= 30
    assert moments[-1] <= 11.0


async def test_messages_to_one_chat_keep_their_order_and_their_distance(server: Server, time: Time) -> None:
    await time.run(*(asyncio.create_task(server.send(7, str(number))) for number in range(5)))
    assert [text for _, _, text in server.accepted] == ["0", "1", "2", "3", "4"]
    moments = [moment for moment, _, _ in server.accepted]
    assert all(later - earlier >= 1.0 for earlier, later in itertools.pairwise(moments))


async def test_one_chats_wait_never_delays_another(server: Server, time: Time) -> None:
    server.angry[7] = 3
    angry = asyncio.create_task(server.send(7))
    calm = [asyncio.create_task(server.send(chat)) for chat in (8, 9)]
    await time.run(angry, *calm)
    assert [(moment, chat) for moment, chat, _ in server.accepted[:2]] == [(0.0, 8), (0.0, 9)]
    assert server.accepted[2][:2] == (15.0, 7)


async def test_a_group_is_not_flooded(server: Server, time: Time) -> None:
    tasks = [asyncio.create_task(server.send(-100, patience=Patience(400.0))) for _ in range(45)]
    await time.run(*tasks)
    assert most_in_any(60.0, [moment for moment, _, _ in server.accepted]) <= 20


async def test_a_letter_comes_back_later_where_an_answer_waits(server: Server, time: Time) -> None:
    await server.send(7)
    waiting = [asyncio.create_task(server.send(7)) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(TryLater) as later:
        await server.send(7, patience=LETTER)
    assert later.value.after.total_seconds() >= 3 * 1.05
    await time.run(*waiting)
    assert len(server.accepted) == 4


async def test_an_answer_does_not_wait_for_ever(server: Server) -> None:
    server.angry[7] = 100
    with pytest.raises(TryLater):
        await server.send(7, patience=Patience(1.0))


async def test_what_is_no_message_passes_at_once(server: Server, time: Time) -> None:
    await server.send(7)
    await server.send(7, endpoint="getChatMember")
    await server.send(7, endpoint="sendChatAction")
    assert [moment for moment, _, _ in server.accepted] == [0.0, 0.0, 0.0]
