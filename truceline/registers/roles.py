"""Mentions of talks and deals in, the parties in their roles out: brokers, parties, observers."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.language.syntax import agents, children, conjuncts, is_passive, particle_keys, prepositions
from truceline.records import Actor
from truceline.registers.lifecycle import Clause, Mention
from truceline.registers.reading import Reading

TALKS_WORDS = "registers/talks.yaml"


def distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors once each, by name, in order."""
    return tuple({a.name.lower(): a for a in reversed(tuple(actors))}.values())[::-1]


def who(reading: Reading, tokens: Iterable[Token]) -> tuple[Actor, ...]:
    """The actors that these noun phrases stand for."""
    return distinct(a for t in tokens for m in _members(reading, t) for a in reading.scene.cast.who(m))


def _members(reading: Reading, noun: Token) -> list[Token]:
    """The parties of "representatives of A, B and C", where there are several; else ``noun``."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    if noun.lemma_.lower() not in lexicon["delegates"] | lexicon["officials"]:
        return [noun]
    phrases = prepositions(noun)
    sent = [m for p in ("of", "for", "from") for o in phrases.get(p, []) for m in conjuncts(o)]
    return [*sent, *children(noun, "conj")] if len(sent) > 1 else [noun]


def brokers(reading: Reading, mention: Mention) -> tuple[Actor, ...]:
    """Who brought it about: "talks hosted by X", "X-brokered", "with the help of X"."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    found: list[Actor] = []
    for carrier in dict.fromkeys((mention.noun, mention.top)):
        found += _prefixes(reading, carrier, lexicon["broker_suffix"])
        found += _under(reading, carrier, lexicon["under"])
    for clause in mention.clauses:
        for verb in _coordinated(clause):
            does = verb.lemma_ in lexicon["broker"]
            of_it = verb.i != clause.verb.i or clause.role == "object"
            if does and of_it and (is_passive(verb) or clause.role == "object"):
                found += who(reading, agents(verb))
            if does or clause.relative or clause.role in ("subject", "object"):
                found += _under(reading, verb, lexicon["under"])
                found += _presiding(reading, verb, lexicon["broker"])
    for clause in mention.clauses:
        found += prevailing(reading, clause.verb)
    for verb in (*_loose_participles(mention), *_after_the_date(mention)):
        if verb.lemma_ in lexicon["broker"]:
            found += who(reading, agents(verb))
    return distinct(found)


def prevailing(reading: Reading, verb: Token) -> tuple[Actor, ...]:
    """Who got others to do ``verb``: the X of "X got A and B to sign", "X had them sign"."""
    above = verb.head
    causes = words(reading.codebook, TALKS_WORDS)["prevail"]
    if verb.dep_ not in ("xcomp", "ccomp") or above.lemma_ not in causes or not reading.happened(above):
        return ()
    done_to = children(above, "dobj") or children(verb, "nsubj")
    return who(reading, agents(above)) if done_to else ()


def hosts(reading: Reading, verb: Token) -> tuple[Actor, ...]:
    """Who brings a meeting about: "met at the invitation of X", "with X in the chair"."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    found = [*_under(reading, verb, lexicon["under"]), *_presiding(reading, verb, lexicon["broker"])]
    for beside in children(verb, "advcl", "acl"):
        if beside.lemma_ in lexicon["broker"] | {"bring", "invite"} and beside.tag_ == "VBN":
            found += who(reading, agents(beside))
    return distinct(found)


def _presiding(reading: Reading, verb: Token, broker: frozenset[str]) -> tuple[Actor, ...]:
    """The X of "with X presiding", "X mediating"."""
    beside = [*children(verb, "advcl"), *(c for p in children(verb, "prep") for c in children(p, "pcomp"))]
    beside += [c for p in children(verb, "prep") for o in children(p, "pobj") for c in children(o, "acl")]
    running = [c for c in beside if c.tag_ == "VBG" and c.lemma_ in broker]
    heads = [
        *(s for c in running for s in children(c, "nsubj")),
        *(c.head for c in running if c.dep_ == "acl"),
    ]
    return who(reading, heads)


def movers(reading: Reading, verb: Token) -> tuple[Actor, ...]:
    """Who gets others to talks: the subject, or whose panel it is."""
    tokens = agents(verb)
    return who(reading, tokens) or who(reading, (p for t in tokens for p in children(t, "poss")))


def watchers(reading: Reading, verb: Token) -> tuple[Actor, ...]:
    """The X of "while X looked on", "in the presence of X"."""
    observe = words(reading.codebook, TALKS_WORDS)["observe"]
    seeing = [c for c in children(verb, "advcl", "conj") if set(particle_keys(c)) & observe]
    present = [o for p in prepositions(verb).get("in", []) if p.lemma_ == "presence" for o in _of(p)]
    return who(reading, [*present, *(a for v in seeing for a in children(v, "nsubj"))])


def _of(noun: Token) -> list[Token]:
    return prepositions(noun).get("of", [])


_BYSTANDERS = ("CVL", "BUS", "MED", "EDU", "LAB", "JUD", "NGO")


def takes_part(reading: Reading, actor: Actor) -> bool:
    """Whether ``actor`` can be a party: "diplomats opened the talks" names none."""
    armed = actor.sector in ("REB", "OPP", "SEP", "MIL")
    named = actor.country is not None or (actor.code is not None and actor.sector not in _BYSTANDERS)
    if actor.kind != "group" or named or armed:
        return True
    sides = words(reading.codebook, TALKS_WORDS)["sides"]
    return any(word.rstrip("s") in sides for word in actor.text.lower().split())


def _loose_participles(mention: Mention) -> list[Token]:
    """ "talks in the capital sponsored by X": the participle may hang on the place."""
    inside = [t for t in mention.top.subtree if t.dep_ == "acl" and t.tag_ == "VBN"]
    return [v for v in inside if v.head.i not in (mention.top.i, mention.noun.i)]


def _after_the_date(mention: Mention) -> list[Token]:
    """ "opened talks in Oslo on Monday hosted by X": the participle may hang on the day or the place."""
    main = mention.main
    if main is None or main.role != "object":
        return []
    phrases = [o for p in children(main.verb, "prep") for o in children(p, "pobj") if o.i > mention.top.i]
    return [v for o in phrases for v in children(o, "acl") if v.tag_ == "VBN" and o.pos_ == "PROPN"]


def _coordinated(clause: Clause) -> list[Token]:
    """The verb, and those beside it that share its subject: "Brokered by X, the talks are …"."""
    beside = (c for v in dict.fromkeys((clause.verb, clause.whole)) for c in v.children)
    return [clause.verb, *(c for c in beside if c.dep_ in ("advcl", "conj") and c.tag_ in ("VBN", "VBD"))]


def _prefixes(reading: Reading, noun: Token, suffixes: frozenset[str]) -> list[Actor]:
    """The X of "X-brokered" before ``noun``."""
    found: list[Actor] = []
    for child in noun.children:
        if child.dep_ not in ("amod", "compound", "nmod"):
            continue
        if child.tag_ == "VBN" and child.lower_ in suffixes:  # "Norwegian - crafted", as the parse may cut it
            found += who(reading, children(child, "npadvmod", "compound", "amod", "nmod"))
        head, _, tail = child.text.rpartition("-")
        if head and tail.lower() in suffixes:
            end = child.idx + len(head)
            # "UN-brokered", and "African Union-brokered" where the name begins a word before
            found += [
                a for a in reading.scene.actors if a.end == end or (child.idx <= a.start < a.end <= end)
            ]
    return found


def _under(reading: Reading, token: Token, nouns: frozenset[str]) -> list[Actor]:
    """The X of "with the help of X", "under X's auspices"."""
    found: list[Token] = []
    for head in prepositions(token).get("in", []):
        if head.lemma_ == "presence":  # "in the presence of the mediator X"
            found += [o for o in _of(head) if o.lemma_ in nouns]
    for preposition, heads in prepositions(token).items():
        if preposition not in ("with", "under", "through", "by", "at", "upon", "thanks"):
            continue
        for head in heads:
            if any(o.lemma_ == "chair" for o in prepositions(head).get("in", [])):
                found.append(head)  # "with X in the chair"
            if head.lemma_ in nouns:
                found += [o for p in ("of", "from", "by") for o in prepositions(head).get(p, [])]
                found += children(head, "poss", "amod", "compound", "nmod")
    return list(who(reading, found))


def between(reading: Reading, mention: Mention) -> tuple[Actor, ...]:
    """The parties that the phrase itself names: "talks between A and B", "a deal with C"."""
    found: list[Token] = []
    for carrier in dict.fromkeys((mention.noun, mention.top)):
        phrases = prepositions(carrier)
        found += phrases.get("between", []) + phrases.get("with", []) + phrases.get("among", [])
    lexicon = words(reading.codebook, TALKS_WORDS)
    skipped = lexicon["under"] | lexicon["presence"]
    return who(reading, (t for t in found if t.lemma_ not in skipped))


def attending(reading: Reading, verb: Token) -> tuple[Actor, ...]:
    """The X of "with grudging participation from X", anywhere under ``verb``."""
    presence = words(reading.codebook, TALKS_WORDS)["presence"]
    heads = [t for t in verb.subtree if t.dep_ == "pobj" and t.lemma_ in presence]
    phrases = [prepositions(h) for h in heads]
    return who(reading, (o for p in phrases for o in p.get("from", []) + p.get("of", []) + p.get("by", [])))


def doers(reading: Reading, verb: Token) -> tuple[Actor, ...]:
    """Who does ``verb``, with what it is done with: "A signed … with B"."""
    tokens = list(agents(verb)) + prepositions(verb).get("with", []) + prepositions(verb).get("between", [])
    lexicon = words(reading.codebook, TALKS_WORDS)
    return who(reading, (t for t in tokens if t.lemma_ not in lexicon["under"] | lexicon["presence"]))
