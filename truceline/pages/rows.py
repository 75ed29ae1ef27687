"""A line of a .jsonl file in, an Article out: the text as it stands, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.errors import ArticleSkipped
from truceline.pages.dateline import date_of, find_dateline, place_of
from truceline.pages.english import check_english
from truceline.pages.limits import PAGE_BYTES
from truceline.pages.published import find_date, given
from truceline.pages.refusals import skipped
from truceline.records import Article, Block, Published

_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")


class Place(msgspec.Struct, frozen=True):
    """One entry of a row's ``probe``: half-open character offsets into its text."""

    start: int
    end: int


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What a row may say; other fields are passed over."""

    text: str
    id: str | int | None = None
    published: str | None = None
    title: str | None = None
    source: str | None = None
    probe: tuple[Place, ...] = ()


def read_rows(
    lines: Iterator[bytes], source: str, *, published: str | None = None, codebook: Codebook = SHIPPED
) -> Iterator[Article | ArticleSkipped]:
    """An Article, or why there is none, for each line that is not blank; ids are unique."""
    seen: set[str] = set()
    rows = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        rows += 1
        try:
            article = read_row(line, source, number, published=published, codebook=codebook)
            if article.id in seen:
                raise skipped(
                    "repeated-id", f"the id {article.id!r} stands in an earlier row", f"{source}:{number}"
                )
        except ArticleSkipped as refusal:
            yield refusal
        else:
            seen.add(article.id)
            yield article
    if not rows:
        yield skipped("empty", "there are no rows in it", source)


def read_row(
    line: bytes, source: str, number: int, *, published: str | None = None, codebook: Codebook = SHIPPED
) -> Article:
    """The article of row ``number`` of ``source``.

    Nothing is taken out of a row: blocks are its lines, offsets are into its ``text``. Raises
    ArticleSkipped (bad-row, bad-date, too-large, empty, language).
    """
    where = f"{source}:{number}"
    row = _parsed(line, where)
    if not row.text.strip():
        raise skipped("empty", "the row's text is empty", where)
    date = row.published or published
    stated = given(date, where) if date else None
    check_english(row.text, where, codebook)
    blocks = _blocks(row.text)
    dateline = find_dateline(blocks[0].text) if blocks else None
    return Article(
        id=str(row.id) if row.id is not None else where,
        source=row.source or source,
        text=row.text,
        title=row.title,
        dateline=place_of(dateline) if dateline else None,
        published=stated or (_dated(date_of(dateline)) if dateline else None),
        blocks=blocks,
        probe=tuple((place.start, place.end) for place in row.probe),
    )


def _parsed(line: bytes, where: str) -> Row:
    if len(line) > PAGE_BYTES:
        raise skipped("too-large", f"the row is over {PAGE_BYTES // 1_000_000} MB", where)
    try:
        row = msgspec.json.decode(line, type=Row)
        row.text.encode("utf8")
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise skipped("bad-row", f"this is no row: {error}", where) from None
    if any(not 0 <= place.start < place.end <= len(row.text) for place in row.probe):
        raise skipped("bad-row", "a probe points beside the text", where)
    return row


def _dated(words: str | None) -> Published | None:
    published = find_date(words)[0] if words else None
    return msgspec.structs.replace(published, basis="dateline") if published else None


def _blocks(text: str) -> tuple[Block, ...]:
    found = (match for match in _LINE.finditer(text))
    return tuple(
        Block(kind="paragraph", text=match[0].strip(), start=start, end=start + len(match[0].strip()))
        for match in found
        for start in [match.start() + len(match[0]) - len(match[0].lstrip())]
    )
