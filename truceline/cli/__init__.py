"""Command line in, exit status out: ``truceline brief | read | code | explain | case | codebook``.

0  everything asked for was done
1  an article was set aside, the rest is done; the last line counts
2  the run could not start: a bad option, a bad codebook, no such model
130  stopped with Ctrl-C; one line says what was finished

A command imports what is heavy when it runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from truceline.cli import brief, case, code, codebook, explain, read
from truceline.cli.console import ClosedPipe, say
from truceline.cli.options import help_where_nothing_is_asked
from truceline.cli.work import Stopped
from truceline.errors import TrucelineError

app = typer.Typer(
    name="truceline",
    help="Reads reporting on wars and peace talks and keeps the record: who did what to whom, where and "
    "when, whether it happened, who says so, and the words that say it.",
    epilog="SOURCE is a file (.txt .html .html.gz .pdf .jsonl), a folder of them, a http(s) address, "
    "or - for standard input. Start with: truceline brief article.html",
    invoke_without_command=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("brief", short_help="The brief of an article, for a person.")(brief.command)
app.command("read", short_help="The clean article, and what was removed.")(read.command)
app.command("code", short_help="The coded articles, as JSON.")(code.command)
app.command("explain", short_help="Why each record is there.")(explain.command)
app.add_typer(case.app, name="case", short_help="Many articles, one case.")
app.add_typer(codebook.app, name="codebook", short_help="Show, check, test the codebook.")


def _version(asked: bool) -> None:
    if asked:
        from truceline import __version__

        typer.echo(f"truceline {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    help_where_nothing_is_asked(context)


def main() -> None:
    """Run the command that the arguments name and leave with its exit status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; what a user can act on is one message on standard error, never a traceback."""
    try:
        status = app(arguments, prog_name="truceline", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        say(_usage(error))
        return 2
    except TrucelineError as error:
        say(str(error))
        return 2
    except Stopped as stopped:
        say(str(stopped))
        return 130
    except (ClosedPipe, BrokenPipeError):
        return _quiet()
    if status == 130:
        say("stopped before anything was finished")
    return int(status or 0)


def _usage(error: typer.TyperException) -> str:
    """A mistake on the command line, in the form that all messages have."""
    context = getattr(error, "ctx", None)
    where = context.command_path if context else "truceline"
    return f"{where}: {error.format_message()}\n  to fix: see {where} --help"


def _quiet() -> int:
    """The reader of our output has left (``| head -1``): it has what it wanted, so this is no failure.

    Python flushes standard output once more when it ends; that must not fail aloud either.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
