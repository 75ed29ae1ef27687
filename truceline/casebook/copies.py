"""A text in, its sketch out; two texts in, how much of the shorter stands in the longer.

A wire story that a paper prints is cut, given a new title and a sentence of its own; runs of five
words survive that. MinHash (Broder 1997) over such runs finds the texts to lay side by side.
"""

from __future__ import annotations

import hashlib

from rensa import RMinHash

from truceline.casebook.marks import spelt

_RUN = 5  # words
_HASHES = 128
_ROWS = 2  # hashes a band: texts that share a seventh of their runs meet in most cases
_SEED = 4
BANDS = 3  # of 64 that two texts must share to be laid side by side: a fifth of their runs
COPIED = 0.5  # of the shorter text's runs: below it a common quotation is no copy


def bands_of(text: str) -> frozenset[int]:
    """Keys under which near-copies of ``text`` meet: signed 64-bit. Empty for a text of few words."""
    runs = _runs(text)
    if not runs:
        return frozenset()
    sketch = RMinHash(num_perm=_HASHES, seed=_SEED)
    sketch.update(sorted(runs))
    digest = sketch.digest()
    return frozenset(_band(i, digest[i : i + _ROWS]) for i in range(0, _HASHES, _ROWS))


def shared(left: str, right: str) -> float:
    """The part of the shorter text's runs of words that stand in the other, from 0 to 1."""
    a, b = _runs(left), _runs(right)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _runs(text: str) -> set[str]:
    words = spelt(text)
    return {" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


def _band(at: int, values: list[int]) -> int:
    words = f"{at}:{values}".encode()
    return int.from_bytes(hashlib.blake2b(words, digest_size=8).digest(), "big", signed=True)
