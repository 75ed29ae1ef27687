"""What a user gets wrong is one message (where, what, to fix) and the right exit status."""

from __future__ import annotations

import json
import os
import signal
import time

import pytest

from truceline import pipeline


def is_message(text: str) -> bool:
    lines = text.splitlines()
    return len(lines) == 2 and ": " in lines[0] and lines[1].startswith("  to fix: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("fly",),
        ("brief",),
        ("brief", "talks.txt", "--colour"),
        ("brief", "talks.txt", "--format", "word"),
        ("brief", "talks.txt", "--published", "2017-13"),
        ("brief", "talks.txt", "--published", "2017-02-30"),
        ("brief", "talks.txt", "--published", "yesterday"),
        ("brief", "talks.txt", "--codebook", "nowhere"),
        ("brief", ".", "--format", "html"),
        ("code", "talks.txt", "-o", "nowhere/out.json"),
        ("codebook", "show", "nosuch"),
    ],
    ids=lambda arguments: " ".join(arguments),
)
def test_a_run_that_cannot_start_ends_with_2_and_one_message(folder, truceline, arguments):
    status, out, err = truceline(*arguments)
    assert (status, out) == (2, "")
    assert is_message(err), err


@pytest.mark.parametrize(
    "name, content",
    [
        ("empty.txt", b""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("crimson.txt", b"\xff\xfe\x00\xd8\x00\xd8 not a text \x00\xff" * 50),
    ],
)
@pytest.mark.parametrize("command", ["brief", "read", "code", "explain"])
def test_one_source_that_cannot_be_used_ends_with_1_and_its_message(
    folder, truceline, name, content, command
):
    (folder / name).write_bytes(content)
    status, _, err = truceline(command, name)
    assert status == 1
    assert is_message(err), err
    assert err.startswith(name)


def test_a_missing_file_ends_with_1_and_its_message(folder, truceline):
    status, _, err = truceline("brief", "nosuch.txt")
    assert status == 1
    assert is_message(err)


def test_in_a_batch_the_rest_goes_on_and_the_last_line_counts(folder, truceline, french):
    (folder / "empty.txt").write_text("")
    (folder / "french.txt").write_text(french)
    status, out, err = truceline("code", "talks.txt", "empty.txt", "french.txt", "talks.txt")
    assert status == 1
    assert len(out.splitlines()) == 2
    assert err.splitlines()[-1] == "2 coded, 2 set aside (1 empty, 1 language)"


@pytest.mark.parametrize("source", ["", "ftp://harbour.example/a.txt"])
@pytest.mark.parametrize("command", ["brief", "read", "code"])
def test_an_empty_name_and_another_scheme_end_with_1_and_their_message(folder, truceline, command, source):
    status, out, err = truceline(command, source)
    assert (status, out) == (1, "")
    assert is_message(err), err


def test_an_empty_name_is_no_folder_for_an_html_brief(folder, truceline):
    status, out, err = truceline("brief", "", "--format", "html")
    assert (status, out) == (1, "")
    assert is_message(err), err


def test_an_article_on_which_the_coder_fails_is_set_aside(folder, truceline, monkeypatch):
    real = pipeline.parse

    def parse(article):
        if "Keita" in article.text:
            raise ValueError("nobody is\nnamed so")
        return real(article)

    monkeypatch.setattr(pipeline, "parse", parse)
    (folder / "faulty.txt").write_text(
        "Amadou Keita met the envoy of the African Union in Nairobi on Thursday."
    )
    status, out, err = truceline("code", "talks.txt", "faulty.txt", "talks.txt")
    assert (status, len(out.splitlines())) == (1, 2)
    assert err.splitlines()[-1] == "2 coded, 1 set aside (1 failed)"
    assert "faulty.txt: coding it failed: ValueError: nobody is named so" in err


def test_bad_rows_are_set_aside_one_by_one(folder, truceline):
    rows = ['{"id": "a", "text": "Kenya met Uganda."}', "[]", '{"id": "b"}', '{"id": "a", "text": "Again."}']
    (folder / "rows.jsonl").write_text("\n".join(rows))
    status, out, err = truceline("code", "rows.jsonl", "--format", "jsonl")
    assert status == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a"]
    assert "1 coded, 3 set aside" in err.splitlines()[-1]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_ends_with_2_and_one_message(folder, truceline):
    status, _, err = truceline("brief", "talks.txt", "-o", "/dev/full")
    assert status == 2
    assert is_message(err)
    assert "no space left" in err


def test_an_output_file_is_not_touched_by_a_run_that_fails(folder, truceline):
    (folder / "out.json").write_text("kept")
    status, _, _ = truceline("brief", "talks.txt", "--codebook", "nowhere", "-o", "out.json")
    assert status == 2
    assert (folder / "out.json").read_text() == "kept"
    assert sorted(p.name for p in folder.iterdir()) == ["out.json", "talks.txt"]


def test_no_file_appears_where_no_article_could_be_used(folder, truceline):
    (folder / "empty.txt").write_text("")
    assert truceline("brief", "empty.txt", "--format", "html", "-o", "brief.html")[0] == 1
    assert not (folder / "brief.html").exists()


def test_a_terminal_is_never_sent_what_an_article_holds(folder, truceline, article):
    (folder / "hostile.txt").write_text(article.replace("Rivals", "\x1b]0;owned\x07\x1b[2JRivals"))
    for command in ("brief", "read", "explain"):
        _, out, err = truceline(command, "hostile.txt")
        assert "\x1b" not in out + err
        assert "\x07" not in out + err


def test_a_closed_pipe_ends_quietly(folder, spawned):
    rows = "".join(
        json.dumps({"id": str(i), "text": "Kenya met Uganda on Monday. " * 40}) + "\n" for i in range(60)
    )
    (folder / "rows.jsonl").write_text(rows)
    process = spawned("read", "rows.jsonl", "--format", "jsonl")
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert process.stderr.read() == ""


def test_ctrl_c_ends_with_130_and_says_what_was_finished(folder, spawned, article):
    rows = "".join(json.dumps({"id": str(i), "text": article}) + "\n" for i in range(2000))
    (folder / "rows.jsonl").write_text(rows)
    process = spawned("code", "rows.jsonl", "-o", "out.jsonl")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not any(f.stat().st_size for f in folder.glob(".out.jsonl*")):
        time.sleep(0.1)
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(timeout=30) == 130
    (line,) = process.stderr.read().splitlines()
    assert line.startswith("stopped: ")
    assert "coded" in line
    assert sorted(p.name for p in folder.iterdir()) == ["rows.jsonl", "talks.txt"]
