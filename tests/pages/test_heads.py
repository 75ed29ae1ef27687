"""Title, deck, byline and date of the heads in heads.yaml, one body below them all."""

import html
from pathlib import Path

import pytest
import yaml

from truceline.pages import read_html, read_text

BODY = [
    "The army and the rebels signed a truce in the capital on Thursday after nine days of talks, mediators of the African Union said. Shelling stopped at dusk, monitors reported.",
    "Under the text the two sides are to pull back from the river towns within thirty days. Families who fled the fighting have begun to go home, aid workers said.",
    '"We have signed, now we must keep our word," the government\'s chief negotiator said. The rebels have accused the army of breaking four earlier ceasefires.',
    "About 41,000 people remain in camps for the displaced, the United Nations says. The mission of the observers was extended by six months.",
]
ROWS = yaml.safe_load(Path(__file__).with_name("heads.yaml").read_text(encoding="utf8"))
TUNED = [row for n, row in enumerate(ROWS) if n % 3 != 2]
HELD = [row for n, row in enumerate(ROWS) if n % 3 == 2]
FLOORS = {"published": 46, "title": 47, "text": 44, "byline": 48}  # of 49 rows that no rule was made for


def page_of(row):
    paragraphs = "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in BODY)
    return "<html><head>" + row["html"].format(body=paragraphs) + "</body></html>"


def text_of(row):
    head, first = row["head"].rstrip(), row.get("dl", "") + BODY[0]
    top = f"{head} {first}" if row.get("inline") else f"{head}\n\n{first}"
    return "\n\n".join([top, *BODY[1:], *([row["foot"]] if "foot" in row else [])])


def right(row):
    """Which of the fields that a row asks for are read as it says."""
    article = read_html(page_of(row)) if "html" in row else read_text(text_of(row))
    published = f"{article.published.value} {article.published.basis}" if article.published else None
    texts = [block.text for block in article.blocks]
    wanted = [row["deck"], *BODY] if "deck" in row else BODY
    return {
        "published": published == row["published"]
        or str(published).split()[0] in map(str, row.get("any", [])),
        "title": " ".join((article.title or "").split()) == row["title"],
        "text": texts == wanted or bool(row.get("loose") and set(BODY) <= set(texts)),
        "byline": "byline" not in row or article.byline == row["byline"],
    }


@pytest.mark.parametrize("row", TUNED, ids=[row["id"] for row in TUNED])
def test_a_head_is_read_as_a_careful_reader_would(row):
    assert all(right(row).values()), right(row)


@pytest.mark.parametrize("field", FLOORS)
def test_heads_that_no_rule_was_made_for_are_read_as_well(field):
    assert sum(right(row)[field] for row in HELD) >= FLOORS[field]
