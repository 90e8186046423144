"""The one remark on a vague or unrealistic brief, the price that no longer counts, and why the list has no names."""

from __future__ import annotations

from bot.domain.brief import Brief, SkillWish
from bot.domain.job import JobStatus
from bot.domain.money import Pay
from bot.domain.proposal import ProposalStatus, Terms
from bot.services.people import HOME_ID
from tests import entities
from tests.dialogs.conversations import hold
from tests.world import Speaker, World


async def test_a_budget_far_below_what_such_gigs_cost_here_is_told_with_the_numbers(world: World, ann: Speaker):
    await ann.command("start")
    client, bob = (await ann.person()).id, await world.freelancer("bob", "I design logos, $40 an hour")
    freelancer = (await bob.person()).id
    async with world.house.storage.begin() as uow:
        for price in (300_00, 350_00, 400_00, 400_00, 500_00, 600_00):
            done = entities.job(client, HOME_ID)
            brief = Brief(title="Logo", description="A logo", skills=(SkillWish(name="Logo Design"),))
            done = await uow.jobs.add(done.model_copy(update={"status": JobStatus.DONE, "brief": brief}))
            terms = Terms(pay=Pay(low=price, high=price, currency="USD"))
            agreed = {"status": ProposalStatus.AGREED, "terms": terms}
            await uow.proposals.add(entities.proposal(done, freelancer).model_copy(update=agreed))
    await hold(
        ann,
        (
            "I need a logo for my bakery, 50 usd, by friday, own everything",
            "Your budget is 50 USD. The last 6 gigs like this here were paid about 400 USD.",
        ),
        ("make it 380", "Budget: 380 USD", "not: The last 6 gigs"),
    )


async def test_unpaid_trial_work_is_answered_kindly(ann: Speaker):
    await hold(
        ann,
        ("I need a logo, first an unpaid trial, then 200 usd, by friday", "What do you want to be able to do"),
        ("own it", "Work here is paid, also a first test", "<Find people>"),
    )


async def test_a_brief_that_names_nothing_gets_a_question(ann: Speaker):
    await hold(
        ann,
        ("I need somebody reliable, 200 usd, by friday, own everything", "What kind of work is it?"),
        ("> Skip", "It is not clear yet what you want to hold in your hands", "<Find people>"),
    )


async def test_own_words_say_that_their_price_no_longer_counts(ann: Speaker):
    await hold(
        ann,
        ("I need a logo for 300 usd, by friday, just use it", "Budget: 300 USD"),
        ("make it 350", "Budget: 350 USD"),
        ("> Find people", "(Changed later: the budget is 350 USD.)"),
    )


async def test_why_the_list_has_no_names(world: World, ann: Speaker):
    await world.freelancer("bob", "I design logos, $40 an hour")
    await hold(
        ann,
        ("I need a logo for 300 usd, by friday, just use it", "Press Find people"),
        ("> Find people", "<Invite 1>"),
        ("can i see who they are?", "The first look is blind", "Invite"),
    )
