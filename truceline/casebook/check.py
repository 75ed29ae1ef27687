"""A case in, what is wrong with it out: words that do not stand in their text, lost rows, wrong counts."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, func, select, text

from truceline.casebook import models as m
from truceline.casebook.told import KINDS
from truceline.records import Claim, Happening

_PAGE = 500


def check(connection: Connection) -> Iterator[str]:
    """One line for each thing that is wrong; none where the case is sound."""
    yield from _damage(connection)
    yield from _evidence(connection)
    yield from _references(connection)
    yield from _counts(connection)


def _damage(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield f"damaged: {line}"
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"{table} {row}: points at a row of {parent} that is not there"


def _evidence(connection: Connection) -> Iterator[str]:
    c, v = m.claim, m.version
    query = select(c.c.key, c.c.register, c.c.body, c.c.coded, v.c.text).join(v, v.c.id == c.c.version)
    for row in connection.execution_options(yield_per=_PAGE).execute(query):
        try:
            claim = msgspec.json.decode(row.body, type=Claim)
            msgspec.json.decode(row.coded, type=KINDS[row.register])
        except (msgspec.MsgspecError, KeyError) as error:
            yield f"claim {row.key}: cannot be read: {error}"
            continue
        words = claim.evidence
        if row.text[words.start : words.end] != words.text:
            yield f"claim {row.key}: its words do not stand in the text of {claim.source}"


def _references(connection: Connection) -> Iterator[str]:
    a, v, h, c = m.article, m.version, m.happening, m.claim
    for source in connection.scalars(select(a.c.source).where(a.c.current.is_(None))):
        yield f"article {source}: has no version"
    lost = (
        select(a.c.source)
        .outerjoin(v, v.c.id == a.c.current)
        .where(v.c.id.is_(None), a.c.current.is_not(None))
    )
    for source in connection.scalars(lost):
        yield f"article {source}: its version is not there"
    uncoded = select(v.c.id).where(v.c.id.not_in(select(m.coding.c.version)))
    for number in connection.scalars(uncoded):
        yield f"version {number}: was never coded"
    empty = select(h.c.key).where(h.c.id.not_in(select(c.c.happening).where(c.c.happening.is_not(None))))
    for key in connection.scalars(empty):
        yield f"happening {key}: has no claims"
    current = select(c.c.key).join(a, a.c.current == c.c.version).join(m.coding, m.coding.c.id == c.c.coding)
    for key in connection.scalars(current.where(m.coding.c.current, c.c.happening.is_(None))):
        yield f"claim {key}: belongs to no happening"


def _counts(connection: Connection) -> Iterator[str]:
    h, c = m.happening, m.claim
    held = select(c.c.happening, func.count().label("n")).group_by(c.c.happening).subquery()
    query = select(h.c.key, h.c.body, h.c.articles, held.c.n).join(held, held.c.happening == h.c.id)
    for key, body, articles, number in connection.execution_options(yield_per=_PAGE).execute(query):
        happening = msgspec.json.decode(body, type=Happening)
        if len(happening.members) != number or happening.articles != articles:
            yield f"happening {key}: shows {len(happening.members)} claims and holds {number}"
