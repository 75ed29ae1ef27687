"""The plainest entries of a codebook: a set of words under a name, and a verb's step in a life."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from truceline.codebook.load import Codebook


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lemmas that a stage treats alike; ``id`` is the name by which the stage asks for them."""

    id: str
    words: tuple[str, ...]
    note: str | None = None


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a verb tells of the life of its subject or object: "talks [collapse]", "[sign] a deal".

    ``verbs`` are lemmas, with a particle or preposition after an underscore (``break_down``,
    ``agree_on``). ``oblique`` is the object of that preposition; ``noun`` a noun that carries the
    thing in an of-phrase ("the collapse of the talks").
    """

    id: str
    status: str
    role: Literal["subject", "object", "oblique", "noun"]
    verbs: tuple[str, ...]


@lru_cache(maxsize=64)
def words(codebook: Codebook, name: str) -> dict[str, frozenset[str]]:
    """The word sets of the file ``name``, by id."""
    return {e.id: frozenset(e.words) for e in codebook.entries(name, Words)}


@lru_cache(maxsize=64)
def steps(codebook: Codebook, name: str) -> dict[tuple[str, str], str]:
    """The steps of the file ``name``: status by (role, verb)."""
    return {(e.role, verb): e.status for e in codebook.entries(name, Step) for verb in e.verbs}
