"""Which readings can never speak: those whose conditions a stricter one before them implies."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.codebook import Codebook
from truceline.codebook.entries import When
from truceline.events.frames import load_nouns
from truceline.events.reach import implies, unreachable


def test_no_shipped_reading_is_dead() -> None:
    assert [str(problem) for problem in unreachable()] == []


def test_a_dead_reading_is_told_with_file_line_and_the_one_that_speaks(tmp_path: Path) -> None:
    folder = tmp_path / "events"
    folder.mkdir()
    (folder / "mine.yaml").write_text(
        "about: {holds: tests, sources: [written here], known_gaps: [all else]}\n"
        "entries:\n"
        "  - {id: wide, lemma: befuddle, when: {object: aid}, type: AID}\n"
        "  - {id: dead, lemma: befuddle, when: {object: [aid, money]}, type: COERCE}\n"
        "  - {id: live, lemma: befuddle, when: {object: border}, type: COERCE}\n",
        encoding="utf8",
    )
    (dead,) = unreachable(Codebook((tmp_path,)))
    assert dead.where.endswith("mine.yaml:4")
    assert dead.what == "dead: is never reached for 'befuddle', wide is"


@pytest.mark.parametrize(
    ("strict", "loose", "wanted"),
    [
        (When(object="sanction"), When(), True),
        (When(), When(object="sanction"), False),
        (When(object="sanction"), When(object="any"), True),
        (When(object="embargo"), When(object="sanction"), True),
        (When(object="sanction"), When(object="embargo"), False),
        (When(phrase="on party"), When(phrase="on any"), True),
        (When(phrase="on party"), When(phrase="from any"), False),
        (When(object="none"), When(object="any"), False),
        (When(clause="finite"), When(clause="any"), True),
        (When(without="on any"), When(without="on any"), True),
    ],
    ids=["none", "more", "any", "member", "class", "phrase", "preposition", "no object", "clause", "without"],
)
def test_conditions_imply_others(strict: When, loose: When, wanted: bool) -> None:
    assert implies(strict, loose, load_nouns()) is wanted
