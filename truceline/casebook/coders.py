"""Judgements of several people on the same claims in, how far they agree beyond chance out.

Cohen 1960 for two; Krippendorff 2004 (nominal, with missing values) for any number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from truceline.records.review import Agreeing

Judged = Mapping[str, Mapping[str, str]]  # claim to reviewer to answer


def agreement(judged: Judged, reviewers: Sequence[str]) -> Agreeing:
    """Agreement of ``reviewers`` on the claims that at least two of them judged; kappa for two only."""
    units = [
        [answers[r] for r in reviewers if r in answers]
        for answers in judged.values()
        if sum(r in answers for r in reviewers) > 1
    ]
    pairs = [(unit[0], unit[1]) for unit in units if len(unit) == 2]
    two = len(reviewers) == 2
    return Agreeing(
        reviewers=tuple(reviewers),
        items=len(units),
        observed=_observed(pairs) if two and pairs else None,
        kappa=_kappa(pairs) if two and pairs else None,
        alpha=_alpha(units),
    )


def _observed(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(a == b for a, b in pairs) / len(pairs)


def _kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    mine, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(mine[answer] * theirs[answer] for answer in mine) / len(pairs) ** 2
    return None if chance == 1 else (_observed(pairs) - chance) / (1 - chance)


def _alpha(units: Sequence[Sequence[str]]) -> float | None:
    """1 minus the disagreement seen over the disagreement that chance gives."""
    totals = Counter(answer for unit in units for answer in unit)
    n = totals.total()
    if n < 2:
        return None
    seen = sum(_unlike(Counter(unit)) / (len(unit) - 1) for unit in units) / n
    chance = _unlike(totals) / (n * (n - 1))
    return None if chance == 0 else 1 - seen / chance


def _unlike(answers: Counter[str]) -> float:
    """Ordered pairs of answers that differ."""
    return answers.total() ** 2 - sum(count**2 for count in answers.values())
