"""Actors, places, dates and counts, as one article mentions them."""

from __future__ import annotations

from typing import Literal

import msgspec

ActorKind = Literal["state", "armed group", "igo", "ngo", "person", "group"]
PlaceKind = Literal["country", "region", "city", "area", "water", "site"]
Precision = Literal[
    "day", "week", "month", "season", "quarter", "year", "decade", "century", "duration", "unresolved"
]
Bound = Literal["below", "above", "about"]


class Actor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who: a state, an armed group, an organisation, a person, or a group without a name.

    ``name`` is the codebook's name, or the words as they stand where the codebook has none;
    ``code`` follows CAMEO (``SYR GOV``); ``country`` is ISO 3166-1 alpha-3. What is not
    known is None.
    """

    text: str
    start: int
    end: int
    name: str
    code: str | None = None
    country: str | None = None
    sector: str | None = None  # GOV MIL REB OPP COP CVL IGO NGO JUD LEG MED SPY UNK
    kind: ActorKind = "group"


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where: a toponym with what the gazetteer knows of it.

    ``lat`` and ``lon`` are degrees WGS 84 and stand for the kind that is stated: of a country
    or a region they are a centroid and must not be drawn as a point. ``geonameid`` is the key
    in GeoNames; all are None where the gazetteer does not know the name, as of most villages.
    A spot that it lacks within a town that it knows has kind ``site`` and the town's point.
    """

    text: str
    start: int
    end: int
    name: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    region: str | None = None  # name of the first-level region that contains it
    kind: PlaceKind | None = None


class Date(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When: an expression of time, with the value and precision that the text gives it.

    ``value`` is an ISO 8601 prefix (``2017-05`` is the month of May, never its first day), or
    a duration (``P4Y``), or None where the text and the article's date do not settle it; then
    ``after`` and ``before`` hold the bounds that are known. ``preposition`` keeps the word
    that says how the date bears on its clause: since, until, by, from, in.
    """

    text: str
    start: int
    end: int
    value: str | None = None
    precision: Precision = "unresolved"
    preposition: str | None = None
    after: str | None = None
    before: str | None = None


class Count(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many, with both ends kept.

    "almost one million" has value 1000000 and bound ``below``; "between 300 and 500" has low
    300, high 500 and no value; "hundreds" has low 200 alone. ``bound`` None is an exact number.
    """

    text: str
    start: int
    end: int
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    bound: Bound | None = None


class Figure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A counted human or housing effect: a count with what happened to whom."""

    kind: str
    text: str
    start: int
    end: int
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    bound: Bound | None = None
    unit: Literal["people", "households", "housing"] = "people"
