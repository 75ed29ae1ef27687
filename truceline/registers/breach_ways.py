"""A word in, the breach that it tells of out: each way of telling one is asked in turn."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from truceline.codebook import Codebook
from truceline.codebook.words import words
from truceline.language.syntax import is_verb
from truceline.registers.breach_acts import raged, reported, resumed, suffered
from truceline.registers.breach_charges import accusation, complaint, contrary, denied, violation
from truceline.registers.breach_drafts import WORDS, Draft, Lexicon
from truceline.registers.breach_promises import broken, unkept
from truceline.registers.reading import Reading

_VERBS = (
    *("accuse", "break", "ends", "keep", "goes_on", "hostile", "fire", "carried_out", "reports", "deny"),
    *("fighting",),
)


def read(reading: Reading, token: Token, lexicon: Lexicon) -> Draft | None:
    """The breach that ``token`` tells of; None for all other words."""
    if is_verb(token):
        return _read_verb(reading, token, lexicon)
    if token.lower_ == "contrary" and token.pos_ == "ADJ":
        return contrary(reading, token, lexicon)
    if token.pos_ != "NOUN":
        return None
    if token.lemma_ in lexicon["violation"]:
        return violation(reading, token, lexicon)
    if token.lemma_ in lexicon["recrimination"]:
        return complaint(reading, token, lexicon)
    return raged(reading, token, lexicon) if token.lemma_ in lexicon["fighting"] else None


def _read_verb(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
    if verb.lemma_ not in _verbs(reading.codebook):
        return unkept(reading, verb, lexicon)  # "has not paid the teachers, as promised": any verb may be one
    return (
        accusation(reading, verb, lexicon)
        or broken(reading, verb, lexicon)
        or unkept(reading, verb, lexicon)
        or resumed(reading, verb, lexicon)
        or reported(reading, verb, lexicon)
        or suffered(reading, verb, lexicon)
        or denied(reading, verb, lexicon)
        or (raged(reading, verb, lexicon) if verb.tag_ == "VBG" else None)
    )


@lru_cache(maxsize=16)
def _verbs(codebook: Codebook) -> frozenset[str]:
    """The lemmas of the verbs that may tell of a breach: all others are passed over."""
    lexicon = words(codebook, WORDS)
    known = (key for name in _VERBS for key in lexicon[name])
    return frozenset(key.partition("_")[0] for key in known) | {"hold", "find", "make", "come"}
