"""The meaning of a predicate in, an Event record out: roles cast, status, date, place and source added."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Token

from truceline.codebook import Codebook
from truceline.codebook.entries import Plover
from truceline.events.attribution import named_source, source_of
from truceline.events.casting import cast_all
from truceline.events.frames import Index
from truceline.events.homing import bring_home
from truceline.events.operators import Meaning
from truceline.events.status import status_of
from truceline.language import Parsed, syntax
from truceline.mentions.roles import LOCAL
from truceline.records import Actor, Attribution, Date, Event, Place, Reason, Source, Span

if TYPE_CHECKING:
    from truceline.mentions.scene import Scene

Actors = tuple[Actor, ...]
_ABROAD = ("expel", "deport")  # who is driven out need not belong there
_LONGEST = 400  # characters of evidence: words that say it, not the page
_WHERE = ("in", "at", "near", "outside", "inside", "across", "from", "into", "to")


def build_event(
    number: int,
    meaning: Meaning,
    parsed: Parsed,
    scene: Scene,
    index: Index,
    codebook: Codebook,
    attributions: tuple[Attribution, ...] = (),
) -> Event:
    """The record of ``meaning`` as event ``number`` of its article."""
    plover = index.types[meaning.type]
    actors, named = roles(meaning, scene, index)
    actors = bring_home(actors, meaning.verb, scene)
    recipients = bring_home(named, meaning.verb, scene) if meaning.mode not in _ABROAD else named
    listed = {a.start for a in actors}
    recipients += tuple(s for s in _whose_land(meaning, named, plover, scene) if s.start not in listed)
    date = _when(meaning, scene)
    status, because = status_of(meaning.trigger, parsed, scene.calendar, codebook)
    if not syntax.is_verb(meaning.trigger) and status != "historical" and _is_past(date, parsed):
        status, because = (
            "historical",
            (Reason(rule="status.date-of-noun", words=date.text if date else None),),
        )
    cameo = meaning.cameo or plover.modes.get(meaning.mode or "") or plover.cameo
    code = index.scores.get(cameo)
    evidence = quote(parsed, *syntax.clause(meaning.verb))
    return Event(
        id=f"e{number}",
        type=plover.id,
        mode=meaning.mode,
        contexts=contexts(evidence, meaning, index, parsed),
        quad=plover.quad,
        cameo=cameo,
        score=code.score if code else None,
        status=status,
        trigger=quote(parsed, meaning.trigger.i, meaning.trigger.i + 1),
        actors=actors,
        recipients=recipients,
        date=date,
        place=_where(meaning, scene),
        attribution=_source(meaning, scene, attributions),
        evidence=evidence,
        why=_reasons(meaning) + because,
    )


def roles(meaning: Meaning, scene: Scene, index: Index) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who and to whom; of a reciprocal act with both on one side, both on either."""
    actors = cast_all(meaning.actors, scene)
    if meaning.verb.dep_ == "relcl":
        # "Moscow and Tehran, which back him, and Ankara": who comes after the clause is not in it
        actors = tuple(a for a in actors if a.start < meaning.verb.idx) or actors
    recipients = cast_all(meaning.recipients, scene, but=actors)
    if index.types[meaning.type].is_reciprocal(meaning.mode) and len(actors) > 1:
        others = cast_all((t for t in meaning.recipients if not _is_venue(t)), scene, but=actors)
        return actors, tuple(o for o in others if o.code or o.country) or actors
    return actors, recipients


def _whose_land(meaning: Meaning, recipients: Actors, plover: Plover, scene: Scene) -> Actors:
    """The state where it is done to people whom nothing names: "killed 48 people in Chad"."""
    unnamed = recipients and not any(r.country for r in recipients)
    if not unnamed or any(r.sector not in LOCAL for r in recipients if r.sector):
        return ()
    if not plover.quad.startswith("material") or meaning.mode in _ABROAD:
        return ()
    place = _where(meaning, scene)
    state = scene.cast.state(place) if place is not None else None
    return (state,) if state is not None else ()


def _is_venue(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "on")


def contexts(evidence: Span, meaning: Meaning, index: Index, parsed: Parsed) -> tuple[str, ...]:
    """PLOVER's contexts, by the words of the evidence and those of the frame."""
    lemmas = [t.lemma_.lower() for t in parsed.tokens_at(evidence.start, evidence.end)]
    said = {*lemmas, *map(" ".join, pairwise(lemmas))}
    told = [name for name, words in index.contexts.items() if not said.isdisjoint(words)]
    return tuple(dict.fromkeys([*meaning.contexts, *told]))


def quote(parsed: Parsed, start: int, end: int) -> Span:
    """The words of the tokens ``start`` to ``end``, cut at a word where they are too many."""
    doc = parsed.doc
    limit = doc[start].idx + _LONGEST
    while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].idx + len(doc[end - 1]) > limit):
        end -= 1
    while start < end - 1 and doc[start].is_space:
        start += 1
    return Span.cut(parsed.text, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _when(meaning: Meaning, scene: Scene) -> Date | None:
    if syntax.is_verb(meaning.trigger):
        return scene.calendar.of(meaning.trigger)
    return scene.calendar.on(meaning.trigger) or scene.calendar.of(meaning.verb)


def _is_past(date: Date | None, parsed: Parsed) -> bool:
    """Whether ``date`` lies before the month in which the article came out."""
    published = parsed.article.published
    if date is None or not date.value or not date.value[0].isdigit() or published is None:
        return False
    size = min(len(date.value), len(published.value), len("2017-05"))
    return date.value[:size] < published.value[:size]


def _where(meaning: Meaning, scene: Scene) -> Place | None:
    for token in (meaning.trigger, meaning.verb):
        found = scene.atlas.on(token, _WHERE)
        if found:
            return found[0]
    return None


def _source(meaning: Meaning, scene: Scene, attributions: tuple[Attribution, ...]) -> Source | None:
    said = source_of(meaning.trigger, attributions)
    named = named_source(said, scene.parsed) if said is not None else None
    if said is None or named is None:
        return None
    return Source(source=_speaker(named, scene) or named.text, cue=said.cue.text)


def _speaker(source: Span, scene: Scene) -> Actor | None:
    inside = [a for a in scene.actors if source.start <= a.start and a.end <= source.end]
    return inside[0] if len(inside) == 1 else None


def _reasons(meaning: Meaning) -> tuple[Reason, ...]:
    return tuple(_reason(rule, token) for rule, token in meaning.reasons)


def _reason(rule: str, token: Token) -> Reason:
    return Reason(rule=rule, words=token.text, start=token.idx, end=token.idx + len(token))
