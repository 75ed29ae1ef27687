"""Sources in, articles out, coded or still to be coded: what ``case add`` takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from truceline.errors import ArticleSkipped
from truceline.pages import read
from truceline.records import Article, CodedArticle


class _Head(msgspec.Struct):
    """What tells a coded article from a row of text."""

    coder_version: str
    codebook_version: str


def incoming(
    source: str, *, published: str | None = None
) -> Iterator[Article | CodedArticle | ArticleSkipped]:
    """What ``source`` holds: coded articles where ``truceline code`` wrote it as JSONL, else articles."""
    path = Path(source)
    if path.suffix == ".jsonl" and path.is_file() and _is_coded(path):
        yield from _coded(path)
    else:
        yield from read(source, published=published)


def _is_coded(path: Path) -> bool:
    with path.open("rb") as lines:
        first = next((line for line in lines if line.strip()), b"")
    try:
        msgspec.json.decode(first, type=_Head)
    except msgspec.MsgspecError:
        return False
    return True


def _coded(path: Path) -> Iterator[CodedArticle | ArticleSkipped]:
    decoder = msgspec.json.Decoder(CodedArticle)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield decoder.decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                yield ArticleSkipped(
                    f"is no coded article: {error}",
                    where=f"{path}:{number}",
                    fix="write it anew with truceline code --format jsonl",
                    reason="bad-row",
                )
