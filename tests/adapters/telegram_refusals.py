"""What the Bot API refuses, and how it reads markup: part of the double of Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any


@dataclass
class Refusal:
    """An answer that the server gives instead of doing what it was asked."""

    method: str
    description: str
    code: int
    chat_id: int | None
    times: int
    parameters: dict[str, Any]


class Refused(Exception):
    def __init__(self, description: str, code: int = 400, **parameters: Any) -> None:
        super().__init__(description)
        self.description, self.code, self.parameters = description, code, parameters


class ParsedHtml(HTMLParser):
    """Telegram's HTML: a few elements, all of them closed."""

    KNOWN = frozenset(["b", "strong", "i", "em", "u", "s", "a", "code", "pre", "blockquote"])

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open = "", []  # type: str, list[str]
        self.feed(html)
        self.close()
        if self.open:
            raise Refused(
                f"Bad Request: can't parse entities: Can't find end tag corresponding to start tag {self.open[-1]}"
            )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.KNOWN:
            raise Refused(f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Refused("Bad Request: can't parse entities: Unexpected end tag")

    def handle_data(self, data: str) -> None:
        self.text += data


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
