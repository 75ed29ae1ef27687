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


@pytest.mark.parametrize("line", sentences("offices"))
def test_offices_and_roles_of_public_life_are_no_private_people(line: str) -> None:
    kind, text = line.split("\t")
    assert kind in [e.type for e in read(text).events]


@pytest.mark.parametrize("text", sentences("private"))
def test_private_people_and_firms_make_no_event(text: str) -> None:
    if text in KNOWN_GAPS:
        pytest.xfail("listed in tables/restraint_gaps.txt")
    assert told(read(text)) == []


@pytest.mark.parametrize(
    "text, register",
    [
        ("The storm delayed the talks between the government and the rebels.", "talks"),
        ("The latest episode broke the ceasefire.", "breaches"),
        ("A ceasefire is holding in most districts.", "agreements"),
        ("Traders and elders signed a local truce.", "agreements"),
        ("Villagers fear new attacks.", "outlook"),
    ],
)
def test_no_record_is_silenced_in_a_report_of_war(text: str, register: str) -> None:
    war = "Rebels of the M23 attacked the army near Goma in Congo on Monday. Soldiers fled the town. "
    records = getattr(read(war + text).registers, register)
    assert any(r.evidence.start >= len(war) for r in records)


@pytest.mark.parametrize(
    "text, kinds",
    [
        ("Russia, Turkey and Iran, which sponsor the process, met in Astana.", ["CONSULT"]),
        ("Norway sponsored the peace process in Sri Lanka.", []),
        ("Norway sponsored the talks between Mali and the rebels.", ["CONSULT"]),
        ("Norway sponsors the ceasefire.", []),
        ("Norway sponsored schools in Mali.", ["AID"]),
        ("Iran sponsors Hezbollah.", ["AID"]),
        ("Norway funded the peace process in Mali.", ["AID"]),
    ],
)
def test_to_sponsor_talks_is_no_aid(text: str, kinds: list[str]) -> None:
    assert [e.type for e in read(text).events] == kinds
