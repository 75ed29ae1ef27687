from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json"])
def test_a_brief_comes_in_every_format(folder, truceline, format_):
    status, out, err = truceline("brief", "talks.txt", "--format", format_)
    assert (status, err) == (0, "")
    assert "Rivals meet in Lausanne" in out


def test_a_brief_in_a_pipe_has_no_colour(folder, truceline):
    _, out, _ = truceline("brief", "talks.txt")
    assert "\x1b" not in out


def test_a_brief_is_written_beside_and_renamed(folder, truceline):
    status, out, _ = truceline("brief", "talks.txt", "--format", "html", "-o", "talks.html")
    assert (status, out) == (0, "")
    assert (folder / "talks.html").read_text(encoding="utf8").startswith("<!doctype html>")
    assert sorted(p.name for p in folder.iterdir()) == ["talks.html", "talks.txt"]


def test_reading_gives_the_contract_of_the_evaluation(folder, truceline):
    status, out, _ = truceline("read", "talks.txt", "--format", "jsonl")
    row = json.loads(out)
    assert status == 0
    assert {"id", "source", "title", "published", "text", "blocks", "removed"} <= set(row)
    assert all(row["text"][b["start"] : b["end"]] == b["text"] for b in row["blocks"])


def test_reading_for_a_person_says_what_was_removed(folder, truceline):
    _, out, _ = truceline("read", "talks.txt")
    assert "Removed: " in out
    assert "published 4 Jun 2018 (from the dateline)" in out


def test_coding_one_gives_one_object(folder, truceline):
    status, out, err = truceline("code", "talks.txt", "--format", "json")
    document = json.loads(out)
    assert (status, err) == (0, "")
    assert {
        "id",
        "title",
        "text",
        "published",
        "events",
        "places",
        "figures",
        "dates",
        "attributions",
    } <= set(document)
    assert set(document["registers"]) == {
        *("talks", "agreements", "zones", "breaches"),
        *("movements", "casualties", "positions", "outlook"),
    }


def test_coding_a_folder_gives_a_line_an_article_and_counts(folder, truceline):
    (folder / "again.txt").write_text((folder / "talks.txt").read_text())
    status, out, err = truceline("code", ".")
    assert status == 0
    assert len(out.splitlines()) == 2
    assert err.splitlines()[-1] == "2 coded"


def test_coding_many_as_json_gives_a_list(folder, truceline):
    _, out, _ = truceline("code", ".", "--format", "json")
    assert len(json.loads(out)) == 1


def test_the_same_article_gives_the_same_bytes(folder, truceline):
    assert truceline("code", "talks.txt") == truceline("code", "talks.txt")


def test_explaining_names_the_steps_of_each_record(folder, truceline):
    status, out, _ = truceline("explain", "talks.txt")
    assert status == 0
    assert "because " in out
    assert "Nearly a record, and not" in out


def test_explaining_one_record_leaves_the_others_out(folder, truceline):
    _, out, _ = truceline("code", "talks.txt", "--format", "json")
    first = json.loads(out)["events"][0]["id"]
    status, out, _ = truceline("explain", "talks.txt", "--record", first)
    assert status == 0
    assert out.count("because ") == out.count("    because ") > 0
    assert "Removed from the page" not in out


def test_explaining_an_unknown_record_lists_the_known(folder, truceline):
    status, _, err = truceline("explain", "talks.txt", "--record", "nosuch-9")
    assert status == 2
    assert "--record nosuch-9: there is no such record\n  to fix: the ids are: " in err


@pytest.mark.parametrize("arguments", [(), ("--help",), ("codebook",), ("code", "--help")])
def test_help_teaches_and_needs_nothing_heavy(truceline, arguments):
    import sys

    status, out, _ = truceline(*arguments)
    assert status == 0
    assert "Usage: truceline" in out
    assert "truceline.cli" in sys.modules


def test_help_does_not_load_the_parser():
    import subprocess
    import sys

    script = "import sys; from truceline.cli import run; run(['--help']); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")


def test_the_version_is_printed(truceline):
    from truceline import __version__

    assert truceline("--version")[:2] == (0, f"truceline {__version__}\n")


@pytest.mark.parametrize("name", ["ASSAULT", "assault", "talks"])
def test_the_codebook_shows_an_event_type_or_a_register(truceline, name):
    status, out, _ = truceline("codebook", "show", name)
    assert status == 0
    assert out.lower().startswith(f"{name.lower()}: ")


def test_the_codebook_lists_all_types_and_registers(truceline):
    _, out, _ = truceline("codebook", "show")
    assert all(word in out for word in ("AGREE", "PROTEST", "breaches", "outlook"))
