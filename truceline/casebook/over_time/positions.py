"""Positions as told in, who stands where since when out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from truceline.casebook.over_time.steps import voices
from truceline.casebook.told import Told
from truceline.records import Actor, Claim, Position
from truceline.records.over_time import Stand


def positions(told: Iterable[Told]) -> tuple[Stand, ...]:
    """One line for each actor, stance and object; the first and the last day on which it is told."""
    found: dict[tuple[str, str, str], list[tuple[str, Claim]]] = {}
    for happening in told:
        for claim, record in happening.claims:
            if isinstance(record, Position) and claim.status not in ("negated", "denied"):
                for key in _stands(record):
                    found.setdefault(key, []).append((happening.happening.id, claim))
    return tuple(_stand(key, claims) for key, claims in sorted(found.items()))


def _stands(record: Position) -> Iterator[tuple[str, str, str]]:
    for actor in record.actors:
        for toward in record.toward or ("",):
            yield actor.name, record.stance, toward.name if isinstance(toward, Actor) else toward


def _stand(key: tuple[str, str, str], claims: list[tuple[str, Claim]]) -> Stand:
    days = sorted(day for _, claim in claims if (day := _day(claim)))
    return Stand(
        actor=key[0],
        stance=key[1],
        toward=key[2],
        since=days[0] if days else None,
        last=days[-1] if days else None,
        independent_publishers=voices([claim for _, claim in claims]),
        happenings=tuple(dict.fromkeys(happening for happening, _ in claims)),
    )


def _day(claim: Claim) -> str | None:
    """The day that the claim gives, else that of the report."""
    if claim.days and claim.days.basis != "article":
        return claim.days.first
    return claim.published
