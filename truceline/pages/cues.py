"""A line of a page in, what it is beside the article out: teaser, credit, newsletter, menu, byline."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.shapes import ends_sentence
from truceline.pages.tidy import plain

_BULLETS = "-–—•*·_ "
_ANY_WORD = re.compile(r"[^\W_]+")
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
    needs: tuple[str, ...] = ()
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
    known = _rules(codebook)
    count, simple = line.count(" ") + 1, plain(line)
    words = _ANY_WORD.findall(simple)
    shapes_of = (line, line.lstrip(_BULLETS)) if line[:1] in _BULLETS else (line,)
    statement = count > 1 and ends_sentence(line) and not line.endswith("?")
    for rule in _possible(known, words, simple, shapes_of):
        cue = rule.cue
        if count > cue.at_most or (statement and not cue.statement):
            continue
        if cue.where != "anywhere" and not _counts(cue, head, tail):
            continue
        if rule.opening and rule.opening.match(simple):
            return cue
        if rule.holds and rule.holds.search(simple):
            return cue
        asked = rule.shapes is not None and (not cue.needs or not rule.needs.isdisjoint(words))
        if rule.shapes and asked and any(rule.shapes.match(shape) for shape in shapes_of):
            return cue
    return None


def _possible(known: _Rules, words: list[str], simple: str, shapes_of: tuple[str, ...]) -> tuple[_Rule, ...]:
    """The rules that may know a line: all, or those that open with its first word where no other can."""
    asked = not simple[:1].isalnum() or not known.held.isdisjoint(words)
    if asked or (known.shapes and any(known.shapes.match(shape) for shape in shapes_of)):
        return known.rules
    return known.opening.get(words[0], ()) if words else ()


def _counts(cue: Cue, head: bool, tail: bool) -> bool:
    return {"head": head, "body": not head, "tail": tail}[cue.where]


class _Rule(NamedTuple):
    """A cue with its words as patterns."""

    cue: Cue
    opening: re.Pattern[str] | None
    holds: re.Pattern[str] | None
    shapes: re.Pattern[str] | None
    needs: frozenset[str]


class _Rules(NamedTuple):
    """All cues, and those that open with a word. A line without a word of ``held`` holds no other.

    ``shapes`` are the patterns of all cues that need no word.
    """

    rules: tuple[_Rule, ...]
    opening: dict[str, tuple[_Rule, ...]]
    held: frozenset[str]
    shapes: re.Pattern[str] | None


@lru_cache(maxsize=8)
def _rules(codebook: Codebook) -> _Rules:
    cues = codebook.entries("pages/cues.yaml", Cue)
    rules = tuple(_rule(cue) for cue in cues)
    opening: dict[str, tuple[_Rule, ...]] = {}
    for rule in rules:
        for first in {_first_word(words) for words in (*rule.cue.whole, *rule.cue.opens)}:
            opening[first] = (*opening.get(first, ()), rule)
    return _Rules(
        rules=rules,
        opening=opening,
        held=frozenset(word for cue in cues for word in (*map(_longest_word, cue.holds), *cue.needs)),
        shapes=_shapes(tuple(shape for cue in cues if not cue.needs for shape in cue.patterns)),
    )


def _rule(cue: Cue) -> _Rule:
    whole, opens = any_of(cue.whole), any_of(cue.opens)
    ways = [rf"(?:{whole})\s*(?:\(\d+\))?[\W_]*$"] * bool(whole) + [rf"(?:{opens})"] * bool(opens)
    return _Rule(
        cue=cue,
        opening=re.compile(rf"\W*(?:{'|'.join(ways)})") if ways else None,
        holds=_holding(cue.holds),
        shapes=_shapes(cue.patterns),
        needs=frozenset(cue.needs),
    )


def _first_word(words: str) -> str:
    """The first word of a cue's words, without the sign that they may open with."""
    return next(iter(_ANY_WORD.findall(plain(words))), "")


def _longest_word(words: str) -> str:
    """The word of a cue's words that the fewest lines have."""
    return max(_ANY_WORD.findall(plain(words)), key=len, default="")


def _holding(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{any_of(words)})") if words else None


def _shapes(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


def any_of(words: tuple[str, ...]) -> str:
    """A pattern that finds any of ``words`` in text that ``plain`` has read, the longest first."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(plain(w)) + (r"(?!\w)" if w[-1].isalpha() else "") for w in longest_first)
