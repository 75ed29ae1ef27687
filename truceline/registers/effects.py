"""Counts and parse in, effects out: each count with what happened to whom, or none.

From the counted noun the parse leads to the words that can say what happened to it: its own name
("300 evacuees"), what modifies it ("300 displaced families"), the verb whose subject or object it
is, the act that it is counted by ("the evacuation of 300"), the toll that it is the number of. What
the parse does not lead to is sought in the words beside, as lists and headlines write them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.language import Parsed, syntax
from truceline.mentions.counted import Unit, units
from truceline.records import Count
from truceline.registers.effect_words import Cue, Lexicon, Role, lexicon

_MODIFIERS = ("amod", "compound", "nmod", "appos", "advmod", "acomp", "oprd")
_CLIMBS = ("nummod", "quantmod", "compound", "amod", "advmod", "det", "nmod", "npadvmod", "predet", "punct")
_NOMINAL = ("NOUN", "PROPN", "NUM", "ADJ", "PRON")
_REACHES = ("to", "at", "of", "by", "with", "above", "over", "past")  # "rose to 18", "stands at 18"
_DEEPEST = 3
_SINGLE = ("a", "an", "another")
_BESIDE = 6  # words looked at beside a count that the parse leads nowhere from
_HUMBLE = ("them", "whom", "which", "these", "those")


@dataclass(frozen=True, slots=True)
class Effect:
    """A count with what happened: ``cue`` says it, ``noun`` is what is counted (or the number)."""

    kind: str
    unit: Unit
    count: Count
    noun: Token
    cue: Token
    again: bool = False  # takes its kind from the count before: "down from 426,000"


@dataclass(frozen=True)
class _Counted:
    """A count in the parse: its last number word, the head of its phrase, the noun that names the unit."""

    count: Count
    number: Token
    head: Token
    noun: Token | None
    unit: Unit | None


class Effects:
    """Finds the effects of one article."""

    def __init__(self, parsed: Parsed, codebook: Codebook = SHIPPED) -> None:
        self._parsed = parsed
        self._units = units(codebook)
        self._words: Lexicon = lexicon(codebook)

    def find(self, counts: tuple[Count, ...]) -> tuple[Effect, ...]:
        """The effects that ``counts`` count, in the order of the text."""
        found: list[Effect] = []
        placed = [c for c in (self._place(count) for count in counts) if c is not None]
        placed = sorted([*placed, *self._singles(placed)], key=lambda c: c.number.i)
        for counted in placed:
            if counted.count.value == 0 or self._is_replaced(counted, placed):
                continue
            effect = (
                self._direct(counted, found) or self._again(counted, found) or self._beside(counted, found)
            )
            if effect is not None:
                found.append(effect)
        return tuple(found)

    def _read(self, counted: _Counted, found: list[Effect]) -> Effect | None:
        if _is_part(counted.number):
            return self._again(counted, found) or self._direct(counted, found, part=True)
        return self._direct(counted, found) or self._again(counted, found) or self._beside(counted, found)

    # --- where a count stands

    def _place(self, count: Count) -> _Counted | None:
        tokens = [t for t in self._parsed.tokens_at(count.start, count.end) if t.dep_]
        if not tokens:
            return None
        number = next((t for t in reversed(tokens) if t.like_num or t.pos_ == "NUM"), tokens[-1])
        head = self._head(number, {t.i for t in tokens})
        noun = self._named(head, number)
        unit = (
            self._units.get(noun.lemma_.lower()) or self._units.get(noun.lower_) if noun is not None else None
        )
        return _Counted(count, number, head, noun, unit)

    def _singles(self, placed: list[_Counted]) -> Iterator[_Counted]:
        """People who are one by their article: "a policeman"."""
        text = self._parsed.article.text
        taken = {c.noun.i for c in placed if c.noun is not None}
        for t in self._parsed.doc:
            noun = t.head
            if (
                t.lower_ not in _SINGLE
                or t.dep_ != "det"
                or noun.tag_ not in ("NN", "NNP")
                or noun.i in taken
            ):
                continue
            if self._units.get(noun.lemma_.lower()) == "people" and noun.lemma_ not in (
                "people",
                "person",
                "death",
            ):
                count = Count(text=text[t.idx : t.idx + len(t)], start=t.idx, end=t.idx + len(t), value=1)
                yield _Counted(count, t, noun, noun, "people")

    def _is_harm(self, effect: Effect) -> bool:
        return effect.kind not in self._words.movements and syntax.is_verb(effect.cue)

    def _head(self, number: Token, inside: set[int]) -> Token:
        head = number
        for _ in range(5):
            up = head.head
            if up.i == head.i or (syntax.is_verb(up) and up.pos_ != "NOUN" and up.i not in inside):
                break
            if any(t.pos_ == "CCONJ" or t.like_num for t in head.doc[number.i + 1 : up.i]):
                break  # the noun of a later number: "600 relocated and 900 people"
            if head.dep_ in _CLIMBS and up.pos_ in (
                "NOUN",
                "PROPN",
                "NUM",
                "ADJ",
                "VERB",
                "ADV",
                "SYM",
                "X",
                "PRON",
            ):
                if up.pos_ == "VERB" and not self._units.get(up.lemma_):
                    break
                head = up
                continue
            break
        return head

    def _named(self, head: Token, number: Token) -> Token | None:
        """The noun that says what is counted: the head, what it is "of", or the next noun."""
        if self._is_counted(head) and head.i != number.i:
            return head
        of: Token | None = head
        for _ in range(3):
            of = next((o for o in syntax.prepositions(of).get("of", [])), None) if of is not None else None
            if of is not None and self._is_counted(of):
                return of
        for t in head.doc[number.i + 1 : number.i + 5]:
            if (t.is_punct and t.text not in ("-", '"', "'")) or (syntax.is_verb(t) and t.pos_ == "AUX"):
                break
            if self._is_counted(t) and t.pos_ in ("NOUN", "PROPN", "ADJ", "X", "VERB"):
                return t
            if t.pos_ not in ("ADJ", "NOUN", "PROPN", "ADP", "ADV", "X", "DET", "PUNCT"):
                break
        return head if head.i != number.i and head.pos_ in ("NOUN", "PROPN") else None

    def _is_counted(self, token: Token) -> bool:
        return token.lemma_.lower() in self._units or token.lower_ in self._units

    def _is_replaced(self, counted: _Counted, placed: list[_Counted]) -> bool:
        """The old number of "revised from 14 to 18"; one with a date of its own stands."""
        doc = counted.number.doc
        first = self._parsed.tokens_at(counted.count.start, counted.count.end)[0]
        if first.i == 0 or doc[first.i - 1].lower_ != "from":
            return False
        after = doc[counted.number.i + 1 : counted.number.i + 2]
        return (
            bool(after)
            and after[0].lower_ == "to"
            and any(p.number.i in (after[0].i + 1, after[0].i + 2, after[0].i + 3) for p in placed)
        )

    # --- from the noun to the word that says it

    def _direct(self, counted: _Counted, before: list[Effect], *, part: bool = False) -> Effect | None:
        anchors = [counted.head]
        if counted.noun is not None and counted.noun.i != counted.head.i and not part:
            anchors.insert(0, counted.noun)
        for anchor in anchors:
            for word, role in self._roles(anchor, counted.number):
                # "two of them seriously": a part is told only by a verb of its own
                if part and (role not in ("subject", "object") or _is_shared(anchor, word)):
                    continue
                effect = self._fit(counted, word, role, before)
                if effect is not None:
                    return effect
        return None

    def _fit(self, counted: _Counted, word: Token, role: Role, before: list[Effect]) -> Effect | None:
        for cue in self._words.find(word, role):
            unit = self._unit(counted, cue, before)
            if unit is None or not self._company(cue, counted, word):
                continue
            return Effect(
                self._graded(cue.kind, word), unit, counted.count, counted.noun or counted.number, word
            )
        return None

    def _unit(self, counted: _Counted, cue: Cue, before: list[Effect]) -> Unit | None:
        unit = counted.unit
        bare = counted.noun is None
        if bare and cue.unit == "housing":
            last = before[-1] if before else None
            return "housing" if last is not None and last.unit == "housing" else None
        if unit is None:
            # a noun that is not in the codebook counts people where it is a name: "30 Houthis"
            named = (
                bare
                or (counted.noun is not None and counted.noun.pos_ == "PROPN")
                or cue.as_ in ("deed", "toll")
            )
            unit = "people" if named else None
        if cue.unit == "housing":
            return "housing" if unit == "housing" else None
        return None if unit == "housing" else unit

    def _company(self, cue: Cue, counted: _Counted, word: Token) -> bool:
        """Whether the right people are counted, and the words that the cue needs stand in its clause."""
        noun = counted.noun
        if cue.people and noun is None and cue.as_ in ("subject", "object"):
            return False
        if cue.people and noun is not None and noun.i != word.i and noun.pos_ != "PROPN":
            asked = [noun, counted.head, *(syntax.objects(word) if syntax.is_verb(word) else [])]
            if not any(n.lemma_.lower() in cue.people or n.lower_ in cue.people for n in asked):
                return False
        return not cue.with_ or not _own_words(word, counted.number).isdisjoint(cue.with_)

    def _graded(self, kind: str, word: Token) -> str:
        """Partly destroyed is damaged; fully damaged is destroyed."""
        how = {c.lower_ for c in word.children if c.dep_ == "advmod"} | {
            t.lower_ for t in word.doc[max(0, word.i - 1) : word.i]
        }
        if kind == "housing destroyed" and how & {"partly", "partially"}:
            return "housing damaged"
        if kind == "housing damaged" and how & {"completely", "fully", "totally", "irreparably", "beyond"}:
            return "housing destroyed"
        return kind

    def _roles(self, noun: Token, number: Token) -> Iterator[tuple[Token, Role]]:
        """Words that may say what happened to ``noun``, with what it is to them, the nearest first."""
        yield noun, "deed"
        if noun.pos_ in ("ADJ", "VERB") or noun.tag_ == "VBN":
            yield noun, "state"  # "30 dead and 100 wounded"
        if noun.dep_ not in ("conj", "appos"):
            yield from self._above(noun, number)
        for c in noun.children:
            if c.dep_ in _MODIFIERS:
                yield c, "state"
        for c in noun.children:
            if c.dep_ in ("acl", "relcl"):
                yield from self._clause_roles(c)
        yield from self._next(noun)
        # a coordinated noun shares what governs the first, never its modifiers
        first = noun
        while first.dep_ in ("conj", "appos") and first.head.pos_ in _NOMINAL and not _is_described(noun):
            first = first.head
        if first.i != noun.i:
            yield from self._above(first, number)
        yield noun, "person"

    def _next(self, noun: Token) -> Iterator[tuple[Token, Role]]:
        """The participle or adjective right behind the noun: "150 houses completely destroyed"."""
        for t in noun.doc[noun.i + 1 : noun.i + 4]:
            if t.tag_ == "VBN" or t.pos_ == "ADJ":
                yield t, "state"
                return
            if t.pos_ != "ADV":
                return

    def _above(self, noun: Token, number: Token, depth: int = 0) -> Iterator[tuple[Token, Role]]:
        head, dep = noun.head, noun.dep_
        if head.i == noun.i or depth > _DEEPEST:
            return
        if dep in ("nsubj", "nsubjpass", "csubj"):
            yield from self._verb_roles(head, "object" if syntax.is_passive(head) else "subject")
            yield from self._tolls(head, noun)
        elif dep in ("dobj", "dative", "oprd", "attr", "acomp", "npadvmod", "ccomp", "xcomp"):
            yield from self._verb_roles(head, "object")
            yield from self._tolls(head, noun)
        elif dep in ("pobj", "pcomp"):
            yield from self._under(head, number, depth)
        elif dep in ("nmod", "compound", "amod", "nummod"):
            yield head, "act"

    def _under(self, preposition: Token, number: Token, depth: int) -> Iterator[tuple[Token, Role]]:
        above, word = preposition.head, preposition.lower_
        if word == "of" and above.pos_ in _NOMINAL:
            yield above, "act"
            yield above, "toll"
            if above.lemma_.lower() in self._words.joints["quantity"] or above.like_num:
                # "the bodies of 17 men were found", "a total of 40 died"
                yield from self._above(above, number, depth + 1)
        elif word in _REACHES and syntax.is_verb(above):
            yield from self._tolls(above, number)
        elif preposition.dep_ == "prep" and above.dep_ == "prep":
            yield from self._under(above, number, depth + 1)

    def _verb_roles(self, verb: Token, role: Role, depth: int = 0) -> Iterator[tuple[Token, Role]]:
        """``verb`` in ``role``, its complements, and what is coordinated with it.

        Of a verb that makes others do something ("forced 300 to evacuate") the complement comes first.
        """
        complements = [c for c in verb.children if _is_complement(c, verb, role)] if depth < _DEEPEST else []
        own: list[tuple[Token, Role]] = [(verb, role), (verb, "state")]
        if verb.lemma_.lower() not in self._words.joints["causes"]:
            yield from own
        for c in complements:
            if syntax.is_verb(c):
                yield from self._verb_roles(c, "object" if syntax.is_passive(c) else "subject", depth + 1)
            else:
                yield c, "state"
        yield from own
        if verb.dep_ in ("ccomp", "xcomp") and syntax.is_verb(verb.head):
            # "left 483 homeless": the number is the subject of a clause without a verb
            yield verb.head, "object"

    def _clause_roles(self, verb: Token) -> Iterator[tuple[Token, Role]]:
        """Of a participle or relative clause behind a noun: "families displaced by", "people who fled"."""
        passive = syntax.is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl")
        others = any(c.dep_ in syntax.SUBJECTS and c.lower_ not in syntax.RELATIVES for c in verb.children)
        if passive and others:
            return
        yield from self._verb_roles(verb, "object" if passive or others else "subject")

    def _tolls(self, verb: Token, noun: Token) -> Iterator[tuple[Token, Role]]:
        """What the number of a verb like "rose to" is the number of."""
        if verb.lemma_.lower() not in self._words.joints["verb"]:
            return
        for topic in (*syntax.subjects(verb), *syntax.children(verb, "dobj", "nsubj", "nsubjpass", "attr")):
            if topic.i == noun.i:
                continue
            yield topic, "toll"
            for c in topic.children:
                if c.dep_ in ("compound", "amod", "nmod"):
                    yield c, "toll"
            for inner in syntax.prepositions(topic).get("of", []) + syntax.prepositions(topic).get("for", []):
                yield inner, "person"
                yield inner, "toll"
                for c in inner.children:
                    if c.dep_ in _MODIFIERS:
                        yield c, "state"
                    elif c.dep_ in ("acl", "relcl"):
                        yield from self._clause_roles(c)

    # --- where the parse leads nowhere

    def _again(self, counted: _Counted, before: list[Effect]) -> Effect | None:
        """A count that takes its meaning from the one before: "785,000 of them in Uganda"."""
        if not before:
            return None
        last = before[-1]
        doc, number = counted.number.doc, counted.number
        first = self._parsed.tokens_at(counted.count.start, counted.count.end)[0]
        near = doc[number.i + 1 : number.i + 4]
        gap = self._sentences_between(last.cue, number)
        part = len(near) > 2 and near[0].lower_ == "of" and near[1].lower_ in _HUMBLE
        if part and gap <= 1 and (near[2].pos_ == "ADP" or near[2].lower_ in ("to", "in", "into", "from")):
            return self._as(last, counted)
        if gap:
            return None
        lead = " ".join(t.lower_ for t in doc[max(0, first.i - 2) : first.i])
        if any(lead.endswith(w) for w in self._words.joints["again"]) and counted.noun is None:
            return self._as(last, counted)
        placed = bool(near) and near[0].lower_ in ("in", "to", "into", "from", "near", "at", "across")
        joined = first.i > 0 and doc[first.i - 1].lower_ in ("and", ",", "but", "with", "while", "including")
        if (
            counted.noun is None
            and placed
            and joined
            and number.dep_ in ("conj", "appos", "pobj", "nummod", "dobj", "dep", "nsubj", "attr")
        ):
            return self._as(last, counted)
        return None

    def _as(self, last: Effect, counted: _Counted) -> Effect:
        return Effect(last.kind, last.unit, counted.count, counted.number, last.cue, again=True)

    def _sentences_between(self, a: Token, b: Token) -> int:
        order = self._parsed.sentences
        return abs(order.index(self._parsed.sentence_of(a)) - order.index(self._parsed.sentence_of(b)))

    def _beside(self, counted: _Counted, before: list[Effect]) -> Effect | None:
        """A word beside the count, in lists, tables and headlines: "12 dead", "Evacuated: 3,614"."""
        sentence = self._parsed.sentence_of(counted.number)
        doc = counted.number.doc
        start = (counted.noun or counted.number).i if counted.noun is not None else counted.number.i
        for t in doc[min(start, counted.number.i) + 1 : min(sentence.end, start + _BESIDE)]:
            if (
                t.text in (",", ";", "(", ")", ":", "/")
                or t.like_num
                or t.lower_ in ("and", "but", "while", "by")
            ):
                break
            for role in ("state", "deed", "act", "person", "object"):
                if role == "object" and t.tag_ != "VBN":
                    continue
                effect = self._fit(counted, t, role, before)  # type: ignore[arg-type]
                if effect is not None:
                    return effect
        return self._label(counted, sentence.start, before)

    def _label(self, counted: _Counted, start: int, before: list[Effect]) -> Effect | None:
        """A table's label before its number, in a line without a verb of its own."""
        doc = counted.number.doc
        first = self._parsed.tokens_at(counted.count.start, counted.count.end)[0]
        label = doc[max(start, first.i - _BESIDE) : first.i]
        if first.i - start > _BESIDE or any(
            t.pos_ == "AUX" or t.tag_ in ("VBD", "VBZ", "VBP") for t in label
        ):
            return None
        for role in ("state", "deed", "act", "object", "person"):
            for t in reversed(label):
                effect = self._fit_label(counted, t, role, label, before)  # type: ignore[arg-type]
                if effect is not None:
                    return effect
        return None

    def _fit_label(
        self, counted: _Counted, word: Token, role: Role, label: list[Token], before: list[Effect]
    ) -> Effect | None:
        named = next((t for t in label if self._is_counted(t)), None)
        unit = self._units.get(named.lemma_.lower()) if named is not None else counted.unit
        noun = counted.noun if counted.noun is not None and counted.noun.i > counted.number.i else named
        return self._fit(
            _Counted(counted.count, counted.number, counted.head, noun, unit), word, role, before
        )


def _is_complement(word: Token, verb: Token, role: Role) -> bool:
    if not syntax.is_verb(word):
        return word.dep_ in ("acomp", "oprd", "attr", "advmod", "prep", "dep")
    if syntax.children(word, *syntax.SUBJECTS):
        return False
    shares = role != "object" or (syntax.is_passive(verb) and syntax.is_passive(word))
    return word.dep_ in ("xcomp", "ccomp", "oprd", "acomp", "dep") or (word.dep_ == "conj" and shares)


def _is_part(number: Token) -> bool:
    """Whether the number counts a part of what was counted: "two of them", "30 of the dead"."""
    after = number.doc[number.i + 1 : number.i + 3]
    return len(after) == 2 and after[0].lower_ == "of" and after[1].lower_ in (*_HUMBLE, "the", "whom")


def _is_shared(noun: Token, word: Token) -> bool:
    """Whether ``noun`` hangs on ``word`` only through a coordination or an apposition."""
    return noun.dep_ in ("conj", "appos", "npadvmod", "dep") or noun.head.i != word.i and noun.dep_ == "nsubj"


def _is_described(noun: Token) -> bool:
    """Whether the noun has a participle or clause of its own that says what became of it."""
    following = noun.doc[noun.i + 1 : noun.i + 2]
    return any(c.dep_ in ("acl", "relcl") for c in noun.children) or any(t.tag_ == "VBN" for t in following)


def _own_words(word: Token, noun: Token) -> set[str]:
    """The words of the clause of ``word``, without clauses beside it that say something else."""
    found: set[str] = set()
    stack = [word]
    while stack:
        token = stack.pop()
        found |= {token.lemma_.lower(), token.lower_}
        for c in token.children:
            apart = c.dep_ in ("conj", "advcl", "relcl", "parataxis") and syntax.is_verb(c)
            if not apart or c.left_edge.i <= noun.i <= c.right_edge.i:
                stack.append(c)
    return found
