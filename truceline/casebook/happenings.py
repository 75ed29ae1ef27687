"""Claims of one group in, the happening out: side by side, numbers as a range with their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from truceline.casebook.compare import ends
from truceline.casebook.publishers import independent, name_key
from truceline.records import Claim, CountRange, Days, Happening, Member, Reported, Spot, Tally

T = TypeVar("T")
_BASES = ("own", "sentence", "article")
_FINE = ("site", "city", "area", "region", "water", None, "country")


def happening_of(claims: Sequence[Claim], copies: Mapping[str, Collection[str]]) -> Happening:
    """The happening that ``claims`` tell of; they stand in the order in which they were added."""
    members = tuple(_member(c) for c in claims)
    first = claims[0]
    return Happening(
        id=first.key,
        type=first.family,
        kind=_most(c.kind for c in claims if c.kind),
        status=_most(c.status for c in claims) or first.status,
        days=_days(claims),
        place=_place(claims),
        doers=_all(c.doers for c in claims),
        others=_all(c.others for c in claims),
        round=next((c.round for c in claims if c.round is not None), None),
        independent_publishers=independent(members, copies),
        articles=len({c.source for c in claims}),
        counts=tuple(_counts(claims)),
        members=members,
    )


def _member(claim: Claim) -> Member:
    return Member(
        claim=claim.key,
        source=claim.source,
        publisher=claim.publisher,
        published=claim.published,
        record=claim.record,
        register=claim.register,
        kind=claim.kind,
        status=claim.status,
        tally=claim.tally,
        attribution=claim.attribution,
        evidence=claim.evidence,
    )


def _most(values: Iterable[T]) -> T | None:
    """What most claims say; of two as frequent the one that was said first."""
    found = Counter(values).most_common(1)
    return found[0][0] if found else None


def _all(names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for said in names for name in said))


def _days(claims: Sequence[Claim]) -> Days | None:
    """The days that most claims give, of those said best: of the claim itself, else of its sentence."""
    for basis in _BASES:
        said = [c.days for c in claims if c.days and c.days.basis == basis]
        if said:
            finest = min(_length(d) for d in said)
            return _most(d for d in said if _length(d) == finest)
    return None


def _length(days: Days) -> tuple[int, int]:
    return (days.first[:7] != days.last[:7], int(days.last[8:]) - int(days.first[8:]))


def _place(claims: Sequence[Claim]) -> Spot | None:
    spots = [s for c in claims for s in c.spots]
    for basis in _BASES:
        said = [s for s in spots if s.basis == basis]
        for kind in _FINE:
            if best := _most(s for s in said if s.kind == kind):
                return best
    return None


def _counts(claims: Sequence[Claim]) -> Iterable[CountRange]:
    told = [c for c in claims if c.tally]
    for kind in dict.fromkeys((c.tally.kind, c.tally.unit) for c in told if c.tally):
        of_kind = [c for c in told if c.tally and (c.tally.kind, c.tally.unit) == kind]
        yield _range(of_kind)


def _range(claims: Sequence[Claim]) -> CountRange:
    tallies = [c.tally for c in claims if c.tally]
    ends_of = [ends(t) for t in tallies]
    lows = [low for low, _ in ends_of if low is not None]
    highs = [high for _, high in ends_of if high is not None]
    by_number: dict[Tally, list[Claim]] = {}
    for claim in claims:
        if claim.tally:
            by_number.setdefault(claim.tally, []).append(claim)
    return CountRange(
        kind=tallies[0].kind,
        unit=tallies[0].unit,
        low=min(lows, default=None),
        high=max(highs, default=None) if len(highs) == len(tallies) else None,
        reported=tuple(_reported(tally, told, claims) for tally, told in by_number.items()),
    )


def _reported(tally: Tally, told: Sequence[Claim], claims: Sequence[Claim]) -> Reported:
    return Reported(
        tally=tally,
        sources=tuple(dict.fromkeys(c.source for c in told)),
        revises=tuple(dict.fromkeys(_revised(told, claims, tally))),
    )


def _revised(told: Sequence[Claim], claims: Sequence[Claim], tally: Tally) -> Iterable[str]:
    """Earlier numbers of the same publisher: what a later report of theirs takes back."""
    for later in told:
        for earlier in claims:
            if earlier.tally != tally and _is_later(later, earlier) and _is_of_one(later, earlier):
                yield f"{_short(earlier.tally)} ({earlier.published})"


def _is_later(later: Claim, earlier: Claim) -> bool:
    return bool(later.published and earlier.published and later.published > earlier.published)


def _is_of_one(left: Claim, right: Claim) -> bool:
    if left.source == right.source:
        return True
    return bool(left.publisher and right.publisher) and name_key(left.publisher or "") == name_key(
        right.publisher or ""
    )


def _short(tally: Tally | None) -> str:
    if tally is None:
        return ""
    low, high = ends(tally)
    return f"{tally.value:g}" if tally.value is not None else f"{low or ''}–{high or ''}"
