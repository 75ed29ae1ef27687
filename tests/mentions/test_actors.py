"""Actors: who is named, by whatever name, and what a role owes to the country or group beside it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from truceline.language import parse
from truceline.mentions.actors import find_actors
from truceline.mentions.parties import directory, held_at
from truceline.records import Actor, Article, Published


def actors(text: str, published: str | None = None) -> tuple[Actor, ...]:
    given = Published(value=published, precision="day", basis="given") if published else None
    found = find_actors(parse(Article(id="a", source="test", text=text, published=given)))
    assert all(text[a.start : a.end] == a.text for a in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    return found


def codes(text: str, published: str | None = None) -> list[tuple[str, str | None]]:
    return [(a.name, a.code) for a in actors(text, published)]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        pytest.param("Ivory Coast closed the border.", "Ivory Coast", "CIV", id="name"),
        pytest.param("Côte d'Ivoire closed the border.", "Ivory Coast", "CIV", id="other-name"),
        pytest.param("Zaire closed the border.", "Zaire", "COD", id="former-name"),
        pytest.param("THE PHILIPPINES closed the border.", "Philippines", "PHL", id="capitals"),
        pytest.param("The US closed the border.", "United States", "USA", id="initials"),
        pytest.param("The Kremlin closed the border.", "Russia", "RUS", id="seat-of-government"),
        pytest.param("Naypyidaw closed the border.", "Myanmar", "MMR", id="capital-that-acts"),
        pytest.param("Kiev and Minsk held talks.", "Ukraine", "UKR", id="capital-by-an-older-spelling"),
        pytest.param(
            "Foggy Bottom said little.", "United States Department of State", "USA", id="institution"
        ),
        pytest.param("Somaliland closed the border.", "Somaliland", "SOM", id="territory-without-a-code"),
    ],
)
def test_a_state_goes_by_many_names(text, name, country):
    first = actors(text)[0]
    assert (first.name, first.country) == (name, country)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The ambassador left.", id="assad-in-ambassador"),
        pytest.param("It gave us hope.", id="us-is-a-pronoun"),
        pytest.param("They ate turkey and drank from china.", id="no-capital"),
        pytest.param("The talks were held in Geneva and Astana.", id="capitals-as-places"),
        pytest.param("Shells fell on the outskirts of Tripoli.", id="outskirts-of-a-capital"),
        pytest.param("The planes bombed Sanaa.", id="a-capital-that-is-bombed"),
        pytest.param("The truce took hold at midnight on Monday.", id="nobody"),
    ],
)
def test_is_silent_where_nobody_of_that_name_is_meant(text):
    assert not [a for a in actors(text) if a.country]


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Syrian army units advanced.", "Syria's army units", "SYR MIL"),
        ("South Sudan's government agreed.", "South Sudan", "SSD GOV"),
        ("The government of Nepal agreed.", "Nepal", "NPL GOV"),
        ("The Azerbaijani defence ministry agreed.", "Azerbaijan", "AZE GOV"),
        ("Colombian police agreed.", "Colombia's police", "COL COP"),
        ("Houthi fighters agreed.", "Houthis", "YEM REB"),
        ("Yemen's Houthi rebels agreed.", "Houthis", "YEM REB"),
        ("Taliban negotiators agreed.", "Taliban", "AFG REB"),
        ("The Assad regime agreed.", "Syria", "SYR GOV"),
        ("Haftar's forces agreed.", "Libyan National Army", "LBY REB"),
        ("UN peacekeepers agreed.", "United Nations", "IGO UNO"),
        ("Sudanese protesters agreed.", "Sudanese protesters", "SDN OPP"),
        ("Rebel fighters agreed.", "Rebel fighters", "REB"),
        ("Residents agreed.", "Residents", "CVL"),
        ("Rebels in the Ivory Coast agreed.", "Rebels", "CIV REB"),
        ("Syrians agreed.", "Syrians", "SYR"),
        ("Taliban prisoners agreed.", "Taliban prisoners", "AFG CVL"),
    ],
)
def test_a_role_takes_the_party_in_its_own_phrase(text, name, code):
    assert codes(text)[0] == (name, code)
    assert len(codes(text)) == (2 if " in " in text else 1)


def test_a_role_of_two_countries_leaves_each_to_itself():
    assert codes("Russian and Turkish troops met.")[:2] == [("Russia", "RUS GOV"), ("Turkey", "TUR GOV")]


@pytest.mark.parametrize("text", ["pro-Russian gunmen left", "anti-Taliban posters hung there"])
def test_who_is_for_or_against_somebody_is_not_his(text):
    assert not [a for a in actors(text) if a.name in ("Russia", "Taliban")]


def test_a_joined_word_names_its_party_and_lends_no_country():
    assert codes("Iran-backed gunmen left.") == [("Iran", "IRN GOV"), ("gunmen", "UAF")]
    assert codes("Turkish-backed fighters left.")[0] == ("Turkey", "TUR GOV")


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("The French president arrived.", "2013-06-01", "Francois Hollande"),
        ("The French president arrived.", "2019-06-01", "Emmanuel Macron"),
        ("The Russian foreign minister arrived.", "2018-03-02", "Sergei Lavrov"),
        ("The French president arrived.", None, "France"),
        ("The Tongan prime minister arrived.", "2013-06-01", "Tonga"),
    ],
)
def test_an_office_is_its_holder_of_the_day_or_the_state(text, day, name):
    assert codes(text, day)[0][0] == name


def test_a_surname_after_a_title_finds_the_holder():
    assert codes("President Kiir arrived.", "2016-05-01") == [("Salva Kiir", "SSD GOV")]


def test_who_left_office_keeps_the_country_alone():
    [found] = actors("Hamid Karzai arrived.", "2020-05-01")
    assert (found.code, found.country, found.sector) == ("AFG", "AFG", None)


@pytest.mark.parametrize(
    ("text", "written", "code"),
    [
        ("Slovak Foreign Minister Jan Kovac arrived.", "Slovak Foreign Minister Jan Kovac", "SVK GOV"),
        ("UN envoy Tove Lind arrived.", "UN envoy Tove Lind", "IGO UNO"),
        ("Tove Lind, the UN envoy, arrived.", "Tove Lind", "IGO UNO"),
        ("The Belarusian defence minister, Ivan Borisenko, arrived.", "Ivan Borisenko", "BLR GOV"),
        ("The foreign minister of Kenya, Akinyi Otieno, arrived.", "Akinyi Otieno", "KEN GOV"),
        ("Prime Minister Jone Vula left Fiji.", "Prime Minister Jone Vula", "FJI GOV"),
        ("Kenyan journalist Akinyi Otieno arrived.", "Kenyan journalist Akinyi Otieno", "KEN MED"),
        ("Rebel spokesman Adam Haroun arrived.", "Rebel spokesman Adam Haroun", "REB"),
    ],
)
def test_a_title_introduces_a_person_nobody_knows(text, written, code):
    persons = [a for a in actors(text) if a.kind == "person"]
    assert [(p.text, p.code) for p in persons] == [(written, code)]


def test_a_person_is_called_by_surname_from_then_on():
    found = actors("UN envoy Tove Lind arrived in Bangui. Ms Lind met nobody. Lind left.")
    assert [a.text for a in found if a.name == "Tove Lind"] == ["UN envoy Tove Lind", "Ms Lind", "Lind"]


def test_an_acronym_in_brackets_stands_for_the_long_name():
    found = actors("The Kalar People's Defence Front (KPDF) left. The KPDF returned.")
    assert [a.text for a in found if a.name == "Kalar People's Defence Front"][1:] == ["KPDF", "KPDF"]


def test_a_group_is_called_by_its_last_word_from_then_on():
    found = actors("The Tamil Tigers left Geneva. The Tigers blamed Colombo.")
    assert [a.text for a in found if a.country == "LKA"] == ["Tamil Tigers", "Tigers", "Colombo"]


def test_the_north_is_north_korea_once_it_is_named():
    assert [a.name for a in actors("North Korea fired a rocket. The North gave no reason.")] == [
        "North Korea"
    ] * 2
    assert not actors("The North gave no reason.")


def test_a_name_formed_like_an_organisations_is_one():
    [found] = actors("The Lagos Port Workers Union agreed.")
    assert (found.text, found.kind) == ("Lagos Port Workers Union", "group")


@pytest.mark.parametrize(
    "text", ["They crossed the Jordan Valley.", "Michael Jordan smiled.", "Chad Wells sang."]
)
def test_a_country_inside_another_name_is_none(text):
    assert not [a for a in actors(text) if a.country in ("JOR", "TCD")]


@pytest.mark.parametrize("text", ["", "\n\n", "?!", "(", "- - -", "Ü", "a\u0000b", "‘“”’", "the the the"])
def test_any_text_is_read(text):
    assert actors(text) == ()


def test_a_name_over_a_line_break_is_one_name():
    assert codes("The Kenyan\n   people left.") == [("Kenyan people", "KEN CVL")]


def test_the_codebook_is_as_wide_as_the_world():
    known = directory()
    heads = {"president", "prime minister", "king", "emir", "sultan", "chancellor", "supreme leader"}
    led = {t.of for p in known.leaders for t in p.roles if t.office in heads}
    states = {p.id for p in known.parties.values() if p.kind == "state" and p.id == p.country}
    assert len(states) >= 198
    assert len(led & states) >= 150
    assert len(known.leaders) >= 1000


def test_every_tenure_belongs_to_a_party_that_the_codebook_knows():
    known = directory()
    lost = {(p.id, t.of) for p in known.leaders for t in p.roles if t.of not in known.parties}
    assert not lost


def test_tenures_run_forward_and_one_state_has_one_president_a_day():
    known = directory()
    assert not [
        p.id
        for p in known.leaders
        for t in p.roles
        if t.until and t.from_ and t.until < t.from_[: len(t.until)]
    ]
    for day in ("1995-06-15", "2005-06-15", "2015-06-15", "2023-06-15"):
        for state in ("FRA", "RUS", "USA", "SYR", "COL", "UGA", "EGY", "KEN"):
            holders = known.holders(known.roles["president"], "president", state, day)
            assert len(holders) == 1, (state, day, [p.name for p in holders])


def test_the_month_of_a_handover_has_two_and_nobody_before_or_after():
    leader = directory().by_name["Nelson Mandela"]
    assert held_at(leader, "1994-05-20") is not None
    assert held_at(leader, "1999-06") is not None
    assert held_at(leader, "1993") is None
    assert held_at(leader, "2003-01-01") is None
