"""A noun of talks or of a deal in, the clauses that tell of its life out, each with its step.

Talks, agreements and zones are read in the same way: where does the noun stand, which verb
governs it, and what does that verb say of its life ("sign", "take effect", "collapse").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from truceline.language.syntax import SUBJECTS, children, is_passive, is_verb, verb_of

Role = Literal["subject", "object", "oblique", "other"]
Steps = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb that says something of the noun, and the noun's role in it.

    ``preposition`` is the word by which an oblique hangs on the verb ("agreed *to* a truce");
    ``relative`` marks a clause that hangs on the noun instead of governing it.
    """

    verb: Token
    role: Role
    preposition: str | None = None
    relative: bool = False
    frame: Token | None = None  # the verb that holds the subject: "is" of "is due to open"
    through: Token | None = None  # the word between both: "end" of "put an end to the truce"

    @property
    def whole(self) -> Token:
        """The verb whose clause holds both the noun and the verb."""
        return self.frame or self.verb


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun with what carries it: in "four days of talks" ``top`` is "days", ``noun`` "talks"."""

    noun: Token
    top: Token
    clauses: tuple[Clause, ...]

    @property
    def main(self) -> Clause | None:
        """The governing clause, the first of those that share the noun."""
        return next((c for c in self.clauses if not c.relative), None)

    @property
    def relatives(self) -> tuple[Clause, ...]:
        """The clauses that hang on the noun: "talks hosted by Qatar", "which opened in July"."""
        return tuple(c for c in self.clauses if c.relative)


def locate(
    noun: Token, carriers: frozenset[str], inner: Sequence[Token] = (), own: frozenset[str] = frozenset()
) -> Mention:
    """Where ``noun`` stands; ``carriers`` are lemmas that pass on what their of-phrase holds.

    Relative clauses on ``inner`` nouns count as its own: "the fourth round of talks, which began". So do
    those that the parse hangs on a party or place within the phrase, where their verb is one of ``own``:
    "talks between A and B in C, which began".
    """
    top = noun
    for _ in range(3):
        above = top.head.head if top.dep_ == "pobj" and top.head.lower_ in ("of", "to", "in") else None
        if above is None or above.lemma_ not in carriers:
            break
        top = above
    clauses = [c for c in (_governing(top),) if c]
    clauses += [c for main in clauses for c in _coordinated(main)]
    for carrier in dict.fromkeys((noun, top, *inner)):
        clauses += [_relative(c) for c in carrier.children if c.dep_ in ("relcl", "acl") and is_verb(c)]
    if own:
        clauses += [c for v in _strayed(noun) for c in [_relative(v)] if c.verb.lemma_ in own]
    return Mention(noun, top, tuple(clauses))


def _coordinated(main: Clause) -> list[Clause]:
    """The verbs beside the governing one that share the noun: "opened in May and collapsed in June"."""
    if main.role not in ("subject", "object") or (main.role == "object" and not is_passive(main.verb)):
        return []
    found: list[Clause] = []
    beside = [c for c in children(main.whole, "conj") if is_verb(c)]
    while beside and len(found) < 3 and not children(beside[0], *SUBJECTS):
        told = _raised(beside[0])
        found.append(Clause(told, "object" if is_passive(told) else "subject", frame=beside[0]))
        beside = [c for c in children(beside[0], "conj") if is_verb(c)]
    return found


def _strayed(noun: Token) -> list[Token]:
    """The relative clauses on nouns inside the phrase of ``noun``."""
    found: list[Token] = []
    stack = [c for c in noun.children if c.dep_ == "prep" and c.i > noun.i]
    while stack:
        token = stack.pop()
        for child in token.children:
            if child.dep_ in ("pobj", "conj", "prep", "appos") and not is_verb(child):
                stack.append(child)
            elif child.dep_ in ("relcl", "acl") and is_verb(child) and token.dep_ != "prep":
                found.append(child)
    return sorted(found, key=lambda t: t.i)


def _governing(top: Token) -> Clause | None:
    anchor = top
    while anchor.dep_ in ("conj", "appos") and anchor.head.i != anchor.i and not is_verb(anchor.head):
        anchor = anchor.head
    verb = verb_of(anchor.head) if anchor.head.i != anchor.i else None
    if verb is None:
        return None
    if verb.dep_ == "pcomp" and verb.lemma_ in ("call", "describe", "term") and is_verb(verb.head.head):
        # "agreed on what it called a full ceasefire"
        return Clause(verb.head.head, "oblique", verb.head.lower_)
    if anchor.head.i == verb.i:
        if anchor.dep_ in SUBJECTS:
            told = _raised(verb)
            return Clause(told, "object" if is_passive(told) else "subject", frame=verb)
        if anchor.dep_ == "dobj":
            return Clause(verb, "object")
        return Clause(verb, "other")
    if anchor.dep_ == "pobj":
        return _oblique(verb, anchor.head)
    return Clause(verb, "other")


def _oblique(verb: Token, preposition: Token) -> Clause:
    """ "agreed *to* a truce", "pulled out *of* it", "put an end *to* it", "are close *to* it"."""
    above = preposition.head
    if above.i == verb.i or (above.head.i == verb.i and above.dep_ == "prep"):
        return Clause(verb, "oblique", preposition.lower_)
    if above.dep_ in _BETWEEN and verb_of(above) == verb:
        return Clause(verb, "oblique", preposition.lower_, through=above)
    return Clause(verb, "other", preposition.lower_)


_BETWEEN = ("dobj", "acomp", "attr", "oprd", "advmod", "pobj", "nsubjpass")


def _raised(verb: Token) -> Token:
    """The verb that "is due to", "is expected to", "failed to" pass their subject on to."""
    for _ in range(3):
        below = [
            x for c in (verb, *children(verb, "acomp", "oprd")) for x in children(c, "xcomp") if is_verb(x)
        ]
        passes = verb.lemma_ in _RAISING or (is_passive(verb) and verb.lemma_ in _PLANNING)
        if not below or not passes:
            break
        verb = below[0]
    return verb


# Verbs without a subject of their own: what stands before them belongs to the verb below.
_RAISING = frozenset(
    {"be", "seem", "appear", "remain", "fail", "begin", "start", "continue", "have", "look", "stand"}
)
_PLANNING = frozenset(
    {
        "expect",
        "schedule",
        "plan",
        "set",
        "slate",
        "say",
        "believe",
        "report",
        "suppose",
        "mean",
        "allow",
        "let",
        "leave",
    }
)


def _relative(verb: Token) -> Clause:
    if verb.tag_ == "VBN" or is_passive(verb):
        return Clause(verb, "object", relative=True)
    told = _raised(verb)
    if told.i != verb.i:
        return Clause(told, "object" if is_passive(told) else "subject", relative=True, frame=verb)
    gap = any(c.dep_ == "nsubj" and c.lower_ not in ("which", "that", "who") for c in verb.children)
    return Clause(verb, "object" if gap else "subject", relative=True)


def verb_keys(clause: Clause) -> tuple[str, ...]:
    """The names under which the codebook may know the verb, the most special first.

    "broke down" is ``break_down``, then ``break``; "agreed to a truce" is ``agree_to``; "is due to
    open" is the verb "open" itself, since status tells the plan.
    """
    verb = clause.verb
    if clause.role == "oblique" and clause.preposition:
        return _oblique_keys(clause)
    kept = ("prt", "advmod", "acomp", "oprd", "prep", *(("dobj",) if clause.role == "subject" else ()))
    tails = [c.lower_ for p in verb.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"]
    tails += [c.lower_ for c in verb.children if c.dep_ in kept and c.i > verb.i]
    if clause.role == "object":  # "put the deal on hold": the phrase may hang on the deal
        inside = (t for o in children(verb, "dobj", "nsubjpass") for t in o.subtree if t.dep_ == "pobj")
        tails += [
            t.lower_ for t in inside if t.head.lower_ in ("on", "in", "into", "to") and not list(t.children)
        ]
    return (*(f"{verb.lemma_}_{tail}" for tail in tails), verb.lemma_)


def _oblique_keys(clause: Clause) -> tuple[str, ...]:
    """ "put_end_to", "be_close_to", "sign_up_to", "come_terms_on", "agree_to"."""
    verb, preposition = clause.verb, clause.preposition
    if clause.through is not None:
        words = dict.fromkeys((clause.through.lemma_.lower(), clause.through.lower_))
        return tuple(f"{verb.lemma_}_{word}_{preposition}" for word in words)
    kept = [c for c in verb.children if c.dep_ in ("dobj", "prt", "advmod", "acomp", "prep", "nsubjpass")]
    inner = [o for p in kept if p.dep_ == "prep" for o in p.children if o.dep_ == "pobj"]
    between = dict.fromkeys(w for c in (*kept, *inner) for w in (c.lemma_.lower(), c.lower_))
    return (*(f"{verb.lemma_}_{word}_{preposition}" for word in between), f"{verb.lemma_}_{preposition}")


def step_of(clause: Clause, steps: Steps) -> str | None:
    """The step that the codebook gives the verb for the noun's role, if any."""
    found = (steps.get((clause.role, key)) for key in verb_keys(clause))
    return next((step for step in found if step), None)


def told_verbs(clause: Clause) -> tuple[Token, ...]:
    """The verb, then the infinitives under it: a date may stand on "is due to [open] in May"."""
    found, verb = [clause.verb], clause.verb
    for _ in range(3):
        below = [c for c in verb.children if c.dep_ in ("xcomp", "acomp")]
        verb = below[0] if below else verb
        found += below[:1]
    return tuple(found)


def modifiers(noun: Token) -> frozenset[str]:
    """The lower-case words and lemmas before ``noun`` in its phrase, determiners included."""
    kept = ("amod", "compound", "det", "nmod", "poss", "advmod", "nummod")
    near = [c for c in noun.children if c.dep_ in kept]
    return frozenset(w for c in near for w in (c.lower_, c.lemma_))


def is_definite(noun: Token) -> bool:
    """Whether the phrase points at something already told: "the talks", "this truce"."""
    return bool(modifiers(noun) & {"the", "this", "that", "these", "those", "their", "its", "such"})
