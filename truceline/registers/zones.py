"""A reading in, the register of zones out: one record a zone or corridor, at the step told."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.language.syntax import (
    governors,
    is_passive,
    is_verb,
    objects,
    particle_keys,
    prepositions,
    verb_of,
)
from truceline.records import Place, Reason, Status, Zone
from truceline.records.registers import ZoneKind, ZoneStatus
from truceline.registers.kinds import kind_of
from truceline.registers.reading import Reading

_WORDS = "registers/zones.yaml"
_KINDS = "registers/zone_kinds.yaml"
_WHERE = (
    "in",
    "along",
    "around",
    "inside",
    "for",
    "near",
    "between",
    "of",
    "at",
    "on",
    "from",
    "out",
    "to",
    "into",
    "through",
    "inside",
)


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
        if is_verb(token) and token.lemma_ in lexicon["demilitarise"]:
            zone = _read_verb(reading, token)
        elif token.lemma_.lower() in lexicon["zone"] and token.dep_ not in ("compound", "nmod"):
            zone = _read(reading, token)
        else:
            continue
        if zone is not None:
            yield zone


def _read(reading: Reading, noun: Token) -> Zone | None:
    start = max(noun.left_edge.i, noun.i - 7)
    kind = kind_of(noun.doc[start : min(noun.i + 3, len(noun.doc))].text, _KINDS, reading.codebook)
    if kind is None and _is_watched(noun, words(reading.codebook, _WORDS)["watched"]):
        kind = "buffer zone"
    if kind is None:
        return None
    status, why = _status(reading, noun)
    if status is None or (status == "proposed" and noun.lemma_ == "passage"):
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


def _read_verb(reading: Reading, verb: Token) -> Zone | None:
    """ "The port is to be demilitarised": a zone by what is done to a place."""
    place = next((p for o in objects(verb) for p in [reading.scene.atlas.at(o)] if p), None)
    status, why = reading.status(verb)
    if place is None or status in ("negated", "denied"):
        return None
    keys = set(particle_keys(verb))
    step = _step(reading, [verb], keys, status, words(reading.codebook, _WORDS))
    under = any(o.lemma_ in ("accord", "deal", "agreement", "pact", "treaty") for o in _under(verb))
    return Zone(
        evidence=reading.clause(verb),
        place=place,
        kind="demilitarised zone",
        status=msgspec.convert("agreed" if under else step or "proposed", ZoneStatus),
        why=(Reason(rule="zones.verb", words=verb.text, start=verb.idx, end=verb.idx + len(verb)), *why),
    )


def _under(verb: Token) -> list[Token]:
    return [o for heads in prepositions(verb).values() for o in heads]


def _is_watched(noun: Token, watched: frozenset[str]) -> bool:
    """ "a strip that UN soldiers patrol": it keeps two sides apart whatever it is called."""
    return any(c.lemma_ in watched for c in noun.children if c.dep_ in ("relcl", "acl"))


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
    if "open" in keys and fact and not objects(above[0]) and not is_passive(above[0]):
        return "in force"  # "a corridor opened on Friday"
    laid_down = status == "planned" and any(a.status == "agreed" for a in reading.done.agreements)
    if laid_down or (fact and keys & lexicon["agreed"]):
        return "agreed"
    return "in force" if fact and not keys & lexicon["laid_out"] else "proposed"


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
    direct = next((p for o in objects(verb) for p in [atlas.at(o)] if p), None)
    if direct is not None:
        return direct
    around = atlas.on(verb, ("in", "along", "around", "inside", "near", "for", "at"))
    return around[0] if around else None
