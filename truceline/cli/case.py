"""``truceline case``: a casebook made, filled, shown, checked."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from truceline.cli.console import say, shown_json, sink
from truceline.cli.options import Output, Published, Sources, help_where_nothing_is_asked, published_date

app = typer.Typer(
    help="Keep a case: many articles, their reports of one happening linked, with sources and decisions.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
app.callback()(help_where_nothing_is_asked)

CaseAddress = Annotated[
    str,
    typer.Argument(metavar="CASE", help="A file, or a postgresql:// address.", show_default=False),
]


@app.command("new", short_help="Make an empty case.")
def new(case: CaseAddress) -> int:
    """Make an empty case; what is there already is left as it is.

    Example: truceline case new talks.db
    """
    from truceline.casebook import Case

    Case.new(case).store.close()
    say(f"{case}: made; add articles with: truceline case add {case} SOURCE...")
    return 0


@app.command("add", short_help="Add articles, coded and linked.")
def add(case: CaseAddress, sources: Sources, published: Published = None) -> int:
    """Add articles, or coded articles as truceline code writes them (JSONL).

    The same page again changes nothing; a changed page becomes a new version. An article is added
    whole or not at all: a run that stops is taken up by running it again.

    Example: truceline case add talks.db articles/
    """
    from truceline.casebook import Case
    from truceline.cli.case_add import Tally

    with Case(case) as opened:
        tally = Tally(sources)
        with tally.shown() as step:
            for added in opened.add(*sources, published=published_date(published)):
                step(added)
    return tally.status


@app.command("events", short_help="What happened, with all reports of it.")
def events(
    case: CaseAddress,
    format_: Annotated[
        Literal["jsonl"], typer.Option("--format", help="jsonl: one happening a line.")
    ] = "jsonl",
    output: Output = None,
) -> int:
    """Print each happening of the case with its members: the reports of it, side by side.

    Example: truceline case events talks.db --format jsonl
    """
    import msgspec

    from truceline.casebook import Case

    with Case(case) as opened, sink(output) as write:
        for happening in opened.happenings():
            write(shown_json(msgspec.json.encode(happening).decode()) + "\n")
    return 0
