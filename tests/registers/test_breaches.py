"""Acts against an agreement: who did them, who says so, who denies it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.registers import Reading, fill
from truceline.registers.breaches import find_breaches

Case = tuple[str, list[str], list[str], str, str | None, str | None]
CASES: list[Case] = [
    (
        "The army and the rebels signed a truce on May 1. The army accused the rebels of shelling Kadugli on "
        "Tuesday.",
        ["rebels"],
        ["army"],
        "alleged",
        "Kadugli",
        "2020-05-12",
    ),
    (
        "Azerbaijan accused Armenia of breaking the truce with a rocket attack on Ganja.",
        ["Armenia"],
        ["Azerbaijan"],
        "alleged",
        "Ganja",
        None,
    ),
    ("Damascus has already broken previous ceasefires.", ["Syria"], [], "asserted", None, None),
    ("The rebels failed to abide by the agreement.", ["rebels"], [], "asserted", None, None),
    ("The government did not honour the truce.", ["government"], [], "asserted", None, None),
    ("The rebels have reneged on the agreement.", ["rebels"], [], "asserted", None, None),
    (
        "Monitors recorded 30 violations of the ceasefire by government troops.",
        ["government troops"],
        ["Monitors"],
        "alleged",
        None,
        None,
    ),
    ("The rebels shelled Donetsk in violation of the truce.", ["rebels"], [], "asserted", "Donetsk", None),
    (
        "The truce took effect on Monday. Residents said shelling resumed in Goma within hours.",
        [],
        ["Residents"],
        "alleged",
        "Goma",
        None,
    ),
    (
        "Ukraine said rebels had fired rockets at Donetsk despite the truce. The rebels denied the report.",
        ["rebels"],
        ["Ukraine"],
        "denied",
        "Donetsk",
        None,
    ),
    (
        "Yerevan said Azerbaijani forces shelled Martuni despite the truce, a claim that Baku rejected.",
        ["Azerbaijan's forces"],
        ["Armenia"],
        "denied",
        None,
        None,
    ),
]

CASES += [
    (
        "The shelling of Malakal by the army was a flagrant breach of the ceasefire, the rebels said.",
        ["army"],
        ["rebels"],
        "alleged",
        "Malakal",
        None,
    ),
    ("Rebels made a mockery of the truce by storming Malakal.", ["Rebels"], [], "asserted", "Malakal", None),
    (
        "The rebels have not freed the prisoners, as the deal requires.",
        ["rebels"],
        [],
        "asserted",
        None,
        None,
    ),
    ("Russia denies breaching the truce.", ["Russia"], [], "denied", None, None),
    (
        "The army denied rebel claims that it shelled Malakal during the truce.",
        ["army"],
        ["rebel"],
        "denied",
        "Malakal",
        None,
    ),
]


@pytest.mark.parametrize("text, by, alleged_by, status, place, date", CASES, ids=[c[0] for c in CASES])
def test_a_breach_is_the_act_with_its_own_place_and_date(
    text: str,
    by: list[str],
    alleged_by: list[str],
    status: str,
    place: str | None,
    date: str | None,
    read_text: Callable[..., Reading],
) -> None:
    (one,) = find_breaches(read_text(text))
    assert [a.name for a in one.by] == by
    assert [a.name for a in one.alleged_by] == alleged_by
    assert one.status == status
    if place:
        assert one.place is not None
        assert one.place.name == place
    assert (one.date.value if one.date else None) == date


def test_a_denial_by_a_third_party_denies_nothing(read_text: Callable[..., Reading]) -> None:
    text = "Ukraine said rebels had shelled Donetsk despite the truce. The Kremlin dismissed the claim."
    assert [b.status for b in find_breaches(read_text(text))] == ["alleged"]


def test_an_aside_amid_what_somebody_says_is_the_articles_own(read_text: Callable[..., Reading]) -> None:
    text = "Diplomats worry that Damascus, which has already broken two truces, will attack the town."
    assert [b.status for b in find_breaches(read_text(text))] == ["asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "Russia warned both sides not to violate the truce.",
        "The rebels said they would break the truce if the army advanced.",
        "The truce is holding. The rebels attacked the town in 2014.",
        "The army attacked the town on Monday.",
        "The army accused the rebels of shelling the town.",
        "The minister broke his arm.",
        "The rebels promised to respect the agreement.",
        "The truce collapsed in July, when fighting erupted in Juba.",
        "The envoys did not attend, as they had observed the truce.",
    ],
)
def test_is_silent_where_no_agreement_was_broken(text: str, read_text: Callable[..., Reading]) -> None:
    assert find_breaches(read_text(text)) == ()


@pytest.mark.parametrize(
    "act, found",
    [
        ("On April 9 the rebels shelled Kadugli.", ["Kadugli"]),
        ("On January 9 the rebels shelled Kadugli.", []),
    ],
    ids=["after the truce", "before it"],
)
def test_an_act_of_a_party_to_a_dated_truce_is_a_breach_after_it(
    act: str, found: list[str], read_text: Callable[..., Reading]
) -> None:
    text = f"The army and the rebels signed a ceasefire in Juba on March 3. {act}"
    breaches = fill(read_text(text)).breaches
    assert [b.place.name for b in breaches if b.place] == found
