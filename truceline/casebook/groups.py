"""Claims and verdicts in, groups of claims out: the strongest links first, no contradiction in a group.

The same claims and verdicts give the same groups in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence


def group(
    claims: Sequence[str],
    links: Mapping[tuple[str, str], float],
    apart: Callable[[str, str], bool],
    together: Iterable[tuple[str, str]] = (),
) -> list[frozenset[str]]:
    """Groups of ``claims`` (keys), each a set, in the order of their first claim.

    ``links`` gives the score of each linked pair; ``apart`` says whether two claims contradict each
    other, and is asked before two groups become one. Pairs ``together`` are joined whatever it says:
    a person has decided so.
    """
    member: dict[str, frozenset[str]] = {claim: frozenset((claim,)) for claim in claims}
    for left, right in sorted(together):
        if left in member and right in member:
            _unite(member, left, right)
    for left, right in sorted(links, key=lambda pair: (-links[pair], pair)):
        if left not in member or right not in member or member[left] is member[right]:
            continue
        if not any(apart(a, b) for a in sorted(member[left]) for b in sorted(member[right])):
            _unite(member, left, right)
    return list({id(member[claim]): member[claim] for claim in claims}.values())


def _unite(member: dict[str, frozenset[str]], left: str, right: str) -> None:
    united = member[left] | member[right]
    for claim in united:
        member[claim] = united
