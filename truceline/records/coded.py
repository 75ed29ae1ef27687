"""The coded article: everything that the pipeline puts on record about one article."""

from __future__ import annotations

from typing import Any

import msgspec

from truceline.records.article import Article, Published, Removed
from truceline.records.events import Attribution, Event, Probe
from truceline.records.evidence import Span
from truceline.records.mentions import Actor, Date, Figure, Place
from truceline.records.registers import Registers

SCHEMA_VERSION = "1.0"


class Silence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What nearly was a record and is not: the words, the stage and the reason."""

    stage: str  # events, talks, agreements, …
    reason: str
    evidence: Span


class Unresolved(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the article says and the coder could not settle: a weekday without a year, a "they"."""

    what: str  # date, place, actor
    reason: str
    evidence: Span


class CodedArticle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One article coded; ``events`` stand by salience, all else in the order of the text."""

    schema_version: str = SCHEMA_VERSION
    coder_version: str
    codebook_version: str
    id: str
    source: str
    title: str | None
    text: str
    published: Published | None
    article: Article | None = None  # blocks and removed text, for a reader who checks
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[Date, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    probes: tuple[Probe, ...] = ()
    events: tuple[Event, ...] = ()
    registers: Registers = Registers()
    unresolved: tuple[Unresolved, ...] = ()
    silent: tuple[Silence, ...] = ()

    @property
    def removed(self) -> tuple[Removed, ...]:
        """What reading took away from the page."""
        return self.article.removed if self.article else ()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dicts, lists and scalars, with the names of the JSON Schema."""
        built: dict[str, Any] = msgspec.to_builtins(self)
        return built

    def to_json(self) -> bytes:
        """The record as one line of JSON (UTF-8): same article, same bytes."""
        return msgspec.json.encode(self)
