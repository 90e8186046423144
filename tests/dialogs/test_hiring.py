"""From a need in plain words to people, invitations and agreement."""

from __future__ import annotations

import pytest

from tests.world import Speaker, World

NEED = "I need a logo and a small brand kit for my vegan bakery, around 800 USD, in three weeks, must own everything"
LU = (
    "I'm an illustrator and logo designer in Lisbon, 8 years, 45 €/h, 20 h a week from December. "
    "Skills: logo design, branding, illustration. My work: Bakery identity https://lu.example.com/bakery"
)
BO = "Brand designer, logo design and packaging, 60 USD an hour, 30 hours a week, available now"


@pytest.fixture
async def lu(world: World) -> Speaker:
    return await world.freelancer("lu", LU)


@pytest.fixture
async def bo(world: World) -> Speaker:
    return await world.freelancer("bo", BO)


async def test_one_sentence_fills_the_whole_brief(ann: Speaker):
    answer = await ann.say(NEED)
    for line in (
        "Budget: around 800 USD",
        "Time: by 14 December 2026",
        "Rights: you own everything once it is paid",
        "<Find people>",
    ):
        assert line in answer
    assert "ogo" in answer.split("Handed over:")[1].splitlines()[0]


async def test_the_first_message_says_that_this_is_a_bot_what_it_reads_and_what_it_stores(ann: Speaker):
    answer = await ann.say("hello")
    assert "I am Fairlance, a bot" in answer and "I read only" in answer and "I store" in answer
    assert "I am Fairlance" not in await ann.say("hello")


async def test_what_is_missing_is_asked_one_question_at_a_time_and_a_bad_answer_is_asked_again(ann: Speaker):
    dialog = [
        ("I need a logo", "What is your budget?"),
        ("a lot", "Please give an amount, for example 150 USD.\nWhat is your budget?"),
        ("150 dollars", "When do you need it?"),
        ("by yesterday", "When do you need it?"),
        ("in two weeks", "What do you want to be able to do with the work?"),
    ]
    for said, answered in dialog:
        assert answered in await ann.say(said)
    assert "<Find people>" in await ann.press("Own everything")


async def test_words_change_the_draft(ann: Speaker):
    await ann.say(NEED)
    assert "Budget: 900 USD" in await ann.say("make it 900")
    assert "by 20 December 2026" in await ann.say("by 20 December")
    answer = await ann.say("drop the brand kit")
    assert "brand kit" not in answer.split("Handed over:")[1].splitlines()[0]


async def test_a_button_of_an_older_draft_shows_the_draft_of_now_instead_of_posting_it(ann: Speaker):
    await ann.say(NEED)
    old = ann.button("Find people")
    await ann.say("make it 900")
    answer = await ann.press_action(old)
    assert "Budget: 900 USD" in answer and "<Find people>" in answer
    assert "no jobs yet" in await ann.command("jobs")


async def test_the_shortlist_is_blind_and_its_parts_add_up(ann: Speaker, lu: Speaker, bo: Speaker):
    await ann.say(NEED)
    answer = await ann.press("Find people")
    assert "Job 1 is open" in answer and "<Invite 1> <Invite 2>" in answer
    for secret in ("Lu", "Bo", "Lisbon", "lu.example.com"):
        assert secret not in answer.split("[For job 1")[1]
    for line in answer.splitlines():
        if line.startswith("Score "):
            total, parts = line.removeprefix("Score ").split(" = ")
            assert int(total) == sum(int(part.rsplit(" ", 1)[1]) for part in parts.split(" + "))
    why = await ann.press("Why these?")
    assert "2 of 2 people here were considered" in why and "Weights" in why


async def test_an_invitation_is_accepted_and_only_then_both_learn_their_names(ann: Speaker, lu: Speaker):
    await ann.say(NEED)
    await ann.press("Find people")
    assert "Invited: 1." in await ann.press("Invite 1")
    letter = await lu.letters()
    assert "A client would like you to do this" in letter and "Ann" not in letter
    answer = await lu.press("Accept")
    assert "With: Ann" in answer and "<Draft contract>" in answer
    letter = await ann.letters()
    assert "You both agree" in letter and "With: Lu" in letter


async def test_declining_costs_nothing_and_the_client_is_told(ann: Speaker, lu: Speaker):
    await ann.say(NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")
    assert "costs you nothing" in await lu.press("Decline")
    assert "declined" in await ann.letters()
    assert "1: declined this job" in await ann.press("Find people")


async def test_a_counter_offer_goes_back_and_forth_until_both_agree(ann: Speaker, lu: Speaker):
    await ann.say(NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")
    question = await lu.press("Other terms")
    assert "What is your price?" in question
    assert "By when?" in await lu.say("950 USD")
    assert "A word to them?" in await lu.say("18 December")
    assert "950 USD, by 18 December 2026" in await lu.say("I need a little more time")
    letter = await ann.letters()
    assert "950 USD, by 18 December 2026" in letter and "I need a little more time" in letter
    assert "around 800 USD" in letter
    answer = await ann.press("Accept")
    assert "950 USD" in answer and "With: Lu" in answer
    assert "You both agree" in await lu.letters()


async def test_a_filled_in_form_answers_an_offer_in_one_go(ann: Speaker, lu: Speaker):
    await ann.say(NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")
    await lu.letters()
    answer = await lu.form(lu.button("Other terms"), pay="900", deadline="", note="")
    assert "Sent: 900" in answer


async def test_an_offer_that_was_answered_by_a_newer_one_cannot_be_accepted_by_its_old_button(
    ann: Speaker, lu: Speaker
):
    await ann.say(NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")
    await lu.letters()
    old = lu.button("Accept")
    await lu.form(lu.button("Other terms"), pay="950", deadline="", note="")
    assert "You made the latest offer" in await lu.press_action(old)
    await ann.letters()
    await ann.form(ann.button("Other terms"), pay="920", deadline="", note="")
    assert "newer offer" in await lu.press_action(old)


async def test_pressing_twice_agrees_once(ann: Speaker, lu: Speaker):
    await ann.say(NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")
    await lu.press("Accept")
    assert "You both agree" in await lu.press("Accept")
    letter = await ann.letters()
    assert letter.count("You both agree") == 1


async def test_somebody_elses_button_does_nothing(world: World, ann: Speaker, lu: Speaker):
    await ann.say(NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")
    await lu.letters()
    eve = world.somebody("eve")
    assert "cannot find that offer among yours" in await eve.press_action(lu.button("Accept"))
    assert "cannot find that job among yours" in await eve.press_action(ann.button("Why these?"))
    assert "cannot find that job among yours" in await eve.press_action(ann.button("Invite 1"))


async def test_when_one_is_taken_the_others_hear_it(ann: Speaker, lu: Speaker, bo: Speaker):
    await ann.say(NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")
    await ann.press("Invite 2")
    await lu.press("Accept")
    assert "went to somebody else" in await bo.letters()
    assert "already taken" in await bo.press("Accept") or "closed" in await bo.press("Accept")


async def test_a_cancelled_job_is_told_to_those_who_were_asked(ann: Speaker, lu: Speaker):
    await ann.say(NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")
    await lu.letters()
    assert "Cancel job 1" in await ann.say("cancel my job")
    assert "Job 1 is cancelled" in await ann.press("Yes, cancel it")
    assert "called off" in await lu.letters()
    assert "closed" in await lu.press("Accept")


async def test_a_posted_job_is_changed_in_words(ann: Speaker, lu: Speaker):
    await ann.say(NEED)
    await ann.press("Find people")
    assert "<Find people>" in await ann.press("Change the brief")
    assert "Budget: 1,200 USD" in await ann.say("make it 1200")
    assert "Job 1 is changed" in await ann.press("Find people")
    assert "Budget: 1,200 USD" in await ann.press_action(f"job:{ann.button('Invite 1').split(':')[1]}")


async def test_nobody_fits_says_which_limit_excluded_how_many(world: World, ann: Speaker):
    await world.freelancer("ed", "I'm a logo designer, 100 EUR an hour, nothing below 90 EUR an hour, 20 hours a week")
    await ann.say("I need a logo, 20 USD an hour, in three weeks, must own everything")
    answer = await ann.press("Find people")
    assert "The one person here does not fit" in answer and "above your budget (20 USD an hour)" in answer
    assert "With a budget of" in answer and "1 more person could be considered" in answer


async def test_an_empty_community_says_so(ann: Speaker):
    await ann.say(NEED)
    assert "no freelancers in this community yet" in await ann.press("Find people")
