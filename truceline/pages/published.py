"""Words for a date in, the date of publication out, no more precise than the words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.refusals import skipped
from truceline.pages.tidy import plain
from truceline.records import Basis, Published

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\w-]){_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?:(?=[t\s,.;:)|/]|$))",
        rf"(?<![\w/.]){_YEAR}(?P<mark>[/.])(?P<number>\d\d?)(?P=mark)(?P<day>\d\d?)(?![\w/])",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_DAY}(?:\s+of\s+|[\s-]+){_MONTH},?[\s-]+{_YEAR}\b",
        rf"(?<![\w/.])(?P<one>\d\d?)(?P<mark>[/.-])(?P<two>\d\d?)(?P=mark){_YEAR}(?![\w/])",
        rf"\b{_MONTH},?\s+{_YEAR}\b",
    )
)
_NUMBERS = _FORMS[4]
_NAMED = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_MONTH}\s+{_DAY}(?!\d)(?:,?\s+{_YEAR})?",
        rf"\b{_DAY}(?:\s+of\s+|[\s-]+){_MONTH}(?![a-z])(?:,?[\s-]+{_YEAR})?",
    )
)
YEAR_SEEN = re.compile(r"(?:19|20)\d\d")
_GLUED = re.compile(r"((?<!\d)(?:19|20)\d\d)(?=[A-Z][a-z]{2}|\d{1,2}\s[A-Z][a-z]{2})")  # 12 Jul 201612 Jul
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\b", re.IGNORECASE)
_PERIOD_BEFORE = re.compile(
    rf"(?<![\d:./])(?P<day>\d{{1,2}})(?:\s+(?P<month>{_MONTH.replace('?P<month>', '')})(?:,?\s+\d{{4}})?)?"
    r"\s*(?:[-–—]|to|until|and)\s*$",
    re.IGNORECASE,
)
_PERIOD_AFTER = re.compile(
    r"\s*(?:[-–—]|to|until)\s*(?:\d{1,2}\s+[A-Z][a-z]{2}|[A-Z][a-z]{2,8}\s+\d{1,2})[a-z,]*\s+(?:19|20)\d\d"
)
_MARKS = re.compile(r"[|·•∙~/\n]|\s[-–—]\s|(?<=\w)\s?:\s|,\s")
_NEAR_DAYS, _FAR_DAYS = 3, 20
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_AROUND = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{4}\s?(?:hrs|hours)\b|\b(?:hrs|hours)\b"
    r"|\b(?:gmt|utc|bst|est|edt|et|ct|pt|cet|cest|eet|eest|ist|pst|pdt|pkt|msk|eat|wat|cat|sast|aest|jst|ict"
    r"|trt|local time|uk)\b(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?)?"
    r"|[+-]\d{1,2}:\d\d\b"
    r"|\b\d+\s+(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?)\s+ago\b",
    re.IGNORECASE,
)


class Label(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``pages/head.yaml``: words of one sort."""

    id: str
    words: tuple[str, ...]


@lru_cache(maxsize=8)
def head_words(codebook: Codebook, sort: str) -> frozenset[str]:
    """The words of one sort in ``pages/head.yaml``: sections, publications, labels, roles."""
    entries = codebook.entries("pages/head.yaml", Label)
    return frozenset(plain(word) for entry in entries if entry.id == sort for word in entry.words)


def given(words: str, where: str) -> Published:
    """The date that a person or a row gives: an ISO 8601 prefix, or a date in English words.

    Raises ArticleSkipped (bad-date) where it is none.
    """
    published = read_metadata(words.strip(), "given") or _written(words.strip(), "given")
    if published:
        return published
    raise skipped("bad-date", f"{words.strip()[:60]!r} is no date", where)


def read_metadata(words: str, basis: Basis = "metadata") -> Published | None:
    """The date in a machine's form: ``2017-09-14T16:40:00Z``, ``2017-09``, ``20170914``.

    The day is the one printed, in the page's own time zone.
    """
    words = words.strip()
    found = _ISO.fullmatch(words) or _COMPACT.fullmatch(words)
    if not found:
        return _written(words, basis) if len(words) < 60 else None
    year, month, day = (int(part) if part else None for part in found.groups()[:3])
    return _checked(year or 0, month, day, basis)


def _written(words: str, basis: Basis) -> Published | None:
    found, rest = find_date(words)
    return _with_basis(found, basis) if found and not _left(rest, SHIPPED) else None


def _with_basis(published: Published, basis: Basis) -> Published:
    return msgspec.structs.replace(published, basis=basis)


def find_date(line: str, day_first: bool | None = None) -> tuple[Published | None, str]:
    """The earliest of the full dates in ``line`` (basis text) and what stands in the line beside them.

    Of two dates in a line ("Published … Updated …") the earlier is that of publication. The ends of
    a period ("5 - 11 July 2016") are none. ``day_first`` settles which number of 04/09/2017 is the day.
    """
    if not YEAR_SEEN.search(line):
        return None, line
    line = _GLUED.sub(r"\1 ", line)
    dates: list[Published] = []
    for form in _FORMS:
        for found in list(form.finditer(line)):
            published = _of_form(found, _order(found, line, day_first))
            if published:
                period = _ends_period(found, line)
                dates += [] if period else [published]
                line = f"{line[: found.start()]}{'_ '[not period] * len(found[0])}{line[found.end() :]}"
    return min(dates, key=lambda date: date.value, default=None), line


def _ends_period(found: re.Match[str], line: str) -> bool:
    """Whether a date is an end of a period: "5 - 11 July 2016", "5 July to 11 July 2016"."""
    before = _PERIOD_BEFORE.search(line, 0, found.start())
    if before and (before["month"] or int(before["day"]) < int(found.groupdict().get("day") or 0)):
        return True
    return bool(_PERIOD_AFTER.match(line, found.end()))


def _order(found: re.Match[str], line: str, day_first: bool | None) -> bool | None:
    """Which number of a date in numbers is the day, by the page or by the weekday beside it."""
    if day_first is not None or not found.groupdict().get("one"):
        return day_first
    weekday = _WEEKDAY.search(line)
    if weekday is None:
        return None
    readings = {order: _day_of(found, order) for order in (True, False)}
    fits = [o for o, day in readings.items() if day and f"{day:%a}".lower() == weekday[1].lower()]
    return fits[0] if len(fits) == 1 else None


def _day_of(found: re.Match[str], day_first: bool) -> datetime.date | None:
    numbers = (int(found["two"]), int(found["one"])) if day_first else (int(found["one"]), int(found["two"]))
    return _day(int(found["year"]), *numbers)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def find_order(lines: Iterable[str]) -> bool | None:
    """Whether the page writes the day first in dates of numbers; None where nothing settles it.

    A number over twelve settles it, and a date in words within days of one reading and far from the
    other: "Published 04/07/2016, updated 4 July 2016".
    """
    lines = [_GLUED.sub(r"\1 ", line) for line in lines]
    numbers = [found for line in lines for found in _NUMBERS.finditer(line)]
    if not numbers:
        return None
    votes = {True for n in numbers if int(n["one"]) > 12} | {False for n in numbers if int(n["two"]) > 12}
    for found in numbers:
        readings = {order: _day_of(found, order) for order in (True, False)}
        for named in _named_days(lines, int(found["year"])):
            far = {o: abs((day - named).days) for o, day in readings.items() if day}
            near = [o for o, days in far.items() if days <= _NEAR_DAYS]
            if len(near) == 1 and len(far) == 2 and far[not near[0]] >= _FAR_DAYS:
                votes.add(near[0])
    return votes.pop() if len(votes) == 1 else None


def _named_days(lines: Iterable[str], year: int) -> Iterator[datetime.date]:
    """The days that ``lines`` name with their month in words, in ``year`` where none is said."""
    for line in lines:
        for form in _NAMED:
            for found in form.finditer(line):
                day = _day(int(found["year"] or year), _month(found["month"]), int(found["day"]))
                if day:
                    yield day


def read_date_line(
    line: str, codebook: Codebook = SHIPPED, day_first: bool | None = None
) -> tuple[Published | None, str]:
    """A line of date and time in; the date, and the words that are left: a name, or nothing.

    A time alone ("14:05 GMT", "3 hours ago") gives no date and leaves nothing.
    """
    published, rest = find_date(line, day_first)
    return published, _left(rest, codebook)


def _left(rest: str, codebook: Codebook) -> str:
    rest = _AROUND.sub(" ", rest)
    parts = (part.strip(" \t.,;:()[]-–—~∙") for part in _MARKS.split(f"{rest} "))
    return ", ".join(part for part in parts if part and not is_label(part, codebook))


def is_label(words: str, codebook: Codebook = SHIPPED) -> bool:
    """Whether ``words`` only announce a date: "Last updated on", "Update"."""
    known = _label_words(codebook)
    return bool(words) and all(word.strip(":,.") in known for word in plain(words).split())


@lru_cache(maxsize=8)
def _label_words(codebook: Codebook) -> frozenset[str]:
    sorts = ("labels", "labels of publication", "labels of change")
    return frozenset(word for sort in sorts for label in head_words(codebook, sort) for word in label.split())


def _of_form(found: re.Match[str], day_first: bool | None) -> Published | None:
    has = found.groupdict()
    year = int(has["year"])
    if has.get("one"):
        return _of_numbers(year, int(has["one"]), int(has["two"]), has["mark"], day_first)
    month = _month(has["month"]) if has.get("month") else int(has["number"])
    return _checked(year, month, int(has["day"]) if has.get("day") else None, "text")


def _of_numbers(year: int, one: int, two: int, mark: str, day_first: bool | None) -> Published | None:
    """12/11/2015 has two readings: only the year is sure. With full stops the day stands first."""
    if mark == "." or one > 12 or (day_first is True and two <= 12):
        return _checked(year, two, one, "text")
    if two > 12 or one == two or day_first is False:
        return _checked(year, one, two, "text")
    return _checked(year, None, None, "text")


def _month(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _checked(year: int, month: int | None, day: int | None, basis: Basis) -> Published | None:
    try:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if not 1700 <= year <= 2199:
        return None
    if month is None:
        return Published(value=f"{year}", precision="year", basis=basis)
    if day is None:
        return Published(value=f"{year}-{month:02}", precision="month", basis=basis)
    return Published(value=f"{year}-{month:02}-{day:02}", precision="day", basis=basis)
