"""A parsed HTML page in, its text out in the order of the page, each part with the region it stands in.

The extractor says which text is the article; the outline says what the rest is, where captions
and the deck stand, and in which order. Menus, forms and footers are taken whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec
from lxml import etree

from truceline.codebook import SHIPPED, Codebook
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
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CUT_WORDS = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text between two block borders.

    ``region``: the reason that the nearest marked element gives (``caption``, ``deck``,
    ``related``, ``navigation`` …), None in plain surroundings. ``whole`` parts are set aside
    unread. ``scope`` numbers the ``article`` or ``main`` element that the part stands in, 0 for
    none: cards of other articles have scopes of their own.
    """

    text: str
    tag: str
    region: str | None = None
    scope: int = 0
    whole: bool = False
    linked: bool = False


class Region(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``pages/regions.yaml``."""

    id: str
    reason: str
    words: tuple[str, ...]


def outline(tree: Any, codebook: Codebook = SHIPPED, void: frozenset[str] = frozenset()) -> list[Part]:
    """The parts of a page in document order; linear in its length.

    ``void`` are regions that class names do not open on this page.
    """
    return list(_Walk(codebook, void).parts(tree))


class _Walk:
    """One pass over a tree: the text since the last border, and the open regions."""

    def __init__(self, codebook: Codebook, void: frozenset[str]) -> None:
        self._names, self._void = _region_names(codebook), void
        self._text: list[str] = []
        self._linked = 0
        self._in_link = 0
        self._tags: list[str] = ["body"]
        self._regions: list[str | None] = [None]
        self._scopes: list[int] = [0]
        self._scopes_seen = 0

    def parts(self, tree: Any) -> Iterator[Part]:
        walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event in ("comment", "pi"):
                self._add(element.tail)
                continue
            tag = element.tag
            if event == "end":
                yield from self._close(element, tag)
                continue
            if tag in _SILENT or self._hidden(element):
                walk.skip_subtree()
                continue
            if tag in _WHOLE:
                yield from self._flush()
                yield from self._take_whole(element, tag)
                walk.skip_subtree()
                continue
            yield from self._open(element, tag)
        yield from self._flush()

    def _open(self, element: Any, tag: str) -> Iterator[Part]:
        region = self._region(element)
        if tag in _BLOCKS or region != self._regions[-1]:
            yield from self._flush()
        if tag == "a":
            self._in_link += 1
        self._tags.append(tag if tag in _BLOCKS else self._tags[-1])
        self._regions.append(region)
        self._scopes.append(self._scope(element, tag))
        self._add(element.text)

    def _close(self, element: Any, tag: str) -> Iterator[Part]:
        if tag not in _SILENT and tag not in _WHOLE and not self._hidden(element):
            if tag in _BLOCKS or self._regions[-1] != self._regions[-2]:
                yield from self._flush()
            if tag == "a":
                self._in_link -= 1
            self._tags.pop()
            self._regions.pop()
            self._scopes.pop()
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._text.append(text)
            if self._in_link:
                self._linked += len(text.strip())

    def _flush(self) -> Iterator[Part]:
        text = tidy("".join(self._text))
        if text:
            linked = self._linked >= 0.8 * len(text)
            yield Part(
                text=text, tag=self._tags[-1], region=self._regions[-1], scope=self._scopes[-1], linked=linked
            )
        self._text, self._linked = [], 0

    def _take_whole(self, element: Any, tag: str) -> Iterator[Part]:
        text = tidy(" ".join(part.strip() for part in element.itertext() if part.strip()))
        if text:
            yield Part(text=text, tag=tag, region=self._region(element) or _WHOLE[tag], whole=True)

    def _hidden(self, element: Any) -> bool:
        if not element.attrib:
            return False
        style = element.get("style")
        return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))

    def _region(self, element: Any) -> str | None:
        """The region that ``element`` opens, or the one that it stands in."""
        inherited = self._regions[-1]
        if element.tag == "figcaption":
            reason: str | None = "caption"
        elif not element.attrib or element.tag in ("body", "html", "main"):
            return inherited
        else:
            named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
            reason = _reason_of(named, self._names) if len(named) > 3 else None
        if reason is None or reason in self._void or inherited in ("related", "comment", "newsletter"):
            return inherited
        return reason

    def _scope(self, element: Any, tag: str) -> int:
        opens = tag in ("article", "main") or (element.attrib and element.get("itemprop") == "articleBody")
        if not opens:
            return self._scopes[-1]
        self._scopes_seen += 1
        return self._scopes_seen


@lru_cache(maxsize=4096)
def _reason_of(named: str, names: Names) -> str | None:
    for name in named.split():
        words = [word.lower() for word in _CUT_WORDS.split(name) if word]
        for word in (*words, "".join(words)):
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
