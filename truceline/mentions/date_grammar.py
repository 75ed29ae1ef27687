"""Text in, expressions of time out: what the words say, before any calendar is asked.

The forms and their patterns are codebook/dates/grammar.yaml; here a match is read. Where two
matches overlap the one that begins first holds, and of those the longest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import msgspec

from truceline.codebook.load import SHIPPED, Codebook
from truceline.mentions import numbers
from truceline.mentions.date_words import BLANK, Words, pieces, vocabulary, words
from truceline.mentions.stretches import find_stretches

Form = Literal[
    "day", "month", "year", "short year", "decade", "century", "season", "weekday", "quarter", "shift",
    "holiday", "duration", "reference", "clock",
]  # fmt: skip
Anchor = Literal["published", "text"]
_Match = re.Match[str]
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth", "twenty-first",
)  # fmt: skip
_BACK = ("last", "past", "previous", "preceding", "ago", "earlier", "before", "previously", "prior")
_ON = ("next", "following", "coming", "later", "after", "hence", "from now", "subsequent", "upcoming")
_PIECES = {
    "day": r"(?<!\d)(?<!\d[,.])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "year": r"(?:1\d|20)\d\d",
    "era": r"(?:(?:_)?(?P<era>BCE?|B\.C\.(?:E\.)?)(?!\w))",
    "to": r"(?:(?:_)?(?:-|–|—|/)(?:_)?|_(?:to|and|or)_)",
    "turn": r"last|next|this|the_(?:following|previous|next|same|preceding|last|past)|that",
    "ordinal": "|".join(sorted(_ORDINALS, key=len, reverse=True)),
}


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    form: str
    pattern: str
    needs: str | None = None  # the piece without a word of which the pattern matches nothing
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of time and what they say; what they leave open is None.

    ``start`` and ``end`` are half-open character offsets. ``year`` is negative before Christ. ``turn``
    is the way that "last", "next" or "ago" points (-1, 0, 1); ``number`` counts ``unit`` and is None
    for "several"; ``anchor`` says whether a shift counts from the publication or from the text.
    """

    start: int
    end: int
    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    holiday: str | None = None
    turn: int | None = None
    number: float | None = None
    unit: str | None = None
    anchor: Anchor = "published"
    reference: str | None = None
    value: str | None = None  # of forms that need no calendar: 187 for the 1870s


_Reader = Callable[[_Match, Words, Codebook], "list[Expression]"]


@lru_cache(maxsize=8)
def _rules(codebook: Codebook) -> tuple[tuple[str, str, bool, re.Pattern[str]], ...]:
    """Form, needed piece, whether a part ("the end of") may stand before it, and pattern, of each rule."""
    known = pieces(codebook) | {name: piece.replace("_", BLANK) for name, piece in _PIECES.items()}
    return tuple(
        (
            rule.form,
            _needed(rule),
            rule.pattern.startswith(_PART),
            _compile(rule.pattern.removeprefix(_PART), known),
        )
        for rule in codebook.entries("dates/grammar.yaml", _Rule)
    )


_PART = "{part}"
_LONGEST_PART = 60  # characters: "the very beginning of the"


@lru_cache(maxsize=8)
def _part_before(codebook: Codebook) -> re.Pattern[str]:
    # looked for backwards, from what it is a part of: forwards it would be tried at every letter
    return re.compile(f"(?:{pieces(codebook)['part']})$")


def _compile(pattern: str, known: dict[str, str]) -> re.Pattern[str]:
    """A pattern of the codebook: blanks are layout, ``_`` is white space, names in braces are pieces."""
    bare = re.sub(r"\s+", "", pattern)
    # a look-behind has one width
    bare = re.sub(r"(\(\?<=[^)]*)_(?=\))", r"\1 ", bare).replace("_", BLANK)
    for name in re.findall(r"\{([a-z]+)\}", bare):
        bare = bare.replace("{" + name + "}", known[name])
    return re.compile(bare)


def find_expressions(text: str, codebook: Codebook = SHIPPED) -> tuple[Expression, ...]:
    """Every expression of time in ``text``, in order, none overlapping another."""
    known = words(codebook)
    near = find_stretches(text, _pieces_of(codebook))
    found: list[tuple[int, int, int, list[Expression]]] = []
    for order, (form, needed, parted, pattern) in enumerate(_rules(codebook)):
        for start, end in near.get(needed, ()):
            for match in pattern.finditer(text, start, end):
                read = _READERS[form](match, known, codebook)
                if read and parted:
                    read[0] = _with_part(read[0], text, codebook)
                if read:
                    found.append((read[0].start, -read[-1].end, order, read))
    kept: list[Expression] = []
    for start, _, _, read in sorted(found, key=lambda f: f[:3]):
        if not kept or start >= kept[-1].end:
            kept += read
    return tuple(_share_years(text, _join_clocks(text, kept)))


_PIECES_IN_ORDER = ("month", "season", "holiday", "unit", "deictic", "weekday")


def _needed(rule: _Rule) -> str:
    """The piece without which a rule matches nothing; "any" where there is none, as of clocks."""
    if rule.needs:
        return rule.needs
    found = (p for p in _PIECES_IN_ORDER if "{" + p in rule.pattern and rule.form != "clock")
    return next(found, "any")


def _with_part(e: Expression, text: str, codebook: Codebook) -> Expression:
    """The expression with the words before it that name a part of it: "the end of" May."""
    found = _part_before(codebook).search(text, max(0, e.start - _LONGEST_PART), e.start)
    return replace(e, start=found.start()) if found else e


@lru_cache(maxsize=8)
def _pieces_of(codebook: Codebook) -> dict[str, list[str]]:
    """The pieces that a word may stand for."""
    found: dict[str, list[str]] = {}
    for piece, forms in vocabulary(codebook).items():
        for word in forms:
            found.setdefault(word, []).append(piece)
    return found


# --- readers: a match in, the expressions that it says out


def _day(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    given = match.groupdict()
    month = _month_number(given["month"], known)
    day = _whole(given["day"])
    if not 1 <= day <= _longest(month):
        return []
    weekday = known.weekdays[given["weekday"].lower()] if given.get("weekday") else None
    year = _whole(given.get("year")) or None
    return [_at(match, "day", year=year, month=month, day=day, weekday=weekday, **_year_told(given))]


def _days(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    month = _month_number(match["month"], known)
    year = _whole(match["year"]) or None
    first, second = _whole(match["day"]), _whole(match["day2"])
    if max(first, second) > _longest(month):
        return []
    month_first = match.start("month") < match.start("day")
    cut = match.end("day")
    return [
        Expression(match.start(), cut, "day", year=year, month=month, day=first),
        Expression(
            match.start("day2"),
            match.end() if year or not month_first else match.end("day2"),
            "day",
            year=year,
            month=month,
            day=second,
        ),
    ]


def _month(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    given = match.groupdict()
    month = _month_number(given["month"], known)
    if given.get("same"):
        return [_at(match, "month", month=month, **_year_told(given))]
    turned = given.get("turn")
    if turned and turned.lower() in ("the last", "the past"):
        turned = "last"
    anchor: Anchor = "text" if turned and turned.lower().startswith(("the ", "that")) else "published"
    return [_at(match, "month", year=_stated_year(given), month=month, turn=_turn(turned), anchor=anchor)]


def _quarter(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    quarter = {"first": "1", "second": "2", "third": "3", "fourth": "4", "last": "4"}.get(
        match["quarter"].lower(), match["quarter"]
    )
    return [_at(match, "quarter", year=int(match["year"]), value=f"{match['year']}-Q{quarter}")]


def _year(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    return [_at(match, "year", year=_signed(match["year"], match))]


def _years(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    first, second = match["year"], match["year2"]
    if match.groupdict().get("era"):
        return [
            Expression(match.start(), match.end("year"), "year", year=-int(first)),
            Expression(match.start("year2"), match.end(), "year", year=-int(second)),
        ]
    if len(second) == 2:
        second = first[:2] + second
    if int(second) <= int(first):
        return []
    return [
        Expression(match.start(), match.end("year"), "year", year=int(first)),
        Expression(match.start("year2"), match.end(), "year", year=int(second)),
    ]


def _short_year(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    return [_at(match, "short year", number=int(match["short"]))]


def _decade(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    given = match.groupdict()
    return [_at(match, "decade", value=given.get("decade") or f"19{given['nineties']}")]


def _century(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    name = match["century"].lower()
    number = _ORDINALS.index(name) + 1 if name in _ORDINALS else _whole(name)
    value = f"BC{number - 1:02d}" if match["era"] else f"{number - 1:02d}"
    return [_at(match, "century", value=value)] if 1 <= number <= 21 else []


def _season(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    given = match.groupdict()
    named = next(given[g] for g in ("season", "season2", "season3") if given.get(g))
    season = known.seasons[(named or "").lower()]
    year = _stated_year(given)
    turned = (given.get("same") or given.get("turn") or "").lower()
    anchor: Anchor = "published" if turned in ("last", "next", "this") else "text"
    return [_at(match, "season", year=year, season=season, turn=_turn(turned), anchor=anchor)]


def _weekday(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    turned = (match["turn"] or "").lower()
    anchor: Anchor = "text" if turned.startswith("the") else "published"
    weekday = known.weekdays[match["weekday"].lower()]
    return [_at(match, "weekday", weekday=weekday, turn=_turn(turned), anchor=anchor)]


def _holiday(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    name = match["holiday"].lower().replace("’", "'")
    return [_at(match, "holiday", holiday=name, year=_whole(match["year"]) or None)]


def _deictic(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    entry = known.deictics[match["deictic"].lower()]
    if entry.reference:
        return [_at(match, "reference", reference=entry.reference)]
    days = entry.days or 0
    turn = (days > 0) - (days < 0)
    return [_at(match, "shift", turn=turn, number=abs(days), unit="day")]


def _near(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    return [_at(match, "shift", turn=_turn(match["turn"]), number=1, unit=match["unit"].lower())]


def _told(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    unit = match["unit"].lower()
    if unit in ("morning", "evening", "afternoon", "night"):
        unit = "day"
    if unit not in known.units:
        return []
    return [_at(match, "shift", turn=_turn(match["turn"]), number=1, unit=unit, anchor="text")]


def _run(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    unit = _singular(match["unit"])
    if not match["number"]:
        plural = unit != match["unit"].lower()
        return [_at(match, "duration", number=None if plural else 1, unit=unit)]
    return [_at(match, "duration", number=_amount(match["number"], codebook), unit=unit)]


def _whole_of(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    unit = (match["unit"] or match["unit2"]).lower()
    return [_at(match, "shift", turn=0, number=0, unit=unit, anchor="text")]


def _shift(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    unit = _singular(match["unit"])
    number = (match["number"] or "").lower()
    turned = re.sub(r"\s+", " ", match["turn"].lower())
    if not number and unit == match["unit"].lower():
        return []
    anchor: Anchor = "published" if turned in ("ago", "from now", "hence") else "text"
    amount = 1 if number in ("the", "a", "an") else _amount(number, codebook) if number else None
    if amount is not None and match["half"]:
        amount += 0.5
    return [_at(match, "shift", turn=_turn(turned), number=amount, unit=unit, anchor=anchor)]


def _duration(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    given = match.groupdict()
    unit = _singular(given["unit"])
    if given["unit"].lower() in ("second", "quarter", "quarters"):  # "a second army", "three quarters"
        return []
    start = match.end("spell") if given.get("spell") else match.start()
    number = (given.get("number") or "").lower()
    if number in ("a", "an") and (unit == "night" or match[0].lower().endswith("-long")):
        return []  # "a night attack"; "a month-long" is "month-long"
    amount = 1.0 if number in ("a", "an", "a single") else _amount(number, codebook) if number else None
    if number.startswith("half a"):
        amount = 0.5
    if not number and match[0].lower().endswith("-long") and not match[0].lower().endswith("s-long"):
        amount = 1
    if amount is not None and "and a half" in match[0]:
        amount += 0.5
    return [Expression(start, match.end(), "duration", number=amount, unit=unit)]


def _clock(match: _Match, known: Words, codebook: Codebook) -> list[Expression]:
    return [_at(match, "clock")]


_READERS: dict[str, _Reader] = {
    "day": _day,
    "days": _days,
    "month": _month,
    "quarter": _quarter,
    "year": _year,
    "years": _years,
    "short year": _short_year,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "weekday": _weekday,
    "holiday": _holiday,
    "deictic": _deictic,
    "near": _near,
    "told": _told,
    "run": _run,
    "whole": _whole_of,
    "shift": _shift,
    "duration": _duration,
    "clock": _clock,
}


# --- what the readers share


def _at(match: _Match, form: Form, **says: object) -> Expression:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Expression(start, match.start() + len(match[0].rstrip()), form, **says)  # type: ignore[arg-type]


def _year_told(given: dict[str, str | None]) -> dict[str, object]:
    """ "Of that year", "of the following year": a shift of the year that is being told."""
    same = given.get("same")
    if not same:
        return {}
    anchor = "published" if same in ("this", "last", "next") else "text"
    return {"turn": _turn(same), "unit": "year", "anchor": anchor}


def _stated_year(given: dict[str, str | None]) -> int | None:
    if given.get("before"):
        return -_whole(given["before"])
    return _whole(given.get("year")) or None


def _whole(digits: str | None) -> int:
    found = re.search(r"\d+", digits or "")
    return int(found[0]) if found else 0


def _signed(year: str, match: _Match) -> int:
    return -int(year) if match.groupdict().get("era") else int(year)


def _month_number(name: str, known: Words) -> int:
    return int(name) if name.isdigit() else known.months[name.lower()]


def _longest(month: int) -> int:
    return {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)


def _turn(word: str | None) -> int | None:
    last = (word or "").lower().split()
    if not last:
        return None
    phrase = " ".join(last[-2:])
    if last[-1] in _BACK:
        return -1
    if last[-1] in _ON or phrase in _ON or last[-1].startswith("after"):
        return 1
    return 0 if last[-1] in ("this", "that", "same") else None


def _singular(unit: str) -> str:
    low = unit.lower()
    return "century" if low == "centuries" else low.removesuffix("s")


def _amount(words_: str, codebook: Codebook) -> float | None:
    value = numbers.read(words_, codebook)
    return float(value) if value is not None else None


# --- what stands beside completes an expression

_TO = re.compile(r"\s?(?:,|and|or|to|until|through|till|-|–|—|,? and)\s?(?:(?:in|on|late|early|the)\s)?")
_ON_DAY = re.compile(r"(?:,| on| of| the| on the)?\s(?:on |the )?")


def _join_clocks(text: str, found: list[Expression]) -> list[Expression]:
    """A time of the day and the day it belongs to are one expression: "midnight on Monday"."""
    joined: list[Expression] = []
    for expression in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.form == "clock"
            and expression.form in ("day", "weekday", "holiday")
            and _ON_DAY.fullmatch(text[before.end : expression.start])
        ):
            joined[-1] = replace(expression, start=before.start)
        else:
            joined.append(expression)
    return joined


def _share_years(text: str, found: list[Expression]) -> Iterator[Expression]:
    """The first of a pair takes the year of the second: "between June and August 2015"."""
    for expression, after in zip(found, [*found[1:], None]):
        if (
            after is not None
            and after.year is not None
            and expression.year is None
            and expression.form in ("day", "month", "season")
            and expression.turn is None
            and after.form in ("day", "month", "season")
            and _TO.fullmatch(text[expression.end : after.start])
        ):
            earlier = (after.month or 13, after.day or 0) < (expression.month or 0, expression.day or 0)
            yield replace(expression, year=after.year - 1 if earlier else after.year)
        else:
            yield expression
