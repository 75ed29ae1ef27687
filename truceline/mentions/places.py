"""Toponyms in, places out: each with its point, kind, region and country, by its company in the article.

A name's sites are scored by weight (population, kind, whether it is their own name) and by company:
the container that the words state, countries and regions that the article names, and nearness to the
places that are settled already. A name has one sense in an article, save where the words say otherwise.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.language import Parsed
from truceline.mentions.coherence import Toponym
from truceline.mentions.gazetteer import Candidate, Site, distance, folded, is_within
from truceline.mentions.toponyms import find_toponyms
from truceline.records import Actor, Place

_NEAR_KM = 150.0
_NEAR_DEGREES = _NEAR_KM / 110.5  # of latitude; farther ones need no trigonometry
_ROUNDS = 2
_LARGE_REGION = 500_000
_SMALL = 15_000
_SMALL_ALIAS = 100_000


class Weight(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one circumstance adds to a place's score."""

    id: str
    value: float
    note: str


def find_places(
    parsed: Parsed, actors: Sequence[Actor] = (), codebook: Codebook = SHIPPED
) -> tuple[Place, ...]:
    """Every toponym of ``parsed`` as a Place, in the order of the text.

    ``lat``, ``lon`` and ``geonameid`` are None where the gazetteer does not know the name.
    """
    toponyms = find_toponyms(parsed, actors, codebook)
    weights = {w.id: w.value for w in codebook.entries("places/weights.yaml", Weight)}
    chosen = _Resolver(toponyms, weights).resolve()
    return tuple(_place(parsed, t, chosen) for t in toponyms)


def _place(parsed: Parsed, toponym: Toponym, chosen: dict[int, Site]) -> Place:
    text = parsed.article.text[toponym.start : toponym.end]
    site = chosen.get(toponym.start)
    if site is None:
        return _unknown(text, toponym, chosen.get(toponym.within) if toponym.within is not None else None)
    return Place(
        text=text,
        start=toponym.start,
        end=toponym.end,
        name=site.name,
        geonameid=site.geonameid or None,
        lat=site.lat,
        lon=site.lon,
        country=site.country,
        region=site.region,
        kind=site.kind,
    )


def _unknown(text: str, toponym: Toponym, container: Site | None) -> Place:
    """A place that the gazetteer lacks: a spot in the town that the words put it in has the town's point."""
    in_town = container if container is not None and container.kind == "city" else None
    return Place(
        text=text,
        start=toponym.start,
        end=toponym.end,
        name=toponym.name,
        lat=in_town.lat if in_town else None,
        lon=in_town.lon if in_town else None,
        country=container.country if container else None,
        region=_region_of(container) if container else None,
        kind="site" if in_town else toponym.kind,
    )


def _region_of(site: Site) -> str | None:
    return site.name if site.kind == "region" and site.level == 1 else site.region


@dataclass(frozen=True)
class _Others:
    """What an article has settled apart from one name: that name must not speak for itself."""

    countries: Counter[str]  # by the places in them
    named: frozenset[str]  # by name, not as an actor's adjective
    rows: frozenset[int]
    regions: frozenset[int]  # of the towns
    divided: frozenset[str]  # countries of which a first-level region is named
    towns: tuple[Site, ...]

    def fit(self, site: Site, weights: dict[str, float]) -> float:
        """How well a site suits them."""
        if site.kind == "country":
            return 0.0
        score = weights[self._region_fit(site)]
        if site.country and self.countries[site.country] > 0:
            share = self.countries[site.country] / self.countries.total()
            score += weights["in_country"] + weights["country_share"] * share
            score += weights["in_named_country"] if site.country in self.named else 0.0
        close = (t for t in self.towns if t.row != site.row and abs(t.lat - site.lat) < _NEAR_DEGREES)
        if any(distance(t, site) < _NEAR_KM for t in close):
            score += weights["nearby"]
        return score

    def _region_fit(self, site: Site) -> str:
        """The weight that a site's region earns it."""
        region = site.row if site.kind == "region" else site.region_row
        if region in self.rows:
            return "in_named_region"
        if region in self.regions:
            return "in_region"
        return "among_regions" if site.level == 1 and site.country in self.divided else "elsewhere"


@dataclass
class _Company:
    """The toponyms settled so far."""

    settled: list[tuple[Toponym, Site]] = field(default_factory=list)
    _seen: dict[str, _Others] = field(default_factory=dict)

    def without(self, name: str) -> _Others:
        """The company of a name (folded): all toponyms but those under it."""
        if name not in self._seen:
            self._seen[name] = _others([(t, s) for t, s in self.settled if folded(t.name) != name])
        return self._seen[name]


def _others(settled: Sequence[tuple[Toponym, Site]]) -> _Others:
    countries: Counter[str] = Counter()
    for _, site in settled:
        if site.country:
            countries[site.country] += 2 if site.kind == "country" else 1
    sites = {s.row: s for _, s in settled}.values()
    named = (s for t, s in settled if s.kind == "country" and not t.attributive and not t.is_adjective)
    return _Others(
        countries=countries,
        named=frozenset(s.country for s in named if s.country),
        rows=frozenset(s.row for s in sites if s.kind == "region"),
        regions=frozenset(s.region_row for s in sites if s.region_row is not None),
        divided=frozenset(s.country for s in sites if s.level == 1 and s.country),
        towns=tuple(s for s in sites if s.kind == "city"),
    )


class _Resolver:
    """Chooses a site for each toponym of one article."""

    def __init__(self, toponyms: Sequence[Toponym], weights: dict[str, float]) -> None:
        self._toponyms = toponyms
        self._weights = weights
        self._contents: dict[int, list[Toponym]] = {}
        for toponym in toponyms:
            if toponym.within is not None:
                self._contents.setdefault(toponym.within, []).append(toponym)

    def resolve(self) -> dict[int, Site]:
        """The site of each toponym by its offset; those that are not known are left out."""
        company = self._stated()
        chosen: dict[int, Site] = {}
        for _ in range(_ROUNDS):
            chosen = self._round(company)
            company = self._company(chosen)
        return chosen

    def _stated(self) -> _Company:
        """The company before anything is settled: countries, and names that one place alone bears."""
        company = _Company()
        for toponym in self._toponyms:
            best = toponym.candidates[0].site if toponym.candidates else None
            if best is not None and (best.kind == "country" or len(toponym.candidates) == 1):
                company.settled.append((toponym, best))
        return company

    def _company(self, chosen: dict[int, Site]) -> _Company:
        return _Company([(t, chosen[t.start]) for t in self._toponyms if t.start in chosen])

    def _round(self, company: _Company) -> dict[int, Site]:
        senses: dict[tuple[str, str | None], Site] = {}
        chosen: dict[int, Site] = {}
        # containers first, then what they contain, which settles the name for the rest
        for toponym in sorted(self._toponyms, key=self._turn):
            key = (folded(toponym.name), toponym.kind)
            free = toponym.within is None and toponym.start not in self._contents
            site = senses.get(key) if free else None
            if site is None and free and toponym.kind in ("site", "city"):
                site = senses.get((key[0], None))
            site = site or self._best(toponym, company, chosen)
            if site is not None:
                chosen[toponym.start] = site
                senses.setdefault(key, site)
                senses.setdefault((key[0], None), site)
        return chosen

    def _turn(self, toponym: Toponym) -> int:
        return 0 if toponym.start in self._contents else 1 if toponym.within is not None else 2

    def _best(self, toponym: Toponym, company: _Company, chosen: dict[int, Site]) -> Site | None:
        candidates: Sequence[Candidate] = toponym.candidates
        container = chosen.get(toponym.within) if toponym.within is not None else None
        if container is not None:
            candidates = [c for c in candidates if is_within(c.site, container)]
        scores = [(self._score(c, toponym, company), -n, c) for n, c in enumerate(candidates)]
        best = max(scores, key=lambda s: s[:2])[2] if scores else None
        if best is None or (container is None and self._is_far_fetched(best, toponym, company)):
            return None
        return best.site

    def _is_far_fetched(self, best: Candidate, toponym: Toponym, company: _Company) -> bool:
        """Whether a small town abroad is all that the gazetteer offers: it lacks the one that is meant."""
        site, others = best.site, company.without(folded(toponym.name))
        if site.kind != "city" or best.added or site.row < 0 or not others.countries:
            return False
        small = site.population < (_SMALL if best.by == "name" else _SMALL_ALIAS)
        return small and site.country not in others.countries

    def _score(self, candidate: Candidate, toponym: Toponym, company: _Company) -> float:
        site, weights = candidate.site, self._weights
        score = math.log10(site.population + 10) + self._renown(candidate)
        score += weights["country"] if site.kind == "country" else 0.0
        score += weights["capital"] if site.capital else 0.0
        if toponym.kind is not None and site.kind == toponym.kind:
            score += weights["stated_kind"]
        elif toponym.kind is None and site.kind == "region":
            score += self._bare_region(site, toponym.candidates)
        score += weights["contents"] * sum(
            _size_inside(c, site) for c in self._contents.get(toponym.start, ())
        )
        if site.level == 1 and self._is_listed_with_region(toponym, site):
            score += weights["listed_with_region"]
        return score + company.without(folded(toponym.name)).fit(site, weights)

    def _is_listed_with_region(self, toponym: Toponym, site: Site) -> bool:
        """Whether the list in which it stands names a region of the same country: "Georgia and Texas"."""
        if toponym.listed_with is None:
            return False
        peers = (t for t in self._toponyms if t.listed_with == toponym.listed_with and t is not toponym)
        best = (t.candidates[0].site for t in peers if t.candidates)
        return any(b.level == 1 and b.country == site.country for b in best)

    def _renown(self, candidate: Candidate) -> float:
        """Fame under this name: the world writes about Casablanca, not about its translation."""
        site, weights = candidate.site, self._weights
        by = 0.0 if candidate.by == "name" or candidate.added else weights[candidate.by]
        if site.row < 0 or site.kind == "area":
            return by + weights["added_land" if site.kind in ("area", "water") else "added_place"]
        if candidate.by == "alias" and not candidate.added:
            return by
        spellings = weights["region_spellings"] if site.level == 1 else site.fame
        added = weights["addition"] if candidate.added else 0.0
        return by + added + weights["fame"] * math.log2(1 + spellings)

    def _bare_region(self, site: Site, candidates: Sequence[Candidate]) -> float:
        """What speaks for a region where the bare name may mean its chief town as well."""
        weights = self._weights
        towns = [c.site for c in candidates if c.site.region_row == site.row and c.site.kind == "city"]
        namesakes = [t for t in towns if folded(t.name) == folded(site.name)]
        if any(t.population >= weights["chief_share"] * site.population for t in namesakes):
            return weights["chief_town"]
        large = site.level == 1 and site.population >= _LARGE_REGION
        return weights["bare_region" if large else "minor_region"]


def _size_inside(toponym: Toponym, container: Site) -> float:
    """The size of the best site of a toponym inside ``container``: Atlanta speaks for Georgia."""
    if container.kind not in ("country", "region"):
        return 0.0
    inside = [c.site.population for c in toponym.candidates if is_within(c.site, container)]
    return math.log10(max(inside) + 10) if inside else 0.0
