"""Brief in, plain text or terminal lines out: one layout, styled for a terminal, bare in a pipe.

Nothing depends on the width: a pipe gets one line a fact, a terminal wraps it. Styles repeat what the
words say already, so that a reader without colour loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from truceline.exports.brief import FOLDED, Brief, Drawn, Line, Section
from truceline.exports.wording import one_line, safe, who_says

if TYPE_CHECKING:
    from rich.console import Console

_STYLES: dict[Drawn, str] = {
    "asserted": "bold",
    "historical": "bright_black",
    "planned": "blue",
    "hypothetical": "italic yellow",
    "negated": "strike",
    "alleged": "magenta",
}
_PLAIN_MARKS: dict[Drawn, str] = {
    "asserted": "*",
    "historical": "-",
    "planned": "o",
    "hypothetical": "?",
    "negated": "x",
    "alleged": "~",
}
_SPEAK_FOR_THEMSELVES = frozenset({"what", "kind", "how many", "stance"})  # values that need no label


@dataclass(frozen=True)
class Row:
    """One line of the layout: how far it stands in, and its pieces with their styles."""

    indent: int
    pieces: tuple[tuple[str, str], ...]

    @property
    def plain(self) -> str:
        """The line without styles."""
        return (" " * self.indent + "".join(text for text, _ in self.pieces)).rstrip()


def plain(brief: Brief) -> str:
    """The brief as text for a pipe: no colour, no drawing characters, no wrapping."""
    return "\n".join(row.plain for row in rows(brief)) + "\n"


def show(brief: Brief, console: Console) -> None:
    """Print the brief to a terminal, wrapped to its width with hanging indents."""
    from rich.padding import Padding
    from rich.text import Text

    for row in rows(brief):
        line = Text.assemble(*row.pieces)
        console.print(Padding(line, (0, 0, 0, row.indent)) if row.pieces else "", soft_wrap=False)


def rows(brief: Brief) -> Iterator[Row]:
    """The brief from top to bottom."""
    yield from _head(brief)
    for section in brief.sections:
        yield _blank()
        yield from _section(section)
    yield _blank()
    yield from _empty(brief)
    yield from _unresolved(brief)
    yield from _foot(brief)


def _head(brief: Brief) -> Iterator[Row]:
    yield _row(0, (one_line(brief.title), "bold underline"))
    about = [brief.published.text, one_line(brief.publisher or ""), one_line(brief.source)]
    yield _row(0, (" · ".join(a for a in about if a), "dim"))
    if brief.places:
        yield _row(0, ("where: ", "dim"), ("; ".join(p.text for p in brief.places), ""))


def _section(section: Section) -> Iterator[Row]:
    yield _row(0, (section.heading.upper(), "bold"), (f"  {len(section.lines)}", "dim"))
    if section.folded:
        yield _row(2, (FOLDED, "dim"))
        return
    for line in section.lines:
        yield from _line(line)


def _line(line: Line) -> Iterator[Row]:
    style = _STYLES[line.drawn]
    pieces = [(f"{_PLAIN_MARKS[line.drawn]} {line.status}", style), ("  ", "")]
    for at, cell in enumerate(line.cells):
        label = "" if cell.label in _SPEAK_FOR_THEMSELVES else f"{cell.label}: "
        pieces += [("; " if at else "", ""), (label, "dim"), (cell.text, _cell_style(line))]
    if not line.cells:
        pieces.append(("no party, place, date or number is given", "dim"))
    yield _row(2, *pieces)
    yield _row(
        6,
        (f"“{one_line(line.words.text)}”", "italic"),
        (f"  {who_says(line.said_by)}", "dim"),
        (f"  [{line.id}]", "dim"),
    )


def _cell_style(line: Line) -> str:
    return {"historical": "bright_black", "negated": "strike"}.get(line.drawn, "")


def _empty(brief: Brief) -> Iterator[Row]:
    if brief.empty:
        yield _row(0, ("Nothing on record for: ", "dim"), (", ".join(h.lower() for h in brief.empty), ""))


def _unresolved(brief: Brief) -> Iterator[Row]:
    if not brief.unresolved:
        yield _row(0, ("Nothing was left unresolved.", "dim"))
        return
    yield _row(0, ("LEFT UNRESOLVED", "bold"), (f"  {len(brief.unresolved)}", "dim"))
    for loose in brief.unresolved:
        yield _row(
            2,
            (f"{loose.what}  ", ""),
            (f"“{one_line(loose.words.text)}”", "italic"),
            (f"  {safe(loose.reason)}", ""),
        )


def _foot(brief: Brief) -> Iterator[Row]:
    if brief.removed:
        reasons = sorted({r.reason for r in brief.removed})
        yield _row(0, (f"Left out of the page: {len(brief.removed)} blocks ({', '.join(reasons)}).", "dim"))
    yield _row(0, (f"Marks: {LEGEND}.", "dim"))
    yield _row(0, (f"Coded by truceline {brief.coder_version}, codebook {brief.codebook_version}.", "dim"))


LEGEND = (
    "* happened, - background, o planned or proposed, ? hypothetical, called for or feared, "
    "x negated or denied, ~ alleged"
)


def _row(indent: int, *pieces: tuple[str, str]) -> Row:
    return Row(indent, pieces)


def _blank() -> Row:
    return Row(0, ())
