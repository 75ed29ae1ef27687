"""Published complaints of users of other coders and geoparsers: each is a test by name, through the public API."""

from __future__ import annotations

import pytest

import truceline
from truceline.pages import read_text
from truceline.records import Article, CodedArticle, Place, Published

MATERIAL = "material conflict"


def code(text: str, published: str = "2017-09-14") -> CodedArticle:
    day = Published(value=published, precision="day", basis="given")
    return truceline.code(Article(id="a", source="test", text=text, published=day))


def place(text: str, name: str) -> Place:
    return next(p for p in code(text).places if p.text == name)


def test_postponed_until_monday_resolves_the_same_at_each_run() -> None:
    text = "The talks in Geneva were postponed until Monday, the envoy said."
    first = code(text)
    assert [d.value for d in first.dates] == ["2017-09-18"]
    assert all(code(text).to_json() == first.to_json() for _ in range(3))


@pytest.mark.parametrize(
    "text, name, country",
    [
        ("China rejected the proposal on Tuesday.", "China", "CHN"),
        ("He left China after nine years.", "China", "CHN"),
        ("The envoy flew to the U.S on Friday.", "U.S", "USA"),
        ("Exports to the U.S. fell.", "U.S.", "USA"),
        ("Turkey and the U.S agreed to meet.", "U.S", "USA"),
    ],
)
def test_china_and_the_us_are_countries(text: str, name: str, country: str) -> None:
    found = [m for m in (*code(text).places, *code(text).actors) if name.rstrip(".") in m.text]
    assert {m.country for m in found} == {country}


def test_long_beach_ca_is_in_california() -> None:
    (found,) = (
        p for p in code("A delegation from Long Beach, CA, met the mayor.").places if "Beach" in p.text
    )
    assert (found.name, found.country) == ("Long Beach", "USA")
    assert found.lat is not None
    assert found.lon is not None
    assert (round(found.lat), round(found.lon)) == (34, -118)


def test_oklahoma_is_a_state() -> None:
    found = place("Two brothers from Oklahoma joined the militia.", "Oklahoma")
    assert (found.name, found.kind, found.country) == ("Oklahoma", "region", "USA")


def test_european_is_no_mine() -> None:
    coded = code("European diplomats met in Vienna, and European ministers will follow.")
    assert {p.name for p in coded.places} <= {"Vienna", "Europe"}


def test_assad_is_not_found_in_ambassador() -> None:
    coded = code("The ambassador of Chile met the foreign minister of Peru in Lima.")
    assert not [a for a in coded.actors if "Assad" in a.name or a.country == "SYR"]


def test_one_unknown_toponym_does_not_empty_the_list() -> None:
    coded = code("The convoy passed through Homs, Zzyrqax and Hama on its way to Aleppo.")
    assert {"Homs", "Hama", "Aleppo"} <= {p.name for p in coded.places}


@pytest.mark.parametrize(
    "text",
    [
        "Iran strikes deal with Russia on grain",
        "Norway strikes deal with Peru over fish.",
        "The two countries struck a deal on water.",
        "Union strikes deal with airline.",
    ],
)
def test_strikes_deal_is_no_air_strike(text: str) -> None:
    assert not [e for e in code(text).events if e.quad == MATERIAL]


@pytest.mark.parametrize(
    "text",
    [
        "Russia and Turkey will meet on Monday.",
        "Russia would meet Turkey if the guns fell silent.",
        "Turkey said it would send troops to Idlib.",
        "The army will attack the town.",
    ],
)
def test_will_and_would_are_no_events_that_happened(text: str) -> None:
    assert not [
        e for e in code(text).events if e.status in ("asserted", "historical") and e.quad != "verbal conflict"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The minister breakfasted on figs.",
        "Gregor Quandle of the Blue Lantern Society waved at the sea.",
        "It was a quiet afternoon in the library.",
    ],
)
def test_no_default_code_is_ever_invented(text: str) -> None:
    coded = code(text)
    assert coded.events == ()
    assert all(a.code is None or a.code for a in coded.actors)
    assert not [a for a in coded.actors if "Quandle" in a.text and (a.code or a.country)]


def test_who_is_not_known_has_neither_code_nor_country() -> None:
    (event, *_) = code("The Karvani Brotherhood attacked a checkpoint.").events
    (actor,) = event.actors
    assert (actor.code, actor.country) == (None, None)


def test_an_event_without_a_date_has_none_and_never_the_day_of_publication() -> None:
    (event, *_) = code("Rebels attacked the town.").events
    assert event.date is None


def test_a_court_report_on_past_shootings_is_historical() -> None:
    coded = code(
        "A court in Oslo on Thursday heard the case of a man who in July 2011 shot 69 people on the island of "
        "Utoya. He had bombed a government building in the capital the same day."
    )
    attacks = [e for e in coded.events if e.type == "ASSAULT"]
    assert attacks
    assert {e.status for e in attacks} == {"historical"}


def test_text_from_a_file_is_coded_like_a_row() -> None:
    article = read_text("China rejected the proposal of Japan on Tuesday.", published="2017-09-14")
    assert isinstance(article, Article)
    assert [e.type for e in truceline.code(article).events] == ["REJECT"]
