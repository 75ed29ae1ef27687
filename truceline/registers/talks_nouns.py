"""Nouns of talks in, drafts out: which step, when, where, who, by what the clauses around them tell."""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec
from spacy.tokens import Token

from truceline.codebook.words import steps, words
from truceline.language.syntax import agents, children, particle_keys, prepositions
from truceline.records import Actor, Date, Place, Reason, Span, Talks
from truceline.records.registers import TalksStatus
from truceline.registers.lifecycle import Clause, Mention, is_definite, locate, modifiers, step_of, told_verbs
from truceline.registers.reading import Reading
from truceline.registers.roles import TALKS_WORDS, attending, between, brokers, distinct, takes_part, who
from truceline.registers.talks_drafts import Draft

_STEPS = "registers/talks_steps.yaml"
_OPEN = ("planned", "called for")
_ENDED = ("suspended", "collapsed", "postponed")
_VENUE = ("in", "at", "near", "outside")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()


def is_talks(noun: Token, lexicon: dict[str, frozenset[str]]) -> bool:
    """Whether ``noun`` heads a phrase of peace talks, read at its outermost noun."""
    lemma = noun.lemma_.lower()
    if lemma not in lexicon["table"] and lemma not in lexicon["talks"]:
        return False
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("compound", "amod", "nmod"):
        return False
    near = modifiers(noun)
    if lemma in lexicon["table"]:
        return bool(near & lexicon["table_modifier"])
    if lemma not in lexicon["talks"] or _is_other_business(noun, lexicon["never"]):
        return False
    if lemma in lexicon["plural"] and noun.tag_ not in ("NNS", "NNPS"):
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in lexicon["count"]:
        return False  # "a round of talks" is read at "round"
    if lemma in lexicon["count"]:
        numbered = round_of(noun) is not None or bool(near & lexicon["next"])
        named = lemma in lexicon["vague"] and not is_definite(noun) and _is_of_peace(noun, near, lexicon)
        return _is_of_talks(noun, lexicon) or named or (numbered and _speaks_of_talks(noun, lexicon))
    # "Discussions resumed in December": the talks of which the article speaks
    again = noun.tag_ == "NNS" and noun.dep_ == "nsubj" and _speaks_of_talks(noun, lexicon)
    return lemma not in lexicon["vague"] or again or _is_of_peace(noun, near, lexicon)


def _is_of_talks(noun: Token, lexicon: dict[str, frozenset[str]]) -> bool:
    """ "a round of talks", "a session of the Nairobi process"."""
    inner = prepositions(noun).get("of", [])
    return any(o.lemma_ in lexicon["talks"] or (o.lemma_ in lexicon["table"] and names(o)) for o in inner)


def _is_of_peace(noun: Token, near: frozenset[str], lexicon: dict[str, frozenset[str]]) -> bool:
    """Whether a meeting or conference is one of parties: by its modifiers, its matter, or its members."""
    if near & lexicon["of_peace"] or is_definite(noun):
        return True
    phrases = prepositions(noun)
    matter = [t for p in ("on", "about", "over", "of") for o in phrases.get(p, []) for t in o.subtree]
    if any(t.lemma_.lower() in lexicon["matter"] for t in matter):
        return True
    members = [o for p in ("between", "with", "among", "of") for o in phrases.get(p, [])]
    return any(t.pos_ == "PROPN" or t.lemma_ in lexicon["sort"] for o in members for t in o.subtree)


def _is_other_business(noun: Token, never: frozenset[str]) -> bool:
    """ "trade talks", "talks over the striker's transfer", "talks with unions about pay"."""
    return any(t.lemma_ in never and t.pos_ != "PROPN" for t in noun.subtree if t.i < noun.i + 12)


def _speaks_of_talks(noun: Token, lexicon: dict[str, frozenset[str]]) -> bool:
    """Whether "a fourth round" can be one of talks: the article names talks somewhere."""
    plain = lexicon["talks"] - lexicon["vague"]
    return any(t.lemma_ in plain and t.tag_ in ("NNS", "NN") and t.i != noun.i for t in noun.doc)


def round_of(noun: Token) -> int | None:
    """The number of a round: "the sixth round", "a 3rd session", "round six"."""
    after = noun.doc[noun.i + 1 : noun.i + 2].text.lower()
    if after in _NUMBERS:
        return _NUMBERS.index(after) + 1
    for child in noun.children:
        if child.lower_ in _ORDINALS:
            return _ORDINALS.index(child.lower_) + 1
        digits = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", child.lower_)
        if digits:
            return int(digits[1])
    return None


def read_noun(reading: Reading, noun: Token) -> Draft | None:
    """What the article tells of the talks that ``noun`` names."""
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
    return Draft(talks, noun, definite, reading.is_caption(noun), _in_deck(reading, noun), told)


def _in_deck(reading: Reading, token: Token) -> bool:
    return reading.parsed.sentence_of(token).kind == "deck"


def _inner(noun: Token, lexicon: dict[str, frozenset[str]]) -> list[Token]:
    return [o for o in prepositions(noun).get("of", []) if o.lemma_ in lexicon["talks"]]


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
    if main and mention.top.lemma_ in lexicon["duration"] and round_of(mention.top) is not None:
        return "under way", main, (_reason("talks.week", mention.top),)  # "in the second week of talks"
    behind = main and main.preposition in lexicon["out_of"] and mention.top.lemma_ in lexicon["duration"]
    at = lexicon["at"] if is_definite(mention.noun) else lexicon["at"] | {"in", "during"}
    after = main and main.preposition in at and main.role == "oblique" and reading.happened(main.verb)
    if behind or after:
        return "held", main, (_reason("talks.behind", mention.top),)
    plain = (
        mention.noun.lemma_.lower() not in lexicon["vague"] or modifiers(mention.noun) & lexicon["of_peace"]
    )
    told = plain and main is not None and main.role == "subject" and main.verb.tag_ == "VBD"
    if main and told and main.verb.lemma_ not in lexicon["light"] and reading.happened(main.verb):
        # "the talks brought the sides closer"
        return "held", main, (_reason("talks.told", mention.top),)
    return None, None, ()


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
    dated = [o for v in told for p in children(v, "prep") for o in children(p, "pobj")]
    for verb in (*(c.verb for c in mention.relatives), *told, *dated):  # "slated for July in Oslo"
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
    return " ".join(c.text for n in nouns for c in names(n)) or None


def names(noun: Token) -> list[Token]:
    """The names before a noun of talks: Astana in "the Astana track"."""
    return [c for c in children(noun, "compound", "nmod") if c.pos_ == "PROPN"]


def _participants(
    reading: Reading, mention: Mention, inner: list[Token], clause: Clause | None
) -> tuple[Actor, ...]:
    lexicon = words(reading.codebook, TALKS_WORDS)
    found = [a for t in (mention.noun, *inner) for a in between(reading, replace(mention, noun=t))]
    main = mention.main
    if main and main.role in ("object", "oblique") and set(particle_keys(main.verb)) & lexicon["hold"]:
        found += who(reading, agents(main.verb))
    found += [a for c in mention.clauses for a in attending(reading, c.whole)]
    return distinct(a for a in found if takes_part(a))


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
