"""A number of articles in, how long a case of them takes out: adding, showing, exporting, and memory.

    python -m bench.casebook 1000 10000 [--case FILE]

The articles are made up: strikes, tolls, signings and rounds over ten years in twenty towns, a third of them
reported twice, one in ten a near-copy. Nothing is parsed: coding is measured by bench/speed.py.
"""

from __future__ import annotations

import argparse
import datetime
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from truceline.casebook import Case
from truceline.casebook.add import add_coded, begin_run
from truceline.casebook.told import Choice
from truceline.exports.case import export
from truceline.records import (
    Actor,
    Agreement,
    Article,
    Breach,
    Casualty,
    CodedArticle,
    Date,
    Event,
    Movement,
    Place,
    Published,
    Registers,
    Span,
    Talks,
)

_FIRST = datetime.date(2011, 1, 1)
_DAYS = 3650
_TOWNS = 20
_PARTIES = [
    Actor(text=n, start=0, end=1, name=n, code="REB", kind="armed group") for n in ("Alpha", "Bravo", "Gamma")
]


def articles(count: int, seed: int = 4) -> Iterator[CodedArticle]:
    """``count`` coded articles; the same for the same seed."""
    chance = random.Random(seed)
    stories: list[tuple[int, int, int]] = []
    for number in range(count):
        again = bool(stories) and chance.random() < 0.33
        story = (
            chance.choice(stories[-50:])
            if again
            else (chance.randrange(_DAYS), chance.randrange(_TOWNS), number)
        )
        stories.append(story)
        yield _article(number, *story, copied=again and chance.random() < 0.3, chance=chance)


def _article(
    number: int, day: int, town: int, story: int, *, copied: bool, chance: random.Random
) -> CodedArticle:
    date = (_FIRST + datetime.timedelta(days=day)).isoformat()
    dead = 2 + story % 40 + (0 if copied else chance.randrange(3))
    place = f"Town{town}"
    words = (
        f"Alpha shelled {place} on {date} and killed {dead} people in street {story}.",
        f"Bravo accused Alpha of breaking the truce near {place} in case {story}.",
        f"Round {story % 30 + 1} of the talks opened in {place} that week.",
        f"{dead * 100} people fled {place} by way of road {story}.",
        f"The two signed a truce for {place} numbered {story}.",
    )
    more = "" if copied else f" The report has the number {number} and was written by reporter {number % 97}."
    text = " ".join(words) + more
    spans = [Span.cut(text, text.index(w), text.index(w) + len(w) - 1) for w in words]
    at = text.index(place)
    where = Place(
        text=place, start=at, end=at + len(place), name=place, geonameid=town + 1, country="SYR", kind="city",
        lat=33 + town % 5, lon=36 + town // 5,
    )  # fmt: skip
    said = text.index(date)
    when = Date(text=date, start=said, end=said + len(date), value=date, precision="day", preposition="on")
    told = Published(value=date, precision="day", basis="given")
    publisher = f"Paper {number % 50}"
    toll = {"value": dead, "low": dead, "high": dead}
    return CodedArticle(
        coder_version="bench",
        codebook_version="bench",
        id=f"{number}",
        source=f"article-{number}.txt",
        title=None,
        text=text,
        published=told,
        article=Article(id=f"{number}", source=f"article-{number}.txt", text=text, published=told, publisher=publisher),
        actors=tuple(_PARTIES),
        places=(where,),
        dates=(when,),
        events=(
            Event(
                id="e1", type="ASSAULT", quad="material conflict", status="asserted", trigger=spans[0],
                evidence=spans[0], date=when, place=where, actors=(_PARTIES[story % 3],), cameo="194", score=-10,
            ),
        ),  # fmt: skip
        registers=Registers(
            casualties=(Casualty(id="casualties-1", evidence=spans[0], kind="killed", place=where, **toll),),
            breaches=(
                Breach(id="breaches-1", evidence=spans[1], by=(_PARTIES[story % 3],), status="alleged", place=where, date=when),
            ),  # fmt: skip
            talks=(Talks(id="talks-1", evidence=spans[2], status="held", round=story % 30 + 1, venue=where, date=when),),
            movements=(Movement(id="movements-1", evidence=spans[3], kind="displaced", value=dead * 100, in_=where),),
            agreements=(Agreement(id="agreements-1", evidence=spans[4], kind="ceasefire", status="agreed", date=when, places=(where,)),),
        ),
    )  # fmt: skip


def timed(name: str, work: Callable[[], object]) -> None:
    """Run ``work`` and print how long it took."""
    start = time.perf_counter()
    work()
    print(f"  {name:24} {time.perf_counter() - start:8.2f} s")


def fill(case: Case, count: int) -> None:
    """Add ``count`` articles, each in its transaction."""
    with case.store.write() as connection:
        run = begin_run(connection, "bench", "add", "bench")
    for article in articles(count):
        with case.store.write() as connection:
            add_coded(connection, article, run)


def measure(count: int, file: Path) -> None:
    """Make a case of ``count`` articles and print what it takes."""
    print(f"{count:,} articles, {count * 6:,} claims")
    with Case.new(str(file)) as case:
        timed("add and link", lambda: fill(case, count))
        for name in ("talks", "agreements", "breaches", "movements", "casualties"):
            timed(f"show {name}", getattr(case, name))
        year = Choice(since="2014-01-01", until="2014-12-31")
        timed("show casualties, a year", lambda: case.casualties(year))
        timed("export a year as CSV", lambda: export(case, "csv", file.with_suffix(".csv"), year))
        timed("check", lambda: list(case.check()))
    size = file.stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"  {'file':24} {size:8.1f} MB\n  {'memory at its most':24} {peak:8.1f} MB")


def main() -> None:
    """Measure the numbers of articles that are asked for."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("counts", type=int, nargs="+")
    asked.add_argument("--case", type=Path, help="keep the (last) case here")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in given.counts:
            measure(count, given.case or Path(folder) / f"{count}.db")


if __name__ == "__main__":
    main()
