"""What every way of telling a breach shares: the draft, who did it and who says so, where and when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Token

from truceline.events.attribution import source_of
from truceline.language.syntax import (
    agents,
    children,
    governors,
    is_passive,
    is_verb,
    objects,
    particle_keys,
    prepositions,
    verb_of,
)
from truceline.records import Actor, Date, Place
from truceline.registers.reading import Reading
from truceline.registers.roles import distinct, who
from truceline.registers.speakers import people, source_parties

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


def keys(verb: Token) -> set[str]:
    """The names of ``verb`` with its particle and its preposition: "go_back_on", "live_up_to"."""
    beside = [c.lower_ for c in children(verb, "prt", "advmod") if c.i > verb.i]
    hung = [c.lower_ for c in children(verb, "prep", "agent")]
    return {*particle_keys(verb), *(f"{verb.lemma_}_{b}_{h}" for b in beside for h in hung)}


def doers(reading: Reading, heads: Iterable[Token]) -> tuple[Actor, ...]:
    """Who did it; of a thing, whose it is: "Russian aircraft", "army jets"."""
    heads = list(heads)
    owners = [c for h in heads for c in children(h, "amod", "compound", "nmod", "poss")]
    owned = (reading.scene.cast.actor_at(c) for c in owners)
    return who(reading, heads) or distinct(a for a in owned if a)


def said(reading: Reading, draft: Draft, lexicon: Lexicon) -> Draft:
    """The draft with who says it: what somebody says is alleged, what the article says asserted."""
    attribution = source_of(draft.told, reading.attributions)
    above = draft.told.head
    if attribution is None and draft.told.dep_ == "ccomp" and above.lemma_ in lexicon["finds"]:
        return draft._replace(alleged_by=people(reading, agents(above)), alleged=True)
    if attribution is None or attribution.source is None or _is_aside(draft.told):
        return draft
    return draft._replace(alleged_by=source_parties(reading, attribution), alleged=True)


def _is_aside(verb: Token) -> bool:
    """Whether ``verb`` is the article's own remark amid what somebody says: ", which broke two truces,"."""
    return verb.dep_ == "relcl" and verb.doc[max(0, verb.left_edge.i - 1)].text == ","


def place_of(reading: Reading, draft: Draft, lexicon: Lexicon) -> Place | None:
    """The place of the act: on its verb, in its objects, else the first in its clause.

    Where the truce itself was signed is none; where the doers stand is one if no other is told.
    """
    atlas = reading.scene.atlas
    acts = [draft.act, *_deeds(draft.act), *([draft.told] if draft.rule == "suffered" else [])]
    if draft.act.lemma_ in lexicon["violation"] or draft.rule == "keep":  # the deed is told beside it
        acts += children(draft.told, "advcl", "conj")
    for act in acts:
        hit = [p for o in objects(act) for p in [atlas.at(o)] if p and not is_passive(act)]
        found = [*atlas.on(act, _WHERE), *hit, *_within(reading, act, lexicon)]
        if found:
            return found[0]
    doing = [a for act in acts if is_verb(act) for a in agents(act)]
    return next((p for a in doing for p in atlas.on(a, ("in", "at", "near"))), None)


def _within(reading: Reading, act: Token, lexicon: Lexicon) -> list[Place]:
    """The places in the clause of ``act``, behind it where it is a verb, without those of a truce."""
    start = act.idx if is_verb(act) else act.left_edge.idx
    end = act.right_edge.idx
    found = []
    for place in reading.scene.places:
        if not start <= place.start <= end:
            continue
        token = reading.parsed.tokens_at(place.start, place.end)[-1]
        if reading.scene.atlas.at(token) and not _is_beside(token, act, lexicon):
            found.append(place)
    return found


def _is_beside(place: Token, act: Token, lexicon: Lexicon) -> bool:
    """Whether ``place`` tells of a truce, of who acts or speaks, and not of the act."""
    if place.dep_ in ("nsubj", "nsubjpass", "poss", "compound", "nmod"):
        return True
    above = [place, *(t for t, _ in governors(place))]
    below = above[: above.index(act)] if act in above else above
    return any(t.lemma_.lower() in lexicon["pledge"] or t.dep_ == "agent" for t in below)


def _deeds(act: Token) -> list[Token]:
    """The deed of "violated the truce by seizing the town", "when its troops entered the strip"."""
    below = [c for c in children(act, "advcl") if any(k.lower_ in ("when", "after") for k in c.children)]
    return [*(o for heads in prepositions(act).values() for o in heads if o.dep_ == "pcomp"), *below]


def date_of(reading: Reading, draft: Draft, lexicon: Lexicon) -> Date | None:
    """The date in the clause of the act; that of the accusation is none."""
    calendar = reading.scene.calendar
    if not is_verb(draft.act):
        counted = calendar.of(draft.told) if draft.rule in ("violation", "suffered") else None
        return calendar.on(draft.act) or counted or _when(reading, draft.told)
    found = next((d for t in (draft.act, *_deeds(draft.act)) for d in [calendar.of(t)] if d), None)
    nouns = (*objects(draft.act), *(o for heads in prepositions(draft.act).values() for o in heads))
    dated = (d for n in nouns if n.lemma_ not in lexicon["pledge"] for d in [calendar.on(n)])
    own = found or next((d for d in dated if d), None)
    return own or _when(reading, draft.told)


def _when(reading: Reading, told: Token) -> Date | None:
    """The date of the clause that "when" takes up: "fell apart in August, when each blamed the other"."""
    above = verb_of(told.head) if any(c.lower_ == "when" for c in told.lefts) else None
    return reading.scene.calendar.of(above) if above is not None else None
