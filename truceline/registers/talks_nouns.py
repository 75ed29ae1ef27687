"""Nouns of talks in, drafts out: which step, when, where, who, by what the clauses around them tell."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from spacy.tokens import Token

from truceline.codebook.words import steps, words
from truceline.language.syntax import agents, children, governors, objects, particle_keys, prepositions
from truceline.records import Actor, Date, Place, Reason, Span, Talks
from truceline.records.registers import TalksStatus
from truceline.registers.lifecycle import (
    Clause,
    Mention,
    is_definite,
    locate,
    modifiers,
    step_of,
    told_verbs,
    verb_keys,
)
from truceline.registers.reading import Reading
from truceline.registers.roles import (
    TALKS_WORDS,
    attending,
    between,
    brokers,
    distinct,
    movers,
    takes_part,
    who,
)
from truceline.registers.talks_drafts import Draft
from truceline.registers.talks_naming import names, round_of
from truceline.registers.talks_parties import are_delegates, are_parties
from truceline.registers.when import day_of, venue_within, where_clause

Words = dict[str, frozenset[str]]

_STEPS = "registers/talks_steps.yaml"
_OPEN = ("planned", "called for")
_ENDED = ("suspended", "collapsed", "postponed")
_VENUE = ("in", "at", "near", "outside")


def read_noun(reading: Reading, noun: Token) -> Draft | None:
    """What the article tells of the talks that ``noun`` names."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    nominal = {v for role, v in steps(reading.codebook, _STEPS) if role == "noun"}
    inner = _inner(noun, lexicon)
    mention = locate(noun, lexicon["count"] | lexicon["duration"] | nominal, inner, lexicon["of_it"])
    status, clause, why = _status(reading, mention)
    near = modifiers(noun) | frozenset(m for t in inner for m in modifiers(t))
    number = round_of(noun)
    date = _date(reading, mention, clause, status)
    convened = _convenors(reading, mention, inner)
    taking_part = _participants(reading, mention, inner, convened)
    venue = _venue(reading, mention, inner, clause)
    if status is None and (_is_unreal(reading, mention) or not (number or convened)):
        status = _status_by_tense(reading, mention, told=bool(date or venue or len(taking_part) > 1))
        if status is None:
            return None
    talks = Talks(
        evidence=_evidence(reading, mention, clause),
        status=msgspec.convert(status or "held", TalksStatus),
        process=_process(reading, (noun, *inner)),
        round=number,
        date=date,
        venue=venue,
        convenors=convened,
        participants=taking_part,
        observers=_observers(reading, mention),
        why=why,
    )
    fresh = bool(near & lexicon["next"])
    definite = is_definite(noun) and not fresh and number is None
    return Draft(talks, noun, definite, reading.is_caption(noun), _in_deck(reading, noun), told=True)


def _is_unreal(reading: Reading, mention: Mention) -> bool:
    """ "If a second round is held": nothing is told, whatever the phrase says."""
    main = mention.main
    if main is None or main.preposition in ("at", "during", "after"):
        return False
    return reading.status(main.verb)[0] in ("hypothetical", "negated", "denied")


def _status_by_tense(reading: Reading, mention: Mention, *, told: bool) -> str | None:
    """What the tense says where no verb of talks does: "at talks in Juba the army gave way"."""
    main = mention.main
    if main is None or not told or main.through is not None or main.role == "other":
        return None
    if main.preposition in ("before", "of") and any(c.lower_ == "ahead" for c in main.verb.children):
        return "planned"
    if main.verb.tag_ not in ("VBD", "VBN") or not reading.happened(main.verb):
        return None
    attitude = words(reading.codebook, TALKS_WORDS)["attitude"]
    return None if main.verb.lemma_ in attitude else "held"


def _convenors(reading: Reading, mention: Mention, inner: list[Token]) -> tuple[Actor, ...]:
    """Who brings the talks about: by what is said of them, by inviting to them, by bringing others there."""
    found = [b for t in (mention.noun, *inner) for b in brokers(reading, replace(mention, noun=t))]
    main = mention.main
    if main is not None:
        if main.through is not None and main.through.lemma_ == "invitation":
            found += who(reading, [*children(main.through, "poss"), *_from(main.through)])
        if _brought(reading, main):
            found += movers(reading, main.verb)
        invited = _inviting(main)
        if invited is not None:
            found += who(reading, agents(invited))
    return distinct(found)


def _from(noun: Token) -> list[Token]:
    return prepositions(noun).get("from", [])


def _inviting(main: Clause) -> Token | None:
    """The verb of "X invited A to L to continue talks"."""
    above = main.verb.head
    return above if main.verb.dep_ in ("xcomp", "advcl") and above.lemma_ in ("invite", "summon") else None


def _brought(reading: Reading, main: Clause) -> tuple[Actor, ...]:
    """Whom somebody got to the talks: "X steered A and B through six rounds", "flew them to L for talks"."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    if main.role != "oblique" or main.preposition not in ("through", "into", "for", "to"):
        return ()
    if main.verb.lemma_ not in lexicon["bring"]:
        return ()
    guests = who(reading, objects(main.verb))
    delegates = any(are_delegates(reading, o) for o in objects(main.verb))
    return guests if delegates or are_parties(reading, guests) else ()


def _in_deck(reading: Reading, token: Token) -> bool:
    return reading.parsed.sentence_of(token).kind == "deck"


def _inner(noun: Token, lexicon: Words) -> list[Token]:
    return [o for o in prepositions(noun).get("of", []) if o.lemma_ in lexicon["talks"]]


Told = tuple[str | None, Clause | None, tuple[Reason, ...]]  # the step, the clause that tells it, why


def _status(reading: Reading, mention: Mention) -> Told:
    """The step that the article tells here, the clause that tells it, and why."""
    carrier = steps(reading.codebook, _STEPS).get(("noun", mention.top.lemma_))
    if carrier and mention.top.i != mention.noun.i:
        composed, why = _composed(reading, mention.top, carrier)
        return composed, mention.main, why
    for read in (_by_guests, _by_verb, _by_place_in_time):
        told = read(reading, mention)
        if told is not None:
            return told
    return None, None, ()


def _by_guests(reading: Reading, mention: Mention) -> Told | None:
    """ "X has invited A to L to continue talks", "X flew A and B to L for a week of talks"."""
    main = mention.main
    if main is None:
        return None
    inviting = _inviting(main)
    if inviting is not None and reading.happened(inviting):
        return "planned", main, (_reason("talks.invited", inviting),)
    through = main.preposition == "through" or (main.preposition == "for" and mention.top != mention.noun)
    if through and reading.happened(main.verb) and _brought(reading, main):
        return "held", main, (_reason("talks.brought", main.verb),)
    return None


def _by_verb(reading: Reading, mention: Mention) -> Told | None:
    """The step that the codebook gives one of the verbs around the noun."""
    table = steps(reading.codebook, _STEPS)
    for clause in mention.clauses:
        step = step_of(clause, table)
        composed, why = _composed(reading, clause.verb, step) if step else (None, ())
        if composed:
            return composed, clause, why
    return None


def _by_place_in_time(reading: Reading, mention: Mention) -> Told | None:
    """ "In the second week of talks", "after four days of talks", "the talks brought both sides closer"."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    main, top = mention.main, mention.top
    if main is None:
        return None
    if top.lemma_ in lexicon["duration"] and round_of(top) is not None:
        return "under way", main, (_reason("talks.week", top),)
    behind = main.preposition in lexicon["out_of"] and top.lemma_ in lexicon["duration"]
    at = lexicon["at"] if is_definite(mention.noun) else lexicon["at"] | {"in", "during"}
    past = reading.happened(main.verb) or (reading.status(main.verb)[0] == "negated" and _is_past(main.verb))
    if behind or (main.role == "oblique" and main.preposition in at and past):
        return "held", main, (_reason("talks.behind", top),)
    lemma = mention.noun.lemma_.lower()
    plain = lemma not in lexicon["vague"] or modifiers(mention.noun) & lexicon["of_peace"]
    told = plain and main.role == "subject" and main.verb.tag_ == "VBD"
    if told and main.verb.lemma_ not in lexicon["light"] and reading.happened(main.verb):
        return "held", main, (_reason("talks.told", top),)
    return None


def _is_past(verb: Token) -> bool:
    """ "no progress was made at the meeting": it was held all the same."""
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in children(verb, "aux", "auxpass"))


def _composed(reading: Reading, token: Token, step: str) -> tuple[str | None, tuple[Reason, ...]]:
    """The step under the status of its verb: what "will resume" is planned, not under way."""
    status, why = reading.status(token)
    reasons = (_reason(f"talks.step.{step}", token), *why)
    if step == "convened":
        step = "held" if token.tag_ in ("VBD", "VBN") and status != "planned" else "under way"
    if status in ("asserted", "historical"):
        held = status == "historical" and step == "under way"
        return ("held" if held else step), reasons
    if step in _OPEN:
        return (step if status in ("planned", "called_for", "hypothetical") else None), reasons
    if status == "planned":
        return {"under way": "planned", "held": "under way"}.get(step), reasons
    if step == "under way" and (status == "called_for" or _is_wanted(reading, token, status)):
        return "called for", reasons
    return None, reasons


def _is_wanted(reading: Reading, verb: Token, status: str) -> bool:
    """ "The bishops want both sides to begin a dialogue"."""
    want = words(reading.codebook, TALKS_WORDS)["want"]
    return status == "hypothetical" and any(t.lemma_ in want for t, _ in governors(verb, "xcomp", "ccomp"))


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
        if relative.verb.tag_ != "VBN" or relative.frame or relative is clause or held:
            found = calendar.of(relative.verb) or calendar.of(relative.verb, prepositions=("from", "since"))
            if found:
                return found
    ended = status == "collapsed" and clause is not None and clause.role == "subject"
    if clause is None or (status in ("called for", *_ENDED) and not ended):
        return None  # the day of a call, or of walking out, is not the day of the talks; that of their end is
    found = next((d for v in told_verbs(clause) for d in [calendar.of(v)] if d), None)
    if found is None and status in ("under way", "held"):
        opened = ("since", "from", "between")
        found = next(
            (d for v in told_verbs(clause) for d in [calendar.of(v, prepositions=opened)] if d), None
        )
        found = found or day_of(reading, clause.verb)
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
    goes_there = clause is not None and clause.role == "oblique" and clause.preposition == "for"
    told = told_verbs(clause) if clause and (clause.role != "oblique" or goes_there) else ()
    dated = [o for v in told for p in children(v, "prep") for o in children(p, "pobj")]
    for verb in (*(c.verb for c in mention.relatives), *told, *dated):  # "slated for July in Oslo"
        found = atlas.on(verb, (*_VENUE, "to") if goes_there else _VENUE)
        if found:
            return found[0]
    inviting = _inviting(mention.main) if mention.main else None
    there = atlas.on(inviting, ("to", "in")) if inviting is not None else ()
    if there:
        return there[0]
    named = next((p for t in (mention.noun, *inner) for p in [_place_before(reading, t)] if p), None)
    whole = clause.whole if clause is not None else None
    within = (top for top in (mention.top, whole) if top is not None)
    named = named or next((p for top in within for p in [venue_within(reading, top)] if p), None)
    return named or (where_clause(reading, mention.main.whole) if mention.main else None)


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
    return " ".join(c.text for n in nouns for c in names(n)) or None


def _participants(
    reading: Reading, mention: Mention, inner: list[Token], convened: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    lexicon = words(reading.codebook, TALKS_WORDS)
    found = [a for t in (mention.noun, *inner) for a in between(reading, replace(mention, noun=t))]
    main = mention.main
    if main is not None:
        keys = {*particle_keys(main.verb), *verb_keys(main)}
        if main.role in ("object", "oblique") and keys & lexicon["hold"]:
            found += who(reading, agents(main.verb))
        if main.role in ("subject", "object"):
            beside = prepositions(main.verb)
            sides = [*beside.get("between", []), *beside.get("among", []), *beside.get("with", [])]
            skipped = lexicon["under"] | lexicon["presence"]
            found += who(reading, (t for t in sides if t.lemma_ not in skipped and t.pos_ != "NUM"))
        if main.role == "subject" and set(particle_keys(main.verb)) & lexicon["hold_together"]:
            found += who(reading, objects(main.verb))
        inviting = _inviting(main)
        found += who(reading, objects(inviting)) if inviting is not None else ()
        found += _brought(reading, main)
    carriers = (mention.noun, *inner)
    if any(prepositions(t).get("with") for t in carriers):  # "the army's talks with the rebels"
        found += who(reading, (p for t in carriers for p in children(t, "poss")))
    found += [a for c in mention.clauses for a in attending(reading, c.whole)]
    hosts = {a.name for a in convened}
    return distinct(a for a in found if takes_part(reading, a) and a.name not in hosts)


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
