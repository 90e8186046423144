"""A contract as DOCX: real Word styles and plain paragraphs, so that a lawyer can edit it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

import docx as word
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph

from adapters.documents.characters import printable, stamp
from bot.domain.contract import ContractText

LISTED = re.compile(r"\([a-z0-9]{1,2}\) ")
SIGNED = re.compile(r"_{10,}")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP entry can carry
LONG = 12  # paragraphs of a clause from which a list may go over to the next page
FONT = "Cambria"
WIDTH, HEIGHT, MARGIN = Cm(21.0), Cm(29.7), Cm(2.5)  # A4


def docx(text: ContractText) -> bytes:
    """The DOCX of a contract: the same bytes for the same text. Blocking, about 0.05 s."""
    marked = stamp(text)
    text = printable(text)
    document = word.Document()
    _set_styles(document)
    _set_properties(document, text, marked)
    document.add_paragraph(text.title, style="Title")
    for words in text.parties:
        _add(document, words)
    for number, clause in enumerate(text.clauses, 1):
        document.add_paragraph(f"{number}. {clause.title}", style="Heading 1")
        signed = any(SIGNED.search(words) for words in clause.paragraphs)
        for words, after in zip(clause.paragraphs, (*clause.paragraphs[1:], ""), strict=True):
            listed = LISTED.match(words) and LISTED.match(after) and len(clause.paragraphs) < LONG
            together = signed or listed or words.endswith(":")
            _add(document, words).paragraph_format.keep_with_next = True if together else None
    for words in filter(None, text.closing.split("\n\n")):
        document.add_paragraph(words, style="Caption")
    made = io.BytesIO()
    document.save(made)
    return _without_times(made.getvalue())


def _add(document: Document, words: str) -> Paragraph:
    paragraph = document.add_paragraph(words, style="List Continue" if LISTED.match(words) else "Normal")
    if SIGNED.search(words):
        paragraph.paragraph_format.space_before = Pt(22)  # room for a pen
    return paragraph


def _set_styles(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = WIDTH, HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.4)
    for name, size, before, after in (
        ("Normal", 10.5, 0, 6),
        ("Title", 20, 0, 14),
        ("Heading 1", 12, 15, 5),
        ("List Continue", 10.5, 0, 5),
        ("Caption", 9.5, 8, 4),
        ("Footer", 8, 0, 0),
    ):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)  # a theme font would win over the one named here
        fonts.set(qn("w:cs"), FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.widow_control = True
    document.styles["Caption"].font.bold = False
    hanging = document.styles["List Continue"].paragraph_format
    hanging.left_indent, hanging.first_line_indent = Cm(1.1), Cm(-0.55)  # "(a) " stands out to the left
    for border in document.styles["Title"].element.pPr.findall(qn("w:pBdr")):
        document.styles["Title"].element.pPr.remove(border)  # Word's blue line
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()  # those of Word's own template
    _footer(section)


def _footer(section: Section) -> None:
    """The version and hash on the left, the page on the right: all of them fields, so that they are no words of the text."""
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(Length(WIDTH - 2 * MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    for field in ("SUBJECT", "PAGE", "NUMPAGES"):
        if field != "SUBJECT":
            footer.add_run("\t" if field == "PAGE" else " / ")
        instruction = OxmlElement("w:fldSimple")
        instruction.set(qn("w:instr"), field)
        footer._p.append(instruction)


def _set_properties(document: Document, text: ContractText, marked: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = text.title[:255], "Fairlance", ""
    properties.subject = marked
    properties.language = text.language
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)  # fixed, as in the PDF


def _without_times(made: bytes) -> bytes:
    """The same archive with fixed times in its entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename, EPOCH), source.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
