"""A clause and conditions in, yes or no out: which reading of a word its company asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from spacy.tokens import Token

from truceline.codebook.entries import Frame, When, words
from truceline.events.clauses import Clause
from truceline.events.frames import Index, Nouns
from truceline.language import syntax

_EVENTFUL = ("NOUN", "PROPN")
_SEVERAL = ("two", "both", "three", "four", "rival", "warring")  # "the two sides", "rival leaders"


def is_time(noun: Token, nouns: Nouns) -> bool:
    """Whether ``noun`` names a time: "called on Friday" has no argument there."""
    year = noun.like_num and len(noun.text) == 4 and noun.text.isdigit()
    clock = ":" in noun.text and noun.text[0].isdigit()
    return year or clock or bool({noun.lemma_.lower().rstrip("."), noun.lower_} & nouns.words("time"))


def is_party(noun: Token, nouns: Nouns) -> bool:
    """Whether ``noun`` can act: a name, or a generic role, also behind a quantity."""
    if noun.pos_ == "PROPN":
        return not is_time(noun, nouns)
    if {noun.lemma_.lower(), noun.lower_} & nouns.words("party"):
        return True
    return any(is_party(inner, nouns) for inner in _quantified(noun, nouns))


def is_a(noun: Token, name: str, nouns: Nouns) -> bool:
    """Whether ``noun``, or what it quantifies or is coordinated with, is of class ``name``.

    Empty heads are looked through: "a round of talks", "the peace process", "94 % of the aid".
    """
    if name == "any":
        return True
    if name == "gerund":
        return noun.tag_ == "VBG"
    if _is_one(noun, name, nouns):
        return True
    inner = _quantified(noun, nouns) + [c for c in syntax.children(noun, "conj") if c.pos_ in _EVENTFUL]
    return any(is_a(i, name, nouns) for i in inner)


def singular(noun: Token) -> str:
    """The lemma of ``noun``, also where the model takes a first word for a name: "[Rockets] hit"."""
    lemma = noun.lemma_.lower()
    return lemma[:-1] if noun.pos_ == "PROPN" and lemma[-1:] == "s" else lemma


def _is_one(noun: Token, name: str, nouns: Nouns) -> bool:
    members = nouns.words(name)
    forms = {singular(noun), noun.lemma_.lower(), noun.lower_}
    if name == "party" and _is_named(noun):
        return True
    if noun.i and f"{noun.nbor(-1).lower_} {singular(noun)}" in members:
        return True
    if forms & members:
        never = nouns.never.get(name, frozenset())
        return not any(f"{c.lower_} {noun.lemma_.lower()}" in never for c in noun.children)
    if name in nouns.titles and noun.pos_ == "PROPN":
        return any(c.lower_ in members for c in syntax.children(noun, "compound", "nmod"))
    if noun.i and noun.nbor(-1).is_currency and noun.nbor(-1).text in members:
        return True
    if forms & nouns.words("empty head"):
        modifiers = syntax.children(noun, "compound", "amod", "nmod")
        return any({m.lemma_.lower(), m.lower_} & members for m in modifiers)
    return False


def _is_named(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or (noun.text[:1].isupper() and noun.pos_ in ("NOUN", "ADJ"))


def _quantified(noun: Token, nouns: Nouns) -> list[Token]:
    lemma = noun.lemma_.lower()
    hollow = any(lemma in nouns.words(c) for c in ("quantifier", "empty head", "change"))
    if not hollow and noun.pos_ != "NUM":
        return []
    phrases = syntax.prepositions(noun)
    return phrases.get("of", []) + (phrases.get("in", []) if lemma in nouns.words("change") else [])


def find_reading(clause: Clause, index: Index) -> Frame | None:
    """The most specific reading of the clause's head that fits; particles come first."""
    for lemma in lemmas(clause, index):
        for frame in index.verbs.get(lemma, ()):
            if holds(frame.when, clause, index.nouns):
                return frame
    return None


def lemmas(clause: Clause, index: Index) -> list[str]:
    """The lemma of the clause's head, after its forms with a particle: "call off", "call"."""
    if clause.copular:
        return [f"be {clause.head.lemma_.lower()}"]
    lemma = index.lemma(clause.head)
    return [f"{lemma} {p}" for p in clause.particles if index.knows(f"{lemma} {p}")] + [lemma]


def holds(when: When, clause: Clause, nouns: Nouns) -> bool:
    """Whether every condition of ``when`` holds in ``clause``."""
    return all(test(given, clause, nouns) for test, given in _stated(when))


@lru_cache(maxsize=4096)
def _stated(when: When) -> tuple[tuple[_Test, Any], ...]:
    """The tests of the conditions that ``when`` states, with what each asks for."""
    given = ((test, getattr(when, name)) for name, test in _TESTS.items())
    return tuple(
        (test, words(value) if isinstance(value, str | tuple) else value)
        for test, value in given
        if value is not None and value != ()
    )


def _object_is(names: tuple[str, ...], clause: Clause, nouns: Nouns) -> bool:
    things = clause.objects + clause.datives
    if names == ("none",):
        return not clause.objects
    if names == ("any",):
        return bool(things)
    if names == ("party",):
        return bool(clause.objects) and any(is_a(o, "party", nouns) for o in things)
    return _one_of([o for o in things if o.pos_ != "PRON"], names, nouns)


def _one_of(things: Iterable[Token], names: tuple[str, ...], nouns: Nouns) -> bool:
    return any(is_a(t, n, nouns) for t in things for n in names)


def _has_phrase(phrase: str, clause: Clause, nouns: Nouns) -> bool:
    preposition, _, name = phrase.partition(" ")
    hanging = [*clause.phrases.get(preposition, ())]
    for thing in clause.objects:  # the parse often hangs a phrase of the verb on its object
        hanging += syntax.prepositions(thing).get(preposition, [])
    return any(is_a(o, name, nouns) for o in hanging if not is_time(o, nouns))


def _modified(things: Iterable[Token], names: tuple[str, ...], nouns: Nouns) -> bool:
    allowed = {w for n in names for w in nouns.words(n)}
    return any(c.lower_ in allowed for thing in things for c in thing.children)


def _is_own_deed(clause: Clause) -> bool:
    subjects = [s for c in clause.complements for s in syntax.children(c, "nsubj")]
    return any(s.pos_ == "PRON" for s in subjects)


def _beside(head: Token, wanted: tuple[str, ...]) -> bool:
    near = list(head.children)
    near += [c for child in head.children if not syntax.is_verb(child) for c in child.children]
    return any(t.lower_ in wanted or t.lemma_.lower() in wanted for t in near)


def _governs(kind: str | None, clause: Clause) -> bool:
    found = clause.complements
    if kind == "none":
        return not found
    if kind == "infinitive":
        return any(c.tag_ == "VB" for c in found)
    if kind == "participle":
        return any(c.tag_ in ("VBN", "VBD") and not syntax.children(c, "nsubj", "aux", "mark") for c in found)
    if kind == "finite":
        return bool(found) and not any(c.tag_ == "VB" for c in found)
    if kind == "subjunctive":
        return any(_is_wished(c) for c in found)
    return bool(found)


def _is_wished(complement: Token) -> bool:
    """ "insisted that the rebels [leave]": a bare form beneath a subject of its own."""
    bare = complement.tag_ in ("VB", "VBP") and not syntax.children(complement, "aux")
    bare = bare or any(c.lower_ == "be" for c in syntax.children(complement, "auxpass"))
    subjects = syntax.children(complement, *syntax.SUBJECTS)
    return bare and bool(subjects) and all(s.pos_ != "PRON" for s in subjects)


def count_parties(subjects: Iterable[Token]) -> int:
    """How many act: "Norway and Jordan", "the Norwegian and Jordanian ministers", "the two armies"."""
    count = 0
    for subject in subjects:
        count += any(c.lower_ in _SEVERAL for c in subject.children)
        count += len(syntax.conjuncts(subject))
        modifiers = syntax.children(subject, "amod", "nmod", "compound")
        count += sum(len(syntax.children(m, "conj")) for m in modifiers)
    return count


_Test = Callable[[Any, Clause, Nouns], bool]
# by the name of the condition in ``When``, from the cheap to the dear
_TESTS: dict[str, _Test] = {
    "passive": lambda given, clause, nouns: clause.passive == given,
    "negated": lambda given, clause, nouns: clause.negated == given,
    "clause": lambda given, clause, nouns: _governs(given[0], clause),
    "object": _object_is,
    "subject": lambda given, clause, nouns: _one_of(clause.subjects, given, nouns),
    "phrase": lambda given, clause, nouns: any(_has_phrase(p, clause, nouns) for p in given),
    "without": lambda given, clause, nouns: not any(_has_phrase(p, clause, nouns) for p in given),
    "object_mod": lambda given, clause, nouns: _modified(clause.objects, given, nouns),
    "beside": lambda given, clause, nouns: _beside(clause.head, given),
    "anywhere": lambda given, clause, nouns: any(t.lower_ in given for t in clause.verb.subtree),
    "own_deed": lambda given, clause, nouns: given == _is_own_deed(clause),
    "dative": lambda given, clause, nouns: (
        given == (bool(clause.datives) or _has_phrase("to any", clause, nouns))
    ),
    "called": lambda given, clause, nouns: given == any(p.pos_ == "NOUN" for p in clause.predicates),
    "parties": lambda given, clause, nouns: count_parties(clause.subjects) > 1,
}
