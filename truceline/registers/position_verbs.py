"""A verb in, the stance that it tells of out: "backs", "voiced support for", "wants nothing to do with"."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from truceline.language.syntax import (
    agents,
    children,
    clause,
    conjuncts,
    is_negated,
    is_passive,
    is_verb,
    objects,
    prepositions,
)
from truceline.records import Actor
from truceline.records.registers import Stance
from truceline.registers.reading import Reading
from truceline.registers.roles import who
from truceline.registers.speakers import people
from truceline.registers.stances import (
    Lexicon,
    Mention,
    Toward,
    actor_of,
    by_agent,
    doers,
    first_toward,
    holders,
    own_subjects,
    parties,
    toward_of,
)

_SLOTS: dict[Stance, tuple[str, ...]] = {
    "backs": ("for", "to", "of", "behind", "on"),
    "opposes": ("to", "against", "of", "on", "toward", "towards"),
}


def told_by_verb(reading: Reading, verb: Token, lexicon: Lexicon) -> Mention | None:
    """The stance that ``verb`` tells of; None for all other verbs."""
    return (
        _stance(reading, verb, lexicon)
        or _means(reading, verb, lexicon)
        or _helps(reading, verb, lexicon)
        or _received(reading, verb, lexicon)
        or _expressed(reading, verb, lexicon)
        or _predicate(reading, verb, lexicon)
        or _judged(reading, verb, lexicon)
        or _shunned(reading, verb, lexicon)
        or _alone(reading, verb, lexicon)
    )


def _stance(reading: Reading, verb: Token, lexicon: Lexicon) -> Mention | None:
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
            parties, matter = toward_of(reading, target, lexicon)
            toward: Toward = matter if matter and wanted != "party" else parties if wanted != "matter" else ()
            if toward:
                return Mention(verb, stance, doers(reading, verb), toward)
    return None


@lru_cache(maxsize=16)
def _first_words(known: frozenset[str]) -> frozenset[str]:
    """The verbs alone of "side_with", "come_out_against"."""
    return frozenset(key.partition("_")[0] for key in known)


def _targets(verb: Token, known: frozenset[str]) -> list[Token]:
    """What stands in the slot that the codebook names: the object, or that of a preposition."""
    lemma = verb.lemma_
    if lemma not in _first_words(known):
        return []
    acts = not is_passive(verb) or bool(by_agent(verb))
    found = (objects(verb) or _shared(verb)) if lemma in known and acts else []
    beside = [c.lower_ for c in children(verb, "prt", "advmod")]
    found += objects(verb) if any(f"{lemma}_{p}" in known for p in beside) else []
    for preposition, heads in prepositions(verb).items():
        if f"{lemma}_{preposition}" in known or any(f"{lemma}_{p}_{preposition}" in known for p in beside):
            found += heads
    for inner in children(verb, "xcomp"):
        if f"{lemma}_{inner.lemma_}" in known:
            found += objects(inner)
    return found


def _shared(verb: Token) -> list[Token]:
    """The object of "armed and sheltered the rebels", which stands on the second verb."""
    beside = (
        c for c in children(verb, "conj") if not own_subjects(c) and c.tag_ in (verb.tag_, "VBD", "VBN")
    )
    return [o for c in beside for o in objects(c) or _shared(c)]


def _means(reading: Reading, verb: Token, lexicon: Lexicon) -> Mention | None:
    """ "X has supplied drones to Y", "X gave the rebels weapons", "X supplied Y with arms"."""
    if verb.lemma_ not in lexicon["gives"]:
        return None
    phrases = prepositions(verb)
    things = objects(verb) + phrases.get("with", [])
    listed = [t for o in things for t in (o, *children(o, "conj"))]
    given = [t for t in listed if t.lemma_.lower() in lexicon["means"] or _is_money(t)]
    if not given or any(c.lower_ in lexicon["civil"] for t in given for c in t.children):
        return None
    inner = [
        o for thing in things for o in prepositions(thing).get("to", []) + prepositions(thing).get("for", [])
    ]
    receivers = children(verb, "dative") + phrases.get("to", []) + inner
    receivers += phrases.get("into", []) if verb.lemma_ in ("pour", "pump", "funnel") else []
    receivers += [o for o in objects(verb) if o.lemma_.lower() not in lexicon["means"]]
    # "gave the Houthis missiles": the model takes the receiver for a part of the thing
    receivers += [c for o in objects(verb) for c in children(o, "compound", "nmod") if actor_of(reading, c)]
    toward = parties(reading, receivers)
    soft = all(t.lemma_.lower() in lexicon["relief"] for t in given)
    if soft and not any(a.kind != "group" or a.sector in ("REB", "GOV", "MIL", "OPP", "SEP") for a in toward):
        return None  # "provided support to 3,000 families"
    return Mention(verb, "backs", doers(reading, verb), toward) if toward else None


def _is_money(thing: Token) -> bool:
    return any(c.lower_ in ("$", "€", "£") for c in (thing, *thing.children))


def _expressed(reading: Reading, verb: Token, lexicon: Lexicon) -> Mention | None:
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
        targets += children(verb, "dative")
        toward = first_toward(reading, targets, lexicon)
        if toward:
            return Mention(verb, stance, doers(reading, verb), toward)
    return None


def _stance_of(noun: Token, verb: Token, lexicon: Lexicon) -> Stance | None:
    """The stance that a noun behind a verb of expression names: support, scorn, a defence pact."""
    if noun.lemma_ in lexicon["opposition"]:
        return "opposes"
    allied = noun.lemma_ in lexicon["pact"] and _is_alliance(noun, lexicon)
    sides = noun.lemma_ == "side" and verb.lemma_ == "take"
    return "backs" if allied or sides or noun.lemma_ in lexicon["support"] else None


def _helps(reading: Reading, verb: Token, lexicon: Lexicon) -> Mention | None:
    """ "X sent soldiers to help the army", "deployed a brigade to fight for the president"."""
    above = verb.head
    sent = verb.dep_ in ("advcl", "xcomp", "acl") and is_verb(above) and above.lemma_ in lexicon["gives"]
    if not sent or verb.lemma_ not in lexicon["helps"] or not reading.happened(above):
        return None
    if not any(t.lemma_.lower() in lexicon["means"] for o in objects(above) for t in conjuncts(o)):
        return None
    toward = parties(reading, objects(verb) + prepositions(verb).get("for", []))
    return Mention(above, "backs", doers(reading, above), toward) if toward else None


def _received(reading: Reading, verb: Token, lexicon: Lexicon) -> Mention | None:
    """ "X enjoys the backing of Y", "X gets weapons from Y": Y backs X."""
    if verb.lemma_ not in lexicon["receives"] or is_negated(verb):
        return None
    for noun in objects(verb):
        sources = prepositions(noun).get("from", []) + prepositions(verb).get("from", [])
        if noun.lemma_ in lexicon["support"]:
            sources += prepositions(noun).get("of", []) + children(noun, "poss")
        elif noun.lemma_.lower() not in lexicon["means"]:
            continue
        backers = parties(reading, sources)
        subject = own_subjects(verb) or agents(verb)
        toward = first_toward(reading, subject, lexicon) or people(reading, subject)
        if backers and toward:
            return Mention(verb, "backs", backers, toward)
    return None


def _is_alliance(noun: Token, lexicon: Lexicon) -> bool:
    if noun.lemma_ == "alliance":
        return True
    return any(c.lower_ in lexicon["pact_of"] for c in noun.children)


def _predicate(reading: Reading, verb: Token, lexicon: Lexicon) -> Mention | None:
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
                toward = first_toward(reading, targets, lexicon) if keys & lexicon[name] else ()
                if toward:
                    subjects = [verb.head] if verb.dep_ in ("acl", "relcl") else own_subjects(verb)
                    named = isinstance(toward[0], Actor)
                    if not named and keys & lexicon["predicates_party"]:
                        continue  # "we are close to an agreement"
                    if head.lemma_ == "be" and named and not who(reading, subjects):
                        continue  # "the war is behind us"
                    return Mention(verb, stance, holders(reading, subjects), toward)
    return None


def _judged(reading: Reading, verb: Token, lexicon: Lexicon) -> Mention | None:
    """ "X called the deal a betrayal", "described the accord as a milestone"."""
    if verb.lemma_ not in lexicon["judges"]:
        return None
    judged = (*objects(verb), *_judged_subjects(verb))
    things = [t for t in judged if t.lemma_.lower() in lexicon["matter"]]
    said = {t.lemma_.lower() for t in verb.subtree if t.i > verb.i}
    kinds: tuple[tuple[str, Stance], ...] = (("praise", "backs"), ("blame", "opposes"))
    stance = next((s for name, s in kinds if said & lexicon[name]), None)
    if not things and said & lexicon["vilify"]:  # "regards the militia as terrorists"
        stance, things = "opposes", [t for t in judged if actor_of(reading, t)]
    toward = first_toward(reading, things, lexicon)
    if stance is None or not toward or is_negated(verb):
        return None
    return Mention(verb, stance, doers(reading, verb), toward)


def _judged_subjects(verb: Token) -> list[Token]:
    """What is judged where the model makes it the subject of a clause: "called [the deal historic]"."""
    return [s for c in children(verb, "ccomp") for s in children(c, "nsubj")]


def _shunned(reading: Reading, verb: Token, lexicon: Lexicon) -> Mention | None:
    """ "X wants nothing to do with the accord", "will have no part in it"."""
    if verb.lemma_ not in lexicon["wants"]:
        return None
    for thing in children(verb, "dobj"):
        refused = any(c.lower_ == "no" for c in thing.children) and thing.lemma_ in lexicon["no_part"]
        if not (refused or thing.lower_ == "nothing"):
            continue
        hung = [thing, verb, *children(thing, "relcl", "acl"), *children(verb, "xcomp", "advcl")]
        targets = [o for t in hung for p in ("with", "in", "of", "for") for o in prepositions(t).get(p, [])]
        toward = first_toward(reading, targets, lexicon)
        if toward:
            return Mention(thing, "opposes", doers(reading, verb), toward, clause(verb))
    return None


def _alone(reading: Reading, verb: Token, lexicon: Lexicon) -> Mention | None:
    """ "X, who mediated between them"; who brokers talks or a deal has that role there already."""
    sides = prepositions(verb).get("between", [])
    bridges = (
        verb.lemma_ in lexicon["mediates_between"] and not objects(verb) and bool(parties(reading, sides))
    )
    if bridges or (verb.lemma_ in lexicon["mediates"] and not _joins_talks(verb, lexicon)):
        return Mention(verb, "mediates", doers(reading, verb), parties(reading, sides))
    if verb.lemma_ in lexicon["accepts"] and is_negated(verb) and not is_passive(verb):
        things = [o for o in objects(verb) if o.lemma_.lower() in lexicon["matter"]]
        toward = first_toward(reading, things, lexicon)
        return Mention(verb, "backs", doers(reading, verb), toward) if toward else None  # turned by "never"
    if verb.lemma_ in lexicon["guarantees"]:
        toward = first_toward(reading, objects(verb), lexicon)
        return Mention(verb, "guarantees", doers(reading, verb), toward) if toward else None
    return None


def _joins_talks(verb: Token, lexicon: Lexicon) -> bool:
    return any(o.lemma_.lower() in lexicon["matter"] for o in objects(verb))
