"""Events and attributions: who did what to whom, whether it happened, and who says so."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.records.evidence import Reason, Span
from truceline.records.mentions import Actor, Date, Place

Type = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Status = Literal["asserted", "historical", "planned", "hypothetical", "negated", "denied", "called_for"]


class Attribution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody's words in the article: the source, the cue ("said"), what is said."""

    source: Span | None
    cue: Span
    content: Span | None


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who an event rests on, as ``Event.attribution``."""

    source: Actor | str
    cue: str


class Probe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The status of the predicate at a place that the reader asked about."""

    start: int
    end: int
    status: Status


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who did what to whom, in PLOVER's types.

    ``date`` is None where the text dates nothing: the publication date never stands in for
    it. ``confidence`` (0 to 1) is how sure one may be of the type, as a second reader sees it; it
    decides nothing. ``why`` holds the frame, the status rules and the evidence of roles, in order.
    """

    id: str
    type: Type
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: Quad
    cameo: str | None = None
    score: float | None = None  # Goldstein score of the CAMEO code, -10 to 10
    status: Status
    trigger: Span
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    date: Date | None = None
    place: Place | None = None
    attribution: Source | None = None
    confidence: float | None = None  # None where no second reader has looked
    evidence: Span
    why: tuple[Reason, ...] = ()
