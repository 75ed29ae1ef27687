"""A reading in, the register of breaches out: acts against an agreement, who did them, who says so.

The record is the act, with its own place and date, never those of the accusation. Ways of telling it:
accusations ("accused the army of shelling"), verbs of breaking, promises not kept, violations
counted, fighting that resumed, and acts of war that one side reports of the other under a truce.
A denial within two sentences turns the accusation before it into a denied one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.events.attribution import source_of
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
from truceline.records import Actor, Agreement, Breach, Date, Place, Reason
from truceline.registers.reading import Reading
from truceline.registers.roles import distinct, who
from truceline.registers.speakers import people, source_parties

_WORDS = "registers/breaches.yaml"
_WHERE = (
    "in",
    "on",
    "at",
    "near",
    "around",
    "of",
    "into",
    "outside",
    "along",
    "from",
    "across",
    "over",
    "to",
)
_REBEL = ("REB", "OPP")
_STANDING = ("agreed", "in force", "extended")
_MONTH = len("2020-05")
_YEAR = 12  # months
_DENIED_WITHIN = 2  # sentences between an accusation and its denial
Lexicon = dict[str, frozenset[str]]


class _Draft(NamedTuple):
    """A breach read from one word: ``told`` is the word that tells it, ``act`` the act itself."""

    told: Token
    act: Token
    rule: str
    by: tuple[Actor, ...]
    alleged_by: tuple[Actor, ...] = ()
    alleged: bool = False
    denied: bool = False


def find_breaches(reading: Reading) -> tuple[Breach, ...]:
    """The breaches of ``reading`` in the order of the text; one record an act."""
    lexicon = words(reading.codebook, _WORDS)
    drafts: list[_Draft] = []
    used: set[int] = set()
    for token in reading.parsed.doc:
        if not token.dep_ or _denies(reading, token, drafts, lexicon) or token.i in used:
            continue
        draft = _read(reading, token, lexicon)
        if draft is not None:
            drafts.append(draft)
            used |= (
                {t.i for t in (*draft.told.subtree, *draft.act.subtree)} if draft.rule == "accuse" else set()
            )
            used |= {draft.told.i, draft.act.i, *(t.i for t in draft.act.subtree)}
    return tuple(_record(reading, d) for d in drafts)


def _read(reading: Reading, token: Token, lexicon: Lexicon) -> _Draft | None:
    if is_verb(token):
        return (
            _accusation(reading, token, lexicon)
            or _broken(reading, token, lexicon)
            or _unkept(reading, token, lexicon)
            or _resumed(reading, token, lexicon)
            or _reported(reading, token, lexicon)
            or _suffered(reading, token, lexicon)
        )
    if token.pos_ == "NOUN" and token.lemma_ in lexicon["violation"]:
        return _violation(reading, token, lexicon)
    return None


def _record(reading: Reading, draft: _Draft) -> Breach:
    told = draft.told
    reason = Reason(rule=f"breaches.{draft.rule}", words=told.text, start=told.idx, end=told.idx + len(told))
    span = reading.clause(told)
    return Breach(
        evidence=span,
        by=draft.by,
        alleged_by=draft.alleged_by,
        status="denied" if draft.denied else "alleged" if draft.alleged else "asserted",
        place=_place(reading, draft),
        date=_date(reading, draft),
        why=(reason, *reading.status(told)[1]),
    )


# What is told


def _accusation(reading: Reading, verb: Token, lexicon: Lexicon) -> _Draft | None:
    """ "X accused Y of breaking the truce", "both sides blamed each other for the clashes"."""
    answerable = [t for t in verb.subtree if t.lemma_ in lexicon["answerable"] and t.i > verb.i]
    holds = verb.lemma_ == "hold" and bool(answerable)
    if not (verb.lemma_ in lexicon["accuse"] or holds) or not reading.happened(verb):
        return None
    phrases = prepositions(answerable[0] if holds else verb)
    acts = phrases.get("of", []) + phrases.get("for", []) + phrases.get("with", [])
    for accused in objects(verb):
        hung = prepositions(accused)
        acts += [o for p in ("of", "for") for o in hung.get(p, []) if _is_deed(o, lexicon)]
    act = acts[0] if acts else None
    if act is None or not _is_breach(reading, act, lexicon):
        return None
    if is_passive(verb) and not agents(verb) and not _named(act.subtree) & lexicon["pledge"]:
        return None  # "was blamed for a bombing": nobody accuses, and of no breach
    charged = objects(verb)
    by, alleged_by = _doers(reading, charged), people(reading, agents(verb))
    if any(t.lower_ == "other" for o in charged for t in (o, *o.children)):
        by = alleged_by  # "accused each other"
    return _Draft(verb, act, "accuse", by, alleged_by, alleged=True)


def _is_deed(token: Token, lexicon: Lexicon) -> bool:
    """Whether what hangs on the accused is the charge and not its name: "the army of Sudan"."""
    return token.dep_ == "pcomp" or bool(_named([token]) & (lexicon["violation"] | lexicon["fighting"]))


def _is_breach(reading: Reading, act: Token, lexicon: Lexicon) -> bool:
    """Whether an act that somebody is accused of breaks an agreement, or is war under a truce."""
    beneath = _named(act.subtree)
    breaks = beneath & (lexicon["break"] | lexicon["violation"] | lexicon["keep"])
    if breaks and beneath & lexicon["pledge"]:
        return True
    return bool(beneath & lexicon["hostile"]) and _under_truce(reading, lexicon)


def _named(tokens: Iterable[Token]) -> set[str]:
    """The lemmas and the words: the model reads "shelling" now as a verb, now as a noun."""
    return {w for t in tokens for w in (t.lemma_.lower(), t.lower_)}


def _under_truce(reading: Reading, lexicon: Lexicon) -> bool:
    """Whether the article speaks of a truce: without one, war is no breach."""
    if any(a.kind == "ceasefire" for a in reading.done.agreements):
        return True
    return bool(lexicon["truce"] & reading.parsed.noun_lemmas)


def _broken(reading: Reading, verb: Token, lexicon: Lexicon) -> _Draft | None:
    """ "X broke the truce", "X reneged on the deal", "the truce was violated by X"."""
    keys = set(particle_keys(verb)) & lexicon["break"]
    if not keys or not reading.happened(verb):
        return None
    broken = objects(verb) if verb.lemma_ in keys or any("_" in k for k in keys) else []
    broken += [o for p, heads in prepositions(verb).items() if f"{verb.lemma_}_{p}" in keys for o in heads]
    if not any(t.lemma_.lower() in lexicon["pledge"] for o in broken for t in (o, *o.children)):
        return None
    by = _doers(reading, agents(verb))
    return _said(reading, _Draft(verb, verb, "break", by))


def _unkept(reading: Reading, verb: Token, lexicon: Lexicon) -> _Draft | None:
    """ "X failed to abide by the deal", "X did not honour the truce", "never respected by X"."""
    if not set(particle_keys(verb)) & lexicon["keep"]:
        return None
    above = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in lexicon["shortfall"] else None
    if above is not None:
        if not reading.happened(above):
            return None
    elif not is_negated(verb) or reading.status(verb)[0] != "negated" or _is_future(verb):
        return None
    kept = objects(verb) + [o for heads in prepositions(verb).values() for o in heads]
    if not any(t.lemma_.lower() in lexicon["pledge"] for o in kept for t in (o, *o.children)):
        return None
    told = above if above is not None else verb
    by = _doers(reading, agents(told if above is not None else verb))
    return _said(reading, _Draft(told, verb, "keep", by))


def _is_future(verb: Token) -> bool:
    return any(c.dep_ == "aux" and (c.tag_ == "MD" or c.lower_ == "to") for c in verb.children)


def _violation(reading: Reading, noun: Token, lexicon: Lexicon) -> _Draft | None:
    """ "recorded 14 violations by the army", "shelled L in violation of the truce"."""
    beside = {t.lemma_.lower() for t in noun.subtree}
    verb = verb_of(noun)
    if verb is None or (not beside & lexicon["pledge"] and not _under_truce(reading, lexicon)):
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and beside & lexicon["pledge"]:
        act = verb
        if not reading.happened(act) or act.lemma_ not in lexicon["hostile"]:
            return None
        return _said(reading, _Draft(act, act, "in_violation", _doers(reading, agents(act))))
    if not beside & lexicon["pledge"] or not reading.happened(noun):
        return None
    by = who(reading, [*_culprits(noun), *children(noun, "poss")])
    if verb.lemma_ in lexicon["tallied"] | lexicon["accuse"] and noun.i > verb.i:
        return _Draft(verb, noun, "violation", by, who(reading, agents(verb)), alleged=True)
    if verb.lemma_ in ("complain", "speak", "protest"):
        return _Draft(verb, noun, "violation", by, who(reading, subjects(verb)), alleged=True)
    return _said(reading, _Draft(verb, noun, "violation", by)) if by else None


def _culprits(noun: Token) -> list[Token]:
    """The X of "by X" after ``noun``, on whatever the model hangs it."""
    return [t for t in noun.subtree if t.dep_ == "pobj" and t.head.lower_ == "by"] or [
        t for t in prepositions(verb_of(noun) or noun.head).get("by", []) if noun.i < t.i
    ]


def _resumed(reading: Reading, verb: Token, lexicon: Lexicon) -> _Draft | None:
    """ "shelling resumed within hours", "clashes continued despite the truce"."""
    if not set(particle_keys(verb)) & lexicon["goes_on"] or not reading.happened(verb):
        return None
    subject = subjects(verb) if not is_passive(verb) else objects(verb)
    if not _named(subject) & lexicon["fighting"]:
        return None
    if not _against_truce(verb, lexicon):
        hours = verb.lemma_ in lexicon["resumed"] and _soon(verb, lexicon) and _under_truce(reading, lexicon)
        if not hours:
            return None
    by = who(reading, (o for s in subject for o in prepositions(s).get("by", []) + children(s, "poss")))
    return _said(reading, _Draft(verb, verb, "resumed", by))


def _soon(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the clause counts the time since: "within hours", "days after"."""
    return any(t.lemma_.lower() in lexicon["soon_after"] for t in verb.subtree)


def _against_truce(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the sentence sets the act against a truce: "despite the truce", "hours after it began"."""
    for token in verb.subtree:
        lemma = token.lemma_.lower()
        if token.lower_ in lexicon["despite"] and token.dep_ in ("prep", "mark"):
            below = {
                t.lemma_.lower() for t in (token.subtree if token.dep_ == "prep" else token.head.subtree)
            }
            if below & lexicon["truce"]:
                return True
        if lemma in lexicon["against"] and token.dep_ == "pobj":
            return bool({t.lemma_.lower() for t in token.subtree} & lexicon["pledge"])
    return False


def _reported(reading: Reading, verb: Token, lexicon: Lexicon) -> _Draft | None:
    """What one side says that another did: "Kyiv said rebels fired rockets at Debaltseve"."""
    if verb.dep_ in ("acl", "relcl", "amod") or not _is_act(verb, lexicon) or not reading.happened(verb):
        return None
    against = _against_truce(verb, lexicon)
    by = _doers(reading, agents(verb))
    draft = _said(reading, _Draft(verb, verb, "reported", by))
    if not by and any(t.lower_ == "other" for t in agents(verb)):
        by = draft.alleged_by  # "each says that the other opened fire"
        return draft._replace(by=by) if by and _under_truce(reading, lexicon) else None
    if not by or not (against or _under_truce(reading, lexicon)):
        return None
    if draft.alleged and draft.alleged_by and reading.status(verb)[0] == "asserted":
        names = {a.name for a in draft.alleged_by}
        return draft if not names & {a.name for a in by} else None
    stated = not draft.alleged and (against or _within_truce(reading, draft))
    return draft if stated else None


def _within_truce(reading: Reading, draft: _Draft) -> bool:
    """Whether a party to a dated truce acts within a year after it, by the dates of the article."""
    acted = _date(reading, draft)
    if acted is None or not acted.value or len(acted.value) < _MONTH:
        return False
    return any(
        _lasts(truce, acted.value) and _may_deny(reading, truce.parties, draft.by)
        for truce in reading.done.agreements
        if truce.kind == "ceasefire" and truce.parties and truce.status in _STANDING
    )


def _lasts(truce: Agreement, day: str) -> bool:
    """Whether ``day`` (an ISO prefix) lies in the year after ``truce``, and not after its end."""
    began = (truce.from_ or truce.date or Date(text="", start=0, end=0)).value
    if not began or len(began) < _MONTH or not began.isascii():
        return False
    ended = truce.until.value if truce.until and truce.until.value else None
    shared = min(len(began), len(day))
    in_time = began[:shared] < day[:shared] and _months(day) - _months(began) <= _YEAR
    return in_time and not (ended and ended[:shared] < day[:shared])


def _months(value: str) -> int:
    """Months since the year 0 of an ISO prefix of a month or a day; seasons and weeks count as January."""
    month = value[5:7]
    return int(value[:4]) * _YEAR + (int(month) if month.isdigit() else 1)


def _suffered(reading: Reading, verb: Token, lexicon: Lexicon) -> _Draft | None:
    """ "said a patrol had come under fire", "reported exchanges of fire": nobody is named for it."""
    if not reading.happened(verb) or not _under_truce(reading, lexicon):
        return None
    if verb.lemma_ == "come" and any(
        _named([o]) & lexicon["fighting"] for o in prepositions(verb).get("under", [])
    ):
        draft = _said(reading, _Draft(verb, verb, "suffered", ()))
        return draft if draft.alleged_by else None
    fighting = [o for o in objects(verb) if _named([o]) & lexicon["fighting"]]
    speakers = who(reading, agents(verb))
    if verb.lemma_ not in lexicon["reports"] or not fighting or not speakers:
        return None
    by = who(reading, _culprits(fighting[0]))
    return _Draft(verb, fighting[0], "suffered", by, speakers, alleged=True)


def _is_act(verb: Token, lexicon: Lexicon) -> bool:
    keys = set(particle_keys(verb))
    below = _named(t for t in verb.subtree if t.i > verb.i)
    if keys & lexicon["carried_out"]:
        return bool(below & lexicon["fighting"])
    if verb.lemma_ not in lexicon["fire"]:
        return False
    if verb.lemma_ in ("launch", "open"):
        return bool(below & (lexicon["fighting"] | {"fire"}))
    return bool(objects(verb) or prepositions(verb))


def _doers(reading: Reading, heads: Iterable[Token]) -> tuple[Actor, ...]:
    """Who did it; of a thing, whose it is: "Russian aircraft", "army jets"."""
    heads = list(heads)
    owners = [c for h in heads for c in children(h, "amod", "compound", "nmod", "poss")]
    owned = (reading.scene.cast.actor_at(c) for c in owners)
    return who(reading, heads) or distinct(a for a in owned if a)


# Who says so


def _said(reading: Reading, draft: _Draft) -> _Draft:
    """The draft with who says it: what somebody says is alleged, what the article says asserted."""
    attribution = source_of(draft.told, reading.attributions)
    if attribution is None or attribution.source is None or _is_aside(draft.told):
        return draft
    return draft._replace(alleged_by=source_parties(reading, attribution), alleged=True)


def _is_aside(verb: Token) -> bool:
    """Whether ``verb`` is the article's own remark amid what somebody says: ", which broke two truces,"."""
    return verb.dep_ == "relcl" and verb.doc[max(0, verb.left_edge.i - 1)].text == ","


def _denies(reading: Reading, token: Token, drafts: list[_Draft], lexicon: Lexicon) -> bool:
    """Turn the accusation that ``token`` denies into a denied one; whether it did."""
    if token.lemma_ not in lexicon["deny"] or not is_verb(token) or not drafts:
        return False
    things = objects(token)
    clause = children(token, "ccomp", "xcomp")
    if not clause and not any(t.lemma_.lower() in lexicon["charge"] or t.tag_ == "VBG" for t in things):
        return False
    if token.dep_ != "relcl" and not reading.happened(token):
        return False
    deniers = who(reading, agents(token))
    for number in range(len(drafts) - 1, -1, -1):
        draft = drafts[number]
        if not draft.alleged or _apart(reading, draft.told, token) > _DENIED_WITHIN:
            continue
        if _may_deny(reading, deniers, draft.by):
            drafts[number] = draft._replace(denied=True)
            return True
    return False


def _may_deny(reading: Reading, deniers: tuple[Actor, ...], accused: tuple[Actor, ...]) -> bool:
    """Whether those who deny are the accused or speak for them; where one is unknown, they may."""
    if not deniers or not accused:
        return True
    return any(_on_one_side(reading, d, a) for d in deniers for a in accused)


def _on_one_side(reading: Reading, denier: Actor, accused: Actor) -> bool:
    mine, theirs = (
        {n.lower() for n in (a.name, reading.scene.cast.principal(a).name)} for a in (denier, accused)
    )
    if mine & theirs:
        return True
    if denier.country and accused.country and denier.country != accused.country:
        return False
    rebel = [a.sector in _REBEL or a.kind == "armed group" for a in (denier, accused)]
    return rebel[0] == rebel[1] and (
        denier.country == accused.country or None in (denier.country, accused.country)
    )


def _apart(reading: Reading, told: Token, denial: Token) -> int:
    """How many sentences lie between two words."""
    sentences = reading.parsed.sentences
    first, second = reading.parsed.sentence_of(told), reading.parsed.sentence_of(denial)
    return abs(sentences.index(second) - sentences.index(first))


# Where and when


def _place(reading: Reading, draft: _Draft) -> Place | None:
    """The place of the act: on its verb, in its objects, or the thing that was hit itself."""
    atlas = reading.scene.atlas
    acts = [*_parts(draft.act), *(_parts(draft.told) if draft.rule == "suffered" else ())]
    for token in acts:
        found = atlas.on(token, _WHERE)
        if found:
            return found[0]
    hit = [o for t in (draft.act, *_gerunds(draft.act)) for o in objects(t)]
    return next((p for t in hit for p in [atlas.at(t)] if p), None) or _named_after(reading, draft)


def _named_after(reading: Reading, draft: _Draft) -> Place | None:
    """The first place behind the verb in its clause, where the parse hangs it on nothing."""
    act = draft.act if is_verb(draft.act) else draft.told
    end = act.right_edge.idx
    within = (p for p in reading.scene.places if act.idx < p.start <= end)
    return next(within, None) if draft.rule in ("reported", "suffered", "in_violation") else None


def _gerunds(act: Token) -> list[Token]:
    """The deed of "violated the truce by seizing the town"."""
    return [o for heads in prepositions(act).values() for o in heads if o.dep_ == "pcomp"]


def _parts(act: Token) -> Iterator[Token]:
    yield act
    beneath = [*objects(act), *children(act, "xcomp", "conj", "advcl", "attr", "prep")]
    beneath += [o for heads in prepositions(act).values() for o in heads]
    yield from beneath
    for token in beneath:
        yield from (o for heads in prepositions(token).values() for o in heads)


def _date(reading: Reading, draft: _Draft) -> Date | None:
    """The date in the clause of the act; that of the accusation is none."""
    calendar = reading.scene.calendar
    if not is_verb(draft.act):
        counted = calendar.of(draft.told) if draft.rule in ("violation", "suffered") else None
        return calendar.on(draft.act) or counted or _when(reading, draft.told)
    found = next((d for t in (draft.act, *_gerunds(draft.act)) for d in [calendar.of(t)] if d), None)
    nouns = (*objects(draft.act), *(o for heads in prepositions(draft.act).values() for o in heads))
    own = found or next((d for n in nouns for d in [calendar.on(n)] if d), None)
    return own or _when(reading, draft.told)


def _when(reading: Reading, told: Token) -> Date | None:
    """The date of the clause that "when" takes up: "fell apart in August, when each blamed the other"."""
    above = verb_of(told.head) if any(c.lower_ == "when" for c in told.lefts) else None
    return reading.scene.calendar.of(above) if above is not None else None
