"""A count in, the effect out that a label, a list or a headline gives it, where the parse leads nowhere."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from truceline.language import Parsed, syntax
from truceline.registers.counted_nouns import SINGLE, Counted, CountedNouns
from truceline.registers.effect import Effect
from truceline.registers.effect_fit import Fit
from truceline.registers.effect_words import Role

_BESIDE = 6  # words looked at beside a count
_ENDING = ("and", "but", "while", "by")
_BESIDE_ROLES: tuple[Role, ...] = ("state", "deed", "act", "object", "person")
_LABEL = 4  # words of a label before its colon
_LABELS: tuple[Role, ...] = ("state", "act", "deed", "person", "toll")
_STEPS = "|;•-–—·*"  # between the parts of a list that is written on one line
_WITHIN_NAME = ("amod", "compound", "nmod", "advmod")
_LIST = 12  # lines of a list below the line that opens it
_BROKEN = 12  # words of an insertion
_FINITE = ("VBD", "VBZ", "VBP", "MD")


class Lists:
    """Reads what stands beside the counts of one article."""

    def __init__(self, parsed: Parsed, nouns: CountedNouns, fit: Fit) -> None:
        self._parsed = parsed
        self._nouns = nouns
        self._fit = fit.effect

    def labelled(self, counted: Counted, before: list[Effect]) -> Effect | None:
        """What the words of a label say before its colon: "Displaced: 21,500 persons"."""
        doc, end = counted.number.doc, counted.first.i - 1
        start = self._parsed.sentence_of(counted.number).start
        if end <= start or doc[end].text != ":":
            return None
        low = next((t.i + 1 for t in reversed(doc[start:end]) if t.text in _STEPS or t.is_space), start)
        words = list(doc[low:end])
        if len(words) > _LABEL or any(t.tag_ in ("VBZ", "VBP", "MD") for t in words):
            return None
        return self._from_label(counted, words, before)

    def beside(self, counted: Counted, before: list[Effect]) -> Effect | None:
        """A word beside the count, in lists, tables and headlines: "12 dead", "Evacuated: 3,614"."""
        doc, sentence = counted.number.doc, self._parsed.sentence_of(counted.number)
        start = max(counted.number.i, counted.noun.i if counted.noun is not None else 0)
        for t in doc[counted.number.i + 1 : min(sentence.end, start + _BESIDE)]:
            if t.text in ",;():/" or t.like_num or t.lower_ in _ENDING or _leads_away(t):
                break
            for role in _roles_beside(t):
                if counted.is_part and role not in ("subject", "object"):
                    continue  # "four of the injured"
                effect = self._fit(counted, t, role, before)
                if effect is not None:
                    return effect
        if counted.is_part:
            return None
        told = self._label(counted, sentence.start, before) or self._resumed(counted, before)
        return told or self._headed(counted, before)

    def _from_label(self, counted: Counted, words: list[Token], before: list[Effect]) -> Effect | None:
        named = next((t for t in words if self._nouns.unit(t) and t.dep_ not in _WITHIN_NAME), None)
        if named is not None and counted.noun is None:
            counted = replace(counted, noun=named, unit=self._nouns.unit(named))
        tried = ((t, role) for role in _LABELS for t in reversed(words))
        return next((e for t, role in tried if (e := self._fit(counted, t, role, before))), None)

    def _headed(self, counted: Counted, before: list[Effect]) -> Effect | None:
        """A line of a list takes what it counts from the line that opens the list."""
        order = self._parsed.sentences
        here = order.index(self._parsed.sentence_of(counted.number))
        for sentence in reversed(order[max(0, here - _LIST) : here + 1]):
            words = [t for t in self._parsed.doc[sentence.start : sentence.end] if not t.is_space]
            if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in words):
                return None
            if words and words[-1].text == ":" and sentence != order[here]:
                return self._from_label(counted, words[:-1], before)
        return None

    def _resumed(self, counted: Counted, before: list[Effect]) -> Effect | None:
        """ "The evacuation of, by the latest count, 700 people": a phrase that an insertion breaks off."""
        words = counted.number.doc[max(0, counted.first.i - _BROKEN) : counted.first.i]
        for of, comma in pairwise(words):
            if of.lower_ == "of" and comma.text == "," and not syntax.children(of, "pobj"):
                return self._fit(counted, of.head, "act", before)
        return None

    def _label(self, counted: Counted, start: int, before: list[Effect]) -> Effect | None:
        """A table's label before its number, in a line without a verb of its own."""
        doc, sentence = counted.number.doc, self._parsed.sentence_of(counted.number)
        label = list(doc[max(start, counted.first.i - _BESIDE) : counted.first.i])
        told = any(t.tag_ in _FINITE for t in doc[sentence.start : sentence.end])
        if counted.number.lower_ in SINGLE:
            return None  # "six soldiers killed by a bomber"
        if told or not label or counted.first.i - start > _BESIDE or label[0].lower_ == "of":
            return None
        return self._from_label(counted, label, before)


def _roles_beside(word: Token) -> tuple[Role, ...]:
    """What a count may be to a word behind it; a verb without a subject takes the count for it."""
    if syntax.is_verb(word) and word.tag_ != "VBG" and syntax.children(word, "aux", "auxpass"):
        alone = not syntax.children(word, *syntax.SUBJECTS)
        return ("object" if syntax.is_passive(word) else "subject",) if alone else ()
    if syntax.is_verb(word) and syntax.children(word, "dobj"):
        return ("subject",)  # "between 70 and 90 people lost their lives": the parse has lost the subject
    return _BESIDE_ROLES if word.tag_ == "VBN" else tuple(r for r in _BESIDE_ROLES if r != "object")


def _leads_away(word: Token) -> bool:
    """Whether what follows is said of something else: "hundreds about her disappearance", "two men shot"."""
    does = syntax.is_verb(word) and syntax.children(word, "dobj") and syntax.children(word, *syntax.SUBJECTS)
    return (word.pos_ == "ADP" and word.lower_ not in ("of", "as")) or word.tag_ == "VBG" or bool(does)
