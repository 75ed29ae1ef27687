"""The table of actors in news wording: country, sector, kind and name of whoever is marked there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from spacy.tokens import Token

from truceline.language import Parsed, parse
from truceline.mentions.actors import find_actors
from truceline.mentions.cast import Cast
from truceline.records import Actor, Article, Published

TABLE = Path(__file__).parent / "tables" / "who_is_meant.txt"
COLUMNS = ("countries", "sector", "kind", "name")


@dataclass(frozen=True)
class Row:
    """A text with a marked mention, and what is asked of it; an empty column is not asked."""

    text: str
    start: int
    end: int
    day: str | None
    asked: dict[str, str]
    open: bool  # known not to be right yet: marked with "!" in the table


def rows() -> list[Row]:
    lines = TABLE.read_text(encoding="utf8").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> Row:
    first, *rest = (part.strip() for part in line.removeprefix("! ").split("|"))
    day = re.match(r"@(\S+) ", first)
    marked = first[day.end() :] if day else first
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    asked = dict(zip(COLUMNS, rest, strict=False))
    return Row(text, start, end, day.group(1) if day else None, asked, line.startswith("! "))


def found(row: Row) -> tuple[Actor, ...]:
    published = Published(value=row.day, precision="day", basis="given") if row.day else None
    parsed = parse(Article(id="a", source="test", text=row.text, published=published))
    return Cast(parsed, find_actors(parsed)).who(_head(parsed, row.start, row.end))


def _head(parsed: Parsed, start: int, end: int) -> Token:
    """The word of the mention whose head stands outside it."""
    inside = parsed.tokens_at(start, end)
    numbers = {t.i for t in inside}
    return next((t for t in inside if t.head.i not in numbers or t.head.i == t.i), inside[-1])


def given(actors: tuple[Actor, ...], column: str) -> str:
    if not actors:
        return "0"
    if column == "countries":
        return ",".join(a.country or "-" for a in actors)
    if column == "sector":
        return ",".join(a.sector or "-" for a in actors)
    return ",".join(a.kind if column == "kind" else a.name for a in actors)


@pytest.mark.parametrize("row", [pytest.param(r, id=r.text) for r in rows()])
def test_who_is_meant(row, request):
    if row.open:
        request.applymarker(pytest.mark.xfail(strict=True, reason="known gap"))
    actors = found(row)
    wrong = {c: given(actors, c) for c, want in row.asked.items() if want and given(actors, c) != want}
    assert not wrong
