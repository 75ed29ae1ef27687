"""Pieces in, the same pieces out with each text kept once: where the page says it most fully."""

from __future__ import annotations

import re

from truceline.pages.draft import Piece
from truceline.pages.limits import NEAR_REPEAT_WORDS

_WORD = re.compile(r"\w+")
_SHINGLE = 5  # words
_LEAST = 7  # words of a block that a near repeat is looked for
_MORE = 1.1  # times the words that a later piece must have to be the one that is kept
_HOLDERS = 3  # pieces that are looked at for one shingle, so that a page of repeats stays linear
_SAME = 0.85  # share of a block's shingles that the other has


def mark_repeats(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Set aside as "repeat" what an earlier piece says, or what a later one says more fully.

    Exact repeats are found anywhere; near repeats (the same words but for a few, or all of a
    block inside a longer one) within the first words of a page. Linear in the length of the page.
    """
    out = list(pieces)
    words = [_WORD.findall(piece.text.casefold()) if piece.kept else [] for piece in out]
    _exact(out, words)
    _near(out, words)
    return tuple(out)


def _exact(pieces: list[Piece], words: list[list[str]]) -> None:
    first: dict[tuple[str, ...], int] = {}
    for i, piece in enumerate(pieces):
        if not piece.kept or not words[i]:
            continue
        earlier = first.setdefault(tuple(words[i]), i)
        if earlier != i and (len(words[i]) >= _LEAST or piece.kind != "paragraph" or earlier == i - 1):
            keep, drop = (i, earlier) if _tells_kind(piece, pieces[earlier]) else (earlier, i)
            pieces[drop] = pieces[drop].aside("repeat", keep)
            first[tuple(words[i])] = keep


def _near(pieces: list[Piece], words: list[list[str]]) -> None:
    shingles: dict[int, frozenset[str]] = {}
    holders: dict[str, list[int]] = {}
    budget = NEAR_REPEAT_WORDS
    for i, piece in enumerate(pieces):
        budget -= len(words[i])
        if budget < 0:
            return
        if not piece.kept or len(words[i]) < _LEAST:
            continue
        mine = _shingles(words[i])
        alike = _alike(mine, shingles, holders)
        fuller = next((o for o in alike if _keeps(o, i, pieces, words)), None)
        if fuller is not None:
            pieces[i] = piece.aside("repeat", fuller)
            continue
        for other in (o for o in alike if _keeps(i, o, pieces, words)):
            pieces[other] = pieces[other].aside("repeat", i)
            del shingles[other]
        shingles[i] = mine
        for shingle in mine:
            holders.setdefault(shingle, []).append(i)


def _tells_kind(piece: Piece, earlier: Piece) -> bool:
    """Whether of two alike the later says what both are: the deck a lede, the paragraph a caption."""
    return (earlier.kind, piece.kind) in {("deck", "paragraph"), ("paragraph", "caption")}


def _keeps(one: int, other: int, pieces: list[Piece], words: list[list[str]]) -> bool:
    """Whether of two alike ``one`` is kept: it says more or, saying as much, stands first.

    A caption never takes the place of a paragraph: what a caption says does not date the article.
    """
    kinds = (pieces[one].kind, pieces[other].kind)
    if kinds == ("caption", "paragraph") or (kinds == ("deck", "paragraph") and one < other):
        return False
    earlier, later = min(one, other), max(one, other)
    more = len(words[later]) > _MORE * len(words[earlier])
    return one == (later if more or kinds == ("paragraph", "deck") else earlier)


def _shingles(words: list[str]) -> frozenset[str]:
    return frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def _alike(
    mine: frozenset[str], shingles: dict[int, frozenset[str]], holders: dict[str, list[int]]
) -> list[int]:
    """The earlier pieces that hold most of ``mine``, or that ``mine`` holds most of."""
    shared: dict[int, int] = {}
    for shingle in mine:
        for holder in holders.get(shingle, ())[-_HOLDERS:]:
            shared[holder] = shared.get(holder, 0) + 1
    return [
        holder
        for holder in sorted(shared)
        if holder in shingles and shared[holder] >= _SAME * min(len(mine), len(shingles[holder]))
    ]
