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
from truceline.mentions.gazetteer import Candidate, Gazetteer, Site, distance, folded, gazetteer, is_within
from truceline.mentions.lexicon import State
from truceline.mentions.surroundings import IN, TO, Surroundings, Word, read_words
from truceline.records import Actor, PlaceKind

# stated: the words say that it is a place. likely: its weight does. weak: neither. person: it is somebody's
# name. no: it is part of another name.
Verdict = Literal["stated", "likely", "weak", "person", "no"]

_VILLAGE_WORDS = 2
_NO_VILLAGE = (
    "not_place", "brand", "body", "organ", "office", "title", "given_name", "agency", "time", "street",
    "first_name_too", "direction", "region", "city", "area", "water", "site",
)  # fmt: skip
_LONGEST = 6  # words in the longest name looked up
_LINKS = frozenset(
    "of the de la le les del da do dos du des al el ez es as ad ar an at az ash upon sur on and in den der am"
    " y e bin bint".split()
)
_ARTICLES = frozenset("al el ad ar as ash at az ed es ez".split())  # of Arabic names, in lower case
_STRONG_CITY = 50_000  # people; a smaller town needs words that say it is a place
_STRONG_ALIAS = 500_000  # the same for a name that is not its own: Bale is Basel in no English text
_LARGE_REGION = 100_000
_LISTED = (", ", " and ", ", and ", " or ", ", or ")
_BESIDE = re.compile(
    r"^,? (?:(?:about|some|just|roughly) )?(?:[\w.,]+ (?:km|kilomet(?:re|er)s|miles?) )?"
    r"(?:to the )?(?:(?:north|south)?-?(?:east|west)?|north|south)(?:near|outside)?"
    r"(?: of)? (?:the city of )?$"
)
_NEAR_KM = 100.0
_LIST_KM = 300.0
_GENITIVE = ("'s ", "’s ", "' ", "’ ")


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
    attributive: bool = False  # it stands before a noun: "the U.S. envoy"
    listed_with: int | None = None  # the offset of the first toponym of the list in which it stands

    @property
    def is_adjective(self) -> bool:
        """Whether it stands as an adjective: Syrian."""
        return bool(self.candidates) and self.candidates[0].by == "adjective"


@dataclass(frozen=True, slots=True)
class _Names:
    """What the codebook knows of names, ready to look up."""

    gazetteer: Gazetteer
    states: dict[str, Candidate]
    capitals: dict[str, Candidate]
    exact: dict[str, Candidate]  # names that must stand in capitals: US
    short: dict[str, tuple[Candidate, ...]]
    words: dict[str, frozenset[str]]

    def find(self, text: str) -> tuple[Candidate, ...]:
        """All that ``text`` may stand for: states first, save where a name of their parts is the same."""
        plain = text.replace(".", "")
        if plain in self.exact:
            return (self.exact[plain],)
        key = folded(text)
        state = self.states.get(key)
        if state is not None and state.by == "adjective":
            return (state,)
        unfit = len(key) < 3 or (" " not in key and key in self.words["not_place"])
        found = () if unfit else self.gazetteer.find(text)
        if key in self.capitals:
            row = self.capitals[key].site.row
            same = next((c for c in found if c.site.row == row and c.by == "name"), self.capitals[key])
            found = (same, *(c for c in found if c.site.row != row))
        if state is None or (found and found[0].by != "alias" and found[0].site.kind == "region"
                             and folded(state.site.name) != key):  # fmt: skip
            return found
        # Mexico City is no Mexico, but a town in Missouri is
        own = (c for c in found if c.site.kind != "city" or folded(c.site.name) == key)
        return (state, *(c for c in own if c.site.row != state.site.row))


@lru_cache(maxsize=4)
def _names(codebook: Codebook) -> _Names:
    sites = gazetteer(codebook)
    states: dict[str, Candidate] = {}
    capitals: dict[str, Candidate] = {}
    exact: dict[str, Candidate] = {}
    for state in codebook.entries("actors/states.yaml", State):
        site = sites.country(state.id) or next((c.site for c in sites.find(state.name)), None)
        if site is None:
            continue
        for name in (state.name, *state.aliases):
            if name.replace(".", "").isupper():
                exact.setdefault(name.replace(".", ""), Candidate(site, "name"))
            else:
                states.setdefault(folded(name), Candidate(site, "name"))
        for name in state.adjectives:
            states.setdefault(folded(name), Candidate(site, "adjective"))
        for name in state.capitals:
            city = next((c.site for c in sites.find(name) if _is_city_of(c.site, site.country)), None)
            if city is not None:
                capitals.setdefault(folded(name), Candidate(city, "name"))
    short = {
        form: _region(sites, entry)
        for entry in codebook.entries("places/abbreviations.yaml", Short)
        for form in entry.short
    }
    return _Names(sites, states, capitals, exact, short, words(codebook, "places/words.yaml"))


def _is_city_of(site: Site, country: str | None) -> bool:
    return site.kind == "city" and site.country == country


def _region(sites: Gazetteer, entry: Short) -> tuple[Candidate, ...]:
    found = (c.site for c in sites.find(entry.region) if c.site.kind == "region" and c.site.level == 1)
    return tuple(Candidate(s, "name") for s in found if s.country == entry.country)[:1]


def find_toponyms(
    parsed: Parsed, actors: Sequence[Actor] = (), codebook: Codebook = SHIPPED
) -> tuple[Toponym, ...]:
    """The toponyms of ``parsed`` in the order of the text, none overlapping another."""
    names = _names(codebook)
    around = Surroundings(parsed, tuple(read_words(parsed)), names.words, actors)
    found = list(_Reader(around, names).read())
    found = _contained(parsed.article.text, found)
    found = _listed(parsed.article.text, found)
    return tuple(_settled(found))


@dataclass(frozen=True)
class _Reader:
    """Looks the words of one article up and judges what it finds."""

    around: Surroundings
    names: _Names

    def read(self) -> Iterator[Toponym]:
        """Every toponym and every name that looks like one, with its verdict, left to right."""
        at = 0
        while at < len(self.around.words):
            found = self._best(at)
            if found is None or (found.verdict == "no" and not found.is_adjective):
                found = self._unknown(at) or found
            if found is None:
                at += 1
                continue
            yield found
            while at < len(self.around.words) and self.around.words[at].start < found.end:
                at += 1

    def _best(self, at: int) -> Toponym | None:
        """The longest known name that begins here, or a shorter one where that is none of a place."""
        first: Toponym | None = None
        for stop, candidates in self._known(at):
            found = self._judged(at, stop, candidates)
            if found.verdict in ("stated", "likely"):
                return found
            first = first or found
        return first

    def _known(self, at: int) -> Iterator[tuple[int, tuple[Candidate, ...]]]:
        words = self.around.words
        if not words[at].capital and words[at].lower not in _ARTICLES:
            return
        end = at + 1
        while end < min(at + _LONGEST, len(words)) and words[end].glued:
            if not (words[end].capital or words[end].lower in _LINKS):
                break
            end += 1
        for stop in range(end, at, -1):
            if words[stop - 1].capital and (candidates := self._find(at, stop)):
                yield stop, candidates

    def _find(self, at: int, stop: int) -> tuple[Candidate, ...]:
        words = self.around.words
        text = self.around.parsed.article.text[words[at].start : words[stop - 1].end]
        if stop - at == 1 and (short := self._short(at, text)):
            return short
        found = self.names.find(text)
        if text.isupper() and len(text) <= 4 and found and found[0].site.kind != "country":
            agency = self.around.gap(at).endswith("(")
            return found if self.around.in_dateline(at) and not agency else ()
        return found

    def _short(self, at: int, text: str) -> tuple[Candidate, ...]:
        """The region of a short form that may be read here: after a comma, or dotted (B.C.)."""
        form = text if text in self.names.short else text + "."
        if form not in self.names.short or at == 0:
            return ()
        after_comma = self.around.gap(at) == ", " and self.around.words[at - 1].capital
        return self.names.short[form] if after_comma or form.count(".") > 1 or form == "NSW" else ()

    # -- judging ---------------------------------------------------------------------------------

    def _judged(self, at: int, stop: int, candidates: tuple[Candidate, ...]) -> Toponym:
        kind, end = self.around.stated_kind(at, stop)
        if kind == "site" and end > stop:
            if candidates[0].by == "adjective" or candidates[0].site.kind in ("country", "region"):
                kind, end = None, stop  # the Turkish Embassy is none of Turkey's places
            elif candidates[0].site.kind != "city" or not self._is_strong(at, stop, candidates):
                return self._site(at, end)  # Pearson Airport is not in Pearson
        verdict = self._verdict(at, stop, end, candidates, kind)
        return self._toponym(at, stop, end, candidates, verdict, kind)

    def _site(self, at: int, end: int) -> Toponym:
        """A building or ground under a name of its own."""
        fit = self._unknown_kind(at, end) is not None and not self.around.is_street(at, end)
        return self._toponym(at, end, end, (), "stated" if fit else "no", "site")

    def _toponym(
        self, at: int, stop: int, end: int, candidates: tuple[Candidate, ...], verdict: Verdict,
        kind: PlaceKind | None,
    ) -> Toponym:  # fmt: skip
        words, text = self.around.words, self.around.parsed.article.text
        first, last = words[at], words[end - 1]
        name = text[first.start : words[stop - 1].end]
        attributive = self.around.parsed.doc[last.token].dep_ in ("compound", "amod", "nmod")
        return Toponym(
            first.start, last.end, first.token, last.token, name, candidates, verdict, kind,
            attributive=attributive,
        )  # fmt: skip

    def _verdict(
        self, at: int, stop: int, end: int, candidates: tuple[Candidate, ...], kind: PlaceKind | None
    ) -> Verdict:
        around, words, best = self.around, self.around.words, candidates[0]
        listed = best.site.kind == "region" and not best.added
        if listed and all(
            w.lower in around.lists["direction"] or around.kind_of(w.lower) for w in words[at:end]
        ):
            return "weak"  # "North West", "Southern District": some country has a region of any such name
        actor = around.actor_over(at, end)
        if best.site.row >= 0 and (around.is_street(at, end) or actor):
            return "person" if actor == "person" else "no"
        if around.in_dateline(at) or around.opens_in_capitals(at, stop) or self._short(at, words[at].text):
            return "stated"
        if around.is_led(at, best) and not self._is_led_by_state(at):
            return "no" if _is_major(best) and not self._is_first_name(at, stop) else "person"
        if around.is_followed(at, end, best):
            return "person" if self._is_first_name(at, stop) else "no"
        if best.by == "adjective":
            return "no" if self._is_language(words[at]) else "likely"
        if stop - at > 1 and words[at].lower in around.lists["given_name"] and not _is_strong(best):
            return "person"  # some town in America bears any first name with any surname
        if not self._is_name(at, stop, candidates):
            return "weak" if around.follows(at, IN) else "no"
        if self._is_stated(at, stop, candidates, kind):
            return "stated"
        if stop - at == 1 and words[at].lower in around.lists["agency"]:
            return "no"
        return "likely" if self._is_strong(at, stop, candidates) else "weak"

    def _is_name(self, at: int, stop: int, candidates: tuple[Candidate, ...]) -> bool:
        """Whether the tagger lets the range be a name; of a large place's name it may think a noun."""
        around, words = self.around, self.around.words
        if around.is_proper(words[stop - 1]) or words[at].lower in _ARTICLES:
            return True
        noun = around.parsed.doc[words[stop - 1].token].pos_ in ("ADJ", "NOUN")
        return noun and not words[at].opens and self._is_strong(at, stop, candidates)

    def _is_stated(
        self, at: int, stop: int, candidates: tuple[Candidate, ...], kind: PlaceKind | None
    ) -> bool:
        """Whether the words say that the name is a place: in X, X province, Laurel County."""
        around = self.around
        own_kind = around.kind_of(around.words[stop - 1].lower) if stop - at > 1 else None
        if kind in ("region", "city") or own_kind in ("region", "area", "water") or around.follows_age(at):
            return True
        site = candidates[0].site.kind == "site"
        if not self._is_first_name(at, stop) and (around.is_civic(stop) or around.is_taken(stop - 1)):
            return True
        leads = around.follows(at, IN | TO if site else IN) or around.heads_locative(stop - 1)
        return leads and (self._is_strong(at, stop, candidates) or around.stands_alone(stop - 1))

    def _is_first_name(self, at: int, stop: int) -> bool:
        lists, lower = self.around.lists, self.around.words[at].lower
        return stop - at == 1 and (lower in lists["given_name"] or lower in lists["first_name_too"])

    def _is_led_by_state(self, at: int) -> bool:
        """Whether the word before is a state or its adjective: "Syrian Aleppo", "U.S. Texas"."""
        found = self.names.find(self.around.words[at - 1].text)
        return bool(found) and (found[0].by == "adjective" or found[0].site.kind == "country")

    def _is_language(self, word: Word) -> bool:
        """Whether an adjective names a language: "in Turkish", "speaks Russian"."""
        token = self.around.parsed.doc[word.token]
        if token.dep_ == "pobj":
            return token.head.lower_ in ("in", "into", "from")
        return token.dep_ in ("dobj", "npadvmod") and token.head.lemma_ in ("speak", "learn", "teach")

    def _is_strong(self, at: int, stop: int, candidates: tuple[Candidate, ...]) -> bool:
        """Whether the name alone makes a place likely: a country, a large region or town."""
        lists, lowers = self.around.lists, [w.lower for w in self.around.words[at:stop]]
        if stop - at == 1 and (lowers[0] in lists["given_name"]):
            return False
        # "the White House said": an institution, unless the words say where
        if folded(candidates[0].site.name) in lists["seat"]:
            return False
        return any(_is_strong(c) for c in candidates)

    # -- names that the gazetteer lacks ----------------------------------------------------------

    def _unknown(self, at: int) -> Toponym | None:
        """A name that only the words beside it make a place: "Penn Hospital", "the village of Kafr Nuran"."""
        around, words = self.around, self.around.words
        if not words[at].capital or words[at].opens:
            return None
        if words[at].glued and words[at - 1].capital and words[at - 1].lower != "the":
            return None
        run = around.run_after(at + 1)
        end = at + 1 + len(run)
        if around.actor_over(at, end) or around.is_street(at, end):
            return None
        proper = all(around.is_proper(w) for w in words[at:end])
        kind = self._unknown_kind(at, end) if proper else None
        if kind is not None:
            return self._toponym(at, end, end, (), "stated", kind)
        return self._toponym(at, end, end, (), "weak", None) if self._may_be_village(at, end) else None

    def _may_be_village(self, at: int, end: int) -> bool:
        """Whether a name that nobody knows heads a phrase of place: "fell on Kabizo", "shots at Lefeu"."""
        lists, words = self.around.lists, self.around.words[at:end]
        if len(words) > _VILLAGE_WORDS or not self.around.heads_locative(end - 1):
            return False
        if any(not w.text.isalpha() or w.text.isupper() or len(w.text) < 4 for w in words):
            return False
        return not any(w.lower in lists[k] for w in words for k in _NO_VILLAGE) and not any(
            w.lower in self.around.surnames for w in words
        )

    def _unknown_kind(self, at: int, end: int) -> PlaceKind | None:
        around, words = self.around, self.around.words
        lists = around.lists
        last = words[end - 1].lower
        led = around.follows(at, IN | TO) or around.follows_genitive(at)
        if end - at > 1 and last in lists["ground"] and led:
            return "site"
        if any(w.lower in lists["not_place"] or w.lower in lists["brand"] for w in words[at:end]):
            return None
        kind, _ = around.stated_kind(at, end)
        if kind in ("region", "city") and words[at - 1].lower == "of":
            return kind if words[at - 2].lower in lists["named_kind"] else None
        after = words[end].lower if end < len(words) and words[end].glued else ""
        the = words[at - 1].lower == "the" and after in lists["named_ground"]
        return kind if after in lists["named_kind"] and (led or the) else None


def _is_strong(candidate: Candidate) -> bool:
    site = candidate.site
    if candidate.added:
        return True
    if candidate.by == "alias" and site.kind == "city" and site.population < _STRONG_ALIAS:
        return False
    if site.kind == "region":
        return site.row < 0 or (site.level == 1 and site.population >= _LARGE_REGION)
    return site.kind != "city" or site.row < 0 or site.capital or site.population >= _STRONG_CITY


# -- the article as a whole --------------------------------------------------------------------------


def _contained(text: str, found: list[Toponym]) -> list[Toponym]:
    """What another toponym contains by the words: "Bangor, Maine", "Giza's Haram district"."""
    result = [t for n, t in enumerate(found) if not _is_title(text, found[n - 1] if n else None, t)]
    for n in range(len(result) - 1):
        one, two = result[n], result[n + 1]
        gap = text[one.end : two.start]
        if {one.verdict, two.verdict} & {"no", "person"} or one.is_adjective or two.is_adjective:
            continue
        if gap == ", " and _may_contain(one, _divisions(two)):
            result[n] = replace(one, within=two.start, verdict="stated")
            result[n + 1] = replace(two, verdict="stated")
        elif _BESIDE.match(gap) and _are_near(one, two, _NEAR_KM):
            result[n] = replace(one, within=two.start, verdict="stated")
        elif gap in (" in ", " in the ") and _may_contain(one, [c.site for c in two.candidates]):
            result[n] = replace(one, within=two.start)
        elif gap in _GENITIVE and _is_smaller(two):
            result[n + 1] = replace(two, within=one.start, verdict="stated")
    return result


def _divisions(toponym: Toponym) -> list[Site]:
    """The regions and countries that it may be; only these stand after a comma."""
    return [c.site for c in toponym.candidates if c.site.kind in ("country", "region")]


def _listed(text: str, found: list[Toponym]) -> list[Toponym]:
    """What is coordinated with a stated place is one: "in Homs, Hama and Rastan"."""
    result = list(found)
    for n in range(1, len(result)):
        one, two = result[n - 1], result[n]
        if text[one.end : two.start] not in _LISTED or {one.verdict, two.verdict} & {"no", "person"}:
            continue
        first = one.start if one.listed_with is None else one.listed_with
        one, two = replace(one, listed_with=first), replace(two, listed_with=first)
        result[n - 1], result[n] = one, two
        near = one.verdict != two.verdict and _are_near(one, two, _LIST_KM)
        if one.verdict == "stated" or (near and one.verdict == "likely"):
            result[n] = replace(two, verdict="stated")
        elif near and one.verdict == "weak":
            result[n - 1] = replace(one, verdict="stated")
    for n in range(len(result) - 2, -1, -1):
        one, two = result[n], result[n + 1]
        if one.kind is None and two.kind == "region" and text[one.end : two.start] in _LISTED:
            result[n] = replace(one, kind="region")  # "Kandahar and Helmand provinces"
    return result


def _settled(found: Sequence[Toponym]) -> Iterator[Toponym]:
    """One sense an article: a weak name is a place where it is said to be one elsewhere."""
    sure = {folded(t.name) for t in found if t.verdict == "stated"}
    persons = {folded(t.name) for t in found if t.verdict == "person"} - sure
    countries = {t.candidates[0].site.country for t in found if _is_land(t)}
    local = any(t.verdict in ("stated", "likely") and _is_town_or_region(t) for t in found)

    def is_place(toponym: Toponym) -> bool:
        if toponym.verdict == "weak" and not toponym.candidates:
            return local
        if toponym.verdict == "weak":
            return folded(toponym.name) in sure or _is_at_home(toponym, countries)
        return toponym.verdict == "stated" or (
            toponym.verdict == "likely" and folded(toponym.name) not in persons
        )

    kept = [t for t in found if is_place(t)]
    starts = {t.start for t in kept}
    for toponym in kept:
        yield toponym if toponym.within in starts else replace(toponym, within=None)


def _is_town_or_region(toponym: Toponym) -> bool:
    return bool(toponym.candidates) and toponym.candidates[0].site.kind in ("city", "region")


def _is_land(toponym: Toponym) -> bool:
    """Whether it names a country or a region."""
    sure = toponym.verdict in ("stated", "likely") and bool(toponym.candidates)
    return sure and toponym.candidates[0].site.kind in ("country", "region")


def _is_at_home(toponym: Toponym, countries: set[str | None]) -> bool:
    """Whether a name that proves little alone is one of a country that the article names.

    So with a large town under a name that is not its own, and with "Northern Territory".
    """
    return any(
        c.site.country in countries
        and c.site.population >= _STRONG_CITY
        and (c.by == "alias" or c.site.kind == "region")
        for c in toponym.candidates
    )


def _is_major(candidate: Candidate) -> bool:
    """Whether the name is too well known for a person's to take it over: Canada, Quebec."""
    return candidate.by == "adjective" or candidate.site.kind != "city"


def _are_near(one: Toponym, two: Toponym, reach: float) -> bool:
    """Whether they may be towns near one another."""
    return any(
        distance(a.site, b.site) < reach
        for a in one.candidates
        for b in two.candidates
        if a.site.kind == b.site.kind == "city" and a.site.row != b.site.row
    )


def _is_title(text: str, before: Toponym | None, toponym: Toponym) -> bool:
    """Whether two capitals after a comma are no state's but a person's: "James Bell, QC"."""
    if not (
        toponym.name.isupper() and len(toponym.name) == 2 and toponym.candidates[0].site.kind == "region"
    ):
        return False
    follows = before is not None and text[before.end : toponym.start] == ", "
    return not follows or (before is not None and before.verdict in ("no", "person"))


def _is_smaller(toponym: Toponym) -> bool:
    return all(c.site.kind != "country" for c in toponym.candidates)


def _may_contain(one: Toponym, outer: Sequence[Site]) -> bool:
    """Whether one of ``outer`` may be where ``one`` lies."""
    inner = [c.site for c in one.candidates]
    if not inner or not outer:
        return bool(outer)
    large = any(i.kind in ("country", "area", "water") for i in inner)
    if large and outer[0].kind != "region":
        return False  # "in Russia, U.S. officials said" is not about Russia, Ohio; "in Lebanon, Pa." is
    if all(i.kind == "city" and i.population < _STRONG_CITY for i in inner) and outer[0].level == 1:
        return True  # a small namesake elsewhere is not meant, whether the gazetteer has this one or not
    return any(is_within(i, o) for i in inner for o in outer)
