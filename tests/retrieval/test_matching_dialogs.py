"""Matching as people meet it: a freelancer asks why, a client tilts, a moderator audits and changes weights."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.money import Pay, PayUnit
from bot.domain.people import DeclaredGroup, Person, Publishing
from bot.domain.profile import Profile, SkillClaim
from bot.services.people import HOME_ID
from tests.dialogs.test_hiring import NEED
from tests.world import Speaker, World, open_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path) as opened:
        yield opened


async def freelancers(world: World, count: int) -> None:
    """Designers at rising rates, straight into the database."""
    await world.somebody("ann").say("hello")  # the first word opens the home community
    now = world.clock.now()
    async with world.house.storage.begin() as uow:
        home = (await uow.communities.all())[0]
        for number in range(count):
            person = await uow.people.add(Person(name=f"Designer {number}", created_at=now))
            rate = Pay(low=4_000 + 100 * number, high=4_000 + 100 * number, currency="USD", unit=PayUnit.HOUR)
            skills = (SkillClaim(name="Logo Design"), SkillClaim(name="Brand Identity"))
            profile = Profile(
                person_id=person.id, skills=skills, rate=rate, communities=(home.id,), created_at=now, updated_at=now
            )
            await uow.profiles.add(profile)
    await world.house.index.rebuild(world.house.storage)


async def hire(ann: Speaker) -> str:
    await ann.say(NEED)
    return await ann.press("Find people")


async def test_somebody_who_was_not_shown_learns_where_they_stand_and_what_would_help(world: World):
    await freelancers(world, 8)
    ann = world.somebody("ann")
    await ann.say("hello")
    lu = await world.freelancer("lu", "I am a copywriter, 8 years, 45 USD an hour, I write blog posts")
    await hire(ann)
    answer = await lu.command("why", number="1")
    assert "you are number 9 of 9" in answer
    assert "Skills: " in answer and "last on the first page: " in answer
    assert "Designer" not in answer
    assert "you would be number" in answer or "No single change" in answer
    await lu.command("pause")
    await lu.press("No")
    answer = await lu.command("why", number="1")
    assert "not considered" in answer and "not open to work" in answer
    assert "no gig 77" in await lu.command("why", number="77")
    assert "no profile" in await world.somebody("eve").command("why", number="1")


async def test_a_moderator_audits_with_a_table_a_chart_and_a_file(world: World):
    await freelancers(world, 12)
    ann, mo = world.somebody("ann"), await world.moderator("mo", publishing=Publishing.AT_ONCE)
    card = await ann.command("howitworks")
    assert "Everybody within the limits in a community of up to 400" in card
    assert "all-MiniLM-L6-v2" in card and "skills 40%" in card and "within 10% of the fifth" in card
    assert "0 outcomes so far" in await mo.command("learned")
    assert "nothing to audit yet" in await mo.command("audit", subject="matching")
    await hire(ann)
    answer = await mo.command("audit", subject="matching")
    assert "newcomer: 0 to 2 reviews: 12 people, considered 12, shown 5 (100% of places)" in answer
    assert "Newcomers had 100% of the first five places in the one list" in answer
    assert "Newcomers had 100% of the first five places" in await ann.command("howitworks")
    assert "(audit.png)" in answer and "(audit.csv)" in answer
    assert mo.replies[0].files[0].content.startswith(b"\x89PNG")
    assert "Only moderators" in await ann.command("audit", subject="matching")
    await ann.command("jobs")
    await ann.press("Job 1")
    await ann.press("Find people")
    answer = await mo.command("audit", subject="matching")
    assert "2 rankings for 1 gig in the last 180 days" in answer and "considered 24, shown 10" in answer


async def test_the_audit_counts_what_people_declared_of_themselves_in_groups_of_ten(world: World):
    await freelancers(world, 12)
    mo = await world.moderator("mo", publishing=Publishing.AT_ONCE)
    await hire(world.somebody("ann"))
    await declare(world, "woman")
    assert "gender, declared: woman: 12 people, considered 12, shown 5" in await mo.command("audit", subject="matching")
    await declare(world, "two-spirit", people=9)
    assert "two-spirit" not in await mo.command("audit", subject="matching")


async def test_the_audit_knows_the_groups_of_people_far_down_a_list(world: World):
    await freelancers(world, 30)
    mo = await world.moderator("mo", publishing=Publishing.AT_ONCE)
    await hire(world.somebody("ann"))
    answer = await mo.command("audit", subject="matching")
    assert "newcomer: 0 to 2 reviews: 30 people, considered 30, shown 5" in answer
    assert "time zone: UTC-3 to UTC+3: 30 people" in answer
    assert "newcomer: not stated" not in answer and "No group is below" in answer


async def declare(world: World, word: str, people: int = 12) -> None:
    """Designers who said this of themselves."""
    async with world.house.storage.begin() as uow:
        for profile in (await uow.profiles.in_community(HOME_ID))[:people]:
            group = DeclaredGroup(
                person_id=profile.person_id, dimension="gender", word=word, created_at=world.clock.now()
            )
            await uow.people.declare(group)


async def test_weights_change_only_by_a_moderator_who_saw_both_orders(world: World):
    await freelancers(world, 6)
    ann, mo = world.somebody("ann"), await world.moderator("mo", publishing=Publishing.AT_ONCE)
    mia = await world.moderator("mia", publishing=Publishing.AT_ONCE)
    await hire(ann)
    preview = await mo.command("weights", part="price", percent="30")
    assert "Nothing has changed yet" in preview and "Newcomers among them" in preview
    assert "Published as published-2: skills 31%" in await mo.press("Publish these weights")
    assert "Another moderator changed the weights" in await mia.letters()
    assert "published-2" in await mo.command("weights")
    assert "Only moderators" in await ann.press_action(mo.button("Publish these weights"))
    assert "changed since you looked" in await mo.press_action("publish_weights:price:40:published-1")
    assert "Mo: published-2" in await mo.command("weights")
    assert "Changed by moderators" in await ann.command("howitworks")


async def test_the_place_kept_for_newcomers_is_set_by_moderators_who_saw_what_it_does(world: World):
    await freelancers(world, 6)
    ann, mo = world.somebody("ann"), await world.moderator("mo", publishing=Publishing.AT_ONCE)
    mia = await world.moderator("mia", publishing=Publishing.AT_ONCE)
    await hire(ann)
    assert "within 10% of the fifth place" in await mo.command("fair_places")
    looked = await mo.command("fair_places", rest="newcomers 5")
    assert "in 1 of the latest 1 lists, and would be in 1. Nothing has changed yet" in looked
    assert "within 5% of the fifth place" in await mo.press("Set it")
    assert "within 5% of the fifth place" in await ann.command("howitworks")
    assert "Another moderator changed how lists are ordered" in await mia.letters()
    assert "0 to 5 percent" in await mo.say("set the turns to 40 %")
    assert "Only moderators" in await ann.command("fair_places")


async def test_more_goes_on_to_the_last_one_and_each_is_told_in_words(world: World):
    await freelancers(world, 17)
    ann = world.somebody("ann")
    await ann.say("hello")
    answers = [await hire(ann)] + [await ann.press("More") for _ in range(3)]
    assert [answer.count("Look at") for answer in answers] == [5, 5, 5, 2]
    assert all("Names both skills" in answer for answer in answers)
    assert "16. " in answers[-1] and "17. " in answers[-1]
    assert all(button.label != "More" for button in ann.replies[-1].buttons)


async def test_somebody_beyond_two_limits_is_not_brought_in_by_loosening_one(world: World):
    await world.freelancer("fay", "I am a logo designer, 90 USD an hour, nothing below 80 USD an hour. I speak German.")
    ann = world.somebody("ann")
    await ann.say("I need a logo designer, 40 USD an hour, must speak French because the client only speaks French")
    await ann.press("Skip")
    await ann.press("Skip")
    answer = await ann.press("Find people")
    assert "1: their lowest rate is above your budget" in answer
    assert "Loosening one limit alone would bring nobody in; two together may." in answer and "<Find people>" in answer
    await ann.press("Change the brief")
    await ann.say("make it 100 dollars an hour")
    assert "Without the language, 1 more person could be considered." in await ann.press("Find people")
    assert "I also speak French" in await world.somebody("fay").command("why", number="1")


async def test_a_client_with_invitations_out_hears_where_they_stand_and_what_comes_next(world: World):
    await freelancers(world, 6)
    ann = world.somebody("ann")
    await ann.say("hello")
    await hire(ann)
    assert "Nobody has been asked yet" in await ann.say("and now?")
    await ann.say("invite 3 and 1")
    assert "(open, 2 invited)" in await ann.command("jobs")
    for answer in (await ann.command("offers"), await ann.say("what happens next?")):
        assert answer.index("Number 1 of your list is invited") < answer.index("Number 3 of your list is invited")
    assert "I tell you as soon as somebody answers" in answer
