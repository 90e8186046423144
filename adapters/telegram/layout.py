"""How a reply looks on Telegram: words as HTML, cut to fit, and buttons in rows. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle, MessageLimit

from bot.messages import Button, Card, Style

TEXT_UNITS = int(MessageLimit.MAX_TEXT_LENGTH)  # UTF-16 units after entity parsing; sendMessage
CAPTION_UNITS = int(MessageLimit.CAPTION_LENGTH)  # UTF-16 units after entity parsing; sendDocument
ROW_CHARACTERS = 30  # of labels side by side; more is cut with dots on a narrow phone
ROW_BUTTONS = 5  # side by side; Telegram would take 8, thumbs do not
KEYBOARD_BUTTONS = 100  # Telegram refuses larger keyboards
LABEL_CHARACTERS = 64  # longer labels are unreadable, whatever the server takes
STYLES = {
    Style.MAIN: str(KeyboardButtonStyle.PRIMARY),
    Style.PLAIN: None,
    Style.DANGER: str(KeyboardButtonStyle.DANGER),
}


class Mark(StrEnum):
    """The HTML element around a span."""

    NONE = ""
    BOLD = "b"
    ITALIC = "i"


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style."""

    text: str
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Words:
    """One message's text, as HTML and, for a server that cannot read it, plain."""

    html: str
    plain: str


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def clean(text: str) -> str:
    """Without what makes the server refuse a message: control characters and halves of surrogate pairs."""
    return "".join(_clean(character) for character in text.replace("\r\n", "\n"))


def _clean(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"}:
        return character
    return "�" if unicodedata.category(character) == "Cs" else ""


def card_spans(card: Card) -> list[Span]:
    """A bold title, one line a field with a bold name, then text and footer."""
    spans = [Span(clean(card.title), Mark.BOLD)]
    for field in card.fields:
        spans += [Span("\n"), Span(f"{clean(field.name)}:", Mark.BOLD), Span(f" {clean(field.value)}")]
    if card.text:
        spans.append(Span(f"\n\n{clean(card.text)}" if card.fields else f"\n{clean(card.text)}"))
    if card.footer:
        spans += [Span("\n\n"), Span(clean(card.footer), Mark.ITALIC)]
    return spans


def words(spans: Sequence[Span], limit: int = TEXT_UNITS) -> list[Words]:
    """As many messages as the text needs; cut before formatting, so that no piece has half an element."""
    text = "".join(span.text for span in spans)
    return [Words(_html(spans, start, end), text[start:end]) for start, end in pieces(text, limit)]


def _html(spans: Iterable[Span], start: int, end: int) -> str:
    parts: list[str] = []
    position = 0
    for span in spans:
        shown = span.text[max(start - position, 0) : max(end - position, 0)]
        position += len(span.text)
        if shown:
            safe = escape(shown, quote=False)
            parts.append(f"<{span.mark}>{safe}</{span.mark}>" if span.mark and shown.strip() else safe)
    return "".join(parts)


def pieces(text: str, limit: int) -> list[tuple[int, int]]:
    """Ranges of at most `limit` UTF-16 units, cut between paragraphs, else lines, else words, else anywhere.

    White space around a cut is dropped, as the server would; text of white space alone has no piece.
    """
    ranges: list[tuple[int, int]] = []
    start, last = _next_visible(text, 0), len(text.rstrip())
    while start < last:
        end = _furthest(text, start, limit)
        if end < last:
            end = _seam(text, start, end)
        stop = min(end, last)
        ranges.append((start, start + len(text[start:stop].rstrip())))
        start = _next_visible(text, stop)
    return ranges


def _next_visible(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _furthest(text: str, start: int, limit: int) -> int:
    used = 0
    for index in range(start, len(text)):
        used += 2 if ord(text[index]) > 0xFFFF else 1
        if used > limit:
            return index
    return len(text)


def _seam(text: str, start: int, end: int) -> int:
    for seam in ("\n\n", "\n", " "):
        at = text.rfind(seam, start + (end - start) // 2, end + 1)
        if at > start:
            return at
    back = end
    while back > start + 1 and _joined(text, back):
        back -= 1
    return back if back > start + 1 else end


def _joined(text: str, at: int) -> bool:
    """Whether a cut here would take a letter from its accent or an emoji from its family."""
    joiners = "\u200d\ufe0f"
    return text[at] in joiners or text[at - 1] == "\u200d" or unicodedata.combining(text[at]) != 0


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Buttons in readable rows: short ones side by side, in the order given. One whose action does not fit is left out."""
    rows: list[list[InlineKeyboardButton]] = []
    room = 0
    for button in [button for button in buttons if packs(button)][:KEYBOARD_BUTTONS]:
        label = clean(button.label)[:LABEL_CHARACTERS].strip() or "…"
        if not rows or len(label) > room or len(rows[-1]) == ROW_BUTTONS:
            rows.append([])
            room = ROW_CHARACTERS
        room -= len(label) + 3  # the padding around a label
        data, style = button.action.pack(), STYLES[button.style]
        rows[-1].append(InlineKeyboardButton(label, callback_data=data, style=style))
    return InlineKeyboardMarkup(rows) if rows else None


def packs(button: Button) -> bool:
    """Whether Telegram can carry what this button asks for."""
    try:
        button.action.pack()
    except ValueError:
        return False
    return True
