"""How replies look on Telegram: escaped, cut to fit, with readable buttons."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.telegram.io import SendFiles, SendText, left_out, render
from adapters.telegram.layout import keyboard, pieces, units
from adapters.telegram.webhook import Webhook
from bot.messages import Action, Button, Card, Field, File, Reply, Style

WORDS = st.text(max_size=300)
BUTTONS = st.builds(Button, st.text(max_size=90), st.builds(Action, st.text("abc_XYé", max_size=40), st.tuples(WORDS)))
CARDS = st.builds(
    Card, WORDS, st.lists(st.builds(Field, WORDS, WORDS), max_size=4).map(tuple), WORDS | st.just("x" * 5000), WORDS
)
FILES = st.builds(File, st.text(max_size=20), st.sampled_from([None, b"", b"data"]))
REPLIES = st.builds(
    Reply,
    WORDS | st.integers(1, 10_000).map(lambda times: "🦄 <b>&amp; " * times),
    st.none() | CARDS,
    st.lists(BUTTONS, max_size=8).map(tuple),
    st.lists(FILES, max_size=12).map(tuple),
    replaces_pressed=st.booleans(),
)


def read(html: str) -> str:
    """What a reader sees, or an error where an element is not closed."""
    assert html.count("<b>") == html.count("</b>")
    assert html.count("<i>") == html.count("</i>")
    return unescape(re.sub(r"</?[bi]>", "", html))


@settings(max_examples=150, deadline=None)
@given(REPLIES)
def test_nothing_that_the_core_says_breaks_a_limit_or_the_markup(reply: Reply) -> None:
    for payload in render(reply):
        match payload:
            case SendText(words):
                assert 0 < units(words.plain) <= 4096
                assert read(words.html) == words.plain
            case SendFiles(files, words):
                assert 1 <= len(files) <= 10
                assert all(file.content for file in files)
                assert words is None or units(words.plain) <= 1024
        for row in payload.markup.inline_keyboard if payload.markup else ():
            assert all(1 <= len(str(button.callback_data).encode()) <= 64 and button.text for button in row)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab \n🦄é\u0301\u200d"), max_size=400), st.integers(4, 60))
@example("x" * 100, 10)
def test_no_word_is_lost_where_a_text_is_cut(text: str, limit: int) -> None:
    ranges = pieces(text, limit)
    assert "".join("".join(text[start:end].split()) for start, end in ranges) == "".join(text.split())
    assert all(0 < units(text[start:end]) <= limit for start, end in ranges)


def test_a_long_text_is_cut_between_paragraphs_and_the_buttons_stand_under_the_last_piece() -> None:
    paragraphs = ["a" * 3000, "b" * 3000, "c"]
    first, second = render(Reply("\n\n".join(paragraphs), buttons=(Button("Go", Action("go")),)))
    assert isinstance(first, SendText)
    assert isinstance(second, SendText)
    assert (first.words.plain, second.words.plain) == ("a" * 3000, "b" * 3000 + "\n\nc")
    assert first.markup is None
    assert second.markup is not None


def test_a_cut_takes_no_accent_from_its_letter_and_no_emoji_from_its_family() -> None:
    family = "👩\u200d👧"
    for text in ("x" * 9 + "e\u0301" + "x" * 9, "x" * 7 + family + "x" * 9):
        cut = [text[start:end] for start, end in pieces(text, 10)]
        assert any(kept in "".join(cut[1:2]) or kept in cut[0] for kept in ("e\u0301", family))


def test_a_title_that_is_cut_stays_bold_on_both_sides() -> None:
    first, second = render(Reply("", card=Card("t" * 5000)))
    assert isinstance(first, SendText)
    assert isinstance(second, SendText)
    assert first.words.html == f"<b>{'t' * 4096}</b>"
    assert second.words.html == f"<b>{'t' * 904}</b>"


def test_short_words_stand_under_their_only_file_and_long_ones_beside_it() -> None:
    file = File("a.pdf", b"%PDF")
    [together] = render(Reply("Here", files=(file,)))
    assert isinstance(together, SendFiles)
    assert together.words is not None
    words, document = render(Reply("x" * 1025, files=(file,)))
    assert isinstance(words, SendText)
    assert document == SendFiles((file,))


def test_eleven_files_are_two_albums() -> None:
    payloads = render(Reply("", files=tuple(File(f"{number}.txt", b"x") for number in range(11))))
    assert [len(payload.files) for payload in payloads if isinstance(payload, SendFiles)] == [10, 1]


def test_a_file_that_telegram_would_refuse_is_named_instead() -> None:
    [named] = render(Reply("Here", files=(File("empty.txt", b""),)))
    assert isinstance(named, SendText)
    assert named.words.plain == "Here\n\n• empty.txt is empty."


def test_buttons_alone_get_words_because_telegram_shows_no_naked_buttons() -> None:
    [payload] = render(Reply("", buttons=(Button("Go", Action("go")),)))
    assert isinstance(payload, SendText)
    assert payload.words.plain == "Please choose:"


def test_an_empty_reply_sends_nothing() -> None:
    assert render(Reply(" \n")) == []


def test_short_buttons_stand_side_by_side_and_long_ones_alone() -> None:
    labels = ["1", "2", "3", "4", "5", "Why these?", "More", "Find people who can do this", "Cancel"]
    markup = keyboard([Button(label, Action("a")) for label in labels])
    assert markup is not None
    rows = [[button.text for button in row] for row in markup.inline_keyboard]
    assert rows == [["1", "2", "3", "4", "5"], ["Why these?", "More"], ["Find people who can do this"], ["Cancel"]]


def test_styles_are_shown_in_telegrams_colours() -> None:
    markup = keyboard([Button("Yes", Action("a"), Style.MAIN), Button("No", Action("b"), Style.DANGER)])
    assert markup is not None
    assert [button.style for button in markup.inline_keyboard[0]] == ["primary", "danger"]


def test_a_button_that_asks_for_too_much_is_left_out_and_named_for_the_log() -> None:
    reply = Reply("x", buttons=(Button("Bad", Action("bad", ("x" * 70,))), Button("Good", Action("good"))))
    assert left_out(reply) == ["bad"]
    [payload] = render(reply)
    assert payload.markup is not None
    assert [button.text for row in payload.markup.inline_keyboard for button in row] == ["Good"]


def test_right_to_left_words_and_control_characters_pass_or_vanish() -> None:
    [payload] = render(Reply("שלום\x00 \ud800 عالم\r\n"))
    assert isinstance(payload, SendText)
    assert payload.words.plain == "שלום � عالم"


def test_a_webhook_setting_that_cannot_be_read_says_how_it_should_look() -> None:
    webhook = Webhook.of("https://example.org/hooks/telegram", "0.0.0.0:8080")
    assert (webhook.host, webhook.port, webhook.path) == ("0.0.0.0", 8080, "hooks/telegram")
    assert webhook.secret_for("t") == Webhook.of("https://example.org", "localhost:1").secret_for("t")
    for url, listen in (("https://example.org", "8080x"), ("example.org", "localhost:80")):
        with pytest.raises(ValueError, match="TELEGRAM_WEBHOOK"):
            Webhook.of(url, listen)
    with pytest.raises(ValueError, match="TELEGRAM_WEBHOOK_SECRET"):
        Webhook.of("https://example.org", "localhost:80", "no spaces")
