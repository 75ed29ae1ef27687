"""The date grammar of the codebook: each rule reads its own examples, whole."""

from __future__ import annotations

import pytest

from truceline.codebook import SHIPPED
from truceline.mentions.date_grammar import _Rule, find_expressions

RULES = SHIPPED.entries("dates/grammar.yaml", _Rule)
EXAMPLES = [(rule.form, example) for rule in RULES for example in rule.examples]
# "for weeks": the preposition belongs to the pattern and not to the expression
WITHIN = {"for weeks": "weeks", "within hours": "hours"}


@pytest.mark.parametrize(("form", "example"), EXAMPLES, ids=[f"{f}:{e}" for f, e in EXAMPLES])
def test_a_rule_reads_its_own_example(form, example):
    found = find_expressions(example)
    assert len(found) == (2 if form in ("days", "years") else 1)
    words = example[found[0].start : found[-1].end]
    assert words == WITHIN.get(example, example.strip())


@pytest.mark.parametrize(
    "text",
    ["a second army", "three quarters of the seats", "a night attack", "the long march", "it may rain"],
)
def test_is_silent_where_words_only_look_like_a_time(text):
    assert find_expressions(text) == ()
