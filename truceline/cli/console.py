"""Text in, a terminal, a pipe or a file out; what comes from an article is shown there, never obeyed."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TextIO

from truceline.errors import CannotStart
from truceline.settings import wants_colour

# Control characters that JSON lets through as they are, and the marks that turn the direction of writing.
_RAW_IN_JSON = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class ClosedPipe(Exception):
    """Whoever read our output has stopped reading."""


def say(message: str) -> None:
    """One message for a person on standard error."""
    from truceline.exports.wording import safe

    sys.stderr.write(safe(message) + "\n")


def colourful() -> bool:
    """Whether standard output is a terminal that wants colour."""
    return sys.stdout.isatty() and wants_colour()


def shown_json(line: str) -> str:
    r"""JSON as it may be shown on a terminal: the same JSON, with its control characters as ``\u009b``."""
    if not sys.stdout.isatty():
        return line
    return _RAW_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


@contextmanager
def sink(path: Path | None) -> Iterator[Callable[[str], None]]:
    """A function that writes text to ``path``, or to standard output where it is None.

    A file appears under its name only when all of it is written; before that it stands beside, and
    falls away if the run stops or nothing came to be written. A device or a pipe is written as it is.
    """
    if path is None:
        yield _to_stdout
        return
    target = path.resolve()
    if target.exists() and not target.is_file():
        with _opened(path) as write:
            yield write
        return
    with _replaced(path, target) as write:
        yield write


def _to_stdout(text: str) -> None:
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ClosedPipe from None
    except OSError as error:
        raise _unwritable("standard output", error) from None


@contextmanager
def _opened(path: Path) -> Iterator[Callable[[str], None]]:
    try:
        file = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise _unwritable(str(path), error) from None
    with _closed(file, path) as write:
        yield write


@contextmanager
def _replaced(path: Path, target: Path) -> Iterator[Callable[[str], None]]:
    try:
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise _unwritable(str(path), error) from None
    try:
        with _closed(os.fdopen(handle, "w", encoding="utf-8", newline="\n"), path) as write:
            yield write
        if os.path.getsize(beside):
            os.chmod(beside, 0o666 & ~_umask())
            os.replace(beside, target)
    finally:
        Path(beside).unlink(missing_ok=True)


@contextmanager
def _closed(file: TextIO, path: Path) -> Iterator[Callable[[str], None]]:
    """Write to ``file`` and close it; a disk that is full says so at either."""
    try:
        yield partial(_to_file, file, path)
    finally:
        try:
            file.close()
        except OSError as error:
            raise _unwritable(str(path), error) from None


def _to_file(file: TextIO, path: Path, text: str) -> None:
    try:
        file.write(text)
        file.flush()
    except BrokenPipeError:
        raise ClosedPipe from None
    except OSError as error:
        raise _unwritable(str(path), error) from None


def _unwritable(where: str, error: OSError) -> CannotStart:
    return CannotStart(
        f"cannot be written: {(error.strerror or 'no reason given').lower()}",
        where=where,
        fix="write to a file in a folder that exists, that you may write to, on a disk with room",
    )


def _umask() -> int:
    """The process's mask for new files, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
