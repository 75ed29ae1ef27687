"""What people decide about claims: rows beside the data, with author, time and reason."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.records.evidence import Span

Verb = Literal["accept", "correct", "reject", "split", "join", "unsure", "note"]


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One decision on one claim.

    It names the claim by key, and keeps what the claim stood on (version, register, words), so that it
    is found again where a newer coder codes the article otherwise.
    """

    id: int = 0
    at: str = ""
    by: str
    what: Verb
    why: str | None = None
    claim: str
    other: str | None = None  # of split and join: the claim it is kept from, or put with
    source: str
    digest: str
    register: str
    evidence: Span
    changes: dict[str, str] = {}  # of correct: field and value, as a person wrote them
    undone: int | None = None  # of an undo: the decision that it takes back


class Waiting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim that waits for review, and why it stands where it does in the queue."""

    claim: str
    happening: str
    source: str
    register: str
    kind: str | None
    status: str
    evidence: Span
    because: tuple[str, ...]


class Agreeing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far two reviewers agree on the claims that both decided.

    ``kappa`` is Cohen's (1960), ``alpha`` Krippendorff's for nominal data and all reviewers; None where
    chance alone would give full agreement, so that neither is defined.
    """

    reviewers: tuple[str, ...]
    items: int
    observed: float | None
    kappa: float | None
    alpha: float | None
