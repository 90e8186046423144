"""What the bot says in the person's own language: put there by a language model, checked line by line."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

import structlog
from babel import Locale

import prompts
from bot.errors import Unavailable
from bot.messages import MAX_LABEL, Button, Card, Field, Reply
from bot.understanding.paid_model import CHARACTERS_A_TOKEN, PaidModel, tool
from bot.understanding.privacy import Disguise

log = structlog.get_logger("translation")

MOST_LINES, MOST_CHARACTERS = 120, 9_000  # of one turn's replies; what is longer stays English
KEPT = 2_000  # lines whose translation is remembered: questions and labels come again and again
_TOOL = tool("translated", "The lines in the other language.", lines={"type": "array", "items": {"type": "string"}})
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f' ]\d{3})*(?:[.,]\d+)?")
_QUOTE = re.compile(r"“[^”]*”")
_HIDDEN_QUOTE = re.compile(r"<QUOTE_(\d+)>")
_FIXED = re.compile(  # what has to stand in the translation letter by letter
    r"(?<![\w/])/[a-z_]{2,}|https?://\S+[\w/]|www\.\S+[\w/]|\S+@\S+\.\w+|(?<!\w)@\w+|\[[A-Z]+_\d+\]|<QUOTE_\d+>|(?<![A-Za-z_])[A-Z]{3,}(?![A-Za-z_])"
)


@dataclass(slots=True)
class ModelTranslator:
    """`bot.ports.Translator` with a chat model.

    What is marked `as_is` is neither sent nor changed; identifying facts are replaced before sending and put back. A line
    that comes back with other numbers, commands, links or quotes stays English, and so does all when the model fails.
    """

    model: PaidModel
    _known: dict[tuple[str, str], str] = field(default_factory=dict, init=False)  # (language, line) -> translation

    async def translated(
        self, replies: Sequence[Reply], language: str, *, person_id: UUID, names: Sequence[str], today: date
    ) -> list[Reply]:
        """The replies in an ISO 639-1 language, as far as that goes. Takes some seconds at most and never fails."""
        told = (*names, *(name for reply in replies for name in reply.names))
        disguise, quotes = Disguise(names=told), _Quotes()
        hidden = {line: disguise.hide(quotes.hide(line)) for reply in replies for line in _lines(reply)}
        wanted = [line for line in dict.fromkeys(hidden.values()) if (language, line) not in self._known]
        if wanted and len(wanted) <= MOST_LINES and sum(map(len, wanted)) <= MOST_CHARACTERS:
            try:
                self._remember(language, await self._asked(wanted, language, person_id, today))
            except Unavailable as error:
                log.warning("the answer stays English", why=str(error))
        known = {
            line: quotes.reveal(disguise.reveal(self._known[language, stand_in]))
            for line, stand_in in hidden.items()
            if (language, stand_in) in self._known
        }
        return [_in_words(reply, known) for reply in replies]

    async def _asked(self, lines: Sequence[str], language: str, person_id: UUID, today: date) -> dict[str, str]:
        """The lines that were translated well. Raises Unavailable."""
        name = Locale("en").languages.get(language, language)
        fence = f"----- {secrets.token_hex(6)} -----"  # cannot be known to whoever wrote a part of the lines
        flat = [line.replace("\n", " ⏎ ") for line in lines]
        messages = (
            ("system", prompts.load("translate_system", language=name, fence=fence)),
            ("human", prompts.load("translate_lines", fence=fence, lines=flat)),
        )
        tokens = 200 + 2 * sum(map(len, flat)) // CHARACTERS_A_TOKEN  # most languages take more than English
        answer = await self.model.ask(messages, _TOOL, person_id=person_id, today=today, tokens=tokens)
        said = answer.get("lines")
        if not isinstance(said, list) or len(said) != len(lines) or not all(isinstance(line, str) for line in said):
            raise Unavailable("the model gave other lines than it was asked for")
        pairs = ((line, re.sub(r" ?⏎ ?", "\n", words).strip()) for line, words in zip(lines, said, strict=True))
        return {line: words for line, words in pairs if is_faithful(words, line)}

    def _remember(self, language: str, lines: dict[str, str]) -> None:
        if len(self._known) + len(lines) > KEPT:
            self._known.clear()
        self._known |= {(language, line): words for line, words in lines.items()}


class _Quotes:
    """Quotes from documents stay out of what is sent: they count word by word."""

    def __init__(self) -> None:
        self._quotes: list[str] = []

    def hide(self, text: str) -> str:
        """The text with `<QUOTE_1>` in the place of each quote."""
        return _QUOTE.sub(self._stand_in, _HIDDEN_QUOTE.sub("", text))

    def reveal(self, text: str) -> str:
        """The quotes back in their places."""
        return _HIDDEN_QUOTE.sub(lambda found: self._quotes[int(found[1]) - 1], text)

    def _stand_in(self, found: re.Match[str]) -> str:
        self._quotes.append(found.group())
        return f"<QUOTE_{len(self._quotes)}>"


def is_faithful(words: str, line: str) -> bool:
    """Whether a translation says the numbers, commands, links, codes and quotes of the line and no others, at about its
    length. It cannot see a changed meaning: hence the line that says who translates."""
    if not words or len(words) > 3 * len(line) + 20 or 4 * len(words) < len(line):
        return False
    return _numbers(words) == _numbers(line) and sorted(_fixed(words)) == sorted(_fixed(line))


def _numbers(text: str) -> list[str]:
    """Each number as digits, in any order: 1,200.50 and 1.200,50 are the same."""
    return sorted(re.sub(r"\D", "", found) for found in _NUMBER.findall(text))


def _fixed(text: str) -> list[str]:
    return _FIXED.findall(text)


def _lines(reply: Reply) -> list[str]:
    """The English of a reply that may be translated."""
    found = [] if reply.as_is else [reply.text]
    if (card := reply.card) is not None and not card.as_is:
        found += [card.title, card.text, card.footer]
        found += [line for one in card.fields for line in ((one.name,) if one.as_is else (one.name, one.value))]
    found += [button.label for button in reply.buttons]
    return [line for line in found if re.search(r"[^\W\d_]", line)]


def _in_words(reply: Reply, known: dict[str, str]) -> Reply:
    def said(line: str) -> str:
        return known.get(line, line)

    card = reply.card
    if card is not None and not card.as_is:
        fields = tuple(
            Field(said(one.name), one.value if one.as_is else said(one.value), one.as_is) for one in card.fields
        )
        card = Card(said(card.title), fields, said(card.text), said(card.footer))
    buttons = tuple(_labelled(button, said(button.label)) for button in reply.buttons)
    return replace(reply, text=reply.text if reply.as_is else said(reply.text), card=card, buttons=buttons)


def _labelled(button: Button, label: str) -> Button:
    return replace(button, label=label) if len(label) <= MAX_LABEL else button
