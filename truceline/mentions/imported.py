"""A dictionary's actors and agents in, entries for the codebook's actor files out.

A code becomes a country and a sector by CAMEO's scheme (``actors/codes.yaml``). What the codebook knows
already keeps its entry and gains names: a state keeps its adjectives, a person the offices that
dictionaries do not name; of a group the dictionary's code counts. Names of places stay the gazetteer's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.dictionaries import Agent, Dated, Listed, Unread
from truceline.codebook.words import words
from truceline.mentions.gazetteer import gazetteer
from truceline.mentions.lexicon import Group, Leader, Role, State, Tenure, fold
from truceline.mentions.parties import Directory, Named, directory
from truceline.records import ActorKind

_OFFICE = "official"  # dictionaries say when somebody was in government, never as what
_LINKS = frozenset({"of", "for", "and", "on", "in"})  # they stand in names of organisations, never of persons
Actor = State | Leader | Group


class ActorCode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of CAMEO's actor codes; ``id`` is its three letters."""

    id: str
    place: Literal["international", "region", "role", "religion"]
    kind: ActorKind
    holds: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Entries by the file that they belong to, what could not be placed, and why names were left out."""

    states: tuple[State, ...]
    leaders: tuple[Leader, ...]
    groups: tuple[Group, ...]
    organisations: tuple[Group, ...]
    roles: tuple[Role, ...]
    unread: tuple[Unread, ...]
    left: dict[str, int]  # reason to how many names or codes

    def files(self) -> dict[str, tuple[Actor | Role, ...]]:
        """The entries by the codebook file that holds them, without empty ones."""
        found: dict[str, tuple[Actor | Role, ...]] = {
            "actors/states.yaml": self.states,
            "actors/leaders.yaml": self.leaders,
            "actors/groups.yaml": self.groups,
            "actors/organisations.yaml": self.organisations,
            "actors/roles.yaml": self.roles,
        }
        return {file: entries for file, entries in found.items() if entries}


@dataclass(frozen=True, slots=True)
class _Coded:
    """A code by CAMEO's scheme: the state's id, the sector, the whole code, what kind of actor has it."""

    state: str | None
    country: str | None
    sector: str | None
    code: str
    kind: ActorKind
    start: str | None
    end: str | None

    @property
    def bare(self) -> bool:
        """Whether it is that of a state and no more."""
        return self.state is not None and " " not in self.code


def imported(
    actors: Iterable[Listed], agents: Iterable[Agent] = (), codebook: Codebook = SHIPPED
) -> Imported:
    """What dictionaries list, as entries that ``codebook`` can be extended by."""
    importer = _Importer(codebook)
    for actor in actors:
        importer.add(actor)
    for agent in agents:
        importer.add_agent(agent)
    return importer.outcome()


class _Unplaced(Exception):
    """Says which code was expected."""


@dataclass
class _Importer:
    codebook: Codebook
    entries: dict[str, Actor] = field(default_factory=dict)
    role_words: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    ids: Counter[str] = field(default_factory=Counter)
    taken: dict[str, str] = field(default_factory=dict)  # a name, folded, to the entry that has it

    def __post_init__(self) -> None:
        self.known: Directory = directory(self.codebook)
        self.leader_ids = {leader.id for leader in self.known.leaders}
        self.codes = {c.id: c for c in self.codebook.entries("actors/codes.yaml", ActorCode)}
        states = self.codebook.entries("actors/states.yaml", State)
        self.states = {s.id: s for s in states}
        self.by_code = {s.code or s.id: s for s in reversed(states)} | self.states
        self.groups = {
            g.id: g
            for file in ("actors/groups.yaml", "actors/organisations.yaml")
            for g in self.codebook.entries(file, Group)
        }
        self.heads = words(self.codebook, "actors/cues.yaml")["organisation_head"]

    # Actors

    def add(self, actor: Listed) -> None:
        try:
            codes = [self._coded(code.parts, code) for code in actor.codes if code.parts]
        except _Unplaced as error:
            came = " ".join(f"[{''.join(code.parts)}]" for code in actor.codes)
            self.unread.append(Unread(actor.where, f"{actor.names[0]} {came}", str(error)))
            return
        if not codes:
            self.left["names that the dictionary gives to nobody"] += len(actor.names)
        elif owner := self._owner(actor, codes):
            self._extend(owner, actor, codes)
        else:
            self._found(actor, codes)

    def _owner(self, actor: Listed, codes: list[_Coded]) -> Named | None:
        """Whom the first name of ``actor`` means in the codebook, where it is a group or a person."""
        named = self._known(actor.names[0])
        if named is None or named.how not in ("group", "person") or all(code.bare for code in codes):
            return None
        return named

    def _extend(self, owner: Named, actor: Listed, codes: list[_Coded]) -> None:
        """Add names to the codebook's entry; a group takes the dictionary's code as well."""
        if owner.leader is not None:
            before = self.entries.get(owner.leader.id, owner.leader)
            assert isinstance(before, Leader)
            if new := self._free(actor.names, before.id):
                self.entries[before.id] = msgspec.structs.replace(before, aliases=(*before.aliases, *new))
            return
        assert owner.party is not None
        id_ = owner.party.id or ""
        group = self.entries.get(id_, self.groups.get(id_))
        assert isinstance(group, Group)
        code = self._one(codes)
        new = self._free(actor.names, id_)
        if new or (code.code, code.sector) != (group.code, group.sector):
            self.entries[id_] = msgspec.structs.replace(
                group,
                aliases=(*group.aliases, *new),
                code=code.code,
                country=code.country,
                sector=code.sector,
            )

    def _found(self, actor: Listed, codes: list[_Coded]) -> None:
        """A new entry, or new names of a state."""
        if all(code.bare for code in codes):
            self._add_state(actor, codes[-1])
            return
        names = self._free(actor.names, None)
        if not names:
            return
        id_ = self._id(names[0])
        for name in names:
            self.taken[fold(name)] = id_
        person = self._is_person(names[0], codes)
        offices = [c for c in codes if c.sector != "ELI"]
        if person and offices and all(c.state and c.sector == "GOV" for c in offices):
            self.entries[id_] = Leader(id=id_, name=names[0], aliases=names[1:], roles=_tenures(offices))
        else:
            self.entries[id_] = self._group(id_, names, self._one(codes), person=person)

    def _add_state(self, actor: Listed, code: _Coded) -> None:
        """A state's further names; its cities and provinces are the gazetteer's."""
        state = self.entries.get(code.state or "", self.states[code.state or ""])
        assert isinstance(state, State)
        known = gazetteer(self.codebook)
        free = self._free(actor.names, state.id)
        names = tuple(name for name in free if name not in known)
        self.left["names of places, which the gazetteer has"] += len(free) - len(names)
        if names:
            self.entries[state.id] = msgspec.structs.replace(state, aliases=(*state.aliases, *names))

    def _group(self, id_: str, names: tuple[str, ...], code: _Coded, *, person: bool) -> Group:
        return Group(
            id=id_,
            name=names[0],
            aliases=names[1:],
            country=code.country,
            code=code.code,
            sector=code.sector,
            kind="person" if person else code.kind,
            from_=code.start,
            until=code.end,
        )

    def _one(self, codes: list[_Coded]) -> _Coded:
        """The code of a group, which has one: the one without dates, else the last."""
        standing = [code for code in codes if code.start is None and code.end is None]
        chosen = (
            [c for c in standing if c.sector != "ELI"] or [c for c in codes if c.sector != "ELI"] or codes
        )
        others = len({code.code for code in codes}) - 1
        self.left["further codes of an actor who has one in the codebook"] += others
        return chosen[-1]

    def _is_person(self, name: str, codes: list[_Coded]) -> bool:
        """Who was somebody of note, or has dates in office and no word of an organisation in the name."""
        if any(code.sector == "ELI" for code in codes):
            return True
        parts = name.lower().split()
        if len(parts) < 2 or (self.heads | _LINKS) & set(parts):
            return False
        return all(self._in_office(code) for code in codes)

    def _in_office(self, code: _Coded) -> bool:
        """Whether it is the dated code of a state's organ, or an organisation's with both dates."""
        if code.state is None:
            return code.kind == "igo" and bool(code.start and code.end)
        known = self.codes.get(code.sector or "")
        return known is not None and known.kind == "state" and bool(code.start or code.end)

    def _id(self, name: str) -> str:
        plain = unicodedata.normalize("NFD", name.lower())
        id_ = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").replace(".", "")).strip("-") or "unnamed"
        known = id_ in self.known.parties or id_ in self.leader_ids
        self.ids[id_] += 1
        number = self.ids[id_] + known
        return f"{id_}-{number}" if number > 1 else id_

    # Names

    def _known(self, name: str) -> Named | None:
        """What the codebook takes the whole of ``name`` for."""
        for written in (name, name.upper()):
            for match in self.known.names.find(written):
                if (match.start, match.end) == (0, len(written)):
                    return match.values[0]
        return None

    def _free(self, names: Iterable[str], id_: str | None) -> tuple[str, ...]:
        """Those of ``names`` that are nobody's so far; they are ``id_``'s from now on."""
        found: list[str] = []
        for name in dict.fromkeys(names):
            if self._known(name) is not None:
                self.left["names that the codebook has already"] += 1
            elif fold(name) in self.taken or fold(name) in map(fold, found):
                self.left["names that stand in the dictionary twice"] += 1
            else:
                found.append(name)
                if id_ is not None:
                    self.taken[fold(name)] = id_
        return tuple(found)

    # Codes

    def _coded(self, parts: tuple[str, ...], dates: Dated | None = None) -> _Coded:
        """A code by CAMEO's scheme: a country, a region or a kind of organisation, then roles."""
        head = parts[0]
        state = self.by_code.get(head)
        known = self.codes.get(head)
        if state is None and known is None:
            raise _Unplaced(
                f"a code that begins with a country (ISO or CAMEO) or a part of actors/codes.yaml, not {head}"
            )
        roles = [part for part in parts if part in self.codes and self.codes[part].place == "role"]
        abroad = known is not None and known.place == "international" and state is None
        home = state or (self._home(parts[1]) if abroad and len(parts) > 1 else None)
        leading = head if abroad else roles[0] if roles else None
        return _Coded(
            state=state.id if state else None,
            country=(home.country or home.id) if home else None,
            sector=leading,
            code=" ".join(parts),
            kind=self.codes[leading].kind if leading else "group",
            start=dates.start if dates else None,
            end=dates.end if dates else None,
        )

    def _home(self, part: str) -> State | None:
        """The country of an organisation that is no state's (NGO KEN); MUS is a religion there."""
        return None if part in self.codes else self.by_code.get(part)

    # Agents

    def add_agent(self, agent: Agent) -> None:
        role = next((p for p in agent.parts if p in self.codes and self.codes[p].place != "region"), None)
        if role is None:
            came = f"{agent.words[0]} [~{''.join(agent.parts)}]"
            self.unread.append(Unread(agent.where, came, "a role that is in actors/codes.yaml"))
            return
        new = [word for word in agent.words if not self._is_role(word)]
        self.left["words for roles that the codebook has already"] += len(agent.words) - len(new)
        self.role_words.setdefault((role,), []).extend(new)

    def _is_role(self, word: str) -> bool:
        return word in self.known.roles or any(word in listed for listed in self.role_words.values())

    def _roles(self) -> Iterator[Role]:
        for (code,), listed in self.role_words.items():
            kind = self.codes[code].kind
            if listed:
                yield Role(
                    id=f"imported-{code.lower()}",
                    words=tuple(dict.fromkeys(listed)),
                    sector=code,
                    kind="group" if kind in ("state", "person") else kind,
                )

    def outcome(self) -> Imported:
        """All entries, by what they are."""
        groups = [entry for entry in self.entries.values() if isinstance(entry, Group)]
        return Imported(
            states=tuple(e for e in self.entries.values() if isinstance(e, State)),
            leaders=tuple(e for e in self.entries.values() if isinstance(e, Leader)),
            groups=tuple(g for g in groups if g.kind not in ("igo", "ngo")),
            organisations=tuple(g for g in groups if g.kind in ("igo", "ngo")),
            roles=tuple(self._roles()),
            unread=tuple(self.unread),
            left={reason: number for reason, number in self.left.items() if number},
        )


def _tenures(codes: list[_Coded]) -> tuple[Tenure, ...]:
    """Terms in government, the earliest first."""
    found = [Tenure(office=_OFFICE, of=c.state or "", from_=c.start, until=c.end) for c in codes]
    return tuple(sorted(found, key=lambda tenure: tenure.from_ or ""))
