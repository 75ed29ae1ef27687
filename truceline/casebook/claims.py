"""A coded article in, claims out: each event and register record as linking compares it.

A claim takes days, places and parties from its record; what the record lacks is taken from its
sentence, then from the article, and says so in its basis.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from truceline.casebook.calendar import day_of_publication, days_of
from truceline.casebook.marks import marks_of, root
from truceline.casebook.parties import party
from truceline.casebook.setting import Setting
from truceline.codebook import SHIPPED, Codebook
from truceline.records import (
    Actor,
    Agreement,
    Breach,
    Casualty,
    Claim,
    CodedArticle,
    Date,
    Days,
    Event,
    Movement,
    Outlook,
    Place,
    Position,
    Record,
    Registers,
    Span,
    Spot,
    Talks,
    Tally,
    Zone,
)
from truceline.records.casebook import Basis, Family

_EVENTS: dict[str, Family] = {"CONSULT": "talks", "AGREE": "deal", "ASSAULT": "violence"}
_MODES: dict[tuple[str, str], Family] = {
    ("RETREAT", "ceasefire"): "truce",
    ("SUPPORT", "sign"): "deal",
    ("COERCE", "arrest"): "seizure",
    ("ASSAULT", "abduct"): "seizure",
}
_CASUALTIES: dict[str, Family] = {"missing": "seizure", "detained": "seizure", "abducted": "seizure"}
_HERE = re.compile(r"\bhere\b")  # the place of the dateline
_ENDED = ("suspended", "collapsed", "expired", "rejected")


def claims_of(coded: CodedArticle, digest: str, codebook: Codebook = SHIPPED) -> tuple[Claim, ...]:
    """All claims of ``coded``, in the order of its records; ``digest`` names its version."""
    seen: Counter[str] = Counter()
    found: list[Claim] = []
    setting = Setting(coded, codebook)
    for register, record in records_of(coded):
        draft = _claim(setting, register, record, codebook)
        words = f"{digest}|{register}|{draft.kind}|{draft.evidence.start}|{draft.evidence.end}"
        seen[words] += 1
        found.append(msgspec.structs.replace(draft, key=key_of(f"{words}|{seen[words]}")))
    return tuple(found)


def records_of(coded: CodedArticle) -> Iterator[tuple[str, Event | Record]]:
    """Each record with the name of its register; events come under ``events``."""
    yield from (("events", event) for event in coded.events)
    for field in msgspec.structs.fields(Registers):
        yield from ((field.name, record) for record in getattr(coded.registers, field.name))


def key_of(words: str) -> str:
    """A short digest: sixteen hexadecimal digits, so that a million claims do not meet by chance."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _claim(setting: Setting, register: str, record: Event | Record, codebook: Codebook) -> Claim:
    coded, sentence = setting.coded, setting.sentence(record.evidence)
    marks = marks_of(coded, record.evidence, codebook)
    spots = _spots(setting, record, sentence)
    lands = {s.country for s in spots if s.kind == "country" and s.basis == "own"}  # "in Sweden" is no party
    doers, others = (tuple(n for n in names if n not in lands) for names in _parties(record))
    named = _names(a for a in coded.actors if record.evidence.start <= a.start < record.evidence.end)
    return Claim(
        key="",
        source=coded.source,
        record=record.id,
        register=register,
        family=family_of(record, marks, codebook),
        kind=_kind(record),
        status=getattr(record, "status", "asserted"),
        published=coded.published.value if coded.published else None,
        publisher=coded.article.publisher if coded.article else None,
        days=_days(setting, record, sentence),
        spots=spots,
        doers=doers,
        others=others if doers or others else named,
        tally=_tally(record),
        round=record.round if isinstance(record, Talks) else None,
        marks=marks,
        cast=setting.cast,
        attribution=_attribution(record),
        evidence=record.evidence,
    )


def family_of(record: Event | Record, marks: tuple[str, ...] = (), codebook: Codebook = SHIPPED) -> Family:
    """What kind of happening ``record`` tells of: claims are compared within one family only."""
    match record:
        case Event(type="CONSULT" | "AGREE" | "SUPPORT") if _strikes(record, marks, codebook):
            return "deal"
        case Event(type="RETREAT", mode="ceasefire") if "sign" in marks and "begin" not in marks:
            return "deal"  # "the truce was agreed in", not "the truce that was agreed took effect"
        case Event(type="ASSAULT" | "COERCE") if root(record.trigger.text, codebook) == "capture":
            return "capture"
        case Event(type=type_, mode=mode):
            plover: Family = type_
            return _MODES.get((type_, mode or ""), _EVENTS.get(type_, plover))
        case Agreement(status=status) if status in _ENDED:
            return "rupture"
        case Agreement(status="in force", kind="ceasefire" | "de-escalation zone" | None):
            return "truce"
        case Agreement(status="agreed", kind="ceasefire" | None, date=None, from_=Date()):
            return "truce"  # "the truce begins on Saturday"
        case Casualty(kind=kind):
            return _CASUALTIES.get(kind, "violence")
    return _FAMILIES[type(record)]


def _strikes(event: Event, marks: tuple[str, ...], codebook: Codebook) -> bool:
    """Whether an event is the making of a deal: "the truce negotiated in", "agreed to a pact"."""
    return root(event.trigger.text, codebook) == "sign" and not {"truce", "deal"}.isdisjoint(marks)


_FAMILIES: dict[type, Family] = {
    Agreement: "deal",
    Talks: "talks",
    Zone: "zone",
    Breach: "violence",
    Movement: "movement",
    Position: "position",
    Outlook: "outlook",
}


def _kind(record: Event | Record) -> str | None:
    if isinstance(record, Event):
        return record.mode
    return record.stance if isinstance(record, Position) else getattr(record, "kind", None)


def _attribution(record: Event | Record) -> str | None:
    found = record.attribution
    if found is None or isinstance(found, str):
        return found
    return found.source if isinstance(found.source, str) else found.source.name


# When


def _days(setting: Setting, record: Event | Record, sentence: Span) -> Days | None:
    if isinstance(record, Movement | Casualty) and (span := _span(setting, record)):
        return span
    for name in ("date", "from_", "since", "as_of", "until"):
        own = getattr(record, name, None)
        if isinstance(own, Date) and (found := days_of(own, "own" if _is_in(own, sentence) else "article")):
            return found
    if getattr(record, "status", None) == "historical":
        return None
    coded, words = setting.coded, record.evidence
    inside = [d for d in coded.dates if words.start <= d.start < words.end]
    around = [d for d in coded.dates if sentence.start <= d.start < sentence.end]
    near = next((found for d in (*inside, *around) if (found := days_of(d, "sentence"))), None)
    told = (found for d in setting.dates_before(sentence.start) if (found := days_of(d, "article")))
    return near or next(told, None) or day_of_publication(coded.published)


def _span(setting: Setting, record: Movement | Casualty) -> Days | None:
    """ "Since March 2011": from then until the day that the number is of, or that of the report."""
    first = days_of(record.since, "own") if record.since else None
    end = record.until or record.as_of
    last = days_of(end, "own") if end else None
    if first is None:
        return None
    until = last or day_of_publication(setting.coded.published) or first
    return Days(first=first.first, last=max(first.last, until.last), basis="own")


# Where


def _spots(setting: Setting, record: Event | Record, sentence: Span) -> tuple[Spot, ...]:
    own = tuple(_own_places(record))
    said = tuple(_spot(p, "own") for p in own if _is_in(p, sentence))
    if said:
        return said
    if _HERE.search(record.evidence.text) and setting.dateline:
        return tuple(msgspec.structs.replace(spot, basis="sentence") for spot in setting.dateline)
    around = [p for p in setting.coded.places if _is_in(p, sentence)]
    if around and not own:
        return tuple(_spot(p, "sentence") for p in around)
    before = (_spot(p, "article") for p in own or setting.before(sentence.start))
    return tuple(dict.fromkeys((*before, *setting.title, *setting.dateline)))


def _is_in(said: Place | Date, sentence: Span) -> bool:
    """Whether the words stand in the sentence; what the coder took from elsewhere may be another's."""
    return sentence.start <= said.start < sentence.end and said.end > said.start


def _own_places(record: Event | Record) -> Iterator[Place]:
    for name in ("venue", "place", "in_", "to", "from_"):
        if isinstance(found := getattr(record, name, None), Place):
            yield found
    yield from getattr(record, "places", ())


def _spot(place: Place, basis: Basis) -> Spot:
    return Spot(
        name=place.name,
        kind=place.kind,
        geonameid=place.geonameid,
        country=place.country,
        region=place.region,
        lat=place.lat,
        lon=place.lon,
        basis=basis,
    )


# Who and how many


def _parties(record: Event | Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    match record:
        case Event(actors=doers, recipients=others):
            pass
        case Talks(participants=doers, convenors=others):
            pass
        case Agreement(parties=doers, brokers=others):
            pass
        case Breach(by=doers):
            others = ()
        case Position(actors=doers, toward=toward):
            others = tuple(t for t in toward if isinstance(t, Actor))
        case Outlook(by=doers):
            others = ()
        case _:
            return (), ()
    return _names(doers), _names(others)


def _names(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The known among ``actors``, each once."""
    return tuple(dict.fromkeys(name for a in actors if (name := party(a))))


def _tally(record: Event | Record) -> Tally | None:
    if not isinstance(record, Casualty | Movement):
        return None
    return Tally(
        kind=record.kind,
        unit=record.unit,
        value=record.value,
        low=record.low,
        high=record.high,
        bound=record.bound,
    )
