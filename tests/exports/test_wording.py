from __future__ import annotations

import pytest

from truceline.exports import wording
from truceline.records import Casualty, Date, Place, Published, Span

WORDS = Span(text="x", start=0, end=1)


@pytest.mark.parametrize(
    "value, words",
    [
        ("2017-09-14", "14 Sep 2017"),
        ("2017-05", "May 2017"),
        ("2011", "2011"),
        ("P4Y", "4 years"),
        ("P1D", "1 day"),
        ("2017-W37", "2017-W37"),
        ("2017-13", "2017-13"),
    ],
)
def test_a_date_is_worded_with_the_precision_that_it_has(value, words):
    assert wording.iso_date(value) == words


def test_an_unresolved_date_keeps_the_article_s_word_and_its_bounds():
    found = Date(text="Thursday", start=0, end=8, after="2017-07-05")
    assert wording.date(found) == "“Thursday” (unresolved, after 5 Jul 2017)"


@pytest.mark.parametrize(
    "counted, words",
    [
        ({"value": 1000000, "bound": "below"}, "at most 1,000,000"),
        ({"value": 500, "low": 500, "bound": "above"}, "at least 500"),
        ({"value": 320000, "bound": "about"}, "about 320,000"),
        ({"low": 300, "high": 400}, "300 to 400"),
        ({"low": 200}, "at least 200"),
        ({"high": 90}, "at most 90"),
        ({"value": 12, "low": 12, "high": 12}, "12"),
        ({"value": 40, "unit": "households"}, "40 households"),
        ({}, None),
    ],
)
def test_a_number_is_worded_with_both_ends(counted, words):
    assert wording.how_many(Casualty(evidence=WORDS, kind="killed", **counted)) == words


def test_a_country_is_not_placed_in_itself():
    assert (
        wording.place(Place(text="x", start=0, end=1, name="Chad", country="TCD", kind="country")) == "Chad"
    )


def test_a_date_of_publication_says_how_it_is_known():
    known = Published(value="2017-09-14", precision="day", basis="dateline")
    assert wording.published(known) == "published 14 Sep 2017 (from the dateline)"
    assert wording.published(None) == "date of publication unknown"


@pytest.mark.parametrize(
    "text, shown",
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\x9b2Jb", r"a\x9b2Jb"),
        ("left\u202etfel", r"left\u202etfel"),
        ("bell\x07", r"bell\x07"),
        ("cr\rover", r"cr\x0dover"),
        ("line\n\ttab", "line\n\ttab"),
        ("Zürich, الحديدة, 平壤", "Zürich, الحديدة, 平壤"),
    ],
)
def test_a_terminal_is_shown_control_characters_and_never_sent_them(text, shown):
    assert wording.safe(text) == shown


def test_iso_dates_within_a_reason_are_worded():
    assert wording.dated("after 2017-07-05, before 2017-09") == "after 5 Jul 2017, before Sep 2017"
