"""Expressions of time in, values out: a calendar, the day of publication, and what was told before.

In news a date without a year lies beside the day of publication, on the side that the tense of its
clause says. A text about the past (no day of publication, or one far from all its years) carries its
own running date, and a date without a year takes the year of that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from truceline.mentions.date_grammar import Expression
from truceline.mentions.date_words import Words
from truceline.records import Precision, Published

Direction = Literal["past", "future", "ahead", "open"]  # ahead: of what is told ("it would end in May")
# The years of a text about the past lie at least so far before its publication.
_FAR = 2
_YEARS, _MANY = 3, 15
_MOST, _HALF, _HARDLY_ANY = 0.75, 0.5, 0.05
# A narrative that names a month this much earlier than the last one has gone on into the next year.
_TURN_OF_YEAR = 8
# So many characters on, the last date of a text without its day still holds: in an account, and in news.
_CARRIED, _BESIDE = 600, 60
# A bare year farther than this from the story is an aside, until a second one confirms it.
_LEAP = 3


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression comes to: an ISO 8601 prefix or None, and the bounds that are known."""

    value: str | None = None
    precision: Precision = "unresolved"
    after: str | None = None
    before: str | None = None


_UNKNOWN = Value()


class Timeline:
    """One article's time, moved on by each expression in the order of the text."""

    def __init__(self, published: Published | None, expressions: Sequence[Expression], words: Words) -> None:
        self._words = words
        self._year, self._month, self._today = _parts(published)
        self._narrates = _narrates(self._year, expressions)
        self._told: tuple[int, int | None, int | None] | None = None
        self._told_at = self._here = 0  # offsets: where the last date was told, where we are
        self._aside: int | None = None
        self._latest: dt.date | None = None

    def resolve(self, expression: Expression, direction: Direction) -> Value:
        """The value of ``expression``; what it tells becomes the running date."""
        self._here = expression.start
        found = _RESOLVERS[expression.form](self, expression, direction)
        self._follow(expression, found, direction)
        return found

    def _follow(self, expression: Expression, found: Value, direction: Direction) -> None:
        told = _told(found)
        if told is None:
            return
        if found.precision == "day" and told[0] > 0 and direction not in ("future", "ahead"):
            moment = _date(*told)  # type: ignore[arg-type]
            self._latest = max(self._latest, moment) if self._latest and moment else moment
        if found.precision == "year" and self._is_aside(told[0]):
            self._aside = told[0]
            return
        self._told, self._told_at, self._aside = told, expression.end, None

    def _is_aside(self, year: int) -> bool:
        """Whether a bare year only looks away from what is told: "a report of 2005 says otherwise"."""
        if self._told is None or not self._narrates:
            return False
        if self._aside is not None and abs(year - self._aside) <= _LEAP:
            return False  # said twice: the story has gone there
        return abs(year - self._told[0]) > _LEAP

    # --- days and months

    def _day(self, e: Expression, direction: Direction) -> Value:
        assert e.month
        assert e.day
        year = e.year or self._told_in(e) or self._year_of(e.month, e.day, direction)
        moment = _date(year, e.month, e.day) if year and year > 0 else None
        if year and year < 0:
            return Value(f"{_iso(year)}-{e.month:02d}-{e.day:02d}", "day")
        return Value(moment.isoformat(), "day") if moment else _UNKNOWN

    def _told_in(self, e: Expression) -> int | None:
        """The year of "October of that year", "5 May last year"."""
        base = self._base_year(e) if e.unit == "year" else None
        return base + (e.turn or 0) if base is not None else None

    def _month_value(self, e: Expression, direction: Direction) -> Value:
        assert e.month
        year = e.year
        if year is None and e.unit == "year":
            year = self._told_in(e)
        elif year is None:
            year = self._turned_month(e) or self._year_of(e.month, None, direction)
        return Value(f"{_iso(year)}-{e.month:02d}", "month") if year else _UNKNOWN

    def _turned_month(self, e: Expression) -> int | None:
        if e.turn is None or e.month is None or self._year is None or self._month is None:
            return None
        if e.anchor == "text":
            return None
        if e.turn < 0:
            return self._year if e.month < self._month else self._year - 1
        if e.turn > 0:
            return self._year if e.month > self._month else self._year + 1
        return self._year

    def _year_of(self, month: int, day: int | None, direction: Direction) -> int | None:
        """The year of a date that has none."""
        if self._narrates or self._year is None:
            return self._told_year(month) if self._year is not None or self._reaches() else None
        if self._month is None:
            return self._year
        if direction == "ahead" and self._told is not None and self._told[0] >= self._year - 1:
            year, last, told_day = self._told
            if last is not None:
                return year if (month, day or 0) >= (last, (told_day or 0) if day else 0) else year + 1
        here = (self._month, (self._today.day if self._today else 31) if day else 0)
        there = (month, day or 0)
        if direction == "past":
            return self._year if there <= here else self._year - 1
        if direction in ("future", "ahead"):
            return self._year if there >= here else self._year + 1
        gap = (month - self._month) + ((day or 0) - here[1]) / 31
        return self._year + (1 if gap < -6 else -1 if gap > 6 else 0)

    def _reaches(self) -> bool:
        """Whether, in a text without its day, the date that was told last still holds here.

        In news a bare year ("since 2014") looks back and dates nothing beside itself, and a full date
        only its neighbours; an account carries either of them on for a while.
        """
        if self._told is None:
            return False
        reach = _CARRIED if self._narrates else _BESIDE
        month_told = self._told[1] is not None
        return (month_told or self._narrates) and self._here - self._told_at <= reach

    def _told_year(self, month: int) -> int | None:
        if self._told is None:
            return None
        year, last, _ = self._told
        return year + 1 if last and last - month >= _TURN_OF_YEAR else year

    def _base_year(self, e: Expression) -> int | None:
        if e.anchor == "text" or self._narrates:
            return self._told[0] if self._told else self._year
        return self._year

    # --- seasons, years and longer

    def _season(self, e: Expression, direction: Direction) -> Value:
        year = e.year
        if year is None:
            base = self._base_year(e)
            if base is None or (e.turn is None and not self._narrates and e.anchor == "published"):
                return _UNKNOWN
            year = base + (e.turn or 0 if e.anchor == "text" else self._season_turn(e))
        return Value(f"{_iso(year)}-{e.season}", "season")

    def _season_turn(self, e: Expression) -> int:
        """ "Last winter" told in May began in the year before; "last spring" told in September did not."""
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[e.season or "WI"]
        now = self._month or 6
        if (e.turn or 0) < 0:
            return 0 if first + 2 < now else -1
        if (e.turn or 0) > 0:
            return 0 if first > now else 1
        return 0

    def _quarter(self, e: Expression, direction: Direction) -> Value:
        return Value(e.value, "quarter")

    def _year_value(self, e: Expression, direction: Direction) -> Value:
        assert e.year is not None
        return Value(_iso(e.year), "year")

    def _short_year(self, e: Expression, direction: Direction) -> Value:
        base = self._told[0] if self._told else self._year
        if base is None:
            return _UNKNOWN
        near = [century + int(e.number or 0) for century in range(1000, 2100, 100)]
        return Value(str(min(near, key=lambda year: abs(year - base))), "year")

    def _decade(self, e: Expression, direction: Direction) -> Value:
        return Value(e.value, "decade")

    def _century(self, e: Expression, direction: Direction) -> Value:
        return Value(e.value, "century")

    # --- days by name

    def _weekday(self, e: Expression, direction: Direction) -> Value:
        today = self._told_day() if e.anchor == "text" else self._today
        if today is None or e.weekday is None or (self._narrates and e.anchor != "text"):
            return Value(None, "unresolved", after=self._latest.isoformat() if self._latest else None)
        back = (today.weekday() - e.weekday) % 7
        on = (e.weekday - today.weekday()) % 7
        turn = (
            e.turn if e.turn else 1 if direction in ("future", "ahead") else -1 if direction == "past" else 0
        )
        if e.turn:  # "last Monday" and "next Monday" are never today
            back, on = back or 7, on or 7
        if turn == 0:  # the present tense tells of what is arranged sooner than of what was
            turn = -1 if back < on - 1 else 1
        return Value((today + dt.timedelta(on if turn > 0 else -back)).isoformat(), "day")

    def _holiday(self, e: Expression, direction: Direction) -> Value:
        holiday = self._words.holidays[e.holiday or ""]
        if holiday.easter is None:
            assert holiday.month
            assert holiday.day
            year = e.year or holiday.year or self._year_of(holiday.month, holiday.day, direction)
            moment = _date(year, holiday.month, holiday.day) if year else None
        else:
            year = e.year or self._year_of(4, 10, direction)
            moment = _easter(year) + dt.timedelta(holiday.easter) if year else None
        return Value(moment.isoformat(), "day") if moment else _UNKNOWN

    # --- shifts, spells

    def _shift(self, e: Expression, direction: Direction) -> Value:
        unit = self._words.units[e.unit or "day"]
        if e.number is None or unit.clock:
            return _UNKNOWN
        steps = e.number * unit.times * (e.turn or 0)
        shift = _SHIFTS[unit.code]
        if e.anchor == "published" and not (self._narrates and e.turn == 0):
            return shift((self._year, self._month, self._today), steps)
        if self._told is None:
            return shift((self._year, self._month, self._today), steps) if not steps else _UNKNOWN
        if e.turn == 0 and not self._narrates and e.number == 0:
            return shift((self._year, self._month, self._today), 0)
        year, month, _ = self._told
        return shift((year, month, self._told_day()), steps)

    def _told_day(self) -> dt.date | None:
        if self._told is None or self._told[1] is None or self._told[2] is None:
            return None
        return _date(self._told[0], self._told[1], self._told[2])

    def _duration(self, e: Expression, direction: Direction) -> Value:
        unit = self._words.units[e.unit or "day"]
        amount = "X" if e.number is None else f"{e.number * unit.times:g}"
        return Value(f"P{'T' if unit.clock else ''}{amount}{unit.code}", "duration")

    def _reference(self, e: Expression, direction: Direction) -> Value:
        return Value(e.reference, "unresolved")

    def _clock(self, e: Expression, direction: Direction) -> Value:
        day = self._told_day() if self._narrates else None
        return Value(day.isoformat(), "day") if day else _UNKNOWN


_RESOLVERS: dict[str, Callable[[Timeline, Expression, Direction], Value]] = {
    "day": Timeline._day,
    "month": Timeline._month_value,
    "season": Timeline._season,
    "quarter": Timeline._quarter,
    "year": Timeline._year_value,
    "short year": Timeline._short_year,
    "decade": Timeline._decade,
    "century": Timeline._century,
    "weekday": Timeline._weekday,
    "holiday": Timeline._holiday,
    "shift": Timeline._shift,
    "duration": Timeline._duration,
    "reference": Timeline._reference,
    "clock": Timeline._clock,
}

_Point = tuple[int | None, int | None, dt.date | None]


def _shift_days(point: _Point, steps: float) -> Value:
    day = point[2]
    return Value((day + dt.timedelta(steps)).isoformat(), "day") if day else _UNKNOWN


def _shift_weeks(point: _Point, steps: float) -> Value:
    """A week is named by what its two ends share (2006-04), with the ends as bounds."""
    if point[2] is None:
        return _UNKNOWN
    day = point[2] + dt.timedelta(weeks=steps)
    first = day - dt.timedelta(day.weekday())
    last = first + dt.timedelta(6)
    shared = first.isoformat()[:7] if first.month == last.month else first.isoformat()[:4]
    if first.year != last.year:
        return Value(None, "unresolved", after=first.isoformat(), before=last.isoformat())
    return Value(shared, "week", after=first.isoformat(), before=last.isoformat())


def _shift_months(point: _Point, steps: float) -> Value:
    if point[0] is None or point[1] is None:
        return _UNKNOWN
    months = point[0] * 12 + point[1] - 1 + int(steps)
    return Value(f"{_iso(months // 12)}-{months % 12 + 1:02d}", "month")


def _shift_years(point: _Point, steps: float) -> Value:
    if point[0] is None or steps != int(steps):
        return _UNKNOWN
    return Value(_iso(point[0] + int(steps)), "year")


def _shift_decades(point: _Point, steps: float) -> Value:
    if point[0] is None or point[0] < 0:
        return _UNKNOWN
    return Value(f"{point[0] // 10 + int(steps):03d}", "decade")


def _shift_centuries(point: _Point, steps: float) -> Value:
    if point[0] is None or point[0] < 0:
        return _UNKNOWN
    return Value(f"{point[0] // 100 + int(steps):02d}", "century")


_SHIFTS: dict[str, Callable[[_Point, float], Value]] = {
    "D": _shift_days,
    "W": _shift_weeks,
    "M": _shift_months,
    "Y": _shift_years,
    "DE": _shift_decades,
    "CE": _shift_centuries,
}


def _parts(published: Published | None) -> tuple[int | None, int | None, dt.date | None]:
    if published is None:
        return None, None, None
    value = published.value
    day = _date(int(value[:4]), int(value[5:7]), int(value[8:10])) if len(value) >= 10 else None
    return int(value[:4]), int(value[5:7]) if len(value) >= 7 else None, day


def _told(found: Value) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of a value that a story can go on from; a year before Christ is negative."""
    if found.value is None or found.precision not in ("day", "month", "season", "year"):
        return None
    parts = found.value.removeprefix("BC").split("-")
    year = -int(parts[0]) if found.value.startswith("BC") else int(parts[0])
    month = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else None
    return year, month, int(parts[2]) if len(parts) > 2 else None


def _iso(year: int) -> str:
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def _narrates(published: int | None, expressions: Sequence[Expression]) -> bool:
    """Whether a text carries its own running date.

    One without a day of publication does where it names years and points at no day of its telling
    ("on Thursday", "last week"): else it is news whose day is not known.
    """
    if published is not None:
        return _is_history(published, expressions)
    years = sum(e.year is not None for e in expressions)
    return years >= _YEARS and _pointing(expressions) <= _HARDLY_ANY * len(expressions)


def _pointing(expressions: Sequence[Expression]) -> int:
    """How many expressions point at the day of the telling: weekdays, "last month"."""
    return sum(e.form == "weekday" or (e.form == "shift" and e.anchor == "published") for e in expressions)


def _is_history(published: int, expressions: Sequence[Expression]) -> bool:
    """Whether the years lie well before the publication, and next to nothing points at its day.

    A long account may come down to the year of publication; half of its years must not.
    """
    years = [e.year for e in expressions if e.year]
    far = sum(year <= published - _FAR for year in years)
    near = _pointing(expressions)
    share = _HALF if len(years) >= _MANY else _MOST
    return len(years) >= _YEARS and far >= share * len(years) and near <= _HARDLY_ANY * len(expressions)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, g = b // 4, b % 4, (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)
