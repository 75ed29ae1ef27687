"""The head of a paragraph in, its dateline out: "ADDIS ABABA, Dec 21, 2017 (AP) - "."""

from __future__ import annotations

import re

_DASH = r"(?:--+|[-–—])"
_UPPER = r"[A-Z][A-Z'’.]*(?:[ -][A-Z][A-Z'’.]*){0,4}"
_DATELINE = re.compile(
    rf"""[\"“'‘]?(?P<place>{_UPPER})                          # KABUL
         (?:,\s*(?P<where>[A-Z][\w.'’]+(?:\s[A-Z][\w.'’]+)*))?   # , Afghanistan
         (?:,?\s*(?P<date>(?:[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}}|\d{{1,2}}\s+[A-Z][a-z]{{2,8}}\.?)(?:,?\s+\d{{4}})?))?
         \s*(?:\([A-Za-z][A-Za-z/ .]*\))?\s*(?:{_DASH}\s+|:\s+(?=[A-Z]))
      |  (?P<mixed>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)(?:,\s[A-Z][a-z]+)?
         (?:\s*\([A-Za-z][A-Za-z/ .]*\)\s*{_DASH}|\s{_DASH})\s+(?=[A-Z])
    """,
    re.VERBOSE,
)


def find_dateline(paragraph: str) -> re.Match[str] | None:
    """The dateline that opens ``paragraph``, or None.

    The match's groups are ``place`` (or ``mixed``, where it is not in capitals), ``where``
    (the country or state that follows) and ``date`` as written; ``match.end()`` is where the
    sentence begins.
    """
    match = _DATELINE.match(paragraph)
    return match if match and match.end() < len(paragraph) else None
