"""Mentions of talks in, records out: one draft a mention, folded into one a round or meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec
from spacy.tokens import Token

from truceline.language.syntax import is_verb
from truceline.records import Date, Place, Talks
from truceline.registers.roles import distinct

_OPEN = ("planned", "called for")
_ENDED = ("suspended", "collapsed", "postponed")


@dataclass(frozen=True)
class Draft:
    """One mention read: the record that it would make alone, and how it points at others."""

    talks: Talks
    trigger: Token
    definite: bool
    caption: bool
    deck: bool
    told: bool  # whether it says a step, a round, a date or a role: else it only mentions talks


def fold(records: list[Draft], draft: Draft) -> None:
    """Add ``draft`` to the record that it points at, or open a new one."""
    for number, record in enumerate(records):
        if _same(record, draft):
            records[number] = _merge(record, draft)
            return
    says_more = draft.talks.date or draft.talks.venue or draft.talks.status in (*_ENDED, *_OPEN)
    points_back = draft.definite and not says_more
    if not (points_back and records):
        records.append(draft)


def _same(record: Draft, draft: Draft) -> bool:
    """Whether ``draft`` tells of the same talks as ``record``."""
    old, new = record.talks, draft.talks
    if old.round and new.round:
        return old.round == new.round
    if (new.round or 0) > 1 and is_verb(record.trigger):
        return False  # a first meeting, then "the third round"
    if record.caption != draft.caption or _apart(old.date, new.date):
        return False
    if _elsewhere(old.venue, new.venue):
        return False
    if old.status in _ENDED and new.status in ("held", "under way", "planned"):
        return draft.definite  # what was put off is told of again: "the meeting had been due on Monday"
    if new.status in _OPEN or old.status in _OPEN:
        ended = old.status == "planned" and new.status in _ENDED
        return (old.status == new.status and (draft.definite or _dated_alike(old, new))) or (
            ended and draft.definite
        )
    return draft.definite or new.date is None or old.date is None or _dated_alike(old, new)


def _elsewhere(old: Place | None, new: Place | None) -> bool:
    """Whether two venues cannot be one: a country holds the cities in it."""
    if old is None or new is None or old.name == new.name:
        return False
    return old.country != new.country or "country" not in (old.kind, new.kind)


def _dated_alike(old: Talks, new: Talks) -> bool:
    return bool(old.date and new.date and old.date.value and old.date.value == new.date.value)


def _apart(old: Date | None, new: Date | None) -> bool:
    """Whether two dates cannot be of one round: other months."""
    if old is None or new is None:
        return False
    if not (old.value and new.value):
        return old.text != new.text and "unresolved" in (old.precision, new.precision)
    return old.value[:7] != new.value[:7]


def _merge(record: Draft, draft: Draft) -> Draft:
    old, new = record.talks, draft.talks
    ends = new.status in _ENDED or (old.status == "under way" and new.status == "held")
    merged = msgspec.structs.replace(
        old,
        evidence=new.evidence if record.deck and not draft.deck else old.evidence,
        status=new.status if (ends and draft.told) or not record.told else old.status,
        process=old.process or new.process,
        round=old.round or new.round,
        date=old.date or new.date,
        venue=old.venue or new.venue,
        convenors=distinct((*old.convenors, *new.convenors)),
        participants=distinct((*old.participants, *new.participants)),
        observers=distinct((*old.observers, *new.observers)),
        why=(*old.why, *new.why),
    )
    return replace(record, talks=merged, told=True, deck=record.deck and draft.deck)
