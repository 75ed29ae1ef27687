"""Places: which words name one, which do not, and which place of that name is meant."""

from __future__ import annotations

import pytest

from truceline.codebook import Codebook
from truceline.language import parse
from truceline.mentions.actors import find_actors
from truceline.mentions.gazetteer import distance, folded, gazetteer
from truceline.mentions.places import find_places
from truceline.records import Article, Place


def places(text: str) -> tuple[Place, ...]:
    parsed = parse(Article(id="a", source="test", text=text))
    return find_places(parsed, find_actors(parsed))


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [(p.text, p.name, p.country) for p in places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clashes broke out in Homs and Hama.", [("Homs", "Homs", "SYR"), ("Hama", "Hama", "SYR")]),
        ("Shells fell on the town of Terter.", [("Terter", "Terter", "AZE")]),
        ("Insurgents overran Chibok at dawn.", [("Chibok", "Chibok", "NGA")]),
        ("The vessel left Hodeidah on Monday.", [("Hodeidah", "Hodeidah", "YEM")]),
        ("The front at Deir ez-Zor did not move.", [("Deir ez-Zor", "Deir ez-Zor", "SYR")]),
        ("Two men from Goma, 31 and 40, were held.", [("Goma", "Goma", "COD")]),
        ("Ghana-based monitors arrived in Gao.", [("Ghana", "Ghana", "GHA"), ("Gao", "Gao", "MLI")]),
        ("Boats cross the Litani River by night.", [("Litani River", "Litani", "LBN")]),
        ("Tankers wait in the Strait of Hormuz.", [("Strait of Hormuz", "Strait of Hormuz", None)]),
        ("Fighting resumed in Nagorno-Karabakh.", [("Nagorno-Karabakh", "Nagorno-Karabakh", "AZE")]),
        ("The envoy flew to Darfur.", [("Darfur", "Darfur", "SDN")]),
        ("JUBA, Sudan - Guns fell silent.", [("JUBA", "Juba", "SSD"), ("Sudan", "Sudan", "SDN")]),
    ],
)  # fmt: skip
def test_a_place_is_found_by_name_and_company(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("A Kenyan patrol was hit.", "Kenyan", "KEN"),
        ("The U.S. envoy left.", "U.S.", "USA"),
        ("China abstained.", "China", "CHN"),
        ("The US and Britain voted against it.", "Britain", "GBR"),
    ],
)
def test_adjectives_and_short_names_of_countries_are_toponyms(text, word, country):
    [place] = [p for p in places(text) if p.text == word]
    assert (place.country, place.kind) == (country, "country")


def test_a_european_is_no_mine():
    [place] = places("The European envoy left.")
    assert (place.name, place.kind, place.geonameid) == ("Europe", "area", 6255148)


@pytest.mark.parametrize(
    ("text", "word", "region"),
    [
        ("He lived in Long Beach, CA, until 1990.", "Long Beach", "California"),
        ("She was born in Bangor, Maine.", "Bangor", "Maine"),
        ("A shop in Paris, Texas, burned.", "Paris", "Texas"),
        ("The rally in Lebanon, Pa., was calm.", "Lebanon", "Pennsylvania"),
        ("Police in Birmingham, Alabama, said so.", "Birmingham", "Alabama"),
        ("In Atlanta, Georgia officials counted ballots.", "Atlanta", "Georgia"),
    ],
)
def test_the_state_after_the_comma_settles_the_town(text, word, region):
    [place] = [p for p in places(text) if p.text == word]
    assert (place.region, place.kind) == (region, "city")


@pytest.mark.parametrize(
    ("text", "word", "name", "kind"),
    [
        ("People fled Idlib province.", "Idlib", "Idlib", "region"),
        ("They met in Idlib.", "Idlib", "Idlib", "city"),
        ("The governor of Oklahoma declined.", "Oklahoma", "Oklahoma", "region"),
        ("Clashes in Kandahar and Helmand provinces went on.", "Kandahar", "Kandahar", "region"),
        ("Talks opened in New York.", "New York", "New York", "city"),
        ("Washington and Beijing agreed to meet.", "Washington", "Washington", "city"),
    ],
)
def test_the_kind_of_place_is_stated(text, word, name, kind):
    [place] = [p for p in places(text) if p.text == word]
    assert (place.name, place.kind) == (name, kind)


def test_the_company_of_other_places_settles_a_name():
    assert ("Tripoli", "Tripoli", "LBN") in found("Lebanon's army deployed in Tripoli and Sidon on Monday.")
    assert ("Tripoli", "Tripoli", "LBY") in found("A convoy left Tripoli for Misrata in Libya.")
    assert ("Georgia", "Georgia", "GEO") in found("Tbilisi was calm as Georgia debated the bill.")


@pytest.mark.parametrize("city", ["Geneva", "Vienna", "Athens", "Cairo", "Panama City", "Naples", "Florence"])
def test_an_american_envoy_does_not_move_a_city_to_america(city):
    [place] = [
        p for p in places(f"An American envoy met rebel leaders in {city} on Monday.") if p.text == city
    ]
    assert place.country != "USA"


def test_a_namesake_beside_a_town_is_the_near_one():
    text = "The fire was in Edmonton, south of Cairns, in Queensland."
    assert ("Edmonton", "Edmonton", "AUS") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Peterson praised the king.",
        "President Abraham Lincoln signed it.",
        "Paris Hilton arrived late.",
        "Mr. Houston denied it.",
        "The New York Times reported it.",
        "He moved to Church Street last year.",
        "They signed the Geneva Conventions.",
        "She answered in Turkish.",
        "The ambassador met assad supporters.",
        "Can you hear the shelling?",
        "A Molotov cocktail was thrown.",
        "According to Xinhua, nobody was hurt.",
        "The White House said it was concerned.",
        "The talks were long, and nobody smiled.",
    ],
)
def test_is_silent_where_no_place_is_named(text):
    assert found(text) == []


def test_a_person_seen_once_by_full_name_is_a_person_throughout():
    text = "Denzel Houston spoke first. Houston said that the truce would hold."
    assert found(text) == []


def test_an_institution_is_a_place_only_where_the_words_say_where():
    assert found("Protesters gathered outside the White House.") == [("White House", "White House", "USA")]


def test_one_unknown_name_does_not_empty_the_list():
    text = "Shells hit the villages of Kafr Zunar and Rastan in Syria."
    assert [p.text for p in places(text)][-2:] == ["Rastan", "Syria"]


def test_an_unknown_place_has_no_point_of_its_own():
    [place] = [p for p in places("They reached the village of Zurabkala on foot.") if "Zurab" in p.text]
    assert (place.lat, place.lon, place.geonameid, place.kind) == (None, None, None, "city")


def test_a_spot_in_a_town_has_the_towns_point_and_says_that_it_is_a_spot():
    [town, spot] = places("A car bomb hit Mogadishu's Hamar Weyne district.")
    assert (spot.lat, spot.lon, spot.kind) == (town.lat, town.lon, "site")


def test_offsets_point_into_the_text():
    text = "Troops moved from Bria to Bangui, the capital of the Central African Republic."
    for place in places(text):
        assert text[place.start : place.end] == place.text


@pytest.mark.parametrize(
    ("name", "key"),
    [("Al-Ḩudaydah", "al hudaydah"), ("St. Mary’s", "saint marys"), ("Đà Nẵng", "da nang"), ("Łódź", "lodz")],
)
def test_names_are_compared_without_case_accents_and_hyphens(name, key):
    assert folded(name) == key


def test_the_gazetteer_holds_towns_regions_countries_and_waters():
    kinds = {
        c.site.kind for n in ("Goma", "Idlib", "Sudan", "Red Sea", "Darfur") for c in gazetteer().find(n)
    }
    assert {"city", "region", "country", "water", "area"} <= kinds


def test_two_towns_are_as_far_apart_as_they_are():
    goma, bukavu = (gazetteer().find(n)[0].site for n in ("Goma", "Bukavu"))
    assert 85 < distance(goma, bukavu) < 115


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A patrol came under fire at Lefouma, north of Ziguinchor.", "Lefouma"),
        ("Fighters burned 340 huts in Kabizora, near Goma.", "Kabizora"),
        ("People left Goma for Drodrona.", "Drodrona"),
    ],
)
def test_a_village_that_nobody_knows_is_a_place_by_its_preposition(text, word):
    [place] = [p for p in places(text) if p.text == word]
    assert (place.lat, place.geonameid) == (None, None)


@pytest.mark.parametrize(
    "text", ["He believes in Kalifon.", "She works at Zumtobel.", "They spoke in Kirundi."]
)
def test_not_every_name_after_a_preposition_is_a_village(text):
    assert found(text) == []


def test_a_small_namesake_abroad_is_not_taken_for_a_village_at_home():
    [place] = [p for p in places("In Ituri, Congo, gunmen entered Bule by night.") if p.text == "Bule"]
    assert (place.country, place.lat) == (None, None)


def test_a_users_own_places_are_found(tmp_path):
    folder = tmp_path / "places"
    folder.mkdir()
    (folder / "additions.yaml").write_text(
        "about: {holds: Ours, sources: [us], known_gaps: []}\n"
        "entries:\n  - {name: Camp Alpha Nine, kind: site, country: SYR, lat: 35.1, lon: 38.2}\n"
    )
    parsed = parse(Article(id="a", source="test", text="Monitors returned to Camp Alpha Nine."))
    [place] = find_places(parsed, (), Codebook((tmp_path,)))
    assert (place.name, place.kind, place.country, place.lat) == ("Camp Alpha Nine", "site", "SYR", 35.1)
