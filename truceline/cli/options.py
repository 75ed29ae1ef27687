"""Options that several commands share, each said once."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from truceline.errors import CannotStart

if TYPE_CHECKING:
    from truceline.codebook import Codebook

_SOURCE_HELP = (
    "A file (.txt .html .html.gz .pdf .jsonl), a folder, a http(s) address, or - for standard input."
)

Source = Annotated[str, typer.Argument(metavar="SOURCE", help=_SOURCE_HELP, show_default=False)]
Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help=f"{_SOURCE_HELP} Any number.", show_default=False)
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="When the article came out: 2017-09-14, 2017-09 or 2017. Weekdays and months are resolved "
        "against it. Without it, and without a date on the page, they stay unresolved.",
    ),
]
Directory = Annotated[
    Path | None,
    typer.Option(
        "--codebook",
        metavar="DIR",
        help="A folder of your own event types, actors and words, which extends the shipped codebook.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write here, beside first and renamed when complete, instead of standard output.",
    ),
]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def help_where_nothing_is_asked(context: typer.Context) -> None:
    """``truceline`` and ``truceline codebook`` without a command say what commands there are."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def published_date(given: str | None) -> str | None:
    """The date as given; raises CannotStart where it is none."""
    if given is None:
        return None
    match = _DATE.fullmatch(given)
    if match and _is_date(int(match[1]), int(match[2] or 1), int(match[3] or 1)):
        return given
    raise CannotStart(
        f"{given!r} is no date", where="--published", fix="give it as 2017-09-14, 2017-09 or 2017"
    )


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def chosen_codebook(directory: Path | None) -> Codebook:
    """The shipped codebook, extended by a user's directory; raises CannotStart where there is none."""
    from truceline.codebook import SHIPPED, Codebook

    if directory is None:
        return SHIPPED
    if not directory.is_dir():
        raise CannotStart(
            "there is no such folder", where=f"--codebook {directory}", fix="name a folder with .yaml files"
        )
    if not any(directory.rglob("*.yaml")):
        raise CannotStart(
            "holds no .yaml file",
            where=f"--codebook {directory}",
            fix="lay it out as docs/codebook.md shows, for example events/mine.yaml",
        )
    return Codebook(directories=(directory,))
