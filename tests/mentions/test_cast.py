"""Cast: which parties a phrase, a pronoun or "both sides" stands for, and who stays nobody."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from truceline.language import Parsed, parse
from truceline.mentions.actors import find_actors
from truceline.mentions.cast import Cast
from truceline.records import Article, Published


def stage(text: str, published: str | None = None) -> tuple[Parsed, Cast]:
    given = Published(value=published, precision="day", basis="given") if published else None
    parsed = parse(Article(id="a", source="test", text=text, published=given))
    return parsed, Cast(parsed, find_actors(parsed))


def word(parsed: Parsed, text: str) -> Token:
    """The last token with this text."""
    return next(t for t in reversed(parsed.doc) if t.text == text)


def who(text: str, head: str) -> list[str]:
    parsed, cast = stage(text)
    return [a.name for a in cast.who(word(parsed, head))]


def parties(text: str) -> list[str]:
    return [a.name for a in stage(text)[1].parties]


SIGNED = "Sri Lanka's government and the Tamil Tigers signed a truce in Oslo on Monday. "
LTTE = "Liberation Tigers of Tamil Eelam"


@pytest.mark.parametrize(
    ("text", "head", "names"),
    [
        pytest.param(
            "Envoys of Chad, Niger and Mali signed.", "Chad", ["Chad", "Niger", "Mali"], id="coordination"
        ),
        pytest.param("Chad, which shelters them, left.", "which", ["Chad"], id="relative"),
        pytest.param(
            "Chad and Niger, which back the rebels, left.", "which", ["Chad", "Niger"], id="relative-plural"
        ),
        pytest.param("Idriss Deby, whose country hosts them, left.", "country", ["Chad"], id="whose-country"),
        pytest.param("Chad, whose troops fight there, left.", "troops", ["Chad's troops"], id="whose-troops"),
        pytest.param("Chad withdrew its troops.", "troops", ["Chad's troops"], id="its-troops"),
        pytest.param(
            "Delegations of Chad and Niger left.", "Delegations", ["Chad", "Niger"], id="delegations"
        ),
        pytest.param(
            "Chadian and Libyan troops met.", "troops", ["Chad's troops", "Libya's troops"], id="two-armies"
        ),
        pytest.param("The regional bloc IGAD met.", "bloc", ["IGAD"], id="apposition-without-a-comma"),
        pytest.param(
            "Leaders of North and South Korea met.", "Leaders", ["North Korea", "South Korea"], id="koreas"
        ),
        pytest.param(
            "Turkey shut the border after the country was shelled.", "country", ["Turkey"], id="country"
        ),
        pytest.param("A neighbour, Kenya, left.", "neighbour", ["Kenya"], id="apposition"),
        pytest.param("Dozens of protesters left.", "Dozens", ["protesters"], id="partitive"),
        pytest.param("It barred Emmanuel Macron, Ann Lund and Tom Berg.", "Berg", ["Tom Berg"], id="joined"),
        pytest.param(
            "Reliable Kalar Telecom sued Chad.", "Telecom", ["Reliable Kalar Telecom"], id="stranger"
        ),
    ],
)
def test_a_phrase_stands_for_its_party(text, head, names):
    assert who(text, head) == names


@pytest.mark.parametrize(
    ("text", "head", "names"),
    [
        pytest.param("The two sides will meet again.", "sides", ["Sri Lanka", LTTE], id="two-sides"),
        pytest.param("Both delegations left.", "delegations", ["Sri Lanka", LTTE], id="both-delegations"),
        pytest.param("The parties blamed each other.", "other", ["Sri Lanka", LTTE], id="each-other"),
        pytest.param("They will meet again.", "They", ["Sri Lanka", LTTE], id="they"),
        pytest.param("The rebels denied it.", "rebels", [LTTE], id="the-rebels"),
        pytest.param("The government denied it.", "government", ["Sri Lanka"], id="the-government"),
        pytest.param("The army denied it.", "army", ["Sri Lanka's army"], id="the-army"),
        pytest.param("Commanders of the two sides met.", "Commanders", ["Sri Lanka", LTTE], id="officers"),
        pytest.param("The movement denied it.", "movement", [LTTE], id="the-movement"),
        pytest.param("Both leaders smiled.", "leaders", ["Sri Lanka", LTTE], id="both-leaders"),
        pytest.param("Rebels shelled a town.", "Rebels", [LTTE], id="rebels-without-an-article"),
        pytest.param(
            "The government's troops left.", "troops", ["Sri Lanka's troops"], id="government-troops"
        ),
        pytest.param("India said it welcomed the truce.", "it", ["India"], id="speaker-inside-speech"),
        pytest.param('"We are ready," said Erik Solheim.', "We", ["Erik Solheim"], id="we"),
        pytest.param("Thabo Mbeki arrived. He met nobody.", "He", ["Thabo Mbeki"], id="he"),
        pytest.param(
            "Iran and rebel groups, both of whom left, lost the war.",
            "both",
            ["Iran", "rebel groups"],
            id="both",
        ),
    ],
)
def test_a_word_that_names_nobody_is_resolved_in_its_article(text, head, names):
    assert who(SIGNED + text, head) == names


@pytest.mark.parametrize(
    ("text", "head"),
    [
        pytest.param("The truce was broken. It lasted a day.", "It", id="it-is-the-truce"),
        pytest.param("India welcomed the truce. It was clear that guns would return.", "It", id="expletive"),
        pytest.param("India denied it.", "it", id="what-is-denied"),
        pytest.param("He said so.", "He", id="nobody-before"),
        pytest.param(
            "Chadian politicians met. They put their names to it.", "it", id="it-reaches-to-subjects"
        ),
        pytest.param("The two sides met.", "sides", id="no-parties"),
        pytest.param("The box fell from the table.", "box", id="a-thing"),
        pytest.param("They met in Geneva on Friday.", "Friday", id="a-day"),
        pytest.param("Shells hit the town of Kalarabad.", "town", id="a-place"),
        pytest.param("Talks opened in Astana, Kazakhstan.", "Astana", id="a-place-and-its-state"),
    ],
)
def test_stays_silent_where_nobody_can_be_meant(text, head):
    assert who(text, head) == []


def test_the_rebels_stay_unresolved_where_two_groups_could_be_meant():
    text = "Chad, the FARC and the ELN signed a truce. The rebels left."
    assert who(text, "rebels") == ["rebels"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yemen's government and Houthi rebels signed a truce.", ["Yemen", "Houthis"]),
        ("Israel and the Palestinian militant group Hamas signed a truce.", ["Israel", "Hamas"]),
        ("Sudan's army and paramilitary forces clashed.", ["Sudan's army", "paramilitary forces"]),
        ("Chad and the FARC signed a truce.", ["Chad", "FARC"]),
        ("Chad resumed talks with the FARC.", ["Chad", "FARC"]),
        (
            "Armenia's prime minister, Nikol Pashinyan, and Ilham Aliyev are due to meet.",
            ["Armenia", "Azerbaijan"],
        ),
        ("Colombia agreed a deal with the largest rebel group. The FARC left.", ["Colombia", "FARC"]),
        ("Nikol Pashinyan and Ilham Aliyev met in Brussels.", ["Armenia", "Azerbaijan"]),
        ("Georgia and the Russians signed a truce.", ["Georgia", "Russia"]),
        ("A war between Chad and Libya ended.", ["Chad", "Libya"]),
        ("Chad and Libya agreed to a truce that Algeria and Egypt brokered.", ["Chad", "Libya"]),
        ("Kenya's envoy met the UN envoy. Chad accused the FARC of shelling a town.", ["Chad", "FARC"]),
        ("Opposition nationalists accused the government of treason.", []),
        ("Pakistan and India restored a truce that the Emirates brokered.", ["Pakistan", "India"]),
        ("NATO and Yugoslav generals signed an accord.", ["NATO", "Serbia"]),
        ("Residents and journalists met.", []),
        ("The UN and the African Union met.", []),
    ],
)
def test_main_parties_are_those_who_fight_or_make_peace(text, names):
    assert parties(text) == names


@pytest.mark.parametrize(
    ("text", "day", "principal"),
    [
        ("Martin Griffiths left.", "2019-01-01", "United Nations"),
        ("Emmanuel Macron left.", "2019-01-01", "France"),
        ("UN envoy Tove Lind left.", None, "United Nations"),
        ("Norwegian envoy Tove Lind left.", None, "Norway"),
        ("Tove Lind, the IGAD envoy, left.", None, "IGAD"),
    ],
)
def test_a_person_speaks_for_a_principal(text, day, principal):
    _, cast = stage(text, day)
    [person] = [a for a in cast.actors if a.kind == "person"]
    assert cast.principal(person).name == principal


def test_a_phrase_that_nobody_knows_can_be_named_by_its_words():
    parsed, cast = stage("The angry fruit sellers left.")
    assert cast.by_text(word(parsed, "sellers")).text == "angry fruit sellers"


@pytest.mark.parametrize(
    "text", ["", "They.", "both each other", "whose who which", "of of of", "Chad and and Niger"]
)
def test_every_word_of_any_text_can_be_asked_about(text):
    parsed, cast = stage(text)
    for token in parsed.doc:
        assert all(a.start < a.end for a in cast.who(token))
