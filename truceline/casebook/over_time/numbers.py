"""Tolls and movements as told in, numbers with both ends and their sources out; never a sum.

A movement is a stock where the report says the day on which it was true, a flow where it says a span.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from truceline.casebook.told import Told
from truceline.records import Casualty, Movement
from truceline.records.over_time import Measure, Measured

_HELD = frozenset({"hosted", "sheltered", "homeless"})  # what is true of a day by its meaning


def casualties(told: Iterable[Told]) -> tuple[Measured, ...]:
    """Each toll of each happening: killed, injured, missing, detained, abducted."""
    return tuple(line for happening in told for line in _measured(happening))


def movements(told: Iterable[Told]) -> tuple[Measured, ...]:
    """Each number of people displaced, returned, hosted, …"""
    return tuple(line for happening in told for line in _measured(happening))


def _measured(told: Told) -> Iterator[Measured]:
    for count in told.happening.counts:
        records = [
            record
            for _, record in told.claims
            if isinstance(record, Movement | Casualty) and record.kind == count.kind
        ]
        if not records:
            continue
        yield Measured(
            kind=count.kind,
            measure=_measure(records[0]),
            days=told.happening.days,
            place=told.happening.place,
            from_=_place(records, "from_"),
            to=_place(records, "to"),
            count=count,
            happening=told.happening.id,
            independent_publishers=told.happening.independent_publishers,
        )


def _measure(record: Movement | Casualty) -> Measure:
    if record.as_of or record.kind in _HELD:
        return "stock"
    return "flow" if record.since or record.until or isinstance(record, Casualty) else "not said"


def _place(records: list[Movement | Casualty], name: str) -> str | None:
    places = (getattr(record, name, None) for record in records)
    return next((place.name for place in places if place), None)
