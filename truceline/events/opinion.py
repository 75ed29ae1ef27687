"""A coded predicate in, how sure one may be of it out: the second opinion, which decides nothing.

A small linear model (multinomial logistic regression over hashed words and relations, after Weinberger
et al. 2009) has learnt the codebook's own examples and reads each event's sentence once more. It knows
less than the frames, but it errs elsewhere: where it finds the coded type unlikely, confidence falls and
a person should look. The weights are ``opinion.npz`` in the codebook, made by ``truceline codebook
train``; what each sign counts for is ``opinion.yaml`` beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import msgspec
import numpy as np
import numpy.typing as npt
from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.language import syntax

BUCKETS = 4096  # of hashed clues
NOTHING = "nothing"  # the label of sentences that tell no event
_BESIDE = frozenset({"dobj", "nsubjpass", "attr", "prt", "xcomp", "ccomp", "agent", "neg", "aux"})
_CONTENT = ("VERB", "NOUN", "ADJ")
_LEAST = 1e-4  # a probability is never held for nothing


class Sign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one sign of a right or wrong coding counts for, on the scale of log odds."""

    id: str
    weight: float


@dataclass(frozen=True)
class Opinion:
    """The second reader: what it has learnt, and how its word is weighed.

    ``weights`` is float32 of shape (BUCKETS, labels), ``bias`` of shape (labels,).
    """

    labels: tuple[str, ...]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    signs: dict[str, float]

    def probability(self, type: str, trigger: Token, sentence: Sequence[Token]) -> float:
        """How likely the second reader holds it that ``trigger`` tells an event of ``type``, 0 to 1."""
        seen = clues(trigger, sentence)
        scores = self.weights[seen].sum(0) / math.sqrt(len(seen)) + self.bias
        odds = np.exp(scores - scores.max())
        return float(odds[self.labels.index(type)] / odds.sum())

    def confidence(self, type: str, trigger: Token, sentence: Sequence[Token]) -> float:
        """How sure one may be that the event is of ``type``, 0 to 1, to two decimals."""
        p = min(max(self.probability(type, trigger, sentence), _LEAST), 1 - _LEAST)
        logit = self.signs["any event"] + self.signs["second reader"] * math.log(p / (1 - p))
        return round(1 / (1 + math.exp(-logit)), 2)


def clues(trigger: Token, sentence: Sequence[Token]) -> list[int]:
    """The hashed words and relations around ``trigger``, each once: numbers below BUCKETS."""
    return sorted({crc32(clue.encode()) % BUCKETS for clue in _clues(trigger, sentence)})


def _clues(trigger: Token, sentence: Sequence[Token]) -> Iterator[str]:
    verb = syntax.verb_of(trigger) or trigger
    head = verb.lemma_.lower()
    yield f"trigger:{trigger.lemma_.lower()}"
    yield f"above:{trigger.head.lemma_.lower()}"
    yield f"verb:{head}"
    for child in verb.children:
        if child.dep_ in _BESIDE:
            yield f"{child.dep_}:{child.lemma_.lower()}"
            yield f"verb:{head} {child.lemma_.lower()}"
    for preposition, objects in syntax.prepositions(verb).items():
        yield f"preposition:{preposition}"
        yield f"verb:{head} {preposition}"
        yield from (f"object:{o.lemma_.lower()}" for o in objects)
    yield from (f"below:{child.lemma_.lower()}" for child in trigger.children)
    yield from (f"word:{t.lemma_.lower()}" for t in sentence if t.pos_ in _CONTENT and t.is_alpha)


@lru_cache(maxsize=4)
def load_opinion(codebook: Codebook = SHIPPED) -> Opinion:
    """The second reader of ``codebook``: the user's own weights where there are some."""
    with np.load(codebook.files("opinion.npz")[-1]) as file:
        labels = tuple(file["labels"].tobytes().decode().split())
        weights, bias = file["weights"].astype(np.float32), file["bias"]
    signs = {sign.id: sign.weight for sign in codebook.entries("opinion.yaml", Sign)}
    return Opinion(labels, weights, bias, signs)
