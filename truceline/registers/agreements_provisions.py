"""Promises and provisions in, drafts out: "agreed to withdraw", "all prisoners must be freed".

A promise is a verb whose infinitive is the deal. A provision is what an agreed text lays down: a
clause of duty beside or under a deal ("under the accord A must leave"), a clause or a noun that
the deal provides for, or a headless clause in the list of its terms ("the army to go home").
"""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from truceline.codebook.words import steps, words
from truceline.language.syntax import (
    agents,
    children,
    clause,
    governors,
    is_negated,
    is_passive,
    is_verb,
    modal,
    objects,
    phrase,
    prepositions,
)
from truceline.records import Actor, Agreement, Place, Reason, Span
from truceline.records.registers import AgreementKind, AgreementStatus
from truceline.registers.agreements_drafts import Draft
from truceline.registers.agreements_naming import KINDS, WORDS
from truceline.registers.agreements_nouns import FACT, STEPS, starting
from truceline.registers.kinds import kind_of
from truceline.registers.lifecycle import locate
from truceline.registers.reading import Reading
from truceline.registers.roles import brokers, distinct, doers, takes_part, who
from truceline.registers.when import day_of

Words = dict[str, frozenset[str]]


def read_promise(reading: Reading, verb: Token) -> Draft | None:
    """ "A and B agreed to withdraw": the infinitive says what is agreed."""
    status, why = reading.status(verb)
    if status not in FACT:
        return None
    what, kind = _promised(reading, verb)
    if what is None or kind is None or not _is_firm(reading, verb, kind):
        return None
    calendar = reading.scene.calendar
    step = steps(reading.codebook, STEPS).get(("object", what.lemma_))
    record = Agreement(
        evidence=_promise_evidence(reading, verb),
        kind=msgspec.convert(kind, AgreementKind),
        status=msgspec.convert("extended" if step == "extended" else "agreed", AgreementStatus),
        parties=doers(reading, verb),
        date=day_of(reading, verb, announced=True),
        from_=calendar.of(what, prepositions=("from",)) or starting(reading, what),
        until=calendar.of(what, prepositions=("until", "till", "through")),
        places=_places_of_verb(reading, what),
        zones=_zones(what),
        brokers=distinct(b for o in objects(what) for b in brokers(reading, locate(o, frozenset()))),
        why=(_reason("agreements.promise", verb), *why),
    )
    return Draft(record, verb, caption=reading.is_caption(verb))


def _promised(reading: Reading, verb: Token) -> tuple[Token | None, str | None]:
    """The infinitive, gerund or clause that is promised, and its kind; the first that has one."""
    below = [c for c in children(verb, "xcomp", "ccomp", "advcl") if c.i > verb.i]
    below += [o for heads in prepositions(verb).values() for o in heads if o.dep_ == "pcomp"]
    for first in below:
        if first.tag_ not in ("VB", "VBN", "VBG", "VBP") and modal(first) is None:
            continue
        for what in (first, *(c for c in children(first, "conj") if is_verb(c))):
            kind = kind_of(_own_words(what), KINDS, reading.codebook)
            if kind is not None:
                return what, kind
    return None, None


def _is_firm(reading: Reading, verb: Token, kind: str) -> bool:
    """Whether the words bind: who orders or decides must be a party, and to hold fire or leave."""
    lexicon = words(reading.codebook, WORDS)
    if verb.lemma_ not in lexicon["firm"]:
        return True
    parties = [a for a in doers(reading, verb) if a.kind in ("armed group", "state") or a.sector == "REB"]
    if verb.lemma_ not in lexicon["order"]:
        return bool(parties) and kind in ("ceasefire", "withdrawal", "disarmament")
    ordered = (o for c in children(verb, "ccomp", "xcomp") for o in (*children(c, "nsubj"), *objects(verb)))
    own = any(c.lower_ in ("its", "their", "his", "her") for o in ordered for c in o.children)
    return own and kind == "ceasefire"


def _own_words(verb: Token) -> str:
    """The words of what ``verb`` says: subject and complements, no clause beside or inside it."""
    beside = ("advcl", "relcl", "conj", "parataxis")
    head = verb.head if verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ == "be" else verb
    kept: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        kept.append(token)
        stack += [c for c in token.children if not (c.dep_ in beside and is_verb(c)) and c.lower_ != "under"]
    return " ".join(t.text for t in sorted(kept, key=lambda t: t.i))


def _promise_evidence(reading: Reading, verb: Token) -> Span:
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


def read_peace(reading: Reading, verb: Token) -> Draft | None:
    """ "The government and the rebels made peace", "came to terms": a deal without its name."""
    near = [o for c in verb.children for o in ((c,) if c.dep_ == "dobj" else children(c, "pobj"))]
    keys = {f"{verb.lemma_}_{word}" for o in near for word in (o.lower_, o.lemma_)}
    if not keys & words(reading.codebook, WORDS)["peace"] or not reading.happened(verb):
        return None
    fighting = [a for a in doers(reading, verb) if a.kind != "person" and takes_part(reading, a)]
    deals = words(reading.codebook, WORDS)["truce"] | words(reading.codebook, WORDS)["deal"]
    if not fighting or any(t.lemma_.lower() in deals for t in verb.subtree):
        return None
    record = Agreement(
        evidence=reading.clause(verb),
        kind="peace agreement",
        status="agreed",
        parties=doers(reading, verb),
        date=day_of(reading, verb),
        why=(_reason("agreements.peace", verb),),
    )
    return Draft(record, verb, caption=reading.is_caption(verb))


def read_provisions(reading: Reading, verb: Token, main: Draft | None) -> list[Draft]:
    """What ``verb`` lays down: one draft, or one for each thing that a text provides for."""
    if _is_provided(reading, verb) and not is_negated(verb):
        heads = _complements(reading, verb)
        ends = [*(t.left_edge.i for t in heads[1:]), clause(verb)[1]]
        listed = [
            d for t, e in zip(heads, ends, strict=False) for d in [_read_item(reading, t, e, main)] if d
        ]
        if len({d.record.kind for d in listed}) > 1:
            return listed
        one = read_provision(reading, verb, main)
        return [one] if one else listed[:1]
    one = read_provision(reading, verb, main)
    return [one] if one else []


def _complements(reading: Reading, verb: Token) -> list[Token]:
    """The heads of what a text provides for: "for a ceasefire, for prisoners to be freed and for a cabinet".

    Those that the parse hangs elsewhere are known by their nouns.
    """
    provided = words(reading.codebook, WORDS)["provided"]
    named = [t for t in verb.doc[verb.i : clause(verb)[1]] if t.lemma_.lower() in provided]
    found = [t for t in named if t.dep_ in ("conj", "appos", "pobj") and t.head.lower_ != "of"]
    found += [*objects(verb), *children(verb, "xcomp", "ccomp", "advcl", "dobj")]
    for preposition in children(verb, "prep"):
        chain = [preposition]
        while chain:
            p = chain.pop()
            found += children(p, "pobj", "pcomp")
            chain += children(p, "conj", "prep")
    beside = [c for t in found for c in t.subtree if c.dep_ == "conj" and c.head in found]
    heads = {t.i: t for t in (*found, *beside) if t.i > verb.i}
    inner = [i for i, t in heads.items() if t.dep_ == "pobj" and t.head.head.i in heads]
    return [heads[i] for i in sorted(heads) if i not in inner]


def _read_item(reading: Reading, head: Token, stop: int, main: Draft | None) -> Draft | None:
    """One of several things that a text provides for, up to the token ``stop``."""
    start, end = head.left_edge.i, min(head.right_edge.i + 1, max(stop, head.i + 1))
    while end - 1 > head.i and head.doc[end - 1].lower_ in (",", "and", "for"):
        end -= 1
    kind = kind_of(head.doc[start:end].text, KINDS, reading.codebook)
    if kind in (None, "peace agreement", "framework"):
        return None
    agreed = main is None or main.record.status in ("agreed", "in force")
    status = "agreed" if agreed or main is None else main.record.status
    return _provision(reading, head, str(kind), reading.quote(start, end), (), status)


def read_provision(reading: Reading, verb: Token, main: Draft | None) -> Draft | None:
    """ "All prisoners must be freed within a week": what an agreed text lays down."""
    lexicon = words(reading.codebook, WORDS)
    provides = _is_provided(reading, verb)
    if not provides and (verb.lemma_ not in lexicon["provision"] or not _is_duty(verb, lexicon)):
        return None
    if is_negated(verb) or _conditional(verb) or _is_only_said(verb, lexicon):
        return None
    listed = _is_headless(verb) and _is_listed(verb, lexicon)
    status = _standing(verb, main, lexicon, listed=listed, provides=provides)
    if status is None or (modal(verb) == "would" and not _is_beside(reading, verb, main)):
        return None
    start, end = _item(verb) if listed else (0, 0)
    text = verb.doc[start:end].text if listed else _own_words(verb)
    kind = kind_of(text, KINDS, reading.codebook)
    if kind in (None, "peace agreement", "framework"):
        return None
    evidence = reading.quote(start, end) if listed else reading.clause(verb)
    by = () if provides else who(reading, _bound(verb, kind))
    return _provision(reading, verb, kind, evidence, by, status)


def _standing(verb: Token, main: Draft | None, lexicon: Words, *, listed: bool, provides: bool) -> str | None:
    """Whether the provision is agreed or only proposed, by the text that lays it down; None for neither."""
    if main is not None and main.record.status in ("agreed", "in force"):
        return "agreed"
    over = _text_over(verb, lexicon)
    if over is not None:
        return "proposed" if over.lemma_.lower() in lexicon["draft"] else "agreed"
    if listed and main is not None and main.record.status in ("proposed", "under negotiation"):
        return main.record.status
    return "agreed" if provides and main is None else None


def read_nominal(reading: Reading, noun: Token, main: Draft | None) -> Draft | None:
    """ "The accord provides for the release of all hostages", "a ceasefire; free passage for aid"."""
    verb = next((t for t, _ in governors(noun, "pobj", "prep", "dobj", "conj", "appos") if is_verb(t)), None)
    provided = verb is not None and _is_provided(reading, verb) and not is_negated(verb)
    if not provided and not _is_listed(noun, words(reading.codebook, WORDS)):
        return None
    if noun.dep_ in ("compound", "nmod", "amod") or (is_verb(noun.head) and noun.dep_ == "nsubj"):
        return None
    start, end = phrase(noun)
    kind = kind_of(noun.doc[start:end].text, KINDS, reading.codebook)
    if kind in (None, "power sharing", "peace agreement", "framework"):
        return None
    agreed = main is None or main.record.status in ("agreed", "in force")
    status = "agreed" if agreed or main is None else main.record.status
    bound = [
        *children(noun, "poss", "amod"),
        *prepositions(noun).get("of", []),
        *prepositions(noun).get("by", []),
    ]
    by = who(reading, bound) if kind in ("withdrawal", "disarmament") else ()
    return _provision(reading, noun, kind, reading.quote(start, end), by, status)


def _provision(
    reading: Reading, trigger: Token, kind: str, evidence: Span, by: tuple[Actor, ...], status: str
) -> Draft:
    where = _places_of_verb(reading, trigger) if kind == "withdrawal" else ()
    record = Agreement(
        evidence=evidence,
        kind=msgspec.convert(kind, AgreementKind),
        status=msgspec.convert(status, AgreementStatus),
        parties=by,
        places=where,
        why=(_reason("agreements.provision", trigger),),
    )
    return Draft(record, trigger, provision=True, caption=reading.is_caption(trigger))


def _reason(rule: str, token: Token) -> Reason:
    return Reason(rule=rule, words=token.text, start=token.idx, end=token.idx + len(token))


def _bound(verb: Token, kind: str) -> list[Token]:
    """Who must do it: of a passive withdrawal its subject, of prisoners freed nobody."""
    freed = kind in ("prisoner exchange", "humanitarian access")
    return objects(verb) if is_passive(verb) and not freed else agents(verb)


def _is_only_said(verb: Token, lexicon: Words) -> bool:
    above = (t for t, _ in governors(verb, "ccomp", "xcomp", "pcomp", "prep", "advcl"))
    return any(t.lemma_ in lexicon["never_under"] for t in above)


def _is_duty(verb: Token, lexicon: Words) -> bool:
    """ "will withdraw", "must be released", "are to pull back", "the army to go home"."""
    if modal(verb) in lexicon["duty"]:
        return True
    if verb.dep_ == "conj" and is_verb(verb.head) and verb.tag_ in ("VB", "VBN"):
        return _is_duty(verb.head, lexicon)
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in ("be", "have", "give"):
        return True
    if verb.dep_ in ("acl", "relcl") and verb.head.lemma_ in _SPELLS:  # "will have 180 days to hand over"
        return verb.head.dep_ == "dobj" and modal(verb.head.head) in lexicon["duty"]
    return _is_headless(verb) and _is_listed(verb, lexicon)


_SPELLS = ("hour", "day", "week", "month", "year")


def _is_headless(verb: Token) -> bool:
    """ "humanitarian aid to be let through": a clause of its own without a finite verb."""
    own = bool(children(verb, "nsubj", "nsubjpass"))
    return own or (verb.dep_ in ("relcl", "acl") and verb.head.pos_ == "NOUN")


def _is_listed(token: Token, lexicon: Words) -> bool:
    """Whether ``token`` stands in a list of terms: after "the accord has three parts:"."""
    before = token.doc[max(0, token.i - 60) : token.i]
    colon = next((t.i for t in reversed(before) if t.text == ":"), None)
    if colon is None or any(t.text == "." for t in token.doc[colon : token.i]):
        return False
    deals = lexicon["truce"] | lexicon["deal"] | lexicon["text"] | lexicon["draft"]
    start = next(
        (t.i for t in reversed(token.doc[max(0, colon - 25) : colon]) if t.text in ".\n"), colon - 25
    )
    return any(t.lemma_.lower() in deals for t in token.doc[max(0, start) : colon])


def _text_over(verb: Token, lexicon: Words) -> Token | None:
    """The noun of "under the accord, …", "according to the deal"."""
    deals = lexicon["truce"] | lexicon["deal"] | lexicon["text"] | lexicon["draft"]
    carriers = [verb, *(t for t, _ in governors(verb, "xcomp", "ccomp", "conj"))]
    below = (
        o
        for phrases in map(prepositions, carriers)
        for p in ("under", "by", "to", "per")
        for o in phrases.get(p, [])
    )
    found = (o for o in below if o.lemma_.lower() in deals)
    return next((o for o in found if not {t.lemma_ for t in o.children} & lexicon["never"]), None)


def _item(verb: Token) -> tuple[int, int]:
    """Half-open tokens of one item of a list of terms, between its commas or semicolons."""
    doc, start, end = verb.doc, verb.i, verb.i + 1
    while start > 0 and doc[start - 1].text not in _BREAKS:
        start -= 1
    while end < len(doc) and doc[end].text not in _BREAKS:
        end += 1
    return start, end


_BREAKS = (",", ";", ":", ".", "\n", "and")


def _is_beside(reading: Reading, verb: Token, main: Draft | None) -> bool:
    """Whether the deal is told in this sentence or the one before: "The rebels would disarm"."""
    if main is None:
        return False
    return 0 <= reading.parsed.number_of(verb) - reading.parsed.number_of(main.trigger) <= 1


def _is_provided(reading: Reading, verb: Token) -> bool:
    """ "The truce allows agencies to reach …": a deal is the subject."""
    lexicon = words(reading.codebook, WORDS)
    if verb.lemma_ not in lexicon["provide"]:
        return False
    subject = verb if children(verb, "nsubj") else verb.head if verb.dep_ == "conj" else verb
    deals = lexicon["truce"] | lexicon["deal"] | lexicon["text"]
    lays_down = verb.lemma_ in lexicon["lay_down"]
    return any(
        (s.lemma_.lower() in deals and not {c.lemma_ for c in s.children} & lexicon["never"])
        or (lays_down and s.lower_ in ("it", "they"))
        for s in agents(subject)
    )


def _conditional(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children)
