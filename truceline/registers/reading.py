"""What the registers read: one article with its mentions, events and attributions.

Registers are filled in the order of ``truceline.registers.fill``; each may look at those before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.events.attribution import named_source, source_of
from truceline.events.status import status_of
from truceline.language import Parsed
from truceline.language.syntax import clause, is_verb, subjects, verb_of
from truceline.mentions.scene import Scene
from truceline.records import Attribution, Event, Reason, Registers, Span, Status
from truceline.registers.effect import Effect
from truceline.registers.effects import Effects


@dataclass
class _Answers:
    """What one register has asked and the next will ask again; statuses by the number of the word."""

    statuses: dict[int, tuple[Status, tuple[Reason, ...]]] = field(default_factory=dict)
    effects: tuple[Effect, ...] | None = None
    cues: frozenset[int] | None = None


@dataclass(frozen=True)
class Reading:
    """The stages before the registers, and the registers that are filled already (``done``)."""

    scene: Scene
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    done: Registers = field(default_factory=Registers)
    codebook: Codebook = SHIPPED
    _answers: _Answers = field(default_factory=_Answers, repr=False)

    @property
    def parsed(self) -> Parsed:
        """The parsed article."""
        return self.scene.parsed

    def after(self, **registers: tuple[object, ...]) -> Self:
        """The same reading with one register more in ``done``."""
        filled = {f: getattr(self.done, f) for f in self.done.__struct_fields__} | registers
        return replace(self, done=Registers(**filled))

    def status(self, token: Token) -> tuple[Status, tuple[Reason, ...]]:
        """Whether what ``token`` says happened, and the rules behind that."""
        known = self._answers.statuses
        if token.i not in known:
            known[token.i] = status_of(token, self.parsed, self.scene.calendar, self.codebook)
        return known[token.i]

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What the counts of the article count: deaths, injuries, flights, houses lost."""
        if self._answers.effects is None:
            found = Effects(self.parsed, self.scene.dates, self.codebook)
            self._answers.effects = found.find(self.scene.counts)
        return self._answers.effects

    @property
    def cues(self) -> frozenset[int]:
        """Where the words stand that say who says so: offsets of the attributions' cues."""
        if self._answers.cues is None:
            self._answers.cues = frozenset(a.cue.start for a in self.attributions)
        return self._answers.cues

    def happened(self, token: Token) -> bool:
        """Whether the report says so as a fact, of now or of before."""
        return self.status(token)[0] in ("asserted", "historical")

    def is_told(self, effect: Effect) -> bool:
        """Whether the report tells ``effect`` as a fact; of some it is the negation that tells it."""
        if effect.negative:
            return self.status(effect.cue)[0] == "negated"
        return self.happened(effect.cue) and self._is_predicate_told(effect)

    def _is_predicate_told(self, effect: Effect) -> bool:
        """Whether the verb is told that gives a noun or adjective to the count: "may be among the dead"."""
        verb = verb_of(effect.cue) if not is_verb(effect.cue) else None
        subjects_of = subjects(verb) if verb is not None else []
        return verb is None or not any(s.i == effect.noun.i for s in subjects_of) or self.happened(verb)

    def source(self, token: Token) -> str | None:
        """Who says what ``token`` says, as the article names it."""
        attribution = source_of(token, self.attributions)
        named = named_source(attribution, self.parsed) if attribution else None
        return named.text if named else None

    def is_caption(self, token: Token) -> bool:
        """Whether ``token`` stands in a caption: background, never the main story."""
        return self.parsed.sentence_of(token).kind == "caption"

    def quote(self, start: int, end: int) -> Span:
        """Evidence from the tokens ``start`` to ``end`` (half-open), without outer punctuation."""
        doc = self.parsed.doc
        while start < end - 1 and (doc[start].is_space or doc[start].text in _EDGE):
            start += 1
        while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].text in _EDGE):
            end -= 1
        last = doc[end - 1]
        return Span.cut(self.parsed.article.text, doc[start].idx, last.idx + len(last))

    def clause(self, token: Token) -> Span:
        """Evidence: the clause of ``token`` (see ``syntax.clause``)."""
        return self.quote(*clause(token))


_EDGE = {",", ";", ":", "-", "–", "—", '"', "“", "”", "."}
