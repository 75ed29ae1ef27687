"""Codebook files in, typed entries out; what is wrong is said with file and line.

A codebook file is YAML with two keys: ``about`` (what it holds, its sources, its known gaps) and
``entries``, a list of one kind of entry. A name without an ending is a folder: its files are read
in the order of their names. A user's directory has the same layout: its entries come after the
shipped ones, and an entry with the same ``id`` takes the place of the shipped one.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import msgspec
import yaml

from truceline.errors import CannotStart

T = TypeVar("T")
HERE = Path(__file__).parent
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """YAML in which "on", "off", "yes" and "no" are words, as they are in a codebook."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, rules in _Base.yaml_implicit_resolvers.items()
    }


VERSION = "1.1"


class About(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The head of a codebook file: where its facts come from, and what it is known to miss."""

    holds: str
    sources: tuple[str, ...]
    known_gaps: tuple[str, ...]


@dataclass(frozen=True)
class Codebook:
    """The shipped codebook, and the directories of a user that extend it.

    Equal codebooks are equal keys, so a stage can keep what it built from one.
    """

    directories: tuple[Path, ...] = ()

    def entries(self, name: str, kind: type[T]) -> tuple[T, ...]:
        """The entries of ``name`` (``actors/states.yaml``, or the folder ``events``) as ``kind``.

        Raises CannotStart with file and line where a file does not fit.
        """
        key: Any = kind  # mypy holds that a type is not hashable
        found: tuple[T, ...] = _entries(self, name, key)
        return found

    def about(self, name: str) -> About:
        """The head of the shipped file ``name``."""
        return _document(HERE / name, dict).about

    def files(self, name: str) -> tuple[Path, ...]:
        """The files that ``name`` stands for, shipped first."""
        return tuple(f for base in (HERE, *self.directories) for f in _files(base / name))

    @property
    def version(self) -> str:
        """``1.1`` for the shipped codebook, with a digest of the user's files where there are some."""
        if not self.directories:
            return VERSION
        digest = hashlib.sha256()
        for file in sorted(
            f for d in self.directories for f in d.rglob("*") if f.suffix in (".yaml", ".npz")
        ):
            digest.update(file.read_bytes())
        return f"{VERSION}+{digest.hexdigest()[:8]}"


SHIPPED = Codebook()


class _Document(msgspec.Struct, frozen=True):
    about: About
    entries: list[Any]


def _files(path: Path) -> list[Path]:
    if path.suffix:
        return [path] if path.is_file() else []
    return sorted(path.glob("*.yaml"))


@lru_cache(maxsize=256)
def _entries(codebook: Codebook, name: str, kind: Any) -> tuple[Any, ...]:
    files = codebook.files(name)
    if not files:
        raise CannotStart("no such part of the codebook", where=name, fix="reinstall truceline")
    found: dict[object, Any] = {}
    for file in files:
        for entry in _document(file, kind).entries:
            found[getattr(entry, "id", None) or object()] = entry
    return tuple(found.values())


def _document(file: Path, kind: type[Any]) -> _Document:
    text = file.read_text(encoding="utf8")
    try:
        raw = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise CannotStart(
            f"this is no YAML: {getattr(error, 'problem', error)}",
            where=f"{file}:{line}",
            fix="mend the line",
        ) from None
    if not isinstance(raw, dict) or set(raw) != {"about", "entries"}:
        raise CannotStart(
            "a codebook file has the two keys 'about' and 'entries'",
            where=f"{file}:1",
            fix="add what is missing",
        )
    about = _convert(raw["about"], About, file, text, ("about",))
    entries = [_convert(e, kind, file, text, ("entries", i)) for i, e in enumerate(raw["entries"] or [])]
    return _Document(about, entries)


def _convert(value: object, kind: type[T], file: Path, text: str, at: tuple[str | int, ...]) -> T:
    if kind is dict:
        return value  # type: ignore[return-value]
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at `$")
        steps: list[str | int] = [
            int(number) if number else word for word, number in re.findall(r"\.(\w+)|\[(\d+)\]", path)
        ]
        line = _line(text, [*at, *steps])
        raise CannotStart(what, where=f"{file}:{line}", fix=_hint(what, kind)) from None


def _hint(what: str, kind: type[Any]) -> str:
    unknown = re.search(r"unknown field `(\w+)`", what)
    names = [f.encode_name for f in msgspec.structs.fields(kind)] if issubclass(kind, msgspec.Struct) else []
    close = difflib.get_close_matches(unknown[1], names, 1) if unknown else []
    if close:
        return f"did you mean {close[0]!r}?"
    return f"an entry may have: {', '.join(names)}" if names else "see docs/codebook.md"


def _line(text: str, path: list[str | int]) -> int:
    """The line of the node at ``path``, or of the nearest one above it that exists."""
    node = yaml.compose(text, Loader=_Loader)
    line = 1
    for step in path:
        found = None
        if isinstance(node, yaml.MappingNode):
            found = next((v for k, v in node.value if k.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = node.value[step]
        if found is None:
            break
        node = found
        line = node.start_mark.line + 1
    return line
