"""Dictionaries as codebook entries: states, leaders, groups, organisations, roles."""

from __future__ import annotations

import pytest

from truceline.codebook.dictionaries import read_dictionary
from truceline.mentions.imported import Imported, imported
from truceline.mentions.lexicon import Tenure


def entries(*lines: str) -> Imported:
    read = read_dictionary("\n".join(lines), "my.txt", "petrarch")
    assert read.unread == ()
    return imported(read.actors, read.agents)


@pytest.mark.parametrize(
    "code, country, sector, kind",
    [
        ("SYRGOV", "SYR", "GOV", "state"),
        ("PSEREB", "PSE", "REB", "armed group"),
        ("USAMIL", "USA", "MIL", "state"),
        ("NGAGOVMIL", "NGA", "GOV", "state"),
        ("IGOUNO", None, "IGO", "igo"),
        ("NGOKEN", "KEN", "NGO", "ngo"),
        ("IMGMUS", None, "IMG", "armed group"),
        ("AFROPP", None, "OPP", "group"),
    ],
)
def test_a_code_is_read_by_the_scheme_of_cameo(code, country, sector, kind):
    found = entries(f"ORUMBA_LAKE_FRONT_ [{code}]")
    (group,) = (*found.groups, *found.organisations)
    assert (group.country, group.sector, group.kind) == (country, sector, kind)
    assert (group.code or "").replace(" ", "") == code


def test_a_person_of_government_keeps_each_term():
    found = entries("HAROUN_TESFAY_ADDO_", "[SDNGOV 990101-020101]", "[SDNGOV >050709]", "[SDNELI]")
    assert found.leaders[0].roles == (
        Tenure(office="official", of="SDN", from_="1999-01-01", until="2002-01-01"),
        Tenure(office="official", of="SDN", from_="2005-07-09"),
    )


@pytest.mark.parametrize(
    "name, kind", [("HAROUN_TESFAY_ADDO_", "person"), ("PACT_OF_LAKE_STATES_", "igo"), ("LAKEPACT_", "igo")]
)
def test_who_served_an_organisation_between_two_days_is_a_person(name, kind):
    found = entries(name, "[IGOUNO 990101-020101]")
    assert [group.kind for group in (*found.groups, *found.organisations)] == [kind]


def test_a_group_with_dates_is_no_person():
    found = entries("ORUMBA_LAKE_FRONT_", "[SDNREB <050709]", "[SDNGOV >050709]")
    assert [(group.kind, group.code) for group in found.groups] == [("state", "SDN GOV")]
    assert found.left == {"further codes of an actor who has one in the codebook": 1}


def test_a_state_keeps_its_entry_and_gains_names_that_are_no_places():
    found = entries("SUDAN_ [SDN]", "+KHARTOUM_", "+NYALA_", "+LAND_OF_THE_TWO_NILES_")
    (sudan,) = found.states
    assert sudan.adjectives == ("Sudanese",)
    assert sudan.aliases[-1] == "Land of the Two Niles"
    assert "Nyala" not in sudan.aliases


def test_a_group_of_the_codebook_keeps_its_names_and_takes_the_dictionary_s_code():
    found = entries("HEZBOLLAH_ [LBNINS]", "+CEDAR_PARTISANS_")
    (group,) = found.groups
    assert (group.id, group.code, group.sector) == ("hezbollah", "LBN INS", "INS")
    assert {"Party of God", "Cedar Partisans"} <= set(group.aliases)


def test_words_that_are_roles_already_are_left_as_they_are():
    found = entries("POLICE_OFFICER {} [~MIL]", "WELL_DIGGER {} [~CVL]")
    assert [(role.words, role.sector) for role in found.roles] == [(("well digger",), "CVL")]


def test_a_believer_is_a_role_with_the_code_of_the_religion():
    assert [role.sector for role in entries("LAKE_PREACHER [~REL]").roles] == ["REL"]


def test_a_code_of_no_country_is_named_with_its_line():
    read = read_dictionary("ORUMBA_FRONT_ [QQQREB]", "my.txt")
    assert [str(unread)[:9] for unread in imported(read.actors).unread] == ["my.txt:1:"]


def test_a_name_of_nobody_makes_no_entry():
    found = entries("ORUMBA_CUP_ [---]")
    assert found.files() == {}
