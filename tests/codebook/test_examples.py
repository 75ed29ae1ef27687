"""The codebook tests itself: its examples are coded as they say, and every reading can be reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.check import check
from truceline.codebook.entries import Frame, Plover
from truceline.errors import CannotStart
from truceline.events.examples import examples, run_examples

_ABOUT = "about: {holds: tests, sources: [written here], known_gaps: [all else]}\nentries:\n"


def user_codebook(folder: Path, name: str, entries: str) -> Codebook:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_ABOUT + entries, encoding="utf8")
    return Codebook((folder,))


def test_every_example_is_coded_as_its_entry_says() -> None:
    assert [str(failure) for failure in run_examples()] == []


def test_the_shipped_codebook_has_no_problems() -> None:
    assert [str(problem) for problem in check()] == []


def test_every_type_has_frames_and_every_frame_an_example() -> None:
    frames = SHIPPED.entries("events", Frame)
    types = {t.id for t in SHIPPED.entries("types.yaml", Plover)}
    assert len(types) == 16
    assert types <= {f.type for f in frames}
    assert all(f.yes for f in frames)
    assert len(examples()) > len(frames)


def test_a_failing_example_says_what_came_instead(tmp_path: Path) -> None:
    book = user_codebook(
        tmp_path,
        "events/mine.yaml",
        '  - {id: mine, lemma: gift, type: AID, yes: ["Norway arrested General Okello."]}\n',
    )
    (failure,) = run_examples(book)
    assert failure.entry == "mine"
    assert "should be AID" in str(failure)
    assert "COERCE" in failure.got


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{id: a, lemma: gift, type: AID}", "has no example"),
        ("{id: a, lemma: attack, type: AID, yes: [x]}", "never reached"),
        ("{id: a, type: AID, yes: [x]}", "names no verb"),
        ("{id: a, lemma: gift, yes: [x]}", "one of the two"),
        ("{id: a, lemma: gift, type: AID, mode: visitt, yes: [x]}", "no mode"),
        ("{id: a, verbs: carry-out, type: AID, yes: [x]}", "did you mean 'carry out'"),
        ("{id: a, lemma: gift, type: AID, cameo: '999', yes: [x]}", "no CAMEO code"),
        ("{id: a, lemma: gift, type: AID, recipient: objekt, yes: [x]}", "did you mean 'object'"),
        ("{id: a, lemma: gift, when: {object: sanctoin}, type: AID, yes: [x]}", "did you mean"),
    ],
    ids=["example", "shadowed", "no word", "no result", "mode", "family", "cameo", "slot", "class"],
)
def test_a_problem_is_told_with_file_and_line(tmp_path: Path, entry: str, told: str) -> None:
    problems = [
        p for p in check(user_codebook(tmp_path, "events/mine.yaml", f"  - {entry}\n")) if "mine" in p.where
    ]
    assert any(told in p.what for p in problems), problems
    assert all(p.where.endswith("mine.yaml:3") for p in problems)


def test_an_unknown_field_stops_the_loading_with_a_hint(tmp_path: Path) -> None:
    book = user_codebook(tmp_path, "events/mine.yaml", "  - {id: a, lema: gift, type: AID}\n")
    with pytest.raises(CannotStart, match=r"mine\.yaml:3[\s\S]*did you mean 'lemma'"):
        check(book)
