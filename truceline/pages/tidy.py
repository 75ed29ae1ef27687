"""Characters as pages have them in, plain characters out."""

from __future__ import annotations

import unicodedata

_NOTHING = dict.fromkeys(
    [*range(0x09), *range(0x0E, 0x1C), 0x7F, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
     *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0x10000), *range(0xD800, 0xE000)]
)  # fmt: skip
_STRAIGHT = str.maketrans("‘’‚‛′“”„‟″«»–—―−", "'" * 5 + '"' * 7 + "-" * 4)


def tidy(line: str) -> str:
    """``line`` on one line with single spaces, without invisible characters, in Unicode's NFC.

    Control characters, zero-width marks, soft hyphens and halves of characters go.
    """
    if line.isascii() and line.isprintable():
        return " ".join(line.split())
    return " ".join(unicodedata.normalize("NFC", line.translate(_NOTHING)).split())


def plain(line: str) -> str:
    """``line`` for comparison: straight quotation marks, one kind of dash, no case."""
    return straight(line).casefold()


def straight(line: str) -> str:
    """``line`` with straight quotation marks and one kind of dash; as long as it was."""
    return line.translate(_STRAIGHT)
