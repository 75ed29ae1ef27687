"""A reading in, figures out: every counted human or housing effect, each with the words that count it."""

from __future__ import annotations

from truceline.records import Figure
from truceline.registers.effect import Effect
from truceline.registers.reading import Reading

RECURS = 20  # smaller numbers are told of several incidents


def find_figures(reading: Reading) -> tuple[Figure, ...]:
    """The figures of an article in the order of the text; what did not happen is none.

    A large number of the same kind that is told again is the same figure; small ones may be of others.
    """
    figures = [_figure(e) for e in reading.effects if reading.is_told(e)]
    first: dict[object, Figure] = {}
    for figure in figures:
        first.setdefault(_fact(figure), figure)
    return tuple(first.values())


def _fact(figure: Figure) -> object:
    number = figure.value or figure.low or 0
    return (figure.kind, figure.unit, number, figure.high) if number >= RECURS else figure.start


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
