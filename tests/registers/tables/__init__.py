"""Tables of sentences in, rows out: what a register should find in each, or that it stays silent.

A line is ``status=held; kind=…; who=A, B; by=C; where=L; when=2020-05 :: the sentence``, or
``silent :: the sentence``. ``||`` parts several records of one text, ``|`` several readings of one
value; a record that starts with ``maybe`` is neither asked for nor held against. A held table is
measured, never tuned on: ``python -m tests.registers.tables talks talks_wide_held [--errors]``.
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
WHO = {
    "who": ("participants", "parties"),
    "by": ("convenors", "brokers"),
    "obs": ("observers",),
    "guar": ("guarantors",),
}
WHERE = ("venue", "places", "place")
WHEN = {"when": "date", "from": "from_", "until": "until"}


@dataclass(frozen=True)
class Row:
    """A sentence and the record that is expected of it; ``wanted`` is empty where there is none."""

    text: str
    wanted: dict[str, str]
    others: tuple[dict[str, str], ...] = ()  # more records of the same text

    @property
    def all_wanted(self) -> tuple[dict[str, str], ...]:
        """Every record that the text may give."""
        return (self.wanted, *self.others) if self.wanted else self.others


def rows(name: str) -> list[Row]:
    """The rows of the table ``name``, in the order of the file."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf8").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> Row:
    told, text = line.split(" :: ")
    if told == "silent":
        return Row(text, {})
    first, *others = (
        {k: v for k, _, v in (f.partition("=") for f in r.split("; "))} for r in told.split(" || ")
    )
    return Row(text, first, tuple(others))


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
    return any(is_told(row.wanted, r) for r in records)


def is_told(wanted: dict[str, str], record: Record) -> bool:
    """Whether ``record`` has the status and kind of ``wanted``."""
    return all(
        str(getattr(record, k, None)) in wanted[k].split("|") for k in ("status", "kind") if k in wanted
    )


def wrong_fields(wanted: dict[str, str], record: Record) -> tuple[int, list[str]]:
    """How many fields ``wanted`` states, and which of them ``record`` has not."""
    asked = [k for k in wanted if k != "maybe"]
    return len(asked), [k for k in asked if not _has(record, k, wanted[k])]


def _has(record: Record, key: str, wanted: str) -> bool:
    if key in ("status", "kind"):
        return is_told({key: wanted}, record)
    if key in WHEN:
        date = getattr(record, WHEN[key], None)
        return date is not None and str(date.value).startswith(tuple(wanted.split("|")))
    if key == "where":
        found = [p for f in WHERE for p in _several(getattr(record, f, None))]
    elif key in WHO:
        found = [a for f in WHO[key] for a in getattr(record, f, ())]
    else:
        return str(getattr(record, key, None)) == wanted
    told = [f"{x.name} {x.text}" for x in found]
    return all(any(name in t for t in told for name in names.split("|")) for names in wanted.split(", "))


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,) if value is not None else ()
