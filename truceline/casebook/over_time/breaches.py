"""Breaches as told in, the breaches of each party in each week out; happenings are counted, never reports."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from truceline.casebook.told import Told
from truceline.records import Breach, Days
from truceline.records.over_time import BreachWeek

_LAST = "9999"


def breaches(told: Iterable[Told]) -> tuple[BreachWeek, ...]:
    """By week and party; a breach by two parties stands with both."""
    cells: dict[tuple[str | None, str | None], list[tuple[str, str]]] = {}
    for happening in told:
        status = _status(happening)
        for party in _parties(happening) or (None,):
            cell = cells.setdefault((week_of(happening.happening.days), party), [])
            cell.append((happening.happening.id, status))
    ordered = sorted(cells.items(), key=lambda cell: (cell[0][0] or _LAST, cell[0][1] or ""))
    return tuple(_week(week, party, found) for (week, party), found in ordered)


def week_of(days: Days | None) -> str | None:
    """The ISO week that the days lie in, as 2018-W51; None where they span more than one."""
    if days is None:
        return None
    first, last = (datetime.date.fromisoformat(d).isocalendar() for d in (days.first, days.last))
    return f"{first.year}-W{first.week:02d}" if first[:2] == last[:2] else None


def _parties(told: Told) -> tuple[str, ...]:
    named = (a.name for _, record in told.claims if isinstance(record, Breach) for a in record.by)
    return tuple(dict.fromkeys(named))


def _status(told: Told) -> str:
    """Denied where somebody denies it, asserted where a report says it of its own, else alleged."""
    said = {claim.status for claim, _ in told.claims}
    return next((status for status in ("denied", "asserted") if status in said), "alleged")


def _week(week: str | None, party: str | None, found: list[tuple[str, str]]) -> BreachWeek:
    statuses = [status for _, status in found]
    return BreachWeek(
        week=week,
        party=party,
        asserted=statuses.count("asserted"),
        alleged=statuses.count("alleged"),
        denied=statuses.count("denied"),
        happenings=tuple(happening for happening, _ in found),
    )
