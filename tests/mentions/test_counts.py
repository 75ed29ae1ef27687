"""Counts: both ends and the bound kept, and silence where nothing is counted."""

from __future__ import annotations

import pytest

from truceline.language import parse
from truceline.mentions.counts import find_counts
from truceline.mentions.dates import find_dates
from truceline.records import Article, Count


def counts(text: str) -> tuple[Count, ...]:
    parsed = parse(Article(id="a", source="test", text=text))
    return find_counts(parsed, find_dates(parsed))


@pytest.mark.parametrize(
    ("text", "words", "value", "low", "high", "bound"),
    [
        pytest.param("forty-three went", "forty-three", 43, None, None, None, id="hyphen-is-no-range"),
        pytest.param("61, 000 people left", "61, 000", 61000, None, None, None, id="space-after-comma"),
        pytest.param("4.1 million left", "4.1 million", 4_100_000, None, None, None, id="decimal"),
        pytest.param("12 people left", "12", 12, None, None, None, id="plain"),
        pytest.param("at least 12 people left", "at least 12", 12, None, None, "above", id="floor"),
        pytest.param("more than 500 people left", "more than 500", 500, None, None, "above", id="more-than"),
        pytest.param("almost a million left", "almost a million", 10**6, None, None, "below", id="almost"),
        pytest.param("up to 300 may go", "up to 300", 300, None, None, "below", id="ceiling"),
        pytest.param("no more than 9 left", "no more than 9", 9, None, None, "below", id="not-more-than"),
        pytest.param("an estimated 90 left", "an estimated 90", 90, None, None, "about", id="estimate"),
        pytest.param("500 or more went", "500 or more", 500, None, None, "above", id="bound-behind"),
        pytest.param("40 to 60 families left", "40 to 60", None, 40, 60, None, id="range"),
        pytest.param("between 300 and 500 left", "between 300 and 500", None, 300, 500, None, id="between"),
        pytest.param("2 to 3 million", "2 to 3 million", None, 2000000, 3000000, None, id="scale"),
        pytest.param("hundreds left", "hundreds", None, 200, None, None, id="vague"),
        pytest.param("about two dozen others left", "about two dozen", 24, None, None, "about", id="dozen"),
    ],
)  # fmt: skip
def test_reads_a_count(text, words, value, low, high, bound):
    [count] = counts(text)
    assert (count.text, count.value, count.low, count.high, count.bound) == (words, value, low, high, bound)
    assert text[count.start : count.end] == words


def test_a_change_from_one_number_to_another_is_two_counts():
    assert [c.value for c in counts("The toll was revised from 14 to 18.")] == [14, 18]


@pytest.mark.parametrize(
    "text",
    [
        "the 20th of its kind",
        "a boy aged 12",
        "Said Omar, 45, was there.",
        "a 12-year-old boy",
        "Route 60 was cut.",
        "a 12-point plan",
        "35 percent voted",
        "it cost $500",
        "30 km away",
        "Resolution 2254",
        "It began on 4 June 1992.",
        "They waited three days.",
        "No one spoke.",
        "the F-16 and the M23",
        "the 9/11 plotters",
        "a fortunate one",
        "one villager in ten",
        "N14.3billion",
    ],
)
def test_is_silent_where_nothing_is_counted(text):
    assert counts(text) == ()
