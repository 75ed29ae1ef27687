"""The codebook's counted nouns: people, households and housing, and what is measured or priced."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from truceline.codebook.load import SHIPPED, Codebook

Unit = Literal["people", "households", "housing"]
Group = Literal["civilians", "soldiers", "fighters"]


class _Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unit: Unit
    nouns: tuple[str, ...]
    group: Group | None = None
    mass: bool = False


class NotCounted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words beside a number that make it no count: a name, a measure, a share, a price, a time."""

    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@lru_cache(maxsize=8)
def units(codebook: Codebook = SHIPPED) -> dict[str, Unit]:
    """The unit in which each counted noun, by its lemma, is counted."""
    return {noun: c.unit for c in codebook.entries("counts/counted.yaml", _Counted) for noun in c.nouns}


@lru_cache(maxsize=8)
def groups(codebook: Codebook = SHIPPED) -> dict[str, Group]:
    """The group of people that each counted noun names, by its lemma, where it names one."""
    entries = codebook.entries("counts/counted.yaml", _Counted)
    return {noun: c.group for c in entries if c.group for noun in c.nouns}


@lru_cache(maxsize=8)
def things_counted(codebook: Codebook = SHIPPED) -> frozenset[str]:
    """Nouns before which four digits are a number and no year: people, houses, kilometres, dollars."""
    measured = codebook.entries("counts/not_counted.yaml", NotCounted)
    counted = (c for c in codebook.entries("counts/counted.yaml", _Counted) if not c.mass)
    return frozenset(noun for c in counted for noun in c.nouns) | {
        a for m in measured if m.what in ("measure", "money") for a in m.after
    }
