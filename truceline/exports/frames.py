"""Coded articles in, pandas frames out: one for events, one for each register, one row a record.

Needs pandas (``pip install "truceline[pandas]"``), which is imported when the first frame is made.
Actors and places become columns of text and codes; a date keeps its ISO prefix, for a month is no day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import msgspec

from truceline.errors import CannotStart
from truceline.records import (
    Actor,
    CodedArticle,
    Date,
    Event,
    Place,
    Reason,
    Record,
    Registers,
    Source,
    Span,
)

if TYPE_CHECKING:
    import pandas as pd

REGISTERS: tuple[str, ...] = tuple(field.name for field in msgspec.structs.fields(Registers))


def events(*coded: CodedArticle) -> pd.DataFrame:
    """One row an event: type, status, actors, recipients, date, place, evidence, with the article's id."""
    return _frame(((article, event) for article in coded for event in article.events), Event)


def register(name: str, *coded: CodedArticle) -> pd.DataFrame:
    """One row a record of the register ``name`` (talks, agreements, …), with the article's id.

    Raises CannotStart where there is no such register.
    """
    if name not in REGISTERS:
        raise CannotStart(
            "there is no such register", where=f"register {name!r}", fix=f"choose from {', '.join(REGISTERS)}"
        )
    kind: type[Record] = get_args(get_type_hints(Registers)[name])[0]
    return _frame(((a, record) for a in coded for record in getattr(a.registers, name)), kind)


def talks(*coded: CodedArticle) -> pd.DataFrame:
    """One row a round of talks."""
    return register("talks", *coded)


def agreements(*coded: CodedArticle) -> pd.DataFrame:
    """One row an agreement, or one of its provisions."""
    return register("agreements", *coded)


def zones(*coded: CodedArticle) -> pd.DataFrame:
    """One row a zone."""
    return register("zones", *coded)


def breaches(*coded: CodedArticle) -> pd.DataFrame:
    """One row a breach, alleged, asserted or denied."""
    return register("breaches", *coded)


def movements(*coded: CodedArticle) -> pd.DataFrame:
    """One row a movement of people."""
    return register("movements", *coded)


def casualties(*coded: CodedArticle) -> pd.DataFrame:
    """One row a count of people killed, injured, missing, detained or abducted."""
    return register("casualties", *coded)


def positions(*coded: CodedArticle) -> pd.DataFrame:
    """One row a position of somebody toward somebody or something."""
    return register("positions", *coded)


def outlook(*coded: CodedArticle) -> pd.DataFrame:
    """One row a fear, hope, doubt, threat or forecast."""
    return register("outlook", *coded)


def _frame(rows: Iterable[tuple[CodedArticle, Event | Record]], kind: type[msgspec.Struct]) -> pd.DataFrame:
    try:
        import pandas
    except ImportError:
        raise CannotStart(
            "a data frame needs pandas, which is not installed",
            where="truceline.exports.frames",
            fix='pip install "truceline[pandas]"',
        ) from None
    columns = dict(_columns(kind))
    found = [
        {"article": article.id, **{name: value(record) for name, value in columns.items()}}
        for article, record in rows
    ]
    return pandas.DataFrame(found, columns=["article", *columns])


Column = tuple[str, Callable[[Any], Any]]


def _columns(kind: type[msgspec.Struct]) -> Iterator[Column]:
    """The columns of a struct; they follow from its fields' types, so that an empty frame has them too."""
    hints = get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        yield from _columns_of(field.encode_name, attrgetter(field.name), set(_classes(hints[field.name])))


def _columns_of(name: str, get: Callable[[Any], Any], kinds: set[type]) -> Iterator[Column]:
    """A field's own column, and beside it what a reader of that type needs: offsets, words, codes, keys."""
    yield name, lambda record: _word(get(record))
    if Span in kinds:
        yield "start", lambda record: get(record).start
        yield "end", lambda record: get(record).end
    if Date in kinds:
        yield f"{name}_text", lambda record: getattr(get(record), "text", None)
    if Place in kinds and tuple not in kinds:
        yield f"{name}_geonameid", lambda record: getattr(get(record), "geonameid", None)
    if Actor in kinds and tuple in kinds:
        yield f"{name}_codes", lambda record: _joined(getattr(a, "code", None) or "" for a in get(record))


def _classes(hint: object) -> Iterator[type]:
    """All classes that a type is made of: ``tuple[Actor | str, ...]`` gives tuple, Actor and str."""
    for part in (get_origin(hint), hint, *get_args(hint)):
        if isinstance(part, type):
            yield part
    for part in get_args(hint):
        yield from _classes(part)


def _word(value: object) -> Any:
    if isinstance(value, tuple):
        return _joined(str(_word(v)) for v in value)
    if isinstance(value, Span):
        return value.text
    if isinstance(value, Date):
        return value.value
    if isinstance(value, Actor | Place):
        return value.name
    if isinstance(value, Source):
        return _word(value.source)
    return value.rule if isinstance(value, Reason) else value


def _joined(words: Iterable[str]) -> str | None:
    return "; ".join(words) or None
