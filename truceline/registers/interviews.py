"""A word in, who answers in an interview out: "Saw Htoo Ler: They gave every one of us a pen."

Answers stand under a name with a colon, or, once one has, between questions without any.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Token

from truceline.records import Actor
from truceline.registers.reading import Reading

_BLOCK = re.compile(r"[^\n]+")
_LABEL = re.compile(r"([A-Z][^\s:.?!]*(?: [^\s:.?!]+){0,4}): ")
_QUESTION = 60  # words; a longer block with a question mark at its end is an answer
_TURNS = 2  # questions and labels without which there is no interview


def answering(reading: Reading, token: Token) -> tuple[Actor, ...]:
    """Who gives the answer in which ``token`` stands; () outside of an interview."""
    label = next((at for start, end, at in _answers(reading.parsed.text) if start <= token.idx < end), None)
    named = reading.parsed.tokens_at(*label) if label is not None else []
    return (reading.scene.cast.by_text(named[-1]),) if named and named[-1].pos_ == "PROPN" else ()


@lru_cache(maxsize=4)
def _answers(text: str) -> tuple[tuple[int, int, tuple[int, int]], ...]:
    """The answers of an interview as offsets, each with the offsets of the name that it stands under."""
    blocks = list(_BLOCK.finditer(text))
    labels = [_LABEL.match(b[0]) for b in blocks]
    asked = [b[0].rstrip().endswith("?") and len(b[0].split()) <= _QUESTION for b in blocks]
    if sum(asked) < _TURNS or sum(m is not None for m in labels) < _TURNS:
        return ()
    found: list[tuple[int, int, tuple[int, int]]] = []
    speaker: tuple[int, int] | None = None
    for block, match, question in zip(blocks, labels, asked, strict=True):
        if match is not None and not question:
            speaker = (block.start(), block.start() + match.end(1))
        if speaker is not None and not question:
            found.append((block.start(), block.end(), speaker))
    return tuple(found)
