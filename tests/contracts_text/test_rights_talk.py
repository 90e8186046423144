"""Talking about rights: going on from a question, reading on, other languages, questions that name no rights."""

from __future__ import annotations

import pytest

from bot.services.law_cues import asks_on_law
from bot.services.law_talk import Asked, asked, goes_on, gone_on
from tests.world import World


async def test_a_question_goes_on_with_another_place_and_another_subject(world: World):
    zoe = world.somebody("zoe")
    await zoe.command("start")
    first = await zoe.say("who owns the logo if I never signed anything? I'm in Spain, the client in Texas")
    assert first.startswith("Spain: ") and "The United States: " in first
    austria = await zoe.say("and if I'm in Austria?")
    assert "The law of Austria is not in my fact base" in austria and "The United States: " in austria
    assert "Spain: " not in austria
    fonts = await zoe.say("and the fonts?")
    assert "fonts, stock pictures" in fonts
    assert "Kenya: by default the client" in await zoe.say("and who owns the logo if the client is in Kenya?")


async def test_more_shows_the_notes_behind_the_last_answer_and_an_older_button_says_so(world: World):
    zoe = world.somebody("zoe")
    await zoe.command("start")
    await zoe.say("Does the client own my code when they have paid? I am in India")
    old = zoe.button("More")
    more = await zoe.press("More")
    assert more.startswith("My notes on it, as of 22 November 2026")
    assert "s.17(b)" in more and more.endswith("General information, not legal advice.")
    await zoe.say("Does the client own my code when they have paid? I am in France")
    assert "an earlier question" in await zoe.press_action(old)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("¿A quién pertenece el logo si no firmé nada? Estoy en España", "inglés"),
        ("Wem gehört das Logo, wenn ich nichts unterschrieben habe?", "Englisch"),
        ("À qui appartiennent les droits d'auteur du logo si je n'ai rien signé ?", "anglais"),
    ],
)
async def test_a_question_on_rights_in_another_language_is_told_so_in_that_language(
    world: World, question: str, words: str
):
    zoe = world.somebody("zoe")
    await zoe.command("start")
    assert words in await zoe.say(question)


async def test_a_question_on_pay_is_a_question_on_the_law_of_the_place(world: World):
    zoe = world.somebody("zoe")
    await zoe.command("start")
    assert "EUR 40" in await zoe.say("client hasnt paid for 3 months, im in germany")
    assert "French Commercial Code" in await zoe.say("and in france?")


def test_a_place_alone_and_a_subject_after_and_go_on_but_a_wish_does_not():
    for words in ("and if I'm in Austria?", "Spain and Texas", "what about the fonts?", "in Japan?", "and a photo?"):
        assert goes_on(words), words
    for words in ("and invite 2", "thanks", "I need a logo by Friday", "show me my gigs", "and make it 900"):
        assert not goes_on(words), words


def test_the_side_that_is_spoken_of_gets_the_new_place():
    before = asked("who owns the logo? The client is in Texas, I'm in Spain")
    assert before.places == ("ES", "US")
    assert gone_on(before, "and if I'm in Italy?").places == ("IT", "US")
    assert gone_on(before, "and if the client is in Kenya?").places == ("ES", "KE")
    assert gone_on(before, "and in Japan?").places == ("JP",)
    assert gone_on(Asked("who owns it?", ()), "Spain and Texas").places == ("ES", "US")
    assert gone_on(before, "and for a photo?").question.endswith("photo?")


def test_hiring_is_never_taken_for_a_question_on_the_law():
    for words in (
        "I need a logo, I'm in Germany, budget 300 EUR, not paid before delivery",
        "Looking for a writer in Spain, unpaid test not required",
    ):
        assert not asks_on_law(words)
    assert asks_on_law("my client in Spain never paid me") and asks_on_law(
        "they want unlimited revisions, is that normal"
    )


async def test_what_is_usual_is_told_to_somebody_who_has_no_contract(world: World):
    zoe = world.somebody("zoe")
    await zoe.command("start")
    assert (await zoe.say("whats a kill fee usually")).startswith("A kill fee is what the client pays")
    assert "two rounds" in await zoe.say("how many revisions are normal?")


async def test_that_nobody_paid_goes_on_from_a_question_on_rights(world: World):
    zoe = world.somebody("zoe")
    await zoe.command("start")
    await zoe.say("im a dev in milan, made an app for a startup. is the code mine?")
    unpaid = await zoe.say("and if he never paid?")
    assert unpaid.startswith("Italy: the freelancer owns") and "Legge 81/2017" in unpaid
    assert "EU late payment directive" in await zoe.say("and in austria?")
    await zoe.say("and in Berlin?")
    assert (await zoe.say("can they change it?")).startswith("Germany: credit and protection against distortion")


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("do I need a written contract for a 300 dollar job in Seattle", "below the threshold"),
        ("do i need a contract in LA for $700 gig", "Los Angeles Freelance Worker Protections Ordinance: yes"),
        ("client in LA wants work for hire contract, im an individual in san francisco", "3351.5(c)"),
        ("columbus ohio freelance law what does it say", "Columbus, Ohio"),
        ("can i show my work in portfolio if i signed an nda?", "portfolio right"),
        ("can a client in Rome change the contract on his own?", "Italy"),
        ("paris client 75 days payment", "French Commercial Code"),
        ("what if we only agreed by phone? I'm in Lagos", "Nigeria"),
        ("Illinois client's contract: net 60.", "does not comply"),
        ("French freelance developer, contract silent; client cites the software rule.", "L113-9"),
        ("is net 90 fair", "14 days from the invoice"),
    ],
)
async def test_cases_and_sloppy_questions_are_heard_as_questions_on_the_law(world: World, said: str, holds: str):
    zoe = world.somebody("zoe")
    await zoe.command("start")
    assert holds in await zoe.say(said)
