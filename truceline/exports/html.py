"""Coded article in, one self-contained HTML page out: the records beside the article, lit both ways.

The page loads nothing and runs one script, whose hash its policy names. Everything that comes from the
article is escaped by the template engine; no HTML of a page is ever shown.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from truceline.exports.brief import Cell, Drawn, Line, brief_of
from truceline.exports.highlight import Stretch, paragraphs
from truceline.records import CodedArticle

_LEGEND: Mapping[Drawn, str] = {
    "asserted": "happened",
    "historical": "background",
    "planned": "planned, proposed",
    "hypothetical": "hypothetical, called for, feared",
    "negated": "negated, denied",
    "alleged": "alleged",
}
# One shape a register, as strokes in a box of 12 by 12.
_SHAPES: Mapping[str, str] = {
    "events": "M6 1v10M1 6h10",
    "other-events": "M6 1v10M1 6h10",
    "talks": "M1 2h10v6H6l-3 3V8H1z",
    "agreements": "M2 1h8v10H2zM4 4h4M4 7h4",
    "zones": "M6 1l5 3v4l-5 3-5-3V4z",
    "breaches": "M2 2l8 8M10 2l-8 8",
    "movements": "M1 6h9M7 3l3 3-3 3",
    "casualties": "M6 1v10M3 4h6",
    "positions": "M2 11V1l8 3-8 3",
    "outlook": "M1 6q5-6 10 0q-5 6-10 0M6 5v2",
}


def html(coded: CodedArticle) -> str:
    """The brief of ``coded`` as one HTML file."""
    brief = brief_of(coded)
    style = _resource("brief.css") + _targets(brief.lines)
    script = _resource("brief.js")
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            paragraphs=paragraphs(coded, brief.lines),
            legend=_LEGEND,
            icon=_icon,
            anchor=_anchor,
            anchors=_anchors,
            cells=_cells,
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
        )
    )


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _targets(lines: Iterable[Line]) -> str:
    """Rules that light a record's words when its link was followed, and hide what is unticked: no script."""
    lit = "".join(
        f':root:has(#r-{a}:target) [data-r~="{a}"], :root:has(#w-{a}:target) [data-r~="{a}"],\n'
        for a in (_anchor(line.id) for line in lines)
    )
    lit += ".w.lit { background-color: var(--lit); outline: 2px solid var(--hue); }\n" if lit else ""
    hidden = ",\n".join(f":root:has(#show-{d}:not(:checked)) .record.{d}" for d in _LEGEND)
    return f"{lit}{hidden} {{ display: none; }}\n"


def _anchor(name: str) -> str:
    """An id of a record as part of an id in the page and of a selector."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", name)


def _anchors(stretch: Stretch) -> str:
    return " ".join(_anchor(line.id) for line in stretch.lines)


def _cells(line: Line) -> dict[str, Cell]:
    return {cell.label: cell for cell in line.cells}


def _icon(section: str) -> Markup:
    shape = _SHAPES.get(section, "")
    return Markup('<svg class="icon" viewBox="0 0 12 12" aria-hidden="true"><path d="{}"/></svg>').format(
        shape
    )


def _resource(name: str) -> str:
    return (files("truceline.exports") / "templates" / name).read_text(encoding="utf8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(loader=FunctionLoader(_resource), autoescape=True, undefined=StrictUndefined)
