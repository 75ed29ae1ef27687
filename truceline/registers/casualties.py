"""Reading in, casualties out: who was killed, injured, detained or abducted, and who is missing."""

from __future__ import annotations

from typing import cast

from truceline.records import Casualty, Reason
from truceline.records.registers import CasualtyKind
from truceline.registers.circumstances import Circumstances
from truceline.registers.effect_words import lexicon
from truceline.registers.effects import Effect, Effects
from truceline.registers.reading import Reading


def find_casualties(reading: Reading) -> tuple[Casualty, ...]:
    """The casualties that the article states as facts, one record a number, each with its own words."""
    effects = Effects(reading.parsed, reading.codebook).find(reading.scene.counts)
    movements = lexicon(reading.codebook).movements
    where = Circumstances(reading)
    kept: dict[object, Casualty] = {}
    for effect in effects:
        if effect.kind in movements or not reading.happened(effect.cue):
            continue
        record = _record(where, effect, effects)
        place = record.place.name if record.place else None
        # small numbers recur; only a toll that is told twice is the same fact
        number = record.value if record.value is not None else record.low
        key = (record.kind, number, record.high, place)
        kept.setdefault(key, record)
    return tuple(kept.values())


def _record(where: Circumstances, effect: Effect, effects: tuple[Effect, ...]) -> Casualty:
    count, cue = effect.count, effect.cue
    return Casualty(
        kind=cast(CasualtyKind, effect.kind),
        value=count.value,
        low=count.low,
        high=count.high,
        bound=count.bound,
        unit=effect.unit,
        place=where.scene_of(effect),
        since=where.since(effect),
        until=where.until(effect),
        as_of=where.as_of(effect),
        evidence=where.evidence(effect, effects),
        why=(Reason(rule=f"casualty.{effect.kind}", words=cue.text, start=cue.idx, end=cue.idx + len(cue)),),
    )
