"""Roles: who is on which side of an event, by its words, its company and where it happened."""

from __future__ import annotations

import pytest

from tests.events.test_coding import code


def actors(text: str) -> list[str]:
    return [a.text for a in code(text)[0].actors]


def recipients(text: str) -> list[str]:
    return [r.text for r in code(text)[0].recipients]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norway, along with Peru, condemned Mali.", ["Norway", "Peru"]),
        ("Norway, together with Peru, condemned Mali.", ["Norway", "Peru"]),
        ("Norway, as well as Peru and Cuba, condemned Mali.", ["Norway", "Peru", "Cuba"]),
        (
            "Several states, including Norway and Peru, condemned Mali.",
            ["Norway", "Peru"],
        ),
        ("Talks between Norway and Peru failed to reach a deal.", ["Norway", "Peru"]),
        ("After talks in Lisbon, Norway and Peru signed a truce.", ["Norway", "Peru"]),
    ],
)
def test_all_who_act_are_named(text, names):
    found = actors(text)
    assert all(any(n in f for f in found) for n in names), found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A rebel attack on a convoy of the army killed 12 soldiers in Mali.", "convoy"),
        ("Police arrested several students, including Tom Berg.", "Tom Berg"),
        ("Norway agreed with its Peruvian counterpart, Juan Torres, to free the men.", "Juan Torres"),
        ("Peru granted asylum to two Malian officers holed up in its embassy.", "Malian officers"),
        ("Police filmed soldiers beating a student.", "student"),
    ],
)
def test_those_to_whom_it_is_done_are_named(text, name):
    found = [r.text for e in code(text) for r in e.recipients]
    assert any(name in f for f in found), found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway condemned Mali, according to Peru.", "Peru"),
        ("Norway banned all trade with Mali from 06:00 to 18:00.", "18:00"),
    ],
)
def test_a_source_and_a_clock_are_no_recipient(text, word):
    assert not any(word in r for r in recipients(text))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("Prisoners rioted at a jail in Lima.", "PER", id="place-of-the-event"),
        pytest.param("The mayor of Kharkiv condemned the raid.", "UKR", id="place-in-its-words"),
        pytest.param("Rebels rejected an offer of Mali's government.", "MLI", id="the-only-country"),
        pytest.param("Norwegian police arrested rebels in Lima.", "NOR", id="its-own-country-stays"),
    ],
)
def test_who_belongs_to_a_place_has_its_country(text, country):
    assert code(text)[0].actors[0].country == country


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Rebels killed three US soldiers.", id="soldiers-may-be-far-from-home"),
        pytest.param("Rebels condemned Norway and Peru.", id="two-countries"),
        pytest.param("Rebels condemned the raid.", id="no-country"),
        pytest.param("The Red Cross condemned the raid in Lima.", id="an-organisation"),
    ],
)
def test_no_country_is_invented(text):
    assert [a.country for a in code(text)[0].actors] == [None]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param("A student was tortured in a prison in Mali.", "prison in Mali", id="prison"),
        pytest.param("A student died of torture in Kenyan police custody.", "Kenyan", id="custody"),
        pytest.param("Two inspectors were expelled from Mali.", "Mali", id="expelled-from"),
        pytest.param("Norway said Peru would not be welcome.", "Norway", id="who-says-so-refuses"),
        pytest.param(
            "Recent Norwegian attacks killed 12 people in Mali.", "Norwegian", id="no-demonym-first"
        ),
    ],
)
def test_who_acts_is_told_by_more_than_a_subject(text, actor):
    assert any(actor in a for a in actors(text)), actors(text)


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        pytest.param("Norway agreed to open its borders for Peruvians to enter.", "Peruvians", id="for-to"),
        pytest.param("Norway repeated its demand that Peru lift sanctions.", "Peru", id="demand-that"),
        pytest.param("Norway lifted the ban that it had imposed on Peru.", "Peru", id="imposed-on"),
        pytest.param("Norway killed 48 people in two attacks in Mali.", "Mali", id="whose-land"),
    ],
)
def test_whom_it_concerns_is_looked_for_beneath_things(text, recipient):
    assert any(recipient in r for r in recipients(text)), recipients(text)


def test_things_of_an_organisation_carry_its_code() -> None:
    [helicopters] = code("U.N. helicopters bombed villages in Mali.")[0].actors
    assert (helicopters.text, helicopters.code) == ("U.N. helicopters", "IGO UNO")


def test_a_president_is_not_given_the_country_of_another() -> None:
    assert code("President Torres met a South African envoy.")[0].actors[0].country is None


def test_a_name_that_the_tokenizer_cuts_is_one_party() -> None:
    assert len(code("The SPLM/A attacked a village.")[0].actors) == 1


def test_what_happens_meanwhile_concerns_somebody_else() -> None:
    found = recipients("Norway eased a curfew as authorities in Peru arrested monks.")
    assert not any("Peru" in r for r in found)


def test_ethnic_fighters_are_not_their_namesakes_of_a_state() -> None:
    [event, *_] = code("Ethnic Albanian guerrillas killed three soldiers.")
    assert event.actors[0].country is None
