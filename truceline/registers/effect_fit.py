"""A count, a word and what the count is to it in; the effect that the word says of it, or none.

A cue of the codebook fits where the right people or houses are counted, the words that it needs stand
in its clause, and the number is not that of several fates together.
"""

from __future__ import annotations

from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.language import syntax
from truceline.mentions.counted import Unit, groups
from truceline.records import Count
from truceline.registers.counted_nouns import SINGLE, Counted, CountedNouns
from truceline.registers.effect import Effect
from truceline.registers.effect_words import Cue, Role, is_among, lexicon

_COMPANY = 15  # words from a cue within which the word that it needs must stand
_NO_PLACE = ("nowhere", "somewhere", "anywhere")
_PREDICATES = ("oprd", "acomp", "xcomp", "ccomp")
_OF_CIVILIANS = ("displaced", "homeless", "hosted", "returned")
_APART = frozenset(("killed", "injured", "missing"))  # nobody is two of these
_FATES = _APART | {"detained", "abducted"}
_FATE_ROLES: tuple[Role, ...] = ("state", "object", "subject")
_OWN = ("nsubjpass", "dobj", "nummod", "oprd")
_OTHERS = ("other", "one")
_DESCRIBING = ("amod", "acl", "relcl", "nmod", "compound")


class Fit:
    """Asks the codebook's cues about the counts of one article."""

    def __init__(self, nouns: CountedNouns, codebook: Codebook = SHIPPED) -> None:
        self._words = lexicon(codebook)
        self._groups = groups(codebook)
        self._nouns = nouns

    def effect(self, counted: Counted, word: Token, role: Role, before: list[Effect]) -> Effect | None:
        """The effect that ``word`` says of ``counted``, which is ``role`` to it."""
        if word.head.lemma_ in self._words.joints["doubt"] and word.dep_ in _PREDICATES:
            return None
        if word.i and word.nbor(-1).lemma_ in self._words.joints["doubt"] and word.tag_ == "VBN":
            return None  # "with dozens feared captured"
        if counted.unit is None and word.dep_ == "compound" and word.head == counted.noun:
            return None  # "eight arrest warrants"
        if word.tag_ == "VB" and word.i > 1 and word.nbor(-2).lower_ in _NO_PLACE:
            return None  # "with nowhere to go back to"
        for cue in self._words.find(word, role):
            unit = self._unit(counted, cue, word, before)
            if self._is_shared_out(cue, word, counted):
                return None
            if unit is not None and self._has_company(cue, counted, word):
                kind = self._graded(cue.kind, word)
                noun = counted.noun or counted.number
                return Effect(kind, unit, _count(counted, word), noun, word, negative=cue.negative)
        return None

    def _unit(self, counted: Counted, cue: Cue, word: Token, before: list[Effect]) -> Unit | None:
        """The unit in which ``cue`` counts; None where it cannot be said of what is counted."""
        unit, noun = counted.unit, counted.noun
        unnamed = noun is None or noun.lemma_ in _OTHERS
        if cue.unit == "housing":
            # a bare number goes on with the houses before it: "3,200 houses collapsed and 900 damaged"
            goes_on = unnamed and bool(before) and before[-1].unit == "housing"
            return "housing" if unit == "housing" or goes_on else None
        if unnamed and before and before[-1].unit == "households" and cue.kind in self._words.movements:
            return "households"  # "30 families had left, and six had come back"
        if noun is None and word.dep_ in _DESCRIBING and self._nouns.unit(word.head) == "households":
            return "households"  # "the number of displaced families stands at 300"
        if unit is None:
            # a noun that is not in the codebook counts people where it is a name: "30 Houthis"
            unknown = noun is not None and (cue.any_noun or _is_name(noun)) and noun.tag_ == "NNS"
            named = noun is None or noun.pos_ == "PROPN" or cue.as_ in ("deed", "toll") or unknown
            return "people" if named else None
        if unit == "housing":  # who lives there is evacuated: "the evacuation of 50 homes"
            return "households" if cue.kind == "evacuated" else None
        return unit

    def _has_company(self, cue: Cue, counted: Counted, word: Token) -> bool:
        """Whether the right people are counted, and the words that the cue needs stand in its clause."""
        if not self._are_its_people(cue, counted, word):
            return False
        if cue.negative and not syntax.is_negated(word):
            return False
        if cue.alone and syntax.children(word, "dobj", "xcomp", "ccomp", "attr", "acomp", "prt"):
            return False
        if not cue.with_:
            return True
        named = "<name>" in cue.with_ and any(o.pos_ == "PROPN" for o in _arguments(word))
        own = _own_words(word, counted.number)
        return (named or not own.isdisjoint(cue.with_)) and not (cue.and_ and own.isdisjoint(cue.and_))

    def _are_its_people(self, cue: Cue, counted: Counted, word: Token) -> bool:
        noun = counted.noun
        if noun is None:  # no more is known of a bare number
            return not cue.people or cue.as_ not in ("subject", "object") or "<number>" in cue.people
        if cue.people and noun.i != word.i and not (cue.names and _is_name(noun)):
            asked = [noun, counted.head, *(syntax.objects(word) if syntax.is_verb(word) else [])]
            if not any(is_among(n, cue, self._groups) for n in asked):
                return False
        return cue.kind not in _OF_CIVILIANS or self._groups.get(noun.lemma_.lower()) != "soldiers"

    def _is_shared_out(self, cue: Cue, word: Token, counted: Counted) -> bool:
        """Whether the one number is that of several fates together: "800 killed or wounded"."""
        if cue.kind not in _FATES:
            return False
        behind = [(o, ("nsubj", *_OWN)) for o in syntax.children(word, "conj")]
        before = [(word.head, _OWN)] if word.dep_ == "conj" else []
        for other, parts in (*behind, *before):
            kinds = self._fates(other)
            apart = other.tag_ != word.tag_ or any(
                c.i != word.i and not _holds(c, counted.number) for c in syntax.children(other, *parts)
            )
            if not kinds or cue.kind in kinds or apart or _has_counted_subject(other, counted):
                continue
            either = any(c.lower_ == "or" for w in (word, other) for c in syntax.children(w, "cc"))
            if either or (kinds | {cue.kind}) <= _APART:
                return True
        return False

    def _fates(self, word: Token) -> set[str]:
        """The kinds of harm that ``word`` says by itself."""
        cues = (c for role in _FATE_ROLES for c in self._words.find(word, role) if not c.with_)
        return {c.kind for c in cues} & _FATES

    def _graded(self, kind: str, word: Token) -> str:
        """Partly destroyed is damaged; fully damaged is destroyed."""
        how = {c.lower_ for c in syntax.children(word, "advmod")}
        how |= {t.lower_ for t in word.doc[max(0, word.i - 1) : word.i]}
        if kind == "housing destroyed" and how & self._words.joints["partly"]:
            return "housing damaged"
        if kind == "housing damaged" and how & self._words.joints["wholly"]:
            return "housing destroyed"
        return kind


def _is_name(noun: Token) -> bool:
    """Whether ``noun`` is a name, also where the tagger took it for a common noun: "a million Ibos"."""
    return noun.pos_ == "PROPN" or (noun.is_title and noun.tag_ == "NNS" and not noun.is_sent_start)


def _has_counted_subject(verb: Token, counted: Counted) -> bool:
    """Whether another number is the subject of ``verb``: "four others injured"."""
    subjects = [c for c in syntax.children(verb, "nsubj") if not _holds(c, counted.number)]
    return any(c.like_num or c.lower_ in SINGLE or syntax.children(c, "nummod") for c in subjects)


def _arguments(verb: Token) -> list[Token]:
    """Objects of ``verb``, and of the prepositions that say whence and whither."""
    phrases = syntax.prepositions(verb)
    # the tagger takes some names for adverbs: "have left Mosul"
    return syntax.children(verb, "dobj", "advmod", "npadvmod") + [
        o for p in ("from", "of", "to", "into", "for") for o in phrases.get(p, [])
    ]


def _own_words(word: Token, number: Token) -> set[str]:
    """The words of the clause of ``word``, without clauses beside it that say something else."""
    found: set[str] = set()
    stack = [word]
    while stack:
        token = stack.pop()
        if abs(token.i - word.i) <= _COMPANY:
            found |= {token.lemma_.lower(), token.lower_}
        for c in token.children:
            apart = c.dep_ in ("conj", "advcl", "relcl", "parataxis") and syntax.is_verb(c)
            if not apart or c.left_edge.i <= number.i <= c.right_edge.i:
                stack.append(c)
    return found


def _count(counted: Counted, cue: Token) -> Count:
    """The count that ``cue`` is said of: the share, unless the words that name the whole say it."""
    noun = counted.noun or counted.number
    of_whole = noun.left_edge.i <= cue.i <= noun.right_edge.i
    return counted.count if counted.share is None or of_whole else counted.share


def _holds(phrase: Token, number: Token) -> bool:
    return phrase.left_edge.i <= number.i <= phrase.right_edge.i
