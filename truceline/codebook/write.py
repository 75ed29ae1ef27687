"""Typed entries in, the text of a codebook file out, as ``load`` reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import yaml

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def as_yaml(
    entries: Iterable[msgspec.Struct], *, holds: str, sources: tuple[str, ...], known_gaps: tuple[str, ...]
) -> str:
    """A file with its head and its entries; fields that say nothing are left out."""
    about = {"holds": holds, "sources": list(sources), "known_gaps": list(known_gaps)}
    head = yaml.dump({"about": about}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    body = "".join(f"  - {_flow(_said(entry))}" for entry in entries)
    return f"{head}entries:\n{body}"


def _flow(entry: object) -> str:
    """An entry on one line: an entry a line is what a person can look through."""
    return yaml.dump(
        entry, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000, default_flow_style=True
    )


def _said(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        value = msgspec.to_builtins(value)
    if isinstance(value, dict):
        return {key: _said(item) for key, item in value.items() if item not in (None, (), [], False)}
    if isinstance(value, list | tuple):
        return [_said(item) for item in value]
    return value
