"""``truceline explain``: one article in, why each record is there out, and what nearly was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from truceline.cli.console import sink
from truceline.cli.options import Directory, Published, Source, chosen_codebook, published_date
from truceline.cli.work import Run
from truceline.errors import CannotStart

if TYPE_CHECKING:
    from truceline.exports.brief import Line
    from truceline.records import CodedArticle


def command(
    source: Source,
    record: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only this record, by the id that brief and code show: talks-1."),
    ] = None,
    published: Published = None,
    codebook: Directory = None,
) -> int:
    """Say why each record is there, what nearly was one and is not, and what was removed from the page.

    Example: truceline explain article.txt --record agreements-2
    """
    work = Run([source], published=published_date(published), done="explained", quiet=True)
    book = chosen_codebook(codebook)
    with sink(None) as write, work.coded(book) as articles:
        for coded in articles:
            write(("\n" if work.finished else "") + "\n".join(_lines(coded, record)) + "\n")
    return work.status


def _lines(coded: CodedArticle, wanted: str | None) -> Iterator[str]:
    from truceline.exports.brief import brief_of
    from truceline.exports.wording import one_line

    brief = brief_of(coded)
    lines = [line for line in brief.lines if wanted in (None, line.id)]
    if wanted and not lines:
        known = ", ".join(line.id for line in brief.lines) or "none"
        raise CannotStart("there is no such record", where=f"--record {wanted}", fix=f"the ids are: {known}")
    yield one_line(coded.title or coded.id)
    for line in lines:
        yield from _record(line)
    if not wanted:
        yield from _not_there(coded)


def _record(line: Line) -> Iterator[str]:
    from truceline.exports.wording import one_line, who_says

    yield f"\n{line.id}  {line.status}"
    yield "  " + "; ".join(f"{cell.label}: {cell.text}" for cell in line.cells)
    yield f"  “{one_line(line.words.text)}”  (characters {line.words.start} to {line.words.end})"
    yield f"  {who_says(line.said_by)}"
    for step in line.why or ("no step was recorded",):
        yield f"    because {step}"


def _not_there(coded: CodedArticle) -> Iterator[str]:
    from truceline.exports.wording import one_line

    yield f"\nNearly a record, and not: {len(coded.silent)}"
    for near in coded.silent:
        yield f"  {near.stage}: “{one_line(near.evidence.text)}”  {near.reason}"
    yield f"\nLeft unresolved: {len(coded.unresolved)}"
    for loose in coded.unresolved:
        yield f"  {loose.what}: “{one_line(loose.evidence.text)}”  {loose.reason}"
    yield f"\nRemoved from the page: {len(coded.removed)}"
    for block in coded.removed:
        yield f"  {block.reason}: {one_line(block.text)}"
