"""A contract as DOCX: real Word styles and plain paragraphs, so that a lawyer can edit it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

import docx as word
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from adapters.documents.characters import printable
from bot.domain.contract import ContractText

LISTED = re.compile(r"\([a-z0-9]{1,2}\) ")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP entry can carry
FONT = "Cambria"


def docx(text: ContractText) -> bytes:
    """The DOCX of a contract: the same bytes for the same text. Blocking, about 0.05 s."""
    text = printable(text)
    document = word.Document()
    _set_styles(document)
    _set_properties(document, text)
    document.add_paragraph(text.title, style="Title")
    for words in text.parties:
        _add(document, words)
    for number, clause in enumerate(text.clauses, 1):
        document.add_paragraph(f"{number}. {clause.title}", style="Heading 1")
        for words in clause.paragraphs:
            _add(document, words)
    for words in filter(None, text.closing.split("\n\n")):
        document.add_paragraph(words, style="Caption")
    made = io.BytesIO()
    document.save(made)
    return _without_times(made.getvalue())


def _add(document: Document, words: str) -> Paragraph:
    return document.add_paragraph(words, style="List Continue" if LISTED.match(words) else "Normal")


def _set_styles(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)
    for name, size, before, after in (
        ("Normal", 10.5, 0, 6),
        ("Title", 19, 0, 14),
        ("Heading 1", 12, 16, 5),
        ("List Continue", 10.5, 0, 4),
        ("Caption", 9.5, 8, 4),
    ):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)  # a theme font would win over the one named here
        fonts.set(qn("w:cs"), FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    document.styles["Caption"].font.bold = False
    _number_pages(section.footer.paragraphs[0])


def _number_pages(footer: Paragraph) -> None:
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)


def _set_properties(document: Document, text: ContractText) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = text.title[:255], "Fairlance", ""
    properties.language = text.language
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)  # fixed, as in the PDF


def _without_times(made: bytes) -> bytes:
    """The same archive with fixed times in its entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename, EPOCH), source.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
