"""Argument tokens in, actor records out: the cast's parties, else the noun phrase as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from spacy.tokens import Doc, Token

from truceline.events.clauses import is_pronoun
from truceline.language import syntax
from truceline.records import Actor

if TYPE_CHECKING:
    from truceline.mentions.cast import Cast

_MOST = 4  # a list that names more was read too widely


def cast_all(tokens: Iterable[Token], cast: Cast | None, but: tuple[Actor, ...] = ()) -> tuple[Actor, ...]:
    """The parties that ``tokens`` stand for, each once, without those of ``but``."""
    taken = {_key(a) for a in but}
    found: list[Actor] = []
    for token in tokens:
        for actor in _who(token, cast):
            if _key(actor) not in taken:
                taken.add(_key(actor))
                found.append(actor)
    return tuple(found[:_MOST])


def _key(actor: Actor) -> tuple[int, int, str]:
    return actor.start, actor.end, actor.name


def _who(token: Token, cast: Cast | None) -> tuple[Actor, ...]:
    named = _stands_for(token, cast)
    if named is None:
        return cast.who(token) if cast is not None else ()
    known = cast.who(named) if cast is not None else ()
    return tuple(a for noun in syntax.conjuncts(named) for a in _phrase_of(noun, known)) + tuple(
        a for a in known if not _is_within(a, named)
    )


def _phrase_of(noun: Token, known: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those of ``known`` whom the phrase of ``noun`` names, quoted with all its words."""
    written = _as_written(noun)
    inside = [a for a in known if written.start < a.end and a.start < written.end]
    return tuple(
        replace(a, text=written.text, start=written.start, end=written.end) for a in inside
    ) or (written,)


def _is_within(actor: Actor, named: Token) -> bool:
    phrases = [_as_written(noun) for noun in syntax.conjuncts(named)]
    return any(p.start < actor.end and actor.start < p.end for p in phrases)


def _stands_for(token: Token, cast: Cast | None) -> Token | None:
    """``token``; of a pronoun the speaker of a clause above it, else the first subject before it.

    None where the cast alone can say it: a pronoun that it resolves, a relative pronoun.
    """
    if not is_pronoun(token):
        return None if token.pos_ == "PRON" and token.lower_ in syntax.RELATIVES else token
    if cast is not None and cast.who(token):
        return None
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
