"""A line of a head or a foot in, the date of publication that it gives out, and how surely it is that.

"Published 4 July 2016" says more than a bare "4 July 2016", that more than "Updated 5 July 2016",
and "as of 3 July 2016" least.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.published import YEAR_SEEN, find_date, head_words, read_date_line
from truceline.pages.shapes import ends_sentence, is_name
from truceline.pages.tidy import plain
from truceline.records import Published

_STAMP_LENGTH = 200  # characters of a line that may date a page
_STAMP_WORDS = 14
_ITEM_WORDS = 7
_TAIL_WORDS = 16  # behind a labelled date: ", on page A4 of the National edition with the headline: …"
_ITEMS = re.compile(r"\s*[|·•∙~\t]\s*|\s+[-–—]+\s+|\s{3,}")
_STATEMENTS = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\s*[|·•∙~\t]\s*|\s+[-–—]+\s+|,\s(?=[a-z]+\s)")
_THIS_PAGE = re.compile(
    r"^(?:this|the|a version of this)(?: \w+){1,3}? (?:(?:was|is|has been|were)(?: now)? |(?=appear))"
)
_AS_OF = re.compile(r"\b(?:as of|as at|based on information (?:received|available))\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]{0,24}(?:19|20)\d\d\)$")
BY = re.compile(
    r"^(?:\w+\s+)?by:?\s+|^(?:bylines?|authors?|writers?|words|text|story|report):\s*", re.IGNORECASE
)


class Stamp(msgspec.Struct, frozen=True):
    """A line of date in a head or below a body: the date, how much it says, and what stands beside it.

    ``rank``: 0 a day that is called that of publication, 1 a bare day, 2 that of a change, 3 the day
    up to which the page tells ("as of 12 July 2016").
    """

    published: Published
    rank: int
    rest: str = ""


def read_stamp(line: str, codebook: Codebook = SHIPPED, day_first: bool | None = None) -> Stamp | None:
    """The date of publication that a short line gives, or None.

    Known are a date alone or beside a name, a row of short items one of which is a date, a label
    with a date behind it ("posted by Ansou at 10:32, 12 July 2016"), and "as of".
    """
    if len(line) > _STAMP_LENGTH or not YEAR_SEEN.search(line) or _opens(line, codebook, "other days"):
        return None
    published, rest = read_date_line(line, codebook, day_first)
    if published is None:
        return None
    if (as_of := _stamp_as_of(line, published)) is not None:
        return as_of
    if not rest or (_stands_beside(rest) and line.count(" ") < _STAMP_WORDS):
        return Stamp(published, _rank(line, codebook), rest)
    items = [item for item in _ITEMS.split(line) if item.strip()]
    return _stamp_of_items(items, codebook, day_first) or _stamp_of_label(line, codebook, day_first)


def best_stamp(
    lines: Iterable[str], codebook: Codebook = SHIPPED, day_first: bool | None = None
) -> Stamp | None:
    """Of the stamps of several lines the one that says most surely when the page was published."""
    stamps = (read_stamp(line, codebook, day_first) for line in lines)
    return min((s for s in stamps if s is not None), key=lambda stamp: stamp.rank, default=None)


def _stands_beside(rest: str) -> bool:
    """Whether what stands on a line with a date leaves it that of publication: a name, a byline."""
    return bool(BY.match(rest)) or is_name(rest)


def _rank(line: str, codebook: Codebook) -> int:
    said = f" {plain(line)} "
    if any(f" {label}" in said for label in head_words(codebook, "labels of publication")):
        return 0
    return 2 if any(f" {label}" in said for label in head_words(codebook, "labels of change")) else 1


def _stamp_of_items(items: list[str], codebook: Codebook, day_first: bool | None) -> Stamp | None:
    """A date that is an item of its own in a row of short items: "Lia Roux | Gulf Wire | 12.07.2016"."""
    if len(items) < 2 or any(item.count(" ") >= _ITEM_WORDS or ends_sentence(item) for item in items):
        return None
    found: list[Stamp] = []
    for i, item in enumerate(items):
        published, rest = read_date_line(item, codebook, day_first)
        if published and not rest and not _opens(item, codebook, "other days"):
            others = ", ".join(o.strip() for o in items[:i] + items[i + 1 :])
            found.append(Stamp(published, _rank(item, codebook), others))
    return min(found, key=lambda stamp: stamp.rank, default=None)


def _stamp_of_label(line: str, codebook: Codebook, day_first: bool | None) -> Stamp | None:
    """A date behind its label: "Published in The Courier, 12 July 2016", "… was last updated on …"."""
    for part in _STATEMENTS.split(line):
        said = _THIS_PAGE.sub("", plain(part)).strip()
        for rank, sort in ((0, "publication"), (2, "change")):
            if not _opens(said, codebook, sort):
                continue
            published, _ = find_date(part, day_first)
            tail = part[max(found.end() for found in YEAR_SEEN.finditer(part)) :] if published else ""
            if published and len(tail.split()) <= _TAIL_WORDS:
                return Stamp(published, rank)
    return None


def _opens(line: str, codebook: Codebook, sort: str) -> bool:
    said = plain(line).lstrip(" ([")
    return bool(_opening_labels(codebook, sort).match(said))


@lru_cache(maxsize=16)
def _opening_labels(codebook: Codebook, sort: str) -> re.Pattern[str]:
    words = sorted(head_words(codebook, f"labels of {sort}"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _stamp_as_of(line: str, published: Published) -> Stamp | None:
    said = _AS_OF.search(line) or _IN_BRACKETS.search(line)
    before = YEAR_SEEN.search(line, 0, said.start()) if said else None
    return Stamp(published, 3, line[: said.start()].strip(" ,(–-")) if said and not before else None
