"""Questions on rights that go on from the one before: "and if I'm in Austria?", "and the fonts?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.services.law_cues import UNPAID
from bot.services.question_places import places_in, without_places
from bot.services.questions import Question, read_question, table, without_kind

GOES_ON = re.compile(
    r"^\W*(?:and|but|or|so|then|ok(?:ay)?|what about|how about|what if|if (?:i|we|the|they|he|she|it)|even if|"
    r"same|also|(?:can|may|must|could|do|will|is|are) (?:they|he|she|it|that)|does "
    r"that|is that|would that|in|for|with)\b",
    re.IGNORECASE,
)
MINE = re.compile(
    r"\b(?:i|i'?m|me|my|we|our|freelancer|designer|developer|writer|illustrator|photographer)\b", re.IGNORECASE
)
THEIRS = re.compile(r"\b(?:client|customer|company|they|their|agency|he|she|hirer|buyer)\b", re.IGNORECASE)
LONGEST = 16  # words; who says more asks anew


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the codes of its places, the asker's first where that is known."""

    question: str
    places: tuple[str, ...]


def asked(text: str, *told: str) -> Asked:
    """A question as it stands for itself. `told` are places given beside it."""
    question = read_question(text, places=told)
    return Asked(text, _own_first(question))


def goes_on(text: str) -> bool:
    """Whether a few words can only be understood from the question before: a place, a subject, hardly a verb."""
    if len(text.split()) > LONGEST:
        return False
    question = read_question(text)
    if question.places and len(without_places(text).split()) <= 3:
        return True
    on_law = question.names_a_subject or question.places or UNPAID.search(text)
    return bool(GOES_ON.search(text) and on_law)


def in_another_language(text: str) -> bool:
    """Whether words ask for rights in a language that the rules do not read."""
    return re.search(str(table("foreign")["asks"]), text, re.IGNORECASE) is not None


def gone_on(before: Asked, text: str) -> Asked:
    """The question that is meant: another place for the same question, or another subject for the same places."""
    question = read_question(text)
    rest = without_places(text)
    new = bool(question.topics - {"owner", "form"} or question.on_pay or question.on_contract)
    words = rest if new else without_places(before.question)
    if UNPAID.search(text):
        words = f"{without_places(before.question)} {rest}"  # what becomes of the rights, and of the pay
    if not new and question.kind:
        words = f"{without_kind(words)} {rest}"
    return Asked(words, _placed(before.places, question) if question.places else before.places)


def _placed(before: tuple[str, ...], question: Question) -> tuple[str, ...]:
    """The places of the question before, with those that are named now put in for the side that is spoken of."""
    if len(question.places) > 1 or len(before) < 2:
        one_side = len(before) == 1 and len(question.places) == 1
        return (before[0], *question.places) if one_side and _of_the_client(question.text) else question.places
    if _of_the_client(question.text):
        return (before[0], *question.places)
    return (*question.places, before[1]) if MINE.search(question.text) else question.places


def _of_the_client(text: str) -> bool:
    return THEIRS.search(text) is not None and not re.search(r"\bi'?m\b|\bi am\b|\bi live\b", text, re.IGNORECASE)


def _own_first(question: Question) -> tuple[str, ...]:
    """The places of a question, the one after "I'm in" first."""
    mine = re.search(r"\b(?:i'?m|i am|i live|i work|me)\b[^,.;]*", question.text, re.IGNORECASE)
    own = places_in(mine[0])[:1] if mine else []
    return tuple(dict.fromkeys((*own, *question.places)))
