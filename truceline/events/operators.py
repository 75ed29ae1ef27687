"""An operator and the meaning beneath it in, the meaning of both out: agree, refuse, stop, will, not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from truceline.codebook.entries import Operator, When, words
from truceline.events.clauses import Clause, possessors
from truceline.events.frames import Index, result
from truceline.events.roles import Tokens, doers, fill, first_party, recipients, unique
from truceline.language import syntax

SILENT = ("nothing", "obligation", "responsibility")


@dataclass(frozen=True)
class Meaning:
    """What a predicate says: a PLOVER type, or ``nothing``, ``obligation``, ``responsibility``."""

    type: str
    verb: Token
    trigger: Token
    actors: Tokens = ()
    recipients: Tokens = ()
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    background: bool = False  # it stands in a relative clause beneath another event
    settled: bool = False  # the tense and negation of its clause do not touch it
    reasons: tuple[tuple[str, Token], ...] = ()  # the rule that spoke, and the word that made it

    @property
    def is_event(self) -> bool:
        """Whether the meaning is one of PLOVER's types."""
        return self.type not in SILENT


def apply(operator: Operator, clause: Clause, beneath: Meaning | None, index: Index) -> Meaning | None:
    """The meaning of ``operator`` over ``beneath``; None where it leaves the word to its frames."""
    made = result(operator, beneath.type if beneath else "unknown")
    if made is None or made == "pass":
        return None
    reason = ((f"operator:{operator.id}", clause.head),)
    inner = beneath if beneath and beneath.is_event else None
    if made == "same" and beneath:
        return _same(operator, clause, beneath, reason, index)
    if operator.speaker and beneath:
        return _spoken(made, clause, beneath, reason)
    if made not in index.types:
        return Meaning(made, clause.head, clause.head, clause.subjects, reasons=reason)
    return Meaning(
        type=made,
        verb=clause.head,
        trigger=inner.trigger if inner and operator.trigger == "beneath" else clause.head,
        actors=_actors(operator, clause, inner, index),
        recipients=_recipients(operator, clause, made, inner, index),
        mode=_mode(made, inner, index),
        contexts=inner.contexts if inner else (),
        settled=operator.when.negated is not None,
        reasons=reason + (inner.reasons if inner else ()),
    )


def _mode(made: str, beneath: Meaning | None, index: Index) -> str | None:
    """The mode of an operator's result: agreeing to aid is AGREE, mode aid."""
    if beneath is None:
        return None
    if made == beneath.type:
        return beneath.mode
    return index.types[made].over.get(beneath.type) if made in index.types else None


def _same(
    operator: Operator, clause: Clause, beneath: Meaning, reason: tuple[tuple[str, Token], ...], index: Index
) -> Meaning | None:
    if not beneath.is_event:
        return beneath
    if operator.speaker:
        # tense and negation of "said" are not those of what is said, nor is its subject who did it
        speaks = not beneath.actors and _is_word(beneath, index)
        actors = clause.subjects if speaks else beneath.actors
        return replace(beneath, actors=actors, settled=True, reasons=reason + beneath.reasons)
    actors = beneath.actors or clause.subjects
    others = beneath.recipients
    if operator.recipient:
        others = fill(operator.recipient, clause, index.nouns, others) or others
        actors = clause.subjects or actors
    return replace(
        beneath,
        verb=clause.head,
        actors=actors,
        recipients=others,
        reasons=reason + beneath.reasons,
    )


def _is_word(meaning: Meaning, index: Index) -> bool:
    """Whether who says it does it: "said that Norway would not be welcome", no passive of the past."""
    verbal = index.types[meaning.type].quad.startswith("verbal")
    return verbal and (not syntax.is_passive(meaning.verb) or syntax.modal(meaning.verb) is not None)


def _spoken(
    made: str, clause: Clause, beneath: Meaning, reason: tuple[tuple[str, Token], ...]
) -> Meaning | None:
    """What a speaker makes of a bare obligation or responsibility: a request, an accusation."""
    accused = {t.i for t in beneath.actors}
    if made == "ACCUSE" and (not clause.subjects or accused & {t.i for t in clause.subjects}):
        return None
    verb = clause.head if made == "ACCUSE" else beneath.verb
    return Meaning(
        made, verb, beneath.trigger, clause.subjects, beneath.actors, reasons=reason + beneath.reasons
    )


def _actors(operator: Operator, clause: Clause, inner: Meaning | None, index: Index) -> Tokens:
    if clause.subjects:
        return doers(clause.subjects, index)
    if operator.trigger == "beneath" and clause.passive:
        return clause.objects  # "Norway is expected to sign"
    return inner.actors if inner and not clause.passive else ()


def _recipients(operator: Operator, clause: Clause, made: str, inner: Meaning | None, index: Index) -> Tokens:
    actors = {t.i for t in clause.subjects}

    def group(slot: str) -> Tokens:
        parts = (_part(p, clause, made, inner, index) for p in slot.split("+"))
        return unique(t for part in parts for t in part if t.i not in actors)

    return first_party((group(slot) for slot in words(operator.recipient)), index.nouns)


def _part(slot: str, clause: Clause, made: str, inner: Meaning | None, index: Index) -> Iterable[Token]:
    if slot == "search":
        return recipients(clause, index.types[made], index.nouns)
    return fill((slot,), clause, index.nouns, inner.recipients if inner else ())


def mood(meaning: Meaning, clause: Clause, index: Index) -> Meaning:
    """``meaning`` under the modal and the negation of its clause."""
    if meaning.type == "nothing" or meaning.settled:
        return replace(meaning, settled=False)
    for operator in index.moods:
        if not _has_mood(operator, clause):
            continue
        made = result(operator, meaning.type)
        if made is None or made in ("same", "pass"):
            return meaning
        reason = ((f"operator:{operator.id}", clause.verb),)
        actors = meaning.actors or meaning.recipients if made == "obligation" else meaning.actors
        return replace(
            meaning,
            type=made,
            mode=_mode(made, meaning, index),
            cameo=None,
            verb=clause.head,
            trigger=clause.head,
            actors=actors,
            reasons=reason + meaning.reasons,
        )
    return meaning


def under_noun(meaning: Meaning, index: Index) -> Meaning | None:
    """What "a refusal to [release]", "a threat to [attack]" says of what hangs on the noun; None: nothing.

    The noun stands beside its verb in operators.yaml; any other noun leaves the meaning as it is.
    """
    verb = meaning.verb
    noun = verb.head
    hangs = verb.dep_ == "acl" and noun.pos_ == "NOUN" and any(c.lower_ == "to" for c in verb.children)
    governing = index.operators.get(noun.lemma_.lower(), ()) if hangs else ()
    operator = next((o for o in governing if o.when == When()), None)
    made = result(operator, meaning.type) if operator is not None else "same"
    if operator is None or made in ("same", "pass", None):
        return meaning
    if made not in index.types:
        return None
    return replace(
        meaning,
        type=made,
        mode=_mode(made, meaning, index),
        cameo=None,
        trigger=noun,
        actors=tuple(possessors(noun)) or meaning.actors,
        reasons=((f"operator:{operator.id}", noun), *meaning.reasons),
    )


def _has_mood(operator: Operator, clause: Clause) -> bool:
    modals = words(operator.modal)
    return (
        (not modals or clause.modal in modals)
        and (operator.negated is None or operator.negated == clause.negated)
        and (operator.perfect is None or operator.perfect == clause.perfect)
    )
