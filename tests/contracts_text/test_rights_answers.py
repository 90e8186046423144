"""What the first screen of an answer on rights holds: each thing asked, the direct answer first, and nothing made up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.services.facts import fact_base
from bot.services.place_facts import facts_of
from bot.services.rights import answer_question

BASE = fact_base()
CASES = json.loads((Path(__file__).parents[1] / "data" / "law_questions.json").read_text(encoding="utf-8"))["qa"]


def lead(question: str) -> str:
    return answer_question(question).text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "pieces"),
    [
        ("who owns the logo, and what happens if they pay late? I'm in Germany", ("UrhG 7", "9 percentage points")),
        ("can I show it in my portfolio and who owns the photos? India", ("portfolio", "by default the client who")),
        ("can they cancel halfway, and who owns the drafts then? I'm in France", ("Code civil 1794", "drafts")),
        ("can they drop my name, and may they pay after 90 days? Spain", ("credit", "90 days is more than 60")),
        ("who owns the app, and may I use my own library again? Toronto", ("s.13(1)", "your tools")),
        ("how many revisions are normal and what deposit can I ask for?", ("two rounds", "30 to 50 %")),
        (
            "is DocuSign enough, and can I waive my moral rights? Poland",
            ("qualified e-signature", "moral rights never end"),
        ),
        ("they never paid: who owns it, and what can I claim? New York", ("17 USC", "double damages")),
        ("I made the logo with AI. Who owns it? Ireland", ("makes the arrangements", "s.23(1)")),
    ],
)
def test_two_things_asked_at_once_are_both_answered_on_the_first_screen(question: str, pieces: tuple[str, ...]):
    said = answer_question(question).text
    for piece in pieces:
        assert piece.casefold() in said.casefold()
    assert len(said) < 1_300


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("I made a picture with Midjourney for a client in Munich. Who owns it?", "three AI-made logos"),
        ("Can the client train an AI on my illustrations? I'm in France", "a separate use that has to be agreed"),
        ("Does a no-training clause work in Singapore?", "may not be enforceable"),
        ("I used AI for the logo, must I tell the client? Germany", "names AI-made parts at delivery"),
        ("Is DocuSign enough to transfer copyright in Poland?", "only ink or a qualified e-signature"),
        ("Is DocuSign enough to transfer copyright in the Netherlands?", "needs a deed"),
        ("Who owns a chair I designed for a company in Toronto?", "Industrial Design Act s.12(1)"),
        ("My contract in Brazil says nothing about how long.", "five years at most"),
        ("Can the client cancel halfway and pay nothing? Germany", "owes the fee less what you save"),
        ("What is a kill fee usually?", "A kill fee is what the client pays for stopping the job"),
        ("Who keeps the unused logo concepts?", "unused concepts usually stay with the freelancer"),
        ("What are moral rights?", "to be named (credit)"),
        ("How many years must the client keep the contract in California?", "keep 4 years"),
        ("Can I revoke a licence if he does not pay? Kenya", "revoked only as the contract provides"),
    ],
)
def test_the_first_sentence_is_the_answer(question: str, first: str):
    assert first in lead(question)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("GB", "in the course of the employment"),
        ("US", "within the scope of the job"),
        ("DE", "only in programs"),
        ("NG", "employed or not"),
        ("PH", "regular duties"),
        ("IT", "12-bis"),
        ("KE", "holds no rule"),
    ],
)
def test_what_employees_make_is_told_apart_from_commissioned_work(place: str, words: str):
    answer = answer_question("My employee made the design. Who owns it?", freelancer_place=place)
    assert words in f"{answer.text} {answer.citations}" and "employ" in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    "question",
    [
        "Two of us wrote the book together, who owns it? We are in London",
        "Can I post photos of strangers that I took on the street in Paris?",
        "Do I need a model release for portraits in Germany?",
        "How long does copyright last in Canada?",
        "Do I have to pay tax in Germany as a freelancer?",
        "Is it fair use if the client takes ten seconds of a song?",
        "Do I need a visa to work in Spain?",
        "Does the client get the source files? Netherlands",
        "How do I cook pasta in Italy?",
        "Best restaurant in Paris?",
    ],
)
def test_what_the_base_does_not_hold_is_said_to_be_unknown_and_no_law_is_cited(question: str):
    answer = answer_question(question)
    assert answer.text.startswith("I don't know") and not answer.citations and not answer.known


def test_what_is_held_beside_what_is_not_is_still_answered():
    said = answer_question("Do I pay tax on it, and who owns the logo? I'm in Spain").text
    assert said.startswith("I don't know about taxes") and "Spain: the freelancer owns" in said


@pytest.mark.parametrize("law", [law for law in BASE.pay_laws if law.unsure], ids=lambda law: law.id)
def test_parts_of_a_pay_law_that_were_not_seen_in_a_source_are_worded_as_uncertain(law):
    asks = {
        "deadline": ("When must they pay the invoice?", law.due),
        "limit": ("The client pays 90 days after the invoice. Is that legal?", "90 days is more"),
        "late": ("What happens if they pay the invoice late?", law.remedy),
        "sum": ("What happens if they pay the invoice late?", law.late_sum),
        "contract": ("What must the written contract contain?", "the contract must contain"),
        "duties": ("Must they keep a copy of the contract?", law.duties[0] if law.duties else ""),
    }
    for part in law.unsure:
        question, words = asks[part]
        lines = answer_question(question, freelancer_place=law.place).text.split("\n")
        told = [line for line in lines if words.casefold() in line.casefold()]
        assert told and all("usually" in line.casefold() and "not confirmed" in line for line in told), (law.id, part)


def test_every_citation_that_is_shown_stands_in_the_fact_base():
    known = BASE.citations()
    written = "\n".join(fact.statement for code in BASE.jurisdictions for fact in facts_of(code, None, BASE))
    written += "".join(f"({law.threshold})" for law in BASE.pay_laws)
    for case in CASES:
        answer = answer_question(case["situation"], freelancer_place=case["jurisdiction"].removeprefix("ALL"))
        for line in (*answer.text.split("\n"), *answer.more):
            cited = _cited(line)
            assert not cited or cited in known or f"({cited})" in written, (case["id"], line)


def _cited(line: str) -> str:
    """What stands in the parentheses that end a statement: its citation, if it has one."""
    depth = 0
    for at in range(len(line) - 2, -1, -1) if line.endswith(").") else ():
        depth += (line[at] == ")") - (line[at] == "(")
        if depth == 0:
            return line[at + 1 : -2].removesuffix("not confirmed").removesuffix("; ")
    return ""
