"""A source in, Articles out; what cannot be used comes out too, with the reason.

A file is read for what it holds, whatever it is called: gzip, PDF and HTML are known by how
they begin.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.errors import ArticleSkipped
from truceline.pages import address as web
from truceline.pages.assemble import assemble
from truceline.pages.decode import decode, unpack
from truceline.pages.draft import Draft
from truceline.pages.english import check_english
from truceline.pages.html import draft_html, is_html
from truceline.pages.limits import PAGE_BYTES
from truceline.pages.lists import refuse_listing
from truceline.pages.pdf import read_pdf
from truceline.pages.plain import read_pieces
from truceline.pages.published import given
from truceline.pages.refusals import failed, skipped
from truceline.pages.residue import clean
from truceline.pages.rows import read_rows
from truceline.records import Article

SUFFIXES = (
    ".txt",
    ".html",
    ".htm",
    ".xhtml",
    ".pdf",
    ".jsonl",
    ".txt.gz",
    ".html.gz",
    ".htm.gz",
    ".jsonl.gz",
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_ROWS = (".jsonl", ".jsonl.gz")
_ROW = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")
_JSON = re.compile(r"\s*\[?\s*\{\s*\"[^\"\n]*\"\s*:")
_TAGS = re.compile(r"<(script|style)\b.{0,50000}?</\1\s*>|<[^>]{0,5000}>", re.IGNORECASE | re.DOTALL)
_ENOUGH = 300_000  # characters in which the language of a page shows
_PEEK = 4096  # bytes by which standard input shows what it is


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The source as its reader named it, and what is known of it from elsewhere."""

    source: str
    published: str | None
    id: str | None
    codebook: Codebook


def read(
    source: str | os.PathLike[str],
    *,
    published: str | None = None,
    id: str | None = None,
    codebook: Codebook = SHIPPED,
) -> Iterator[Article | ArticleSkipped]:
    """Every article of ``source``, in order; what cannot be used comes as an ArticleSkipped, unraised.

    ``source`` is a file (.txt .html .htm .pdf .jsonl, each also packed with gzip), a folder of
    them, a http(s) address, or ``-`` for standard input. ``published`` is the date that is known
    from elsewhere: it outranks what the page says. ``id`` names the article of a source that has
    one; without it the source's own words do. Rows and the files of a folder have ids of their own.
    """
    asked = _Asked(source=os.fspath(source), published=published, id=id, codebook=codebook)
    try:
        if published is not None:
            given(published, "--published")
        yield from _read(asked)
    except ArticleSkipped as refusal:
        yield refusal


def read_text(
    text: str,
    *,
    source: str = "text",
    published: str | None = None,
    id: str | None = None,
    codebook: Codebook = SHIPPED,
) -> Article:
    """The article in plain text as it is pasted off a page. Raises ArticleSkipped."""
    return _read_text(text, _Asked(source=source, published=published, id=id, codebook=codebook))


def read_html(
    page: str | bytes,
    *,
    source: str = "html",
    published: str | None = None,
    id: str | None = None,
    address: str | None = None,
    codebook: Codebook = SHIPPED,
) -> Article:
    """The article of a page of HTML; ``address`` is where it came from. Raises ArticleSkipped."""
    text = decode(page, source) if isinstance(page, bytes) else page
    return _read_html(text, _Asked(source=source, published=published, id=id, codebook=codebook), address)


def _read(asked: _Asked) -> Iterator[Article | ArticleSkipped]:
    if not asked.source.strip():
        raise skipped("missing", "the name of the source is empty", repr(asked.source))
    if asked.source == "-":
        yield from _read_stdin(asked)
    elif web.is_address(asked.source):
        yield _read_address(asked)
    elif scheme := _SCHEME.match(asked.source):
        raise skipped("address", f"{scheme[0]} is not read; http:// and https:// are", asked.source)
    elif os.path.isdir(asked.source):
        yield from _read_folder(asked)
    else:
        yield from _read_file(asked)


def _read_stdin(asked: _Asked) -> Iterator[Article | ArticleSkipped]:
    stream = io.BufferedReader(sys.stdin.buffer)  # type: ignore[type-var]
    try:
        if _ROW.match(stream.peek(_PEEK)):
            yield from read_rows(_lines(stream), "-", published=asked.published, codebook=asked.codebook)
        else:
            yield _read_bytes(_whole(stream, asked), asked)
    finally:
        stream.detach()  # else it closes standard input with itself


def _read_address(asked: _Asked) -> Article:
    fetched = web.fetch(asked.source)
    return _read_bytes(unpack(fetched.data, asked.source), asked, fetched)


def _read_folder(asked: _Asked) -> Iterator[Article | ArticleSkipped]:
    """The readable files below a folder, in the order of their names; hidden ones are passed over."""
    files = [
        path
        for path in sorted(Path(asked.source).rglob("*"))
        if path.name.lower().endswith(SUFFIXES) and path.is_file() and not _hidden(path, asked.source)
    ]
    if not files:
        raise skipped("missing", "the folder has no file to read", asked.source)
    for file in files:
        yield from read(str(file), published=asked.published, codebook=asked.codebook)


def _hidden(path: Path, folder: str) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _read_file(asked: _Asked) -> Iterator[Article | ArticleSkipped]:
    with _open(asked.source) as stream:
        name = asked.source.lower()
        if name.endswith(_ROWS[0]):
            yield from read_rows(
                _lines(stream), asked.source, published=asked.published, codebook=asked.codebook
            )
            return
        data = _whole(stream, asked)
    if name.endswith(_ROWS):
        lines = iter(data.splitlines())
        yield from read_rows(lines, asked.source, published=asked.published, codebook=asked.codebook)
    else:
        yield _read_bytes(data, asked)


def _open(source: str) -> BinaryIO:
    try:
        return open(source, "rb")  # the caller closes it
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a path with a zero byte is a ValueError
        raise skipped("missing", "no such file", source) from None
    except OSError as error:
        raise skipped("unsupported", f"the file cannot be read: {error.strerror}", source) from None


def _whole(stream: BinaryIO, asked: _Asked) -> bytes:
    """All of a file, unpacked, within the limits of one page."""
    try:
        data = stream.read(PAGE_BYTES + 1)
    except OSError as error:
        raise skipped("unsupported", f"the file cannot be read: {error.strerror}", asked.source) from None
    if len(data) > PAGE_BYTES:
        raise skipped("too-large", f"the file is over {PAGE_BYTES // 1_000_000} MB", asked.source)
    return unpack(data, asked.source)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a file of any size, none longer than a page may be (and one byte, to tell)."""
    first = True
    while line := stream.readline(PAGE_BYTES + 1):
        rest = line
        while len(rest) > PAGE_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(PAGE_BYTES + 1)
        yield line.removeprefix(b"\xef\xbb\xbf") if first else line
        first = False


def _read_bytes(data: bytes, asked: _Asked, fetched: web.Fetched | None = None) -> Article:
    if data.lstrip()[:5] == b"%PDF-":
        return _read_text(read_pdf(data, asked.source), asked)
    text = decode(data, asked.source, fetched.charset if fetched else None)
    if _JSON.match(text):
        raise skipped("unsupported", "this is JSON, not an article; rows go into a .jsonl file", asked.source)
    if is_html(text) or (fetched is not None and "html" in fetched.media_type):
        return _read_html(text, asked, fetched.address if fetched else None)
    return _read_text(text, asked)


def _read_text(text: str, asked: _Asked) -> Article:
    with _checked(text, asked):
        pieces = read_pieces(text, asked.codebook)
        refuse_listing(pieces, asked.source)
        return _finish(Draft(pieces=pieces), asked)


def _read_html(text: str, asked: _Asked, address: str | None) -> Article:
    with _checked(text, asked):
        return _finish(draft_html(text, asked.source, address=address, codebook=asked.codebook), asked)


@contextmanager
def _checked(text: str, asked: _Asked) -> Iterator[None]:
    """Refuse what is empty or too large; where there seems to be no article, ask for the language first."""
    if not text.strip():
        raise skipped("empty", "there is no text in it", asked.source)
    if len(text) > PAGE_BYTES:
        raise skipped("too-large", f"the text is over {PAGE_BYTES // 1_000_000} MB", asked.source)
    try:
        yield
    except ArticleSkipped as refusal:
        if refusal.reason in ("no-article", "list-page"):
            check_english(_TAGS.sub(" ", text[:_ENOUGH]), asked.source, asked.codebook)
        raise
    except Exception as error:
        raise failed(error, "reading", asked.source) from error


def _finish(draft: Draft, asked: _Asked) -> Article:
    stated = given(asked.published, asked.source) if asked.published is not None else None
    article = assemble(
        clean(draft, asked.codebook), source=asked.source, id=asked.id or asked.source, published=stated
    )
    check_english(article.text, asked.source, asked.codebook)
    return article
