"""A verb in, its clause out: who, what, to whom, with which phrases, and what hangs beneath.

A predicate after a copula ("is ready to", "was critical of") has a clause of its own, so that frames
and operators treat adjectives and verbs alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from truceline.language import syntax

COPULAS = {"be", "remain", "stay", "seem", "appear", "become"}
_PARTICLES = {"on", "off", "out", "up", "down", "back", "away", "over", "free", "go", "call", "tribute", "in"}
_LOOSE = ("back", "together")  # particles that stand behind the object: "gave the land back"
_AIMS = {
    "aim",
    "goal",
    "purpose",
    "idea",
    "task",
    "objective",
    "point",
    "priority",
    "mandate",
    "job",
    "mission",
}
_PRONOUNS = {"he", "it", "they", "she", "we", "i", "his", "their", "its", "him", "them"}
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")


@dataclass(frozen=True)
class Clause:
    """One predicate with its company. ``head`` predicates; ``verb`` carries tense and negation."""

    head: Token
    verb: Token
    subjects: tuple[Token, ...] = ()  # who does it: a passive's "by" phrase
    objects: tuple[Token, ...] = ()  # what it is done to: a passive's subject
    datives: tuple[Token, ...] = ()
    phrases: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    complements: tuple[Token, ...] = ()  # clauses that it governs
    purposes: tuple[Token, ...] = ()  # "to investigate" after its object
    predicates: tuple[Token, ...] = ()  # "called him a liar", "is a donor"
    particles: tuple[str, ...] = ()
    passive: bool = False
    modal: str | None = None
    negated: bool = False
    perfect: bool = False
    copular: bool = False

    @property
    def content(self) -> tuple[Token, ...]:
        """What is said or thought: the complements without infinitives of purpose."""
        return tuple(c for c in self.complements if c.dep_ != "advcl")

    @property
    def gerunds(self) -> tuple[Token, ...]:
        """Verbs that stand as objects of its prepositions: "accused of killing"."""
        return tuple(o for found in self.phrases.values() for o in found if o.pos_ in ("VERB", "AUX"))


def read_clause(verb: Token) -> Clause:
    """The clause of ``verb``."""
    complements = _complements(verb)
    modal = "will" if _is_going_to(verb) else syntax.modal(verb) or _modal_above(verb)
    return Clause(
        head=verb,
        verb=verb,
        subjects=tuple(s for s in performers(verb) if s.dep_ != "csubj"),
        objects=tuple(_objects(verb, complements)),
        datives=tuple(c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"),
        phrases={p: tuple(o) for p, o in syntax.prepositions(verb).items()},
        complements=complements,
        purposes=tuple(_purposes(verb)),
        predicates=tuple(
            p for p in syntax.children(verb, "oprd", "attr", "acomp") if not _is_object_of_call(p)
        ),
        particles=_particles(verb),
        passive=syntax.is_passive(verb),
        modal=modal,
        negated=syntax.is_negated(verb),
        perfect=any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children),
    )


def read_predicates(verb: Token) -> list[Clause]:
    """The clauses of what a copula predicates: "[ready] to sign", "[critical] of the deal"."""
    own = read_clause(verb)
    heads = list(own.predicates)
    for head in own.predicates:
        if head.lemma_ in ("one", "part"):
            heads += syntax.prepositions(head).get("of", [])
    heads += own.phrases.get("among", ())
    return [_predicate(own, head) for head in heads]


def _predicate(own: Clause, head: Token) -> Clause:
    below = syntax.prepositions(head)
    phrases = {p: tuple(below.get(p, ())) + own.phrases.get(p, ()) for p in [*below, *own.phrases]}
    complements = tuple(c for c in head.children if c.dep_ in ("xcomp", "ccomp", "advcl")) + own.complements
    return Clause(
        head=head,
        verb=own.verb,
        subjects=own.subjects,
        phrases=phrases,
        complements=complements,
        modal=own.modal,
        negated=own.negated,
        perfect=own.perfect,
        copular=True,
    )


def performers(verb: Token) -> list[Token]:
    """Who does ``verb``; a pronoun among them is left to the cast."""
    if verb.dep_ == "pcomp" and not syntax.children(verb, *syntax.SUBJECTS):
        owner = verb.head.head
        if owner.pos_ in ("NOUN", "PROPN"):
            return possessors(owner)
    if verb.dep_ == "xcomp" and not syntax.children(verb, *syntax.SUBJECTS):
        given = [d for d in syntax.children(verb.head, "dative") if d.pos_ != "ADP"]
        if given:
            return given
    return syntax.agents(verb)


def possessors(noun: Token) -> list[Token]:
    """Who an event noun belongs to: "Norway's attack", "attack by Norway", "Norwegian attack"."""
    found = syntax.children(noun, "poss") + syntax.prepositions(noun).get("by", [])
    if not found:
        found = [
            c
            for c in noun.children
            if c.dep_ in ("compound", "amod", "nmod") and (c.pos_ == "PROPN" or c.text[:1].isupper())
        ][:1]
    return found


def _objects(verb: Token, complements: tuple[Token, ...]) -> list[Token]:
    found = [o for o in syntax.objects(verb) if o.i != verb.i]
    found = found or [o for o in syntax.children(verb, "oprd") if _is_object_of_call(o)]
    if found or not complements:
        return found
    first = complements[0]
    bare = verb.lemma_ == "let" or any(c.lower_ == "to" for c in first.children)
    infinitive = first.tag_ == "VB" and bare
    if infinitive or first.tag_ == "VBG":  # "saw soldiers beating him"
        return syntax.children(first, "nsubj")  # "called Erdogan to apologise"
    return []


def _is_object_of_call(predicate: Token) -> bool:
    """ "called [President Silva]": a name that the parse takes for what somebody is called."""
    return predicate.dep_ == "oprd" and predicate.pos_ == "PROPN"


def _complements(verb: Token) -> tuple[Token, ...]:
    found = [
        c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.pos_ in ("VERB", "AUX", "NOUN", "ADJ")
    ]
    return tuple(found + _infinitives(verb))


def _infinitives(verb: Token) -> list[Token]:
    return [
        c
        for c in verb.children
        if c.dep_ == "advcl" and c.tag_ == "VB" and any(k.lower_ == "to" for k in c.children)
    ]


def _purposes(verb: Token) -> list[Token]:
    below = [c for o in syntax.objects(verb) for c in o.children if c.dep_ in ("acl", "relcl")]
    return [c for c in below + list(verb.children) if c.tag_ == "VB" and c.dep_ in ("acl", "relcl", "advcl")]


def _particles(verb: Token) -> tuple[str, ...]:
    found = [c.lower_ for c in verb.children if c.dep_ == "prt" or c.lower_ in _LOOSE]
    if verb.i + 1 < len(verb.doc):
        following = verb.nbor(1).lower_
        if following in _PARTICLES and following not in found:
            found.append(following)
    return tuple(found)


def _is_going_to(verb: Token) -> bool:
    return any(c.lower_ == "going" and c.dep_ == "aux" for c in verb.children)


def _modal_above(verb: Token) -> str | None:
    """ "has to [leave]", "needs to [leave]": must; "is to [leave]": will."""
    above = verb.head
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in syntax.children(verb, "aux"))
    if infinitive and above.i == verb.i and syntax.children(verb, *syntax.SUBJECTS):
        return "will"  # a headline: "Norway to send food"
    if not infinitive or verb.dep_ not in ("xcomp", "advcl") or verb.i < above.i:
        return None
    if above.lemma_ == "need" and above.pos_ == "VERB":
        return "must"
    if verb.dep_ != "xcomp" or syntax.children(above, "dobj", "acomp", "attr"):
        return None
    if above.lemma_ == "have" and (above.tag_ in ("VBZ", "VBP") or above.dep_ == "ccomp"):
        return "must"  # "had to" alone says that it was done
    is_to = above.lemma_ == "be" and not any(s.lemma_ in _AIMS for s in syntax.children(above, "nsubj"))
    return "will" if is_to else None


def is_pronoun(token: Token) -> bool:
    """Whether ``token`` is a personal pronoun of the third person or a possessive."""
    return token.lower_ in _PRONOUNS


def is_nominal(token: Token) -> bool:
    """Whether ``token`` can name a party."""
    return token.pos_ in _NOMINAL
