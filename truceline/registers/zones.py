"""A reading in, the register of zones out: one record a zone or corridor, at the step told."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.language.syntax import governors, is_verb, particle_keys, verb_of
from truceline.records import Place, Reason, Status, Zone
from truceline.records.registers import ZoneKind, ZoneStatus
from truceline.registers.kinds import kind_of
from truceline.registers.reading import Reading

_WORDS = "registers/zones.yaml"
_KINDS = "registers/zone_kinds.yaml"
_WHERE = ("in", "along", "around", "inside", "for", "near", "between", "of", "at", "on", "from", "out", "to")


def find_zones(reading: Reading) -> tuple[Zone, ...]:
    """The zones of ``reading``: one record a kind and place, the first mention's evidence."""
    found: list[Zone] = []
    for zone in _mentions(reading):
        if not any(_covers(known, zone) for known in found):
            found.append(zone)
    return tuple(found)


def _covers(known: Zone, zone: Zone) -> bool:
    """Whether ``zone`` adds no zone to ``known``: the same one by another word, or at no place told."""
    if zone.place is None:
        return known.kind == zone.kind
    same_place = known.place is not None and known.place.name == zone.place.name
    return same_place and (known.kind == zone.kind or known.status == zone.status)


def _mentions(reading: Reading) -> Iterator[Zone]:
    lexicon = words(reading.codebook, _WORDS)
    for token in reading.parsed.doc:
        if token.lemma_.lower() not in lexicon["zone"] or token.dep_ in ("compound", "nmod"):
            continue
        zone = _read(reading, token)
        if zone is not None:
            yield zone


def _read(reading: Reading, noun: Token) -> Zone | None:
    start = max(noun.left_edge.i, noun.i - 7)
    kind = kind_of(noun.doc[start : min(noun.i + 3, len(noun.doc))].text, _KINDS, reading.codebook)
    if kind is None:
        return None
    status, why = _status(reading, noun)
    if status is None:
        return None
    verb = verb_of(noun)
    span = (
        reading.clause(verb) if verb is not None else reading.quote(noun.left_edge.i, noun.right_edge.i + 1)
    )
    if not span.start <= noun.idx < span.end or len(span.text) > 320:
        span = reading.quote(noun.left_edge.i, min(noun.right_edge.i + 1, noun.i + 30))
    return Zone(
        evidence=span,
        place=_place(reading, noun, verb),
        kind=msgspec.convert(kind, ZoneKind),
        status=msgspec.convert(status, ZoneStatus),
        why=why,
    )


def _status(reading: Reading, noun: Token) -> tuple[str | None, tuple[Reason, ...]]:
    lexicon = words(reading.codebook, _WORDS)
    verb = verb_of(noun)
    if verb is None:
        return "proposed", ()
    keys = set(particle_keys(verb))
    status, why = reading.status(verb)
    above = [
        verb,
        *(
            t
            for t, _ in governors(verb, "xcomp", "ccomp", "pcomp", "advcl", "prep", "conj", "acl")
            if is_verb(t)
        ),
    ]
    reason = Reason(rule="zones.verb", words=verb.text, start=verb.idx, end=verb.idx + len(verb))
    return _step(reading, above, keys, status, lexicon), (reason, *why)


def _step(
    reading: Reading, above: list[Token], keys: set[str], status: Status, lexicon: dict[str, frozenset[str]]
) -> str | None:
    fact = status in ("asserted", "historical")
    if status in ("negated", "denied"):
        return None
    if any(set(particle_keys(v)) & lexicon["talked"] for v in above):
        return "proposed"
    if any(v.lemma_ == "agree" and reading.happened(v) for v in above):
        return "agreed"
    if keys & lexicon["collapsed"] and fact:
        return "collapsed"
    if keys & lexicon["in_force"] and fact:
        return "in force"
    laid_down = status == "planned" and any(a.status == "agreed" for a in reading.done.agreements)
    return "agreed" if laid_down or (fact and keys & lexicon["agreed"]) else "proposed"


def _place(reading: Reading, noun: Token, verb: Token | None) -> Place | None:
    atlas = reading.scene.atlas
    found = atlas.on(noun, _WHERE)
    if found:
        return found[0]
    named = next(
        (p for c in noun.children if c.dep_ in ("compound", "nmod") for p in [atlas.at(c)] if p), None
    )
    if named or verb is None:
        return named
    around = atlas.on(verb, ("in", "along", "around", "inside", "near", "for", "at"))
    return around[0] if around else None
