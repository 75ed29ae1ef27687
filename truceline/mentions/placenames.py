"""Codebook in, the names of places ready to look up out: states, capitals, short forms, the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import msgspec

from truceline.codebook import Codebook
from truceline.codebook.words import words
from truceline.mentions.gazetteer import Candidate, Gazetteer, Site, folded, gazetteer
from truceline.mentions.lexicon import State

_STRONG_CITY = 50_000  # people; a smaller town needs words that say it is a place
_STRONG_ALIAS = 500_000  # the same for a name that is not its own: Bale is Basel in no English text
_LARGE_REGION = 100_000


class Short(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Short forms of a first-level region: Pa., CA."""

    region: str
    country: str
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceNames:
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
def place_names(codebook: Codebook) -> PlaceNames:
    """The names of ``codebook``; built once a process."""
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
    return PlaceNames(sites, states, capitals, exact, short, words(codebook, "places/words.yaml"))


def _is_city_of(site: Site, country: str | None) -> bool:
    return site.kind == "city" and site.country == country


def _region(sites: Gazetteer, entry: Short) -> tuple[Candidate, ...]:
    found = (c.site for c in sites.find(entry.region) if c.site.kind == "region" and c.site.level == 1)
    return tuple(Candidate(s, "name") for s in found if s.country == entry.country)[:1]


def is_strong(candidate: Candidate) -> bool:
    """Whether the name alone makes the place likely: a country, a large region or town, an addition."""
    site = candidate.site
    if candidate.added:
        return True
    if candidate.by == "alias" and site.kind == "city" and site.population < _STRONG_ALIAS:
        return False
    if site.kind == "region":
        return site.row < 0 or (site.level == 1 and site.population >= _LARGE_REGION)
    return site.kind != "city" or site.row < 0 or site.capital or site.population >= _STRONG_CITY


def is_large_town(site: Site) -> bool:
    """Whether a place has so many people that its name needs no words beside it."""
    return site.population >= _STRONG_CITY


def is_major(candidate: Candidate) -> bool:
    """Whether the name is too well known for a person's to take it over: Canada, Quebec."""
    return candidate.by == "adjective" or candidate.site.kind != "city"
