"""The forms of words are those that the model's own rules give, sentence by sentence."""

from __future__ import annotations

import pytest
import spacy

from truceline.language.forms import Form, Forms
from truceline.language.parse import load_model
from truceline.settings import model_name

SENTENCES = (
    "The envoys hoped that hopping between capitals would stage a thaw.",
    "There's a truce, and there are two that aren't gonna hold.",
    "Let's see what the rebels' left flank has left, she'd said.",
    "The ceded town was shelled again, and its shelled streets emptied  slowly.",
)


@pytest.fixture(scope="module")
def own_forms() -> list[list[Form]]:
    nlp = spacy.load(model_name(), exclude=["ner"])
    return [[Form.of(t) for t in nlp(s)] for s in SENTENCES]


def test_forms_are_those_of_the_whole_pipeline(own_forms: list[list[Form]]) -> None:
    nlp = load_model(model_name())
    assert Forms(nlp).of([nlp(s) for s in SENTENCES]) == own_forms


def test_words_met_before_have_the_same_forms_again(own_forms: list[list[Form]]) -> None:
    nlp = load_model(model_name())
    forms = Forms(nlp)
    forms.of([nlp(s) for s in reversed(SENTENCES)])
    assert forms.of([nlp(s) for s in SENTENCES]) == own_forms
