"""What a client does with a list: looks closer, invites by number, takes back, changes the job in words."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.profile import PastJob, Review
from bot.services.people import HOME_ID
from tests.dialogs.conversations import hold
from tests.world import Speaker, World

REELS = (
    "I need a video editor for 10 instagram reels for my restaurant, 300 to 400 EUR, in two weeks, must own everything"
)
VI = (
    "Video editor, 5 years, 50 EUR an hour, available now. Skills: video editing (4 years), colour grading. "
    "My work: Cooking show trailer https://vi.example.com/trailer"
)
SO = "I am a social media manager, instagram marketing, my rate is 600 EUR a day, 15 hours a week, available now"
TR = "German translator, 0.10 EUR a word, 10 years, available now"


@pytest.fixture
async def vi(world: World) -> Speaker:
    return await world.freelancer("vi", VI)


@pytest.fixture
async def so(world: World) -> Speaker:
    return await world.freelancer("so", SO)


@pytest.fixture
async def tr(world: World) -> Speaker:
    return await world.freelancer("tr", TR)


async def post(ann: Speaker, need: str = REELS) -> str:
    await ann.say(need)
    return await ann.press("Find people")


def place_of(answer: str, words: str) -> int:
    """The number of the person whose line has these words."""
    return next(int(line.split(".")[0]) for line in answer.splitlines() if words in line and line[0].isdigit())


async def test_the_list_says_who_fits_and_who_is_only_near_in_plain_words(
    ann: Speaker, vi: Speaker, so: Speaker, tr: Speaker
):
    answer = await post(ann)
    assert "Nobody clearly has" in answer or "clearly fit" in answer
    assert "Only near: " in answer and "But: does not name" in answer
    assert "At 50 EUR an hour the budget buys 6 to 8 hours" in answer
    assert "But: at 600 EUR a day the budget buys 4 to 5 hours" in answer
    for jargon in ("similar to the brief", "whole list", "held against", "Has 0", "Has 1", "%"):
        assert jargon not in answer
    questions = [line for line in answer.splitlines() if line.startswith("Worth asking")]
    assert len(questions) == 3 == len(set(questions))


@pytest.mark.parametrize(
    "words",
    [
        "tell me more about number {}",
        "what has {} done before?",
        "{} looks nice but is he any good with cooking videos?",
        "show me #{}'s work",
        "> Look at {}",
        "who is number {}",
        "can {} do captions too?",
    ],
)
async def test_a_closer_look_by_number_is_blind_and_has_the_way_on(
    world: World, ann: Speaker, vi: Speaker, so: Speaker, words: str
):
    place = place_of(await post(ann), "Video Editing")
    answer = await hold(
        ann, (words.format(place), f"Number {place} for job 1", "5 years of experience", "Terms: 50 EUR an hour")
    )
    assert f"<Invite {place}>" in answer and "<Back to the list>" in answer
    assert "Cooking show trailer" in answer
    for secret in ("Vi ", "vi.example.com", "my-data.json", "What is your budget"):
        assert secret not in answer
    assert "<Look at 1>" in await ann.press("Back to the list")


async def test_the_question_about_somebody_is_answered_from_what_they_show(ann: Speaker, vi: Speaker, so: Speaker):
    place = place_of(await post(ann), "Video Editing")
    await hold(
        ann,
        (f"is {place} any good with cooking videos?", "“cooking videos”: see", "Cooking show trailer"),
        (f"does {place} know colour grading?", "Names Color Grading"),
        ("has she worked for a zoo?", f"Number {place}", "Nothing they name or have shown speaks of “zoo”"),
        ("is 9 any good?", "there is no number 9"),
    )


async def test_past_work_and_the_words_of_clients_are_shown_without_names_or_gender(
    world: World, ann: Speaker, vi: Speaker
):
    await _praised(world, vi, "Vi was great! She cut our Lisbon trailer fast. Call +351 912 345 678")
    place = place_of(await post(ann), "Video Editing")
    answer = await ann.press(f"Look at {place}")
    assert "finished here in March 2026, on time" in answer and "5 of 5" in answer and "great" in answer
    for secret in ("Vi was", "She", "Lisbon", "912"):
        assert secret not in answer


async def _praised(world: World, speaker: Speaker, words: str) -> None:
    person, now = await speaker.person(), world.clock.now()
    async with world.house.storage.begin() as uow:
        done = await uow.profiles.add_past_job(
            PastJob(
                freelancer_id=person.id,
                community_id=HOME_ID,
                title="Trailer for Mario's Trattoria",
                skills=("Video Editing",),
                finished_on=date(2026, 3, 5),
                on_time=True,
                created_at=now,
            )
        )
        await uow.profiles.add_review(
            Review(freelancer_id=person.id, past_job_id=done.id, stars=5, text=words, created_at=now)
        )


async def test_several_are_invited_by_number_and_a_second_invitation_says_so(
    ann: Speaker, vi: Speaker, so: Speaker, tr: Speaker
):
    await post(ann)
    await hold(
        ann,
        ("invite 1 and 2", "Invited: 1 and 2"),
        ("1, 2 and 3 please", "Invited: 3.", "Number 1 is already invited", "Number 2 is already invited"),
        ("> Invite 1", "Number 1 is already invited"),
        ("invite 7", "there is no number 7"),
    )
    letters = [await speaker.letters() for speaker in (vi, so, tr)]
    assert all(letter.count("A client would like you to do this") == 1 for letter in letters)


@pytest.mark.parametrize("words", ["invite the first three", "invite all of them", "invite 1-3", "top 3 please"])
async def test_the_first_few_or_all_are_invited_at_once(
    ann: Speaker, vi: Speaker, so: Speaker, tr: Speaker, words: str
):
    await post(ann)
    assert "Invited: 1, 2 and 3" in await ann.say(words)


async def test_a_question_goes_along_with_an_invitation(ann: Speaker, vi: Speaker):
    await post(ann)
    assert "Your words go with it" in await ann.say("ask 1 if they can start on monday")
    assert "They wrote: if they can start on monday" in await vi.letters()


async def test_the_open_question_goes_along_by_a_button(ann: Speaker, vi: Speaker):
    await post(ann)
    question = (await ann.press("Look at 1")).split("Worth asking: ")[1].splitlines()[0]
    await ann.press("Invite 1 and ask this")
    assert f"They wrote: {question}" in await vi.letters()


@pytest.mark.parametrize(
    "words", ["undo", "oops, wrong person", "take that back", "sorry, I didn't mean to do that", "/undo"]
)
async def test_an_invitation_is_taken_back_and_told_only_to_who_knew_of_it(
    ann: Speaker, vi: Speaker, so: Speaker, words: str
):
    answer = await post(ann)
    place = place_of(answer, "Video Editing")
    await ann.say(f"invite {place}")
    await hold(ann, (words, "Undone: The invitation for job 1 is taken back", "Nobody had read it yet", "not: rase"))
    assert "would like you" not in await vi.letters()
    await ann.say(f"invite {place}")
    assert "would like you" in await vi.letters()
    await hold(ann, (words, "They had it already and are told"))
    assert "took back the invitation" in await vi.letters()
    assert "it was withdrawn" in await vi.press("Accept")
    assert f"<Invite {place}>" in await ann.press("Back to the list")


async def test_undo_goes_back_step_by_step_and_then_says_what_can_be_done(ann: Speaker, vi: Speaker):
    await post(ann)
    await hold(
        ann,
        ("invite 1", "Invited: 1"),
        ("undo", "invitation for job 1 is taken back"),
        ("undo", "job 1, ", "is taken down", "<Post it again>"),
        ("undo", "nothing of yours here that I could take back", "/jobs", "not: rase"),
        ("> Post it again", "Press Find people", "Budget: 300 to 400 EUR"),
        ("undo", "only a draft"),
        ("> Find people", "Job 2 is open"),
    )


async def test_what_was_answered_is_not_taken_back(ann: Speaker, vi: Speaker):
    await post(ann)
    await ann.say("invite 1")
    await vi.press("Accept")
    await hold(
        ann,
        ("undo", "cannot be taken back any more", "You both agreed already"),
        ("undo", "cannot be taken back any more", "Somebody has agreed to do job 1"),
    )


async def test_a_freelancer_takes_back_an_offer_or_a_no(ann: Speaker, vi: Speaker):
    await post(ann)
    await ann.say("invite 1")
    await vi.letters()
    await vi.form(vi.button("Other terms"), pay="450 EUR", deadline="", note="")
    assert "450 EUR" in await ann.letters()
    await hold(vi, ("oops", "your offer is taken back", "300 to 400 EUR", "<Accept>"))
    assert "was taken back" in await ann.letters()
    await vi.press("Decline")
    await hold(vi, ("undo", "you have not said no", "<Accept>"))
    assert "declined" not in await ann.letters()
    assert "You both agree" in await vi.press("Accept")


async def test_a_posted_job_is_changed_in_words_and_who_is_invited_hears_of_it(ann: Speaker, vi: Speaker, so: Speaker):
    answer = await post(ann)
    place = place_of(answer, "Video Editing")
    await ann.say(f"invite {place}")
    await vi.letters()
    old = vi.button("Accept")
    await hold(
        ann,
        (
            "actually make it 500 and give them till monday",
            "Job 1 would change:\n• Budget: 300 to 400 EUR → 500 EUR\n• Time: by 7 December 2026 → by 30 November 2026",
            "Nothing has changed yet",
            "<Find people>",
        ),
        (
            "> Find people",
            "Job 1 is changed. The one person in talks with you about it is told",
            "in talks with them already",
        ),
    )
    letter = await vi.letters()
    assert "The client changed" in letter and "→ 500 EUR" in letter and "invited on these terms now" in letter
    assert "newer offer" in await vi.press_action(old)
    assert "500 EUR" in await vi.press("Accept")


async def test_a_change_is_taken_back(ann: Speaker, vi: Speaker):
    await post(ann)
    await hold(
        ann,
        ("make it 500", "→ 500 EUR"),
        ("> Find people", "Job 1 is changed"),
        ("undo", "Undone: job 1 is as it was before", "500 EUR → 300 to 400 EUR"),
        ("my jobs", "Job 1"),
        ("> Job 1", "Budget: 300 to 400 EUR"),
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("only German speakers, the client is in Berlin", "Languages: not said → German (the client is in Berlin)"),
        ("make it 12 reels", "Handed over: 10 × instagram reel → 12 × instagram reel"),
        ("give them another week", "Time: by 7 December 2026 → by 14 December 2026"),
        ("the budget is now 600", "Budget: 300 to 400 EUR → 600 EUR"),
        ("in dollars please", "Budget: 300 to 400 EUR → 300 to 400 USD"),
        ("change the title to Reels for Roma", "→ Reels for Roma"),
        ("no AI please", "AI: not said → no AI"),
    ],
)
async def test_many_words_change_an_open_job(ann: Speaker, vi: Speaker, words: str, expected: str):
    await post(ann)
    assert expected in await ann.say(words)


async def test_with_several_open_jobs_it_is_asked_which_one_changes(ann: Speaker, vi: Speaker):
    await post(ann)
    await post(ann, "I need a logo, 300 USD, in a week, must own it")
    await hold(
        ann,
        ("make it 400", "Which of your jobs do you mean?", "<Job 2: Logo>", "<Job 1: "),
        ("> Job 2: Logo", "Job 2 would change:\n• Budget: 300 USD → 400 USD"),
        ("cancel", "Cancelled"),
        ("job 1: make it 450", "Job 1 would change:\n• Budget: 300 to 400 EUR → 450 EUR"),
    )


async def test_words_about_a_list_mean_nothing_where_there_is_none(ann: Speaker):
    assert "Invited" not in await ann.say("invite 1 and 2")
    assert "Budget" in await ann.say("I need 2 banners, 100 USD, in a week, must own them")


async def test_who_asks_for_advice_hears_who_stands_first_and_why(ann: Speaker, vi: Speaker, so: Speaker):
    await post(ann)
    await hold(
        ann,
        ("whos the best one?", "You decide", "Number 1 stands first for job 1", "<Look at 1>"),
        ("which one would you choose?", "You decide"),
        ("is she free next week?", "Number 1 for job 1"),
    )


async def test_where_talks_stand_is_told_by_the_numbers_of_the_list(ann: Speaker, vi: Speaker, so: Speaker):
    await post(ann)
    await ann.say("invite 2")
    await hold(
        ann,
        ("back to the list", "in talks with them already"),
        ("/jobs", "Job 1"),
        ("> Job 1", "<Offers>"),
        ("> Offers", "Number 2 of your list is invited and has not answered yet", "<Take it back>"),
        ("> Take it back", "taken back"),
        ("invite 2", "Invited: 2"),
    )


async def test_a_requirement_that_a_profile_says_nothing_about_is_named(ann: Speaker, vi: Speaker):
    answer = await post(ann, f"{REELS}, only people who speak Swahili because the client is in Nairobi")
    assert "But: does not say whether they speak Swahili" in answer and "Worth asking: Do you speak Swahili?" in answer


@pytest.mark.parametrize(
    "words",
    [
        "is 1 a woman?",
        "what's the email of 1",
        "where is number 1 from?",
        "send me the portfolio link of 1",
        "show me their faces",
    ],
)
async def test_who_somebody_is_stays_untold_and_it_is_said_why(ann: Speaker, vi: Speaker, words: str):
    await post(ann)
    answer = await ann.say(words)
    assert "only the work counts" in answer and "vi.example.com" not in answer and "Budget?" not in answer


async def test_a_language_that_is_asked_about_is_answered(world: World, ann: Speaker):
    await world.freelancer("lu", f"{VI} I speak Italian and English.")
    await post(ann)
    await hold(
        ann,
        ("does 1 speak italian?", "Says that they work in Italian"),
        ("is he fluent in French", "Does not say that they work in French"),
        ("what do the reviews of 1 say", "No reviews here yet"),
        ("why is 1 first?", "Score "),
    )


async def test_a_changed_profile_is_taken_back(vi: Speaker):
    await hold(
        vi,
        ("/change_profile",),
        ("make it 60 EUR an hour", "60 EUR an hour"),
        ("> Save profile", "60 EUR an hour"),
        ("undo", "your profile is as it was before"),
        ("/profile", "Rate: 50 EUR an hour"),
    )


async def test_undo_never_comes_near_erasing(ann: Speaker):
    for words in ("undo", "undo everything", "take it all back", "oops"):
        answer = await ann.say(words)
        assert "Erase everything" not in answer, words
