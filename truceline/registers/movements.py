"""Reading in, movements out: who fled, was moved, came back or is sheltered, and what housing was lost.

Counted ones come from the article's effects; uncounted ones ("some returned to the suburbs of
Tripoli") are records only where the text says whence or whither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

import msgspec
from spacy.tokens import Token

from truceline.language import syntax
from truceline.mentions.counted import Group, groups, units
from truceline.records import Movement, Reason, Span
from truceline.records.registers import MovementKind
from truceline.registers.effect import Effect
from truceline.registers.effect_dates import EffectDates
from truceline.registers.effect_evidence import evidence
from truceline.registers.effect_places import OUT, TO, EffectPlaces
from truceline.registers.effect_words import Cue, Role, is_among, lexicon
from truceline.registers.reading import Reading

_UNCOUNTED = ("displaced", "evacuated", "relocated", "returned", "transferred")
_SOME = ("some", "many", "most", "others", "other", "several", "more", "thousands", "hundreds", "few", "all")


def find_movements(reading: Reading) -> tuple[Movement, ...]:
    """The movements that the article states as facts, each with its own words."""
    effects = reading.effects
    known = lexicon(reading.codebook)
    places, dates = EffectPlaces(reading), EffectDates(reading)
    records = [
        _counted(reading, e, effects, places, dates)
        for e in effects
        if e.kind in known.movements and reading.is_told(e)
    ]
    records += _Uncounted(reading, places, effects).find()
    return _once(reading, records)


def _counted(
    reading: Reading, effect: Effect, effects: tuple[Effect, ...], places: EffectPlaces, dates: EffectDates
) -> Movement:
    source, to, inside = places.way(effect)
    host = places.host(effect)
    # "Rwanda shelters 70,000": who takes people in over a border hosts them
    kind = "hosted" if host is not None and host.kind == "country" else effect.kind
    count = effect.count
    return Movement(
        kind=cast(MovementKind, kind),
        value=count.value,
        low=count.low,
        high=count.high,
        bound=count.bound,
        unit=effect.unit,
        from_=source,
        to=to,
        in_=inside,
        since=None if effect.again else dates.since(effect),
        until=None if effect.again else dates.until(effect),
        as_of=dates.as_of(effect),
        evidence=evidence(reading, effect, effects),
        why=(_reason(kind, effect.cue),),
    )


def _reason(kind: str, cue: Token) -> Reason:
    return Reason(rule=f"movement.{kind}", words=cue.text, start=cue.idx, end=cue.idx + len(cue))


class _Uncounted:
    """Movements without a number."""

    def __init__(self, reading: Reading, places: EffectPlaces, effects: tuple[Effect, ...]) -> None:
        self._reading = reading
        self._places = places
        self._words = lexicon(reading.codebook)
        self._units = units(reading.codebook)
        self._groups = groups(reading.codebook)
        self._used = {e.cue.i for e in effects}
        self._counted = {e.noun.i for e in effects}

    def find(self) -> list[Movement]:
        """Those of verbs, then those of nouns that no verb has used."""
        doc = self._reading.parsed.doc
        records = [self._of_verb(t) for t in doc if t.pos_ == "VERB" and t.dep_]
        records += [self._of_noun(t) for t in doc if t.pos_ == "NOUN" and t.dep_]
        return [r for r in records if r is not None]

    def _of_verb(self, verb: Token) -> Movement | None:
        if verb.i in self._used:
            return None
        for role, noun in self._people(verb):
            for cue in self._words.find(verb, role):
                if cue.kind in _UNCOUNTED and _fits(cue, noun, verb, self._groups):
                    return self._record(self._kind(verb, cue), verb, [verb, noun], self._reading.clause(verb))
        return None

    def _of_noun(self, noun: Token) -> Movement | None:
        cues = [c for c in self._words.find(noun, "act") if c.kind in _UNCOUNTED]
        beside = [*syntax.prepositions(noun).get("of", []), *syntax.children(noun, "compound", "nmod")]
        people = [b for b in beside if self._is_people(b) or b.lemma_ == "population"]
        if not cues or not people or noun.i in self._used:
            return None
        verb = syntax.verb_of(noun)
        span = self._reading.clause(verb) if verb is not None else self._reading.quote(*syntax.phrase(noun))
        return self._record(cues[0].kind, noun, [noun, *people], span)

    def _people(self, verb: Token) -> Iterator[tuple[Role, Token]]:
        """The people beside ``verb``, with what they are to it."""
        for noun in syntax.objects(verb):
            yield from (("object", n) for n in syntax.conjuncts(noun) if self._is_people(n))
        if not syntax.is_passive(verb):
            yield from (("subject", n) for n in syntax.subjects(verb) if self._is_people(n))

    def _is_people(self, noun: Token) -> bool:
        if noun.i in self._counted or syntax.children(noun, "nummod"):
            return False  # a count of its own has told of them
        if noun.lower_ in _SOME and noun.pos_ in ("PRON", "DET", "ADJ", "NOUN"):
            return True
        return self._units.get(noun.lemma_.lower()) in ("people", "households")

    def _kind(self, verb: Token, cue: Cue) -> str:
        """A subject that is itself a movement says which: "transfers that sent fighters to Idlib"."""
        for subject in syntax.subjects(verb):
            acts = [c for c in self._words.find(subject, "act") if c.kind in _UNCOUNTED]
            if acts:
                self._used.add(subject.i)
                return acts[0].kind
        return cue.kind

    def _record(self, kind: str, cue: Token, words: list[Token], span: Span) -> Movement | None:
        source, to = self._places.under(words, OUT), self._places.under(words, TO)
        if source is None and syntax.is_verb(cue) and kind in ("displaced", "evacuated"):
            source = self._places.named(o for o in syntax.objects(cue) if o.i != words[-1].i)
        if (source is None and to is None) or not self._reading.happened(cue):
            return None
        self._used.add(cue.i)
        return Movement(
            kind=cast(MovementKind, kind), from_=source, to=to, evidence=span, why=(_reason(kind, cue),)
        )


def _fits(cue: Cue, noun: Token, verb: Token, known: Mapping[str, Group]) -> bool:
    if cue.people and not (noun.lower_ in _SOME or is_among(noun, cue, known)):
        return False
    return not cue.with_ or any(w in (t.lemma_.lower(), t.lower_) for t in verb.subtree for w in cue.with_)


_CIRCUMSTANCES = ("from_", "to", "in_", "since", "until", "as_of")


def _once(reading: Reading, records: list[Movement]) -> tuple[Movement, ...]:
    """The same number of the same kind is one fact: the first whole sentence tells it, others fill it."""
    kept: dict[object, Movement] = {}
    for record in sorted(records, key=lambda r: (not _is_sentence(reading, r), r.evidence.start)):
        number = record.value if record.value is not None else record.low
        key = (record.kind, record.unit, number, record.high) if number is not None else record.evidence.start
        kept[key] = _joined(kept[key], record) if key in kept else record
    return tuple(sorted(kept.values(), key=lambda r: r.evidence.start))


def _joined(first: Movement, again: Movement) -> Movement:
    """One fact told twice, with what only the second telling says."""
    missing = {f: getattr(again, f) for f in _CIRCUMSTANCES if getattr(first, f) is None}
    return msgspec.structs.replace(first, **missing)


def _is_sentence(reading: Reading, record: Movement) -> bool:
    """Whether the words stand in a sentence with a verb: not in a headline, a list, a table."""
    [first, *_] = reading.parsed.tokens_at(record.evidence.start, record.evidence.end)
    words = reading.parsed.span_of(reading.parsed.sentence_of(first))
    return any(t.dep_ == "ROOT" and t.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VB") for t in words)
