"""The atlas: which place a noun phrase stands for, and which stand beside a word."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from truceline.language import Parsed, parse
from truceline.mentions.atlas import Atlas, capital_of
from truceline.mentions.places import find_places
from truceline.records import Article, Published


def read(text: str, published: str = "2017-09-14") -> tuple[Parsed, Atlas]:
    given = Published(value=published, precision="day", basis="given")
    parsed = parse(Article(id="a", source="test", text=text, published=given))
    return parsed, Atlas(parsed, find_places(parsed))


def last(parsed: Parsed, word: str) -> Token:
    return [t for t in parsed.doc if t.text == word][-1]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Talks were held in the Kazakh capital.", "capital", "Astana"),
        ("Talks began in the capital of Ethiopia.", "capital", "Addis Ababa"),
        ("Ships reached the Red Sea port of Hodeidah.", "port", "Hodeidah"),
        ("Soldiers shelled the town of Terter.", "town", "Terter"),
        ("Shells hit the southern suburbs of Tripoli.", "suburbs", "Tripoli"),
        ("They fled to Idlib province.", "province", "Idlib"),
        ("They fled to Idlib province. Many live in the province.", "province", "Idlib"),
        ("In Goma, residents fled. The city has been calm.", "city", "Goma"),
        ("Sudan is at war. Other parts of the country are calm.", "parts", "Sudan"),
        ("Tigrayan fighters will disarm. Aid will reach the region.", "region", "Tigray"),
        ("Syrian rebels left Homs. They moved on the capital.", "capital", "Damascus"),
    ],
)
def test_a_noun_phrase_stands_for_a_place(text, word, name):
    parsed, atlas = read(text)
    place = atlas.at(last(parsed, word))
    assert place is not None
    assert place.name == name


def test_the_city_is_the_one_that_was_presented_as_one():
    parsed, atlas = read(
        "They agreed on a truce in the port of Hodeidah, after talks outside Stockholm."
        " Both sides will withdraw from the city."
    )
    assert [p.name for p in atlas.on(last(parsed, "withdraw"), ("from",))] == ["Hodeidah"]


def test_a_capital_that_speaks_is_not_the_city():
    parsed, atlas = read("Leaders met in Minsk. Moscow said it would comply. They had met in the same city.")
    place = atlas.at(last(parsed, "city"))
    assert place is not None
    assert place.name == "Minsk"


@pytest.mark.parametrize(
    ("text", "word", "prepositions", "names"),
    [
        ("Clashes broke out in Homs and Hama.", "broke", ("in",), ["Homs", "Hama"]),
        ("They fled from villages around Goma.", "fled", ("from",), ["Goma"]),
        ("Talks resumed in Astana, Kazakhstan.", "resumed", ("in",), ["Astana"]),
        ("They went to camps in Chad, Niger and Cameroon.", "went", ("to",), ["Chad", "Niger", "Cameroon"]),
        ("Troops withdrew from Hodeidah to Sanaa.", "withdrew", ("to",), ["Sanaa"]),
    ],
)
def test_places_hang_on_a_word_by_their_prepositions(text, word, prepositions, names):
    parsed, atlas = read(text)
    assert [p.name for p in atlas.on(last(parsed, word), prepositions)] == names


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Rebels entered the capital.", "capital"),
        ("A province was lost.", "province"),
        ("Syrian troops advanced.", "troops"),
        ("Syrian troops advanced.", "Syrian"),
        ("The city fell.", "city"),
    ],
)
def test_is_silent_where_the_text_does_not_settle_the_place(text, word):
    parsed, atlas = read(text)
    assert atlas.at(last(parsed, word)) is None


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("KAZ", "1997-01-01", "Almaty"),
        ("KAZ", "2017-09-14", "Astana"),
        ("KAZ", "2020-06", "Nur-Sultan"),
        ("KAZ", None, "Astana"),
        ("MMR", "1999", "Yangon"),
        ("SYR", "2016", "Damascus"),
    ],
)
def test_a_capital_is_the_one_of_its_day(country, day, name):
    found = capital_of(country, day)
    assert found is not None
    assert found[0] == name


def test_a_state_that_few_recognise_has_a_capital_too():
    parsed, atlas = read("They died in the South Ossetian capital.")
    place = atlas.at(last(parsed, "capital"))
    assert place is not None
    assert place.name == "Tskhinvali"


def test_a_regions_capital_is_not_its_countrys():
    parsed, atlas = read("Fighting in Sudan spread. It reached the Tigrayan capital.")
    assert atlas.at(last(parsed, "capital")) is None
