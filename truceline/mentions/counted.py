"""The codebook's counted nouns: people, households and housing, and what is measured or priced."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from truceline.codebook.load import SHIPPED, Codebook

Unit = Literal["people", "households", "housing"]


class _Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unit: Unit
    nouns: tuple[str, ...]


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
def things_counted(codebook: Codebook = SHIPPED) -> frozenset[str]:
    """Nouns before which four digits are a number and no year: people, houses, kilometres, dollars."""
    measured = codebook.entries("counts/not_counted.yaml", NotCounted)
    return frozenset(units(codebook)) | {
        a for m in measured if m.what in ("measure", "money") for a in m.after
    }
