"""Whatever comes in, an article or a refusal comes out, its offsets hold, and twice the same is the same."""

import json

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from truceline.errors import ArticleSkipped
from truceline.pages import read, read_html, read_text

WORDS = st.sampled_from(
    "KABUL , Oct 3 2019 - ( Reuters ) By The rebels signed truce . More from Read more : Photo / AFP © 2018 \n \n\n "
    "“ said ” @desk Comments <p> </p> <h1> </h1> <figcaption> </figcaption> <aside> </aside> <div class='related'> "
    "</div> &amp; <br> FILE PHOTO: (L) | WORLD Sign up for our newsletter".split(" ")
)
PAGES = st.lists(WORDS, max_size=60).map(" ".join)
QUIET = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def offsets_hold(article):
    assert all(article.text[b.start : b.end] == b.text and b.text for b in article.blocks)
    assert article.text == "\n\n".join(b.text for b in article.blocks)
    assert all(r.repeats is None or r.repeats < len(article.blocks) for r in article.removed)


def outcome(reader, page):
    try:
        return reader(page)
    except ArticleSkipped as refusal:
        return refusal.reason


@QUIET
@given(st.one_of(st.text(), PAGES))
@example("\ufeff")
@example("a\x00b")
@example("İ" * 50)
def test_any_text_is_read_or_set_aside(text):
    article = outcome(read_text, text)
    assert article != "failed"
    assert article == outcome(read_text, text)
    if not isinstance(article, str):
        offsets_hold(article)


@QUIET
@given(st.one_of(st.text(), PAGES, PAGES.map(lambda page: f"<html><body><h1>Truce</h1>{page}</body></html>")))
@example("<")
@example("<html><!--")
@example("<p>" * 300)
def test_any_page_is_read_or_set_aside(page):
    article = outcome(read_html, page)
    assert article != "failed"
    assert article == outcome(read_html, page)
    if not isinstance(article, str):
        offsets_hold(article)


@QUIET
@given(
    st.one_of(
        st.binary(), st.binary().map(lambda b: b"\x1f\x8b" + b), st.binary().map(lambda b: b"%PDF-1.7" + b)
    )
)
def test_any_bytes_are_read_or_set_aside(tmp_path_factory, data):
    file = tmp_path_factory.mktemp("any") / "page.html"
    file.write_bytes(data)
    for found in read(str(file)):
        assert isinstance(found, ArticleSkipped) or found.text


@QUIET
@given(st.text(min_size=1))
def test_a_row_is_taken_byte_for_byte(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    file.write_text(json.dumps({"id": "a", "text": text}), encoding="utf8")
    (article,) = read(str(file))
    if not isinstance(article, ArticleSkipped):
        assert article.text == text
        assert all(text[b.start : b.end] == b.text for b in article.blocks)
        assert "".join(text.split()) == "".join("".join(b.text for b in article.blocks).split())


@QUIET
@given(st.lists(st.binary(max_size=40), max_size=6))
def test_any_lines_of_a_row_file_give_one_outcome_each(tmp_path_factory, lines):
    file = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    lines = [line.replace(b"\n", b" ").replace(b"\r", b" ") for line in lines]
    file.write_bytes(b"\n".join(lines))
    whole = b"\n".join(lines).removeprefix(b"\xef\xbb\xbf")
    rows = sum(bool(line.strip()) for line in whole.split(b"\n"))
    assert len(list(read(str(file)))) == max(rows, 1)
