"""What is feared, hoped, doubted, threatened or foreseen: by whom, and under what condition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.registers import Reading
from truceline.registers.outlook import find_outlook

CASES: list[tuple[str, str, list[str], str | None]] = [
    ("Diplomats fear that the delta is drifting towards a new war.", "warning", ["Diplomats"], None),
    (
        "Aid workers warned that cholera would spread unless wells are cleaned.",
        "warning",
        ["Aid workers"],
        "unless wells are cleaned",
    ),
    ("“If this fails, we will be back at war,” the envoy said.", "warning", ["envoy"], "this fails"),
    (
        "The commander threatened to resume fighting if Kyiv breaks its word.",
        "threat",
        ["commander"],
        "Kyiv breaks its word",
    ),
    (
        "The army said it would retaliate if it was attacked.",
        "threat",
        ["army"],
        "it was attacked",
    ),
    ("The rebels vowed to avenge the killing of their leader.", "threat", ["rebels"], None),
    ("Analysts doubt that the truce will hold.", "doubt", ["Analysts"], None),
    ("The envoy cast doubt on the deal.", "doubt", ["envoy"], None),
    ("Observers do not expect the ceasefire to last.", "doubt", ["Observers"], None),
    ("The envoy said the deal did not seem realistic to him.", "doubt", ["envoy"], None),
    ("Few expect the truce to survive the winter.", "doubt", [], None),
    ("Western envoys think it unlikely that a vote can be held.", "doubt", ["Western envoys"], None),
    ("Analysts see little chance of a breakthrough.", "doubt", ["Analysts"], None),
    ("It is far from certain that the rebels will disarm.", "doubt", [], None),
    ("The war threatens to engulf the region, the U.N. said.", "warning", ["United Nations"], None),
    (
        "Should the old general die before then, nobody could hold the army together.",
        "warning",
        [],
        "Should the old general die before then",
    ),
    ("Hopes for a deal are fading.", "doubt", [], None),
    ("The minister expressed hope that the talks would end the war.", "hope", ["minister"], None),
    ("The bank predicted that growth would return next year.", "forecast", ["bank"], None),
    ("The attack raised fears of a wider war.", "warning", [], None),
    ("If the talks fail, an assault on the city could follow.", "warning", [], "the talks fail"),
    (
        "Without a political deal, the country risks a return to war, analysts said.",
        "warning",
        ["analysts"],
        "Without a political deal",
    ),
]


@pytest.mark.parametrize("text, kind, by, condition", CASES, ids=[c[0] for c in CASES])
def test_kind_holder_and_condition_are_read(
    text: str, kind: str, by: list[str], condition: str | None, read_text: Callable[..., Reading]
) -> None:
    (one,) = find_outlook(read_text(text))
    assert one.kind == kind
    assert [a.name for a in one.by] == by
    assert one.condition == condition


def test_two_sentences_of_one_speaker_and_one_kind_are_one_record(read_text: Callable[..., Reading]) -> None:
    text = "Analysts fear that the truce will collapse. They warn that the war could spread."
    (one,) = find_outlook(read_text(text))
    assert one.evidence.text == text[:-1]


@pytest.mark.parametrize(
    "text",
    [
        "The talks will resume on Monday.",
        "The rebels were expected to sign.",
        "He asked if the talks would go on.",
        "He would not speculate on what comes if they refuse.",
        "The sides may hope for more.",
        "The army entered the town.",
    ],
)
def test_is_silent_where_nobody_looks_ahead(text: str, read_text: Callable[..., Reading]) -> None:
    assert find_outlook(read_text(text)) == ()
