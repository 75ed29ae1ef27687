"""A parsed HTML page in, its text out in the order of the page, each part with the region it stands in.

The extractor says which text is the article; the outline says what the rest is, where captions
and the deck stand, and in which order. Menus, forms and footers are taken whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
from lxml import etree

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.plain import read_pieces
from truceline.pages.shapes import ends_sentence
from truceline.pages.tidy import tidy

_SILENT = frozenset(
    "script style noscript template svg iframe object embed canvas head math audio video map select option "
    "datalist textarea input".split()
)
_WHOLE = {
    "nav": "navigation", "menu": "navigation", "button": "navigation", "aside": "related",
    "footer": "masthead", "form": "newsletter", "dialog": "advertisement",
}  # fmt: skip
_BLOCKS = frozenset(
    "p div section article main header figure figcaption blockquote ul ol li dl dt dd table tbody "
    "thead tr td th h1 h2 h3 h4 h5 h6 pre address hr br body html center details summary time caption "
    "hgroup fieldset nav aside footer form menu".split()
)
_BOXES = frozenset({"div", "section", "article", "td", "li", "blockquote", "center", "fieldset"})
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CUT_WORDS = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])")
_NAMING = ("class", "id", "itemprop", "role", "data-component", "data-testid", "data-module", "data-gu-name")
_CLOSED = ("related", "comment", "newsletter")  # what stands in these is theirs, whatever it is called
_LONG = 40  # characters of a line that was broken because it was full
_LINK_SHARE = 0.8  # of a part's text that is a link, where all of it counts as one
_BREAK = "\ue001"  # stands for a br between the reading of a block and the cutting of its lines
_AROUND_BREAK = re.compile(rf"\s*{_BREAK}\s*")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text between two block borders.

    ``region``: the reason that the nearest marked element gives (``caption``, ``deck``,
    ``related``, ``navigation`` …), None in plain surroundings. ``whole`` parts are set aside
    unread. ``scope`` numbers the ``article`` or ``main`` element that the part stands in, 0 for
    none: cards of other articles have scopes of their own. ``box`` numbers the nearest element
    that holds blocks (a ``div``, a table cell), whose end stands in ``Outline.ends``.
    """

    text: str
    tag: str
    region: str | None = None
    scope: int = 0
    box: int = 0
    whole: bool = False
    linked: bool = False


class Region(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``pages/regions.yaml``."""

    id: str
    reason: str
    words: tuple[str, ...]


class Outline(msgspec.Struct, frozen=True):
    """The parts of a page in document order; ``ends[box]`` is the place of the first part after a box."""

    parts: list[Part]
    ends: dict[int, int]


def outline(tree: Any, codebook: Codebook = SHIPPED, void: frozenset[str] = frozenset()) -> Outline:
    """The outline of a parsed page; linear in its length.

    ``void`` are regions that class names do not open on this page.
    """
    walk = _Walk(codebook, void)
    parts: list[Part] = []
    for part in walk.parts(tree, parts):
        parts.append(part)
    return Outline(parts, walk.ends)


class _Open(NamedTuple):
    """An open element: the block, the region and the scope that text in it stands in."""

    tag: str
    block: str
    region: str | None
    scope: int
    box: int
    skipped: bool = False


class _Walk:
    """One pass over a tree: the text since the last border, and the open elements."""

    def __init__(self, codebook: Codebook, void: frozenset[str]) -> None:
        self._codebook, self._names, self._void = codebook, _region_names(codebook), void
        self._open = [_Open("body", "body", None, 0, 0)]
        self._text: list[str] = []
        self._linked = self._links = self._scopes = 0
        self._just_closed = False
        self._boxes = 0
        self.ends: dict[int, int] = {}

    def parts(self, tree: Any, before: list[Part]) -> Iterator[Part]:
        """The parts of ``tree``; ``before`` are those that have been given already."""
        walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                entered = self._entered(element)
                if entered.skipped:
                    walk.skip_subtree()
                if _is_border(entered, self._open[-1]):
                    yield from self._flush()
                if entered.tag in _WHOLE:
                    yield from self._whole(element, entered)
                self._begin(element, entered)
            elif event == "end":
                if _is_border(self._open[-1], self._open[-2]):
                    yield from self._flush()
                if self._open[-1].box != self._open[-2].box:
                    self.ends[self._open[-1].box] = len(before)
                self._end(element)
            else:
                self._add(element.tail)
        yield from self._flush()

    def _entered(self, element: Any) -> _Open:
        tag, around = element.tag, self._open[-1]
        if tag in _SILENT or _is_hidden(element):
            return _Open("silent", around.block, around.region, around.scope, around.box, skipped=True)
        block = tag if tag in _BLOCKS else around.block
        box = around.box
        if tag in _BOXES:
            self._boxes += 1
            box = self._boxes
        return _Open(tag, block, self._region(element), self._scope(element), box, skipped=tag in _WHOLE)

    def _begin(self, element: Any, entered: _Open) -> None:
        if self._just_closed and self._text and self._text[-1][-1:].isalnum():
            self._text.append(" ")  # "<b>By</b><b>Lia Roux</b>": two words, not one
        self._just_closed = False
        self._open.append(entered)
        self._links += entered.tag == "a"
        if entered.tag == "br":
            self._text.append(_BREAK)
        elif not entered.skipped:
            self._add(element.text)

    def _end(self, element: Any) -> None:
        left = self._open.pop()
        self._links -= left.tag == "a"
        self._just_closed = not element.tail and not left.skipped
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._text.append(text)
            self._just_closed = False
            if self._links:
                self._linked += len(text.strip())

    def _flush(self) -> Iterator[Part]:
        whole, around = "".join(self._text), self._open[-1]
        linked = self._linked >= _LINK_SHARE * len(whole.strip())
        for text in self._texts(whole, around.block):
            yield Part(
                text=text,
                tag=around.block,
                region=around.region,
                scope=around.scope,
                box=around.box,
                linked=linked,
            )
        self._text, self._linked, self._just_closed = [], 0, False

    def _texts(self, whole: str, block: str) -> list[str]:
        """The text of a block; where it breaks lines by hand, its paragraphs."""
        if block != "pre":
            if _BREAK not in whole:
                text = tidy(whole)
                return [text] if text else []
            whole = _AROUND_BREAK.sub("\n", " ".join(whole.split()))
            if block == "p" and _is_wrapped(whole.strip().split("\n")):
                whole = " ".join(whole.split())
        return [piece.text for piece in read_pieces(whole, self._codebook)]

    def _whole(self, element: Any, entered: _Open) -> Iterator[Part]:
        text = tidy(" ".join(part.strip() for part in element.itertext() if part.strip()))
        if text:
            yield Part(text=text, tag=entered.tag, region=entered.region or _WHOLE[entered.tag], whole=True)

    def _region(self, element: Any) -> str | None:
        """The region that ``element`` opens, or the one that it stands in."""
        inherited = self._open[-1].region
        if element.tag == "figcaption":
            reason: str | None = "caption"
        elif not element.attrib or element.tag in ("body", "html", "main"):
            return inherited
        else:
            named = " ".join(name for key in _NAMING if (name := element.get(key)))
            reason = _reason_of(named, self._names) if named else None
        if reason is None or reason in self._void or inherited in _CLOSED:
            return inherited
        return reason

    def _scope(self, element: Any) -> int:
        opens = element.tag in ("article", "main") or element.get("itemprop") == "articleBody"
        if not opens:
            return self._open[-1].scope
        self._scopes += 1
        return self._scopes


def _is_border(inner: _Open, outer: _Open) -> bool:
    """Whether text on the two sides of an element's edge belongs to different parts."""
    if inner.tag in ("br", "silent"):
        return False
    return inner.tag in _BLOCKS or inner.region != outer.region


def _is_wrapped(lines: list[str]) -> bool:
    """Whether hand-broken lines are one paragraph: only the last ends a sentence, the others are long."""
    *inner, last = lines
    return ends_sentence(last) and all(len(line) >= _LONG and not ends_sentence(line) for line in inner)


def _is_hidden(element: Any) -> bool:
    if not element.attrib:
        return False
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


@lru_cache(maxsize=4096)
def _reason_of(named: str, names: Names) -> str | None:
    """The reason for the last word that says one: ``caption__credit`` is a credit."""
    for name in named.split():
        words = [word.lower() for word in _CUT_WORDS.split(name) if word]
        pairs = [f"{one}{other}" for one, other in pairwise(words)]
        for word in (*reversed(words), *pairs, "".join(words)):
            if word in names.reasons:
                return names.reasons[word]
    return None


class Names:
    """The words of class names, as a key of a cache."""

    def __init__(self, reasons: dict[str, str]) -> None:
        self.reasons = reasons


@lru_cache(maxsize=8)
def _region_names(codebook: Codebook) -> Names:
    entries = codebook.entries("pages/regions.yaml", Region)
    return Names({word: entry.reason for entry in entries for word in entry.words})
