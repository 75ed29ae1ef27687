"""The figures of the day may not fall: each set is coded whole and scored by its own scorer."""

import pytest

from bench import floors

needs_sets = pytest.mark.skipif(not floors.EVAL.is_dir(), reason="../shared/eval is not here")


@needs_sets
@pytest.mark.parametrize("name", sorted(floors.load()))
def test_no_figure_falls_below_its_floor(name):
    assert floors.falls(name, floors.measure(name), floors.load()[name]) == []


def test_a_fall_is_seen_and_slack_is_given():
    pinned = {"f1": 0.80, "-extra": 0.40}
    assert floors.falls("x", {"f1": 0.795, "-extra": 0.405}, pinned) == []
    assert len(floors.falls("x", {"f1": 0.70, "-extra": 0.60}, pinned)) == 2
