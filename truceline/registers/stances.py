"""What every way of taking a stance shares: the mention, who takes it, and toward whom or what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Token

from truceline.language.syntax import agents, by_phrase, children, is_passive, phrase
from truceline.records import Actor
from truceline.records.registers import Stance
from truceline.registers.reading import Reading
from truceline.registers.roles import who
from truceline.registers.speakers import people, speakers

WORDS = "registers/positions.yaml"
Lexicon = dict[str, frozenset[str]]
Toward = tuple[Actor | str, ...]


class Mention(NamedTuple):
    """A position as one word tells it; ``evidence`` is a token range, None for the clause of ``word``."""

    word: Token
    stance: Stance
    actors: tuple[Actor, ...]
    toward: Toward
    evidence: tuple[int, int] | None = None


def doers(reading: Reading, verb: Token) -> tuple[Actor, ...]:
    """Who does it; of a relative clause, only those who are named before it."""
    found = holders(
        reading, agents(verb) or (by_agent(verb) if is_passive(verb) else []) or own_subjects(verb)
    )
    if verb.dep_ != "relcl" or is_passive(verb):
        return found
    return tuple(a for a in found if a.start < verb.idx) or found


def by_agent(verb: Token) -> list[Token]:
    """The "by" phrase of a passive, also where it stands on the last of several: "armed and paid by X"."""
    beside = (c for c in children(verb, "conj", "advcl") if c.tag_ in ("VBN", "VBD"))
    return by_phrase(verb) or [o for c in beside for o in by_agent(c)]


def own_subjects(verb: Token) -> list[Token]:
    """The subjects that ``verb`` has itself, none inherited."""
    return children(verb, "nsubj", "nsubjpass")


def holders(reading: Reading, tokens: Iterable[Token]) -> tuple[Actor, ...]:
    """The actors; a phrase that no actor is known for, by its own words."""
    tokens = [t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")]
    named = people(reading, tokens)
    if named or not tokens:
        return named
    # "a veterans' group said it rejected the plan"
    return speakers(reading, tokens[0])


def toward_of(reading: Reading, target: Token, lexicon: Lexicon) -> tuple[tuple[Actor, ...], tuple[str, ...]]:
    """The parties that ``target`` stands for, or the talks or deal that it names, as the text has it."""
    if target.lemma_.lower() in lexicon["matter"]:
        named = reading.scene.cast.actor_at(target)
        if named is None:
            return (), (reading.quote(*phrase(target)).text,)
    known = reading.scene.cast.who(target) or actor_of(reading, target)
    if not known and target.lower_ in ("it", "this", "them"):
        matter = _last_matter(reading, target, lexicon)
        return (() if matter else (reading.scene.cast.by_text(target),)), matter
    if not known and target.lemma_.lower() in lexicon["side"]:
        known = tuple(a for c in children(target, "compound") for a in actor_of(reading, c))
    if known or not (target.pos_ == "PROPN" or target.lemma_.lower() in lexicon["side"]):
        return known, ()
    return (reading.scene.cast.by_text(target),), ()


def first_toward(reading: Reading, targets: Iterable[Token], lexicon: Lexicon) -> Toward:
    """Toward whom or what the first of ``targets`` that stands for something is."""
    for target in targets:
        parties, matter = toward_of(reading, target, lexicon)
        if matter or parties:
            return matter or parties
    return ()


def _last_matter(reading: Reading, pronoun: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """The talks or deal that "it" takes up, of the sentence before or the same one."""
    here = reading.parsed.sentence_of(pronoun)
    first = reading.parsed.sentence_of(pronoun.doc[max(0, here.start - 1)]).start
    before = [t for t in pronoun.doc[first : pronoun.i] if t.pos_ == "NOUN" and t.lemma_ in lexicon["matter"]]
    return (reading.quote(*phrase(before[-1])).text,) if before else ()


def actor_of(reading: Reading, target: Token) -> tuple[Actor, ...]:
    """The actor whose words ``target`` is, where its phrase stands for somebody else: "rebel ally X"."""
    actor = reading.scene.cast.actor_at(target)
    return (actor,) if actor and actor.end == target.idx + len(target) else ()


def parties(reading: Reading, tokens: Iterable[Token]) -> tuple[Actor, ...]:
    """The parties that these phrases stand for."""
    return who(reading, (t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON")))
