"""An actor in, the party that it stands for out: a state by its code, a group or a person by name."""

from __future__ import annotations

import re

from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.words import words
from truceline.records import Actor

WORDS = "casebook/words.yaml"
_OF_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_SMALL = frozenset({"of", "for", "the", "and", "al", "in"})
_CAPITALISED = re.compile(r"\b[A-Z][\w'’-]*")


def party(actor: Actor, codebook: Codebook = SHIPPED) -> str | None:
    """Who is known by name; None for the nameless ("gunmen", "both sides").

    A state's army, police and ministers are the state: reports of one happening name now one, now another.
    Of a group that the codebook does not know the name is what is capitalised: "Maute gunmen" are Maute.
    """
    if actor.country and (actor.kind == "state" or actor.sector in _OF_STATE):
        return actor.country
    if actor.code is None:
        return None
    return actor.name if actor.kind != "group" else _name(actor.name, codebook)


def _name(words_of: str, codebook: Codebook) -> str | None:
    known = words(codebook, WORDS)
    common = known["silent"] | known["sites"]
    if all(word[:1].isupper() or word in _SMALL for word in words_of.split()):
        return words_of
    named = [w for w in _CAPITALISED.findall(words_of) if w.lower() not in common]
    return " ".join(named) or None
