"""Talks as told in, processes with their rounds in order out; rounds that nobody reports are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from truceline.casebook.over_time.steps import LAST, steps_of
from truceline.casebook.told import Told
from truceline.records import Actor, Talks
from truceline.records.over_time import Process, Round


def talks(told: Iterable[Told]) -> tuple[Process, ...]:
    """One process for each name; what has no name stands together, without one."""
    by_name: dict[str, list[Told]] = {}
    names: dict[str, str | None] = {}
    for happening in told:
        name = _process(happening)
        by_name.setdefault((name or "").casefold(), []).append(happening)
        names.setdefault((name or "").casefold(), name)
    return tuple(_ordered(names[key], found) for key, found in by_name.items())


def _process(told: Told) -> str | None:
    named = (record.process for _, record in told.claims if isinstance(record, Talks))
    return next((name for name in named if name), None)


def _ordered(name: str | None, found: Sequence[Told]) -> Process:
    rounds = sorted((_round(happening) for happening in found), key=_place_in_order)
    return Process(name=name, rounds=tuple(rounds), gaps=tuple(_gaps(rounds)))


def _round(told: Told) -> Round:
    records = [record for _, record in told.claims if isinstance(record, Talks)]
    steps = sorted(steps_of(told), key=lambda step: _first_report(told, step.status))
    return Round(
        round=told.happening.round,
        days=told.happening.days,
        venue=told.happening.place,
        participants=_names(a for r in records for a in r.participants),
        convenors=_names(a for r in records for a in r.convenors),
        steps=tuple(steps),
    )


def _first_report(told: Told, status: str) -> str:
    return min((c.published or LAST for c, _ in told.claims if c.status == status), default=LAST)


def _names(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.name for a in actors))


def _place_in_order(round_: Round) -> tuple[str, int]:
    return (round_.days.first if round_.days else LAST, round_.round or 0)


def _gaps(rounds: Sequence[Round]) -> Iterator[str]:
    """The numbers between 1 and the highest that no report gives."""
    known = {r.round for r in rounds if r.round is not None}
    missing = [n for n in range(1, max(known, default=0)) if n not in known]
    while missing:
        run = [n for i, n in enumerate(missing) if n == missing[0] + i]
        missing = missing[len(run) :]
        yield (
            f"round {run[0]} not reported" if len(run) == 1 else f"rounds {run[0]} to {run[-1]} not reported"
        )
