"""Counts and parse in, counted nouns out: which noun each number counts, and in what unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.language import Parsed, syntax
from truceline.mentions.counted import Unit, units
from truceline.mentions.shares import share_of
from truceline.records import Count

SINGLE = ("a", "an", "another")
PARTS = ("them", "whom", "which", "these", "those")
_CLIMBS = ("nummod", "quantmod", "compound", "amod", "advmod", "det", "nmod", "npadvmod", "predet", "punct")
_PHRASE = ("NOUN", "PROPN", "NUM", "ADJ", "ADV", "SYM", "X", "PRON")
_WITHIN = ("ADJ", "NOUN", "PROPN", "ADP", "ADV", "X", "DET", "PUNCT")
_FARTHEST = 5
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AGED = ("girl", "boy", "man", "woman", "child", "youth")
# Plurals that name people by their ending: "unionists", "Ossetians". (-ers names machines too.)
_PEOPLE = ("ists", "ians", "men", "women", "eers", "folk", "people")
_NO_ONE = ("people", "person", "death", "casualty")  # "a people", "a person who": no single casualty


@dataclass(frozen=True, slots=True)
class Counted:
    """A count in the parse: its last number word, the head of its phrase, the noun that is counted.

    ``noun`` is None of a bare number ("killed 12"); ``unit`` is None of a noun that the codebook
    does not know; ``share`` is what "half of" before the count makes of it.
    """

    count: Count
    first: Token
    number: Token
    head: Token
    noun: Token | None
    unit: Unit | None
    share: Count | None = None

    @property
    def is_part(self) -> bool:
        """Whether it counts a part of what was counted: "two of them", "30 of the dead"."""
        after = self.number.doc[self.number.i + 1 : self.number.i + 3]
        return len(after) == 2 and after[0].lower_ == "of" and after[1].lower_ in (*PARTS, "the")


class CountedNouns:
    """Finds what the counts of one article count."""

    def __init__(self, parsed: Parsed, codebook: Codebook = SHIPPED) -> None:
        self._parsed = parsed
        self._units = units(codebook)
        self._codebook = codebook

    def find(self, counts: tuple[Count, ...]) -> list[Counted]:
        """The counts that stand in a parsed sentence, and people who are one by their article."""
        placed = [c for c in (self._place(count) for count in counts) if c is not None]
        placed = [c for c in placed if not _is_replaced(c, placed)]
        return sorted([*placed, *self._singles(placed)], key=lambda c: c.number.i)

    def unit(self, noun: Token) -> Unit | None:
        """The unit in which ``noun`` is counted; None where the codebook does not know it."""
        forms = (noun.lemma_.lower(), noun.lower_, noun.lower_.removesuffix("s"))  # "321 Houses Destroyed"
        known = next((self._units[f] for f in forms if f in self._units), None)
        return known or ("people" if noun.tag_ == "NNS" and noun.lower_.endswith(_PEOPLE) else None)

    def _place(self, count: Count) -> Counted | None:
        tokens = [t for t in self._parsed.tokens_at(count.start, count.end) if t.dep_]
        if not tokens:
            return None
        if _is_age(tokens[0]) or _is_pronoun(tokens):
            return None
        number = next((t for t in reversed(tokens) if t.like_num or t.pos_ == "NUM"), tokens[-1])
        head = self._head(number, {t.i for t in tokens})
        noun = self._named(head, number)
        unit = self.unit(noun) if noun is not None else None
        share = share_of(self._parsed.article.text, count, self._codebook)
        return Counted(count, tokens[0], number, head, noun, unit, share)

    def _head(self, number: Token, inside: set[int]) -> Token:
        """The head of the phrase of ``number``; a verb where the word is tagged as one ("12 wounded")."""
        head = number
        while head.head.i in inside and head.head.i != head.i:
            head = head.head  # "between 300 and 500 people"
        for _ in range(_FARTHEST):
            up = head.head
            between = head.doc[number.i + 1 : up.i]
            if up.i < number.i or up.i == head.i or any(_parts(t) for t in between):
                break  # "600 relocated and 900 people": the noun of the later number
            if head.dep_ not in _CLIMBS or not (up.pos_ in _PHRASE or self.unit(up)):
                break
            head = up
        return head

    def _named(self, head: Token, number: Token) -> Token | None:
        """The noun that says what is counted: the head, what it is "of", or the next noun."""
        if head.i != number.i and self.unit(head):
            return head
        of: Token | None = head
        things: Token | None = None
        for _ in range(3):
            of = next(iter(syntax.prepositions(of).get("of", [])), None) if of is not None else None
            if of is not None and self.unit(of):
                return of
            things = things or (of if of is not None and of.tag_ == "NNS" else None)
        if things is not None:
            return things  # "dozens of bronzes"
        following = self._following(number)
        if following is not None:
            return following
        return head if head.i != number.i and head.pos_ in ("NOUN", "PROPN") else None

    def _following(self, number: Token) -> Token | None:
        for t in number.doc[number.i + 1 : number.i + _FARTHEST]:
            if t.is_punct and t.text not in ("-", '"', "'", "“"):
                return None
            if self.unit(t) and t.pos_ in ("NOUN", "PROPN", "ADJ", "X", "VERB"):
                return _described(t, number) or t
            if t.pos_ not in _WITHIN:
                return None
        return None

    def _singles(self, placed: list[Counted]) -> Iterator[Counted]:
        """People who are one by their article: "a policeman"."""
        text = self._parsed.article.text
        taken = {c.noun.i for c in placed if c.noun is not None}
        for t in self._parsed.doc:
            if t.lower_ not in SINGLE:
                continue
            if t.lower_ == "another" and t.dep_ in ("nsubjpass", "nsubj", "dobj"):
                yield Counted(_one(text, t), t, t, t, None, None)
            if t.dep_ != "det":
                continue
            noun = t.head
            if noun.tag_ not in ("NN", "NNP"):
                continue
            if noun.i not in taken and self.unit(noun) == "people" and noun.lemma_ not in _NO_ONE:
                yield Counted(_one(text, t), t, t, noun, noun, "people")


def _one(text: str, word: Token) -> Count:
    end = word.idx + len(word)
    return Count(text=text[word.idx : end], start=word.idx, end=end, value=1)


def _parts(word: Token) -> bool:
    """Whether the word ends the phrase of the number before it; "mud-and-thatch homes" goes on."""
    return word.like_num or (word.pos_ == "CCONJ" and word.nbor(-1).text != "-")


def _described(word: Token, number: Token) -> Token | None:
    """The noun that ``word`` only describes: "six Iraqi bronzes", "12 human skulls"."""
    noun = word.head
    behind = noun.i > word.i and noun.i == number.head.i and noun.tag_ in ("NNS", "NN")
    return noun if behind and word.dep_ in ("amod", "compound", "nmod") else None


def _is_pronoun(tokens: list[Token]) -> bool:
    """ "The two came back": named before, and counted there."""
    number = tokens[-1]
    small = number.is_alpha and number.lower_ in _SMALL and len(tokens) <= 2
    before = tokens[0].lower_ if len(tokens) == 2 else number.nbor(-1).lower_ if number.i else ""
    return (
        small
        and before in ("the", "these", "those")
        and number.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
    )


def _is_age(number: Token) -> bool:
    """ "A girl of six"."""
    of = number.doc[number.i - 1] if number.i else None
    return of is not None and of.lower_ == "of" and of.head.tag_ == "NN" and of.head.lemma_ in _AGED


def _is_replaced(counted: Counted, placed: list[Counted]) -> bool:
    """The old number of "revised from 14 to 18"; one with a date of its own stands."""
    doc, number = counted.number.doc, counted.number
    if counted.first.i == 0 or doc[counted.first.i - 1].lower_ != "from":
        return False
    after = doc[number.i + 1 : number.i + 2]
    if not any(t.lower_ == "to" for t in after):
        return False
    return any(number.i + 1 < p.number.i <= number.i + 4 for p in placed)
