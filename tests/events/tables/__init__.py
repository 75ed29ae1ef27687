"""Tables of sentences in, rows out: a status, and between stars the word that has it.

A line is ``planned :: The ministers will *meet* in Geneva.``; where several words stand between
stars, the last one is asked about. A held table is measured, never tuned on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from truceline.records import Status

HERE = Path(__file__).parent
_STARS = re.compile(r"\*(.+?)\*")


@dataclass(frozen=True)
class Row:
    """A sentence, where the word asked about begins in it, and the status that it should have."""

    text: str
    start: int
    end: int
    status: Status


def rows(name: str) -> list[Row]:
    """The rows of ``name``.txt, comments left out."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf8").splitlines()
    return [_row(line) for line in lines if " :: " in line and not line.startswith("#")]


def _row(line: str) -> Row:
    status, marked = line.split(" :: ")
    last = list(_STARS.finditer(marked))[-1]
    start = len(_plain(marked[: last.start()]))
    return Row(_plain(marked), start, start + len(last[1]), cast(Status, status))


def _plain(marked: str) -> str:
    return marked.replace("*", "")
