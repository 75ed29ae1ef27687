"""A codebook in, the readings that no clause can ever reach out: another one always speaks first.

Readings of a word are asked in the order of their strictness. One whose conditions imply those of a
stricter-looking one before it is dead for that word: whatever fits it has been taken already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.check import Problem, places
from truceline.codebook.entries import Frame, When, words
from truceline.events.frames import Nouns, load_index

_LISTS = ("object", "subject", "phrase", "object_mod", "beside", "anywhere")


def unreachable(codebook: Codebook = SHIPPED) -> list[Problem]:
    """Each reading that is dead for one of its words, with file and line."""
    index = load_index(codebook)
    where = places(codebook)
    return [
        Problem(where.get(dead.id, dead.id), f"{dead.id}: is never reached for {word!r}, {first.id} is")
        for readings in (index.verbs, index.event_nouns)
        for word, frames in readings.items()
        for dead, first in _dead(frames, index.nouns)
    ]


def _dead(frames: tuple[Frame, ...], nouns: Nouns) -> Iterator[tuple[Frame, Frame]]:
    for number, frame in enumerate(frames):
        first = next((f for f in frames[:number] if implies(frame.when, f.when, nouns)), None)
        if first is not None:
            yield frame, first


def implies(strict: When, loose: When, nouns: Nouns) -> bool:
    """Whether every clause that fits ``strict`` fits ``loose`` too, as far as words tell."""
    return all(_field_implies(field, strict, loose, nouns) for field in When.__struct_fields__)


def _field_implies(field: str, strict: When, loose: When, nouns: Nouns) -> bool:
    asked, given = getattr(loose, field), getattr(strict, field)
    if asked is None or asked == ():
        return True
    if given is None or given == ():
        return False
    if field == "without":
        return set(words(asked)) <= set(words(given))
    if field == "clause":
        return bool(asked == given or (asked == "any" and given != "none"))
    if field not in _LISTS:
        return bool(asked == given)
    return all(_is_among(name, words(asked), nouns) for name in words(given))


def _is_among(name: str, wider: Iterable[str], nouns: Nouns) -> bool:
    """Whether what is called ``name`` is always also called one of ``wider``."""
    preposition, _, noun = name.rpartition(" ")
    for other in wider:
        before, _, wide = other.rpartition(" ")
        if name == other or (before == preposition and wide == "any" and noun != "none"):
            return True
        if before == preposition and nouns.words(noun) <= nouns.words(wide):
            return True
    return False
