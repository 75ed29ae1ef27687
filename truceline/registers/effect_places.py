"""An effect in, its places out: where people came to harm, whence and whither they went, who hosts them.

Places are sought from the nearest word outwards: on the counted noun, on the word that says what
happened, on its verb, on the verb or noun above it, on a verb coordinated behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from truceline.language import syntax
from truceline.mentions.atlas import PREPOSITIONS
from truceline.mentions.gazetteer import gazetteer
from truceline.records import Place
from truceline.registers.effect import Effect, clause_behind, own_verbs, tail
from truceline.registers.effect_words import lexicon
from truceline.registers.reading import Reading

IN = PREPOSITIONS
TO = ("to", "into", "toward", "towards", "onto")
OUT = ("from", "out", "out of", "off")
_SCENE = (*PREPOSITIONS, "off", "over")
_TAKEN = ("abducted", "detained", "missing")  # from where is where
_BEING = ("be", "become", "remain")
_COMPLEMENTS = ("acomp", "xcomp", "oprd", "ccomp", "attr")
_OPENING = 5  # words of the phrase that opens a sentence
_UNLISTED = ("in", "near", "at", "outside")
_MANY = 1000  # from here on it is the toll of a war, not of the attack told before
_LEAVING = ("displaced", "evacuated")
_NAME = 6  # words of a name before a colon, with the colon
_CHAIN = 30  # characters from a place to the region that holds it
_WIDE = ("country", "region")
_HIGHEST = 4  # steps climbed from the verb of an effect


class EffectPlaces:
    """Answers where for the effects of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._atlas = reading.scene.atlas
        self._homes = lexicon(reading.codebook).joints["home"]
        self._leaving = lexicon(reading.codebook).joints["leave"]
        self._bound = lexicon(reading.codebook).joints["bound"]
        self._has = lexicon(reading.codebook).joints["have"]

    def under(self, words: Iterable[Token], prepositions: tuple[str, ...]) -> Place | None:
        """The first place under one of ``prepositions`` on the first of ``words`` that has one."""
        return next((p for w in words if (p := self._on(w, prepositions)) is not None), None)

    def named(self, words: Iterable[Token]) -> Place | None:
        """The first place that one of ``words`` names."""
        return next((p for w in words if (p := self._atlas.at(w)) is not None), None)

    def scene(self, effect: Effect) -> Place | None:
        """Where people came to harm: in the clause, else where the attack was that harmed them."""
        if effect.again:
            return next((p for p in self._way_of_part(effect) if p is not None), None)
        words = (effect.noun, *around(effect.cue, elliptical=True))
        own = next((p for w in words if (p := self._scene_at(w, effect))), None)
        own = own or self._there(effect) or self._told_before(effect)
        own = own or self._having(effect) or self._label(effect)
        return own or self._unlisted(effect, words) or self._opening(effect) or self._attacked(effect)

    def _unlisted(self, effect: Effect, words: Iterable[Token]) -> Place | None:
        """A name under "in" or "near" that no gazetteer has, where nothing else says where."""
        for word in words:
            for preposition, nouns in syntax.prepositions(word).items():
                if preposition in _UNLISTED:
                    found = next((n for n in nouns if self._is_unlisted(n)), None)
                    if found is not None:
                        return self._unknown(found)
        return None

    def _is_unlisted(self, noun: Token) -> bool:
        dated = any(d.start <= noun.idx < d.end for d in self._reading.scene.dates)
        return noun.tag_ == "NNP" and noun.is_title and not dated and not self._is_actor(noun)

    def _attacked(self, effect: Effect) -> Place | None:
        """Where the attack was that is told just before, for a few whose own sentence names no place."""
        parsed = self._reading.parsed
        here = parsed.sentences.index(parsed.sentence_of(effect.cue))
        few = (effect.count.value or effect.count.low or 0) < _MANY
        if not few:
            return None
        start, end = self._extent(here)
        told = self._attack_between(start, effect.cue.idx)
        if told is not None or here == 0 or any(start <= p.start < end for p in self._reading.scene.places):
            return told
        return self._attack_between(*self._extent(here - 1))

    def _extent(self, sentence: int) -> tuple[int, int]:
        words = self._reading.parsed.span_of(self._reading.parsed.sentences[sentence])
        return words[0].idx, words[-1].idx + len(words[-1])

    def _attack_between(self, start: int, end: int) -> Place | None:
        """The place of the last attack between two characters, or the first place named behind it."""
        events = [e for e in self._reading.events if e.type == "ASSAULT" and start <= e.trigger.start < end]
        for event in reversed(events):
            behind = (p for p in self._reading.scene.places if event.trigger.start < p.start < end)
            place = event.place or next((p for p in behind if p.kind not in _WIDE), None)
            if place is not None:
                return place
        return None

    def _opening(self, effect: Effect) -> Place | None:
        """ "In Olenivka, residents said that two men had been killed": what opens a sentence holds for it."""
        sentence = self._reading.parsed.sentence_of(effect.cue)
        words = effect.cue.doc[sentence.start : sentence.start + _OPENING]
        if not len(words) or words[0].lower_ not in IN or words[0].pos_ != "ADP":
            return None
        return next((p for w in words[1:] if (p := self._atlas.at(w)) is not None), None)

    def way(self, effect: Effect) -> tuple[Place | None, Place | None, Place | None]:
        """Whence, whither and where people moved, or stayed."""
        if effect.again:
            return self._way_of_part(effect)
        then = self._went_on(effect)
        words = [effect.noun, *around(effect.cue), *then]  # "uprooted 700, who fled to the port"
        leaving = effect.cue.lemma_ in self._leaving
        if syntax.is_verb(effect.cue) and not leaving:  # "found asylum in the south"
            words += [o for o in syntax.children(effect.cue, "dobj") if o.i != effect.noun.i]
        source, to, inside = self.under(words, OUT), self.under(words, TO), self.under(words, IN)
        if to is None and effect.cue.lemma_ in self._bound:  # "left for the border"
            to = self.under([effect.cue], ("for",))
        inside = inside or self._there(effect)
        if to is None and effect.unit != "housing":
            to = self._behind(effect, TO)
        host = self.host(effect)
        if host is not None:
            return source, to, host
        if source is None and syntax.is_verb(effect.cue) and effect.unit != "housing":
            source = self._home(effect, words, inside)
        if source is None and inside is None:
            source, inside = self._of_cause(effect)
        if source is None and effect.kind in _LEAVING:
            source = self.under([effect.noun], ("of",))  # "residents of Kunduz have fled"
        if source is None and to is not None:
            source, inside = inside, None
        if inside is None and source is None and to is None:
            inside = self._having(effect) or self._label(effect)
        if source is not None and inside is not None and source.start == inside.start:
            inside = None
        return source, to, inside

    def _of_cause(self, effect: Effect) -> tuple[Place | None, Place | None]:
        """What is attacked and left, and where it is fought: "clashes in Ituri have displaced 900"."""
        if not syntax.is_verb(effect.cue) or effect.noun.i < effect.cue.i:
            return None, None
        causes = [a for a in syntax.agents(effect.cue) if a.pos_ == "NOUN"]
        if effect.unit == "housing":
            return None, self.under(causes, (*IN, "of"))
        if effect.kind != "displaced":
            return None, None
        attacked = self.under(causes, ("on", "against", "of"))
        return attacked, None if attacked is not None else self.under(causes, IN)

    def _having(self, effect: Effect) -> Place | None:
        """ "Mali has 300,000 displaced people", "Sirte saw eight deaths": the place that has them."""
        verb = syntax.verb_of(effect.cue)
        if verb is None or verb.i == effect.cue.i or verb.lemma_ not in self._has:
            return None
        return self._host(syntax.subjects(verb))

    def _label(self, effect: Effect) -> Place | None:
        """ "Taiz: 14,500 people displaced": the name before the colon that opens a line."""
        parsed = self._reading.parsed
        start = parsed.sentence_of(effect.noun).start
        words = [w for w in effect.noun.doc[start : start + _NAME] if not w.is_space]
        colon = next((n for n, w in enumerate(words) if w.text == ":"), 0)
        named = [w for w in words[:colon] if w.is_alpha]
        if not named or not all(w.is_title for w in named):
            return None
        return next((p for w in reversed(named) if (p := self._atlas.at(w)) is not None), None)

    def _went_on(self, effect: Effect) -> list[Token]:
        """Relative clauses that say where the counted went: "who fled to the port"."""
        if effect.kind == "returned":
            return []
        clauses = (v for v in syntax.children(effect.noun, "relcl") if v.i != effect.cue.i)
        return [v for v in clauses if any(s.i == effect.noun.i for s in syntax.subjects(v))]

    def host(self, effect: Effect) -> Place | None:
        """Who takes people in, or where those stand that do: "schools in Gaza shelter 900"."""
        if effect.kind not in ("hosted", "sheltered") or effect.again:
            return None
        if not syntax.is_verb(effect.cue):  # "camps in Kenya are home to 900 refugees"
            verb = syntax.verb_of(effect.cue)
            homes = syntax.subjects(verb) if verb is not None and verb.lemma_ in _BEING else []
            return self._host(homes) or self.under(homes, IN)
        if effect.noun.i < effect.cue.i:  # they live there themselves
            return None
        agents = syntax.agents(effect.cue)
        return self._host(agents) or self.under(agents, IN) or self._named_host(effect.cue)

    def _named_host(self, verb: Token) -> Place | None:
        """ "Pakistan hosts": a name right before a verb that the parse took for a noun."""
        return self._host([verb.nbor(-1)]) if verb.i and verb.nbor(-1).pos_ == "PROPN" else None

    def _way_of_part(self, effect: Effect) -> tuple[Place | None, Place | None, Place | None]:
        """ "785,000 of them to Uganda": the preposition last before the place, whatever it hangs on."""
        doc, start = effect.noun.doc, effect.noun.i + 1
        words = doc[start : tail(self._reading.parsed, start)]
        found = next((w for w in words if self._atlas.at(w) is not None), None)
        verbs = own_verbs(effect)
        if found is None and verbs:  # "of whom 1.3 million went to Uganda"
            return self.under(verbs, OUT), self.under(verbs, TO), self.under(verbs, IN)
        if found is None:  # "Turkey hosts three million, Lebanon one million"
            first = self._reading.parsed.tokens_at(effect.count.start, effect.count.end)[0]
            return None, None, self._host([first.nbor(-1)]) if effect.kind == "hosted" and first.i else None
        place = self._atlas.at(found)
        before = [w.lower_ for w in words if w.i < found.i and w.pos_ == "ADP" and w.lower_ != "of"]
        last = before[-1] if before else ""
        return place if last in OUT else None, place if last in TO else None, place if last in IN else None

    def _behind(self, effect: Effect, prepositions: tuple[str, ...]) -> Place | None:
        """A place behind the cue in its clause whose phrase the parse hung on another noun."""
        doc, start = effect.cue.doc, effect.cue.i + 1
        for word in clause_behind(effect.cue):
            place = self._atlas.at(word)
            before = [w.lower_ for w in doc[max(start, word.i - 3) : word.i] if w.pos_ in ("ADP", "PART")]
            if place is not None and before and before[-1] in prepositions:
                return place
        return None

    def _on(self, word: Token, prepositions: tuple[str, ...]) -> Place | None:
        if "out" in prepositions and any(c.lower_ == "out" for c in word.children):
            prepositions = (*prepositions, "of")  # "emptied out of the town"
        found = self._atlas.on(word, prepositions)
        if found:
            return found[0]
        # "near the capital's stadium": the place that owns what the phrase names
        for preposition, nouns in syntax.prepositions(word).items():
            if preposition in prepositions:
                owners = [c for n in nouns for c in syntax.children(n, "poss", "compound", "nmod")]
                # "in the bunkers and schools of Uri"
                joined = [k for n in nouns for k in syntax.conjuncts(n)]
                owners += [o for k in joined for o in syntax.prepositions(k).get("of", [])]
                owner = self.named(owners)
                if owner is not None:
                    return owner
        return None

    def _home(self, effect: Effect, words: list[Token], inside: Place | None) -> Place | None:
        """What people left: "fled the town", "driven from their homes in the valley"."""
        phrases = [h for w in words for p, hs in syntax.prepositions(w).items() if p in OUT for h in hs]
        left = [o for o in syntax.objects(effect.cue) if o.i != effect.noun.i] + phrases
        left += [a for a in syntax.children(effect.cue, "advmod", "npadvmod") if a.pos_ == "PROPN"]
        if effect.cue.lemma_ in self._leaving and not phrases:
            fled = self.under(left, IN)  # "fled the fighting in the hills"
            if fled is not None:
                return fled
        homes = [h for h in left if h.lemma_.lower() in self._homes or self._atlas.at(h) is not None]
        place = self.named(homes) or self.under(homes, (*IN, "of"))
        if place is not None or not homes:
            return place
        # the parse hangs "in the valley" on the verb; or the clause before says where it all was
        return inside or self._clause_before(effect.cue)

    def _clause_before(self, verb: Token) -> Place | None:
        if verb.dep_ != "conj" or not syntax.is_verb(verb.head):
            return None
        return self.named(syntax.objects(verb.head)) or self.under([verb.head], IN)

    def _host(self, words: list[Token]) -> Place | None:
        """The place that takes people in, also where the text names it as a state: "Uganda hosts"."""
        place = self.named(words)
        if place is not None:
            return place
        for actor in (a for w in words for a in self._reading.scene.cast.who(w)):
            site = gazetteer(self._reading.codebook).country(actor.country) if actor.country else None
            if actor.kind == "state" and site is not None:
                return Place(
                    text=actor.text,
                    start=actor.start,
                    end=actor.end,
                    name=site.name,
                    geonameid=site.geonameid or None,
                    lat=site.lat,
                    lon=site.lon,
                    country=site.country,
                    kind="country",
                )
        return next((self._unknown(w) for w in words if w.pos_ == "PROPN" and not self._is_actor(w)), None)

    def _is_actor(self, word: Token) -> bool:
        return self._reading.scene.cast.is_actor(word)

    def _unknown(self, name: Token) -> Place:
        """A name where a place must stand, and that is nobody's, is a place, if one that no gazetteer has."""
        first = name.i
        while first > 0 and (name.doc[first - 1].tag_ == "NNP" or name.doc[first - 1].text == "-"):
            first -= 1
        words = name.doc[first : name.i + 1]
        return Place(text=words.text, start=words[0].idx, end=name.idx + len(name), name=words.text)

    def _there(self, effect: Effect) -> Place | None:
        """ "Fifty soldiers died there": the last place named in this sentence or the one before."""
        near = (effect.cue, effect.noun, effect.cue.head)
        if not any(c.lower_ == "there" and c.dep_ == "advmod" for w in near for c in w.children):
            return None
        sentences = self._reading.parsed.sentences
        here = sentences.index(self._reading.parsed.sentence_of(effect.cue))
        start = self._reading.parsed.doc[sentences[max(0, here - 1)].start].idx
        before = [p for p in self._reading.scene.places if start <= p.start < effect.cue.idx]
        if len(before) > 1 and before[-1].start - before[-2].end <= _CHAIN and before[-1].kind in _WIDE:
            return before[-2]  # "Bojaya, a river town in Choco": there is in the town
        return before[-1] if before else None

    def _told_before(self, effect: Effect) -> Place | None:
        """ "Jets bombed the town, and nine soldiers died": the clause before says where."""
        verb = effect.cue if syntax.is_verb(effect.cue) else syntax.verb_of(effect.cue)
        if verb is None or verb.dep_ != "conj" or not syntax.is_verb(verb.head):
            return None
        first = verb.head
        by = [o for o in syntax.prepositions(first).get("by", []) if syntax.is_verb(o)]
        return next((p for w in (first, *by) if (p := self._scene_at(w, effect))), None)

    def _scene_at(self, word: Token, effect: Effect) -> Place | None:
        prepositions = (*_SCENE, "from") if effect.kind in _TAKEN else _SCENE
        place = self.under([word], prepositions)
        if place is not None or not syntax.is_verb(word):
            phrases = syntax.prepositions(word)
            # "the death toll from the attack in Aden", "missing after a raid near Maiduguri"
            told = [o for p in ("from", "after") for o in phrases.get(p, [])]
            return place or self._atlas.at(word) or self._in_phrase(told)
        if word.i != effect.cue.i:  # what was attacked: "shelled the town, killing two"
            struck = [o for o in syntax.objects(word) if o.i != effect.noun.i]
            place = self.named(struck) or self.under(struck, (*_SCENE, "of"))
            place = place or self._in_phrase(struck)
        agents = syntax.agents(word)
        told = [v for a in agents for v in syntax.children(a, "relcl", "acl")]
        place = place or self.under(agents, (*_SCENE, "of")) or self.under(told, _SCENE)
        place = place or self._in_phrase(o for v in told for o in _phrases(v)) or self._when(word)
        if place is None and word.i != effect.cue.i:  # "tore through a hotel in Aden, killing 12"
            place = self._in_phrase(_phrases(word))
        elif place is None:
            place = self._in_phrase(syntax.prepositions(word).get("after", []))
        return place

    def _in_phrase(self, nouns: Iterable[Token]) -> Place | None:
        """The first place anywhere in the phrases of ``nouns``: "a camp for the displaced in the hills"."""
        for noun in nouns:
            inside = self.under(_own_phrase(noun), _SCENE)
            if inside is not None:
                return inside
        return None

    def _when(self, verb: Token) -> Place | None:
        """ "Killed when shells hit a market in the port": the clause that tells how it came about."""
        for c in syntax.children(verb, "advcl"):
            marks = {k.lower_ for k in syntax.children(c, "mark", "advmod")}
            if marks & {"when", "as", "after", "while"}:
                objects = syntax.objects(c)
                place = self.under([c], _SCENE) or self.named([*objects, *syntax.subjects(c)])
                place = place or self.under(objects, (*_SCENE, "of"))
                if place is not None:
                    return place
        return None


def _own_phrase(noun: Token) -> Iterator[Token]:
    """``noun`` and what hangs on it, without clauses and appositions, which tell of something else."""
    yield noun
    for c in noun.children:
        if c.dep_ not in ("relcl", "appos", "acl"):
            yield from _own_phrase(c)


def around(cue: Token, *, elliptical: bool = False) -> Iterator[Token]:
    """The cue, its verb, and the words that share its circumstances, nearest first.

    With ``elliptical`` a clause about a bare number shares those of the clause before it.
    """
    yield cue
    yield from syntax.children(cue, *_COMPLEMENTS)
    word = cue if syntax.is_verb(cue) else syntax.verb_of(cue)
    if word is not None and word.i != cue.i:
        yield word
    for _ in range(_HIGHEST):
        word = _above(word, elliptical) if word is not None else None
        if word is None:
            break
        yield word
    yield from _behind(cue, elliptical)


def _above(verb: Token, elliptical: bool) -> Token | None:
    """What ``verb`` shares its circumstances with: the noun of its relative clause, the verb above."""
    if verb.head.i == verb.i:
        return None
    if verb.dep_ in ("relcl", "acl"):
        return verb.head
    if verb.dep_ in ("xcomp", "advcl", "pcomp", "prep", "dep"):
        return syntax.verb_of(verb.head)
    if verb.dep_ == "ccomp" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return syntax.verb_of(verb.head)  # "forced 300 to flee"
    own = syntax.children(verb, *syntax.SUBJECTS)
    if verb.dep_ == "conj" and (not own or (elliptical and all(s.like_num for s in own))):
        return verb.head  # "and 27 were hurt": the number stands for those of the clause before
    return None


def _phrases(verb: Token) -> list[Token]:
    return [o for found in syntax.prepositions(verb).values() for o in found]


def _behind(verb: Token, elliptical: bool) -> Iterator[Token]:
    """Verbs coordinated behind that say where for both: "killed six and injured ten in the port"."""
    for c in syntax.children(verb, "conj"):
        subjects = [s for s in syntax.children(c, *syntax.SUBJECTS) if not (elliptical and s.like_num)]
        own = subjects and (not elliptical or syntax.children(c, "aux", "auxpass"))
        if syntax.is_verb(c) and not own:
            yield c
            yield from _behind(c, elliptical)
