"""Tokens in, sentence borders out: before the parse, so that a screen can choose what is parsed."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from truceline.pages.dateline import find_dateline

_FINAL = {".", "?", "!", "…", "..."}
_CLOSING = {'"', "”", "’", "'", "''", ")", "]", "»"}
# After an abbreviation with its full stop only a word like these opens a sentence.
_OPENERS = set(
    "The A An In On At He She It They We But And That This These Those There His Her Its Their "
    "As After Before When While If Some Many Both However Meanwhile For By".split()
)


def borders(doc: Doc, text: str) -> list[tuple[int, int]]:
    """Half-open token ranges of the sentences of ``doc``, whose ``text`` it is, without blank tokens.

    A line break ends a sentence, save where a hard-wrapped line goes on in lower case; so does
    a semicolon. A dateline is a range of its own, so that no parser takes it for a subject.
    """
    return [piece for line in _lines(doc) for piece in _split(doc, text, *line)]


def _lines(doc: Doc) -> Iterator[tuple[int, int]]:
    start = 0
    for token in doc:
        if "\n" not in token.text:
            continue
        following = doc[token.i + 1].text if token.i + 1 < len(doc) else ""
        wrapped = token.text.count("\n") == 1 and following[:1].islower() and token.i > start
        if wrapped and doc[token.i - 1].text not in _FINAL:
            continue
        if token.i > start:
            yield start, token.i
        start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


def _split(doc: Doc, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    line = text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
    dateline = find_dateline(line)
    if dateline:
        body = doc[start].idx + dateline.end()
        cut = next((i for i in range(start, end) if doc[i].idx >= body), start)
        if cut > start:
            yield start, cut
            start = cut
    i = start
    while i < end:
        token = doc[i]
        i += 1
        if token.text == ";":
            yield start, i
            start = i
            continue
        if not _ends(doc, token.i, end):
            continue
        while i < end and doc[i].text in _CLOSING and not doc[i - 1].whitespace_:
            i += 1
        if i < end and doc[i].text[:1].islower():
            continue
        yield start, i
        start = i
    if start < end:
        yield start, end


def _ends(doc: Doc, i: int, end: int) -> bool:
    text = doc[i].text
    if text in _FINAL:
        return True
    # "in the U.S. The": the full stop belongs to the abbreviation and ends the sentence too
    return text.endswith(".") and len(text) > 1 and i + 1 < end and doc[i + 1].text in _OPENERS
