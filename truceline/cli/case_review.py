"""``truceline case review``: decisions in, the queue, what was lost and who agrees out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from truceline.cli.console import say, sink
from truceline.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from truceline.casebook import Case

Answer = Literal["accept", "correct", "reject", "split", "join", "unsure", "note", "undo"]


def command(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A file, or a postgresql:// address.")],
    answer: Annotated[
        Answer | None,
        typer.Argument(
            metavar="[ANSWER]", help="accept, correct, reject, split, join, unsure, note or undo."
        ),
    ] = None,
    claim: Annotated[
        str | None, typer.Argument(metavar="[KEY]", help="The claim's key; of undo, the decision's number.")
    ] = None,
    with_: Annotated[
        str | None, typer.Option("--with", metavar="KEY", help="Of split and join: the other claim.")
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Of correct: what it should be.")
    ] = None,
    why: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The reason, for those who come after.")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; else the user's name.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", help="How much of the queue to show.")] = 20,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="How far the reviewers agree: kappa and alpha.")
    ] = False,
    lost: Annotated[
        bool, typer.Option("--lost", help="Decisions whose words no record stands on any more.")
    ] = False,
) -> int:
    """Show what waits for review, what matters most first; with ANSWER and KEY, decide.

    Nothing is changed in the data: a decision is a row beside it, with author, time and reason, and undo is
    one more. Decisions outlive a re-run with a newer coder.

    Example: truceline case review talks.db reject 3f9a2c11d0e47b58 --why "a drill, not an attack"
    """
    from truceline.casebook import Case

    with Case(case) as opened, sink(None) as write:
        if answer is not None:
            say(_decided(opened, answer, claim, with_, set_ or [], why, by))
            return 0
        shown = _agreement(opened) if agreement else _lost(opened) if lost else _queue(opened, limit)
        for line in shown:
            write(line + "\n")
    return 0


def _decided(
    case: Case,
    answer: Answer,
    claim: str | None,
    other: str | None,
    set_: list[str],
    why: str | None,
    by: str | None,
) -> str:
    if claim is None:
        raise CannotStart("needs a key", where=f"case review {answer}", fix="take one from the queue")
    if answer == "undo":
        if not claim.isdigit():
            raise CannotStart("is no decision's number", where=claim, fix="see truceline case log")
        case.undo(int(claim), by)
        return f"decision {claim} is taken back"
    made = case.decide(answer, claim, by=by, why=why, other=other, changes=dict(map(_change, set_)))
    return f"decision {made.id}: {made.what} {made.claim}, by {made.by}"


def _change(given: str) -> tuple[str, str]:
    field, is_set, value = given.partition("=")
    if not (field and is_set):
        raise CannotStart("is no change", where=f"--set {given}", fix="write it as --set status=denied")
    return field, value


def _queue(case: Case, limit: int) -> Iterator[str]:
    from truceline.exports.case_text import quoted
    from truceline.exports.wording import one_line

    for waiting in case.queue(limit):
        kind = f"{waiting.register} {waiting.kind or ''} {waiting.status}"
        yield f"{waiting.claim}  {one_line(kind)}  {one_line(waiting.source)}"
        yield f"    “{quoted(waiting.evidence.text)}”"
        yield f"    {'; '.join(waiting.because) or 'not yet decided'}"


def _lost(case: Case) -> Iterator[str]:
    from truceline.exports.case_text import quoted
    from truceline.exports.wording import one_line

    for decision in case.lost():
        yield f"{decision.id}  {decision.what} by {one_line(decision.by)}  {one_line(decision.source)}"
        yield f"    “{quoted(decision.evidence.text)}”"


def _agreement(case: Case) -> Iterator[str]:
    from truceline.exports.wording import one_line

    found = case.agreement()
    shown = {"observed": found.observed, "Cohen's kappa": found.kappa, "Krippendorff's alpha": found.alpha}
    yield f"{one_line(', '.join(found.reviewers)) or 'nobody'}: {found.items} claims decided by more than one"
    for name, value in shown.items():
        yield f"  {name}: {'not defined' if value is None else f'{value:.3f}'}"
