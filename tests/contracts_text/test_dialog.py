"""A contract from the button to the rights record, as two people see it."""

from __future__ import annotations

from dataclasses import replace

from bot.messages import short
from tests.contracts_text.conftest import agree
from tests.world import Speaker, World


async def drafted(ann: Speaker) -> str:
    """Ann answers what a contract never guesses."""
    await ann.command("draft_contract")
    for words in ("Spain", "skip", "Ann Baker S.L.", "Calle Mayor 1, 28013 Madrid"):
        await ann.say(words)
    return await ann.say("skip")


async def test_a_contract_asks_for_names_and_places_one_at_a_time_and_comes_as_pdf_and_docx(ann: Speaker):
    dialog = [
        (await ann.command("draft_contract"), "Where do you live or run your business"),
        (await ann.say("Spain"), "Whose law shall the contract follow?"),
        (await ann.say("skip"), "full legal name"),
        (await ann.say("Ann Baker S.L."), "postal address"),
        (await ann.say("Calle Mayor 1, 28013 Madrid"), "phone number or e-mail"),
    ]
    for answer, question in dialog:
        assert question in answer
    answer = await ann.say("skip")
    for words in ("contract-1-v1.pdf", "contract-1-v1.docx", "<Accept>", "not legal advice", "TRLPI"):
        assert words in answer


async def test_both_sides_accept_the_same_version_and_payment_hands_over_the_rights_record(ann: Speaker, lu: Speaker):
    await drafted(ann)
    assert "had the contract drafted" in await lu.letters()
    assert "needs your details" in await lu.press("Accept")
    for words in ("Portugal", "Lu Lima", "Rua Augusta 5, Lisboa"):
        await lu.say(words)
    assert "Your details are in" in await lu.say("skip")
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
    answer = await ann.press("Rights record")
    assert "under clause 11" in answer and "(rights-record-1.pdf)\n(rights-record-1.docx)" in answer
    assert "under clause 11" in await ann.command("rights")


async def completed(ann: Speaker, lu: Speaker) -> None:
    """Both have given their details and accepted the same version."""
    await drafted(ann)
    await lu.letters()
    await lu.press("Accept")
    for words in ("Portugal", "Lu Lima", "Rua Augusta 5, Lisboa", "skip"):
        await lu.say(words)
    await lu.press("Accept")
    await ann.letters()
    await ann.press("Accept")


async def test_a_change_in_words_makes_a_new_version_with_its_difference_and_voids_acceptances(
    ann: Speaker, lu: Speaker
):
    await completed(ann, lu)
    await ann.press("Read it here")
    answer = await ann.command("change_contract", change="two revisions and kill fee 50 %, licence instead of transfer")
    for words in (
        "Version 3.",
        "50 % of the rest of the fee",
        "the freelancer stays the owner and may sell the work to others too",
        "contract-1-v3.pdf",
        "<Accept>",
    ):
        assert words in answer
    letter = await lu.letters()
    assert "Earlier acceptances no longer count" in letter and "50 % of the rest" in letter
    assert "Press" not in letter and "<Accept>" in letter
    assert "has not answered yet" in await lu.press("Accept")
    assert "says that already" in await ann.command("change_contract", change="two revisions")
    assert "Rights follow payment" in await ann.command("change_contract", change="rights pass on delivery")


async def test_a_question_on_a_clause_changes_nothing_and_one_on_ownership_quotes_the_contract(
    ann: Speaker, lu: Speaker
):
    await completed(ann, lu)
    await ann.press("Read it here")
    assert "Ending early" in await ann.say("whats a kill fee usually")
    fee = await ann.say("how big should a kill fee be")
    assert "A kill fee is what the client pays" in fee and "Your contract" not in fee
    assert (await ann.say("who owns the logo")).startswith("Your contract 1 says:")


async def test_a_button_of_an_older_version_is_answered_with_the_newer_one(ann: Speaker, lu: Speaker):
    await drafted(ann)
    old = ann.button("Accept")
    await ann.command("change_contract", change="four revisions")
    assert "newer version (2)" in await ann.press_action(old)


async def test_a_draft_that_breaks_a_pay_law_is_refused_with_the_rule_and_the_mend(ann: Speaker, lu: Speaker):
    await ann.command("draft_contract")
    for words in ("Chicago", "skip", "Ann Baker Inc.", "1 Lake Street, Chicago", "skip"):
        await ann.say(words)
    answer = await ann.command("change_contract", change="payment within 45 days")
    assert "Illinois Freelance Worker Protection Act allows at most 30 days" in answer
    assert "Say “payment within 30 days”" in answer
    assert "Version 2" in await ann.command("change_contract", change="payment within 30 days")


async def test_verify_names_the_version_and_who_accepted_it_and_finds_a_changed_byte(ann: Speaker, lu: Speaker):
    await completed(ann, lu)
    await ann.command("contract")
    pdf, docx = ann.replies[0].files
    await ann.command("verify")
    said = await ann.upload(pdf)
    for words in (
        "exactly the PDF of contract 1, version 2",
        "Ann (client) accepted it",
        "Lu (freelancer) accepted it",
    ):
        assert words in said
    await ann.command("verify")
    assert "exactly the DOCX" in await ann.upload(docx)
    assert pdf.content is not None
    changed = replace(pdf, content=pdf.content[:-1] + bytes([pdf.content[-1] ^ 1]))
    await ann.command("verify")
    assert "at least one byte differs" in await ann.upload(changed)


async def test_a_deposit_moves_no_rights_and_a_part_that_is_paid_moves_its_own(ann: Speaker, lu: Speaker):
    await completed(ann, lu)
    await ann.command("change_contract", change="30/30/40")
    for speaker in (ann, lu):
        await speaker.letters()
        await speaker.press("Accept")
    record = await lu.command("paid", contract="1", part="1")
    assert "“Deposit, before work starts” (240 USD) is paid on account" in record and "owns" not in record
    assert "All rights in the parts that are not paid for yet" in record
    record = await lu.command("paid", contract="1", part="2")
    assert "The client owns the rights in “Part 2 of the work” (240 USD) at the latest since 23 November 2026" in record
    assert "Place: worldwide. Duration: as long as the copyright lasts." in record
    record = await lu.command("paid", contract="1", part="3")
    assert "in the whole work" in record and "not paid for yet" not in record


async def test_nobody_else_sees_a_contract(ann: Speaker, lu: Speaker, world: World):
    await drafted(ann)
    stranger = world.somebody("eve")
    assert "I cannot find a contract of yours" in await stranger.command("contract", contract="1")
    assert "I cannot find" in await stranger.press_action(ann.button("Accept"))


async def test_rights_are_explained_before_anybody_accepts(ann: Speaker):
    await drafted(ann)
    more = await ann.press("More about the rights")
    assert "If nothing were agreed" in more and "not legal advice" in more
    answer = await ann.say("who owns the logo if I never signed anything? I'm in Spain, the client in Texas")
    assert "Spain:" in answer and "17 USC 204(a)" in answer


async def test_a_name_or_an_address_that_sounds_like_a_command_is_taken_as_it_stands(ann: Speaker):
    await ann.command("draft_contract")
    for words in ("Spain", "skip", "Contract Help GmbH", "Who Owns Street 12, my jobs", "skip"):
        await ann.say(words)
    text = await ann.press("Read it here")
    assert "Contract Help GmbH, Who Owns Street 12, my jobs (“the Client”)" in text


async def test_one_may_ask_why_a_name_is_needed(ann: Speaker):
    await ann.command("draft_contract")
    await ann.say("Spain")
    await ann.say("skip")
    assert "A contract has to name who is bound by it" in await ann.say("why do you need that?")


async def test_rights_without_a_question_asks_for_one_or_shows_those_of_ones_contract(ann: Speaker):
    assert "What do you want to know?" in await ann.command("rights")
    assert "depends on the country" in await ann.say("does paying mean owning?")
    await drafted(ann)
    assert "no rights have passed" in await ann.command("rights")
    answer = await ann.command("rights", question="who owns the logo?")
    assert "Your contract 1 says:" in answer and "Spain:" in answer


async def test_nobody_accepts_a_contract_with_blanks(ann: Speaker, lu: Speaker):
    answer = await drafted(ann)
    assert "(to be given before acceptance)" in await ann.press("Read it here") and "<Accept>" in answer
    assert "The other side still has to give the freelancer's legal name" in await ann.press("Accept")


async def test_changes_made_in_a_row_are_all_told_to_the_other_side(ann: Speaker, lu: Speaker):
    await completed(ann, lu)
    for change in ("four revisions", "kill fee 60 %"):
        await ann.command("change_contract", change=change)
    letter = await lu.letters()
    assert "What is different from version 2" in letter
    assert "4 rounds of revision" in letter and "60 % of the rest" in letter


async def test_a_side_in_another_country_sees_what_its_law_adds(ann: Speaker, lu: Speaker):
    await drafted(ann)
    await lu.letters()
    await lu.press("Accept")
    for words in ("Bangalore, India", "Lu Lima", "5 MG Road, Bangalore"):
        await lu.say(words)
    answer = await lu.say("skip")
    assert "Because of where you live" in answer and "Copyright Act 1957 s.17" in answer


async def test_one_may_ask_what_a_clause_means(ann: Speaker):
    await drafted(ann)
    answer = await ann.say("what does clause 11 mean?")
    for words in ("11. Who owns the Work", "To change it, say for example", "In plain words: The freelancer owns"):
        assert words in answer
    assert "This clause is fixed" in await ann.say("clause 24")
    assert "25. Ending early" in await ann.say("what is a kill fee?")
    assert "clauses 1 to 28" in await ann.say("clause 99")


async def test_sloppy_and_foreign_words_change_the_contract_that_is_spoken_of(ann: Speaker):
    await drafted(ann)
    assert "Version 2." in await ann.say("drop the confidentiality")
    assert "Version 3." in await ann.say("drei Korrekturrunden")
    assert "Version 4." in await ann.say("40% at kickoff, 30% on the wireframes by 1 December, 30% on delivery")
    assert "says that already" in await ann.say("drei Korrekturrunden")
    assert "Version 5" not in await ann.say(
        "I need a website for my bakery, budget 900 dollars, two revisions, by Friday"
    )


async def test_a_signed_contract_holds_until_both_accept_a_newer_one(ann: Speaker, lu: Speaker):
    await completed(ann, lu)
    await ann.command("contract")
    pdf = ann.replies[0].files[0]
    answer = await ann.command("change_contract", change="no kill fee, licence instead of transfer")
    assert "Until you both accept version 3, version 2, which you both accepted, holds." in answer
    letter = await lu.letters()
    assert "Earlier acceptances no longer count for it" in letter and "<Keep version 2>" in letter
    await lu.command("verify")
    assert "It holds. Version 3 is proposed" in await lu.upload(pdf)
    record = await lu.command("paid", contract="1")
    assert "The client owns the rights in the whole work" in record  # as version 2 says, not as version 3 would
    assert "so it cannot be changed any more" in await ann.command("change_contract", change="four revisions")


async def test_the_other_side_may_keep_what_was_signed(ann: Speaker, lu: Speaker):
    await completed(ann, lu)
    await ann.command("change_contract", change="no kill fee")
    await lu.letters()
    answer = await lu.press("Keep version 2")
    assert "Version 3 is dropped" in answer and "is accepted by both sides" in answer
    assert "did not take the change" in await ann.letters()
    again = await ann.command("change_contract", change="kill fee 10 %")
    assert "Version 4." in again and "10 % of the rest" in again
    await lu.letters()
    await lu.press("Accept")
    await ann.press("Accept")
    assert "is accepted by both sides" in await ann.command("contract")
    assert "no change of contract 1 to drop" in await lu.press("Keep version 2")


async def test_what_is_paid_for_is_not_changed_any_more(ann: Speaker, lu: Speaker):
    await completed(ann, lu)
    await lu.command("paid", contract="1", part="1")
    assert "Payment 1 has arrived already" in await ann.command("change_contract", change="50/50")
    assert "Version 3." in await ann.command("change_contract", change="four revisions")


async def test_a_law_that_wants_another_number_mends_the_first_draft_instead_of_refusing_it(ann: Speaker, lu: Speaker):
    await drafted(ann)
    await ann.command("change_contract", change="pay within 60 days")
    await lu.letters()
    await lu.press("Accept")
    for words in ("Chicago", "Lu Lima", "1 Lake Street, Chicago, IL 60601"):
        await lu.say(words)
    answer = await lu.say("skip")
    assert "allows at most 30 days after the work is provided" in answer and "I did so in this draft" in answer
    assert "“Every other amount is due within 60 days" in answer and "within 30 days" in answer


async def test_a_change_is_for_the_contract_that_is_spoken_of_not_for_the_newest(
    ann: Speaker, lu: Speaker, world: World
):
    await drafted(ann)
    await ann.command("draft_contract", proposal=short(await agree(world, ann, lu)))
    for words in ("Spain", "skip", "Ann Baker S.L.", "Calle Mayor 1, 28013 Madrid", "skip"):
        await ann.say(words)
    await ann.command("contract", contract="1")
    assert "contract-1-v2.pdf" in await ann.say("four revisions")
    assert "contract-1-v3.pdf" in await ann.command("change_contract", change="no portfolio")


async def test_a_record_of_rights_says_where_a_signature_in_ink_is_still_needed(ann: Speaker, lu: Speaker):
    await completed(ann, lu)
    await ann.command("change_contract", change="Polish law")
    for speaker in (lu, ann):
        await speaker.letters()
        await speaker.press("Accept")
    assert "a click is not enough" in await lu.command("paid", contract="1")


async def test_what_somebody_is_said_to_want_changes_nothing(ann: Speaker):
    await drafted(ann)
    for words in ("the client says he owns everything because he paid", "my friend thinks three revisions are usual"):
        assert "Version 2" not in await ann.say(words)
