"""Registers over time in, lines for a terminal or a pipe out; all that articles say is made safe to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from truceline.exports.wording import iso_date, number, one_line, state
from truceline.records import CountRange, Days, Happening, Spot
from truceline.records.over_time import BreachWeek, Life, Measured, Process, Round, Stand, Step

_WORDS = 90  # characters of a quotation


def lines(shown: Iterable[object]) -> Iterator[str]:
    """The lines of everything that is shown, one view after the other."""
    for one in shown:
        yield from lines_of(one)


@singledispatch
def lines_of(shown: object) -> Iterator[str]:
    """The lines of one view; raises TypeError for what is none."""
    raise TypeError(f"no lines for {type(shown).__name__}")


@lines_of.register
def _process(process: Process) -> Iterator[str]:
    yield one_line(process.name or "(process not named)")
    yield from (f"  ! {gap}" for gap in process.gaps)
    for round_ in process.rounds:
        yield "  " + " · ".join(_round(round_))
        yield from (f"      {line}" for step in round_.steps for line in _step(step))


def _round(round_: Round) -> Iterator[str]:
    yield f"round {round_.round}" if round_.round is not None else "a meeting"
    yield days(round_.days)
    if round_.venue:
        yield one_line(round_.venue.name)
    if round_.participants:
        yield "with " + one_line(", ".join(round_.participants))
    if round_.convenors:
        yield "convened by " + one_line(", ".join(round_.convenors))


@lines_of.register
def _life(life: Life) -> Iterator[str]:
    head = (life.kind or "agreement", life.place, " and ".join(map(state, life.parties)))
    yield " · ".join(one_line(part) for part in head if part)
    for step in life.steps:
        yield from (f"  {line}" for line in _step(step))


def _step(step: Step) -> Iterator[str]:
    yield f"{days(step.days)}  {step.status}  ({publishers(step.independent_publishers)})"
    yield f"    “{quoted(step.words)}”"


@lines_of.register
def _week(week: BreachWeek) -> Iterator[str]:
    told = [(week.asserted, "asserted"), (week.alleged, "alleged"), (week.denied, "denied")]
    counts = ", ".join(f"{n} {word}" for n, word in told if n)
    yield f"{week.week or 'week unknown'}  {one_line(week.party or 'party not named')}: {counts}"


@lines_of.register
def _measured(line: Measured) -> Iterator[str]:
    way = [f"from {line.from_}" if line.from_ else "", f"to {line.to}" if line.to else ""]
    where = [place(line.place)] if not any(way) else [w for w in way if w]
    head = (days(line.days), f"{span(line.count)} {line.kind}", *where, line.measure)
    yield (
        " · ".join(one_line(part) for part in head if part) + f"  ({publishers(line.independent_publishers)})"
    )
    for said in line.count.reported:
        revises = f", revises {', '.join(said.revises)}" if said.revises else ""
        value = said.tally.value if said.tally.value is not None else said.tally.low
        told = f"{number(value) if value is not None else '?'}: {', '.join(said.sources)}{revises}"
        yield "    " + one_line(told)


@lines_of.register
def _stand(stand: Stand) -> Iterator[str]:
    since = f"since {iso_date(stand.since)}" if stand.since else "since when is not told"
    toward = one_line(stand.toward) or "(not said)"
    told = publishers(stand.independent_publishers)
    yield f"{one_line(stand.actor)} {stand.stance} {toward}  {since}  ({told})"


@lines_of.register
def _happening(happening: Happening) -> Iterator[str]:
    who = " / ".join(", ".join(map(state, names)) for names in (happening.doers, happening.others) if names)
    head = (
        days(happening.days),
        happening.type,
        happening.kind,
        happening.status,
        place(happening.place),
        who,
    )
    yield f"{happening.id}  " + " · ".join(one_line(part) for part in head if part)
    yield from (f"    {span(c)} {c.kind}" for c in happening.counts)
    for member in happening.members:
        yield f"    {one_line(member.source)}: “{quoted(member.evidence.text)}”"
    yield f"    {publishers(happening.independent_publishers)}"


# Values


def days(found: Days | None) -> str:
    """``14 Sep 2017``, ``1 Sep 2017 to 30 Sep 2017``; what only the article gives is "reported"."""
    if found is None:
        return "undated"
    said = (
        iso_date(found.first)
        if found.first == found.last
        else f"{iso_date(found.first)} to {iso_date(found.last)}"
    )
    return f"reported {said}" if found.basis == "article" else said


def place(spot: Spot | None) -> str | None:
    """The name of a place, with its country's code."""
    if spot is None:
        return None
    return f"{spot.name} ({spot.country})" if spot.country and spot.kind != "country" else spot.name


def span(count: CountRange) -> str:
    """``9 to 12``, ``at least 200``, ``5``; never one number where reports differ."""
    if count.low is not None and count.high is not None:
        return (
            number(count.low) if count.low == count.high else f"{number(count.low)} to {number(count.high)}"
        )
    if count.low is not None:
        return f"at least {number(count.low)}"
    return f"at most {number(count.high)}" if count.high is not None else "number unknown:"


def publishers(count: int) -> str:
    """How many publishers tell it on their own."""
    return "1 publisher" if count == 1 else f"{count} independent publishers"


def quoted(words: str) -> str:
    """Words of an article on one line, cut where they are long."""
    line = one_line(words)
    return line if len(line) <= _WORDS else line[: _WORDS - 1].rstrip() + "…"
