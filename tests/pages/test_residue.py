"""What goes and what stays of the pieces in residue.txt, pasted as text and served as HTML."""

import html
from pathlib import Path

import pytest

from tests.pages.test_heads import BODY
from truceline.pages import read_html, read_text

TITLE = "Rebels and army sign truce in the capital"
FLOOR = 41  # of 46 cases that no rule was made for


def cases():
    found = []
    for line in Path(__file__).with_name("residue.txt").read_text(encoding="utf8").splitlines():
        if line.startswith("== "):
            name, _, place = line[3:].partition(" @")
            found.append((name, place, []))
        elif line.startswith(("+ ", "- ")):
            found[-1][2].append((line[0] == "+", line[2:]))
    return found


CASES = cases()
TUNED = [case for n, case in enumerate(CASES) if n % 3 != 2]
HELD = [case for n, case in enumerate(CASES) if n % 3 == 2]


def around(place, lines):
    above = 2 if place == "mid" else len(BODY)
    return [*BODY[:above], *lines, *BODY[above:]]


def text_page(lines):
    return read_text("\n\n".join([TITLE, "12 July 2016", *lines]))


def html_page(lines):
    paragraphs = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines)
    head = f"<head><title>{TITLE}</title><meta name='date' content='2016-07-12'></head>"
    return read_html(f"<html>{head}<body><article><h1>{TITLE}</h1>{paragraphs}</article></body></html>")


def is_clean(case, page):
    _, place, lines = case
    kept = [block.text for block in page(around(place, [line for _, line in lines])).blocks]
    return kept == around(place, [line for stays, line in lines if stays])


@pytest.mark.parametrize("page", [text_page, html_page])
@pytest.mark.parametrize("case", TUNED, ids=[name for name, _, _ in TUNED])
def test_residue_goes_and_what_reads_like_it_stays(case, page):
    assert is_clean(case, page)


@pytest.mark.parametrize("page", [text_page, html_page])
def test_residue_that_no_rule_was_made_for_goes_as_well(page):
    assert sum(is_clean(case, page) for case in HELD) >= FLOOR
