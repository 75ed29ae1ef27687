"""Errors that a user can act on, and nothing else.

TrucelineError
  CannotStart     the run is over: bad codebook, bad option, no model   exit 2
  ArticleSkipped  one article is set aside, the run goes on             counted, listed; exit 1
"""

from __future__ import annotations


class TrucelineError(Exception):
    """Says what is wrong, where, and what to do about it.

    >>> print(TrucelineError("is empty", where="a.txt", fix="give a file with an article"))
    a.txt: is empty
      to fix: give a file with an article
    """

    def __init__(self, what: str, *, where: str, fix: str) -> None:
        super().__init__(f"{where}: {what}\n  to fix: {fix}")
        self.what = what
        self.where = where
        self.fix = fix


class CannotStart(TrucelineError):
    """Raised before any article is read, or when none can be read any more."""


class ArticleSkipped(TrucelineError):
    """One source is no article that can be used; ``reason`` is a stable word for tables.

    One of: missing, empty, binary, encoding, too-large, too-deep, archive-bomb, no-text, language,
    list-page, no-article, bad-row, repeated-id, bad-date, address, unreachable, timeout, unsupported,
    failed (our own fault).
    """

    def __init__(self, what: str, *, where: str, fix: str, reason: str) -> None:
        super().__init__(what, where=where, fix=fix)
        self.reason = reason
