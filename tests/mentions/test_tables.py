"""Dates and places in the ways news writes them: tables of sentences, the words asked about between stars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from truceline.language import parse
from truceline.mentions.scene import Scene, find_mentions
from truceline.records import Article, Date, Place, Published

HERE = Path(__file__).parent / "tables"
_DAY = Published(value="2020-05-14", precision="day", basis="given")


@dataclass(frozen=True)
class Row:
    """A sentence, the characters asked about, and what they should name ("none": nothing)."""

    text: str
    start: int
    end: int
    wanted: str

    def scene(self) -> Scene:
        """The mentions of the sentence, in an article of 14 May 2020."""
        return find_mentions(parse(Article(id="a", source="test", text=self.text, published=_DAY)))

    def covers(self, found: Date | Place) -> bool:
        """Whether the mention stands where the row asks."""
        return found.start < self.end and self.start < found.end


def rows(name: str) -> list[Row]:
    lines = (HERE / f"{name}.txt").read_text(encoding="utf8").splitlines()
    told = (line.split(" :: ") for line in lines if " :: " in line and not line.startswith("#"))
    return [_row(wanted, marked) for wanted, marked in told]


def _row(wanted: str, marked: str) -> Row:
    start, words = marked.index("*"), re.findall(r"\*(.+?)\*", marked)[0]
    return Row(marked.replace("*", ""), start, start + len(words), wanted)


GAPS = {row.text for name in ("dates_gaps", "places_gaps") for row in rows(name)}
DATES, PLACES = rows("dates"), rows("places")


@pytest.mark.parametrize("row", DATES, ids=[f"{r.wanted}: {r.text[:60]}" for r in DATES])
def test_a_date_comes_to_the_value_that_a_careful_reader_gives_it(row: Row) -> None:
    if row.text in GAPS:
        pytest.xfail("listed in tables/dates_gaps.txt")
    found = {d.value for d in row.scene().dates if row.covers(d) and d.precision != "duration"}
    assert found == (set() if row.wanted == "none" else {row.wanted})


@pytest.mark.parametrize("row", PLACES, ids=[f"{r.wanted}: {r.text[:60]}" for r in PLACES])
def test_a_place_is_the_one_that_a_careful_reader_finds(row: Row) -> None:
    if row.text in GAPS:
        pytest.xfail("listed in tables/places_gaps.txt")
    found = [p for p in row.scene().places if row.covers(p)]
    if row.wanted == "none":
        assert not [p for p in found if p.kind not in ("country", "area")]
    else:
        country = row.wanted.split(", ")[1]
        assert found
        assert country in ("?", found[0].country)
