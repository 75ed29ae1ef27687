"""The head of a paragraph in, its dateline out: "ADDIS ABABA, Dec 21, 2017 (AP) - "."""

from __future__ import annotations

import re

_DASH = r"(?:--+|[-–—―])"
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"  # a capital of any Latin alphabet
_WORD = rf"{_CAPITAL}(?:{_CAPITAL}|['’.-](?=[\w'’ ,/(-]))*"
_UPPER = rf"{_WORD}(?:[ /-]{_WORD}|\s(?:of|de|al|el)\s{_WORD}){{0,4}}"
_NAME = r"[^\W\d_a-z][\w.'’-]+"
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
    r"[A-Za-z]{0,6}\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day)?"
_DATE = (
    rf"(?:(?:{_WEEKDAY},?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|{_WEEKDAY}(?=\s*(?:[(\[–—-])))"
)
_FULL_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}),?\s+\d{{4}}"
_AGENCY = r"(?:[(\[][A-Za-z][A-Za-z/. &-]{1,38}[)\]]|/[A-Z][A-Za-z. -]{1,24}/)"
_LAND = rf"(?!{_MONTH}\s+\d|{_WEEKDAY}\b){_NAME}"
_NO_PLACE = r"(?!(?:The|A|An|In|On|But|And|For|With|By|At|To|If|It|He|She|They|We|No|Yes)\s)"
_DATELINE = re.compile(
    rf"""[\"“'‘]?(?:
         (?P<place>{_UPPER})                                    # KABUL
         (?:,\s*(?P<where>{_LAND}(?:\s{_NAME}){{0,2}}))?         # , Afghanistan
         (?:\s*{_AGENCY}(?=,?\s+{_DATE}))?                      # (Reuters)
         (?:,?\s*(?P<date>{_DATE}))?,?                          # , Oct 3, 2019
         \s*(?:{_AGENCY}|[|]\s?[A-Z][\w ]{{1,20}})?             # (AP)
         \s*(?:{_DASH}(?:\s+|(?=[A-Z\"“]))|:\s+(?=[A-Z\"“]))
      |  \((?P<paren>{_NAME}(?:\s{_NAME}){{0,2}})(?:,\s(?P<parenland>{_LAND}))?,\s(?P<parenday>{_DATE})\)
         \s*{_DASH}\s+(?=[A-Z\"“‘'])                            # (Nairobi, Oct 3, 2019) -
      |  (?P<slashed>{_UPPER}),\s(?P<slashday>{_DATE})\.?\s*
         /[A-Z][A-Za-z. -]{{1,24}}/\.\s+                       # MINSK, Oct 3. /TASS/.
      |  (?P<mixed>{_NO_PLACE}(?:{_NAME}(?:\s{_NAME}){{0,2}}|{_NAME}/{_NAME}))
         (?:,\s(?P<land>{_LAND}(?:\s{_NAME})?))?
         (?:\s*{_AGENCY}\s*{_DASH}\s*
          |,?\s*(?P<day>{_DATE})\s*(?:{_AGENCY})?\s*(?:{_DASH}|:(?=\s))\s*
          |\s+{_DASH}\s+)(?=[A-Z\"“‘'])
      |  (?P<alone>{_FULL_DATE})\s*(?:{_AGENCY})?\s*{_DASH}\s+(?=[A-Z\"“‘'])   # 3 Oct 2019 -
      |  {_AGENCY}\s*{_DASH}\s*(?=[A-Z\"“‘'])                    # (Reuters) -
         )
    """,
    re.VERBOSE,
)
_LONGEST = 120


def find_dateline(paragraph: str) -> re.Match[str] | None:
    """The dateline that opens ``paragraph``, or None.

    The match's groups are ``place`` (or ``mixed``, where it is not in capitals), ``where`` or
    ``land`` (the country or state that follows) and ``date``, ``day`` or ``alone`` as written; an
    agency alone, "(Reuters) -", has none of them. ``match.end()`` is where the sentence begins.
    """
    match = _DATELINE.match(paragraph, 0, _LONGEST)
    return match if match and match.end() < len(paragraph) else None


def place_of(dateline: re.Match[str]) -> str | None:
    """The place words as written, with the country where it is named: "MINSK, Belarus"."""
    place = dateline["place"] or dateline["mixed"] or dateline["paren"] or dateline["slashed"]
    where = dateline["where"] or dateline["land"] or dateline["parenland"]
    return f"{place}, {where}" if place and where else place


def date_of(dateline: re.Match[str]) -> str | None:
    """The date words of a dateline as written: "Dec 21, 2017", "Oct 3"."""
    days = ("date", "day", "alone", "parenday", "slashday")
    return next((dateline[day] for day in days if dateline[day]), None)
