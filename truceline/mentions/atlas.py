"""Places and parse in, answers out: which place a noun phrase stands for, and which stand beside a word.

"The Kazakh capital" is Astana; "the province" is the last one named; "the Red Sea port of Hodeidah" is
Hodeidah. What the text does not settle is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache

import msgspec
from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.words import words
from truceline.language import Parsed
from truceline.language.syntax import conjuncts, prepositions
from truceline.mentions.gazetteer import Addition, Site, folded, gazetteer
from truceline.mentions.lexicon import State
from truceline.records import Article, Place, PlaceKind

PREPOSITIONS = (
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "on",
    "within",
    "across",
    "throughout",
    "along",
)
_REACH = 4  # sentences over which "the city" looks back
_DEEPEST = 3  # "in a camp on the edge of a town near Goma"
_DEFINITE = {"the", "this", "that", "its", "their", "these", "those", "same"}
# Which kinds a bare noun may take up again: "the city" is no country.
_TAKES: dict[str, tuple[PlaceKind, ...]] = {
    "region": ("region", "area"),
    "city": ("city",),
    "area": ("area", "region"),
    "water": ("water",),
}


class Capital(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The capital of a country from a date to a date (ISO prefixes); None is open."""

    country: str
    name: str
    gazetteer: str | None = None  # the name under which the gazetteer has it, where that is another
    from_: str | None = msgspec.field(default=None, name="from")
    until: str | None = None


class Atlas:
    """Where the noun phrases of one article are."""

    def __init__(self, parsed: Parsed, places: tuple[Place, ...], codebook: Codebook = SHIPPED) -> None:
        self._parsed = parsed
        self._places = places
        self._codebook = codebook
        self._words = words(codebook, "places/words.yaml")
        self._adjectives = _adjectives(codebook)
        self._numbers = {s.start: n for n, s in enumerate(parsed.sentences)}
        self._by_token = {
            token.i: place for place in places for token in parsed.tokens_at(place.start, place.end)
        }

    def at(self, token: Token) -> Place | None:
        """The place that the noun phrase headed by ``token`` names, or None."""
        return self._at(token, _DEEPEST)

    def on(self, token: Token, prepositions: tuple[str, ...] = PREPOSITIONS) -> tuple[Place, ...]:
        """The places in the prepositional phrases that hang on ``token``, in order, each once."""
        found = self._on(token, prepositions, _DEEPEST)
        return tuple({place.start: place for place in found}.values())

    @property
    def dateline(self) -> Place | None:
        """The place of the article's dateline, in the country that the article speaks of most.

        A dateline is no part of the text, so the words of this place are empty, at 0.
        """
        city, _, land = (self._parsed.article.dateline or "").partition(",")
        known = gazetteer(self._codebook)
        candidates = known.find(city.strip().title()) if city.strip() else ()
        if not candidates:
            return None
        stated = {c.site.country for c in known.find(land.strip())} if land.strip() else set()
        candidates = tuple(c for c in candidates if c.site.country in stated) or candidates
        spoken_of = Counter(p.country for p in self._places)
        cities = [c.site for c in candidates if c.site.kind == "city"] or [c.site for c in candidates]
        site = max(cities, key=lambda s: (bool(s.country and spoken_of[s.country]), s.population))
        place = Place(text="", start=0, end=0, name=site.name, country=site.country, kind=site.kind)
        return msgspec.structs.replace(place, lat=site.lat, lon=site.lon, geonameid=site.geonameid or None)

    def _at(self, token: Token, depth: int) -> Place | None:
        named = self._by_token.get(token.i)
        if named is not None:
            return None if self._is_adjective(named) else named
        kind = self._kind(token)
        if kind is None or depth == 0:
            return None
        if token.lemma_ == "capital":
            return self._capital(token)
        return self._beside(token, kind, depth) or self._again(token, kind)

    def _on(self, token: Token, wanted: tuple[str, ...], depth: int) -> Iterator[Place]:
        if depth == 0:
            return
        if "in" in wanted and (place := self._there(token)) is not None:
            yield place
        for preposition, heads in prepositions(token).items():
            if preposition not in wanted:
                continue
            for head in (c for h in heads for c in conjuncts(h)):
                place = self._at(head, depth)
                if place is not None:
                    yield place
                else:
                    yield from self._on(head, (*PREPOSITIONS, "of"), depth - 1)

    def _there(self, token: Token) -> Place | None:
        """The place that an adverb on ``token`` takes up: "fifty soldiers died there"."""
        adverb = next((c for c in token.children if c.lower_ == "there" and c.dep_ == "advmod"), None)
        if adverb is None:
            return None
        earlier = (p for p in reversed(self._places) if p.end <= adverb.idx and not self._is_adjective(p))
        return next(earlier, None)

    def _kind(self, token: Token) -> str | None:
        """The class of a noun that may stand for a place: city, region, part, country; else None."""
        word = token.lower_
        kinds = ("country", "part", "city", "region", "area", "water")
        return next((k for k in kinds if word in self._words[k] or token.lemma_ in self._words[k]), None)

    def _beside(self, token: Token, kind: str, depth: int) -> Place | None:
        """The place that the phrase itself names: Idlib province, the town of Terter, the city Homs."""
        for head in prepositions(token).get("of", []):
            if place := self._at(head, depth - 1):
                return place
        for child in token.children:
            place = self._by_token.get(child.i)
            if place is None or self._is_adjective(place):
                continue
            if child.dep_ == "appos" or child.dep_ in ("compound", "nmod", "amod"):
                if place.kind != "water" or kind == "water":
                    return place
            elif child.dep_ == "poss" and kind == "part":
                return place
        return None

    def _again(self, token: Token, kind: str) -> Place | None:
        """The place before ``token`` that a bare "the province" takes up again."""
        if not any(c.lower_ in _DEFINITE for c in token.children if c.dep_ in ("det", "poss", "amod")):
            return None
        if kind == "country":
            return self._last(token, ("country",))
        if kind == "city":
            return self._city(token)
        return self._last(token, _TAKES[kind]) if kind in _TAKES else None

    def _last(self, token: Token, kinds: tuple[PlaceKind, ...]) -> Place | None:
        """The last place of these kinds before ``token``, by name or adjective; at home where one is."""
        earlier = [p for p in reversed(self._places) if p.end <= token.idx and p.kind in kinds]
        at_home = [p for p in earlier if p.country == self._home]
        return next(iter(at_home or earlier), None)

    @cached_property
    def _home(self) -> str | None:
        """The country in which most places of the article lie."""
        spoken_of = Counter(p.country for p in self._places if p.country)
        return spoken_of.most_common(1)[0][0] if spoken_of else None

    def _city(self, token: Token) -> Place | None:
        """The town that "the city" means: of those named lately the one that the text presents as a city.

        "Outside Stockholm" presents none, nor does a capital that stands for its government.
        """
        earlier = [p for p in self._places if p.end <= token.idx and p.kind == "city"]
        at = self._sentence(token)
        near = [p for p in earlier if at - self._sentence(self._head(p)) <= _REACH] or earlier[-1:]
        return max(near, key=lambda p: (self._fit(p, token.lemma_), p.start), default=None)

    def _fit(self, place: Place, noun: str) -> int:
        """How well a town fits a later ``noun``: how it was presented, and that the article is about it."""
        return self._presents(place, noun) + (place.country == self._home)

    def _sentence(self, token: Token) -> int:
        """The number of the sentence in which ``token`` stands."""
        return self._numbers[self._parsed.sentence_of(token).start]

    def _head(self, place: Place) -> Token:
        """The last word of a place's name."""
        return self._parsed.tokens_at(place.start, place.end)[-1]

    def _presents(self, place: Place, noun: str) -> int:
        """How well the words around a town fit ``noun``: 2 "the port of", 1 "in", -1 "Moscow said"."""
        head = self._head(place)
        while head.dep_ in ("conj", "compound", "appos", "nmod") and head.head.i != head.i:
            head = head.head
        if head.dep_ != "pobj":
            return -1 if head.dep_ in ("nsubj", "nsubjpass") else 0
        preposition = head.head.lower_
        if preposition == "of" and head.head.head.lemma_ in self._words["city"]:
            return 2 if _fits(head.head.head.lemma_, noun) else 0
        return 1 if preposition in ("in", "at", "to", "from", "into") else 0

    def _capital(self, token: Token) -> Place | None:
        """The capital that the phrase means: of the country beside it, else of the last one named."""
        named = self._beside(token, "city", 1)
        if named is not None and named.kind in ("city", "site", None):
            return named
        owner = named or self._owner(token)
        if owner is None and any(c.lower_ in _DEFINITE for c in token.children):
            owner = self._last(token, ("country",))
        state = state_of(owner, self._codebook) if owner is not None else None
        found = capital_of(state, _day(self._parsed.article), self._codebook) if state else None
        if found is None:
            return None
        name, site = found
        start = min(token.idx, *(c.idx for c in token.children if c.i < token.i), token.idx)
        text = self._parsed.article.text[start : token.idx + len(token)]
        return Place(
            text=text, start=start, end=token.idx + len(token), name=name, kind="city",
            geonameid=site.geonameid or None,
            lat=site.lat, lon=site.lon, country=site.country, region=site.region,
        )  # fmt: skip

    def _owner(self, token: Token) -> Place | None:
        """The country or region whose adjective or genitive stands on ``token``."""
        for child in token.children:
            place = self._by_token.get(child.i)
            if place is not None and child.dep_ in ("amod", "poss", "compound", "nmod"):
                return place
        return None

    def _is_adjective(self, place: Place) -> bool:
        return folded(place.text) in self._adjectives


def _fits(one: str, other: str) -> bool:
    """Whether what was called ``one`` may be called ``other``: a port is a city, a village is none."""
    return one == other or {one, other} <= {"city", "port", "capital"} or {one, other} <= {"town", "village"}


@lru_cache(maxsize=4)
def _adjectives(codebook: Codebook) -> frozenset[str]:
    states = [e.adjectives for e in codebook.entries("actors/states.yaml", State)]
    added = [e.adjectives for e in codebook.entries("places/additions.yaml", Addition)]
    return frozenset(folded(word) for listed in (*states, *added) for word in listed)


def _day(article: Article) -> str | None:
    return article.published.value if article.published else None


def state_of(place: Place, codebook: Codebook = SHIPPED) -> str | None:
    """The id of the state that a place is, recognised or not (actors/states.yaml); None where it is none."""
    if place.kind == "country":
        return place.country
    states = codebook.entries("actors/states.yaml", State)
    return next((s.id for s in states if place.name in (s.name, *s.aliases)), None)


@lru_cache(maxsize=1024)
def capital_of(country: str, day: str | None, codebook: Codebook = SHIPPED) -> tuple[str, Site] | None:
    """The capital of a state (by its id) on ``day`` (an ISO prefix, None for now) by name and site."""
    for entry in codebook.entries("places/capitals.yaml", Capital):
        if entry.country == country and _holds(entry, day):
            return _found(country, entry.name, entry.gazetteer or entry.name, codebook)
    for state in codebook.entries("actors/states.yaml", State):
        if country == state.id and state.capitals:
            return _found(state.country or country, state.capitals[0], state.capitals[0], codebook)
    return None


def _holds(entry: Capital, day: str | None) -> bool:
    if day is None:
        return entry.until is None
    return (entry.from_ is None or entry.from_ <= day) and (entry.until is None or day <= entry.until)


def _found(country: str, name: str, known: str, codebook: Codebook) -> tuple[str, Site] | None:
    sites = [
        c.site for c in gazetteer(codebook).find(known) if c.site.kind == "city" and c.site.country == country
    ]
    return (name, max(sites, key=lambda s: s.population)) if sites else None
