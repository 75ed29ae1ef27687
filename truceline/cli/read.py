"""``truceline read``: sources in, clean articles out, with what was removed and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from truceline.cli.console import sink
from truceline.cli.options import Published, Sources, published_date
from truceline.cli.rows import json_writer, shape_of
from truceline.cli.work import Run, holds_many

if TYPE_CHECKING:
    from truceline.records import Article


def command(
    sources: Sources,
    published: Published = None,
    format_: Annotated[
        Literal["text", "json", "jsonl"],
        typer.Option("--format", help="text for a person; json; jsonl, one article a line."),
    ] = "text",
) -> int:
    """Print the clean article: its text block by block, and what was removed from the page and why.

    Example: truceline read page.html --format json
    """
    work = Run(sources, published=published_date(published), done="read", quiet=True)
    with sink(None) as write, work.counted() as articles:
        if format_ == "text":
            for article in articles:
                write(("\n" if work.finished else "") + "\n".join(_lines(article)) + "\n")
        else:
            with json_writer(write, shape_of(format_, many=holds_many(sources))) as put:
                for article in articles:
                    put(article)
    return work.status


def _lines(article: Article) -> Iterator[str]:
    from truceline.exports import wording

    yield wording.one_line(article.title or "(no title)")
    about = (wording.published(article.published), article.publisher, article.dateline, article.source)
    yield " · ".join(wording.one_line(a) for a in about if a)
    for block in article.blocks:
        mark = "" if block.kind == "paragraph" else f"[{block.kind}] "
        yield f"\n{mark}{wording.safe(block.text)}"
    if not article.blocks:
        yield f"\n{wording.safe(article.text)}"
    yield f"\nRemoved: {len(article.removed)}"
    for removed in article.removed:
        yield f"  {removed.reason}: {wording.one_line(removed.text)}"
