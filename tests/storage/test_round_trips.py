"""Whatever a person can say comes back from the database as it was said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet, MultiFernet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from bot.domain.brief import AiUse, Brief, Deliverable, Requirement, RightsWish, Seniority, SkillWish
from bot.domain.conversation import Filling
from bot.domain.letter import Letter
from bot.domain.money import CURRENCIES, MAX_MINOR, Pay, PayUnit
from bot.domain.people import Community, Person
from bot.domain.profile import AlertWishes
from storage.columns import seal_with, storable, storable_json
from storage.repositories.communities import COMMUNITIES
from storage.repositories.entity_table import E, EntityTable
from storage.repositories.jobs import JOBS
from storage.repositories.people import PEOPLE
from storage.repositories.profiles import PROFILES
from storage.repositories.traffic import CONVERSATIONS, LETTERS
from tests import entities
from tests.databases import KEY, fresh_url

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=zones)
amounts = st.integers(0, MAX_MINOR)


@st.composite
def pays(draw: st.DrawFn) -> Pay:
    low, high = sorted((draw(amounts), draw(amounts)))
    ends = draw(st.sampled_from([(low, high), (low, None), (None, high), (high, high)]))
    currency, unit = draw(st.sampled_from(sorted(CURRENCIES))), draw(st.sampled_from(PayUnit))
    return Pay(low=ends[0], high=ends[1], currency=currency, unit=unit, about=draw(st.booleans()))


def tuples_of(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


briefs = st.builds(
    Brief,
    title=words,
    description=words,
    deliverables=tuples_of(st.builds(Deliverable, what=words, count=st.integers(1, 10_000))),
    skills=tuples_of(st.builds(SkillWish, name=words, must=st.booleans())),
    soft_skills=tuples_of(words),
    pay=st.none() | pays(),
    deadline=st.none() | st.dates(),
    duration_days=st.none() | st.integers(1, 3650),
    seniority=st.none() | st.sampled_from(Seniority),
    languages=tuples_of(st.builds(Requirement, name=words, reason=words)),
    place=st.none() | st.builds(Requirement, name=words),
    rights=st.none() | st.sampled_from(RightsWish),
    portfolio_allowed=st.none() | st.booleans(),
    ai=st.none() | st.sampled_from(AiUse),
)
answers = st.dictionaries(words, words, max_size=4)
fillings = st.recursive(
    st.builds(Filling, command=words, answers=answers, asked=words),
    lambda inner: st.builds(Filling, command=words, answers=answers, parked=inner),
    max_leaves=4,
)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    url = fresh_url(tmp_path) if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    engine = create_engine(url)
    seal_with(engine.dialect, MultiFernet([Fernet(KEY)]))
    with engine.connect() as opened, opened.begin() as transaction:
        yield opened
        transaction.rollback()
    engine.dispose()


@pytest.fixture
def ann(connection: Connection) -> Person:
    return PEOPLE.add(connection, entities.person())


@pytest.fixture
def here(connection: Connection) -> Community:
    return COMMUNITIES.add(connection, entities.community())


def comes_back(connection: Connection, rows: EntityTable[E], entity: E) -> None:
    assert rows.add(connection, entity) == entity
    assert rows.get(connection, entity.id) == entity


@quick
@given(brief=briefs, number=st.integers(1, 2**31 - 1), reason=words)
def test_a_job(connection: Connection, ann: Person, here: Community, brief: Brief, number: int, reason: str) -> None:
    job = entities.job(ann.id, here.id).model_copy(update={"brief": brief, "returned_reason": reason})
    with connection.begin_nested() as one:
        comes_back(connection, JOBS, job.model_copy(update={"number": number}))
        one.rollback()


@quick
@given(filling=st.none() | fillings)
def test_a_half_filled_form(connection: Connection, ann: Person, filling: Filling | None) -> None:
    conversation = entities.conversation(ann.id, key=f"telegram/{uuid4()}/")
    comes_back(connection, CONVERSATIONS, conversation.model_copy(update={"filling": filling}))


@quick
@given(ids=answers, due_at=moments)
def test_a_letter(connection: Connection, ann: Person, ids: dict[str, str], due_at: datetime) -> None:
    letter = Letter(created_at=due_at, key=str(uuid4()), kind="hello", ids=ids, recipient_id=ann.id, due_at=due_at)
    comes_back(connection, LETTERS, letter)
    assert LETTERS.get(connection, letter.id).due_at.tzinfo is UTC


@quick
@given(name=words, rate=st.none() | pays(), years=st.none() | st.floats(0, 60), muted=st.none() | moments)
def test_a_person_with_a_profile(
    connection: Connection, name: str, rate: Pay | None, years: float | None, muted: datetime | None
) -> None:
    person = entities.person(name)
    comes_back(connection, PEOPLE, person)
    alerts = AlertWishes(on=True, least_pay=rate, muted_until=muted)
    changes = {"rate": rate, "years": years, "alerts": alerts, "headline": name}
    comes_back(connection, PROFILES, entities.profile(person.id).model_copy(update=changes))


@given(text=st.text(st.characters(), max_size=40))
def test_what_cannot_be_stored_is_left_out_and_nothing_else(text: str) -> None:
    kept = storable(text)
    assert kept.encode().count(0) == 0
    assert storable(kept) == kept
    assert [one for one in kept if one.isalnum() and ord(one) < 0x10000] == [
        one for one in text if one.isalnum() and ord(one) < 0x10000
    ]
    json.dumps(storable_json({text: [text, 1, None]}), ensure_ascii=False).encode()
