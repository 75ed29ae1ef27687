"""The parts of a page in; an ArticleSkipped out where they are a list of articles, or none at all."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.errors import ArticleSkipped
from truceline.pages.draft import Piece
from truceline.pages.metadata import Metadata
from truceline.pages.outline import Part
from truceline.pages.refusals import skipped
from truceline.pages.shapes import is_headline, is_prose, sentences

_LINKS = 5  # headlines that are links: fewer make no list
_LINK_WORDS = 4
_RUN = 3  # paragraphs in a row that only an article has
_RUN_LENGTH = 700  # or characters
_LISTS = frozenset({"CollectionPage", "ItemList", "SearchResultsPage"})


def refuse_lists(parts: Sequence[Part], body: Sequence[bool], metadata: Metadata, where: str) -> None:
    """Raise ArticleSkipped (list-page, no-article) unless the page holds an article.

    A list page is many linked headlines with a sentence under each; an article has paragraphs
    that follow each other.
    """
    links = sum(not p.whole and p.linked and p.text.count(" ") + 1 >= _LINK_WORDS for p in parts)
    run, length, free, teased = _runs(parts, body)
    if not free + teased and metadata.body:
        return
    if not free + teased:
        raise _list_page(where, links) if links >= _LINKS else _no_article(where)
    if run >= _RUN or length >= _RUN_LENGTH:
        return
    stated = metadata.kinds & _LISTS
    if (links >= _LINKS and (free <= teased or stated)) or (stated and teased):
        raise _list_page(where, links)


def _runs(parts: Sequence[Part], body: Sequence[bool]) -> tuple[int, int, int, int]:
    """The longest run of paragraphs, its characters, and how many stand free or under a linked headline."""
    best = longest = run = length = free = teased = 0
    after_link = False
    for part, is_body in zip(parts, body, strict=True):
        if is_body and not part.linked:
            teased += after_link
            free += not after_link
            run, length = run + 1, length + len(part.text)
            best, longest = max(best, run), max(longest, length)
            after_link = False
        elif part.linked and part.text.count(" ") >= 2:
            run, length, after_link = 0, 0, True
    return best, longest, free, teased


def refuse_listing(pieces: Sequence[Piece], where: str) -> None:
    """Raise ArticleSkipped (list-page) where plain text is a list of headlines.

    ``pieces`` as they came, before anything was set aside.
    """
    shapes = [(is_prose(p.text), is_headline(p.text) and not is_prose(p.text), p.text) for p in pieces]
    headlines = sum(headline and text.count(" ") >= _LINK_WORDS - 1 for _, headline, text in shapes)
    run = best = 0
    for prose, headline, text in shapes:
        run = run + 1 + (sentences(text) > 1) if prose else 0 if headline else run
        best = max(best, run)
    if headlines >= _LINKS and best <= 1:
        raise _list_page(where, headlines)


def _list_page(where: str, headlines: int) -> ArticleSkipped:
    return skipped("list-page", f"this is a list of articles ({headlines} headlines), not an article", where)


def _no_article(where: str) -> ArticleSkipped:
    return skipped("no-article", "there is no article on this page", where)
