"""A reading in, the outlook out: what is feared, hoped, doubted, threatened or foreseen, and by whom.

Cues ("analysts fear", "cast doubt on", "hopes are fading"), what a speaker says may or will happen,
and conditions ("if the talks fail"): one record a sentence, whose evidence is that sentence.
"""

from __future__ import annotations

import msgspec

from truceline.codebook.words import words
from truceline.language.parse import Sentence
from truceline.language.syntax import (
    is_verb,
)
from truceline.records import Outlook, Reason, Span
from truceline.registers.conditions import condition_of
from truceline.registers.outlook_ahead import doubted, foretold, idiom, supposed
from truceline.registers.outlook_cues import from_cue, from_noun
from truceline.registers.outlook_drafts import WORDS, Draft, Lexicon, named
from truceline.registers.reading import Reading

_LONGEST = 400  # characters of evidence

_EMPTY = frozenset(("PUNCT", "SPACE", "DET", "ADP", "CCONJ", "NUM"))  # words that no way begins with


def find_outlook(reading: Reading) -> tuple[Outlook, ...]:
    """The outlook of ``reading``, one record a sentence at most, in the order of the text."""
    lexicon = words(reading.codebook, WORDS)
    found: list[Outlook] = []
    for sentence in reading.parsed.sentences:
        if not sentence.parsed or sentence.kind in ("caption", "heading"):
            continue
        if named(reading.parsed.span_of(sentence)) & lexicon["elsewhere"]:
            continue
        draft = _read(reading, sentence, lexicon)
        if draft is None:
            continue
        record = _record(reading, draft, sentence, lexicon)
        joined = _joined(reading, found[-1], record) if found else None
        found[-1:] = [joined] if joined else [*found[-1:], record]
    return tuple(found)


def _joined(reading: Reading, before: Outlook, after: Outlook) -> Outlook | None:
    """One record of two neighbouring sentences in which one speaker says one kind of thing."""
    start, end = before.evidence.start, after.evidence.end
    same = before.kind == after.kind and {a.name for a in before.by} == {a.name for a in after.by} != set()
    between = reading.parsed.article.text[before.evidence.end : after.evidence.start]
    if not same or end - start > _LONGEST or any(c.isalnum() for c in between):
        return None
    evidence = Span.cut(reading.parsed.article.text, start, end)
    condition = before.condition or after.condition
    return msgspec.structs.replace(before, evidence=evidence, condition=condition)


def _read(reading: Reading, sentence: Sentence, lexicon: Lexicon) -> Draft | None:
    span = reading.parsed.doc[sentence.start : sentence.end]
    tokens = [t for t in span if t.pos_ not in _EMPTY]
    for way in (from_cue, from_noun, doubted, foretold):
        for token in tokens:
            draft = way(reading, token, lexicon)
            if draft is not None:
                return draft
    return supposed(reading, sentence, lexicon) or idiom(reading, sentence, lexicon)


def _record(reading: Reading, draft: Draft, sentence: Sentence, lexicon: Lexicon) -> Outlook:
    cue = draft.cue
    reason = Reason(rule=f"outlook.{draft.rule}", words=cue.text, start=cue.idx, end=cue.idx + len(cue))
    return Outlook(
        evidence=_evidence(reading, draft, sentence),
        kind=draft.kind,
        by=draft.by,
        condition=condition_of(reading, sentence),
        why=(reason,),
    )


def _evidence(reading: Reading, draft: Draft, sentence: Sentence) -> Span:
    span = reading.quote(sentence.start, sentence.end)
    if len(span.text) <= _LONGEST:
        return span
    return reading.clause(draft.cue if is_verb(draft.cue) else draft.cue.head)
