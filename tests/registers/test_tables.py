"""Whole paragraphs of the wires, of history and of comment: how much of each table is told, and how well."""

from __future__ import annotations

from typing import Literal

import pytest

from tests.registers.tables.__main__ import measure

# table: at least so many of its records are told, of those made are in it, of their fields are right.
# A table whose name ends in _held is measured, never tuned on.
FLOORS = {
    ("talks", "talks_wire"): (0.92, 0.97, 0.86),
    ("talks", "talks_wire_held"): (0.77, 0.95, 0.82),
    ("talks", "talks_wide"): (0.7, 0.95, 0.76),
    ("talks", "talks_wide_held"): (0.48, 0.88, 0.67),
    ("talks", "talks_news"): (0.82, 0.93, 0.8),
    ("agreements", "agreements_news"): (0.82, 0.9, 0.8),
    ("agreements", "agreements_wire"): (0.87, 0.95, 0.83),
    ("agreements", "agreements_wire_held"): (0.78, 0.92, 0.8),
    ("agreements", "agreements_wide"): (0.74, 0.93, 0.76),
    ("agreements", "agreements_wide_held"): (0.76, 0.86, 0.66),
}


@pytest.mark.parametrize(("register", "table"), FLOORS, ids=[t for _, t in FLOORS])
def test_a_table_is_told_as_well_as_before(register: Literal["talks", "agreements"], table: str) -> None:
    told = measure(register, table)
    recall, precision, fields = FLOORS[register, table]
    assert told["told"] >= recall * told["wanted"]
    assert told["told"] >= precision * told["made"]
    assert told["right"] >= fields * told["asked"]
