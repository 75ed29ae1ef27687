"""``truceline case``: a casebook made, filled, shown, checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from truceline.cli import case_review
from truceline.cli.console import say, shown_json, sink
from truceline.cli.options import Output, Published, Sources, help_where_nothing_is_asked, published_date

app = typer.Typer(
    help="Keep a case: many articles, their reports of one happening linked, with sources and decisions.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
app.callback()(help_where_nothing_is_asked)

app.command("review", short_help="What waits for review; decide.")(case_review.command)

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


View = Literal["talks", "agreements", "zones", "breaches", "movements", "casualties", "positions"]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Only what happened on or after this day.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Only what happened on or before this day.")]
Country = Annotated[str | None, typer.Option(metavar="CODE", help="Only there: ISO 3166-1 alpha-3, as YEM.")]
Party = Annotated[str | None, typer.Option(metavar="NAME", help="Only what names this party.")]


@app.command("show", short_help="A register over time, or the case as a whole.")
def show(
    case: CaseAddress,
    register: Annotated[
        View | None, typer.Argument(metavar="[REGISTER]", help="talks, agreements, …", show_default=False)
    ] = None,
    since: Since = None,
    until: Until = None,
    country: Country = None,
    party: Party = None,
    format_: Annotated[
        Literal["text", "jsonl"],
        typer.Option("--format", help="text for a person; jsonl, one line a record."),
    ] = "text",
) -> int:
    """Show a register over time: rounds of talks with gaps, lives of agreements and zones, breaches by
    party and week, tolls and movements with their sources, positions since when.

    REGISTER is talks, agreements, zones, breaches, movements, casualties or positions; without it the
    case is counted. Numbers are never summed over reports.

    Example: truceline case show talks.db agreements --since 2017-05
    """
    import msgspec

    from truceline.casebook import Case
    from truceline.casebook.told import Choice
    from truceline.exports.case_text import lines

    with Case(case) as opened, sink(None) as write:
        if register is None:
            for name, count in opened.counts().items():
                write(f"{count:>9,}  {name}\n")
            return 0
        choice = Choice(published_date(since), published_date(until), country, party)
        shown: tuple[msgspec.Struct, ...] = getattr(opened, register)(choice)
        if format_ == "jsonl":
            for one in shown:
                write(shown_json(msgspec.json.encode(one).decode()) + "\n")
        else:
            for line in lines(shown):
                write(line + "\n")
            if not shown:
                say(f"{case}: nothing of that kind is reported; that is not the same as nothing happened")
    return 0


@app.command("log", short_help="Who added and decided what, when.")
def log(case: CaseAddress) -> int:
    """Print who added articles when, with which coder, and what was set aside with its reason.

    Example: truceline case log talks.db
    """
    from truceline.casebook import Case
    from truceline.exports.wording import one_line

    with Case(case) as opened, sink(None) as write:
        for line in opened.log():
            write(one_line(line) + "\n")
    return 0


@app.command("export", short_help="Files for other programs.")
def export(
    case: CaseAddress,
    as_: Annotated[
        Literal[
            "csv",
            "claims",
            "parquet",
            "jsonl",
            "geojson",
            "xlsx",
            "datapackage",
            "plover",
            "gdelt",
            "acled",
            "hxl",
            "graphml",
        ],
        typer.Option("--as", help="What to write; docs/exports.md has each column."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH", help="The file, or the folder.")],
    since: Since = None,
    until: Until = None,
    country: Country = None,
    party: Party = None,
) -> int:
    """Write the case, or a part of it, for other programs, with a data dictionary and the citation line.

    csv holds happenings, claims and parquet what each article says, jsonl happenings with their members.

    Example: truceline case export talks.db --as geojson -o talks.geojson
    """
    from truceline.casebook import Case
    from truceline.casebook.told import Choice
    from truceline.exports.case import export as write

    with Case(case) as opened:
        write(opened, as_, output, Choice(published_date(since), published_date(until), country, party))
    say(f"{output}: written")
    return 0


@app.command("recode", short_help="Code all pages again with the coder of today.")
def recode(case: CaseAddress) -> int:
    """Code again all pages that an older coder or another codebook has coded; decisions are carried over.

    Example: truceline case recode talks.db
    """
    from truceline.casebook import Case

    with Case(case) as opened:
        done = sum(1 for _ in opened.recode())
        lost = len(opened.lost())
    say(f"{case}: {done} coded again")
    if lost:
        say(f"{lost} decisions have lost their words: truceline case review {case} --lost")
    return 0


@app.command("check", short_help="Whether the case is sound.")
def check(case: CaseAddress) -> int:
    """Check that the words of every record stand in their article, that references hold and counts add up.

    The exit status is 1 where something is wrong.
    """
    from truceline.casebook import Case

    with Case(case) as opened:
        wrong = 0
        for line in opened.check():
            wrong += 1
            say(f"{case}: {line}")
    say(f"{case}: {wrong} things are wrong" if wrong else f"{case}: the case is sound")
    return 1 if wrong else 0


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
