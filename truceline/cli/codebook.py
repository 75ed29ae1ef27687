"""``truceline codebook``: show, check and test the words and facts that the coder goes by."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args, get_type_hints

import typer

from truceline.cli.codebook_import import import_dictionaries
from truceline.cli.console import say, sink
from truceline.cli.options import Directory, chosen_codebook, help_where_nothing_is_asked
from truceline.errors import CannotStart

if TYPE_CHECKING:
    from truceline.codebook import Codebook
    from truceline.codebook.entries import Frame, Plover

app = typer.Typer(
    help="Show, check and test the codebook: event types and registers, with their frames and examples.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
app.callback()(help_where_nothing_is_asked)
app.command("import", short_help="Make PETRARCH or TABARI dictionaries a codebook.")(import_dictionaries)


@app.command("show", short_help="What the codebook holds.")
def show(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="An event type (ASSAULT), a register (talks) or a frame's id.",
            show_default=False,
        ),
    ] = None,
    codebook: Directory = None,
) -> int:
    """List the event types and registers; with NAME, show one with its frames and examples.

    Example: truceline codebook show ASSAULT
    """
    book = chosen_codebook(codebook)
    with sink(None) as write:
        write("\n".join(_one(name, book) if name else _all(book)) + "\n")
    return 0


@app.command("check", short_help="Whether every file fits.")
def check(codebook: Directory = None) -> int:
    """Check that every file fits, that names exist, and that every frame can be reached.

    Each finding names file and line. The exit status is 2 where there are any.
    """
    from truceline.codebook.check import check as problems_of
    from truceline.codebook.layout import unread
    from truceline.events.reach import unreachable

    book = chosen_codebook(codebook)
    problems = [*unread(book), *problems_of(book), *unreachable(book)]
    _load_all(book)
    for problem in problems:
        say(str(problem))
    say(f"{len(problems)} findings" if problems else "the codebook is sound")
    return 2 if problems else 0


def _load_all(book: Codebook) -> None:
    """Load every part that coding an article needs: CannotStart names file and line of what does not fit."""
    from truceline.pages import read_text
    from truceline.pipeline import code

    code(read_text("The delegations met in Geneva on Monday."), book)


@app.command("test", short_help="Whether every example comes out.")
def run_tests(codebook: Directory = None) -> int:
    """Code every example and counter-example of the codebook, and say which come out otherwise.

    The exit status is 1 where one does.
    """
    from truceline.events.examples import examples, run_examples

    book = chosen_codebook(codebook)
    failures = run_examples(book)
    for failure in failures:
        say(str(failure))
    say(f"{len(examples(book))} examples, {len(failures)} come out otherwise")
    return 1 if failures else 0


@app.command("train", short_help="Train the second reader on the examples.")
def train_opinion(
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Where to write; opinion.npz of the codebook without it."),
    ] = None,
    codebook: Directory = None,
) -> int:
    """Train the second reader, whose word is each event's confidence, on the codebook's own examples.

    The weights are written to opinion.npz in the user's codebook (in the shipped one, without
    --codebook). It says how many examples a reader that has not learnt them gets right.
    """
    from truceline.codebook.load import HERE
    from truceline.events.training import cross_validate, save, train

    book = chosen_codebook(codebook)
    file = out or (book.directories[-1] if book.directories else HERE) / "opinion.npz"
    save(train(book), file, book)
    right, number = cross_validate(book)
    say(f"{file}: learnt from {number} examples; of those held out in turn, {right:.2f} are given their type")
    return 0


# Showing


def _types(book: Codebook) -> dict[str, Plover]:
    from truceline.codebook.entries import Plover

    return {plover.id: plover for plover in book.entries("types.yaml", Plover)}


def _frames(book: Codebook) -> tuple[Frame, ...]:
    from truceline.codebook.entries import Frame

    return book.entries("events", Frame)


def _all(book: Codebook) -> Iterator[str]:
    frames = _frames(book)
    yield f"Codebook {book.version}: {len(frames)} frames"
    yield "\nEvent types (PLOVER)"
    for plover in _types(book).values():
        count = sum(frame.type == plover.id for frame in frames)
        yield f"  {plover.id:<10} {count:>4} frames  {plover.holds}"
    silent = sum(frame.silent is not None for frame in frames)
    yield f"  {'(none)':<10} {silent:>4} frames  What looks like an event and is none."
    yield "\nRegisters"
    for name, kind in _registers().items():
        yield f"  {name:<10} {_about(kind)}"
    yield "\nShow one with: truceline codebook show ASSAULT"


def _one(name: str, book: Codebook) -> Iterator[str]:
    frames = _frames(book)
    if plover := _types(book).get(name.upper()):
        return _type(plover, [frame for frame in frames if frame.type == plover.id])
    if register := _registers().get(name.lower()):
        return _register(name.lower(), register)
    if frame := next((frame for frame in frames if frame.id == name), None):
        return _frame(frame)
    raise CannotStart(
        "the codebook has no such event type, register or frame",
        where=name,
        fix="list what there is with: truceline codebook show",
    )


def _type(plover: Plover, frames: list[Frame]) -> Iterator[str]:
    yield f"{plover.id}: {plover.holds}"
    yield f"  {plover.quad}; CAMEO {plover.cameo}"
    if plover.modes:
        yield "  modes: " + ", ".join(f"{mode} ({code})" for mode, code in plover.modes.items())
    for frame in frames:
        yield ""
        yield from _frame(frame)


def _frame(frame: Frame) -> Iterator[str]:
    """A frame: its words, its conditions, what it makes, its examples."""
    import msgspec

    made = frame.type or f"no event ({frame.silent})"
    yield f"  {frame.id}: {made}{f' ({frame.mode})' if frame.mode else ''}"
    shown = msgspec.to_builtins(frame)
    for label in ("lemma", "verbs", "noun", "actor", "recipient"):
        if shown[label]:
            yield from _wrapped(f"{label}: {_listed(shown[label])}")
    conditions = {key: value for key, value in shown["when"].items() if value not in (None, ())}
    for key, value in conditions.items():
        yield from _wrapped(f"when {key}: {_listed(value)}")
    for label, examples in (("yes", frame.yes), ("no", frame.no)):
        yield from (f"    {label}: {example}" for example in examples)


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 100, initial_indent="    ", subsequent_indent="      ")


# Registers: their fields are the records' own


def _registers() -> dict[str, type]:
    from truceline.records import Registers

    return {name: get_args(hint)[0] for name, hint in get_type_hints(Registers).items()}


def _about(kind: type) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]


def _register(name: str, kind: type) -> Iterator[str]:
    import msgspec

    yield f"{name}: {_about(kind)}"
    for field in msgspec.structs.fields(kind):
        values = msgspec.json.schema(field.type).get("enum")
        yield from _wrapped(f"{field.encode_name}{': ' + _listed(values) if values else ''}")
