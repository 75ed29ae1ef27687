"""Movements and casualties as records: places, dates, and words of their own."""

from __future__ import annotations

import pytest

from truceline.language import parse
from truceline.mentions.scene import find_mentions
from truceline.records import Article, Casualty, Movement, Published
from truceline.registers.casualties import find_casualties
from truceline.registers.movements import find_movements
from truceline.registers.reading import Reading

SITUATION_REPORT = (
    "Since 1 January, 230,000 people have been newly displaced in Ituri. As of 3 March, 65,000 people had "
    "been registered in camps in Goma. Some 11,400 returnees were counted in Bunia. Uganda hosts 1.1 million "
    "refugees."
)
AGENCY = (
    "Shells hit a market in Aden on Tuesday, killing 12 people and wounding 30. Since then a further 40 or "
    "more have perished. The war, which began in March 2015, has driven 3 million from their homes. Rebel "
    "leaders said a further 500 could flee."
)
HISTORY = (
    "The army stormed Jaffna in October 1995, and about 400,000 people were driven from their homes. Some "
    "returned to Jaffna in 1996. Between 1983 and 2009, at least 70,000 people were killed in Sri Lanka."
)


def reading(text: str, published: str | None = "2019-03-08") -> Reading:
    given = Published(value=published, precision="day", basis="given") if published else None
    return Reading(find_mentions(parse(Article(id="a", source="test", text=text, published=given))))


def movements(text: str, published: str | None = "2019-03-08") -> tuple[Movement, ...]:
    return find_movements(reading(text, published))


def casualties(text: str, published: str | None = "2019-03-08") -> tuple[Casualty, ...]:
    return find_casualties(reading(text, published))


def test_a_situation_report_gives_stocks_and_flows():
    found = movements(SITUATION_REPORT)
    assert [(m.kind, m.value) for m in found] == [
        ("displaced", 230_000),
        ("sheltered", 65_000),
        ("returned", 11_400),
        ("hosted", 1_100_000),
    ]
    new, camps, _, hosted = found
    assert (new.in_.name, new.since.value) == ("Ituri", "2019-01-01")
    assert (camps.in_.name, camps.as_of.value) == ("Goma", "2019-03-03")
    assert hosted.in_.country == "UGA"


def test_an_agency_report_places_and_dates_its_casualties():
    killed, injured, died = casualties(AGENCY)
    assert (killed.kind, killed.value, killed.place.name) == ("killed", 12, "Aden")
    assert (injured.kind, injured.value, injured.place.name) == ("injured", 30, "Aden")
    assert (died.value, died.bound, died.since.value) == (40, "above", "2019-03-05")


def test_a_war_that_began_dates_what_it_has_done():
    [driven] = movements(AGENCY)
    assert (driven.value, driven.since.value) == (3_000_000, "2015-03")


def test_a_history_gives_places_and_ranges():
    driven, back = movements(HISTORY, None)
    assert (driven.value, driven.bound, driven.from_.name) == (400_000, "about", "Jaffna")
    assert (back.kind, back.value, back.to.name) == ("returned", None, "Jaffna")
    [killed] = casualties(HISTORY, None)
    assert (killed.since.value, killed.until.value) == ("1983", "2009")


@pytest.mark.parametrize(
    ("text", "field", "name"),
    [
        pytest.param("Some 300 people fled Homs.", "from_", "Homs", id="fled-a-place"),
        pytest.param("Some 300 people left their houses around Homs.", "from_", "Homs", id="houses-around"),
        pytest.param("Some 300 people were evacuated from Homs.", "from_", "Homs", id="evacuated-from"),
        pytest.param("Some 300 refugees have crossed into Chad.", "to", "Chad", id="crossed-into"),
        pytest.param("The war sent 60,000 refugees to Sudan.", "to", "Sudan", id="sent-to"),
        pytest.param("Some 900 people remain displaced in Libya.", "in_", "Libya", id="displaced-in"),
        pytest.param("The province of Idlib has absorbed 900 people.", "in_", "Idlib", id="absorbed"),
    ],
)
def test_a_movement_has_its_place(text, field, name):
    [found] = movements(text)
    assert getattr(found, field).name == name


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Some 300 people have fled since June.", "2018-06"),
        ("Some 300 people have fled since the protests began in December.", "2018-12"),
        ("The war began in May 2014. Some 300 people have fled since the start of the war.", "2014-05"),
        ("The war has killed 900 and driven 4,000 from their homes since 2014.", "2014"),
        ("Some 300 people have fled since the start of the war.", None),
        ("About 300 people have fled and dozens have been killed since June.", None),
    ],
)
def test_since_is_resolved_inside_the_article_only(text, since):
    found = next(m for m in movements(text) if m.value in (300, 4000))
    assert (found.since.value if found.since else None) == since


def test_before_a_dated_truce_is_until():
    text = "The war killed 64,000 people before a truce came into force in February 2002."
    [killed] = casualties(text)
    assert killed.until.value == "2002-02"


def test_two_counts_of_a_sentence_have_words_of_their_own():
    killed, injured = casualties("The blast killed six people and injured 23 others in Homs.")
    assert killed.evidence.text == "The blast killed six people"
    assert injured.evidence.text == "injured 23 others in Homs"


def test_an_uncounted_movement_needs_a_place():
    [sent] = movements("Deals brought about transfers of people that moved gunmen and families to Idlib.")
    assert (sent.kind, sent.value, sent.to.name) == ("transferred", None, "Idlib")
    assert movements("Many people fled.") == ()


def test_a_number_told_twice_is_one_record():
    text = "Some 300 people fled Homs. On Tuesday, the town said 300 people had fled Homs."
    assert len(movements(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The army must evacuate 5,000 residents.",
        "If the town falls, 5,000 people would flee.",
        "The 5,000 refugees have not returned.",
        "Rebels denied that 5,000 people were displaced.",
        "They agreed to let 5,000 people return.",
    ],
)
def test_what_has_not_happened_is_no_movement(text):
    assert [m for m in movements(text) if m.kind != "displaced" or "refugees" not in text] == []


def test_every_record_names_the_word_that_says_it():
    [found] = casualties("Gunmen killed six soldiers.")
    assert [r.rule for r in found.why] == ["casualty.killed"]
    assert found.why[0].words == "killed"


@pytest.mark.parametrize(
    ("text", "source", "to", "since"),
    [
        pytest.param(
            "Some 120,000 people have fled the fighting in Darfur to Chad since April.",
            "Darfur",
            "Chad",
            "2018-04",
            id="phrases-that-the-parse-hangs-on-the-wrong-noun",
        ),
        pytest.param(
            "The war uprooted 70,000 people, who fled to Bangladesh.",
            None,
            "Bangladesh",
            None,
            id="who",
        ),
        pytest.param("Some 400 fighters left Homs for Idlib.", "Homs", "Idlib", None, id="left-for"),
        pytest.param(
            "At least 3,000 have fled, most of them to Colombia.",
            None,
            None,
            None,
            id="of-a-part",
        ),
    ],
)
def test_whence_whither_and_since_when(text, source, to, since):
    [found] = movements(text)
    name = {f: getattr(found, f).name if getattr(found, f) else None for f in ("from_", "to")}
    assert (name["from_"], name["to"]) == (source, to)
    assert (found.since.value if found.since else None) == since


def test_hosts_in_a_list_are_records_of_their_own():
    text = "Turkey hosts some 3.5 million refugees, Lebanon around one million."
    assert [(m.value, m.in_.country) for m in movements(text)] == [(3_500_000, "TUR"), (1_000_000, "LBN")]
