"""Records and columns with their meaning in, rows of plain values out, hostile text made harmless."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from truceline.exports.wording import safe

T = TypeVar("T")
Kind = Literal["string", "integer", "number", "date"]
Value = str | int | float | None
Row = tuple[Value, ...]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its name, the kind of its values, what they mean, and how they are read off a record."""

    name: str
    kind: Kind
    about: str
    of: Callable[[T], Value]
    hashtag: str = ""  # HXL's, where the table is written with hashtags


@dataclass(frozen=True)
class Table(Generic[T]):
    """Columns over records; ``records`` are made anew for each writing."""

    name: str
    about: str
    columns: tuple[Column[T], ...]
    records: Callable[[], Iterable[T]]

    def rows(self) -> Iterator[Row]:
        """One row a record, its text without control characters."""
        for record in self.records():
            yield tuple(_plain(column.of(record)) for column in self.columns)


def joined(words: Iterable[str]) -> str | None:
    """Several values in one cell."""
    return "; ".join(dict.fromkeys(words)) or None


def harmless(value: Value) -> Value:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _plain(value: Value) -> Value:
    return safe(value) if isinstance(value, str) else value
