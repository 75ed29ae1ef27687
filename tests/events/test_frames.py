"""How readings are chosen: by what stands in the clause, never by the order of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.entries import When
from truceline.events.frames import load_index, specificity
from truceline.events.operators import Meaning
from truceline.events.sentence import read_sentence
from truceline.language import parse
from truceline.records import Article


def read(text: str, codebook: Codebook = SHIPPED) -> list[Meaning]:
    parsed = parse(Article(id="t", source="t", text=text))
    index = load_index(codebook)
    return [m for s in parsed.sentences for m in read_sentence(list(parsed.span_of(s)), index).events]


def types(text: str) -> list[str]:
    return [m.type for m in read(text)]


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        (When(), When(object="any")),
        (When(object="any"), When(object="party")),
        (When(object="party"), When(object="sanction")),
        (When(object="sanction"), When(object="lawsuit")),
        (When(object="sanction"), When(object="sanction", phrase="on party")),
        (When(object="aid"), When(object="truce")),
    ],
    ids=["any", "party", "class", "word", "two conditions", "smaller class"],
)
def test_a_stricter_reading_comes_first(weaker: When, stronger: When) -> None:
    nouns = load_index().nouns
    assert specificity(stronger, nouns) < specificity(weaker, nouns)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway lifted sanctions on Peru.", "CONCEDE"),
        ("Norway launched an attack on Peru.", "ASSAULT"),
        ("Norway launched an investigation into Peru.", "ACCUSE"),
        ("Norway launched talks with Peru.", "CONSULT"),
        ("Norway suspended aid to Peru.", "SANCTION"),
        ("Norway suspended air strikes on Peru.", "RETREAT"),
        ("Workers called off their strike.", "CONCEDE"),
        ("Norway called off talks with Peru.", "REJECT"),
        ("The army carried out air strikes on the rebels.", "ASSAULT"),
        ("Teachers began a general strike.", "PROTEST"),
        ("Norway sent peacekeepers to Mali.", "AID"),
        ("Norway sent troops to the border with Mali.", "MOBILIZE"),
        ("Norway held a second round of talks with Peru.", "CONSULT"),
        ("Norway supplied 94 % of the weapons to Peru.", "AID"),
    ],
)
def test_the_noun_decides_and_not_the_verb(text: str, wanted: str) -> None:
    assert types(text)[:1] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway agreed to release the prisoners.", "AGREE"),
        ("Norway refused to release the prisoners.", "REJECT"),
        ("Norway did not release the prisoners.", "REJECT"),
        ("Norway will release the prisoners.", "AGREE"),
        ("Norway threatened to attack Peru.", "THREATEN"),
        ("Norway will attack Peru.", "THREATEN"),
        ("Norway stopped shelling Peru.", "RETREAT"),
        ("Norway stopped sending aid to Peru.", "SANCTION"),
        ("Norway allowed journalists to leave.", "CONCEDE"),
        ("Norway said Peru must leave the province.", "REQUEST"),
        ("Norway said Peru was responsible for the blast.", "ACCUSE"),
        ("Norway said it had released the prisoners.", "RETREAT"),
        ("Norway is ready to release the prisoners.", "AGREE"),
    ],
)
def test_an_operator_acts_on_what_is_beneath_it(text: str, wanted: str) -> None:
    assert types(text)[:1] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Norway urged Peru to release the prisoners.",
        "Norway is considering sending aid to Peru.",
        "Norway expressed concern about the attack.",
        "Norway did not attack Peru.",
        "Norway may send troops to Peru.",
        "Norway denied that it had attacked Peru.",
        "The rebels claimed that they had attacked the base.",
        "Norway declined to comment on the raid.",
        "A bus struck two children in Lisbon.",
        "Norway shares a border with Peru.",
        "The currency of Peru fell to a record low on Tuesday.",
    ],
)
def test_it_stays_silent_where_nothing_was_done(text: str) -> None:
    assert types(text) == []


def test_a_root_noun_with_the_only_verb_is_its_subject() -> None:
    (event,) = read("A delegation called for sanctions against Peru.")
    assert (event.type, [a.text for a in event.actors]) == ("ACCUSE", ["delegation"])


def test_a_relative_clause_beneath_an_event_is_background() -> None:
    events = read("Norway arrested the general who had attacked the palace.")
    assert [(e.type, e.background) for e in events] == [("COERCE", False), ("ASSAULT", True)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway's refusal to release the prisoners came as a surprise.", ["REJECT"]),
        ("Norway's threat to attack Peru came as a surprise.", ["THREATEN"]),
        ("Norway's failure to release the prisoners came as a surprise.", []),
        ("Norway's promise to release the prisoners came as a surprise.", ["AGREE"]),
    ],
    ids=["refusal", "threat", "failure", "promise"],
)
def test_a_noun_acts_on_the_infinitive_behind_it(text: str, wanted: list[str]) -> None:
    assert types(text) == wanted


def test_what_a_protest_did_is_told_once() -> None:
    assert types("Miners organised a march that paralysed Lisbon.") == ["PROTEST"]
    assert len(types("Norway killed a rebel who had attacked the palace.")) == 2


def test_what_is_decided_behind_an_event_is_no_event_of_its_own() -> None:
    assert types("Miners marched to protest against a decision to deport refugees.") == ["PROTEST"]


def test_an_event_noun_with_a_date_is_background() -> None:
    events = read("Norway condemned the 2016 assault on Mali.")
    assert [(e.type, e.background) for e in events] == [("ACCUSE", False), ("ASSAULT", True)]


def test_a_reason_names_the_frame_and_the_operators_in_order() -> None:
    (meaning,) = read("Norway agreed to stop shelling Peru.")
    assert [rule for rule, _ in meaning.reasons] == [
        "operator:agree",
        "operator:stop",
        "frame:assault-bombard",
    ]


def test_a_users_file_adds_a_reading_and_replaces_one(tmp_path: Path) -> None:
    folder = tmp_path / "events"
    folder.mkdir()
    (folder / "mine.yaml").write_text(
        "about: {holds: tests, sources: [written here], known_gaps: [all else]}\n"
        "entries:\n"
        "  - {id: mine, lemma: befuddle, type: COERCE, mode: cyber}\n"
        "  - {id: assault-attack, lemma: attack, type: ACCUSE}\n",
        encoding="utf8",
    )
    book = Codebook((tmp_path,))
    assert [(m.type, m.mode) for m in read("Norway befuddled Peru.", book)] == [("COERCE", "cyber")]
    assert [m.type for m in read("Norway attacked Peru.", book)] == ["ACCUSE"]
    assert types("Norway attacked Peru.") == ["ASSAULT"]
