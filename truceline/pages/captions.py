"""A block in, the caption in it out: its words without the credit, and whether it is a caption at all."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.cues import any_of
from truceline.pages.shapes import sentences
from truceline.pages.tidy import plain, straight

_WIRE_TAIL = re.compile(r"\((?:[A-Z]\w+\s?/?\s?){1,2}\)\.?$")
_LONGEST = 160  # words
_CREDIT_ROOM = 260  # characters at the end of a block in which a credit may stand


class CaptionCue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``pages/captions.yaml``; the file's head says what each field means."""

    id: str
    opens: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    marks: bool = False
    at_most: int = 60
    statements: int = 3


def is_caption(text: str, codebook: Codebook = SHIPPED) -> bool:
    """Whether the words of ``text`` show that it stands under a picture."""
    words = text.count(" ") + 1
    return words <= _LONGEST and len(text) <= _LONGEST * 12 and _is_caption(text, codebook)


@lru_cache(maxsize=4096)
def _is_caption(text: str, codebook: Codebook) -> bool:
    if _shows_picture(text, codebook):
        return True
    caption, credit = split_credit(text, codebook=codebook)
    return bool(credit) and bool(caption) and not _WIRE_TAIL.fullmatch(credit)


def split_credit(text: str, *, picture: bool = True, codebook: Codebook = SHIPPED) -> tuple[str, str]:
    """``text`` without the credits at its end, and the credits ("" where there are none).

    ``picture``: credits of a picture; else those of a text, "(Reporting by …)".
    """
    words = text
    while True:
        cut = _credit_start(words, picture, codebook)
        if cut is None:
            return words, text[len(words) :].strip()
        words = words[:cut].rstrip(" /|–—-")


def split_lead(text: str, codebook: Codebook = SHIPPED) -> tuple[str, str]:
    """The words "FILE PHOTO:" before a caption, and the caption itself."""
    found = _leads(codebook).match(straight(text))
    if not found:
        return "", text
    bracketed = text[0] == "[" and text.endswith("]")
    return text[: found.end()], text[found.end() : -1] if bracketed else text[found.end() :]


def _credit_start(text: str, picture: bool, codebook: Codebook) -> int | None:
    offset = max(0, len(text) - _CREDIT_ROOM)
    starts = [
        found.start() for credit in _credits(codebook, picture) if (found := credit.search(text, offset))
    ]
    return min(starts) if starts else None


def _shows_picture(text: str, codebook: Codebook) -> bool:
    simple, words = plain(text), text.count(" ") + 1
    for cue in codebook.entries("pages/captions.yaml", CaptionCue):
        pattern = _words(codebook, cue.id)
        if pattern and words <= cue.at_most and sentences(text) <= cue.statements and pattern.search(simple):
            return True
    return False


@lru_cache(maxsize=64)
def _words(codebook: Codebook, entry: str) -> re.Pattern[str] | None:
    cue = next(c for c in codebook.entries("pages/captions.yaml", CaptionCue) if c.id == entry)
    shapes = [rf"^\W{{0,2}}(?:{any_of(cue.opens)})"] if cue.opens else []
    shapes += [rf"(?<!\w)(?:{any_of(cue.holds)})"] if cue.holds else []
    return re.compile("|".join(shapes)) if shapes else None


@lru_cache(maxsize=8)
def _credits(codebook: Codebook, picture: bool) -> tuple[re.Pattern[str], ...]:
    cues = codebook.entries("pages/captions.yaml", CaptionCue)
    return tuple(re.compile(credit) for cue in cues for credit in cue.credits if cue.marks is picture)


@lru_cache(maxsize=8)
def _leads(codebook: Codebook) -> re.Pattern[str]:
    leads = tuple(lead for c in codebook.entries("pages/captions.yaml", CaptionCue) for lead in c.leads)
    return re.compile(rf"\W?(?:{any_of(leads)})[\s,:–-]*", re.IGNORECASE)
