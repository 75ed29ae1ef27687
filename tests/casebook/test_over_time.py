"""Registers over time: rounds and gaps, lives, weeks, stock and flow, since when."""

from __future__ import annotations

import pytest

from truceline.casebook import over_time
from truceline.casebook.happenings import happening_of
from truceline.casebook.told import Told
from truceline.exports.case_text import lines
from truceline.records import (
    Actor,
    Agreement,
    Breach,
    Claim,
    Date,
    Days,
    Movement,
    Position,
    Span,
    Spot,
    Talks,
    Tally,
    Zone,
)

WORDS = Span(text="so it is said", start=0, end=13)
DATE = Date(text="then", start=0, end=4, value="2017-05-04", precision="day")


def party(name: str) -> Actor:
    return Actor(text=name, start=0, end=len(name), name=name)


def told(record, family: str, day: str | None, *more, **fields) -> Told:
    """A happening that one or more records tell of, one an article."""
    days = Days(first=day, last=day, basis="own") if day else None
    pairs = []
    for number, one in enumerate((record, *more)):
        claim = Claim(
            key=f"{day}-{family}-{getattr(one, 'status', '')}-{number}",
            source=f"{number}.txt",
            record="r1",
            register=family,
            family=family,
            kind=getattr(one, "kind", None),
            status=getattr(one, "status", "asserted"),
            published=f"2017-0{number + 1}-01",
            days=days,
            evidence=WORDS,
            **fields,
        )
        pairs.append((claim, one))
    return Told(happening_of([claim for claim, _ in pairs], {}), tuple(pairs))


def talks(number: int, day: str, *statuses: str) -> Told:
    first, *more = (
        Talks(evidence=WORDS, process="Astana", round=number, status=s) for s in statuses or ("held",)
    )
    return told(first, "talks", day, *more, round=number)


def test_rounds_stand_in_order_and_those_not_reported_are_named():
    (process,) = over_time.talks([talks(7, "2017-10-30"), talks(5, "2017-07-04"), talks(6, "2017-09-14")])
    assert [r.round for r in process.rounds] == [5, 6, 7]
    assert process.gaps == ("rounds 1 to 4 not reported",)


@pytest.mark.parametrize(
    ("known", "gaps"),
    [
        ((1, 2, 3), ()),
        ((2, 4), ("round 1 not reported", "round 3 not reported")),
        ((4, 6), ("rounds 1 to 3 not reported", "round 5 not reported")),
    ],
    ids=["none", "two", "a run and one"],
)
def test_gaps_are_runs(known, gaps):
    (process,) = over_time.talks([talks(n, f"2017-0{n}-01") for n in known])
    assert process.gaps == gaps


def test_a_round_keeps_what_was_told_of_it_in_the_order_of_the_reports():
    (process,) = over_time.talks([talks(5, "2017-07-04", "planned", "held")])
    assert [s.status for s in process.rounds[0].steps] == ["planned", "held"]


def agreement(status: str, day: str, kind: str | None = "ceasefire", parties=("A", "B")) -> Told:
    return told(Agreement(evidence=WORDS, kind=kind, status=status), "deal", day, doers=parties)


def test_an_agreement_has_one_life_from_signing_to_collapse():
    (life,) = over_time.agreements(
        [
            agreement("collapsed", "2017-06-01"),
            agreement("agreed", "2017-05-04"),
            agreement("in force", "2017-05-06"),
        ]
    )
    assert [s.status for s in life.steps] == ["agreed", "in force", "collapsed"]


@pytest.mark.parametrize(
    "other",
    [
        agreement("agreed", "2017-09-01"),
        agreement("in force", "2017-05-06", kind="prisoner exchange"),
        agreement("in force", "2017-05-06", parties=("C", "D")),
    ],
    ids=["signed again", "another kind", "other parties"],
)
def test_another_agreement_has_a_life_of_its_own(other):
    assert len(over_time.agreements([agreement("agreed", "2017-05-04"), other])) == 2


def test_a_zone_has_one_life_by_place_and_kind():
    zone = told(Zone(evidence=WORDS, kind="de-escalation zone", status="agreed"), "zone", "2017-05-04")
    later = told(Zone(evidence=WORDS, kind="de-escalation zone", status="collapsed"), "zone", "2018-02-01")
    (life,) = over_time.zones([zone, later])
    assert [s.status for s in life.steps] == ["agreed", "collapsed"]


def test_breaches_are_counted_by_party_and_week_and_by_happening():
    reports = [Breach(evidence=WORDS, by=(party("A"),), status=s) for s in ("alleged", "denied")]
    first = told(reports[0], "violence", "2018-12-18", reports[1])
    second = told(Breach(evidence=WORDS, by=(party("A"),), status="asserted"), "violence", "2018-12-19")
    (week,) = over_time.breaches([first, second])
    assert (week.week, week.party) == ("2018-W51", "A")
    assert (week.asserted, week.alleged, week.denied) == (1, 0, 1)


def test_a_breach_without_a_day_stands_in_no_week():
    (week,) = over_time.breaches([told(Breach(evidence=WORDS, status="alleged"), "violence", None)])
    assert week.week is None
    assert week.party is None


@pytest.mark.parametrize(
    ("record", "measure"),
    [
        (Movement(evidence=WORDS, kind="displaced", value=800, as_of=DATE), "stock"),
        (Movement(evidence=WORDS, kind="hosted", value=800), "stock"),
        (Movement(evidence=WORDS, kind="displaced", value=800, since=DATE), "flow"),
        (Movement(evidence=WORDS, kind="displaced", value=800), "not said"),
    ],
    ids=["as of a day", "hosted", "since a day", "neither"],
)
def test_a_movement_is_a_stock_or_a_flow_only_where_the_report_says_so(record, measure):
    tally = Tally(kind=record.kind, unit="people", value=800, low=800, high=800)
    (line,) = over_time.movements([told(record, "movement", "2017-05-04", tally=tally)])
    assert line.measure == measure


def test_movements_are_never_summed():
    record = Movement(evidence=WORDS, kind="displaced", value=800, since=DATE)
    tally = Tally(kind="displaced", unit="people", value=800, low=800, high=800)
    shown = over_time.movements(
        [told(record, "movement", day, tally=tally) for day in ("2017-05-04", "2017-05-20")]
    )
    assert [line.count.high for line in shown] == [800, 800]


def test_a_position_is_dated_from_its_first_report_to_its_last():
    record = Position(evidence=WORDS, actors=(party("A"),), stance="backs", toward=("the talks",))
    (stand,) = over_time.positions(
        [told(record, "position", "2017-05-04"), told(record, "position", "2017-01-23")]
    )
    assert (stand.since, stand.last) == ("2017-01-23", "2017-05-04")


def test_a_position_that_is_denied_is_not_held():
    record = Position(evidence=WORDS, actors=(party("A"),), stance="backs", toward=("B",), status="denied")
    assert over_time.positions([told(record, "position", "2017-05-04")]) == ()


def test_what_is_printed_obeys_no_control_character():
    evil = Talks(evidence=Span(text="\x1b[2Jgone", start=0, end=8), process="\x1b]0;x\x07", status="held")
    place = Spot(name="\x1b[31mHere", basis="own")
    shown = over_time.talks([told(evil, "talks", "2017-05-04", spots=(place,))])
    assert "\x1b" not in "\n".join(lines(shown))
