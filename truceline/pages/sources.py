"""A source in, Articles out; what cannot be used comes out too, with the reason.

A file is read for what it holds, whatever it is called: gzip, PDF and HTML are known by how
they begin.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

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
from truceline.pages.refusals import skipped
from truceline.pages.residue import clean
from truceline.pages.rows import read_rows
from truceline.records import Article, Published

SUFFIXES = (
    ".txt",
    ".html",
    ".htm",
    ".xhtml",
    ".html.gz",
    ".htm.gz",
    ".txt.gz",
    ".pdf",
    ".jsonl",
    ".jsonl.gz",
)
_TAGS = re.compile(r"<(script|style)\b.{0,50000}?</\1\s*>|<[^>]{0,5000}>", re.IGNORECASE | re.DOTALL)
_ENOUGH = 300_000  # characters in which the language of a page shows
_ROWS = (".jsonl", ".ndjson")


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
    one; without it the source's own words do.
    """
    source = os.fspath(source)
    try:
        if published is not None:
            given(published, "--published")
        yield from _read(source, published, id, codebook)
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
    _check_full(text, source)
    with _language_first(text, source, codebook):
        pieces = read_pieces(text, codebook)
        refuse_listing(pieces, source)
        return _finish(Draft(pieces=pieces), source, published, id, codebook)


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
    _check_full(text, source)
    with _language_first(text, source, codebook):
        draft = draft_html(text, source, address=address, codebook=codebook)
        return _finish(draft, source, published, id, codebook)


@contextmanager
def _language_first(text: str, source: str, codebook: Codebook) -> Iterator[None]:
    """Where there seems to be no article, another language is the likelier reason: say that one."""
    try:
        yield
    except ArticleSkipped as refusal:
        if refusal.reason in ("no-article", "list-page"):
            check_english(_TAGS.sub(" ", text[:_ENOUGH]), source, codebook)
        raise


def _read(
    source: str, published: str | None, id: str | None, codebook: Codebook
) -> Iterator[Article | ArticleSkipped]:
    if source == "-":
        yield from _read_stream(sys.stdin.buffer, "-", published, id, codebook)
    elif web.is_address(source):
        fetched = web.fetch(source)
        yield _article(fetched.data, source, published, id, codebook, fetched=fetched)
    elif Path(source).is_dir():
        yield from _read_folder(Path(source), published, codebook)
    else:
        yield from _read_file(Path(source), source, published, id, codebook)


def _read_folder(
    folder: Path, published: str | None, codebook: Codebook
) -> Iterator[Article | ArticleSkipped]:
    """The readable files below ``folder``, in the order of their names; hidden ones are passed over."""
    files = sorted(
        Path(base) / name
        for base, folders, names in os.walk(folder)
        for name in names
        if name.lower().endswith(SUFFIXES) and not _hidden(Path(base, name).relative_to(folder))
    )
    if not files:
        raise skipped("missing", "the folder has no file to read", str(folder))
    for file in files:
        try:
            yield from _read_file(file, str(file), published, None, codebook)
        except ArticleSkipped as refusal:
            yield refusal


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read_file(
    path: Path, source: str, published: str | None, id: str | None, codebook: Codebook
) -> Iterator[Article | ArticleSkipped]:
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() in _ROWS:
                yield from read_rows(_lines(stream), source, published=published, codebook=codebook)
            else:
                yield from _read_stream(stream, source, published, id, codebook)
    except (OSError, ValueError) as error:
        raise _unreadable(error, source) from None


def _unreadable(error: OSError | ValueError, source: str) -> ArticleSkipped:
    missing = isinstance(error, FileNotFoundError | NotADirectoryError | ValueError)
    what = (
        "no such file" if missing else f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
    )
    return skipped("missing" if missing else "unsupported", what, source)


def _read_stream(
    stream: BinaryIO, source: str, published: str | None, id: str | None, codebook: Codebook
) -> Iterator[Article | ArticleSkipped]:
    data = stream.read(PAGE_BYTES + 1)
    name = source.lower().removesuffix(".gz")
    if len(data) > PAGE_BYTES and not (source == "-" and _is_row(data)):
        raise skipped("too-large", f"the file is over {PAGE_BYTES // 1_000_000} MB", source)
    data = unpack(data, source)
    if name.endswith(_ROWS) or (source == "-" and _is_row(data)):
        lines = iter((data + stream.read()).splitlines())
        yield from read_rows(lines, source, published=published, codebook=codebook)
    else:
        yield _article(data, source, published, id, codebook)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a file of any size, none longer than a page may be (and one byte, to tell)."""
    first = True
    while line := stream.readline(PAGE_BYTES + 1):
        while len(line) > PAGE_BYTES and not line.endswith(b"\n"):
            rest = stream.readline(PAGE_BYTES)
            if not rest or rest.endswith(b"\n"):
                break
        yield line.removeprefix(b"\xef\xbb\xbf") if first else line
        first = False


def _is_row(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"text"' in data


def _article(
    data: bytes,
    source: str,
    published: str | None,
    id: str | None,
    codebook: Codebook,
    *,
    fetched: web.Fetched | None = None,
) -> Article:
    data = unpack(data, source)
    if data.lstrip()[:5] == b"%PDF-":
        text = read_pdf(data, source)
        return read_text(text, source=source, published=published, id=id, codebook=codebook)
    text = decode(data, source, fetched.charset if fetched else None)
    if is_html(text) or (fetched is not None and "html" in fetched.media_type):
        address = fetched.address if fetched else None
        return read_html(text, source=source, published=published, id=id, address=address, codebook=codebook)
    return read_text(text, source=source, published=published, id=id, codebook=codebook)


def _check_full(text: str, source: str) -> None:
    if not text.strip():
        raise skipped("empty", "there is no text in it", source)
    if len(text) > PAGE_BYTES:
        raise skipped("too-large", f"the text is over {PAGE_BYTES // 1_000_000} MB", source)


def _finish(draft: Draft, source: str, published: str | None, id: str | None, codebook: Codebook) -> Article:
    stated: Published | None = given(published, source) if published is not None else None
    article = assemble(clean(draft, codebook), source=source, id=id or source, published=stated)
    check_english(article.text, source, codebook)
    return article
