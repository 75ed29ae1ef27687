"""A name in, the sites it may stand for out: the world's places, offline, from one shipped file.

The file ``codebook/places/gazetteer.npz`` is made by ``bench/build_gazetteer.py``. It holds arrays: a
row for each site, and a sorted table of 64-bit digests of folded names that leads to the rows. No
name is compared letter by letter; among 2**64 digests two of a million names meet once in 10**7 files.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from truceline.codebook import SHIPPED, Codebook
from truceline.records import PlaceKind

KINDS: tuple[PlaceKind, ...] = ("country", "region", "city", "area", "water", "site")
FILE = Path(__file__).parent.parent / "codebook" / "places" / "gazetteer.npz"

_TOWN_KM = 100.0  # what the words put in or beside a town is no farther
_COUNTY_KM = 120.0
_AREA_KM = 250.0

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "ß": "ss", "æ": "ae"}
    | {"Æ": "ae", "œ": "oe", "þ": "th", "ə": "a", "Ə": "a", "ħ": "h", "Ħ": "h"}
)
_SILENT = re.compile(r"[.'’‘ʼʻʿʾ‘`´\"“”]")
_BREAK = re.compile(r"[\s\-‐‑–_/,]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


class Addition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place that GeoNames' towns lack, or more names for one that it has (by ``geonameid``).

    ``lat`` and ``lon`` may be left out only where the gazetteer has the ``geonameid``.
    """

    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()  # Darfuri, European: words for what belongs to it
    kind: PlaceKind = "area"
    country: str | None = None  # ISO 3166-1 alpha-3, where it lies in one
    region: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None


_MOST_REMEMBERED = 20_000  # names looked up, with all their sites


@dataclass(frozen=True, slots=True)
class Site:
    """One place of the gazetteer; ``row`` is its key there and -1 - n that of the nth addition.

    ``level`` is the step of the division: 1 for a first-level region, 2 for a county, 0 for others.
    ``fame`` is in how many spellings and scripts GeoNames writes a town, 255 at most: what the world
    writes about has many.
    """

    row: int
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None
    region: str | None
    region_row: int | None
    population: int
    geonameid: int | None
    level: int = 0
    capital: bool = False
    fame: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A site that a name may stand for, and how: by its own name, another one, or an adjective.

    ``added``: the codebook's additions give the name.
    """

    site: Site
    by: Literal["name", "alias", "adjective"]
    added: bool = False


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """``name`` as the gazetteer compares it: no case, accents, hyphens or apostrophes.

    >>> folded("Al-Ḩudaydah"), folded("St. Mary’s"), folded("Đà Nẵng")
    ('al hudaydah', 'saint marys', 'da nang')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    words = _BREAK.sub(" ", _SILENT.sub("", plain)).split()
    return " ".join(_SHORT.get(w, w) for w in words)


def digest(key: str) -> int:
    """The 64-bit digest under which the file keeps a folded name."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


class Gazetteer:
    """Names looked up in the shipped file and in the additions of a codebook."""

    def __init__(self, arrays: dict[str, npt.NDArray[Any]], additions: Iterable[Addition]) -> None:
        self._a = arrays
        self._digests = arrays["digests"]
        self._names = arrays["names"].tobytes()
        self._countries: list[str] = arrays["countries"].tobytes().decode().split()
        self._extra: list[Site] = []
        self._added: dict[str, list[Candidate]] = {}
        self._moved: dict[int, Addition] = {}
        self._found: dict[str, tuple[Candidate, ...]] = {}  # what was looked up before: names come back
        for addition in additions:
            self._add(addition)

    def __contains__(self, name: str) -> bool:
        return bool(self.find(name))

    def find(self, name: str) -> tuple[Candidate, ...]:
        """The sites that ``name`` may stand for, additions first; empty where none is known."""
        key = folded(name)
        if key not in self._found:
            if len(self._found) >= _MOST_REMEMBERED:
                self._found.clear()
            self._found[key] = self._look_up(key)
        return self._found[key]

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        added = self._added.get(key, [])
        known = {c.site.row for c in added}
        return (*added, *(c for c in self._listed(key) if c.site.row not in known))

    def country(self, iso3: str) -> Site | None:
        """The country with an ISO 3166-1 alpha-3 code."""
        row = self._country_rows.get(iso3)
        return self.site(row) if row is not None else None

    def site(self, row: int) -> Site:
        """The site with a row number."""
        if row < 0:
            return self._extra[-1 - row]
        return self._site(row)

    def _listed(self, key: str) -> list[Candidate]:
        wanted = np.uint64(digest(key))
        at = int(np.searchsorted(self._digests, wanted))
        if at >= len(self._digests) or self._digests[at] != wanted:
            return []
        first, last = int(self._a["starts"][at]), int(self._a["starts"][at + 1])
        rows, own = self._a["rows"][first:last], self._a["own"][first:last]
        sites = [self._site(int(r)) for r in rows]
        # a short form of the name is the name: Newcastle of Newcastle upon Tyne
        return [
            Candidate(s, "name" if o or folded(s.name).startswith(f"{key} ") else "alias")
            for s, o in zip(sites, own)
        ]

    def _site(self, row: int) -> Site:
        a = self._a
        name = self._names[int(a["name_starts"][row]) : int(a["name_starts"][row + 1])].decode()
        parent = int(a["parents"][row])
        moved = self._moved.get(int(a["geonameids"][row]))
        lat, lon = round(float(a["lats"][row]), 5), round(float(a["lons"][row]), 5)
        if moved is not None and moved.lat is not None and moved.lon is not None:
            lat, lon = moved.lat, moved.lon
        country = int(a["country"][row])
        return Site(
            row=row,
            name=moved.name if moved else name,
            kind=KINDS[int(a["kinds"][row])],
            lat=lat,
            lon=lon,
            country=self._countries[country] if country < len(self._countries) else None,
            region=self._site(parent).name if parent >= 0 else None,
            region_row=parent if parent >= 0 else None,
            population=int(a["populations"][row]),
            geonameid=int(a["geonameids"][row]) or None,
            level=int(a["levels"][row]),
            capital=bool(a["capitals"][row]),
            fame=int(a["fames"][row]),
        )

    @cached_property
    def _country_rows(self) -> dict[str, int]:
        rows = np.flatnonzero(self._a["kinds"] == KINDS.index("country"))
        return {self._countries[int(self._a["country"][r])]: int(r) for r in rows}

    def _row_of(self, geonameid: int) -> int | None:
        found = np.flatnonzero(self._a["geonameids"] == geonameid)
        return int(found[0]) if len(found) else None

    def _add(self, addition: Addition) -> None:
        row = self._row_of(addition.geonameid) if addition.geonameid else None
        if row is not None and addition.geonameid:
            self._moved[addition.geonameid] = addition
            site = self._site(row)
        elif addition.lat is None or addition.lon is None:
            return
        else:
            site = Site(
                row=-1 - len(self._extra),
                name=addition.name,
                kind=addition.kind,
                lat=addition.lat,
                lon=addition.lon,
                country=addition.country,
                region=addition.region,
                region_row=None,
                population=0,
                geonameid=addition.geonameid,
            )
            self._extra.append(site)
        for number, name in enumerate((addition.name, *addition.aliases)):
            by: Literal["name", "alias"] = "alias" if number else "name"
            self._added.setdefault(folded(name), []).append(Candidate(site, by, True))
        for adjective in addition.adjectives:
            self._added.setdefault(folded(adjective), []).append(Candidate(site, "adjective", True))


def is_within(site: Site, container: Site) -> bool:
    """Whether ``site`` lies in a country or region, or within reach of a town."""
    if container.kind == "country":
        return site.country == container.country and site.kind != "country"
    if container.kind in ("area", "water", "site"):
        return site.row != container.row and distance(site, container) < _AREA_KM
    if container.kind == "city":
        return site.row != container.row and distance(site, container) < _TOWN_KM
    if container.level == 2:
        same = site.country == container.country and site.row != container.row
        return same and site.kind == "city" and distance(site, container) < _COUNTY_KM
    if site.region_row is None and site.kind != "region":  # the codebook's additions state no region
        return site.country == container.country and distance(site, container) < _AREA_KM
    return site.region_row == container.row


def distance(one: Site, two: Site) -> float:
    """Kilometres along the great circle."""
    la, lb = math.radians(one.lat), math.radians(two.lat)
    half = (
        math.sin((lb - la) / 2) ** 2
        + math.cos(la) * math.cos(lb) * math.sin(math.radians(two.lon - one.lon) / 2) ** 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


@lru_cache(maxsize=4)
def gazetteer(codebook: Codebook = SHIPPED) -> Gazetteer:
    """The gazetteer with the additions of ``codebook``; it is read once a process."""
    with np.load(FILE) as file:
        arrays = {name: file[name] for name in file.files}
    return Gazetteer(arrays, codebook.entries("places/additions.yaml", Addition))
