"""Words beside a number in, its bound out: "at least", "nearly", "or more"."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from truceline.codebook.load import SHIPPED, Codebook
from truceline.records import Bound


class _Bounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    bound: Bound | None = None


@lru_cache(maxsize=8)
def before(codebook: Codebook = SHIPPED) -> str:
    """A pattern of one phrase that may stand before a number."""
    return either([w for b in codebook.entries("counts/bounds.yaml", _Bounds) for w in b.before])


@lru_cache(maxsize=8)
def after(codebook: Codebook = SHIPPED) -> str:
    """A pattern of one phrase that may stand behind a number."""
    return either([w for b in codebook.entries("counts/bounds.yaml", _Bounds) for w in b.after])


def bound_of(words: str, codebook: Codebook = SHIPPED) -> Bound | None:
    """The bound that ``words`` set; None where they leave the number exact."""
    return next((b for pattern, b in _phrases(codebook) if pattern.search(words)), None)


@lru_cache(maxsize=8)
def _phrases(codebook: Codebook) -> tuple[tuple[re.Pattern[str], Bound], ...]:
    """Every phrase with a bound, the longest first, so that "no more than" is not "more than"."""
    phrases = [
        (phrase, entry.bound)
        for entry in codebook.entries("counts/bounds.yaml", _Bounds)
        if entry.bound
        for phrase in (*entry.before, *entry.after)
    ]
    phrases.sort(key=lambda p: -len(p[0]))
    return tuple((re.compile(rf"(?i)(?<!\w){re.escape(p)}(?!\w)"), b) for p, b in phrases)


def either(words: list[str]) -> str:
    """A pattern of one of ``words``, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"
