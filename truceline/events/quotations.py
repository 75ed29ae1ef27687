"""Article text in, quotations out: where somebody's own words begin and end."""

from __future__ import annotations

import re

from truceline.language import Parsed

_OPENING = "“„«"
_MARK = re.compile("[“”„«»\"]|''|``")
_SCARE = 25  # characters: shorter quotations are single words held at arm's length
_PARAGRAPH = re.compile(r"\n+")


def find_quotations(parsed: Parsed) -> list[tuple[int, int]]:
    """Character ranges of quotations, marks included, in order.

    A quotation that a paragraph leaves open and the next one opens again is one range a
    paragraph. One that is never closed ends with its paragraph.
    """
    text = parsed.article.text
    found: list[tuple[int, int]] = []
    start = 0
    for paragraph in [*_PARAGRAPH.finditer(text), None]:
        end = paragraph.start() if paragraph else len(text)
        found += _in_paragraph(text, start, end)
        start = paragraph.end() if paragraph else end
    return found


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        opens = mark[0] in _OPENING or mark[0] == "``" or (mark[0] in ('"', "''") and opened is None)
        if opens:
            opened = mark.start() if opened is None else opened
        elif opened is not None:
            found.append((opened, mark.end()))
            opened = None
    if opened is not None and end - opened > _SCARE:
        found.append((opened, end))
    return found
