"""What the event files of the codebook hold, as types: frames, operators, noun classes, codes.

A predicate after a copula is written with it: "be ready", "be critical". Every field that takes words
takes one word or a list. A word in a condition is the name of a noun class (``nouns.yaml``) where
there is one of that name, else a lemma; ``any``, ``none`` and ``party`` (somebody who can act: a name,
or a generic role) stand for themselves, and ``gerund`` for a verb behind a preposition.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.records import Quad, Type

Words = str | tuple[str, ...]


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all entries share: a name, by which a user's entry replaces a shipped one."""

    id: str


class When(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Conditions on the clause of a verb; all that are given must hold.

    A ``phrase`` is a preposition and a word: "with party", "under attack".
    """

    object: Words = ()  # one of the things that it is done to
    subject: Words = ()  # one of those who do it
    phrase: Words = ()  # one of these phrases hangs on the verb
    without: Words = ()  # none of these phrases does
    object_mod: Words = ()  # a word beside the object's head: "verbal" attack
    beside: Words = ()  # a word beside the verb: took "hostage"
    anywhere: Words = ()  # a word anywhere under the verb
    clause: Literal["any", "none", "infinitive", "finite", "participle", "subjunctive"] | None = None
    passive: bool | None = None
    negated: bool | None = None
    own_deed: bool | None = None  # it speaks of what its subject did: "claimed they had"
    dative: bool | None = None  # somebody to whom it is given, told or sent
    called: bool | None = None  # "called him a liar"
    parties: Literal["many"] | None = None  # more than one subject: "A and B"


class Frame(_Entry, frozen=True, kw_only=True):
    """One reading of verbs (``lemma``) or event nouns (``noun``).

    ``silent`` says that there is no event: ``verb`` for the verb alone, ``all`` for what hangs
    under it too. Roles are slots, tried in order: ``subject``, ``object``, ``dative``, a preposition,
    ``owner`` ("Norway's"), or a path of them ("object.on", "object.to.by"); ``search`` looks
    everywhere, as a frame without slots does; after ``nobody`` nobody is looked for.
    """

    lemma: Words = ()
    verbs: Words = ()  # families of verbs.yaml
    noun: Words = ()
    when: When = When()
    type: Type | Literal["responsibility"] | None = None
    silent: Literal["verb", "all"] | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    actor: Words = ()
    recipient: Words = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class Operator(_Entry, frozen=True, kw_only=True):
    """Words that act on the event beneath them: agree, refuse, threaten, stop, will, not.

    ``map`` gives the result for what is beneath: a type, a group of types (cooperative, hostile),
    ``any``, or ``unknown`` where no event is. A result is a type, ``same``, ``nothing``, or
    ``pass``: the operator leaves the word to its frames.
    """

    lemma: Words = ()
    modal: Words = ()
    negated: bool | None = None
    perfect: bool | None = None
    when: When = When()
    over: Words = ("clause", "gerund")
    map: dict[str, str] = {}
    frames: Literal["before", "after", "where object"] = "after"  # when own readings are tried
    trigger: Literal["own", "beneath"] = "own"  # "expected to [meet]": what is to happen is beneath
    speaker: bool = False  # its subject speaks: who is missing beneath is the subject
    recipient: Words = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class VerbFamily(_Entry, frozen=True, kw_only=True):
    """Verbs that take the same objects to the same end; ``id`` is what frames call them by."""

    lemma: tuple[str, ...]


class NounClass(_Entry, frozen=True, kw_only=True):
    """A class of nouns by which conditions tell readings apart; ``id`` is its name."""

    nouns: tuple[str, ...]
    never: tuple[str, ...] = ()  # "hunger strike" is no attack
    titles: bool = False  # its words stand before names too: "President Silva"


class Plover(_Entry, frozen=True, kw_only=True):
    """One of PLOVER's types; ``id`` is its name."""

    id: Type
    holds: str
    quad: Quad
    cameo: str
    modes: dict[str, str] = {}  # mode to CAMEO code
    over: dict[str, str] = {}  # type beneath an operator to mode: AGREE over AID is "aid"
    theme: Words = ()  # what is given, sent or withdrawn is no recipient
    first: Words = ()  # prepositions of the verb that name the recipient before its object does
    prefer: Words = ()  # prepositions that are looked at first beneath the object
    owner_first: bool = False  # the owner of the object before a phrase: "Norway's plan for Jordan"
    beneath: bool = False  # who does what hangs beneath is the recipient: "say [Norway] must"
    place_acts: bool = False  # "was arrested in Norway": whose land it is did it
    reciprocal: Words = ()  # modes ("none": without one) or any: parties on both sides, "A and B met"

    def is_reciprocal(self, mode: str | None) -> bool:
        """Whether an act of ``mode`` is done by several to one another."""
        modes = words(self.reciprocal)
        return "any" in modes or (mode or "none") in modes


class Cameo(_Entry, frozen=True, kw_only=True):
    """A CAMEO code with its Goldstein score; ``id`` is the code."""

    label: str
    score: float


class Context(_Entry, frozen=True, kw_only=True):
    """A PLOVER context, told by lemmas of the clause, or by two that stand together."""

    words: tuple[str, ...]


def words(value: Words) -> tuple[str, ...]:
    """One word or many, as many."""
    return (value,) if isinstance(value, str) else value
