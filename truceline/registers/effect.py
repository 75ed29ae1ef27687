"""The record that the stages of effects hand on: a count, and what happened to those that it counts."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from truceline.language import Parsed, syntax
from truceline.mentions.counted import Unit
from truceline.records import Count
from truceline.registers.counted_nouns import PARTS


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


def tail(parsed: Parsed, end: int) -> int:
    """On to the end of what stands behind a number: "of them in Uganda", "in June"."""
    limit = parsed.sentence_of(parsed.doc[end - 1]).end
    while end < limit and not parsed.doc[end].is_punct:
        if parsed.doc[end].pos_ in ("CCONJ", "VERB", "AUX"):
            break
        end += 1
    return end


def own_verbs(part: Effect) -> list[Token]:
    """The verbs of a part that takes its kind from the count before: "of whom 900 went to Uganda"."""
    above = [part.noun.head] if part.noun.dep_ in syntax.SUBJECTS and syntax.is_verb(part.noun.head) else []
    return above + syntax.children(part.noun, "relcl")


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
