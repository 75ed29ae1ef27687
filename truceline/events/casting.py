"""Argument tokens in, actor records out: the cast's parties, else the noun phrase as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from truceline.events.clauses import is_pronoun
from truceline.language import syntax
from truceline.records import Actor

if TYPE_CHECKING:
    from truceline.mentions.cast import Cast

_MOST = 4  # a list that names more was read too widely


def cast_all(tokens: Iterable[Token], cast: Cast | None, but: tuple[Actor, ...] = ()) -> tuple[Actor, ...]:
    """The parties that ``tokens`` stand for, each once, without those of ``but``."""
    taken = {(a.start, a.end) for a in but}
    found: list[Actor] = []
    for token in tokens:
        for actor in _who(token, cast):
            if (actor.start, actor.end) not in taken:
                taken.add((actor.start, actor.end))
                found.append(actor)
    return tuple(found[:_MOST])


def _who(token: Token, cast: Cast | None) -> tuple[Actor, ...]:
    known = cast.who(token) if cast is not None else ()
    if known:
        return known
    named = _stands_for(token)
    if named is None:
        return ()
    if named.i != token.i:
        known = cast.who(named) if cast is not None else ()
    return known or tuple(_as_written(n) for n in syntax.conjuncts(named))


def _stands_for(token: Token) -> Token | None:
    """``token``; of a pronoun the speaker of a clause above it, else the first subject before it."""
    if not is_pronoun(token):
        return None if token.pos_ == "PRON" and token.lower_ in syntax.RELATIVES else token
    for above, _ in syntax.governors(token):
        for subject in syntax.children(above, *syntax.SUBJECTS):
            if subject.pos_ != "PRON" and subject.i != token.i:
                return subject
    before = (t for t in token.sent if t.i < token.i and t.dep_ in syntax.SUBJECTS and t.pos_ != "PRON")
    return next(before, None)


def _as_written(noun: Token) -> Actor:
    start, end = syntax.phrase(noun)
    doc: Doc = noun.doc
    while start < noun.i and (doc[start].dep_ in ("det", "punct") or doc[start].is_space):
        start += 1
    words = doc[start:end]
    return Actor(text=words.text, start=words.start_char, end=words.end_char, name=words.text)
