"""Casualties as records: where, since when, and what is the same fact told again."""

from __future__ import annotations

import pytest

from truceline.language import parse
from truceline.mentions.scene import find_mentions
from truceline.records import Article, Casualty, Published
from truceline.registers.casualties import find_casualties
from truceline.registers.reading import Reading

FRIDAY = Published(value="2019-03-08", precision="day", basis="given")


def casualties(text: str) -> tuple[Casualty, ...]:
    article = Article(id="a", source="test", text=text, published=FRIDAY)
    return find_casualties(Reading(find_mentions(parse(article))))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("Gunmen killed six soldiers near Mosul.", "Mosul", id="own-clause"),
        pytest.param("The army shelled the town of Terter, killing two.", "Terter", id="what-was-shelled"),
        pytest.param("A bombing near Baghdad killed six people.", "Baghdad", id="the-attack"),
        pytest.param("A bombing in Baghdad that killed six was condemned.", "Baghdad", id="relative"),
        pytest.param("Six people died when shells hit a market in Aden.", "Aden", id="when-clause"),
        pytest.param("Jets bombed Aden, and six soldiers died.", "Aden", id="clause-before"),
        pytest.param("Rebels stormed Aden on Sunday. Six soldiers died there.", "Aden", id="there"),
        pytest.param("The toll from a bombing in Aden has risen to six.", "Aden", id="toll-of-an-attack"),
        pytest.param("A bomb tore through a hotel in Aden, killing six.", "Aden", id="through-a-hotel"),
        pytest.param("In Aden, doctors said that six men had died.", "Aden", id="what-opens-a-sentence"),
        pytest.param("Six soldiers were killed near Mbalavala.", "Mbalavala", id="a-name-of-no-gazetteer"),
        pytest.param("Six soldiers were killed.", None, id="nowhere"),
        pytest.param("Six soldiers from Chad were killed.", None, id="whence-they-came-is-not-where"),
    ],
)  # fmt: skip
def test_a_casualty_has_the_place_of_the_attack(text, place):
    [found] = [c for c in casualties(text) if c.value in (2, 6)]
    assert (found.place.name if found.place else None) == place


def test_a_number_without_a_clause_goes_on_with_the_one_before():
    asserted = casualties("The government says 5,000 people died. Rights groups put the figure at 12,000.")
    assert [(c.kind, c.value) for c in asserted] == [("killed", 5000), ("killed", 12000)]


def test_a_list_of_the_dead_is_one_record_each():
    text = "The raid left 12 policemen, 30 militants and a dozen villagers dead."
    assert [c.value for c in casualties(text)] == [12, 30, 12]


def test_a_toll_told_again_is_one_record():
    text = "The blast killed 85 people. The attack, which killed 85 people, was condemned."
    assert [c.value for c in casualties(text)] == [85]


def test_the_same_small_number_of_others_is_another_record():
    text = "A mine killed two soldiers near Mosul. In Basra two journalists were killed."
    assert [c.place.name for c in casualties(text)] == ["Mosul", "Basra"]


@pytest.mark.parametrize(
    "text",
    [
        "More than 100 people are feared dead.",
        "Up to 50 people may have drowned.",
        "Rebels denied killing 14 villagers.",
        "The siege could kill 300 people.",
        "The blast was the deadliest since 2004.",
        "The army freed 30 captives.",
    ],
)
def test_is_silent_where_no_harm_is_told_as_a_fact(text):
    assert casualties(text) == ()
