"""An article's dates in, the dates behind "since then" and "since the war began" out.

Nothing but the article is asked: where it does not say when its war began, the answer is None.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec
from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.language.syntax import governors, is_verb, prepositions, subjects, verb_of
from truceline.mentions.scene import Scene
from truceline.records import Date


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    role: Literal["war", "begin", "start"]
    words: tuple[str, ...]


@lru_cache(maxsize=8)
def _words(codebook: Codebook) -> dict[str, frozenset[str]]:
    return {e.role: frozenset(e.words) for e in codebook.entries("registers/onset.yaml", _Words)}


class Onset:
    """When the war of one article began, as the article says it."""

    def __init__(self, scene: Scene, codebook: Codebook = SHIPPED) -> None:
        self._scene = scene
        self._words = _words(codebook)

    def since(self, verb: Token) -> Date | None:
        """What a "since" without a date of its own, on ``verb``, counts from."""
        for c in verb.children:
            if c.lower_ != "since" and not any(k.lower_ == "since" and k.dep_ == "mark" for k in c.children):
                continue
            dated = self._scene.calendar.of(c) if is_verb(c) else None
            if dated is not None:  # "since the protests began in December"
                return dated
            if c.lower_ == "since" and self._is_then(c):
                return self._scene.calendar.before(c.idx)
            if self._is_onset(c):
                return self._began()
        return None

    def beginning(self, verb: Token) -> Date | None:
        """The date of ``verb`` where it says that a war began: "which began in the 1970s"."""
        if verb.lemma_ not in self._words["begin"] or not any(self._is_war(s) for s in subjects(verb)):
            return None
        return self._scene.calendar.of(verb)

    def _is_then(self, since: Token) -> bool:
        following = since.doc[since.i + 1 : since.i + 2]
        bare = not list(since.children) or since.pos_ == "ADV"
        return any(t.lower_ == "then" for t in following) or (bare and since.dep_ == "advmod")

    def _is_onset(self, word: Token) -> bool:
        """Whether a "since" phrase or clause speaks of the beginning of the war."""
        if word.lower_ == "since":
            named = [o for os in ([*word.children],) for o in os if o.dep_ in ("pobj", "pcomp")]
            return any(self._starts(o) for o in named)
        return word.lemma_ in self._words["begin"] and any(self._is_war(s) for s in subjects(word))

    def _starts(self, noun: Token) -> bool:
        of = prepositions(noun).get("of", [])
        if noun.lemma_ in self._words["start"]:
            return any(self._is_war(o) for o in of)
        return self._is_war(noun)

    def _is_war(self, noun: Token) -> bool:
        return noun.lemma_.lower() in self._words["war"] or noun.lower_ in self._words["war"]

    def _began(self) -> Date | None:
        """The earliest date from which the article counts its war."""
        told = [d for d in self._scene.dates if d.value and d.value[:1].isdigit() and self._dates_a_war(d)]
        return min(told, key=lambda d: d.value or "", default=None)

    def _dates_a_war(self, date: Date) -> bool:
        tokens = [t for t in self._scene.parsed.tokens_at(date.start, date.end) if t.dep_]
        if not tokens or date.precision == "duration":
            return False
        verb = verb_of(tokens[0])
        if verb is not None and verb.lemma_ in self._words["begin"]:
            return any(self._is_war(s) for s in subjects(verb))
        if date.preposition != "since":
            return False
        return any(self._is_war(t) or t.dep_ == "ROOT" for t, _ in governors(tokens[0]))
