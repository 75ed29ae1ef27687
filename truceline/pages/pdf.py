"""A PDF in, its text out: the paragraphs of its pages, without what stands on every page."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium

from truceline.pages.limits import PAGE_BYTES, PDF_PAGES
from truceline.pages.refusals import skipped
from truceline.pages.shapes import ends_sentence
from truceline.pages.tidy import tidy

_PAGE_NUMBER = re.compile(r"(?:[Pp]age\s*)?[-–—|]?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—|]?")
_EDGE = 2  # lines at the top and foot of a page that may be its header or footer
_CUT_MARK = re.compile(r"[\ufffe\u00ad\x02]$")
_CUT = "\ue000"  # stands for the hyphen of a cut word between the reading of a line and its joining
_TELLS_SIZE = 25  # characters of a line whose height shows the size of its letters
_FAR = 1.3  # times the usual distance of two lines, that parts paragraphs
_FULL_LINE = 0.85  # of the widest line: a line that ends before it may be the last of its paragraph
_ONE_AT_A_TIME = threading.Lock()  # PDFium is not safe for threads


class Line(NamedTuple):
    """A line on a page; edges in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """About the size of its letters."""
        return self.top - self.bottom


def read_pdf(data: bytes, where: str) -> str:
    """The text of a PDF: its paragraphs, a blank line between them.

    Raises ArticleSkipped: unsupported (damaged, locked), no-text (pictures of text), too-large.
    """
    with _ONE_AT_A_TIME:
        pages = _without_edges(_pages(data, where))
    lines = [line for page in pages for line in page]
    if not lines:
        raise skipped("no-text", "the PDF has no text, only pictures of it", where)
    if sum(len(line.text) for line in lines) > PAGE_BYTES:
        raise skipped("too-large", f"the PDF holds over {PAGE_BYTES // 1_000_000} MB of text", where)
    return "\n\n".join(_paragraphs(lines))


def _pages(data: bytes, where: str) -> list[list[Line]]:
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
        return [_page_lines(document, number) for number in range(len(document))]
    finally:
        document.close()


def _page_lines(document: pdfium.PdfDocument, number: int) -> list[Line]:
    """The lines of a page in the order in which it draws them."""
    try:
        page = document[number].get_textpage()
        boxes = [page.get_rect(i) for i in range(page.count_rects())]
        lines = [Line(tidy(_whole_words(page.get_text_bounded(*box))), *box) for box in boxes]
    except pdfium.PdfiumError:  # one bad page does not spoil the others
        return []
    return list(_side_by_side([line for line in lines if line.text]))


def _whole_words(text: str) -> str:
    """PDFium marks the hyphen of a word that is cut at the end of a line."""
    return _CUT_MARK.sub(_CUT, text.rstrip())


def _side_by_side(boxes: list[Line]) -> Iterator[Line]:
    """Boxes on one height are one line: a change of font cuts a line into several boxes."""
    held: Line | None = None
    for box in boxes:
        if held is not None and abs(held.bottom - box.bottom) < 0.4 * held.height and box.left >= held.left:
            space = "" if box.left - held.right < 0.1 * held.height else " "
            held = Line(f"{held.text}{space}{box.text}", held.left, held.bottom, box.right, held.top)
            continue
        if held is not None:
            yield held
        held = box
    if held is not None:
        yield held


def _without_edges(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of all pages without page numbers and the lines that head or foot most pages."""
    edges = Counter(key for page in pages for key in {_edge_key(line.text) for line in _edges(page)})
    often = {key for key, times in edges.items() if times >= 3 or (times == 2 == len(pages))}
    seen: set[str] = set()
    kept: list[list[Line]] = []
    for page in pages:
        edge = _edges(page)
        lines = []
        for line in page:
            key = _edge_key(line.text)
            if line in edge and (_PAGE_NUMBER.fullmatch(line.text) or (key in often and key in seen)):
                continue
            seen.add(key)
            lines.append(line)
        kept.append(lines)
    return kept


def _edges(page: list[Line]) -> list[Line]:
    return [*page[:_EDGE], *page[-_EDGE:]]


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    """Lines in, paragraphs out: a gap, an indent, another size or a short last line parts them."""
    widest = max((line.right for line in lines), default=0.0)
    steps = sorted(one.bottom - other.bottom for one, other in pairwise(lines) if one.bottom > other.bottom)
    step = steps[len(steps) // 4] if steps else 0.0  # within paragraphs, also where most have one line
    held: list[str] = []
    for before, line in pairwise([None, *lines]):
        if line is None:
            continue
        if before is not None and _parts(before, line, widest, step):
            yield _join(held)
            held = []
        held.append(line.text)
    if held:
        yield _join(held)


def _parts(before: Line, line: Line, widest: float, step: float) -> bool:
    """Whether a paragraph ends between two lines; ``step`` is the usual distance of two lines."""
    long = min(len(before.text), len(line.text)) >= _TELLS_SIZE  # a short line may lack tall letters
    size = line.height / (before.height or 1.0)
    if not (0.8 < size < 1.25 if long else 0.6 < size < 1.6):
        return True
    down = before.bottom - line.bottom
    if down <= 0:  # a new column or page: the sentence may go on there
        return ends_sentence(before.text)
    indented = line.left - before.left > 0.8 * line.height
    short = before.right < _FULL_LINE * widest and ends_sentence(before.text)
    return down > _FAR * step or indented or short


def _join(lines: list[str]) -> str:
    whole = " ".join(lines)
    return whole.replace(f"{_CUT} ", "").replace(_CUT, "-")


def _edge_key(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())
