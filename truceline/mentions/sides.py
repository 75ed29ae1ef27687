"""A parse in, the words that put two parties on two sides out: "A and B signed", "war between A and B".

Which parties they are is decided in cast; so is who "both sides" are.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from truceline.language import Parsed
from truceline.language.syntax import agents, children, is_verb, objects

Cues = dict[str, frozenset[str]]
_BARE = {"party", "side", "rival", "foe", "enemy", "belligerent", "combatant"}  # "the sides" needs no "two"


def is_side(token: Token, cues: Cues) -> bool:
    """Whether the phrase means the main parties: "both sides", "the two delegations", "each other"."""
    lemma = token.lemma_.lower()
    modifiers = {c.lower_ for c in token.children if c.dep_ not in ("prep", "relcl")}
    if lemma in cues["state_noun"]:
        neighbours = lemma.startswith("neighb") and token.tag_ == "NNS" and modifiers == {"the"}
        return neighbours or bool(modifiers & cues["side_modifier"])
    if lemma == "other":
        return "each" in modifiers
    if lemma in ("both", "each"):
        return token.dep_ in ("nsubj", "pobj", "dobj", "nsubjpass") and not of_phrase(token)
    if lemma not in cues["side"] | cues["two_persons"]:
        return False
    plural = token.tag_ in ("NNS", "NNPS")
    return bool(modifiers & cues["side_modifier"]) or (plural and lemma in _BARE and "the" in modifiers)


def joint(parsed: Parsed, cues: Cues) -> Iterator[list[Token]]:
    """Heads of phrases whose parties do something together, in order of the text, captions left out."""
    for token in _told(parsed):
        lemma = token.lemma_.lower()
        if is_verb(token) and lemma in cues["joint_act"]:
            shared = (token, *(o for d in children(token, "dobj") for o in (d, *of_phrase(d))))
            yield agents(token) + [o for t in shared for o in objects_of(t, "with", "between", "against")]
        elif token.pos_ in ("NOUN", "PROPN") and lemma in cues["joint_noun"]:
            yield objects_of(token, "between")
            if token.dep_ == "dobj" and token.head.lemma_.lower() in cues["courting"]:
                yield agents(token.head) + objects_of(token, "with")


def hostile(parsed: Parsed, cues: Cues) -> Iterator[list[Token]]:
    """Heads of phrases whose parties accuse or fight one another, in order of the text."""
    for token in _told(parsed):
        if is_verb(token) and token.lemma_.lower() in cues["hostile_act"]:
            yield agents(token) + objects(token)


def _told(parsed: Parsed) -> Iterator[Token]:
    """The words of the report itself, without captions."""
    for sentence in parsed.sentences:
        if sentence.parsed and sentence.kind != "caption":
            yield from parsed.doc[sentence.start : sentence.end]


def third_parties(parsed: Parsed, cues: Cues) -> Iterator[Token]:
    """Heads of phrases that stand for who mediates, hosts or observes."""
    for token in parsed.doc:
        lemma = token.lemma_.lower()
        if lemma in cues["third_person"]:
            yield token
        elif lemma in cues["third_party"] and is_verb(token):
            yield from agents(token)


def of_phrase(token: Token) -> list[Token]:
    """The first object of "of", "from" or "in" that hangs on ``token``."""
    return objects_of(token, "of", "from", "in")[:1]


def objects_of(token: Token, *prepositions: str) -> list[Token]:
    """The objects of these prepositions that hang on ``token``."""
    return [o for p in children(token, "prep") if p.lower_ in prepositions for o in children(p, "pobj")]
