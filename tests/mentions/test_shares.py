"""Shares of a count: what stands before it makes a part of it."""

from __future__ import annotations

import pytest

from truceline.mentions.shares import share_of
from truceline.records import Count


def share(text: str, whole: str, value: int, bound: str | None = None) -> Count | None:
    start = text.index(whole)
    return share_of(text, Count(text=whole, start=start, end=start + len(whole), value=value, bound=bound))


@pytest.mark.parametrize(
    ("text", "words", "value", "bound"),
    [
        ("half of the 140,000", "half of the 140,000", 70000, None),
        ("nearly half the 140,000", "nearly half the 140,000", 70000, "below"),
        ("a third of the town's 140,000", "a third of the town's 140,000", 46667, None),
        ("two thirds of its 140,000", "two thirds of its 140,000", 93333, None),
        ("three quarters of its 140,000", "three quarters of its 140,000", 105_000, None),
        ("more than 80% of Aleppo's 140,000", "more than 80% of Aleppo's 140,000", 112_000, "above"),
        ("some 60 per cent of the 140,000", "some 60 per cent of the 140,000", 84000, "about"),
        ("one in four of the 140,000", "one in four of the 140,000", 35000, None),
        ("two out of five of the 140,000", "two out of five of the 140,000", 56000, None),
    ],
)
def test_a_share_is_a_count(text, words, value, bound):
    found = share(text, "140,000", 140_000)
    assert found is not None
    assert (found.text, found.value, found.bound) == (words, value, bound)


def test_a_share_of_an_inexact_number_is_inexact():
    found = share("half of the 140,000", "140,000", 140_000, "about")
    assert found is not None
    assert found.bound == "about"


@pytest.mark.parametrize(
    "text", ["the 140,000", "in half a year, 140,000", "most of the 140,000", "the other half; 140,000"]
)
def test_is_silent_where_no_share_is_named(text):
    assert share(text, "140,000", 140_000) is None
