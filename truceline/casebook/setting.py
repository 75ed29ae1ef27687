"""A coded article in, what it is about as a whole out: sentences, the places of its head, its main parties.

What a claim lacks is looked for here, and counts for less than what is said of the claim itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property

from truceline.casebook.parties import party
from truceline.casebook.sentences import stops
from truceline.codebook import SHIPPED, Codebook
from truceline.mentions.gazetteer import Site, gazetteer
from truceline.records import CodedArticle, Date, Place, Span, Spot

_NAME = re.compile(r"\b[A-Z][\w'’-]*(?:[ -](?:al-|el-|ad-|as-|of )?[A-Z][\w'’-]*){0,2}")
_FAME = 3  # spellings in GeoNames: a hamlet whose name is a common word has none
_MOST = 3


class Setting:
    """One article's sentences, head and cast, worked out once for all of its claims."""

    def __init__(self, coded: CodedArticle, codebook: Codebook = SHIPPED) -> None:
        self.coded = coded
        self._codebook = codebook
        self._stops = stops(coded.text)

    def sentence(self, words: Span) -> Span:
        """From the stop before ``words`` to the stop after them."""
        start = self._stops[bisect_right(self._stops, words.start) - 1]
        end = self._stops[min(bisect_left(self._stops, words.end), len(self._stops) - 1)]
        return Span(text=self.coded.text[start:end], start=start, end=end)

    def dates_before(self, at: int) -> tuple[Date, ...]:
        """The dates named before ``at`` in its paragraph, the nearest first, "on Sunday" before others."""
        start = self.coded.text.rfind("\n", 0, at) + 1
        found = [d for d in reversed(self.coded.dates) if start <= d.start < at]
        return tuple(sorted(found, key=lambda d: d.preposition != "on"))

    def before(self, at: int) -> tuple[Place, ...]:
        """The last place named before the offset ``at`` that is finer than a country."""
        return tuple(p for p in self.coded.places if p.start < at and p.kind != "country")[-1:]

    @cached_property
    def dateline(self) -> tuple[Spot, ...]:
        """The place where the report was filed."""
        article = self.coded.article
        town = (article.dateline or "").partition(",")[0].strip().title() if article else ""
        found = self._find(town) if town else None
        return (found,) if found else ()

    @cached_property
    def title(self) -> tuple[Spot, ...]:
        """The places that the title names."""
        names = (name for match in _NAME.finditer(self.coded.title or "") for name in _parts(match[0]))
        return tuple(dict.fromkeys(found for name in names if (found := self._find(name))))

    @cached_property
    def cast(self) -> tuple[str, ...]:
        """What the article is about: the parties and places that it names most, without organisations."""
        said = (party(a, self._codebook) for a in self.coded.actors if a.kind not in ("igo", "ngo"))
        named = Counter(name for name in said if name)
        towns = Counter(p.name for p in self.coded.places if p.kind in ("city", "region", "area"))
        most = [name for name, _ in (*named.most_common(_MOST), *towns.most_common(_MOST))]
        return tuple(dict.fromkeys((*most, *(s.name for s in self.title))))

    @cached_property
    def _lands(self) -> Counter[str]:
        places = Counter(p.country for p in self.coded.places if p.country)
        return places + Counter(a.country for a in self.coded.actors if a.country)

    def _find(self, name: str) -> Spot | None:
        """The best known town or region of that name in a country that the article speaks of."""
        candidates = [c.site for c in gazetteer(self._codebook).find(name) if c.by != "adjective"]
        fitting = [
            s for s in candidates if s.country in self._lands and s.kind != "country" and s.fame >= _FAME
        ]
        if not fitting:
            return None
        best = max(fitting, key=lambda s: (self._lands[s.country or ""], s.kind == "city", s.population))
        return _spot(best)


def _parts(name: str) -> list[str]:
    """A run of capitalised words, and each word of it: "Hodeidah Truce", "Hodeidah", "Truce"."""
    return [name, *name.split()] if " " in name else [name]


def _spot(site: Site) -> Spot:
    return Spot(
        name=site.name,
        kind=site.kind,
        geonameid=site.geonameid or None,
        country=site.country,
        region=site.region,
        lat=site.lat,
        lon=site.lon,
        basis="article",
    )
