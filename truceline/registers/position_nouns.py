"""A noun or a compound in, the stance that it tells of out: "an ally of the Houthis", "Iran-backed"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Token

from truceline.language.syntax import children, is_verb, phrase, prepositions
from truceline.records.registers import Stance
from truceline.registers.reading import Reading
from truceline.registers.stances import Lexicon, Mention, first_toward, holders, own_subjects, parties


def from_role(reading: Reading, noun: Token, lexicon: Lexicon) -> Iterator[Mention]:
    """ "X, an ally of Y", "Y's ally X", "rebel supporter X", "X is a critic of the talks"."""
    stance: Stance = "backs" if noun.lemma_.lower() in lexicon["backer"] else "opposes"
    slots = prepositions(noun)
    targets = [t for t in slots.get("of", []) if t.lemma_.lower() not in lexicon["means"]]
    targets += children(noun, "poss") + slots.get("to", [])
    beside = [c for c in children(noun, "compound", "amod", "nmod") if c.i < noun.i]
    bearers = _bearers(noun)
    toward = first_toward(reading, targets, lexicon) or first_toward(reading, beside, lexicon)
    actors = holders(reading, bearers) if bearers else ()
    if not toward or not actors:
        return
    edges = [noun.left_edge.i, noun.right_edge.i, *(h.i for h in bearers), *(phrase(h)[0] for h in bearers)]
    edges += [c.i for h in bearers for c in children(h, "conj")]
    yield Mention(noun, stance, actors, toward, (min(edges), max(edges) + 1))


def from_office(reading: Reading, noun: Token, lexicon: Lexicon) -> Iterator[Mention]:
    """ "X acted as mediator": a role in talks that the register of talks has already is not told again."""
    known = {a.name for t in reading.done.talks for a in (*t.convenors, *t.guarantors)}
    stance: Stance = "mediates" if noun.lemma_ in lexicon["mediator"] else "guarantees"
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    if not is_verb(verb) or noun.dep_ not in ("attr", "pobj"):
        return
    actors = holders(reading, own_subjects(verb))
    if not {a.name for a in actors} & known:
        toward = first_toward(reading, prepositions(noun).get("of", []), lexicon)
        yield Mention(verb, stance, actors, toward)


def _bearers(noun: Token) -> list[Token]:
    """Who is the ally: the noun that it stands in apposition to, its subject, or the name after it."""
    if noun.dep_ == "appos":
        return [noun.head]
    if noun.dep_ in ("attr", "oprd"):
        return own_subjects(noun.head)
    if noun.dep_ in ("compound", "nmod") and noun.head.pos_ == "PROPN" and noun.head.i > noun.i:
        return [noun.head]
    after = [c for c in children(noun, "appos") if c.pos_ == "PROPN"]
    if after:
        return after
    if noun.dep_ == "pobj" and noun.head.lower_ in ("as", "among") and is_verb(noun.head.head):
        return own_subjects(noun.head.head)
    following = list(itertools.takewhile(lambda t: t.pos_ == "PROPN", noun.doc[noun.i + 1 : noun.sent.end]))
    return following[-1:]


def from_support(reading: Reading, noun: Token, lexicon: Lexicon) -> Iterator[Mention]:
    """ "Turkey's support for the rebels", "with the backing of Moscow" of a subject."""
    slots = prepositions(noun)
    owners = children(noun, "poss")
    stance: Stance = "backs" if noun.lemma_ in lexicon["support"] else "opposes"
    ways = ("for", "to", "behind") if stance == "backs" else ("to", "against")
    toward = first_toward(reading, [t for p in ways for t in slots.get(p, [])], lexicon)
    actors = parties(reading, owners)
    if toward and actors and reading.happened(noun):
        yield Mention(noun, stance, actors, toward, (noun.left_edge.i, noun.right_edge.i + 1))


def from_compound(reading: Reading, token: Token, lexicon: Lexicon) -> Iterator[Mention]:
    """ "Iran-backed rebels", "pro-Russian separatists": a name and its stance in one word."""
    last = token.lower_.rpartition("-")[2]
    noun = token.head if token.dep_ in ("amod", "compound", "nmod") else None
    if noun is None or (noun.lemma_.lower() in lexicon["matter"] and not reading.scene.cast.is_actor(noun)):
        return
    parties = reading.scene.cast.who(noun)
    inside = tuple(
        a for a in reading.scene.actors if token.idx <= a.start and a.end <= token.idx + len(token)
    )
    if not parties or not inside:
        return
    outer = tuple(p for p in parties if p.name not in {a.name for a in inside})
    evidence = (token.i, noun.i + 1) if token.i < noun.i else None
    if last in lexicon["backed_suffix"] and outer:
        yield Mention(token, "backs", inside, outer, evidence)
