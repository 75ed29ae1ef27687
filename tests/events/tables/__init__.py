"""Tables of sentences in, rows out.

Of status a line is ``planned :: The ministers will *meet* in Geneva.``; where several words stand
between stars, the last one is asked about. Of attribution it is ``source | cue | words of the
content :: the sentence``, or ``silent :: the sentence``. A held table is measured, never tuned on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from truceline.records import Attribution, Status

HERE = Path(__file__).parent
_STARS = re.compile(r"\*(.+?)\*")


@dataclass(frozen=True)
class Row:
    """A sentence, where the word asked about begins in it, and the status that it should have."""

    text: str
    start: int
    end: int
    status: Status


@dataclass(frozen=True)
class Quoted:
    """A sentence with its source (None: nobody is quoted), its cue and words of its content."""

    text: str
    source: str | None = None
    cue: str = ""
    content: str = ""

    def is_told(self, found: Attribution) -> bool:
        """Whether ``found`` has the cue, and the words in its content."""
        return self.cue in found.cue.text and found.content is not None and self.content in found.content.text


def rows(name: str) -> list[Row]:
    """The rows of the status table ``name``."""
    return [_row(line) for line in lines(name)]


def quoted(name: str) -> list[Quoted]:
    """The rows of the attribution table ``name``."""
    return [_quoted(*line.split(" :: ")) for line in lines(name)]


def lines(name: str) -> list[str]:
    """The lines of ``name``.txt, comments left out."""
    read = (HERE / f"{name}.txt").read_text(encoding="utf8").splitlines()
    return [line for line in read if " :: " in line and not line.startswith("#")]


def _quoted(wanted: str, text: str) -> Quoted:
    if wanted == "silent":
        return Quoted(text)
    source, cue, content = wanted.split(" | ")
    return Quoted(text, source.removesuffix("'s"), cue, content)


def _row(line: str) -> Row:
    status, marked = line.split(" :: ")
    last = list(_STARS.finditer(marked))[-1]
    start = len(_plain(marked[: last.start()]))
    return Row(_plain(marked), start, start + len(last[1]), cast(Status, status))


def _plain(marked: str) -> str:
    return marked.replace("*", "")
