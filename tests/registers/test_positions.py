"""Who backs, opposes, mediates or guarantees whom: the wordings of agency news."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.registers import Reading
from truceline.registers.positions import find_positions

CASES: list[tuple[str, list[str], str, list[str]]] = [
    (
        "Russia and Iran, which back the Syrian government, met on Monday.",
        ["Russia", "Iran"],
        "backs",
        ["Syria"],
    ),
    ("Turkey has supplied drones to Azerbaijan.", ["Turkey"], "backs", ["Azerbaijan"]),
    ("Iran gave the Houthis missiles.", ["Iran"], "backs", ["Houthis"]),
    ("Iran, an ally of the Houthis, sent an envoy.", ["Iran"], "backs", ["Houthis"]),
    ("China is North Korea's closest ally.", ["China"], "backs", ["North Korea"]),
    ("The Iran-backed Houthis attacked the port.", ["Iran"], "backs", ["Houthis"]),
    ("France voiced support for the talks.", ["France"], "backs", ["the talks"]),
    ("The United States threw its weight behind the deal.", ["United States"], "backs", ["the deal"]),
    ("Sudan welcomed the accord.", ["Sudan"], "backs", ["the accord"]),
    ("Armenia has a defence pact with Russia.", ["Armenia"], "backs", ["Russia"]),
    ("Uganda is allied with the South Sudanese government.", ["Uganda"], "backs", ["South Sudan"]),
    ("Egypt and Jordan, which have armed Haftar, sent envoys.", ["Egypt", "Jordan"], "backs", ["Haftar"]),
    ("Riyadh and rebel supporter Ankara agreed to meet in May.", ["Turkey"], "backs", ["rebel"]),
    ("Ethiopia refused to recognise the agreement.", ["Ethiopia"], "opposes", ["the agreement"]),
    ("The African Union is opposed to the plan.", ["African Union"], "opposes", ["the plan"]),
    ("Chad said it would not support the plan.", ["Chad"], "opposes", ["the plan"]),
    ("Iran, a long-time foe of Israel, rejected the charge.", ["Iran"], "opposes", ["Israel"]),
    ("The opposition called the deal a betrayal of the dead.", ["opposition"], "opposes", ["the deal"]),
    ("Malawi wants nothing to do with the rebels.", ["Malawi"], "opposes", ["rebels"]),
    ("Kenya heaped praise on the accord.", ["Kenya"], "backs", ["the accord"]),
    ("The rebels receive weapons from Rwanda.", ["Rwanda"], "backs", ["rebels"]),
    ("The plan has won the endorsement of the African Union.", ["African Union"], "backs", ["The plan"]),
    ("Norway has long mediated between the army and the guerrillas.", ["Norway"], "mediates", []),
    ("Cuba and Norway guarantee the accord.", ["Cuba", "Norway"], "guarantees", ["the accord"]),
]


def label(party: object) -> str:
    return party if isinstance(party, str) else str(getattr(party, "name", party))


@pytest.mark.parametrize("text, actors, stance, toward", CASES, ids=[c[0] for c in CASES])
def test_a_stance_is_read_from_its_wording(
    text: str, actors: list[str], stance: str, toward: list[str], read_text: Callable[..., Reading]
) -> None:
    found = find_positions(read_text(text))
    one = next(p for p in found if p.stance == stance and [a.name for a in p.actors] == actors)
    names = [label(t) for t in one.toward]
    assert all(any(wanted in name for name in names) for wanted in toward)


def test_the_evidence_is_the_clause_that_says_it(read_text: Callable[..., Reading]) -> None:
    found = find_positions(read_text("Russia, which backs the Syrian government, rejected the deal."))
    assert [p.evidence.text for p in found] == [
        "Russia, which backs the Syrian government",
        "rejected the deal",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The council urged both sides to support the ceasefire.",
        "Rwanda denied that it backs the rebels.",
        "The party rejected the charge.",
        "Chad may back the plan.",
        "Pakistan was accused of supporting the Taliban.",
        "The army fought in the mountains.",
        "The delegates supported their chairs with bricks.",
    ],
)
def test_is_silent_where_nobody_takes_a_stance(text: str, read_text: Callable[..., Reading]) -> None:
    assert find_positions(read_text(text)) == ()
