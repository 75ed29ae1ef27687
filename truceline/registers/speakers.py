"""A word in, who says it out: the source of the innermost attribution, as parties or by its own words."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from spacy.tokens import Token

from truceline.events.attribution import source_of
from truceline.records import Actor, Attribution
from truceline.registers.interviews import answering
from truceline.registers.reading import Reading
from truceline.registers.roles import who


def speakers(reading: Reading, token: Token) -> tuple[Actor, ...]:
    """Who says the words in which ``token`` stands, or gives them as an answer; () for the article."""
    attribution = source_of(token, reading.attributions)
    return source_parties(reading, attribution) if attribution else answering(reading, token)


def source_parties(reading: Reading, attribution: Attribution) -> tuple[Actor, ...]:
    """The parties that the source of ``attribution`` stands for; nobody whom its own content names."""
    if attribution.source is None:
        return ()
    tokens = reading.parsed.tokens_at(attribution.source.start, attribution.source.end)
    heads = [t for t in tokens if t.head not in tokens or t.head.i == t.i][:1]
    found = people(reading, heads)
    said = attribution.content
    if said is not None and all(h.pos_ == "PRON" for h in heads):
        found = tuple(a for a in found if not said.start <= a.start < said.end)
        return found or tuple(a for h in heads for a in _last_named(reading, h, said.start))
    return found


def people(reading: Reading, heads: Iterable[Token]) -> tuple[Actor, ...]:
    """The parties that the phrases stand for, else the phrases themselves: "analysts".

    An office keeps the name beside it ("the UN envoy, Hans Grundberg"); "he" and "it" stand for who
    spoke or was named last, where the cast does not know.
    """
    heads = list(heads)
    found = who(reading, heads)
    if found:
        return _with_name(reading, heads, found)
    named = tuple(reading.scene.cast.by_text(h) for h in heads if h.pos_ in ("NOUN", "PROPN"))
    if named:
        return _with_name(reading, heads, named)
    return tuple(a for h in heads for a in _last_named(reading, h, h.idx))


_PERSONAL = ("he", "she")
_GROUP = ("it", "they")
_LONGEST = 80  # characters of an office with its name
_BACK = 4  # sentences in which "he" is looked for


def _with_name(reading: Reading, heads: list[Token], found: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The one party with the name that stands beside its office, in the words of the text."""
    names = [c for h in heads for c in h.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
    if len(found) != 1 or len(heads) != 1 or not names:
        return found
    last = max(t.i for n in names for t in (n, *n.conjuncts))
    end = heads[0].doc[last].idx + len(heads[0].doc[last])
    (actor,) = found
    inside = actor.start <= heads[0].idx < actor.end < end
    if not inside or end - actor.start > _LONGEST:
        return found
    return (msgspec.structs.replace(actor, text=reading.parsed.text[actor.start : end], end=end),)


def _last_named(reading: Reading, pronoun: Token, before: int) -> tuple[Actor, ...]:
    """Who was the last subject named ahead of ``before``: a person or a speaker, by the words alone."""
    if pronoun.lower_ not in (*_PERSONAL, *_GROUP):
        return ()
    sentences = reading.parsed.sentences
    here = sentences.index(reading.parsed.sentence_of(pronoun))
    first = sentences[max(0, here - _BACK)].start
    told = [t for t in pronoun.doc[first : pronoun.i] if t.idx < before and t.dep_ in ("nsubj", "nsubjpass")]
    sources = {a.source.end for a in reading.attributions if a.source}
    for token in reversed(told):
        speaks = token.pos_ == "NOUN" and token.idx + len(token) in sources
        if (
            (token.pos_ == "PROPN" or speaks)
            and not who(reading, [token])
            and not reading.scene.atlas.at(token)
        ):
            return (reading.scene.cast.by_text(token),)
    return ()
