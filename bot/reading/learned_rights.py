"""What sentences do with rights in words that no rule knows, or that rules read in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ports import Embedder
from bot.reading.families import OF_RIGHTS, family_features
from bot.reading.movements import Does, Matter, Movement, exclusive, matter_of, when, words
from bot.reading.passages import Passage, close_look, passages, rise
from bot.reading.patterns import CLIENT, FREELANCER, small_rules
from bot.reading.sentence_classifier import Features, SentenceClassifier, shipped
from bot.reading.text import Sentence

FILE = "reading/rights_weights.tsv"
NONE, UNSAID, OPEN = "none", "unsaid", "open"
DOES = (*(one.value for one in Does), NONE)
MOMENTS = (
    *("on full payment", "on payment", "on creation", "on signature", "on delivery", "on acceptance"),
    *("on termination", "on request", "other", UNSAID),
)
EXCLUSIVE = {"yes": True, "no": False, OPEN: None}
LABELS = (
    *(f"does {name}" for name in DOES),
    *(f"when {name}" for name in MOMENTS),
    *(f"exclusive {name}" for name in EXCLUSIVE),
)
PAIRED = 1.0  # how much surer two sentences together must look than one
SHARE = 0.5  # of the passages that are looked at for red flags: few clauses of a contract speak of rights
SURER = 2.0  # how much surer where rules found something
SURE = 2.0  # how much surer of a moment than of none, to name one that rules did not see
PAID = ("on full payment", "on payment")  # a licence begins when it is granted, unless it waits for money
EARLY_OR_LATE = (*PAID, "on creation", "on delivery", "on acceptance")
SAID_AS = {
    "other": "on the event that the text names",
    "on payment": "on payment of each part",
    "on termination": "on completion",
}


@dataclass(frozen=True, slots=True)
class Read:
    """What the classifier makes of a passage. `lead`: of what it does before doing nothing; `when` empty: not said."""

    does: str
    lead: float
    when: str
    exclusive: bool | None


def rights_features(plain: str, moved: Sequence[Movement]) -> Features:
    """What the classifier knows of a passage beside its words: families, and what rules say of it."""
    said = exclusive(plain)
    ruled = [f"{one.does} {one.matter}" for one in moved] or ["nothing"]
    return {
        "family": family_features(plain, OF_RIGHTS),
        "rule": [*ruled, f"time {when(plain)}", f"exclusive {said}"],
    }


def read(model: SentenceClassifier, scores: Sequence[float]) -> Read:
    """Scores as one answer to each of the three questions."""
    told = dict(zip(model.labels, scores, strict=True))
    does, moment, alone = (
        max((label for label in told if label.startswith(asked)), key=lambda label: told[label])
        for asked in ("does ", "when ", "exclusive ")
    )
    moment, does = moment.removeprefix("when "), does.removeprefix("does ")
    return Read(does, _lead(model, scores), "" if moment == UNSAID else moment, EXCLUSIVE[alone.split()[1]])


def _lead(model: SentenceClassifier, scores: Sequence[float]) -> float:
    told = dict(zip(model.labels, scores, strict=True))
    return max(told[f"does {one}"] for one in Does) - told[f"does {NONE}"]


def with_learned(document: Sequence[Sentence], moved: Sequence[Movement], embedder: Embedder | None) -> list[Movement]:
    """What rules found in a document, with what the classifier adds to it, in reading order. Blocking.

    Rules come first. Where they find nothing in a passage the classifier is heard; where they found something elsewhere that
    moves the work, only if it is much surer and the passage names a side.
    """
    model = shipped(FILE)
    by_sentence: dict[int, list[Movement]] = {}
    for one in moved:
        by_sentence.setdefault(id(one.sentence), []).append(one)

    def ruled(passage: Passage) -> list[Movement]:
        return [one for sentence in passage.sentences for one in by_sentence.get(id(sentence), ())]

    looked_through = passages(document)
    settled = any(one.matter is Matter.WORK and one.does is not Does.KEEP for one in moved)
    floor = model.threshold + rise(looked_through) + (SURER if settled else 0.0)
    looked_at = close_look(
        model,
        looked_through,
        lambda one: rights_features(one.plain, ruled(one)),
        lambda scores: _lead(model, scores),
        floor,
        embedder,
        SHARE,
    )
    for passage, scores in sorted(looked_at, key=lambda pair: len(pair[0].sentences)):
        told = read(model, scores)
        enough = floor + PAIRED * (len(passage.sentences) - 1)
        if words().form["silent"].search(passage.plain):
            continue
        named = CLIENT in passage.plain or FREELANCER in passage.plain
        if found := ruled(passage):
            if len(passage.sentences) == 1:
                by_sentence[id(passage.sentences[0])] = _timed(found, model, scores)
        elif told.does != NONE and told.lead >= enough and (named or not settled):
            by_sentence[id(passage.sentences[0])] = [_movement(passage, told)]
    return [one for sentence in document for one in by_sentence.get(id(sentence), ())]


def _timed(found: Sequence[Movement], model: SentenceClassifier, scores: Sequence[float]) -> list[Movement]:
    """What rules read in a sentence, with the moment they missed where the classifier is sure of one."""
    told = read(model, scores)
    said = dict(zip(model.labels, scores, strict=True))
    lead = said[f"when {told.when or UNSAID}"] - max(said[f"when {UNSAID}"], said["when on signature"])
    if lead < SURE or told.when not in EARLY_OR_LATE or not small_rules().timing.search(found[0].sentence.plain):
        return list(found)
    moment = SAID_AS.get(told.when, told.when)
    return [
        one.model_copy(update={"when": moment})
        if not one.when and one.does in (Does.ASSIGN, Does.PROMISE, Does.JOINT)
        else one
        for one in found
    ]


def _movement(passage: Passage, told: Read) -> Movement:
    does = Does(told.does)
    named = told.when in PAID or (told.when != UNSAID and does not in (Does.LICENCE, Does.KEEP))
    return Movement(
        does=does,
        matter=matter_of(does, passage.plain, passage.plain),
        when=SAID_AS.get(told.when, told.when) if named else "",
        exclusive=told.exclusive,
        sentence=passage.sentences[0],
    )
