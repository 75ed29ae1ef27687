"""Parsed sentences in, toponyms out: the stretches that name a place, with all that they may stand for.

A name is looked up in the gazetteer wherever a capital begins it; the words beside it then say whether
it is a place (in, the town of, ", Texas"), part of another name (a person's, an organisation's), or
neither, and then its weight in the gazetteer decides. Which place it is, is settled in places.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.words import words
from truceline.language import Parsed
from truceline.language.parse import Sentence
from truceline.mentions.gazetteer import Candidate, Gazetteer, folded, gazetteer
from truceline.mentions.lexicon import State
from truceline.pages.dateline import find_dateline
from truceline.records import Actor, PlaceKind

Verdict = Literal["place", "likely", "weak", "no"]

_LONGEST = 6  # words in the longest name looked up
_GLUE = re.compile(r"^(?:[ \u00a0]|[-‐‑–'’]?)$")
_LINKS = {
    "of",
    "the",
    "de",
    "la",
    "le",
    "les",
    "del",
    "da",
    "do",
    "dos",
    "du",
    "des",
    "al",
    "el",
    "ez",
    "es",
    "as",
    "ad",
}
_LINKS |= {
    "ar",
    "an",
    "at",
    "az",
    "ash",
    "upon",
    "sur",
    "on",
    "and",
    "in",
    "den",
    "der",
    "am",
    "y",
    "e",
    "bin",
    "bint",
}
_ARTICLES = {
    "al",
    "el",
    "ad",
    "ar",
    "as",
    "ash",
    "at",
    "az",
    "ed",
    "es",
    "ez",
}  # of Arabic names in lower case
_IN = {"in", "near", "outside", "inside", "around", "throughout", "across", "into", "within"}
_TO = {
    "at",
    "from",
    "to",
    "of",
    "toward",
    "towards",
    "through",
    "via",
    "over",
    "between",
    "for",
    "and",
    "or",
    "on",
    "against",
}
_SKIPPED = {
    "the",
    "nearby",
    "neighbouring",
    "neighboring",
    "central",
    "downtown",
    "rural",
    "mainly",
    "greater",
    "then",
    "both",
}
_STRONG_CITY = 50_000  # people; a smaller town needs words that say it is a place
_LARGE_REGION = 100_000
_UNKNOWN_BEFORE = {"in", "near", "outside"}


class Short(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Short forms of a first-level region: Pa., CA."""

    region: str
    country: str
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A stretch that names a place: half-open character offsets, token range, and what it may stand for.

    ``name`` is what was looked up; ``kind`` is the kind that the words state ("Idlib province");
    ``within`` is the offset of the toponym that contains it by its own words ("Bangor, Maine").
    """

    start: int
    end: int
    first: int
    last: int
    name: str
    candidates: tuple[Candidate, ...]
    verdict: Verdict
    kind: PlaceKind | None = None
    within: int | None = None

    @property
    def is_adjective(self) -> bool:
        """Whether it stands as an adjective: Syrian."""
        return bool(self.candidates) and self.candidates[0].by == "adjective"


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    token: int
    sentence: int
    glued: bool  # only a space or a hyphen stands between it and the word before
    opens: bool  # it is the first of its sentence

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def lower(self) -> str:
        return self.text.lower().rstrip(".")


@dataclass(frozen=True, slots=True)
class _Names:
    """What the codebook knows of names, ready to look up."""

    gazetteer: Gazetteer
    states: dict[str, tuple[Candidate, ...]]
    exact: dict[str, tuple[Candidate, ...]]  # names that must stand in capitals: US
    short: dict[str, tuple[Candidate, ...]]
    words: dict[str, frozenset[str]]

    def find(self, text: str) -> tuple[Candidate, ...]:
        """All that ``text`` may stand for, states first."""
        exact = self.exact.get(text.replace(".", ""))
        if exact:
            return exact
        key = folded(text)
        states = self.states.get(key, ())
        if states and states[0].by == "adjective":
            return states
        if len(key) < 3 or (" " not in key and key in self.words["not_place"]):
            return states
        found = self.gazetteer.find(text)
        known = {c.site.row for c in states}
        return (*states, *(c for c in found if c.site.row not in known))

    def kind_of(self, word: str) -> PlaceKind | None:
        """The kind of place that a word such as "province" states."""
        kinds: tuple[PlaceKind, ...] = ("region", "city", "area", "water", "site")
        return next((k for k in kinds if word in self.words[k]), None)


@lru_cache(maxsize=4)
def _names(codebook: Codebook) -> _Names:
    sites = gazetteer(codebook)
    states: dict[str, tuple[Candidate, ...]] = {}
    exact: dict[str, tuple[Candidate, ...]] = {}
    for state in codebook.entries("actors/states.yaml", State):
        site = sites.country(state.id) or next((c.site for c in sites.find(state.name)), None)
        if site is None:
            continue
        for name in (state.name, *state.aliases):
            table = exact if name.replace(".", "").isupper() else states
            table.setdefault(
                folded(name) if table is states else name.replace(".", ""), (Candidate(site, "name"),)
            )
        for name in state.adjectives:
            states.setdefault(folded(name), (Candidate(site, "adjective"),))
    short: dict[str, tuple[Candidate, ...]] = {}
    for entry in codebook.entries("places/abbreviations.yaml", Short):
        found = tuple(
            Candidate(c.site, "name")
            for c in sites.find(entry.region)
            if c.site.kind == "region" and c.site.country == entry.country and c.site.level == 1
        )[:1]
        short |= dict.fromkeys(entry.short, found)
    return _Names(sites, states, exact, short, words(codebook, "places/words.yaml"))


def find_toponyms(
    parsed: Parsed, actors: Sequence[Actor] = (), codebook: Codebook = SHIPPED
) -> tuple[Toponym, ...]:
    """The toponyms of ``parsed`` in the order of the text, none overlapping another."""
    names = _names(codebook)
    reader = _Reader(parsed, tuple(_words(parsed)), names, actors)
    return reader.read()


def _words(parsed: Parsed) -> Iterator[_Word]:
    before, sentence_before = 0, -1
    for number, sentence in enumerate(parsed.sentences):
        for token in parsed.doc[sentence.start : sentence.end]:
            for match in re.finditer(r"[^-‐‑–\s]*\w[^-‐‑–\s]*", token.text):
                start, end = token.idx + match.start(), token.idx + match.end()
                gap = parsed.article.text[before:start]
                opens = number != sentence_before
                yield _Word(
                    match[0], start, end, token.i, number, not opens and bool(_GLUE.match(gap)), opens
                )
                before, sentence_before = end, number


@dataclass
class _Reader:
    """Reads one article's words; holds what was found so far."""

    parsed: Parsed
    words: tuple[_Word, ...]
    names: _Names
    actors: Sequence[Actor]

    def read(self) -> tuple[Toponym, ...]:
        spans = list(self._spans())
        found = [t for span in spans if (t := self._judge(*span)) is not None]
        found = self._joined(found)
        return tuple(self._settled(found))

    # -- looking up ------------------------------------------------------------------------------

    def _spans(self) -> Iterator[tuple[int, int, tuple[Candidate, ...]]]:
        """Word ranges with what they may stand for, the longest at each start, left to right."""
        at = 0
        while at < len(self.words):
            span = self._longest(at)
            if span is None:
                at += 1
                continue
            yield at, *span
            at = span[0]

    def _longest(self, at: int) -> tuple[int, tuple[Candidate, ...]] | None:
        first = self.words[at]
        if not first.capital and first.lower not in _ARTICLES:
            return None
        end = at + 1
        while end < min(at + _LONGEST, len(self.words)) and self.words[end].glued:
            word = self.words[end]
            if not (word.capital or word.lower in _LINKS):
                break
            end += 1
        for stop in range(end, at, -1):
            if not self.words[stop - 1].capital:
                continue
            candidates = self._known(at, stop)
            if candidates:
                return stop, candidates
        return None

    def _known(self, at: int, stop: int) -> tuple[Candidate, ...]:
        text = self.parsed.article.text[self.words[at].start : self.words[stop - 1].end]
        if stop - at == 1 and self._is_short(at, text):
            return self.names.short[text] if text in self.names.short else self.names.short[text + "."]
        candidates = self.names.find(text)
        if text.isupper() and len(text) <= 4 and candidates and candidates[0].site.kind != "country":
            return candidates if self._in_dateline(at) else ()
        return candidates

    def _is_short(self, at: int, text: str) -> bool:
        """Whether ``text`` is a short form that may be read here: after a comma, or dotted (B.C.)."""
        if text not in self.names.short and (text + "." not in self.names.short or at == 0):
            return False
        if text.count(".") > 1 or text == "NSW":
            return True
        return at > 0 and self._gap(at) == ", " and self.words[at - 1].capital

    def _gap(self, at: int) -> str:
        return self.parsed.article.text[self.words[at - 1].end : self.words[at].start] if at else ""

    # -- judging ---------------------------------------------------------------------------------

    def _judge(self, at: int, stop: int, candidates: tuple[Candidate, ...]) -> Toponym | None:
        kind, end = self._stated_kind(at, stop)
        verdict = self._verdict(at, stop, end, candidates, kind)
        first, last = self.words[at], self.words[end - 1]
        name = self.parsed.article.text[first.start : self.words[stop - 1].end]
        return Toponym(first.start, last.end, first.token, last.token, name, candidates, verdict, kind)

    def _stated_kind(self, at: int, stop: int) -> tuple[PlaceKind | None, int]:
        """The kind that the words beside the range state, and where the name ends with them."""
        following = self.words[stop] if stop < len(self.words) and self.words[stop].glued else None
        if following is not None and (kind := self.names.kind_of(following.lower)):
            if following.capital:
                return kind, stop + 1
            if kind != "site":
                return kind, stop
        if at >= 2 and self.words[at - 1].lower == "of" and self.words[at].glued:
            return self.names.kind_of(self.words[at - 2].lower), stop
        return None, stop

    def _verdict(
        self, at: int, stop: int, end: int, candidates: tuple[Candidate, ...], kind: PlaceKind | None
    ) -> Verdict:
        if self._belongs_to_actor(at, end, candidates) or self._is_other_name(at, end, candidates):
            return "no"
        if self._in_dateline(at) or self.words[at].text in self.names.short:
            return "place"
        if candidates[0].by == "adjective":
            return "likely"
        if kind in ("region", "city") or self._follows(at, _IN):
            return "place"
        strong = any(_is_strong(c) for c in candidates)
        if not strong:
            return "weak"
        return "place" if self._follows(at, _TO) else "likely"

    def _follows(self, at: int, prepositions: set[str]) -> bool:
        """Whether one of ``prepositions`` leads to the word, over articles and compass words."""
        before = at - 1
        while before >= 0 and self.words[before].sentence == self.words[at].sentence:
            word = self.words[before]
            if word.lower in prepositions:
                return True
            if word.lower not in _SKIPPED and word.lower not in self.names.words["direction"]:
                return False
            before -= 1
        return False

    def _is_other_name(self, at: int, end: int, candidates: tuple[Candidate, ...]) -> bool:
        """Whether the capitalised words beside the range make it part of another name."""
        return self._is_led(at, candidates) or self._is_followed(at, end, candidates)

    def _is_led(self, at: int, candidates: tuple[Candidate, ...]) -> bool:
        if at == 0 or not self.words[at].glued:
            return False
        before = self.words[at - 1]
        if before.lower in self.names.words["title"] and (
            before.capital or candidates[0].site.kind == "city"
        ):
            return before.capital
        if not before.capital:
            return False
        if before.lower in self.names.words["given_name"]:
            return True
        if before.lower in self.names.words["direction"] or self.names.kind_of(before.lower):
            return False
        if before.opens and not self._is_proper(before):
            return False
        return not self.names.find(before.text) and self._is_proper(before)

    def _is_followed(self, at: int, end: int, candidates: tuple[Candidate, ...]) -> bool:
        if end >= len(self.words) or not self.words[end].glued or not self.words[end].capital:
            return False
        after = self.words[end]
        best = candidates[0]
        if after.lower in self.names.words["office"] or after.lower in self.names.words["title"]:
            return False
        if best.by == "adjective" or best.site.kind == "country":
            return False
        if self.names.kind_of(after.lower) or self.names.find(after.text):
            return False
        return self._is_proper(after)

    def _is_proper(self, word: _Word) -> bool:
        """Whether the tagger takes ``word`` for a name; in sentences without tags a capital will do."""
        pos = self.parsed.doc[word.token].pos_
        return pos == "PROPN" if pos else not word.opens

    def _belongs_to_actor(self, at: int, end: int, candidates: tuple[Candidate, ...]) -> bool:
        start, stop = self.words[at].start, self.words[end - 1].end
        for actor in self.actors:
            if not (actor.start <= start and stop <= actor.end):
                continue
            if actor.kind in ("igo", "ngo", "armed group"):
                return True
            if actor.kind == "person" and not (start == actor.start and stop < actor.end):
                return True
        return False

    def _in_dateline(self, at: int) -> bool:
        sentence = self.parsed.sentences[self.words[at].sentence]
        return not sentence.parsed and _is_dateline(self.parsed, sentence)

    # -- the article as a whole ------------------------------------------------------------------

    def _joined(self, found: list[Toponym]) -> list[Toponym]:
        """Containers set ("Bangor, Maine"), and lists: what is coordinated with a place is one."""
        text = self.parsed.article.text
        result = list(found)
        for n in range(len(result) - 2, -1, -1):
            one, two = result[n], result[n + 1]
            if text[one.end : two.start] in (", ", " , ") and _may_contain(one, two):
                result[n] = replace(one, within=two.start, verdict="no" if one.verdict == "no" else "place")
        for n in range(1, len(result)):
            one, two = result[n - 1], result[n]
            gap = text[one.end : two.start]
            listed = gap in (", ", " and ", ", and ", " or ")
            if listed and one.verdict == "place" and two.verdict in ("likely", "weak"):
                result[n] = replace(two, verdict="place")
        return result

    def _settled(self, found: list[Toponym]) -> Iterator[Toponym]:
        """One sense an article: a weak name is a place where it is said to be one elsewhere."""
        sure = {folded(t.name) for t in found if t.verdict == "place"}
        persons = {folded(t.name) for t in found if t.verdict == "no" and self._is_surname(t)}
        for toponym in found:
            key = folded(toponym.name)
            if toponym.verdict == "no" or (toponym.verdict == "weak" and key not in sure):
                continue
            if key in persons and toponym.verdict == "likely":
                continue
            yield toponym

    def _is_surname(self, toponym: Toponym) -> bool:
        token = self.parsed.doc[toponym.first]
        if token.i == 0:
            return False
        before = token.nbor(-1).text.lower().rstrip(".")
        return before in self.names.words["given_name"] or before in self.names.words["title"]


def _is_strong(candidate: Candidate) -> bool:
    site = candidate.site
    if site.kind == "country" or site.row < 0 or site.capital:
        return True
    if site.kind == "region":
        return site.level == 1 and site.population >= _LARGE_REGION
    return site.population >= _STRONG_CITY


def _may_contain(one: Toponym, two: Toponym) -> bool:
    """Whether ``two`` may be the region or country in which ``one`` lies."""
    if two.is_adjective or one.is_adjective:
        return False
    outer = {
        (c.site.row, c.site.country, c.site.kind)
        for c in two.candidates
        if c.site.kind in ("country", "region")
    }
    for candidate in one.candidates:
        site = candidate.site
        if site.kind == "country":
            continue
        if any(
            site.region_row == row or (kind == "country" and country == site.country)
            for row, country, kind in outer
        ):
            return True
    return False


def _is_dateline(parsed: Parsed, sentence: Sentence) -> bool:
    start = parsed.doc[sentence.start].idx
    return find_dateline(parsed.article.text[start : start + 200]) is not None
