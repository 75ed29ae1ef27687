"""A table in, its data dictionary out: what each column means, who coded it, how to cite it."""

from __future__ import annotations

from typing import Any

from truceline import __version__
from truceline.codebook import SHIPPED
from truceline.exports.case.table import Table

CITATION = (
    f"Coded with Truceline {__version__}, codebook {SHIPPED.version}. Cite the articles named as sources; "
    "every record stands on their words."
)


def schema(table: Table[Any]) -> dict[str, Any]:
    """The columns as a Table Schema (Frictionless): name, type, description."""
    return {"fields": [{"name": c.name, "type": c.kind, "description": c.about} for c in table.columns]}


def dictionary(table: Table[Any], case: str) -> dict[str, Any]:
    """What stands beside a file: the table, the coder, the citation and each column."""
    return {
        "name": table.name,
        "description": table.about,
        "case": case,
        "coder": f"Truceline {__version__}",
        "codebook": SHIPPED.version,
        "citation": CITATION,
        "schema": schema(table),
    }
