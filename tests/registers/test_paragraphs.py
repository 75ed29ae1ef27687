"""Breaches, zones, positions and outlook on paragraphs of our own, from many wars and in many voices;
passages are longer and tell of several things at once.

Each table is measured as a whole: its records, its fields and its silent rows may not fall below their floors.
The tables were halved: one half to write rules by, the ``_held`` half to see whether they carry over;
the ``_unseen`` ones were written last.
"""

from __future__ import annotations

import pytest

import truceline
from tests.registers.tables.paragraphs import measure, paragraphs
from truceline.records import Article, CodedArticle, Published, Registers

# f1 of the records, and the share of right fields
FLOORS = {
    "breaches_paragraphs": (0.95, 0.93),
    "breaches_paragraphs_held": (0.94, 0.86),
    "breaches_passages": (0.94, 0.84),
    "breaches_passages_held": (0.90, 0.79),
    "breaches_passages_unseen": (0.90, 0.94),
    "zones_passages_unseen": (0.97, 0.78),
    "positions_passages_unseen": (0.86, 0.97),
    "outlook_passages_unseen": (0.95, 0.95),
    "zones_paragraphs": (0.95, 0.91),
    "zones_paragraphs_held": (0.92, 0.86),
    "positions_paragraphs": (0.96, 0.97),
    "positions_paragraphs_held": (0.94, 0.93),
    "positions_passages": (0.90, 0.90),
    "positions_passages_held": (0.86, 0.95),
    "outlook_paragraphs": (0.95, 0.96),
    "outlook_paragraphs_held": (0.96, 0.90),
    "outlook_passages": (0.95, 0.88),
    "outlook_passages_held": (0.97, 0.88),
}


def fill(text: str) -> Registers:
    given = Published(value="2020-05-14", precision="day", basis="given")
    coded = truceline.code(Article(id="a", source="test", text=text, published=given))
    assert isinstance(coded, CodedArticle)
    return coded.registers


@pytest.mark.parametrize("table", FLOORS)
def test_a_table_is_told_as_well_as_before(table: str) -> None:
    tally, wrong = measure(table.partition("_")[0], paragraphs(table), fill)
    least_f1, least_fields = FLOORS[table]
    assert tally.f1 >= least_f1, "\n".join([str(tally), *wrong])
    assert tally.fields_right >= least_fields, "\n".join([str(tally), *wrong])
