"""A text in, where its sentences end out: by stops alone, for coded articles come without a parse."""

from __future__ import annotations

import re

_END = re.compile(r"\n|[.!?;][\"”’')\]]*\s+(?=[\"“‘(]?[A-Z0-9])")
_SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|St|Sen|Rep|Gov|No|Jan|Feb|Aug|Sept?|Oct|Nov|Dec))$"
)


def stops(text: str) -> list[int]:
    """Offsets at which sentences begin, in order, with 0 and the end of the text."""
    ends = (m.end() for m in _END.finditer(text) if not _SHORT.search(text, max(0, m.start() - 5), m.start()))
    return sorted({0, len(text), *ends})
