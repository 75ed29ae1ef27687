"""Two claims in, a verdict out: whether they tell of one happening, with the two values behind each reason.

The verdict depends on the two claims alone. Each field says what it finds (same, near, differs) and
what that weighs; a contradiction of what both say themselves keeps two claims apart whatever the rest.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from truceline.casebook.calendar import days_between, length
from truceline.casebook.marks import ALIKE, sites, spelt
from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.words import words
from truceline.records import Claim, LinkReason, Spot, Tally, Verdict
from truceline.records.casebook import Field, Relation

WEIGHTS = "casebook/weights.yaml"
_APART = -100.0  # a contradiction: no likeness outweighs it
_AHEAD = frozenset({"planned", "called_for", "called for", "hypothetical", "proposed", "under negotiation"})
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
    return Verdict(same=not apart and score >= asked, apart=apart, score=score, reasons=reasons)


Weighs = dict[str, float]


def _reason(field: Field, relation: Relation, left: object, right: object, weight: float) -> LinkReason:
    return LinkReason(
        field=field, relation=relation, left=str(left), right=str(right), weight=round(weight, 2)
    )


# When


def _when(left: Claim, right: Claim, weighs: Weighs, _: Codebook) -> Iterator[LinkReason]:
    a, b = left.days, right.days
    if a is None or b is None:
        return
    said = (_span(a.first, a.last), _span(b.first, b.last))
    gap = days_between(a, b)
    bases = {a.basis, b.basis}
    exact = length(a) == length(b) == 1
    if gap == 0 and exact and "article" not in bases:
        yield _reason("when", "same", *said, weighs["when.same" if bases == {"own"} else "when.near"])
    elif gap == 0:
        yield _reason(
            "when", "shared", *said, weighs["when.article" if "article" in bases else "when.shared"]
        )
    elif gap == 1 and "article" not in bases:
        yield _reason("when", "near", *said, weighs["when.near"])
    elif gap <= 1:
        yield _reason("when", "near", *said, weighs["when.article"])
    else:
        sure = (
            bases == {"own"}
            or gap > _LONG
            or (exact and "article" not in bases and left.source == right.source)
        )
        yield _reason("when", "differs", *said, _APART if sure else weighs["when.differs"])


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


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
        return
    if name == "differs":
        sure = a.basis == b.basis == "own"
        yield _reason("where", "differs", a.name, b.name, _APART if sure else weighs["where.differs"])
        return
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


def _contains(outer: Spot, inner: Spot) -> bool:
    return outer.kind == "region" and outer.name == inner.region


def _km(a: Spot, b: Spot) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    across = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, across)


# Who


def _who(left: Claim, right: Claim, weighs: Weighs, _: Codebook) -> Iterator[LinkReason]:
    mine, theirs = {*left.doers, *left.others}, {*right.doers, *right.others}
    if not (mine and theirs):
        mine, theirs = mine or set(left.cast), theirs or set(right.cast)
        if mine & theirs:
            shared = ", ".join(sorted(mine & theirs))
            yield _reason("who", "shared", shared, shared, weighs["who.article"])
        return
    said = (", ".join(sorted(mine)), ", ".join(sorted(theirs)))
    if set(left.doers) & set(right.doers) or set(left.others) & set(right.others):
        yield _reason("who", "same", *said, weighs["who.same"])
    elif mine & theirs:
        yield _reason("who", "shared", *said, weighs["who.shared"])
    else:
        yield _reason("who", "differs", *said, weighs["who.differs"])


# How many


def _many(left: Claim, right: Claim, weighs: Weighs, _: Codebook) -> Iterator[LinkReason]:
    a, b = left.tally, right.tally
    if a is None or b is None or (a.kind, a.unit) != (b.kind, b.unit):
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
        far = _far(a, b)
        yield _reason("how many", "differs", *said, weighs["many.far" if far else "many.differs"])


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
    if tally.bound == "about":
        return low * 0.9, high * 1.1
    return low, high


def _meet(a: Tally, b: Tally) -> bool:
    """Whether one number can satisfy both; a bound counts only as far as half or twice the number."""
    (low, high), (other_low, other_high) = _closed(a), _closed(b)
    return low <= other_high and other_low <= high


def _closed(tally: Tally) -> tuple[float, float]:
    low, high = ends(tally)
    if low is None:
        low = (high or 0) / 2
    return low, high if high is not None else low * 2


def _far(a: Tally, b: Tally) -> bool:
    small, large = sorted((sum(_closed(a)), sum(_closed(b))))
    return large > 3 * small


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
    if (left.status in _AHEAD) != (right.status in _AHEAD):
        yield _reason("what", "differs", left.status, right.status, _ahead(left, right, weighs))
    if left.register != right.register or not (left.kind and right.kind):
        return
    if left.kind == right.kind:
        yield _reason("what", "same", left.kind, right.kind, weighs["what.same"])
    elif left.family in ("deal", "truce", "rupture", "zone", "movement", "position"):
        fixed = left.family in ("movement", "position") or left.source == right.source
        yield _reason("what", "differs", left.kind, right.kind, _APART if fixed else weighs["what.differs"])


def _ahead(left: Claim, right: Claim, weighs: Weighs) -> float:
    """A plan and its doing are one happening only where both say the day."""
    a, b = left.days, right.days
    dated = a and b and a.basis == b.basis == "own" and length(a) == length(b) == 1 and a.first == b.first
    numbered = left.round is not None and left.round == right.round
    return weighs["what.ahead"] if dated or numbered else _APART


def _words(left: Claim, right: Claim, weighs: Weighs, codebook: Codebook) -> Iterator[LinkReason]:
    mine, theirs = sites(left.marks, codebook), sites(right.marks, codebook)
    if mine and theirs:
        said = (", ".join(sorted(mine)), ", ".join(sorted(theirs)))
        if mine & theirs:
            yield _reason("what", "same", *said, weighs["words.site"])
        elif left.family in ("violence", "seizure"):
            yield _reason("what", "differs", *said, _APART)
    if _is_same_sentence(left, right):
        yield _reason("words", "same", left.evidence.text, right.evidence.text, weighs["words.same"])
        return
    sets = words(codebook, ALIKE)
    shared = [m for m in left.marks if m in right.marks and m not in mine]
    if shared:
        weight = sum(weighs["words.mark"] * (0.5 if m in sets else 1) for m in shared)
        said = (", ".join(left.marks), ", ".join(right.marks))
        yield _reason("words", "shared", *said, min(weight, weighs["words.most"]))


def _is_same_sentence(left: Claim, right: Claim) -> bool:
    a, b = set(spelt(left.evidence.text)), set(spelt(right.evidence.text))
    return min(len(a), len(b)) >= _FEW_WORDS and len(a & b) >= 0.8 * len(a | b)
