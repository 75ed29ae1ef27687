"""Counts and parse in, effects out: each count with what happened to whom, or none.

The parse leads from the counted noun to the words that can say what happened to it (effect_roles);
a count may take its meaning from the one before (effect_parts); what the parse does not lead to is
sought in the words beside, as lists, tables and headlines write them (effect_lists).
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.language import Parsed, syntax
from truceline.records import Count, Date
from truceline.registers.counted_nouns import SINGLE, Counted, CountedNouns
from truceline.registers.effect import Effect
from truceline.registers.effect_fit import Fit
from truceline.registers.effect_lists import Lists
from truceline.registers.effect_parts import Parts
from truceline.registers.effect_roles import Roles, is_shared
from truceline.registers.effect_words import lexicon

_REVISED = 3  # sentences back to the number that a revised one takes the place of
_FAR = 3  # times the earlier number that the later one of the same toll may be
_NAMED = 4  # words from a count to the bracket that says it in another unit


class Effects:
    """Finds the effects of one article."""

    def __init__(self, parsed: Parsed, dates: tuple[Date, ...] = (), codebook: Codebook = SHIPPED) -> None:
        self._text = parsed.text
        self._words = lexicon(codebook)
        self._nouns = CountedNouns(parsed, codebook)
        self._roles = Roles(self._words)
        self._fit = Fit(self._nouns, codebook)
        self._lists = Lists(parsed, self._nouns, self._fit)
        self._parts = Parts(parsed, dates, self._words)

    def find(self, counts: tuple[Count, ...]) -> tuple[Effect, ...]:
        """The effects that ``counts`` count, in the order of the text."""
        found: list[Effect] = []
        last: Counted | None = None
        for counted in self._nouns.find(counts):
            effect = self._told(counted, found)
            if effect is not None and last is not None and _is_told_again(last, counted, self._text):
                effect = _in_first_unit(effect, last, found)
            if effect is not None:
                if self._is_revision(effect):
                    found = [e for e in found if not self._is_revised(e, effect)]
                found.append(effect)
            last = counted
        return tuple(found)

    def _told(self, counted: Counted, found: list[Effect]) -> Effect | None:
        """What happened to those that ``counted`` counts; one by an article only came to harm."""
        nothing = counted.count.value == 0 or self._parts.is_former(counted)
        effect = None if nothing else self._read(counted, found)
        if effect is None or counted.number.lower_ not in SINGLE:
            return effect
        return effect if self._is_harm(effect, found) and not _is_example(effect, found) else None

    def _read(self, counted: Counted, found: list[Effect]) -> Effect | None:
        labelled = self._lists.labelled(counted, found)
        if labelled is not None:
            return labelled
        if counted.is_part:
            told = self._parts.effect(counted, found) or self._direct(counted, found)
            return told or self._lists.beside(counted, found) or self._parts.of_named(counted)
        return (
            self._direct(counted, found)
            or self._parts.effect(counted, found)
            or self._parts.of_named(counted)
            or self._lists.beside(counted, found)
        )

    def _is_harm(self, effect: Effect, found: list[Effect]) -> bool:
        """Whether one by an article came to harm; "another" only beside others that did."""
        if _is_reporter(effect.noun):
            return False
        if effect.noun.lower_ == "another":
            near = found and self._parts.sentences_between(found[-1].cue, effect.cue) == 0
            return bool(near) and found[-1].unit == "people" and syntax.is_verb(effect.cue)
        return effect.kind not in self._words.movements and syntax.is_verb(effect.cue)

    def _is_revision(self, effect: Effect) -> bool:
        """ "The ministry revised the toll to 18": a number that takes the place of an earlier one."""
        verb = syntax.verb_of(effect.noun)
        if verb is None or effect.noun.i == effect.cue.i or syntax.is_verb(effect.cue):
            return False
        return (
            verb.lemma_ in self._words.joints["revise"] or effect.cue.lemma_ in self._words.joints["figure"]
        )

    def _is_revised(self, earlier: Effect, effect: Effect) -> bool:
        """Whether ``effect`` is a later figure of ``earlier``: near, and not far from it."""
        near = self._parts.sentences_between(earlier.cue, effect.cue) <= _REVISED
        old, new = earlier.count.value, effect.count.value
        if not near or earlier.kind != effect.kind or earlier.again or old is None or new is None:
            return False
        return old != new and max(old, new) <= _FAR * min(old, new)

    def _direct(self, counted: Counted, before: list[Effect]) -> Effect | None:
        anchors = [counted.head]
        if counted.noun is not None and counted.noun.i != counted.head.i and not counted.is_part:
            anchors.insert(0, counted.noun)
        for anchor in anchors:
            for word, role in self._roles.of(anchor, counted.number):
                # "two of them seriously": a part is told only by a verb of its own
                if counted.is_part and (role not in ("subject", "object") or is_shared(anchor, word)):
                    continue
                effect = self._fit.effect(counted, word, role, before)
                if effect is not None:
                    return effect
        return None


def _is_reporter(noun: Token) -> bool:
    """ "Killing five people, activists and a war monitor reported": who says so, at the end of the list."""
    after = noun.doc[noun.i + 1 : noun.i + 2]
    return noun.dep_ == "conj" and any(t.tag_ == "VBD" and t.dep_ == "ccomp" for t in after)


def _is_example(effect: Effect, found: list[Effect]) -> bool:
    """ "33 were killed, the youngest a girl of four": one of those counted already."""
    return effect.noun.dep_ == "appos" and any(e.cue.i == effect.cue.i for e in found)


def _is_told_again(last: Counted, counted: Counted, text: str) -> bool:
    """The same in another unit, in brackets behind it: "2,700 people (around 460 families)"."""
    between = text[last.count.end : counted.count.start]
    bracketed = between.endswith("(") and ")" not in between and len(between.split()) <= _NAMED
    return bracketed and {last.unit, counted.unit} == {"people", "households"}


def _in_first_unit(effect: Effect, first: Counted, found: list[Effect]) -> Effect | None:
    """One fact in two units is one effect, in the unit that stands first."""
    if found and found[-1].count.start == first.count.start:
        return None if found[-1].kind == effect.kind else effect
    return replace(effect, count=first.count, unit=first.unit or effect.unit, noun=first.noun or first.number)
