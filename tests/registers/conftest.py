"""A reading of a text of one's own, as the pipeline would hand it to a register."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.events import find_attributions
from truceline.language import parse
from truceline.mentions.scene import find_mentions
from truceline.records import Article, Published
from truceline.registers import Reading


@pytest.fixture(scope="session")
def read_text() -> Callable[..., Reading]:
    def read(text: str, published: str = "2020-05-14") -> Reading:
        given = Published(value=published, precision="day", basis="given")
        parsed = parse(Article(id="a", source="test", text=text, published=given))
        return Reading(find_mentions(parsed), (), find_attributions(parsed))

    return read
