"""Nouns of deals in, drafts out: the step that their clauses tell, parties, brokers, dates, places."""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from truceline.codebook.words import steps, words
from truceline.language.syntax import agents, children, governors, is_passive, objects
from truceline.records import Actor, Agreement, Date, Place, Reason, Span
from truceline.records.registers import AgreementKind, AgreementStatus
from truceline.registers.agreements_drafts import Draft
from truceline.registers.agreements_naming import KINDS, WORDS, kind_of_deal, named_before
from truceline.registers.kinds import kind_of
from truceline.registers.lifecycle import (
    Clause,
    Mention,
    Steps,
    is_definite,
    locate,
    modifiers,
    step_of,
)
from truceline.registers.reading import Reading
from truceline.registers.roles import between, brokers, distinct, doers, who
from truceline.registers.when import day_of

STEPS = "registers/agreements_steps.yaml"
FACT = ("asserted", "historical")
_WHERE = ("in", "for", "around", "of", "on", "over", "across", "at", "along", "near")


def read_noun(reading: Reading, noun: Token) -> Draft | None:
    """What the article tells of the deal that ``noun`` names."""
    lexicon = words(reading.codebook, WORDS)
    mention = locate(noun, lexicon["carrier"], own=lexicon["of_it"])
    status, told_by, why = _status(reading, mention)
    start = _from(reading, mention, told_by, status)
    if status == "in force" and start and _is_ahead(reading, start):
        status = "agreed"
    past = _is_past(noun, lexicon)
    definite = is_definite(noun) and not past
    made = _made_before(reading, mention) or (_had(reading, mention) if status is None else None)
    struck = _struck(reading, mention)
    if status is None and made is None and struck is None and _is_relied_on(reading, mention):
        status = "agreed"
    if status is None and made is None and (struck is None or (definite and not _is_dated(reading, struck))):
        return None
    date = _date(reading, mention, told_by, status, made)
    record = Agreement(
        evidence=_evidence(reading, mention, told_by),
        kind=msgspec.convert(
            kind_of_deal(reading, noun) or _kind_by_deed(reading, mention), AgreementKind | None
        ),
        status=msgspec.convert(status or "agreed", AgreementStatus),
        parties=_parties(reading, mention, told_by or struck, status or "agreed"),
        brokers=brokers(reading, mention) or _workers(reading, mention, told_by, status),
        date=date,
        from_=start,
        until=_until(reading, mention, told_by),
        places=_places(reading, noun),
        why=why,
    )
    return Draft(record, noun, definite, past or (made is not None and not told_by), reading.is_caption(noun))


def read_again(reading: Reading, word: Token, told: list[Draft]) -> Draft | None:
    """ "It collapsed in May", "Another was allowed to lapse": a deal told of by a word that stands for it."""
    before = named_before(reading, word)
    if before is None:
        return None
    fresh = word.lower_ != "it"
    draft = read_noun(reading, word)
    if draft is None or not (fresh or draft.record.status in _ENDS):
        return None
    record = msgspec.structs.replace(
        draft.record,
        kind=msgspec.convert(kind_of_deal(reading, before), AgreementKind | None),
        parties=draft.record.parties or (() if fresh else told[-1].record.parties),
        status=draft.record.status if draft.record.status != "in force" or not fresh else "agreed",
    )
    return Draft(record, word, definite=False, past=fresh)


_ENDS = ("collapsed", "expired", "suspended", "extended", "rejected")


def _kind_by_deed(reading: Reading, mention: Mention) -> str | None:
    """The kind of "they swapped 200 prisoners under a deal": what is done under it."""
    main = mention.main
    if main is None or main.role != "oblique" or main.preposition not in ("under", "in") or main.through:
        return None
    found = kind_of(reading.clause(main.verb).text, KINDS, reading.codebook)
    return (
        found if found in ("prisoner exchange", "withdrawal", "disarmament", "humanitarian access") else None
    )


def _is_past(noun: Token, lexicon: dict[str, frozenset[str]]) -> bool:
    """Whether the phrase points before the deal of the day: "earlier truces", "the first ceasefire"."""
    near = modifiers(noun)
    return bool(near & lexicon["past"] or ("the" in near and near & lexicon["past_if_definite"]))


def _status(reading: Reading, mention: Mention) -> tuple[str | None, Clause | None, tuple[Reason, ...]]:
    """The step of the deal's life that its clauses tell, the governing clause first."""
    table = steps(reading.codebook, STEPS)
    carrier = table.get(("noun", mention.top.lemma_)) if mention.top.i != mention.noun.i else None
    for told_by in sorted(mention.clauses, key=lambda c: not _fails(reading, c, table)):
        step = _step(reading, told_by, table)
        composed, why = _composed(reading, told_by, step) if step else (None, ())
        if composed and carrier:
            composed = carrier if composed in ("agreed", "in force") else composed
        if composed and not (told_by.relative and is_definite(mention.noun) and composed == "agreed"):
            return composed, told_by, why
    return None, None, ()


def _step(reading: Reading, told_by: Clause, table: Steps) -> str | None:
    """The step that the codebook gives; "the accords, initialled in May, stopped" is one of signing."""
    step = step_of(told_by, table)
    ends = step in ("collapsed", "suspended") and told_by.role == "subject"
    if ends and any(not _is_empty(o) for o in children(told_by.verb, "dobj")):
        return None  # "the accord that ended the war", "stopped the killing" is no failure
    if step is None and told_by.role == "subject" and not children(told_by.verb, "dobj"):
        signed = words(reading.codebook, WORDS)["sign"]
        return "agreed" if told_by.verb.lemma_ in signed and told_by.verb.tag_ in ("VBN", "VBD") else None
    return step


def _is_empty(thing: Token) -> bool:
    """ "gave way", "hit a wall": the object is part of the verb."""
    return not children(thing, "det", "poss") and thing.tag_ == "NN"


def _fails(reading: Reading, told_by: Clause, table: Steps) -> bool:
    """Whether the clause ends the deal's life; it then has the last word, wherever it stands."""
    step = _step(reading, told_by, table)
    return step is not None and _composed(reading, told_by, step)[0] == "collapsed"


def _composed(reading: Reading, told_by: Clause, step: str) -> tuple[str | None, tuple[Reason, ...]]:
    """The step under the status of its verb: a deal that is hoped for is not agreed."""
    verb = told_by.verb
    status, why = reading.status(verb)
    rule = f"agreements.step.{step}"
    reasons = (Reason(rule=rule, words=verb.text, start=verb.idx, end=verb.idx + len(verb)), *why)
    if step in ("collapsed", "expired") and any(c.lower_ == "before" for c in children(verb, "mark")):
        return None, reasons  # "they prolonged it before it ran out"
    if status in FACT:
        if step == "agreed" and verb.tag_ == "VBG" and children(verb, "aux"):
            return "under negotiation", reasons  # "are hammering out a truce"
        if step == "expired" and verb.tag_ in ("VBZ", "VBP"):
            return "in force", reasons  # "expires on Sunday"
        outlived = step == "in force" and verb.lemma_ == "last" and verb.tag_ == "VBD"
        return ("collapsed" if outlived else step), reasons  # "lasted a day"
    if step == "agreed" and _is_refused(reading, verb):
        return "rejected", reasons
    if status == "hypothetical" and any(c.lower_ in ("if", "unless") for c in children(verb, "mark")):
        return None, reasons
    if step in ("extended", "suspended") and _is_agreed(reading, verb):
        return step, reasons
    if status == "negated" and any(c.lower_ == "yet" for c in children(verb, "advmod")):
        return None, reasons
    if status == "negated":
        return {"in force": "collapsed", "extended": "expired"}.get(step), reasons
    if step in ("proposed", "under negotiation"):
        return (step if status != "denied" else None), reasons
    return _OPEN.get((step, status)), reasons


# "takes effect on Sunday": it is agreed, and `from` says when it will hold
_OPEN = {
    ("agreed", "planned"): "under negotiation",
    ("agreed", "called_for"): "proposed",
    ("agreed", "hypothetical"): "under negotiation",
    ("in force", "planned"): "agreed",
    ("in force", "called_for"): "proposed",
}


def _is_refused(reading: Reading, verb: Token) -> bool:
    """ "refused to sign"."""
    above = next((t for t, _ in governors(verb, "xcomp")), None)
    return above is not None and above.lemma_ in ("refuse", "decline") and reading.happened(above)


def _is_agreed(reading: Reading, verb: Token) -> bool:
    """ "agreed to extend": done, though the extension is still to come."""
    promise = words(reading.codebook, WORDS)["agree"]
    above = next((t for t, _ in governors(verb, "xcomp")), None)
    return above is not None and above.lemma_ in promise and reading.happened(above)


def _struck(reading: Reading, mention: Mention) -> Clause | None:
    """The clause of "a deal that A and B struck": it makes a record though nothing else is told."""
    table = steps(reading.codebook, STEPS)
    made = (c for c in mention.relatives if step_of(c, table) == "agreed" and reading.happened(c.verb))
    return next(made, None)


def _is_relied_on(reading: Reading, mention: Mention) -> bool:
    """ "The Lusaka accord ended the war", "under a truce trucks rolled": told as standing, at no step."""
    main, lexicon = mention.main, words(reading.codebook, WORDS)
    if main is None or mention.top.i != mention.noun.i or not reading.happened(main.verb):
        return False
    if main.verb.lemma_ in lexicon["attitude"] | lexicon["breach"] | lexicon["never_under"]:
        return False
    if main.role == "oblique":
        return main.through is None and main.preposition in lexicon["relied_on"]
    return main.role == "subject" and main.verb.lemma_ not in lexicon["light"]


def _is_dated(reading: Reading, struck: Clause) -> bool:
    """ "the truce signed two days later": told as news although it is definite."""
    return reading.scene.calendar.of(struck.verb) is not None


def starting(reading: Reading, verb: Token) -> Date | None:
    """The day of "to hold their fire for sixty days starting on Tuesday"."""
    lexicon, calendar = words(reading.codebook, WORDS), reading.scene.calendar
    below = [t for t in verb.subtree if t.tag_ == "VBG" and t.lemma_ in lexicon["begin"]]
    found = (calendar.of(v) or calendar.of(v, prepositions=("from",)) for v in below)
    return next((d for d in found if d), None)


def _had(reading: Reading, mention: Mention) -> Date | None:
    """The date of "there was an accord in 1949", "the Kachin had a ceasefire, from 1994"."""
    main = mention.main
    there = main is not None and main.verb.lemma_ in ("be", "have", "come", "follow")
    if main is None or not there or main.verb.tag_ != "VBD" or not reading.happened(main.verb):
        return None
    calendar = reading.scene.calendar
    return calendar.of(main.verb) or calendar.of(main.verb, prepositions=("from", "since"))


def _made_before(reading: Reading, mention: Mention) -> Date | None:
    """The date of "a truce signed in July 1997": it makes a record though no clause tells a step."""
    table = steps(reading.codebook, STEPS)
    for relative in mention.relatives:
        if step_of(relative, table) == "agreed":
            found = reading.scene.calendar.of(relative.verb)
            if found:
                return found
    return reading.scene.calendar.on(mention.noun)


def _date(
    reading: Reading, mention: Mention, told_by: Clause | None, status: str | None, made: Date | None
) -> Date | None:
    if made:
        return None if made.preposition in ("from", "since") else made
    behind = mention.main
    if told_by is None and behind is not None and behind.preposition in ("under", "by"):
        return day_of(
            reading, behind.verb, announced=True
        )  # "in 1975 they left under a deal that A and B struck"
    if told_by is None or status not in ("agreed", "rejected", "extended", "suspended"):
        return None
    runs = told_by.role == "subject" and not is_passive(told_by.verb)
    return None if runs else day_of(reading, told_by.verb, announced=True)


def _from(reading: Reading, mention: Mention, told_by: Clause | None, status: str | None) -> Date | None:
    """From when it holds: "takes effect on D", "a deal to stop the fighting from D"."""
    calendar = reading.scene.calendar
    for verb in _purposes(mention.noun):
        found = calendar.of(verb, prepositions=("from",))
        if found:
            return found
    named = calendar.on(mention.noun)
    if named and named.preposition in ("from", "since"):
        return named  # "a second cessation, from 20 July"
    for clause in mention.clauses:
        begun = _beginning(reading, clause)
        if begun:
            return begun
    main = mention.main
    if told_by is None:
        return calendar.of(main.verb, prepositions=("from", "since")) if main is not None else None
    found = calendar.of(told_by.verb, prepositions=("from",))
    starts = told_by.role == "subject" and status in ("agreed", "in force")
    return found or (calendar.of(told_by.verb) if starts and told_by.verb.lemma_ != "emerge" else None)


def _beginning(reading: Reading, clause: Clause) -> Date | None:
    """ "which came into force on Friday", "announced a truce, starting on Friday"."""
    lexicon, calendar = words(reading.codebook, WORDS), reading.scene.calendar
    if clause.relative and clause.verb.lemma_ in lexicon["begin"]:
        return calendar.of(clause.verb) or calendar.of(clause.verb, prepositions=("from",))
    return starting(reading, clause.verb)


def _purposes(noun: Token) -> list[Token]:
    """The verbs of "a deal to stop the fighting"."""
    return [c for c in children(noun, "acl", "relcl") if c.tag_ == "VB"]


def _is_ahead(reading: Reading, date: Date) -> bool:
    """Whether ``date`` comes after the article: what takes effect then is agreed, not in force."""
    published = reading.parsed.article.published
    return bool(published and date.value and date.value[:10] > published.value)


def _until(reading: Reading, mention: Mention, told_by: Clause | None) -> Date | None:
    if (
        told_by is not None
        and told_by.role == "subject"
        and told_by.verb.lemma_ in ("expire", "lapse", "end")
    ):
        return reading.scene.calendar.of(told_by.verb) or _end(reading, mention, told_by)
    return _end(reading, mention, told_by)


def _end(reading: Reading, mention: Mention, told_by: Clause | None) -> Date | None:
    verbs = [*_purposes(mention.noun), *([told_by.verb] if told_by else [])]
    running = words(reading.codebook, WORDS)["run"]
    verbs += [t for t in mention.noun.subtree if t.tag_ == "VBG" and t.lemma_ in running]
    ends = (reading.scene.calendar.of(v, prepositions=("until", "till", "to", "through")) for v in verbs)
    return next((d for d in ends if d), None)


def _parties(
    reading: Reading, mention: Mention, told_by: Clause | None, status: str | None
) -> tuple[Actor, ...]:
    named = between(reading, mention)
    named = named or _named_sides(reading, mention.noun)
    if named:  # "Manila's peace accord with the rebels"
        named = distinct((*who(reading, children(mention.noun, "poss")), *named))
    if told_by is None or status not in ("agreed", "suspended", "extended", "rejected"):
        return named or _makers(reading, mention)
    lexicon = words(reading.codebook, "registers/talks.yaml")
    makes = told_by.role in ("object", "oblique") and told_by.verb.lemma_ not in lexicon["broker"]
    if not makes or (is_passive(told_by.verb) and not agents(told_by.verb)):
        return named or _makers(reading, mention)
    return distinct((*doers(reading, told_by.verb), *named))


def _workers(
    reading: Reading, mention: Mention, told_by: Clause | None, status: str | None
) -> tuple[Actor, ...]:
    """The X of "X is working on a truce between A and B"."""
    if told_by is None or status not in ("under negotiation", "proposed") or told_by.role == "subject":
        return ()
    sides = {a.name for a in between(reading, mention)}
    found = who(reading, agents(told_by.verb))
    return tuple(a for a in found if a.kind in ("state", "igo", "ngo")) if len(sides) > 1 and found else ()


def _named_sides(reading: Reading, noun: Token) -> tuple[Actor, ...]:
    """The armed groups of "the IRA ceasefire", "the Houthis' truce"; "the Israel-Hamas truce" names two."""
    beside = who(reading, children(noun, "compound", "nmod", "poss"))
    return beside if any(a.kind == "armed group" for a in beside) else ()


def _makers(reading: Reading, mention: Mention) -> tuple[Actor, ...]:
    """The parties of "the ceasefire that the army had called in May"."""
    talks, table = words(reading.codebook, "registers/talks.yaml"), steps(reading.codebook, STEPS)
    made = (c for c in mention.relatives if c.role == "object" and step_of(c, table) == "agreed")
    return next((doers(reading, c.verb) for c in made if c.verb.lemma_ not in talks["broker"]), ())


def _places(reading: Reading, noun: Token) -> tuple[Place, ...]:
    atlas = reading.scene.atlas
    found = list(atlas.on(noun, _WHERE))
    for verb in _purposes(noun):
        found += [p for t in (verb, *objects(verb)) for p in atlas.on(t, ("in", "around", "across", "from"))]
    return tuple({p.name: p for p in found}.values())


def _evidence(reading: Reading, mention: Mention, told_by: Clause | None) -> Span:
    noun = mention.noun
    if told_by is not None:
        span = reading.clause(told_by.whole)
        if span.start <= noun.idx < span.end and len(span.text) <= 320:
            return span
    return reading.quote(mention.top.left_edge.i, min(mention.top.right_edge.i + 1, mention.top.i + 40))
