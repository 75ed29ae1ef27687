"""An event noun in, its meaning out: "[talks] between A and B", "A's [attack] on B"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from truceline.codebook.entries import Frame, Words, words
from truceline.events.clauses import Clause, possessors
from truceline.events.frames import Index
from truceline.events.matching import count_parties, holds, is_party, is_time, singular
from truceline.events.operators import Meaning
from truceline.events.roles import fill, noun_clause, noun_roles, recipients, unique
from truceline.language import syntax

_PLACES = ("ROOT", "nsubj", "nsubjpass", "dobj", "attr", "pobj", "conj", "compound")

_ARGUMENTS = ("ROOT", "nsubj", "nsubjpass", "dobj")
_DEEDS = ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT")  # one side is enough: it is told as a fact


def noun_frame(noun: Token, index: Index, verb: Token | None = None) -> Frame | None:
    """The reading of ``noun`` as an event."""
    if noun.pos_ not in ("NOUN", "PROPN") or (noun.pos_ == "PROPN" and is_time(noun, index.nouns)):
        return None
    clause = noun_clause(noun, verb)
    frames = index.event_nouns.get(singular(noun), ())
    return next((f for f in frames if holds(f.when, clause, index.nouns)), None)


def noun_meaning(noun: Token, clause: Clause, index: Index) -> Meaning | None:
    """The meaning of an event noun that a light verb does ("held [talks]") or lets happen."""
    frame = noun_frame(noun, index, clause.verb)
    if frame is None or frame.type not in index.types:
        return None
    plover = index.types[str(frame.type)]
    if noun in clause.subjects or clause.passive:
        actors, others = noun_roles(noun, frame, plover, index.nouns)
        actors = actors or fill(("between", "by"), clause, index.nouns)
    else:
        actors = clause.subjects
        others = recipients(clause, plover, index.nouns, _of_object(frame.recipient))
    return Meaning(
        type=str(frame.type),
        verb=clause.head,
        trigger=noun,
        actors=actors,
        recipients=others,
        mode=frame.mode,
        reasons=((f"frame:{frame.id}", noun),),
    )


def _of_object(slots: Words) -> tuple[str, ...]:
    """The slots of a noun as those of the verb whose object it is."""
    return tuple(path for slot in words(slots) for path in (f"object.{slot}", slot))


def first_nominal(tokens: Iterable[Token], index: Index) -> Meaning | None:
    """The first event noun of a sentence with its sides: the last resort where no verb speaks."""
    sentence = list(tokens)
    for noun in sentence:
        if noun.dep_ not in _PLACES:
            continue
        frame = noun_frame(noun, index)
        if frame is None or frame.type not in index.types:
            continue
        found = _bare_meaning(noun, frame, sentence, index)
        if found.actors and (found.recipients or count_parties(found.actors) > 1):
            return found
        if (found.actors or found.recipients) and found.type in _DEEDS and noun.dep_ in _ARGUMENTS:
            return found
    return None


def dated_nominals(tokens: Iterable[Token], index: Index, but: set[int]) -> list[Meaning]:
    """Event nouns that carry a time of their own, save the triggers ``but``: "the 2016 assault on"."""
    sentence = list(tokens)
    found: list[Meaning] = []
    for noun in sentence:
        frame = noun_frame(noun, index) if noun.i not in but and _is_dated(noun, index) else None
        if frame is not None and frame.type in index.types:
            found.append(_bare_meaning(noun, frame, sentence[:0], index))
    return found


def _is_dated(noun: Token, index: Index) -> bool:
    phrases = syntax.prepositions(noun)
    times = [*noun.lefts, *(o for p in ("in", "on", "of") for o in phrases.get(p, ()))]
    return any(is_time(t, index.nouns) and (t.pos_ == "PROPN" or t.like_num) for t in times)


def _bare_meaning(noun: Token, frame: Frame, sentence: list[Token], index: Index) -> Meaning:
    plover = index.types[str(frame.type)]
    actors, others = noun_roles(noun, frame, plover, index.nouns)
    if not actors and noun.dep_ == "dobj":
        actors = tuple(possessors(noun)) or tuple(c for c in noun.head.children if c.dep_ == "nsubj")
    if not actors and noun.dep_ == "pobj":
        actors = tuple(t for t in sentence if t.dep_ == "nsubj" and t.head.i <= noun.i)[:1]
    if not others and noun.dep_ in ("dobj", "pobj"):
        others = tuple(
            t
            for t in sentence
            if t.dep_ in ("nsubjpass", "pobj", "dobj")
            and is_party(t, index.nouns)
            and t not in actors
            and not is_time(t, index.nouns)
        )[:1]
    return Meaning(
        type=str(frame.type),
        verb=noun,
        trigger=noun,
        actors=unique(actors),
        recipients=unique(others),
        mode=frame.mode,
        reasons=((f"frame:{frame.id}", noun),),
    )
