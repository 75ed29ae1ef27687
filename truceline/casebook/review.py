"""A person's decision in, a row of the case out; and what waits, what has lost its words, who agrees.

Nothing of the coded data is changed: a correction, a rejection, a split stand beside it, and an undo
is one more row. Split and join form the groups that they touch anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import ColumnElement, Connection, insert, select

from truceline.casebook import models as m
from truceline.casebook.coders import Judged
from truceline.casebook.link import form
from truceline.casebook.store import inserted, now
from truceline.codebook import SHIPPED, Codebook
from truceline.errors import CannotStart
from truceline.records import Claim, Happening
from truceline.records.review import Decision, Verb, Waiting

_JUDGED = ("accept", "correct", "reject", "unsure")
_QUEUE = 2000  # happenings looked at, those told by most first


def decide(
    connection: Connection,
    what: Verb,
    claim: str,
    by: str,
    *,
    why: str | None = None,
    other: str | None = None,
    changes: Mapping[str, str] | None = None,
    codebook: Codebook = SHIPPED,
) -> Decision:
    """Write a decision on a claim, named by its key; ``split`` and ``join`` name a second claim.

    Raises CannotStart where there is no such claim.
    """
    row, found, digest = _claim(connection, claim)
    if what in ("split", "join"):
        if other is None or other == claim:
            raise CannotStart(f"{what} needs a second claim", where=claim, fix="give --with KEY")
        other_row, _, _ = _claim(connection, other)
    decision = Decision(
        at=now(),
        by=by,
        what=what,
        why=why,
        claim=claim,
        other=other,
        source=found.source,
        digest=digest,
        register=found.register,
        evidence=found.evidence,
        changes=dict(changes or {}),
    )
    number = _write(connection, decision)
    if what in ("split", "join"):
        form(connection, {row, other_row}, codebook)
    return msgspec.structs.replace(decision, id=number)


def undo(connection: Connection, number: int, by: str, codebook: Codebook = SHIPPED) -> None:
    """Take a decision back; both rows stay. Raises CannotStart where there is none."""
    found = next((d for d in decisions(connection) if d.id == number), None)
    if found is None:
        raise CannotStart("there is no such decision", where=str(number), fix="see truceline case log")
    taken = msgspec.structs.replace(found, at=now(), by=by, what="note", why=f"undo {number}", undone=number)
    _write(connection, taken)
    if found.what in ("split", "join"):
        keys = [key for key in (found.claim, found.other) if key]
        rows = connection.scalars(select(m.claim.c.id).where(m.claim.c.key.in_(keys), _is_current()))
        form(connection, set(rows), codebook)


def decisions(connection: Connection, *, all_: bool = False) -> list[Decision]:
    """The decisions that stand, in order of time; with ``all_`` also undone ones and the undoing."""
    found = [
        msgspec.structs.replace(msgspec.json.decode(body, type=Decision), id=number)
        for number, body in connection.execute(
            select(m.decision.c.id, m.decision.c.body).order_by(m.decision.c.id)
        )
    ]
    if all_:
        return found
    undone = {d.undone for d in found if d.undone}
    return [d for d in found if d.id not in undone and d.undone is None]


def settled(connection: Connection) -> dict[str, Decision]:
    """The last judgement on each claim: accepted, corrected, rejected or unsure."""
    return {d.claim: d for d in decisions(connection) if d.what in _JUDGED}


def judged(connection: Connection) -> Judged:
    """What each reviewer last said of each claim; corrections with what was corrected."""
    found: dict[str, dict[str, str]] = {}
    for d in decisions(connection):
        if d.what in _JUDGED:
            found.setdefault(d.claim, {})[d.by] = " ".join(
                (d.what, *(f"{k}={v}" for k, v in d.changes.items()))
            )
    return found


def queue(connection: Connection, limit: int = 20) -> list[Waiting]:
    """What waits for a decision, what matters most first: numbers that conflict, denials, single sources."""
    done = settled(connection)
    h = m.happening
    bodies = connection.scalars(select(h.c.body).order_by(h.c.publishers.desc(), h.c.id).limit(_QUEUE))
    waiting = [
        w
        for body in bodies
        for w in _waiting(msgspec.json.decode(body, type=Happening))
        if w.claim not in done
    ]
    return sorted(waiting, key=lambda w: -len(w.because))[:limit]


def _waiting(happening: Happening) -> Iterator[Waiting]:
    shared = []
    if any(len(c.reported) > 1 for c in happening.counts):
        shared.append("reports give different numbers")
    if len({member.status for member in happening.members if member.register == "breaches"}) > 1:
        shared.append("one report asserts what another denies")
    if happening.independent_publishers == 1:
        shared.append("one publisher only")
    for member in happening.members:
        because = [*shared]
        if member.status in ("alleged", "denied"):
            because.append(f"the charge is {member.status}")
        if member.attribution is None and member.tally is not None:
            because.append("a number without a source")
        yield Waiting(
            claim=member.claim,
            happening=happening.id,
            source=member.source,
            register=member.register,
            kind=member.kind,
            status=member.status,
            evidence=member.evidence,
            because=tuple(because),
        )


# After a re-run


def lost(connection: Connection) -> list[Decision]:
    """The decisions whose words no claim of the current codings stands on any more."""
    keys = set(connection.scalars(select(m.claim.c.key).where(_is_current())))
    return [d for d in decisions(connection) if d.claim not in keys and heir(connection, d) is None]


def carry(connection: Connection, version: int, codebook: Codebook = SHIPPED) -> None:
    """After a re-run: write each decision on a lost key anew, for the claim that inherits it."""
    digest = connection.scalar(select(m.version.c.digest).where(m.version.c.id == version))
    keys = set(connection.scalars(select(m.claim.c.key).where(m.claim.c.version == version, _is_current())))
    for decision in decisions(connection):
        if decision.digest != digest or decision.claim in keys:
            continue
        key = heir(connection, decision)
        if key is not None:
            _write(connection, msgspec.structs.replace(decision, claim=key, why=_carried(decision)))
            _write(connection, msgspec.structs.replace(decision, at=now(), what="note", undone=decision.id))
    rows = connection.scalars(select(m.claim.c.id).where(m.claim.c.version == version, _is_current()))
    form(connection, set(rows), codebook)


def _carried(decision: Decision) -> str:
    return decision.why or f"carried over from decision {decision.id}"


def heir(connection: Connection, decision: Decision) -> str | None:
    """The claim that a decision now belongs to: same version and register, words that overlap most."""
    query = (
        select(m.claim.c.body)
        .join(m.version, m.version.c.id == m.claim.c.version)
        .where(m.version.c.digest == decision.digest, m.claim.c.register == decision.register, _is_current())
    )
    claims = [msgspec.json.decode(body, type=Claim) for body in connection.scalars(query)]
    best = max(claims, key=lambda claim: _overlap(claim, decision), default=None)
    return best.key if best and _overlap(best, decision) > 0 else None


def _overlap(claim: Claim, decision: Decision) -> int:
    return min(claim.evidence.end, decision.evidence.end) - max(claim.evidence.start, decision.evidence.start)


# Rows


def _is_current() -> ColumnElement[bool]:
    return m.claim.c.happening.is_not(None)


def _claim(connection: Connection, key: str) -> tuple[int, Claim, str]:
    query = (
        select(m.claim.c.id, m.claim.c.body, m.version.c.digest)
        .join(m.version, m.version.c.id == m.claim.c.version)
        .where(m.claim.c.key == key, _is_current())
    )
    found = connection.execute(query).first()
    if found is None:
        raise CannotStart(
            "there is no such claim", where=key, fix="take a key from truceline case review CASE"
        )
    return found[0], msgspec.json.decode(found[1], type=Claim), found[2]


def _write(connection: Connection, decision: Decision) -> int:
    row = insert(m.decision).values(
        at=decision.at,
        by=decision.by,
        what=decision.what,
        why=decision.why,
        claim=decision.claim,
        other=decision.other,
        body=msgspec.json.encode(decision).decode(),
        undone=decision.undone,
    )
    return inserted(connection, row)
