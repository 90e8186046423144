"""What a typed line means, and what a reply looks like as JSON."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.terminal.io import LINE_BYTES, UPLOAD_BYTES, Shown, as_json, decoded, file_names, harmless, parse, slug
from bot.commands import Command, Param, Router
from bot.errors import InvalidInput
from bot.messages import Action, Button, Card, CommandCall, Field, Press, Reply, Text, Upload


async def nothing(turn: Any) -> list[Reply]:
    return []


def router() -> Router:
    commands = Router()
    skill = Param("skill", "Which skill", parse=lambda raw, reading: raw, required=False)
    pay = Param("pay", "What it pays", parse=lambda raw, reading: raw, required=False)
    commands.add(Command("search", "Find people", nothing, (skill, pay)))
    return commands


def button(label: str, action: str = "") -> Button:
    return Button(label, Action(action or label.lower().replace(" ", "_")))


BRIEF = Shown().after([Reply("Your brief", buttons=(button("Find people"), button("Change")))])


def read(line: str, shown: Shown = BRIEF, *, person: bool = False) -> object:
    return parse(line, shown, router(), person=person)


def test_plain_words_are_a_message() -> None:
    assert read("I need a logo") == Text("I need a logo")
    assert read("!!! urgent") == Text("!!! urgent")
    assert read("") == Text("")


@pytest.mark.parametrize("line", ["!2", "!Change", "!change", "! 2 ", "!cha", "!02"])
def test_a_button_is_pressed_by_its_number_or_its_label(line: str) -> None:
    assert read(line) == Press("change")


def test_a_bare_number_presses_a_button_only_for_a_person() -> None:
    assert read("2", person=True) == Press("change")
    assert read("2") == Text("2")


def test_a_label_alone_presses_its_button_only_for_a_person() -> None:
    assert read("find people", person=True) == Press("find_people")
    assert read("Find people!", person=True) == Press("find_people")
    assert read("find people who draw", person=True) == Text("find people who draw")
    assert read("Find people") == Text("Find people")


def test_a_bare_number_is_an_answer_when_a_number_was_asked_for() -> None:
    asked = Shown().after([Reply("How many revisions should be included?", buttons=(button("Skip"),))])
    assert read("1", asked, person=True) == Text("1")
    assert read("!1", asked, person=True) == Press("skip")


def test_a_number_beyond_the_buttons_is_an_answer_for_a_person_and_a_mistake_behind_an_exclamation_mark() -> None:
    assert read("40", person=True) == Text("40")
    with pytest.raises(InvalidInput, match=r"no button “40”.*!1 Find people, !2 Change"):
        read("!40")
    with pytest.raises(InvalidInput, match="no button “Sing”"):
        read("!Sing")
    with pytest.raises(InvalidInput, match="Nothing can be pressed right now"):
        read("!1", Shown())


def test_buttons_of_all_the_latest_replies_are_numbered_through_and_older_ones_keep_their_label() -> None:
    shown = BRIEF.after(
        [Reply("A", buttons=(button("Invite", "first"),)), Reply("B", buttons=(button("Invite", "second"),))]
    )
    assert read("!2", shown) == Press("second")
    assert read("!Find people", shown) == Press("find_people")
    assert read("!Invite", shown) == Press("first")
    with pytest.raises(InvalidInput, match="Several buttons"):
        read("!Invite", shown, person=True)


def test_a_number_that_the_latest_replies_lack_is_the_one_still_on_the_screen() -> None:
    shown = BRIEF.after([Reply("What do you mean?", buttons=(button("Help"),))])
    assert read("!1", shown) == Press("help")
    assert read("!2", shown) == Press("change")
    assert read("2", shown, person=True) == Text("2")


def test_a_letter_adds_buttons_without_renumbering_what_is_on_the_screen() -> None:
    shown = BRIEF.after([Reply("You are invited", buttons=(button("Accept"),))], adding=True)
    assert [read(f"!{number}", shown) for number in (1, 2, 3)] == [
        Press("find_people"),
        Press("change"),
        Press("accept"),
    ]


def test_replies_without_buttons_leave_the_earlier_ones_in_place() -> None:
    shown = BRIEF.after([Reply("It is Sunday.")])
    assert read("!1", shown) == Press("find_people")
    assert read("1", shown, person=True) == Press("find_people")
    asked = BRIEF.after([Reply("Which one do you mean?")])
    assert read("1", asked, person=True) == Text("1")


def test_slash_commands_carry_values_or_the_rest() -> None:
    assert read("/hire a logo") == CommandCall("hire", {}, "a logo")
    assert read("/Search skill=figma pay='40 EUR'") == CommandCall("search", {"skill": "figma", "pay": "40 EUR"})
    assert read("/search somebody's skill=figma") == CommandCall("search", {}, "somebody's skill=figma")
    assert read("/search colour=red") == CommandCall("search", {}, "colour=red")
    assert read("/usr/bin is a folder") == Text("/usr/bin is a folder")


def test_a_file_is_uploaded_with_its_caption(tmp_path: Path) -> None:
    path = tmp_path / "my contract.txt"
    path.write_bytes(b"who owns it?")
    for line in (f"@{path} please look", f'@"{path}" please look'):
        upload = read(line)
        assert isinstance(upload, Upload)
        assert (upload.files[0].name, upload.files[0].content, upload.files[0].mime, upload.caption) == (
            "my contract.txt",
            b"who owns it?",
            "text/plain",
            "please look",
        )


def test_a_file_that_is_too_large_is_handed_on_without_its_content(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(UPLOAD_BYTES + 1)
    upload = read(f"@{path}")
    assert isinstance(upload, Upload)
    assert upload.files[0].content is None
    assert upload.files[0].size == UPLOAD_BYTES + 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("@", "Which file"),
        ("@/no/such/file.pdf", "There is no file /no/such/file.pdf"),
        ("@/", "is a folder"),
        ("@/dev/zero", "There is no file"),
        ("@" + "x" * 5000, "There is no file|cannot be read"),
        ("@a\0b", "There is no file|cannot be read"),
    ],
)
def test_what_cannot_be_uploaded_gets_a_sentence(line: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        read(line)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"\xff\xfe\xfa", "not UTF-8"),
        (b"PK\x03\x04\x00\x00", "not text"),
        (b"\x01\x02\x03", "not text"),
        (b"x" * (LINE_BYTES + 1), "too long"),
    ],
)
def test_a_line_that_is_no_text_gets_a_sentence(line: bytes, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        decoded(line)


def test_lines_of_other_scripts_and_emoji_are_text() -> None:
    for text in ("אני צריך לוגו", "🎨🎨", "İstanbul"):
        assert decoded((text + "\r\n").encode()) == text


@given(st.text(max_size=300))
def test_no_line_raises_anything_but_a_sentence(line: str) -> None:
    try:
        parse(line, BRIEF, router(), person=True)
    except InvalidInput as error:
        assert str(error)


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_sentence(line: bytes) -> None:
    try:
        assert "\x1b" not in decoded(line)
    except InvalidInput as error:
        assert str(error)


def test_a_reply_is_one_line_of_json() -> None:
    card = Card("Logo", (Field("Budget", "800 USD"),), "For a bakery", "Not public yet")
    reply = Reply("Here it is:\nlook", card, (Button("Find people", Action("find", ("12",))),), private=True)
    line = as_json(reply, [Path("/data/files/a.pdf")])
    assert "\n" not in line
    assert json.loads(line) == {
        "text": "Here it is:\nlook",
        "card": {
            "title": "Logo",
            "fields": [{"name": "Budget", "value": "800 USD"}],
            "text": "For a bakery",
            "footer": "Not public yet",
        },
        "buttons": [{"label": "Find people", "action": "find:12"}],
        "files": ["/data/files/a.pdf"],
        "private": True,
    }


def test_names_stand_for_accounts() -> None:
    assert slug("Luna Ferreira") == slug("luna-ferreira") == "luna-ferreira"
    assert slug("Ülkü") == "ülkü"
    with pytest.raises(InvalidInput, match="at least one letter"):
        slug("🎨 !")


def test_words_of_other_people_cannot_steer_the_terminal() -> None:
    assert harmless("a\x1b[2Jb\x1b]8;;http://x\x07c\x07d\te\nf") == "abcd\te\nf"


def test_a_file_name_of_the_bot_never_leaves_its_folder() -> None:
    assert list(islice(file_names("../../etc/passwd"), 2)) == ["passwd", "passwd-2"]
    assert list(islice(file_names("..\\contract.pdf"), 2)) == ["contract.pdf", "contract-2.pdf"]
    assert next(file_names("...")) == "file"
