"""Tables of paragraphs in, how well a register tells them out: records found, records too many, fields right.

A line is ``status=alleged; by=A; alleged=B; where=L; when=2020-05 :: the paragraph``; two records are parted
by `` | ``, an optional one opens with ``?``, ``silent`` asks for none. A field is a pattern; several, with a
comma, must all be named; ``-`` asks for nobody. The ``_held`` half of a table is measured, never tuned on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from truceline.records import Record, Registers

HERE = Path(__file__).parent
FIELDS = {"alleged": "alleged_by", "where": "place", "when": "date", "if": "condition"}
PARTIES = ("by", "alleged", "actors", "toward")
Wanted = dict[str, str]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, the records that it tells, and those that one careful reader makes and another does not."""

    text: str
    wanted: tuple[Wanted, ...]
    optional: tuple[Wanted, ...] = ()


@dataclass
class Tally:
    """What was found of what was wanted, what was made, and the fields of what was found."""

    found: int = 0
    wanted: int = 0
    extra: int = 0
    right: int = 0
    fields: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.found / (self.found + self.extra + self.wanted)

    @property
    def fields_right(self) -> float:
        return self.right / self.fields

    def __str__(self) -> str:
        recall, precision = self.found / self.wanted, self.found / (self.found + self.extra)
        return f"f1 {self.f1:.3f}  recall {recall:.3f}  precision {precision:.3f}  fields {self.fields_right:.3f}"


def paragraphs(name: str) -> list[Paragraph]:
    """The rows of the table ``name``, in the order of the file."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf8").splitlines()
    return [_paragraph(line) for line in lines if line and not line.startswith("#")]


def _paragraph(line: str) -> Paragraph:
    told, text = line.split(" :: ")
    records = [] if told == "silent" else told.split(" | ")
    optional = tuple(_wanted(r[1:]) for r in records if r.startswith("?"))
    return Paragraph(text, tuple(_wanted(r) for r in records if not r.startswith("?")), optional)


def _wanted(record: str) -> Wanted:
    return dict(field.strip().split("=", 1) for field in record.split(";") if field.strip())


def measure(
    register: str, rows: list[Paragraph], fill: Callable[[str], Registers]
) -> tuple[Tally, list[str]]:
    """The tally of ``rows``, and a line for each thing that is wrong."""
    tally, wrong = Tally(), []
    for row in rows:
        wrong += [f"{line} :: {row.text}" for line in _compare(row, getattr(fill(row.text), register), tally)]
    return tally, wrong


def _compare(row: Paragraph, records: tuple[Record, ...], tally: Tally) -> Iterator[str]:
    left = list(records)
    for wanted in row.wanted:
        tally.wanted += 1
        best = max(left, key=lambda r: len(wanted) - len(missed(r, wanted)), default=None)
        if best is None:
            yield f"missed {wanted}"
            continue
        left.remove(best)
        bad = missed(best, wanted)
        tally.found += 1
        tally.fields += len(wanted)
        tally.right += len(wanted) - len(bad)
        yield from (f"{key} should be {wanted[key]}, is {labels(value(best, key))}" for key in bad)
    extra = max(0, len(left) - len(row.optional))
    tally.extra += extra
    if extra:
        yield f"too many: {[r.evidence.text for r in left]}"


def missed(record: Record, wanted: Wanted) -> list[str]:
    """The fields of ``wanted`` that ``record`` has not."""
    return [key for key, want in wanted.items() if not _is_right(key, want, value(record, key))]


def value(record: Record, key: str) -> Any:
    """What ``record`` holds under the table's short name of a field."""
    return getattr(record, FIELDS.get(key, key))


def _is_right(key: str, want: str, got: Any) -> bool:
    if want == "-":
        return not got
    if key == "when":
        return got is not None and str(got.value).startswith(want)
    wishes = [w.strip() for w in want.split(",")]
    if key in PARTIES and len(got or ()) > 2 * len(wishes):
        return False
    return all(any(re.search(w, name, re.IGNORECASE) for name in labels(got)) for w in wishes)


def labels(got: Any) -> list[str]:
    """Every string by which a party, a place or a word may be known."""
    if got is None:
        return []
    if isinstance(got, str):
        return [got]
    if isinstance(got, tuple):
        return [name for one in got for name in labels(one)]
    return [str(n) for n in (getattr(got, "name", None), got.text, getattr(got, "value", None)) if n]
