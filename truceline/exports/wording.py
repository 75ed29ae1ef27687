"""One value of a record in, words for a person out: dates, numbers, actors, places.

Nothing is rounded and nothing is filled in: what a record does not hold has no words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from truceline.codebook import SHIPPED
from truceline.mentions.lexicon import State
from truceline.records import Actor, Casualty, Date, Figure, Movement, Place, Published, Reason, Source

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_DURATION = re.compile(r"P(\d+)([YMWD])$")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_BOUNDS = {"below": "at most {}", "above": "at least {}", "about": "about {}"}


def iso_date(value: str) -> str:
    """``2017-09-14`` as ``14 Sep 2017``, ``2017-05`` as ``May 2017``; other values as they stand."""
    if duration := _DURATION.match(value):
        number, unit = int(duration[1]), _UNITS[duration[2]]
        return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
    match = _ISO.match(value)
    if not match or not 1 <= int(match[2] or 1) <= 12:
        return value
    year, month, day = match.groups()
    if not month:
        return year
    name = _MONTHS[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def dated(text: str) -> str:
    """A sentence with its ISO dates in words."""
    return re.sub(r"\b\d{4}-\d{2}(?:-\d{2})?\b", lambda match: iso_date(match[0]), text)


def date(found: Date | None) -> str | None:
    """A date as read, or the words of the article with the bounds known: ``"Thursday" (unresolved)``."""
    if found is None:
        return None
    if found.value:
        return iso_date(found.value)
    bounds = [f"{name} {iso_date(v)}" for name, v in (("after", found.after), ("before", found.before)) if v]
    return f"“{found.text}” ({', '.join(['unresolved', *bounds])})"


def published(found: Published | None) -> str:
    """The date of the article and how it is known."""
    if found is None:
        return "date of publication unknown"
    basis = {"given": "as given", "metadata": "from the page's metadata"}.get(
        found.basis, f"from the {found.basis}"
    )
    return f"published {iso_date(found.value)} ({basis})"


def number(value: float) -> str:
    """``1000000`` as ``1,000,000``; halves keep their decimals."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def how_many(record: Movement | Casualty | Figure) -> str | None:
    """A count with both ends: ``300 to 400``, ``at most 1,000,000``, ``at least 200``; then the unit."""
    words = _ends(record)
    if words is None:
        return None
    return words if record.unit == "people" else f"{words} {record.unit}"


def _ends(record: Movement | Casualty | Figure) -> str | None:
    if record.low is not None and record.high is not None and record.low != record.high:
        return f"{number(record.low)} to {number(record.high)}"
    if record.value is not None:
        return _BOUNDS.get(record.bound or "", "{}").format(number(record.value))
    if record.low is not None:
        return f"at least {number(record.low)}"
    return f"at most {number(record.high)}" if record.high is not None else None


def place(found: Place | None) -> str | None:
    """The place with the region and the state that contain it, as far as the gazetteer knows."""
    if found is None:
        return None
    state = _states().get(found.country or "", found.country)
    around = [a for a in (found.region, state) if a and a != found.name and found.kind != "country"]
    return ", ".join([found.name, *dict.fromkeys(around)])


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """The names of states by their ISO codes."""
    return {state.id: state.name for state in SHIPPED.entries("actors/states.yaml", State)}


def state(code: str) -> str:
    """The name of the state with an ISO 3166-1 alpha-3 code; any other word as it stands."""
    return _states().get(code, code)


def names(actors: Iterable[Actor | str]) -> str | None:
    """The names joined with commas, each once; what the codebook does not know is quoted from the article."""
    return ", ".join(dict.fromkeys(map(_name, actors))) or None


def _name(actor: Actor | str) -> str:
    if isinstance(actor, str):
        return f"“{actor}”"
    return actor.name if actor.code or actor.country else f"“{actor.name}”"


def codes(actors: Iterable[Actor | str]) -> str | None:
    """The CAMEO codes of the actors, for a reader who wants them."""
    return ", ".join(dict.fromkeys(a.code for a in actors if isinstance(a, Actor) and a.code)) or None


def said_by(source: Source | str | None) -> str | None:
    """Who an event or a record rests on; None where it is the report's own word."""
    if isinstance(source, Source):
        return source.source if isinstance(source.source, str) else source.source.name
    return source


def who_says(source: str | None) -> str:
    """Whose word a line is: ``according to aid workers``, or the report's own."""
    return f"according to {one_line(source)}" if source else "says the report"


def reason(step: Reason) -> str:
    """One step of an explanation: ``status.modal: “could”``."""
    return f"{step.rule}: “{one_line(step.words)}”" if step.words else step.rule


_UNSAFE_FORMAT = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    r"""Text that a terminal prints and never obeys: control characters are shown as ``\x1b``.

    Also the marks that turn the direction of writing, with which a line can be made to read otherwise
    than it stands. Line breaks and tabs are kept.
    """
    return "".join(_shown(c) if _is_unsafe(c) else c for c in text)


def one_line(text: str) -> str:
    """Quoted words on one line: any run of white space becomes one space."""
    return safe(" ".join(text.split()))


def _is_unsafe(character: str) -> bool:
    if character in "\n\t":
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or character in _UNSAFE_FORMAT


def _shown(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
