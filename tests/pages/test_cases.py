"""Title and date of whole articles with golds: the project's, and the evaluation's where they are at hand.

Those in tests/cases/unseen only measure (``python -m bench.cases``): no test asks for one of them.
"""

import json
from pathlib import Path

import pytest

from truceline.pages import read

ROOT = Path(__file__).parents[2]
GOLDS = [
    *sorted(f for f in (ROOT / "tests" / "cases").rglob("*.gold.json") if f.parent.name != "unseen"),
    *sorted((ROOT.parent / "shared" / "eval" / "cases").glob("*.gold.json")),
]


@pytest.mark.parametrize("gold_file", GOLDS, ids=lambda file: file.name.removesuffix(".gold.json"))
def test_title_and_date_of_a_case_are_right(gold_file):
    gold = json.loads(gold_file.read_text(encoding="utf8"))
    name = gold_file.name.removesuffix(".gold.json")
    page = next(p for p in gold_file.parent.glob(f"{name}.*") if p.suffix in (".txt", ".html"))
    given = gold["published"] if gold.get("published_given") or name == "cable-astana" else None
    (article,) = read(str(page), published=given)
    assert (article.title or "") == gold["title"]
    assert (article.published and article.published.value) == gold["published"]
