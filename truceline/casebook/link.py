"""New claims of an article in, links and happenings written out, within the transaction that adds them.

Candidates come from blocks; verdicts are kept with their reasons; the groups that the new links touch
are formed anew, so that the order in which articles came does not matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from truceline.casebook import models as m
from truceline.casebook.blocks import blocks_of
from truceline.casebook.compare import compare
from truceline.casebook.groups import group
from truceline.casebook.happenings import happening_of
from truceline.casebook.publishers import by_source
from truceline.codebook import SHIPPED, Codebook
from truceline.records import Claim, Happening, Verdict

_MOST = 4000  # claims formed anew at once; beyond it, groups that stand are left as they are
_AT_ONCE = 500  # values in one query: below the limits of all databases

T = TypeVar("T")
Claims = dict[int, Claim]  # claims by the number of their row


def link(connection: Connection, fresh: Claims, codebook: Codebook = SHIPPED) -> None:
    """Link the claims ``fresh``, whose rows are there already, and form the groups that they touch."""
    keys = {row: blocks_of(claim) for row, claim in fresh.items()}
    if not fresh:
        return
    connection.execute(insert(m.block), [{"key": key, "claim": row} for row in fresh for key in keys[row]])
    beside = _candidates(connection, {key for found in keys.values() for key in found})
    links: list[dict[str, object]] = []
    for row, claim in fresh.items():
        for other in sorted({c for key in keys[row] for c in beside.by_key.get(key, ()) if c < row}):
            candidate = beside.claims[other]
            if candidate.family == claim.family:
                verdict = compare(candidate, claim, codebook)
                if verdict.same:
                    links.append(_link_row(other, row, verdict))
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


@dataclass
class _Beside:
    """The claims that stand under some keys."""

    by_key: dict[int, list[int]]
    claims: Claims


def _candidates(connection: Connection, keys: set[int]) -> _Beside:
    """All claims under ``keys``, the new ones too; a key holds its family."""
    by_key: dict[int, list[int]] = {}
    for some in _batches(keys):
        query = select(m.block.c.key, m.block.c.claim).where(m.block.c.key.in_(some))
        for key, row in connection.execute(query):
            by_key.setdefault(key, []).append(row)
    return _Beside(by_key, load(connection, {row for rows in by_key.values() for row in rows}))


def _link_row(left: int, right: int, verdict: Verdict) -> dict[str, object]:
    body = msgspec.json.encode(verdict).decode()
    return {"left": left, "right": right, "score": verdict.score, "body": body}


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
    found = [happening_of([claims[row] for row in rows], copies) for rows in groups]
    new = [_row(h) for h in found if h.id not in before]
    old = [{"number": before[h.id], **_row(h)} for h in found if h.id in before]
    numbers = {h.id: before.pop(h.id) for h in found if h.id in before}
    if new:
        returned = insert(m.happening).returning(m.happening.c.key, m.happening.c.id)
        numbers.update((row.key, row.id) for row in connection.execute(returned, new))
    if old:
        connection.execute(update(m.happening).where(m.happening.c.id == bindparam("number")), old)
    held = [
        {"row": row, "held": numbers[h.id]} for h, rows in zip(found, groups, strict=True) for row in rows
    ]
    if held:
        holds = update(m.claim).where(m.claim.c.id == bindparam("row")).values(happening=bindparam("held"))
        connection.execute(holds, held)
    _drop_empty(connection, before.values())


def _row(found: Happening) -> dict[str, object]:
    days, place = found.days, found.place
    return {
        "key": found.id,
        "family": found.type,
        "kind": found.kind,
        "first_day": days.first if days else None,
        "last_day": days.last if days else None,
        "country": place.country if place else None,
        "place": place.name if place else None,
        "publishers": found.independent_publishers,
        "articles": found.articles,
        "body": msgspec.json.encode(found).decode(),
    }


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
