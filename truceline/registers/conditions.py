"""A sentence in, the condition in it out: "if the talks fail", "unless roads are opened", "should it end"."""

from __future__ import annotations

from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.language.parse import Sentence
from truceline.language.syntax import children
from truceline.registers.reading import Reading

_WORDS = "registers/outlook.yaml"
_SHORT = ("not", "so", "any", "anything", "only")  # "if not" has no verb of its own


def opening(reading: Reading, sentence: Sentence) -> Token | None:
    """The word that opens the first condition of the sentence: if, unless, without, a fronted "should"."""
    tokens = reading.parsed.doc[sentence.start : sentence.end]
    return next((t for t in tokens if _opens(reading, t)), None)


def _opens(reading: Reading, token: Token) -> bool:
    lexicon = words(reading.codebook, _WORDS)
    if token.lower_ in ("if", "unless") and token.dep_ in ("mark", "advmod"):
        # "asked if", "even if" suppose nothing
        short = token.doc[token.i + 1 : token.i + 2].text.lower() in _SHORT
        return not short and not (token.i > 0 and token.nbor(-1).lemma_.lower() in lexicon["open_if"])
    if (
        token.lower_ == "should"
        and token.dep_ == "aux"
        and token.head.dep_ in ("advcl", "ccomp", "parataxis")
    ):
        return any(s.i > token.i for s in children(token.head, "nsubj", "nsubjpass"))
    if token.lower_ == "were" and token.is_sent_start is True:  # "Were the vote to fail"
        return any(s.i > token.i for s in children(token, "nsubj", "nsubjpass"))
    if _phrase_opens(token, lexicon):
        return True
    opens = token.lower_ in lexicon["supposes"] and (
        token.dep_ in ("prep", "mark") or bool(token.is_sent_start)
    )
    return opens and any(True for _ in token.children)


def _phrase_opens(token: Token, lexicon: dict[str, frozenset[str]]) -> bool:
    """ "in the absence of", "in the event of", "as long as"."""
    if token.lower_ not in ("in", "as", "so", "on", "with"):
        return False
    ahead = token.doc[token.i : token.i + 4].text.lower()
    return any(ahead.startswith(phrase) for phrase in lexicon["supposes_phrase"])


def clause_of(mark: Token) -> Token:
    """The verb of the condition that ``mark`` opens; of "without a deal", the preposition itself."""
    return mark.head if mark.dep_ in ("mark", "advmod", "aux") else mark


def condition_of(reading: Reading, sentence: Sentence) -> str | None:
    """The words of the condition, without "if"; "unless", "without" and "should" are kept."""
    mark = opening(reading, sentence)
    if mark is None:
        return None
    doc, clause = reading.parsed.doc, clause_of(mark)
    start = mark.i + 1 if mark.lower_ == "if" else mark.i
    end = max(t.i for t in clause.subtree) + 1
    # the model may hang the main clause under the condition
    comma = next((t.i for t in doc[clause.i : end] if t.text == "," and t.head.i >= clause.i), None)
    end = comma if comma is not None and mark.i == sentence.start else end
    while end - 1 > start and doc[end - 1].pos_ == "CCONJ":
        end -= 1
    return reading.quote(start, max(end, start + 1)).text
