"""A reason in, the ArticleSkipped out: one clear line, and what to do about it."""

from __future__ import annotations

import traceback
from pathlib import Path

from truceline.errors import ArticleSkipped

_ERROR_LENGTH = 200  # characters of an error's own words

FIXES = {
    "missing": "check the path",
    "empty": "give a file with an article in it",
    "binary": "give .txt, .html, .pdf or .jsonl",
    "encoding": "save it as UTF-8",
    "too-large": "give one article",
    "too-deep": "save the page as text",
    "archive-bomb": "give the page itself, unpacked",
    "no-text": "run text recognition on it first",
    "language": "translate it first",
    "list-page": "give the page of one article",
    "no-article": "give the page of one article",
    "bad-row": 'write {"id": "…", "text": "…", "published": "2017-09-14" or null}',
    "repeated-id": "give each row an id of its own",
    "bad-date": "write it as 2017-09-14",
    "address": "give a public http or https address, or a file",
    "unreachable": "check the address, or save the page and give the file",
    "timeout": "save the page and give the file",
    "unsupported": "save the page as .html or .txt and give that",
    "failed": "report it with the article; the others are done without it",
}
"""Every reason for which a source is set aside, and what its reader is told to do."""


def failed(error: Exception, doing: str, where: str) -> ArticleSkipped:
    """The refusal of an article on which our own code fails, so that the rest of a batch goes on."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    at = "".join(f" ({Path(frame.filename).name}:{frame.lineno})" for frame in last)
    said = " ".join(f"{type(error).__name__}: {error}".split())[:_ERROR_LENGTH]
    return skipped("failed", f"{doing} it failed: {said}{at}", where)


def skipped(reason: str, what: str, where: str) -> ArticleSkipped:
    """The refusal of ``where`` for ``reason`` (a key of ``FIXES``); ``what`` is wrong with it."""
    return ArticleSkipped(what, where=where, fix=FIXES[reason], reason=reason)
