"""Parsed sentences in, the scene out: who, where, when and how many, and what each word stands for."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.codebook import SHIPPED, Codebook
from truceline.language import Parsed
from truceline.mentions.actors import find_actors
from truceline.mentions.atlas import Atlas
from truceline.mentions.calendar import Calendar
from truceline.mentions.cast import Cast
from truceline.mentions.counts import find_counts
from truceline.mentions.dates import find_dates
from truceline.mentions.places import find_places
from truceline.records import Actor, Count, Date, Place


@dataclass(frozen=True)
class Scene:
    """All mentions of one article, with the three resolvers that later stages ask.

    ``cast`` answers who a noun phrase stands for, ``atlas`` where, ``calendar`` when.
    """

    parsed: Parsed
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    dates: tuple[Date, ...]
    counts: tuple[Count, ...]
    cast: Cast
    atlas: Atlas
    calendar: Calendar


def find_mentions(parsed: Parsed, codebook: Codebook = SHIPPED) -> Scene:
    """Find actors, places, dates and counts, in the order in which each needs the one before."""
    actors = find_actors(parsed, codebook)
    places = find_places(parsed, actors, codebook)
    dates = find_dates(parsed, codebook)
    return Scene(
        parsed=parsed,
        actors=actors,
        places=places,
        dates=dates,
        counts=find_counts(parsed, dates, codebook),
        cast=Cast(parsed, actors, codebook),
        atlas=Atlas(parsed, places),
        calendar=Calendar(parsed, dates),
    )
