"""The main event first: paragraphs that tell several events, and the one that makes the news."""

from __future__ import annotations

import pytest

from tests.events.tables import lines
from truceline.pipeline import code
from truceline.records import Article, Published

_DAY = Published(value="2021-05-14", precision="day", basis="given")
TABLE = [line.split(" :: ") for line in lines("salience")]


@pytest.mark.parametrize(("main", "text"), TABLE, ids=[f"{m}: {t[:50]}" for m, t in TABLE])
def test_the_event_that_makes_the_news_stands_first(main: str, text: str) -> None:
    first = code(Article(id="a", source="test", text=text, published=_DAY)).events[0]
    assert f"{first.type} {first.trigger.text}" == main
