"""A verb in, the day it tells of and the place where it is told to be out.

Also where the parse hangs the date on a verb above it, or the place on a party beside it.
"""

from __future__ import annotations

from spacy.tokens import Token

from truceline.language.syntax import children, governors, is_verb
from truceline.mentions.calendar import names_a_day_or_longer
from truceline.records import Date, Place
from truceline.registers.reading import Reading

# Verbs whose day is that of telling, not of what is told.
_TELLING = frozenset({"say", "tell", "report", "announce", "add", "claim", "write", "note", "recall"})


def day_of(reading: Reading, verb: Token, *, announced: bool = False) -> Date | None:
    """The date on ``verb``, or on one above it: "met on Friday and agreed", "on Friday they saw A sign".

    The day of telling is not that of what is told, but a deal is of the day on which it is ``announced``.
    """
    telling = _TELLING - {"announce"} if announced else _TELLING
    found = reading.scene.calendar.of(verb)
    below = verb
    for above, dep in governors(verb, "xcomp", "ccomp", "conj", "advcl", "pcomp", "prep", "acl"):
        own = bool(children(below, "nsubj", "nsubjpass"))
        if found or (own and dep in ("conj", "advcl")) or (is_verb(above) and above.lemma_ in telling):
            break
        if is_verb(above):
            found, below = reading.scene.calendar.of(above), above
    return found or _for_a_time(reading, verb) or _when_clause(reading, verb) or _fronted(reading, verb)


def _for_a_time(reading: Reading, verb: Token) -> Date | None:
    """ "They met for the first time on 8 July": the day hangs on "time"."""
    times = (o for p in children(verb, "prep") for o in children(p, "pobj") if o.lemma_ == "time")
    return next((d for o in times for d in [reading.scene.calendar.on(o)] if d), None)


def _when_clause(reading: Reading, verb: Token) -> Date | None:
    """ "They met in May, when they signed a paper": the day of the main clause."""
    when = any(c.lower_ == "when" for c in verb.children)
    above = next((t for t, _ in governors(verb) if is_verb(t)), None)
    return reading.scene.calendar.of(above) if when and above is not None else None


def _fronted(reading: Reading, verb: Token) -> Date | None:
    """ "On 12 August 2008 Georgia accepted": without a comma the parse hangs the date on the subject."""
    sentence = reading.parsed.sentence_of(verb)
    if any(is_verb(t) for t in reading.parsed.doc[sentence.start : verb.i]):
        return None
    first = reading.parsed.doc[sentence.start]
    ahead = (d for d in reading.scene.dates if d.start in (first.idx, first.idx + len(first) + 1))
    found = next(ahead, None)
    if found is None or not names_a_day_or_longer(found):
        return None
    fits = first.lower_ in ("on", "in", "at") or found.start == first.idx
    return found if fits and found.value else None


def venue_within(reading: Reading, top: Token) -> Place | None:
    """ "Talks between the rivals in Jeddah", "A met B in Kunming": the city may hang on a party."""
    atlas = reading.scene.atlas
    below = (t for t in top.subtree if t.dep_ == "pobj" and t.head.lower_ in ("in", "at", "near", "outside"))
    found = (p for t in below if not _in_another_clause(t, top) for p in [atlas.at(t)] if p)
    return next((p for p in found if p.kind in ("city", "site")), None)


def where_clause(reading: Reading, verb: Token) -> Place | None:
    """ "in Juba, where talks opened": the place that the clause hangs on."""
    where = verb.dep_ in ("relcl", "acl", "advcl") and any(c.lower_ == "where" for c in verb.children)
    return reading.scene.atlas.at(verb.head) if where else None


def _in_another_clause(token: Token, top: Token) -> bool:
    inner, below = next(((t, d) for t, d in governors(token) if is_verb(t) or t.i == top.i), (top, ""))
    participle = inner.dep_ == "acl" and inner.tag_ == "VBN"  # "talks convened by X in Abidjan"
    return inner.i != top.i and not (participle and below)
