"""A reading in, the register of talks out: one record a round or meeting.

Mentions are read one by one into drafts, drafts are folded into records ("the talks" feeds the
running record, "a further round" opens one), and roles told apart are spread at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec
from spacy.tokens import Token

from truceline.codebook.words import steps, words
from truceline.language.syntax import agents, children, is_verb, objects, particle_keys, prepositions
from truceline.records import Actor, Date, Place, Reason, Span, Talks
from truceline.records.registers import TalksStatus
from truceline.registers.lifecycle import Clause, Mention, is_definite, locate, modifiers, step_of, told_verbs
from truceline.registers.reading import Reading
from truceline.registers.roles import TALKS_WORDS, attending, between, brokers, distinct, doers, who

_STEPS = "registers/talks_steps.yaml"
_OPEN = ("planned", "called for")
_ENDED = ("suspended", "collapsed", "postponed")
_VENUE = ("in", "at", "near", "outside")


@dataclass(frozen=True)
class _Draft:
    """One mention read: the record that it would make alone, and how it points at others."""

    talks: Talks
    trigger: Token
    definite: bool
    caption: bool
    deck: bool
    told: bool  # whether it says a step, a round, a date or a role: else it only mentions talks


def find_talks(reading: Reading) -> tuple[Talks, ...]:
    """The rounds and meetings of ``reading``, in the order in which the article tells them."""
    records: list[_Draft] = []
    for draft in _drafts(reading):
        _fold(records, draft)
    return tuple(r.talks for r in _complete(reading, records))


# ---- mentions

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()


def _drafts(reading: Reading) -> Iterator[_Draft]:
    lexicon = words(reading.codebook, TALKS_WORDS)
    for token in reading.parsed.doc:
        if _is_talks(token, lexicon):
            draft = _read_noun(reading, token)
            if draft is not None and draft.told:
                yield draft
        elif is_verb(token) and set(particle_keys(token)) & lexicon["meet"]:
            draft = _read_meeting(reading, token)
            if draft is not None:
                yield draft


def _is_talks(noun: Token, lexicon: dict[str, frozenset[str]]) -> bool:
    lemma, near = noun.lemma_.lower(), modifiers(noun)
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("compound", "amod", "nmod"):
        return False
    if lemma in lexicon["table"]:
        return bool(near & lexicon["table_modifier"])
    if lemma not in lexicon["talks"] or near & lexicon["never"]:
        return False
    if lemma == "talk" and noun.tag_ not in ("NNS", "NNPS"):
        return False
    phrases = prepositions(noun)
    of_talks = any(
        o.lemma_ in lexicon["talks"] or (o.lemma_ in lexicon["table"] and _names(o))
        for o in phrases.get("of", [])
    )
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in lexicon["count"]:
        return False  # "a round of talks" is read at "round"
    if lemma in lexicon["count"]:
        numbered = round_of(noun) is not None or bool(near & lexicon["next"])
        return of_talks or (numbered and _speaks_of_talks(noun, lexicon))
    if lemma not in lexicon["vague"]:
        return True
    return bool(
        near & lexicon["of_peace"] or phrases.get("between") or phrases.get("with") or is_definite(noun)
    )


def _speaks_of_talks(noun: Token, lexicon: dict[str, frozenset[str]]) -> bool:
    """Whether "a fourth round" can be one of talks: the article names talks somewhere."""
    plain = lexicon["talks"] - lexicon["vague"]
    return any(t.lemma_ in plain and t.tag_ in ("NNS", "NN") and t.i != noun.i for t in noun.doc)


def round_of(noun: Token) -> int | None:
    """The number of a round: "the sixth round", "a 3rd session", "round six" is not read."""
    for child in noun.children:
        if child.lower_ in _ORDINALS:
            return _ORDINALS.index(child.lower_) + 1
        digits = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", child.lower_)
        if digits:
            return int(digits[1])
    return None


def _read_noun(reading: Reading, noun: Token) -> _Draft | None:
    lexicon = words(reading.codebook, TALKS_WORDS)
    nominal = {v for role, v in steps(reading.codebook, _STEPS) if role == "noun"}
    inner = _inner(noun, lexicon)
    mention = locate(noun, lexicon["count"] | lexicon["duration"] | nominal, inner)
    status, clause, why = _status(reading, mention)
    near = modifiers(noun) | frozenset(m for t in inner for m in modifiers(t))
    number = round_of(noun)
    date = _date(reading, mention, clause, status)
    convened = distinct(b for t in (noun, *inner) for b in brokers(reading, replace(mention, noun=t)))
    taking_part = _participants(reading, mention, inner, clause)
    talks = Talks(
        evidence=_evidence(reading, mention, clause),
        status=msgspec.convert(status or "held", TalksStatus),
        process=_process(reading, (noun, *inner)),
        round=number,
        date=date,
        venue=_venue(reading, mention, inner, clause),
        convenors=convened,
        participants=taking_part,
        observers=_observers(reading, mention),
        why=why,
    )
    told = bool(status or number or convened or (date and clause))
    fresh = bool(near & lexicon["next"])
    definite = is_definite(noun) and not fresh and number is None
    return _Draft(talks, noun, definite, reading.is_caption(noun), _in_deck(reading, noun), told)


def _in_deck(reading: Reading, token: Token) -> bool:
    return reading.parsed.sentence_of(token).kind == "deck"


def _inner(noun: Token, lexicon: dict[str, frozenset[str]]) -> list[Token]:
    return [o for o in prepositions(noun).get("of", []) if o.lemma_ in lexicon["talks"]]


def _read_meeting(reading: Reading, verb: Token) -> _Draft | None:
    """ "X met Y in L": a meeting of two parties or more."""
    status, why = reading.status(verb)
    step = {"planned": "planned", "called_for": "called for", "asserted": "held", "historical": "held"}.get(
        status
    )
    met = [o for o in objects(verb) if reading.scene.cast.is_actor(o)]
    if step is None or (objects(verb) and not met):
        return None
    present = distinct((*doers(reading, verb), *who(reading, met)))
    if len(present) < 2 or not _are_parties(reading, present):
        return None
    clause = Clause(verb, "other")
    venue = reading.scene.atlas.on(verb, _VENUE)
    talks = Talks(
        evidence=reading.clause(verb),
        status=msgspec.convert(step, TalksStatus),
        date=reading.scene.calendar.of(clause.verb),
        venue=venue[0] if venue else None,
        participants=present,
        why=(Reason(rule="talks.meeting", words=verb.text, start=verb.idx, end=verb.idx + len(verb)), *why),
    )
    return _Draft(talks, verb, False, reading.is_caption(verb), _in_deck(reading, verb), True)


def _are_parties(reading: Reading, actors: tuple[Actor, ...]) -> bool:
    """Whether this is a meeting of a peace process: no private call, no press."""
    parties = {a.name for a in reading.scene.cast.parties}
    return sum(a.kind in ("state", "armed group", "igo") or a.name in parties for a in actors) >= 2


# ---- one mention


def _status(reading: Reading, mention: Mention) -> tuple[str | None, Clause | None, tuple[Reason, ...]]:
    """The step that the article tells here, the clause that tells it, and why."""
    table = steps(reading.codebook, _STEPS)
    lexicon = words(reading.codebook, TALKS_WORDS)
    carrier = table.get(("noun", mention.top.lemma_))
    if carrier and mention.top.i != mention.noun.i:
        composed, why = _composed(reading, mention.top, carrier)
        return composed, mention.main, why
    for clause in mention.clauses:
        step = step_of(clause, table)
        if step is None:
            continue
        composed, why = _composed(reading, clause.verb, step)
        if composed:
            return composed, clause, why
    main = mention.main
    behind = main and main.preposition in lexicon["out_of"] and mention.top.lemma_ in lexicon["duration"]
    after = main and main.preposition in ("after", "at", "following") and reading.happened(main.verb)
    if behind or after:
        return "held", main, (_reason("talks.behind", mention.top),)
    if mention.relatives and any(v.verb.lemma_ in lexicon["broker"] for v in mention.relatives):
        return None, None, ()
    return None, None, ()


def _composed(reading: Reading, token: Token, step: str) -> tuple[str | None, tuple[Reason, ...]]:
    """The step under the status of its verb: what "will resume" is planned, not under way."""
    status, why = reading.status(token)
    reasons = (_reason(f"talks.step.{step}", token), *why)
    if status in ("asserted", "historical"):
        held = status == "historical" and step == "under way"
        return ("held" if held else step), reasons
    if step in _OPEN:
        return (step if status in ("planned", "called_for", "hypothetical") else None), reasons
    if status == "planned":
        return {"under way": "planned", "held": "under way"}.get(step), reasons
    if status == "called_for" and step == "under way":
        return "called for", reasons
    return None, reasons


def _reason(rule: str, token: Token) -> Reason:
    return Reason(rule=rule, words=token.text, start=token.idx, end=token.idx + len(token))


def _date(reading: Reading, mention: Mention, clause: Clause | None, status: str | None) -> Date | None:
    """The date in the phrase itself, else that of the clause which tells the step."""
    calendar = reading.scene.calendar
    for carrier in dict.fromkeys((mention.noun, mention.top)):
        found = calendar.on(carrier)
        if found:
            return found
    for relative in mention.relatives:
        held = relative.verb.lemma_ in words(reading.codebook, TALKS_WORDS)["hold"]
        if relative.verb.tag_ != "VBN" or relative is clause or held:
            found = calendar.of(relative.verb)
            if found:
                return found
    if clause is None or status in ("called for", *_ENDED):
        return None  # the day of a call or of a breakdown is not the day of the talks
    found = next((d for v in told_verbs(clause) for d in [calendar.of(v)] if d), None)
    if found is None and status in ("under way", "held"):
        found = next(
            (d for v in told_verbs(clause) for d in [calendar.of(v, prepositions=("since",))] if d), None
        )
    if found or status != "planned":
        return found
    ahead = ("for", "from", "by", "on", "in")
    return next((d for v in told_verbs(clause) for d in [calendar.of(v, prepositions=ahead)] if d), None)


def _venue(reading: Reading, mention: Mention, inner: list[Token], clause: Clause | None) -> Place | None:
    atlas = reading.scene.atlas
    for carrier in dict.fromkeys((mention.noun, mention.top, *inner)):
        found = atlas.on(carrier, _VENUE)
        if found:
            return found[0]
    told = told_verbs(clause) if clause and clause.role != "oblique" else ()
    for verb in (*(c.verb for c in mention.relatives), *told):
        found = atlas.on(verb, _VENUE)
        if found:
            return found[0]
    named = next((p for t in (mention.noun, *inner) for p in [_place_before(reading, t)] if p), None)
    return named or _venue_within(reading, mention.top)


def _venue_within(reading: Reading, top: Token) -> Place | None:
    """ "talks between the rivals in Jeddah": the city may hang on a party."""
    atlas = reading.scene.atlas
    found = (p for t in top.subtree if t.dep_ == "pobj" and t.i != top.i for p in atlas.on(t, ("in", "at")))
    return next((p for p in found if p.kind in ("city", "site")), None)


def _place_before(reading: Reading, noun: Token) -> Place | None:
    """The city of "the Geneva talks"; a country there is what the talks are about."""
    for child in noun.children:
        if child.dep_ in ("compound", "nmod", "amod"):
            place = reading.scene.atlas.at(child)
            if place and place.kind in ("city", "site"):
                return place
    return None


def _process(reading: Reading, nouns: tuple[Token, ...]) -> str | None:
    """The name that news gives the process: "the Astana talks" are Astana."""
    return " ".join(c.text for n in nouns for c in _names(n)) or None


def _names(noun: Token) -> list[Token]:
    return [c for c in children(noun, "compound", "nmod") if c.pos_ == "PROPN"]


def _process_of_all(reading: Reading) -> str | None:
    """The one process of the article: the city that its talks, track or format go by."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    nouns = lexicon["talks"] | lexicon["table"]
    named = [c for t in reading.parsed.doc if t.lemma_.lower() in nouns for c in _names(t)]
    places = [(c.text, reading.scene.atlas.at(c)) for c in named]
    cities = Counter(text for text, place in places if place and place.kind in ("city", "site"))
    return cities.most_common(1)[0][0] if cities else None


def _participants(
    reading: Reading, mention: Mention, inner: list[Token], clause: Clause | None
) -> tuple[Actor, ...]:
    lexicon = words(reading.codebook, TALKS_WORDS)
    found = [a for t in (mention.noun, *inner) for a in between(reading, replace(mention, noun=t))]
    main = mention.main
    if main and main.role in ("object", "oblique") and set(particle_keys(main.verb)) & lexicon["hold"]:
        found += who(reading, agents(main.verb))
    found += [a for c in mention.clauses for a in attending(reading, c.whole)]
    return distinct(a for a in found if _takes_part(a))


def _takes_part(actor: Actor) -> bool:
    """Whether ``actor`` can be a party: "diplomats opened the talks" names none."""
    armed = actor.sector in ("REB", "OPP", "SEP", "MIL")
    return actor.kind != "group" or actor.country is not None or armed or "government" in actor.text


def _observers(reading: Reading, mention: Mention) -> tuple[Actor, ...]:
    """The X of "the contact group X observed the talks"."""
    observe = words(reading.codebook, TALKS_WORDS)["observe"]
    seen = [c.verb for c in mention.clauses if c.role == "object" and c.verb.lemma_ in observe]
    return who(reading, (a for verb in seen for a in agents(verb)))


def _evidence(reading: Reading, mention: Mention, clause: Clause | None) -> Span:
    """The clause that tells the step; the phrase alone where the clause is about something else."""
    top = mention.top
    if clause is not None and (clause.role in ("subject", "object") or clause.relative):
        span = reading.clause(clause.whole)
        if span.start <= top.idx < span.end and len(span.text) <= 300:
            return span
    start = top.head.i if top.dep_ == "pobj" else top.left_edge.i
    return reading.quote(start, min(top.right_edge.i + 1, start + 60))


# ---- drafts into records


def _fold(records: list[_Draft], draft: _Draft) -> None:
    """Add ``draft`` to the record that it points at, or open a new one."""
    for number, record in enumerate(records):
        if _same(record, draft):
            records[number] = _merge(record, draft)
            return
    says_more = draft.talks.date or draft.talks.status in (*_ENDED, *_OPEN)
    points_back = draft.definite and not says_more
    if not (points_back and records):
        records.append(draft)


def _same(record: _Draft, draft: _Draft) -> bool:
    """Whether ``draft`` tells of the same talks as ``record``."""
    old, new = record.talks, draft.talks
    if old.round and new.round:
        return old.round == new.round
    if record.caption != draft.caption or _apart(old.date, new.date):
        return False
    if not draft.definite and _elsewhere(old.venue, new.venue):
        return False
    if old.status in _ENDED and new.status in ("held", "under way", "planned"):
        return draft.definite  # what was put off is told of again: "the meeting had been due on Monday"
    if new.status in _OPEN or old.status in _OPEN:
        ended = old.status == "planned" and new.status in _ENDED
        return (old.status == new.status and (draft.definite or _dated_alike(old, new))) or (
            ended and draft.definite
        )
    return draft.definite or new.date is None or old.date is None or _dated_alike(old, new)


def _elsewhere(old: Place | None, new: Place | None) -> bool:
    """Whether two venues cannot be one: a country holds the cities in it."""
    if old is None or new is None or old.name == new.name:
        return False
    return old.country != new.country or "country" not in (old.kind, new.kind)


def _dated_alike(old: Talks, new: Talks) -> bool:
    return bool(old.date and new.date and old.date.value and old.date.value == new.date.value)


def _apart(old: Date | None, new: Date | None) -> bool:
    """Whether two dates cannot be of one round: other months."""
    if not (old and new and old.value and new.value):
        return False
    return old.value[:7] != new.value[:7]


def _merge(record: _Draft, draft: _Draft) -> _Draft:
    old, new = record.talks, draft.talks
    ends = new.status in _ENDED or (old.status == "under way" and new.status == "held")
    merged = msgspec.structs.replace(
        old,
        evidence=new.evidence if record.deck and not draft.deck else old.evidence,
        status=new.status if (ends and draft.told) or not record.told else old.status,
        process=old.process or new.process,
        round=old.round or new.round,
        date=old.date or new.date,
        venue=old.venue or new.venue,
        convenors=distinct((*old.convenors, *new.convenors)),
        participants=distinct((*old.participants, *new.participants)),
        observers=distinct((*old.observers, *new.observers)),
        why=(*old.why, *new.why),
    )
    return replace(record, talks=merged, told=True, deck=record.deck and draft.deck)


# ---- what is told apart from the round


def _complete(reading: Reading, records: list[_Draft]) -> list[_Draft]:
    """Spread what the article says of the talks as a whole over their records."""
    main = next((i for i, r in enumerate(records) if not r.caption and r.talks.status not in _OPEN), None)
    process = _process_of_all(reading)
    convenors = records[main].talks.convenors if main is not None else ()
    convenors = distinct((*convenors, *_mediators(reading), *_of_role(reading, "mediator")))
    convenors = convenors or _deal_brokers(reading) or _of_role(reading, "envoy")
    guarantors, observers = _guarantors(reading), _attending_as_observers(reading)
    done = []
    for number, record in enumerate(records):
        talks = record.talks
        is_main = number == main
        fields: dict[str, object] = {"process": process or talks.process}
        if is_main or (process and talks.round and talks.status not in _OPEN):
            fields["convenors"] = convenors if is_main else talks.convenors or convenors
            fields["guarantors"] = guarantors
        if is_main:
            fields["observers"] = distinct((*talks.observers, *observers))
            named = talks.participants or reading.scene.cast.parties
            taken = {a.name for a in (*convenors, *observers)}
            fields["participants"] = tuple(a for a in named if a.name not in taken) or named
            if talks.status in ("held", "under way"):
                fields["venue"] = talks.venue or reading.scene.atlas.dateline
        done.append(replace(record, talks=msgspec.structs.replace(talks, **fields)))
    return done


def _of_role(reading: Reading, role: str) -> tuple[Actor, ...]:
    """The organisation or state of the first mediator or envoy: "the Norwegian mediators"."""
    named = words(reading.codebook, TALKS_WORDS)[role]
    for token in reading.parsed.doc:
        if token.lemma_.lower() not in named or reading.is_caption(token):
            continue
        owner = token.head if token.dep_ == "compound" else token
        found = who(
            reading, children(owner, "compound", "poss", "amod", "nmod") + prepositions(owner).get("of", [])
        )
        found = tuple(a for a in found if a.kind in ("state", "igo", "ngo"))
        if found:
            return found
    return ()


def _mediators(reading: Reading) -> tuple[Actor, ...]:
    """Who brokers: "X, who mediated with Y", "X and Y, which sponsor the process"."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    found: list[Token] = []
    for token in reading.parsed.doc:
        if not (is_verb(token) and token.lemma_ in lexicon["broker"] and reading.happened(token)):
            continue
        if all(o.lemma_ in lexicon["table"] | lexicon["talks"] for o in objects(token)):
            found += agents(token) + prepositions(token).get("with", [])
    return tuple(a for a in who(reading, found) if a.kind in ("state", "igo", "ngo", "person"))


def _deal_brokers(reading: Reading) -> tuple[Actor, ...]:
    """Who brokered the deal that came of the talks, where nobody is said to have called them."""
    deals = words(reading.codebook, "registers/agreements.yaml")
    nouns = deals["truce"] | deals["deal"]
    mentions = (locate(t, frozenset()) for t in reading.parsed.doc if t.lemma_.lower() in nouns)
    return next((found for m in mentions for found in [brokers(reading, m)] if found), ())


def _guarantors(reading: Reading) -> tuple[Actor, ...]:
    """The X of "the guarantors X, Y and Z", "X is a guarantor"."""
    found: list[Token] = []
    for token in reading.parsed.doc:
        if token.lemma_.lower() != "guarantor":
            continue
        found += children(token, "appos")
        if token.dep_ == "appos":
            found.append(token.head)
        elif token.dep_ in ("attr", "pobj") and is_verb(token.head):
            found += agents(token.head)
    return who(reading, found)


def _attending_as_observers(reading: Reading) -> tuple[Actor, ...]:
    """The X of "X attended as observers"."""
    found: list[Token] = []
    for token in reading.parsed.doc:
        if token.lemma_.lower() == "observer" and token.dep_ == "pobj" and token.head.lower_ == "as":
            verb = token.head.head
            found += agents(verb) if is_verb(verb) else []
    return who(reading, found)
