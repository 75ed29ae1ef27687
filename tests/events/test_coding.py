"""Events of whole articles: who and to whom, the words that say it, and what each rests on."""

from __future__ import annotations

import pytest

from truceline.codebook import SHIPPED
from truceline.events import find_attributions, find_events
from truceline.language import parse
from truceline.mentions.scene import find_mentions
from truceline.records import Article, Block, Event, Published


def code(text: str, *, caption: bool = False) -> tuple[Event, ...]:
    kind = "caption" if caption else "paragraph"
    block = Block(kind=kind, text=text, start=0, end=len(text))
    parsed = parse(Article(id="t", source="t", text=text, blocks=(block,)))
    scene = find_mentions(parsed)
    return find_events(parsed, scene, SHIPPED, find_attributions(parsed, SHIPPED))[0]


def sides(event: Event) -> tuple[list[str], list[str]]:
    return [a.text for a in event.actors], [r.text for r in event.recipients]


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Norway lifted sanctions imposed on Peru.", "Norway", "Peru"),
        ("President Torres was arrested by police in Mali.", "police", "President Torres"),
        ("Norway's attack on Peru killed 12 people.", "Norway", "people"),
        ("Norway sent 300 troops to help Peru.", "Norway", "Peru"),
        ("Norway returned the trawler to Peru.", "Norway", "Peru"),
        ("Peru received aid from Norway.", "Norway", "Peru"),
        ("Norway came under attack from Peru.", "Peru", "Norway"),
        ("Norway said it would attack Peru.", "Norway", "Peru"),
        ("Norway, which borders Peru, expelled the ambassador of Cuba.", "Norway", "Cuba"),
    ],
)
def test_it_says_who_did_it_and_to_whom(text: str, actor: str, recipient: str) -> None:
    actors, recipients = sides(code(text)[0])
    assert any(actor in a for a in actors), actors
    assert any(recipient in r for r in recipients), recipients


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Peru met in Lisbon.",
        "Norway and Peru signed a treaty.",
        "Talks between Norway and Peru opened.",
    ],
)
def test_what_two_do_together_has_both_on_both_sides(text: str) -> None:
    event = code(text)[0]
    actors, recipients = sides(event)
    assert actors == ["Norway", "Peru"]
    assert recipients in (["Norway", "Peru"], [])


def test_troops_that_are_sent_are_no_recipient() -> None:
    _, recipients = sides(code("Norway withdrew its troops from Mali.")[0])
    assert recipients == ["Mali"]


def test_an_event_carries_its_type_mode_code_score_and_contexts() -> None:
    event = code("The Norwegian army bombarded villages in Peru with artillery.")[0]
    assert (event.id, event.type, event.mode, event.quad) == (
        "e1",
        "ASSAULT",
        "heavy-weapons",
        "material conflict",
    )
    assert (event.cameo, event.score) == ("194", -10.0)
    assert "military" in event.contexts


def test_agreeing_to_aid_is_agree_with_the_mode_aid_and_planned() -> None:
    event = code("Norway will send food to Peru.")[0]
    assert (event.type, event.mode, event.status) == ("AGREE", "aid", "planned")


def test_evidence_is_the_clause_and_points_into_the_text() -> None:
    text = "Norway lifted sanctions on Peru, and Kenya expelled the envoy of Cuba."
    events = code(text)
    assert len(events) == 2
    for event in events:
        assert text[event.evidence.start : event.evidence.end] == event.evidence.text
        assert len(event.evidence.text) <= 400
    assert "Kenya" not in events[0].evidence.text


def test_an_event_without_a_date_has_none() -> None:
    assert code("Norway lifted sanctions on Peru.")[0].date is None


def test_who_says_so_is_kept() -> None:
    event = code("Norway released the prisoners, the Red Cross said.")[0]
    assert event.attribution is not None
    assert event.attribution.cue == "said"


def test_why_names_the_frame_with_its_words() -> None:
    reason = code("Norway lifted sanctions on Peru.")[0].why[0]
    assert reason.rule.startswith("frame:concede")
    assert reason.words == "lifted"


@pytest.mark.parametrize("text", ["", "Norway.", "The meeting hall has 40 seats.", "!!! ???"])
def test_it_stays_silent_on_a_text_without_events(text: str) -> None:
    assert code(text) == ()


def test_a_verb_kept_silent_is_said_with_the_rule_that_silences_it():
    parsed = parse(Article(id="t", source="t", text="He said he was considering sanctions on Mali."))
    events, silent = find_events(parsed, find_mentions(parsed))
    assert events == ()
    assert [(s.stage, s.evidence.text) for s in silent] == [
        ("events", "he was considering sanctions on Mali")
    ]
    assert silent[0].reason


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway accused Peru of shelling a village.", ["ACCUSE"]),
        ("Norway and Peru met in Lisbon to discuss an attack.", ["CONSULT"]),
        ("Norway repeated its demand that Peru release the prisoners.", ["REQUEST"]),
    ],
    ids=["accused of", "purpose", "content of a noun"],
)
def test_what_an_event_is_about_is_no_event_of_its_own(text: str, wanted: list[str]) -> None:
    assert [e.type for e in code(text)] == wanted


def test_a_speaker_did_not_do_what_is_reported() -> None:
    (event,) = code("Officials said 12 people were killed by the rebels.")
    assert sides(event)[0] == ["rebels"]
    (event,) = code("Officials said 12 people were killed.")
    assert event.actors == ()


def test_both_sides_are_the_parties_and_not_the_words() -> None:
    events = code("Norway and Peru signed a truce on Monday. Both sides will withdraw their troops.")
    assert sides(events[1])[0] == ["Norway", "Peru"]


def test_a_past_date_makes_an_event_noun_history() -> None:
    text = "Norway condemned the 2016 assault on Mali."
    published = Published(value="2019-05-02", precision="day", basis="given")
    parsed = parse(Article(id="t", source="t", text=text, published=published))
    events, _ = find_events(parsed, find_mentions(parsed))
    assert [(e.type, e.status) for e in events] == [("ACCUSE", "asserted"), ("ASSAULT", "historical")]


def test_a_relative_clause_speaks_of_those_before_it_only():
    [backing] = [
        e for e in code("Moscow and Tehran, which back Assad, and Ankara met in May.") if e.type == "SUPPORT"
    ]
    assert {a.name for a in backing.actors} == {"Russia", "Iran"}
