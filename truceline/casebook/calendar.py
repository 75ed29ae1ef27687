"""A date as read in, its first and last day out, so that two dates can be laid side by side."""

from __future__ import annotations

import calendar
import datetime
import re

from truceline.records import Date, Days, Published
from truceline.records.casebook import Basis

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_WEEK = re.compile(r"(\d{4})-W(\d{2})$")
_BEFORE = 2  # days: what a report tells undated was mostly on its day or the two before


def days_of(date: Date, basis: Basis) -> Days | None:
    """The days of a date that is resolved to a year or finer; None for a duration or no value."""
    ends = _ends(date.value or "")
    return Days(first=ends[0].isoformat(), last=ends[1].isoformat(), basis=basis) if ends else None


def day_of_publication(published: Published | None) -> Days | None:
    """The day of publication and those just before: where to look, never when it happened."""
    ends = _ends(published.value) if published else None
    if ends is None:
        return None
    first = ends[0] - datetime.timedelta(days=_BEFORE)
    return Days(first=first.isoformat(), last=ends[1].isoformat(), basis="article")


def days_between(left: Days, right: Days) -> int:
    """How many days lie between the two; 0 where they share a day."""
    gap = max(_day(right.first) - _day(left.last), _day(left.first) - _day(right.last))
    return max(gap, 0)


def length(days: Days) -> int:
    """How many days it may have been: 1 for a date of a day."""
    return _day(days.last) - _day(days.first) + 1


def each_day(days: Days, beside: int = 0) -> list[int]:
    """Its days as numbers, with those ``beside`` it."""
    return list(range(_day(days.first) - beside, _day(days.last) + beside + 1))


def _day(iso: str) -> int:
    return datetime.date.fromisoformat(iso).toordinal()


def _ends(value: str) -> tuple[datetime.date, datetime.date] | None:
    if match := _WEEK.match(value):
        first = datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return first, first + datetime.timedelta(days=6)
    match = _ISO.match(value)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if day:
            return datetime.date(year, month, day), datetime.date(year, month, day)
        first = datetime.date(year, month or 1, 1)
        last = datetime.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first, last
