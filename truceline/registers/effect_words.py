"""The codebook's words of harm and movement in, look-ups by lemma and role out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import msgspec
from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.mentions.counted import Group, Unit

Role = Literal["subject", "object", "state", "act", "deed", "person", "toll", "bearing"]
Register = Literal["movements", "casualties"]


_AWAY = ("out", "away", "off", "back", "up")  # particles, also before a phrase: "pulled 40 out of the town"


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say one kind of effect, what the counted are to them, and what must stand beside.

    ``with_`` are lemmas of which one must stand in the clause, and one of ``and_`` too; ``people`` are
    nouns of which one must be what is counted; ``unit`` is the one unit that the words are said of.
    Of a ``negative`` one it is the negation that says it ("have not been seen"); a verb that must
    stand ``alone`` has no object ("the families have left"). ``people`` may name a group (``<civilians>``)
    and the bare number (``<number>``); a name passes unless ``names`` is off. ``any_noun`` words are
    said of people only, so that a noun which the codebook does not know counts people too.
    """

    kind: str
    as_: Role = msgspec.field(name="as")
    words: tuple[str, ...]
    with_: tuple[str, ...] = msgspec.field(default=(), name="with")
    and_: tuple[str, ...] = msgspec.field(default=(), name="and")
    people: tuple[str, ...] = ()
    unit: Unit | None = None
    negative: bool = False
    alone: bool = False
    names: bool = True
    any_noun: bool = False


class _Joint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    role: Literal[
        "verb",
        "quantity",
        "again",
        "causes",
        "home",
        "doubt",
        "figure",
        "leave",
        "bound",
        "partly",
        "wholly",
        "revise",
        "go on",
        "grant",
        "have",
    ]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """Cues by the lemma of their first word and their role, and the words that join numbers."""

    cues: dict[tuple[str, Role], tuple[tuple[str, Cue], ...]]
    joints: dict[str, frozenset[str]]
    movements: frozenset[str]

    def find(self, word: Token, role: Role) -> tuple[Cue, ...]:
        """The cues that ``word`` may be in ``role``, those of several words first."""
        forms = {word.lemma_.lower(), word.lower_}
        found = [pair for form in forms for pair in self.cues.get((form, role), ())]
        fitting = [(phrase, cue) for phrase, cue in found if _has_rest(word, phrase)]
        fitting.sort(key=lambda pair: -len(pair[0].split()))
        return tuple(dict.fromkeys(cue for _, cue in fitting))


@lru_cache(maxsize=8)
def lexicon(codebook: Codebook = SHIPPED) -> Lexicon:
    """The words of ``codebook`` for movements and casualties."""
    movements = codebook.entries("registers/movements.yaml", Cue)
    casualties = codebook.entries("registers/casualties.yaml", Cue)
    cues: dict[tuple[str, Role], tuple[tuple[str, Cue], ...]] = {}
    for cue in (*movements, *casualties):
        for phrase in cue.words:
            key = (phrase.split()[0], cue.as_)
            cues[key] = (*cues.get(key, ()), (phrase, cue))
    joints = codebook.entries("registers/effects.yaml", _Joint)
    return Lexicon(cues, {j.role: frozenset(j.words) for j in joints}, frozenset(m.kind for m in movements))


def is_among(noun: Token, cue: Cue, groups: Mapping[str, Group]) -> bool:
    """Whether ``noun`` is one of the people of ``cue``, by its own name or that of its group."""
    group = groups.get(noun.lemma_.lower()) or groups.get(noun.lower_)
    return noun.lemma_.lower() in cue.people or noun.lower_ in cue.people or f"<{group}>" in cue.people


def _has_rest(word: Token, phrase: str) -> bool:
    """Whether the words after the first of ``phrase`` hang on ``word`` or follow it ("burn down")."""
    rest = phrase.split()[1:]
    if not rest:
        return True
    following = [t.lower_ for t in word.doc[word.i + 1 : word.i + 1 + len(rest)]]
    if following == rest:
        return True
    # "brought 700 people back"; a preposition begins a phrase of its own ("taken in four weeks")
    below = {c.lower_ for c in word.children if c.dep_ not in ("prep", "agent") or c.lower_ in _AWAY}
    return all(r in below for r in rest)
