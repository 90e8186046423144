"""Who is who: the words a contract uses for the two sides, replaced by one name for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

import prompts
from bot.reading.actors import actors, is_thing
from bot.reading.patterns import CLIENT, FREELANCER, small_rules
from bot.reading.text import Sentence, plain

DEFINED = re.compile(r"[(\[][^()\[\]]{0,60}?[\"“„«']([A-Z][\w .&-]{1,40}?)[\"”“»'][^()\[\]]{0,30}[)\]]")
# A name that acts like a person: "the Brewery may", "The Namer agrees". What a contract is about acts too, and is no person.
ACTING = re.compile(
    r"\b[Tt]he ([A-Z][a-z]+(?:[ -][A-Z][a-z]+)?) (?:may|shall|will|must|agrees?|owns?|pays?|receives?|gets?|becomes?|is entitled|"
    r"undertakes?|grants?|assigns?|keeps?|retains?|delivers?|wants?|orders?|commissions?|appoints?|waives?)\b"
)
FIRST_PERSON = (re.compile(r"\b(?:i|me|my)\b"), re.compile(r"\b(?:you|your)\b"), re.compile(r"\b(?:we|us|our)\b"))

# Copyright is "the right of the author" in many languages, which names no party.
_NOT_OF_AUTHORS = "".join(
    f"(?<!{words})"
    for words in (
        "droit d'",
        "droits d'",
        "derecho de ",
        "derechos de ",
        "direito de ",
        "direitos de ",
        "diritto d'",
        "diritti d'",
    )
)
YOU_PAY = re.compile(r"\byou (?:have |will |shall |must |then )?(?:paid|pay)\b")


@dataclass(frozen=True, slots=True)
class Parties:
    """The words of one document for its two sides."""

    freelancer: re.Pattern[str]
    client: re.Pattern[str]

    def named(self, sentence: Sentence) -> Sentence:
        """The sentence with the two names in its plain spelling, without articles before them."""
        words = self.client.sub(CLIENT, self.freelancer.sub(FREELANCER, sentence.plain))
        return replace(sentence, plain=small_rules().articles.sub("", words))


def parties_of(document: Iterable[Sentence]) -> Parties:
    """The words this document uses. Names it defines are sorted by what they do: who is paid makes the work."""
    spoken = list(document)
    makers, givers = _either(spoken, _known("freelancer"), _known("client"))
    for name in _defined(spoken):
        if re.fullmatch(makers, name) or re.fullmatch(givers, name):
            continue
        side = _side(name, spoken)
        if side == FREELANCER:
            makers = f"{makers}|{re.escape(name)}"
        elif side == CLIENT:
            givers = f"{givers}|{re.escape(name)}"
    makers, givers = _unlisted(spoken, makers, givers)
    makers, givers = _with_pronouns(spoken, makers, givers)
    return Parties(_words(makers), _words(givers))


def _unlisted(spoken: list[Sentence], makers: str, givers: str) -> tuple[str, str]:
    """Where no known word names a side, somebody else does: by what they do, or because the other side is known."""
    text = " ".join(sentence.plain for sentence in spoken[:400])
    made, given = _words(makers).search(text) is not None, _words(givers).search(text) is not None
    if made and given:
        return makers, givers
    known = [_words(makers), _words(givers), _words(f"{_usually('freelancer')}|{_usually('client')}")]
    strangers = {name: side for name, side in actors(text).items() if not any(words.search(name) for words in known)}
    if made or given:  # then whoever acts in capitals is the other side, whatever they do: the Brewery
        named = (plain(name) for sentence in spoken[:400] for name in ACTING.findall(sentence.text))
        strangers |= {
            name: CLIENT if made else FREELANCER
            for name in named
            if not is_thing(name) and not any(words.search(name) for words in known)
        }
    for side, missing in ((FREELANCER, not made), (CLIENT, not given)):
        others = "|".join(re.escape(name) + "(?:'s)?" for name, acts in strangers.items() if acts == side)
        if missing and others:
            makers, givers = (f"{makers}|{others}", givers) if side == FREELANCER else (makers, f"{givers}|{others}")
    return makers, givers


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@-]){_NOT_OF_AUTHORS}(?:{alternatives})(?![\w-])")


@cache
def _known(side: str) -> str:
    words = prompts.data("reading/parties")[side]
    assert isinstance(words, list)
    return "|".join(words)


@cache
def _usually(side: str) -> str:
    either = prompts.data("reading/parties")["either"]
    assert isinstance(either, dict)
    return "|".join(either[side])


def _either(spoken: list[Sentence], makers: str, givers: str) -> tuple[str, str]:
    """Both lists with the words that either side may bear, each where this text has room for it."""
    text = " ".join(sentence.plain for sentence in spoken[:400])
    made, given = _words(makers).search(text) is not None, _words(givers).search(text) is not None
    on_makers, on_givers = _usually("freelancer"), _usually("client")
    if made and not given:
        return makers, f"{givers}|{on_makers}|{on_givers}"
    if given and not made:
        return f"{makers}|{on_makers}|{on_givers}", givers
    return f"{makers}|{on_makers}", f"{givers}|{on_givers}"


def _defined(spoken: list[Sentence]) -> list[str]:
    """Names in brackets and quotation marks near the start: (the "Agency")."""
    found = Counter(
        plain(name).removeprefix("the ") for sentence in spoken[:40] for name in DEFINED.findall(sentence.text)
    )
    return [name for name in found if len(name) > 2]


def _side(name: str, spoken: list[Sentence]) -> str:
    """FREELANCER, CLIENT or nothing: what the document says that this party does."""
    gives, makes = _doing(small_rules().gives, name), _doing(small_rules().makes, name)
    text = " ".join(sentence.plain for sentence in spoken[:400])
    given, made = len(re.findall(gives, text)), len(re.findall(makes, text))
    return CLIENT if given > made else FREELANCER if made > given else ""


def _doing(rules: tuple[str, ...], name: str) -> str:
    return "|".join(rules).replace("{name}", re.escape(name))


def _with_pronouns(spoken: list[Sentence], makers: str, givers: str) -> tuple[str, str]:
    """Letters say I and you. Who writes "I" makes the work; "you" is the other side, unless "we" is the client's."""
    text = " ".join(sentence.plain for sentence in spoken[:60])
    i, you, we = (len(pattern.findall(text)) for pattern in FIRST_PERSON)
    if i and you and not we and not _words(givers).search(text):
        return rf"{makers}|i|me|my|myself|mine", rf"{givers}|you|your|yours"
    if i and not _words(makers).search(text):
        makers = rf"{makers}|i|me|my|myself|mine"
        if you and not _words(givers).search(text):
            givers = rf"{givers}|you|your|yours"
    elif you and we and not _words(makers).search(text):
        makers, givers = rf"{makers}|you|your|yours", rf"{givers}|we|us|our|ours"
    elif you and YOU_PAY.search(text) and not _words(givers).search(text):
        givers = rf"{givers}|you|your|yours"
    elif you and not _words(makers).search(text):
        makers = rf"{makers}|you|your|yours"
    return makers, givers
