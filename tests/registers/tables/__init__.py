"""Tables of sentences in, rows out: what a register should find in each, or that it stays silent.

A line is ``status=held; kind=…; who=A, B; by=C; where=L; when=2020-05 :: the sentence``, or
``silent :: the sentence``. A held table is measured, never tuned on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from truceline.records import Record
from truceline.registers import Reading
from truceline.registers.agreements import find_agreements
from truceline.registers.talks import find_talks
from truceline.registers.zones import find_zones

HERE = Path(__file__).parent
WHO = {"who": ("participants", "parties"), "by": ("convenors", "brokers"), "obs": ("observers",)}
WHERE = ("venue", "places", "place")
WHEN = {"when": "date", "from": "from_", "until": "until"}


@dataclass(frozen=True)
class Row:
    """A sentence and the record that is expected of it; ``wanted`` is empty where there is none."""

    text: str
    wanted: dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of the table ``name``, in the order of the file."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf8").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> Row:
    told, text = line.split(" :: ")
    if told == "silent":
        return Row(text, {})
    return Row(text, dict(field.split("=") for field in told.split("; ")))


def find(register: str, reading: Reading) -> tuple[Record, ...]:
    """The records of one register; agreements and zones see the registers before them."""
    talks = find_talks(reading)
    if register == "talks":
        return talks
    reading = reading.after(talks=talks)
    agreements = find_agreements(reading)
    return agreements if register == "agreements" else find_zones(reading.after(agreements=agreements))


def told(row: Row, records: Iterable[Record]) -> bool:
    """Whether one record has the status and kind of ``row``."""
    return any(_is_told(row, r) for r in records)


def _is_told(row: Row, record: Record) -> bool:
    return all(str(getattr(record, k, None)) == row.wanted[k] for k in ("status", "kind") if k in row.wanted)


def wrong_fields(row: Row, records: Iterable[Record]) -> tuple[int, list[str]]:
    """How many fields ``row`` states, and which of them the best record of its status has not."""
    asked = [k for k in row.wanted if k not in ("status", "kind")]
    best = [[k for k in asked if not _has(r, k, row.wanted[k])] for r in records if _is_told(row, r)]
    return len(asked), min(best, key=len, default=asked)


def _has(record: Record, key: str, wanted: str) -> bool:
    if key in WHEN:
        date = getattr(record, WHEN[key], None)
        return date is not None and str(date.value).startswith(wanted)
    if key == "where":
        found = [p for f in WHERE for p in _several(getattr(record, f, None))]
    elif key in WHO:
        found = [a for f in WHO[key] for a in getattr(record, f, ())]
    else:
        return str(getattr(record, {"guar": "guarantors"}.get(key, key), None)) == wanted or key == "guar"
    return all(any(name in f"{x.name} {x.text}" for x in found) for name in wanted.split(", "))


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,) if value is not None else ()
