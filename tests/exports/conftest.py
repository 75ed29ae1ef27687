"""A coded article made by hand: every register filled once, every status drawn once."""

from __future__ import annotations

import pytest

from truceline.records import (
    Actor,
    Agreement,
    Article,
    Block,
    Breach,
    Casualty,
    CodedArticle,
    Date,
    Event,
    Movement,
    Outlook,
    Place,
    Position,
    Published,
    Reason,
    Registers,
    Removed,
    Source,
    Span,
    Status,
    Talks,
    Unresolved,
    Zone,
)

PARAGRAPHS = (
    "Envoys try again in Lausanne.",
    "Norland and the River Front opened a third round of talks in Lausanne on Monday, brokered by Sweden.",
    "The two sides agreed in May to a buffer zone around Tarn. The Front accused the army of shelling "
    "Tarn on Friday; the army denied it. Norland did not attack the city in 2016.",
    "Between 300 and 400 families fled Tarn, and at least 12 people were killed <b>there</b>, aid workers "
    "said. Oster backs the Front, and diplomats fear that the war could resume if the talks fail. "
    "A summit is planned for June. They left on Thursday.",
)
TEXT = "\n\n".join(PARAGRAPHS)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.cut(TEXT, start, start + len(words))


def actor(words: str, name: str | None = None, code: str | None = None) -> Actor:
    at = span(words)
    return Actor(text=at.text, start=at.start, end=at.end, name=name or words, code=code)


def day(words: str, value: str | None) -> Date:
    at = span(words)
    precision = "unresolved" if value is None else "day" if len(value) == 10 else "month"
    return Date(text=at.text, start=at.start, end=at.end, value=value, precision=precision)


def place(words: str, **known: object) -> Place:
    at = span(words)
    return Place(text=at.text, start=at.start, end=at.end, name=words, **known)  # type: ignore[arg-type]


NORLAND, FRONT = actor("Norland", code="NOR GOV"), actor("the River Front", "River Front", "NOR REB")
LAUSANNE = place(
    "Lausanne", geonameid=2659994, lat=46.516, lon=6.6328, country="CHE", region="Vaud", kind="city"
)
TARN = place("Tarn")


def event(number: int, words: str, status: Status, **more: object) -> Event:
    given = {"type": "CONSULT", "quad": "verbal cooperation", "trigger": span(words), "evidence": span(words)}
    return Event(id=f"event-{number}", status=status, **(given | more))  # type: ignore[arg-type]


EVENTS = (
    event(
        1,
        "opened a third round of talks in Lausanne on Monday",
        "asserted",
        mode="meet",
        cameo="046",
        score=4.0,
        actors=(NORLAND, FRONT),
        date=day("Monday", "2018-06-04"),
        place=LAUSANNE,
        why=(Reason(rule="frame:open#2", words="opened"), Reason(rule="status.default")),
    ),
    event(
        2,
        "did not attack the city in 2016",
        "negated",
        type="ASSAULT",
        quad="material conflict",
        actors=(NORLAND,),
        attribution=Source(source="the army", cue="said"),
    ),
    event(3, "A summit is planned for June", "planned"),
    event(
        4,
        "agreed in May to a buffer zone around Tarn",
        "historical",
        type="AGREE",
        actors=(NORLAND, FRONT),
    ),
    event(
        5, "the war could resume if the talks fail", "hypothetical", type="ASSAULT", quad="material conflict"
    ),
)

REGISTERS = Registers(
    talks=(
        Talks(
            id="talks-1",
            evidence=span("opened a third round of talks in Lausanne on Monday"),
            event="event-1",
            process="Lausanne",
            round=3,
            date=day("Monday", "2018-06-04"),
            venue=LAUSANNE,
            status="under way",
            convenors=(actor("Sweden"),),
            participants=(NORLAND, FRONT),
        ),
    ),
    agreements=(
        Agreement(
            id="agreements-1",
            evidence=span("agreed in May to a buffer zone around Tarn"),
            event="event-4",
            status="agreed",
            parties=(NORLAND, FRONT),
            date=day("May", "2018-05"),
            places=(TARN,),
            zones=1,
        ),
    ),
    zones=(
        Zone(id="zones-1", evidence=span("buffer zone around Tarn"), kind="buffer zone", status="agreed"),
    ),
    breaches=(
        Breach(
            id="breaches-1",
            evidence=span("accused the army of shelling Tarn on Friday"),
            by=(actor("the army"),),
            alleged_by=(FRONT,),
            status="alleged",
            place=TARN,
        ),
    ),
    movements=(
        Movement(
            id="movements-1",
            evidence=span("Between 300 and 400 families fled Tarn"),
            attribution="aid workers",
            kind="displaced",
            low=300,
            high=400,
            unit="households",
            from_=TARN,
        ),
    ),
    casualties=(
        Casualty(
            id="casualties-1",
            evidence=span("at least 12 people were killed <b>there</b>"),
            attribution="aid workers",
            kind="killed",
            value=12,
            low=12,
            bound="above",
        ),
    ),
    positions=(
        Position(
            id="positions-1",
            evidence=span("Oster backs the Front"),
            actors=(actor("Oster"),),
            stance="backs",
            toward=(FRONT,),
        ),
    ),
    outlook=(
        Outlook(
            id="outlook-1",
            evidence=span("diplomats fear that the war could resume if the talks fail"),
            kind="warning",
            by=(actor("diplomats"),),
            condition="if the talks fail",
        ),
    ),
)


def blocks() -> tuple[Block, ...]:
    kinds = ("deck", "paragraph", "paragraph", "paragraph")
    starts = [TEXT.index(p) for p in PARAGRAPHS]
    return tuple(
        Block(kind=k, text=p, start=s, end=s + len(p))  # type: ignore[arg-type]
        for k, p, s in zip(kinds, PARAGRAPHS, starts)
    )


@pytest.fixture(scope="session")
def coded() -> CodedArticle:
    published = Published(value="2018-06-04", precision="day", basis="given")
    article = Article(
        id="lausanne",
        source="lausanne.txt",
        title="A third round <script>alert(1)</script> in Lausanne",
        text=TEXT,
        publisher="The Lantern",
        published=published,
        blocks=blocks(),
        removed=(Removed(text="More from <i>The Lantern</i>", reason="related"),),
    )
    return CodedArticle(
        coder_version="0.1.0",
        codebook_version="1.0",
        id=article.id,
        source=article.source,
        title=article.title,
        text=TEXT,
        published=published,
        article=article,
        places=(LAUSANNE,),
        events=EVENTS,
        registers=REGISTERS,
        unresolved=(Unresolved(what="actor", reason="nobody named before it", evidence=span("They")),),
    )


@pytest.fixture(scope="session")
def silent() -> CodedArticle:
    """An article in which nothing was found."""
    return CodedArticle(
        coder_version="0.1.0",
        codebook_version="1.0",
        id="quiet",
        source="-",
        title=None,
        text="Nothing happened.",
        published=None,
    )
