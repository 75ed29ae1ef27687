"""Parsed sentences and a scene in, events out: who did what to whom, the main event first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.codebook import SHIPPED, Codebook
from truceline.events.frames import load_index
from truceline.events.record import build_event
from truceline.events.sentence import read_sentence
from truceline.language import Parsed
from truceline.records import Attribution, Event

if TYPE_CHECKING:
    from truceline.mentions.scene import Scene


def find_events(
    parsed: Parsed,
    scene: Scene,
    codebook: Codebook = SHIPPED,
    attributions: tuple[Attribution, ...] = (),
) -> tuple[Event, ...]:
    """The events of an article by salience, "e1" first.

    They stand in the order of the text, those of captions and of the background behind the others.
    ``attributions`` are those of the article; an event rests on the innermost that covers it.
    """
    index = load_index(codebook)
    ordered = sorted(parsed.sentences, key=lambda s: (s.kind == "caption", s.start))
    found = [m for s in ordered if s.parsed for m in read_sentence(list(parsed.span_of(s)), index)]
    meanings = sorted(found, key=lambda m: m.background)
    return tuple(
        build_event(number, meaning, parsed, scene, index, codebook, attributions)
        for number, meaning in enumerate(meanings, 1)
    )
