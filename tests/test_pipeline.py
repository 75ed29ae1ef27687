"""What holds for any text: it is coded, every offset points into it, and twice gives the same bytes."""

import contextlib
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline.errors import ArticleSkipped
from truceline.pages import read_text
from truceline.pipeline import WAY, code, code_all
from truceline.records import Article, CodedArticle, Span

WORDS = (
    "the government rebels army Moscow Idlib Houthis both sides U.N. envoy talks ceasefire truce zone "
    "agreement signed agreed fled killed said accused broke hosted will would not if unless after since "
    "on Thursday in May 2016 about 300 people , . ; “ ” ' - ( ) \n\n it they which who of to from and "
    "with between called for fear"
).split(" ")
conflict_prose = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)
any_text = st.text(min_size=1, max_size=300)
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def article_of(text: str) -> Article:
    return Article(id="a", source="a", text=text)


def pieces(value: Any) -> Iterator[Any]:
    """Every struct of a record that has words and offsets."""
    if isinstance(value, msgspec.Struct):
        if {"text", "start", "end"} <= set(value.__struct_fields__):
            yield value
        for field in value.__struct_fields__:
            yield from pieces(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from pieces(item)


def faults(coded: CodedArticle) -> list[str]:
    found = [
        f"{type(p).__name__} {p.text!r} at {p.start}"
        for p in pieces(coded)
        if not isinstance(p, Article | CodedArticle) and coded.text[p.start : p.end] != p.text
    ]
    records = [r for name in coded.registers.__struct_fields__ for r in getattr(coded.registers, name)]
    return found + [f"{r.id} has no words" for r in (*records, *coded.events) if not r.evidence.text.strip()]


@slow
@given(any_text)
def test_any_text_is_coded_and_every_offset_points_into_it(text):
    assert faults(code(article_of(text))) == []


@slow
@given(conflict_prose)
def test_prose_in_the_field_s_words_is_coded_whatever_its_grammar(text):
    coded = code(article_of(text))
    assert faults(coded) == []
    assert code(article_of(text)).to_json() == coded.to_json()


@slow
@given(conflict_prose)
def test_what_was_read_from_a_page_is_coded(text):
    with contextlib.suppress(ArticleSkipped):  # "," is no article
        assert faults(code(read_text(text, source="a.txt"))) == []


def test_a_record_survives_json():
    coded = code(article_of("Russia and Turkey signed a ceasefire for Idlib in Sochi on September 17, 2018."))
    assert msgspec.json.decode(coded.to_json(), type=CodedArticle) == coded
    assert coded.registers.agreements


def test_each_record_of_a_register_has_its_own_name():
    coded = code(article_of("Talks began in Doha on Monday. Talks will resume in Oslo in May 2030."))
    assert [t.id for t in coded.registers.talks] == ["talks-1", "talks-2"]


def test_code_all_goes_on_after_what_cannot_be_used(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "a"}\n{"id": "b", "text": "Rebels shelled Homs on Monday."}\n')
    skipped, coded = code_all(str(rows))
    assert skipped.reason == "bad-row"
    assert coded.id == "b"


@pytest.mark.parametrize("stage", WAY, ids=lambda s: s.name)
def test_each_stage_of_the_way_is_a_room_of_the_house(stage):
    __import__(f"truceline.{stage.name}")


def test_evidence_outside_the_text_is_a_defect():
    with pytest.raises(ValueError, match="no text at"):
        Span.cut("short", 3, 99)
