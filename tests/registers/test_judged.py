"""Three articles whose breaches, positions and outlook were filled in by hand before the rules were written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import truceline
from truceline.records import CodedArticle

HERE = Path(__file__).parent / "judged"
REGISTERS = ("breaches", "positions", "outlook")
NAMES = sorted(p.name.removesuffix(".gold.json") for p in HERE.glob("*.gold.json"))


@pytest.fixture(scope="module")
def coded() -> dict[str, CodedArticle]:
    found = {}
    for name in NAMES:
        (article,) = truceline.read(str(HERE / f"{name}.txt"))
        one = truceline.code(article)
        assert isinstance(one, CodedArticle)
        found[name] = one
    return found


def wanted(name: str, register: str) -> list[dict[str, Any]]:
    gold = json.loads((HERE / f"{name}.gold.json").read_text(encoding="utf8"))
    return [r for r in gold[register] if not r.get("optional")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("register", REGISTERS)
def test_what_the_gold_has_is_found(name: str, register: str, coded: dict[str, CodedArticle]) -> None:
    text = coded[name].text
    found = [r.evidence for r in getattr(coded[name].registers, register)]
    for gold in wanted(name, register):
        start = text.index(gold["evidence"])
        end = start + len(gold["evidence"])
        assert any(e.start < end and start < e.end for e in found), gold["evidence"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found_that_the_gold_lacks(name: str, coded: dict[str, CodedArticle]) -> None:
    gold = json.loads((HERE / f"{name}.gold.json").read_text(encoding="utf8"))
    for register in REGISTERS:
        assert len(getattr(coded[name].registers, register)) <= len(gold[register])
