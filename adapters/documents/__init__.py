"""File formats people sign: the Documents port on python-docx and Typst."""

from __future__ import annotations

from bot.domain.contract import ContractText


class Documents:
    """Writes a contract as DOCX and PDF. Both say exactly what `ContractText.plain` says. Blocking."""

    def docx(self, text: ContractText) -> bytes:
        from adapters.documents.docx import docx  # a run that drafts nothing does not pay the import

        return docx(text)

    def pdf(self, text: ContractText) -> bytes:
        from adapters.documents.pdf import pdf

        return pdf(text)

    def not_in_pdf(self, text: ContractText) -> str:
        from adapters.documents.typesetting import not_in_any_font

        return not_in_any_font(text.plain)
