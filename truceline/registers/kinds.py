"""Words of a deal in, its kind out: the first kind of the codebook whose wording fits."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from truceline.codebook import Codebook


class Kind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of the register, and the wordings (regular expressions) that mean it."""

    id: str
    patterns: tuple[str, ...]


@lru_cache(maxsize=16)
def _kinds(codebook: Codebook, name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (k.id, re.compile("|".join(f"(?:{p})" for p in k.patterns), re.IGNORECASE))
        for k in codebook.entries(name, Kind)
    )


def kind_of(text: str, name: str, codebook: Codebook) -> str | None:
    """The first kind of the codebook file ``name`` that ``text`` words, or None."""
    return next((kind for kind, pattern in _kinds(codebook, name) if pattern.search(text)), None)
