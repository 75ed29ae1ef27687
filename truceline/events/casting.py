"""Argument tokens in, actor records out: the cast's parties, else the noun phrase as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from spacy.tokens import Doc, Token

from truceline.events.clauses import is_pronoun
from truceline.language import syntax
from truceline.records import Actor, Place

if TYPE_CHECKING:
    from truceline.mentions.scene import Scene

_MOST = 8  # a list that names more was read too widely


def cast_all(tokens: Iterable[Token], scene: Scene | None, but: tuple[Actor, ...] = ()) -> tuple[Actor, ...]:
    """The parties that ``tokens`` stand for, each once, without those of ``but``."""
    taken = {_key(a) for a in but}
    found: list[Actor] = []
    for token in tokens:
        for actor in _who(token, scene):
            if _key(actor) not in taken:
                taken.add(_key(actor))
                found.append(actor)
    return tuple(found[:_MOST])


def _key(actor: Actor) -> tuple[int, int, str]:
    return actor.start, actor.end, actor.name


def _who(token: Token, scene: Scene | None) -> tuple[Actor, ...]:
    named = _stands_for(token, scene)
    if named is None:
        return scene.cast.who(token) if scene is not None else ()
    return tuple(actor for noun in _apart(_members(named), scene) for actor in _one(noun, scene))


def _apart(members: list[Token], scene: Scene | None) -> list[Token]:
    """``members`` without the parts of one name that the tokenizer has cut: "SPLM/A"."""
    if scene is None:
        return members
    spans = [scene.cast.actor_at(m) for m in members]
    return [m for n, m in enumerate(members) if spans[n] is None or spans[n] not in spans[:n]]


def _members(noun: Token) -> list[Token]:
    """``noun``, what is coordinated with it, and who is named along with each of them."""
    joined = syntax.conjuncts(noun)
    return [*joined, *(c for n in joined for c in syntax.companions(n))]


def _one(noun: Token, scene: Scene | None) -> tuple[Actor, ...]:
    """Who one member of a coordination is, quoted with all the words of its phrase.

    A party that stands elsewhere ("both sides") keeps its own words; whom the cast does not know
    is named as the text has it.
    """
    written = _as_written(noun)
    known = scene.cast.who(noun) if scene is not None else ()
    inside = [a for a in known if _overlap(a, written)]
    if inside:
        return tuple(replace(a, text=written.text, start=written.start, end=written.end) for a in inside)
    if known and not syntax.children(noun, "conj"):
        return known
    return (_owned(noun, replace(written, country=_country(written, scene)), scene),)


def _owned(noun: Token, written: Actor, scene: Scene | None) -> Actor:
    """Things of an organisation or a group carry its code: "[U.N.] helicopters"."""
    if scene is None or written.country is not None:
        return written
    before = (scene.cast.actor_at(c) for c in syntax.children(noun, "compound", "poss", "amod", "nmod"))
    owner = next((a for a in before if a is not None and a.kind in ("igo", "ngo", "armed group")), None)
    if owner is None:
        return written
    return replace(written, code=owner.code, country=owner.country, sector=owner.sector)


def _country(written: Actor, scene: Scene | None) -> str | None:
    """The only country that the words of a phrase name: "towns in [Iraq]", "[Danish] websites"."""
    if scene is None:
        return None
    mentions: list[Actor | Place] = [*scene.actors, *scene.places]
    named = {m.country for m in mentions if _overlap(m, written)} - {None}
    return named.pop() if len(named) == 1 else None


def _overlap(one: Actor | Place, other: Actor | Place) -> bool:
    return one.start < other.end and other.start < one.end


def _stands_for(token: Token, scene: Scene | None) -> Token | None:
    """``token``; of a pronoun the speaker of a clause above it, else the first subject before it.

    None where the cast alone can say it: a pronoun that it resolves, a relative pronoun.
    """
    if not is_pronoun(token):
        return None if token.pos_ == "PRON" and token.lower_ in syntax.RELATIVES else token
    if scene is not None and scene.cast.who(token):
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
    words = doc[start : _name_end(noun, end)]
    return Actor(text=words.text, start=words.start_char, end=words.end_char, name=words.text)


def _name_end(noun: Token, end: int) -> int:
    """Where the name ends that says who a common noun is: "his counterpart, [Ivan Petrov]"."""
    doc: Doc = noun.doc
    if noun.pos_ != "NOUN" or end >= len(doc):
        return end
    behind = end + (doc[end].text == ",")
    names = (c for c in syntax.children(noun, "appos") if c.pos_ == "PROPN" and c.left_edge.i == behind)
    return max((syntax.phrase(c)[1] for c in names), default=end)
