"""Happenings and claims of a case in, the two tables that hold everything out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from truceline.casebook.told import Told
from truceline.exports.case.table import Column, Table, Value, joined
from truceline.exports.wording import state
from truceline.records import Claim, Event, Happening, Record, Spot
from truceline.records.review import Decision

Tolds = Callable[[], Iterable[Told]]


@dataclass(frozen=True)
class Line:
    """A claim with its record, its happening, and what was decided on it."""

    happening: Happening
    claim: Claim
    record: Event | Record
    decision: Decision | None


def lines(told: Tolds, settled: Mapping[str, Decision]) -> Iterator[Line]:
    """Every claim of every happening."""
    for found in told():
        for claim, record in found.claims:
            yield Line(found.happening, claim, record, settled.get(claim.key))


def happenings(told: Tolds) -> Table[Happening]:
    """One row a happening."""
    return Table(
        "happenings",
        "What is reported, one row a happening; its reports are in the table of claims.",
        HAPPENINGS,
        lambda: (found.happening for found in told()),
    )


def claims(told: Tolds, settled: Mapping[str, Decision]) -> Table[Line]:
    """One row a claim: what one article says, with its words."""
    about = "What each article says, one row a claim, with the words that it stands on."
    return Table("claims", about, CLAIMS, lambda: lines(told, settled))


def point(spot: Spot | None) -> Spot | None:
    """The place where it may be drawn as a point: never the middle of a country or a region."""
    precise = spot is not None and spot.kind in ("city", "site", "area") and spot.lat is not None
    return spot if precise else None


def counted(claim: Claim, field: str) -> Value:
    """One field of the claim's number; None where nothing is counted."""
    found: Value = getattr(claim.tally, field, None)
    return found


def _numbers(happening: Happening) -> str | None:
    return joined(f"{c.kind}: {_end(c.low)}-{_end(c.high)} {c.unit}" for c in happening.counts)


def _end(number: float | int | None) -> str:
    return "?" if number is None else f"{number:g}" if isinstance(number, float) else str(number)


HAPPENINGS: tuple[Column[Happening], ...] = (
    Column("id", "string", "Key of the happening in this case.", lambda h: h.id),
    Column(
        "type",
        "string",
        "Family: talks, deal, truce, violence, movement, or a PLOVER type.",
        lambda h: h.type,
    ),
    Column("kind", "string", "Kind or mode that most reports give.", lambda h: h.kind),
    Column(
        "status",
        "string",
        "Status that most reports give: asserted, planned, held, denied, …",
        lambda h: h.status,
    ),
    Column(
        "first_day",
        "date",
        "First day on which it may have been.",
        lambda h: h.days.first if h.days else None,
    ),
    Column(
        "last_day", "date", "Last day on which it may have been.", lambda h: h.days.last if h.days else None
    ),
    Column(
        "day_basis",
        "string",
        "own: said of it; sentence: said in its sentence; article: days around publication only.",
        lambda h: h.days.basis if h.days else None,
    ),
    Column("place", "string", "Name of the place.", lambda h: h.place.name if h.place else None),
    Column(
        "place_kind",
        "string",
        "country, region, city, area, water or site: how precise the place is.",
        lambda h: h.place.kind if h.place else None,
    ),
    Column(
        "place_basis",
        "string",
        "own, sentence or article: what the place rests on.",
        lambda h: h.place.basis if h.place else None,
    ),
    Column("country", "string", "ISO 3166-1 alpha-3.", lambda h: h.place.country if h.place else None),
    Column("geonameid", "integer", "Key in GeoNames.", lambda h: h.place.geonameid if h.place else None),
    Column("lat", "number", "Degrees, WGS 84; empty for countries and regions.", lambda h: _lat(h.place)),
    Column("lon", "number", "Degrees, WGS 84; empty for countries and regions.", lambda h: _lon(h.place)),
    Column("doers", "string", "Who did it, as all reports name them.", lambda h: joined(map(state, h.doers))),
    Column("others", "string", "To whom, with whom.", lambda h: joined(map(state, h.others))),
    Column("round", "integer", "Number of the round of talks.", lambda h: h.round),
    Column(
        "numbers",
        "string",
        "Each kind of number from its lowest to its highest report, never a sum.",
        _numbers,
    ),
    Column("articles", "integer", "How many articles report it.", lambda h: h.articles),
    Column("publishers", "integer", "How many independent publishers.", lambda h: h.independent_publishers),
)


def _lat(spot: Spot | None) -> float | None:
    found = point(spot)
    return found.lat if found else None


def _lon(spot: Spot | None) -> float | None:
    found = point(spot)
    return found.lon if found else None


def _spot(line: Line) -> Spot | None:
    return line.claim.spots[0] if line.claim.spots else None


CLAIMS: tuple[Column[Line], ...] = (
    Column(
        "claim",
        "string",
        "Key of the claim; the same after a re-run with the same words.",
        lambda x: x.claim.key,
    ),
    Column("happening", "string", "Key of the happening that it tells of.", lambda x: x.happening.id),
    Column("source", "string", "Where the article came from.", lambda x: x.claim.source),
    Column(
        "publisher", "string", "Whose report it is, an agency before the paper.", lambda x: x.claim.publisher
    ),
    Column("published", "string", "Day, month or year of publication.", lambda x: x.claim.published),
    Column("record", "string", "Id of the record in the coded article.", lambda x: x.claim.record),
    Column("register", "string", "events, talks, agreements, zones, …", lambda x: x.claim.register),
    Column("type", "string", "PLOVER type, of events.", lambda x: getattr(x.record, "type", None)),
    Column("kind", "string", "Kind, mode or stance.", lambda x: x.claim.kind),
    Column("status", "string", "Whether it happened, as this article has it.", lambda x: x.claim.status),
    Column("first_day", "date", "First day.", lambda x: x.claim.days.first if x.claim.days else None),
    Column("last_day", "date", "Last day.", lambda x: x.claim.days.last if x.claim.days else None),
    Column(
        "day_basis", "string", "As in happenings.", lambda x: x.claim.days.basis if x.claim.days else None
    ),
    Column("place", "string", "Name of the place.", lambda x: s.name if (s := _spot(x)) else None),
    Column("country", "string", "ISO 3166-1 alpha-3.", lambda x: s.country if (s := _spot(x)) else None),
    Column("doers", "string", "Who did it.", lambda x: joined(map(state, x.claim.doers))),
    Column("others", "string", "To whom, with whom.", lambda x: joined(map(state, x.claim.others))),
    Column(
        "counted",
        "string",
        "What is counted: killed, displaced, …",
        lambda x: counted(x.claim, "kind"),
    ),
    Column("value", "number", "The number as stated.", lambda x: counted(x.claim, "value")),
    Column("low", "number", "Lower end.", lambda x: counted(x.claim, "low")),
    Column("high", "number", "Upper end.", lambda x: counted(x.claim, "high")),
    Column("bound", "string", "below, above or about.", lambda x: counted(x.claim, "bound")),
    Column("unit", "string", "people, households or housing.", lambda x: counted(x.claim, "unit")),
    Column("said_by", "string", "Who says so, where it is not the report.", lambda x: x.claim.attribution),
    Column("words", "string", "The words that it stands on.", lambda x: x.claim.evidence.text),
    Column(
        "start",
        "integer",
        "First character of the words in the article's text.",
        lambda x: x.claim.evidence.start,
    ),
    Column("end", "integer", "Character after the words.", lambda x: x.claim.evidence.end),
    Column(
        "review", "string", "accept, correct, reject or unsure; empty: nobody decided.", lambda x: _decided(x)
    ),
    Column("reviewed_by", "string", "Who decided last.", lambda x: x.decision.by if x.decision else None),
    Column("corrected", "string", "What it should be, as field=value.", lambda x: _corrected(x)),
)


def _decided(line: Line) -> str | None:
    return line.decision.what if line.decision else None


def _corrected(line: Line) -> str | None:
    return joined(f"{k}={v}" for k, v in line.decision.changes.items()) if line.decision else None
