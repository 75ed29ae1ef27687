"""A count in, the effect out that it takes from the count before: "785,000 of them in Uganda".

Parts of those counted before, other figures for the same, old figures with a date of their own, and
clauses that a name alone stands for.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from truceline.language import Parsed, syntax
from truceline.records import Date
from truceline.registers.counted_nouns import PARTS, Counted
from truceline.registers.effect import Effect, tail
from truceline.registers.effect_words import Lexicon, Role

_PLACING = ("in", "to", "into", "from", "near", "at", "across", "inside")
_JOINING = ("and", ",", "but", "with", "while", "including", "(")
_LOOSE = ("conj", "appos", "pobj", "nummod", "dobj", "dep", "nsubj", "attr", "npadvmod")
_NEAR = 2  # sentences back to those of whom the rest remain
_ELSEWHERE = ("displaced", "hosted", "sheltered", "returned")
_NAMING: tuple[Role, ...] = ("state", "person")
_DEFINITE = ("the", "that", "this", "its")


class Parts:
    """Reads the counts of one article that say nothing of their own."""

    def __init__(self, parsed: Parsed, dates: tuple[Date, ...], words: Lexicon) -> None:
        self._parsed = parsed
        self._dates = dates
        self._words = words
        self._order = {s.start: n for n, s in enumerate(parsed.sentences)}

    def effect(self, counted: Counted, before: list[Effect]) -> Effect | None:
        """A count that takes its meaning from the one before: "785,000 of them in Uganda"."""
        if not before:
            return None
        last, doc, number = before[-1], counted.number.doc, counted.number
        named = counted.noun is not None and counted.noun.i > number.i and not counted.is_part
        last_word = counted.noun if named and counted.noun is not None else number
        behind = doc[last_word.i + 1 : last_word.i + 4]
        apart = self.sentences_between(last.cue, number)
        if counted.is_part and len(behind) == 3 and behind[1].lower_ in PARTS:
            return _as(last, counted) if apart <= 1 and self._says_no_more(behind[2]) else None
        if apart <= 1 and (self._goes_on(counted, last) or self._takes_up(counted)):
            return _as(last, counted)
        if apart <= _NEAR and last.kind in _ELSEWHERE and self._remains(counted):
            return replace(_as(last, counted), kind="displaced" if last.kind == "returned" else last.kind)
        if apart or (counted.noun is not None and counted.noun.lemma_ != "other"):
            return None
        lead = " ".join(t.lower_ for t in doc[max(0, counted.first.i - 2) : counted.first.i])
        if any(lead.endswith(w) for w in self._words.joints["again"]):
            return _as(last, counted) if self._is_dated(number) else None
        if last.kind == "hosted" and _is_gapped(counted):
            return _as(last, counted)
        placed = bool(behind) and behind[0].lower_ in _PLACING
        joined = counted.first.i > 0 and doc[counted.first.i - 1].lower_ in _JOINING
        return _as(last, counted) if placed and joined and number.dep_ in _LOOSE else None

    def _says_no_more(self, word: Token) -> bool:
        """Whether what follows "40 of them" says where or who they are, and not what befell them."""
        if word.lower_ in _PLACING:
            return True
        if word.pos_ == "ADV" and word.i + 1 < len(word.doc):
            word = word.nbor(1)  # "of whom now live in"
        if word.dep_ in ("aux", "auxpass"):
            word = word.head
        if word.i + 1 < len(word.doc) and word.nbor(1).dep_ == "neg":
            return False  # "one of them was not"
        if word.pos_ in ("NOUN", "ADJ", "PROPN"):
            return not any(self._words.find(word, role) for role in ("state", "person"))
        return word.lemma_ in self._words.joints["go on"]

    def _goes_on(self, counted: Counted, last: Effect) -> bool:
        """ "Of whom 1.3 million are in Colombia", "of the 900 killed, 300 were children"."""
        number = counted.number
        verb = number.head
        if counted.noun is not None or verb.lemma_ not in self._words.joints["go on"]:
            return self._is_named_part(counted)
        first = verb.head if verb.dep_ == "conj" and syntax.is_verb(verb.head) else verb
        phrases = syntax.prepositions(first)
        wholes = [w for p in ("of", "among") for w in phrases.get(p, []) if w.i < number.i]
        parts = any(w.lower_ in PARTS or w.left_edge.i <= last.noun.i <= w.right_edge.i for w in wholes)
        return parts and number.dep_ in syntax.SUBJECTS

    def _is_named_part(self, counted: Counted) -> bool:
        """ "Of whom 145 were children", "of them five soldiers", "of whom 1.3 million are in Colombia"."""
        doc, first = counted.number.doc, counted.first
        lead = [t.lower_ for t in doc[max(0, first.i - 2) : first.i]]
        if len(lead) < 2 or lead[0] not in ("of", "among") or lead[1] not in PARTS:
            return False
        behind = [t for t in doc[counted.number.i + 1 : counted.number.i + 4] if t.pos_ not in ("AUX", "ADV")]
        return bool(behind) and self._says_no_more(behind[0])

    def _remains(self, counted: Counted) -> bool:
        """ "Most have gone home. Some 70,000 remain in Zambia": the rest, with the name of where it is."""
        verb = counted.number.head
        if counted.noun is not None or counted.number.dep_ != "nsubj":
            return False
        where = syntax.prepositions(verb).get("in", [])
        return verb.lemma_ in self._words.joints["go on"] and any(w.pos_ == "PROPN" for w in where)

    def of_named(self, counted: Counted) -> Effect | None:
        """A part of those whom the words before or behind it name: "of those displaced", "of the dead"."""
        number, verb = counted.number, counted.number.head
        if number.dep_ not in syntax.SUBJECTS or verb.lemma_ not in self._words.joints["go on"]:
            return None
        first = verb.head if verb.dep_ == "conj" and syntax.is_verb(verb.head) else verb
        before = [w for p in ("of", "among") for w in syntax.prepositions(first).get(p, []) if w.i < number.i]
        for whole in (*syntax.prepositions(number).get("of", []), *before):
            for word in (whole, *syntax.children(whole, "acl", "amod")):
                cue = next((c for r in _NAMING for c in self._words.find(word, r) if not c.with_), None)
                if cue is not None and cue.unit is None:
                    return Effect(cue.kind, "people", counted.count, number, word, again=True)
        return None

    def is_former(self, counted: Counted) -> bool:
        """ "Raised the figure from 1,900", "by two": an old number without a date, or a difference."""
        first = counted.first
        if first.i == 0 or first.nbor(-1).lower_ not in ("from", "by"):
            return False
        verb = first.nbor(-1).head
        tells = self._words.joints["verb"] | self._words.joints["revise"]
        old = counted.noun is None and not self._is_dated(counted.number)
        apart = first.nbor(-1).lower_ == "by" and not syntax.is_passive(verb)
        return syntax.is_verb(verb) and verb.lemma_ in tells and (old or apart)

    def _is_dated(self, number: Token) -> bool:
        """Whether an old number has a date of its own: "down from 426,000 in June"."""
        words = number.doc[number.i + 1 : tail(self._parsed, number.i + 1)]
        if not len(words):
            return False
        end = words[-1].idx + len(words[-1])
        return any(words[0].idx <= d.start < end for d in self._dates)

    def _takes_up(self, counted: Counted) -> bool:
        """ "Rights groups put the figure at 12,000": another number of what was counted before."""
        verb = syntax.verb_of(counted.head)
        if verb is None or counted.noun is not None or verb.lemma_ not in self._words.joints["verb"]:
            return False
        topics = (*syntax.subjects(verb), *syntax.children(verb, "dobj"))
        figures = [t for t in topics if t.lemma_ in self._words.joints["figure"]]
        bare = [t for t in figures if "of" not in syntax.prepositions(t)]
        return any(c.lower_ in _DEFINITE for t in bare for c in syntax.children(t, "det", "poss"))

    def sentences_between(self, a: Token, b: Token) -> int:
        """How many sentences further one word stands than another."""
        numbers = [self._order[self._parsed.sentence_of(t).start] for t in (a, b)]
        return abs(numbers[0] - numbers[1])


def _is_gapped(counted: Counted) -> bool:
    """ "Turkey hosts three million, Lebanon one million": the name alone stands for the clause."""
    doc, first = counted.number.doc, counted.first.i
    return first > 1 and doc[first - 1].pos_ == "PROPN" and doc[first - 2].lower_ in (",", "and", ";")


def _as(last: Effect, counted: Counted) -> Effect:
    return Effect(last.kind, last.unit, counted.count, counted.number, last.cue, again=True)
