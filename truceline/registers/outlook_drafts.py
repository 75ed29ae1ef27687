"""What every way of telling an outlook shares: the draft, and what is asked of words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Token

from truceline.language.syntax import children
from truceline.records import Actor
from truceline.records.registers import OutlookKind

WORDS = "registers/outlook.yaml"
OPEN_MODALS = ("will", "would", "could", "may", "might", "can", "wo", "shall")
Lexicon = dict[str, frozenset[str]]


class Draft(NamedTuple):
    """An outlook as one word tells it."""

    cue: Token
    kind: OutlookKind
    rule: str
    by: tuple[Actor, ...]


def named(tokens: Iterable[Token]) -> set[str]:
    """The lemmas of ``tokens`` in lower case."""
    return {t.lemma_.lower() for t in tokens}


def is_infinitive(verb: Token) -> bool:
    """Whether ``verb`` stands with "to"."""
    return any(c.lower_ == "to" for c in children(verb, "aux"))
