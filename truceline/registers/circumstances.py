"""An effect in, its circumstances out: where, since and until when, as of when, and the words that say it.

They are sought from the nearest word outwards: on the counted noun, on the word that says what
happened, on its verb, on the verb or noun above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from truceline.language import syntax
from truceline.mentions.atlas import PREPOSITIONS
from truceline.mentions.gazetteer import gazetteer
from truceline.records import Date, Place, Span
from truceline.registers.effect_words import lexicon
from truceline.registers.effects import Effect
from truceline.registers.onset import Onset
from truceline.registers.reading import Reading

FROM = ("from", "out", "of")
TO = ("to", "into", "toward", "towards", "onto")
_SCENE = (*PREPOSITIONS, "off", "from", "over")
_HOME = 4  # steps climbed from the verb of an effect to what tells where
_AS_OF = ("as of", "by", "at", "on", "in")
_LEAVING = ("left", "leave", "flee", "escape", "evacuate", "abandon", "vacate", "desert", "quit", "depart")


class Circumstances:
    """Answers where and when for the effects of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._atlas = reading.scene.atlas
        self._calendar = reading.scene.calendar
        self._onset = Onset(reading.scene, reading.codebook)

    # --- where

    def place(self, words: Iterable[Token], prepositions: tuple[str, ...]) -> Place | None:
        """The first place under one of ``prepositions`` on the first of ``words`` that has one."""
        return next((p for w in words if (p := self._under(w, prepositions)) is not None), None)

    def _under(self, word: Token, prepositions: tuple[str, ...]) -> Place | None:
        found = self._atlas.on(word, prepositions)
        if found:
            return found[0]
        # "near the capital's stadium": the place that owns what the phrase names
        for preposition, nouns in syntax.prepositions(word).items():
            if preposition in prepositions:
                owners = [c for n in nouns for c in syntax.children(n, "poss", "compound", "nmod")]
                owner = self.place_of(owners)
                if owner is not None:
                    return owner
        return None

    def place_of(self, words: Iterable[Token]) -> Place | None:
        """The first place that one of ``words`` names."""
        return next((p for w in words if (p := self._atlas.at(w)) is not None), None)

    def is_home(self, noun: Token) -> bool:
        """Whether ``noun`` is what people leave: homes, a district, a place with a name."""
        words = lexicon(self._reading.codebook).joints["home"]
        return noun.lemma_.lower() in words or self._atlas.at(noun) is not None

    def host(self, words: Iterable[Token]) -> Place | None:
        """The place that takes people in, also where the text names it as a state: "Uganda hosts"."""
        words = list(words)
        place = self.place_of(words)
        if place is not None:
            return place
        for actor in (a for w in words for a in self._reading.scene.cast.who(w)):
            site = gazetteer(self._reading.codebook).country(actor.country) if actor.country else None
            if actor.kind == "state" and site is not None:
                return Place(
                    text=actor.text, start=actor.start, end=actor.end, name=site.name, country=site.country,
                    geonameid=str(site.geonameid) if site.geonameid else None, lat=site.lat, lon=site.lon,
                    kind="country",
                )  # fmt: skip
        return None

    def scene_of(self, effect: Effect) -> Place | None:
        """Where people came to harm: in the clause, else where the attack was that harmed them."""
        return next(
            (p for w in (effect.noun, *self.around(effect)) if (p := self._scene_at(w, effect))), None
        )

    def _scene_at(self, word: Token, effect: Effect) -> Place | None:
        place = self.place([word], _SCENE)
        if place is not None or not syntax.is_verb(word):
            return place or self._atlas.at(word)
        found = [o for o in syntax.objects(word) if o.i != effect.noun.i]
        if word.i != effect.cue.i:
            place = self.place_of(found) or self.place(found, (*_SCENE, "of"))
        return place or self.place(syntax.agents(word), (*_SCENE, "of")) or self._when_clause(word)

    def _when_clause(self, verb: Token) -> Place | None:
        """ "Killed when shells hit a market in the port": the clause that tells how it came about."""
        for c in verb.children:
            marks = {k.lower_ for k in c.children if k.dep_ in ("mark", "advmod")}
            if c.dep_ == "advcl" and marks & {"when", "as", "after", "while"}:
                objects = syntax.objects(c)
                place = (
                    self.place([c], _SCENE) or self.place_of(objects) or self.place(objects, (*_SCENE, "of"))
                )
                if place is not None:
                    return place
        return None

    def around(self, effect: Effect) -> Iterator[Token]:
        """The cue, its verb, and the words above that share its circumstances, nearest first."""
        yield effect.cue
        for c in effect.cue.children:
            if c.dep_ in ("acomp", "xcomp", "oprd", "ccomp", "attr"):
                yield c
        word = effect.cue if syntax.is_verb(effect.cue) else syntax.verb_of(effect.cue)
        if word is None:
            return
        if word.i != effect.cue.i:
            yield word
        for _ in range(_HOME):
            above = self._above(word)
            if above is None:
                break
            yield above
            word = above
        yield from self._beside(effect.cue)

    def _beside(self, verb: Token) -> Iterator[Token]:
        """Verbs coordinated behind: "killed six and injured ten in the port", "killed and 30 wounded when"."""
        for c in verb.children:
            if c.dep_ == "conj" and syntax.is_verb(c):
                yield c
                yield from self._beside(c)

    def _above(self, verb: Token) -> Token | None:
        if verb.dep_ in ("relcl", "acl"):
            return verb.head
        if verb.dep_ in ("xcomp", "advcl", "pcomp", "ccomp", "prep", "dep"):
            return (
                syntax.verb_of(verb.head)
                if verb.head.i != verb.i and verb.dep_ != "ccomp"
                else _control(verb)
            )
        if verb.dep_ == "conj" and not syntax.children(verb, *syntax.SUBJECTS):
            return verb.head
        return None

    # --- when

    def since(self, effect: Effect) -> Date | None:
        """From when the count counts."""
        for word in self._when(effect):
            date = self._calendar.of(word, prepositions=("since", "between", "from"))
            if date is not None and date.preposition in ("since", "between", "from"):
                return date
            resolved = self._onset.since(word)
            if resolved is not None:
                return resolved
        return self._since_beginning(effect)

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

    def until(self, effect: Effect) -> Date | None:
        """Up to when the count counts: "before the truce of 2002", "between June and August"."""
        for word in self._when(effect):
            date = self._calendar.of(word, prepositions=("until", "till", "before", "through"))
            if date is not None:
                return date
            for c in word.children:
                marks = [k.lower_ for k in c.children if k.dep_ == "mark"]
                if c.dep_ == "advcl" and ("before" in marks or "until" in marks):
                    return self._calendar.of(c)
        return self._range_end(effect)

    def _range_end(self, effect: Effect) -> Date | None:
        since = self.since(effect)
        if since is None or since.preposition not in ("between", "from"):
            return None
        after = [d for d in self._reading.scene.dates if 0 <= d.start - since.end <= 16]
        return next((d for d in after if d.preposition in ("and", "to", "until", "till")), None)

    def as_of(self, effect: Effect) -> Date | None:
        """The day on which a number stood: "at the end of August", "as of 3 May"."""
        text = self._reading.parsed.article.text
        if effect.again:
            doc = self._reading.parsed.doc
            last = doc[self._tail(self._core(effect)[1]) - 1]
            found = self._calendar.within(effect.count.end, last.idx + len(last))
            return next((d for d in found if d.precision != "duration"), None)
        for word in (effect.noun, *self._when(effect)):
            date = self._calendar.of(word, prepositions=_AS_OF) or self._calendar.on(word)
            if date is None or date.precision == "duration":
                continue
            stands = date.preposition in ("as of", "by", "at") or text[
                : date.start
            ].rstrip().lower().endswith("as of")
            if stands:
                return date
        return None

    def _when(self, effect: Effect) -> Iterator[Token]:
        """The words whose dates are the effect's: its own verb, and those that share its subject."""
        verb = effect.cue if syntax.is_verb(effect.cue) else syntax.verb_of(effect.cue)
        if effect.cue.pos_ in ("VERB", "NOUN", "ADJ"):
            yield effect.cue
        if verb is None:
            return
        yield verb
        for _ in range(_HOME):
            for c in verb.children:
                shares = c.dep_ == "conj" and syntax.is_verb(c) and not syntax.children(c, *syntax.SUBJECTS)
                if shares or (c.dep_ in ("xcomp", "acomp", "oprd", "ccomp") and c.i != effect.cue.i):
                    yield c
            own_subject = bool(syntax.children(verb, *syntax.SUBJECTS))
            if verb.dep_ not in ("conj", "xcomp", "pcomp", "advcl", "prep") or verb.head.i == verb.i:
                return
            above = syntax.verb_of(verb.head)
            if above is None or (own_subject and verb.dep_ != "conj"):
                return
            yield above
            verb = above

    # --- the words

    def evidence(self, effect: Effect, effects: tuple[Effect, ...]) -> Span:
        """The clause that says the effect, without what another count of the sentence says."""
        start, end = self._core(effect)
        low, high = syntax.clause(effect.cue if syntax.is_verb(effect.cue) else _clause_word(effect))
        low, high = (start, end) if effect.again else (min(low, start), max(high, end))
        if effect.again:
            low, high = self._lead(start), max(high, effect.noun.right_edge.i + 1, self._tail(end))
        for other in effects:
            if other is effect:
                continue
            first, last = self._core(other)
            if low <= first < start:
                low = max(low, min(last, start))
            elif end <= first < high:
                high = max(end, self._before(first, end))
        doc = self._reading.parsed.doc
        while high > end and doc[high - 1].pos_ in ("SCONJ", "ADP", "CCONJ", "PUNCT"):
            high -= 1
        while low < start and (
            doc[low].pos_ in ("CCONJ", "SCONJ") or doc[low].is_punct or doc[low].dep_ == "mark"
        ):
            low += 1
        return self._reading.quote(low, high)

    def _lead(self, start: int) -> int:
        """Back over "down from", "including"."""
        doc = self._reading.parsed.doc
        while start > 0 and doc[start - 1].pos_ in ("ADP", "ADV", "SCONJ") and doc[start - 1].dep_:
            start -= 1
        return start

    def _tail(self, end: int) -> int:
        """On to the end of what stands behind the number: "of them in Uganda", "in June"."""
        doc = self._reading.parsed.doc
        limit = self._reading.parsed.sentence_of(doc[end - 1]).end
        while end < limit and not doc[end].is_punct and doc[end].pos_ not in ("CCONJ", "VERB", "AUX"):
            end += 1
        return end

    def _before(self, first: int, end: int) -> int:
        """Where the words of the next count begin: its conjunction and its verb are its own."""
        doc = self._reading.parsed.doc
        while first > end and (
            doc[first - 1].is_punct or doc[first - 1].pos_ in ("CCONJ", "AUX", "ADP", "ADV")
        ):
            first -= 1
        return first

    def _core(self, effect: Effect) -> tuple[int, int]:
        tokens = self._reading.parsed.tokens_at(effect.count.start, effect.count.end)
        spots = [tokens[0].i, tokens[-1].i, effect.noun.i]
        near = abs(effect.cue.i - effect.noun.i) <= 12
        if not effect.again and near and not self._numbers_between(effect):
            spots.append(effect.cue.i)
        return min(spots), max(spots) + 1

    def _numbers_between(self, effect: Effect) -> bool:
        low, high = sorted((effect.cue.i, effect.noun.i))
        inside = {t.i for t in self._reading.parsed.tokens_at(effect.count.start, effect.count.end)}
        return any(
            low < t.i < high and t.i not in inside
            for c in self._reading.scene.counts
            if c.start != effect.count.start
            for t in self._reading.parsed.tokens_at(c.start, c.end)
        )


def _clause_word(effect: Effect) -> Token:
    return syntax.verb_of(effect.cue) or effect.cue


def _control(verb: Token) -> Token | None:
    """ "Forced 300 to flee": the verb above shares the circumstances where it has no clause of its own."""
    head = syntax.verb_of(verb.head) if verb.head.i != verb.i else None
    marked = any(c.dep_ == "mark" or (c.dep_ == "aux" and c.lower_ == "to") for c in verb.children)
    return head if head is not None and marked and verb.tag_ == "VB" else None
