"""How far a file is followed, and how a refusal is said."""

from __future__ import annotations

import json
import sys
from typing import NoReturn

MAX_PAGES = 100
MAX_CHARACTERS = 600_000  # 100 dense pages
MAX_XML = 60_000_000  # bytes unpacked; 100 pages of Word are some 5 MB
MEMORY = 1_000_000_000  # bytes of address space; Python and PDFium map some 200 MB
SECONDS = 12  # of processor time

Paragraphs = list[tuple[int | None, str, str]]  # page, words, the clause number that the format adds to them
Found = tuple[int | None, list[int], Paragraphs]  # pages, pages without text, paragraphs


def refuse(why: str, number: int = 0) -> NoReturn:
    """Say what is wrong with the file and end."""
    print(json.dumps({"refused": why, "number": number}))
    sys.exit(3)


def end_here() -> None:
    """Memory and processor time end here, whatever the file asks for. Windows has no such limits: the parent's clock holds."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
