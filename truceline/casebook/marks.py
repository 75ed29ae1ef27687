"""The words of a claim in, those that tell which happening it is out."""

from __future__ import annotations

import re
from functools import lru_cache

from truceline.casebook.parties import WORDS, party
from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.words import words
from truceline.records import CodedArticle, Span

ALIKE = "casebook/alike.yaml"
_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d+(?:[.,]\d+)*")


def marks_of(coded: CodedArticle, evidence: Span, codebook: Codebook = SHIPPED) -> tuple[str, ...]:
    """Roots of the telling words of ``evidence``: without parties, places, dates and common words."""
    known = [(k.start, k.end) for found in (coded.places, coded.dates) for k in found]
    named = [(a.start, a.end) for a in coded.actors if a.kind != "group" and party(a, codebook)]
    found = []
    for match in _WORD.finditer(evidence.text):
        at = evidence.start + match.start()
        taken = _is_in(at, known) or (match[0][0].isupper() and _is_in(at, named))
        if not taken and match[0][0].isalpha():
            found.append(root(match[0], codebook))
    return tuple(dict.fromkeys(w for w in found if w))


def _is_in(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def opposed(left: tuple[str, ...], right: tuple[str, ...], name: str, codebook: Codebook = SHIPPED) -> bool:
    """Whether both name some of the set ``name`` (victims, directions) and not one the same."""
    known = words(codebook, WORDS)[name]
    mine, theirs = known & set(left), known & set(right)
    return bool(mine and theirs) and not mine & theirs


def sites(marks: tuple[str, ...], codebook: Codebook = SHIPPED) -> frozenset[str]:
    """The marks that name a site: a hospital, a market, a checkpoint."""
    return _sites(codebook) & frozenset(marks)


@lru_cache(maxsize=1 << 16)
def root(word: str, codebook: Codebook = SHIPPED) -> str:
    """What ``word`` is compared by: the id of its set of like words, else itself without its ending.

    Empty for a word that tells nothing.
    """
    lower = word.lower().replace("’", "'").removesuffix("'s")
    if lower in words(codebook, WORDS)["silent"] or len(lower) < 3:
        return ""
    return _alike(codebook).get(lower) or _cut(lower)


def spelt(text: str) -> tuple[str, ...]:
    """All words of ``text`` in lower case: what tells whether two sentences are one."""
    return tuple(match[0].lower() for match in _WORD.finditer(text))


def _cut(word: str) -> str:
    for ending in ("ies", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending).rstrip("e")
    return word.rstrip("e")


@lru_cache(maxsize=8)
def _alike(codebook: Codebook) -> dict[str, str]:
    return {word: name for name, alike in words(codebook, ALIKE).items() for word in sorted(alike)}


@lru_cache(maxsize=8)
def _sites(codebook: Codebook) -> frozenset[str]:
    return frozenset(_cut(w) for w in words(codebook, WORDS)["sites"])
