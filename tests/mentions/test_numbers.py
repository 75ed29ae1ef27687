"""Number words and digits, read to numbers."""

from __future__ import annotations

import pytest

from truceline.mentions import numbers


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12),
        ("12,500", 12500),
        ("14 000", 14000),
        ("1.3 million", 1_300_000),
        ("5.5m", 5_500_000),
        ("2.14 lakh", 214_000),
        ("forty-two", 42),
        ("a hundred and fifty", 150),
        ("two hundred thousand", 200_000),
        ("three hundred and twenty-five", 325),
        ("two dozen", 24),
        ("half a million", 500_000),
        ("one and a half million", 1_500_000),
        ("a million and a half", 1_500_000),
        ("three quarters of a million", 750_000),
    ],
)
def test_a_number_is_read_in_digits_and_words(words, value):
    assert numbers.read(words) == value


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("dozens", 24),
        ("hundreds", 200),
        ("several hundred", 200),
        ("tens of thousands", 20_000),
        ("hundreds of thousands", 200_000),
        ("a few thousand", 2_000),
    ],
)
def test_a_vague_number_has_the_least_that_it_admits(words, least):
    assert numbers.read_least(words) == least


def test_what_is_no_number_is_none():
    assert numbers.read("peace") is None
