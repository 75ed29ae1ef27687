from __future__ import annotations

import sys

import pytest

from truceline.errors import CannotStart
from truceline.exports import frames

pytest.importorskip("pandas")


def test_events_are_one_row_each_with_the_article_s_id(coded):
    frame = frames.events(coded)
    assert list(frame["article"].unique()) == ["lausanne"]
    assert list(frame["type"]) == ["CONSULT", "ASSAULT", "CONSULT", "AGREE", "ASSAULT"]
    assert frame["actors"][0] == "Norland; River Front"
    assert frame["actors_codes"][0] == "NOR GOV; NOR REB"


def test_a_month_stays_a_month(coded):
    assert list(frames.agreements(coded)["date"]) == ["2018-05"]


@pytest.mark.parametrize("name", frames.REGISTERS)
def test_each_register_has_a_frame_whose_columns_do_not_depend_on_its_rows(coded, silent, name):
    full, empty = getattr(frames, name)(coded), frames.register(name, silent)
    assert len(full) == 1
    assert len(empty) == 0
    assert list(full.columns) == list(empty.columns)


def test_an_unknown_register_is_refused_with_the_known_ones():
    with pytest.raises(CannotStart, match="choose from talks, agreements"):
        frames.register("weather")


def test_without_pandas_the_message_says_what_to_install(coded, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(CannotStart, match=r"truceline\[pandas\]"):
        frames.events(coded)
