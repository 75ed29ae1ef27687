"""A user's codebook: what is wrong with it is named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.codebook.load import VERSION

HEAD = "about: {holds: ours, sources: [us], known_gaps: []}\nentries:\n"
GOOD = "  - {id: mine-kettle, lemma: kettle, type: COERCE, yes: [The Kenyan police kettled protesters.]}\n"


@pytest.fixture
def write(folder):
    """Write a file of the user's codebook and give its directory; what is read is kept by that path."""
    mine = folder / "mine"

    def file(name: str, entries: str) -> Path:
        path = mine / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + entries, encoding="utf8")
        return mine

    return file


def test_a_sound_codebook_passes(write, truceline):
    mine = write("events/own.yaml", GOOD)
    status, _, err = truceline("codebook", "check", "--codebook", mine)
    assert (status, err) == (0, "the codebook is sound\n")


@pytest.mark.parametrize(
    "name, entries, message",
    [
        ("events/own.yaml", GOOD.replace("lemma:", "lema:"), "mine/events/own.yaml:3: "),
        ("events/own.yaml", GOOD.replace("COERCE", "COERSE"), "mine/events/own.yaml:3: "),
        ("events/own.yaml", "  - [", "mine/events/own.yaml:"),
        ("event/own.yaml", GOOD, "mine/event/own.yaml:1: nothing reads this file"),
        ("actors/group.yaml", "", "did you mean actors/groups.yaml?"),
        ("actors/groups.yaml", "  - {id: x, nam: y}\n", "mine/actors/groups.yaml:3: "),
    ],
    ids=["field", "type", "yaml", "folder", "name", "actor"],
)
def test_a_mistake_is_named_with_file_and_line(write, truceline, name, entries, message):
    mine = write(name, entries)
    status, _, err = truceline("codebook", "check", "--codebook", mine)
    assert status == 2
    assert message in err


def test_an_example_that_comes_out_otherwise_is_named(write, truceline):
    mine = write("events/own.yaml", GOOD.replace("kettled protesters", "fed protesters"))
    status, _, err = truceline("codebook", "test", "--codebook", mine)
    assert status == 1
    assert "mine-kettle: " in err
    assert "come out otherwise" in err.splitlines()[-1]


def test_a_user_s_frame_is_shown(write, truceline):
    mine = write("events/own.yaml", GOOD)
    _, out, _ = truceline("codebook", "show", "mine-kettle", "--codebook", mine)
    assert "lemma: kettle" in out


def test_a_user_s_frame_codes_an_article(write, folder, truceline):
    mine = write("events/own.yaml", GOOD)
    (folder / "one.txt").write_text("The Kenyan police kettled protesters in Nairobi on Monday.\n")
    _, without, _ = truceline("brief", "one.txt")
    _, with_it, _ = truceline("brief", "one.txt", "--codebook", mine)
    assert "COERCE" not in without
    assert "COERCE" in with_it
    assert f"codebook {VERSION}+" in with_it
