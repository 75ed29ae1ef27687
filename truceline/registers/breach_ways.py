"""A word in, the breach that it tells of out.

Accusations, broken promises, violations counted or named, fighting that resumed, acts of war.
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
from truceline.registers.breach_drafts import Draft, Lexicon, doers, keys, named, said
from truceline.registers.reading import Reading
from truceline.registers.roles import who
from truceline.registers.speakers import people
from truceline.registers.truces import against_truce, fails_before, follows_truce, under_truce, within_truce


def read(reading: Reading, token: Token, lexicon: Lexicon) -> Draft | None:
    """The breach that ``token`` tells of; None for all other words."""
    if is_verb(token):
        return (
            _accusation(reading, token, lexicon)
            or _broken(reading, token, lexicon)
            or _unkept(reading, token, lexicon)
            or _resumed(reading, token, lexicon)
            or _reported(reading, token, lexicon)
            or _suffered(reading, token, lexicon)
            or _denied(reading, token, lexicon)
            or (_raged(reading, token, lexicon) if token.tag_ == "VBG" else None)
        )
    if token.pos_ == "NOUN" and token.lemma_ in lexicon["violation"]:
        return _violation(reading, token, lexicon)
    if token.lower_ == "contrary" and token.pos_ == "ADJ":
        return _contrary(reading, token, lexicon)
    if token.pos_ == "NOUN" and token.lemma_ in lexicon["fighting"]:
        return _raged(reading, token, lexicon)
    return None


def _accusation(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
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


def _broken(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
    """ "X broke the truce", "X reneged on the deal", "X made a mockery of it"."""
    breaks = keys(verb) & lexicon["break"]
    ends = verb.lemma_ in lexicon["ends"] and _by_war(verb, lexicon)
    if not breaks and not ends and verb.lemma_ != "make":
        return None
    broken = objects(verb) if ends or verb.lemma_ in breaks or any("_" in k for k in breaks) else []
    broken += [o for p, heads in prepositions(verb).items() if _ends_in(breaks, p) for o in heads]
    mockery = [o for o in objects(verb) if o.lemma_ in lexicon["mockery"]]
    broken += [t for o in mockery for t in prepositions(o).get("of", [])]
    it = (
        breaks & lexicon["violate"]
        and any(o.lower_ == "it" for o in broken)
        and under_truce(reading, lexicon)
    )
    if not it and not any(t.lemma_.lower() in lexicon["pledge"] for o in broken for t in (o, *o.children)):
        return None
    if not reading.happened(verb):
        return None
    # "the truce was broken when rebels attacked a post": the act is in the clause below
    act = next((c for c in children(verb, "advcl") if _is_act(c, lexicon)), verb)
    by = doers(reading, agents(verb)) or (doers(reading, agents(act)) if act is not verb else ())
    return said(reading, Draft(verb, act if is_passive(verb) else verb, "break", by), lexicon)


def _ends_in(known: set[str], preposition: str) -> bool:
    return any(key.endswith(f"_{preposition}") for key in known)


def _by_war(verb: Token, lexicon: Lexicon) -> bool:
    """ "ended its ceasefire with a bomb", "by shelling the town"."""
    phrases = prepositions(verb)
    return any(
        named([o]) & (lexicon["fighting"] | lexicon["fire"])
        for p in ("with", "by")
        for o in phrases.get(p, [])
    )


def _unkept(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
    """ "X failed to abide by the deal", "X did not honour the truce", "did not withdraw as agreed"."""
    as_agreed = _as_agreed(verb, lexicon)
    if not (as_agreed or keys(verb) & lexicon["keep"]):
        return None
    above = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in lexicon["shortfall"] else None
    if above is not None:
        if not reading.happened(above):
            return None
    elif not is_negated(verb) or reading.status(verb)[0] != "negated" or _is_future(verb):
        return None
    kept = objects(verb) + [o for heads in prepositions(verb).values() for o in heads]
    pledged = any(t.lemma_.lower() in lexicon["pledge"] for o in kept for t in (o, *o.children))
    if not (pledged or as_agreed):
        return None
    told = above if above is not None else verb
    return said(reading, Draft(told, verb, "keep", doers(reading, agents(told))), lexicon)


def _as_agreed(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a promise is set beside the verb: "as agreed", "as the deal requires"."""
    for clause in (t for t in verb.subtree if t.dep_ == "advcl"):
        marked = any(c.lower_ == "as" for c in children(clause, "mark", "advmod", "prep"))
        if marked and clause.lemma_ in lexicon["promised"]:
            return True
    return False


def _is_future(verb: Token) -> bool:
    return any(c.dep_ == "aux" and (c.tag_ == "MD" or c.lower_ == "to") for c in verb.children)


def _violation(reading: Reading, noun: Token, lexicon: Lexicon) -> Draft | None:
    """ "recorded 14 violations by the army", "shelled L in violation of the truce"."""
    verb = verb_of(noun)
    if verb is None or not (reading.happened(noun) or _is_protest(reading, verb, lexicon)):
        return None
    # the model hangs "by the army" and "of the truce" now on the noun, now on its verb
    behind = named(t for t in verb.subtree if t.i >= noun.left_edge.i)
    pledged = bool(behind & (lexicon["pledge"] | lexicon["line"]))
    tallies = verb.lemma_ in lexicon["tallied"] | lexicon["accuse"] and noun.i > verb.i
    beside = noun.dep_ in ("npadvmod", "appos")
    if not pledged and not ((tallies or beside) and under_truce(reading, lexicon)):
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ == "in":
        act = verb if reading.happened(verb) and verb.lemma_ != "be" else None
        if (
            act is not None and act.lemma_ in lexicon["reports"]
        ):  # "in violation of it, the mission heard shots"
            return Draft(act, act, "in_violation", (), people(reading, agents(act)), alleged=True)
        return (
            said(reading, Draft(act, act, "in_violation", doers(reading, agents(act))), lexicon)
            if act
            else None
        )
    judged = _judged(verb, noun, lexicon)
    if judged is not None:
        return _named_violation(reading, verb, noun, judged, lexicon)
    if set(particle_keys(verb)) & lexicon["carried_out"] and noun.dep_ in ("dobj", "nsubjpass"):
        return said(reading, Draft(verb, noun, "violation", doers(reading, agents(verb))), lexicon)
    by = who(reading, _culprits(noun)) or doers(reading, [noun])
    if tallies or verb.lemma_ in lexicon["complains"] | lexicon["calls"]:
        speakers = agents(verb) or subjects(verb)
        return Draft(verb, noun, "violation", by, people(reading, speakers), alleged=True)
    if by:
        return said(reading, Draft(verb, noun, "violation", by), lexicon)
    apposed = noun.dep_ in ("npadvmod", "appos") and (pledged or under_truce(reading, lexicon))
    if apposed and _is_act(verb, lexicon):  # ", each of them a breach"
        return said(reading, Draft(verb, verb, "in_violation", doers(reading, agents(verb))), lexicon)
    return None


def _contrary(reading: Reading, word: Token, lexicon: Lexicon) -> Draft | None:
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
    inner = [s for c in children(verb, "ccomp") for s in children(c, "nsubj")]
    return next((t for t in (*objects(verb), *inner) if t.i != noun.i and t.i < noun.i), None)


def _named_violation(
    reading: Reading, verb: Token, noun: Token, act: Token, lexicon: Lexicon
) -> Draft | None:
    by = doers(reading, [*_culprits(act), *_culprits(noun), *children(act, "poss", "amod", "compound")])
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
    acts = (t for t in reversed(list(told)) if is_verb(t) and _is_act(t, lexicon) and reading.happened(t))
    return next((t for t in acts if doers(reading, agents(t))), None)


def _culprits(noun: Token) -> list[Token]:
    """The X of "by X" after ``noun``, on whatever the model hangs it."""
    return [t for t in noun.subtree if t.dep_ == "pobj" and t.head.lower_ == "by"] or [
        t for t in prepositions(verb_of(noun) or noun.head).get("by", []) if noun.i < t.i
    ]


def _resumed(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
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


def _raged(reading: Reading, noun: Token, lexicon: Lexicon) -> Draft | None:
    """ "The city shook with air strikes despite the truce", "the assault came hours after the truce"."""
    if is_verb(noun) and noun.lower_ not in lexicon["fighting"]:
        return None
    verb = verb_of(noun.head) if is_verb(noun) else verb_of(noun)  # "woke to shelling" is a noun
    if verb is None or verb.lemma_ in lexicon["ends"] | lexicon["said"] | lexicon["accuse"]:
        return None
    if noun.dep_ not in ("nsubj", "dobj", "pobj", "pcomp", "conj") or not reading.happened(verb):
        return None
    if _is_future(verb) or is_negated(verb) or not against_truce(reading, verb, lexicon):
        return None
    if named(t for t in noun.subtree if t.i != noun.i) & lexicon["truce"]:
        return None  # "the fighting after the truce" is told of, not told
    return said(reading, Draft(verb, noun, "raged", doers(reading, [*_culprits(noun), noun])), lexicon)


def _soon(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the clause counts the time since: "within hours", "days after"."""
    return any(t.lemma_.lower() in lexicon["soon_after"] for t in verb.subtree)


def _reported(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
    """What one side says that another did: "Kyiv said rebels fired rockets at Debaltseve"."""
    if any(named([a]) & lexicon["pledge"] for a in agents(verb)):
        return None
    if verb.dep_ in ("acl", "relcl", "amod") or not _may_be_act(verb, lexicon) or not reading.happened(verb):
        return None
    against = against_truce(reading, verb, lexicon)
    if not against and not _is_act(verb, lexicon):
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
    after = after or (_is_act(verb, lexicon) and fails_before(reading, verb, lexicon))
    stated = not draft.alleged and after
    return draft if stated else None


def _are_the_same(reading: Reading, draft: Draft) -> bool:
    """Whether who says it speaks of its own deed: "the army said it had hit only rebels"."""
    mine = {n for a in draft.alleged_by for n in (a.name, reading.scene.cast.principal(a).name, a.country)}
    return any({a.name, a.country} & (mine - {None}) for a in draft.by)


def _suffered(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
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
    by = who(reading, _culprits(fighting[0]))
    return Draft(verb, fighting[0], "suffered", by, speakers, alleged=True)


def _may_be_act(verb: Token, lexicon: Lexicon) -> bool:
    """Whether ``verb`` is an act of war at least where its sentence sets it against a truce."""
    talked = named(objects(verb)) & (lexicon["pledge"] | lexicon["matter"])
    moves = verb.lemma_ in lexicon["hostile"] and not talked and bool(objects(verb) or prepositions(verb))
    return moves or _is_act(verb, lexicon)


def _is_act(verb: Token, lexicon: Lexicon) -> bool:
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


def _denied(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
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
