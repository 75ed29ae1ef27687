"""A counted noun in, the words that may say what happened to it out, the nearest first.

The parse is walked from the noun outwards: its own name, the verb whose subject or object it is with
that verb's complements, the act or toll that it is counted by, what modifies it, what follows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from truceline.language import syntax
from truceline.registers.effect_words import Lexicon, Role

Named = tuple[Token, Role]
_MODIFIERS = ("amod", "compound", "nmod", "appos", "advmod", "acomp", "oprd")
_NOMINAL = ("NOUN", "PROPN", "NUM", "ADJ", "PRON")
_REACHES = (
    "to",
    "at",
    "of",
    "by",
    "with",
    "above",
    "over",
    "past",
    "under",
    "below",
    "around",
    "near",
)  # "rose to 18", "stands at 18"
_DEEPEST = 3


class Roles:
    """Walks the parse with the joining words of one codebook."""

    def __init__(self, words: Lexicon) -> None:
        self._joints = words.joints

    def of(self, noun: Token, number: Token) -> Iterator[Named]:
        """Words that may say what happened to ``noun``, counted by ``number``, with what it is to them."""
        yield noun, "deed"
        if (
            noun.i == number.i
        ):  # "nine missing and 600 displaced": what stands behind a bare number is its own
            yield from ((c, "state") for c in syntax.children(noun, "amod", "acl") if c.i == noun.i + 1)
        if noun.pos_ in ("ADJ", "VERB") or noun.tag_ == "VBN":
            yield noun, "state"  # "30 dead and 100 wounded"
        if noun.dep_ not in ("conj", "appos"):
            yield from self.above(noun, number)
        for c in noun.children:
            # an adjective before the number belongs to the count before
            if c.dep_ in _MODIFIERS and c.i > number.i:
                yield c, "state"
        for c in syntax.children(noun, "acl", "relcl"):
            yield from self._of_clause(c)
        yield from ((o, "bearing") for o in syntax.prepositions(noun).get("with", []))  # "six with burns"
        if noun.dep_ not in ("conj", "appos"):
            yield from self.above(noun, number, deep=True)
        yield from _next(noun)
        yield from self._who(noun)
        first = _first_of_its_kind(noun)
        if first.i != noun.i:
            # a coordinated noun shares what governs the first, never its modifiers
            yield from self.above(first, number, deep=True)
        yield noun, "person"

    def _who(self, noun: Token) -> Iterator[Named]:
        """ "320,000 who crossed": a relative clause that the parse may have hung elsewhere."""
        who = noun.doc[noun.i + 1 : noun.i + 2]
        verb = syntax.verb_of(who[0].head) if len(who) and who[0].lower_ in ("who", "that") else None
        if verb is not None and verb.i > noun.i:
            yield from self._of_verb(verb, "object" if syntax.is_passive(verb) else "subject")

    def above(self, noun: Token, number: Token, depth: int = 0, *, deep: bool = False) -> Iterator[Named]:
        """Words that govern ``noun``, and with ``deep`` the complements of its verb."""
        head, dep = noun.head, noun.dep_
        if head.i == noun.i or depth > _DEEPEST:
            return
        if dep == "nsubj" and _is_misjoined(noun):
            yield from self._of_verb(head.head, "object", deep=deep)
        if dep in ("nsubj", "nsubjpass", "csubj"):
            role: Role = "object" if syntax.is_passive(head) else "subject"
            yield from self._of_verb(head, role, deep=deep)
            yield from self._tolls(head, noun)
        elif dep in ("dobj", "dative", "oprd", "attr", "acomp", "npadvmod", "ccomp", "xcomp"):
            yield from self._of_verb(head, "object", deep=deep)
            yield from self._tolls(head, noun)
        elif dep in ("pobj", "pcomp"):
            yield from self._under(head, number, depth)
        elif dep in ("nmod", "compound", "amod", "nummod"):
            yield head, "act"
            if syntax.is_verb(head):  # "IDPs total 12 000"
                yield from self._tolls(head, noun)
            elif any(t.pos_ == "CCONJ" for t in noun.doc[noun.i : head.i]):
                # "900 Tutsi and moderate Hutu": the parse hangs the first on the second
                yield from self.above(head, number, depth + 1, deep=deep)

    def _under(self, preposition: Token, number: Token, depth: int) -> Iterator[Named]:
        above, word = preposition.head, preposition.lower_
        if word == "of" and above.pos_ in _NOMINAL:
            yield above, "act"
            yield above, "toll"
            if self._is_quantity(above) and not _is_whole(preposition):
                # "the bodies of 17 men were found", "a total of 40 died"
                yield from self.above(above, number, depth + 1)
        elif word == "with" and preposition.i and preposition.nbor(-1).lower_ in ("along", "together"):
            yield from self._company(preposition)
        elif word == "in" and above.like_num:  # "one in four of the 1.2 million"
            yield from self.above(above, number, depth + 1)
        elif word in ("to", "for") and above.lemma_ in self._joints["grant"]:
            yield from (
                (o, "act") for o in syntax.children(above, "dobj")
            )  # "gives refuge to 900", "set fire to 90"
        elif word in ("to", "for") and above.dep_ in ("acomp", "attr", "dobj", "advmod", "oprd"):
            yield above, "act"  # "is home to 900 refugees", "a refuge for 700"
        elif word in _REACHES or (word == "from" and _is_range(number)):
            verb = above.head if above.pos_ in ("ADP", "ADV") else above  # "from 14 to 18", "up to 18"
            if syntax.is_verb(verb):
                yield from self._tolls(verb, number)
                yield from self._tolls_above(verb)
            elif above.pos_ in _NOMINAL and word in ("to", "at"):
                yield above, "toll"

    def _tolls_above(self, participle: Token) -> Iterator[Named]:
        """ "Brought the number of people moved from the town to 900": the parse hangs "to" too low."""
        verb = syntax.verb_of(participle.head) if participle.dep_ in ("acl", "relcl") else None
        if verb is not None and verb.i < participle.i:
            yield from self._tolls(verb, participle)

    def _company(self, preposition: Token) -> Iterator[Named]:
        """ "He was killed along with seven guards"."""
        verb = syntax.verb_of(preposition)
        if verb is not None:
            yield from self._of_verb(verb, "object" if syntax.is_passive(verb) else "subject")

    def _is_quantity(self, word: Token) -> bool:
        return word.like_num or word.lemma_.lower() in self._joints["quantity"]

    def _of_verb(self, verb: Token, role: Role, depth: int = 0, *, deep: bool = True) -> Iterator[Named]:
        """``verb`` in ``role``, and with ``deep`` its complements and what is coordinated with it.

        Of a verb that makes others do something ("forced 300 to evacuate") the complement comes first,
        asked for or not.
        """
        causes = verb.lemma_.lower() in self._joints["causes"]
        deep = (deep or causes) and depth < _DEEPEST
        complements = [c for c in verb.children if _is_complement(c, verb, role)] if deep else []
        own: list[Named] = [(verb, role)]
        if role == "subject" and syntax.children(verb, "dobj"):
            # what a verb says of its object is not said of its subject: "gunmen shot dead a priest"
            complements = [c for c in complements if syntax.is_verb(c)]
        else:
            own.append((verb, "state"))
        if not causes:
            yield from own
        for c in complements:
            if syntax.is_verb(c):
                done_to = syntax.is_passive(c) or (c.tag_ == "VBN" and not syntax.children(c, "aux"))
                yield from self._of_verb(c, "object" if done_to else "subject", depth + 1)
            else:
                yield c, "state"
                if c.lower_ in ("among", "as"):  # "seven were among the dead", "are listed as missing"
                    for o in syntax.children(c, "pobj", "amod"):
                        yield o, "state"
                        yield from ((k, "state") for k in syntax.children(o, "acl", "relcl", "amod"))
        yield from own
        small = verb.tag_ in ("VB", "VBN") and verb.dep_ in ("ccomp", "xcomp")
        if role == "subject" and small and syntax.is_verb(verb.head):
            # "left 483 homeless": the number is the subject of a clause without a verb
            yield verb.head, "object"

    def _of_clause(self, verb: Token) -> Iterator[Named]:
        """Of a participle or relative clause behind a noun: "families displaced by", "people who fled"."""
        passive = syntax.is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl")
        others = any(c.dep_ in syntax.SUBJECTS and c.lower_ not in syntax.RELATIVES for c in verb.children)
        if not (passive and others):  # "(85 of which were moved)" tells of the 85 alone
            yield from self._of_verb(verb, "object" if passive or others else "subject")

    def _tolls(self, verb: Token, noun: Token) -> Iterator[Named]:
        """What the number of a verb like "rose to" is the number of."""
        if verb.lemma_.lower() not in self._joints["verb"]:
            return
        topics = (*syntax.subjects(verb), *syntax.children(verb, "dobj", "nsubj", "nsubjpass", "attr"))
        for topic in topics:
            if topic.i != noun.i:
                yield from self._topic(topic)

    def _topic(self, topic: Token) -> Iterator[Named]:
        """ "The death toll", "the number of people displaced"."""
        yield topic, "toll"
        yield topic, "person"  # "IDPs total 12,000"
        yield from ((c, "toll") for c in syntax.children(topic, "compound", "amod", "nmod"))
        yield from ((c, "state") for c in syntax.children(topic, "amod"))
        for c in syntax.children(topic, "acl", "relcl"):
            yield from self._of_clause(c)  # "bringing those uprooted to 390,000"
        phrases = syntax.prepositions(topic)
        for inner in (*phrases.get("of", []), *phrases.get("for", [])):
            yield inner, "person"
            yield inner, "toll"
            yield inner, "state"  # "the number of the uprooted"
            for c in inner.children:
                if c.dep_ in _MODIFIERS:
                    yield c, "state"
                elif c.dep_ in ("acl", "relcl"):
                    yield from self._of_clause(c)


def is_shared(noun: Token, word: Token) -> bool:
    """Whether ``noun`` hangs on ``word`` only through a coordination or an apposition."""
    shared = noun.dep_ in ("conj", "appos", "npadvmod", "dep")
    return shared or (noun.head.i != word.i and noun.dep_ == "nsubj")


def _is_range(number: Token) -> bool:
    """ "Raised the toll from 9 to 12": the parse hangs the new number on "from" too."""
    before = number.doc[max(0, number.i - 2) : number.i]
    return len(before) == 2 and before[0].like_num and before[1].lower_ == "to"


def _is_misjoined(noun: Token) -> bool:
    """ "Killing five people, activists reported": the parse joins those killed to who reports it."""
    above = noun.head.head
    behind = noun.left_edge.i > 0 and noun.left_edge.nbor(-1).i == above.i
    return noun.head.dep_ == "ccomp" and above.tag_ == "VBG" and behind


def _is_whole(of: Token) -> bool:
    """ "Five of the 11": the second number is that of all, and nothing happened to all."""
    nouns = syntax.children(of, "pobj")
    definite = any(c.lower_ in ("the", "those", "these") for n in nouns for c in syntax.children(n, "det"))
    return definite and of.head.like_num


def _next(noun: Token) -> Iterator[Named]:
    """The participle or adjective right behind the noun: "150 houses completely destroyed"."""
    for t in noun.doc[noun.i + 1 : noun.i + 4]:
        if t.tag_ == "VBN" or t.pos_ == "ADJ":
            yield t, "state"  # "15 people reported dead"
        elif t.pos_ != "ADV":
            return


def _first_of_its_kind(noun: Token) -> Token:
    """The first noun of the coordination of ``noun``, where that says nothing of its own."""
    following = noun.doc[noun.i + 1 : noun.i + 2]
    described = bool(syntax.children(noun, "acl", "relcl")) or any(t.tag_ == "VBN" for t in following)
    while noun.dep_ in ("conj", "appos") and noun.head.pos_ in _NOMINAL and not described:
        noun = noun.head
    return noun


def _is_complement(word: Token, verb: Token, role: Role) -> bool:
    if not syntax.is_verb(word):
        return word.dep_ in ("acomp", "oprd", "attr", "advmod", "prep", "dep")
    if syntax.children(word, *syntax.SUBJECTS):
        return False
    shares = role != "object" or (syntax.is_passive(verb) and syntax.is_passive(word))
    return word.dep_ in ("xcomp", "ccomp", "oprd", "acomp", "dep") or (word.dep_ == "conj" and shares)
