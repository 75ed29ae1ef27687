"""A connection and a choice in, happenings with the register records that tell of them out, by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import get_args, get_type_hints

import msgspec
from sqlalchemy import Connection, Select, select

from truceline.casebook import models as m
from truceline.records import Claim, Event, Happening, Record, Registers

_PAGE = 2000  # rows fetched at once
KINDS: dict[str, type[Event] | type[Record]] = {
    "events": Event,
    **{name: get_args(hint)[0] for name, hint in get_type_hints(Registers).items()},
}


@dataclass(frozen=True)
class Choice:
    """Which happenings: from a day, until a day (ISO, both within), in a country, with a party."""

    since: str | None = None
    until: str | None = None
    country: str | None = None
    party: str | None = None

    def fits(self, happening: Happening) -> bool:
        """Whether the party is named in the happening, under any capitals."""
        named = {name.casefold() for name in (*happening.doers, *happening.others)}
        return self.party is None or self.party.casefold() in named


EVERYTHING = Choice()


@dataclass(frozen=True)
class Told:
    """A happening, and the claims of one register in it with their records."""

    happening: Happening
    claims: tuple[tuple[Claim, Event | Record], ...]


def told(connection: Connection, register: str | None, choice: Choice = EVERYTHING) -> Iterator[Told]:
    """The happenings that records of ``register`` tell of, by day; the undated come last.

    ``register`` None gives all happenings with all their claims.
    """
    h, c = m.happening, m.claim
    query = (
        select(h.c.id, h.c.body, c.c.register, c.c.body, c.c.coded)
        .join(c, c.c.happening == h.c.id)
        .order_by(h.c.first_day.is_(None), h.c.first_day, h.c.id, c.c.id)
    )
    if register is not None:
        query = query.where(c.c.register == register)
    rows = connection.execution_options(yield_per=_PAGE).execute(chosen(query, choice))
    for _, group in groupby(rows, key=lambda row: row[0]):
        found = list(group)
        happening = msgspec.json.decode(found[0][1], type=Happening)
        if choice.fits(happening):
            yield Told(happening, tuple(_pair(*row[2:]) for row in found))


_CLAIMS = msgspec.json.Decoder(Claim)
_RECORDS = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}


def _pair(register: str, body: str, coded: str) -> tuple[Claim, Event | Record]:
    return _CLAIMS.decode(body), _RECORDS[register].decode(coded)


def chosen(query: Select[int, str, str, str, str], choice: Choice) -> Select[int, str, str, str, str]:
    """The query narrowed to the days and the country of ``choice``."""
    h = m.happening
    if choice.since:
        query = query.where(h.c.last_day >= choice.since)
    if choice.until:
        query = query.where(h.c.first_day <= choice.until)
    return query.where(h.c.country == choice.country) if choice.country else query
