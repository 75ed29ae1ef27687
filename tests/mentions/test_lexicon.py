"""Lexicon: many names in one pass, by whole words, at the offsets of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.mentions.lexicon import Entry, Lexicon, fold


def names(text: str, *entries: Entry[str]) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[m.start : m.end], m.values) for m in Lexicon(entries).find(text)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("They met Hassan Diyab.", ["Hassan Diyab"], id="as-it-stands"),
        pytest.param("HASSAN DIYAB said so.", ["HASSAN DIYAB"], id="capitals"),
        pytest.param(
            "Hassan\nDiyab's men left.", ["Hassan\nDiyab"], id="over-a-line-break-before-a-possessive"
        ),
        pytest.param("Hassan-Diyab (Hassan Diyáb)", ["Hassan-Diyab", "Hassan Diyáb"], id="hyphen-and-accent"),
        pytest.param("hassan diyab", [], id="a-name-begins-with-a-capital"),
        pytest.param("Hassan Diyabi and Bahassan Diyab", [], id="never-inside-a-word"),
    ],
)
def test_a_name_is_found_however_it_is_written(text, written):
    assert [w for w, _ in names(text, Entry("Hassan Diyab", "x"))] == written


def test_of_names_that_overlap_the_longest_is_kept():
    found = names("the United Front of Kalar", Entry("Front", "a"), Entry("United Front", "b"))
    assert found == [("United Front", ("b",))]


def test_a_name_that_two_bear_has_both_meanings():
    assert names("Kalar", Entry("Kalar", "a"), Entry("Kalar", "b")) == [("Kalar", ("a", "b"))]


def test_exact_names_are_matched_letter_by_letter():
    assert names("it helps us and US troops", Entry("US", "usa", "exact")) == [("US", ("usa",))]


@given(st.text())
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_every_match_points_into_any_text(text):
    lexicon = Lexicon([Entry("a", 1, "any"), Entry("é b", 2, "any"), Entry("-", 3, "any")])
    assert all(0 <= m.start < m.end <= len(text) for m in lexicon.find(text))
