"""A verb in, its meaning out: operators over what hangs beneath, then frames, then event nouns.

The order is the one in which a reader would settle it. An operator that governs a clause speaks
first (agree to, refuse to, say that); then the readings of the verb, by its company; then a light
verb gives way to its event noun ("held talks"); last, the tense, modal and negation are laid on top.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from truceline.codebook.entries import Frame, Operator, Plover, words
from truceline.events import operators
from truceline.events.clauses import COPULAS, Clause, read_clause, read_predicates
from truceline.events.frames import Index
from truceline.events.matching import find_reading, holds, is_party, lemmas
from truceline.events.nominals import noun_meaning
from truceline.events.operators import Meaning, mood
from truceline.events.roles import Tokens, doers, fill, keepers, recipients, targets, unique

_MAX_DEPTH = 12
_DRIVEN_OUT = ("expel", "deport")  # who is expelled from a country is expelled by it


class Interpreter:
    """Reads the verbs of one article; each verb once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: dict[int, Meaning | None] = {}
        self._depth = 0

    def meaning(self, verb: Token) -> Meaning | None:
        """What ``verb`` says, with all that it governs; None where the codebook knows nothing of it."""
        if verb.i in self._known:
            return self._known[verb.i]
        self._known[verb.i] = None  # a clause that governs itself says nothing
        if self._depth < _MAX_DEPTH:
            self._depth += 1
            self._known[verb.i] = self._read(verb)
            self._depth -= 1
        return self._known[verb.i]

    def _read(self, verb: Token) -> Meaning | None:
        if verb.lemma_.lower() in COPULAS:
            return self._copula(verb)
        clause = read_clause(verb)
        found = self._predicate(clause)
        return mood(found, clause, self._index) if found is not None else self._obligation(clause)

    def _predicate(self, clause: Clause) -> Meaning | None:
        governing = self._operators(clause)
        early = [o for o in governing if o.frames == "after" or self._waits(o, clause)]
        late = [o for o in governing if o not in early]
        return (
            self._operate(early, clause)
            or self._frame(clause)
            or self._operate(late, clause)
            or self._embedded(clause)
        )

    def _waits(self, operator: Operator, clause: Clause) -> bool:
        return operator.frames == "where object" and not clause.objects

    def _operators(self, clause: Clause) -> list[Operator]:
        named = next(
            (self._index.operators[w] for w in lemmas(clause, self._index) if w in self._index.operators), ()
        )
        return [o for o in (*named, *self._index.everywhere) if holds(o.when, clause, self._index.nouns)]

    def _operate(self, governing: list[Operator], clause: Clause) -> Meaning | None:
        for operator in governing:
            beneath, governs = self._beneath(operator, clause)
            if not governs:
                continue
            found = operators.apply(operator, clause, beneath, self._index)
            if found is not None:
                return found
        return None

    def _beneath(self, operator: Operator, clause: Clause) -> tuple[Meaning | None, bool]:
        """The first meaning beneath ``operator``, and whether anything is beneath it at all."""
        over = words(operator.over)
        tops = [top for kind in over for top in _tops(kind, clause)]
        nouns = [noun for kind in over for noun in _event_nouns(kind, clause)]
        meanings = (
            *(self.meaning(top) for top in tops),
            *(noun_meaning(noun, clause, self._index) for noun in nouns),
        )
        found = next((m for m in meanings if m is not None), None)
        return found, bool(found or tops or "always" in over)

    def _frame(self, clause: Clause) -> Meaning | None:
        frame = find_reading(clause, self._index)
        if frame is None or frame.silent == "verb":
            return None
        if frame.silent == "all" or frame.type is None:
            return Meaning("nothing", clause.head, clause.head, reasons=((f"frame:{frame.id}", clause.head),))
        return self._build(frame, clause)

    def _build(self, frame: Frame, clause: Clause) -> Meaning:
        reasons = ((f"frame:{frame.id}", clause.head),)
        nouns = self._index.nouns
        if frame.type == "responsibility":
            return Meaning("responsibility", clause.head, clause.head, clause.subjects, reasons=reasons)
        plover = self._index.types[str(frame.type)]
        actors = fill(frame.actor, clause, nouns) if frame.actor else doers(clause.subjects, self._index)
        idiom = set(words(frame.when.object)) - set(nouns.classes)  # "shook [hands] with": nobody
        others = tuple(
            o for o in recipients(clause, plover, nouns, frame.recipient) if o.lemma_.lower() not in idiom
        )
        if clause.passive and not actors and not frame.actor:
            actors = self._unnamed(clause, plover, frame.mode)
        if not actors and plover.quad == "material conflict":
            actors = keepers(clause, nouns)
        return Meaning(
            type=str(frame.type),
            verb=clause.head,
            trigger=clause.head,
            actors=actors,
            recipients=unique((*others, *targets(clause.subjects, self._index))),
            mode=frame.mode,
            contexts=frame.contexts,
            cameo=frame.cameo,
            settled=frame.when.negated is not None,
            reasons=reasons,
        )

    def _unnamed(self, clause: Clause, plover: Plover, mode: str | None) -> Tokens:
        """The actors of a passive without "by": the parties themselves, or whose land it is."""
        if plover.is_reciprocal(mode):
            return fill(("object.between", "between"), clause, self._index.nouns)
        if mode in _DRIVEN_OUT:
            return tuple(o for o in clause.phrases.get("from", ()) if is_party(o, self._index.nouns))
        places = clause.phrases.get("in", ()) if plover.place_acts else ()
        return tuple(p for p in places if p.pos_ == "PROPN" and is_party(p, self._index.nouns))

    def _embedded(self, clause: Clause) -> Meaning | None:
        """A verb that the codebook does not know gives way to its infinitive."""
        for complement in clause.complements:
            if complement.dep_ == "xcomp":
                found = self.meaning(complement)
                if found is not None:
                    return found
        return None

    def _copula(self, verb: Token) -> Meaning | None:
        clause = read_clause(verb)
        for predicate in read_predicates(verb):
            found = self._predicate(predicate)
            if found is not None:
                return mood(replace(found, verb=predicate.head), predicate, self._index)
        frame = self._frame(clause)
        if frame is not None:
            return mood(frame, clause, self._index)
        for complement in clause.complements:
            found = self.meaning(complement)
            if found is not None:
                return mood(found, clause, self._index)
        return self._obligation(clause)

    def _obligation(self, clause: Clause) -> Meaning | None:
        """ "X must do more" asks something of X, whatever it is."""
        if clause.modal != "must":
            return None
        return Meaning("obligation", clause.head, clause.head, clause.subjects or clause.objects)


def _tops(kind: str, clause: Clause) -> Iterable[Token]:
    """The verbs beneath ``clause`` that an operator over ``kind`` looks at."""
    if kind == "clause":
        return clause.complements
    if kind == "content":
        return clause.content
    if kind == "gerund":
        return clause.gerunds
    if kind == "purpose":
        return clause.purposes
    return _participles(clause) if kind == "participle" else ()


def _event_nouns(kind: str, clause: Clause) -> Iterable[Token]:
    if kind == "object":
        return clause.objects
    return clause.subjects if kind == "subject" else ()


def _participles(clause: Clause) -> list[Token]:
    """Participles that say what a paper does: "a letter [urging]", "sent a letter, [condemning]"."""
    below = [c for o in clause.objects for c in o.children if c.dep_ == "acl"]
    beside = [c for c in clause.head.children if c.dep_ in ("advcl", "xcomp")]
    return [c for c in below + beside if c.tag_ == "VBG"]
