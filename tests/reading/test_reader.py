"""Files that people upload, friendly and hostile: text with places, or one kind sentence."""

from __future__ import annotations

import asyncio
import io
import zipfile

import pypdf
import pytest

from adapters.documents.reader import Reader
from bot.domain.clauses import DocumentText
from bot.domain.proposal import Side
from bot.errors import InvalidInput
from bot.features.reading_words import screens
from bot.ports import DocumentReader
from bot.reading.text import sentences
from bot.services.clauses import analyse, pasted
from tests.reading.papers import W, docx_of, paragraph, pdf_of, word_of, zipped


async def read(content: bytes) -> DocumentText:
    reader: DocumentReader = Reader()
    return await reader.read(content)


async def refusal(content: bytes) -> str:
    with pytest.raises(InvalidInput) as raised:
        await read(content)
    return str(raised.value)


async def test_a_pdf_becomes_paragraphs_with_their_pages() -> None:
    document = await read(pdf_of("First clause of the contract.\f", "Second clause, on the next page."))
    assert document.pages == 2
    assert [(one.page, one.text) for one in document.paragraphs] == [
        (1, "First clause of the contract."),
        (2, "Second clause, on the next page."),
    ]


async def test_lines_of_a_pdf_are_joined_to_sentences() -> None:
    sentence = "The Contractor hereby assigns to the Client all right, title and interest in the deliverables " * 4
    document = await read(pdf_of(sentence.strip() + ".", "2. Payment is due within 14 days."))
    assert document.paragraphs[0].text == sentence.strip() + "."
    assert document.paragraphs[-1].text == "2. Payment is due within 14 days."


async def test_a_word_file_is_read_with_tables_and_footnotes_and_without_deleted_words() -> None:
    body = (
        paragraph("Kept.")
        + "<w:p><w:del><w:r><w:t>Deleted.</w:t></w:r></w:del><w:r><w:t>Also kept.</w:t></w:r></w:p>"
        + f"<w:tbl><w:tr><w:tc>{paragraph('In a table.')}</w:tc></w:tr></w:tbl>"
    )
    notes = word_of(paragraph("x"))  # the same shape serves as the part of footnotes
    with zipfile.ZipFile(io.BytesIO(notes)) as archive:
        footnotes = archive.read("word/document.xml").replace(b">x<", b">In a footnote.<")
    document = await read(word_of(body, word__footnotes_xml=footnotes))
    assert [one.text for one in document.paragraphs] == ["Kept.", "Also kept.", "In a table.", "In a footnote."]


NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="3">'
    '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
)
STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="Clause">'
    '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Bold"><w:basedOn w:val="Clause"/></w:style></w:styles>'
)


def numbered(text: str, marks: str) -> str:
    return paragraph(text).replace("<w:p>", f"<w:p><w:pPr>{marks}</w:pPr>", 1)


async def test_the_clause_numbers_that_word_adds_by_itself_are_counted() -> None:
    level = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="7"/></w:numPr>'
    body = (
        numbered("Payment", '<w:pStyle w:val="Clause"/>')
        + numbered("Invoices are payable net 90.", level.format(1))
        + numbered("by bank transfer;", level.format(2))
        + numbered("in cash.", level.format(2))
        + numbered("Interest is due.", level.format(1))
        + paragraph("No number here.")
        + numbered("Law", '<w:pStyle w:val="Bold"/>')
    )
    document = await read(word_of(body, word__numbering_xml=NUMBERING.encode(), word__styles_xml=STYLES.encode()))
    assert [one.clause for one in document.paragraphs] == ["4", "4.1", "4.1(a)", "4.1(b)", "4.2", "", "5"]
    flag = analyse(document).flags[0]
    assert flag.quote.clause == "4.1"
    assert "(clause 4.1)" in "\n".join(screens("it", analyse(document), Side.FREELANCER))


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("4.2 Invoices are payable net 90.", "4.2"),
        ("7) Invoices are payable net 90.", "7"),
        ("Section 12 Invoices are payable net 90.", "12"),
        ("90 days after the invoice the fee is payable, net 90.", ""),
    ],
)
def test_clause_numbers_that_were_typed_are_known(typed: str, clause: str) -> None:
    assert {one.clause for one in sentences(pasted(typed))} == {clause}


def test_what_stands_under_a_numbered_heading_belongs_to_it() -> None:
    document = pasted("4. Payment\n\nInvoices are payable net 90.\n\n5. Law\n\nThe law of Spain applies.")
    assert [one.clause for one in sentences(document)] == ["4", "4", "5", "5"]


async def test_what_python_docx_writes_is_read_back() -> None:
    words = ("Title", "The “Work” is a logo, naïve & bold.", "<not markup>")
    assert (await read(docx_of(*words))).plain == "\n\n".join(words)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
async def test_text_files_are_read_in_the_usual_encodings(encoding: str) -> None:
    document = await read("Die Vergütung\nbeträgt 100 €.\r\n\r\nZweiter Absatz.".encode(encoding))
    assert [one.text for one in document.paragraphs] == ["Die Vergütung beträgt 100 €.", "Zweiter Absatz."]


HOSTILE = {
    "nothing": (b"", "no words in it"),
    "blanks": (b" \n\t ", "no words in it"),
    "an empty Word file": (word_of(""), "no words in it"),
    "a picture named .pdf": (b"\x89PNG\r\n\x1a\n" + b"\x01" * 300, "This is a picture"),
    "a photo": (b"\xff\xd8\xff\xe0" + b"\x01" * 300, "This is a picture"),
    "a photo of a telephone": (b"\x00\x00\x00\x24ftypheic" + b"\x01" * 300, "This is a picture"),
    "half a PDF": (pdf_of("Words")[:600], "damaged"),
    "a PDF in name only": (b"%PDF-1.7\n" + b"rubbish " * 50, "damaged"),
    "half a Word file": (docx_of("Words")[:700], "damaged"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Word file"),
    "a locked Word file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600,
        "locked with a password",
    ),
    "RTF": (b"{\\rtf1 Words}", "RTF"),
    "macros": (word_of(paragraph("Words"), word__vbaProject_bin=b"\x00"), "contains macros"),
    "an archive": (zipped(readme_txt="Words"), "archive"),
    "a program": (b"\x7fELF\x02\x01\x01" + b"\x00" * 200, "do not know this kind"),
    "broken XML": (word_of("<w:p><w:r>"), "damaged"),
    "external entities": (
        word_of(paragraph("&pass;"), '<!DOCTYPE x [<!ENTITY pass SYSTEM "file:///etc/passwd">]>'),
        "load things from elsewhere",
    ),
    "a billion laughs": (
        word_of(paragraph("&b;"), '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'),
        "load things from elsewhere",
    ),
    "a zip bomb": (word_of(paragraph("Words") + f"<!--{' ' * 70_000_000}-->"), "unpacks to far more"),
    "too many words": (("word " * 200_000).encode(), "longer than 100 pages"),
    "too many form feeds": (b"page\f" * 150, "151 pages"),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_file_that_cannot_be_read_gets_one_kind_sentence(name: str) -> None:
    content, said = HOSTILE[name]
    answer = await refusal(content)
    assert said in answer
    assert "\n" not in answer


async def test_a_word_file_saved_as_strict_open_xml_is_read_too() -> None:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_of("The work belongs to Ann."))) as source,
        zipfile.ZipFile(made, "w") as target,
    ):
        for name in source.namelist():
            strict = source.read(name).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            target.writestr(name, strict)
    assert [one.text for one in (await read(made.getvalue())).paragraphs] == ["The work belongs to Ann."]


async def test_a_pdf_with_a_password_is_said_to_be_locked() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(pdf_of("Words")))
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    assert "locked with a password" in await refusal(made.getvalue())


async def test_a_pdf_with_ten_thousand_pages_is_refused_by_its_count() -> None:
    writer = pypdf.PdfWriter()
    for _ in range(10_000):
        writer.add_blank_page(200, 200)
    made = io.BytesIO()
    writer.write(made)
    assert "10,000 pages" in await refusal(made.getvalue())


async def test_a_scan_is_said_to_be_one() -> None:
    writer = pypdf.PdfWriter()
    for _ in range(3):
        writer.add_blank_page(200, 200)
    made = io.BytesIO()
    writer.write(made)
    assert "This PDF is a scan" in await refusal(made.getvalue())


async def test_pages_without_text_are_named() -> None:
    both = pypdf.PdfWriter(io.BytesIO(pdf_of("A page with a sentence of a contract.")))
    both.add_blank_page(200, 200)
    made = io.BytesIO()
    both.write(made)
    document = await read(made.getvalue())
    assert document.unread_pages == (2,)


async def test_more_than_ten_megabytes_are_not_even_opened() -> None:
    assert "larger than 10 MB" in await refusal(b"x" * 10_000_001)


async def test_a_file_that_needs_too_much_memory_ends_its_own_process_only() -> None:
    deep = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj" + b"[" * 2_000_000
    await refusal(deep)
    assert (await read(b"The next file is read as ever.")).plain == "The next file is read as ever."


async def test_files_of_several_people_are_read_at_once() -> None:
    reader = Reader()
    documents = await asyncio.gather(*(reader.read(f"Contract number {n}.".encode()) for n in range(5)))
    assert [one.plain for one in documents] == [f"Contract number {n}." for n in range(5)]
