"""The main job, whole: a need in plain words becomes people, a signed contract, and rights that pass with payment."""

from __future__ import annotations

from bot.messages import File
from tests.dialogs.test_hiring import LU, NEED
from tests.world import Speaker, World


async def _details(speaker: Speaker, place: str, name: str, address: str) -> str:
    """Answer what a contract asks for, and skip what may be skipped."""
    answer = ""
    for _ in range(10):
        question = speaker.replies[-1].text
        if "Where do you live" in question:
            answer = await speaker.say(place)
        elif "legal name" in question:
            answer = await speaker.say(name)
        elif "postal address" in question:
            answer = await speaker.say(address)
        elif any(button.label == "Skip" for button in speaker.replies[-1].buttons):
            answer = await speaker.press("Skip")
        else:
            return answer
    raise AssertionError(f"still asked: {answer}")


async def test_the_main_job_from_end_to_end(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    lu = await world.freelancer("lu", LU)

    # a need in plain words, changed in words
    assert "around 800 USD" in await ann.say(NEED)
    assert "Budget: 900 USD" in await ann.say("make it 900")
    assert "by 20 December 2026" in await ann.say("by 20 December")

    # approved by a moderator, told to a fitting freelancer
    assert "waits for a moderator" in await ann.press("Find people")
    await mo.letters()
    await mo.press("Approve")
    assert "is open" in await ann.letters()
    assert "A new gig that fits you" in await lu.letters()

    # a blind shortlist, an invitation, a counter-offer, agreement
    assert "<Invite 1>" in await ann.press("Find people")
    await ann.press("Invite 1")
    await lu.letters()
    await lu.form(lu.button("Other terms"), pay="950", deadline="", note="")
    assert "950 USD, by 20 December 2026" in await ann.letters()
    assert "With: Lu" in await ann.press("Accept")
    assert "With: Ann" in await lu.letters()

    # a contract from the brief and the terms; nothing is guessed
    await ann.press("Draft contract")
    drafted = await _details(ann, "United States", "Ann Example", "1 Bakery Road, Austin, Texas")
    assert "(contract-1-v1.pdf)" in drafted and "(contract-1-v1.docx)" in drafted
    assert "the rights in plain words" in drafted and "not legal advice" in drafted
    await lu.letters()
    await lu.press("Accept")
    await _details(lu, "Portugal", "Lu Example", "2 Rua Nova, Lisbon")

    # both accept the same version, exactly
    await ann.letters()
    accepted = await ann.press("Accept")
    assert "accepted" in accepted
    files = [file for reply in ann.replies for file in reply.files]
    await lu.letters()
    both = await lu.press("Accept")
    assert "accepted by both sides" in both
    assert "work can start" in await ann.letters()
    pdf = next(file for file in files if file.name.endswith(".pdf"))
    assert pdf.content is not None and pdf.content.startswith(b"%PDF")

    # anybody can check later what was accepted, by whom and when
    await ann.command("verify")
    proof = await ann.upload(File("signed.pdf", pdf.content, "application/pdf", len(pdf.content)))
    assert "exactly the PDF of contract 1" in proof
    assert "Ann" in proof and "Lu" in proof and "23 November 2026" in proof
    await ann.command("verify")
    changed = bytes([*pdf.content[:-1], pdf.content[-1] ^ 1])
    assert "was changed since" in await ann.upload(File("signed.pdf", changed, "application/pdf", len(changed)))

    # the rights pass with the payment, and both hold a record of it
    await ann.command("paid")
    await lu.letters()
    record = await lu.press("Yes, it arrived")
    assert "client owns the rights" in record
    await ann.letters()
    assert "client owns the rights" in await ann.press("Rights record")


async def test_a_clause_is_changed_in_a_few_words_while_the_contract_is_spoken_of(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await ann.say(NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")
    await lu.press("Accept")
    await ann.press("Draft contract")
    await _details(ann, "United States", "Ann Example", "1 Bakery Road, Austin, Texas")
    assert "Version 2" in await ann.say("three revisions")
    assert "Version 3" in await ann.say("kill fee 40 %")
    assert "Version 4" in await ann.say("licence instead of transfer")
    assert "Version" not in await ann.say("thanks")
    assert "Budget" in await ann.say("I need a flyer, 100 USD, in two weeks, must own everything")
