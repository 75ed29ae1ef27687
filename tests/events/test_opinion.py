"""The second reader: it learns the examples, is sure of what it has met, and decides nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from truceline.codebook import SHIPPED, Codebook
from truceline.events import training
from truceline.events.opinion import BUCKETS, NOTHING, Opinion, clues, load_opinion
from truceline.language import parse
from truceline.pages import read_text
from truceline.pipeline import code

SENTENCE = "Artillery units shelled the hospital in the old town at dawn."
_CODEBOOK = """\
about: {holds: one type, sources: [this test], known_gaps: [all else]}
entries:
  - id: example.sing
    lemma: serenade
    type: SUPPORT
    yes: ["The villagers serenaded the general in the square."]
"""


@pytest.fixture(scope="module")
def opinion() -> Opinion:
    return load_opinion()


def probability(opinion: Opinion, type_: str, sentence: str, trigger: str) -> float:
    parsed = parse(read_text(sentence))
    words = list(parsed.doc)
    return opinion.probability(type_, next(t for t in words if t.text == trigger), words)


def test_the_shipped_weights_have_learnt_the_shipped_examples() -> None:
    share = training.learnt(SHIPPED.files("opinion.npz")[-1])
    assert share > 0.9, "many examples are new: run `make opinion`"


def test_it_knows_sixteen_types_and_nothing(opinion: Opinion) -> None:
    assert len(opinion.labels) == 17
    assert opinion.labels[-1] == NOTHING
    assert opinion.weights.shape == (BUCKETS, 17)


def test_probabilities_of_all_labels_make_one(opinion: Opinion) -> None:
    total = sum(probability(opinion, label, SENTENCE, "shelled") for label in opinion.labels)
    assert total == pytest.approx(1)


def test_it_finds_an_assault_likelier_than_aid(opinion: Opinion) -> None:
    assert probability(opinion, "ASSAULT", SENTENCE, "shelled") > 3 * probability(
        opinion, "AID", SENTENCE, "shelled"
    )


def test_every_event_carries_a_confidence_between_nought_and_one() -> None:
    coded = code(read_text("Rebels shelled Goma on Monday. Rwanda denied that it had sent troops."))
    assert coded.events
    assert all(e.confidence is not None and 0 < e.confidence < 1 for e in coded.events)


def test_doubt_lowers_confidence_and_leaves_the_type(opinion: Opinion) -> None:
    parsed = parse(read_text(SENTENCE))
    words = list(parsed.doc)
    shelled = next(t for t in words if t.text == "shelled")
    doubting = replace(opinion, bias=opinion.bias - 5 * (np.array(opinion.labels) == "ASSAULT"))
    assert doubting.confidence("ASSAULT", shelled, words) < opinion.confidence("ASSAULT", shelled, words)


def test_clues_are_numbers_of_buckets_each_once() -> None:
    words = list(parse(read_text(SENTENCE)).doc)
    found = clues(words[2], words)
    assert found == sorted(set(found))
    assert all(0 <= clue < BUCKETS for clue in found)


def test_a_user_trains_a_reader_on_examples_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "example.yaml").write_text(_CODEBOOK, encoding="utf8")
    own = Codebook((tmp_path,))
    training.save(training.train(own), tmp_path / "opinion.npz", own)
    sentence = "The villagers serenaded the mayor."
    learnt = probability(load_opinion(own), "SUPPORT", sentence, "serenaded")
    assert learnt > probability(load_opinion(), "SUPPORT", sentence, "serenaded")
