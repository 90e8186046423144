"""What a message means: outside of a form, inside of one, in bad shape, and in other languages."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands import Command
from bot.domain.conversation import Filling
from bot.features import all_commands
from bot.ports import Hearing, Intent
from bot.understanding.languages import detect_language, sentences, unread
from bot.understanding.look import look
from bot.understanding.meanings import command_for
from bot.understanding.roles import speaker
from bot.understanding.rules import Rules
from retrieval.embeddings import MiniLm
from tests.understanding.readings import SUNDAY, rows

COMMANDS: list[Command] = list(all_commands())
HIRE = next(command for command in COMMANDS if command.name == "hire")
DRAFT = {
    "wanted": "a logo and a brand kit",
    "deliverables": "1 × logo; 1 × brand kit",
    "skills": "Logo Design",
    "pay": "800 USD",
    "deadline": "2026-12-13",
}


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(MiniLm())


async def inside(rules: Rules, said: str, asked: str = "rights", **draft: str) -> Intent | None:
    filling = Filling(command="hire", answers={**DRAFT, **draft}, asked=asked)
    return await rules.understand(said, COMMANDS, Hearing(SUNDAY, filling, HIRE))


@pytest.mark.parametrize("name", ["intents.jsonl", "intents_fresh.jsonl"])
async def test_labelled_messages_lead_to_the_right_command(rules: Rules, name: str) -> None:
    names = [command.name for command in COMMANDS]
    alike = {"start": "help", "about": "help", "fees": "help"}
    wrong: Counter[str] = Counter()
    for row in rows(name):
        text, meaning = str(row["text"]), str(row["intent"])
        told = await rules.understand(text, COMMANDS, Hearing(SUNDAY))
        wanted = command_for(meaning, text, names)
        got = told.command if told else None
        wrong[meaning] += alike.get(got or "", got) != alike.get(wanted or "", wanted)
    assert wrong.total() / len(rows(name)) <= 0.08, wrong


async def test_a_whole_brief_fills_many_parameters_at_once(rules: Rules) -> None:
    said = (
        "I need a logo and a small brand kit for my vegan bakery, around 800 USD, in three weeks, must own everything"
    )
    told = await rules.understand(said, COMMANDS, Hearing(SUNDAY))
    assert told is not None and told.command == "hire"
    assert told.values["wanted"] == said
    assert told.values["pay"] == "around 800 USD"
    assert told.values["deadline"] == "2026-12-13"
    assert told.values["deliverables"] == "1 × logo; 1 × brand kit"
    assert told.values["rights"] == "own everything"


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("make it 900", {"pay": "900 USD"}),
        ("actually in euros", {"pay": "800 EUR"}),
        ("drop the brand kit", {"deliverables": "1 × logo"}),
        ("two weeks later", {"deadline": "2026-12-27"}),
        ("by 20 December please", {"deadline": "2026-12-20"}),
        ("add Figma", {"skills": "Logo Design; Figma"}),
        ("change the budget to 1,200 EUR", {"pay": "1,200 EUR"}),
        ("make it not 800 but 700", {"pay": "700 USD"}),
        ("make it 50 an hour", {"pay": "50 USD an hour"}),
        ("raise the budget by 100", {"pay": "900 USD"}),
        ("lower it by 10 %", {"pay": "720 USD"}),
        ("double the budget", {"pay": "1,600 USD"}),
        ("up to 1000", {"pay": "up to 1,000 USD"}),
        ("I mean pounds", {"pay": "800 GBP"}),
        ("a week earlier", {"deadline": "2026-12-06"}),
        ("remove the deadline", {"deadline": ""}),
        ("not urgent", {"urgent": "no"}),
        ("no AI", {"ai": "forbidden"}),
        ("5 banners too", {"deliverables": "1 × logo; 1 × brand kit; 5 × banner"}),
        ("no, 3 logos", {"deliverables": "1 × brand kit; 3 × logo"}),
        ("only people who speak German, the client is in Berlin", {"languages": "German (the client is in Berlin)"}),
    ],
)
async def test_the_draft_is_changed_in_words(rules: Rules, said: str, values: dict[str, str]) -> None:
    told = await inside(rules, said, asked="confirm")
    assert told is not None and told.command == "hire"
    assert {name: told.values.get(name) for name in values} == values


@pytest.mark.parametrize(
    ("asked", "said", "raw"),
    [
        ("pay", "800", "800"),
        ("pay", "fifty bucks", "50 USD"),
        ("deadline", "in three weeks", "2026-12-13"),
        ("rights", "own everything", "own everything"),
        ("skills", "not sure", ""),
        ("deadline", "no deadline", ""),
    ],
)
async def test_an_answer_in_any_form_reaches_the_question(rules: Rules, asked: str, said: str, raw: str) -> None:
    told = await inside(rules, said, asked=asked)
    assert told is not None and told.command == "hire"
    assert told.values[asked] == raw


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("wait, who will own it?", "rights"),
        ("help", "help"),
        ("cancel", "cancel"),
        ("I want to talk to a moderator", "human"),
    ],
)
async def test_something_else_in_the_middle_of_a_form_is_not_an_answer(rules: Rules, said: str, command: str) -> None:
    told = await inside(rules, said, asked="pay")
    assert told is not None and told.command == command


@pytest.mark.parametrize("said", ["", "   ", "\u200b\u200b", "\n\n"])
async def test_nothing_is_not_understood(rules: Rules, said: str) -> None:
    assert await rules.understand(said, COMMANDS, Hearing(SUNDAY)) is None


async def test_markdown_lists_emoji_and_forwarded_messages_are_read(rules: Rules) -> None:
    said = "Forwarded from Ann\n🚀 **Need a landing page** 🚀\n- _figma_ design\n- **budget**: $1,200\n- deadline: end of January"
    told = await rules.understand(said, COMMANDS, Hearing(SUNDAY))
    assert told is not None and told.command == "hire"
    assert (told.values["pay"], told.values["deadline"]) == ("1,200 USD", "2027-01-31")


async def test_twenty_thousand_characters_are_a_message_like_any_other(rules: Rules) -> None:
    said = "We need a designer for our catalogue. " + "It has many pages and pictures. " * 620 + "Budget 900 EUR."
    told = await rules.understand(said, COMMANDS, Hearing(SUNDAY))
    assert told is not None and told.command == "hire"
    assert told.values["pay"] == "900 EUR"


async def test_what_fired_names_the_nearest_example_and_the_strongest_words(rules: Rules) -> None:
    told = await rules.understand("who is going to own the sketches", COMMANDS, Hearing(SUNDAY))
    assert told is not None and told.command == "rights"
    assert told.fired[0].startswith("like rights: ")
    assert any(word.startswith("own") for word in told.fired[1:])


@pytest.mark.parametrize(
    "said", ["what have you got in bookkeeping, remote, few hours", "does anybody want to work with me"]
)
async def test_what_may_mean_two_things_names_both(rules: Rules, said: str) -> None:
    told = await rules.understand(said, COMMANDS, Hearing(SUNDAY))
    assert told is not None
    assert told.certain >= 0.6 or told.others


async def test_rules_work_without_an_embedding_model() -> None:
    told = await Rules().understand("I need a logo for 150 dollars", COMMANDS, Hearing(SUNDAY))
    assert told is not None and (told.command, told.values["pay"]) == ("hire", "150 USD")


@given(st.text(max_size=300))
@settings(max_examples=25, deadline=None)
async def test_any_text_is_understood_or_not_but_never_raises(said: str) -> None:
    told = await Rules().understand(said, COMMANDS, Hearing(SUNDAY))
    assert told is None or told.command in {command.name for command in COMMANDS}


def test_who_speaks_in_a_post_is_told() -> None:
    wanted = (
        "Looking for an illustrator for a children's book\nWe need 24 pages. Send me your portfolio and your rates."
    )
    offered = "Illustrator available for work\nI have ten years of experience, my portfolio is online, hire me."
    assert speaker(wanted).client
    assert not speaker(offered).client


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Ich suche einen Grafiker für ein Logo", "de"),
        ("necesito un logo para mi panadería", "es"),
        ("besoin d'un développeur pour mon site", "fr"),
        ("мне нужен логотип", "ru"),
        ("需要一个标志", "zh"),
        ("ロゴが必要です", "ja"),
        ("أحتاج شعار", "ar"),
        ("אני צריך לוגו", "he"),
        ("로고 디자이너가 필요합니다", "ko"),
        ("আমার একটি লোগো দরকার", "bn"),
        ("مجھے ایک لوگو چاہیے", "ur"),
        ("برای فروشگاهم لوگو می‌خواهم، پیدا کنید", "fa"),
        ("I need a logo", "en"),
        ("800 USD", "en"),
        ("Figma, Photoshop", "en"),
        ("hi", "en"),
    ],
)
def test_the_language_of_a_message_is_told(said: str, language: str) -> None:
    assert detect_language(said) == language


def test_people_are_told_in_their_language_what_still_works() -> None:
    german = unread("Ich suche einen Grafiker für ein Logo")
    assert german is not None and "Englisch" in german.sentence and "/hire" in german.sentence
    assert unread("I need a logo") is None
    assert {"he", "ar", "hi", "bn", "ur", "fa", "uk", "ko", "vi", "th"} <= set(sentences())
    assert len(set(sentences().values())) == len(sentences())
    assert all("/help" in sentence for sentence in sentences().values())


async def test_one_can_look_at_how_a_text_was_understood(rules: Rules) -> None:
    seen = await look("make me a poster for 60 euros", rules, COMMANDS, SUNDAY)
    assert (seen.intent, seen.values["pay"]) == ("hire", "60 EUR")
    assert seen.fired and seen.ms > 0
