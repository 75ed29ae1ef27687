"""A reading in, the register of agreements out: one record a deal, provision, or step of its life.

Three readings make drafts: a noun of a deal with the verb that tells its step ("signed a truce"),
a promise whose infinitive is the deal ("agreed to withdraw"), and a clause that lays down what an
agreed text provides ("under the accord all prisoners must be freed"). Drafts are then folded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec
from spacy.tokens import Token

from truceline.codebook.words import steps, words
from truceline.language.syntax import (
    agents,
    children,
    governors,
    is_negated,
    is_passive,
    is_verb,
    modal,
    objects,
    phrase,
)
from truceline.records import Actor, Agreement, Date, Place, Reason, Span
from truceline.records.registers import AgreementKind, AgreementStatus
from truceline.registers.kinds import kind_of
from truceline.registers.lifecycle import Clause, Mention, Steps, is_definite, locate, modifiers, step_of
from truceline.registers.reading import Reading
from truceline.registers.roles import between, brokers, distinct, doers, who

_WORDS = "registers/agreements.yaml"
_STEPS = "registers/agreements_steps.yaml"
_KINDS = "registers/agreement_kinds.yaml"
_FACT = ("asserted", "historical")
_LIFE = ("in force", "extended", "suspended", "collapsed", "expired", "rejected")
_WHERE = ("in", "for", "around", "of", "on", "over", "across", "at", "along", "near")


@dataclass(frozen=True)
class _Draft:
    """One mention read; ``definite`` points back, ``past`` at a deal before this one."""

    record: Agreement
    trigger: Token
    definite: bool = False
    past: bool = False
    caption: bool = False
    provision: bool = False


def find_agreements(reading: Reading) -> tuple[Agreement, ...]:
    """The agreements of ``reading``, with their provisions, in the order of the text."""
    folded: list[_Draft] = []
    consumed: set[int] = set()
    for token in reading.parsed.doc:
        if token.i in consumed:
            continue
        draft = _read(reading, token, _main(folded))
        if draft is None:
            continue
        consumed |= _consumed(reading, draft)
        _fold(folded, draft)
    return tuple(d.record for d in _complete(reading, folded))


def _read(reading: Reading, token: Token, main: _Draft | None) -> _Draft | None:
    lexicon = words(reading.codebook, _WORDS)
    if is_verb(token):
        if token.lemma_ in lexicon["agree"]:
            return _read_promise(reading, token)
        return _read_provision(reading, token, main) if main else None
    if token.pos_ in ("NOUN", "PROPN") and _is_deal(token, reading):
        return _read_noun(reading, token)
    return None


def _consumed(reading: Reading, draft: _Draft) -> set[int]:
    """Tokens that ``draft`` has used up: one trigger makes one record."""
    start, end = draft.record.evidence.start, draft.record.evidence.end
    if not (draft.provision or is_verb(draft.trigger)):
        return {draft.trigger.i}
    lexicon = words(reading.codebook, _WORDS)
    deals = lexicon["truce"] | lexicon["deal"] | lexicon["loose"] | lexicon["provision"]
    return {t.i for t in draft.trigger.subtree if t.lemma_.lower() in deals and start <= t.idx < end}


# ---- a noun of a deal


def _is_deal(noun: Token, reading: Reading) -> bool:
    lexicon = words(reading.codebook, _WORDS)
    lemma = noun.lemma_.lower()
    if noun.dep_ in ("compound", "amod", "nmod") or modifiers(noun) & lexicon["never"]:
        return False
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in lexicon["truce"]:
        return False  # "a cessation of hostilities agreement" is read at its first word
    if lemma in lexicon["truce"]:
        return True
    if lemma in lexicon["loose"]:
        if _is_signed(reading, noun, lexicon["sign"]):
            return True
        return _kind(reading, noun) not in (None, "framework") or (
            lemma in lexicon["deal"] and is_definite(noun)
        )
    return lemma in lexicon["deal"]


def _is_signed(reading: Reading, noun: Token, sign: frozenset[str]) -> bool:
    """ "The sides signed a twelve-point protocol": what parties sign is an agreement."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else None
    if verb is None or verb.lemma_ not in sign:
        return False
    return any(a.kind in ("state", "armed group", "igo") or a.country for a in doers(reading, verb))


def _kind(reading: Reading, noun: Token) -> str | None:
    """The kind that the words before the noun say, else those of its whole phrase."""
    start, end = phrase(noun)
    doc = noun.doc
    name, codebook = _KINDS, reading.codebook
    found = kind_of(doc[start : noun.i + 1].text, name, codebook)
    if found and found != "framework":
        return found
    purpose = [c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ in ("VB", "VBG", "VBZ")]
    last = max([end, *(c.right_edge.i + 1 for c in purpose)])
    return kind_of(doc[start:last].text, name, codebook) or found


def _read_noun(reading: Reading, noun: Token) -> _Draft | None:
    lexicon = words(reading.codebook, _WORDS)
    mention = locate(noun, lexicon["carrier"])
    status, told_by, why = _status(reading, mention)
    start = _from(reading, mention, told_by, status)
    if status == "in force" and start and _is_ahead(reading, start):
        status = "agreed"
    past = _is_past(noun, lexicon)
    definite = is_definite(noun) and not past
    made = _made_before(reading, mention)
    if status is None and made is None:
        return None
    date = _date(reading, mention, told_by, status, made)
    record = Agreement(
        evidence=_evidence(reading, mention, told_by),
        kind=msgspec.convert(_kind(reading, noun), AgreementKind | None),
        status=msgspec.convert(status or "agreed", AgreementStatus),
        parties=_parties(reading, mention, told_by, status),
        brokers=brokers(reading, mention),
        date=date,
        from_=start,
        until=_until(reading, mention, told_by),
        places=_places(reading, noun),
        why=why,
    )
    return _Draft(
        record, noun, definite, past or (made is not None and not told_by), reading.is_caption(noun)
    )


def _is_past(noun: Token, lexicon: dict[str, frozenset[str]]) -> bool:
    """Whether the phrase points before the deal of the day: "earlier truces", "the first ceasefire"."""
    near = modifiers(noun)
    return bool(near & lexicon["past"] or ("the" in near and near & lexicon["past_if_definite"]))


def _status(reading: Reading, mention: Mention) -> tuple[str | None, Clause | None, tuple[Reason, ...]]:
    """The step of the deal's life that its clauses tell, the governing clause first."""
    table = steps(reading.codebook, _STEPS)
    carrier = table.get(("noun", mention.top.lemma_)) if mention.top.i != mention.noun.i else None
    for told_by in sorted(mention.clauses, key=lambda c: not _fails(reading, c, table)):
        step = step_of(told_by, table)
        composed, why = _composed(reading, told_by, step) if step else (None, ())
        if composed and carrier:
            composed = carrier if composed in ("agreed", "in force") else composed
        if composed and not (told_by.relative and is_definite(mention.noun) and composed == "agreed"):
            return composed, told_by, why
    return None, None, ()


def _fails(reading: Reading, told_by: Clause, table: Steps) -> bool:
    """Whether the clause ends the deal's life; it then has the last word, wherever it stands."""
    step = step_of(told_by, table)
    return step is not None and _composed(reading, told_by, step)[0] == "collapsed"


def _composed(reading: Reading, told_by: Clause, step: str) -> tuple[str | None, tuple[Reason, ...]]:
    """The step under the status of its verb: a deal that is hoped for is not agreed."""
    verb = told_by.verb
    status, why = reading.status(verb)
    reasons = (
        Reason(rule=f"agreements.step.{step}", words=verb.text, start=verb.idx, end=verb.idx + len(verb)),
        *why,
    )
    if status in _FACT:
        return step, reasons
    if status == "negated":
        lasting = step == "in force"
        return ("collapsed" if lasting else "expired" if step == "extended" else None), reasons
    if step in ("proposed", "under negotiation"):
        return (step if status != "denied" else None), reasons
    if step == "agreed":
        after = {
            "planned": "under negotiation",
            "called_for": "proposed",
            "hypothetical": "under negotiation",
        }
        return after.get(status), reasons
    # "takes effect on Sunday": it is agreed, and `from` says when it will hold
    return ("agreed" if step == "in force" and status == "planned" else None), reasons


def _made_before(reading: Reading, mention: Mention) -> Date | None:
    """The date of "a truce signed in July 1997": it makes a record though no clause tells a step."""
    table = steps(reading.codebook, _STEPS)
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
        return made
    if told_by is None or status not in ("agreed", "rejected", "extended", "suspended"):
        return None
    runs = told_by.role == "subject" and not is_passive(told_by.verb)
    return None if runs else _day_of(reading, told_by.verb)


def _day_of(reading: Reading, verb: Token) -> Date | None:
    """The date on ``verb``, or on the one before it: "met on Friday and agreed"."""
    found = reading.scene.calendar.of(verb)
    shares = verb.dep_ == "conj" and is_verb(verb.head) and not children(verb, "nsubj", "nsubjpass")
    return found or (reading.scene.calendar.of(verb.head) if shares else None)


def _from(reading: Reading, mention: Mention, told_by: Clause | None, status: str | None) -> Date | None:
    """From when it holds: "takes effect on D", "a deal to stop the fighting from D"."""
    calendar = reading.scene.calendar
    for verb in _purposes(mention.noun):
        found = calendar.of(verb, prepositions=("from",))
        if found:
            return found
    if told_by is None:
        return None
    found = calendar.of(told_by.verb, prepositions=("from",))
    starts = told_by.role == "subject" and status in ("agreed", "in force")
    return found or (calendar.of(told_by.verb) if starts and told_by.verb.lemma_ != "emerge" else None)


def _purposes(noun: Token) -> list[Token]:
    """The verbs of "a deal to stop the fighting"."""
    return [c for c in children(noun, "acl", "relcl") if c.tag_ == "VB"]


def _is_ahead(reading: Reading, date: Date) -> bool:
    """Whether ``date`` comes after the article: what takes effect then is agreed, not in force."""
    published = reading.parsed.article.published
    return bool(published and date.value and date.value[:10] > published.value)


def _until(reading: Reading, mention: Mention, told_by: Clause | None) -> Date | None:
    verbs = [*_purposes(mention.noun), *([told_by.verb] if told_by else [])]
    ends = (reading.scene.calendar.of(v, prepositions=("until", "till", "to", "through")) for v in verbs)
    return next((d for d in ends if d), None)


def _parties(
    reading: Reading, mention: Mention, told_by: Clause | None, status: str | None
) -> tuple[Actor, ...]:
    named = between(reading, mention)
    if told_by is None or status not in ("agreed", "suspended", "extended", "rejected"):
        return named
    lexicon = words(reading.codebook, "registers/talks.yaml")
    makes = told_by.role in ("object", "oblique") and told_by.verb.lemma_ not in lexicon["broker"]
    if not makes or (is_passive(told_by.verb) and not agents(told_by.verb)):
        return named
    return distinct((*doers(reading, told_by.verb), *named))


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


# ---- a promise, and a provision


def _read_promise(reading: Reading, verb: Token) -> _Draft | None:
    """ "A and B agreed to withdraw": the infinitive says what is agreed."""
    what = next(
        (c for c in children(verb, "xcomp", "ccomp", "advcl") if c.i > verb.i and c.tag_ == "VB"), None
    )
    status, why = reading.status(verb)
    if what is None or status not in _FACT:
        return None
    span = reading.quote(what.left_edge.i, what.right_edge.i + 1)
    kind = kind_of(_own_words(what), _KINDS, reading.codebook)
    if kind is None:
        return None
    record = Agreement(
        evidence=_promise_evidence(reading, verb, span),
        kind=msgspec.convert(kind, AgreementKind),
        status="agreed",
        parties=doers(reading, verb),
        date=_day_of(reading, verb),
        from_=reading.scene.calendar.of(what, prepositions=("from",)),
        until=reading.scene.calendar.of(what, prepositions=("until", "till")),
        places=_places_of_verb(reading, what),
        zones=_zones(what),
        why=(
            Reason(rule="agreements.promise", words=verb.text, start=verb.idx, end=verb.idx + len(verb)),
            *why,
        ),
    )
    return _Draft(record, verb, caption=reading.is_caption(verb))


def _own_words(verb: Token) -> str:
    """The words of what ``verb`` says: subject and complements, no clause beside or inside it."""
    beside = ("advcl", "relcl", "conj", "parataxis")
    head = verb.head if verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ == "be" else verb
    kept: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        kept.append(token)
        stack += [c for c in token.children if not (c.dep_ in beside and is_verb(c))]
    return " ".join(t.text for t in sorted(kept, key=lambda t: t.i))


def _promise_evidence(reading: Reading, verb: Token, what: Span) -> Span:
    span = reading.clause(verb)
    return span if len(span.text) <= 320 else reading.quote(verb.i, min(verb.right_edge.i + 1, verb.i + 50))


def _places_of_verb(reading: Reading, verb: Token) -> tuple[Place, ...]:
    atlas = reading.scene.atlas
    found = [p for t in (verb, *objects(verb)) for p in atlas.on(t, ("from", "in", "around", "for", "into"))]
    direct = [atlas.at(o) for o in objects(verb)]
    return tuple({p.name: p for p in [*found, *direct] if p}.values())


def _zones(verb: Token) -> int | None:
    """How many zones: "to establish four "de-escalation" zones"."""
    for token in verb.subtree:
        if token.lemma_ == "zone":
            for child in token.children:
                if child.dep_ == "nummod":
                    return _number(child.lower_)
    return None


_ONES = "one two three four five six seven eight nine ten eleven twelve".split()


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return _ONES.index(word) + 1 if word in _ONES else None


def _read_provision(reading: Reading, verb: Token, main: _Draft | None) -> _Draft | None:
    """ "All prisoners must be freed within a week": what an agreed text lays down."""
    lexicon = words(reading.codebook, _WORDS)
    heads = verb.lemma_ in lexicon["provision"] or verb.lemma_ in lexicon["provide"]
    if not heads or main is None or main.record.status not in ("agreed", "in force") or is_negated(verb):
        return None
    if any(
        t.lemma_ in lexicon["never_under"]
        for t, _ in governors(verb, "ccomp", "xcomp", "pcomp", "prep", "advcl")
    ):
        return None
    if not (_is_duty(verb, lexicon["duty"]) or _is_provided(reading, verb)):
        return None
    text = _own_words(verb)
    kind = kind_of(text, _KINDS, reading.codebook)
    if kind in (None, "peace agreement", "framework") or _conditional(verb):
        return None
    freed = kind in ("prisoner exchange", "humanitarian access")
    by = objects(verb) if is_passive(verb) and not freed else agents(verb)
    record = Agreement(
        evidence=reading.clause(verb),
        kind=msgspec.convert(kind, AgreementKind),
        status="agreed",
        parties=() if _is_provided(reading, verb) else who(reading, by),
        until=None,
        places=_places_of_verb(reading, verb) if kind == "withdrawal" else (),
        why=(Reason(rule="agreements.provision", words=verb.text, start=verb.idx, end=verb.idx + len(verb)),),
    )
    return _Draft(record, verb, provision=True, caption=reading.is_caption(verb))


def _is_duty(verb: Token, duties: frozenset[str]) -> bool:
    """ "will withdraw", "must be released", "are to pull back"."""
    if modal(verb) in duties:
        return True
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return infinitive and verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in ("be", "have")


def _is_provided(reading: Reading, verb: Token) -> bool:
    """ "The truce allows agencies to reach …": a deal is the subject."""
    lexicon = words(reading.codebook, _WORDS)
    deals = lexicon["truce"] | lexicon["deal"] | {"text"}
    if verb.lemma_ not in lexicon["provide"]:
        return False
    subject = verb if children(verb, "nsubj") else verb.head if verb.dep_ == "conj" else verb
    lays_down = verb.lemma_ in lexicon["lay_down"]
    return any(
        s.lemma_.lower() in deals or (lays_down and s.lower_ in ("it", "they")) for s in agents(subject)
    )


def _conditional(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children)


# ---- drafts into records


def _main(drafts: list[_Draft]) -> _Draft | None:
    """The agreement that the article is about: the first one that is agreed, now, in the body."""
    good = (d for d in drafts if not d.past and not d.caption and not d.provision)
    return next((d for d in good if d.record.status in ("agreed", "in force", "extended")), None)


def _fold(drafts: list[_Draft], draft: _Draft) -> None:
    for number in reversed(range(len(drafts))):
        if _same(drafts[number], draft):
            drafts[number] = _merge(drafts[number], draft)
            return
    drafts.append(draft)


def _same(old: _Draft, new: _Draft) -> bool:
    """Whether ``new`` tells again of ``old``: an old step, or the day on which it takes effect."""
    if new.provision or old.provision or old.past != new.past or old.caption != new.caption:
        return False
    if not _compatible(old.record.kind, new.record.kind) or _apart(old.record.date, new.record.date):
        return False
    if old.record.places and new.record.places and not _shared(old.record.places, new.record.places):
        return False
    if old.record.status == new.record.status:
        return True
    talked = ("proposed", "under negotiation")
    if old.record.status in talked and new.record.status in talked:
        return True
    return new.definite and new.record.status not in _LIFE


def _compatible(old: str | None, new: str | None) -> bool:
    general = (None, "peace agreement", "framework")
    return old == new or old in general or new in general


def _apart(old: Date | None, new: Date | None) -> bool:
    return bool(old and new and old.value and new.value and old.value[:7] != new.value[:7])


def _shared(old: tuple[Place, ...], new: tuple[Place, ...]) -> bool:
    return bool({p.name for p in old} & {p.name for p in new})


def _merge(old: _Draft, new: _Draft) -> _Draft:
    a, b = old.record, new.record
    merged = msgspec.structs.replace(
        a,
        kind=a.kind or b.kind,
        parties=a.parties or b.parties,
        brokers=distinct((*a.brokers, *b.brokers)),
        date=a.date or b.date,
        from_=a.from_ or b.from_,
        until=a.until or b.until,
        places=a.places or b.places,
        zones=a.zones or b.zones,
        why=(*a.why, *b.why),
    )
    return replace(old, record=merged)


def _complete(reading: Reading, drafts: list[_Draft]) -> list[_Draft]:
    """Give the main agreement, and steps that point at it, the parties and brokers told elsewhere."""
    main = _main(drafts)
    talks = reading.done.talks
    convenors = next((t.convenors for t in talks if t.convenors), ())
    done = []
    for draft in drafts:
        record = draft.record
        if draft is main:
            record = msgspec.structs.replace(
                record,
                parties=record.parties or reading.scene.cast.parties,
                brokers=record.brokers or convenors,
            )
        elif draft.definite and not record.parties:
            record = msgspec.structs.replace(record, parties=reading.scene.cast.parties)
        done.append(replace(draft, record=record))
    return done
