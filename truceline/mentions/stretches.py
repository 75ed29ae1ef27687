"""Text and words in, stretches around them out: where a long pattern is worth trying.

A pattern that begins with much that is optional is dear at each letter. What it matches holds one of
a few words, or digits: only around these is it tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Stretches = list[tuple[int, int]]  # half-open offsets, in order, none touching another

_WORD = re.compile(r"[^\W\d_]+|\d+")
_AROUND = 60  # characters: an expression of time or number stays within them of each of its words


def find_stretches(text: str, kinds_of: Mapping[str, Iterable[str]]) -> dict[str, Stretches]:
    """Where words stand, by the kinds that ``kinds_of`` gives for a word in lower case.

    Digits are of the kind "digits", four of them of "four digits" too; all are of the kind "any".
    """
    near: dict[str, Stretches] = {}
    for match in _WORD.finditer(text):
        if match[0].isdigit():
            there: Iterable[str] = ("digits", "four digits") if len(match[0]) == 4 else ("digits",)
        elif not (there := kinds_of.get(match[0].lower(), ())):
            continue
        stretch = _whole_words(text, match.start() - _AROUND, match.end() + _AROUND)
        for kind in {*there, "any"}:
            _join(near.setdefault(kind, []), stretch)
    return near


def needed_words(forms: Iterable[str]) -> frozenset[str]:
    """One word of each form, the longest, in lower case: where it does not stand the form cannot.

    >>> sorted(needed_words(["a few", "New Year's Eve"]))
    ['few', 'year']
    """
    words_of = (re.findall(r"[^\W\d_]+", form.lower()) for form in forms)
    return frozenset(max(words, key=len) for words in words_of if words)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = text.rfind(" ", 0, max(0, start)) + 1, text.find(" ", min(len(text), end))
    return start, len(text) if end < 0 else end


def _join(stretches: Stretches, stretch: tuple[int, int]) -> None:
    if stretches and stretch[0] <= stretches[-1][1]:
        stretches[-1] = (stretches[-1][0], max(stretch[1], stretches[-1][1]))
    else:
        stretches.append(stretch)
