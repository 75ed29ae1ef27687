"""An effect in, its dates out: since and until when a number counts, and as of when it stood."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from truceline.language import syntax
from truceline.records import Date
from truceline.registers.effect import Effect, clause_behind, tail
from truceline.registers.onset import Onset
from truceline.registers.reading import Reading

_HIGHEST = 4  # verbs climbed from that of the effect
_OPENING = 40  # characters of the phrase that opens a sentence
_RANGE = 16  # characters between the two dates of a range


class EffectDates:
    """Answers when for the effects of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._calendar = reading.scene.calendar
        self._onset = Onset(reading.scene, reading.codebook)

    def since(self, effect: Effect) -> Date | None:
        """From when the count counts; resolved inside the article only."""
        for word in (*_sharing(effect.cue), *_counting(effect)):
            date = self._calendar.of(word, prepositions=("between", "from"))
            if date is not None and date.preposition in ("between", "from"):
                return date
            date = self._calendar.of(word, prepositions=("since",))  # "since the invasion of 2001" too
            if date is not None:
                return date
            date = self._onset.since(word)
            if date is not None:
                return date
        return self._since_beginning(effect) or self._since_behind(effect) or self._opening(effect)

    def _opening(self, effect: Effect) -> Date | None:
        """ "Since May the Mission has counted 64 killed": what opens a sentence holds for all of it."""
        sentence = self._reading.parsed.sentence_of(effect.cue)
        start = self._reading.parsed.doc[sentence.start].idx
        opening = self._calendar.within(start, start + _OPENING)
        return next((d for d in opening if d.preposition in ("since", "between")), None)

    def _since_behind(self, effect: Effect) -> Date | None:
        """A "since" behind the cue in its clause that the parse hung on another noun."""
        words = clause_behind(effect.cue)
        if not words:
            return None
        found = self._calendar.within(words[0].idx, words[-1].idx + len(words[-1]))
        return next((d for d in found if d.preposition == "since" and d.precision != "duration"), None)

    def until(self, effect: Effect) -> Date | None:
        """Up to when the count counts: "before the truce of 2002", "between June and August"."""
        for word in _sharing(effect.cue):
            date = self._calendar.of(word, prepositions=("until", "till", "before", "through"))
            if date is not None:
                return date
            for c in syntax.children(word, "advcl"):
                if any(m.lower_ in ("before", "until") for m in syntax.children(c, "mark")):
                    return self._calendar.of(c)
        return self._range_end(effect)

    def by(self, effect: Effect) -> Date | None:
        """ "Had lost their lives by 1998"."""
        dated = (self._calendar.of(w, prepositions=("by",)) for w in _sharing(effect.cue))
        return next((d for d in dated if d is not None and d.preposition == "by"), None)

    def as_of(self, effect: Effect) -> Date | None:
        """The day on which a number stood: "at the end of August", "as of 3 May"."""
        if effect.again:  # "down from 426,000 in June"
            last = self._reading.parsed.doc[tail(self._reading.parsed, effect.noun.i + 1) - 1]
            found = self._calendar.within(effect.count.end, last.idx + len(last))
            return next((d for d in found if d.value and d.value[0].isdigit()), None)
        for word in (effect.noun, *_sharing(effect.cue)):
            date = self._calendar.of(word, prepositions=("as of", "by", "at", "as")) or self._calendar.on(
                word
            )
            if date is not None and self._stands(date):
                return date
        return None

    def _stands(self, date: Date) -> bool:
        text = self._reading.parsed.article.text
        before = text[: date.start].rstrip().lower()
        return date.preposition in ("as of", "by", "at") or before.endswith("as of")

    def _since_beginning(self, effect: Effect) -> Date | None:
        """ "A war that began in 1972 has killed", "the war began in 1972 and has killed"."""
        verb = effect.cue if syntax.is_verb(effect.cue) else syntax.verb_of(effect.cue)
        if verb is None:
            return None
        beginnings = [verb.head] if verb.dep_ == "conj" and syntax.is_verb(verb.head) else []
        for subject in syntax.agents(verb):
            on = self._calendar.on(subject)
            if on is not None and on.preposition == "since":
                return on
            beginnings += syntax.children(subject, "relcl", "acl")
        return next((d for b in beginnings if (d := self._onset.beginning(b)) is not None), None)

    def _range_end(self, effect: Effect) -> Date | None:
        since = self.since(effect)
        if since is None or since.preposition not in ("between", "from"):
            return None
        after = [d for d in self._reading.scene.dates if 0 <= d.start - since.end <= _RANGE]
        return next((d for d in after if d.preposition in ("and", "to", "until", "till")), None)


def _counting(effect: Effect) -> list[Token]:
    """The verb of the number, where another word says what it counts: "bringing those uprooted to 300"."""
    verb = syntax.verb_of(effect.noun)
    return [verb] if verb is not None and effect.cue.dep_ == "acl" and verb.i != effect.cue.i else []


def _sharing(cue: Token) -> Iterator[Token]:
    """The words whose dates are the effect's: its own verb, and those that share its subject.

    A date in front of the first of two coordinated clauses holds for the second too, never the
    other way round: each has a subject of its own.
    """
    yield cue
    verb = cue if syntax.is_verb(cue) else syntax.verb_of(cue)
    for _ in range(_HIGHEST):
        if verb is None:
            return
        if verb.i != cue.i:
            yield verb
        for c in verb.children:
            behind = c.dep_ == "conj" and syntax.is_verb(c) and not syntax.children(c, *syntax.SUBJECTS)
            if behind or (c.dep_ in ("xcomp", "acomp", "oprd", "ccomp") and c.i != cue.i):
                yield c
        if verb.dep_ not in ("conj", "xcomp", "pcomp", "advcl", "prep") or verb.head.i == verb.i:
            return
        if syntax.children(verb, *syntax.SUBJECTS) and verb.dep_ != "conj":
            return
        verb = syntax.verb_of(verb.head)
