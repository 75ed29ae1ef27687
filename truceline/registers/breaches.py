"""A reading in, the register of breaches out: acts against an agreement, who did them, who says so.

The record is the act, with its own place and date, never those of the accusation. Ways of telling it:
accusations ("accused the army of shelling"), verbs of breaking, promises not kept, violations
counted, fighting that resumed, and acts of war that one side reports of the other under a truce.
A denial within two sentences turns the accusation before it into a denied one.
"""

from __future__ import annotations

from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.language.syntax import SUBJECTS, agents, children, is_negated, is_verb, objects
from truceline.records import Actor, Breach, Reason
from truceline.registers.breach_drafts import WORDS, Draft, Lexicon, date_of, named, place_of
from truceline.registers.breach_ways import read
from truceline.registers.reading import Reading
from truceline.registers.roles import who
from truceline.registers.speakers import speakers
from truceline.registers.truces import on_one_side

_PARTIES = ("state", "armed group", "igo")
_SECTORS = ("REB", "OPP", "SEP", "MIL", "GOV", "IGO")
_BESIDE = ("in_violation", "raged")  # read from a noun; its verb may have told the same act
_DENIED_WITHIN = 2  # sentences between an accusation and its denial


def find_breaches(reading: Reading) -> tuple[Breach, ...]:
    """The breaches of ``reading`` in the order of the text; one record an act."""
    lexicon = words(reading.codebook, WORDS)
    drafts: list[Draft] = []
    used: set[int] = set()
    for token in reading.parsed.doc:
        if not token.dep_ or _denies(reading, token, drafts, lexicon) or token.i in used:
            continue
        draft = read(reading, token, lexicon)
        if draft is not None and not (draft.rule in _BESIDE and draft.told.i in used):
            drafts.append(draft)
            whole = (draft.told, draft.act) if draft.rule in ("accuse", "raged") else (draft.act,)
            used |= {draft.told.i, *(i for top in whole for i in _covered(top))}
    return tuple(_record(reading, d, lexicon) for d in drafts if _is_of_war(reading, d, lexicon))


def _covered(top: Token) -> set[int]:
    """The words that tell of the same act: those below ``top`` but for clauses beside it."""
    beside = (c for c in children(top, "conj", "parataxis") if is_verb(c) and children(c, *SUBJECTS))
    return {t.i for t in top.subtree} - {t.i for c in beside for t in c.subtree}


def _is_of_war(reading: Reading, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a truce or a party to a war is spoken of: firms and unions break agreements, too."""
    if (lexicon["ceasefire"] | lexicon["war"]) & reading.parsed.noun_lemmas:
        return True
    if named(draft.told.sent) & lexicon["war"]:
        return True
    return any(a.kind in _PARTIES or a.sector in _SECTORS for a in (*draft.by, *draft.alleged_by))


def _record(reading: Reading, draft: Draft, lexicon: Lexicon) -> Breach:
    told = draft.told
    reason = Reason(rule=f"breaches.{draft.rule}", words=told.text, start=told.idx, end=told.idx + len(told))
    span = reading.clause(told)
    return Breach(
        evidence=span,
        by=draft.by,
        alleged_by=draft.alleged_by,
        status="denied" if draft.denied else "alleged" if draft.alleged else "asserted",
        place=place_of(reading, draft, lexicon),
        date=date_of(reading, draft, lexicon),
        why=(reason, *reading.status(told)[1]),
    )


def _denies(reading: Reading, token: Token, drafts: list[Draft], lexicon: Lexicon) -> bool:
    """Turn the accusation that ``token`` denies into a denied one; whether it did."""
    if not is_verb(token) or not drafts:
        return False
    if _is_untrue(token, lexicon) or _is_own_negation(reading, token, lexicon):
        return _deny(reading, token, drafts, speakers(reading, token))
    if token.lemma_ not in lexicon["deny"]:
        return False
    things = objects(token)
    clause = children(token, "ccomp", "xcomp")
    doubted = token.dep_ == "relcl" and any(c.lower_ == "which" for c in children(token, "dobj"))
    if not (clause or doubted) and not any(
        t.lemma_.lower() in lexicon["charge"] or t.tag_ == "VBG" for t in things
    ):
        return False
    if token.dep_ != "relcl" and not reading.happened(token):
        return False
    return _deny(reading, token, drafts, who(reading, agents(token)))


def _deny(reading: Reading, token: Token, drafts: list[Draft], deniers: tuple[Actor, ...]) -> bool:
    """Mark the last charge before ``token`` as denied, if ``deniers`` are on the side of the accused."""
    for number in range(len(drafts) - 1, -1, -1):
        draft = drafts[number]
        if not draft.alleged or _apart(reading, draft.told, token) > _DENIED_WITHIN:
            continue
        mutual = bool(draft.by) and {a.name for a in draft.by} == {a.name for a in draft.alleged_by}
        if not mutual and on_one_side(reading, deniers, draft.by):
            drafts[number] = draft._replace(denied=True)
            return True
    return False


def _is_untrue(verb: Token, lexicon: Lexicon) -> bool:
    """ "That is a lie", "called the report nonsense", "the charge was baseless", "it knew nothing of it"."""
    if verb.lemma_ == "know":
        return any(o.lower_ == "nothing" for o in objects(verb))
    small = [b for b in children(verb, "ccomp") if not is_verb(b)]  # "called [the report nonsense]"
    said = [*small, *(c for b in (verb, *small) for c in children(b, "attr", "acomp", "oprd"))]
    things = [*objects(verb), *(s for b in (verb, *small) for s in children(b, "nsubj"))]
    told = any(t.lemma_.lower() in lexicon["charge"] for t in things)
    false = any(c.lemma_.lower() in lexicon["untrue"] for c in said)
    untrue = is_negated(verb) and any(c.lower_ in ("true", "so", "correct") for c in said)
    return told and (untrue or (false and not is_negated(verb)))


def _is_own_negation(reading: Reading, verb: Token, lexicon: Lexicon) -> bool:
    """ "The army said its men had not fired": who is accused says that it did not do it."""
    acts = verb.lemma_ in lexicon["fire"] | lexicon["break"] or verb.lemma_ in ("leave", "enter")
    return acts and is_negated(verb) and bool(speakers(reading, verb))


def _apart(reading: Reading, told: Token, denial: Token) -> int:
    """How many sentences lie between two words."""
    sentences = reading.parsed.sentences
    first, second = reading.parsed.sentence_of(told), reading.parsed.sentence_of(denial)
    return abs(sentences.index(second) - sentences.index(first))
