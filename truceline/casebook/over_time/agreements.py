"""Agreements and zones as told in, their lives out: proposed, agreed, in force, broken, collapsed.

A step belongs to the life that was last told of before it, of the same kind and in the same country,
between parties of whom at least one is named in both. A second signing begins a new life.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from truceline.casebook.over_time.steps import LAST, day, steps_of
from truceline.casebook.told import Told
from truceline.records import Agreement, Happening, Zone
from truceline.records.over_time import Life, Step

_MADE = frozenset({"agreed"})


@dataclass
class _Draft:
    """A life while it is put together."""

    kind: str | None
    place: str | None
    country: str | None
    parties: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def life(self) -> Life:
        steps = tuple(sorted(self.steps, key=day))
        return Life(kind=self.kind, place=self.place, parties=tuple(dict.fromkeys(self.parties)), steps=steps)


def agreements(told: Iterable[Told]) -> tuple[Life, ...]:
    """The lives of all agreements, by their first day."""
    drafts: list[_Draft] = []
    for happening in sorted(told, key=lambda t: t.happening.days.first if t.happening.days else LAST):
        kind = next((r.kind for _, r in happening.claims if isinstance(r, Agreement) and r.kind), None)
        draft = _life_of(drafts, kind, happening) or _begun(drafts, kind, happening.happening)
        draft.parties += happening.happening.doers
        draft.kind = draft.kind or kind
        draft.steps += steps_of(happening)
    return tuple(draft.life() for draft in drafts)


def zones(told: Iterable[Told]) -> tuple[Life, ...]:
    """The lives of zones: one a kind and place."""
    drafts: dict[tuple[str | None, str | None], _Draft] = {}
    for happening in told:
        for kind, place in dict.fromkeys(_zone(r) for _, r in happening.claims if isinstance(r, Zone)):
            draft = drafts.setdefault((kind, place), _Draft(kind, place, None))
            draft.steps += steps_of(happening)
    return tuple(draft.life() for draft in drafts.values())


def _zone(record: Zone) -> tuple[str, str | None]:
    return record.kind, record.place.name if record.place else None


def _begun(drafts: list[_Draft], kind: str | None, happening: Happening) -> _Draft:
    place = happening.place
    drafts.append(_Draft(kind, place.name if place else None, place.country if place else None))
    return drafts[-1]


def _life_of(drafts: list[_Draft], kind: str | None, told: Told) -> _Draft | None:
    """The youngest life that ``told`` can be a step of."""
    for draft in reversed(drafts):
        if _is_of_kind(draft, kind) and _is_between(draft, told.happening) and not _is_another(draft, told):
            return draft
    return None


def _is_of_kind(draft: _Draft, kind: str | None) -> bool:
    return draft.kind == kind or draft.kind is None or kind is None


def _is_between(draft: _Draft, happening: Happening) -> bool:
    if draft.parties and happening.doers:
        return not set(draft.parties).isdisjoint(happening.doers)
    here = happening.place.country if happening.place else None
    return draft.country is None or here is None or draft.country == here


def _is_another(draft: _Draft, told: Told) -> bool:
    """Whether both were made: two days of signing are two agreements."""
    made = any(claim.status in _MADE for claim, _ in told.claims)
    return made and any(step.status in _MADE for step in draft.steps)
