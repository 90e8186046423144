"""The details that a contract never guesses: wrong ones are noticed, asked again, and can be corrected."""

from __future__ import annotations

import pytest

from tests.dialogs.test_hiring import LU
from tests.world import Speaker, World


async def _asked_for_details(world: World) -> Speaker:
    """Ann, asked for the place she works in."""
    ann, lu = world.somebody("ann"), await world.freelancer("lu", LU)
    await ann.command("hire", "Logo for a bakery, 800 USD, by 20 June 2027, I must own everything")
    await ann.press("Find people")
    await ann.press("Invite 1")
    await lu.letters()
    await lu.press("Accept")
    await ann.letters()
    await ann.press("Draft contract")
    return ann


async def test_an_answer_to_another_question_is_not_taken(world: World):
    ann = await _asked_for_details(world)
    dialog = [
        ("transfer of everything", "I know no country in that"),
        ("Fraance", "I know no country in that"),
        ("in France", "Whose law shall the contract follow?"),
        ("where the freelancer is", "I know no country in that"),
        ("skip", "full legal name"),
        ("Spain", "does not look like a name"),
        ("german law", "does not look like a name"),
        ("Boulangerie Martin SARL", "postal address"),
        ("Lyon", "does not look like an address"),
        ("12 rue de la Paix, Lyon", "phone number or e-mail"),
        ("german law", "neither a phone number nor an e-mail"),
        ("martin@example.org", "You stand in it as Boulangerie Martin SARL, 12 rue de la Paix, Lyon."),
    ]
    for said, answered in dialog:
        assert answered in await ann.say(said), said


@pytest.mark.parametrize("place", ["Mexico", "switzerland", "Côte d’Ivoire"])
async def test_a_country_outside_the_fact_base_gets_general_rules_and_is_told_so(world: World, place: str):
    ann = await _asked_for_details(world)
    await ann.say(place)
    await ann.say("skip")
    await ann.say("Ann Example")
    await ann.say("1 Main Street, Town")
    said = await ann.say("skip")
    assert "is not in my fact base, so I used general rules" in said


async def test_a_mistake_in_the_name_is_mended_in_a_new_version(world: World):
    ann = await _asked_for_details(world)
    for answer in ("Spain", "skip", "Ann Exampel", "1 Main Street, Town"):
        await ann.say(answer)
    await ann.say("skip")
    assert "Let us write your details anew" in await ann.press("My name and address")
    for answer in ("Spain", "Ann Example", "1 Main Street, Town"):
        await ann.say(answer)
    said = await ann.say("skip")
    assert "version 2" in said and "You stand in it as Ann Example, 1 Main Street, Town." in said
