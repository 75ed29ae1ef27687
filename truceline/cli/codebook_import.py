"""``truceline codebook import``: dictionaries of PETRARCH or TABARI in, a codebook of the user out."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from truceline.cli.console import say, sink
from truceline.errors import CannotStart

if TYPE_CHECKING:
    from truceline.codebook.dictionaries import Dictionary
    from truceline.mentions.imported import Imported


class Format(StrEnum):
    """How a dictionary is written."""

    petrarch = "petrarch"
    tabari = "tabari"
    auto = "auto"


def import_dictionaries(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Dictionaries of actors or agents.", show_default=False),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="DIR", help="The folder for --codebook; made where there is none."
        ),
    ],
    format: Annotated[
        Format, typer.Option("--format", help="How the lines are written; auto tells it from them.")
    ] = Format.auto,
) -> int:
    """Make your PETRARCH or TABARI dictionaries of actors and agents a codebook: --codebook DIR.

    Each line that could not be read is named. The exit status is 1 where there is any, 2 where nothing
    could be read.

    Example: truceline codebook import my.actors.txt my.agents.txt -o my-codebook
    """
    from truceline.mentions.imported import imported

    read = [_read(file, format) for file in files]
    found = imported(
        [actor for dictionary in read for actor in dictionary.actors],
        [agent for dictionary in read for agent in dictionary.agents],
    )
    unread = [*(line for dictionary in read for line in dictionary.unread), *found.unread]
    for line in unread:
        say(str(line))
    if not found.files() and not found.left:
        raise CannotStart(
            "holds no line that could be read",
            where=", ".join(map(str, files)),
            fix="give dictionaries of actors or agents, as docs/codebook.md shows them",
        )
    _write(found, out, files)
    for message in _report(read, found, out):
        say(message)
    say(f"{len(unread)} lines could not be read" if unread else "every line was read")
    return 1 if unread else 0


def _read(file: Path, format: Format) -> Dictionary:
    from truceline.codebook.dictionaries import read_dictionary

    try:
        text = file.read_bytes().decode("utf-8", "surrogateescape")
    except OSError as error:
        raise CannotStart(
            f"cannot be read: {(error.strerror or 'no reason given').lower()}",
            where=str(file),
            fix="name a dictionary that is there",
        ) from None
    if any("\udc80" <= letter <= "\udcff" for letter in text):
        text = file.read_bytes().decode("cp1252", "replace")
    chosen = {Format.petrarch: "petrarch", Format.tabari: "tabari"}
    return read_dictionary(text, str(file), chosen.get(format))  # type: ignore[arg-type]


def _write(found: Imported, out: Path, sources: Iterable[Path]) -> None:
    from truceline.codebook.write import as_yaml

    there = [out / name for name in found.files() if (out / name).exists()]
    if there:
        raise CannotStart(
            "is there already, and may hold work of yours",
            where=str(there[0]),
            fix="choose another folder with -o, or move the file",
        )
    names = ", ".join(source.name for source in sources)
    for name, entries in found.files().items():
        file = out / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotStart(
                f"cannot be made: {(error.strerror or 'no reason given').lower()}",
                where=str(file.parent),
                fix="choose a folder that you may write to",
            ) from None
        with sink(file) as write:
            write(
                as_yaml(
                    entries,
                    holds=f"Imported from {names}.",
                    sources=tuple(f"{source.name}, read by truceline codebook import" for source in sources),
                    known_gaps=(
                        "spellings, dates and codes are the dictionary's; nobody has checked them here",
                    ),
                )
            )


def _report(read: Iterable[Dictionary], found: Imported, out: Path) -> Iterable[str]:
    actors = sum(len(dictionary.actors) for dictionary in read)
    agents = sum(len(dictionary.agents) for dictionary in read)
    yield f"read: {actors} actors, {agents} agents"
    for name, entries in found.files().items():
        yield f"written: {out / name}, {len(entries)} entries"
    for reason, number in found.left.items():
        yield f"left out: {number} {reason}"
