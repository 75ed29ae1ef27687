"""Coded article in, brief out: what a person is shown, in words; text, Markdown and HTML only lay it out.

A brief decides nothing about the article. It orders, words and counts what is on record, says which
registers are empty, and keeps beside each line the words it rests on, its status and who says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from truceline.exports import wording
from truceline.records import (
    Actor,
    Agreement,
    Breach,
    Casualty,
    CodedArticle,
    Date,
    Event,
    Movement,
    Outlook,
    Place,
    Position,
    Record,
    Removed,
    Span,
    Status,
    Talks,
    Zone,
)

MAIN_EVENTS = 8
FOLDED = "of less weight, or done by nobody whom the codebook knows: see --format html or json"

Drawn = Literal["asserted", "historical", "planned", "hypothetical", "negated", "alleged"]
Tone = Literal["cooperation", "conflict", "neutral"]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a line under its head; ``exact`` is the same for machines: ISO date, codes, point."""

    label: str
    text: str
    exact: str | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One record: its values in words, what they rest on, whether it happened, who says so.

    ``status`` is the record's own word; ``drawn`` is which of the six ways it is drawn in, the same in
    every view. ``said_by`` is None where the report says it in its own voice. ``why`` has the steps.
    """

    id: str
    section: str  # events, or the register
    status: str
    drawn: Drawn
    tone: Tone
    cells: tuple[Cell, ...]
    words: Span
    said_by: str | None = None
    why: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The events, or one register: the heads of its columns and its lines in order.

    ``folded`` says that a reader in a hurry can do without: text and Markdown only count its lines.
    """

    name: str
    heading: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    folded: bool = False


class Loose(msgspec.Struct, frozen=True, kw_only=True):
    """What the article says and the coder could not settle."""

    what: str
    reason: str
    words: Span


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """An article on one page, for a person: sections with lines, what is empty, what is unsettled."""

    id: str
    title: str  # the id where the article has none
    source: str
    publisher: str | None
    published: Cell
    places: tuple[Cell, ...]
    sections: tuple[Section, ...]
    empty: tuple[str, ...]
    unresolved: tuple[Loose, ...]
    removed: tuple[Removed, ...]
    coder_version: str
    codebook_version: str

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every section, in order."""
        return tuple(line for section in self.sections for line in section.lines)


def brief_of(coded: CodedArticle) -> Brief:
    """Word a coded article for a person."""
    main, other = _events(coded.events)
    found = [main, *(_register(coded, name) for name in HEADINGS)]
    return Brief(
        id=coded.id,
        title=coded.title or f"(no title: {coded.id})",
        source=coded.source,
        publisher=coded.article.publisher if coded.article else None,
        published=Cell(
            label="published",
            text=wording.published(coded.published),
            exact=coded.published.value if coded.published else None,
        ),
        places=_places(coded),
        sections=tuple(section for section in (*found, other) if section.lines),
        empty=tuple(section.heading for section in found if not section.lines),
        unresolved=tuple(
            Loose(what=u.what, reason=wording.dated(u.reason), words=u.evidence) for u in coded.unresolved
        ),
        removed=coded.removed,
        coder_version=coded.coder_version,
        codebook_version=coded.codebook_version,
    )


HEADINGS: Mapping[str, str] = {
    "talks": "Talks",
    "agreements": "Agreements",
    "zones": "Zones",
    "breaches": "Breaches",
    "movements": "Displacement and movements",
    "casualties": "Casualties",
    "positions": "Positions",
    "outlook": "Outlook",
}


def _places(coded: CodedArticle) -> tuple[Cell, ...]:
    """Where what is on record took place, the place with most records first, each once.

    A country is left out where a place inside it is named: it would say less.
    """
    registered = [record for name in HEADINGS for record in getattr(coded.registers, name)]
    found = [place for record in (*coded.events, *registered) for place in _places_of(record)]
    counts = Counter(place.geonameid or place.name for place in found)
    first = {(place.geonameid or place.name): place for place in reversed(found)}
    inside = {place.country for place in found if place.kind != "country"}
    kept = [first[key] for key, _ in counts.most_common()]
    return tuple(
        Cell(label=p.kind or "place", text=wording.place(p) or p.name, exact=_point(p))
        for p in kept
        if p.kind != "country" or p.country not in inside
    )


def _places_of(record: Event | Record) -> Iterator[Place]:
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        yield from (v for v in (value if isinstance(value, tuple) else (value,)) if isinstance(v, Place))


def _point(found: Place) -> str | None:
    if found.lat is None or found.lon is None or found.kind in ("country", "region"):
        return None
    return f"{found.lat:.3f}, {found.lon:.3f}"


# Events


def _events(found: Sequence[Event]) -> tuple[Section, Section]:
    """The main events, and the others: main are the first few that somebody known to the codebook did."""
    main = [event for event in found if any(actor.code for actor in event.actors)][:MAIN_EVENTS]
    other = [event for event in found if event not in main]
    return (
        _section("events", "Main events", [_event_line(event) for event in main]),
        _section("other-events", "Other events", [_event_line(event) for event in other], folded=True),
    )


def _event_line(event: Event) -> Line:
    kind = f"{event.type} ({event.mode})" if event.mode else event.type
    cells = [
        _cell("what", kind, _event_codes(event)),
        _cell("who", wording.names(event.actors), wording.codes(event.actors)),
        _cell("to whom", wording.names(event.recipients), wording.codes(event.recipients)),
        _date("when", event.date),
        _place("where", event.place),
    ]
    return Line(
        id=event.id,
        section="events",
        status=event.status.replace("_", " "),
        drawn=DRAWN_STATUS[event.status],
        tone="cooperation" if "cooperation" in event.quad else "conflict",
        cells=tuple(cells),
        words=event.evidence,
        said_by=wording.said_by(event.attribution),
        why=tuple(map(wording.reason, event.why)),
    )


def _event_codes(event: Event) -> str:
    parts = [event.quad, f"CAMEO {event.cameo}" if event.cameo else "", ", ".join(event.contexts)]
    if event.score is not None:
        parts.append(f"score {event.score:+.1f}")
    return "; ".join(p for p in parts if p)


# Registers


def _register(coded: CodedArticle, name: str) -> Section:
    statuses = {event.id: event.status for event in coded.events}
    records: Sequence[Record] = getattr(coded.registers, name)
    return _section(name, HEADINGS[name], [_record_line(name, record, statuses) for record in records])


def _record_line(name: str, record: Record, statuses: Mapping[str, Status]) -> Line:
    status, drawn = _record_status(record, statuses.get(record.event or ""))
    return Line(
        id=record.id,
        section=name,
        status=status,
        drawn=drawn,
        tone=_TONES.get(name, "neutral"),
        cells=tuple(_CELLS[type(record)](record)),
        words=record.evidence,
        said_by=record.attribution,
        why=tuple(map(wording.reason, record.why)),
    )


def _record_status(record: Record, event: Status | None) -> tuple[str, Drawn]:
    """The record's own status; a record without one has that of the event with the same trigger."""
    own: str | None = getattr(record, "status", None)
    if isinstance(record, Outlook):
        return record.kind, "hypothetical"
    if own is None:
        status = event or "asserted"
        return status.replace("_", " "), DRAWN_STATUS[status]
    drawn = DRAWN_STATUS.get(own, "asserted")
    if drawn == "asserted" and event == "historical":
        return own, "historical"
    return own.replace("_", " "), drawn


# A statement that something collapsed or was suspended is itself asserted: only what the report does
# not say happened is drawn otherwise.
DRAWN_STATUS: Mapping[str, Drawn] = {
    "asserted": "asserted",
    "historical": "historical",
    "planned": "planned",
    "hypothetical": "hypothetical",
    "called_for": "hypothetical",
    "called for": "hypothetical",
    "negated": "negated",
    "denied": "negated",
    "alleged": "alleged",
    "proposed": "planned",
    "under negotiation": "planned",
    "rejected": "negated",
}

_TONES: Mapping[str, Tone] = {
    "talks": "cooperation",
    "agreements": "cooperation",
    "zones": "cooperation",
    "breaches": "conflict",
    "casualties": "conflict",
}


def _talks(r: Talks) -> list[Cell]:
    return [
        _cell("process", r.process),
        _cell("round", _round(r.round), str(r.round) if r.round else None),
        _date("when", r.date),
        _place("where", r.venue),
        _actors("brought about by", r.convenors),
        _actors("taking part", r.participants),
        _actors("observers", r.observers),
        _actors("guarantors", r.guarantors),
    ]


def _round(number: int | None) -> str | None:
    """``6`` as ``6th``."""
    if number is None:
        return None
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _agreement(r: Agreement) -> list[Cell]:
    zones = f"{r.zones} zones" if r.zones and r.zones > 1 else "one zone" if r.zones else None
    places = "; ".join(wording.place(p) or "" for p in r.places)
    return [
        _cell("kind", r.kind),
        _actors("parties", r.parties),
        _actors("brokers", r.brokers),
        _date("agreed", r.date),
        _date("from", r.from_),
        _date("until", r.until),
        _cell("where", places or None),
        _cell("draws", zones),
    ]


def _zone(r: Zone) -> list[Cell]:
    return [_cell("kind", r.kind), _place("where", r.place)]


def _breach(r: Breach) -> list[Cell]:
    return [
        _actors("by", r.by),
        _actors("alleged by", r.alleged_by),
        _place("where", r.place),
        _date("when", r.date),
    ]


def _movement(r: Movement) -> list[Cell]:
    return [
        _cell("what", r.kind),
        _cell("how many", wording.how_many(r), _ends(r)),
        _place("from", r.from_),
        _place("to", r.to),
        _place("in", r.in_),
        _date("since", r.since),
        _date("until", r.until),
        _date("as of", r.as_of),
    ]


def _casualty(r: Casualty) -> list[Cell]:
    return [
        _cell("what", r.kind),
        _cell("how many", wording.how_many(r), _ends(r)),
        _place("where", r.place),
        _date("since", r.since),
        _date("until", r.until),
        _date("as of", r.as_of),
    ]


def _ends(r: Movement | Casualty) -> str:
    known = (("value", r.value), ("low", r.low), ("high", r.high), ("bound", r.bound))
    return "; ".join(f"{name} {value}" for name, value in known if value is not None)


def _position(r: Position) -> list[Cell]:
    return [_actors("who", r.actors), _cell("stance", r.stance), _actors("toward", r.toward)]


def _outlook(r: Outlook) -> list[Cell]:
    return [_actors("by", r.by), _cell("on condition that", r.condition)]


_CELLS: Mapping[type[Record], Callable[..., list[Cell]]] = {
    Talks: _talks,
    Agreement: _agreement,
    Zone: _zone,
    Breach: _breach,
    Movement: _movement,
    Casualty: _casualty,
    Position: _position,
    Outlook: _outlook,
}


# Cells and columns


def _cell(label: str, text: str | None, exact: str | None = None) -> Cell:
    return Cell(label=label, text=wording.one_line(text or ""), exact=exact or None)


def _actors(label: str, actors: Sequence[Actor | str]) -> Cell:
    return _cell(label, wording.names(actors), wording.codes(actors))


def _date(label: str, found: Date | None) -> Cell:
    return _cell(label, wording.date(found), found.value if found else None)


def _place(label: str, found: Place | None) -> Cell:
    return _cell(label, wording.place(found), _point(found) if found else None)


def _section(name: str, heading: str, lines: Sequence[Line], *, folded: bool = False) -> Section:
    """A section with the columns that at least one of its lines fills; empty cells fall away."""
    filled = {cell.label for line in lines for cell in line.cells if cell.text}
    heads = [cell.label for cell in lines[0].cells if cell.label in filled] if lines else []
    kept = [msgspec.structs.replace(line, cells=tuple(c for c in line.cells if c.text)) for line in lines]
    return Section(name=name, heading=heading, heads=tuple(heads), lines=tuple(kept), folded=folded)
