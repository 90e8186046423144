"""Reading a contract that somebody else wrote."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from bot.domain.clauses import Analysis, ContractReading, DocumentText, Paragraph
from bot.errors import InvalidInput, NotFound
from bot.ports import Embedder, UnitOfWork
from bot.reading.contradictions import contradictions, instructions
from bot.reading.flags import red_flags
from bot.reading.glossary import glossed
from bot.reading.learned_rights import with_learned
from bot.reading.movements import movements
from bot.reading.ownership import ownership
from bot.reading.parties import parties_of
from bot.reading.places import place_of
from bot.reading.quotes import checked
from bot.reading.text import sentences
from bot.reading.topics import clauses_found, missing
from bot.services.facts import fact_base
from bot.understanding.languages import detect_language

SAMPLED = 40  # paragraphs from which the language is told


def analyse(document: DocumentText, *, place: str = "", embedder: Embedder | None = None) -> Analysis:
    """What a contract says, by rules and two small classifiers; nothing is sent anywhere.

    `place`: code of the governing law where the reader knows better than the text. `embedder`: the bundled one; without it
    red flags in unusual words are missed more often. Blocking, some seconds for 100 pages: call it off the event loop.

    Raises:
        InvalidInput: there are no sentences in it.
    """
    read = sentences(document)
    if not read:
        raise InvalidInput(
            "I found no sentences in that. Please send the contract as PDF, DOCX or TXT, or paste its text."
        )
    base = fact_base()
    parties = parties_of(read)
    named = [parties.named(sentence) for sentence in read]
    law = place or place_of(named, base)
    spoken = glossed(named)
    moved = with_learned(spoken, movements(spoken), embedder)
    owned = ownership(spoken, moved, law, base)
    flags = red_flags(spoken, law, owned, embedder)
    found = clauses_found(spoken, moved, flags)
    analysis = Analysis(
        place=law,
        language=detect_language(" ".join(paragraph.text for paragraph in document.paragraphs[:SAMPLED])),
        ownership=owned,
        clauses=found,
        missing=missing(found),
        flags=flags,
        contradictions=contradictions(spoken, moved, base),
        instructions=instructions(spoken),
        pages=document.pages,
        unread_pages=document.unread_pages,
    )
    return checked(analysis, document)


def pasted(text: str) -> DocumentText:
    """Words that were typed or pasted. Blank lines part paragraphs; without any, every line is one."""
    words = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = re.split(r"\n[ \t]*\n", words) if re.search(r"\n[ \t]*\n", words.strip()) else words.split("\n")
    lines = [" ".join(block.split()) for block in blocks]
    return DocumentText(
        paragraphs=tuple(Paragraph(number=n, text=line) for n, line in enumerate(filter(None, lines), 1))
    )


async def store_reading(
    uow: UnitOfWork, *, person_id: UUID, name: str, analysis: Analysis, now: datetime
) -> ContractReading:
    """Keep what was found, sealed, so that a later press of More can show it. The document itself is not kept."""
    return await uow.readings.add(
        ContractReading(person_id=person_id, name=name[:120], analysis=analysis, created_at=now)
    )


async def kept_reading(uow: UnitOfWork, *, reading_id: UUID, person_id: UUID) -> ContractReading:
    """What was found earlier. Raises NotFound: forgotten after a while, or somebody else's."""
    found = await uow.readings.find(reading_id)
    if found is None or found.person_id != person_id:
        raise NotFound("I no longer have that. Send me the contract again, and I read it anew.")
    return found
