"""Effects in, the words that say each one out: its clause, without what another count of it says."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Token

from truceline.language import syntax
from truceline.records import Span
from truceline.registers.effect import Effect, own_verbs, tail
from truceline.registers.reading import Reading

_NEAR = 12  # words between a count and its cue for both to be quoted
_FEW = 3  # counts looked at between a count and its cue
_RELATIVE = ("whom", "which", "who", "whose")
_FIGURE = 5  # words from the verb of a figure to its number
_NAMING = ("pobj", "nsubj", "nsubjpass", "dobj", "nmod")
_OPENING = ("cc", "mark")
_CLOSING = ("SCONJ", "ADP", "CCONJ", "PUNCT", "DET")


def evidence(reading: Reading, effect: Effect, effects: tuple[Effect, ...]) -> Span:
    """The clause of ``effect``, cut where others of ``effects`` say theirs."""
    doc = reading.parsed.doc
    start, end = _core(reading, effect)
    low, high = _reach(reading, effect, start, end)
    for other in effects:
        if other is effect or not low <= other.noun.i < high:
            continue
        first, last = _core(reading, other)
        if low <= first < start:
            low = max(low, min(last, start))
        elif end <= first < high:
            high = max(end, _border(reading, other, first, end))
    while high > end and (doc[high - 1].pos_ in _CLOSING or doc[high - 1].lower_ in _RELATIVE):
        high -= 1
    while low < start and (doc[low].dep_ in _OPENING or doc[low].is_punct):
        low += 1
    return reading.quote(low, high)


def _reach(reading: Reading, effect: Effect, start: int, end: int) -> tuple[int, int]:
    """The tokens from which the evidence is cut: the clause, or the phrase of a number that goes on."""
    doc = reading.parsed.doc
    if effect.again:
        for verb in own_verbs(effect):  # "of whom 900 went to Uganda"
            low, high = syntax.clause(verb)
            return start, max(high, end) if low <= start else end
        while start > 0 and doc[start - 1].pos_ in ("ADP", "ADV", "SCONJ") and doc[start - 1].dep_:
            start -= 1  # "down from", "including"
        if start > 0 and doc[start - 1].pos_ == "PROPN":
            start -= 1  # "Turkey hosts three million, Lebanon one million"
        return _from_figure(effect, start), max(end, tail(reading.parsed, end))
    low, high = syntax.clause(_clause_word(effect, start))
    return min(low, start), max(high, end)


def _from_figure(effect: Effect, start: int) -> int:
    """Back to the verb of "bringing the total to 15,000"."""
    verb = syntax.verb_of(effect.noun)
    if verb is None or not start - _FIGURE <= verb.i < start:
        return start
    between = effect.noun.doc[verb.i + 1 : start]
    return verb.i if all(t.pos_ in ("DET", "NOUN", "ADJ", "ADP") for t in between) else start


def _clause_word(effect: Effect, start: int) -> Token:
    """The verb whose clause holds both the cue and the number."""
    cue = effect.cue
    while cue.tag_ == "VB" and cue.dep_ in ("xcomp", "ccomp") and syntax.is_verb(cue.head):
        cue = cue.head  # "forced thousands to flee"
    heads = syntax.is_verb(cue) and cue.dep_ not in _NAMING  # "the number of displaced" is no clause
    if heads and (cue.dep_ != "acl" or cue.left_edge.i <= start <= cue.right_edge.i):
        return cue
    number = effect.noun if syntax.is_verb(cue) and not heads else effect.noun.doc[start]
    inside = cue.dep_ == "acl" and cue.head.left_edge.i <= start <= cue.head.right_edge.i
    return cue if inside else syntax.verb_of(number) or syntax.verb_of(cue) or cue


def _border(reading: Reading, other: Effect, first: int, end: int) -> int:
    """Where the words of the next count begin: its verb and its conjunction are its own."""
    doc = reading.parsed.doc
    if syntax.is_verb(other.cue) and not other.again:
        related = other.cue.dep_ in ("relcl", "acl")
        clause = other.cue.left_edge.i if related else syntax.clause(_clause_word(other, first))[0]
        first = clause if end <= clause < first else first
        frame = _clause_word(other, first)
        if frame.dep_ == "ccomp" and end <= frame.head.i < first:
            first = frame.head.i  # "and said 120 had been hurt"
    elif not other.again:
        verb = syntax.verb_of(doc[first])
        first = verb.i if verb is not None and end <= verb.i < first else first
    while first > end and (doc[first - 1].is_punct or doc[first - 1].pos_ in ("CCONJ", "AUX", "ADP", "ADV")):
        first -= 1
    return first


def _core(reading: Reading, effect: Effect) -> tuple[int, int]:
    """The tokens that the evidence must hold: the number, its noun, and the cue where no count is between."""
    tokens = reading.parsed.tokens_at(effect.count.start, effect.count.end)
    spots = [tokens[0].i, tokens[-1].i, effect.noun.i]
    low, high = sorted((effect.cue.i, effect.noun.i))
    counts, own = reading.scene.counts, effect.count.start
    nearest = bisect_right(counts, reading.parsed.doc[low].idx, key=lambda c: c.start)
    inside = (c.start for c in counts[nearest : nearest + _FEW] if c.start < reading.parsed.doc[high].idx)
    between = any(start != own for start in inside)
    if not effect.again and high - low <= _NEAR and not between:
        spots.append(effect.cue.i)
    return min(spots), max(spots) + 1
