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

from truceline.codebook import SHIPPED, Codebook
from truceline.language import Parsed
from truceline.mentions.gazetteer import Candidate, Site, folded
from truceline.mentions.toponyms import Toponym, find_toponyms
from truceline.records import Actor, Place

_NEAR_KM = 150.0
_ROUNDS = 2
_CITY_SHARE = 0.25  # a city with a quarter of its namesake region's people is what the bare name means


def find_places(
    parsed: Parsed, actors: Sequence[Actor] = (), codebook: Codebook = SHIPPED
) -> tuple[Place, ...]:
    """Every toponym of ``parsed`` as a Place, in the order of the text.

    ``lat``, ``lon`` and ``geonameid`` are None where the gazetteer does not know the name.
    """
    toponyms = find_toponyms(parsed, actors, codebook)
    chosen = _Resolver(toponyms).resolve()
    return tuple(_place(parsed, t, chosen.get(t.start)) for t in toponyms)


def _place(parsed: Parsed, toponym: Toponym, site: Site | None) -> Place:
    text = parsed.article.text[toponym.start : toponym.end]
    if site is None:
        return Place(text=text, start=toponym.start, end=toponym.end, name=text, kind=toponym.kind)
    return Place(
        text=text,
        start=toponym.start,
        end=toponym.end,
        name=site.name,
        geonameid=str(site.geonameid) if site.geonameid else None,
        lat=site.lat,
        lon=site.lon,
        country=site.country,
        region=site.region,
        kind=site.kind,
    )


@dataclass
class _Company:
    """What the article has named so far: countries by count, regions by row, points settled."""

    countries: Counter[str] = field(default_factory=Counter)
    regions: set[int] = field(default_factory=set)
    points: list[tuple[str, Site]] = field(default_factory=list)


class _Resolver:
    """Chooses a site for each toponym of one article."""

    def __init__(self, toponyms: Sequence[Toponym]) -> None:
        self._toponyms = toponyms
        self._by_start = {t.start: t for t in toponyms}

    def resolve(self) -> dict[int, Site]:
        """The site of each toponym by its offset; those without candidates are left out."""
        company = self._stated()
        chosen: dict[int, Site] = {}
        for _ in range(_ROUNDS):
            chosen = self._round(company)
            company = self._company(chosen)
        return chosen

    def _stated(self) -> _Company:
        """The company before anything is settled: names that only one large place bears."""
        company = _Company()
        for toponym in self._toponyms:
            best = toponym.candidates[0].site if toponym.candidates else None
            if best is None or (best.kind != "country" and len(toponym.candidates) > 1):
                continue
            self._enter(company, toponym, best)
        return company

    def _company(self, chosen: dict[int, Site]) -> _Company:
        company = _Company()
        for toponym in self._toponyms:
            if toponym.start in chosen:
                self._enter(company, toponym, chosen[toponym.start])
        return company

    def _enter(self, company: _Company, toponym: Toponym, site: Site) -> None:
        if site.country:
            company.countries[site.country] += 2 if site.kind == "country" else 1
        if site.kind == "region":
            company.regions.add(site.row)
        elif site.region_row is not None:
            company.regions.add(site.region_row)
        if site.kind != "country":
            company.points.append((folded(toponym.name), site))

    def _round(self, company: _Company) -> dict[int, Site]:
        senses: dict[tuple[str, str | None], Site] = {}
        chosen: dict[int, Site] = {}
        # what states its container settles the name for the rest
        for toponym in sorted(self._toponyms, key=lambda t: t.within is None):
            if not toponym.candidates:
                continue
            key = (folded(toponym.name), toponym.kind)
            if toponym.within is None and key in senses:
                chosen[toponym.start] = senses[key]
                continue
            site = self._best(toponym, company)
            chosen[toponym.start] = site
            senses.setdefault(key, site)
            senses.setdefault((key[0], None), site)
        return chosen

    def _best(self, toponym: Toponym, company: _Company) -> Site:
        scores = [(self._score(c, toponym, company), -n, c.site) for n, c in enumerate(toponym.candidates)]
        return max(scores, key=lambda s: s[:2])[2]

    def _score(self, candidate: Candidate, toponym: Toponym, company: _Company) -> float:
        site = candidate.site
        score = (
            math.log10(site.population + 10) + {"name": 0.0, "alias": -2.0, "adjective": 5.0}[candidate.by]
        )
        score += 6.0 if site.kind == "country" else 1.0 if site.capital else 0.0
        if site.row < 0:
            score += 5.5
        if toponym.kind is not None and site.kind == toponym.kind:
            score += 3.0
        elif toponym.kind is None and site.kind == "region":
            score += _bare_region(site, toponym.candidates)
        return score + self._fit(site, toponym, company)

    def _fit(self, site: Site, toponym: Toponym, company: _Company) -> float:
        """How well a site suits the company, its own other mentions aside."""
        name = folded(toponym.name)
        others = [s for n, s in company.points if n != name]
        score = 0.0
        if toponym.within is not None and self._is_within(site, toponym.within):
            score += 20.0
        if site.kind == "country":
            return score
        if site.country and company.countries[site.country] > 0:
            total = sum(company.countries.values())
            score += 1.0 + 1.5 * company.countries[site.country] / total
        if site.region_row is not None and any(s.row == site.region_row for s in others):
            score += 2.0
        if any(s.row != site.row and distance(s, site) < _NEAR_KM and s.kind == "city" for s in others):
            score += 1.0
        return score

    def _is_within(self, site: Site, container: int) -> bool:
        outer = self._by_start[container]
        return any(
            site.region_row == c.site.row or (c.site.kind == "country" and c.site.country == site.country)
            for c in outer.candidates
        )


def _bare_region(site: Site, candidates: Sequence[Candidate]) -> float:
    """What speaks for a region where the bare name may mean its capital as well."""
    own = [c.site for c in candidates if c.site.region_row == site.row and c.site.kind == "city"]
    if any(c.population >= _CITY_SHARE * site.population for c in own):
        return -3.0
    return 1.0 if site.level == 1 else -0.5


def distance(one: Site | Place, two: Site | Place) -> float:
    """Kilometres along the great circle; both must have coordinates."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        raise ValueError("a place without coordinates is at no distance")
    la, lb = math.radians(one.lat), math.radians(two.lat)
    half = (
        math.sin((lb - la) / 2) ** 2
        + math.cos(la) * math.cos(lb) * math.sin(math.radians(two.lon - one.lon) / 2) ** 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(half)))
