"""A line of a page in, what it is beside the article out: teaser, credit, newsletter, menu, byline."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.shapes import ends_sentence
from truceline.pages.tidy import plain

_BULLETS = "-–—•*·_ "
_LONGEST = 80  # words; what is longer is a paragraph, whatever words it holds


class Cue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``pages/cues.yaml``; the file's head says what each field means."""

    id: str
    reason: str
    takes: Literal["line", "list", "rest", "end"] = "line"
    where: Literal["anywhere", "head", "body", "tail"] = "anywhere"
    whole: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    at_most: int = 20
    statement: bool = True
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


def find_cue(
    line: str, *, head: bool = False, tail: bool = False, codebook: Codebook = SHIPPED
) -> Cue | None:
    """The first cue that knows ``line``, or None where it may be part of the article.

    ``head`` and ``tail`` say that the line stands above the body or after it.
    """
    if line.count(" ") >= _LONGEST or len(line) > _LONGEST * 10:
        return None
    return _find(line, head, tail, codebook)


@lru_cache(maxsize=4096)  # the head, the boxes and the body of a page ask about the same lines
def _find(line: str, head: bool, tail: bool, codebook: Codebook) -> Cue | None:
    words = line.count(" ") + 1
    simple, statement = plain(line), words > 1 and ends_sentence(line) and not line.endswith("?")
    for cue, words_of, patterns in _rules(codebook):
        if words > cue.at_most or (statement and not cue.statement):
            continue
        if cue.where != "anywhere" and not _counts(cue, head, tail):
            continue
        if words_of and words_of.search(simple):
            return cue
        if patterns and (patterns.search(line) or patterns.search(line.lstrip(_BULLETS))):
            return cue
    return None


def _counts(cue: Cue, head: bool, tail: bool) -> bool:
    return {"head": head, "body": not head, "tail": tail}[cue.where]


@lru_cache(maxsize=8)
def _rules(codebook: Codebook) -> list[tuple[Cue, re.Pattern[str] | None, re.Pattern[str] | None]]:
    return [
        (cue, _words(cue), re.compile("|".join(cue.patterns)) if cue.patterns else None)
        for cue in codebook.entries("pages/cues.yaml", Cue)
    ]


def _words(cue: Cue) -> re.Pattern[str] | None:
    whole, opens, holds = (any_of(group) for group in (cue.whole, cue.opens, cue.holds))
    shapes = [
        rf"^\W*(?:{whole})\s*(?:\(\d+\))?[\W_]*$" if whole else "",
        rf"^\W*(?:{opens})" if opens else "",
        rf"(?<!\w)(?:{holds})" if holds else "",
    ]
    used = [shape for shape in shapes if shape]
    return re.compile("|".join(used)) if used else None


def any_of(words: tuple[str, ...]) -> str:
    """A pattern that finds any of ``words`` in text that ``plain`` has read, the longest first."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(plain(w)) + (r"(?!\w)" if w[-1].isalpha() else "") for w in longest_first)
