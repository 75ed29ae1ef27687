"""Parsed sentences in, capitalised words with their company out: what stands before and after a name.

The questions here are asked of word ranges ``at``..``end`` (half-open positions in ``words``): whether a
preposition leads to the range, whether the words around it make it part of a person's, a street's or an
organisation's name, which kind of place they state.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from truceline.language import Parsed
from truceline.language.syntax import verb_of
from truceline.mentions.gazetteer import Candidate
from truceline.pages.dateline import find_dateline
from truceline.records import Actor, ActorKind, PlaceKind

_GLUE = re.compile(r"^(?:[ \u00a0]|[-‐‑–'’]?)$")
_PIECE = re.compile(r"[^-‐‑–\s]*\w[^-‐‑–\s]*")
_KINDS: tuple[PlaceKind, ...] = ("region", "city", "area", "water", "site")
IN = frozenset({"in", "at", "near", "outside", "inside", "around", "throughout", "across", "into", "within"})
TO = frozenset(
    {"from", "to", "of", "toward", "towards", "through", "via", "over", "between", "and", "or", "on"}
    | {"against", "beyond", "reach", "reached", "entered", "left"}
)
_BEFORE_OF = {"outside", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"}
_SKIPPED = {"the", "nearby", "neighbouring", "neighboring", "rural", "mainly", "both", "a"}
_LINKS = {"of", "and", "for", "&", "the"}
_ACRONYM = 5  # letters of the longest acronym that may stand before a place, "CBC Toronto"


class Word(NamedTuple):
    """A word of the text, or a part of one between hyphens.

    ``glued``: only a space, a hyphen or an apostrophe stands between it and the word before;
    ``hyphen``: it is a hyphen. ``opens``: it is the first of its sentence.
    """

    text: str
    start: int
    end: int
    token: int
    sentence: int
    glued: bool
    hyphen: bool
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def lower(self) -> str:
        """The word in lower case without its full stop."""
        return self.text.lower().rstrip(".")


def read_words(parsed: Parsed) -> Iterator[Word]:
    """The words of ``parsed``, without marks."""
    text, before, sentence_before = parsed.article.text, 0, -1
    for number, sentence in enumerate(parsed.sentences):
        for token in parsed.doc[sentence.start : sentence.end]:
            first = token.idx
            for match in _PIECE.finditer(text, first, first + len(token)):
                start, end = match.span()
                gap, opens = text[before:start], number != sentence_before
                glued = not opens and bool(_GLUE.match(gap))
                yield Word(match[0], start, end, token.i, number, glued, gap in "-‐‑–" and gap != "", opens)
                before, sentence_before = end, number


@dataclass(frozen=True)
class Surroundings:
    """The words of one article with the word lists that judge them."""

    parsed: Parsed
    words: Sequence[Word]
    lists: dict[str, frozenset[str]]
    actors: Sequence[Actor]

    def gap(self, at: int) -> str:
        """The text between a word and the one before it."""
        return self.parsed.article.text[self.words[at - 1].end : self.words[at].start] if at else ""

    def kind_of(self, word: str) -> PlaceKind | None:
        """The kind of place that a word such as "province" states."""
        return next((k for k in _KINDS if word in self.lists[k]), None)

    def _is_regional(self, stop: int) -> bool:
        after = self.after(stop)
        return after is not None and after.lower in self.lists["regional"]

    def stated_kind(self, at: int, stop: int) -> tuple[PlaceKind | None, int]:
        """The kind that the words beside a range state, and where the name ends with them."""
        if self._is_regional(stop):
            return "region", stop
        run = self.run_after(stop)
        for length in range(len(run), 0, -1):
            kind = self.kind_of(run[length - 1].lower)
            if kind == "site" or (kind and length == 1):
                return kind, stop + length
        if stop < len(self.words) and self.words[stop].glued and not self.words[stop].hyphen:
            kind = self.kind_of(self.words[stop].lower)
            if kind is not None and kind != "site":
                return kind, stop
        if at >= 2 and self.words[at - 1].lower == "of" and self.words[at].glued and self.words[at - 1].glued:
            return self.kind_of(self.words[at - 2].lower), stop
        return None, stop

    def run_after(self, stop: int) -> Sequence[Word]:
        """The capitalised words that go on from ``stop`` without a mark between them."""
        end = stop
        while end < len(self.words) and self.words[end].glued and self.words[end].capital:
            end += 1
        return self.words[stop:end]

    def follows(self, at: int, prepositions: frozenset[str]) -> bool:
        """Whether one of ``prepositions`` leads to the word, over articles and compass words."""
        before = at - 1
        while before >= 0 and self.words[before].sentence == self.words[at].sentence:
            word = self.words[before]
            if word.lower in prepositions:
                return True
            if word.lower == "of" and before and self.words[before - 1].lower in _BEFORE_OF:
                return True
            if word.lower not in _SKIPPED and word.lower not in self.lists["direction"]:
                return False
            before -= 1
        return False

    def follows_age(self, at: int) -> bool:
        """Whether a person's age and "of" stand before: "43, of Lima"."""
        return at >= 2 and self.words[at - 1].lower == "of" and self.words[at - 2].text.isdigit()

    def follows_genitive(self, at: int) -> bool:
        """Whether a genitive stands before: "Ottawa's Macdonald Airport", "the city's X district"."""
        token = self.parsed.doc[self.words[at].token]
        return token.i > 0 and token.nbor(-1).tag_ == "POS"

    def is_proper(self, word: Word) -> bool:
        """Whether the tagger takes ``word`` for a name; in sentences without tags a capital will do."""
        token = self.parsed.doc[word.token]
        if word.capital and ("-" in token.text or (word.text.isupper() and len(word.text) > 3)):
            return True  # "Seattle-based" is tagged as one adjective, "LOUISVILLE" as anything
        return word.capital and (token.pos_ == "PROPN" if token.pos_ else not word.opens)

    def stands_alone(self, at: int) -> bool:
        """Whether the word heads its phrase, or a kind of place does: "in Taiz", "in Taiz province"."""
        token = self.parsed.doc[self.words[at].token]
        if token.dep_ == "pobj" and token.head.head.lemma_ in self.lists["affiliated"]:
            return False  # "believes in"
        if token.dep_ not in ("compound", "nmod", "amod", "poss"):
            return True
        after = self.after(at + 1)
        return token.dep_ != "poss" and (after is None or self.kind_of(after.lower) is not None)

    def after(self, end: int) -> Word | None:
        """The word that follows without a mark between."""
        return self.words[end] if end < len(self.words) and self.words[end].glued else None

    def is_civic(self, end: int) -> bool:
        """Whether a word follows that only a place has: mayor, residents, a court of its own."""
        after = self.after(end)
        if after is None or after.hyphen:
            return False
        run = {w.lower for w in self.run_after(end)}
        return after.lower in self.lists["civic"] or bool(run & self.lists["civic"])

    def heads_locative(self, at: int) -> bool:
        """Whether the word, without an article, is what a preposition of place governs, or listed so."""
        token = self.parsed.doc[self.words[at].token]
        if any(c.dep_ in ("det", "poss") for c in token.children):
            return False
        while token.dep_ == "conj" and token.head.i != token.i:
            token = token.head
        if token.dep_ != "pobj":
            return False
        preposition = token.head
        if preposition.lower_ == "of" and preposition.head.lower_ == "out":
            return True
        if preposition.lower_ in ("for", "from", "to", "towards", "toward"):
            verb = verb_of(preposition)
            return verb is not None and verb.lemma_ in self.lists["leaving"]
        return preposition.lower_ in IN and preposition.head.lemma_ not in self.lists["affiliated"]

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The words that follow a title or a first name somewhere in the article, in lower case."""
        leads = self.lists["title"] | self.lists["given_name"]
        pairs = zip(self.words, self.words[1:])
        return frozenset(
            word.lower
            for before, word in pairs
            if word.glued and word.capital and before.capital and before.lower in leads
        )

    def is_taken(self, at: int) -> bool:
        """Whether the word is the object of a verb that only ground can be: seize, overrun, shell."""
        token = self.parsed.doc[self.words[at].token]
        while token.dep_ == "conj":
            token = token.head
        return token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in self.lists["taking"]

    def opens_in_capitals(self, at: int, stop: int) -> bool:
        """Whether a dateline without a dash stands here: "WASHINGTON Officials said"."""
        words = self.words[at : stop + 1]
        if not words[0].opens or len(words) <= stop - at or words[0].sentence != words[-1].sentence:
            return False
        *name, after = words
        if ":" in self.gap(stop):
            return False  # who speaks in a transcript
        return all(w.text.isupper() and len(w.text) > 2 for w in name) and not after.text[1:].isupper()

    def in_title_case(self, at: int) -> bool:
        """Whether most words of the sentence have a capital, as in a headline."""
        sentence = self.words[at].sentence
        return self._capitals[sentence] > 0.7 * self._lengths[sentence]

    @cached_property
    def _lengths(self) -> Counter[int]:
        return Counter(w.sentence for w in self.words)

    @cached_property
    def _capitals(self) -> Counter[int]:
        return Counter(w.sentence for w in self.words if w.capital)

    def in_dateline(self, at: int) -> bool:
        """Whether the word stands in a dateline."""
        return self.words[at].sentence in self._datelines

    def is_street(self, at: int, end: int) -> bool:
        """Whether the name is a street's or a house's."""
        after = self.run_after(end)[:3]
        last = self.words[end - 1].lower
        return any(w.lower in self.lists["street"] for w in after) or (
            end - at > 1 and last in self.lists["street"]
        )

    def is_led(self, at: int, best: Candidate) -> bool:
        """Whether the capitalised word before makes the name a person's or a title's: Mr. Jordan."""
        word = self.words[at]
        if at == 0 or not word.glued or word.hyphen or not self.words[at - 1].capital:
            return False
        before = self.words[at - 1]
        if before.lower == "the":
            return not before.opens and best.by != "adjective" and best.site.kind != "country"
        if before.lower in self.lists["title"] or before.lower in self.lists["given_name"]:
            return True
        if any(before.lower in self.lists[k] for k in ("direction", "time", "body", "office")):
            return False
        acronym = before.text.isupper() and 2 <= len(before.text) <= _ACRONYM
        return not acronym and not self.kind_of(before.lower) and self.is_proper(before)

    def is_followed(self, at: int, end: int, best: Candidate) -> bool:
        """Whether the capitalised words after make the name part of another: Paris Hilton."""
        run = self.run_after(end)
        if not run or run[0].lower in self.lists["time"]:
            return False
        lowers = {w.lower for w in run}
        if best.by == "adjective" and run[0].lower in ("american", "americans"):
            return True  # African Americans are not of Africa
        if run[0].hyphen or self.words[at].hyphen:
            return not lowers & self.lists["body"] and best.site.kind == "city"
        if lowers & self.lists["brand"]:
            return True
        if lowers & (self.lists["office"] | self.lists["title"] | self.lists["organ"]):
            return False
        if best.by == "adjective":
            return bool(lowers & self.lists["body"])
        if lowers & self.lists["body"] or self.kind_of(run[0].lower):
            return False
        first_name = self.words[at].lower in self.lists["first_name_too"] and end - at == 1
        return self.is_proper(run[0]) and (best.site.kind != "country" or first_name)

    def actor_over(self, at: int, end: int) -> ActorKind | None:
        """The kind of the organisation or person whose name the range is, or lies inside."""
        start, stop = self.words[at].start, self.words[end - 1].end
        for actor in self.actors:
            if not (actor.start <= start and stop <= actor.end):
                continue
            whole = (actor.start, actor.end) == (start, stop)
            if actor.kind in ("igo", "ngo", "armed group") and (whole or actor.code is not None):
                return actor.kind
            if actor.kind == "person" and start != actor.start:
                return "person"
        return None

    @cached_property
    def _datelines(self) -> frozenset[int]:
        text = self.parsed.article.text
        return frozenset(
            number
            for number, sentence in enumerate(self.parsed.sentences)
            if not sentence.parsed
            and find_dateline(text[self.parsed.doc[sentence.start].idx :][:200]) is not None
        )
