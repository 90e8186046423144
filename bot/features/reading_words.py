"""A contract that was read, in words: one phone screen first, then the rest, screen by screen."""

from __future__ import annotations

from bot.domain.clauses import Analysis, ClauseFound, FlagWords, Kind, Quote, RedFlag, Severity, Topic
from bot.domain.proposal import Side
from bot.domain.rights import DISCLAIMER, FactBase
from bot.reading.flags import law_on
from bot.reading.patterns import flag_rule, topic_rule
from bot.reading.text import plain
from bot.services.facts import fact_base

BY_MODEL = "A language model put “For you” into words where it could; the quotes and “Ask for” are not its own."
SCREEN = 1_500  # characters that fit on a phone without scrolling far
FIRST_FLAGS = 3
SHORT_QUOTE, LONG_QUOTE = 160, 500  # characters of a sentence that are shown; the place says where the rest stands
IN_PART = {
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
}
EXCLUSIVE = {
    True: "Only the client may use it.",
    False: "The client is not the only one who may use it.",
    None: "Whether only the client may use it is left open.",
}
ALARM = {Severity.HIGH: "serious", Severity.MEDIUM: "worth a talk", Severity.LOW: "small"}


def unreadable(language: str) -> str | None:
    """What to say of a document in a language that no rule reads; None where there are rules."""
    if language == "en" or language in IN_PART:
        return None
    known = ", ".join(IN_PART.values())
    return (
        f"This document does not seem to be in English (I take it for the language with the code {language}), so I cannot "
        f"read it well enough to be of use. I read English, and the main points in {known}. A translation would help."
    )


def screens(name: str, analysis: Analysis, side: Side) -> list[str]:
    """Everything there is to say, cut to phone screens. The first stands for itself; each ends with the disclaimer."""
    base = fact_base()
    blocks = [
        *_contradictions(analysis),
        *(_flag(flag, side, analysis.place, base) for flag in analysis.flags),
        *_ownership(analysis),
        *(_clause(one, analysis, side) for one in analysis.clauses),
        *_missing(analysis, side),
    ]
    if any(flag.words for flag in analysis.flags):
        blocks.append(BY_MODEL)
    return [_first(name, analysis, side, base), *(f"{screen}\n{DISCLAIMER}" for screen in _cut(blocks))]


def _first(name: str, analysis: Analysis, side: Side, base: FactBase) -> str:
    owned = analysis.ownership
    lines = [_heading(name, analysis, side, base), f"Who owns the work: {owned.owner}. When: {owned.when}."]
    if owned.kind is not Kind.NONE:
        lines.append(EXCLUSIVE[owned.exclusive])
    if owned.quotes:
        lines.append(shown(owned.quotes[0], SHORT_QUOTE))
    lines += _alarms(analysis)
    for flag in analysis.flags[:FIRST_FLAGS]:
        rule = flag_rule(flag.id)
        lines.append(f"• {rule.label}: {shown(flag.quote, SHORT_QUOTE)} Ask for: {rule.fairer}")
    if analysis.missing:
        lines.append(f"Not found: {', '.join(_in_a_row(topic_rule(topic).title) for topic in analysis.missing)}.")
    lines.append(DISCLAIMER)
    return "\n".join(lines)


def _heading(name: str, analysis: Analysis, side: Side, base: FactBase) -> str:
    pages = f", {analysis.pages} pages" if analysis.pages and analysis.pages > 1 else ""
    law = (
        f"It names the law of {base.place_name(analysis.place)}." if analysis.place else "It names no law that I know."
    )
    words = [f"I read {name}{pages} for you as the {side.value}.", law]
    if analysis.language in IN_PART:
        words.append(f"It is in {IN_PART[analysis.language]}, of which I read the main points only.")
    if analysis.unread_pages:
        numbers = ", ".join(map(str, analysis.unread_pages[:12]))
        words.append(f"I could not read page {numbers}: no text there, probably pictures.")
    return " ".join(words)


def _alarms(analysis: Analysis) -> list[str]:
    lines = []
    if analysis.instructions:
        lines.append(
            "It holds words meant to steer whoever checks it; they change nothing here: "
            + shown(analysis.instructions[0], SHORT_QUOTE)
        )
    if analysis.contradictions:
        subjects = "; ".join(pair.subject for pair in analysis.contradictions)
        lines.append(f"It contradicts itself on {subjects}. More shows both places.")
    if analysis.flags:
        serious = sum(flag.severity is Severity.HIGH for flag in analysis.flags)
        tail = (
            "" if not serious else ", all serious" if serious == len(analysis.flags) else f", {serious} of them serious"
        )
        lines.append(f"Red flags: {len(analysis.flags)}{tail}.")
    else:
        lines.append("Red flags: none of the kinds I know.")
    return lines


def _contradictions(analysis: Analysis) -> list[str]:
    blocks = [
        f"It says two things on {pair.subject}:\n• {shown(pair.first, LONG_QUOTE)}\n• {shown(pair.second, LONG_QUOTE)}\n"
        "Ask which one holds, in writing."
        for pair in analysis.contradictions
    ]
    return blocks + [
        f"Words to a machine or against checking, which change nothing: {shown(quote, LONG_QUOTE)}"
        for quote in analysis.instructions
    ]


def usual_words(flag: RedFlag) -> FlagWords:
    """What a red flag means for each side, whatever the contract."""
    rule = flag_rule(flag.id)
    return FlagWords(freelancer=rule.freelancer, client=rule.client)


def _flag(flag: RedFlag, side: Side, place: str, base: FactBase) -> str:
    rule = flag_rule(flag.id)
    words = flag.words or usual_words(flag)
    lines = [
        f"{rule.label} ({ALARM[flag.severity]})",
        shown(flag.quote, LONG_QUOTE),
        *([f"Read with {shown(flag.defined, LONG_QUOTE)}"] if flag.defined else []),
        f"For you: {words.freelancer if side is Side.FREELANCER else words.client}",
    ]
    if law := law_on(rule, place, base):
        lines.append(f"The law of {base.place_name(place)}: {law[0]} ({law[1]})")
    return "\n".join([*lines, f"Ask for: {rule.fairer}"])


def _ownership(analysis: Analysis) -> list[str]:
    owned = analysis.ownership
    if not owned.why:
        return []
    cited = f" ({'; '.join(owned.citations)})" if owned.citations else ""
    return [f"Why I say that about who owns the work: {' '.join(owned.why)}{cited}"]


def _clause(found: ClauseFound, analysis: Analysis, side: Side) -> str:
    rule, quotes = topic_rule(found.topic), found.quotes
    meaning = next(
        (one for one in rule.wordings if any(one.pattern.search(plain(quote.text)) for quote in quotes)), rule
    )
    words = meaning.freelancer if side is Side.FREELANCER else meaning.client
    if found.topic is Topic.OWNERSHIP:
        words += f" By this text and the law of the place: {analysis.ownership.owner}; {analysis.ownership.when}."
    return "\n".join([rule.title, *(shown(quote, LONG_QUOTE) for quote in quotes), f"For you: {words}"])


def _missing(analysis: Analysis, side: Side) -> list[str]:
    rules = [topic_rule(topic) for topic in analysis.missing]
    if not rules:
        return []
    lines = [rule.absent_freelancer if side is Side.FREELANCER else rule.absent_client for rule in rules]
    return [
        "What I did not find:\n" + "\n".join(f"• {rule.title}: {line}" for rule, line in zip(rules, lines, strict=True))
    ]


def _in_a_row(title: str) -> str:
    return title if title.isupper() else title[:1].lower() + title[1:]


def shown(quote: Quote, most: int) -> str:
    """A quote with its place; longer ones end with a mark outside the quotation marks, so that what is inside is exact."""
    words = quote.text
    cut = ""
    if len(words) > most:
        words, cut = words[:most].rsplit(" ", 1)[0], " …"
    where = f"clause {quote.clause}" if quote.clause else f"paragraph {quote.paragraph}"
    if quote.page:
        where = f"page {quote.page}, {where}"
    return f"“{words}”{cut} ({where})"


def _cut(blocks: list[str]) -> list[str]:
    """Blocks put together to screens; a block is never torn, a long one has a screen to itself."""
    found: list[str] = []
    for block in blocks:
        if found and len(found[-1]) + len(block) < SCREEN:
            found[-1] += f"\n\n{block}"
        else:
            found.append(block)
    return found
