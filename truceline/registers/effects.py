"""Counts and parse in, effects out: each count with what happened to whom, or none.

The parse leads from the counted noun to the words that can say what happened to it (effect_roles);
a count that takes its meaning from the one before follows it ("785,000 of them in Uganda"); what the
parse does not lead to is sought in the words beside, as lists, tables and headlines write them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.language import Parsed, syntax
from truceline.mentions.counted import Group, Unit, groups
from truceline.records import Count, Date
from truceline.registers.counted_nouns import PARTS, SINGLE, Counted, CountedNouns
from truceline.registers.effect_roles import Roles, is_shared
from truceline.registers.effect_words import Cue, Role, is_among, lexicon

_BESIDE = 6  # words looked at beside a count that the parse leads nowhere from
_ENDING = ("and", "but", "while", "by")
_COMPANY = 15  # words from a cue within which the word that it needs must stand
_BESIDE_ROLES: tuple[Role, ...] = ("state", "deed", "act", "object", "person")
_PLACING = ("in", "to", "into", "from", "near", "at", "across", "inside")
_JOINING = ("and", ",", "but", "with", "while", "including", "(")
_LOOSE = ("conj", "appos", "pobj", "nummod", "dobj", "dep", "nsubj", "attr", "npadvmod")
_LABEL = 4  # words of a label before its colon
_LABELS: tuple[Role, ...] = ("state", "act", "deed", "person", "toll")
_STEPS = "|;•-–—·*"  # between the parts of a list that is written on one line
_OF_CIVILIANS = ("displaced", "homeless", "hosted", "returned")
_APART = frozenset(("killed", "injured", "missing"))  # nobody is two of these
_FATES = _APART | {"detained", "abducted"}
_FATE_ROLES: tuple[Role, ...] = ("state", "object", "subject")
_OWN = ("nsubjpass", "dobj", "nummod", "oprd")
_OTHERS = ("other", "one")
_REVISED = 3  # sentences back to the number that a revised one takes the place of
_PREDICATES = ("oprd", "acomp", "xcomp", "ccomp")
_DESCRIBING = ("amod", "acl", "relcl", "nmod", "compound")
_WITHIN_NAME = ("amod", "compound", "nmod", "advmod")
_LIST = 12  # lines of a list below the line that opens it
_BROKEN = 12  # words of an insertion
_NAMED = 4  # words from a count to the bracket that says it in another unit
_DEFINITE = ("the", "that", "this", "its")


@dataclass(frozen=True, slots=True)
class Effect:
    """A count with what happened: ``cue`` says it, ``noun`` is what is counted (or the number)."""

    kind: str
    unit: Unit
    count: Count
    noun: Token
    cue: Token
    again: bool = False  # takes its kind from the count before: "down from 426,000"
    negative: bool = False  # it is the negation that says it: "have not been seen since"


class Effects:
    """Finds the effects of one article."""

    def __init__(self, parsed: Parsed, dates: tuple[Date, ...] = (), codebook: Codebook = SHIPPED) -> None:
        self._parsed = parsed
        self._dates = dates
        self._words = lexicon(codebook)
        self._groups = groups(codebook)
        self._nouns = CountedNouns(parsed, codebook)
        self._roles = Roles(self._words)

    def find(self, counts: tuple[Count, ...]) -> tuple[Effect, ...]:
        """The effects that ``counts`` count, in the order of the text."""
        found: list[Effect] = []
        last: Counted | None = None
        for counted in self._nouns.find(counts):
            effect = self._told(counted, found)
            if effect is not None and last is not None and _is_told_again(last, counted):
                effect = _in_first_unit(effect, last, found)
            if effect is not None:
                if self._is_revision(effect):
                    found = [e for e in found if not self._is_revised(e, effect)]
                found.append(effect)
            last = counted
        return tuple(found)

    def _told(self, counted: Counted, found: list[Effect]) -> Effect | None:
        """What happened to those that ``counted`` counts; one by an article only came to harm."""
        effect = None if counted.count.value == 0 else self._read(counted, found)
        if effect is None or counted.number.lower_ not in SINGLE:
            return effect
        return effect if self._is_harm(effect, found) and not _is_example(effect, found) else None

    def _read(self, counted: Counted, found: list[Effect]) -> Effect | None:
        labelled = self._labelled(counted, found)
        if labelled is not None:
            return labelled
        if counted.is_part:
            told = self._again(counted, found) or self._direct(counted, found)
            return told or self._beside(counted, found)
        return self._direct(counted, found) or self._again(counted, found) or self._beside(counted, found)

    def _is_harm(self, effect: Effect, found: list[Effect]) -> bool:
        """Whether one by an article came to harm; "another" only beside others that did."""
        if effect.noun.lower_ == "another":
            near = found and self._sentences_between(found[-1].cue, effect.cue) == 0
            return bool(near) and found[-1].unit == "people" and syntax.is_verb(effect.cue)
        return effect.kind not in self._words.movements and syntax.is_verb(effect.cue)

    def _is_revision(self, effect: Effect) -> bool:
        """ "The ministry revised the toll to 18": a number that takes the place of an earlier one."""
        verb = syntax.verb_of(effect.noun)
        revises = verb is not None and verb.lemma_ in self._words.joints["revise"]
        return revises and effect.noun.i != effect.cue.i and not syntax.is_verb(effect.cue)

    def _is_revised(self, earlier: Effect, effect: Effect) -> bool:
        near = self._sentences_between(earlier.cue, effect.cue) <= _REVISED
        return near and earlier.kind == effect.kind and not earlier.again

    # --- from the noun to the word that says it

    def _direct(self, counted: Counted, before: list[Effect]) -> Effect | None:
        anchors = [counted.head]
        if counted.noun is not None and counted.noun.i != counted.head.i and not counted.is_part:
            anchors.insert(0, counted.noun)
        for anchor in anchors:
            for word, role in self._roles.of(anchor, counted.number):
                # "two of them seriously": a part is told only by a verb of its own
                if counted.is_part and (role not in ("subject", "object") or is_shared(anchor, word)):
                    continue
                effect = self._fit(counted, word, role, before)
                if effect is not None:
                    return effect
        return None

    def _fit(self, counted: Counted, word: Token, role: Role, before: list[Effect]) -> Effect | None:
        if word.head.lemma_ in self._words.joints["doubt"] and word.dep_ in _PREDICATES:
            return None
        for cue in self._words.find(word, role):
            unit = self._unit(counted, cue, word, before)
            if self._is_shared_out(cue, word, counted):
                return None
            if unit is not None and _has_company(cue, counted, word, self._groups):
                kind = self._graded(cue.kind, word)
                noun = counted.noun or counted.number
                return Effect(kind, unit, _told(counted, word), noun, word, negative=cue.negative)
        return None

    def _unit(self, counted: Counted, cue: Cue, word: Token, before: list[Effect]) -> Unit | None:
        """The unit in which ``cue`` counts; None where it cannot be said of what is counted."""
        unit, noun = counted.unit, counted.noun
        unnamed = noun is None or noun.lemma_ in _OTHERS
        if cue.unit == "housing":
            # a bare number goes on with the houses before it: "3,200 houses collapsed and 900 damaged"
            goes_on = unnamed and bool(before) and before[-1].unit == "housing"
            return "housing" if unit == "housing" or goes_on else None
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

    # --- from the count before

    def _again(self, counted: Counted, before: list[Effect]) -> Effect | None:
        """A count that takes its meaning from the one before: "785,000 of them in Uganda"."""
        if not before:
            return None
        last, doc, number = before[-1], counted.number.doc, counted.number
        last_word = counted.noun if counted.noun is not None and counted.noun.i > number.i else number
        behind = doc[last_word.i + 1 : last_word.i + 4]
        apart = self._sentences_between(last.cue, number)
        if counted.is_part and len(behind) == 3 and behind[1].lower_ in PARTS:
            return _as(last, counted) if apart <= 1 and behind[2].lower_ in _PLACING else None
        if apart <= 1 and (self._goes_on(counted, last) or self._takes_up(counted)):
            return _as(last, counted)
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

    def _goes_on(self, counted: Counted, last: Effect) -> bool:
        """ "Of whom 1.3 million are in Colombia", "of the 900 killed, 300 were children"."""
        number = counted.number
        verb = number.head
        if counted.noun is not None or verb.lemma_ not in self._words.joints["go on"]:
            return _is_placed_part(counted)
        phrases = syntax.prepositions(verb)
        wholes = [w for p in ("of", "among") for w in phrases.get(p, []) if w.i < number.i]
        parts = any(w.lower_ in PARTS or w.left_edge.i <= last.noun.i <= w.right_edge.i for w in wholes)
        return parts and number.dep_ in syntax.SUBJECTS

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

    def _sentences_between(self, a: Token, b: Token) -> int:
        order = self._parsed.sentences
        return abs(order.index(self._parsed.sentence_of(a)) - order.index(self._parsed.sentence_of(b)))

    # --- where the parse leads nowhere

    def _beside(self, counted: Counted, before: list[Effect]) -> Effect | None:
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

    def _labelled(self, counted: Counted, before: list[Effect]) -> Effect | None:
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
        told = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[sentence.start : sentence.end])
        if told or not label or counted.first.i - start > _BESIDE or label[0].lower_ == "of":
            return None
        named = next((t for t in label if self._nouns.unit(t) and t.dep_ not in _WITHIN_NAME), None)
        labelled = (
            replace(counted, noun=named, unit=self._nouns.unit(named)) if named is not None else counted
        )
        tried = ((t, role) for role in _BESIDE_ROLES for t in reversed(label))
        return next((e for t, role in tried if (e := self._fit(labelled, t, role, before))), None)


def _roles_beside(word: Token) -> tuple[Role, ...]:
    """What a count may be to a word behind it; a verb without a subject takes the count for it."""
    if syntax.is_verb(word) and word.tag_ != "VBG" and syntax.children(word, "aux", "auxpass"):
        alone = not syntax.children(word, *syntax.SUBJECTS)
        return ("object" if syntax.is_passive(word) else "subject",) if alone else ()
    if syntax.is_verb(word) and syntax.children(word, "dobj"):
        return ()  # "two soldiers killed five protesters"
    return _BESIDE_ROLES if word.tag_ == "VBN" else tuple(r for r in _BESIDE_ROLES if r != "object")


def _leads_away(word: Token) -> bool:
    """Whether what follows is said of something else: "hundreds about her disappearance"."""
    return (word.pos_ == "ADP" and word.lower_ not in ("of", "as")) or word.tag_ == "VBG"


def _is_name(noun: Token) -> bool:
    """Whether ``noun`` is a name, also where the tagger took it for a common noun: "a million Ibos"."""
    return noun.pos_ == "PROPN" or (noun.is_title and noun.tag_ == "NNS" and not noun.is_sent_start)


def _has_counted_subject(verb: Token, counted: Counted) -> bool:
    """Whether another number is the subject of ``verb``: "four others injured"."""
    subjects = [c for c in syntax.children(verb, "nsubj") if not _holds(c, counted.number)]
    return any(c.like_num or c.lower_ in SINGLE or syntax.children(c, "nummod") for c in subjects)


def _is_example(effect: Effect, found: list[Effect]) -> bool:
    """ "33 were killed, the youngest a girl of four": one of those counted already."""
    return effect.noun.dep_ == "appos" and any(e.cue.i == effect.cue.i for e in found)


def _holds(phrase: Token, number: Token) -> bool:
    return phrase.left_edge.i <= number.i <= phrase.right_edge.i


def _is_told_again(last: Counted, counted: Counted) -> bool:
    """The same in another unit, in brackets behind it: "2,700 people (around 460 families)"."""
    between = counted.number.doc.text[last.count.end : counted.count.start]
    bracketed = between.endswith("(") and ")" not in between and len(between.split()) <= _NAMED
    return bracketed and {last.unit, counted.unit} == {"people", "households"}


def _in_first_unit(effect: Effect, first: Counted, found: list[Effect]) -> Effect | None:
    """One fact in two units is one effect, in the unit that stands first."""
    if found and found[-1].count.start == first.count.start:
        return None if found[-1].kind == effect.kind else effect
    return replace(effect, count=first.count, unit=first.unit or effect.unit, noun=first.noun or first.number)


def _is_placed_part(counted: Counted) -> bool:
    """ "Of whom 1.3 million are in Colombia": where a part of those counted before is."""
    doc, first = counted.number.doc, counted.first
    lead = [t.lower_ for t in doc[max(0, first.i - 2) : first.i]]
    behind = [t for t in doc[counted.number.i + 1 : counted.number.i + 4] if t.pos_ not in ("AUX", "ADV")]
    placed = bool(behind) and behind[0].lower_ in _PLACING
    return len(lead) == 2 and lead[0] == "of" and lead[1] in PARTS and placed


def tail(parsed: Parsed, end: int) -> int:
    """On to the end of what stands behind a number: "of them in Uganda", "in June"."""
    limit = parsed.sentence_of(parsed.doc[end - 1]).end
    while end < limit and not parsed.doc[end].is_punct:
        if parsed.doc[end].pos_ in ("CCONJ", "VERB", "AUX"):
            break
        end += 1
    return end


def _is_gapped(counted: Counted) -> bool:
    """ "Turkey hosts three million, Lebanon one million": the name alone stands for the clause."""
    doc, first = counted.number.doc, counted.first.i
    return first > 1 and doc[first - 1].pos_ == "PROPN" and doc[first - 2].lower_ in (",", "and", ";")


def clause_behind(cue: Token) -> list[Token]:
    """The words behind ``cue`` up to the next finite verb, semicolon or bracket of its sentence."""
    found: list[Token] = []
    for word in cue.doc[cue.i + 1 :]:
        if word.is_sent_start or word.tag_ in ("VBD", "VBZ", "VBP", "MD") or word.text in ";:()":
            break
        if word.lower_ in PARTS and word.nbor(-1).lower_ == "of":
            break  # "most of them to Colombia" tells of a part
        found.append(word)
    return found


def _as(last: Effect, counted: Counted) -> Effect:
    return Effect(last.kind, last.unit, counted.count, counted.number, last.cue, again=True)


def _told(counted: Counted, cue: Token) -> Count:
    """The count that ``cue`` is said of: the share, unless the words that name the whole say it."""
    noun = counted.noun or counted.number
    of_whole = noun.left_edge.i <= cue.i <= noun.right_edge.i
    return counted.count if counted.share is None or of_whole else counted.share


def _has_company(cue: Cue, counted: Counted, word: Token, groups: Mapping[str, Group]) -> bool:
    """Whether the right people are counted, and the words that the cue needs stand in its clause."""
    noun = counted.noun
    bare = noun is None and cue.as_ in ("subject", "object")
    if cue.people and bare and "<number>" not in cue.people:  # no more is known of a bare number
        return False
    if cue.people and noun is not None and noun.i != word.i and not (cue.names and _is_name(noun)):
        asked = [noun, counted.head, *(syntax.objects(word) if syntax.is_verb(word) else [])]
        if not any(is_among(n, cue, groups) for n in asked):
            return False
    if noun is not None and cue.kind in _OF_CIVILIANS and groups.get(noun.lemma_.lower()) == "soldiers":
        return False
    if cue.negative and not syntax.is_negated(word):
        return False
    if cue.alone and syntax.children(word, "dobj", "xcomp", "ccomp", "attr", "acomp", "prt"):
        return False
    if not cue.with_:
        return True
    named = "<name>" in cue.with_ and any(o.pos_ == "PROPN" for o in _arguments(word))
    return named or not _own_words(word, counted.number).isdisjoint(cue.with_)


def _arguments(verb: Token) -> list[Token]:
    """Objects of ``verb``, and of the prepositions that say whence and whither."""
    phrases = syntax.prepositions(verb)
    return syntax.children(verb, "dobj") + [
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
