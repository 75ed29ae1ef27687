"""Counts in, figures out: every counted human or housing effect, each with the words that count it."""

from __future__ import annotations

from truceline.codebook import SHIPPED, Codebook
from truceline.events.status import status_of
from truceline.language import Parsed
from truceline.mentions.calendar import Calendar
from truceline.records import Count, Figure
from truceline.registers.effects import Effect, Effects


def find_figures(
    parsed: Parsed, counts: tuple[Count, ...], calendar: Calendar | None = None, codebook: Codebook = SHIPPED
) -> tuple[Figure, ...]:
    """The figures of an article in the order of the text; what did not happen is none."""
    dates = calendar.within(0, len(parsed.article.text)) if calendar is not None else ()
    found = Effects(parsed, dates, codebook).find(counts)
    return tuple(_figure(e) for e in found if _happened(e, parsed, calendar, codebook))


def _happened(effect: Effect, parsed: Parsed, calendar: Calendar | None, codebook: Codebook) -> bool:
    return status_of(effect.cue, parsed, calendar, codebook)[0] in ("asserted", "historical")


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
