"""New claims of an article in, links and happenings written out, within the transaction that adds them.

Candidates come from blocks; verdicts are kept with their reasons; the groups that the new links touch
are formed anew, so that the order in which articles came does not matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, delete, insert, or_, select, update

from truceline.casebook import models as m
from truceline.casebook.blocks import blocks_of
from truceline.casebook.compare import compare
from truceline.casebook.groups import group
from truceline.casebook.happenings import happening_of
from truceline.casebook.publishers import by_source
from truceline.casebook.store import inserted
from truceline.codebook import SHIPPED, Codebook
from truceline.records import Claim, Verdict

_MOST = 4000  # claims formed anew at once; beyond it, groups that stand are left as they are
_AT_ONCE = 500  # values in one query: below the limits of all databases

T = TypeVar("T")
Claims = dict[int, Claim]  # claims by the number of their row


def link(connection: Connection, fresh: Claims, codebook: Codebook = SHIPPED) -> None:
    """Link the claims ``fresh``, whose rows are there already, and form the groups that they touch."""
    rows = [{"key": key, "claim": row} for row, claim in fresh.items() for key in blocks_of(claim)]
    if rows:
        connection.execute(insert(m.block), rows)
    links: list[dict[str, object]] = []
    for row, claim in fresh.items():
        for other, candidate in _candidates(connection, row, claim, fresh).items():
            verdict = compare(*_ordered(row, claim, other, candidate), codebook)
            if verdict.same:
                links.append(_link_row(row, other, verdict))
    if links:
        connection.execute(insert(m.link), links)
    form(connection, fresh, codebook)


def unlink(connection: Connection, rows: Collection[int], codebook: Codebook = SHIPPED) -> None:
    """Take claims out of linking: those of an older version or coding. Their rows stay."""
    touched = (_neighbours(connection, rows) | _fellows(connection, rows)) - set(rows)
    held = _happenings(connection, load(connection, rows))
    for some in _batches(rows):
        connection.execute(delete(m.block).where(m.block.c.claim.in_(some)))
        connection.execute(delete(m.link).where(or_(m.link.c.left.in_(some), m.link.c.right.in_(some))))
        connection.execute(update(m.claim).where(m.claim.c.id.in_(some)).values(happening=None))
    form(connection, touched, codebook)
    _drop_empty(connection, held.values())


def form(connection: Connection, rows: Iterable[int], codebook: Codebook = SHIPPED) -> None:
    """Form anew the groups that the claims ``rows`` belong to, and write their happenings."""
    claims = _component(connection, set(rows))
    by_key = {claim.key: row for row, claim in claims.items()}
    of_key = {claim.key: claim for claim in claims.values()}

    @cache
    def apart(left: str, right: str) -> bool:
        return (
            (left, right) in kept
            or (right, left) in kept
            or compare(of_key[left], of_key[right], codebook).apart
        )

    kept = set(_decided(connection, by_key, "split"))
    joined = _decided(connection, by_key, "join")
    groups = group(list(by_key), _scores(connection, claims), apart, joined)
    _write(connection, [sorted(by_key[key] for key in found) for found in groups], claims)


def load(connection: Connection, rows: Iterable[int]) -> Claims:
    """The claims with these row numbers, in their order."""
    found: Claims = {}
    for some in _batches(sorted(rows)):
        for row, body in connection.execute(
            select(m.claim.c.id, m.claim.c.body).where(m.claim.c.id.in_(some))
        ):
            found[row] = msgspec.json.decode(body, type=Claim)
    return dict(sorted(found.items()))


# Candidates


def _candidates(connection: Connection, row: int, claim: Claim, fresh: Claims) -> Claims:
    """Claims of the same family that share a block with ``claim``: earlier ones, each pair once."""
    beside = select(m.block.c.claim).where(m.block.c.key.in_(blocks_of(claim)), m.block.c.claim < row)
    query = select(m.claim.c.id, m.claim.c.body).where(
        m.claim.c.id.in_(beside), m.claim.c.family == claim.family
    )
    return {
        other: fresh.get(other) or msgspec.json.decode(body, type=Claim)
        for other, body in connection.execute(query)
    }


def _ordered(row: int, claim: Claim, other: int, candidate: Claim) -> tuple[Claim, Claim]:
    return (claim, candidate) if row < other else (candidate, claim)


def _link_row(row: int, other: int, verdict: Verdict) -> dict[str, object]:
    body = msgspec.json.encode(verdict).decode()
    return {"left": min(row, other), "right": max(row, other), "score": verdict.score, "body": body}


# Groups


def _component(connection: Connection, rows: set[int]) -> Claims:
    """The claims ``rows`` and all that links, decisions and shared happenings tie to them."""
    known = set(rows)
    fresh = known
    while fresh and len(known) < _MOST:
        fresh = (_neighbours(connection, fresh) | _fellows(connection, fresh)) - known
        known |= fresh
    return load(connection, known)


def _neighbours(connection: Connection, rows: Collection[int]) -> set[int]:
    found: set[int] = set()
    for some in _batches(rows):
        query = select(m.link.c.left, m.link.c.right)
        for left, right in connection.execute(
            query.where(or_(m.link.c.left.in_(some), m.link.c.right.in_(some)))
        ):
            found |= {left, right}
    return found


def _fellows(connection: Connection, rows: Collection[int]) -> set[int]:
    """The claims that share a happening with ``rows``."""
    found: set[int] = set()
    for some in _batches(rows):
        theirs = select(m.claim.c.happening).where(m.claim.c.id.in_(some), m.claim.c.happening.is_not(None))
        found |= set(connection.scalars(select(m.claim.c.id).where(m.claim.c.happening.in_(theirs))))
    return found


def _scores(connection: Connection, claims: Claims) -> dict[tuple[str, str], float]:
    scores: dict[tuple[str, str], float] = {}
    for some in _batches(claims):
        query = select(m.link.c.left, m.link.c.right, m.link.c.score).where(m.link.c.left.in_(some))
        for left, right, score in connection.execute(query):
            if right in claims:
                scores[claims[left].key, claims[right].key] = score
    return scores


def _decided(connection: Connection, keys: Collection[str], what: str) -> list[tuple[str, str]]:
    """The pairs that people have put together or kept apart, of decisions that are not undone."""
    d = m.decision
    undone = select(d.c.undone).where(d.c.undone.is_not(None))
    query = select(d.c.claim, d.c.other).where(d.c.what == what, d.c.id.not_in(undone))
    return [(left, right) for left, right in connection.execute(query) if left in keys and right in keys]


def _write(connection: Connection, groups: Sequence[Sequence[int]], claims: Claims) -> None:
    """Write each group's happening under the key of its first claim; drop those that nobody is left in."""
    copies = _copies(connection, {c.source for c in claims.values()})
    before = _happenings(connection, claims)
    for rows in groups:
        found = happening_of([claims[row] for row in rows], copies)
        values = {
            "family": found.type,
            "kind": found.kind,
            "first_day": found.days.first if found.days else None,
            "last_day": found.days.last if found.days else None,
            "country": found.place.country if found.place else None,
            "place": found.place.name if found.place else None,
            "publishers": found.independent_publishers,
            "articles": found.articles,
            "body": msgspec.json.encode(found).decode(),
        }
        number = before.pop(found.id, None)
        if number is None:
            number = inserted(connection, insert(m.happening).values(key=found.id, **values))
        else:
            connection.execute(update(m.happening).where(m.happening.c.id == number).values(**values))
        for some in _batches(rows):
            connection.execute(update(m.claim).where(m.claim.c.id.in_(some)).values(happening=number))
    _drop_empty(connection, before.values())


def _drop_empty(connection: Connection, happenings: Iterable[int]) -> None:
    for some in _batches(happenings):
        left = select(m.claim.c.happening).where(m.claim.c.happening.in_(some))
        empty = delete(m.happening).where(m.happening.c.id.in_(some), m.happening.c.id.not_in(left))
        connection.execute(empty)


def _happenings(connection: Connection, claims: Claims) -> dict[str, int]:
    """The happenings that exist under the keys of ``claims``, or that hold them."""
    found: dict[str, int] = {}
    h = m.happening
    for some in _batches(claims):
        held = select(m.claim.c.happening).where(m.claim.c.id.in_(some), m.claim.c.happening.is_not(None))
        keys = [claims[row].key for row in some]
        query = select(h.c.key, h.c.id).where(or_(h.c.key.in_(keys), h.c.id.in_(held)))
        found.update((row.key, row.id) for row in connection.execute(query))
    return found


def _copies(connection: Connection, sources: Collection[str]) -> dict[str, set[str]]:
    """Which of the articles ``sources`` share their text."""
    left, right = m.article.alias("l"), m.article.alias("r")
    pairs: list[tuple[str, str]] = []
    query = (
        select(left.c.source, right.c.source)
        .select_from(m.copy)
        .join(left, left.c.current == m.copy.c.left)
        .join(right, right.c.current == m.copy.c.right)
    )
    for some in _batches(sources):
        found = connection.execute(query.where(or_(left.c.source.in_(some), right.c.source.in_(some))))
        pairs += [(a, b) for a, b in found]
    return by_source(pairs)


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    every = list(rows)
    return (every[i : i + _AT_ONCE] for i in range(0, len(every), _AT_ONCE))
