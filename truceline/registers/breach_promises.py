"""A verb in, the promise that it breaks or does not keep out: "reneged on the deal", "did not honour it"."""

from __future__ import annotations

from spacy.tokens import Token

from truceline.language.syntax import (
    agents,
    children,
    is_negated,
    is_passive,
    objects,
    prepositions,
)
from truceline.registers.breach_acts import is_act, is_future
from truceline.registers.breach_drafts import Draft, Lexicon, doers, keys, named, said
from truceline.registers.reading import Reading
from truceline.registers.truces import under_truce


def broken(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
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
    act = next((c for c in children(verb, "advcl") if is_act(c, lexicon)), verb)
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


def unkept(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
    """ "X failed to abide by the deal", "X did not honour the truce", "did not withdraw as agreed"."""
    above = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in lexicon["shortfall"] else None
    if above is None and not is_negated(verb):
        return None
    as_agreed = _as_agreed(verb, lexicon)
    if not (as_agreed or keys(verb) & lexicon["keep"]):
        return None
    if above is not None:
        if not reading.happened(above):
            return None
    elif reading.status(verb)[0] != "negated" or is_future(verb):
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
