"""The golds say nothing that their articles do not."""

import html
import json
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
GOLDS = sorted(HERE.glob("*/*.gold.json"))
FIELDS = {
    "talks": "process round date venue status convenors participants observers guarantors",
    "agreements": "kind status parties brokers date from until places zones",
    "zones": "place kind status",
    "breaches": "by alleged_by status place date",
    "movements": "kind value low high bound unit from to in since until as_of",
    "casualties": "kind value low high bound place since until",
    "positions": "actors stance toward",
    "outlook": "kind by condition",
}


def squash(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("’", "'").replace("‘", "'").strip()


def source(gold: Path) -> str:
    name = gold.name.removesuffix(".gold.json")
    page = next(p for p in gold.parent.glob(name + ".*") if p.suffix in (".txt", ".html"))
    raw = page.read_text(encoding="utf8")
    return squash(html.unescape(re.sub(r"<[^>]+>", "", raw)) if page.suffix == ".html" else raw)


def phrases(gold: dict) -> list[str]:
    said = [r["evidence"] for name in FIELDS for r in gold[name]]
    flat = [p for e in said for p in ([e] if isinstance(e, str) else e)]
    return flat + gold["not_asserted"] + gold["historical"] + gold["never"] + [gold["title"]]


@pytest.mark.parametrize("path", GOLDS, ids=lambda p: p.name.split(".")[0])
def test_every_phrase_of_a_gold_stands_in_its_article(path):
    text = source(path)
    missing = [p for p in phrases(json.loads(path.read_text(encoding="utf8"))) if squash(p) not in text]
    assert not missing


@pytest.mark.parametrize("path", GOLDS, ids=lambda p: p.name.split(".")[0])
def test_a_gold_names_only_fields_that_are_scored(path):
    gold = json.loads(path.read_text(encoding="utf8"))
    for register, names in FIELDS.items():
        for record in gold[register]:
            assert set(record) <= {*names.split(), "evidence", "optional"}
