"""Between typed lines and the neutral vocabulary: reading a line, numbering buttons, writing a reply as JSON."""

from __future__ import annotations

import json
import mimetypes
import re
import shlex
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.commands import Router
from bot.errors import InvalidInput
from bot.messages import Button, CommandCall, Content, File, Press, Reply, Text, Upload

LINE_BYTES = 256 * 1024  # a line beyond this is no message; the core has its own, smaller limit for what it reads
UPLOAD_BYTES = 20 * 1024 * 1024  # the limit of the chat platforms, kept here so that everybody meets the same one
ROWS_KEPT = 30  # how many answers back a button can still be pressed
ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-Z\\-_])")
CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}
A_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:\s+(.*))?", re.DOTALL)
A_VALUE = re.compile(r"([a-z0-9_]{1,32})=(.*)", re.DOTALL)
A_NUMBER_IS_ASKED = re.compile(
    r"\b(how (many|much|long|old)|(what|which) number|hours|years|days|weeks|percent|amount|budget|rate|price|pay)\b"
    r"[^?]*\?",
    re.I,
)


def slug(name: str) -> str:
    """The account a name stands for: `Luna Ferreira` and `luna-ferreira` are the same person.

    Raises:
        InvalidInput: there is no letter or digit in the name.
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", name).casefold())
    if not words:
        raise InvalidInput("A name needs at least one letter or digit, for example: --as luna")
    return "-".join(words)[:64]


def harmless(text: str) -> str:
    """Text without what would steer a terminal: escape sequences and control characters; tabs and line ends stay."""
    return ESCAPES.sub("", text.replace("\r\n", "\n")).translate(CONTROLS)


def decoded(line: bytes) -> str:
    """A line of standard input as text.

    Raises:
        InvalidInput: it is not UTF-8, not text, or too long to be a message.
    """
    if len(line) > LINE_BYTES:
        raise InvalidInput(
            "That line is too long to read. Please send a shorter message, or put the text in a file: @notes.txt"
        )
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput("I cannot read that: it is not UTF-8 text. To send a file, write @ and its path.") from None
    text = text.rstrip("\r\n")
    cleaned = harmless(text)
    if "\0" in text or (text.strip() and not cleaned.strip()):
        raise InvalidInput("I cannot read that: it is not text. To send a file, write @ and its path.")
    return cleaned


# --- buttons ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """The buttons a person can press: those of the latest replies, then those of earlier ones, each numbered from 1."""

    rows: tuple[tuple[Button, ...], ...] = ()  # newest first
    bare_numbers: bool = False  # whether a number alone presses a button of the latest replies, or is an answer

    @property
    def numbered(self) -> tuple[Button, ...]:
        """The buttons of the latest replies that had any."""
        return self.rows[0] if self.rows else ()

    def after(self, replies: Sequence[Reply], *, adding: bool = False) -> Shown:
        """What can be pressed once these replies are shown. Replies without buttons leave the earlier ones in place.

        `adding`: the replies came by themselves, so the numbers already on the screen keep their meaning.
        """
        new = tuple(button for reply in replies for button in reply.buttons)
        if adding:
            return Shown(((*self.numbered, *new), *self.rows[1:]), self.bare_numbers or (bool(new) and not self.rows))
        number_asked = any(A_NUMBER_IS_ASKED.search(reply.text) for reply in replies)
        if not new:
            asked = any(reply.text.rstrip().endswith("?") for reply in replies)
            return Shown(self.rows, self.bare_numbers and not number_asked and not asked)
        return Shown((new, *self.rows)[:ROWS_KEPT], not number_asked)

    def named(self, word: str, *, sure: bool = False) -> Button:
        """The button that a number or a label means: the newest one that has it, as on the screen.

        `sure` refuses a label that several different buttons of the same replies carry.

        Raises:
            InvalidInput: no button is meant, or more than one.
        """
        if not word:
            raise InvalidInput(f"Which button? Write ! and its number or its label. {self._offer()}")
        if re.fullmatch(r"[0-9]{1,6}", word):
            found = [row[int(word) - 1] for row in self.rows if 1 <= int(word) <= len(row)]
        else:
            found = next(filter(None, (_labelled(row, word) for row in self.rows)), [])
            if sure and len({button.action for button in found}) > 1:
                raise InvalidInput(f"Several buttons are called that. Please press one by its number. {self._offer()}")
        if not found:
            raise InvalidInput(f"There is no button “{word[:40]}” here. {self._offer()}")
        return found[0]

    def meant_by(self, words: str) -> Button | None:
        """The button that a person means who types its number or its whole label and nothing else."""
        if re.fullmatch(r"[0-9]{1,3}", words):
            there = self.bare_numbers and 1 <= int(words) <= len(self.numbered)
            return self.numbered[int(words) - 1] if there else None
        found = [one for one in self.numbered if _bare(one.label) == _bare(words)]
        return found[0] if len({one.action for one in found}) == 1 else None

    def _offer(self) -> str:
        if not self.numbered:
            return "Nothing can be pressed right now; just write what you need."
        return "You can press: " + ", ".join(
            f"!{number} {button.label}" for number, button in enumerate(self.numbered, 1)
        )


def _labelled(row: Sequence[Button], word: str) -> list[Button]:
    exact = [button for button in row if button.label.casefold() == word.casefold()]
    return exact or [button for button in row if button.label.casefold().startswith(word.casefold())]


def _bare(label: str) -> str:
    return label.strip(" .!?…").casefold()


# --- lines -----------------------------------------------------------------------------------------------------------


def parse(line: str, shown: Shown, commands: Router, *, person: bool = False) -> Content:
    """What a line asks for: `!2` or `!Label` presses, `@path words` uploads, `/name …` calls a command, the rest is text.

    `person`: typed by hand, so a number or label alone presses, and a label that is not unique is asked about.

    Raises:
        InvalidInput: with the sentence to show instead.
    """
    text = line.strip()
    if text.startswith("!") and not text.startswith("!!"):
        return Press(shown.named(text[1:].strip(), sure=person).action.pack())
    if person and (button := shown.meant_by(text)):
        return Press(button.action.pack())
    if text.startswith("@"):
        return uploaded(text[1:])
    if call := A_COMMAND.fullmatch(text):
        return command_call(call[1].lower(), (call[2] or "").strip(), commands)
    return Text(line)


def command_call(name: str, rest: str, commands: Router) -> CommandCall:
    """`/search skill=figma pay="40 EUR"` gives values; anything that is not all `name=value` is the rest."""
    command = commands.get(name)
    try:
        words = shlex.split(rest) if command else []
    except ValueError:  # an apostrophe is no quotation mark
        words = []
    values: dict[str, str] = {}
    for word in words:
        pair = A_VALUE.fullmatch(word)
        if pair is None or command is None or command.param(pair[1]) is None:
            return CommandCall(name, rest=rest)
        values[pair[1]] = pair[2]
    return CommandCall(name, values, "" if values else rest)


def uploaded(rest: str) -> Upload:
    """The file behind `@`, with the words after its path as the caption. Paths with blanks may stand in quotes.

    Raises:
        InvalidInput: there is no such file, or it cannot be read.
    """
    path, caption = _path_and_caption(rest.strip())
    try:
        if path.is_dir():
            raise InvalidInput(f"{path} is a folder. Please name one file in it: @{path / 'name.pdf'}")
        if not path.is_file():
            raise InvalidInput(f"There is no file {path}. Check the path and send it again: @path/to/file")
        size = path.stat().st_size
        content = path.read_bytes() if size <= UPLOAD_BYTES else None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "that is not a path"
        raise InvalidInput(f"{str(path)[:200]} cannot be read: {reason}. Check the path and send it again.") from error
    mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Upload((File(path.name, content, mime, size),), caption)


def _path_and_caption(rest: str) -> tuple[Path, str]:
    if not rest:
        raise InvalidInput("Which file? Write @ and its path, for example @contract.pdf")
    if rest[0] in "'\"":
        path, _, caption = rest[1:].partition(rest[0])
        return _home(path), caption.strip()
    words = rest.split(" ")
    for end in range(len(words), 0, -1):  # the longest path there is, so that blanks in a name need no quotes
        path_of_words = _home(" ".join(words[:end]))
        if _exists(path_of_words):
            return path_of_words, " ".join(words[end:]).strip()
    return _home(words[0]), " ".join(words[1:]).strip()


def _home(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:  # ~somebody who does not exist
        return Path(path)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # longer than a name may be, or a NUL in it
        return False


# --- replies ---------------------------------------------------------------------------------------------------------


def as_json(reply: Reply, files: Sequence[Path]) -> str:
    """A reply as one line of JSON. `files` are the paths its files were saved under."""
    card = reply.card and {
        "title": reply.card.title,
        "fields": [{"name": field.name, "value": field.value} for field in reply.card.fields],
        "text": reply.card.text,
        "footer": reply.card.footer,
    }
    return json.dumps(
        {
            "text": reply.text,
            "card": card,
            "buttons": [{"label": button.label, "action": button.action.pack()} for button in reply.buttons],
            "files": [str(path) for path in files],
            "private": reply.private,
        },
        ensure_ascii=False,
    )


def file_names(name: str) -> Iterator[str]:
    """Names to try for a file of the bot's, best first: its own without any folder, then numbered ones."""
    plain = harmless(name).replace("\\", "/").rsplit("/", 1)[-1].replace("\n", " ").strip().lstrip(".")[-120:] or "file"
    yield plain
    stem, dot, ending = plain.rpartition(".")
    number = 2
    while True:
        yield f"{stem}-{number}.{ending}" if dot else f"{plain}-{number}"
        number += 1
