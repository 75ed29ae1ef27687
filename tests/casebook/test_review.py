"""Decisions: beside the data, reversible, kept over a re-run; and how far reviewers agree."""

from __future__ import annotations

import pytest

from tests.casebook.conftest import TAIZ, put, report
from truceline.casebook import Case, review
from truceline.casebook.add import begin_run, recode
from truceline.casebook.coders import agreement
from truceline.errors import CannotStart


def keys(case: Case, register: str = "casualties") -> list[str]:
    return [m.claim for h in case.happenings() for m in h.members if m.register == register]


def test_a_decision_keeps_who_when_and_why(case):
    put(case, report("a.txt"))
    made = case.decide("reject", keys(case)[0], by="ann", why="a drill")
    (found,) = case.decisions()
    assert (found.id, found.by, found.why, found.what) == (made.id, "ann", "a drill", "reject")
    assert found.at


def test_an_undone_decision_does_not_stand_and_is_not_forgotten(case):
    put(case, report("a.txt"))
    made = case.decide("reject", keys(case)[0], by="ann")
    case.undo(made.id, by="bob")
    assert case.decisions() == []
    assert len(case.decisions(all_=True)) == 2


def test_split_keeps_two_claims_apart_until_it_is_undone(case):
    put(case, report("a.txt"), report("b.txt", value=7))
    one, other = keys(case)
    before = {frozenset(m.claim for m in h.members) for h in case.happenings()}
    made = case.decide("split", one, other=other, by="ann")
    assert not any({one, other} <= {m.claim for m in h.members} for h in case.happenings())
    case.undo(made.id, by="ann")
    assert {frozenset(m.claim for m in h.members) for h in case.happenings()} == before


def test_join_puts_together_what_the_rules_keep_apart(case):
    put(case, report("a.txt"), report("b.txt", place=TAIZ))
    one, other = keys(case)
    case.decide("join", one, other=other, by="ann")
    assert any({one, other} <= {m.claim for m in h.members} for h in case.happenings())
    assert list(case.check()) == []


@pytest.mark.parametrize("what", ["split", "join"])
def test_a_pair_needs_two_claims(case, what):
    put(case, report("a.txt"))
    with pytest.raises(CannotStart, match="second claim"):
        case.decide(what, keys(case)[0], by="ann")


def test_a_claim_that_is_not_there_cannot_be_decided(case):
    with pytest.raises(CannotStart, match="no such claim"):
        case.decide("accept", "0" * 16, by="ann")


def test_the_queue_begins_with_numbers_that_conflict(case):
    put(case, report("a.txt"), report("b.txt", value=7), report("c.txt", place=TAIZ))
    first = case.queue()[0]
    assert "reports give different numbers" in first.because


def test_what_is_decided_waits_no_more(case):
    put(case, report("a.txt"))
    for key in [*keys(case), *keys(case, "events")]:
        case.decide("accept", key, by="ann")
    assert case.queue() == []


def run_again(case: Case, coded) -> None:
    with case.store.write() as connection:
        version = connection.exec_driver_sql("SELECT current FROM article").scalar()
        recode(connection, coded, version, begin_run(connection, "test", "recode", "newer"), case.codebook)
        review.carry(connection, version)


def test_decisions_survive_a_newer_coder_that_cuts_the_words_otherwise(case):
    import msgspec

    old = report("a.txt")
    put(case, old)
    case.decide("reject", keys(case)[0], by="ann")
    toll = old.registers.casualties[0]
    longer = msgspec.structs.replace(toll.evidence, text=old.text[2:40], start=2, end=40)
    registers = msgspec.structs.replace(
        old.registers, casualties=(msgspec.structs.replace(toll, evidence=longer),)
    )
    run_again(case, msgspec.structs.replace(old, coder_version="newer", registers=registers))
    (decision,) = case.decisions()
    assert decision.claim == keys(case)[0]
    assert case.lost() == []
    assert list(case.check()) == []


def test_decisions_whose_words_are_gone_are_listed(case):
    import msgspec

    old = report("a.txt")
    put(case, old)
    case.decide("reject", keys(case)[0], by="ann")
    run_again(case, msgspec.structs.replace(old, coder_version="newer", registers=type(old.registers)()))
    assert [d.what for d in case.lost()] == ["reject"]


@pytest.mark.parametrize(
    ("answers", "kappa", "alpha"),
    [
        ([("y", "y"), ("n", "n")], 1.0, 1.0),
        ([("y", "n"), ("n", "y")], -1.0, -0.5),
        ([("y", "y"), ("y", "n"), ("n", "n"), ("n", "n")], 0.5, 0.533),
        ([("y", "y"), ("y", "y")], None, None),
    ],
    ids=["all", "none", "three of four", "only one answer"],
)
def test_agreement_beyond_chance(answers, kappa, alpha):
    judged = {str(n): {"ann": a, "bob": b} for n, (a, b) in enumerate(answers)}
    found = agreement(judged, ("ann", "bob"))
    assert found.kappa == (None if kappa is None else pytest.approx(kappa, abs=0.001))
    assert found.alpha == (None if alpha is None else pytest.approx(alpha, abs=0.001))


def test_who_judged_alone_says_nothing_about_agreement():
    found = agreement({"1": {"ann": "accept"}}, ("ann", "bob"))
    assert (found.items, found.kappa, found.alpha) == (0, None, None)
