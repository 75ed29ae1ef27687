"""Claims of one happening in, the steps that they tell out: one a status."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.casebook.publishers import name_key
from truceline.casebook.told import Told
from truceline.records import Claim
from truceline.records.over_time import Step

LAST = "9999"  # sorts what has no day behind all that has


def steps_of(told: Told) -> Iterator[Step]:
    """One step for each status that the claims of ``told`` give, in the order of their reports."""
    for status in dict.fromkeys(claim.status for claim, _ in told.claims):
        claims = [claim for claim, _ in told.claims if claim.status == status]
        first = min(claims, key=lambda claim: claim.published or LAST)
        yield Step(
            status=status,
            days=next((c.days for c in claims if c.days and c.days.basis != "article"), first.days),
            happening=told.happening.id,
            independent_publishers=min(told.happening.independent_publishers, voices(claims)),
            sources=tuple(dict.fromkeys(c.source for c in claims)),
            words=first.evidence.text,
        )


def voices(claims: list[Claim]) -> int:
    """How many publishers, or articles of unknown ones, the claims come from."""
    return len({name_key(c.publisher) if c.publisher else c.source for c in claims})


def day(step: Step) -> str:
    """The day that a step is ordered by."""
    return step.days.first if step.days else LAST
