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

_I, _YOU, _WE = "i|me|my|myself|mine", "you|your|yours|yourself", "we|us|our|ours"
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
# Of the two sides the one who makes is a person: "By this deed he transfers …".
_SHE = re.compile(
    r"\b(?:he|she)\b(?= (?:hereby |also |then |thereby |irrevocably )*"
    r"(?:assigns|transfers|grants|licen[cs]es|cedes|conveys|waives|keeps|retains|gives up|hands over|signs over)\b)"
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
        words = _SHE.sub(FREELANCER, words) if _SHE.search(words) else words
        return replace(sentence, plain=small_rules().articles.sub("", words))


def parties_of(document: Iterable[Sentence]) -> Parties:
    """The words this document uses. Names it defines are sorted by what they do: who is paid makes the work."""
    spoken = list(document)
    makers, givers = _either(spoken, _known("freelancer"), _known("client"))
    defined = _defined(spoken)
    for name in defined:
        if re.fullmatch(makers, name) or re.fullmatch(givers, name):
            continue
        side = _side(name, spoken) or _left_over(defined, name, makers, givers)
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


def _left_over(defined: list[str], name: str, makers: str, givers: str) -> str:
    """The side of a name that does nothing telling, where the only other name is that of a known side."""
    others = [other for other in defined if other != name]
    if len(others) != 1:
        return ""
    made, given = (re.fullmatch(words, others[0]) is not None for words in (makers, givers))
    return CLIENT if made and not given else FREELANCER if given and not made else ""


def _doing(rules: tuple[str, ...], name: str) -> str:
    return "|".join(rules).replace("{name}", re.escape(name))


def _with_pronouns(spoken: list[Sentence], makers: str, givers: str) -> tuple[str, str]:
    """Letters say I and you, terms of use say you and we: whoever makes, grants and is paid makes the work.

    Pronouns stand for a side that no word names, or hardly any does: "our customers" are a third party then.
    """
    text = " ".join(sentence.plain for sentence in spoken[:60])
    i, you, we = (len(pattern.findall(text)) for pattern in FIRST_PERSON)
    makes, gives = (len(pattern.findall(text)) for pattern in (small_rules().first_makes, small_rules().first_gives))
    unmade, ungiven = (len(_words(words).findall(text)) * 3 <= i + you + we for words in (makers, givers))
    first = makes > gives or (makes == gives and (i > 0 or YOU_PAY.search(text) is not None))
    if first:
        mine = "|".join(([_I] if i else []) + ([_WE] if we and you and not i else []))
        return (
            f"{makers}|{mine}" if mine and (unmade or (i and you and ungiven)) else makers,
            f"{givers}|{_YOU}" if you and ungiven else givers,
        )
    mine = "|".join(([_I] if i else []) + ([_WE] if we else []))
    return (
        f"{makers}|{_YOU}" if you and unmade else makers,
        f"{givers}|{mine}" if mine and you and (ungiven or unmade) else givers,
    )
