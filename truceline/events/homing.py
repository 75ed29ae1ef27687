"""Parties of an event in, the same with a country where their words or its place tell one, out.

"Prisoners rioted at a jail in Dili": they are East Timor's. Only who belongs to where he is gets a
country so (rebels, police, judges, residents), never a foreign army, an organisation or a stranger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from spacy.tokens import Token

from truceline.mentions.roles import LOCAL
from truceline.records import Actor, Place

if TYPE_CHECKING:
    from truceline.mentions.scene import Scene

Actors = tuple[Actor, ...]
_AT = ("in", "at", "near", "outside", "inside", "across", "throughout")
_AWAY = ("MIL", "IGO", "NGO")  # found far from home: where they are tells nothing


def bring_home(actors: Actors, verb: Token, scene: Scene) -> Actors:
    """``actors`` of the event of ``verb``, those without a country given one.

    Asked in this order: a place in their own words, the place of the event, the only country
    that the article speaks of; not the last of a statesman, who deals with other states.
    """
    if not any(_is_local(a) for a in actors):
        return actors
    there, article = _of_event(verb, scene), _of_article(scene)
    return tuple(
        _settled(a, _of_words(a, scene) or there or (None if _is_statesman(a) else article))
        if _is_local(a)
        else a
        for a in actors
    )


def _is_local(actor: Actor) -> bool:
    known = actor.sector in LOCAL and actor.kind in ("group", "person", "state")
    return actor.country is None and known


def _is_statesman(actor: Actor) -> bool:
    return actor.sector == "GOV" and actor.kind == "person"


def _settled(actor: Actor, country: str | None) -> Actor:
    return replace(actor, country=country, code=f"{country} {actor.sector}") if country else actor


def _of_words(actor: Actor, scene: Scene) -> str | None:
    inside = (p for p in scene.places if _covers(actor, p) and not _describes(p, scene))
    return _only({p.country for p in inside})


def _describes(place: Place, scene: Scene) -> bool:
    """Whether it is an adjective: "ethnic Albanian guerrillas" need not be Albania's."""
    return any(t.pos_ == "ADJ" for t in scene.parsed.tokens_at(place.start, place.end))


def _of_event(verb: Token, scene: Scene) -> str | None:
    return _only({p.country for p in scene.atlas.on(verb, _AT)})


def _of_article(scene: Scene) -> str | None:
    """The only country of the article, where more than soldiers, who may be abroad, are of it."""
    places = [p for p in scene.places if not _describes(p, scene)]
    mentions: tuple[Actor | Place, ...] = (*scene.actors, *places)
    country = _only({m.country for m in mentions})
    away = [a for a in scene.actors if a.sector in _AWAY]
    settled = (m for m in mentions if m.country and not any(_covers(a, m) for a in away))
    return country if any(settled) else None


def _covers(actor: Actor, mention: Actor | Place) -> bool:
    return actor.start <= mention.start and mention.end <= actor.end


def _only(countries: set[str | None]) -> str | None:
    known = countries - {None}
    return known.pop() if len(known) == 1 else None
