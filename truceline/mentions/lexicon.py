"""Names in, their places in a text out: every name of a lexicon in one pass, by whole words.

The kinds of entry that the codebook's actor files hold stand here too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Literal, TypeVar

import ahocorasick_rs
import msgspec

from truceline.records import ActorKind

T = TypeVar("T")
Case = Literal["name", "exact", "any"]


class Former(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name that a state went by until a year: Zaire until 1997."""

    name: str
    aliases: tuple[str, ...] = ()
    until: str


class State(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A state or territory of its own; ``id`` is ISO 3166-1 alpha-3 (XKX is Kosovo)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()  # Syrian: also the singular of its people
    people: tuple[str, ...] = ()  # Syrians
    capitals: tuple[str, ...] = ()  # the first one names it; spellings and other seats of government follow
    former: tuple[Former, ...] = ()
    later: tuple[str, ...] = ()  # what it is called once named: "the North"; written exactly so
    code: str | None = None  # CAMEO's code where it is not the id, or the id of the state it belongs to
    country: str | None = None  # ISO code to state where the id is none of ISO's


class Metonym(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A seat or building that stands for an institution: the Kremlin, Turtle Bay."""

    id: str
    words: tuple[str, ...]
    name: str  # the institution: United States Department of State
    of: str  # a state's id, or the id of an organisation
    sector: str = "GOV"
    city: bool = False  # a place too: it stands for the institution only where it acts, as Brussels does


class Tenure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An office held from a date to a date (ISO prefixes; both ends belong to it); None is open."""

    office: str
    of: str  # a state's id, or the id of a group or organisation
    from_: str | None = msgspec.field(default=None, name="from")
    until: str | None = None


class Leader(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person who speaks for a state, a group or an organisation, with the offices held."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Tenure, ...]


class Earlier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The state of a group until a month (an ISO prefix): Sudan for the SPLA, before South Sudan was one."""

    country: str
    until: str


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An armed group or an organisation by all its names; ``from`` and ``until`` are ISO prefixes."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    code: str | None = None  # CAMEO: "YEM REB", "IGO UNO"
    sector: str | None = None
    kind: ActorKind
    from_: str | None = msgspec.field(default=None, name="from")
    until: str | None = None
    earlier: Earlier | None = None
    members: tuple[str, ...] = ()


class Role(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for people without a name: rebels, police, envoy."""

    id: str
    words: tuple[str, ...]
    sector: str | None = None
    kind: ActorKind = "group"
    person: bool = False  # a single person holds it: envoy, spokesman
    speaks_for: bool = False  # "the ministers of X", "X's delegation" stand for X
    owned: bool = False  # a role only where its phrase says whose: "the NATO chief", "the head of the army"


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A name with what it stands for.

    ``case`` is how it must be written: ``name`` with a capital at its start, ``exact`` letter
    by letter (US), ``any`` however.
    """

    name: str
    value: T
    case: Case = "name"


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A name found: half-open character offsets and the values that it may stand for."""

    start: int
    end: int
    values: tuple[T, ...]


class Lexicon(Generic[T]):
    """Many names found in one pass, by whole words, whatever their accents and hyphens."""

    def __init__(self, entries: Iterable[Entry[T]]) -> None:
        found: dict[str, list[Entry[T]]] = {}
        for entry in entries:
            found.setdefault(fold(entry.name), []).append(entry)
        self._entries = list(found.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(found))

    def find(self, text: str) -> tuple[Match[T], ...]:
        """The names in ``text``, in its order; of names that overlap the longest is kept."""
        chosen: list[Match[T]] = []
        for match in sorted(self.all(text), key=lambda m: (m.start - m.end, m.start)):
            if all(match.end <= c.start or c.end <= match.start for c in chosen):
                chosen.append(match)
        return tuple(sorted(chosen, key=lambda m: m.start))

    def all(self, text: str) -> Iterator[Match[T]]:
        """Every name in ``text``, those inside others too."""
        folded = fold(text)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not _is_whole(folded, start, end):
                continue
            values = [e.value for e in self._entries[index] if _is_cased(text[start:end], e)]
            if values:
                yield Match(start, end, tuple(dict.fromkeys(values)))


def fold(text: str) -> str:
    """``text`` without case, accents and hyphens, letter for letter: offsets stay the same.

    >>> fold("Erdoğan’s al-Qaïda")
    "erdogan's al qaida"
    """
    return "".join(map(_letter, text))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    if letter in "-‐‑–" or letter.isspace():
        return " "
    if letter in "’‘ʼʻ`":
        return "'"
    if letter == "ı":
        return "i"
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return plain if len(plain) == 1 else letter


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter or figure touches the stretch: "assad" in "ambassador" is none."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())


def _is_cased(written: str, entry: Entry[T]) -> bool:
    if entry.case == "exact":
        return written == entry.name
    return entry.case == "any" or written[0].isupper() or not entry.name[0].isupper()
