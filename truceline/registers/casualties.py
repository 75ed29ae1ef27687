"""Reading in, casualties out: who was killed, injured, detained or abducted, and who is missing."""

from __future__ import annotations

from typing import cast

from truceline.records import Casualty, Reason
from truceline.records.registers import CasualtyKind
from truceline.registers.effect_dates import EffectDates
from truceline.registers.effect_evidence import evidence
from truceline.registers.effect_places import EffectPlaces
from truceline.registers.effect_words import lexicon
from truceline.registers.effects import Effect, Effects
from truceline.registers.reading import Reading


def find_casualties(reading: Reading) -> tuple[Casualty, ...]:
    """The casualties that the article states as facts, one record a number, each with its own words.

    The same number of the same kind at the same place is one fact, wherever the article repeats it.
    """
    effects = Effects(reading.parsed, reading.codebook).find(reading.scene.counts)
    movements = lexicon(reading.codebook).movements
    places, dates = EffectPlaces(reading), EffectDates(reading)
    kept: dict[object, Casualty] = {}
    for effect in effects:
        if effect.kind not in movements and reading.happened(effect.cue):
            record = _record(reading, effect, effects, places, dates)
            number = record.value if record.value is not None else record.low
            place = record.place.name if record.place else None
            kept.setdefault((record.kind, number, record.high, place), record)
    return tuple(kept.values())


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
        until=dates.until(effect),
        as_of=dates.as_of(effect),
        evidence=evidence(reading, effect, effects),
        why=(Reason(rule=f"casualty.{effect.kind}", words=cue.text, start=cue.idx, end=cue.idx + len(cue)),),
    )
