"""Actors and their article in, out: whether they can be the parties of talks, and whether it is war."""

from __future__ import annotations

from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.records import Actor
from truceline.registers.reading import Reading
from truceline.registers.roles import TALKS_WORDS, takes_part


def speaks_of_war(reading: Reading) -> bool:
    """Whether the article is about a conflict: without one, a meeting is a meeting like any other."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    if lexicon["war"] & reading.parsed.noun_lemmas:
        return True
    return any(a.kind == "armed group" or a.sector in ("REB", "SEP") for a in reading.scene.actors)


def are_parties(reading: Reading, actors: tuple[Actor, ...]) -> bool:
    """Whether this is a meeting of a peace process: no private call, no press."""
    parties = {a.name for a in reading.scene.cast.parties}
    known = ("state", "armed group", "igo")
    groups = [a for a in actors if a.kind == "group" and takes_part(reading, a)]
    public = [a for a in actors if a.kind in known or a.name in parties or a in groups]
    officials = [a for a in actors if a.kind == "person" and a.country is not None]
    return len(public) + len(officials) >= 2


def are_delegates(reading: Reading, subject: Token) -> bool:
    """ "the two sides", "delegations", and "they" where the article has two parties."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    if subject.lower_ in lexicon["they"]:
        resolved = reading.scene.cast.who(subject)
        groups = any(a.text.lower().rstrip("s").split()[-1] in lexicon["delegates"] for a in resolved)
        sides = any(a.kind in ("state", "armed group") for a in resolved) and speaks_of_war(reading)
        return groups or sides or (not resolved and len(reading.scene.cast.parties) >= 2)
    lemma = subject.lemma_.lower()
    if subject.tag_ not in ("NNS", "NNPS"):
        return False
    return lemma in lexicon["delegates"] or (lemma in lexicon["officials"] and speaks_of_war(reading))
