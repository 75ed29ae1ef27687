"""Registers over time, as a casebook shows them: rounds in order, lives of agreements, weeks of breaches."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.records.casebook import CountRange, Days, Spot

Measure = Literal["stock", "flow", "not said"]


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that was told of a round, an agreement, a zone: what, when, and by whom."""

    status: str
    days: Days | None  # when it is said to have been so
    happening: str
    independent_publishers: int
    sources: tuple[str, ...]
    words: str  # of the first report


class Round(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A round of talks with what was told of it, in the order of the reports."""

    round: int | None
    days: Days | None
    venue: Spot | None
    participants: tuple[str, ...]
    convenors: tuple[str, ...]
    steps: tuple[Step, ...]


class Process(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A process of talks: its rounds in order; ``gaps`` names those that nothing reports."""

    name: str | None
    rounds: tuple[Round, ...]
    gaps: tuple[str, ...] = ()


class Life(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An agreement or a zone from its first report to its last; statuses in the order of their days."""

    kind: str | None
    place: str | None
    parties: tuple[str, ...]
    steps: tuple[Step, ...]


class BreachWeek(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The breaches of one party in one ISO week: happenings by status, never claims."""

    week: str | None  # 2018-W51; None where no day is known
    party: str | None
    asserted: int
    alleged: int
    denied: int
    happenings: tuple[str, ...]


class Measured(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number of people moved, killed or held, with both ends and its sources.

    A ``stock`` is true of a day (hosted, displaced as of), a ``flow`` of a span (fled since, until);
    the two are never added, and neither are two happenings.
    """

    kind: str
    measure: Measure
    days: Days | None
    place: Spot | None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    count: CountRange
    happening: str
    independent_publishers: int


class Stand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who backs, opposes, mediates or guarantees what: since when it is told, and until when."""

    actor: str
    stance: str
    toward: str
    since: str | None
    last: str | None
    independent_publishers: int
    happenings: tuple[str, ...]
