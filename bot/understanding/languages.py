"""Which language a message is written in, and what to say to people whose language the rules do not read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

import prompts
from bot.understanding.texts import clean

ENOUGH_LETTERS = 12  # below it, a guess at the language is worth nothing
ENGLISH_WORDS = 0.25  # share of the commonest English words from which a message is English
SURE = 0.8  # share of probability from which the library's guess is taken
CLEAR_LETTERS, CLEAR = 20, 0.95  # from which somebody is answered in a language: switching for one odd line is worse
_ENGLISH = re.compile(
    r"\b(?:the|and|for|with|need|want|you|my|is|are|to|of|i|we|it|this|that|"
    r"can|have|please|by|on|who|what|how|hi|hello|thanks|help|looking|some|someone|"
    r"wanted)\b",
    re.IGNORECASE,
)
LIKELY = [
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "pl",
    "tr",
    "id",
    "sv",
    "da",
    "fi",
    "cs",
    "ro",
    "hu",
    "hr",
    "vi",
]  # in Latin letters
SCRIPTS = (  # what the letters alone decide; asked in this order
    ("ja", re.compile(r"[\u3040-\u30ff]")), ("ko", re.compile(r"[\uac00-\ud7af]")), ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("uk", re.compile(r"[іїєґ]", re.IGNORECASE)), ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ur", re.compile(r"[ٹڈڑںے]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")), ("hi", re.compile(r"[\u0900-\u097f]")), ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)  # fmt: skip
_LETTER = re.compile(r"[^\W\d_]")


_FOREIGN = re.compile(r"[\u0370-\uffdf]")  # letters of other scripts


@dataclass(frozen=True, slots=True)
class Unread:
    """What to say, in the writer's language, when no model can read it."""

    language: str  # ISO 639-1
    sentence: str


class _Sentence(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    sentence: str


_Sentences = TypeAdapter(dict[str, _Sentence])


@lru_cache(maxsize=1)
def _identifier():  # type: ignore[no-untyped-def]  # the library has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.3 s: only when somebody writes something unclear

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # type: ignore[no-untyped-call]
    identifier.set_languages(LIKELY)
    return identifier


@lru_cache(maxsize=1)
def sentences() -> dict[str, str]:
    """Language -> the sentence that says what still works, from `prompts/languages.toml`."""
    return {
        language: entry.sentence for language, entry in _Sentences.validate_python(prompts.data("languages")).items()
    }


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language of a message; "en" where it is English, mixed with English, or cannot be told.

    A short or unclear message counts as English: a wrong "I do not read German" is worse than a missed one.
    """
    language, share, letters = _guess(text)
    return language if letters >= ENOUGH_LETTERS and share >= SURE else "en"


def written_in(text: str) -> str | None:
    """The language that a message is clearly written in; None where it is too short or too mixed to tell."""
    language, share, letters = _guess(text)
    return language if letters >= CLEAR_LETTERS and share >= CLEAR else None


def _guess(text: str) -> tuple[str, float, int]:
    """The likeliest language, its share of probability, and how many letters it was guessed from (enough, for another
    script: its letters decide alone)."""
    plain = re.sub(r"https?://\S+|[@#/]\w+", " ", clean(text)[:1_000])
    letters = len(_LETTER.findall(plain))
    foreign = len(_FOREIGN.findall(plain))
    if foreign and foreign >= letters / 3:
        return next((language for language, script in SCRIPTS if script.search(plain)), "en"), 1.0, CLEAR_LETTERS
    if letters < ENOUGH_LETTERS:
        return "en", 0.0, letters
    words = re.findall(r"[^\W\d_]+", plain)
    if len(_ENGLISH.findall(plain)) / max(1, len(words)) >= ENGLISH_WORDS:
        return "en", 1.0, letters
    language, share = _identifier().classify(plain)
    return str(language), float(share), letters


def unread(text: str) -> Unread | None:
    """For a message that is not English: what to say in its language. None for English.

    A language without a sentence of its own gets the English one.
    """
    language = detect_language(text)
    if language == "en":
        return None
    known = sentences()
    return Unread(language, known.get(language, known["en"]))
