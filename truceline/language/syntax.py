"""A token in, its grammatical company out: subjects, agents, objects, phrases, clauses.

All stages ask these functions about the parse and none walks the tree for the same question in
its own way. Names of relations are spaCy's English labels (ClearNLP).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
RELATIVES = {"who", "which", "that", "whom", "whose"}
_CONTROLLED_BY_SUBJECT = {"promise", "threaten", "have", "vow", "pledge", "agree"}
# "called on Russia to withdraw": Russia is to withdraw
_CONTROLLED_BY_OBLIQUE = {
    "call": ("on", "upon"),
    "appeal": ("to",),
    "plead": ("with",),
    "prevail": ("on", "upon"),
}
_TAIL = ("nummod", "compound", "flat", "case", "amod")
_TAIL_PREPOSITIONS = ("of", "in", "for", "to", "from", "by", "with", "against", "on")
_NOUNS = ("NOUN", "PROPN", "ADJ", "NUM", "PRON")


def children(token: Token, *deps: str) -> list[Token]:
    """The children of ``token`` with one of these labels, in order of the text."""
    return [c for c, dep in _all_below(token.doc)[token.i] if dep in deps]


def _below(token: Token) -> list[tuple[Token, str]]:
    """The children of ``token``, each with its label."""
    return _all_below(token.doc)[token.i]


@lru_cache(maxsize=4)
def _all_below(doc: Doc) -> list[list[tuple[Token, str]]]:
    """The children of each token of ``doc``: read once, since every stage asks for them."""
    below: list[list[tuple[Token, str]]] = [[] for _ in range(len(doc))]
    for token in doc:
        head = token.head.i
        if head != token.i:
            below[head].append((token, token.dep_))
    return below


def is_verb(token: Token) -> bool:
    """Whether ``token`` heads a clause: a verb that is no auxiliary of another."""
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound")


def verb_of(token: Token) -> Token | None:
    """The verb of the clause in which ``token`` stands (itself, where it is one)."""
    for _ in range(40):
        if is_verb(token):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def is_passive(verb: Token) -> bool:
    """Whether ``verb`` is passive, a participle after a noun included ("talks hosted by")."""
    if any(dep in ("nsubjpass", "auxpass") for _, dep in _below(verb)):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "advcl") and not any(dep == "aux" for _, dep in _below(verb)):
        return True
    shares = verb.dep_ == "conj" and not any(dep in ("nsubj", "aux") for _, dep in _below(verb))
    return shares and verb.head.i != verb.i and is_passive(verb.head)


def by_phrase(verb: Token) -> list[Token]:
    """The heads of a passive's "by" phrase."""
    return [
        o
        for p, dep in _below(verb)
        if dep in ("agent", "prep") and p.lower_ == "by"
        for o in children(p, "pobj")
    ]


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subjects of ``verb``, inherited over coordination and control.

    Of a relative clause it is the noun that the clause hangs on where the pronoun stands for it.
    """
    own = children(verb, *SUBJECTS)
    if own:
        return [antecedent(s) or s for s in own]
    if verb.dep_ in ("acl", "relcl"):
        return [verb.head]
    if depth > 6 or verb.head.i == verb.i:
        return []
    head = verb.head
    if verb.dep_ == "pcomp" or (verb.dep_ == "xcomp" and head.pos_ == "ADJ" and not is_verb(head)):
        head = head.head  # "by leaving", "are due to meet"
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "conj", "dep", "parataxis", "pcomp") and is_verb(head):
        wanted = _CONTROLLED_BY_OBLIQUE.get(head.lemma_, ())
        asked = [o for p in children(head, "prep") if p.lower_ in wanted for o in children(p, "pobj")]
        if asked and verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp", "advcl") and asked[0].i < verb.i:
            return asked
        if verb.dep_ in ("xcomp", "ccomp"):
            controllers = children(head, "dobj")
            if controllers and head.lemma_ not in _CONTROLLED_BY_SUBJECT:
                return controllers
        return subjects(head, depth + 1)
    return []


def agents(verb: Token) -> list[Token]:
    """Who does ``verb``: its subject, or a passive's "by" phrase."""
    return by_phrase(verb) if is_passive(verb) else subjects(verb)


def objects(verb: Token) -> list[Token]:
    """What ``verb`` is done to: direct objects, a passive's subject, the head of a relative clause."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return [verb.head]
    if is_passive(verb):
        return subjects(verb)
    found = children(verb, "dobj")
    if verb.dep_ == "relcl":
        gap = any(dep == "nsubj" and c.lower_ not in RELATIVES for c, dep in _below(verb))
        if any(o.lower_ in RELATIVES for o in found) or (not found and gap):
            return [verb.head]
    return found


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for; None where ``pronoun`` is none."""
    if pronoun.lower_ not in RELATIVES:
        return None
    verb = verb_of(pronoun)
    for _ in range(4):
        if verb is None:
            return None
        if verb.dep_ in ("relcl", "acl"):
            return verb.head if verb.head.pos_ in _NOUNS else None
        if verb.dep_ != "conj" or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def prepositions(token: Token) -> dict[str, list[Token]]:
    """The phrases that hang on ``token``, by preposition: {"with": [Turkey], "in": [Astana]}.

    Objects of a preposition within or beside a preposition ("from around", "in and around Homs") count
    under the inner one; gerunds (``pcomp``) count as objects.
    """
    found: dict[str, list[Token]] = {}
    for p, dep in _below(token):
        if dep not in ("prep", "agent", "dative") or (p.pos_ in _NOUNS and dep == "dative"):
            continue
        for o, inside in _below(p):
            if inside in ("pobj", "pcomp"):
                found.setdefault(p.lower_, []).append(o)
            elif _is_joined(o, inside) and p.lower_ != "according":  # a source, no goal
                for inner in children(o, "pobj", "pcomp"):
                    found.setdefault(o.lower_, []).append(inner)
    return found


def for_subjects(*tops: Token) -> list[Token]:
    """Who is to act in the "for … to" clauses beneath: "opened the border for [trucks] to cross"."""
    below = [v for top in tops for v, dep in _below(top) if dep in ("acl", "relcl", "advcl", "ccomp")]
    meant = [v for v in below if v.tag_ == "VB" and any(m.lower_ == "for" for m in children(v, "mark"))]
    return [s for v in meant for s in children(v, "nsubj", "nsubjpass")]


def _is_joined(word: Token, dep: str) -> bool:
    return dep == "prep" or (dep == "conj" and word.pos_ == "ADP")


def conjuncts(noun: Token) -> list[Token]:
    """``noun`` and what is coordinated with it: "Russia, Iran and Turkey" from Russia."""
    found = [noun]
    for c, dep in _below(noun):
        if dep == "conj" and c.pos_ in _NOUNS:
            found += conjuncts(c)
    return found


def companions(noun: Token) -> list[Token]:
    """Who is named with ``noun`` by another way than "and": its examples, and who joins it.

    "rebel groups, including A and B", "states such as A", "A, as well as B", "A, along with B".
    """
    found: list[Token] = []
    for p, dep in [*_below(noun), *_beside(noun)]:
        word = p.lower_
        if word == "including" or (word == "as" and p.i and p.nbor(-1).lower_ in ("such", "well")):
            found += children(p, "pobj")
            if dep == "cc":  # "A, as well as B": the model hangs B on A
                found += [o for o in children(noun, "pobj") if o.i > p.i]
        elif word in ("along", "together", "alongside", "with") and _joins(p, noun):
            inner = children(p, "prep") if word in ("along", "together") else []
            found += [o for q in (p, *inner) for o in children(q, "pobj")]
    return [o for c in found for o in conjuncts(c)]


def _beside(noun: Token) -> list[tuple[Token, str]]:
    """What hangs on the verb of ``noun`` right behind it: "A, along with B, attacked"."""
    if noun.dep_ not in (*SUBJECTS, "dobj"):
        return []
    return [(p, dep) for p, dep in _below(noun.head) if dep == "prep" and 0 < p.i - noun.i <= 2]


def _joins(preposition: Token, noun: Token) -> bool:
    """ "along with", "together with", "alongside" right behind ``noun``; no bare "with"."""
    if preposition.lower_ == "with":
        return preposition.i > noun.i and preposition.nbor(-1).lower_ == "together"
    return preposition.i > noun.i


def phrase(noun: Token) -> tuple[int, int]:
    """Half-open token range of the noun phrase that ``noun`` heads.

    Without relative clauses, appositions after a comma, and coordinated nouns.
    """
    start, end = noun.i, noun.i + 1
    for c in noun.lefts:
        if c.dep_ not in ("cc", "preconj", "punct", "conj", "relcl"):
            start = min(start, c.left_edge.i)
    for c in noun.rights:
        if c.dep_ not in _TAIL and not (c.dep_ == "prep" and c.lower_ in _TAIL_PREPOSITIONS):
            break
        end = max(end, c.right_edge.i + 1)
    return start, end


def clause(verb: Token) -> tuple[int, int]:
    """Half-open token range of the clause of ``verb``: evidence that says one thing.

    Left out are coordinated clauses, long relative clauses of others, and the frame of reported
    speech ("officials said"); a relative clause brings the noun that it hangs on. Where the
    subject carries a clause of its own, the range begins after it.
    """
    if not is_verb(verb):
        return verb.left_edge.i, verb.right_edge.i + 1
    kept: list[int] = []
    _keep(verb, verb, kept)
    if verb.dep_ in ("relcl", "acl"):
        kept += range(*phrase(verb.head))
    start, end = min(kept), max(kept) + 1
    while end - 1 > start and verb.doc[end - 1].is_punct and verb.doc[end - 1].text not in ('"', "”", ")"):
        end -= 1
    while start < end - 1 and verb.doc[start].is_punct and verb.doc[start].text not in ('"', "“", "("):
        start += 1
    return start, end


def _keep(token: Token, top: Token, kept: list[int]) -> None:
    kept.append(token.i)
    for c, dep in _below(token):
        if token is top or token.i == top.i:
            if dep in ("conj", "cc", "parataxis") and (is_verb(c) or dep == "cc"):
                continue
            if dep in SUBJECTS and c.i < top.i and _carries_clause(c):
                continue
        elif dep == "relcl" and c.i > token.i and c.right_edge.i - c.left_edge.i > 6:
            continue
        _keep(c, top, kept)


def _carries_clause(noun: Token) -> bool:
    return any(
        c.dep_ in ("relcl", "appos", "acl") and c.right_edge.i - c.left_edge.i >= 3 for c in noun.subtree
    )


def is_negated(verb: Token) -> bool:
    """Whether a negation stands on ``verb`` itself or on its subject ("no side agreed")."""
    for c, dep in _below(verb):
        if dep == "neg" or c.lower_ in ("never", "neither", "nor"):
            return True
        if c.lower_ == "longer" and c.i and c.nbor(-1).lower_ == "no":
            return True
        if dep in SUBJECTS and any(k.lower_ in ("no", "neither") for k, _ in _below(c)):
            return True
    return False


def modal(verb: Token) -> str | None:
    """The modal of ``verb`` in its full form (will, would, can, …), shared over coordination."""
    found = next((c.lower_ for c in children(verb, "aux") if c.tag_ == "MD"), None)
    shares = verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN") and not children(verb, *SUBJECTS)
    if found is None and shares and is_verb(verb.head):
        return modal(verb.head)
    return {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would"}.get(found or "", found)


def governors(token: Token, *deps: str) -> Iterator[tuple[Token, str]]:
    """The heads above ``token``, nearest first, each with the label of the step below it.

    With ``deps`` the climb ends at the first step whose label is another.
    """
    for _ in range(40):
        if token.head.i == token.i or (deps and token.dep_ not in deps):
            return
        yield token.head, token.dep_
        token = token.head


def particle_keys(verb: Token) -> tuple[str, ...]:
    """The lemma of ``verb`` with each particle or preposition on it, then bare: sit_down, sit."""
    tails = [c.lower_ for c in children(verb, "prt", "advmod", "prep") if c.i > verb.i]
    return (*(f"{verb.lemma_}_{tail}" for tail in tails), verb.lemma_)
