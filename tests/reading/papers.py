"""Documents made for tests: real files of the formats that people send."""

from __future__ import annotations

import io
import zipfile

import docx
import typst

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_of(*paragraphs: str) -> bytes:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def pdf_of(*pages: str) -> bytes:
    """One paragraph a page break apart where it says so with a form feed, else one below the other."""
    body = "\n\n".join(words.replace("#", "\\#").replace("\f", "\n#pagebreak()\n") for words in pages)
    return typst.compile(f'#set page(paper: "a4")\n{body}'.encode())


def zipped(**parts: bytes | str) -> bytes:
    """A ZIP archive; names are given with two underscores for a slash and one for a dot."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def word_of(body: str, prolog: str = "", **parts: bytes | str) -> bytes:
    """A DOCX with just this body, as hostile as wanted."""
    xml = f'<?xml version="1.0"?>{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped(word__document_xml=xml, **parts)


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
