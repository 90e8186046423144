"""Clients as they are: in a hurry, vague, changing their minds, asking back, leaving and coming back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialogs.conversations import hold
from tests.dialogs.test_hiring import LU, NEED
from tests.world import Speaker, World

READY = "Press Find people when it is right"
PAY, WHEN, RIGHTS = "What is your budget?", "When do you need it?", "What do you want to be able to do with the work?"


async def test_in_a_hurry_short_answers_and_a_shrug_are_enough(ann: Speaker):
    await hold(
        ann,
        ("hey", "What do you need"),
        ("just get me someone who does logos", PAY, "Skills: Logo Design"),
        ("cheap", "Please give an amount", PAY),
        ("like 100", "Budget: 100 USD", WHEN),
        ("asap", "Time: as soon as possible", RIGHTS),
        ("whatever", READY),
        ("ok do it", "Job 1 is open"),
    )


async def test_no_more_questions_skips_the_rest_and_go_posts(ann: Speaker):
    await hold(
        ann,
        ("need a website", PAY),
        ("no more questions, please", READY, "Missing: budget, time, rights"),
        ("find people", "Job 1 is open"),
    )


@pytest.mark.parametrize(
    "shrug", ["skip", "no", "idk", "whatever", "next", "you decide", "not sure yet", "i don't care", "negotiable"]
)
async def test_every_way_of_not_answering_skips_an_optional_question(ann: Speaker, shrug: str):
    await hold(ann, ("I need a logo", PAY), (shrug, WHEN), (shrug, RIGHTS), (shrug, READY))


async def test_questions_in_the_middle_are_answered_and_never_taken_for_answers(ann: Speaker):
    await hold(
        ann,
        ("I need a logo", PAY),
        ("how long does it take?", "A brief takes a minute", PAY, "not: Please give"),
        ("who are you", "I am Fairlance, a bot", PAY),
        ("is it free?", "I cost nothing", PAY),
        ("why do you ask?", "People see what it pays before they answer", "You can skip it", PAY),
        ("how much does a logo cost?", "Too little Logo Design was paid here so far", PAY),
        ("what colour is the sky on mars?", PAY, "not: Budget:"),
        ("200", "Budget: 200 USD", WHEN),
        ("why?", "I ask people who are free by then", WHEN),
        ("is friday ok?", "Time: by 27 November 2026", RIGHTS),
        ("what do you mean", "what the contract says about who owns the work", RIGHTS),
        ("own it", "you own everything", READY),
    )


async def test_the_first_question_is_not_answered_by_a_question_a_number_or_a_shrug(ann: Speaker):
    await ann.command("start")
    await hold(
        ann,
        ("> Hire somebody", "What do you need?"),
        ("who is this?", "I am Fairlance", "What do you need?"),
        ("hmm idk", "few words", "What do you need?"),
        ("200", "few words", "What do you need?"),
        ("a logo", "[Logo]", PAY),
    )


async def test_an_empty_need_is_replaced_by_the_real_one(ann: Speaker):
    await hold(
        ann,
        ("i need help with something", "What kind of work is it?"),
        (
            "I need a website by yesterday, budget a lot",
            "Handed over: website",
            "Skills: Web Development",
            "passed already",
            WHEN,
            "not: omething",
        ),
        ("1500 usd", "Budget: 1,500 USD", WHEN),
        ("by yesterday", "passed already", WHEN),
        ("in two months", "Time: by 23 January 2027", RIGHTS),
    )


async def test_changing_ones_mind_again_and_again(ann: Speaker):
    await hold(
        ann,
        ("I need a logo, 300 USD, by Friday, must own everything", READY),
        ("no wait, 500", "Budget: 500 USD", READY),
        ("actually euros", "Budget: 500 EUR"),
        ("and a banner too", "Handed over: logo, banner", "Logo Design, Banner Design"),
        ("hmm make it two logos", "2 × logo"),
        ("actually I don't need the banner, I need a website", "not: anner", "logo, website", "Web Development"),
        ("two weeks later", "by 11 December 2026"),
        ("I changed my mind, a poster instead", "Handed over: poster", "not: Logo Design"),
        ("looks good", "Job 1 is open"),
    )


async def test_what_does_not_change_a_line_is_kept_in_the_clients_own_words(ann: Speaker):
    await hold(
        ann,
        (NEED, READY),
        ("the bakery is in the old town and has a blue door", "added that to your own words", READY),
        ("what?", "I did not see what to change", READY),
        ("> Find people", "the bakery is in the old town and has a blue door"),
    )


async def test_an_answer_to_another_question_is_taken_for_that_one(ann: Speaker):
    await hold(
        ann,
        ("I need a logo", PAY),
        ("I want to own everything", "you own everything", PAY),
        ("by 20 December, 300 USD", "Budget: 300 USD", "by 20 December 2026", READY),
    )


async def test_leaving_in_the_middle_and_coming_back_two_days_later(world: World, ann: Speaker):
    await hold(
        ann,
        ("I need a video editor for 5 reels, 400 usd", WHEN),
        ("/jobs", "You have no jobs yet", "Back to your draft"),
    )
    world.clock.advance(timedelta(days=2))
    await hold(
        ann,
        ("hi", "Back to your draft", WHEN, "not: What do you need"),
        ("in two weeks", "by 9 December 2026", RIGHTS),
        ("thanks", "You are welcome", RIGHTS),
        ("> Own everything", READY),
    )


async def test_an_unpaid_trial_gets_one_remark_and_only_once(ann: Speaker):
    await hold(
        ann,
        ("looking for a writer, unpaid trial article first, if good more work", PAY),
        ("skip", WHEN),
        ("skip", RIGHTS),
        ("skip", "Work here is paid, also a first test", READY),
        ("make it 100 usd", "Budget: 100 USD", "not: Work here is paid"),
    )


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("Ich brauche ein Logo für meine Bäckerei", "Englisch"),
        ("necesito un logo para mi tienda de ropa", "inglés"),
        ("J'ai besoin d'un logo pour ma boulangerie", "anglais"),
        ("Мне нужен логотип для пекарни", "по-английски"),
    ],
)
async def test_another_language_is_told_in_that_language_what_still_works(ann: Speaker, said: str, answered: str):
    await hold(
        ann, (said, answered, "/hire", "<Hire somebody>"), ("> Hire somebody", "What do you need?"), (said, said[1:])
    )


async def test_a_long_pasted_post_asks_only_for_what_it_does_not_say(ann: Speaker):
    post = (
        "Hi all! 👋\n\nWe're a small NGO in Nairobi 🇰🇪 looking for a **front-end developer** to build a landing page.\n\n"
        "- 1 page, responsive\n- contact form\n- React or plain HTML, we don't mind\n\nBudget: USD 600-900 (fixed)\n"
        "Timeline: must be live by 15 January 2027\n\nNo AI generated code please.\n\nThanks a lot!! 🙏"
    )
    await hold(
        ann,
        (post, "Budget: 600 to 900 USD", "by 15 January 2027", "AI: no AI", "Front-End Development", RIGHTS),
        ("looks good", READY),
        ("make it 1000 max", "Budget: up to 1,000 USD"),
        ("go ahead", "Job 1 is open", "contact form"),
    )


async def test_the_list_is_talked_about_in_words(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await hold(
        ann,
        (NEED, READY),
        ("find people", "Job 1 is open", "<Invite 1>"),
        ("who are they?", "The first look is blind"),
        ("why these?", "1 of 1 people here were considered"),
        ("price matters less", "Price now counts less"),
        ("/tilt price less", "Price now counts less"),
        ("more", "That was everybody who fits"),
        ("any news?", "Nobody has been asked yet"),
        ("invite number 3", "You have seen 1 person for job 1 so far"),
        ("invite the first one", "Invited: 1."),
        ("any news?", "has not answered yet"),
    )
    assert "A client would like you to do this" in await lu.letters()


async def test_a_lone_question_does_not_trap_anybody(world: World, ann: Speaker):
    await world.freelancer("lu", LU)
    await hold(
        ann,
        (NEED,),
        ("find people", "<Invite 1>"),
        ("/tilt", "What should count more or less?"),
        ("invite 1", "Invited: 1.", "not: count more"),
        ("/quiet", "When should I be quiet?"),
        ("any news?", "has not answered yet", "not: quiet"),
    )


async def test_words_where_a_button_is_shown_and_buttons_of_yesterday(ann: Speaker):
    await hold(
        ann,
        (NEED, READY),
        ("where is the button", READY),
        ("cancel", "Cancelled"),
        ("> Find people", "done already"),
        ("find people", "not: went wrong"),
    )


async def test_a_client_who_is_rude_gets_a_person_and_keeps_the_draft(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    await hold(
        ann,
        ("I need a logo", PAY),
        ("this is useless, I want to talk to a human", "<Tell a moderator>"),
        ("> Tell a moderator", "A moderator of", PAY),
        ("I want a person", "<Tell a moderator>"),
        ("100 dollars", "Budget: 100 USD", WHEN, "not: moderator"),
    )
    assert "this is useless" in await mo.letters()
