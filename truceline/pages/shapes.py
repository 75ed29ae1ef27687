"""A line in, its shape out: does it end a sentence, is it prose, could it be a headline."""

from __future__ import annotations

import re

_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.;:,…][\"'”’»)\]]*$")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){1,4}$|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|Gen|Col|Dr|St)\.$")
_NEXT_SENTENCE = re.compile(r"(?<=[a-z0-9\"”’)])[.!?][\"'”’)]*\s+(?=[\"“‘']?[A-Z])")
_ITEM_NUMBER = re.compile(r"\d{1,3}[.)]\s+")
_PROSE_WORDS = 8
_LONG_WORDS = 40
_HEADLINE_WORDS = 28
_HEADLINE_LENGTH = 220
_SMALL = frozenset("a an and as at by de del for from in into la le of on or over the to under with".split())


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does, quotation marks and brackets aside."""
    return bool(_ENDS.search(text))


def sentences(text: str) -> int:
    """About how many sentences there are in ``text``; at least one."""
    number = _ITEM_NUMBER.match(text)  # "1. Miners shot" is an item of a list
    return 1 + sum(1 for _ in _NEXT_SENTENCE.finditer(text, number.end() - 1 if number else 0))


def is_prose(text: str) -> bool:
    """Whether ``text`` reads as a paragraph of an article: whole sentences, or very long."""
    words = text.count(" ") + 1
    return words >= _LONG_WORDS or (words >= _PROSE_WORDS and ends_sentence(text)) or sentences(text) > 1


def is_headline(text: str) -> bool:
    """Whether ``text`` could stand over an article: short, one statement, no full stop."""
    words = text.split()
    if not 1 < len(words) <= _HEADLINE_WORDS or len(text) > _HEADLINE_LENGTH:
        return False
    if _FULL_STOP.search(text) and not _ABBREVIATED.search(text):
        return False
    return sentences(text) == 1 and any(c.isalpha() for c in text)


def is_name(text: str) -> bool:
    """Whether every word but the small ones has a capital: "The Harbour Post"."""
    words = [w for w in re.findall(r"[\w'’.&-]+", text) if w.lower() not in _SMALL]
    return bool(words) and all(w[0].isupper() or w[0] in "&0123456789" for w in words)
