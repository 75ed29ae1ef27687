"""An HTML page in, a draft out: the extractor's article, and why the rest of the page is no part of it."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.body import Selection, select
from truceline.pages.cues import find_cue
from truceline.pages.draft import Draft, Piece
from truceline.pages.head import byline_of, is_signature
from truceline.pages.lists import refuse_lists
from truceline.pages.metadata import Metadata, read_page_metadata
from truceline.pages.outline import Part
from truceline.pages.plain import read_pieces
from truceline.pages.published import find_order, read_date_line
from truceline.pages.refusals import skipped
from truceline.pages.shapes import is_prose
from truceline.pages.stamps import best_stamp
from truceline.records import Published

_DEEP = "depth"  # in the parser's complaint about a page nested too deeply
_OWN_ENTITIES = re.compile(r"<!DOCTYPE\s[^>\[]{0,200}\[[^\]]{0,20000}\]\s*>", re.IGNORECASE)
_OPENINGS = (
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<article",
    "<div",
    "<main",
    "<section",
    "<p>",
    "<h1",
)
_FULLER = 1.6  # times the text of the page that a machine-readable body must have to be preferred
_ABOVE = 12  # parts above the body that may be its head, where no title is printed
_LINE = 120  # characters
_TAG = re.compile(r"<[^>]{1,200}>")


def draft_html(text: str, where: str, *, address: str | None = None, codebook: Codebook = SHIPPED) -> Draft:
    """The draft of a page of HTML.

    Raises ArticleSkipped (too-deep, list-page, no-article).
    """
    tree = _parse(text, where)
    metadata = read_page_metadata(tree, address)
    chosen = select(tree, metadata, codebook)
    refuse_lists(chosen.parts, chosen.body, metadata, where)
    return Draft(
        pieces=_fuller_body(metadata, chosen.pieces, codebook),
        title=chosen.printed or metadata.title,
        byline=metadata.author or _byline(chosen, codebook),
        publisher=metadata.publisher,
        published=metadata.published or _printed_date(chosen, codebook) or metadata.modified,
    )


def is_html(text: str) -> bool:
    """Whether ``text`` is a page of HTML, whatever its file is called."""
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(_OPENINGS):
        return True
    return head.startswith(("<?xml", "<!--", "<!doctype")) and "<html" in text[:10_000].lower()


def _parse(text: str, where: str) -> Any:  # lxml's elements have no types
    """The tree of a page; entities of the page's own are never expanded, nothing is fetched."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True
    )
    page = _OWN_ENTITIES.sub("<!DOCTYPE html>", text[:30_000]) + text[30_000:]
    try:
        tree = lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        tree = None
    if any(_DEEP in entry.message for entry in parser.error_log):
        raise skipped("too-deep", "the page is nested too deeply to be read", where)
    if tree is None:
        raise skipped("no-article", "there is no article on this page", where)
    return tree


def _head(chosen: Selection, above: int) -> list[Part]:
    """The short lines between title and body, and so many parts above the title."""
    start = chosen.first - _ABOVE if chosen.title is None else chosen.title - above
    parts = chosen.parts[max(0, start) : chosen.first]
    return [p for p in parts if not p.whole and p.region != "caption" and len(p.text) < _LINE]


def _byline(chosen: Selection, codebook: Codebook) -> str | None:
    """A byline that is printed below the title, where no metadata names an author."""
    for part in _head(chosen, 0):
        _, line = read_date_line(part.text, codebook)
        cue = find_cue(line, head=True, codebook=codebook)
        signed = part.region == "byline" or (cue is not None and cue.reason == "byline")
        if line and (signed or (chosen.title is not None and is_signature(line, codebook))):
            return byline_of(line)
    return None


def _printed_date(chosen: Selection, codebook: Codebook) -> Published | None:
    """A date that is printed beside the title, where no metadata has one."""
    lines = [part.text for part in _head(chosen, 2)]
    stamp = best_stamp(lines, codebook, find_order(lines))
    return stamp.published if stamp else None


def _fuller_body(metadata: Metadata, pieces: tuple[Piece, ...], codebook: Codebook) -> tuple[Piece, ...]:
    """The page's pieces, or the body in its metadata where the page prints only the beginning."""
    if not metadata.body:
        return pieces
    shown = sum(len(piece.text) for piece in pieces if piece.kept and is_prose(piece.text))
    body = _TAG.sub("\n", metadata.body) if "</" in metadata.body else metadata.body
    if len(body) < _FULLER * max(shown, 1):
        return pieces
    keeps = ("deck", "caption", "heading")
    head = (p if p.kind in keeps or not p.kept else p.aside("repeat") for p in pieces)
    return (*head, *read_pieces(body, codebook))
