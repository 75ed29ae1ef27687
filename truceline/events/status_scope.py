"""A predicate in, how it hangs on the word above it out: the scope of its clause, futures in two words.

What the word above makes of it is composed in ``status``.
"""

from __future__ import annotations

from spacy.tokens import Token

from truceline.codebook import Codebook
from truceline.events.status_clause import Finding, because, has_to, is_finite, is_nominal
from truceline.events.status_cues import operator
from truceline.language.syntax import SUBJECTS, children, is_passive


def is_raised(noun: Token) -> bool:
    """Whether it is the doer of what is planned, not what is planned: "envoys are expected to meet"."""
    return noun.dep_ in ("nsubjpass", "dobj") and any(has_to(c) for c in children(noun.head, "xcomp"))


def clause_scope(verb: Token) -> str:
    """The scope in which the clause of ``verb`` stands: infinitive, gerund, participle or clause."""
    if has_to(verb):
        return "infinitive"
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG") and not children(verb, "aux", "nsubj", "mark"):
        return "participle"  # "the threat posed by": no complement of the threat
    if verb.tag_ == "VBG" and not children(verb, "aux", "nsubj", "mark"):
        return "gerund"
    return "clause"


def noun_scope(noun: Token) -> str:
    """The scope in which ``noun`` stands: object, subject, attribute, modifier, or its preposition."""
    if noun.dep_ in ("dobj", "nsubjpass"):
        return "object"
    if noun.dep_ in SUBJECTS:
        return "object" if is_passive(noun.head) else "subject"
    if noun.dep_ in ("attr", "acomp", "oprd"):
        return "attribute"
    if noun.dep_ in ("compound", "amod", "nmod"):
        return "modifier"
    return noun.head.lower_ if noun.dep_ == "pobj" else "apposition"


def periphrase(verb: Token, head: Token) -> Finding | None:
    """Futures and duties in more than one word: is going to, is to, has to."""
    if verb.dep_ != "xcomp" or not has_to(verb):
        return None
    if head.lemma_ == "go" and head.tag_ == "VBG":
        return "planned", because("going_to", head)
    if head.lemma_ == "use" and head.tag_ == "VBD" and not is_passive(head):
        return "historical", because("used_to", head)
    if head.lemma_ == "be":
        if any(is_first(c) for c in children(head, "attr")) or leading_adjective(verb) is not None:
            return None
        return "planned", because("is_to", head)
    if head.lemma_ == "have":
        yet = any(c.lower_ == "yet" for c in head.children)
        if yet:
            return "negated", because("yet_to", head)
        return ("asserted" if head.tag_ in ("VBD", "VBN") else "called_for"), because("has_to", head)
    return None


def is_free(verb: Token) -> bool:
    """Whether the clause tells who, what or how, and so takes it for known: "what happened there"."""
    asks = any(t.tag_ in ("WP", "WDT", "WP$", "WRB") and t.lower_ not in ("that", "when") for t in verb.lefts)
    return is_finite(verb) and verb.dep_ in ("ccomp", "csubj", "pcomp") and asks


def denier(noun: Token, codebook: Codebook) -> Token | None:
    """The word that says of the claim ``noun`` that it is not so: "rejected claims that", "is false"."""
    verb = noun.head
    if noun.dep_ in ("dobj", "nsubjpass"):
        found = operator(verb, "object", codebook)
        return verb if found and found.id in ("deny", "thwart") else None
    said = children(verb, "acomp") if noun.dep_ == "nsubj" else []
    return next((a for a in said if (found := operator(a, "clause", codebook)) and found.id == "deny"), None)


def is_first(noun: Token) -> bool:
    """Whether an infinitive after ``noun`` tells what it did: "the first town to fall"."""
    return any(
        t.lower_ in ("first", "last", "only", "latest", "second", "third", "next")
        for t in (noun, *noun.lefts)
    )


def leading_adjective(verb: Token) -> Token | None:
    """The adjective or noun after a copula on which the clause of ``verb`` hangs: "it is likely that"."""
    copula = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "advcl", "acl", "relcl", "csubj") or is_nominal(copula):
        return None
    if verb.dep_ in ("advcl", "acl", "relcl") and not has_to(verb):
        return None
    if copula.pos_ == "ADJ":
        return copula if verb.dep_ != "relcl" else None
    return next((c for c in children(copula, "acomp", "attr") if verb.dep_ == "csubj" or c.i < verb.i), None)
