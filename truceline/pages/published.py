"""Words for a date in, the date of publication out, no more precise than the words."""

from __future__ import annotations

import datetime
import re
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
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_AROUND = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{4}\s?(?:hrs|hours)\b"
    r"|\b(?:gmt|utc|bst|est|edt|cet|cest|eet|ist|pst|pdt|msk|local time)\b(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?)?"
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


def find_date(line: str) -> tuple[Published | None, str]:
    """The earliest of the full dates in ``line`` (basis text) and what stands in the line beside them.

    Of two dates in a line ("Published … Updated …") the earlier is that of publication.
    """
    dates: list[Published] = []
    if not any(digit in line for digit in "12"):  # no year of the last two centuries without one
        return None, line
    for form in _FORMS:
        for found in list(form.finditer(line)):
            published = _of_form(found)
            if published:
                dates.append(published)
                line = f"{line[: found.start()]}{' ' * len(found[0])}{line[found.end() :]}"
    return min(dates, key=lambda date: date.value, default=None), line


def read_date_line(line: str, codebook: Codebook = SHIPPED) -> tuple[Published | None, str]:
    """A line of date and time in; the date, and the words that are left: a name, or nothing.

    A time alone ("14:05 GMT", "3 hours ago") gives no date and leaves nothing.
    """
    published, rest = find_date(line)
    return published, _left(rest, codebook)


def _left(rest: str, codebook: Codebook) -> str:
    rest = _AROUND.sub(" ", rest)
    parts = (
        part.strip(" \t.,;:()[]-–—") for part in re.split(r"[|·•/\n]|\s[-–—]\s|(?<=\w):\s|,\s", f"{rest} ")
    )
    return ", ".join(part for part in parts if part and not is_label(part, codebook))


def is_label(words: str, codebook: Codebook = SHIPPED) -> bool:
    """Whether ``words`` only announce a date: "Last updated on", "Update"."""
    known = {word for label in head_words(codebook, "labels") for word in label.split()}
    return bool(words) and all(word.strip(":,.") in known for word in plain(words).split())


def _of_form(found: re.Match[str]) -> Published | None:
    has = found.groupdict()
    year = int(has["year"])
    if has.get("one"):
        return _of_numbers(year, int(has["one"]), int(has["two"]), has["mark"])
    month = _month(has["month"]) if has.get("month") else int(has["number"])
    return _checked(year, month, int(has["day"]) if has.get("day") else None, "text")


def _of_numbers(year: int, one: int, two: int, mark: str) -> Published | None:
    """12/11/2015 has two readings: only the year is sure. With full stops the day stands first."""
    if mark == "." or one > 12:
        return _checked(year, two, one, "text")
    if two > 12 or one == two:
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
