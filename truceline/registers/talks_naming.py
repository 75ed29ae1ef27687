"""A noun in, whether it names peace talks out; with the number of their round and the name they go by."""

from __future__ import annotations

import re

from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.language.syntax import agents, children, is_verb, particle_keys, prepositions
from truceline.registers.lifecycle import is_definite, modifiers
from truceline.registers.reading import Reading
from truceline.registers.roles import TALKS_WORDS, who
from truceline.registers.talks_parties import are_delegates, are_parties, speaks_of_war

Words = dict[str, frozenset[str]]

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPELLS = ("day", "week", "month", "year", "decade", "time")
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()


def is_talks(reading: Reading, noun: Token) -> bool:
    """Whether ``noun`` heads a phrase of peace talks, read at its outermost noun."""
    lexicon = words(reading.codebook, TALKS_WORDS)
    lemma = noun.lemma_.lower()
    if lemma not in lexicon["table"] and lemma not in lexicon["talks"]:
        return False
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("compound", "amod", "nmod"):
        return False
    near = modifiers(noun)
    if lemma in lexicon["table"]:
        named = lemma in lexicon["track"] and bool(names(noun))
        return named or bool(near & lexicon["table_modifier"]) or _is_the_table(reading, noun, near)
    if _is_other_business(noun, lexicon["never"]):
        return False
    if lemma in lexicon["plural"] and noun.tag_ not in ("NNS", "NNPS"):
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in lexicon["count"]:
        return False  # "a round of talks" is read at "round"
    if lemma in lexicon["count"]:
        if _is_of_talks(noun, lexicon):
            return True
        if any(o.lemma_.lower() in lexicon["not_of"] for o in prepositions(noun).get("of", [])):
            return False  # "the second round of the election"
        if lemma in lexicon["count_only"]:
            return False  # "a set", "the second stage": of talks, or of anything
    if lemma not in lexicon["vague"]:
        return lemma not in lexicon["count"]
    return _is_vague_but_meant(reading, noun, near, lexicon)


def _is_the_table(reading: Reading, noun: Token, near: frozenset[str]) -> bool:
    """ "They got up from the table": no furniture, where the article is about a war."""
    by = noun.head.lower_ if noun.dep_ == "pobj" else ""
    left = noun.dep_ == "dobj" and noun.head.lemma_ in ("leave", "quit")
    return near == {"the"} and (left or by in ("to", "from")) and speaks_of_war(reading)


def _is_vague_but_meant(reading: Reading, noun: Token, near: frozenset[str], lexicon: Words) -> bool:
    """Whether a meeting, session or round is one of talks, by its words or by what the article is about."""
    numbered = noun.lemma_.lower() in lexicon["count"]
    if numbered and (round_of(noun) is not None or near & lexicon["next"]):
        named = any(names(t) for t in reading.parsed.words_of(lexicon["track"] | {"process"}))
        if named or speaks_of_war(reading) or _speaks_of_talks(noun, lexicon):
            return True
    if not (numbered and is_definite(noun)) and _is_of_peace(reading, noun, near, lexicon):
        return True
    if numbered and noun.tag_ == "NNS" and _speaks_of_talks(noun, lexicon):
        return True  # "the two sessions held so far"
    if noun.tag_ == "NNS" and noun.dep_ == "nsubj" and _speaks_of_talks(noun, lexicon):
        return True  # "Discussions resumed in December": the talks of which the article speaks
    return _is_of_parties(reading, noun, lexicon)


def _is_other_business(noun: Token, never: frozenset[str]) -> bool:
    """ "trade talks", "talks over the striker's transfer", "talks with unions about pay"."""
    return any(t.lemma_ in never and t.pos_ != "PROPN" for t in noun.subtree if t.i < noun.i + 12)


def _is_of_talks(noun: Token, lexicon: Words) -> bool:
    """ "a round of talks", "a session of the Nairobi process"."""
    numbers = children(noun, "nummod")  # "round 12 of the discussions"
    inner = [o for t in (noun, *numbers) for o in prepositions(t).get("of", [])]
    if any(o.lemma_.lower().rstrip("s") in lexicon["talks"] for o in inner):
        return True  # in lower case and without its plural: a name keeps both, "the Geneva Discussions"
    return any(o.lemma_ in lexicon["table"] and names(o) for o in inner)


def _is_of_peace(reading: Reading, noun: Token, near: frozenset[str], lexicon: Words) -> bool:
    """Whether a meeting or conference is one of parties: by its modifiers, its matter, or its members."""
    if near & lexicon["of_peace"] or any(_is_joint(w, lexicon) for w in near):
        return True
    of_anybody = noun.lemma_.lower() in lexicon["of_anybody"] and not speaks_of_war(reading)
    if is_definite(noun) and not of_anybody:
        return True
    phrases = prepositions(noun)
    matter = [t for p in ("on", "about", "over", "of") for o in phrases.get(p, []) for t in o.subtree]
    if any(t.lemma_.lower() in lexicon["matter"] for t in matter):
        return True
    members = [o for p in ("between", "with", "among", "of") for o in phrases.get(p, [])]
    if noun.dep_ == "dobj":  # "it has held a hundred meetings this year with all sides"
        members += [o for p in ("between", "with", "among") for o in prepositions(noun.head).get(p, [])]
    return any(t.pos_ == "PROPN" or t.lemma_ in lexicon["sort"] for o in members for t in o.subtree)


def _is_joint(word: str, lexicon: Words) -> bool:
    """ "inter-Malian", "intra-Afghan", "UN-brokered"."""
    first, _, last = word.partition("-")
    return bool(last) and (first in ("inter", "intra") or last in lexicon["broker_suffix"])


def _is_of_parties(reading: Reading, noun: Token, lexicon: Words) -> bool:
    """ "The army and the rebels opened a dialogue", "a session between both": who holds it are parties."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head  # "two days of discussions"
    brought = [c.lemma_ for c in children(noun, "acl")]
    if lexicon["broker"].intersection(brought) and speaks_of_war(reading):
        return True
    verb = noun.head if noun.dep_ in ("dobj", "nsubj", "nsubjpass") else noun.head.head
    if not is_verb(verb):
        return False
    held = noun.dep_ == "dobj" or (noun.dep_ == "pobj" and set(particle_keys(verb)) & lexicon["hold"])
    holders = agents(verb) if held else []
    beside = prepositions(verb)
    found = [*holders, *beside.get("between", []), *beside.get("among", []), *beside.get("with", [])]
    if any(are_delegates(reading, h) for h in holders):
        return True
    return speaks_of_war(reading) and are_parties(reading, who(reading, found))


def _speaks_of_talks(noun: Token, lexicon: Words) -> bool:
    """Whether "a fourth round" can be one of talks: the article names talks somewhere."""
    plain = (lexicon["talks"] - lexicon["vague"]) | {"dialogue"}
    return any(t.lemma_ in plain and t.tag_ in ("NNS", "NN") and t.i != noun.i for t in noun.doc)


def round_of(noun: Token) -> int | None:
    """The number of a round: "the sixth round", "the twenty-first session", "a 3rd cycle", "round six"."""
    after = noun.doc[noun.i + 1 : noun.i + 2].text.lower()
    if after in _NUMBERS:
        return _NUMBERS.index(after) + 1
    if after.isdigit() and len(after) <= 2 and noun.lower_ == "round":
        return int(after)
    if _counts_years(noun):
        return None
    return next((n for c in noun.children for n in [_ordinal(c)] if n), None)


def _ordinal(word: Token) -> int | None:
    if word.lower_ in _ORDINALS:
        tens = [_TENS.index(c.lower_) for c in word.children if c.lower_ in _TENS]
        return _ORDINALS.index(word.lower_) + 1 + (10 * (tens[0] + 2) if tens else 0)
    head, _, tail = word.lower_.partition("-")
    if head in _TENS and tail in _ORDINALS:
        return 10 * (_TENS.index(head) + 2) + _ORDINALS.index(tail) + 1
    digits = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word.lower_)
    return int(digits[1]) if digits else None


def _counts_years(noun: Token) -> bool:
    """ "their first encounter since the war", "the first summit in three years": the number of no round."""
    phrases = prepositions(noun)
    return bool(phrases.get("since")) or any(o.lemma_ in _SPELLS for o in phrases.get("in", []))


def names(noun: Token) -> list[Token]:
    """The names before a noun of talks: Astana in "the Astana track"."""
    return [c for c in children(noun, "compound", "nmod") if c.pos_ == "PROPN"]
