"""A parsed sentence in, the meanings of its events out, the main one first.

The sentence is read from its root outward. What an operator or an event has taken for itself is not
coded again; what hangs beneath a silent verb is not coded at all; a relative clause under an event is
background. Only where no verb speaks is an event noun asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from truceline.events.frames import Index
from truceline.events.interpret import Interpreter
from truceline.events.nominals import dated_nominals, first_nominal
from truceline.events.operators import Meaning, under_noun
from truceline.events.roles import doers
from truceline.language import syntax

# How far from the main clause a step of the parse leads; the nearest event is the main one.
_STEPS = {
    "conj": 0.5, "ccomp": 0.6, "xcomp": 0.6, "advcl": 1.5, "relcl": 2.2, "acl": 2.0, "parataxis": 0.7,
    "pcomp": 1.0, "prep": 0.5, "pobj": 0.5,
}  # fmt: skip
_OTHER_STEP = 0.4
_NEAR = 1.2  # a silent verb this near to the root silences the nouns of the sentence too


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence tells: its events, the main one first, and the verbs kept silent on purpose."""

    events: list[Meaning]
    silent: list[Meaning]


def read_sentence(sentence: list[Token], index: Index) -> Told:
    """The events of one sentence, and what was nearly one."""
    interpreter = Interpreter(index)
    found: list[Meaning] = []
    quieted: list[Meaning] = []
    quiet = False
    taken: set[tuple[int, str] | int] = set()
    for verb, distance in _verbs_outward(sentence):
        meaning = interpreter.meaning(verb)
        if meaning is None:
            continue
        if meaning.type == "nothing":
            quieted.append(meaning)
            quiet = quiet or distance <= _NEAR
            continue
        if meaning.is_event:
            meaning = under_noun(meaning, index)
        if meaning is None:
            continue
        key = (meaning.trigger.i, meaning.type)
        if not meaning.is_event or key in taken or meaning.verb.i in taken:
            continue
        taken |= {key, meaning.verb.i}
        found.append(_with_actor(meaning, sentence, index))
    verbs, silent = {f.verb.i for f in found}, {q.verb.i for q in quieted}
    kept = [f for f in found if not _is_consumed(f.verb, verbs, silent)]
    kept = [f for f in kept if not any(_retells(f, of, index) for of in kept)]
    main = [f for f in kept if not _is_background(f.verb, verbs)]
    if not main and not quiet:
        nominal = first_nominal(sentence, index)
        main = [nominal] if nominal else []
    behind = [f for f in kept if _is_background(f.verb, verbs)]
    if not quiet:
        behind += dated_nominals(sentence, index, {m.trigger.i for m in main + behind})
    return Told(main + [replace(m, background=True) for m in behind], quieted)


def _verbs_outward(sentence: list[Token]) -> Iterator[tuple[Token, float]]:
    """The verbs of a sentence with their distance from the root, the nearest first."""
    roots = [t for t in sentence if t.head.i == t.i]
    distances = {r.i: 0.0 for r in roots}
    queue = list(roots)
    for token in queue:
        for child in token.children:
            distances[child.i] = distances[token.i] + _STEPS.get(child.dep_, _OTHER_STEP)
            queue.append(child)
    for token in sorted(queue, key=lambda t: (distances[t.i], t.i)):
        if syntax.is_verb(token):
            yield token, distances[token.i]


def _with_actor(meaning: Meaning, sentence: list[Token], index: Index) -> Meaning:
    """Where a clause that hangs on another names nobody who acts, the subject of that one does it."""
    if meaning.actors or not syntax.is_verb(meaning.verb) or syntax.is_passive(meaning.verb):
        return meaning
    if syntax.children(meaning.verb, *syntax.SUBJECTS) or meaning.verb.dep_ == "acl":
        return meaning
    others = {r.i for r in meaning.recipients}
    before = (
        t
        for t in sentence
        if t.dep_ == "nsubj" and t.pos_ != "PRON" and t.head.i <= meaning.verb.i and t.i not in others
    )
    return replace(meaning, actors=doers(list(before)[:1], index))


def _is_consumed(verb: Token, verbs: set[int], silent: set[int]) -> bool:
    return _is_complement(verb, verbs) or any(
        above.i in silent and step != "conj" for above, step in syntax.governors(verb)
    )


def _retells(meaning: Meaning, of: Meaning, index: Index) -> bool:
    """ "organised a strike that shut the port": what the strike did is the same protest."""
    verb = meaning.verb
    deed = verb.dep_ == "relcl" and verb.head.lemma_.lower() in index.event_nouns
    return deed and verb.head.head.i == of.verb.i and meaning.type == of.type


def _is_complement(verb: Token, verbs: set[int]) -> bool:
    """Whether an event above has taken ``verb`` for its content, directly or through a noun."""
    token = verb
    while token.head.i != token.i:
        above = token.head
        content = token.dep_ in ("xcomp", "ccomp", "pcomp", "csubj", "oprd") or _is_purpose(token)
        if content and _holder(above).i in verbs:
            return True
        if not content and token.dep_ not in ("prep", "conj", "pobj"):
            return False
        token = above
    return False


def _holder(above: Token) -> Token:
    """The predicate that holds a clause: of "ready to" the copula, of "accused of" its verb."""
    return above.head if above.dep_ in ("acomp", "attr", "dobj", "pobj", "prep") else above


def _is_purpose(verb: Token) -> bool:
    """ "a demand that Norway [leave]", "a plan to [leave]", "met to [discuss]": a purpose is no fact."""
    if verb.dep_ == "acl":
        return any(c.dep_ == "mark" or c.lower_ == "to" for c in verb.children)
    return verb.dep_ == "advcl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _is_background(verb: Token, verbs: set[int]) -> bool:
    below = False
    for above, step in syntax.governors(verb):
        below = below or step in ("relcl", "acl")
        if below and above.i in verbs:
            return True
    return False
