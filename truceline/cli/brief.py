"""``truceline brief``: one article in, the brief for a person out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from truceline.cli.console import colourful, shown_json, sink
from truceline.cli.options import Directory, Output, Published, Source, chosen_codebook, published_date
from truceline.cli.work import Run, holds_many
from truceline.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Callable

    from truceline.records import CodedArticle

Format = Literal["text", "markdown", "html", "json"]


def command(
    source: Source,
    published: Published = None,
    format_: Annotated[
        Format, typer.Option("--format", help="text; markdown; html, one self-contained page; json.")
    ] = "text",
    output: Output = None,
    codebook: Directory = None,
) -> int:
    """Print the brief of an article: main events and registers, each line with its words.

    Every line says whether it happened (asserted, planned, denied, ...), who says so, and the words of
    the article that it rests on. What could not be settled is listed with the reason.

    Example: truceline brief article.html --format html -o brief.html
    """
    if format_ == "html" and holds_many([source]):
        raise CannotStart(
            "an HTML brief shows one article, and this source can hold many",
            where=source,
            fix="name one file, or choose --format markdown",
        )
    work = Run([source], published=published_date(published), done="briefed", quiet=output is None)
    book = chosen_codebook(codebook)
    in_colour = format_ == "text" and output is None and colourful()
    with sink(output) as write, work.coded(book) as articles:
        for coded in articles:
            if work.finished and format_ != "json":
                write("\n")
            if in_colour:
                _show(coded)
            else:
                write(_FORMATS[format_](coded))
    return work.status


def _show(coded: CodedArticle) -> None:
    from rich.console import Console

    from truceline.exports.brief import brief_of
    from truceline.exports.text import show

    show(brief_of(coded), Console(highlight=False))


def _text(coded: CodedArticle) -> str:
    from truceline.exports.brief import brief_of
    from truceline.exports.text import plain

    return plain(brief_of(coded))


def _markdown(coded: CodedArticle) -> str:
    from truceline.exports.brief import brief_of
    from truceline.exports.markdown import markdown

    return markdown(brief_of(coded))


def _html(coded: CodedArticle) -> str:
    from truceline.exports.html import html

    return html(coded)


def _json(coded: CodedArticle) -> str:
    import msgspec

    from truceline.exports.brief import brief_of

    return shown_json(msgspec.json.encode(brief_of(coded)).decode()) + "\n"


_FORMATS: dict[Format, Callable[[CodedArticle], str]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "json": _json,
}
