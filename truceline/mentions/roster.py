"""Actors in, a roster out: who is named at each word, what role it has, for whom a person speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from truceline.codebook import SHIPPED, Codebook
from truceline.language import Parsed
from truceline.language.syntax import children
from truceline.mentions.lexicon import Role
from truceline.mentions.naming import Names, find_names
from truceline.mentions.parties import ORGANS, Directory, Party
from truceline.records import Actor

Actors = tuple[Actor, ...]


@dataclass(frozen=True)
class Roster:
    """The actors of one article at their words; nothing is resolved here."""

    parsed: Parsed
    names: Names
    actors: Actors
    at: dict[int, Actor]  # by token: the actor whose mention covers it
    head: dict[int, Actor]  # by token: the actor whose mention it heads
    inner: dict[int, Actor]  # by token: the name inside a larger mention, Syria in "Syria's army"

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.parsed.doc

    @property
    def known(self) -> Directory:
        """What the codebook knows of actors."""
        return self.names.known

    @property
    def cues(self) -> dict[str, frozenset[str]]:
        """The word sets that decide who is meant."""
        return self.names.cues

    def role(self, token: Token) -> Role | None:
        """The role that ``token`` names."""
        mention = self.names.headed_by(token)
        return mention.named.role if mention is not None else None

    def place(self, party: Party, token: Token) -> Actor:
        """``party`` as the word ``token`` mentions it."""
        return party.at(self.parsed.text, token.idx, token.idx + len(token))

    def as_at(self, party: Party, actor: Actor) -> Actor:
        """``party`` at the words of ``actor``."""
        return party.at(self.parsed.text, actor.start, actor.end)

    def party(self, actor: Actor) -> Party:
        """The party that ``actor`` is; of a person, the one for which he speaks."""
        if actor.kind == "person" and (party := self.principal(actor)) is not None:
            return party
        return Party(actor.name, actor.code, actor.country, actor.sector, actor.kind, actor.name)

    def country(self, actor: Actor) -> Actor | None:
        """The state of ``actor``, at its words."""
        own = self.principal(actor)
        party = own if own and own.kind == "state" else self.known.parties.get(actor.country or "")
        return self.as_at(party, actor) if party else None

    def office(self, role: Role, token: Token, of: Actor) -> Actor:
        """What ``role`` at ``token`` makes of ``of``: "its army"."""
        party, at = self.known.office(role, token.text, self.party(of)), self.at.get(token.i)
        return self.as_at(party, at) if at is not None else self.place(party, token)

    def organ(self, actor: Actor, state: Party) -> Actor:
        """A bare organ of a state ("the army") as that of ``state``; anybody else as he is."""
        role = self.known.roles.get(actor.text.split()[-1].lower())
        if role is None or role.person or actor.kind == "person" or actor.sector not in ORGANS:
            return actor
        return self.as_at(self.known.office(role, actor.text, state), actor)

    def principal(self, actor: Actor) -> Party | None:
        """The state, group or organisation for which a person speaks; None of anybody else."""
        if actor.kind != "person":
            return None
        leader = self.known.by_name.get(actor.name)
        if leader is not None:
            return self.known.principal_of(leader, self.names.day)
        same = [a for a in self.actors if a.name == actor.name]
        named = next((p for a in same if (p := self._named_beside(a)) is not None), None)
        if named is None and actor.sector == "GOV":
            return self.known.parties.get(actor.country or "")
        return named

    def _named_beside(self, actor: Actor) -> Party | None:
        """The state, group or organisation whose officer a person is, by the words around the name."""
        tokens = self.parsed.tokens_at(actor.start, actor.end)
        inside = [a for t in tokens if (a := self.inner.get(t.i)) is not None]
        head = next((t for t in tokens if self.head.get(t.i) is actor), None)
        beside = [*children(head, "appos"), head.head] if head is not None and head.dep_ else []
        joined = [a for t in beside if (a := self.head.get(t.i)) is not None and a is not actor]
        found = inside or [a for a in joined if a.code == actor.code]
        party = next((a for a in found if a.kind != "person"), None)
        return self.party(party) if party is not None else None


def call_roll(parsed: Parsed, actors: Actors, codebook: Codebook = SHIPPED) -> Roster:
    """The roster of one article."""
    names = find_names(parsed, codebook)
    at: dict[int, Actor] = {}
    head: dict[int, Actor] = {}
    for actor in actors:
        span = parsed.doc.char_span(actor.start, actor.end, alignment_mode="expand")
        if span is None:
            continue
        head[span.root.i] = actor
        at |= dict.fromkeys((t.i for t in span), actor)
    return Roster(parsed, names, actors, at, head, _inner_names(parsed, names, at, head))


def _inner_names(
    parsed: Parsed, names: Names, at: dict[int, Actor], head: dict[int, Actor]
) -> dict[int, Actor]:
    found: dict[int, Actor] = {}
    for mention in names.mentions:
        actor, party = at.get(mention.head.i), names.party(mention)
        if actor is None or party is None or head.get(mention.head.i) is actor:
            continue
        same = party.kind == "person" and party.name == actor.name
        if not same and (actor.start, actor.end) != (mention.start, mention.end):
            found[mention.head.i] = party.at(parsed.text, mention.start, mention.end)
    return found


def distinct(actors: Iterable[Actor]) -> Actors:
    """``actors`` in order, each party once, at its first words."""
    return tuple({(a.name, a.sector): a for a in reversed(list(actors))}.values())[::-1]
