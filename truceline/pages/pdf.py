"""A PDF in, its text out: the lines of its pages, without what stands on every page."""

from __future__ import annotations

import re
import threading
from collections import Counter

import pypdfium2 as pdfium

from truceline.pages.limits import PAGE_BYTES, PDF_PAGES
from truceline.pages.refusals import skipped

_PAGE_NUMBER = re.compile(r"(?:[Pp]age\s*)?[-–—|]?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—|]?")
_EDGE = 2  # lines at the top and foot of a page that may be its header or footer
_CUT_MARK = re.compile(r"[\ufffe\u00ad\x02]\s*[\r\n]*")
_ONE_AT_A_TIME = threading.Lock()  # PDFium is not safe for threads


def read_pdf(data: bytes, where: str) -> str:
    """The text of a PDF, pages after each other, as hard-wrapped lines.

    Raises ArticleSkipped: unsupported (damaged, locked), no-text (pictures of text), too-large.
    """
    with _ONE_AT_A_TIME:
        pages = _pages(data, where)
    if not any(page.strip() for page in pages):
        raise skipped("no-text", "the PDF has no text, only pictures of it", where)
    if sum(map(len, pages)) > PAGE_BYTES:
        raise skipped("too-large", f"the PDF holds over {PAGE_BYTES // 1_000_000} MB of text", where)
    return "\n".join(_without_edges([page.splitlines() for page in pages]))


def _pages(data: bytes, where: str) -> list[str]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise skipped(
            "unsupported", "the PDF is locked by a password" if locked else "the PDF is damaged", where
        ) from None
    try:
        if len(document) > PDF_PAGES:
            raise skipped("too-large", f"the PDF has over {PDF_PAGES} pages", where)
        return [_page_text(document, number) for number in range(len(document))]
    finally:
        document.close()


def _page_text(document: pdfium.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        text = page.get_textpage().get_text_bounded()
    except pdfium.PdfiumError:  # one bad page does not spoil the others
        return ""
    return _CUT_MARK.sub("", text)


def _without_edges(pages: list[list[str]]) -> list[str]:
    """The lines of all pages without page numbers and the lines that head or foot most pages."""
    lines = [[line for line in page if line.strip()] for page in pages]
    edges = Counter(_edge_key(line) for page in lines for line in {*page[:_EDGE], *page[-_EDGE:]})
    often = {key for key, times in edges.items() if times >= 3 or (times == 2 == len(pages))}
    kept: list[str] = []
    for page in lines:
        for i, line in enumerate(page):
            at_edge = i < _EDGE or i >= len(page) - _EDGE
            if at_edge and (_PAGE_NUMBER.fullmatch(line.strip()) or (_edge_key(line) in often and kept)):
                continue
            kept.append(line)
    return kept


def _edge_key(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())
