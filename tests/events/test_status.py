"""Whether it happened: each sentence, the word asked about, and the status that a careful reader gives it."""

from __future__ import annotations

import pytest

from truceline.events.status import probe, status_of
from truceline.language import Parsed, parse
from truceline.mentions.scene import find_mentions
from truceline.records import Article, Published, Status

CASES: list[tuple[str, str, Status]] = [
    # said plainly, or taken for granted
    ("Rebels shelled the town.", "shelled", "asserted"),
    ("The minister said rebels had shelled the town.", "shelled", "asserted"),
    ("The army managed to enter the town.", "enter", "asserted"),
    ("The offensive forced thousands to flee.", "flee", "asserted"),
    ("He regretted that the army attacked the convoy.", "attacked", "asserted"),
    ("He did not regret that the army attacked the convoy.", "attacked", "asserted"),
    ("The army launched an assault on the port.", "assault", "asserted"),
    ("The president condemned the attack.", "attack", "asserted"),
    ("The rebels did not fail to attack.", "attack", "asserted"),
    ("The attack did not stop the talks.", "attack", "asserted"),
    ("It was the first town to fall.", "fall", "asserted"),
    ("They left because of the shelling.", "shelling", "asserted"),
    ("The rebels were forced to withdraw and to hand over their weapons.", "hand", "asserted"),
    # not so
    ("The army did not attack the town.", "attack", "negated"),
    ("No side signed the accord.", "signed", "negated"),
    ("The rebels have yet to sign the accord.", "sign", "negated"),
    ("The army failed to enter the town.", "enter", "negated"),
    ("The rebels refused to lay down their arms.", "lay", "negated"),
    ("Peacekeepers prevented the militia from entering the camp.", "entering", "negated"),
    ("The truce averted an assault on the port.", "assault", "negated"),
    ("They left without signing the text.", "signing", "negated"),
    ("The two sides nearly signed a deal.", "signed", "negated"),
    ("The government no longer attacks the town.", "attacks", "negated"),
    ("There was no attack on the town.", "attack", "negated"),
    ("The army did not launch an assault.", "assault", "negated"),
    # to come
    ("The ministers will meet in Geneva.", "meet", "planned"),
    ("Ministers to meet in Geneva.", "meet", "planned"),
    ("The ministers are to meet in Geneva.", "meet", "planned"),
    ("Moscow agreed to withdraw its troops.", "withdraw", "planned"),
    ("Moscow agreed to pull back and release the prisoners.", "release", "planned"),
    ("The minister said it would withdraw its troops.", "withdraw", "planned"),
    ("The army is preparing to storm the town.", "storm", "planned"),
    ("The talks are expected to resume.", "resume", "planned"),
    ("The planned withdrawal angered the rebels.", "withdrawal", "planned"),
    ("The army is going to attack the town.", "attack", "planned"),
    ("The army is about to attack the town.", "attack", "planned"),
    ("Envoys flew to Cairo to discuss the truce.", "discuss", "planned"),
    ("The court ordered the army to release the prisoners.", "release", "planned"),
    ("Their plan to attack the port is known.", "attack", "planned"),
    # open
    ("Moscow may withdraw its troops.", "withdraw", "hypothetical"),
    ("If the talks fail, the army will attack.", "fail", "hypothetical"),
    ("Unless the rebels withdraw, the talks will end.", "withdraw", "hypothetical"),
    ("The army threatened to attack the town.", "attack", "hypothetical"),
    ("Aid workers fear another assault on the town.", "assault", "hypothetical"),
    ("Diplomats hope for a ceasefire.", "ceasefire", "hypothetical"),
    ("They fear that the army will attack.", "attack", "hypothetical"),
    ("The council is considering sanctions.", "sanctions", "hypothetical"),
    ("The council discussed possible sanctions.", "sanctions", "hypothetical"),
    ("An alleged attack set off the dispute.", "attack", "hypothetical"),
    ("It is unclear whether the rebels withdrew.", "withdrew", "hypothetical"),
    ("Did the army attack the town?", "attack", "hypothetical"),
    ("The rebels tried to seize the bridge.", "seize", "hypothetical"),
    ("There is a risk of renewed fighting.", "fighting", "hypothetical"),
    ("The envoy warned of a new war.", "war", "hypothetical"),
    # wanted
    ("The envoy urged both sides to stop fighting.", "stop", "called_for"),
    ("The council called for a ceasefire.", "ceasefire", "called_for"),
    ("Turkey demanded the withdrawal of the militia.", "withdrawal", "called_for"),
    ("The militia must withdraw.", "withdraw", "called_for"),
    ("She insisted that he withdraw.", "withdraw", "called_for"),
    ("The envoy asked the army to open the road.", "open", "called_for"),
    # said not to be so
    ("The army denied that it had shelled the camp.", "shelled", "denied"),
    ("The army denied shelling the camp.", "shelling", "denied"),
    ("The militia denied any attack on the camp.", "attack", "denied"),
    # before
    ("Rebels had seized the town.", "seized", "historical"),
    ("An earlier ceasefire lasted two days.", "ceasefire", "historical"),
    ("Previous agreements were broken.", "agreements", "historical"),
]


@pytest.fixture(scope="module")
def parsed() -> list[Parsed]:
    return [parse(Article(id=str(i), source="test", text=text)) for i, (text, _, _) in enumerate(CASES)]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{w}-{s}: {t}" for t, w, s in CASES])
def test_the_words_above_a_predicate_decide_whether_it_happened(number: int, parsed: list[Parsed]) -> None:
    _, word, status = CASES[number]
    token = next(t for t in parsed[number].doc if t.text == word)
    assert status_of(token, parsed[number])[0] == status


def test_every_status_but_a_plain_statement_has_a_reason_that_points_at_its_words(
    parsed: list[Parsed],
) -> None:
    for (text, word, status), one in zip(CASES, parsed, strict=True):
        found, why = status_of(next(t for t in one.doc if t.text == word), one)
        if found == status and status != "asserted":
            assert why, text
        for reason in why:
            assert reason.words is None or text[reason.start : reason.end] == reason.words


def test_a_probe_is_answered_at_each_place_that_was_asked_about() -> None:
    text = "Rebels refused to withdraw."
    found = probe(parse(Article(id="a", source="test", text=text, probe=((7, 14), (18, 26)))))
    assert [(text[p.start : p.end], p.status) for p in found] == [
        ("refused", "asserted"),
        ("withdraw", "negated"),
    ]


DATED: list[tuple[str, str, Status]] = [
    ("In 2016 the army stormed the port.", "stormed", "historical"),
    ("The government's 2016 assault on the port is remembered.", "assault", "historical"),
    ("The army stormed the port on Tuesday.", "stormed", "asserted"),
    ("In 2016 the army stormed the port. The rebels fled to the hills.", "fled", "historical"),
    ("In 2016 the army stormed the port. The rebels fled on Tuesday.", "fled", "asserted"),
    ("Thousands died in May 2014, when the army shelled the port.", "shelled", "historical"),
    ("By January 2015 rebels had taken the port and besieged the town.", "besieged", "historical"),
    ("The truce of May 2016 collapsed this week.", "collapsed", "asserted"),
    ("The army has shelled the port since 2016.", "shelled", "asserted"),
]


@pytest.mark.parametrize("text, word, status", DATED, ids=[d[0] for d in DATED])
def test_an_old_date_makes_background_of_what_it_dates(text: str, word: str, status: Status) -> None:
    published = Published(value="2020-05-14", precision="day", basis="given")
    scene = find_mentions(parse(Article(id="a", source="test", text=text, published=published)))
    token = next(t for t in scene.parsed.doc if t.text == word)
    assert status_of(token, scene.parsed, scene.calendar)[0] == status


def test_without_a_date_of_publication_nothing_is_old() -> None:
    scene = find_mentions(parse(Article(id="a", source="test", text="In 2016 the army stormed the port.")))
    token = next(t for t in scene.parsed.doc if t.text == "stormed")
    assert status_of(token, scene.parsed, scene.calendar)[0] == "asserted"
