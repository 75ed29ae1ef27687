"""A claim in, the keys out under which it looks for others: claims meet only where they share one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from truceline.casebook.calendar import each_day, length
from truceline.records import Claim

_SHORT = 10  # days: a date as fine as this is looked for day by day
_RARE = frozenset({"talks", "deal", "truce", "rupture", "zone"})  # few in any month: met by month alone


def blocks_of(claim: Claim) -> frozenset[int]:
    """Digests of the keys of ``claim``: signed 64-bit, as databases hold them."""
    return frozenset(_digest(words) for words in _keys(claim))


def _keys(claim: Claim) -> Iterator[str]:
    lands = sorted({s.country for s in claim.spots if s.country}) or ["?"]
    towns = sorted({s.name for s in claim.spots if s.kind not in ("country", None)})
    if claim.round is not None:
        year = claim.days.first[:4] if claim.days else ""
        yield f"{claim.family}|round {claim.round}|{year}"
    if claim.days is None:
        yield from (f"{claim.family}|undated|{where}" for where in (*lands, *towns))
        return
    if length(claim.days) <= _SHORT:
        days = each_day(claim.days, beside=0 if claim.days.basis == "article" else 1)
        yield from (f"{claim.family}|{land}|{day}" for land in lands for day in days)
        yield from (
            f"{claim.family}|{party}|{day}" for party in (*claim.doers, *claim.others) for day in days
        )
    months = {claim.days.first[:7], claim.days.last[:7]}
    where = [*lands, *towns, *claim.doers, *claim.cast] if claim.family in _RARE else towns
    yield from (f"{claim.family}|{place}|{month}" for place in where for month in months)


def _digest(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)
