"""The eight registers: what an article puts on record about a peace process and its war."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.records.events import Status
from truceline.records.evidence import Reason, Span
from truceline.records.mentions import Actor, Bound, Date, Place

TalksStatus = Literal[
    "planned", "under way", "held", "suspended", "collapsed", "postponed", "called for"
]  # fmt: skip
AgreementKind = Literal[
    "ceasefire", "de-escalation zone", "withdrawal", "prisoner exchange", "humanitarian access",
    "disarmament", "power sharing", "peace agreement", "framework",
]  # fmt: skip
AgreementStatus = Literal[
    "proposed", "under negotiation", "agreed", "in force", "extended", "suspended", "collapsed",
    "expired", "rejected",
]  # fmt: skip
ZoneKind = Literal[
    "de-escalation zone", "safe zone", "buffer zone", "demilitarised zone", "humanitarian corridor"
]  # fmt: skip
ZoneStatus = Literal["proposed", "agreed", "in force", "collapsed"]
BreachStatus = Literal["asserted", "alleged", "denied"]
MovementKind = Literal[
    "displaced", "evacuated", "relocated", "sheltered", "homeless", "returned", "transferred",
    "hosted", "housing destroyed", "housing damaged",
]  # fmt: skip
CasualtyKind = Literal["killed", "injured", "missing", "detained", "abducted"]
Unit = Literal["people", "households", "housing"]
Stance = Literal["backs", "opposes", "mediates", "guarantees"]
OutlookKind = Literal["warning", "forecast", "hope", "doubt", "threat"]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every line of a register has: the words that say it, who says so, and why."""

    id: str = ""  # "talks-1": the register and the place in it; set by the pipeline
    evidence: Span
    attribution: str | None = None  # the source as the article names it
    event: str | None = None  # id of the event with the same trigger
    why: tuple[Reason, ...] = ()


class Talks(Record, frozen=True, kw_only=True):
    """A round of talks, or a meeting of parties to a conflict."""

    process: str | None = None
    round: int | None = None
    date: Date | None = None  # the day on which the round began; its end where only that is told
    venue: Place | None = None
    status: TalksStatus
    convenors: tuple[Actor, ...] = ()
    participants: tuple[Actor, ...] = ()
    observers: tuple[Actor, ...] = ()
    guarantors: tuple[Actor, ...] = ()


class Agreement(Record, frozen=True, kw_only=True):
    """An agreement or one of its provisions, at the step of its life that the article tells."""

    kind: AgreementKind | None = None
    status: AgreementStatus
    parties: tuple[Actor, ...] = ()
    brokers: tuple[Actor, ...] = ()
    date: Date | None = None
    from_: Date | None = msgspec.field(default=None, name="from")
    until: Date | None = None
    places: tuple[Place, ...] = ()
    zones: int | None = None  # how many zones it draws


class Zone(Record, frozen=True, kw_only=True):
    """A ceasefire zone, buffer or corridor."""

    place: Place | None = None
    kind: ZoneKind
    status: ZoneStatus


class Breach(Record, frozen=True, kw_only=True):
    """An act against an agreement, asserted by the report or alleged by somebody."""

    by: tuple[Actor, ...] = ()
    alleged_by: tuple[Actor, ...] = ()
    status: BreachStatus
    place: Place | None = None
    date: Date | None = None


class Movement(Record, frozen=True, kw_only=True):
    """People who fled, returned, were moved or are hosted; or their housing destroyed."""

    kind: MovementKind
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    bound: Bound | None = None
    unit: Unit = "people"
    from_: Place | None = msgspec.field(default=None, name="from")
    to: Place | None = None
    in_: Place | None = msgspec.field(default=None, name="in")
    since: Date | None = None
    until: Date | None = None
    as_of: Date | None = None


class Casualty(Record, frozen=True, kw_only=True):
    """People killed, injured, missing, detained or abducted."""

    kind: CasualtyKind
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    bound: Bound | None = None
    unit: Unit = "people"
    place: Place | None = None
    since: Date | None = None
    until: Date | None = None
    as_of: Date | None = None


class Position(Record, frozen=True, kw_only=True):
    """Who backs, opposes, mediates or guarantees whom or what."""

    actors: tuple[Actor, ...] = ()
    stance: Stance
    toward: tuple[Actor | str, ...] = ()  # a party; or talks or a deal, as text
    status: Status = "asserted"


class Outlook(Record, frozen=True, kw_only=True):
    """What somebody fears, hopes, doubts, threatens or foresees."""

    kind: OutlookKind
    by: tuple[Actor, ...] = ()
    condition: str | None = None


class Registers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The eight registers of one article, each in the order of the text."""

    talks: tuple[Talks, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    zones: tuple[Zone, ...] = ()
    breaches: tuple[Breach, ...] = ()
    movements: tuple[Movement, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    positions: tuple[Position, ...] = ()
    outlook: tuple[Outlook, ...] = ()
