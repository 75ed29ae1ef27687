"""A count and the words before it in, the share of it that is meant out: "half of the 140,000".

The share is a count of its own: whether it or the whole is meant, the registers decide by what is
said of which ("half of the 140,000 fled", "half of the 140,000 displaced are children").
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

import msgspec

from truceline.codebook.load import SHIPPED, Codebook
from truceline.mentions import bounds, numbers
from truceline.records import Count

_WINDOW = 70  # characters before a count in which its share stands
# whose they are: "the town's", "its roughly"
_WHOSE = r"(?:(?:the|its|their|our|his|her|these|those|an?)\s+)?(?:(?:[\w-]+\s+){0,2}[\w-]+['’]s?\s+)?"


class _Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    word: str
    of: int


@lru_cache(maxsize=8)
def _parts(codebook: Codebook) -> dict[str, int]:
    return {s.word: s.of for s in codebook.entries("counts/shares.yaml", _Share)}


@lru_cache(maxsize=8)
def _pattern(codebook: Codebook) -> re.Pattern[str]:
    number = numbers.lexicon(codebook).number
    before = bounds.before(codebook)
    parts = "|".join(_parts(codebook))
    return re.compile(
        rf"(?i)(?P<bound>(?:(?<![\w-]){before}\s+){{0,2}})(?<![\w.,-])"
        rf"(?:(?P<percent>{number})\s?(?:%|per\s?cent)\s+of"
        rf"|(?P<some>{number})\s+(?:in|out of)\s+(?:every\s+)?(?P<every>{number})\s+of"
        rf"|(?:(?P<times>an?|{number})[ -])?(?P<part>{parts})s?(?:\s+of|(?<=half)))\s+{_WHOSE}$"
    )


def share_of(text: str, count: Count, codebook: Codebook = SHIPPED) -> Count | None:
    """The part of ``count`` that the words before it name; None where they name none.

    A share of an inexact number is as inexact as that: its bound is kept where the share has none.
    """
    window = text[max(0, count.start - _WINDOW) : count.start].lower()
    if count.value is None or not (" of " in window or "half" in window):
        return None
    match = _pattern(codebook).search(text, max(0, count.start - _WINDOW), count.start)
    share = _share(match, codebook) if match is not None else None
    if match is None or share is None or not 0 < share < 1:
        return None
    value = round(count.value * share)
    if not value:
        return None
    return Count(
        text=text[match.start() : count.end],
        start=match.start(),
        end=count.end,
        value=value,
        bound=bounds.bound_of(match["bound"], codebook) or count.bound,
    )


def _share(match: re.Match[str], codebook: Codebook) -> Fraction | None:
    if match["part"]:
        times = numbers.read(match["times"] or "a", codebook)
        return Fraction(times, _parts(codebook)[match["part"].lower()]) if isinstance(times, int) else None
    if match["percent"]:
        percent = numbers.read(match["percent"], codebook)
        return Fraction(str(percent)) / 100 if percent is not None else None
    some, every = numbers.read(match["some"], codebook), numbers.read(match["every"], codebook)
    return Fraction(some, every) if isinstance(some, int) and isinstance(every, int) and every else None
