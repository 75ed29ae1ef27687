"""Codebook in, every name of every actor out, with the party that it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from truceline.codebook import SHIPPED, Codebook
from truceline.mentions.lexicon import (
    Earlier,
    Entry,
    Group,
    Leader,
    Lexicon,
    Metonym,
    Role,
    State,
    Tenure,
    fold,
)
from truceline.records import Actor, ActorKind

How = Literal["name", "adjective", "people", "capital", "metonym", "group", "person", "role"]
# Organs of a state: their acts are the state's.
ORGANS = frozenset({"GOV", "MIL", "COP", "SPY"})
_BYSTANDERS = frozenset({"CVL", "REF", "MED", "EDU", "BUS", "LAB", "HLH", "AGR"})
_AGAINST = frozenset({"REB", "OPP", "SEP", "INS", "UAF", "CRM"})  # they act in a state, never for it
_FORCES = frozenset({"GOV", "MIL", "REB", "OPP", "SEP", "INS"})


@dataclass(frozen=True, slots=True)
class Party:
    """Who a name stands for: an actor without its place in a text."""

    name: str
    code: str | None = None
    country: str | None = None
    sector: str | None = None
    kind: ActorKind = "group"
    id: str | None = None  # the codebook's id; None for what the codebook does not know

    def at(self, text: str, start: int, end: int) -> Actor:
        """The party as ``text[start:end]`` mentions it."""
        return Actor(
            text=text[start:end],
            start=start,
            end=end,
            name=self.name,
            code=self.code,
            country=self.country,
            sector=self.sector,
            kind=self.kind,
        )


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that a name may mean; which of party, leader, role is set follows from ``how``."""

    how: How
    party: Party | None = None
    leader: Leader | None = None
    role: Role | None = None


@dataclass(frozen=True)
class Directory:
    """Everything that the codebook knows of actors, ready to be asked."""

    names: Lexicon[Named]
    parties: dict[str, Party]
    party_names: frozenset[str]
    leaders: tuple[Leader, ...]
    by_name: dict[str, Leader]
    surnames: dict[str, tuple[Leader, ...]]
    roles: dict[str, Role]  # by word
    earlier: dict[str, Earlier]  # the state of a group before another one was founded, by its id
    later: dict[str, tuple[str, ...]]  # what a party is called once named, by its id

    def party_of(self, leader: Leader, published: str | None, of: Party | None = None) -> Party:
        """The person as a party: for whom the office of the day speaks, or the last one before.

        ``of`` is the party whose office the text names ("Kenya's former president"). Without a
        date it is the office held last; who holds none any more keeps the country alone.
        """
        held = held_at(leader, published)
        named = [t for t in leader.roles if of is not None and t.of == of.id]
        tenure = held if held and (not named or held in named) else None
        base = self.parties.get((tenure or (named[-1] if named else _last(leader, published))).of)
        current = published is None or tenure is not None
        country = (base.country if base else None) or (of.country if of else None)
        code = base.code if base and current else country
        sector = base.sector if base and current else None
        return Party(leader.name, code, country, sector, "person", leader.id)

    def of_the_day(self, leader: Leader, day: str) -> Leader:
        """``leader``, or his namesake in the same state who was in office on the day: Bush in 1991."""
        states = {t.of for t in leader.roles}
        namesakes = self.surnames.get(fold(surname(leader.name)), ())
        serving = [n for n in namesakes if (t := held_at(n, day)) is not None and t.of in states]
        return serving[0] if len(serving) == 1 and held_at(leader, day) is None else leader

    def principal_of(self, leader: Leader, published: str | None) -> Party | None:
        """The state, group or organisation for which the person speaks or last spoke."""
        return self.parties.get((held_at(leader, published) or _last(leader, published)).of)

    def office(self, role: Role, words: str, of: Party) -> Party:
        """What ``role`` makes of a party: "Syrian army", "rebel spokesman", "Assad's forces".

        ``words`` is the phrase as written. A state's organs and officers are the state, its army
        goes by a name of its own; officers and fighters of a group are the group; anybody else is
        named by the words and shares the country.
        """
        sector = role.sector
        if _is_organised(of) and (of.kind == "igo" or sector not in _BYSTANDERS):
            return of
        officers = role.person and role.speaks_for and of.kind == "state" and sector not in _AGAINST
        if sector == "GOV" or (sector is None and role.speaks_for) or (officers and of.id is not None):
            return self._government(of)
        code = f"{of.country} {sector}" if of.country and sector else of.country or sector
        kind: ActorKind = role.kind if role.kind not in ("state", "person") else "group"
        owner = f"{of.name}'" if of.name.endswith("s") else f"{of.name}'s"
        return Party(f"{owner} {words}" if sector in ORGANS else words, code, of.country, sector, kind)

    def _government(self, of: Party) -> Party:
        """The state of a party: of the Syrians, of Assad; a people without a state is itself."""
        if of.kind == "state" and of.sector == "GOV":
            return of
        return self.parties.get(of.country or "", of)

    def holders(self, role: Role, title: str, of: str, published: str | None) -> tuple[Leader, ...]:
        """Who held the office at the date: the French president of 2013. None without a date.

        Where several have a title of the same sort the one with exactly this title comes alone.
        """
        if published is None:
            return ()
        found = [
            (leader, tenure)
            for leader in self.leaders
            for tenure in leader.roles
            if tenure.of == of and self._is_of(tenure, role) and _covers(tenure, published)
        ]
        exact = [leader for leader, tenure in found if tenure.office == title.lower()]
        return tuple(dict.fromkeys(exact or [leader for leader, _ in found]))

    def has_held(self, leader: Leader, role: Role, of: Party | None) -> bool:
        """Whether the leader ever had the role, for ``of`` where it is given."""
        return any(self._is_of(t, role) and (of is None or of.id == t.of) for t in leader.roles)

    def _is_of(self, tenure: Tenure, role: Role) -> bool:
        known = self.roles.get(tenure.office)
        return known is not None and known.id == role.id


def _covers(tenure: Tenure, day: str) -> bool:
    """Whether ``day`` lies in the tenure; prefixes compare at the shorter length."""
    start, end = tenure.from_ or "", tenure.until or "9999"
    return start[: len(day)] <= day[: max(len(start), 4)] and day[: len(end)] <= end[: max(len(day), 4)]


def held_at(leader: Leader, published: str | None) -> Tenure | None:
    """The office that ``leader`` held on the date; None without a date or office."""
    if published is None:
        return None
    return next((t for t in reversed(leader.roles) if _covers(t, published)), None)


def _last(leader: Leader, published: str | None) -> Tenure:
    """The office held last before the date; the first one where all lie after it."""
    earlier = [t for t in leader.roles if published is None or (t.from_ or "") <= published]
    return earlier[-1] if earlier else leader.roles[0]


def _is_organised(party: Party) -> bool:
    """Whether its officers and fighters are the party itself: a group, an organisation, a named army."""
    if party.kind in ("armed group", "igo", "ngo"):
        return True
    return (
        party.id is not None and party.sector in _FORCES and (party.kind == "group" or party.sector == "MIL")
    )


@lru_cache(maxsize=4)
def directory(codebook: Codebook = SHIPPED) -> Directory:
    """The actors of ``codebook``, indexed by all their names."""
    states = codebook.entries("actors/states.yaml", State)
    groups = (
        *codebook.entries("actors/groups.yaml", Group),
        *codebook.entries("actors/organisations.yaml", Group),
    )
    peoples = codebook.entries("actors/peoples.yaml", State)
    leaders = codebook.entries("actors/leaders.yaml", Leader)
    roles = codebook.entries("actors/roles.yaml", Role)
    parties = {s.id: _state(s) for s in states} | {g.id: _group(g) for g in groups}
    entries = [
        *(e for s in states for e in _state_names(s, parties[s.id])),
        *(e for p in peoples for e in _people_names(p)),
        *(e for g in groups for e in _group_names(g, parties[g.id])),
        *(e for m in codebook.entries("actors/metonyms.yaml", Metonym) for e in _metonym_names(m, parties)),
        *(_entry(n, Named("person", leader=p)) for p in leaders for n in (p.name, *p.aliases)),
        *(Entry(w, Named("role", role=r), "exact" if w.isupper() else "any") for r in roles for w in r.words),
    ]
    surnames: dict[str, list[Leader]] = {}
    for leader in leaders:
        surnames.setdefault(fold(surname(leader.name)), []).append(leader)
    return Directory(
        names=Lexicon(entries),
        parties=parties,
        party_names=frozenset(p.name for p in parties.values()),
        leaders=leaders,
        by_name={p.name: p for p in leaders},
        surnames={k: tuple(v) for k, v in surnames.items()},
        roles={w.lower(): r for r in roles for w in r.words},
        earlier={g.id: g.earlier for g in groups if g.earlier is not None},
        later={s.id: s.later for s in states if s.later},
    )


def surname(name: str) -> str:
    """The word by which news goes on to call a person: the last one, with its article before it.

    >>> surname("Bashar al-Assad"), surname("Miriam Coronel-Ferrer")
    ('Assad', 'Coronel-Ferrer')
    """
    last = name.split()[-1]
    for article in ("al-", "el-", "Al-", "El-", "an-", "as-", "ar-"):
        last = last.removeprefix(article)
    return last


def _entry(name: str, value: Named) -> Entry[Named]:
    """Initials must be written in capitals: US is a state, us is not."""
    letters = name.replace(".", "").replace("-", "")
    exact = letters.isupper() and len(letters) <= 6
    return Entry(name, value, "exact" if exact else "name")


def _state(state: State) -> Party:
    country = state.country or state.id
    return Party(state.name, f"{state.code or country} GOV", country, "GOV", "state", state.id)


def _group(group: Group) -> Party:
    code = group.code or (f"{group.country} {group.sector}" if group.country and group.sector else None)
    return Party(group.name, code or group.sector, group.country, group.sector, group.kind, group.id)


def people_of(party: Party) -> Party:
    """The people of a state, who are not its government: Syrians. CAMEO gives them the bare code."""
    return replace(party, code=party.country, sector=None, kind="group")


def ethnic(party: Party) -> Party:
    """The people that share a state's name and live anywhere: ethnic Turks. Others are as they are."""
    if party.kind != "state" and party.code != party.country:
        return party
    return replace(party, code="CVL", country=None, sector="CVL", kind="group")


def _state_names(state: State, party: Party) -> Iterator[Entry[Named]]:
    for name in (state.name, *state.aliases):
        yield _entry(name, Named("name", party))
    for former in state.former:
        for name in (former.name, *former.aliases):
            yield _entry(name, Named("name", replace(party, name=former.name)))
    for name in state.adjectives:
        yield _entry(name, Named("adjective", party))
    for name in state.people:
        yield _entry(name, Named("people", replace(people_of(party), name=name)))
    for name in state.capitals:
        yield _entry(name, Named("capital", party))


def _people_names(people: State) -> Iterator[Entry[Named]]:
    code = f"{people.country} CVL" if people.country else None
    party = Party(people.name, code, people.country, "CVL", "group", people.id)
    for name in people.adjectives:
        yield _entry(name, Named("adjective", party))
    for name in (people.name, *people.aliases, *people.people):
        yield _entry(name, Named("people", party))


def _group_names(group: Group, party: Party) -> Iterator[Entry[Named]]:
    for name in (group.name, *group.aliases):
        yield _entry(name, Named("group", party))


def _metonym_names(metonym: Metonym, parties: dict[str, Party]) -> Iterator[Entry[Named]]:
    of = parties.get(metonym.of)
    country = of.country if of else None
    code = f"{country} {metonym.sector}" if country else of.code if of else None
    kind: ActorKind = of.kind if of else "group"
    party = Party(metonym.name, code, country, metonym.sector if country else "IGO", kind, metonym.id)
    for name in metonym.words:
        yield _entry(name, Named("capital" if metonym.city else "metonym", party))
