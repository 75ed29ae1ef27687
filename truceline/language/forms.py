"""Parsed sentences in, the form of each word out: tag, part of speech, lemma, morphology.

The model's rules for these read one word at a time, with its tag and its relation: a word that was
met before has the same form again, and the rules are asked only about new ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token

# The steps of a spaCy pipeline that are rules over words; ``Forms`` takes them over.
RULES = ("attribute_ruler", "lemmatizer")

# Lemmas that the model gets wrong for verbs which the field needs.
_LEMMAS = {
    "staged": "stage",
    "staging": "stage",
    "lended": "lend",
    "waged": "wage",
    "ceded": "cede",
    "fled": "flee",
    "corpses": "corpse",
}
# A stem that would double its consonant, were it whole: "hopping" is of hop, "hoping" of hope.
_SHORT = re.compile(r"[^aeiou]*[aeiou][bcdfgkmnprtvz]")
_MOST_REMEMBERED = 200_000

Word = tuple[int, int, int]  # the hashes of the word, its tag and its relation


class Form(NamedTuple):
    """What the rules say of a word; ``lemma`` is in lower case."""

    tag: str
    pos: str
    lemma: str
    morph: str
    dep: str

    @classmethod
    def of(cls, token: Token) -> Form:
        """Read a token that the rules have been over."""
        return cls(token.tag_, token.pos_, _lemma(token), str(token.morph), token.dep_)


def _lemma(token: Token) -> str:
    """The lemma in lower case, with the e that the model takes away: hopes, staged, raping."""
    lemma: str = _LEMMAS.get(token.lower_, token.lemma_.lower())
    cut = token.pos_ == "VERB" and token.lower_ in (f"{lemma}ed", f"{lemma}ing", f"{lemma}es")
    return f"{lemma}e" if cut and _SHORT.fullmatch(lemma) else lemma


class Forms:
    """The rules of one model, with what they said before."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._rules: list[Any] = [nlp.get_pipe(name) for name in RULES]
        self._one_word = AttributeRuler(nlp.vocab)
        self._more_words = Matcher(nlp.vocab)
        marks: set[str | None] = set()
        for number, rule in enumerate(self._rules[0].patterns):
            one = [p for p in rule["patterns"] if _is_one_word(p)]
            more = [p for p in rule["patterns"] if not _is_one_word(p)]
            if one:
                self._one_word.add_patterns([{**rule, "patterns": one}])
            if more:
                self._more_words.add(str(number), more)
                marks |= {_mark(pattern) for pattern in more}
        # a sentence without one of them need not be searched, unless some rule has no mark
        self._marks = None if None in marks else {nlp.vocab.strings.add(m) for m in marks if m}
        self._known: dict[Word, Form] = {}

    def of(self, docs: list[Doc]) -> list[list[Form]]:
        """The forms of all words of each tagged and parsed Doc."""
        columns = [doc.to_array(["ORTH", "TAG", "DEP", "LOWER"]).T.tolist() for doc in docs]
        words: list[list[Word]] = [list(zip(*read[:3], strict=True)) for read in columns]
        self._learn(word for sentence in words for word in sentence)
        return [
            # "gonna", "let's": some rules read a word by its neighbour
            self._in_company(doc)
            if self._is_marked(dep, lower) and self._more_words(doc, allow_missing=True)
            else [self._known[w] for w in sentence]
            for doc, sentence, (_, _, dep, lower) in zip(docs, words, columns, strict=True)
        ]

    def _is_marked(self, *hashes: list[int]) -> bool:
        return self._marks is None or any(not self._marks.isdisjoint(some) for some in hashes)

    def _learn(self, words: Iterable[Word]) -> None:
        """Ask the rules about the words that were never met, each on its own."""
        if len(self._known) > _MOST_REMEMBERED:
            self._known.clear()
        words = dict.fromkeys(words)
        new = [w for w in words if w not in self._known]
        if not new:
            return
        strings = self._vocab.strings
        doc = Doc(
            self._vocab,
            words=[strings[orth] for orth, _, _ in new],
            tags=[strings[tag] for _, tag, _ in new],
            deps=[strings[dep] for _, _, dep in new],
        )
        for rule in (self._one_word, *self._rules[1:]):
            doc = rule(doc)
        self._known.update(zip(new, map(Form.of, doc), strict=True))

    def _in_company(self, doc: Doc) -> list[Form]:
        for rule in self._rules:
            doc = rule(doc)
        return [Form.of(t) for t in doc]


def _is_one_word(pattern: list[dict[str, Any]]) -> bool:
    return len(pattern) == 1 and "OP" not in pattern[0]


def _mark(pattern: list[dict[str, Any]]) -> str | None:
    """A relation or a word in lower case that the pattern asks for outright."""
    asked = (value for token in pattern for name, value in token.items() if name in ("DEP", "LOWER"))
    return next((value for value in asked if isinstance(value, str)), None)
