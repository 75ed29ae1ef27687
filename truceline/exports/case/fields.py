"""A case in, the tables that the field reads out: PLOVER, GDELT 1.0, ACLED's columns, HXL.

What a happening does not hold stays empty; rejected claims are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from truceline.exports.case.table import Column, Table, Value, joined
from truceline.exports.case.tables import Line, Tolds, counted, lines, point
from truceline.exports.wording import state
from truceline.records import Actor, Event
from truceline.records.review import Decision

Settled = Mapping[str, Decision]
_QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
_ACLED = {  # our families and modes: ACLED's event type and sub-event type
    "violence": ("Battles", None),
    "capture": ("Strategic developments", "Non-violent transfer of territory"),
    "seizure": ("Violence against civilians", "Abduction/forced disappearance"),
    "deal": ("Strategic developments", "Agreement"),
    "truce": ("Strategic developments", "Agreement"),
    "PROTEST": ("Protests", None),
}
_ACLED_MODES = {
    "heavy-weapons": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "aerial": ("Explosions/Remote violence", "Air/drone strike"),
    "firearms": ("Battles", "Armed clash"),
    "explosives": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "abduct": ("Violence against civilians", "Abduction/forced disappearance"),
}


def _kept(told: Tolds, settled: Settled) -> Iterator[Line]:
    return (x for x in lines(told, settled) if not (x.decision and x.decision.what == "reject"))


# PLOVER


@dataclass(frozen=True)
class Coded:
    """An event of one article, as PLOVER and CAMEO have it, between one actor and one recipient."""

    line: Line
    event: Event
    actor: Actor | None
    recipient: Actor | None


def plover(told: Tolds, settled: Settled) -> Table[Coded]:
    """One row an event of an article; actors and recipients as lists, the status as PLOVER's auxiliary mode."""

    def records() -> Iterator[Coded]:
        events = ((x, x.record) for x in _kept(told, settled) if isinstance(x.record, Event))
        return (Coded(x, event, None, None) for x, event in events)

    return Table("plover", "PLOVER records, one an event of an article.", PLOVER, records)


def _names(actors: Iterable[Actor]) -> str | None:
    return joined(a.name for a in actors)


def _codes(actors: Iterable[Actor], field: str) -> str | None:
    return joined(value for a in actors if (value := getattr(a, field)))


PLOVER: tuple[Column[Coded], ...] = (
    Column("event_id", "string", "Key of the claim.", lambda c: c.line.claim.key),
    Column(
        "happening",
        "string",
        "Key of the happening: rows that share it tell of one event.",
        lambda c: c.line.happening.id,
    ),
    Column("event_date", "date", "The event's day; empty where the text dates nothing.", lambda c: _day(c)),
    Column("event_type", "string", "One of PLOVER's sixteen.", lambda c: c.event.type),
    Column("event_mode", "string", "PLOVER's mode.", lambda c: c.event.mode),
    Column("event_context", "string", "PLOVER's contexts.", lambda c: joined(c.event.contexts)),
    Column(
        "aux_mode",
        "string",
        "Status: asserted, historical, planned, hypothetical, negated, …",
        lambda c: c.event.status,
    ),
    Column("quad_class", "string", "Verbal or material, cooperation or conflict.", lambda c: c.event.quad),
    Column("actor_name", "string", "Actors.", lambda c: _names(c.event.actors)),
    Column("actor_country", "string", "ISO 3166-1 alpha-3.", lambda c: _codes(c.event.actors, "country")),
    Column("actor_sector", "string", "Sectors: GOV, MIL, REB, …", lambda c: _codes(c.event.actors, "sector")),
    Column("recipient_name", "string", "Recipients.", lambda c: _names(c.event.recipients)),
    Column(
        "recipient_country", "string", "ISO 3166-1 alpha-3.", lambda c: _codes(c.event.recipients, "country")
    ),
    Column("recipient_sector", "string", "Sectors.", lambda c: _codes(c.event.recipients, "sector")),
    Column("placename", "string", "Place.", lambda c: c.event.place.name if c.event.place else None),
    Column(
        "country",
        "string",
        "Country of the place.",
        lambda c: c.event.place.country if c.event.place else None,
    ),
    Column("cameo", "string", "CAMEO code.", lambda c: c.event.cameo),
    Column("goldstein", "number", "Goldstein score of the CAMEO code, -10 to 10.", lambda c: c.event.score),
    Column("source", "string", "Article.", lambda c: c.line.claim.source),
    Column("text", "string", "The words.", lambda c: c.line.claim.evidence.text),
)


def _day(coded: Coded) -> str | None:
    days = coded.line.claim.days
    return days.first if days and days.basis != "article" and days.first == days.last else None


# GDELT 1.0


def gdelt(told: Tolds, settled: Settled) -> Table[Coded]:
    """CAMEO dyads under the names of GDELT 1.0's columns: one row a pair of a happening, from its first report.

    GDELT counts a row a report; here NumSources are independent publishers and NumArticles articles.
    """
    about = (
        "CAMEO dyads in GDELT 1.0's columns, one row a pair of actors of a happening; asserted events only."
    )
    return Table("gdelt", about, GDELT, lambda: _dyads(told, settled))


def _dyads(told: Tolds, settled: Settled) -> Iterator[Coded]:
    seen: set[tuple[str, str | None, str, str]] = set()
    for line in _kept(told, settled):
        event = line.record
        if not isinstance(event, Event) or event.status != "asserted":
            continue
        for actor in event.actors or (None,):
            for recipient in event.recipients or (None,):
                key = (line.happening.id, event.cameo, _name(actor), _name(recipient))
                if key not in seen and _name(actor) != _name(recipient):
                    seen.add(key)
                    yield Coded(line, event, actor, recipient)


def _name(actor: Actor | None) -> str:
    return actor.name if actor else ""


def _sql_date(coded: Coded) -> str | None:
    day = _day(coded)
    return day.replace("-", "") if day else None


def _of(side: str, field: str, number: int) -> Column[Coded]:
    about = f"{field} of the {side}."
    names = {"Code": "code", "Name": "name", "CountryCode": "country", "Type1Code": "sector"}

    def value(coded: Coded) -> Value:
        actor: Actor | None = getattr(coded, side)
        found = getattr(actor, names[field], None) if actor else None
        return found.replace(" ", "") if field == "Code" and found else found

    return Column(f"Actor{number}{field}", "string", about, value)


_SIDES: tuple[tuple[str, int], ...] = (("actor", 1), ("recipient", 2))
_ACTORS = tuple(
    _of(side, field, n) for side, n in _SIDES for field in ("Code", "Name", "CountryCode", "Type1Code")
)
GDELT: tuple[Column[Coded], ...] = (
    Column("GlobalEventID", "string", "Key of the happening and pair; GDELT's are numbers.", lambda c: c.line.happening.id),
    Column("Day", "string", "YYYYMMDD; empty where the text dates nothing, never the day of publication.", _sql_date),
    Column("MonthYear", "string", "YYYYMM.", lambda c: d[:6] if (d := _sql_date(c)) else None),
    Column("Year", "string", "YYYY.", lambda c: d[:4] if (d := _sql_date(c)) else None),
    *_ACTORS,
    Column("IsRootEvent", "integer", "1: the article's first event.", lambda c: int(c.line.claim.record == "e1")),
    Column("EventCode", "string", "CAMEO code.", lambda c: c.event.cameo),
    Column("EventBaseCode", "string", "CAMEO code at its second level.", lambda c: (c.event.cameo or "")[:3] or None),
    Column("EventRootCode", "string", "CAMEO root code.", lambda c: (c.event.cameo or "")[:2] or None),
    Column("QuadClass", "integer", "1 verbal, 2 material cooperation; 3 verbal, 4 material conflict.", lambda c: _QUADS[c.event.quad]),
    Column("GoldsteinScale", "number", "Goldstein score of the CAMEO code.", lambda c: c.event.score),
    Column("NumMentions", "integer", "Claims of the happening.", lambda c: len(c.line.happening.members)),
    Column("NumSources", "integer", "Independent publishers.", lambda c: c.line.happening.independent_publishers),
    Column("NumArticles", "integer", "Articles.", lambda c: c.line.happening.articles),
    Column("ActionGeo_FullName", "string", "Place.", lambda c: p.name if (p := c.line.happening.place) else None),
    Column("ActionGeo_CountryCode", "string", "ISO 3166-1 alpha-3; GDELT has FIPS.", lambda c: p.country if (p := c.line.happening.place) else None),
    Column("ActionGeo_Lat", "number", "Latitude; empty for countries and regions.", lambda c: p.lat if (p := point(c.line.happening.place)) else None),
    Column("ActionGeo_Long", "number", "Longitude.", lambda c: p.lon if (p := point(c.line.happening.place)) else None),
    Column("SOURCEURL", "string", "The first article.", lambda c: c.line.claim.source),
)  # fmt: skip


# ACLED


def acled(told: Tolds, settled: Settled) -> Table[Line]:
    """Happenings of violence, protest and agreement under ACLED's column names; one row a happening."""

    def records() -> Iterator[Line]:
        seen: set[str] = set()
        for line in _kept(told, settled):
            if line.happening.type in _ACLED and line.happening.id not in seen:
                seen.add(line.happening.id)
                yield line

    return Table(
        "acled", "Happenings in ACLED's columns; not ACLED's data, nor coded by its rules.", ACLED, records
    )


def _acled_type(line: Line) -> tuple[str, str | None]:
    modes = (_ACLED_MODES.get(member.kind or "") for member in line.happening.members)
    return next((found for found in modes if found), _ACLED[line.happening.type])


def _dead(line: Line) -> tuple[Value, Value]:
    killed = next((c for c in line.happening.counts if c.kind == "killed"), None)
    return (killed.low, killed.high) if killed else (None, None)


ACLED: tuple[Column[Line], ...] = (
    Column("event_id_cnty", "string", "Key of the happening.", lambda x: x.happening.id),
    Column("event_date", "date", "First day.", lambda x: x.happening.days.first if x.happening.days else None),
    Column("time_precision", "integer", "1: the day is known; 2: within a week; 3: within a month or more.", lambda x: _precision(x)),
    Column("event_type", "string", "ACLED's event type that is nearest.", lambda x: _acled_type(x)[0]),
    Column("sub_event_type", "string", "ACLED's sub-event type that is nearest, or empty.", lambda x: _acled_type(x)[1]),
    Column("actor1", "string", "First of those who did it.", lambda x: state(x.happening.doers[0]) if x.happening.doers else None),
    Column("actor2", "string", "First of the others.", lambda x: state(x.happening.others[0]) if x.happening.others else None),
    Column("country", "string", "Name of the country.", lambda x: state(p.country) if (p := x.happening.place) and p.country else None),
    Column("admin1", "string", "First-level region.", lambda x: p.region if (p := x.happening.place) else None),
    Column("location", "string", "Place.", lambda x: p.name if (p := x.happening.place) else None),
    Column("latitude", "number", "Empty for countries and regions.", lambda x: p.lat if (p := point(x.happening.place)) else None),
    Column("longitude", "number", "Empty for countries and regions.", lambda x: p.lon if (p := point(x.happening.place)) else None),
    Column("source", "string", "Articles.", lambda x: joined(m.source for m in x.happening.members)),
    Column("notes", "string", "The words of the first report.", lambda x: x.claim.evidence.text),
    Column("fatalities", "integer", "Lowest number of dead reported; empty where none is, never 0.", lambda x: _dead(x)[0]),
    Column("fatalities_high", "integer", "Highest number reported.", lambda x: _dead(x)[1]),
)  # fmt: skip


def _precision(line: Line) -> int | None:
    days = line.happening.days
    if days is None:
        return None
    if days.first == days.last:
        return 1
    return 2 if days.first[:7] == days.last[:7] and int(days.last[8:]) - int(days.first[8:]) < 7 else 3


# HXL


def hxl(told: Tolds, settled: Settled) -> Table[Line]:
    """Movements and casualties with HXL 1.1 hashtags in the second row."""

    def records() -> Iterator[Line]:
        return (x for x in _kept(told, settled) if x.claim.register in ("movements", "casualties"))

    return Table("hxl", "People moved and harmed, one row a report, with HXL hashtags.", HXL, records)


HXL: tuple[Column[Line], ...] = (
    Column("Happening", "string", "Rows that share it tell of one thing: never add them.", lambda x: x.happening.id, "#event+id"),
    Column("Country", "string", "ISO 3166-1 alpha-3.", lambda x: s.country if (s := x.happening.place) else None, "#country+code+v_iso3"),
    Column("Region", "string", "First-level region.", lambda x: s.region if (s := x.happening.place) else None, "#adm1+name"),
    Column("Place", "string", "Place.", lambda x: s.name if (s := x.happening.place) else None, "#loc+name"),
    Column("From", "date", "First day.", lambda x: x.claim.days.first if x.claim.days else None, "#date+start"),
    Column("To", "date", "Last day.", lambda x: x.claim.days.last if x.claim.days else None, "#date+end"),
    Column("What", "string", "killed, displaced, returned, …", lambda x: x.claim.kind, "#affected+type"),
    Column("Unit", "string", "people, households or housing.", lambda x: counted(x.claim, "unit"), "#affected+unit"),
    Column("Number", "number", "As stated.", lambda x: counted(x.claim, "value"), "#affected+num"),
    Column("Low", "number", "Lower end.", lambda x: counted(x.claim, "low"), "#affected+min+num"),
    Column("High", "number", "Upper end.", lambda x: counted(x.claim, "high"), "#affected+max+num"),
    Column("Source", "string", "Article.", lambda x: x.claim.source, "#meta+source"),
    Column("Words", "string", "The words.", lambda x: x.claim.evidence.text, "#description"),
)  # fmt: skip
