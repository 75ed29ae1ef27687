"""A verb and its article in, whether the act falls under a truce out.

In an article without a truce war is no breach; with one, an act counts where its own sentence sets
it against the truce ("despite the ceasefire"), or where a party to a dated truce acts after it.
"""

from __future__ import annotations

import itertools

from spacy.tokens import Token

from truceline.language.syntax import children, is_verb, objects, particle_keys, subjects
from truceline.records import Actor, Agreement, Date
from truceline.registers.breach_drafts import Draft, Lexicon, date_of, named
from truceline.registers.reading import Reading

_REBEL = ("REB", "OPP")
_STANDING = ("agreed", "in force", "extended")
_MONTH = len("2020-05")
_YEAR = 12  # months
_CLAUSE = 12  # words after "hours after" in which the truce is named
_RECALLED = 40  # words back from "it" to the truce that it takes up
_SENTENCES = 2  # from a truce to what followed it


def under_truce(reading: Reading, lexicon: Lexicon) -> bool:
    """Whether the article speaks of a truce: without one, war is no breach."""
    if any(a.kind == "ceasefire" for a in reading.done.agreements):
        return True
    nouns = reading.parsed.noun_lemmas
    return bool(lexicon["ceasefire"] & nouns) or bool(lexicon["truce"] & nouns and lexicon["war"] & nouns)


def against_truce(reading: Reading, verb: Token, lexicon: Lexicon) -> bool:
    """Whether the sentence sets the act against a truce: "despite the truce", "hours after it began"."""
    before = any(m.lower_ == "before" for m in children(verb, "mark"))
    if before and named(subjects(verb.head)) & lexicon["truce"]:
        return True  # "the truce lasted two days before the army shelled the town"
    for token in verb.subtree:
        whole = token.subtree if token.dep_ == "prep" else token.head.subtree
        apart = token.lower_ in lexicon["despite"] and token.dep_ in ("prep", "mark")
        if apart and named(whole) & lexicon["truce"]:
            return True
        stands = token.lower_ == "while" and token.dep_ == "mark" and named(whole) & lexicon["stands"]
        if stands and named(whole) & lexicon["truce"]:
            return True
        if token.dep_ == "pobj" and token.lemma_ in lexicon["against"] and token.head.lower_ == "in":
            return bool(named(token.subtree) & (lexicon["pledge"] | lexicon["line"]))
    return _ends_truce(verb, lexicon) or _soon_after(reading, verb, lexicon)


def _ends_truce(verb: Token, lexicon: Lexicon) -> bool:
    """ "bombed the town, ending a truce of eighteen months"."""
    ending = (c for c in children(verb, "advcl") if c.lemma_ in lexicon["break"] | lexicon["ends"])
    return any(named(objects(c)) & lexicon["truce"] for c in ending)


def _soon_after(reading: Reading, verb: Token, lexicon: Lexicon) -> bool:
    """ "Hours after the truce was announced the rebels attacked": by the order of the words."""
    sentence = reading.parsed.sentence_of(verb)
    tokens = list(reading.parsed.doc[sentence.start : sentence.end])
    for number, token in enumerate(tokens[:-1]):
        if token.lemma_ not in lexicon["soon_after"] or tokens[number + 1].lower_ not in lexicon["despite"]:
            continue
        clause = list(itertools.takewhile(lambda t: t.text not in (",", ";"), tokens[number + 2 :]))[:_CLAUSE]
        truce = next((n for n, t in enumerate(clause) if t.lemma_.lower() in lexicon["truce"]), None)
        if truce is not None and not any(t.i == verb.i for t in clause[: truce + 3]):
            return True
    return False


def follows_truce(reading: Reading, verb: Token, lexicon: Lexicon) -> bool:
    """Whether the sentence goes on, in time, from one on a truce: "Two weeks later gunmen opened fire"."""
    if verb.dep_ not in ("ROOT", "conj"):
        return False
    before = [t for t in verb.sent if t.i < verb.i]
    if not named(t for t in before if t.dep_ in ("advmod", "npadvmod", "pobj")) & lexicon["then"]:
        return False
    sentences = reading.parsed.sentences
    here = sentences.index(reading.parsed.sentence_of(verb))
    earlier = sentences[max(0, here - _SENTENCES) : here]
    nouns = (t for s in earlier for t in reading.parsed.span_of(s) if t.pos_ in ("NOUN", "PROPN"))
    return bool(named(nouns) & lexicon["truce"])


def fails_before(reading: Reading, verb: Token, lexicon: Lexicon) -> bool:
    """Whether a truce fails earlier in the sentence, or in the one or two before it.

    "The truce fell apart; by August they were burning buses", "It was shredded again. The rebels hit back".
    """
    sentences = reading.parsed.sentences
    here = sentences.index(reading.parsed.sentence_of(verb))
    earlier = [t for s in sentences[max(0, here - _SENTENCES) : here] for t in reading.parsed.span_of(s)]
    own = [t for t in reading.parsed.span_of(sentences[here]) if t.i < verb.i]
    return any(_fails(reading, t, lexicon) for t in (*earlier, *own) if t.i != verb.i)


def _fails(reading: Reading, verb: Token, lexicon: Lexicon) -> bool:
    """ "The truce frayed", "the ceasefire was broken", "they suspended it"; "it", of a truce before."""
    if not is_verb(verb) or not set(particle_keys(verb)) & (lexicon["fails"] | lexicon["break"]):
        return False
    things = [*subjects(verb), *objects(verb)]
    if any(named([t]) & lexicon["ceasefire"] for t in things) and reading.happened(verb):
        return True
    it = any(t.lower_ in ("it", "that", "this", "one") for t in things)
    before = verb.doc[max(0, verb.i - _RECALLED) : verb.i]
    return it and bool(named(before) & lexicon["truce"]) and reading.happened(verb)


def within_truce(reading: Reading, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a party to a dated truce acts within a year after it, by the dates of the article."""
    acted = date_of(reading, draft, lexicon)
    if acted is None or not acted.value or len(acted.value) < _MONTH:
        return False
    return any(
        _lasts(truce, acted.value) and on_one_side(reading, truce.parties, draft.by)
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


def on_one_side(reading: Reading, deniers: tuple[Actor, ...], accused: tuple[Actor, ...]) -> bool:
    """Whether those who deny are the accused or speak for them; where one is unknown, they may."""
    if not deniers or not accused:
        return True
    return any(_are_one_side(reading, d, a) for d in deniers for a in accused)


def _are_one_side(reading: Reading, denier: Actor, accused: Actor) -> bool:
    mine, theirs = (
        {n.lower() for n in (a.name, reading.scene.cast.principal(a).name)} for a in (denier, accused)
    )
    if mine & theirs:
        return True
    if denier.country and accused.country and denier.country != accused.country:
        return False
    unknown = denier.kind in ("person", "group") and denier.country is None
    if unknown and denier.sector in (None, "CVL"):
        return True  # a spokesman of whom the article says no more
    rebel = [a.sector in _REBEL or a.kind == "armed group" for a in (denier, accused)]
    return rebel[0] == rebel[1] and (
        denier.country == accused.country or None in (denier.country, accused.country)
    )
