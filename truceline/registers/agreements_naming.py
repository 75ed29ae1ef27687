"""A noun in, whether it names a deal out; with the kind that its words or its name say."""

from __future__ import annotations

from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.language.syntax import agents, children, is_verb, phrase, prepositions
from truceline.registers.kinds import kind_of
from truceline.registers.lifecycle import is_definite, locate, modifiers, verb_keys
from truceline.registers.reading import Reading
from truceline.registers.roles import doers
from truceline.registers.talks_parties import speaks_of_war

WORDS = "registers/agreements.yaml"
KINDS = "registers/agreement_kinds.yaml"
_SIDES = ("side", "delegation", "party", "team", "negotiator", "leader", "rival", "they")


def is_deal(noun: Token, reading: Reading) -> bool:
    """Whether ``noun`` heads a phrase of a truce or an agreement between parties."""
    lexicon = words(reading.codebook, WORDS)
    lemma = noun.lemma_.lower()
    if noun.dep_ in ("compound", "amod", "nmod") or modifiers(noun) & lexicon["never"]:
        return False
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in lexicon["truce"]:
        return False  # "a cessation of hostilities agreement" is read at its first word
    if any(o.lemma_.lower() in lexicon["never"] for p in ("on", "about", "over") for o in _of(noun, p)):
        return False  # "the Paris accord on climate"
    if lemma in lexicon["truce"]:
        return True
    if lemma in lexicon["provided"] and any(c.lemma_ == "agree" for c in children(noun, "acl")):
        return True  # "the release of prisoners agreed in May"
    if lemma in lexicon["provided"] and _is_settled(reading, noun, lexicon):
        return True
    if lemma in lexicon["loose"]:
        beside = children(noun.head.head, "dobj") if noun.dep_ == "pobj" else []
        if any(o.lemma_ in ("name", "signature") for o in beside):
            return True  # "put their names to a text"
        if any(c.lower_ == "point" or c.lower_.endswith("-point") for c in noun.children):
            return True  # "a six-point plan"
        if _is_signed(reading, noun, lexicon["sign"]) or _is_answered(reading, noun, lexicon):
            return True
        if kind_of(phrase_text(noun), KINDS, reading.codebook) and lemma in lexicon["framework"]:
            return True
        return _kind_by_words(reading, noun) not in (None, "framework") or (
            lemma in lexicon["deal"] and is_definite(noun)
        )
    return lemma in lexicon["deal"] and (speaks_of_war(reading) or kind_of_deal(reading, noun) is not None)


def _of(noun: Token, preposition: str) -> list[Token]:
    return prepositions(noun).get(preposition, [])


def _is_settled(reading: Reading, noun: Token, lexicon: dict[str, frozenset[str]]) -> bool:
    """ "They agreed on the release of all prisoners", "suspended the handover agreed in May"."""
    told_by = locate(noun, frozenset()).main
    if told_by is None or told_by.role not in ("object", "oblique"):
        return False
    verbs = set(verb_keys(told_by)) & (lexicon["settle"] | lexicon["hold_up"])
    if not verbs or (verbs & lexicon["hold_up"] and not _speaks_of_a_deal(reading)):
        return False
    return _kind_by_words(reading, noun) not in (None, "peace agreement", "framework")


def _speaks_of_a_deal(reading: Reading) -> bool:
    lexicon = words(reading.codebook, WORDS)
    return bool((lexicon["truce"] | lexicon["deal"]) & reading.parsed.noun_lemmas)


def phrase_text(noun: Token) -> str:
    """The words of the phrase of ``noun``."""
    start, end = phrase(noun)
    return noun.doc[start:end].text


def _is_signed(reading: Reading, noun: Token, sign: frozenset[str]) -> bool:
    """ "They signed a twelve-point protocol", "two documents agreed in May": it is an agreement."""
    governing = [noun.head] if noun.dep_ in ("dobj", "nsubjpass") else []
    verbs = [v for v in (*governing, *children(noun, "relcl", "acl")) if v.lemma_ in sign and is_verb(v)]
    known = (a for v in verbs for a in doers(reading, v))
    dated = any(reading.scene.calendar.of(v) for v in verbs)
    sides = any(t.lemma_ in _SIDES and t.tag_ == "NNS" for v in verbs for t in agents(v))
    return dated or sides or any(a.kind in ("state", "armed group", "igo") or a.country for a in known)


def _is_answered(reading: Reading, noun: Token, lexicon: dict[str, frozenset[str]]) -> bool:
    """ "The Egyptian proposal was accepted by Israel", "the draft that Cairo is circulating"."""
    governing = [noun.head] if noun.dep_ in ("dobj", "nsubjpass") else []
    verbs = [v for v in (*governing, *children(noun, "relcl", "acl")) if v.lemma_ in lexicon["answer"]]
    known = (a for v in verbs if is_verb(v) for a in doers(reading, v))
    return any(a.kind in ("state", "armed group", "igo") for a in known) and speaks_of_war(reading)


def _kind_by_words(reading: Reading, noun: Token) -> str | None:
    """The kind that the words before the noun say, else those of its whole phrase."""
    start, end = phrase(noun)
    doc = noun.doc
    name, codebook = KINDS, reading.codebook
    found = kind_of(doc[start : noun.i + 1].text, name, codebook)
    if found and found != "framework":
        return found
    purpose = [c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ in ("VB", "VBG", "VBZ")]
    purpose = [c for c in purpose if not (found and c.dep_ == "relcl")]  # a framework that leads to more
    last = max([end, *(c.right_edge.i + 1 for c in purpose)])
    return kind_of(doc[start:last].text, name, codebook) or found


def _kind_by_name(reading: Reading, noun: Token) -> str | None:
    """ "The Arusha accords", "the National Pact": what goes by a name ends a war."""
    named = any(c.pos_ == "PROPN" and c.dep_ in ("compound", "nmod") for c in noun.children)
    solemn = noun.lemma_.lower() in words(reading.codebook, WORDS)["solemn"]
    return "peace agreement" if solemn or (named and noun.text[0].isupper()) else None


def kind_of_deal(reading: Reading, noun: Token) -> str | None:
    """The kind that its words say, else the one that its name does."""
    return _kind_by_words(reading, noun) or _kind_by_name(reading, noun)


def named_before(reading: Reading, word: Token) -> Token | None:
    """The deal that this sentence or the one before names; None where ``word`` has company of its own."""
    subject = word.dep_ in ("nsubj", "nsubjpass") and is_verb(word.head)
    if not subject or any(c.dep_ == "prep" and c.lower_ == "of" for c in word.children):
        return None
    lexicon = words(reading.codebook, WORDS)
    here = reading.parsed.number_of(word)
    named = [t for t in reading.parsed.words_of(lexicon["truce"] | lexicon["deal"]) if t.i < word.i]
    near = (t for t in reversed(named) if here - reading.parsed.number_of(t) <= 1)
    return next((t for t in near if is_deal(t, reading)), None)
