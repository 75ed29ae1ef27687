"""A parsed HTML page in, its parts out, each kept or set aside.

trafilatura says which text is the article; the outline of the page says what is a caption, a
deck or a heading, in which order, and under which reason the rest goes.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import Any

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.cues import find_cue
from truceline.pages.draft import Piece
from truceline.pages.metadata import Metadata
from truceline.pages.outline import HEADINGS, Outline, Part, outline
from truceline.pages.published import read_date_line
from truceline.pages.shapes import is_prose
from truceline.pages.tidy import plain

_WORD = re.compile(r"\w+")
_FEW = 4  # words: fewer must be a line of the extractor's own
_MOST = 0.4  # share of the article that no menu, teaser or newsletter has
_READ = frozenset({"caption", "deck", "title"})  # regions that are part of the article or name it
_REASONS = {"time": "dateline"}
_WINDOW = 200_000  # characters of the extractor's text that are searched for one part
_ABOVE = 12  # parts above the body in which a picture may stand
_DECK_WORDS = (5, 60)
_LINE = 80  # characters
_BETWEEN_NAMES = re.compile(r"\s+[|»«›·–—-]+\s+|\s?:\s")
_LEAST = 3  # paragraphs of an article that has cards of other articles beside it
_CARD_PARAGRAPHS = 2


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """A page's parts, a piece for each, which are paragraphs of the body, and where the head is.

    ``title`` and ``first`` are the places of the title, where the page prints it, and of the
    first paragraph.
    """

    parts: list[Part]
    pieces: tuple[Piece, ...]
    body: list[bool]
    title: int | None
    first: int
    printed: str | None = None  # the title as the page prints it, where its metadata says more


def select(tree: Any, metadata: Metadata, codebook: Codebook = SHIPPED) -> Selection:
    """What of a page is the article. Linear in the length of the page."""
    votes = _Votes(tree)
    page = outline(tree, codebook)
    voted = votes.on(page.parts)
    void = _void_regions(page.parts, voted)
    if void:  # a class name that means something else here hides the regions inside it
        page = outline(tree, codebook, void)
        voted = votes.on(page.parts)
    parts = page.parts
    if not any(_is_body(part, vote) for part, vote in zip(parts, voted, strict=True)):
        # the extractor found nothing: every plain paragraph may be the article
        voted = [not p.whole and p.region is None and not p.linked and is_prose(p.text) for p in parts]
    return _Page(page, voted, metadata, codebook).selection()


class _Votes:
    """What the extractor takes for the article, asked part by part."""

    def __init__(self, tree: Any) -> None:
        from trafilatura import bare_extraction  # takes longer to load than all else; text needs none of it

        found = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
        body = getattr(found, "body", None)
        lines = [_words(" ".join(e.itertext())) for e in body.iter()] if body is not None else []
        self._lines = frozenset(line for line in lines if line)
        self._text = f" {lines[0]} " if lines else ""

    def on(self, parts: list[Part]) -> list[bool]:
        """For each part, in order, whether the extractor's article says it."""
        at, found = 0, []
        for part in parts:
            words = "" if part.whole else _words(part.text)
            has = words in self._lines
            if not has and words.count(" ") + 1 >= _FEW:
                low = max(0, at - _WINDOW) if len(self._text) > _WINDOW else 0
                place = self._text.find(f" {words} ", low, at + _WINDOW)
                has, at = place >= 0, max(at, place)
            found.append(has)
        return found


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _void_regions(parts: list[Part], voted: list[bool]) -> frozenset[str]:
    """Regions that would take most of the article: their class names mean something else here."""
    prose = [part for part, vote in zip(parts, voted, strict=True) if vote and is_prose(part.text)]
    whole = sum(len(part.text) for part in prose)
    shares: dict[str, int] = {}
    for part in prose:
        if part.region:
            shares[part.region] = shares.get(part.region, 0) + len(part.text)
    return frozenset(region for region, share in shares.items() if share > _MOST * whole)


def _is_body(part: Part, vote: bool) -> bool:
    """Whether a part is a paragraph that the extractor takes and no region speaks against."""
    return vote and part.region is None and part.tag not in HEADINGS and is_prose(part.text)


def _cards(parts: list[Part], paragraphs: Counter[int], article: int) -> frozenset[int]:
    """The scopes of other articles' cards: a headline that is a link, and a sentence or two below it."""
    if not article or paragraphs[article] < _LEAST:
        return frozenset()
    linked = {part.scope for part in parts if part.linked and part.text.count(" ") >= 2}
    return frozenset(s for s in linked if s not in (0, article) and paragraphs[s] <= _CARD_PARAGRAPHS)


def _boxes_of_teasers(page: Outline, body: list[bool], codebook: Codebook) -> dict[int, str]:
    """The parts of boxes that open with a teaser's head, and why they go: "READ NEXT" and what is below it.

    A box that holds much of the article is none: there the words of the parts decide.
    """
    before = [0, *accumulate(body)]  # how many paragraphs stand before a part
    found: dict[int, str] = {}
    for i, part in enumerate(page.parts):
        end = page.ends.get(part.box, len(page.parts))
        if i in found or part.whole or end <= i + 1 or len(part.text) > _LINE:
            continue
        cue = find_cue(part.text, codebook=codebook)
        if cue is not None and cue.takes == "list" and before[end] - before[i] <= _MOST * before[-1]:
            found |= dict.fromkeys(range(i, end), cue.reason)
    return found


class _Page:
    """The parts of one page, with where its title and its body stand."""

    def __init__(self, page: Outline, voted: list[bool], metadata: Metadata, codebook: Codebook) -> None:
        parts = page.parts
        self._parts, self._voted, self._codebook = parts, voted, codebook
        self._description = plain(metadata.description or "")
        self._body = [_is_body(part, vote) for part, vote in zip(parts, voted, strict=True)]
        places = [i for i, is_body in enumerate(self._body) if is_body]
        self._first, self._last = (places[0], places[-1]) if places else (len(parts), -1)
        scopes = Counter(parts[i].scope for i in places)
        self._scope = scopes.most_common(1)[0][0] if scopes else 0
        self._cards = _cards(parts, scopes, self._scope)
        self._boxed = _boxes_of_teasers(page, self._body, codebook)
        self._title = self._title_at(plain(metadata.title or ""))
        self._printed: str | None = None
        if self._title is None and (at := self._titled_at(metadata.title or "")) is not None:
            self._title, self._printed = at, parts[at].text

    def _title_at(self, title: str) -> int | None:
        above = range(min(self._first + 1, len(self._parts)))
        places = [i for i in above if plain(self._parts[i].text) == title]
        return places[-1] if places else None

    def _titled_at(self, title: str) -> int | None:
        """Where the page prints a title that its metadata gives between the names of site and section."""
        names = {plain(name) for name in _BETWEEN_NAMES.split(title) if name.count(" ") >= _LEAST - 1}
        above = reversed(range(min(self._first, len(self._parts)) if names else 0))
        return next((i for i in above if plain(self._parts[i].text) in names), None)

    def selection(self) -> Selection:
        return Selection(
            parts=self._parts,
            pieces=tuple(self._piece(i, part) for i, part in enumerate(self._parts)),
            body=self._body,
            title=self._title,
            first=self._first,
            printed=self._printed,
        )

    def _piece(self, i: int, part: Part) -> Piece:
        piece = Piece(text=part.text, linked=part.linked)
        if part.whole:
            return piece.aside(part.region or "other")
        if i == self._title:
            return piece.aside("title")
        if part.region == "caption":
            return piece.as_kind("caption") if self._pictures(i, part) else piece.aside("related")
        if i in self._boxed or part.scope in self._cards:
            return piece.aside(self._boxed.get(i, "related"))
        if self._is_deck(i, part):
            return piece.as_kind("deck")
        if part.region is not None and part.region not in _READ:
            return piece.aside(_REASONS.get(part.region, part.region))
        if part.tag == "h1":
            return piece.aside("masthead")
        if self._voted[i] or self._passed_over(i, part) or self._heads(i, part):
            return piece.as_kind("heading") if part.tag in HEADINGS else piece
        return piece.aside(self._reason(i, part))

    def _is_deck(self, i: int, part: Part) -> bool:
        """A statement between title and body: by its class, as a heading, or as the page's description."""
        if self._title is None or not self._title < i < self._first or part.linked:
            return False
        least, most = _DECK_WORDS
        if not least <= part.text.count(" ") + 1 <= most:
            return False
        if part.region is not None:
            return part.region == "deck"
        described = self._description.startswith(plain(part.text).rstrip(" .…"))
        below_title = part.tag in HEADINGS and i == self._title + 1
        return described or below_title or self._is_statement(i, part)

    def _is_statement(self, i: int, part: Part) -> bool:
        """A sentence right below the title, in the article's own frame, that the extractor left out."""
        framed = part.scope == self._scope and bool(self._scope)
        near = self._title is not None and i <= self._title + 2
        unknown = find_cue(part.text, head=True, codebook=self._codebook) is None
        return framed and near and is_prose(part.text) and unknown

    def _pictures(self, i: int, part: Part) -> bool:
        """Whether a caption belongs to a picture of this article, and not of another one's teaser."""
        if self._scope and part.scope != self._scope:
            return not part.scope and self._title is not None and self._title < i < self._first
        return self._first - _ABOVE <= i <= self._last or (bool(self._scope) and i > self._last)

    def _heads(self, i: int, part: Part) -> bool:
        """A heading right above a paragraph of the body."""
        above = i + 1 < len(self._parts) and self._body[i + 1]
        return above and part.tag in HEADINGS and not part.linked and self._first <= i + 1

    def _passed_over(self, i: int, part: Part) -> bool:
        """A paragraph between two of the article, that the extractor left out."""
        between = self._first < i < self._last and part.scope == self._scope
        return between and part.tag in ("p", "blockquote", "pre") and is_prose(part.text) and not part.linked

    def _reason(self, i: int, part: Part) -> str:
        """Why a part is not in the article that neither extractor nor region explains."""
        cue = find_cue(part.text, head=i < self._first, tail=i > self._last, codebook=self._codebook)
        if cue is not None:
            return cue.reason
        if len(part.text) < _LINE and not read_date_line(part.text, self._codebook)[1]:
            return "dateline"
        if i < self._first:
            return "navigation" if part.linked else "masthead"
        return "related" if part.linked or part.tag in HEADINGS else "other"
