"""What every way of telling a breach shares: the draft, who did it and who says so, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Token

from truceline.events.attribution import source_of
from truceline.language.syntax import children, is_verb, objects, prepositions, verb_of
from truceline.records import Actor, Date, Place
from truceline.registers.reading import Reading
from truceline.registers.roles import distinct, who
from truceline.registers.speakers import source_parties

WORDS = "registers/breaches.yaml"
Lexicon = dict[str, frozenset[str]]
_WHERE = tuple("in on at near around of into outside along from across over to".split())


class Draft(NamedTuple):
    """A breach read from one word: ``told`` is the word that tells it, ``act`` the act itself."""

    told: Token
    act: Token
    rule: str
    by: tuple[Actor, ...]
    alleged_by: tuple[Actor, ...] = ()
    alleged: bool = False
    denied: bool = False


def named(tokens: Iterable[Token]) -> set[str]:
    """The lemmas and the words: the model reads "shelling" now as a verb, now as a noun."""
    return {w for t in tokens for w in (t.lemma_.lower(), t.lower_)}


def doers(reading: Reading, heads: Iterable[Token]) -> tuple[Actor, ...]:
    """Who did it; of a thing, whose it is: "Russian aircraft", "army jets"."""
    heads = list(heads)
    owners = [c for h in heads for c in children(h, "amod", "compound", "nmod", "poss")]
    owned = (reading.scene.cast.actor_at(c) for c in owners)
    return who(reading, heads) or distinct(a for a in owned if a)


def said(reading: Reading, draft: Draft) -> Draft:
    """The draft with who says it: what somebody says is alleged, what the article says asserted."""
    attribution = source_of(draft.told, reading.attributions)
    if attribution is None or attribution.source is None or _is_aside(draft.told):
        return draft
    return draft._replace(alleged_by=source_parties(reading, attribution), alleged=True)


def _is_aside(verb: Token) -> bool:
    """Whether ``verb`` is the article's own remark amid what somebody says: ", which broke two truces,"."""
    return verb.dep_ == "relcl" and verb.doc[max(0, verb.left_edge.i - 1)].text == ","


def place_of(reading: Reading, draft: Draft) -> Place | None:
    """The place of the act: on its verb, in its objects, or the thing that was hit itself."""
    atlas = reading.scene.atlas
    acts = [*_parts(draft.act), *(_parts(draft.told) if draft.rule == "suffered" else ())]
    for token in acts:
        found = atlas.on(token, _WHERE)
        if found:
            return found[0]
    hit = [o for t in (draft.act, *_gerunds(draft.act)) for o in objects(t)]
    return next((p for t in hit for p in [atlas.at(t)] if p), None) or _named_after(reading, draft)


def _named_after(reading: Reading, draft: Draft) -> Place | None:
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


def date_of(reading: Reading, draft: Draft) -> Date | None:
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
