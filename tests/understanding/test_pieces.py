"""Work that somebody shows is read with the skills it names, within reason."""

from __future__ import annotations

import pytest

from bot.errors import InvalidInput
from bot.understanding.pieces import find_added_pieces, parse_pieces, show_pieces
from bot.understanding.skills import parse_skill_claims, vocabulary
from bot.understanding.soft_skills import parse_soft_skill_claims
from tests.understanding.readings import SUNDAY


def test_a_piece_shows_the_skills_that_its_title_and_brackets_name():
    (piece,) = parse_pieces("Bakery logo https://example.org/l (Packaging Design)", SUNDAY)
    assert set(piece.skills) == {"Logo Design", "Packaging Design"}
    assert parse_pieces(show_pieces((piece,)), SUNDAY) == (piece,)


def test_a_piece_shows_a_few_skills_and_a_list_of_skills_is_no_work():
    names = [skill.name for skill in vocabulary().skills][:100]
    (piece,) = parse_pieces(f"All I can do: {', '.join(names[:9])} https://example.org", SUNDAY)
    assert len(piece.skills) == 5
    many = "; ".join(f"Work {', '.join(names[at : at + 3])}" for at in range(0, 60, 3))
    with pytest.raises(InvalidInput, match="more skills than work can show"):
        parse_pieces(many, SUNDAY)


@pytest.mark.parametrize(
    ("words", "piece"),
    [
        ("add to my portfolio: Farm app (Kotlin) https://example.org/a", "Farm app (Kotlin) https://example.org/a"),
        ("please add https://example.org/a to my portfolio", "https://example.org/a"),
        ("put the bakery logo in my portfolio", "the bakery logo"),
        ("I need somebody to add a page to my portfolio website", None),
    ],
)
def test_what_is_added_to_a_portfolio_is_found(words: str, piece: str | None):
    assert find_added_pieces(words) == piece


def test_a_word_or_the_same_sentence_for_everything_is_no_evidence():
    claims = parse_soft_skill_claims("Reliability: yes; Patience: 40 jobs, never late", SUNDAY)
    assert [claim.evidence for claim in claims] == ["", "40 jobs, never late"]
    alike = "; ".join(f"{name}: clients always say so" for name in ("Reliability", "Patience", "Empathy", "Curiosity"))
    assert sum(bool(claim.evidence) for claim in parse_soft_skill_claims(alike, SUNDAY)) == 2


def test_a_skill_in_wide_broken_or_look_alike_letters_is_the_same_skill_and_other_scripts_stay():
    twins = "Logo Design; Ｌｏｇｏ Ｄｅｓｉｇｎ; L\u200bo\u200bgo Design; Lоgо Design; Иллюстрация для книг"
    names = [claim.name for claim in parse_skill_claims(twins, SUNDAY)]
    assert names == ["Logo Design", "Иллюстрация для книг"]
