"""A word of accusation in, the breach that somebody is charged with out.

Accusations, violations that are counted or named, charges that are told only by their denial.
"""

from __future__ import annotations

from spacy.tokens import Token

from truceline.language.syntax import (
    agents,
    children,
    is_passive,
    is_verb,
    objects,
    particle_keys,
    prepositions,
    subjects,
    verb_of,
)
from truceline.registers.breach_acts import culprits, is_act
from truceline.registers.breach_drafts import Draft, Lexicon, doers, named, said
from truceline.registers.reading import Reading
from truceline.registers.roles import who
from truceline.registers.speakers import people
from truceline.registers.truces import fails_before, under_truce


def accusation(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
    """ "X accused Y of breaking the truce", "both sides blamed each other for the clashes"."""
    answerable: list[Token] = []
    if verb.lemma_ in ("hold", "find"):  # "held both sides answerable for", "found it guilty of"
        answerable = [t for t in verb.subtree if t.lemma_ in lexicon["answerable"] and t.i > verb.i]
    if not (verb.lemma_ in lexicon["accuse"] or answerable) or not reading.happened(verb):
        return None
    phrases = prepositions(answerable[0] if answerable else verb)
    acts = phrases.get("of", []) + phrases.get("for", []) + phrases.get("with", [])
    for accused in objects(verb):
        hung = prepositions(accused)
        acts += [o for p in ("of", "for") for o in hung.get(p, []) if _is_deed(o, lexicon)]
    act = acts[0] if acts else None
    if act is None or not _is_breach(reading, act, lexicon):
        return None
    if is_passive(verb) and not agents(verb) and not named(act.subtree) & lexicon["pledge"]:
        return None  # "was blamed for a bombing": nobody accuses, and of no breach
    charged = objects(verb)
    by, alleged_by = doers(reading, charged) or people(reading, charged), people(reading, agents(verb))
    if any(t.lower_ == "other" for o in charged for t in (o, *o.children)):
        each = any(c.lower_ == "each" for a in agents(verb) for c in (a, *a.children))
        by = alleged_by = (each and reading.scene.cast.parties) or alleged_by  # "accused each other"
    return Draft(verb, act, "accuse", by, alleged_by, alleged=True)


def complaint(reading: Reading, noun: Token, lexicon: Lexicon) -> Draft | None:
    """ "Both sides traded accusations of breaking the truce", "levelled charges at the army"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in lexicon["levels"] or not reading.happened(verb):
        return None
    phrases = prepositions(noun)
    act = next((o for p in ("of", "for", "over", "about") for o in phrases.get(p, [])), None)
    if act is None or not (_is_breach(reading, act, lexicon) or named(act.subtree) & lexicon["truce"]):
        return None
    speakers = people(reading, agents(verb))
    mutual = verb.lemma_ in lexicon["trades"]
    targets = [o for w in (noun, verb) for p in ("against", "at", "on") for o in prepositions(w).get(p, [])]
    return Draft(verb, act, "accuse", speakers if mutual else who(reading, targets), speakers, alleged=True)


def _is_deed(token: Token, lexicon: Lexicon) -> bool:
    """Whether what hangs on the accused is the charge and not its name: "the army of Sudan"."""
    return token.dep_ == "pcomp" or bool(named([token]) & (lexicon["violation"] | lexicon["fighting"]))


def _is_breach(reading: Reading, act: Token, lexicon: Lexicon) -> bool:
    """Whether an act that somebody is accused of breaks an agreement, or is war under a truce."""
    beneath = named(act.subtree)
    breaks = beneath & (lexicon["break"] | lexicon["violation"] | lexicon["keep"])
    if breaks and beneath & lexicon["pledge"]:
        return True
    if act.lemma_ in lexicon["violation"] and under_truce(reading, lexicon):
        return True
    if act.dep_ == "pcomp" and fails_before(reading, act, lexicon):
        return True
    return bool(beneath & lexicon["hostile"]) and under_truce(reading, lexicon)


def violation(reading: Reading, noun: Token, lexicon: Lexicon) -> Draft | None:
    """ "recorded 14 violations by the army", "shelled L in violation of the truce"."""
    verb = verb_of(noun)
    if named(children(noun, "compound", "amod")) & lexicon["other_law"]:
        return None
    if verb is None or not (reading.happened(noun) or _is_protest(reading, verb, lexicon)):
        return None
    # the model hangs "by the army" and "of the truce" now on the noun, now on its verb
    behind = named(t for t in verb.subtree if t.i >= noun.left_edge.i)
    pledged = bool(behind & (lexicon["pledge"] | lexicon["line"]))
    tallies = verb.lemma_ in lexicon["tallied"] | lexicon["accuse"] and noun.i > verb.i
    beside = noun.dep_ in ("npadvmod", "appos") or any(c.lower_ in _EACH for c in children(noun, "nsubj"))
    if not pledged and not ((tallies or beside) and under_truce(reading, lexicon)):
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ == "in":
        return _against(reading, verb, lexicon)
    judged = _judged(verb, noun, lexicon)
    if judged is not None:
        return _named_violation(reading, verb, noun, judged, lexicon)
    if set(particle_keys(verb)) & lexicon["carried_out"] and noun.dep_ in ("dobj", "nsubjpass"):
        return said(reading, Draft(verb, noun, "violation", doers(reading, agents(verb))), lexicon)
    by = who(reading, culprits(noun)) or doers(reading, [noun])
    if tallies or verb.lemma_ in lexicon["complains"] | lexicon["calls"]:
        speakers = agents(verb) or subjects(verb)
        return Draft(verb, noun, "violation", by, people(reading, speakers), alleged=True)
    if by:
        return said(reading, Draft(verb, noun, "violation", by), lexicon)
    return _apposed(reading, noun, lexicon) if beside else None


_EACH = ("all", "each", "both", "some", "many", "most")


def _against(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
    """ "shelled L in violation of it"; "in violation of it, the mission heard shots"."""
    if not reading.happened(verb) or verb.lemma_ == "be":
        return None
    if verb.lemma_ in lexicon["reports"]:
        return Draft(verb, verb, "in_violation", (), people(reading, agents(verb)), alleged=True)
    return said(reading, Draft(verb, verb, "in_violation", doers(reading, agents(verb))), lexicon)


def _apposed(reading: Reading, noun: Token, lexicon: Lexicon) -> Draft | None:
    """ "shelled the town, a breach of the truce", "detected flights, all of them violations"."""
    sentence = reading.parsed.sentence_of(noun)
    told = reading.parsed.doc[sentence.start : noun.i]
    deed = next((t for t in reversed(list(told)) if is_verb(t)), None)
    if deed is None or not (is_act(deed, lexicon) or deed.lemma_ in lexicon["tallied"]):
        return None
    by = doers(reading, agents(deed) if is_act(deed, lexicon) else objects(deed))
    return said(reading, Draft(deed, deed, "in_violation", by), lexicon)


def contrary(reading: Reading, word: Token, lexicon: Lexicon) -> Draft | None:
    """ "Its soldiers are still in the town, contrary to the accord"."""
    verb = verb_of(word)
    against = [o for o in prepositions(word).get("to", []) if named(o.subtree) & lexicon["pledge"]]
    if verb is None or not against or not reading.happened(verb):
        return None
    by = doers(reading, agents(verb))
    return said(reading, Draft(verb, verb, "in_violation", by), lexicon) if by else None


def _is_protest(reading: Reading, verb: Token, lexicon: Lexicon) -> bool:
    """ "summoned the envoy to protest against violations": the complaint is the deed."""
    above = verb.head
    complains = verb.lemma_ in lexicon["complains"] | lexicon["tallied"]
    return complains and verb.dep_ in ("xcomp", "advcl") and is_verb(above) and reading.happened(above)


def _judged(verb: Token, noun: Token, lexicon: Lexicon) -> Token | None:
    """The act that ``verb`` calls a violation: "called the raid a breach", "the raid was a breach"."""
    if (verb.lemma_ == "be" and noun.dep_ == "attr") or set(particle_keys(verb)) & lexicon["amounts"]:
        return next((s for s in subjects(verb) if s.i < noun.i), None)
    if verb.lemma_ not in lexicon["calls"]:
        return None
    named_ = culprits(noun) or verb.head.head.lemma_ in lexicon["tallied"]
    if (
        not named_
        and verb.dep_ == "relcl"
        and is_verb(verb.head.head)
        and verb.head in objects(verb.head.head)
    ):
        return verb.head.head  # "banned helicopters, which the council calls a breach": the ban
    inner = [s for c in children(verb, "ccomp") for s in children(c, "nsubj")]
    return next((t for t in (*objects(verb), *inner) if t.i != noun.i and t.i < noun.i), None)


def _named_violation(
    reading: Reading, verb: Token, noun: Token, act: Token, lexicon: Lexicon
) -> Draft | None:
    if is_verb(act):
        charged = doers(reading, agents(act))
        return Draft(verb, act, "violation", charged, people(reading, agents(verb)), alleged=True)
    by = doers(reading, [*culprits(act), *culprits(noun), *children(act, "poss", "amod", "compound")])
    if not by and any(c.lower_ in ("the", "this", "that") for c in act.children):
        deed = _last_deed(reading, act, lexicon)  # "called the attack a breach": told just before
        by, act = (doers(reading, agents(deed)), deed) if deed is not None else (by, act)
    if verb.lemma_ not in lexicon["calls"]:
        return said(reading, Draft(verb, act, "violation", by), lexicon)
    return Draft(verb, act, "violation", by, people(reading, agents(verb)), alleged=True)


def _last_deed(reading: Reading, noun: Token, lexicon: Lexicon) -> Token | None:
    """The act of war that "the attack" takes up, of this sentence or the two before it."""
    sentences = reading.parsed.sentences
    here = sentences.index(reading.parsed.sentence_of(noun))
    told = reading.parsed.doc[sentences[max(0, here - 2)].start : noun.i]
    acts = (t for t in reversed(list(told)) if is_verb(t) and is_act(t, lexicon) and reading.happened(t))
    return next((t for t in acts if doers(reading, agents(t))), None)


def denied(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
    """ "X denies breaking the truce", where the article has not told the charge before."""
    if verb.lemma_ not in lexicon["deny"] or not reading.happened(verb):
        return None
    charges = [*children(verb, "ccomp", "xcomp"), *objects(verb)]
    acts = [a for c in charges for a in (c, *children(c, "acl", "ccomp", "relcl")) if is_verb(a)]
    acts += [o for c in charges for p in ("of", "that") for o in prepositions(c).get(p, [])]
    act = next((a for a in acts if _is_breach(reading, a, lexicon)), None)
    broken = lexicon["break"] | lexicon["violation"] | lexicon["truce"]
    if act is None or not named(act.subtree) & broken:
        return None  # who denies an attack denies a breach only where it was charged before
    owners = [t for c in charges for t in children(c, "poss", "compound", "amod", "nmod")]
    alleged_by = who(reading, [o for o in owners if not is_verb(o)])
    return Draft(verb, act, "denied", people(reading, agents(verb)), alleged_by, alleged=True, denied=True)
