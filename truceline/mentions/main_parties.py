"""A roster in, the main parties of its article out: who signs, meets, fights or makes peace.

Who a phrase stands for is asked of the cast, which is still without main parties then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from truceline.mentions import sides, unnamed
from truceline.mentions.roster import Actors, Roster, distinct
from truceline.records import Actor

Who = Callable[[Token], Iterable[Actor]]


def main_parties(roster: Roster, who: Who) -> Actors:
    """The first two or more parties that deal with one another; () where there are none.

    Where nobody signs, meets, fights or makes peace, those of whom one accuses or fights the
    other, if both are known.
    """
    found = unnamed.at_home(_first_joint(roster, who), roster, ())
    found = distinct(unnamed.named_soon(a, roster) for a in found)
    return found if len(found) > 1 else ()


def _first_joint(roster: Roster, who: Who) -> Actors:
    third = _third_parties(roster, who)
    joint = list(sides.joint(roster.parsed, roster.cues))
    for fits in (_may_be_party, _may_fight):
        for heads in joint:
            found = _parties_of(heads, fits, third, roster, who)
            if len(found) > 1 and any(_may_be_party(a) for a in found):
                return found
    for heads in sides.hostile(roster.parsed, roster.cues):
        found = _parties_of(heads, _may_be_party, third, roster, who)
        if len(found) > 1 and all(a.country for a in found):
            return found
    return ()


def _parties_of(
    heads: list[Token], fits: Callable[[Actor], bool], third: set[str], roster: Roster, who: Who
) -> Actors:
    found = distinct(a for t in heads for a in who(t))
    named = distinct(_as_party(a, roster) for a in found if fits(a) and a.name not in third)
    return tuple(a for a in named if a.name not in third)


def _as_party(actor: Actor, roster: Roster) -> Actor:
    """The party itself: the state of its president, or of its people ("the Russians")."""
    people = actor.kind == "group" and actor.sector is None and actor.code == actor.country
    state = roster.country(actor) if people and actor.country else None
    if state is not None:
        return state
    party = roster.principal(actor)
    return roster.as_at(party, actor) if party is not None else actor


def _third_parties(roster: Roster, who: Who) -> set[str]:
    """Names of those who mediate, host or observe, and of those whose envoys do."""
    found = [a for t in sides.third_parties(roster.parsed, roster.cues) for a in who(t)]
    principals = (roster.principal(a) for a in found)
    return {a.name for a in found} | {p.name for p in principals if p is not None}


def _may_be_party(actor: Actor) -> bool:
    """Whether ``actor`` can wage war or make peace: no bystander, no organisation between states."""
    known = bool(actor.country or actor.sector or actor.name != actor.text)
    return known and actor.kind not in ("igo", "ngo") and actor.sector not in ("IGO", "NGO", "MED", "CVL")


def _may_fight(actor: Actor) -> bool:
    """The same, with alliances of states: NATO and the Yugoslav generals."""
    return _may_be_party(actor) or actor.kind == "igo"
