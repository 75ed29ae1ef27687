"""A case and a format in, a file or a folder out: beside first, renamed when it is complete."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from truceline.casebook import Case
from truceline.casebook.told import EVERYTHING, Choice, Told
from truceline.errors import CannotStart
from truceline.exports.case import fields, tables
from truceline.exports.case.about import CITATION, dictionary, schema
from truceline.exports.case.network import graphml
from truceline.exports.case.table import Table, harmless
from truceline.records import Happening

_BATCH = 10_000  # rows held at once while Parquet is written
_CELL = 32_000  # characters: what Excel takes in a cell


def export(case: Case, format_: str, path: Path, choice: Choice = EVERYTHING) -> None:
    """Write ``case`` to ``path`` in one of FORMATS, with its data dictionary.

    Raises CannotStart where there is no such format, the folder is not there, or a library is missing.
    """
    if format_ not in FORMATS:
        raise CannotStart("there is no such format", where=format_, fix=f"choose from {', '.join(FORMATS)}")
    if not path.parent.is_dir():
        raise CannotStart("there is no such folder", where=str(path.parent), fix="make it first")
    FORMATS[format_](_Source(case, choice), path)


class _Source:
    """The case as tables, narrowed to a choice."""

    def __init__(self, case: Case, choice: Choice) -> None:
        self.address = case.store.address.rpartition("@")[2]
        self._case = case
        self._choice = choice
        self.settled = case.settled()

    def told(self) -> Iterable[Told]:
        return self._case.told(self._choice)

    def happenings(self) -> Iterator[Happening]:
        return (found.happening for found in self.told())

    def both(self) -> tuple[Table[Any], Table[Any]]:
        return tables.happenings(self.told), tables.claims(self.told, self.settled)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A path to write to; it takes the name of ``path`` when all is written, and falls away if not."""
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        if path.is_dir():
            shutil.rmtree(path)
        os.replace(part, path)
    except ImportError as error:
        fix = 'pip install "truceline[exports]"'
        raise CannotStart(f"needs {error.name}, which is not installed", where=str(path), fix=fix) from None
    except OSError as error:
        fix = "write to a folder that you may write to, on a disk with room"
        raise CannotStart(f"cannot be written: {error.strerror}", where=str(path), fix=fix) from None
    finally:
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)


def _csv(table: Table[Any], path: Path, *, delimiter: str = ",", hashtags: bool = False) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([c.name for c in table.columns])
        if hashtags:
            writer.writerow([c.hashtag for c in table.columns])
        writer.writerows([harmless(value) for value in row] for row in table.rows())


def _json(value: object, path: Path) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")


def _one(table: Table[Any], source: _Source, path: Path, **how: Any) -> None:
    """One table as CSV, with its dictionary beside it."""
    with _beside(path) as part:
        _csv(table, part, **how)
    with _beside(path.with_name(path.name + ".about.json")) as part:
        _json(dictionary(table, source.address), part)


def _jsonl(source: _Source, path: Path) -> None:
    with _beside(path) as part, part.open("wb") as file:
        for happening in source.happenings():
            file.write(msgspec.json.encode(happening) + b"\n")
    with _beside(path.with_name(path.name + ".about.json")) as part:
        _json({"citation": CITATION, "schema": msgspec.json.schema(Happening)}, part)


def _parquet(source: _Source, path: Path) -> None:
    with _beside(path) as part:
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = tables.claims(source.told, source.settled)
        kinds = {"string": pa.string(), "date": pa.string(), "integer": pa.int64(), "number": pa.float64()}
        columns = [pa.field(c.name, kinds[c.kind], metadata={"description": c.about}) for c in table.columns]
        about = {"citation": CITATION, "description": table.about}
        with pq.ParquetWriter(part, pa.schema(columns, metadata=about)) as writer:
            for rows in _batches(table.rows()):
                arrays = [pa.array(values, type=f.type) for values, f in zip(zip(*rows), columns)]
                writer.write_batch(pa.record_batch(arrays, schema=writer.schema))


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _xlsx(source: _Source, path: Path) -> None:
    with _beside(path) as part:
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        about = book.create_sheet("about")
        about.append([CITATION])
        about.append(["sheet", "column", "kind", "meaning"])
        for table in source.both():
            for column in table.columns:
                about.append([table.name, column.name, column.kind, column.about])
            sheet = book.create_sheet(table.name)
            sheet.append([c.name for c in table.columns])
            for row in table.rows():
                sheet.append([v[:_CELL] if isinstance(v, str) else v for v in map(harmless, row)])
        book.save(part)


def _geojson(source: _Source, path: Path) -> None:
    """A feature a happening; geometry is null where the place is a country, a region or unknown."""
    table = tables.happenings(source.told)
    names = [c.name for c in table.columns]
    with _beside(path) as part, part.open("wb") as file:
        head = {"citation": CITATION, "dictionary": {c.name: c.about for c in table.columns}}
        file.write(b'{"type":"FeatureCollection","about":' + msgspec.json.encode(head) + b',"features":[')
        for number, row in enumerate(table.rows()):
            file.write(b",\n" if number else b"\n")
            file.write(msgspec.json.encode(_feature(dict(zip(names, row)))))
        file.write(b"\n]}\n")


def _feature(values: dict[str, Any]) -> dict[str, Any]:
    lat, lon = values.pop("lat"), values.pop("lon")
    geometry = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": values["id"], "geometry": geometry, "properties": values}


def _datapackage(source: _Source, path: Path) -> None:
    """A folder with CSV files and ``datapackage.json`` (Frictionless)."""
    with _beside(path) as part:
        part.mkdir()
        both = source.both()
        for table in both:
            _csv(table, part / f"{table.name}.csv")
        resources = [
            {"name": t.name, "path": f"{t.name}.csv", "description": t.about, "schema": schema(t)}
            for t in both
        ]
        package = {"name": "truceline-case", "description": CITATION, "resources": resources}
        _json(package, part / "datapackage.json")


def _graphml(source: _Source, path: Path) -> None:
    with _beside(path) as part, part.open("w", encoding="utf-8") as file:
        file.writelines(graphml(source.happenings(), CITATION))


def _claims_csv(source: _Source, path: Path) -> None:
    _one(tables.claims(source.told, source.settled), source, path)


FORMATS: dict[str, Callable[[_Source, Path], None]] = {
    "csv": lambda source, path: _one(tables.happenings(source.told), source, path),
    "claims": _claims_csv,
    "parquet": _parquet,
    "jsonl": _jsonl,
    "geojson": _geojson,
    "xlsx": _xlsx,
    "datapackage": _datapackage,
    "plover": lambda source, path: _one(fields.plover(source.told, source.settled), source, path),
    "gdelt": lambda source, path: _one(
        fields.gdelt(source.told, source.settled), source, path, delimiter="\t"
    ),
    "acled": lambda source, path: _one(fields.acled(source.told, source.settled), source, path),
    "hxl": lambda source, path: _one(fields.hxl(source.told, source.settled), source, path, hashtags=True),
    "graphml": _graphml,
}
