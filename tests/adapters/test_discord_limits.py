"""Whatever the core says fits into what Discord takes, and says the same."""

from __future__ import annotations

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord import forms, io
from adapters.discord.cards import embeds
from adapters.discord.components import ButtonRow, SelectRow, rows, view
from adapters.discord.text import cut, cut_escaped, escape, pieces, size
from bot.commands import Command, Param, Reading
from bot.messages import Action, Button, Card, Field, File, Reply
from tests.adapters import discord_schema

plain = st.text(st.sampled_from("ab \n•*_`~|[](<>@#-\\🎨1.ش"), max_size=6000)
short = st.text(st.sampled_from("ab *_`|\\🎨 "), max_size=400)
labels = st.text(min_size=1, max_size=120)


def body_of(outgoing: io.Outgoing) -> dict[str, object]:
    """The request that discord.py would make."""
    shown = view(outgoing.rows)
    with discord.http.handle_message_parameters(
        content=outgoing.content or None,
        embed=outgoing.embed or discord.utils.MISSING,
        view=shown or discord.utils.MISSING,
        allowed_mentions=discord.AllowedMentions.none(),
    ) as parameters:
        return parameters.payload or {}


@settings(max_examples=60, deadline=None)
@given(plain, st.integers(40, 2000))
def test_pieces_fit_and_nothing_but_space_is_lost(text: str, limit: int):
    made = list(pieces(text, limit))
    assert all(0 < size(piece) <= limit for piece in made)
    if all(not line.startswith("• ") for line in text.split("\n")):
        letters = [letter for letter in text if letter in "ab🎨1ش"]
        assert [letter for piece in made for letter in piece if letter in "ab🎨1ش"] == letters


@settings(max_examples=60, deadline=None)
@given(short, st.integers(2, 100))
def test_what_is_cut_fits(text: str, limit: int):
    assert size(cut(text, limit)) <= limit
    assert size(cut_escaped(text, limit)) <= limit


@settings(max_examples=25, deadline=None)
@given(
    st.builds(
        Card,
        title=short,
        fields=st.lists(st.builds(Field, short, plain), max_size=30).map(tuple),
        text=plain,
        footer=plain,
    )
)
def test_a_card_of_any_size_fits_into_embeds_of_one_message_each(card: Card):
    for embed in embeds(card):
        assert 0 < len(embed) <= 6000
        assert size(embed.title or "") <= 256
        assert size(embed.description or "") <= 4096
        assert len(embed.fields) <= 25
        assert all(0 < size(f.name or "") <= 256 and 0 < size(f.value or "") <= 1024 for f in embed.fields)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            Button, labels, st.builds(Action, st.sampled_from(["a", "b", "c"]), st.tuples(st.sampled_from("1234")))
        ),
        max_size=140,
    )
)
def test_any_number_of_buttons_fits_into_five_rows(buttons: list[Button]):
    for outgoing in io.render(Reply("What now?", buttons=tuple(buttons))):
        assert discord_schema.complaints("POST", "/channels/1/messages", body_of(outgoing)) == []


def test_few_buttons_stay_buttons_and_many_of_one_kind_become_a_select():
    five = tuple(Button(str(n), Action("answer", (str(n),))) for n in range(5))
    assert rows(five) == (ButtonRow(five),)
    six = (*five, Button("5", Action("answer", ("5",))))
    more = Button("More", Action("more"))
    assert rows((*six, more)) == (SelectRow(six), ButtonRow((more,)))


def test_seven_buttons_for_seven_different_deeds_stay_buttons():
    deeds = tuple(Button(str(n), Action(f"deed_{n}")) for n in range(7))
    assert rows(deeds) == (ButtonRow(deeds[:5]), ButtonRow(deeds[5:]))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold** _it_ ~~no~~ `code` ||hidden||", r"\*\*bold\*\* \_it\_ \~\~no\~\~ \`code\` \|\|hidden\|\|"),
        ("# title\n> quote\n- item\n1. first", "\\# title\n\\> quote\n\\- item\n1\\. first"),
        ("[click](https://evil.example)", r"\[click](https://evil.example)"),
        ("<#123> <t:1> <:smile:1>", r"\<#123> \<t:1> \<:smile:1>"),
        ("see https://example.org/my_page_1 now", "see https://example.org/my_page_1 now"),
        ("https://example.org/**x**", r"https://example.org/\*\*x\*\*"),
        ("5 - 3, 800 USD, C#", "5 - 3, 800 USD, C#"),
        ("@everyone @here", "@\u200beveryone @\u200bhere"),
    ],
)
def test_text_is_shown_as_typed(typed: str, shown: str):
    assert escape(typed) == shown


def test_list_items_become_discords_own_list():
    (message,) = io.render(Reply("Skills:\n• logo_design\n• print"))
    assert message.content == "Skills:\n- logo\\_design\n- print"


def test_a_long_answer_is_split_at_the_end_of_a_line():
    first, second = pieces("a" * 1500 + "\n" + "b" * 1500, 2000)
    assert (first, second) == ("a" * 1500, "b" * 1500)


def test_many_files_are_spread_over_messages_that_discord_takes():
    files = tuple(File(f"{n}.bin", b"x" * 300) for n in range(14))
    first, second = io.render(Reply("Here", files=files))
    assert (len(first.files), len(second.files)) == (10, 4)
    assert [len(message.files) for message in io.render(Reply("Here", files=files), file_limit=1000)] == [3, 3, 3, 3, 2]


def test_nothing_to_say_is_no_message_and_buttons_alone_get_a_word():
    assert io.render(Reply("")) == []
    (message,) = io.render(Reply("", buttons=(Button("Go", Action("go")),)))
    assert message.content


def read(raw: str, _: Reading) -> str:
    return raw


async def nobody(*_: object, **__: object) -> list[Reply]:
    return []


def test_a_form_keeps_to_discords_limits_whatever_the_declaration_says():
    params = (
        Param("story", "h" * 100, read, "q" * 120, long=True, max_length=9000),
        Param("currency", "Which money", read, "Which?", choices=tuple((f"{n}" * 60, str(n)) for n in range(25))),
    )
    command = Command("profile", "help", nobody, params, form=True)
    fields = forms.fields_of(command, (), {"story": "x" * 9000})
    modal = forms.form(command, Action("profile", ("a" * 50,)), fields, {"story": "x" * 9000})
    body = {"type": 9, "data": modal.to_dict()}
    assert discord_schema.complaints("POST", "/interactions/1/token/callback", body) == []


@pytest.mark.shared
def test_the_schema_is_where_the_requests_are_checked():
    if not discord_schema.is_there():
        pytest.skip(discord_schema.WHY_NOT)
    assert discord_schema.complaints("POST", "/users/@me/channels", {"recipient_id": []}) != []
    assert discord_schema.complaints("POST", "/no/such/place", {}) != []
