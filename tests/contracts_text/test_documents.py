"""The files people sign: nothing typed can break them, and the same text is the same bytes."""

from __future__ import annotations

import hashlib
import io

import docx
import pytest
from pypdf import PdfReader

from adapters.documents import Documents
from bench.drafts import squeezed
from bot.domain.contract import Clause, ContractText
from tests.contracts_text.drafts import BRIEF, drafted

HOSTILE = (
    '#set page(width: 1cm) #panic("x") $x^2$ *bold* _it_ `code` @ref <label> \\ // /* */ [x] {y} ~ -- --- ...',
    "=1+1 <w:p/> &amp; ]]> %PDF \\u{0}",
    "\x00\x07\x1b[31m red \u202e reversed \u2066 \ufffe \U000e0001",
    "W" * 300,
    "(z) not a list of ours\n\n1. Not a heading",
)


def pdf_text(text: ContractText) -> str:
    reader = PdfReader(io.BytesIO(Documents().pdf(text)))
    return "".join(page.extract_text() for page in reader.pages)


def docx_text(text: ContractText) -> str:
    document = docx.Document(io.BytesIO(Documents().docx(text)))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_same_text_is_the_same_bytes():
    text = drafted().text
    assert Documents().pdf(text) == Documents().pdf(text)
    assert Documents().docx(text) == Documents().docx(text)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_type_stands_there_as_they_typed_it(words: str):
    brief = BRIEF.model_copy(update={"title": words, "description": words})
    text = drafted(brief, client_name=words[:150]).text
    assert squeezed(pdf_text(text)) == squeezed(text.plain) == squeezed(docx_text(text))


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Żółć",
        "Müller & Söhne",
        "Ελένη Παππά",
        "Иван Петров",
        "Nguyễn Thị Hồng",
        "山田 太郎",
        "张伟",
        "張偉",
        "김철수",
    ],
)
def test_names_of_europe_and_beyond_are_printed(name: str):
    text = drafted(client_name=name).text
    assert Documents().not_in_pdf(text) == ""
    assert name.replace(" ", "") in squeezed(pdf_text(text)) and name in docx_text(text)


def test_signs_that_no_font_has_are_said():
    text = drafted(client_name="Ann \U0001d800 \U0001d801 Baker").text  # SignWriting
    assert Documents().not_in_pdf(text) == "\U0001d800\U0001d801"


def test_a_lawyer_finds_real_styles_to_edit():
    document = docx.Document(io.BytesIO(Documents().docx(drafted().text)))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None]
    assert styles[0] == "Title" and styles.count("Heading 1") == len(drafted().text.clauses)
    assert document.core_properties.title == "Freelance contract: Logo for a bakery"


def test_the_pdf_carries_its_fonts_and_a_title():
    reader = PdfReader(io.BytesIO(Documents().pdf(drafted().text)))
    assert reader.metadata is not None and reader.metadata.title == "Freelance contract: Logo for a bakery"
    fonts = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert all("+" in str(font.get_object()["/BaseFont"]) for font in fonts.values())  # a subset is embedded


def test_a_contract_of_a_hundred_clauses_is_printed():
    clauses = tuple(Clause(key=f"k{n}", title=f"Clause {n}", paragraphs=("Words. " * 80,)) for n in range(100))
    text = ContractText(title="Long", parties=("A", "B"), clauses=clauses, closing="End.")
    assert squeezed(pdf_text(text)) == squeezed(text.plain)


def test_every_page_is_marked_with_its_version_and_hash_and_the_mark_is_no_word_of_the_text():
    text = drafted().text
    mark = f"Version 1 · SHA-256 {hashlib.sha256(text.plain.encode()).hexdigest()[:12]}…"
    document = docx.Document(io.BytesIO(Documents().docx(text)))
    fields = document.sections[0].footer._element.xml
    assert document.core_properties.subject == mark and "SUBJECT" in fields and "NUMPAGES" in fields
    assert "SHA-256 " + mark[22:34] not in pdf_text(text) and squeezed(pdf_text(text)) == squeezed(text.plain)


@pytest.mark.parametrize("words", [0, 150, 300, 450])
def test_lines_to_sign_on_stand_on_one_page_with_the_sentence_that_asks_for_them(words: int):
    special = "\n".join(f"Agreement {number} is a line." for number in range(7))
    text = drafted(law="PL", special=special, scope="Word. " * words).text
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(Documents().pdf(text))).pages]
    signed = [page for page in pages if "Signed, Client" in page]
    assert len(signed) == 1 and "Signed, Freelancer" in signed[0] and "Polish law asks" in signed[0]


@pytest.mark.parametrize("words", [60, 90, 120, 150])
def test_what_announces_a_list_is_on_the_page_of_the_list(words: int):
    pdf = Documents().pdf(drafted(scope="Word and word. " * words).text)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    announced = next(page for page in pages if "in these parts:" in page)
    assert "(a) Deposit" in announced
