"""A reading in, the register of talks out: one record a round or meeting.

Mentions are read one by one into drafts, drafts are folded into records ("the talks" feeds the
running record, "a further round" opens one), and roles told apart are spread at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import msgspec
from spacy.tokens import Token

from truceline.codebook import Codebook
from truceline.codebook.words import words
from truceline.language.syntax import agents, children, is_verb, objects, prepositions
from truceline.records import Actor, Talks
from truceline.registers.lifecycle import locate
from truceline.registers.reading import Reading
from truceline.registers.roles import TALKS_WORDS, brokers, distinct, who
from truceline.registers.talks_drafts import Draft, fold
from truceline.registers.talks_meetings import read_meeting
from truceline.registers.talks_naming import is_talks, names
from truceline.registers.talks_nouns import read_noun

_OPEN = ("planned", "called for")
_NEAR = 2  # sentences over which "they" are those who talk


def find_talks(reading: Reading) -> tuple[Talks, ...]:
    """The rounds and meetings of ``reading``, in the order in which the article tells them."""
    records: list[Draft] = []
    for draft in _drafts(reading):
        fold(records, draft)
    return tuple(r.talks for r in _complete(reading, records))


@lru_cache(maxsize=16)
def _telling(codebook: Codebook) -> frozenset[str]:
    """The lemmas by which talks can be told at all: only these words are looked at."""
    lexicon = words(codebook, TALKS_WORDS)
    verbs = ("meet", "bargain", "converse", "receive", "gather", "shuttle")
    met = frozenset(key.partition("_")[0] for name in verbs for key in lexicon[name])
    return met | lexicon["talks"] | lexicon["table"]


def _drafts(reading: Reading) -> Iterator[Draft]:
    last: Token | None = None
    for token in reading.parsed.words_of(_telling(reading.codebook)):
        draft = None
        if is_talks(reading, token):
            draft = read_noun(reading, token)
        elif is_verb(token):
            draft = read_meeting(reading, token, running=_goes_on(reading, token, last))
        if draft is not None and draft.told:
            last = token
            yield draft


def _goes_on(reading: Reading, token: Token, last: Token | None) -> bool:
    """Whether talks were told of just before: "they met again" is then of those who talk."""
    return last is not None and reading.parsed.number_of(token) - reading.parsed.number_of(last) <= _NEAR


def _complete(reading: Reading, records: list[Draft]) -> list[Draft]:
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


def _process_of_all(reading: Reading) -> str | None:
    """The one process of the article: the city that its talks, track or format go by."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    nouns = lexicon["talks"] | lexicon["table"]
    named = [c for t in reading.parsed.words_of(nouns) for c in names(t)]
    places = [(c.text, reading.scene.atlas.at(c)) for c in named]
    cities = Counter(text for text, place in places if place and place.kind in ("city", "site"))
    return cities.most_common(1)[0][0] if cities else None


def _of_role(reading: Reading, role: str) -> tuple[Actor, ...]:
    """The organisation or state of the first mediator or envoy: "the Norwegian mediators"."""
    named = words(reading.codebook, TALKS_WORDS)[role]
    for token in reading.parsed.words_of(named):
        if reading.is_caption(token):
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
    for token in reading.parsed.words_of(lexicon["broker"]):
        if not (is_verb(token) and reading.happened(token)):
            continue
        if all(o.lemma_ in lexicon["table"] | lexicon["talks"] for o in objects(token)):
            found += agents(token) + prepositions(token).get("with", [])
    return tuple(a for a in who(reading, found) if a.kind in ("state", "igo", "ngo", "person"))


def _deal_brokers(reading: Reading) -> tuple[Actor, ...]:
    """Who brokered the deal that came of the talks, where nobody is said to have called them."""
    deals = words(reading.codebook, "registers/agreements.yaml")
    nouns = deals["truce"] | deals["deal"]
    mentions = (locate(t, frozenset()) for t in reading.parsed.words_of(nouns))
    return next((found for m in mentions for found in [brokers(reading, m)] if found), ())


def _guarantors(reading: Reading) -> tuple[Actor, ...]:
    """The X of "the guarantors X, Y and Z", "X is a guarantor"."""
    found: list[Token] = []
    for token in reading.parsed.words_of(["guarantor"]):
        found += children(token, "appos")
        if token.dep_ == "appos":
            found.append(token.head)
        elif token.dep_ in ("attr", "pobj") and is_verb(token.head):
            found += agents(token.head)
    return who(reading, found)


def _attending_as_observers(reading: Reading) -> tuple[Actor, ...]:
    """The X of "X attended as observers"."""
    found: list[Token] = []
    for token in reading.parsed.words_of(["observer"]):
        if token.dep_ == "pobj" and token.head.lower_ == "as":
            verb = token.head.head
            found += agents(verb) if is_verb(verb) else []
    return who(reading, found)
