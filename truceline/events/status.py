"""A predicate in, whether it happened out, with the rules that spoke.

The clause of the predicate speaks first (negation, modals, mood); then each word above it, out
to the main verb, says what becomes of its complement ("agreed to stop", "denied that it fired").
The composition is a recursion over the parse: the standing of a complement follows from that of
its governor. Signatures of governors stand in codebook/cues/status.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.events.status_clause import (
    Finding,
    because,
    condition,
    has_to,
    is_definite,
    is_finite,
    is_nominal,
    of_noun,
    of_verb,
)
from truceline.events.status_cues import Operator, modifier, operator
from truceline.events.status_time import in_the_past
from truceline.language import Parsed
from truceline.language.syntax import SUBJECTS, children, is_passive
from truceline.records import Probe, Reason, Status

if TYPE_CHECKING:
    from truceline.mentions.calendar import Calendar
    from truceline.mentions.scene import Scene

ACTUAL: tuple[Status, ...] = ("asserted", "historical")
_DEPTH = 12  # governors looked at; deeper nesting is a mistake of the parse


@dataclass(frozen=True)
class Standing:
    """A status and the reasons for it, nearest word first."""

    status: Status = "asserted"
    why: tuple[Reason, ...] = ()

    @property
    def actual(self) -> bool:
        """Whether it happened."""
        return self.status in ACTUAL


@dataclass(frozen=True)
class _Composer:
    parsed: Parsed
    calendar: Calendar | None
    codebook: Codebook

    def standing(self, token: Token, depth: int = 0) -> Standing:
        """What ``token`` stands for: its own clause within what is above it."""
        if depth > _DEPTH:
            return Standing()
        own = self.own(token)
        above = self.above(token, depth)
        found = _compose(above, own)
        if found.status == "asserted":
            past = in_the_past(token, self.parsed, self.calendar, self.codebook)
            if past:
                return Standing(past[0], (past[1], *found.why))
        return found

    def own(self, token: Token) -> Finding | None:
        """What the predicate's own clause or phrase says."""
        return (of_noun if is_nominal(token) else of_verb)(token, self.codebook)

    def above(self, token: Token, depth: int) -> Standing:
        """What the words above ``token`` make of it, were its own clause a plain statement."""
        if token.dep_ == "ROOT" or token.head.i == token.i:
            return Standing()
        if token.dep_ == "conj":
            return self._above_second(token, depth + 1)
        if not is_nominal(token):
            return self._above_verb(token, depth + 1)
        return self._above_noun(token, depth + 1)

    def _above_second(self, second: Token, depth: int) -> Standing:
        """A coordinated word stands where the first one does; a new finite clause a level higher."""
        first = second.head
        if is_nominal(second) or not is_finite(second) or is_finite(first) or not has_to(first):
            return self.above(first, depth)
        return self.above(first.head, depth)

    def _above_verb(self, verb: Token, depth: int) -> Standing:
        found = condition(verb, self.codebook)
        if found:
            return Standing(found[0], (found[1],))
        head, scope = verb.head, _clause_scope(verb)
        if verb.dep_ == "pcomp":
            return self._above_gerund(verb, depth)
        if verb.dep_ in ("acomp", "attr", "oprd"):
            return self.standing(head, depth)
        special = _periphrase(verb, head)
        if special:
            return _compose(self.standing(head, depth), special)
        if verb.dep_ in ("xcomp", "ccomp", "advcl", "acl", "csubj"):
            signature = operator(head, scope, self.codebook)
            if signature and (verb.dep_ != "advcl" or scope == "infinitive"):
                return self._under(signature, head, depth)
        if verb.dep_ == "xcomp" or (verb.dep_ == "acl" and scope == "infinitive"):
            return self._open_infinitive(verb, depth)
        if verb.dep_ == "relcl" and has_to(verb) and not _is_first(verb.head):
            return Standing("hypothetical", (because("infinitive", verb),))  # "a place to meet"
        if verb.dep_ == "csubj":
            return self.standing(head, depth)
        if verb.dep_ == "advcl":
            return self._adverbial(verb, depth)
        if verb.dep_ == "ccomp":
            return self._clause(verb, depth)
        return Standing()

    def _clause(self, verb: Token, depth: int) -> Standing:
        governor = self.standing(verb.head, depth)
        return Standing() if governor.actual else Standing("hypothetical", governor.why)

    def _open_infinitive(self, verb: Token, depth: int) -> Standing:
        if verb.dep_ == "acl" and _is_first(verb.head):
            return Standing()
        governor = self.standing(verb.head, depth)
        if not governor.actual or _clause_scope(verb) == "gerund":
            return governor
        if verb.dep_ == "acl":
            return Standing("hypothetical", (because("infinitive", verb),))
        return governor

    def _adverbial(self, verb: Token, depth: int) -> Standing:
        if has_to(verb):
            return Standing("planned", (because("purpose", verb),))
        marks = children(verb, "mark", "advmod")
        follows = any(modifier(m.lower_, "sequence", self.codebook) for m in marks)
        if (follows or not marks) and not children(verb, "aux"):
            governor = self.standing(verb.head, depth)
            if not governor.actual and governor.status not in ("negated", "denied"):
                return governor
        return Standing()

    def _above_gerund(self, verb: Token, depth: int) -> Standing:
        preposition = verb.head
        opposite = modifier(preposition.lower_, "preposition", self.codebook)
        if opposite:
            return Standing(opposite.status, (because(f"preposition.{opposite.id}", preposition),))
        head = preposition.head
        signature = operator(head, preposition.lower_, self.codebook)
        if signature:
            return self._under(signature, head, depth)
        governor = self.standing(head, depth)
        return Standing() if governor.actual or governor.status in ("negated", "denied") else governor

    def _above_noun(self, noun: Token, depth: int) -> Standing:
        head, scope = noun.head, _noun_scope(noun)
        if noun.dep_ == "pobj":
            opposite = modifier(head.lower_, "preposition", self.codebook)
            if opposite and (opposite.status in ACTUAL or not is_definite(noun)):
                return Standing(opposite.status, (because(f"preposition.{opposite.id}", head),))
            if head.dep_ in ("prep", "agent", "dative", "pcomp"):
                head = head.head
        signature = operator(head, scope, self.codebook)
        if signature and not _is_raised(noun):
            return self._under(signature, head, depth)
        if noun.dep_ in ("compound", "amod", "nmod", "poss"):
            return Standing()
        if (noun.dep_ == "pobj" and is_nominal(head)) or noun.dep_ == "appos":
            return self.standing(head, depth) if scope in ("of", "apposition") else Standing()
        governor = self.standing(head, depth)
        if governor.actual or is_definite(noun) or scope == "subject":
            return Standing()
        return governor

    def _under(self, signature: Operator, head: Token, depth: int) -> Standing:
        governor = self.standing(head, depth)
        why = (because(f"under.{signature.id}", head), *governor.why)
        if governor.status == "historical" and signature.holds == "same":
            return Standing("historical", why)
        if governor.actual:
            return Standing("asserted" if signature.holds == "same" else signature.holds, why)
        if governor.status in ("negated", "denied"):
            return Standing(governor.status if signature.fails == "same" else signature.fails, why)
        if signature.fails == "asserted" == signature.holds:
            return Standing()
        passes = signature.holds in ("same", "asserted")
        return Standing(governor.status if passes else _status(signature), why)


def _is_raised(noun: Token) -> bool:
    """Whether it is the doer of what is planned, not what is planned: "envoys are expected to meet"."""
    return noun.dep_ in ("nsubjpass", "dobj") and any(has_to(c) for c in children(noun.head, "xcomp"))


def _status(signature: Operator) -> Status:
    return "asserted" if signature.holds == "same" else signature.holds


def _compose(above: Standing, own: Finding | None) -> Standing:
    """The outer word decides, save that what is planned or wanted not to happen stays negated."""
    if own is None:
        return above
    status, reason = own
    if above.actual:
        kept = "historical" if above.status == "historical" and status == "asserted" else status
        return Standing(kept, (reason, *above.why))
    if status == "negated" and above.status in ("planned", "called_for"):
        return Standing("negated", (reason, *above.why))
    return Standing(above.status, (reason, *above.why))


def _clause_scope(verb: Token) -> str:
    if has_to(verb):
        return "infinitive"
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG") and not children(verb, "aux", "nsubj", "mark"):
        return "participle"  # "the threat posed by": no complement of the threat
    if verb.tag_ == "VBG" and not children(verb, "aux", "nsubj", "mark"):
        return "gerund"
    return "clause"


def _noun_scope(noun: Token) -> str:
    if noun.dep_ in ("dobj", "nsubjpass"):
        return "object"
    if noun.dep_ in SUBJECTS:
        return "object" if is_passive(noun.head) else "subject"
    if noun.dep_ in ("attr", "acomp", "oprd"):
        return "attribute"
    if noun.dep_ in ("compound", "amod", "nmod"):
        return "modifier"
    return noun.head.lower_ if noun.dep_ == "pobj" else "apposition"


def _periphrase(verb: Token, head: Token) -> Finding | None:
    """Futures and duties in more than one word: is going to, is to, has to."""
    if verb.dep_ != "xcomp" or not has_to(verb):
        return None
    if head.lemma_ == "go" and head.tag_ == "VBG":
        return "planned", because("going_to", head)
    if head.lemma_ == "be":
        if any(_is_first(c) for c in children(head, "attr")):
            return None
        return "planned", because("is_to", head)
    if head.lemma_ == "have":
        yet = any(c.lower_ == "yet" for c in head.children)
        if yet:
            return "negated", because("yet_to", head)
        return ("asserted" if head.tag_ == "VBD" else "called_for"), because("has_to", head)
    return None


def _is_first(noun: Token) -> bool:
    """Whether an infinitive after ``noun`` tells what it did: "the first town to fall"."""
    return any(
        t.lower_ in ("first", "last", "only", "latest", "second", "third", "next")
        for t in (noun, *noun.lefts)
    )


def status_of(
    token: Token,
    parsed: Parsed,
    calendar: Calendar | None = None,
    codebook: Codebook = SHIPPED,
) -> tuple[Status, tuple[Reason, ...]]:
    """Whether what the verb, noun or adjective ``token`` says happened, and why that is so.

    Of a noun it is the event that the noun names: "fear another assault" has a hypothetical
    assault. Without a calendar, dates make nothing historical.
    """
    found = _Composer(parsed, calendar, codebook).standing(token)
    return found.status, found.why


def probe(parsed: Parsed, scene: Scene | None = None, codebook: Codebook = SHIPPED) -> tuple[Probe, ...]:
    """The status at each place of ``article.probe``, whatever the word there is about."""
    calendar = scene.calendar if scene else None
    found = []
    for start, end in parsed.article.probe:
        tokens = parsed.tokens_at(start, end)
        if tokens:
            head = min(tokens, key=lambda t: (len(list(t.ancestors)), t.i))
            status, _ = status_of(head, parsed, calendar, codebook)
            found.append(Probe(start=start, end=end, status=status))
    return tuple(found)
