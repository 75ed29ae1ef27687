"""A predicate in, what its own clause or phrase says of it out: negated, modal, wanted, past.

What stands above it (who refuses, fears or plans it) is composed in ``status``.
"""

from __future__ import annotations

from spacy.tokens import Token

from truceline.codebook import Codebook
from truceline.events.status_cues import modifier, operator
from truceline.language.syntax import SUBJECTS, children, is_negated, is_verb, modal
from truceline.records import Reason, Status

Finding = tuple[Status, Reason]
_NOUN_TAGS = ("NOUN", "PROPN", "PRON", "NUM")


def because(rule: str, token: Token | None = None) -> Reason:
    """The reason ``status.<rule>``, with the word that made it speak."""
    if token is None:
        return Reason(rule=f"status.{rule}")
    return Reason(rule=f"status.{rule}", words=token.text, start=token.idx, end=token.idx + len(token.text))


def has_to(verb: Token) -> bool:
    """Whether ``verb`` is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of ``verb``, those it shares with the verb it is coordinated to included."""
    own = children(verb, "aux", "auxpass")
    if own or not _shares(verb):
        return own
    return [a for a in auxiliaries(verb.head) if a.tag_ != "TO"]


def _shares(verb: Token) -> bool:
    """Whether ``verb`` is a bare second half: "did not sign or (did not) disarm"."""
    return (
        verb.dep_ == "conj"
        and verb.tag_ in ("VB", "VBN", "VBG")
        and verb.tag_ == verb.head.tag_
        and is_verb(verb.head)
        and not children(verb, *SUBJECTS)
    )


def of_verb(verb: Token, codebook: Codebook) -> Finding | None:
    """What the clause of ``verb`` says of it; None where it simply states it."""
    return (
        _negated(verb, codebook)
        or _modal(verb, codebook)
        or _adverb(verb, codebook)
        or _mood(verb)
        or _asked(verb)
        or _conditional_main(verb, codebook)
    )


def of_noun(noun: Token, codebook: Codebook) -> Finding | None:
    """What the phrase of ``noun`` says of it; None where it simply names it."""
    for child in noun.children:
        if child.dep_ in ("det", "neg") and child.lower_ in ("no", "neither"):
            return "negated", because("no", child)
        if child.dep_ in ("amod", "compound", "nmod", "advmod"):
            found = modifier(child.lower_, "adjective", codebook)
            if found:
                return found.status, because(f"adjective.{found.id}", child)
    return None


def _negated(verb: Token, codebook: Codebook) -> Finding | None:
    if is_negated(verb):
        word = next((c for c in verb.children if c.dep_ == "neg" or c.lower_ in ("no", "never")), None)
        return "negated", because("negation", word)
    head = verb.head
    if _shares(verb) and is_negated(head) and not any(c.lower_ == "but" for c in head.children):
        return "negated", because("negation.shared", head)
    for noun in children(verb, "nsubj", "nsubjpass", "dobj", "attr"):
        words = [c for c in noun.children if c.lower_ == "no" and c.dep_ in ("det", "neg")]
        if words or noun.lower_ in ("nobody", "nothing", "none"):
            return "negated", because("negation", (words or [noun])[0])
    if has_to(verb):
        before = verb.doc[max(0, _to(verb).i - 1)]
        if before.lower_ == "yet" and before.sent == verb.sent:
            return "negated", because("yet_to", before)
    return None


def _to(verb: Token) -> Token:
    return next(c for c in verb.children if c.dep_ == "aux" and c.lower_ == "to")


def _modal(verb: Token, codebook: Codebook) -> Finding | None:
    word = modal(verb)
    found = modifier(word, "modal", codebook) if word else None
    if not found:
        return None
    token = next((a for a in auxiliaries(verb) if a.tag_ == "MD"), verb)
    if word == "would" and _backshifted(verb):
        return "planned", because("modal.will", token)
    return found.status, because(f"modal.{found.id}", token)


def _backshifted(verb: Token) -> bool:
    """Whether "would" is the "will" of reported speech: "said it would withdraw"."""
    top = verb
    while top.dep_ == "conj" and top.head.i != top.i:
        top = top.head
    perfect = any(c.lower_ == "have" for c in children(verb, "aux"))
    return top.dep_ == "ccomp" and top.head.tag_ in ("VBD", "VBN") and not perfect


def _adverb(verb: Token, codebook: Codebook) -> Finding | None:
    for child in children(verb, "advmod"):
        found = modifier(child.lower_, "adverb", codebook)
        if found:
            return found.status, because(f"adverb.{found.id}", child)
    return _ahead(verb, codebook) if _is_present(verb) else None


def _ahead(verb: Token, codebook: Codebook) -> Finding | None:
    """The present of what is arranged: "the envoys meet tomorrow", "is leaving next week"."""
    for child in children(verb, "advmod", "npadvmod"):
        for word in (child, *children(child, "amod")):
            found = modifier(word.lower_, "time", codebook)
            if found:
                return found.status, because(f"time.{found.id}", word)
    return None


def _mood(verb: Token) -> Finding | None:
    """Imperatives, the subjunctive after "demand that", and a headline's "Ministers to meet"."""
    if _is_subjunctive(verb):
        return "called_for", because("subjunctive", verb)
    if verb.tag_ != "VB" or any(a.tag_ != "TO" for a in auxiliaries(verb)):
        return None
    subject = children(verb, *SUBJECTS)
    if has_to(verb):
        return ("planned", because("headline", verb)) if verb.dep_ == "ROOT" else None
    opens = verb.i == verb.sent.start
    if not subject and (verb.dep_ in ("ROOT", "parataxis") or opens):
        return "called_for", because("imperative", verb)
    if not subject and verb.dep_ == "conj" and verb.head.dep_ in ("ROOT", "conj") and verb.head.tag_ == "VB":
        return _mood(verb.head)
    return None


def _is_subjunctive(verb: Token) -> bool:
    """Whether a bare form stands where "withdraws" would: "insisted that he withdraw"."""
    if verb.tag_ not in ("VB", "VBP") or verb.dep_ not in ("ccomp", "acl") or children(verb, "aux"):
        return False
    marked = any(c.lower_ == "that" for c in children(verb, "mark"))
    singular = any(
        c.tag_ in ("NN", "NNP") or c.lower_ in ("he", "she", "it")
        for c in children(verb, "nsubj", "nsubjpass")
        if not children(c, "conj")
    )
    return marked and singular


def _asked(verb: Token) -> Finding | None:
    """A question that leaves the answer open; "why did it attack?" takes the attack for known."""
    if verb.dep_ not in ("ROOT", "ccomp", "conj") or not _inverted(verb):
        return None
    last = verb.doc[verb.sent.end - 1]
    while last.i > verb.i and (last.is_quote or last.is_space):
        last = last.nbor(-1)
    known = any(t.tag_ in ("WP", "WRB", "WDT") for t in verb.lefts) and not _is_present(verb)
    if last.text != "?" or known:
        return None
    return "hypothetical", because("question", last)


def _is_present(verb: Token) -> bool:
    """Whether the clause is in the present, where "where do we vote?" says nothing of a vote."""
    tensed = [verb, *children(verb, "aux", "auxpass")]
    return any(t.tag_ in ("VBP", "VBZ") and t.lemma_ != "have" for t in tensed)


def _inverted(verb: Token) -> bool:
    subject = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    before = [*children(verb, "aux", "auxpass"), *([verb] if verb.pos_ == "AUX" else [])]
    return subject is not None and any(a.i < subject.i for a in before)


def is_finite(verb: Token) -> bool:
    """Whether ``verb`` has a tense of its own: no infinitive, no bare participle."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children
    )


def _conditional_main(verb: Token, codebook: Codebook) -> Finding | None:
    beneath = operator(verb, "clause", codebook) or operator(verb, "object", codebook)
    if verb.tag_ not in ("VBP", "VBZ", "VB") or (beneath and beneath.holds not in ("asserted", "same")):
        return None  # "they fear cholera if": the condition is that of what is feared
    for clause in children(verb, "advcl"):
        for mark in children(clause, "mark"):
            found = modifier(mark.lower_, "conjunction", codebook)
            if found and not _even(mark):
                return "hypothetical", because(f"conjunction.{found.id}", mark)
    return None


def _even(mark: Token) -> bool:
    return mark.i > 0 and mark.nbor(-1).lower_ in ("even", "as")


def condition(verb: Token, codebook: Codebook) -> Finding | None:
    """Whether ``verb`` stands in a conditional or an open clause: if, unless, whether, "should it fail"."""
    for mark in children(verb, "mark", "advmod"):
        found = modifier(mark.lower_, "conjunction", codebook)
        if found and not (mark.i > 0 and mark.nbor(-1).lower_ == "as"):
            return found.status, because(f"conjunction.{found.id}", mark)
    inverted = children(verb, "aux")
    subject = children(verb, "nsubj", "nsubjpass")
    fronted = inverted and subject and inverted[0].i < subject[0].i
    if verb.dep_ == "advcl" and fronted and inverted[0].lower_ in ("should", "had", "were"):
        return "hypothetical", because("inversion", inverted[0])
    return None


def is_nominal(token: Token) -> bool:
    """Whether ``token`` stands as a noun: "the shelling", "an assault"."""
    return token.pos_ in _NOUN_TAGS or (token.pos_ == "ADJ" and token.dep_ in ("dobj", "pobj", "nsubj"))


def is_definite(noun: Token) -> bool:
    """Whether the phrase takes its noun for known: the, this, its, Aleppo's."""
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those"))
        for c in noun.children
    )
