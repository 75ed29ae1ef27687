"""The record structs in, their JSON Schema out.

``python -m truceline.exports.schema > docs/schema.json`` writes it; a test fails when the file is stale.
"""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from truceline.records import SCHEMA_VERSION, CodedArticle


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one coded article, with every record under ``$defs``."""
    built = msgspec.json.schema(CodedArticle)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A coded article",
        "version": SCHEMA_VERSION,
        **built,
    }


def text() -> str:
    """The schema as indented JSON, keys in a fixed order, with a line break at its end."""
    encoded = msgspec.json.encode(schema(), order="sorted")
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
