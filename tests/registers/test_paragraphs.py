"""Breaches, zones, positions and outlook on paragraphs of our own, from many wars and in many voices.

Each table is measured as a whole: its records, its fields and its silent rows may not fall below their floors.
The ``_held`` tables are only measured; no rule was written while reading them.
"""

from __future__ import annotations

import pytest

import truceline
from tests.registers.tables.paragraphs import measure, paragraphs
from truceline.records import Article, CodedArticle, Published, Registers

# f1 of the records, and the share of right fields
FLOORS = {
    "breaches": (0.95, 0.93),
    "breaches_held": (0.88, 0.86),
    "zones": (0.95, 0.91),
    "zones_held": (0.92, 0.86),
    "positions": (0.96, 0.97),
    "positions_held": (0.86, 0.92),
    "outlook": (0.94, 0.96),
    "outlook_held": (0.84, 0.88),
}


def fill(text: str) -> Registers:
    given = Published(value="2020-05-14", precision="day", basis="given")
    coded = truceline.code(Article(id="a", source="test", text=text, published=given))
    assert isinstance(coded, CodedArticle)
    return coded.registers


@pytest.mark.parametrize("table", FLOORS)
def test_a_table_is_told_as_well_as_before(table: str) -> None:
    register = table.removesuffix("_held")
    rows = paragraphs(table.replace(register, f"{register}_paragraphs"))
    tally, wrong = measure(register, rows, fill)
    least_f1, least_fields = FLOORS[table]
    assert tally.f1 >= least_f1, "\n".join([str(tally), *wrong])
    assert tally.fields_right >= least_fields, "\n".join([str(tally), *wrong])
