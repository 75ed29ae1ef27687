"""Bundles of short reports on ten conflicts: what is linked, what is kept apart, how many publishers.

The golds were written before the rules. Rules and weights are never set on a bundle whose name begins
with "held": its figures say how the rules do on a war that they have not seen.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from pathlib import Path

import pytest

from truceline.casebook import Case

BUNDLES = Path(__file__).parent / "bundles"
SEEN = sorted(p for p in BUNDLES.iterdir() if not p.name.startswith("held"))
HELD = sorted(p for p in BUNDLES.iterdir() if p.name.startswith("held"))


def score(folder: Path, tmp: Path) -> Counter[str]:
    """How many members, pairs, pairs apart and groups the gold has, and how many come out so."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf8"))
    with Case.new(str(tmp / f"{folder.name}.db")) as case:
        for _ in case.add(*map(str, sorted(folder.glob("*.txt")))):
            pass
        happenings = list(case.happenings())

    def where(member: list[str]) -> set[str]:
        name, phrase = member
        return {
            h.id
            for h in happenings
            for m in h.members
            if Path(m.source).stem == name
            and (phrase in " ".join(m.evidence.text.split()) or " ".join(m.evidence.text.split()) in phrase)
        }

    found: Counter[str] = Counter()
    for group in gold["same"]:
        places = [where(member) for member in group["members"]]
        found["members"] += len(places)
        found["coded"] += sum(map(bool, places))
        for left, right in itertools.combinations(places, 2):
            found["pairs"] += 1
            found["linked"] += bool(left & right)
        common = set.intersection(*places)
        wanted = group["independent_publishers"]
        found["groups"] += 1
        found["publishers"] += any(h.id in common and h.independent_publishers == wanted for h in happenings)
    for left, right in gold["different"]:
        found["different"] += 1
        found["apart"] += not where(left) & where(right)
    return found


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    tmp = tmp_path_factory.mktemp("bundles")
    return {
        "seen": sum((score(folder, tmp) for folder in SEEN), Counter()),
        "held": sum((score(folder, tmp) for folder in HELD), Counter()),
    }


FLOORS = [
    ("seen", "coded", "members", 0.95),
    ("seen", "linked", "pairs", 0.8),
    ("seen", "apart", "different", 1.0),
    ("seen", "publishers", "groups", 0.7),
    ("held", "coded", "members", 0.9),
    ("held", "linked", "pairs", 0.75),
    ("held", "apart", "different", 0.93),
    ("held", "publishers", "groups", 0.65),
]


@pytest.mark.parametrize(("part", "right", "all_", "floor"), FLOORS, ids=lambda v: str(v))
def test_bundles_stay_above_their_floor(scores, part, right, all_, floor):
    assert scores[part][right] / scores[part][all_] >= floor


def test_there_are_ten_wars_and_more():
    assert len(SEEN) >= len(HELD) == 5
