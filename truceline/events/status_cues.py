"""Codebook in, the words that decide whether something happened out, ready for look-up."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec
from spacy.tokens import Token

from truceline.codebook import Codebook
from truceline.language.syntax import modal
from truceline.records import Status

Kind = Literal[
    "adjective",
    "adverb",
    "conjunction",
    "diary",
    "focus",
    "means",
    "modal",
    "motion",
    "preposition",
    "said",
    "sequence",
    "state",
    "stated",
    "time",
    "unit",
]


class Operator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a word says of its complement: happened where it holds, and where it is negated.

    >>> Operator(id="fail", words=("fail",), scope=("infinitive",), holds="negated", fails="asserted").holds
    'negated'
    """

    id: str
    words: tuple[str, ...]
    scope: tuple[str, ...]
    holds: Status | Literal["same"]
    fails: Status | Literal["same"]


class Modifier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a word beside a predicate says of it."""

    id: str
    kind: Kind
    status: Status
    words: tuple[str, ...]


@lru_cache(maxsize=4)
def _operators(codebook: Codebook) -> dict[tuple[str, str], Operator]:
    found: dict[tuple[str, str], Operator] = {}
    for operator in codebook.entries("cues/status.yaml", Operator):
        for word in operator.words:
            for scope in operator.scope:
                found.setdefault((word, scope), operator)
    return found


@lru_cache(maxsize=4)
def _modifiers(codebook: Codebook) -> dict[tuple[Kind, str], Modifier]:
    entries = codebook.entries("cues/status_modifiers.yaml", Modifier)
    return {(m.kind, word): m for m in entries for word in m.words}


def operator(token: Token, scope: str, codebook: Codebook) -> Operator | None:
    """What ``token`` does to a complement that stands in ``scope``; None for ordinary words."""
    known = _operators(codebook)
    found = known.get((token.lower_, scope)) or known.get((token.lemma_, scope))
    wish = None if found else known.get((f"would {token.lemma_}", scope))
    return wish if wish and modal(token) == "would" else found


def modifier(word: str, kind: Kind, codebook: Codebook) -> Modifier | None:
    """What the lower-case ``word`` says as a modifier of this kind; None for ordinary words."""
    return _modifiers(codebook).get((kind, word))
