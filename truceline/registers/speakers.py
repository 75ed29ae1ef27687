"""A word in, who says it out: the source of the innermost attribution, as parties or by its own words."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from truceline.events.attribution import named_source, source_of
from truceline.records import Actor, Attribution
from truceline.registers.reading import Reading
from truceline.registers.roles import who


def speakers(reading: Reading, token: Token) -> tuple[Actor, ...]:
    """Who says the words in which ``token`` stands; () where the article itself does."""
    attribution = source_of(token, reading.attributions)
    return source_parties(reading, attribution) if attribution else ()


def source_parties(reading: Reading, attribution: Attribution) -> tuple[Actor, ...]:
    """The parties that the source of ``attribution`` stands for."""
    source = named_source(attribution, reading.parsed)
    if source is None:
        return ()
    tokens = reading.parsed.tokens_at(source.start, source.end)
    return people(reading, [t for t in tokens if t.head not in tokens or t.head.i == t.i][:1])


def people(reading: Reading, heads: Iterable[Token]) -> tuple[Actor, ...]:
    """The parties that the phrases stand for, else the phrases themselves: "analysts"."""
    heads = list(heads)
    nouns = [h for h in heads if h.pos_ in ("NOUN", "PROPN")]
    return who(reading, heads) or tuple(reading.scene.cast.by_text(h) for h in nouns)
