"""A reading in, figures out: every counted human or housing effect, each with the words that count it."""

from __future__ import annotations

from truceline.records import Figure
from truceline.registers.effect import Effect
from truceline.registers.reading import Reading


def find_figures(reading: Reading) -> tuple[Figure, ...]:
    """The figures of an article in the order of the text; what did not happen is none."""
    return tuple(_figure(e) for e in reading.effects if reading.is_told(e))


def _figure(effect: Effect) -> Figure:
    count = effect.count
    return Figure(
        kind=effect.kind,
        text=count.text,
        start=count.start,
        end=count.end,
        value=count.value,
        low=count.low,
        high=count.high,
        bound=count.bound,
        unit=effect.unit,
    )
