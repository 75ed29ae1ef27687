"""Sentences of sport, business, the arts, nature and plain talk: none is an event, none fills a register."""

from __future__ import annotations

import pytest

from tests.events.tables import HERE
from truceline.pipeline import code
from truceline.records import Article, CodedArticle, Published
from truceline.registers.fill import ORDER

_DAY = Published(value="2020-05-14", precision="day", basis="given")
FLOOR = 0.86  # the share of the held table that stays silent


def sentences(name: str) -> list[str]:
    lines = (HERE / f"{name}.txt").read_text(encoding="utf8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read(text: str) -> CodedArticle:
    return code(Article(id="a", source="test", text=text, published=_DAY))


def told(coded: CodedArticle) -> list[str]:
    """What was coded: types of events, names of registers that hold a record."""
    return [
        *(e.type for e in coded.events),
        *(name for name, _ in ORDER if getattr(coded.registers, name)),
    ]


TABLE, HELD = sentences("restraint"), sentences("restraint_held")
KNOWN_GAPS = set(sentences("restraint_gaps"))


@pytest.mark.parametrize("text", TABLE)
def test_nothing_is_coded_where_nothing_of_politics_is_told(text: str) -> None:
    if text in KNOWN_GAPS:
        pytest.xfail("listed in tables/restraint_gaps.txt")
    assert told(read(text)) == []


def test_the_held_table_is_as_silent_as_before() -> None:
    assert sum(not told(read(text)) for text in HELD) / len(HELD) >= FLOOR


@pytest.mark.parametrize(
    "text, kind",
    [
        ("Gunmen attacked a football stadium during the match.", "ASSAULT"),
        ("Rebels stormed a concert hall in the capital.", "ASSAULT"),
        ("Farmers protested in front of the supermarket.", "PROTEST"),
        ("Germany and France signed an agreement on films in Paris.", "SUPPORT"),
        ("Soldiers shot the director of the theatre.", "ASSAULT"),
        ("Attackers burned a school near the river.", "ASSAULT"),
        ("The court jailed nine students for two years.", "COERCE"),
        ("A series of bombings killed 30 people in Baghdad.", "ASSAULT"),
        ("The group attacked a film crew in Kabul.", "ASSAULT"),
        ("Key players in the talks met in Vienna.", "CONSULT"),
        ("The opposition boycotted the World Cup in Qatar.", "PROTEST"),
        ("Workers at the plant went on strike on Monday.", "PROTEST"),
    ],
)
def test_politics_on_a_pitch_or_a_stage_are_politics(text: str, kind: str) -> None:
    assert kind in [e.type for e in read(text).events]


@pytest.mark.parametrize(
    "text, why",
    [
        ("Germany beat Spain 2-1 in the final.", "elsewhere.sport"),
        ("Heavy rain pounded the south of France.", "elsewhere.nature"),
        ("In the series, the rebels attack the emperor's palace.", "elsewhere.story"),
        ("The baker released a new kind of bread.", "elsewhere.private"),
    ],
)
def test_what_is_left_out_is_told_with_its_reason(text: str, why: str) -> None:
    assert why in [s.reason for s in read(text).silent]
