"""The codebook's words of time in, the pieces of the date grammar's patterns out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import msgspec

from truceline.codebook.load import SHIPPED, Codebook
from truceline.mentions import numbers
from truceline.mentions.stretches import needed_words

BLANK = r"[^\S\n]+"  # white space within a line


class _Numbered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: int
    forms: tuple[str, ...]
    ambiguous: bool = False


class _Season(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    forms: tuple[str, ...]


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named day: a month and a day, or so many days after Easter Sunday."""

    forms: tuple[str, ...]
    month: int | None = None
    day: int | None = None
    easter: int | None = None
    year: int | None = None  # of a day that is named after one event


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of time with its ISO 8601 letter."""

    code: str
    forms: tuple[str, ...]
    clock: bool = False
    times: int = 1


class Deictic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word that points at a day from the day of publication, or at no day in particular."""

    forms: tuple[str, ...]
    days: int | None = None
    reference: str | None = None


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: Literal["joined", "of", "daytime"]
    forms: tuple[str, ...]


class _Naming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    where: Literal["before", "after"]
    forms: tuple[str, ...]
    capital: bool = False


class Forward(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words whose date lies ahead, with these prepositions (with any, where there are none)."""

    words: tuple[str, ...]
    with_: tuple[str, ...] = msgspec.field(default=(), name="with")


@dataclass(frozen=True)
class Words:
    """The words of time of one codebook, by lower-case form, and their alternations."""

    months: dict[str, int]
    ambiguous: frozenset[int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    holidays: dict[str, Holiday]
    units: dict[str, Unit]
    deictics: dict[str, Deictic]
    parts: dict[str, tuple[str, ...]]
    named_after: re.Pattern[str]
    named_before: re.Pattern[str]
    forward: tuple[Forward, ...]


@lru_cache(maxsize=8)
def words(codebook: Codebook = SHIPPED) -> Words:
    """The words of time of ``codebook``."""
    months = codebook.entries("dates/months.yaml", _Numbered)
    namings = codebook.entries("dates/names.yaml", _Naming)
    return Words(
        months={f.lower(): m.number for m in months for f in m.forms},
        ambiguous=frozenset(m.number for m in months if m.ambiguous),
        weekdays={
            f.lower(): d.number for d in codebook.entries("dates/weekdays.yaml", _Numbered) for f in d.forms
        },
        seasons={f: s.code for s in codebook.entries("dates/seasons.yaml", _Season) for f in s.forms},
        holidays={f.lower(): h for h in codebook.entries("dates/holidays.yaml", Holiday) for f in h.forms},
        units={f: u for u in codebook.entries("dates/units.yaml", Unit) for f in u.forms},
        deictics={f: d for d in codebook.entries("dates/deixis.yaml", Deictic) for f in d.forms},
        parts={p.kind: p.forms for p in codebook.entries("dates/parts.yaml", _Part)},
        named_after=re.compile(r"[ -](?:" + _naming(namings, "after") + r")\b"),
        named_before=re.compile(r"\b(?:" + _naming(namings, "before") + r")[ -]?$"),
        forward=codebook.entries("dates/forward.yaml", Forward),
    )


def _naming(namings: tuple[_Naming, ...], where: str) -> str:
    return "|".join(
        either(n.forms) if n.capital else f"(?i:{either(n.forms)})" for n in namings if n.where == where
    )


def either(forms: tuple[str, ...] | list[str]) -> str:
    """An alternation of ``forms``, the longest first; an apostrophe stands for every kind of it."""
    escaped = (_spaced(re.escape(f)).replace("'", "['’]") for f in sorted(forms, key=len, reverse=True))
    return "(?:" + "|".join(escaped) + ")"


def _spaced(escaped: str) -> str:
    return escaped.replace("\\ ", BLANK)


def capitals(forms: tuple[str, ...]) -> tuple[str, ...]:
    """``forms`` as written and in capitals: headings shout."""
    return (*forms, *(f.upper() for f in forms))


@lru_cache(maxsize=8)
def pieces(codebook: Codebook = SHIPPED) -> dict[str, str]:
    """The named pieces that the grammar's patterns are put together from."""
    known = words(codebook)
    months = codebook.entries("dates/months.yaml", _Numbered)
    weekdays = codebook.entries("dates/weekdays.yaml", _Numbered)
    joined, of = either(known.parts["joined"]), either(known.parts["of"])
    daytime = either(known.parts["daytime"])
    return {
        "month": either(capitals(tuple(f for m in months for f in m.forms))),
        "weekday": either(capitals(tuple(f for d in weekdays for f in d.forms))),
        "season": either([*known.seasons, *(s.capitalize() for s in known.seasons)]),
        "holiday": either(
            tuple(f for h in codebook.entries("dates/holidays.yaml", Holiday) for f in h.forms)
        ),
        "unit": either(list(known.units)),
        "units": f"(?:{either(list(known.units))}s?|centuries)",
        "deictic": either(list(known.deictics)),
        "daytime": daytime,
        "number": numbers.lexicon(codebook).number,
        "part": (
            rf"(?i:\b(?:the )?(?:very )?(?:{joined}(?:-|,? (?:in |on )?)(?:the )?)?{of} of (?:the )?"
            rf"|\b(?:the )?{joined}(?:-| (?:in (?:the )?|on )?))"
        ).replace(" ", BLANK),
    }


@lru_cache(maxsize=8)
def vocabulary(codebook: Codebook = SHIPPED) -> dict[str, frozenset[str]]:
    """By piece of the grammar, the words (lower case) without one of which the piece matches nothing."""
    known = words(codebook)
    forms: dict[str, list[str]] = {
        "month": list(known.months),
        "season": list(known.seasons),
        "holiday": list(known.holidays),
        "unit": [*known.units, *known.parts["daytime"], "century", "weekend"],
        "century": ["century"],
        "era": ["BC", "BCE", "B"],
        "deictic": list(known.deictics),
        "weekday": list(known.weekdays),
        "daytime": list(known.parts["daytime"]),
    }
    return {piece: _with_plurals(found) for piece, found in forms.items()}


def _with_plurals(forms: list[str]) -> frozenset[str]:
    found = needed_words(forms)
    return found | {f"{w}s" for w in found} | ({"centuries"} if "century" in found else set())
