"""Pages of many layouts, written for the project, each with what a careful reader would keep of it."""

from pathlib import Path

import pytest
import yaml

from truceline.errors import ArticleSkipped
from truceline.pages import read

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = sorted(f for f in FIXTURES.iterdir() if f.suffix != ".yaml")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_read_as_a_careful_reader_would(page):
    wanted = yaml.safe_load(page.with_suffix(page.suffix + ".yaml").read_text(encoding="utf8"))
    (article,) = read(str(page))
    if isinstance(article, ArticleSkipped):
        assert wanted == {"refused": article.reason}
        return
    assert wanted == {
        "title": article.title,
        "byline": article.byline,
        "dateline": article.dateline,
        "publisher": article.publisher,
        "published": article.published and [article.published.value, article.published.basis],
        "kept": [f"{block.kind}: {block.text}" for block in article.blocks],
        "removed": [f"{removed.reason}: {removed.text}" for removed in article.removed],
    }
