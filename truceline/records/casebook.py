"""What a casebook holds: claims, the links between them with their reasons, and happenings."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.records.evidence import Span
from truceline.records.mentions import Bound

Family = Literal[
    "talks", "deal", "truce", "rupture", "zone", "violence", "capture", "seizure", "movement", "position",
    "outlook",
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Basis = Literal["own", "sentence", "article"]
Field = Literal["when", "where", "who", "how many", "round", "what", "words", "decision"]
Relation = Literal["same", "near", "within", "shared", "differs", "decided"]


class Days(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From a day to a day, both ISO 8601 and within it; one day where they are equal."""

    first: str
    last: str
    basis: Basis  # said of the claim itself, said in its sentence, or the day of publication


class Spot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place, as far as linking and maps need it."""

    name: str
    kind: str | None = None
    geonameid: int | None = None
    country: str | None = None
    region: str | None = None
    lat: float | None = None
    lon: float | None = None
    basis: Basis


class Tally(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many of what: both ends as the article has them."""

    kind: str
    unit: str
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    bound: Bound | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of one article, as linking compares it; it says nothing that the article does not.

    ``key`` is a digest of the article's text, the register and the words: the same line of the
    same text has it again after a re-run.
    """

    key: str
    source: str
    record: str  # its id in the coded article: e3, talks-1
    register: str  # events, talks, agreements, …
    family: Family
    kind: str | None = None
    status: str
    published: str | None = None
    publisher: str | None = None
    days: Days | None = None
    spots: tuple[Spot, ...] = ()
    doers: tuple[str, ...] = ()  # who is known by name or country, by role
    others: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()  # the main parties of its article
    tally: Tally | None = None
    round: int | None = None
    marks: tuple[str, ...] = ()  # telling words of the evidence: what, where exactly, with what
    attribution: str | None = None
    evidence: Span


class LinkReason(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that two claims were compared by: the two values, and what that weighs."""

    field: Field
    relation: Relation
    left: str
    right: str
    weight: float


class Verdict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether two claims tell of the same happening, and why; ``apart`` is a contradiction."""

    same: bool
    apart: bool
    score: float
    reasons: tuple[LinkReason, ...]


class Member(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim as a line of its happening."""

    claim: str
    source: str
    publisher: str | None
    published: str | None
    record: str
    register: str
    kind: str | None
    status: str
    tally: Tally | None = None
    attribution: str | None = None
    evidence: Span


class Reported(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One number, and which articles give it."""

    tally: Tally
    sources: tuple[str, ...]
    revises: tuple[str, ...] = ()  # earlier numbers of the same publisher, as "12 (2018-12-18)"


class CountRange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the reports say of one kind of number: a range with its sources, never an average."""

    kind: str
    unit: str
    low: float | int | None
    high: float | int | None
    reported: tuple[Reported, ...]


class Happening(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Claims that tell of one thing, side by side."""

    id: str
    type: str
    kind: str | None = None
    status: str
    days: Days | None = None
    place: Spot | None = None
    doers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    round: int | None = None
    independent_publishers: int
    articles: int
    counts: tuple[CountRange, ...] = ()
    members: tuple[Member, ...]
