"""Plain text in, its pieces out: lines joined where they were wrapped, split where a paragraph ends.

Text pasted off a page has a line a paragraph; text from a mail or a terminal is wrapped at some
width, and may be double-spaced. Which of them it is shows in the lengths of the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.cues import find_cue
from truceline.pages.dateline import find_dateline
from truceline.pages.draft import Piece
from truceline.pages.published import read_date_line
from truceline.pages.shapes import ends_sentence
from truceline.pages.tidy import tidy

_WIDEST = 130  # characters of a line that somebody wrapped
_NARROWEST = 40
_FULL_SHARE = 0.5  # of the inner lines of wrapped text, how many are about as long as the longest
_LOW_SHARE = 0.25  # of the lines of wrapped English, how many begin in lower case: a list has none
_FEW = 3  # lines: fewer show no width
_RAGGED = 14  # characters that a wrapped line may fall short, beyond the word that did not fit
_MARKDOWN = re.compile(r"^#{1,6}\s+(.*)$|^(?:\*{1,3}|_{1,3})(?=\w)([^*_]{1,400})(?:\*{1,3}|_{1,3})$")
_BULLET = re.compile(r"^(?:[•●▪◦‣*·]|[-–—](?=\s))\s+(?=\S)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_CUT = re.compile(r"[a-z]-$")
_LINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line with what the layout says: blank lines before it, and whether it is indented."""

    text: str
    gap: int
    indented: bool
    menu: bool = False


def read_pieces(text: str, codebook: Codebook = SHIPPED) -> tuple[Piece, ...]:
    """The lines and paragraphs of ``text``, in order, each on one line."""
    lines = list(_lines(text))
    width = _wrap_width(lines)
    if width and _is_double_spaced(lines):
        lines = [msgspec.structs.replace(line, gap=max(line.gap - 1, 0)) for line in lines]
    return tuple(_join(lines, width, codebook))


def _lines(text: str) -> Iterator[Line]:
    gap = 0
    for raw in _LINE.split(text):
        line = tidy(_BULLET.sub("", _MARKDOWN.sub(r"\1\2", raw.strip())))
        if not line:
            gap += 1
            continue
        yield Line(text=line, gap=gap, indented=raw[:1] in " \t\u3000", menu=_is_menu(raw))
        gap = 0


def _wrap_width(lines: list[Line]) -> int:
    """The width at which the text was wrapped; 0 where it was not.

    In wrapped text most lines that another line follows at once are about as long as the
    longest, and few of them end a sentence; double-spaced text has no such lines.
    """
    width = max((len(line.text) for line in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    inner = [line.text for line, following in pairwise(lines) if not following.gap]
    asked = inner if len(inner) >= _FEW else [line.text for line in lines]
    full = [text for text in asked if len(text) >= 0.75 * width]
    open_ended = sum(not ends_sentence(text) for text in full)
    going_on = sum(line.text[:1].islower() for line in lines)
    enough = len(asked) >= _FEW and len(full) >= _FULL_SHARE * len(asked)
    return width if enough and open_ended >= 0.5 * len(full) and going_on >= _LOW_SHARE * len(asked) else 0


def _is_double_spaced(lines: list[Line]) -> bool:
    followers = lines[1:]
    apart = sum(line.gap >= 1 for line in followers)
    going_on = sum(line.gap == 1 and line.text[:1].islower() for line in followers)
    return bool(followers) and apart >= 0.9 * len(followers) and going_on >= 0.2 * len(followers)


def _join(lines: list[Line], width: int, codebook: Codebook) -> Iterator[Piece]:
    held: list[str] = []
    tied = False
    for i, line in enumerate(lines):
        if held and not _goes_on(lines[i - 1], line, width, codebook):
            yield Piece(text=_joined(held), tied=tied)
            held, tied = [], not line.gap
        held.append(line.text)
        if line.menu:
            yield Piece(text=line.text, tied=tied, reason="navigation")
            held = []
    if held:
        yield Piece(text=_joined(held), tied=tied)


def _is_menu(raw: str) -> bool:
    """Whether a line is a row of short names with wide gaps between them."""
    items = [item for item in re.split(r"\t+|\s{2,}", raw.strip()) if item]
    short = all(item.count(" ") < 3 and not ends_sentence(item) for item in items)
    return len(items) >= 3 and short and not any(c.isdigit() for c in raw)


def _goes_on(line: Line, following: Line, width: int, codebook: Codebook) -> bool:
    """Whether ``following`` is the rest of the paragraph that ``line`` belongs to."""
    begins_low = following.text[:1].islower() and not _ADDRESS.match(following.text)
    if following.gap or (following.indented and not line.indented and not begins_low):
        return False
    if not width:
        return begins_low and not ends_sentence(line.text) and not _stands_alone(line, codebook)
    first = following.text.partition(" ")[0]
    full = len(line.text) + 1 + len(first) > width - _RAGGED
    if not full and not (begins_low and not ends_sentence(line.text)):
        return False
    if begins_low:
        return True
    return not (
        _stands_alone(line, codebook) or _stands_alone(following, codebook) or find_dateline(following.text)
    )


def _stands_alone(line: Line, codebook: Codebook) -> bool:
    """A byline, a date or a credit is a block of its own, however full the line before."""
    published, rest = read_date_line(line.text, codebook)
    if published and not rest:
        return True
    cue = find_cue(line.text, codebook=codebook)
    return cue is not None and cue.reason in {"byline", "handle", "copyright"}


def _joined(lines: list[str]) -> str:
    """Lines as one; a word cut at the end of a line is whole again, a compound keeps its hyphen."""
    parts = [lines[0]]
    for line in lines[1:]:
        cut = _CUT.search(parts[-1]) and line[:1].islower()
        parts.append(line if cut else f" {line}")
    return "".join(parts)
