"""A table of counted effects in, what is found of it out; ``python -m tests.registers.tables.effects NAME``.

A line is ``killed >12, place=Aden; injured 30 :: the sentence`` or ``silent :: the sentence``. Numbers are
``12``, ``>12`` (above), ``<12`` (below), ``~12`` (about), ``20-30`` (a range), ``200+`` (only a least
number); ``h`` behind a number counts households; ``?`` before a record makes it optional; ``\\n`` in a
sentence is a line's end. ``destroyed`` and ``damaged`` are said of housing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.registers.tables import HERE
from truceline.language import parse
from truceline.mentions.scene import find_mentions
from truceline.records import Article, Casualty, Movement, Published
from truceline.registers.casualties import find_casualties
from truceline.registers.movements import find_movements
from truceline.registers.reading import Reading

Record = Movement | Casualty
PUBLISHED = Published(value="2019-03-08", precision="day", basis="given")
_BOUNDS = {">": "above", "<": "below", "~": "about"}
_NUMBER = re.compile(r"([<>~]?)([\d.]+)(m?)(?:-(\d+)|(\+))?(h?)$")
_NAMES = {"from": "from_", "in": "in_"}


@dataclass(frozen=True)
class Wanted:
    """One record that a sentence should give; ``number`` is (value, low, high)."""

    kind: str
    number: tuple[int | None, int | None, int | None]
    unit: str
    fields: dict[str, str]
    optional: bool


@dataclass(frozen=True)
class Row:
    """A sentence and the records that are expected of it."""

    text: str
    wanted: tuple[Wanted, ...]


@dataclass
class Score:
    """Found, made and wanted records; right and asked fields; silent rows that stayed silent."""

    found: int = 0
    made: int = 0
    wanted: int = 0
    right: int = 0
    asked: int = 0
    silent: int = 0
    quiet: int = 0

    def __str__(self) -> str:
        f1 = 2 * self.found / (self.made + self.wanted)
        return (
            f"records {self.found}/{self.wanted}, extra {self.made - self.found}, f1 {f1:.3f}; "
            f"fields {self.right}/{self.asked} {self.right / self.asked:.3f}; silent {self.quiet}/{self.silent}"
        )


def rows(name: str) -> list[Row]:
    """The rows of the table ``name``, in the order of the file."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf8").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> Row:
    told, text = line.split(" :: ")
    wanted = () if told == "silent" else tuple(_wanted(w) for w in told.split("; "))
    return Row(text.replace("\\n", "\n"), wanted)


def _wanted(told: str) -> Wanted:
    head, *fields = told.split(", ")
    kind, written = head.lstrip("?").split()
    match = _NUMBER.match(written)
    assert match, written
    bound, digits, million, high, least, households = match.groups()
    value = round(float(digits) * (1_000_000 if million else 1))
    asked = dict(f.split("=") for f in fields)
    if high is None and not least:
        asked["bound"] = _BOUNDS.get(bound, "None")
    number = (None, value, int(high)) if high else (None, value, None) if least else (value, None, None)
    housing = kind in ("destroyed", "damaged")
    unit = "housing" if housing else "households" if households else "people"
    return Wanted(f"housing {kind}" if housing else kind, number, unit, asked, head.startswith("?"))


def records(text: str) -> list[Record]:
    """The movements and casualties of ``text``, published on 8 March 2019."""
    article = Article(id="a", source="test", text=text, published=PUBLISHED)
    reading = Reading(find_mentions(parse(article)))
    return [*find_movements(reading), *find_casualties(reading)]


def matched(row: Row, made: list[Record]) -> Iterator[tuple[Wanted, Record | None]]:
    """Each wanted record of ``row`` with the record that tells it, if one does."""
    left = [r for r in made if r.value is not None or r.low is not None]
    for wanted in row.wanted:
        told = next((r for r in left if _tells(r, wanted)), None)
        if told is not None:
            left.remove(told)
        yield wanted, told


def _tells(record: Record, wanted: Wanted) -> bool:
    number = (record.value, record.low, record.high)
    return (record.kind, number, record.unit) == (wanted.kind, wanted.number, wanted.unit)


def wrong(record: Record, wanted: Wanted) -> list[str]:
    """The fields of ``wanted`` that ``record`` has not."""
    return [k for k, v in wanted.fields.items() if not _has(record, _NAMES.get(k, k), v)]


def _has(record: Record, key: str, value: str) -> bool:
    got = getattr(record, key, None)
    if key == "in_" and got is None:
        got = getattr(record, "to", None)
    if key == "bound":
        return str(got) == value
    if key in ("since", "until", "as_of"):
        return got is not None and str(got.value).startswith(value)
    return got is not None and value in (got.name, got.text)


def score(name: str, report: Callable[[str], None] = lambda _: None) -> Score:
    """The score of a table; ``report`` is told each mistake."""
    total = Score()
    for row in rows(name):
        made = [r for r in records(row.text) if r.value is not None or r.low is not None]
        pairs = list(matched(row, made))
        total.found += sum(r is not None and not w.optional for w, r in pairs)
        total.wanted += sum(not w.optional for w, _ in pairs)
        total.made += len(made) - sum(r is not None and w.optional for w, r in pairs)
        total.silent += not row.wanted
        total.quiet += not row.wanted and not made
        problems = [f"missed {w.kind} {w.number} {w.unit}" for w, r in pairs if r is None and not w.optional]
        told = [id(r) for _, r in pairs]
        problems += [_extra(r) for r in made if id(r) not in told]
        for wanted, record in pairs:
            if record is not None and not wanted.optional:
                missing = wrong(record, wanted)
                total.asked += len(wanted.fields)
                total.right += len(wanted.fields) - len(missing)
                problems += [f"{k} of {wanted.number} should be {wanted.fields[k]}" for k in missing]
        for problem in problems:
            report(f"{problem}\t{row.text!r}")
    return total


def _extra(record: Record) -> str:
    return f"extra {record.kind} {record.value} {record.low} {record.high} {record.unit}"


def main() -> None:
    """Print the score of each table that is named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("tables", nargs="+")
    options.add_argument("--errors", action="store_true")
    chosen = options.parse_args()
    for name in chosen.tables:
        told = score(name, _write if chosen.errors else lambda _: None)
        _write(f"{name} {told}")


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
