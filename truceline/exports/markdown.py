"""Brief in, Markdown out: one table a register, for a note, an issue or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.exports.brief import FOLDED, Brief, Line, Loose, Section
from truceline.exports.wording import one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(brief: Brief) -> str:
    """The brief as Markdown; the article's own characters never act as markup."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {_escaped(brief.title)}"
    yield ""
    about = [brief.published.text, brief.publisher or "", brief.source]
    yield " · ".join(_escaped(a) for a in about if a)
    if brief.places:
        yield ""
        yield f"Where: {_escaped('; '.join(p.text for p in brief.places))}"
    for section in brief.sections:
        yield from _section(section)
    yield from _rest(brief)


def _section(section: Section) -> Iterator[str]:
    heads = ["status", *section.heads, "words", "who says so", "id"]
    yield from ("", f"## {section.heading}", "")
    if section.folded:
        yield f"{len(section.lines)} {FOLDED}"
        return
    yield _table_row(heads)
    yield _table_row(["---"] * len(heads))
    for line in section.lines:
        yield _table_row(_cells(section, line))


def _cells(section: Section, line: Line) -> list[str]:
    values = {cell.label: cell.text for cell in line.cells}
    struck = "~~" if line.drawn == "negated" else ""
    return [
        f"{struck}{line.status}{struck}",
        *(_escaped(values.get(head, "")) for head in section.heads),
        f"“{_escaped(line.words.text)}”",
        _escaped(line.said_by or "the report"),
        line.id,
    ]


def _rest(brief: Brief) -> Iterator[str]:
    if brief.empty:
        yield from ("", f"Nothing on record for: {', '.join(h.lower() for h in brief.empty)}.")
    yield ""
    if brief.unresolved:
        yield from ("## Left unresolved", "")
        yield from (_loose(u) for u in brief.unresolved)
    else:
        yield "Nothing was left unresolved."
    yield from ("", f"Coded by truceline {brief.coder_version}, codebook {brief.codebook_version}.")


def _loose(loose: Loose) -> str:
    return f"- {loose.what}: “{_escaped(loose.words.text)}”, {_escaped(loose.reason)}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _table_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
