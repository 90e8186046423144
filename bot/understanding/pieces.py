"""Work that somebody shows: title, link, their part, and the skills that these name."""

from __future__ import annotations

import re

from bot.commands import Reading
from bot.domain.profile import PortfolioPiece
from bot.errors import InvalidInput
from bot.understanding.skills import vocabulary
from bot.understanding.texts import clean

MOST = 20  # pieces of a profile
SKILLS = 5  # of one piece, the first named
ALL_SKILLS = 40  # that all pieces together may show; more is a list, and a list of claims says no more either
_TITLE, _ROLE = 100, 80  # characters

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"']+|\b(?:[a-z0-9-]+\.)?(?:behance\.net|"
    r"dribbble\.com|github\.com|artstation\.com|vimeo\.com|youtube\.com|youtu\.be|"
    r"soundcloud\.com|linkedin\.com)/[^\s<>()\"']+",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"^\W*(?:please\s+|can\s+you\s+|i\s+want\s+to\s+)?(?:add|put)\s+(?:(?:this|it|a\s+piece)\s+)?(?:to|in|into)\s+my\s+portfolio\W+(?P<behind>\S.{2,400})$|"
    r"^\W*(?:please\s+|can\s+you\s+|i\s+want\s+to\s+)?(?:add|put)\s+(?P<before>\S.{2,400}?)\s+(?:to|in|into)\s+my\s+portfolio\W*$",
    re.IGNORECASE | re.DOTALL,
)


def find_pieces(text: str, reading: Reading) -> str | None:
    """Links to work, with the words in front of each as the title."""
    found: dict[str, PortfolioPiece] = {}
    for line in clean(text).splitlines():
        at = 0
        for match in _LINK.finditer(line):
            link = match[0].rstrip(".,;:!?)")
            front = re.split(r"[.;!?]\s|,\s", line[at : match.start()].strip(" ,:-|("))[-1].strip(" ,:-|(")
            title = re.sub(
                r"^(?:and|here\s+is|here\s+are|here'?s|see|my|is|at|also|look\s+at)\s+", "", front, flags=re.IGNORECASE
            )
            found.setdefault(link, PortfolioPiece(title=title[:_TITLE] or _site(link), link=link))
            at = match.end()
    return show_pieces(tuple(found.values())[:MOST]) if found else None


def find_added_pieces(text: str) -> str | None:
    """What is to be added in "add to my portfolio: Farm app (Kotlin) https://…"; None where nothing is."""
    match = _ADDS.match(clean(text))
    return (match["behind"] or match["before"]).strip() if match else None


def parse_pieces(text: str, reading: Reading) -> tuple[PortfolioPiece, ...]:
    """One piece a line or between semicolons: title, link, in brackets your part, or what it shows.

    Raises:
        InvalidInput: there is neither a title nor a link, or together they are a list of skills.
    """
    pieces = [piece for part in re.split(r"\s*(?:\n|;)\s*", clean(text)[:4_000]) if (piece := _piece(part))]
    if not pieces:
        raise InvalidInput("Please give a title and a link, for example: Bakery logo https://example.org/bakery")
    if len({name for piece in pieces for name in piece.skills}) > ALL_SKILLS:
        raise InvalidInput(
            "That names more skills than work can show. Please give a few pieces, each with a title and a link."
        )
    return tuple(pieces[:MOST])


def show_pieces(pieces: tuple[PortfolioPiece, ...]) -> str:
    """`Bakery logo https://example.org (design); Poster`."""
    return "; ".join(
        " ".join(filter(None, (one.title, one.link, f"({one.role})" if one.role else ""))) for one in pieces
    )


def _piece(part: str) -> PortfolioPiece | None:
    link = _LINK.search(part)
    rest = part.replace(link[0], " ") if link else part
    role = re.search(rf"\(([^()]{{1,{_ROLE}}})\)", rest)
    title = " ".join((rest.replace(role[0], " ") if role else rest).split()).strip(" ,:-|")
    url = link[0].rstrip(".,;:!?)") if link else ""
    if not (re.search(r"[^\W_]", title) or url):
        return None
    said = role[1].strip() if role else ""
    skills = list(dict.fromkeys(skill.name for skill in vocabulary().find(f"{title}. {said}")))
    return PortfolioPiece(title=title[:_TITLE] or _site(url), link=url, role=said, skills=tuple(skills[:SKILLS]))


def _site(link: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link).split("/")[0]
