"""An HTML page in, a draft out: what the extractor takes for the article, in the order of the page.

trafilatura says which text is the article; the outline of the page says what is a caption, a
deck, a heading, and under which reason the rest is set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec
from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction

from truceline.codebook import SHIPPED, Codebook
from truceline.errors import ArticleSkipped
from truceline.pages.draft import Draft, Piece
from truceline.pages.lists import refuse_lists
from truceline.pages.metadata import Metadata, read_page_metadata
from truceline.pages.outline import Part, outline
from truceline.pages.plain import read_pieces
from truceline.pages.published import read_date_line
from truceline.pages.shapes import is_prose
from truceline.pages.tidy import plain
from truceline.records import Published

_DEEP = "depth"  # in the parser's complaint about a page nested too deeply
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_WORD = re.compile(r"\w+")
_FEW = 4  # words: fewer must be a line of the extractor's own
_MOST = 0.4  # share of the article that no menu, teaser or newsletter has
_FURNITURE = frozenset(
    "related newsletter advertisement comment navigation copyright masthead byline time credit".split()
)
_REASONS = {"time": "dateline", "title": "title", "deck": "other", "caption": "credit"}
_WINDOW = 200_000  # characters of the extractor's text that are searched for one part
_ABOVE = 12  # parts above the body in which a deck, a picture or a date may stand
_FULLER = 1.6  # times the text of the page that a machine-readable body must have to be preferred


def draft_html(text: str, where: str, *, address: str | None = None, codebook: Codebook = SHIPPED) -> Draft:
    """The draft of a page of HTML.

    Raises ArticleSkipped (too-deep, list-page, no-article).
    """
    tree = _parse(text, where)
    metadata = read_page_metadata(tree, address)
    parts = outline(tree, codebook)
    votes = _Votes(tree)
    kept = _Kept(parts, votes, metadata)
    refuse_lists(parts, [kept.is_body(i) for i in range(len(parts))], metadata, where)
    pieces = tuple(_fuller_body(metadata, kept.pieces(), codebook))
    return Draft(
        pieces=pieces,
        title=metadata.title,
        byline=_byline(metadata, parts),
        publisher=metadata.publisher,
        published=metadata.published or _printed_date(parts, kept.first, codebook),
        language=metadata.language,
    )


def _parse(text: str, where: str) -> Any:  # noqa: ANN401  lxml has no types
    """The tree of a page; entities of the page's own are never expanded, nothing is fetched."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True
    )
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        tree = None
    if any(_DEEP in entry.message for entry in parser.error_log):
        raise ArticleSkipped(
            "the page is nested too deeply to be read",
            where=where,
            fix="save the page as text",
            reason="too-deep",
        )
    if tree is None:
        raise ArticleSkipped(
            "the page is empty", where=where, fix="give a page with text", reason="no-article"
        )
    return tree


class _Votes:
    """What the extractor takes for the article, asked part by part."""

    def __init__(self, tree: Any) -> None:  # noqa: ANN401
        found = bare_extraction(
            tree, fast=True, include_comments=False, include_tables=True, with_metadata=False
        )
        body = getattr(found, "body", None)
        lines = [_words("".join(element.itertext())) for element in body.iter()] if body is not None else []
        self._lines = frozenset(line for line in lines if line)
        self._text = f" {lines[0]} " if lines else ""
        self._at = 0

    def has(self, text: str) -> bool:
        """Whether the extractor's article says ``text``."""
        words = _words(text)
        if not words:
            return False
        if words in self._lines:
            return True
        if words.count(" ") + 1 < _FEW:
            return False
        low = max(0, self._at - _WINDOW) if len(self._text) > _WINDOW else 0
        found = self._text.find(f" {words} ", low, self._at + _WINDOW)
        if found >= 0:
            self._at = found
        return found >= 0


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


class _Kept:
    """The parts of a page with what becomes of each."""

    def __init__(self, parts: list[Part], votes: _Votes, metadata: Metadata) -> None:
        self._parts = parts
        self._votes = [not part.whole and votes.has(part.text) for part in parts]
        self._void = self._void_reasons()
        prose = [i for i in range(len(parts)) if self.is_body(i)]
        if not prose:  # the extractor found nothing: every plain paragraph may be it
            self._votes = [not part.whole and part.region is None and is_prose(part.text) for part in parts]
            prose = [i for i in range(len(parts)) if self.is_body(i)]
        self.first = prose[0] if prose else len(parts)
        self._last = prose[-1] if prose else -1
        scopes = [parts[i].scope for i in prose]
        self._scope = max(set(scopes), key=scopes.count) if scopes else 0
        self._title = self._title_at(plain(metadata.title or ""))

    def _void_reasons(self) -> frozenset[str]:
        """Reasons that would take most of the article: the class name means something else here."""
        voted = [p for p, vote in zip(self._parts, self._votes, strict=True) if vote and is_prose(p.text)]
        whole = sum(len(p.text) for p in voted)
        shares: dict[str, int] = {}
        for part in voted:
            if part.region:
                shares[part.region] = shares.get(part.region, 0) + len(part.text)
        return frozenset(reason for reason, share in shares.items() if share > _MOST * whole)

    def _title_at(self, title: str) -> int:
        places = [i for i, part in enumerate(self._parts[: self.first + 1]) if plain(part.text) == title]
        return places[-1] if places else max(0, self.first - _ABOVE)

    def _region(self, part: Part) -> str | None:
        return None if part.region in self._void else part.region

    def is_body(self, i: int) -> bool:
        """Whether part ``i`` is a paragraph that the extractor takes and no region speaks against."""
        part = self._parts[i]
        region = self._region(part)
        return self._votes[i] and region not in _FURNITURE and region != "caption" and is_prose(part.text)

    def pieces(self) -> Iterable[Piece]:
        """A piece for each part, set aside where it is no part of the article."""
        return [self._piece(i, part) for i, part in enumerate(self._parts)]

    def _piece(self, i: int, part: Part) -> Piece:
        region = self._region(part)
        piece = Piece(text=part.text, linked=part.linked)
        if part.whole:
            return piece.aside(part.region or "other")
        if part.tag == "h1":
            return (
                piece.as_kind("heading")
                if i == self._title
                else piece.aside("title" if i < self.first else "masthead")
            )
        if region == "caption":
            return piece.as_kind("caption") if self._in_article(i) else piece.aside("related")
        if region == "deck" and self._title < i < self.first and not part.linked:
            return piece.as_kind("deck")
        if region in _FURNITURE:
            return piece.aside(_REASONS.get(region, region))
        if self._votes[i] or self._restored(i, part):
            return piece.as_kind("heading") if part.tag in _HEADINGS else piece
        return piece.aside(self._reason(i, part))

    def _restored(self, i: int, part: Part) -> bool:
        """A paragraph between two of the article, that the extractor passed over."""
        between = self.first < i < self._last and part.scope == self._scope
        return between and part.tag in ("p", "blockquote", "pre") and is_prose(part.text) and not part.linked

    def _in_article(self, i: int) -> bool:
        part = self._parts[i]
        if self._scope and part.scope != self._scope:
            return self._title <= i < self.first and not part.scope
        return self.first - _ABOVE <= i <= self._last or (bool(self._scope) and i > self._last)

    def _reason(self, i: int, part: Part) -> str:
        if i < self.first:
            return "navigation" if part.linked else "masthead"
        return "related" if part.linked or part.tag in _HEADINGS else "other"


def _byline(metadata: Metadata, parts: list[Part]) -> str | None:
    return metadata.author


def _printed_date(parts: list[Part], first: int, codebook: Codebook) -> Published | None:
    """A date that is printed above the body, where no metadata has one."""
    for part in parts[max(0, first - _ABOVE) : first]:
        if len(part.text) < 100 and part.region != "caption" and not part.whole:
            published, rest = read_date_line(part.text, codebook)
            if published and len(rest.split()) <= 6:
                return published
    return None


def _fuller_body(metadata: Metadata, pieces: Iterable[Piece], codebook: Codebook) -> list[Piece]:
    """The page's pieces, or the body in its metadata where the page prints only the beginning."""
    printed = list(pieces)
    body = metadata.body
    if not body:
        return printed
    shown = sum(len(piece.text) for piece in printed if piece.kept and is_prose(piece.text))
    stated = read_pieces(re.sub(r"<[^>]{1,200}>", "\n", body) if "</" in body else body, codebook)
    if sum(len(piece.text) for piece in stated) < _FULLER * max(shown, 1):
        return printed
    keeps = ("deck", "caption", "heading")
    head = [p if p.kind in keeps or not p.kept else p.aside("repeat") for p in printed]
    return [*head, *stated]


def is_html(text: str) -> bool:
    """Whether ``text`` is a page of HTML, whatever its file is called."""
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(
        ("<!doctype html", "<html", "<head", "<body", "<article", "<div", "<main", "<section", "<p>", "<h1")
    ):
        return True
    return head.startswith(("<?xml", "<!--", "<!doctype")) and "<html" in text[:10_000].lower()


def with_published(draft: Draft, published: Published | None) -> Draft:
    """The draft with a date, where it has none."""
    return draft if draft.published else msgspec.structs.replace(draft, published=published)
