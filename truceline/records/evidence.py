"""Where a claim stands in the article that it was read from."""

from __future__ import annotations

from typing import Self

import msgspec


class Span(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A quoted stretch of one article.

    Offsets are half-open and count Unicode code points of ``Article.text``, the clean
    text; they are neither byte offsets nor positions in the page.
    """

    text: str  # kept beside the offsets so that a record can be checked without the page
    start: int
    end: int

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Self:
        """Quote ``text[start:end]``; the only way in which a stage makes evidence.

        Raises ValueError where the offsets do not lie in the text: a record without its
        words is a defect of the stage, never of the article.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no text at {start}..{end} of {len(text)} characters")
        return cls(text=text[start:end], start=start, end=end)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Reason(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of an explanation: the rule that spoke, and the words that made it speak.

    ``rule`` is a stable name such as ``status.modal`` or ``frame:lift#1``; ``words`` is None
    where the rule rests on the absence of something.
    """

    rule: str
    words: str | None = None
    start: int | None = None
    end: int | None = None
