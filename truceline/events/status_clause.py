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
_SCANT = ("no", "neither", "hardly", "scarcely")
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
        or _asked(verb)
        or _modal(verb, codebook)
        or _adverb(verb, codebook)
        or mood(verb, codebook)
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
    word = next((c for c in verb.children if _negates(c, codebook)), None) or _half(verb)
    if word is not None:
        return "negated", because("negation", word)
    head = verb.head
    if _shares(verb) and is_negated(head) and not any(c.lower_ == "but" for c in head.children):
        return "negated", because("negation.shared", head)
    return _empty(verb, codebook) or _yet_to(verb)


def _negates(word: Token, codebook: Codebook) -> bool:
    """Whether ``word`` negates the verb that it hangs on, and no part of its clause: "not only"."""
    if word.lower_ in ("never", "neither", "nor"):
        return True
    if word.lower_ == "longer":
        return word.i > 0 and word.nbor(-1).lower_ == "no"
    if word.dep_ != "neg" or (word.lower_ == "no" and word.i < word.head.i):
        return False  # "No, the town is calm", "no matter who"
    if word.nbor(1).lower_ == "until":
        return False  # "not until Friday did it open", but "it will not open until Friday"
    after = word.doc[word.i + 1 : max(word.i, word.head.i) + 2]  # "not only freed", "did not free only"
    return not any(modifier(t.lower_, "focus", codebook) for t in after)


def _half(verb: Token) -> Token | None:
    """The "neither" or "nor" of the clause to which ``verb`` is the second half."""
    if verb.dep_ != "conj" or children(verb, "nsubj", "nsubjpass"):
        return None
    return next((c for c in verb.head.children if c.lower_ in ("neither", "nor")), None)


def _empty(verb: Token, codebook: Codebook) -> Finding | None:
    """Who does it is nobody, or it is done to nothing: "hardly anybody voted", "reached no deal"."""
    for noun in children(verb, "nsubj", "nsubjpass", "dobj", "attr"):
        idle = noun.dep_ in ("dobj", "attr") and modifier(noun.lemma_, "state", codebook)
        if noun.i < verb.i and verb.dep_ == "relcl":
            continue
        if noun.lower_ in ("nobody", "nothing", "none") and not idle:
            return "negated", because("negation", noun)
        before = [t for t in noun.lefts if t.dep_ in ("det", "neg", "advmod", "preconj", "nummod", "predet")]
        inner = [t for word in before for t in (word, *word.lefts)]
        scant = next((t for t in inner if t.lower_ in _SCANT or _not_one(t)), None)
        if scant is not None and not idle:
            return "negated", because("negation", scant)
    return None


def _not_one(word: Token) -> bool:
    return word.lower_ == "not" and word.nbor(1).lower_ in ("a", "one", "any")


def _yet_to(verb: Token) -> Finding | None:
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
    if modifier(f"{word} {verb.lemma_}", "stated", codebook):
        return None  # "smoke could be seen", "we would like"
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
    return _ahead(verb, codebook) if is_present(verb) else None


def _ahead(verb: Token, codebook: Codebook) -> Finding | None:
    """The present of what is arranged: "the envoys meet tomorrow", "is leaving next week"."""
    for child in children(verb, "prep"):
        if child.lower_ == "in" and any(
            modifier(o.lemma_, "unit", codebook) for o in children(child, "pobj")
        ):
            return "planned", because("time.ahead", child)  # "is leaving in a week"
    for child in children(verb, "advmod", "npadvmod"):
        for word in (child, *children(child, "amod")):
            found = modifier(word.lower_, "time", codebook)
            if found and not any(c.lower_ == "to" for c in word.rights):  # "next to the station"
                return found.status, because(f"time.{found.id}", word)
    return None


def mood(verb: Token, codebook: Codebook) -> Finding | None:
    """Imperatives, the subjunctive after "demand that", and a headline's "Ministers to meet"."""
    if _is_subjunctive(verb):
        return "called_for", because("subjunctive", verb)
    if children(verb, *SUBJECTS):
        headline = has_to(verb) and verb.dep_ == "ROOT" and auxiliaries(verb)[0].lower_ == "to"
        return ("planned", because("headline", verb)) if headline else None
    if has_to(verb):
        return ("hypothetical", because("infinitive", verb)) if verb.dep_ == "ROOT" else None
    if verb.lower_ != verb.lemma_ or verb.tag_ not in ("VB", "VBP", "VBD", "NN", "NNP") or auxiliaries(verb):
        return None
    please = any(c.lower_ == "please" for c in children(verb, "intj", "advmod", "npadvmod"))
    opens = verb.i == verb.sent.start or please
    if verb.tag_ == "VB" and verb.dep_ == "conj" and verb.head.tag_ in ("VB", "VBP") and not opens:
        return mood(verb.head, codebook) if verb.head.dep_ in ("ROOT", "conj", "ccomp") else None
    if not (opens or (verb.tag_ == "VB" and verb.dep_ in ("ROOT", "parataxis"))):
        return None
    if modifier(verb.lemma_, "diary", codebook):
        return None  # "Hope to see you soon": "I" is left out
    return ("called_for", because("imperative", verb)) if verb.pos_ in ("VERB", "AUX") or please else None


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
    known = any(t.tag_ in ("WP", "WRB", "WDT") for t in verb.lefts)
    if last.text != "?" or known:
        return None
    return "hypothetical", because("question", last)


def is_present(verb: Token) -> bool:
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
