"""Figures: what happened to how many, in agency style, in situation reports, in headlines and tables."""

from __future__ import annotations

import pytest

from truceline.language import parse
from truceline.mentions.scene import find_mentions
from truceline.records import Article, Figure
from truceline.registers import Reading
from truceline.registers.figures import find_figures


def figures(text: str) -> tuple[Figure, ...]:
    parsed = parse(Article(id="a", source="test", text=text))
    return find_figures(Reading(find_mentions(parsed)))


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("Some 45,000 people have fled the valley.", "displaced", 45000, "people"),
        ("A third of the town's 30,000 people have fled.", "displaced", 10000, "people"),
        ("Half of the 140,000 displaced are children.", "displaced", 140_000, "people"),
        ("One in three of its 90,000 residents was displaced.", "displaced", 30000, "people"),
        ("The number of displaced families stands at 349.", "displaced", 349, "households"),
        ("The number of displaced is now 4.1 million.", "displaced", 4_100_000, "people"),
        ("The fire forced the evacuation of 50 homes.", "evacuated", 50, "households"),
        ("Nine men have not been seen since the raid.", "missing", 9, "people"),
        ("Kenya is home to 400,000 refugees.", "hosted", 400_000, "people"),
        ("Militiamen set fire to 300 homes.", "housing destroyed", 300, "housing"),
        ("The fighting has displaced 1.2 million people.", "displaced", 1_200_000, "people"),
        ("About 900 families were driven from their homes.", "displaced", 900, "households"),
        ("The shelling forced 200,000 residents to flee.", "displaced", 200_000, "people"),
        ("12,300 individuals displaced by conflict in March", "displaced", 12300, "people"),
        ("Some 25,000 IDPs were counted in the district.", "displaced", 25000, "people"),
        ("the displacement of 310 families", "displaced", 310, "households"),
        ("The army evacuated 700 villagers.", "evacuated", 700, "people"),
        ("The fire prompted the evacuation of 80 families.", "evacuated", 80, "households"),
        ("Evacuated: 3,614", "evacuated", 3614, "people"),
        ("Some 289,000 residents were relocated.", "relocated", 289_000, "people"),
        ("About 4,000 people are sheltering in schools.", "sheltered", 4000, "people"),
        ("The quake left 15,000 homeless.", "homeless", 15000, "people"),
        ("Some 40 people lost their homes.", "homeless", 40, "people"),
        ("More than 300 families have returned to their villages.", "returned", 300, "households"),
        ("Kenya hosts 400,000 refugees.", "hosted", 400_000, "people"),
        ("Around 350 fighters were bussed to the north.", "transferred", 350, "people"),
        ("Shelling destroyed 120 houses.", "housing destroyed", 120, "housing"),
        ("91 homes damaged", "housing damaged", 91, "housing"),
        ("Nearly 60 homes were partially destroyed.", "housing damaged", 60, "housing"),
        ("Gunmen killed six soldiers.", "killed", 6, "people"),
        ("The war has claimed 90,000 lives.", "killed", 90000, "people"),
        ("The conflict has claimed the lives of 13,000 people.", "killed", 13000, "people"),
        ("The death toll rose to 43.", "killed", 43, "people"),
        ("Officials revised the death toll from 14 to 18.", "killed", 18, "people"),
        ("Officials raised the death toll from 9 to 12.", "killed", 12, "people"),
        ("The number of dead was raised from nine to twelve.", "killed", 12, "people"),
        ("The number of dead rose from 9 to 12.", "killed", 12, "people"),
        ("About 150 bodies were recovered from the rubble.", "killed", 150, "people"),
        ("The clashes left 30 dead.", "killed", 30, "people"),
        ("Partners recorded 47 deaths.", "killed", 47, "people"),
        ("A policeman was killed.", "killed", 1, "people"),
        ("The blast injured 23 others.", "injured", 23, "people"),
        ("Five people were reported missing.", "missing", 5, "people"),
        ("Police arrested 150 protesters.", "detained", 150, "people"),
        ("Militants kidnapped 110 schoolgirls.", "abducted", 110, "people"),
        ("Rebels took 12 aid workers hostage.", "abducted", 12, "people"),
    ],
)
def test_a_counted_effect_is_a_figure(text, kind, value, unit):
    [found] = figures(text)
    assert (found.kind, found.value, found.unit) == (kind, value, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The raid killed two people and wounded 11.", [("killed", 2), ("injured", 11)], id="two-verbs"
        ),
        pytest.param(
            "Six men were killed and four others injured.",
            [("killed", 6), ("injured", 4)],
            id="ellipsis",
        ),
        pytest.param(
            "39 deaths, 17 missing, 412,000 relocated and 3.1 million people affected",
            [("killed", 39), ("missing", 17), ("relocated", 412_000)],
            id="a-list-gives-nothing-to-its-neighbour",
        ),
        pytest.param(
            "Some 1.9 million people were displaced in June, down from 2.1 million in March.",
            [("displaced", 1_900_000), ("displaced", 2_100_000)],
            id="down-from",
        ),
        pytest.param(
            "Nearly 2 million have fled, 785,000 of them to Uganda.",
            [("displaced", 2_000_000), ("displaced", 785_000)],
            id="of-them-with-a-place",
        ),
        pytest.param(
            "Two soldiers shot dead five protesters.", [("killed", 5)], id="who-kills-is-not-killed"
        ),
        pytest.param("Of those killed, 34 were civilians.", [("killed", 34)], id="a-part-of-those-killed"),
        pytest.param(
            "The raid killed 21 people, nine of them children.",
            [("killed", 21), ("killed", 9)],
            id="nine-of-them",
        ),
        pytest.param(
            "Displaced: 21,500 persons | Returned: 3,400 persons",
            [("displaced", 21500), ("returned", 3400)],
            id="labels-on-one-line",
        ),
        pytest.param(
            "Displaced people by district:\n- Gedaref: 8,450\n- Kassala: 2,110 people",
            [("displaced", 8450), ("displaced", 2110)],
            id="a-list-under-its-head",
        ),
        pytest.param(
            "Some 2,700 people (around 460 families) lost their homes.",
            [("homeless", 2700)],
            id="one-fact-in-two-units",
        ),
        pytest.param(
            "At least 14 people died on Monday. The ministry later revised the toll to 18.",
            [("killed", 18)],
            id="a-toll-revised-in-the-next-sentence",
        ),
        pytest.param(
            "The war has claimed 1,962 lives, said doctors, who raised the figure from 1,945.",
            [("killed", 1962)],
            id="the-figure-of-before",
        ),
        pytest.param(
            "Two policemen were killed and another was wounded.",
            [("killed", 2), ("injured", 1)],
            id="another",
        ),
        pytest.param(
            "Shelling destroyed 120 houses and damaged 300 more.",
            [("housing destroyed", 120), ("housing damaged", 300)],
            id="houses-go-on",
        ),
    ],
)
def test_each_number_has_an_effect_of_its_own(text, expected):
    assert [(f.kind, f.value) for f in figures(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Up to 10,000 people could be displaced.", id="hypothetical"),
        pytest.param("The government plans to evacuate 5,000 residents.", id="planned"),
        pytest.param("No one was hurt.", id="nobody"),
        pytest.param("The envoys met 12 ministers.", id="met"),
        pytest.param("Six camels were killed.", id="animals"),
        pytest.param("The army destroyed 12 tanks.", id="tanks"),
        pytest.param("Rebels freed 30 captives.", id="freed"),
        pytest.param("The siege has trapped 400,000 civilians.", id="trapped"),
        pytest.param("Over 300 leaders were killed or captured.", id="two-fates-one-number"),
        pytest.param("The clashes killed and wounded dozens.", id="killed-and-wounded"),
        pytest.param("Thousands of tourists left the beach for their hotels.", id="tourists"),
        pytest.param("Switzerland expelled two Russian diplomats.", id="expelled-diplomats"),
        pytest.param("Washington sent 10,000 troops to the border.", id="sent-troops"),
        pytest.param("The museum returned dozens of bronzes to Benin.", id="returned-things"),
        pytest.param("Eight arrest warrants were issued.", id="warrants"),
        pytest.param("Two hundred houses were flooded.", id="flooded"),
    ],
)
def test_is_silent_where_no_effect_is_stated(text):
    assert figures(text) == ()


def test_a_subset_is_no_figure_of_its_own():
    text = "Five people were wounded, two of them seriously."
    assert [f.value for f in figures(text)] == [5]
