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
    is_present,
    of_noun,
    of_verb,
)
from truceline.events.status_cues import Operator, modifier, operator
from truceline.events.status_scope import (
    clause_scope,
    denier,
    is_first,
    is_free,
    is_raised,
    leading_adjective,
    noun_scope,
    periphrase,
)
from truceline.events.status_time import in_the_past
from truceline.language import Parsed
from truceline.language.syntax import children, modal
from truceline.records import Probe, Reason, Status

if TYPE_CHECKING:
    from truceline.mentions.calendar import Calendar
    from truceline.mentions.scene import Scene

ACTUAL: tuple[Status, ...] = ("asserted", "historical")
_COMPLEMENTS = ("xcomp", "ccomp", "advcl", "acl", "csubj", "relcl")
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
        if token.dep_ in ("aux", "auxpass") and token.tag_ != "MD":
            token = token.head  # "to get wasted" is asked about by its "get"
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
            found = None if is_nominal(token) else condition(token, self.codebook)
            return Standing(found[0], (found[1],)) if found else Standing()
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
        open_clause = condition(verb, self.codebook)
        if open_clause:
            return Standing(open_clause[0], (open_clause[1],))
        if verb.dep_ in ("pcomp", "pobj") and not is_free(verb):
            return self._above_gerund(verb, depth)
        if verb.dep_ in ("acomp", "attr", "oprd"):
            return self.standing(verb.head, depth)
        special = periphrase(verb, verb.head)
        if special:
            return _compose(self.standing(verb.head, depth), special)
        if verb.dep_ in _COMPLEMENTS and not is_free(verb):
            found = self._under_word(verb, verb.head, clause_scope(verb), depth)
            if found:
                return found
        return self._beside(verb, depth)

    def _beside(self, verb: Token, depth: int) -> Standing:
        """The clause of ``verb`` under a word that says nothing of its complement."""
        if verb.dep_ == "xcomp" or (verb.dep_ == "acl" and has_to(verb)):
            return self._open_infinitive(verb, depth)
        if verb.dep_ == "relcl" and has_to(verb) and not is_first(verb.head):
            return Standing("hypothetical", (because("infinitive", verb),))  # "a place to meet"
        if verb.dep_ == "csubj":
            return Standing() if is_free(verb) else self.standing(verb.head, depth)
        if verb.dep_ == "advcl":
            return self._adverbial(verb, depth)
        return self._clause(verb, depth) if verb.dep_ == "ccomp" else Standing()

    def _under_word(self, verb: Token, head: Token, scope: str, depth: int) -> Standing | None:
        """What the word on which the clause of ``verb`` hangs makes of it; None of an ordinary word."""
        adjective = leading_adjective(verb)
        if adjective is not None:
            return self._under_adjective(verb, adjective, scope, depth)
        if verb.dep_ == "relcl" and scope != "infinitive":
            return None
        signature = operator(head, scope, self.codebook)
        if signature is None or (verb.dep_ == "advcl" and scope != "infinitive"):
            return None
        if verb.dep_ == "advcl" and modifier(head.lemma_, "motion", self.codebook):
            return None  # "came to believe" happened, "came in to ask" is a purpose
        if signature.id == "let" and is_present(head):
            return Standing("planned", (because("under.allow", head),))  # "visits are allowed": no visit yet
        denying = denier(head, self.codebook) if signature.id == "speech" else None
        if denying is not None:
            return Standing("denied", (because("under.deny", denying),))
        return self._under(signature, head, depth)

    def _under_adjective(self, verb: Token, adjective: Token, scope: str, depth: int) -> Standing | None:
        """ "It is likely that it fell", "it was foolish to attack", "too weak to resist"."""
        if scope == "infinitive" and any(c.lower_ == "too" for c in children(adjective, "advmod")):
            return Standing("negated", (because("too", adjective),))
        signature = operator(adjective, scope, self.codebook)
        if signature:
            return self._under(signature, verb.head, depth)
        if scope != "infinitive":
            return None
        governor = self.standing(verb.head, depth)
        if governor.actual and is_present(verb.head if verb.head.pos_ != "ADJ" else verb.head.head):
            return Standing("hypothetical", (because("generic", adjective),))  # "it is easy to reach"
        return governor

    def _clause(self, verb: Token, depth: int) -> Standing:
        beside = is_finite(verb) and verb.i < verb.head.i  # two sentences that the parse has joined
        if beside or is_free(verb):
            return Standing()
        governor = self.standing(verb.head, depth)
        return Standing() if governor.actual else Standing("hypothetical", governor.why)

    def _open_infinitive(self, verb: Token, depth: int) -> Standing:
        if verb.dep_ == "acl" and is_first(verb.head):
            return Standing()
        governor = self.standing(verb.head, depth)
        if not governor.actual or clause_scope(verb) == "gerund":
            return governor
        if verb.dep_ == "acl" or any(c.tag_ in ("WRB", "WP") for c in verb.lefts):
            return Standing("hypothetical", (because("infinitive", verb),))  # "they know how to attack"
        return governor

    def _adverbial(self, verb: Token, depth: int) -> Standing:
        if has_to(verb):
            return self._purpose(verb, depth)
        marks = children(verb, "mark", "advmod")
        follows = any(modifier(m.lower_, "sequence", self.codebook) for m in marks)
        told = is_finite(verb) and any(t.tag_ == "VBD" for t in (verb, *children(verb, "aux", "auxpass")))
        if told or not (follows or not marks) or any(a.tag_ == "MD" for a in children(verb, "aux")):
            return Standing()
        governor = self.standing(verb.head, depth)
        if governor.actual or governor.status in ("negated", "denied"):
            return Standing()
        return governor

    def _purpose(self, verb: Token, depth: int) -> Standing:
        """What an act is for is still to come, unless it is done by that act: "they met to discuss"."""
        means = modifier(verb.head.lemma_, "means", self.codebook) and verb.head.tag_ in ("VBD", "VBN")
        governor = self.standing(verb.head, depth) if means else None
        if governor is not None and governor.actual:
            return governor
        return Standing("planned", (because("purpose", verb),))

    def _above_gerund(self, verb: Token, depth: int) -> Standing:
        preposition = verb.head
        head = preposition.head
        before = (
            preposition.nbor(-1) if preposition.i and preposition.lower_ in ("of", "from") else preposition
        )
        for word in (preposition, before):
            opposite = modifier(word.lower_, "preposition", self.codebook)  # "instead of", "far from"
            if opposite:
                return Standing(opposite.status, (because(f"preposition.{opposite.id}", word),))
        signature = operator(head, preposition.lower_, self.codebook)
        if signature is None and head.dep_ == "dobj":  # "kept the planes from landing", on the planes
            signature = operator(head.head, preposition.lower_, self.codebook)
            head = head.head if signature else head
        if signature:
            return self._under(signature, head, depth)
        governor = self.standing(head, depth)
        return Standing() if governor.actual or governor.status in ("negated", "denied") else governor

    def _above_noun(self, noun: Token, depth: int) -> Standing:
        head, scope = noun.head, noun_scope(noun)
        if noun.dep_ == "pobj":
            opposite = modifier(head.lower_, "preposition", self.codebook)
            if opposite and (opposite.status in ACTUAL or not is_definite(noun)):
                return Standing(opposite.status, (because(f"preposition.{opposite.id}", head),))
            if head.dep_ in ("prep", "agent", "dative", "pcomp"):
                head = head.head
            if head.dep_ == "dobj" and scope == "from" and operator(head.head, scope, self.codebook):
                head = head.head
        signature = self._predicate(noun, head) or operator(head, scope, self.codebook)
        if signature and not (is_raised(noun) or self._exists(noun, signature)):
            return self._under(signature, head, depth)
        if noun.dep_ in ("compound", "amod", "nmod", "poss"):
            return Standing()
        if (noun.dep_ == "pobj" and is_nominal(head)) or noun.dep_ == "appos":
            return self.standing(head, depth) if scope in ("of", "apposition") else Standing()
        governor = self.standing(head, depth)
        if governor.actual or is_definite(noun) or scope == "subject":
            return Standing()
        return governor

    def _predicate(self, noun: Token, verb: Token) -> Operator | None:
        """What is said of ``noun`` by a copula: "an attack is unlikely"."""
        said = children(verb, "acomp", "oprd") if noun.dep_ == "nsubj" else []
        return next((found for a in said if (found := operator(a, "predicate", self.codebook))), None)

    def _exists(self, noun: Token, signature: Operator) -> bool:
        """Whether ``noun`` is there whatever becomes of it: a claim denied, an offer refused or weighed."""
        if signature.id in ("thwart", "deny", "open_noun"):
            return modifier(noun.lemma_, "said", self.codebook) is not None
        judged = signature.id == "perform" and noun.dep_ == "nsubj" and bool(children(noun.head, "acomp"))
        return judged and is_definite(noun) and modal(noun.head) is not None

    def _under(self, signature: Operator, head: Token, depth: int) -> Standing:
        governor = self.standing(head, depth)
        why = (because(f"under.{signature.id}", head), *governor.why)
        if governor.status == "historical" and signature.holds == "same":
            return Standing("historical", why)
        if governor.actual:
            return Standing("asserted" if signature.holds == "same" else signature.holds, why)
        if governor.status == "denied" and signature.fails != "asserted":
            return Standing("denied", why)
        if governor.status in ("negated", "denied"):
            return Standing(governor.status if signature.fails == "same" else signature.fails, why)
        if signature.fails == "asserted" == signature.holds:
            return Standing()
        passes = signature.holds in ("same", "asserted")
        return Standing(governor.status if passes else _status(signature), why)


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
