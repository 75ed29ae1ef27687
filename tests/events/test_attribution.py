"""Who says so: source, cue and content in sentences of agency news."""

from __future__ import annotations

import pytest

from tests.events.tables import Quoted, quoted
from truceline.events.attribution import find_attributions, named_source, source_of
from truceline.language import Parsed, parse
from truceline.records import Article, Attribution

CASES: list[tuple[str, str, str, str]] = [
    (
        "The envoy said that both sides had accepted the text.",
        "The envoy",
        "said",
        "that both sides had accepted the text",
    ),
    (
        "Both sides had accepted the text, the envoy said.",
        "the envoy",
        "said",
        "Both sides had accepted the text",
    ),
    (
        "According to the monitors, the shelling stopped at dawn.",
        "the monitors",
        "According to",
        "the shelling stopped at dawn",
    ),
    (
        "“The road is open,” said Colonel Marek Dolan.",
        "Colonel Marek Dolan",
        "said",
        "“The road is open,”",
    ),
    (
        "The minister told reporters that the army would stay.",
        "The minister",
        "told",
        "that the army would stay",
    ),
    (
        "Ankara's claim that the rebels attacked first could not be checked.",
        "Ankara",
        "claim",
        "that the rebels attacked first",
    ),
    (
        "The aid workers fear that the camp will be cut off.",
        "The aid workers",
        "fear",
        "that the camp will be cut off",
    ),
    ("The council condemned the raid on the port.", "The council", "condemned", "the raid on the port"),
    ("Paris called for an end to the siege.", "Paris", "called", "an end to the siege"),
    ("The rebels, the governor added, had left the town.", "the governor", "added", "had left the town"),
]


def read(text: str) -> tuple[Parsed, tuple[Attribution, ...]]:
    parsed = parse(Article(id="a", source="test", text=text))
    return parsed, find_attributions(parsed)


@pytest.mark.parametrize("text, source, cue, content", CASES, ids=[c[0] for c in CASES])
def test_source_cue_and_content_are_found(text: str, source: str, cue: str, content: str) -> None:
    _, found = read(text)
    one = next(a for a in found if a.cue.text == cue)
    assert one.source is not None
    assert one.content is not None
    assert one.source.text == source
    assert content in one.content.text


def test_a_quotation_that_goes_on_after_its_cue_is_one_content() -> None:
    text = "“We are ready,” the general said. “We have always been ready. Nobody asked us.”"
    _, found = read(text)
    assert [a.content.text for a in found if a.content] == [text]


def test_what_a_speaker_quotes_is_not_the_articles_attribution() -> None:
    text = "“They keep telling us that the war is over, and we believe nothing of it,” she said."
    _, found = read(text)
    assert [a.cue.text for a in found] == ["said"]


def test_the_speaker_of_an_interview_is_the_name_before_the_colon() -> None:
    _, found = read("Larsen: We will not leave the town before the buses have come.")
    assert found[0].source is not None
    assert found[0].source.text == "Larsen"


def test_the_innermost_source_is_the_one_that_counts() -> None:
    parsed, found = read("The mayor said that the rebels had claimed that the bridge was destroyed.")
    destroyed = next(t for t in parsed.doc if t.text == "destroyed")
    closest = source_of(destroyed, found)
    assert closest is not None
    assert closest.cue.text == "claimed"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled the town on Monday.",
        "The talks went on for nine hours.",
        "He called his brother on Tuesday.",
        "The convoy may stop in the next town.",
    ],
)
def test_is_silent_where_nobody_is_quoted(text: str) -> None:
    assert read(text)[1] == ()


TABLE = quoted("attribution")
KNOWN_GAPS = {row.text for row in quoted("attribution_gaps")}


@pytest.mark.parametrize("row", TABLE, ids=[r.text[:60] for r in TABLE])
def test_who_says_what_is_told_in_all_the_ways_of_news(row: Quoted) -> None:
    _, found = read(row.text)
    if row.text in KNOWN_GAPS:
        pytest.xfail("listed in tables/attribution_gaps.txt")
    if row.source is None:
        assert not found
    else:
        assert any(row.source == (a.source and a.source.text) and row.is_told(a) for a in found)


def test_a_relative_pronoun_is_named_by_the_phrase_that_it_stands_for() -> None:
    parsed, found = read("The envoy, who said the deal was dead, left on Friday.")
    named = named_source(found[0], parsed)
    assert found[0].source is not None
    assert named is not None
    assert (found[0].source.text, named.text) == ("who", "The envoy")
