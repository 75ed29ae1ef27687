"""A role in the text in ("army", "envoy"), the phrase that it heads and whose role it is, out."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from spacy.tokens import Token

from truceline.mentions.lexicon import Leader, Role, fold
from truceline.mentions.naming import Mention, Names
from truceline.mentions.parties import Party, held_at, surname

_MODIFIER = ("amod", "compound", "nmod", "poss", "npadvmod")
_OWNING = ("of", "for", "from")
# Whoever they are, where they are says whose they are: "rebels in Chad", but not "troops in Chad".
LOCAL = frozenset(
    {"GOV", "REB", "OPP", "CVL", "LAB", "JUD", "LEG", "COP", "UAF", "AGR", "BUS", "HLH", "EDU", "CRM"}
)


def owners(names: Names, mention: Mention, head: Token) -> list[tuple[Mention, Party]]:
    """The named parties whose role it is, with where they are named.

    ``head`` is the role's own head, or the name that the role stands before. Of a group and its
    own state the group has it ("Yemen's Houthi rebels"), of a state and its leader the state.
    """
    found = [m for t in _before(mention, head) if (m := names.at.get(t.i)) is not None]
    for token in _behind(names, mention):
        found += [m for t in _with_conjuncts(token) if (m := names.headed_by(t)) is not None]
    whole = (m for m in dict.fromkeys(found) if not m.inside_word)
    named = [(m, p) for m in whole if (p := names.party(m)) is not None]
    states = {p.country for _, p in named if p.kind == "state"}
    named = [(m, p) for m, p in named if p.kind != "person" or p.country not in states]
    serves = [p for _, p in named if p.kind == "igo"]
    if serves and mention.named.role is not None and mention.named.role.person:
        return [(m, p) for m, p in named if p.kind != "state"]  # "French U.N. envoy"
    at_home = {p.country for _, p in named if p.kind not in ("state", "person")}
    return [(m, p) for m, p in named if p.kind != "state" or p.country not in at_home]


def country_around(names: Names, head: Token, prepositions: tuple[str, ...] = ("in",)) -> Party | None:
    """The state in which ``head`` is: "rebels in Chad", "the Albanians of southern Serbia"."""
    for token in _objects(head, prepositions):
        mention = names.headed_by(token)
        if mention is not None and mention.named.how in ("name", "capital") and mention.named.party:
            return mention.named.party
    return None


def is_local(role: Role) -> bool:
    """Whether those who hold the role belong to the place where they are."""
    return role.sector in LOCAL and not role.person


def owner(names: Names, mention: Mention, head: Token) -> Party | None:
    """The one party whose role it is; None where nobody or several are named."""
    distinct = {p.id or p.name: p for _, p in owners(names, mention, head)}
    return next(iter(distinct.values())) if len(distinct) == 1 else None


def phrase_start(names: Names, mention: Mention, head: Token) -> int:
    """The first token of the phrase that the role heads, without articles and numbers."""
    start = mention.i
    for token in _before(mention, head):
        other = names.at.get(token.i)
        tied = token.i > 0 and names.doc[token.i - 1].text in ("-", "–")  # "22-year-old"
        if other is not None and other.inside_word:
            continue  # "Turkish-backed fighters" are not Turkish
        if other is not None:
            start = min(start, other.i)
        elif token.pos_ in ("ADJ", "PROPN", "NOUN") and token.i == start - 1 and not tied:
            start = token.i
    return start


def specified(names: Names, mention: Mention, head: Token, role: Role) -> Role:
    """The role with the sector of a role before it: a "rebel spokesman" is the rebels'."""
    inside = (names.known.roles.get(names.doc[i].lower_) for i in range(mention.i, mention.j - 1))
    before = (m.named.role for t in _before(mention, head) if (m := names.at.get(t.i)) and not m.inside_word)
    for other in (*inside, *before):
        if other is None:
            continue
        sector = other.sector
        if role.sector is None or (sector not in (None, "GOV") and role.sector != "GOV"):
            return msgspec.structs.replace(role, sector=sector)
    return role


def is_absorbed(names: Names, mention: Mention) -> bool:
    """Whether the role only describes another name or role: "rebel" in "rebel spokesman"."""
    head = mention.head
    while head.dep_ in _MODIFIER and head.head.i > head.i:
        head = head.head
        other = names.at.get(head.i)
        if other is not None and other is not mention:
            return True
    return False


def names_another(names: Names, mention: Mention) -> bool:
    """Whether a name follows that says who it is: "rebel supporter Ankara"."""
    following = names.at.get(mention.j)
    if following is None or following.i != mention.j or following.named.how in ("role", "adjective"):
        return False
    last = names.doc[following.j - 1]
    return following.head.i >= mention.j and following.head.pos_ == "PROPN" and last.pos_ == "PROPN"


def is_person(names: Names, mention: Mention, role: Role) -> bool:
    """Whether the role is that of one person: an envoy, a journalist, no company and no court."""
    if role.person:
        return True
    single = mention.head.tag_ in ("NN", "NNP") and role.kind == "group"
    return single and mention.head.lemma_.lower() not in names.cues["organisation_head"]


def names_person(names: Names, mention: Mention, role: Role, end: int) -> bool:
    """Whether the name up to token ``end`` behind the role is a person's, no organisation's."""
    last = names.doc[end - 1].lower_
    return is_person(names, mention, role) and last not in names.cues["organisation_head"]


def name_end(names: Names, i: int) -> int:
    """The end of the run of proper names that starts at token ``i``; ``i`` where there is none."""
    doc, start = names.doc, i
    while start < len(doc) and names.is_courtesy(start):
        start += 1
    first = names.at.get(start)
    if first is not None and first.named.leader is None and first.j - first.i > 1:
        return i
    end = start
    while end < len(doc) and _is_name_part(names, end, end == start):
        end += 1
    while end > start and not doc[end - 1].text[0].isupper():
        end -= 1
    known_alone = end == start + 1 and first is not None and first.named.leader is None
    return i if end == start or known_alone else end


def _is_name_part(names: Names, i: int, first: bool) -> bool:
    token = names.doc[i]
    if token.lower_ in names.cues["calendar"]:
        return False
    if token.text[0].isupper():
        return token.pos_ == "PROPN"
    return not first and token.lower_ in names.cues["name_particle"]


def holder(names: Names, name: str, role: Role, of: Party | None) -> Leader | None:
    """The leader whom a name after a title means: "President Kiir". None where two fit."""
    bearers = [
        leader
        for leader in names.known.surnames.get(fold(surname(name)), ())
        if fold(leader.name).endswith(fold(name)) and names.known.has_held(leader, role, of)
    ]
    if names.day and len(bearers) > 1:
        bearers = [b for b in bearers if held_at(b, names.day)] or bearers
    return bearers[0] if len(bearers) == 1 else None


def stranger(names: Names, name: str, role: Role, of: Party | None) -> Party:
    """A person whom the codebook does not know, by name and role.

    Where only one country is named, a president without more is that country's.
    """
    if of is None and role.sector == "GOV":
        of = names.home
    sector = role.sector or (of.sector if of else None)
    if of is None:
        return Party(name, sector, None, sector, "person")
    code = of.code if of.sector == sector or not of.country else f"{of.country} {sector}"
    return Party(name, code, of.country, sector, "person", of.id)


def _before(mention: Mention, head: Token) -> list[Token]:
    """The modifiers before the role, nearest first, of it or of the name that it stands before."""
    tokens = {t.i: t for h in (mention.head, head) for t in _premodifiers(h)}
    return [tokens[i] for i in sorted(tokens, reverse=True) if i < mention.i]


def _premodifiers(head: Token) -> Iterator[Token]:
    """What describes ``head`` before it, what describes that, and what is coordinated with it."""
    for token in head.lefts:
        if token.dep_ in _MODIFIER:
            yield token
            yield from _premodifiers(token)
            yield from (t for t in token.rights if t.dep_ == "conj")


def _objects(head: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    for preposition in head.children:
        if preposition.dep_ == "prep" and preposition.lower_ in prepositions:
            yield from (t for t in preposition.children if t.dep_ == "pobj")


def _behind(names: Names, mention: Mention) -> Iterator[Token]:
    """Whose it is, by its "of" phrases: also "the ministry of defence of Chad", "the head of Chad's army"."""
    for token in names.doc[mention.i : mention.j]:
        yield from (o for o in _objects(token, _OWNING) if o.i >= mention.j)
    for token in _objects(mention.head, ("of", "for")):
        other = names.headed_by(token)
        if other is not None and other is not mention and other.named.role is not None:
            yield from (t for t in _before(other, token) if t.i in names.at)
            yield from _objects(token, ("of",))


def _with_conjuncts(token: Token) -> Iterator[Token]:
    yield token
    for other in token.rights:
        if other.dep_ == "conj":
            yield from _with_conjuncts(other)
