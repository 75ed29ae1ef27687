"""Coded articles made by hand, and cases in an empty folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casebook.server import Server
from truceline.casebook import Case
from truceline.records import (
    Article,
    Casualty,
    CodedArticle,
    Date,
    Event,
    Place,
    Published,
    Registers,
    Span,
)

ADEN = {"name": "Aden", "geonameid": 415189, "lat": 12.78, "lon": 45.04, "country": "YEM", "kind": "city"}
TAIZ = {"name": "Taiz", "geonameid": 70225, "lat": 13.58, "lon": 44.02, "country": "YEM", "kind": "city"}


def span(text: str, words: str) -> Span:
    return Span.cut(text, text.index(words), text.index(words) + len(words))


def report(
    source: str,
    text: str = "A bomb killed five soldiers in Aden on Monday, a hospital said.",
    *,
    value: int = 5,
    place: dict | None = None,
    day: str = "2019-03-04",
    published: str = "2019-03-05",
    publisher: str | None = None,
    title: str | None = None,
) -> CodedArticle:
    """A coded report of one bomb, with an event and a toll that stand on its first clause."""
    known = place or ADEN
    text = text.replace("Aden", known["name"])
    said, monday = span(text, known["name"]), span(text, "Monday") if "Monday" in text else span(text, "when")
    where = Place(text=said.text, start=said.start, end=said.end, **known)
    when = Date(text=monday.text, start=monday.start, end=monday.end, value=day, precision="day")
    evidence = span(text, text.partition(",")[0])
    told = Published(value=published, precision="day", basis="given")
    return CodedArticle(
        coder_version="test",
        codebook_version="test",
        id=source,
        source=source,
        title=title,
        text=text,
        published=told,
        article=Article(id=source, source=source, text=text, published=told, publisher=publisher),
        places=(where,),
        events=(
            Event(
                id="e1",
                type="ASSAULT",
                quad="material conflict",
                status="asserted",
                trigger=evidence,
                evidence=evidence,
                date=when,
                place=where,
            ),
        ),
        registers=Registers(
            casualties=(
                Casualty(
                    id="casualties-1",
                    evidence=evidence,
                    kind="killed",
                    value=value,
                    low=value,
                    high=value,
                    place=where,
                    since=when,
                    until=when,
                ),
            )
        ),
    )


def put(case: Case, *articles: CodedArticle) -> list[str]:
    """Add coded articles one by one, and say what became of each."""
    from truceline.casebook.add import add_coded, begin_run

    outcomes = []
    for article in articles:
        with case.store.write() as connection:
            run = begin_run(connection, "test", "add", "test")
            outcomes.append(add_coded(connection, article, run))
    return outcomes


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    """An empty case, once in a file and once on a server; the latter is skipped where there is none."""
    if request.param == "sqlite":
        address = str(tmp_path / "case.db")
    else:
        address = request.getfixturevalue("server").new_database()
    with Case.new(address) as opened:
        yield opened


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL of our own on a free port, as an ordinary user; stopped at the end."""
    if not Server.is_installed():
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="truceline-server-", ignore_cleanup_errors=True) as folder:
        running = Server(Path(folder))
        try:
            yield running
        finally:
            running.stop()
