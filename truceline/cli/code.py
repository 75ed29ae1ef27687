"""``truceline code``: sources in, coded articles out as JSON."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from truceline.cli.console import sink
from truceline.cli.options import Directory, Output, Published, Sources, chosen_codebook, published_date
from truceline.cli.rows import json_writer, shape_of
from truceline.cli.work import Run, holds_many


def command(
    sources: Sources,
    published: Published = None,
    format_: Annotated[
        Literal["json", "jsonl"] | None,
        typer.Option(
            "--format",
            help="json: one object for one article, a list for many; jsonl: one article a line. "
            "Without it: json for one file or address, else jsonl.",
            show_default=False,
        ),
    ] = None,
    output: Output = None,
    codebook: Directory = None,
) -> int:
    """Print the coded articles: events, places, dates, figures, attributions and the eight registers.

    The fields are those of docs/schema.json; docs/records.md says in words what they hold. An article
    that cannot be used is set aside with one line, and the run goes on.

    Example: truceline code corpus.jsonl --format jsonl -o coded.jsonl
    """
    shape = shape_of(format_, many=holds_many(sources))
    # A bar would run through the output where both go to the same terminal.
    quiet = output is None and sys.stdout.isatty()
    work = Run(sources, published=published_date(published), done="coded", quiet=quiet)
    book = chosen_codebook(codebook)
    with sink(output) as write, work.coded(book) as articles, json_writer(write, shape) as put:
        for coded in articles:
            put(coded)
    return work.status
