"""A reading in, the register of zones out: one record a zone or corridor, at the step told."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import msgspec
from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.language.syntax import (
    SUBJECTS,
    children,
    governors,
    is_passive,
    is_verb,
    objects,
    particle_keys,
    prepositions,
    subjects,
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
        if token.lemma_.lower() in lexicon["demilitarise"] and (is_verb(token) or token.dep_ in _MADE):
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
    governing = verb.head if verb.dep_ in _MADE and is_verb(verb.head) and not is_passive(verb) else verb
    things = [*objects(governing), *(subjects(governing) if verb is not governing else ())]
    below = (t for o in things for t in (o, *children(o, "compound", "nmod")))
    place = next((p for t in below for p in [reading.scene.atlas.at(t)] if p), None)
    status, why = reading.status(governing)
    if place is None or status in ("negated", "denied"):
        return None
    keys = set(particle_keys(governing))
    step = _step(reading, _above(governing), keys, status, words(reading.codebook, _WORDS))
    under = any(o.lemma_ in ("accord", "deal", "agreement", "pact", "treaty") for o in _under(verb))
    return Zone(
        evidence=reading.clause(governing),
        place=place,
        kind="demilitarised zone",
        status=msgspec.convert("agreed" if under else step or "proposed", ZoneStatus),
        why=(Reason(rule="zones.verb", words=verb.text, start=verb.idx, end=verb.idx + len(verb)), *why),
    )


_MADE = ("oprd", "acomp", "attr")  # "kept the islands demilitarised"


def _under(verb: Token) -> list[Token]:
    return [o for heads in prepositions(verb).values() for o in heads]


def _is_watched(noun: Token, watched: frozenset[str]) -> bool:
    """ "a strip that UN soldiers patrol": it keeps two sides apart whatever it is called."""
    verb = noun.head
    if is_verb(verb) and verb.lemma_ in watched and noun in objects(verb):
        return noun.lemma_ in ("zone", "strip", "belt")
    return any(c.lemma_ in watched for c in noun.children if c.dep_ in ("relcl", "acl"))


def _status(reading: Reading, noun: Token) -> tuple[str | None, tuple[Reason, ...]]:
    lexicon = words(reading.codebook, _WORDS)
    verb = verb_of(noun)
    if verb is None:
        return "proposed", ()
    below = [c for c in children(verb, "xcomp") if verb.lemma_ == "be" and noun.dep_ in SUBJECTS]
    verb = below[0] if below else verb  # "a zone is to be set up"
    keys = {*particle_keys(verb), *(c.lemma_ for c in children(verb, "attr", "acomp"))}
    status, why = reading.status(verb)
    above = _above(verb)
    if _is_idea(noun, lexicon) and status not in ("negated", "denied"):
        return "proposed", why
    reason = Reason(rule="zones.verb", words=verb.text, start=verb.idx, end=verb.idx + len(verb))
    return _step(reading, above, keys, status, lexicon), (reason, *why)


def _above(verb: Token) -> list[Token]:
    """``verb`` and the verbs that it hangs on."""
    steps = ("xcomp", "ccomp", "pcomp", "advcl", "prep", "conj", "acl")
    return [verb, *(t for t, _ in governors(verb, *steps) if is_verb(t))]


def _is_idea(noun: Token, lexicon: dict[str, frozenset[str]]) -> bool:
    """Whether the zone is only thought of: "a plan for a safe zone", "calls for a corridor"."""
    carrier = noun.head.head if noun.dep_ in ("pobj", "pcomp") else None
    return carrier is not None and carrier.lemma_ in lexicon["idea"]


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
    made = keys & lexicon["agreed"] and above[0].dep_ == "advcl"  # "withdrew to make a zone"
    if status == "planned" and made and reading.happened(above[0].head):
        return "agreed"
    laid_down = status == "planned" and any(a.status == "agreed" for a in reading.done.agreements)
    if laid_down or (fact and keys & lexicon["agreed"]):
        return "agreed"
    return "in force" if fact and not keys & lexicon["laid_out"] else "proposed"


def _place(reading: Reading, noun: Token, verb: Token | None) -> Place | None:
    """The place of the zone: in its phrase, that which is made a zone, else the nearest in its clause."""
    atlas = reading.scene.atlas
    named = (p for c in noun.children if c.dep_ in ("compound", "nmod", "poss") for p in [atlas.at(c)] if p)
    apposed = (p for t in (*_apposed(noun), *children(noun, "nsubj")) for p in [atlas.at(t)] if p)
    own = next(itertools.chain(atlas.on(noun, _WHERE), named, apposed, _within(reading, noun, noun)), None)
    if own is not None or verb is None:
        return own
    called = subjects(verb) if noun.dep_ == "attr" else []  # "the port became a zone"
    made = (p for o in (*objects(verb), *called) if o.i != noun.i for p in [atlas.at(o)] if p)
    around = () if verb.lemma_ in _SIGNED else atlas.on(verb, _WHERE)  # "agreed in Sochi on a zone"
    return next(itertools.chain(made, _within(reading, verb, noun), around), None)


def _within(reading: Reading, top: Token, noun: Token) -> Iterator[Place]:
    """The places below ``top`` and behind ``noun`` that are neither a doer nor a signer's seat."""
    for place in reading.scene.places:
        if not noun.idx < place.start <= top.right_edge.idx:
            continue
        token = reading.parsed.tokens_at(place.start, place.end)[-1]
        above = [token, *(t for t, _ in governors(token))]
        below = above[: above.index(top)] if top in above else None
        if below is not None and not any(
            t.dep_ in _NOT_THERE or t.lemma_ in _SIGNED or t.lower_ in _LIKE for t in below
        ):
            yield place


def _apposed(noun: Token) -> list[Token]:
    """The place of "Zepa, another of the safe areas": what the noun, or its carrier, stands beside."""
    carrier = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return [t.head for t in (noun, carrier) if t.dep_ == "appos"]


_SIGNED = ("agree", "sign", "announce", "meet", "broker", "negotiate", "mediate")
_LIKE = ("as", "like", "than", "size")
_NOT_THERE = ("nsubj", "nsubjpass", "agent", "poss", "conj", "advcl", "ccomp")
