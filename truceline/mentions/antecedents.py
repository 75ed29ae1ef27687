"""A pronoun in, the heads of the phrases that it may stand for out, likeliest first.

Number, gender and what the phrases stand for are weighed in cast; here only grammar speaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from truceline.language import Parsed
from truceline.language.syntax import children, subjects, verb_of

PERSONAL = {"he", "she", "him", "his", "her", "hers", "himself", "herself"}
NEUTER = {"it", "its", "itself"}
PLURAL = {"they", "them", "their", "theirs", "themselves"}
FIRST = {"i", "we", "me", "us", "my", "our", "ours", "myself", "ourselves"}
_CLAUSES_UP = 6


def candidates(parsed: Parsed, pronoun: Token, sentences: int) -> Iterator[Token]:
    """Heads of phrases before ``pronoun``, so many sentences back; one may come twice.

    First the subject of its own clause (of a possessive) and of the clauses around it, then the
    nearest sentence; in a sentence subjects of main clauses come before other subjects.
    """
    verb = verb_of(pronoun)
    if pronoun.tag_ == "PRP$" and verb is not None:
        yield from (s for s in subjects(verb) if s.i < pronoun.i and s.pos_ != "PRON")
    yield from (s for s in _matrix_subjects(pronoun) if s.i < pronoun.i)
    number = parsed.number_of(pronoun)
    block = parsed.sentences[number].block
    for k in range(number, max(-1, number - sentences - 1), -1):
        sentence = parsed.sentences[k]
        if sentence.block != block and number - k > 1:
            return
        before = [t for t in parsed.doc[sentence.start : sentence.end] if t.i < pronoun.i]
        for rank in (_is_main_subject, _is_subject, _is_other):
            yield from (c for c in before if rank(c) and not _is_bound(c, pronoun))


def _matrix_subjects(token: Token) -> Iterator[Token]:
    """The subjects of the clauses in which the clause of ``token`` is embedded, nearest first."""
    verb = verb_of(token)
    while verb is not None and verb.dep_ in ("ccomp", "advcl", "xcomp", "pcomp", "relcl"):
        verb = verb_of(verb.head)
        if verb is not None:
            yield from (s for s in children(verb, "nsubj", "nsubjpass") if s.pos_ != "PRON")


def _is_main_subject(token: Token) -> bool:
    return _is_subject(token) and token.dep_ != "agent" and token.head.dep_ in ("ROOT", "conj")


def _is_subject(token: Token) -> bool:
    inside = token.head.dep_ == "relcl"  # a relative clause is said beside the matter
    return token.dep_ in ("nsubj", "nsubjpass", "agent") and token.pos_ != "PRON" and not inside


def _is_other(token: Token) -> bool:
    return token.dep_ in ("dobj", "pobj", "poss", "iobj", "dative") and token.pos_ in ("NOUN", "PROPN")


def _is_bound(candidate: Token, pronoun: Token) -> bool:
    """Whether grammar forbids it: a subject and its own verb's object are two ("he met him")."""
    if pronoun.lower_.endswith(("self", "selves")) or pronoun.tag_ == "PRP$" or pronoun.dep_ == "conj":
        return False
    own = subjects(pronoun.head) if pronoun.dep_ in ("dobj", "iobj", "dative") else []
    same = any(candidate.i == s.i or (candidate.head.i == s.i and candidate.dep_ == "appos") for s in own)
    return same or candidate.head.i == pronoun.head.i


def is_expletive(pronoun: Token) -> bool:
    """Whether "it" means nobody: "it is feared that", "it was clear"."""
    verb = pronoun.head
    if verb.lemma_ in ("be", "seem", "appear"):
        return True
    labels = {c.dep_ for c in verb.children}
    return "auxpass" in labels and bool(labels & {"ccomp", "csubj"})


def is_thing(candidate: Token) -> bool:
    """Whether a single thing is the subject there, which "it" rather means: "the truce … it"."""
    return candidate.tag_ in ("NN", "NNP") and candidate.dep_ in ("nsubj", "nsubjpass")


def speakers(token: Token, speech: frozenset[str]) -> list[Token]:
    """The subjects of the verb of speech (a lemma of ``speech``) whose words ``token`` stands in."""
    verb = verb_of(token)
    for _ in range(_CLAUSES_UP):
        if verb is None:
            return []
        above = verb.head
        if verb.dep_ in ("ccomp", "parataxis") and above.lemma_ in speech:
            return subjects(above)
        beside = next((c for c in children(verb, "parataxis") if c.lemma_ in speech), None)
        if beside is not None:
            return subjects(beside)
        verb = verb_of(above) if above.i != verb.i else None
    return []
