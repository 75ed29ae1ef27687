"""Records in, JSON out: one object, a list, or one object a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

import msgspec

from truceline.cli.console import shown_json
from truceline.errors import CannotStart

Shape = Literal["object", "list", "lines"]


def shape_of(format_: Literal["json", "jsonl"] | None, *, many: bool) -> Shape:
    """The shape follows from the arguments alone, so that a script can rely on it."""
    if format_ == "jsonl" or (format_ is None and many):
        return "lines"
    return "list" if many else "object"


@contextmanager
def json_writer(write: Callable[[str], None], shape: Shape) -> Iterator[Callable[[msgspec.Struct], None]]:
    """A function that writes one record after the other, in one of the shapes."""
    count = 0

    def put(record: msgspec.Struct) -> None:
        nonlocal count
        if shape == "object" and count:
            raise CannotStart(
                "more than one article came", where="--format json", fix="choose --format jsonl"
            )
        write(_before(shape, count) + shown_json(_encoded(record, shape)) + ("" if shape == "list" else "\n"))
        count += 1

    yield put
    if shape == "list":
        write("\n]\n" if count else "[]\n")


def _before(shape: Shape, count: int) -> str:
    if shape != "list":
        return ""
    return ",\n" if count else "[\n"


def _encoded(record: msgspec.Struct, shape: Shape) -> str:
    encoded = msgspec.json.encode(record)
    return (msgspec.json.format(encoded, indent=2) if shape == "object" else encoded).decode()
