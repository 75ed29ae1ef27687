"""How much of a hostile world a reader takes: sizes, depths and times."""

from __future__ import annotations

PAGE_BYTES = 10_000_000  # of one page, file or row, after unpacking
REDIRECTS = 5
FETCH_SECONDS = 20.0  # of one address, from its name to its last byte
PDF_PAGES = 500
NEAR_REPEAT_WORDS = 200_000  # beyond so many words of one page only exact repeats are looked for
