"""Verbs of meeting in, drafts of talks out: "A sat down with B in L", "the sides last met in July".

Three forms: parties meet; a host receives, gathers or invites them; a go-between shuttles. Who
meets must be parties of a conflict, or delegates, or a joint body: no press, no teams.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.language.syntax import (
    agents,
    children,
    conjuncts,
    governors,
    is_passive,
    objects,
    particle_keys,
    prepositions,
)
from truceline.records import Actor, Date, Place, Reason, Talks
from truceline.records.registers import TalksStatus
from truceline.registers.lifecycle import modifiers
from truceline.registers.reading import Reading
from truceline.registers.roles import TALKS_WORDS, distinct, doers, hosts, movers, takes_part, watchers, who
from truceline.registers.talks_drafts import Draft
from truceline.registers.talks_parties import are_delegates, are_parties, speaks_of_war
from truceline.registers.when import day_of, venue_within, where_clause

_VENUE = ("in", "at", "near", "outside", "to")
_AHEAD = ("for", "from", "by", "on", "in")
_STEPS = {"planned": "planned", "called_for": "called for", "asserted": "held", "historical": "held"}


def read_meeting(reading: Reading, verb: Token, *, running: bool = False) -> Draft | None:
    """The meeting that ``verb`` tells of, if it tells of one; ``running``: talks were told of just before."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    keys = set(_keys(verb))
    for form in (_met, _gathered, _shuttled, _conversed):
        found = form(reading, verb, keys, lexicon)
        if found is not None:
            return _draft(reading, verb, *found)
    if running and keys & (lexicon["meet"] | lexicon["bargain"]) and _they(reading, verb, lexicon):
        return _draft(reading, verb, (), hosts(reading, verb))
    return None


def _they(reading: Reading, verb: Token, lexicon: Words) -> bool:
    """ "They last met in February": those of whom the article has just told that they talk."""
    subjects = agents(verb) or _raised_subjects(verb)
    alone = not any(o.lemma_.lower() not in lexicon["passed_over"] for o in objects(verb))
    return alone and any(s.lower_ in ("they", "both") for s in subjects)


def _keys(verb: Token) -> Iterator[str]:
    """ "sit_down", "see_other", "bring_together", "exchange_proposal", "meet"."""
    yield from particle_keys(verb)
    near = [o for p in verb.children if p.dep_ == "prep" for o in p.children if o.dep_ == "pobj"]
    for word in (*near, *(c for c in verb.children if c.dep_ in ("dobj", "acomp", "prep", "oprd"))):
        yield f"{verb.lemma_}_{word.lemma_.lower()}"


Words = dict[str, frozenset[str]]
Met = tuple[tuple[Actor, ...], tuple[Actor, ...]]  # who takes part, who convenes


def _met(reading: Reading, verb: Token, keys: set[str], lexicon: Words) -> Met | None:
    """ "X met Y", "the two sides sat down", "negotiators haggled for a week"."""
    firm = bool(keys & lexicon["meet"])
    if not firm and not keys & lexicon["bargain"]:
        return None
    others = [o for o in objects(verb) if o.lemma_.lower() not in lexicon["passed_over"]]
    met = [o for o in others if reading.scene.cast.is_actor(o)]
    if others and not met:
        return None
    subjects = agents(verb) or _raised_subjects(verb)
    strangers = _unknown_beside(reading, verb)
    present = distinct((*doers(reading, verb), *strangers, *who(reading, met)))
    if firm and any(_is_body(s, lexicon) for s in subjects):
        chairing = (h for s in subjects for h in hosts(reading, s))  # "a committee with Algeria in the chair"
        return (), distinct((*hosts(reading, verb), *chairing))
    if len(present) >= 2 and are_parties(reading, present):
        return present, hosts(reading, verb)
    if strangers and firm and speaks_of_war(reading):
        return present, hosts(reading, verb)
    if others or not any(are_delegates(reading, s) for s in subjects):
        return None
    if any(t.lemma_ in lexicon["never"] and t.pos_ != "PROPN" for t in verb.subtree):
        return None  # "unions and the railway met to discuss wages"
    return tuple(a for a in present if takes_part(reading, a)), hosts(reading, verb)


def _unknown_beside(reading: Reading, verb: Token) -> tuple[Actor, ...]:
    """The stranger of "Garang and Taha met": a name beside one that is known."""
    cast = reading.scene.cast
    heads = [t for s in agents(verb) for t in conjuncts(s)]
    known = any(cast.is_actor(t) for t in heads)
    strange = [t for t in heads if known and t.pos_ == "PROPN" and not cast.is_actor(t)]
    return tuple(cast.by_text(t) for t in strange)


def _conversed(reading: Reading, verb: Token, keys: set[str], lexicon: Words) -> Met | None:
    """ "ETA and Spanish officials talked in Algiers": words of any talk, so both must be parties to a war."""
    if not keys & lexicon["converse"]:
        return None
    to = [o for p in ("to", "with") for o in prepositions(verb).get(p, [])]
    present = distinct((*doers(reading, verb), *who(reading, to)))
    fighting = any(a.kind == "armed group" or a.sector in ("REB", "SEP") for a in present)
    if not are_parties(reading, present) or not (fighting or speaks_of_war(reading)):
        return None
    return present, hosts(reading, verb)


def _gathered(reading: Reading, verb: Token, keys: set[str], lexicon: Words) -> Met | None:
    """ "X received Y", "X brought A and B to one table", "A and B were received by X"."""
    received = keys & lexicon["receive"]
    if not received and not keys & lexicon["gather"]:
        return None
    guests, by = who(reading, objects(verb)), movers(reading, verb)
    if received and len(guests) == 1 and are_parties(reading, (*by, *guests)):
        return distinct((*by, *guests)), ()
    delegates = any(are_delegates(reading, o) or _is_body(o, lexicon) for o in objects(verb))
    if not by or not (delegates or (len(guests) >= 2 and are_parties(reading, guests))):
        return None
    return tuple(a for a in guests if takes_part(reading, a)), by


def _shuttled(reading: Reading, verb: Token, keys: set[str], lexicon: Words) -> Met | None:
    """ "X shuttles between A and B"."""
    if not keys & lexicon["shuttle"]:
        return None
    between = [o for t in (verb, *children(verb, "advmod")) for o in _between(t)]
    by = who(reading, agents(verb))
    return (who(reading, between), by) if between and by else None


def _between(token: Token) -> list[Token]:
    found = prepositions(token).get("between", [])
    return found or [o for c in children(token, "conj") for o in prepositions(c).get("between", [])]


def _draft(reading: Reading, verb: Token, present: tuple[Actor, ...], by: tuple[Actor, ...]) -> Draft | None:
    step, why = _step(reading, verb)
    if step is None:
        return None
    reason = Reason(rule="talks.meeting", words=verb.text, start=verb.idx, end=verb.idx + len(verb))
    kept = {a.name for a in by}
    talks = Talks(
        evidence=reading.clause(verb),
        status=msgspec.convert(step, TalksStatus),
        date=None if step == "called for" else _date(reading, verb, step),
        venue=_where(reading, verb),
        convenors=by,
        participants=tuple(a for a in present if a.name not in kept),
        observers=watchers(reading, verb),
        why=(reason, *why),
    )
    deck = reading.parsed.sentence_of(verb).kind == "deck"
    return Draft(talks, verb, False, reading.is_caption(verb), deck, True)


def _where(reading: Reading, verb: Token) -> Place | None:
    """The city that the verb names, or that hangs on a party, else the country."""
    on_verb = reading.scene.atlas.on(verb, _VENUE)
    city = next((p for p in on_verb if p.kind != "country"), None) or venue_within(reading, verb)
    return city or (on_verb[0] if on_verb else where_clause(reading, verb))


def _step(reading: Reading, verb: Token) -> tuple[str | None, tuple[Reason, ...]]:
    lexicon = words(reading.codebook, TALKS_WORDS)
    status, why = reading.status(verb)
    above = next((t for t, _ in governors(verb, "xcomp", "ccomp") if t.lemma_ in lexicon["want"]), None)
    step = "called for" if status == "hypothetical" and above is not None else _STEPS.get(status)
    if any(t.lemma_ in lexicon["no_more"] for t, _ in governors(verb, "xcomp")):
        return None, why
    if step is None and any(t.lemma_ in lexicon["intend"] for t, _ in governors(verb, "xcomp")):
        step = "planned" if status == "hypothetical" else None
    if step == "held" and set(_keys(verb)) & (lexicon["invite"]):
        step = "planned"
    goes = next((t for t, _ in governors(verb, "advcl", "xcomp") if t.lemma_ in lexicon["go_to_meet"]), None)
    if step == "planned" and goes is not None and goes.tag_ in ("VBD", "VBN") and reading.happened(goes):
        step = "held"  # "travelled to the camp to meet its commander"
    progressive = verb.tag_ == "VBG" and any(c.tag_ in ("VBP", "VBZ") for c in verb.children)
    stands = is_passive(verb) and any(c.tag_ in ("VBP", "VBZ") for c in verb.children if c.dep_ == "auxpass")
    if step == "held" and (progressive or stands):
        step = "under way"
    return step, why


def _date(reading: Reading, verb: Token, step: str) -> Date | None:
    calendar = reading.scene.calendar
    found = day_of(reading, verb) or calendar.of(verb, prepositions=("since", "from"))
    return found or (calendar.of(verb, prepositions=_AHEAD) if step == "planned" else None)


def _raised_subjects(verb: Token) -> list[Token]:
    """ "the committee is due to sit": the subject stands on the verb above the adjective."""
    above = verb.head if verb.dep_ == "xcomp" else None
    return agents(above.head) if above is not None and above.dep_ in ("acomp", "oprd") else []


def _is_body(subject: Token, lexicon: Words) -> bool:
    """ "the joint military commission", "the contact group"."""
    return subject.lemma_.lower() in lexicon["body"] and bool(modifiers(subject) & lexicon["body_modifier"])
