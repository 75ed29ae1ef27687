"""Dates of an article in, the date of a verb or of a noun out.

A date belongs to the verb of its own clause; one that hangs inside a noun phrase belongs to the noun
first, and to the verb only where the phrase follows it ("killed in an attack on Monday").
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile

from spacy.tokens import Token

from truceline.language import Parsed, syntax
from truceline.records import Date

# These say how far a state reaches or what came first, not when the verb happened.
BOUNDING = ("since", "until", "till", "before", "after", "by", "from", "to", "following", "through", "ahead",
            "as", "than", "between", "and", "for", "into")  # fmt: skip
_NAMING = ("compound", "nummod", "amod", "poss", "nmod", "det", "quantmod")
_EMPTY = ("duration",)


@dataclass(frozen=True, slots=True)
class _Attached:
    """A date in the tree: the nouns and prepositions between it and its verb, nearest first."""

    date: Date
    head: Token
    verb: Token | None
    nouns: tuple[Token, ...]
    prepositions: tuple[str, ...]
    inside: bool  # part of a noun's own words: "the May truce", "the truce of May"


class Calendar:
    """The dates of one article where they stand in its parse."""

    def __init__(self, parsed: Parsed, dates: tuple[Date, ...]) -> None:
        self._parsed = parsed
        self._dates = dates
        self._attached = [a for d in dates if names_a_day_or_longer(d) for a in self._attach(d)]
        self._of_verb: dict[int, list[_Attached]] = {}
        for a in self._attached:
            if a.verb is not None:
                self._of_verb.setdefault(a.verb.i, []).append(a)
        self._on_noun: dict[int, list[tuple[int, Date]]] = {}  # by noun: steps to it from the date
        for a in self._attached:
            for steps, noun in enumerate(a.nouns):
                self._on_noun.setdefault(noun.i, []).append((steps, a.date))

    def of(self, verb: Token, *, prepositions: tuple[str, ...] | None = None) -> Date | None:
        """The date of ``verb`` in its own clause; None where that dates nothing.

        Without ``prepositions`` it is when the verb happened: never a date under since, until, before,
        after, by. With them it is the first date that stands under one of them.
        """
        found = [a for a in self._of_verb.get(verb.i, []) if _fits(a, prepositions)]
        if found:
            return min(found, key=lambda a: (_distance(a, verb), a.date.start)).date
        shared = _shares_front(verb)
        if shared is None:
            return None
        front = [
            a
            for a in self._of_verb.get(shared.i, [])
            if not a.nouns and a.head.i < shared.i and _fits(a, prepositions)
        ]
        return front[0].date if front else None

    def on(self, noun: Token) -> Date | None:
        """The date inside the phrase of ``noun``: "the 2016 assault", "the talks in May"."""
        found = self._on_noun.get(noun.i, [])
        return min(found, key=lambda f: f[0])[1] if found else None

    def within(self, start: int, end: int) -> tuple[Date, ...]:
        """The dates that lie between two character offsets, durations among them."""
        first = bisect_left(self._dates, start, key=lambda d: d.start)
        return tuple(takewhile(lambda d: d.end <= end, self._dates[first:]))

    def before(self, offset: int) -> Date | None:
        """The last date with a value that ends before the character ``offset``."""
        earlier = [d for d in self._dates if d.end <= offset and d.value and names_a_day_or_longer(d)]
        return earlier[-1] if earlier else None

    def _attach(self, date: Date) -> list[_Attached]:
        tokens = [t for t in self._parsed.tokens_at(date.start, date.end) if t.dep_]
        if not tokens:
            return []
        inside = {t.i for t in tokens}
        head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])
        nouns: list[Token] = []
        prepositions = [date.preposition] if date.preposition else []
        own = head.dep_ in _NAMING
        word = head
        for above, dep in syntax.governors(head):
            if above.i in inside:
                continue
            if syntax.is_verb(above):
                return [_Attached(date, head, above, tuple(nouns), tuple(prepositions), own)]
            if above.pos_ in ("ADP", "SCONJ") or dep == "pobj":
                prepositions.append(above.lower_)
            elif above.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
                if not nouns and word.lower_ == "of":
                    own = True
                nouns.append(above)
            word = above
        return [_Attached(date, head, None, tuple(nouns), tuple(prepositions), own)]


def names_a_day_or_longer(date: Date) -> bool:
    """Whether ``date`` says when, rather than how long or merely "now"."""
    return date.precision != "duration" and not (date.value or "").endswith("_REF")


def _fits(a: _Attached, prepositions: tuple[str, ...] | None) -> bool:
    if prepositions is None:
        return not a.inside and not any(p in BOUNDING for p in a.prepositions)
    return any(p in prepositions for p in a.prepositions)


def _distance(a: _Attached, verb: Token) -> int:
    """A date on the verb itself, then one in a phrase behind it, then one in its subject."""
    if not a.nouns:
        return 0
    return 1 if a.nouns[-1].i > verb.i else 2


def _shares_front(verb: Token) -> Token | None:
    """The verb whose fronted date holds for ``verb`` too: "On Monday they met and agreed"."""
    if verb.dep_ != "conj" or not syntax.is_verb(verb.head):
        return None
    return None if syntax.children(verb, *syntax.SUBJECTS) else verb.head
