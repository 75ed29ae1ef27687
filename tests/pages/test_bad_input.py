"""What cannot be used is set aside with a reason and a clear line, and the rest goes on."""

import gzip
import io
import json
import sys
import time

import pytest

from truceline.errors import ArticleSkipped
from truceline.pages import read, sources
from truceline.pages.refusals import FIXES

PARA = "The government and the rebels signed a truce in the capital on Thursday, and both sides said that they would keep it. "
FRENCH = "Le gouvernement et les rebelles ont signé jeudi à Genève un accord de cessez-le-feu qui doit entrer en vigueur la semaine prochaine. "
RUSSIAN = "Правительство и повстанцы подписали в четверг соглашение о прекращении огня. " * 3

FILES = [
    ("e.txt", b"", "empty", None),
    ("blank.txt", b" \n\t\n", "empty", None),
    ("b.txt", bytes(range(256)) * 40, "binary", None),
    ("x.txt", bytes(0x80 + (i * 37) % 128 for i in range(5000)), "encoding", None),
    ("big.txt", b"a" * 10_000_001, "too-large", "10 MB"),
    ("deep.html", b"<html><body>" + b"<div>" * 100_000 + b"<p>text</p>", "too-deep", None),
    ("bold.html", b"<html><body>" + b"<b>" * 100_000 + b"text", "too-deep", None),
    ("bomb.html.gz", gzip.compress(b"a" * 30_000_000), "archive-bomb", "10 MB"),
    ("f.txt", FRENCH.encode(), "language", "French"),
    ("r.txt", RUSSIAN.encode(), "language", "Russian"),
    ("r1251.txt", RUSSIAN.encode("cp1251"), "language", "Russian"),
    ("short.txt", "Переговоры начались".encode(), "language", "not in English"),
    ("a.json", b'[{"id": "a", "text": "Rebels fled."}]', "unsupported", "JSON"),
    ("a.pdf", b"%PDF-1.4 garbage", "unsupported", "damaged"),
    ("list.txt", "\n".join(f"Headline number {i} about something else" for i in range(12)).encode(), "list-page", None),
    ("nothing.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no-article", None),
    ("links.txt", b"Sign in\n\nSubscribe for $1\n\nShare\n", "no-article", None),
]  # fmt: skip


@pytest.mark.parametrize("name, data, reason, words", FILES, ids=[name for name, *_ in FILES])
def test_a_bad_file_is_set_aside_with_its_reason(tmp_path, name, data, reason, words):
    file = tmp_path / name
    file.write_bytes(data)
    (refusal,) = read(str(file))
    assert isinstance(refusal, ArticleSkipped)
    assert refusal.reason == reason
    assert refusal.where == str(file)
    assert "\n" not in refusal.what
    assert words is None or words in refusal.what


@pytest.mark.parametrize("source", ["no-such-file.txt", "a\0b.txt", "no/such/folder/"])
def test_a_missing_file_is_set_aside(source):
    (refusal,) = read(source)
    assert refusal.reason == "missing"


@pytest.mark.parametrize("source", ["", " "])
def test_an_empty_name_is_no_folder(source):
    (refusal,) = read(source)
    assert (refusal.reason, refusal.where) == ("missing", repr(source))


@pytest.mark.parametrize("source", ["ftp://x", "file:///etc/passwd", "gopher://harbour.example/a"])
def test_another_scheme_is_refused_with_those_that_are_read(source):
    (refusal,) = read(source)
    assert refusal.reason == "address"
    assert "https://" in refusal.what


def test_an_article_on_which_reading_fails_does_not_stop_the_others(tmp_path, monkeypatch):
    real = sources.clean

    def clean(draft, codebook):
        if any("Monday" in piece.text for piece in draft.pieces):
            raise RuntimeError("a fault\nof ours")
        return real(draft, codebook)

    monkeypatch.setattr(sources, "clean", clean)
    (tmp_path / "1.txt").write_text(PARA.replace("Thursday", "Monday"))
    (tmp_path / "2.txt").write_text(PARA)
    refusal, article = read(str(tmp_path))
    assert (refusal.reason, refusal.where) == ("failed", str(tmp_path / "1.txt"))
    assert "RuntimeError: a fault of ours" in refusal.what
    assert article.text == PARA.strip()


def test_a_folder_without_articles_is_set_aside(tmp_path):
    (tmp_path / "notes.docx").write_bytes(b"PK")
    (refusal,) = read(str(tmp_path))
    assert refusal.reason == "missing"


def test_a_bad_date_is_refused_before_anything_is_read(tmp_path):
    (refusal,) = read(str(tmp_path), published="yesterday")
    assert (refusal.reason, refusal.where) == ("bad-date", "--published")


def test_a_bad_file_in_a_folder_does_not_stop_the_others(tmp_path):
    (tmp_path / "1.txt").write_text(PARA)
    (tmp_path / "2.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "3.txt").write_text(FRENCH)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "4.html").write_text(f"<html><body><h1>Truce signed</h1><p>{PARA}</p></body></html>")
    (tmp_path / ".hidden.txt").write_text(PARA)
    (tmp_path / "page.css").write_text("p {}")
    found = list(read(str(tmp_path)))
    assert [getattr(item, "reason", "article") for item in found] == [
        "article",
        "binary",
        "language",
        "article",
    ]
    assert [item.id for item in found if not isinstance(item, ArticleSkipped)] == [
        str(tmp_path / "1.txt"),
        str(tmp_path / "sub" / "4.html"),
    ]


ROWS = [
    ("not json", "bad-row"),
    ("[1]", "bad-row"),
    ('"text"', "bad-row"),
    ('{"id": "b"}', "bad-row"),
    ('{"id": "b", "text": 3}', "bad-row"),
    ('{"id": "b", "text": "\\ud800 x"}', "bad-row"),
    ('{"id": "b", "text": "Rebels fled.", "probe": [{"start": 0, "end": 99}]}', "bad-row"),
    ("[" * 100_000, "bad-row"),
    ('{"id": "first", "text": "Rebels fled again."}', "repeated-id"),
    ('{"id": "b", "text": "Rebels fled.", "published": "soon"}', "bad-date"),
    ('{"id": "b", "text": "Rebels fled.", "published": "2017-02-30"}', "bad-date"),
    ('{"id": "b", "text": " "}', "empty"),
    (json.dumps({"id": "b", "text": FRENCH}), "language"),
]


@pytest.mark.parametrize("row, reason", ROWS, ids=[row[:40] for row, _ in ROWS])
def test_a_bad_row_is_set_aside_and_the_next_is_read(tmp_path, row, reason):
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '{"id": "first", "text": "Rebels fled."}\n' + row + '\n{"id": "last", "text": "They returned."}\n'
    )
    first, refusal, last = read(str(file))
    assert (first.id, last.id) == ("first", "last")
    assert (refusal.reason, refusal.where) == (reason, f"{file}:2")


def test_a_row_over_the_limit_is_set_aside_and_the_next_is_read(tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text(
        json.dumps({"id": "a", "text": "x" * 25_000_000}) + '\n{"id": "b", "text": "Rebels fled."}\n'
    )
    refusal, article = read(str(file))
    assert (refusal.reason, article.id) == ("too-large", "b")


def test_standard_input_may_be_text_a_page_or_rows(monkeypatch):
    for data, ids in [
        (PARA.encode(), ["-"]),
        (f"<html><body><h1>Truce signed</h1><p>{PARA}</p></body></html>".encode(), ["-"]),
        (b'{"id": "a", "text": "Rebels fled."}\n{"id": "b", "text": "They returned."}\n', ["a", "b"]),
    ]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert [article.id for article in read("-")] == ids


def test_every_refusal_says_what_to_do():
    assert all(fix and "\n" not in fix for fix in FIXES.values())


LARGE = [
    ("one long line", PARA * 30_000),
    ("one long word", "a" * 3_000_000),
    ("many short lines", "Talks resume\n" * 150_000),
    ("many paragraphs", (PARA + "\n\n") * 15_000),
    (
        "hard-wrapped without end",
        ("the rebels and the army and the people of the hills and the plains\n") * 30_000,
    ),
    ("brackets", "(" * 1_000_000),
    ("dashes", "KABUL - " * 200_000),
    ("commas and names", "By " + "Lia Roux, " * 200_000),
]


@pytest.mark.parametrize("text", [text for _, text in LARGE], ids=[name for name, _ in LARGE])
def test_large_text_is_read_in_a_time_that_grows_with_its_length(tmp_path, text):
    file = tmp_path / "large.txt"
    file.write_text(text)
    start = time.process_time()
    list(read(str(file)))
    assert time.process_time() - start < 10


def test_a_large_page_is_read_in_a_time_that_grows_with_its_length(tmp_path):
    file = tmp_path / "large.html"
    rows = "".join(
        f"<div class='card'><a href='/{i}'>Story number {i} about a thing</a></div>" for i in range(8_000)
    )
    file.write_text(f"<html><body><h1>Truce signed</h1>{f'<p>{PARA}</p>' * 2_000}{rows}</body></html>")
    start = time.process_time()
    list(read(str(file)))
    assert time.process_time() - start < 20
