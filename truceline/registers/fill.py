"""The order in which registers are filled: each may look at those before it, and none after."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

from truceline.events.elsewhere import Elsewhere
from truceline.records import Actor, Casualty, Event, Movement, Outlook, Record, Registers
from truceline.registers.agreements import find_agreements
from truceline.registers.breaches import find_breaches
from truceline.registers.casualties import find_casualties
from truceline.registers.movements import find_movements
from truceline.registers.outlook import find_outlook
from truceline.registers.positions import find_positions
from truceline.registers.reading import Reading
from truceline.registers.talks import find_talks
from truceline.registers.zones import find_zones

R = TypeVar("R", bound=Record)

_WHO = ("convenors", "participants", "parties", "brokers", "by", "alleged_by", "actors", "toward")
_WHERE = ("venue", "place", "places")

ORDER: tuple[tuple[str, Callable[[Reading], tuple[Record, ...]]], ...] = (
    ("talks", find_talks),
    ("agreements", find_agreements),
    ("zones", find_zones),
    ("breaches", find_breaches),
    ("movements", find_movements),
    ("casualties", find_casualties),
    ("positions", find_positions),
    ("outlook", find_outlook),
)


def fill(reading: Reading) -> Registers:
    """Fill all eight registers; records stand in the order of the text, with ids ``talks-1``…"""
    elsewhere = Elsewhere(reading.scene, reading.codebook)
    for name, find in ORDER:
        found = (r for r in find(reading) if not _is_elsewhere(r, reading, elsewhere))
        records = sorted(found, key=lambda r: (r.evidence.start, r.evidence.end))
        reading = reading.after(
            **{name: tuple(_named(reading, name, i, r) for i, r in enumerate(records, 1))}
        )
    return reading.done


def _is_elsewhere(record: Record, reading: Reading, elsewhere: Elsewhere) -> bool:
    """Whether the record is one of sport, business or the arts: private people who strike a deal."""
    told = reading.parsed.tokens_at(record.evidence.start, record.evidence.end)
    if isinstance(record, (Casualty, Movement)) or not told:
        return False
    first, last = told[0].i, told[-1].i
    head = next((t for t in told if t.head.i == t.i or not first <= t.head.i <= last), told[0])
    if isinstance(record, Outlook):
        return not elsewhere.reports_war and elsewhere.story(head) is not None  # anybody may fear
    named = [a for field in _WHO for a in getattr(record, field, ()) if isinstance(a, Actor)]
    placed = any(getattr(record, field, None) for field in _WHERE)
    return elsewhere.record(head, named, placed=placed) is not None


def _named(reading: Reading, register: str, number: int, record: R) -> R:
    """The record with its id, who says it, and the event that rests on the same words."""
    event = next((e for e in reading.events if _holds(record, e)), None)
    first = reading.parsed.tokens_at(record.evidence.start, record.evidence.end)
    said_by = record.attribution or (reading.source(first[0]) if first else None)
    return msgspec.structs.replace(
        record, id=f"{register}-{number}", attribution=said_by, event=event.id if event else None
    )


def _holds(record: Record, event: Event) -> bool:
    triggers = [r for r in record.why if r.start is not None]
    return any(event.trigger.start == r.start for r in triggers[:1])
