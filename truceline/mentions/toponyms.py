"""Parsed sentences in, toponyms out: the stretches that name a place, with all that they may stand for.

A name is looked up in the gazetteer wherever a capital begins it; the words beside it then say whether
it is a place (in, the town of, ", Texas"), part of another name (a person's, an organisation's), or
neither, and then its weight in the gazetteer decides. Which place it is, is settled in places.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from truceline.codebook import SHIPPED, Codebook
from truceline.language import Parsed
from truceline.mentions.coherence import Toponym, Verdict, cohere
from truceline.mentions.gazetteer import Candidate, folded
from truceline.mentions.placenames import PlaceNames, is_major, is_strong, place_names
from truceline.mentions.surroundings import IN, TO, Surroundings, Word, read_words
from truceline.records import Actor, PlaceKind

_VILLAGE_WORDS = 2
_NO_VILLAGE = (
    "not_place", "brand", "body", "organ", "office", "title", "given_name", "agency", "time", "street",
    "first_name_too", "direction", "region", "city", "area", "water", "site",
)  # fmt: skip
_LONGEST = 6  # words in the longest name looked up
_LINKS = frozenset(
    "of the de la le les del da do dos du des al el ez es as ad ar an at az ash upon sur on and in den der am"
    " y e bin bint".split()
)
_ARTICLES = frozenset("al el ad ar as ash at az ed es ez".split())  # of Arabic names, in lower case


def find_toponyms(
    parsed: Parsed, actors: Sequence[Actor] = (), codebook: Codebook = SHIPPED
) -> tuple[Toponym, ...]:
    """The toponyms of ``parsed`` in the order of the text, none overlapping another."""
    names = place_names(codebook)
    around = Surroundings(parsed, tuple(read_words(parsed)), names.words, actors)
    return tuple(cohere(parsed.article.text, tuple(_Reader(around, names).read())))


@dataclass(frozen=True)
class _Reader:
    """Looks the words of one article up and judges what it finds."""

    around: Surroundings
    names: PlaceNames

    def read(self) -> Iterator[Toponym]:
        """Every toponym and every name that looks like one, with its verdict, left to right."""
        at = 0
        while at < len(self.around.words):
            found = self._best(at)
            if found is None or (found.verdict == "no" and not found.is_adjective):
                found = self._unknown(at) or found
            if found is None:
                at += 1
                continue
            yield found
            while at < len(self.around.words) and self.around.words[at].start < found.end:
                at += 1

    def _best(self, at: int) -> Toponym | None:
        """The longest known name that begins here, or a shorter one where that is none of a place."""
        first: Toponym | None = None
        for stop, candidates in self._known(at):
            found = self._judged(at, stop, candidates)
            if found.verdict in ("stated", "likely"):
                return found
            first = first or found
        return first

    def _known(self, at: int) -> Iterator[tuple[int, tuple[Candidate, ...]]]:
        words = self.around.words
        if not words[at].capital and words[at].lower not in _ARTICLES:
            return
        end = at + 1
        while end < min(at + _LONGEST, len(words)) and words[end].glued:
            if not (words[end].capital or words[end].lower in _LINKS):
                break
            end += 1
        for stop in range(end, at, -1):
            if words[stop - 1].capital and (candidates := self._find(at, stop)):
                yield stop, candidates

    def _find(self, at: int, stop: int) -> tuple[Candidate, ...]:
        words = self.around.words
        text = self.around.parsed.article.text[words[at].start : words[stop - 1].end]
        if stop - at == 1 and (short := self._short(at, text)):
            return short
        found = self.names.find(text)
        if text.isupper() and len(text) <= 4 and found and found[0].site.kind != "country":
            agency = self.around.gap(at).endswith("(")
            return found if self.around.in_dateline(at) and not agency else ()
        return found

    def _short(self, at: int, text: str) -> tuple[Candidate, ...]:
        """The region of a short form that may be read here: after a comma, or dotted (B.C.)."""
        form = text if text in self.names.short else text + "."
        if form not in self.names.short or at == 0:
            return ()
        after_comma = self.around.gap(at) == ", " and self.around.words[at - 1].capital
        return self.names.short[form] if after_comma or form.count(".") > 1 or form == "NSW" else ()

    # -- judging ---------------------------------------------------------------------------------

    def _judged(self, at: int, stop: int, candidates: tuple[Candidate, ...]) -> Toponym:
        kind, end = self.around.stated_kind(at, stop)
        if kind == "site" and end > stop:
            if candidates[0].by == "adjective" or candidates[0].site.kind in ("country", "region"):
                kind, end = None, stop  # the Turkish Embassy is none of Turkey's places
            elif candidates[0].site.kind != "city" or not self._is_strong(at, stop, candidates):
                return self._site(at, end)  # Pearson Airport is not in Pearson
        verdict = self._verdict(at, stop, end, candidates, kind)
        return self._toponym(at, stop, end, candidates, verdict, kind)

    def _site(self, at: int, end: int) -> Toponym:
        """A building or ground under a name of its own."""
        fit = self._unknown_kind(at, end) is not None and not self.around.is_street(at, end)
        return self._toponym(at, end, end, (), "stated" if fit else "no", "site")

    def _toponym(
        self, at: int, stop: int, end: int, candidates: tuple[Candidate, ...], verdict: Verdict,
        kind: PlaceKind | None,
    ) -> Toponym:  # fmt: skip
        words, text = self.around.words, self.around.parsed.article.text
        first, last = words[at], words[end - 1]
        name = text[first.start : words[stop - 1].end]
        attributive = self.around.parsed.doc[last.token].dep_ in ("compound", "amod", "nmod")
        return Toponym(
            first.start, last.end, first.token, last.token, name, candidates, verdict, kind,
            attributive=attributive,
        )  # fmt: skip

    def _verdict(
        self, at: int, stop: int, end: int, candidates: tuple[Candidate, ...], kind: PlaceKind | None
    ) -> Verdict:
        around, words, best = self.around, self.around.words, candidates[0]
        listed = best.site.kind == "region" and not best.added
        if listed and all(
            w.lower in around.lists["direction"] or around.kind_of(w.lower) for w in words[at:end]
        ):
            return "weak"  # "North West", "Southern District": some country has a region of any such name
        actor = around.actor_over(at, end)
        if best.site.row >= 0 and (around.is_street(at, end) or actor):
            return "person" if actor == "person" else "no"
        if around.in_dateline(at) or around.opens_in_capitals(at, stop) or self._short(at, words[at].text):
            return "stated"
        if around.is_led(at, best) and not self._is_led_by_state(at):
            return "no" if is_major(best) and not self._is_first_name(at, stop) else "person"
        if around.is_followed(at, end, best):
            return "person" if self._is_first_name(at, stop) else "no"
        if best.by == "adjective":
            return "no" if self._is_language(words[at]) else "likely"
        if stop - at > 1 and words[at].lower in around.lists["given_name"] and not is_strong(best):
            return "person"  # some town in America bears any first name with any surname
        if not self._is_name(at, stop, candidates):
            return "weak" if around.follows(at, IN) else "no"
        if self._is_stated(at, stop, candidates, kind):
            return "stated"
        if stop - at == 1 and words[at].lower in around.lists["agency"]:
            return "no"
        return "likely" if self._is_strong(at, stop, candidates) else "weak"

    def _is_name(self, at: int, stop: int, candidates: tuple[Candidate, ...]) -> bool:
        """Whether the tagger lets the range be a name; of a large place's name it may think a noun."""
        around, words = self.around, self.around.words
        if around.is_proper(words[stop - 1]) or words[at].lower in _ARTICLES:
            return True
        noun = around.parsed.doc[words[stop - 1].token].pos_ in ("ADJ", "NOUN")
        return noun and not words[at].opens and self._is_strong(at, stop, candidates)

    def _is_stated(
        self, at: int, stop: int, candidates: tuple[Candidate, ...], kind: PlaceKind | None
    ) -> bool:
        """Whether the words say that the name is a place: in X, X province, Laurel County."""
        around = self.around
        own_kind = around.kind_of(around.words[stop - 1].lower) if stop - at > 1 else None
        if kind in ("region", "city") or own_kind in ("region", "area", "water") or around.follows_age(at):
            return True
        site = candidates[0].site.kind == "site"
        if not self._is_first_name(at, stop) and (around.is_civic(stop) or around.is_taken(stop - 1)):
            return True
        leads = around.follows(at, IN | TO if site else IN) or around.heads_locative(stop - 1)
        return leads and (self._is_strong(at, stop, candidates) or around.stands_alone(stop - 1))

    def _is_first_name(self, at: int, stop: int) -> bool:
        lists, lower = self.around.lists, self.around.words[at].lower
        return stop - at == 1 and (lower in lists["given_name"] or lower in lists["first_name_too"])

    def _is_led_by_state(self, at: int) -> bool:
        """Whether the word before is a state or its adjective: "Syrian Aleppo", "U.S. Texas"."""
        found = self.names.find(self.around.words[at - 1].text)
        return bool(found) and (found[0].by == "adjective" or found[0].site.kind == "country")

    def _is_language(self, word: Word) -> bool:
        """Whether an adjective names a language: "in Turkish", "speaks Russian"."""
        token = self.around.parsed.doc[word.token]
        if token.dep_ == "pobj":
            return token.head.lower_ in ("in", "into", "from")
        return token.dep_ in ("dobj", "npadvmod") and token.head.lemma_ in ("speak", "learn", "teach")

    def _is_strong(self, at: int, stop: int, candidates: tuple[Candidate, ...]) -> bool:
        """Whether the name alone makes a place likely: a country, a large region or town."""
        lists, lowers = self.around.lists, [w.lower for w in self.around.words[at:stop]]
        if stop - at == 1 and (lowers[0] in lists["given_name"]):
            return False
        # "the White House said": an institution, unless the words say where
        if folded(candidates[0].site.name) in lists["seat"]:
            return False
        return any(is_strong(c) for c in candidates)

    # -- names that the gazetteer lacks ----------------------------------------------------------

    def _unknown(self, at: int) -> Toponym | None:
        """A name that only the words beside it make a place: "Penn Hospital", "the village of Kafr Nuran"."""
        around, words = self.around, self.around.words
        if not words[at].capital or words[at].opens:
            return None
        if words[at].glued and words[at - 1].capital and words[at - 1].lower != "the":
            return None
        run = around.run_after(at + 1)
        end = at + 1 + len(run)
        if around.actor_over(at, end) or around.is_street(at, end):
            return None
        proper = all(around.is_proper(w) for w in words[at:end])
        kind = self._unknown_kind(at, end) if proper else None
        if kind is not None:
            return self._toponym(at, end, end, (), "stated", kind)
        return self._toponym(at, end, end, (), "weak", None) if self._may_be_village(at, end) else None

    def _may_be_village(self, at: int, end: int) -> bool:
        """Whether a name that nobody knows heads a phrase of place: "fell on Kabizo", "shots at Lefeu"."""
        lists, words = self.around.lists, self.around.words[at:end]
        if len(words) > _VILLAGE_WORDS or not self.around.heads_locative(end - 1):
            return False
        if self.around.in_title_case(at):
            return False
        if any(not w.text.isalpha() or w.text.isupper() or len(w.text) < 4 for w in words):
            return False
        return not any(w.lower in lists[k] for w in words for k in _NO_VILLAGE) and not any(
            w.lower in self.around.surnames for w in words
        )

    def _unknown_kind(self, at: int, end: int) -> PlaceKind | None:
        around, words = self.around, self.around.words
        lists = around.lists
        last = words[end - 1].lower
        led = around.follows(at, IN | TO) or around.follows_genitive(at)
        if end - at > 1 and last in lists["ground"] and led:
            return "site"
        if any(w.lower in lists["not_place"] or w.lower in lists["brand"] for w in words[at:end]):
            return None
        kind, _ = around.stated_kind(at, end)
        if kind in ("region", "city") and words[at - 1].lower == "of":
            return kind if words[at - 2].lower in lists["named_kind"] else None
        after = words[end].lower if end < len(words) and words[end].glued else ""
        the = words[at - 1].lower == "the" and after in lists["named_ground"]
        return kind if after in lists["named_kind"] and (led or the) else None
