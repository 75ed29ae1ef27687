"""Two claims in, a verdict out: whether they tell of one happening, with the two values behind each reason.

The verdict depends on the two claims alone. Each field says what it finds (same, near, differs) and
what that weighs; a contradiction of what both say themselves keeps two claims apart whatever the rest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from truceline.casebook.calendar import days_between, length
from truceline.casebook.marks import ALIKE, opposed, sites, spelt
from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.words import words
from truceline.records import Claim, Days, LinkReason, Spot, Tally, Verdict
from truceline.records.casebook import Field, Relation

WEIGHTS = "casebook/weights.yaml"
_APART = -100.0  # a contradiction: no likeness outweighs it
_AHEAD = frozenset({"planned", "called_for", "called for", "hypothetical", "proposed", "under negotiation"})
_MANY = frozenset({"violence", "seizure", "movement"})  # of which a war has many on one day
_MONTHS = 45  # days
_NEAR_KM = 12.0
_LONG = 20  # days: beyond them even a date that only publication gives is another
_FEW_WORDS = 5
_PRECISE = frozenset({"city", "area", "site"})


class Weight(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one finding weighs."""

    id: str
    weight: float
    note: str | None = None


@lru_cache(maxsize=8)
def weights(codebook: Codebook) -> dict[str, float]:
    """What each finding weighs, by its name."""
    return {w.id: w.weight for w in codebook.entries(WEIGHTS, Weight)}


def compare(left: Claim, right: Claim, codebook: Codebook = SHIPPED) -> Verdict:
    """Whether ``left`` and ``right``, of one family, tell of the same happening."""
    weighs = weights(codebook)
    reasons = tuple(
        reason
        for field in (_when, _where, _who, _many, _round, _what, _words)
        for reason in field(left, right, weighs, codebook)
    )
    score = round(sum(r.weight for r in reasons), 2)
    apart = any(r.weight <= _APART for r in reasons)
    asked = weighs.get(f"ask.{left.family}", weighs["ask"])
    same = not apart and score >= asked and (left.family not in _MANY or _is_pinned(reasons, codebook))
    return Verdict(same=same, apart=apart, score=score, reasons=reasons)


def _is_pinned(reasons: tuple[LinkReason, ...], codebook: Codebook) -> bool:
    """Whether something tells one strike from the others of the day: the town, the site, a rare word."""
    weighs = weights(codebook)
    return any(
        (r.field == "where" and r.weight >= weighs["where.region"])
        or (r.field == "words" and r.relation in ("same", "shared"))
        or (r.field == "what" and r.weight >= weighs["words.site"])
        for r in reasons
    )


Weighs = dict[str, float]


def _reason(field: Field, relation: Relation, left: object, right: object, weight: float) -> LinkReason:
    return LinkReason(
        field=field, relation=relation, left=str(left), right=str(right), weight=round(weight, 2)
    )


# When


def _when(left: Claim, right: Claim, weighs: Weighs, _: Codebook) -> Iterator[LinkReason]:
    if left.days is None or right.days is None:
        return
    relation, name = _gap(left.days, right.days)
    sure = name == "differs" and _is_sure(left, right)
    weak = name == "differs" and "article" in (left.days.basis, right.days.basis)
    weight = _APART if sure else weighs["when.elsewhere" if weak else f"when.{name}"]
    yield _reason("when", relation, _span(left.days), _span(right.days), weight)


def _gap(a: Days, b: Days) -> tuple[Relation, str]:
    """How the two stand to each other, and the name of its weight."""
    gap = days_between(a, b)
    exact = length(a) == length(b) == 1
    told = "article" not in (a.basis, b.basis)
    if gap > 1:
        return "differs", "differs"
    if gap == 1:
        return "near", "near" if told else "article"
    if exact and told:
        return "same", "same" if a.basis == b.basis == "own" else "near"
    return "shared", "shared" if exact or told else "article"


def _is_sure(left: Claim, right: Claim) -> bool:
    """Whether days that differ keep two claims apart whatever else they share."""
    a, b = left.days, right.days
    if a is None or b is None:
        return False
    if days_between(a, b) > _LONG:
        return True
    told = "article" not in (a.basis, b.basis)
    return a.basis == b.basis == "own" or (told and left.source == right.source)


def _span(days: Days) -> str:
    return days.first if days.first == days.last else f"{days.first} to {days.last}"


# Where


def _where(left: Claim, right: Claim, weighs: Weighs, _: Codebook) -> Iterator[LinkReason]:
    if not (left.spots and right.spots):
        return
    a, b, name = max(
        ((a, b, _nearness(a, b)) for a in left.spots for b in right.spots),
        key=lambda found: weighs.get(f"where.{found[2]}", 0.0),
    )
    weak = "article" in (a.basis, b.basis)
    if name == "unknown":
        if a.name != b.name and _is_fine(a) and _is_fine(b):
            yield _reason("where", "differs", a.name, b.name, weighs["where.other"])
        return
    if name == "differs":
        sure = a.basis == b.basis == "own"
        weight = weighs["where.elsewhere" if weak else "where.differs"]
        yield _reason("where", "differs", a.name, b.name, _APART if sure else weight)
        return
    if name == "country" and a.basis == b.basis == "own" and a.kind != b.kind:
        name = "inside"
    weight = weighs[f"where.{name}"] * (weighs["where.article"] if weak else 1)
    yield _reason("where", "same" if name == "same" else "within", a.name, b.name, weight)


def _nearness(a: Spot, b: Spot) -> str:
    """same, region, country, differs, or unknown where the gazetteer does not tell."""
    if a.name == b.name or (a.geonameid is not None and a.geonameid == b.geonameid):
        return "country" if a.kind == "country" else "same"
    if a.country and b.country and a.country != b.country:
        return "differs"
    if "country" in (a.kind, b.kind):
        return "country" if a.country and a.country == b.country else "unknown"
    if _contains(a, b) or _contains(b, a):
        return "region"
    if a.kind in _PRECISE and b.kind in _PRECISE:
        far = _km(a, b)
        if far is None:
            return "unknown"
        return "region" if far <= _NEAR_KM else "differs"
    if a.region and b.region and a.region != b.region:
        return "differs"
    return "unknown"


def _is_fine(spot: Spot) -> bool:
    return spot.kind not in ("country", "region", "water") and spot.basis != "article"


def _contains(outer: Spot, inner: Spot) -> bool:
    return outer.kind == "region" and outer.name == inner.region


def _km(a: Spot, b: Spot) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    across = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, across)


# Who


def _who(left: Claim, right: Claim, weighs: Weighs, _: Codebook) -> Iterator[LinkReason]:
    mine, theirs = (*left.doers, *left.others), (*right.doers, *right.others)
    if not (mine and theirs):
        shared = _both((*mine, *left.cast), (*theirs, *right.cast))
        if shared:
            yield _reason("who", "shared", shared, shared, weighs["who.article"])
        return
    said = (", ".join(mine), ", ".join(theirs))
    if _both(left.doers, right.doers) or _both(left.others, right.others):
        yield _reason("who", "same", *said, weighs["who.same"])
    elif _both(mine, theirs):
        yield _reason("who", "shared", *said, weighs["who.shared"])
    elif left.doers and right.doers:
        yield _reason("who", "differs", *said, weighs["who.differs"])


def _both(left: Iterable[str], right: Iterable[str]) -> str:
    """The names that both have, or one as a part of the other: Maute, Maute group."""
    theirs = [(name, set(name.split())) for name in right]
    return ", ".join(
        dict.fromkeys(
            name
            for name in left
            for other, parts in theirs
            if name == other or parts < set(name.split()) or set(name.split()) < parts
        )
    )


# How many


def _many(left: Claim, right: Claim, weighs: Weighs, _: Codebook) -> Iterator[LinkReason]:
    a, b = left.tally, right.tally
    if a is None or b is None or (a.kind, a.unit) != (b.kind, b.unit):
        return
    if left.days and right.days and _is_war_beside_day(left.days, right.days):
        yield _reason("how many", "differs", _span(left.days), _span(right.days), _APART)
        return
    (low, high), (other_low, other_high) = ends(a), ends(b)
    if (low is None and high is None) or (other_low is None and other_high is None):
        return
    said = (_number(a), _number(b))
    if a.value is not None and a.value == b.value:
        small = a.value < _FEW_WORDS
        yield _reason("how many", "same", *said, weighs["many.small" if small else "many.same"])
    elif left.source == right.source and (low, high) != (other_low, other_high) and not _meet(a, b):
        yield _reason("how many", "differs", *said, _APART)
    elif _meet(a, b):
        yield _reason("how many", "near", *said, weighs["many.near"])
    else:
        least, most = sorted((sum(_closed(a)), sum(_closed(b))))
        step = "close" if most <= 2 * least else "differs" if most <= 3 * least else "far"
        yield _reason("how many", "differs", *said, weighs[f"many.{step}"])


def _is_war_beside_day(a: Days, b: Days) -> bool:
    """Whether one number is that of months or years, and the other is said to be of days."""
    short, long = sorted((a, b), key=length)
    return length(long) > _MONTHS >= length(short) and short.basis != "article"


def ends(tally: Tally) -> tuple[float | None, float | None]:
    """The lowest and highest number that a tally allows; None where it sets no end."""
    if tally.value is None:
        return tally.low, tally.high
    low = tally.low if tally.low is not None else tally.value
    high = tally.high if tally.high is not None else tally.value
    if tally.bound == "above":
        return low, tally.high
    if tally.bound == "below":
        return tally.low, high
    return low, high


def _meet(a: Tally, b: Tally) -> bool:
    """Whether one number can satisfy both; a bound counts only as far as half or twice the number."""
    (low, high), (other_low, other_high) = _closed(a), _closed(b)
    return low <= other_high and other_low <= high


def _closed(tally: Tally) -> tuple[float, float]:
    low, high = ends(tally)
    if low is None:
        low = (high or 0) / 2
    if high is None:
        high = low * 2
    return (low * 0.9, high * 1.1) if tally.bound == "about" else (low, high)


def _number(tally: Tally) -> str:
    low, high = ends(tally)
    if tally.value is not None:
        return f"{tally.bound + ' ' if tally.bound else ''}{tally.value:g} {tally.kind}"
    return f"{low if low is not None else ''} to {high if high is not None else ''} {tally.kind}"


# What


def _round(left: Claim, right: Claim, weighs: Weighs, _: Codebook) -> Iterator[LinkReason]:
    if left.round is None or right.round is None:
        return
    same = left.round == right.round
    relation: Relation = "same" if same else "differs"
    yield _reason("round", relation, left.round, right.round, weighs["round.same"] if same else _APART)


def _what(left: Claim, right: Claim, weighs: Weighs, _: Codebook) -> Iterator[LinkReason]:
    if (left.status == "negated") != (right.status == "negated"):
        yield _reason("what", "differs", left.status, right.status, _APART)
    if _is_ahead(left) != _is_ahead(right):
        yield _reason("what", "differs", left.status, right.status, _ahead(left, right, weighs))
    if left.register != right.register or left.register == "events" or not (left.kind and right.kind):
        return
    if left.kind == right.kind:
        yield _reason("what", "same", left.kind, right.kind, weighs["what.same"])
    elif left.family in ("deal", "truce", "rupture", "zone", "movement", "position"):
        fixed = left.family in ("movement", "position") or left.source == right.source
        yield _reason("what", "differs", left.kind, right.kind, _APART if fixed else weighs["what.differs"])


def _is_ahead(claim: Claim) -> bool:
    return claim.status in _AHEAD or (claim.family == "truce" and claim.status == "agreed")


def _ahead(left: Claim, right: Claim, weighs: Weighs) -> float:
    """A plan and its doing are one happening where both say when."""
    a, b = left.days, right.days
    dated = a and b and a.basis == b.basis == "own" and days_between(a, b) == 0
    return weighs["what.ahead" if dated else "what.undated"]


def _words(left: Claim, right: Claim, weighs: Weighs, codebook: Codebook) -> Iterator[LinkReason]:
    said = (", ".join(left.marks), ", ".join(right.marks))
    at = sites(left.marks, codebook) & sites(right.marks, codebook)
    if left.family in _MANY:
        yield from _particulars(left, right, weighs, codebook)
    if at:
        yield _reason("what", "same", ", ".join(sorted(at)), ", ".join(sorted(at)), weighs["words.site"])
    if _is_same_sentence(left, right):
        yield _reason("words", "same", left.evidence.text, right.evidence.text, weighs["words.same"])
        return
    sets = words(codebook, ALIKE)
    shared = [m for m in left.marks if m in right.marks and m not in at]
    alike = [m for m in shared if m in sets]
    if len(shared) > len(alike):
        weight = weighs["words.mark"] * (len(shared) - len(alike))
        yield _reason("words", "shared", *said, min(weight, weighs["words.most"]))
    if alike:
        names = ", ".join(alike)
        yield _reason(
            "words", "near", names, names, min(weighs["words.set"] * len(alike), weighs["words.most"])
        )


def _particulars(left: Claim, right: Claim, weighs: Weighs, codebook: Codebook) -> Iterator[LinkReason]:
    """Other sites, other victims, another side of the town: two strikes of one day."""
    mine, theirs = sites(left.marks, codebook), sites(right.marks, codebook)
    said = (", ".join(left.marks), ", ".join(right.marks))
    if mine and theirs and not mine & theirs:
        yield _reason("what", "differs", *said, _APART)
    for name in ("victims", "directions"):
        if opposed(left.marks, right.marks, name, codebook):
            yield _reason("what", "differs", *said, weighs[f"words.{name}"])


def _is_same_sentence(left: Claim, right: Claim) -> bool:
    a, b = set(spelt(left.evidence.text)), set(spelt(right.evidence.text))
    return min(len(a), len(b)) >= _FEW_WORDS and len(a & b) >= 0.8 * len(a | b)
