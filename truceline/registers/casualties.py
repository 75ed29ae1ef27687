"""Reading in, casualties out: who was killed, injured, detained or abducted, and who is missing."""

from __future__ import annotations

from typing import cast

from truceline.records import Casualty, Reason
from truceline.records.registers import CasualtyKind
from truceline.registers.effect import Effect
from truceline.registers.effect_dates import EffectDates
from truceline.registers.effect_evidence import evidence
from truceline.registers.effect_places import EffectPlaces
from truceline.registers.effect_words import lexicon
from truceline.registers.figures import RECURS
from truceline.registers.reading import Reading


def find_casualties(reading: Reading) -> tuple[Casualty, ...]:
    """The casualties that the article states as facts, one record a number, each with its own words.

    The same number of the same kind in another sentence is one fact told again.
    """
    effects = reading.effects
    movements = lexicon(reading.codebook).movements
    places, dates = EffectPlaces(reading), EffectDates(reading)
    told: dict[object, list[tuple[Effect, Casualty]]] = {}
    for effect in effects:
        if effect.kind in movements or not reading.is_told(effect):
            continue
        record = _record(reading, effect, effects, places, dates)
        alike = told.setdefault((record.kind, record.value, record.low, record.high), [])
        if not any(_is_repeat(reading, (effect, record), other) for other in alike):
            alike.append((effect, record))
    records = (record for alike in told.values() for _, record in alike)
    return tuple(sorted(records, key=lambda r: r.evidence.start))


def _is_repeat(reading: Reading, one: tuple[Effect, Casualty], other: tuple[Effect, Casualty]) -> bool:
    """Whether two records of one number tell one fact: a large number, or a small one of the same people."""
    (effect, record), (earlier, first) = one, other
    apart = reading.parsed.sentence_of(earlier.cue) != reading.parsed.sentence_of(effect.cue)
    elsewhere = bool(record.place and first.place and record.place.name != first.place.name)
    number = record.value or record.low or 0
    return apart and not elsewhere and (number >= RECURS or earlier.noun.lemma_ == effect.noun.lemma_)


def _record(
    reading: Reading, effect: Effect, effects: tuple[Effect, ...], places: EffectPlaces, dates: EffectDates
) -> Casualty:
    count, cue = effect.count, effect.cue
    return Casualty(
        kind=cast(CasualtyKind, effect.kind),
        value=count.value,
        low=count.low,
        high=count.high,
        bound=count.bound,
        unit=effect.unit,
        place=places.scene(effect),
        since=dates.since(effect),
        until=dates.until(effect) or dates.by(effect),
        as_of=dates.as_of(effect),
        evidence=evidence(reading, effect, effects),
        why=(Reason(rule=f"casualty.{effect.kind}", words=cue.text, start=cue.idx, end=cue.idx + len(cue)),),
    )
