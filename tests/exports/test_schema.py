from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from truceline.exports import schema

WRITTEN = Path(__file__).parents[2] / "docs" / "schema.json"


def test_the_written_schema_is_that_of_the_records():
    assert WRITTEN.read_text(encoding="utf8") == schema.text(), "run: make schema"


@pytest.mark.parametrize("fixture", ["coded", "silent"])
def test_what_is_coded_fits_the_schema(fixture, request):
    document = json.loads(request.getfixturevalue(fixture).to_json())
    jsonschema.Draft202012Validator(schema.schema()).validate(document)
