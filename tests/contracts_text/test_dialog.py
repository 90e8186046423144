"""A contract from the button to the rights record, as two people see it."""

from __future__ import annotations

from tests.world import Speaker


async def drafted(ann: Speaker) -> str:
    """Ann answers what a contract never guesses."""
    await ann.press("Draft contract")
    for words in ("Spain", "skip", "Ann Baker S.L."):
        await ann.say(words)
    return await ann.say("Calle Mayor 1, 28013 Madrid")


async def test_a_contract_asks_for_names_and_places_one_at_a_time_and_comes_as_pdf_and_docx(ann: Speaker):
    dialog = [
        (await ann.press("Draft contract"), "Where do you live or run your business"),
        (await ann.say("Spain"), "Whose law shall the contract follow?"),
        (await ann.say("skip"), "full legal name"),
        (await ann.say("Ann Baker S.L."), "postal address"),
    ]
    for answer, question in dialog:
        assert question in answer
    answer = await ann.say("Calle Mayor 1, 28013 Madrid")
    for words in ("contract-1-v1.pdf", "contract-1-v1.docx", "<Accept>", "not legal advice", "TRLPI"):
        assert words in answer


async def test_both_sides_accept_the_same_version_and_payment_hands_over_the_rights_record(ann: Speaker, lu: Speaker):
    await drafted(ann)
    assert "had the contract drafted" in await lu.letters()
    assert "needs your details" in await lu.press("Accept")
    for words in ("Portugal", "Lu Lima"):
        await lu.say(words)
    assert "Your details are in" in await lu.say("Rua Augusta 5, Lisboa")
    assert "has not answered yet" in await lu.press("Accept")
    letter = await ann.letters()
    assert "The other side" in letter and "Lu Lima" in letter
    assert "is accepted by both sides" in await ann.press("Accept")
    assert "You both accepted" in await lu.letters()
    assert "I ask the freelancer to confirm" in await ann.press("It is paid")
    assert "Has the money arrived?" in await lu.letters()
    record = await lu.press("Yes, it arrived")
    assert "The client owns the rights in the whole work since 23 November 2026, by payment, under clause 11" in record
    assert "is recorded" in await ann.letters()
    assert "under clause 11" in await ann.press("Rights record")
