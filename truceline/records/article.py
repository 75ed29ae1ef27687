"""The clean article: what was read, what was taken away, and when it was published."""

from __future__ import annotations

from typing import Literal

import msgspec

BlockKind = Literal["deck", "paragraph", "caption", "heading"]
Basis = Literal["given", "metadata", "dateline", "text"]


class Block(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One paragraph, caption or heading; ``Article.text[start:end] == text``."""

    kind: BlockKind
    text: str
    start: int
    end: int


class Removed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Text that the page carried and the article does not, with the reason.

    ``reason`` is one of: repeat, navigation, teaser, related, newsletter, credit, byline,
    dateline, masthead, handle, comment, advertisement, copyright, title, script, other.
    """

    text: str
    reason: str
    repeats: int | None = None  # index of the block that it repeats


class Published(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When the article came out, and how that is known."""

    value: str  # an ISO 8601 prefix: 2017-09-14, 2017-09, 2017
    precision: Literal["day", "month", "year"]
    basis: Basis


class Article(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page after reading.

    ``text`` is the blocks joined by blank lines: deck, body and each caption once, without
    title, dateline and credits. ``published`` is None where nothing says it; it is never
    taken from the clock.
    """

    id: str
    source: str
    text: str
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None  # the place of the dateline as written: "ADDIS ABABA"
    published: Published | None = None
    publisher: str | None = None
    language: str = "en"
    blocks: tuple[Block, ...] = ()
    removed: tuple[Removed, ...] = ()
    probe: tuple[tuple[int, int], ...] = ()  # places whose predicate's status is asked for
