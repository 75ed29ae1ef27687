"""A user's codebook in, the files of it that nothing reads out.

A file in a misspelt folder would be passed over in silence: its author would think that it is used.
"""

from __future__ import annotations

import difflib
from pathlib import Path

from truceline.codebook.check import Problem
from truceline.codebook.load import Codebook

_SHIPPED = Path(__file__).parent
_READ_WHOLE = "events"  # every file of this folder is read, whatever its name


def unread(codebook: Codebook) -> list[Problem]:
    """The YAML files of the user's directories that have no counterpart in the shipped codebook."""
    known = [str(file.relative_to(_SHIPPED)) for file in _SHIPPED.rglob("*.yaml")]
    return [
        Problem(f"{file}:1", f"nothing reads this file{_hint(str(file.relative_to(directory)), known)}")
        for directory in codebook.directories
        for file in sorted(directory.rglob("*.yaml"))
        if not _is_read(file.relative_to(directory), known)
    ]


def _is_read(file: Path, known: list[str]) -> bool:
    return str(file) in known or file.parent == Path(_READ_WHOLE)


def _hint(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, 1, 0.5)
    return f"; did you mean {near[0]}?" if near else "; see docs/codebook.md for the names that are read"
