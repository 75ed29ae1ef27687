"""A reading in, the register of positions out: who backs, opposes, mediates or guarantees whom or what.

Verbs ("which back Assad"), nouns ("an ally of the Houthis", "rebel supporter Ankara"), predicates
("opposed to the deal") and compounds ("Iran-backed rebels") each give a mention; one record a stance.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.language.syntax import (
    agents,
    by_phrase,
    children,
    clause,
    is_negated,
    is_passive,
    is_verb,
    modal,
    objects,
    phrase,
    prepositions,
)
from truceline.records import Actor, Position, Reason
from truceline.records.registers import Stance
from truceline.registers.reading import Reading
from truceline.registers.roles import who
from truceline.registers.speakers import people, speakers

_WORDS = "registers/positions.yaml"
Lexicon = dict[str, frozenset[str]]
Toward = tuple[Actor | str, ...]
_SLOTS: dict[Stance, tuple[str, ...]] = {
    "backs": ("for", "to", "of", "behind", "on"),
    "opposes": ("to", "against", "of", "on", "toward", "towards"),
}


class _Mention(NamedTuple):
    """A position as one word tells it; ``evidence`` is a token range, None for the clause of ``word``."""

    word: Token
    stance: Stance
    actors: tuple[Actor, ...]
    toward: Toward
    evidence: tuple[int, int] | None = None


def find_positions(reading: Reading) -> tuple[Position, ...]:
    """The positions that ``reading`` states as facts, each once, in the order of the text."""
    lexicon = words(reading.codebook, _WORDS)
    found: list[Position] = []
    for token in reading.parsed.doc:
        for mention in _read(reading, token, lexicon):
            record = _record(reading, mention)
            if record and not any(_repeats(record, known) for known in found):
                found.append(record)
    return tuple(found)


def _read(reading: Reading, token: Token, lexicon: Lexicon) -> Iterator[_Mention]:
    if not token.dep_:
        return
    if is_verb(token):
        if not _is_accusation(token, lexicon):
            yield from _verb(reading, token, lexicon)
    elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in lexicon["backer"] | lexicon["opponent"]:
        yield from _role(reading, token, lexicon)
    elif token.pos_ == "NOUN" and token.lemma_ in lexicon["mediator"] | lexicon["guarantor"]:
        yield from _third(reading, token, lexicon)
    elif token.pos_ == "NOUN" and token.lemma_ in lexicon["support"] | lexicon["opposition"]:
        yield from _owned(reading, token, lexicon)
    if "-" in token.text and len(token) > 1:
        yield from _compound(reading, token, lexicon)


def _is_accusation(verb: Token, lexicon: Lexicon) -> bool:
    """Whether it is only what somebody is accused of: "accused of arming the militia"."""
    return verb.dep_ == "pcomp" and verb.head.head.lemma_ in lexicon["accuse"]


def _record(reading: Reading, mention: _Mention) -> Position | None:
    same = {a.name for a in mention.actors} & {t.name for t in mention.toward if not isinstance(t, str)}
    if not mention.actors or same:
        return None
    word = mention.word
    reason = Reason(
        rule=f"positions.{mention.stance}", words=word.text, start=word.idx, end=word.idx + len(word)
    )
    stance = mention.stance
    status, why = reading.status(word) if is_verb(word) else ("asserted", ())
    if status == "negated" and stance == "backs" and is_negated(word):
        stance, status = "opposes", "asserted"  # who does not back a deal is against it
    announced = status == "planned" and modal(word) in ("will", "would")
    if status not in ("asserted", "historical") and not announced:
        return None
    span = reading.quote(*mention.evidence) if mention.evidence else reading.clause(word)
    return Position(
        evidence=span,
        actors=mention.actors,
        stance=stance,
        toward=mention.toward,
        status=status,
        why=(reason, *why),
    )


def _repeats(record: Position, known: Position) -> bool:
    """Whether ``record`` says again what ``known`` says."""
    names = {a.name for a in record.actors}
    return (
        record.stance == known.stance
        and names <= {a.name for a in known.actors}
        and _names(record.toward) <= _names(known.toward)
    )


def _names(toward: Toward) -> set[str]:
    return {t if isinstance(t, str) else t.name for t in toward}


def _verb(reading: Reading, verb: Token, lexicon: Lexicon) -> Iterator[_Mention]:
    found = (
        _stance(reading, verb, lexicon)
        or _means(reading, verb, lexicon)
        or _received(reading, verb, lexicon)
        or _expressed(reading, verb, lexicon)
        or _predicate(reading, verb, lexicon)
        or _judged(reading, verb, lexicon)
        or _shunned(reading, verb, lexicon)
        or _alone(reading, verb, lexicon)
    )
    if found:
        yield found


def _stance(reading: Reading, verb: Token, lexicon: Lexicon) -> _Mention | None:
    """ "X backs Y", "X sides with Y", "X refused to accept the deal"."""
    sorts: tuple[tuple[str, Stance, str], ...] = (
        ("backs", "backs", "both"),
        ("backs_party", "backs", "party"),
        ("backs_matter", "backs", "matter"),
        ("opposes", "opposes", "both"),
        ("opposes_matter", "opposes", "matter"),
    )
    for name, stance, wanted in sorts:
        for target in _targets(verb, lexicon[name]):
            parties, matter = _toward(reading, target, lexicon)
            toward: Toward = matter if matter and wanted != "party" else parties if wanted != "matter" else ()
            if toward:
                return _Mention(verb, stance, _doers(reading, verb), toward)
    return None


def _doers(reading: Reading, verb: Token) -> tuple[Actor, ...]:
    """Who does it; of a relative clause, only those who are named before it."""
    found = _who(reading, agents(verb) or (_by(verb) if is_passive(verb) else []) or _subjects(verb))
    if verb.dep_ != "relcl" or is_passive(verb):
        return found
    return tuple(a for a in found if a.start < verb.idx) or found


def _by(verb: Token) -> list[Token]:
    """The "by" phrase of a passive, also where it stands on the second of two: "armed and paid by X"."""
    return by_phrase(verb) or [o for c in children(verb, "conj") if c.tag_ == "VBN" for o in by_phrase(c)]


def _targets(verb: Token, known: frozenset[str]) -> list[Token]:
    """What stands in the slot that the codebook names: the object, or that of a preposition."""
    lemma = verb.lemma_
    acts = not is_passive(verb) or bool(_by(verb))
    found = objects(verb) if lemma in known and acts else []
    beside = [c.lower_ for c in children(verb, "prt", "advmod")]
    found += objects(verb) if any(f"{lemma}_{p}" in known for p in beside) else []
    for preposition, heads in prepositions(verb).items():
        if f"{lemma}_{preposition}" in known or any(f"{lemma}_{p}_{preposition}" in known for p in beside):
            found += heads
    for inner in children(verb, "xcomp"):
        if f"{lemma}_{inner.lemma_}" in known:
            found += objects(inner)
    return found


def _toward(reading: Reading, target: Token, lexicon: Lexicon) -> tuple[tuple[Actor, ...], tuple[str, ...]]:
    """The parties that ``target`` stands for, or the talks or deal that it names, as the text has it."""
    if target.lemma_.lower() in lexicon["matter"]:
        named = reading.scene.cast.actor_at(target)
        if named is None:
            return (), (reading.quote(*phrase(target)).text,)
    known = reading.scene.cast.who(target) or _at(reading, target)
    if not known and target.lower_ in ("it", "this", "them"):
        matter = _last_matter(reading, target, lexicon)
        return (() if matter else (reading.scene.cast.by_text(target),)), matter
    if not known and target.lemma_.lower() in lexicon["side"]:
        known = tuple(a for c in children(target, "compound") for a in _at(reading, c))
    if known or not (target.pos_ == "PROPN" or target.lemma_.lower() in lexicon["side"]):
        return known, ()
    return (reading.scene.cast.by_text(target),), ()


def _last_matter(reading: Reading, pronoun: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """The talks or deal that "it" takes up, of the sentence before or the same one."""
    first = reading.parsed.sentence_of(
        pronoun.doc[max(0, reading.parsed.sentence_of(pronoun).start - 1)]
    ).start
    before = [t for t in pronoun.doc[first : pronoun.i] if t.pos_ == "NOUN" and t.lemma_ in lexicon["matter"]]
    return (reading.quote(*phrase(before[-1])).text,) if before else ()


def _at(reading: Reading, target: Token) -> tuple[Actor, ...]:
    """The actor whose words ``target`` is, where its phrase stands for somebody else: "rebel ally X"."""
    actor = reading.scene.cast.actor_at(target)
    return (actor,) if actor and actor.end == target.idx + len(target) else ()


def _who(reading: Reading, tokens: Iterable[Token]) -> tuple[Actor, ...]:
    """The actors; a phrase that no actor is known for, by its own words."""
    tokens = [t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")]
    known = who(reading, tokens)
    if known:
        return known
    named = people(reading, tokens)
    if named or not tokens:
        return named
    # "a veterans' group said it rejected the plan"
    return speakers(reading, tokens[0])


def _means(reading: Reading, verb: Token, lexicon: Lexicon) -> _Mention | None:
    """ "X has supplied drones to Y", "X gave the rebels weapons", "X supplied Y with arms"."""
    if verb.lemma_ not in lexicon["gives"]:
        return None
    phrases = prepositions(verb)
    things = objects(verb) + phrases.get("with", [])
    if not any(t.lemma_.lower() in lexicon["means"] for o in things for t in (o, *children(o, "conj"))):
        return None
    inner = [
        o for thing in things for o in prepositions(thing).get("to", []) + prepositions(thing).get("for", [])
    ]
    receivers = children(verb, "dative") + phrases.get("to", []) + inner
    receivers += [o for o in objects(verb) if o.lemma_.lower() not in lexicon["means"]]
    # "gave the Houthis missiles": the model takes the receiver for a part of the thing
    receivers += [c for o in objects(verb) for c in children(o, "compound", "nmod") if _at(reading, c)]
    toward = reading_parties(reading, receivers)
    return _Mention(verb, "backs", _doers(reading, verb), toward) if toward else None


def reading_parties(reading: Reading, tokens: Iterable[Token]) -> tuple[Actor, ...]:
    """The parties that these phrases stand for."""
    return who(reading, (t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON")))


def _expressed(reading: Reading, verb: Token, lexicon: Lexicon) -> _Mention | None:
    """ "X voiced support for the deal", "X threw its weight behind Y", "X has a defence pact with Y"."""
    if verb.lemma_ not in lexicon["expresses"] or is_negated(verb):
        return None
    for noun in objects(verb):
        stance = _stance_of(noun, verb, lexicon)
        if stance is None:
            continue
        slots = [*_SLOTS[stance], *(("with",) if noun.lemma_ in lexicon["pact"] else ())]
        targets = [t for p in slots for w in (noun, verb) for t in prepositions(w).get(p, [])]
        targets += children(noun, "poss") if noun.lemma_ == "side" else []
        toward = _all_toward(reading, targets, lexicon)
        if toward:
            return _Mention(verb, stance, _doers(reading, verb), toward)
    return None


def _stance_of(noun: Token, verb: Token, lexicon: Lexicon) -> Stance | None:
    """The stance that a noun behind a verb of expression names: support, scorn, a defence pact."""
    if noun.lemma_ in lexicon["opposition"]:
        return "opposes"
    allied = noun.lemma_ in lexicon["pact"] and _is_alliance(noun, lexicon)
    sides = noun.lemma_ == "side" and verb.lemma_ == "take"
    return "backs" if allied or sides or noun.lemma_ in lexicon["support"] else None


def _received(reading: Reading, verb: Token, lexicon: Lexicon) -> _Mention | None:
    """ "X enjoys the backing of Y", "X gets weapons from Y": Y backs X."""
    if verb.lemma_ not in lexicon["receives"] or is_negated(verb):
        return None
    for noun in objects(verb):
        sources = prepositions(noun).get("from", []) + prepositions(verb).get("from", [])
        if noun.lemma_ in lexicon["support"]:
            sources += prepositions(noun).get("of", []) + children(noun, "poss")
        elif noun.lemma_.lower() not in lexicon["means"]:
            continue
        backers = reading_parties(reading, sources)
        subject = _subjects(verb) or agents(verb)
        toward = _all_toward(reading, subject, lexicon) or people(reading, subject)
        if backers and toward:
            return _Mention(verb, "backs", backers, toward)
    return None


def _is_alliance(noun: Token, lexicon: Lexicon) -> bool:
    if noun.lemma_ == "alliance":
        return True
    return any(c.lower_ in lexicon["pact_of"] for c in noun.children)


def _all_toward(reading: Reading, targets: Iterable[Token], lexicon: Lexicon) -> Toward:
    for target in targets:
        parties, matter = _toward(reading, target, lexicon)
        if matter or parties:
            return matter or parties
    return ()


def _predicate(reading: Reading, verb: Token, lexicon: Lexicon) -> _Mention | None:
    """ "X is opposed to Y", "X is against the deal", "groups opposed to X", "X is in favour of Y"."""
    heads = [verb] if verb.lemma_ != "be" else [verb, *children(verb, "acomp", "attr")]
    heads += [
        o for h in list(heads) for o in prepositions(h).get("in", []) if o.lemma_ in ("favour", "favor")
    ]
    stances: tuple[tuple[str, Stance], ...] = (
        ("predicates_for", "backs"),
        ("predicates_against", "opposes"),
    )
    for head in heads:
        for preposition, targets in prepositions(head).items():
            bare = head.lemma_ == "be" and not children(head, "attr", "acomp", "advcl", "oprd")
            direct = any(c.lower_ == preposition for c in children(head, "prep"))
            keys = {f"{head.lower_}_{preposition}", preposition if bare and direct else ""}
            for name, stance in stances:
                toward = _all_toward(reading, targets, lexicon) if keys & lexicon[name] else ()
                if toward:
                    subjects = [verb.head] if verb.dep_ in ("acl", "relcl") else _subjects(verb)
                    named = isinstance(toward[0], Actor)
                    if head.lemma_ == "be" and named and not who(reading, subjects):
                        continue  # "the war is behind us"
                    return _Mention(verb, stance, _who(reading, subjects), toward)
    return None


def _judged(reading: Reading, verb: Token, lexicon: Lexicon) -> _Mention | None:
    """ "X called the deal a betrayal", "described the accord as a milestone"."""
    if verb.lemma_ not in lexicon["judges"]:
        return None
    things = [t for t in (*objects(verb), *_judged_subjects(verb)) if t.lemma_.lower() in lexicon["matter"]]
    said = {t.lemma_.lower() for t in verb.subtree if t.i > verb.i}
    kinds: tuple[tuple[str, Stance], ...] = (("praise", "backs"), ("blame", "opposes"))
    stance = next((s for name, s in kinds if said & lexicon[name]), None)
    toward = _all_toward(reading, things, lexicon)
    if stance is None or not toward or is_negated(verb):
        return None
    return _Mention(verb, stance, _doers(reading, verb), toward)


def _judged_subjects(verb: Token) -> list[Token]:
    """What is judged where the model makes it the subject of a clause: "called [the deal historic]"."""
    return [s for c in children(verb, "ccomp") for s in children(c, "nsubj")]


def _shunned(reading: Reading, verb: Token, lexicon: Lexicon) -> _Mention | None:
    """ "X wants nothing to do with the accord", "will have no part in it"."""
    if verb.lemma_ not in ("want", "have", "take"):
        return None
    for thing in children(verb, "dobj"):
        refused = any(c.lower_ == "no" for c in thing.children) and thing.lower_ in ("part", "truck", "time")
        if not (refused or thing.lower_ == "nothing"):
            continue
        hung = [thing, verb, *children(thing, "relcl", "acl"), *children(verb, "xcomp", "advcl")]
        targets = [o for t in hung for p in ("with", "in", "of", "for") for o in prepositions(t).get(p, [])]
        toward = _all_toward(reading, targets, lexicon)
        if toward:
            return _Mention(thing, "opposes", _doers(reading, verb), toward, clause(verb))
    return None


def _subjects(verb: Token) -> list[Token]:
    return children(verb, "nsubj", "nsubjpass")


def _alone(reading: Reading, verb: Token, lexicon: Lexicon) -> _Mention | None:
    """ "X, who mediated between them"; who brokers talks or a deal has that role there already."""
    if verb.lemma_ in lexicon["mediates"] and not _joins_talks(verb, lexicon):
        between = prepositions(verb).get("between", [])
        return _Mention(verb, "mediates", _doers(reading, verb), reading_parties(reading, between))
    if verb.lemma_ in lexicon["guarantees"]:
        toward = _all_toward(reading, objects(verb), lexicon)
        return _Mention(verb, "guarantees", _doers(reading, verb), toward) if toward else None
    return None


def _joins_talks(verb: Token, lexicon: Lexicon) -> bool:
    return any(o.lemma_.lower() in lexicon["matter"] for o in objects(verb))


def _role(reading: Reading, noun: Token, lexicon: Lexicon) -> Iterator[_Mention]:
    """ "X, an ally of Y", "Y's ally X", "rebel supporter X", "X is a critic of the talks"."""
    stance: Stance = "backs" if noun.lemma_.lower() in lexicon["backer"] else "opposes"
    slots = prepositions(noun)
    targets = [t for t in slots.get("of", []) if t.lemma_.lower() not in lexicon["means"]]
    targets += children(noun, "poss") + slots.get("to", [])
    beside = [c for c in children(noun, "compound", "amod", "nmod") if c.i < noun.i]
    holders = _holders(noun)
    toward = _all_toward(reading, targets, lexicon) or _all_toward(reading, beside, lexicon)
    actors = _who(reading, holders) if holders else ()
    if not toward or not actors:
        return
    edges = [noun.left_edge.i, noun.right_edge.i, *(h.i for h in holders), *(phrase(h)[0] for h in holders)]
    edges += [c.i for h in holders for c in children(h, "conj")]
    yield _Mention(noun, stance, actors, toward, (min(edges), max(edges) + 1))


def _third(reading: Reading, noun: Token, lexicon: Lexicon) -> Iterator[_Mention]:
    """ "X acted as mediator": a role in talks that the register of talks has already is not told again."""
    known = {a.name for t in reading.done.talks for a in (*t.convenors, *t.guarantors)}
    stance: Stance = "mediates" if noun.lemma_ in lexicon["mediator"] else "guarantees"
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    if not is_verb(verb) or noun.dep_ not in ("attr", "pobj"):
        return
    actors = _who(reading, _subjects(verb))
    if not {a.name for a in actors} & known:
        toward = _all_toward(reading, prepositions(noun).get("of", []), lexicon)
        yield _Mention(verb, stance, actors, toward)


def _holders(noun: Token) -> list[Token]:
    """Who is the ally: the noun that it stands in apposition to, its subject, or the name after it."""
    if noun.dep_ == "appos":
        return [noun.head]
    if noun.dep_ in ("attr", "oprd"):
        return _subjects(noun.head)
    if noun.dep_ in ("compound", "nmod") and noun.head.pos_ == "PROPN" and noun.head.i > noun.i:
        return [noun.head]
    after = [c for c in children(noun, "appos") if c.pos_ == "PROPN"]
    if after:
        return after
    if noun.dep_ == "pobj" and noun.head.lower_ in ("as", "among") and is_verb(noun.head.head):
        return _subjects(noun.head.head)
    following = list(itertools.takewhile(lambda t: t.pos_ == "PROPN", noun.doc[noun.i + 1 : noun.sent.end]))
    return following[-1:]


def _owned(reading: Reading, noun: Token, lexicon: Lexicon) -> Iterator[_Mention]:
    """ "Turkey's support for the rebels", "with the backing of Moscow" of a subject."""
    slots = prepositions(noun)
    owners = children(noun, "poss")
    stance: Stance = "backs" if noun.lemma_ in lexicon["support"] else "opposes"
    ways = ("for", "to", "behind") if stance == "backs" else ("to", "against")
    toward = _all_toward(reading, [t for p in ways for t in slots.get(p, [])], lexicon)
    actors = reading_parties(reading, owners)
    if toward and actors and reading.happened(noun):
        yield _Mention(noun, stance, actors, toward, (noun.left_edge.i, noun.right_edge.i + 1))


def _compound(reading: Reading, token: Token, lexicon: Lexicon) -> Iterator[_Mention]:
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
        yield _Mention(token, "backs", inside, outer, evidence)
