"""Parsed sentences and a scene in, events out: who did what to whom, the main event first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.events.elsewhere import Elsewhere
from truceline.events.frames import load_index
from truceline.events.operators import Meaning
from truceline.events.opinion import Opinion, load_opinion
from truceline.events.record import build_event, quote
from truceline.events.sentence import read_sentence
from truceline.language import Parsed
from truceline.language.syntax import clause
from truceline.records import Attribution, Event, Silence

if TYPE_CHECKING:
    from truceline.mentions.scene import Scene


def find_events(
    parsed: Parsed,
    scene: Scene,
    codebook: Codebook = SHIPPED,
    attributions: tuple[Attribution, ...] = (),
) -> tuple[tuple[Event, ...], tuple[Silence, ...]]:
    """The events of an article by salience, "e1" first; and the verbs of which it keeps silent.

    Events stand in the order of the text, those of captions and of the background behind the others.
    ``attributions`` are those of the article; an event rests on the innermost that covers it.
    """
    index = load_index(codebook)
    ordered = sorted(parsed.sentences, key=lambda s: (s.kind == "caption", s.start))
    told = [read_sentence(list(parsed.span_of(s)), index) for s in ordered if s.parsed]
    meanings = sorted((m for t in told for m in t.events), key=lambda m: m.background)
    elsewhere, opinion = Elsewhere(scene, codebook), load_opinion(codebook)
    events: list[Event] = []
    other: list[Silence] = []
    for meaning in meanings:
        event = build_event(len(events) + 1, meaning, parsed, scene, index, codebook, attributions)
        why = elsewhere.event(event, meaning.verb)
        if why is None:
            events.append(_weighed(event, meaning, parsed, opinion))
        else:
            other.append(Silence(stage="events", reason=why, evidence=event.evidence))
    # a verb of speech passes on the silence of what is said: once is enough
    silent = {m.trigger.i: m for t in told for m in t.silent}
    return tuple(events), (*(_silence(m, parsed) for m in silent.values()), *other)


def _weighed(event: Event, meaning: Meaning, parsed: Parsed, opinion: Opinion) -> Event:
    """The event with the confidence that the second reader gives it."""
    sentence = list(parsed.span_of(parsed.sentence_of(meaning.trigger)))
    sure = opinion.confidence(event.type, meaning.trigger, sentence)
    return msgspec.structs.replace(event, confidence=sure)


def _silence(meaning: Meaning, parsed: Parsed) -> Silence:
    """Why a verb that the codebook knows makes no event here: the rule that keeps it silent."""
    rule = meaning.reasons[0][0] if meaning.reasons else "no event is told"
    return Silence(stage="events", reason=rule, evidence=quote(parsed, *clause(meaning.verb)))
