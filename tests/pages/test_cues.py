"""Every cue of the codebook knows its examples and leaves its counter-examples alone."""

import pytest

from truceline.codebook import SHIPPED
from truceline.pages.cues import Cue, find_cue

CUES = SHIPPED.entries("pages/cues.yaml", Cue)
KNOWN = [(cue, line) for cue in CUES for line in cue.examples]
SPARED = [line for cue in CUES for line in cue.counter_examples]


@pytest.mark.parametrize("cue, line", KNOWN, ids=lambda value: getattr(value, "id", value))
def test_a_cue_knows_its_examples(cue, line):
    found = find_cue(line, head=cue.where == "head", tail=cue.where == "tail")
    assert found is not None
    assert (found.reason, found.takes) == (cue.reason, cue.takes)


@pytest.mark.parametrize("line", SPARED)
def test_what_reads_like_a_cue_and_is_news_stays(line):
    assert find_cue(line, head=False, tail=True) is None


@pytest.mark.parametrize(
    "line",
    [
        "Residents evacuated from three villages were taken to a school.",
        "The newsletter of the militia called for a march on the capital.",
        "More than 200 fighters surrendered.",
        "Photographs seen by investigators show the burnt-out bus.",
        "Sources close to the talks said that the delegation had left.",
        "Live fire was used against the marchers, the monitors said.",
        "Editors were arrested in the capital on Tuesday.",
        "Home owners near the base were told to leave.",
        "By nightfall both armies had withdrawn.",
        "Comments by the minister angered the rebels.",
        "Share prices fell when the truce collapsed.",
        "Next week the envoys meet again in Muscat.",
        "Watch towers along the line were burned down.",
        "Get out, the soldiers told the villagers.",
        "Recommended by the commission, the truce was signed at noon.",
        "“We will never sign,” he said.",
    ],
)
@pytest.mark.parametrize("place", ["head", "body", "tail"])
def test_sentences_of_news_are_never_furniture(line, place):
    assert find_cue(line, head=place == "head", tail=place == "tail") is None


def test_every_reason_of_a_cue_is_one_that_an_article_may_give():
    reasons = {
        "repeat", "navigation", "teaser", "related", "newsletter", "credit", "byline", "dateline", "masthead",
        "handle", "comment", "advertisement", "copyright", "title", "script", "other",
    }  # fmt: skip
    assert {cue.reason for cue in CUES} <= reasons
