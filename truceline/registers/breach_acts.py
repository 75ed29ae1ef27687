"""A word of war in, the breach that it tells of out: fighting that resumed, acts reported under a truce.

In an article without a truce war is no breach; see ``truces`` for when an act falls under one.
"""

from __future__ import annotations

from spacy.tokens import Token

from truceline.language.syntax import (
    agents,
    children,
    is_negated,
    is_passive,
    is_verb,
    objects,
    particle_keys,
    prepositions,
    subjects,
    verb_of,
)
from truceline.registers.breach_drafts import Draft, Lexicon, doers, named, said
from truceline.registers.reading import Reading
from truceline.registers.roles import who
from truceline.registers.speakers import people
from truceline.registers.truces import against_truce, fails_before, follows_truce, under_truce, within_truce


def resumed(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
    """ "shelling resumed within hours", "clashes continued despite the truce"."""
    if not set(particle_keys(verb)) & lexicon["goes_on"] or not reading.happened(verb):
        return None
    subject = subjects(verb) if not is_passive(verb) else objects(verb)
    if not named(subject) & lexicon["fighting"]:
        return None
    if not against_truce(reading, verb, lexicon):
        hours = verb.lemma_ in lexicon["resumed"] and _soon(verb, lexicon) and under_truce(reading, lexicon)
        again = verb.lemma_ in lexicon["resumed"] and _named_beside(reading, verb, lexicon)
        if not (hours or again or follows_truce(reading, verb, lexicon)):
            return None
    by = who(reading, (o for s in subject for o in prepositions(s).get("by", []) + children(s, "poss")))
    return said(reading, Draft(verb, verb, "resumed", by), lexicon)


def _named_beside(reading: Reading, verb: Token, lexicon: Lexicon) -> bool:
    """Whether the sentence itself names the truce: "the lull ended as mortar fire resumed"."""
    sentence = reading.parsed.sentence_of(verb)
    return bool(named(reading.parsed.span_of(sentence)) & lexicon["ceasefire"])


def _soon(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the clause counts the time since: "within hours", "days after"."""
    return any(t.lemma_.lower() in lexicon["soon_after"] for t in verb.subtree)


def raged(reading: Reading, noun: Token, lexicon: Lexicon) -> Draft | None:
    """ "The city shook with air strikes despite the truce", "the assault came hours after the truce"."""
    if is_verb(noun) and noun.lower_ not in lexicon["fighting"]:
        return None
    verb = verb_of(noun.head) if is_verb(noun) else verb_of(noun)  # "woke to shelling" is a noun
    if verb is None or verb.lemma_ in lexicon["ends"] | lexicon["said"] | lexicon["accuse"]:
        return None
    if noun.dep_ not in ("nsubj", "dobj", "pobj", "pcomp", "conj") or not reading.happened(verb):
        return None
    if is_future(verb) or is_negated(verb) or not against_truce(reading, verb, lexicon):
        return None
    if named(t for t in noun.subtree if t.i != noun.i) & lexicon["truce"]:
        return None  # "the fighting after the truce" is told of, not told
    return said(reading, Draft(verb, noun, "raged", doers(reading, [*culprits(noun), noun])), lexicon)


def reported(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
    """What one side says that another did: "Kyiv said rebels fired rockets at Debaltseve"."""
    if any(named([a]) & lexicon["pledge"] for a in agents(verb)):
        return None
    if verb.dep_ in ("acl", "relcl", "amod") or not _may_be_act(verb, lexicon) or not reading.happened(verb):
        return None
    against = against_truce(reading, verb, lexicon)
    if not against and not is_act(verb, lexicon):
        return None
    by = doers(reading, agents(verb)) or (people(reading, agents(verb)) if against else ())
    draft = said(reading, Draft(verb, verb, "reported", by), lexicon)
    if not by and any(t.lower_ == "other" for t in agents(verb)):
        by = reading.scene.cast.parties or draft.alleged_by  # "each says that the other opened fire"
        draft = draft._replace(alleged_by=by)
        return draft._replace(by=by) if by and under_truce(reading, lexicon) else None
    told = against and draft.alleged  # "said rockets were fired while the lull was in force"
    if not (by or told) or not (against or under_truce(reading, lexicon)):
        return None
    if draft.alleged and against:
        return None if _are_the_same(reading, draft) else draft
    if draft.alleged and draft.alleged_by and reading.status(verb)[0] == "asserted":
        names = {a.name for a in draft.alleged_by}
        return draft if not names & {a.name for a in by} else None
    after = against or within_truce(reading, draft, lexicon) or follows_truce(reading, verb, lexicon)
    after = after or (is_act(verb, lexicon) and fails_before(reading, verb, lexicon))
    stated = not draft.alleged and after
    return draft if stated else None


def _are_the_same(reading: Reading, draft: Draft) -> bool:
    """Whether who says it speaks of its own deed: "the army said it had hit only rebels"."""
    mine = {n for a in draft.alleged_by for n in (a.name, reading.scene.cast.principal(a).name, a.country)}
    return any({a.name, a.country} & (mine - {None}) for a in draft.by)


def suffered(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
    """ "said a patrol had come under fire", "reported exchanges of fire": nobody is named for it."""
    told = verb.lemma_ == "come" or verb.lemma_ in lexicon["reports"]
    if not told or not reading.happened(verb) or not under_truce(reading, lexicon):
        return None
    if verb.lemma_ == "come" and any(
        named([o]) & lexicon["fighting"] for o in prepositions(verb).get("under", [])
    ):
        draft = said(reading, Draft(verb, verb, "suffered", ()), lexicon)
        return draft if draft.alleged_by else None
    below = [*objects(verb), *children(verb, "xcomp", "ccomp")]
    fighting = [o for o in below if named([o]) & lexicon["fighting"]]
    speakers = people(reading, agents(verb))
    if verb.lemma_ not in lexicon["reports"] or not fighting or not speakers:
        return None
    by = who(reading, culprits(fighting[0]))
    return Draft(verb, fighting[0], "suffered", by, speakers, alleged=True)


def _may_be_act(verb: Token, lexicon: Lexicon) -> bool:
    """Whether ``verb`` is an act of war at least where its sentence sets it against a truce."""
    talked = named(objects(verb)) & (lexicon["pledge"] | lexicon["matter"])
    moves = verb.lemma_ in lexicon["hostile"] and not talked and bool(objects(verb) or prepositions(verb))
    return moves or is_act(verb, lexicon)


def is_act(verb: Token, lexicon: Lexicon) -> bool:
    """Whether ``verb`` is an act of war: "shelled the town", "carried out an attack"."""
    carried = bool(set(particle_keys(verb)) & lexicon["carried_out"])
    if not carried and verb.lemma_ not in lexicon["fire"]:
        return False
    below = named((*objects(verb), *(t for t in verb.subtree if t.i > verb.i)))
    if carried:
        return bool(below & lexicon["fighting"])
    if verb.lemma_ in ("launch", "open", "put", "lay"):
        return bool(below & (lexicon["fighting"] | lexicon["missile"]))
    if named(objects(verb)) & (lexicon["pledge"] | lexicon["matter"]) or children(verb, "prt"):
        return verb.lemma_ in lexicon["hostile"] and not named(objects(verb)) and bool(prepositions(verb))
    first = any(c.lower_ in ("first", "back") for c in children(verb, "advmod", "prt"))
    return bool(objects(verb) or prepositions(verb) or first)


def culprits(noun: Token) -> list[Token]:
    """The X of "by X" after ``noun``, on whatever the model hangs it."""
    return [t for t in noun.subtree if t.dep_ == "pobj" and t.head.lower_ == "by"] or [
        t for t in prepositions(verb_of(noun) or noun.head).get("by", []) if noun.i < t.i
    ]


def is_future(verb: Token) -> bool:
    """Whether ``verb`` tells of what is still to be done."""
    return any(c.dep_ == "aux" and (c.tag_ == "MD" or c.lower_ == "to") for c in verb.children)
