from __future__ import annotations

import base64
import hashlib
import re

import msgspec
import pytest
from lxml import html as lxml_html

from truceline.exports.brief import brief_of
from truceline.exports.highlight import paragraphs
from truceline.exports.html import html


@pytest.fixture(scope="module")
def page(coded):
    return html(coded)


@pytest.fixture(scope="module")
def tree(page):
    return lxml_html.fromstring(page)


def test_nothing_of_the_article_is_markup(page):
    assert "<script>alert" not in page
    assert "<b>there</b>" not in page
    assert "<i>The Lantern</i>" not in page


def test_the_page_loads_nothing(page, tree):
    assert not tree.xpath("//@src | //link | //iframe | //object | //img")
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    assert "url(" not in page
    assert "@import" not in page


@pytest.mark.parametrize("tag", ["style", "script"])
def test_the_policy_names_the_hash_of_what_runs(page, tree, tag):
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert not tree.xpath("//*[@style or @onclick or @onload]")


def test_every_record_leads_to_its_words_and_the_words_to_their_records(coded, tree):
    ids = set(tree.xpath("//@id"))
    for line in brief_of(coded).lines:
        assert {f"r-{line.id}", f"w-{line.id}"} <= ids
        marked = tree.xpath(f"//article//*[contains(concat(' ', @data-r, ' '), ' {line.id} ')]")
        assert "".join(node.text for node in marked).split() == line.words.text.split()
    assert {href[1:] for href in tree.xpath("//@href")} <= ids


def test_an_id_stands_once(tree):
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_article_is_whole(coded, tree):
    shown = " ".join(" ".join(p.text_content() for p in tree.xpath("//article/p")).split())
    assert shown == " ".join(coded.text.split())


def test_each_status_is_drawn_by_more_than_colour(tree, page):
    legend = tree.xpath("//fieldset//span[contains(@class, 'tag')]/@class")
    assert len(legend) == 6
    assert all(f".{css.split()[-1]} {{" in page for css in legend)


def test_removed_blocks_are_folded_at_the_end(tree):
    (details,) = tree.xpath("//details[@id='removed']")
    assert "More from <i>The Lantern</i>" in details.text_content()


def test_overlapping_evidence_is_cut_into_stretches_that_know_all_their_records(coded):
    lines = brief_of(coded).lines
    stretches = [s for p in paragraphs(coded, lines) for s in p.stretches]
    both = next(s for s in stretches if s.text == "buffer zone around Tarn")
    assert both.ids == "zones-1 event-4 agreements-1"


def test_of_records_with_the_same_words_the_less_certain_is_drawn(coded):
    same = [line for line in brief_of(coded).lines if line.id in ("event-1", "breaches-1")]
    words = same[0].words
    stretches = paragraphs(coded, [msgspec.structs.replace(line, words=words) for line in same])[1].stretches
    drawn = [stretch.lines[0].drawn for stretch in stretches if stretch.lines]
    assert drawn == ["alleged"]


def test_an_article_without_records_is_still_a_page(silent):
    page = html(silent)
    assert "Nothing happened." in page
    assert "Nothing on record for" in page


def test_the_same_article_gives_the_same_bytes(coded, page):
    assert html(coded) == page
