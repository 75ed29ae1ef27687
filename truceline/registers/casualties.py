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

_RECURS = 20  # smaller numbers are told of several incidents


def find_casualties(reading: Reading) -> tuple[Casualty, ...]:
    """The casualties that the article states as facts, one record a number, each with its own words.

    The same number of the same kind in another sentence is one fact told again.
    """
    effects = Effects(reading.parsed, reading.scene.dates, reading.codebook).find(reading.scene.counts)
    movements = lexicon(reading.codebook).movements
    places, dates = EffectPlaces(reading), EffectDates(reading)
    told = [e for e in effects if e.kind not in movements and reading.happened(e.cue)]
    records = [_record(reading, e, effects, places, dates) for e in told if not _is_repeat(reading, e, told)]
    return tuple(records)


def _is_repeat(reading: Reading, effect: Effect, told: list[Effect]) -> bool:
    """Whether an earlier sentence tells the same: a large number, or a small one of the same people."""
    number = effect.count.value or effect.count.low or 0
    for other in told:
        if other is effect:
            return False
        same = (other.kind, other.count.value, other.count.low, other.count.high) == (
            (effect.kind, effect.count.value, effect.count.low, effect.count.high)
        )
        apart = reading.parsed.sentence_of(other.cue) != reading.parsed.sentence_of(effect.cue)
        if same and apart and (number >= _RECURS or other.noun.lemma_ == effect.noun.lemma_):
            return True
    return False


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
