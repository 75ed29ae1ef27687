"""A noun or a compound in, the stance that it tells of out: "an ally of the Houthis", "Iran-backed"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Token

from truceline.language.syntax import agents, children, is_verb, phrase, prepositions, verb_of
from truceline.records.registers import Stance
from truceline.registers.reading import Reading
from truceline.registers.roles import distinct
from truceline.registers.stances import (
    Lexicon,
    Mention,
    actor_of,
    doers,
    first_toward,
    holders,
    own_subjects,
    parties,
)


def from_role(reading: Reading, noun: Token, lexicon: Lexicon) -> Iterator[Mention]:
    """ "X, an ally of Y", "Y's ally X", "rebel supporter X", "X is a critic of the talks"."""
    stance: Stance = "opposes" if noun.lemma_.lower() in lexicon["opponent"] else "backs"
    slots = prepositions(noun)
    targets = [t for t in slots.get("of", []) if t.lemma_.lower() not in lexicon["means"]]
    targets += children(noun, "poss") + slots.get("to", [])
    beside = [c for c in children(noun, "compound", "amod", "nmod") if c.i < noun.i]
    bearers = _bearers(noun)
    toward = first_toward(reading, targets, lexicon) or first_toward(reading, beside, lexicon)
    actors = holders(reading, bearers) if bearers else ()
    if not actors and targets:  # "the army's Russian backers"
        actors = distinct(a for c in beside if c.dep_ == "amod" for a in actor_of(reading, c))
    if noun.lemma_.lower() in lexicon["client"]:  # "Iran's proxy": who is stood behind is named after it
        actors, toward = tuple(a for a in toward if not isinstance(a, str)), actors
    if not toward or not actors:
        return
    edges = [noun.left_edge.i, noun.right_edge.i, *(h.i for h in bearers), *(phrase(h)[0] for h in bearers)]
    edges += [c.i for h in bearers for c in children(h, "conj")]
    yield Mention(noun, stance, actors, toward, (min(edges), max(edges) + 1))


_SOME = ("one", "some", "many", "most", "two", "three", "among", "part")


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
    of = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    if of.lower_ in _SOME:  # "Poland is one of Ukraine's supporters"
        noun = of
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
    owners = children(noun, "poss", "amod", "nmod", "compound")
    stance: Stance = "opposes" if noun.lemma_ in lexicon["opposition"] else "backs"
    if noun.dep_ == "pobj":
        yield from _beside(reading, noun, lexicon)
    if noun.lemma_ not in lexicon["support"] | lexicon["opposition"]:
        return
    ways = ("for", "to", "behind") if stance == "backs" else ("to", "against")
    toward = first_toward(reading, [t for p in ways for t in slots.get(p, [])], lexicon)
    actors = parties(reading, owners) or distinct(a for o in owners for a in actor_of(reading, o))
    if toward and actors and reading.happened(noun):
        yield Mention(noun, stance, actors, toward, (noun.left_edge.i, noun.right_edge.i + 1))


def _beside(reading: Reading, noun: Token, lexicon: Lexicon) -> Iterator[Mention]:
    """ "came to the aid of X", "sent troops in support of X"; "advanced with Russian support"."""
    verb = verb_of(noun)
    preposition = noun.head.lower_
    if verb is None or verb.lemma_ in lexicon["talks"]:
        return
    if preposition in ("in", "to", "on"):
        targets = prepositions(noun).get("of", []) + children(noun, "poss")
        toward = first_toward(reading, targets, lexicon)
        apart = noun.lemma_ == "side" and not (noun.lower_ == "side" and verb.lemma_ in lexicon["fights"])
        if toward and noun.lemma_ in lexicon["cause"] and not apart:
            yield Mention(verb, "backs", doers(reading, verb), toward)
    elif preposition in ("with", "thanks") and noun.lemma_ in ("support", "backing"):
        sources = [o for p in ("of", "from") for o in prepositions(noun).get(p, [])]
        sources += children(noun, "poss", "amod", "nmod", "compound")
        backers = parties(reading, sources) or distinct(a for o in sources for a in actor_of(reading, o))
        toward = parties(reading, agents(verb))
        if backers and len(toward) == 1:
            yield Mention(verb, "backs", backers, toward)


def from_sides(reading: Reading, noun: Token, lexicon: Lexicon) -> Iterator[Mention]:
    """ "Turkey sides with Azerbaijan": the model takes the verb for a noun."""
    subjects = [c for c in children(noun, "compound", "nsubj") if c.pos_ == "PROPN"]
    subjects += [noun.head] if noun.dep_ == "appos" and noun.head.pos_ == "PROPN" else []
    toward = first_toward(reading, prepositions(noun).get("with", []), lexicon)
    if subjects and toward and not any(c.dep_ == "det" for c in noun.children):
        yield Mention(
            noun, "backs", holders(reading, subjects), toward, (subjects[0].i, noun.right_edge.i + 1)
        )


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
