"""Toponyms judged one by one in, those of the article as a whole out: containers, lists, one sense a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from truceline.mentions.gazetteer import Candidate, Site, distance, folded, is_within
from truceline.mentions.placenames import is_large_town
from truceline.records import PlaceKind

# stated: the words say that it is a place. likely: its weight does. weak: neither. person: it is somebody's
# name. no: it is part of another name.
Verdict = Literal["stated", "likely", "weak", "person", "no"]

_LISTED = (", ", " and ", ", and ", " or ", ", or ")
_BESIDE = re.compile(
    r"^,? (?:(?:about|some|just|roughly) )?(?:[\w.,]+ (?:km|kilomet(?:re|er)s|miles?) )?"
    r"(?:to the )?(?:(?:north|south)?-?(?:east|west)?|north|south)(?:near|outside)?"
    r"(?: of)? (?:the city of )?$"
)
_INSIDE = re.compile(r"^,? in (?:the )?(?:(?:north|south|east|west|central|upper|lower)[a-z-]* )?$")
_NEAR_KM = 100.0
_LIST_KM = 300.0
_GENITIVE = ("'s ", "’s ", "' ", "’ ")


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


def cohere(text: str, found: Sequence[Toponym]) -> Iterator[Toponym]:
    """The toponyms of the article ``text``, with what contains them and what they are listed with."""
    yield from _settled(_listed(text, _contained(text, found)))


def _contained(text: str, found: Sequence[Toponym]) -> list[Toponym]:
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
        elif _INSIDE.match(gap) and _may_contain(one, [c.site for c in two.candidates]):
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
        c.site.country in countries and is_large_town(c.site) and (c.by == "alias" or c.site.kind == "region")
        for c in toponym.candidates
    )


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
    if all(i.kind == "city" and not is_large_town(i) for i in inner) and outer[0].level == 1:
        return True  # a small namesake elsewhere is not meant, whether the gazetteer has this one or not
    return any(is_within(i, o) for i in inner for o in outer)
