"""Every export is read back by the libraries that people use; hostile text obeys nobody."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import msgspec
import pytest

from tests.casebook.conftest import TAIZ, put, report
from truceline.casebook import Case
from truceline.errors import CannotStart
from truceline.exports.case import FORMATS, export
from truceline.exports.case.about import CITATION
from truceline.exports.case.fields import ACLED, GDELT, HXL, PLOVER
from truceline.exports.case.table import harmless
from truceline.exports.case.tables import CLAIMS, HAPPENINGS
from truceline.records import Actor

EVIL = '=HYPERLINK("http://x") \'; DROP TABLE claim; -- \x1b[2J\u202e'


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """A case of two bombs, one report hostile, written in every format."""
    folder = tmp_path_factory.mktemp("exports")
    with Case.new(str(folder / "case.db")) as case:
        actors = [
            Actor(text=n, start=0, end=1, name=n, code=f"{n} GOV", country=n, kind="state")
            for n in ("YEM", "SAU")
        ]
        first = report("=a.txt")
        event = msgspec.structs.replace(
            first.events[0], actors=tuple(actors[:1]), recipients=tuple(actors[1:]), cameo="190"
        )
        evil = report("b.txt", f"{EVIL} killed nine in Aden on Monday, he said.", value=9, place=TAIZ)
        put(case, msgspec.structs.replace(first, events=(event,)), evil)
        for name in FORMATS:
            export(case, name, folder / name)
    return folder


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.mark.parametrize("name", ["csv", "claims", "plover", "acled", "hxl"])
def test_pandas_reads_what_is_written_as_csv(written, name):
    pandas = pytest.importorskip("pandas")
    assert len(pandas.read_csv(written / name)) >= 2


@pytest.mark.parametrize("name", ["csv", "claims", "gdelt", "plover", "acled", "hxl"])
def test_no_cell_is_a_formula_and_no_text_moves_the_terminal(written, name):
    text = (written / name).read_text(encoding="utf8")
    assert "\x1b" not in text
    assert "\u202e" not in text
    cells = [v for row in rows(written / name, "\t" if name == "gdelt" else ",") for v in row.values() if v]
    assert not [c for c in cells if re.match(r"[=@\t\r]|[+-](?![\d.]+$)", c)]


@pytest.mark.parametrize("name", ["jsonl", "geojson", "graphml", "datapackage/claims.csv"])
def test_no_control_character_is_written_raw(written, name):
    assert "\x1b" not in (written / name).read_text(encoding="utf8")


@pytest.mark.parametrize("value", ["=1+1", "+1", "-x", "@sum", "\tx", "\r=x"])
def test_what_begins_like_a_formula_gets_an_apostrophe(value):
    assert harmless(value) == "'" + value


@pytest.mark.parametrize("value", [-3, 0.5, None, "a=b", ""])
def test_numbers_and_plain_text_stay_as_they_are(value):
    assert harmless(value) == value


def test_parquet_is_read_with_its_descriptions_and_duckdb_queries_it(written):
    pq = pytest.importorskip("pyarrow.parquet")
    table = pq.read_table(written / "parquet")
    assert table.column_names == [c.name for c in CLAIMS]
    assert table.schema.field("claim").metadata[b"description"]
    assert table.schema.metadata[b"citation"].decode() == CITATION
    duckdb = pytest.importorskip("duckdb")
    query = f"SELECT max(value) FROM read_parquet('{written / 'parquet'}')"
    assert duckdb.sql(query).fetchall() == [(9.0,)]


def test_geojson_has_points_for_towns(written):
    found = json.loads((written / "geojson").read_text(encoding="utf8"))
    assert found["type"] == "FeatureCollection"
    assert {tuple(f["geometry"]["coordinates"]) for f in found["features"]} == {
        (45.04, 12.78),
        (44.02, 13.58),
    }


def test_a_country_is_never_drawn_as_a_point(tmp_path):
    yemen = {
        "name": "Yemen",
        "geonameid": 69543,
        "lat": 15.5,
        "lon": 47.5,
        "country": "YEM",
        "kind": "country",
    }
    with Case.new(str(tmp_path / "case.db")) as case:
        put(case, report("a.txt", place=yemen))
        export(case, "geojson", tmp_path / "map.geojson")
    (feature,) = json.loads((tmp_path / "map.geojson").read_text())["features"]
    assert feature["geometry"] is None


def test_excel_has_a_sheet_a_table_and_one_about_them(written):
    openpyxl = pytest.importorskip("openpyxl")
    (written / "case.xlsx").write_bytes((written / "xlsx").read_bytes())
    book = openpyxl.load_workbook(written / "case.xlsx")
    assert book.sheetnames == ["about", "happenings", "claims"]
    cells = [c for row in book["claims"].iter_rows() for c in row]
    assert not [c for c in cells if c.data_type == "f"]


def test_the_data_package_is_valid(written):
    frictionless = pytest.importorskip("frictionless")
    checked = frictionless.validate(str(written / "datapackage" / "datapackage.json"))
    assert checked.valid, checked.flatten(["message"])


def test_hxl_hashtags_are_read(written):
    hxl = pytest.importorskip("hxl")
    with hxl.data(str(written / "hxl"), hxl.InputOptions(allow_local=True)) as source:
        assert source.display_tags[0] == "#event+id"
        assert len(list(source)) == 2


def test_the_network_is_read_with_its_weights(written):
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(written / "graphml")
    assert graph.is_directed()
    assert graph.edges["YEM", "SAU"]["happenings"] == 1


def test_dyads_have_the_columns_of_gdelt_and_no_day_of_publication(written):
    (dyad,) = rows(written / "gdelt", "\t")
    assert (dyad["Day"], dyad["EventCode"], dyad["Actor1Code"]) == ("20190304", "190", "YEMGOV")


@pytest.mark.parametrize("name", ["csv", "claims", "plover", "gdelt", "acled", "hxl"])
def test_a_dictionary_stands_beside_each_file(written, name):
    about = json.loads((written / f"{name}.about.json").read_text(encoding="utf8"))
    assert about["citation"] == CITATION
    assert all(f["description"] for f in about["schema"]["fields"])


@pytest.mark.parametrize("columns", [HAPPENINGS, CLAIMS, PLOVER, GDELT, ACLED, HXL])
def test_every_column_is_documented(columns):
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf8")
    assert [c.name for c in columns if f"`{c.name}`" not in page] == []


def test_a_rejected_claim_is_marked_and_left_out_of_what_the_field_reads(tmp_path):
    with Case.new(str(tmp_path / "case.db")) as case:
        put(case, report("a.txt"))
        (happening,) = case.happenings()
        for member in happening.members:
            case.decide("reject", member.claim, by="ann")
        export(case, "claims", tmp_path / "claims.csv")
        export(case, "plover", tmp_path / "plover.csv")
    assert {r["review"] for r in rows(tmp_path / "claims.csv")} == {"reject"}
    assert rows(tmp_path / "plover.csv") == []


def test_nothing_is_left_where_writing_fails(tmp_path):
    with Case.new(str(tmp_path / "case.db")) as case:
        with pytest.raises(CannotStart, match="no such folder"):
            export(case, "csv", tmp_path / "none" / "x.csv")
        with pytest.raises(CannotStart, match="no such format"):
            export(case, "docx", tmp_path / "x.docx")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
