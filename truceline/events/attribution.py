"""Parsed article in, attributions out: the source, the cue, and what is said.

Cues (verbs, nouns, adjectives, "according to") come from codebook/cues/attribution.yaml; the content
is the complement of the cue, drawn out to the whole of a quotation that it is part of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec
from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.events.quotations import find_quotations
from truceline.language import Parsed
from truceline.language.syntax import (
    RELATIVES,
    agents,
    antecedent,
    by_phrase,
    children,
    is_passive,
    is_verb,
    objects,
    phrase,
    subjects,
)
from truceline.records import Attribution, Span

Part = Literal["verb", "noun", "adjective", "preposition"]


_NAME = 6  # tokens: a longer start of a sentence before a colon is no speaker's name
_CLOSING = ("”", '"', "''", "’", "'")
_SIGNED = re.compile(r"\s*(?:[―—–]|--)\s*((?:[A-ZÀ-Þ][\w.'’-]*[ ]?){1,5})")
_SCARE = 25  # characters: a cue within a shorter quotation is a word held at arm's length


class Cue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that give somebody's words or attitude, and where the content stands beside them."""

    id: str
    part: Part
    takes: tuple[str, ...]
    words: tuple[str, ...]
    objects: tuple[str, ...] = ()  # where given, only with one of these: "issued a warning"
    nested: bool = False  # whether it counts within what somebody else says: "said he hoped" does not
    source: tuple[str, ...] = ()  # where given, only these nouns speak


class _Draft(NamedTuple):
    """An attribution in tokens and characters, before quotations draw it out."""

    cue: tuple[int, int]  # token range
    source: Token | None
    content: tuple[int, int] | None  # characters
    nested: bool = True


@lru_cache(maxsize=4)
def _cues(codebook: Codebook) -> dict[tuple[Part, str], tuple[Cue, ...]]:
    found: dict[tuple[Part, str], tuple[Cue, ...]] = {}
    for cue in codebook.entries("cues/attribution.yaml", Cue):
        for word in cue.words:
            found[cue.part, word] = (*found.get((cue.part, word), ()), cue)
    return found


def find_attributions(parsed: Parsed, codebook: Codebook = SHIPPED) -> tuple[Attribution, ...]:
    """All attributions of the article in the order of their cues; a content is one stretch of text."""
    quotations = find_quotations(parsed)
    known = _cues(codebook)
    found = [d for token in parsed.doc if token.dep_ for d in _at(token, known, quotations)]
    found = [d for d in found if not _inside(parsed.doc[d.cue[0]], quotations)]
    drafts = _one_a_cue([*found, *_transcript(parsed), *_signed(parsed, quotations)])
    drafts = [d for d in drafts if d.nested or not _within(d, drafts, parsed)]
    drawn = [d._replace(content=_drawn_out(d, quotations, parsed)) for d in drafts]
    return tuple(_record(d, parsed) for d in _continued(drawn, quotations, parsed))


def source_of(token: Token, attributions: tuple[Attribution, ...]) -> Attribution | None:
    """The innermost attribution whose content covers ``token``; None where the article says it."""
    covering = [
        a
        for a in attributions
        if a.content
        and a.content.start <= token.idx < a.content.end
        and not a.cue.start <= token.idx < a.cue.end
    ]
    return min(covering, key=lambda a: a.content.end - a.content.start if a.content else 0, default=None)


def named_source(attribution: Attribution, parsed: Parsed) -> Span | None:
    """The words that name the source: those of the phrase for which a "who" stands."""
    source = attribution.source
    tokens = parsed.tokens_at(source.start, source.end) if source else []
    meant = antecedent(tokens[0]) if len(tokens) == 1 else None
    return _words(meant, parsed) if meant is not None else source


def _at(
    token: Token, known: dict[tuple[Part, str], tuple[Cue, ...]], quotations: list[tuple[int, int]]
) -> Iterator[_Draft]:
    if token.lower_ == "according":
        yield from _according(token)
        return
    part = _part(token)
    if part is None:
        return
    cues = known.get((part, token.lemma_), ())
    if part == "verb" and token.tag_ == "VBN" and children(token, "auxpass"):
        cues = (*cues, *known.get(("adjective", token.lower_), ()))  # "were alarmed that"
    for cue in cues:
        draft = _draft(token, cue, quotations)
        if draft:
            yield draft
            return


def _part(token: Token) -> Part | None:
    if is_verb(token) or (token.pos_ == "VERB" and token.dep_ == "amod" and token.tag_ == "VBG"):
        return "verb"
    if token.pos_ == "NOUN" and token.dep_ != "compound":
        return "noun"
    if token.pos_ == "ADJ" and token.dep_ in ("acomp", "attr", "amod", "advcl", "acl"):
        return "adjective"
    return None


def _draft(token: Token, cue: Cue, quotations: list[tuple[int, int]]) -> _Draft | None:
    source = _source(token, cue)
    if cue.source and (source is None or source.lemma_ not in cue.source):
        return None
    if cue.objects and not any(o.lemma_ in cue.objects and _is_new(o) for o in children(token, "dobj")):
        return None
    content = _content(token, cue, quotations)
    if content is None or source is None:
        return None
    return _Draft((token.i, token.i + 1), source, content, cue.nested)


def _is_new(noun: Token) -> bool:
    """Whether what is voiced is told here: "made a claim", "the claim that", but not "made the remarks"."""
    known = any(c.lower_ in ("the", "this", "these", "those") for c in children(noun, "det"))
    return not known or any(c.dep_ in ("acl", "prep", "relcl") and c.i > noun.i for c in noun.children)


def _source(token: Token, cue: Cue) -> Token | None:
    if cue.part == "verb":
        relative = next((c for c in children(token, "nsubj") if c.lower_ in RELATIVES), None)
        if relative is not None:
            return relative
        if token.dep_ == "pcomp" and token.head.lower_ == "as":
            quoted = objects(token.head.head)  # "quoted the doctor as saying"
            return quoted[0] if quoted else None
        if token.dep_ == "acl" and token.tag_ == "VBN" and children(token, "ccomp", "xcomp"):
            return token.head  # "the president declined to go": the model reads a reduced relative
        found = agents(token) or (subjects(token) if not is_passive(token) else by_phrase(token))
        return next((s for s in found if s.i != token.i), None)
    if cue.part == "noun":
        owner = children(token, "poss") or by_phrase(token)
        if owner:
            return owner[0]
        holder = token.head
        if token.dep_ in ("dobj", "attr") and is_verb(holder):
            return next(iter(subjects(holder)), None)
        return next(iter(children(token, "compound", "nmod")), None)
    verb = token.head if token.dep_ in ("acomp", "attr") else token
    return next(iter(subjects(verb)), None)


def _content(token: Token, cue: Cue, quotations: list[tuple[int, int]]) -> tuple[int, int] | None:
    inverted = _inverted(token, cue) if len(cue.takes) > 1 or cue.objects else None
    if inverted:
        return inverted
    ranges = [r for kind in cue.takes for c in _complements(token, kind) for r in [_stretch(c, token)]]
    if ranges:
        return min(r[0] for r in ranges), max(r[1] for r in ranges)
    if "quote" not in cue.takes:
        return None
    found = _quoted(token, quotations)
    return found if found and (len(cue.takes) > 1 or _touches(token, found)) else None


def _touches(cue: Token, quotation: tuple[int, int]) -> bool:
    """Whether the words of the cue's clause alone stand between it and the quotation."""
    start, end = quotation
    between = cue.doc.char_span(min(end, cue.idx), max(start, cue.idx), alignment_mode="contract")
    return between is not None and not any(t.pos_ == "VERB" and t.i != cue.i for t in between)


def _complements(token: Token, kind: str) -> list[Token]:
    if kind == "clause":
        reduced = ("VBN", "VBG")  # "claims made in court" says nothing of what is claimed
        return [
            c
            for c in children(token, "ccomp", "acl")
            if not _is_infinitive(c) and not (c.dep_ == "acl" and c.tag_ in reduced)
        ]
    if kind == "infinitive":
        return [c for c in children(token, "xcomp", "ccomp", "acl", "advcl") if _is_infinitive(c)]
    if kind == "gerund":
        return [c for c in children(token, "xcomp") if c.tag_ == "VBG"]
    if kind == "object":
        return children(token, "dobj", "oprd") or (children(token, "nsubjpass") if is_passive(token) else [])
    if kind == "complement":
        named = children(token, "oprd", "ccomp", "xcomp")
        return [*children(token, "dobj"), *named] if named else []
    found = [
        o for p in children(token, "prep", "prt") if p.lower_ == kind for o in children(p, "pobj", "pcomp")
    ]
    return [*children(token, "dobj"), *found] if found and kind == "as" else found


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _inverted(token: Token, cue: Cue) -> tuple[int, int] | None:
    """The sentence around a cue that stands after or amid what is said: '…, officials said, …'."""
    if "quote" not in cue.takes or cue.part != "verb":
        return None
    first = next((c for c in children(token, "ccomp") if c.i < token.i), None)
    if first is not None:
        return _stretch(first, token)
    head = token.head
    if token.dep_ not in ("parataxis", "ccomp", "advcl", "conj", "dep") or head.i == token.i:
        return None
    if token.dep_ == "advcl" and any(c.lower_ == "as" for c in children(token, "mark")):
        return _stretch(head, token)
    if token.dep_ != "parataxis" and (children(token, "ccomp", "mark", "dobj") or token.i < head.i):
        return None
    if token.dep_ in ("ccomp", "advcl", "conj", "dep") and not _after_quote(token):
        return None
    return _stretch(head, token)


def _after_quote(token: Token) -> bool:
    """Whether the cue's own words follow a closed quotation or a comma that ends what is said."""
    left = token.left_edge.i
    return left > token.sent.start and token.doc[left - 1].text in _CLOSING


def _stretch(content: Token, cue: Token) -> tuple[int, int]:
    """Characters of the subtree of ``content`` without that of ``cue``, from edge to edge."""
    below = {t.i for t in cue.subtree} if cue.is_ancestor(content) is False else set()
    kept = [t for t in content.subtree if t.i not in below]
    while kept and kept[0].text in (",", ":", "-", "—", "–"):
        kept.pop(0)
    while kept and kept[-1].text in (",", "-", "—", "–", "."):
        kept.pop()
    if not kept:
        return content.idx, content.idx + len(content)
    return kept[0].idx, kept[-1].idx + len(kept[-1])


def _quoted(token: Token, quotations: list[tuple[int, int]]) -> tuple[int, int] | None:
    """A quotation in the cue's own sentence or closed right before it, where the parse has none."""
    start, end = token.sent.start_char, token.sent.end_char
    within = next(((s, e) for s, e in quotations if s < end and start < e), None)
    before = next(((s, e) for s, e in quotations if 0 <= start - e <= 2), None)
    return within or before


def _transcript(parsed: Parsed) -> list[_Draft]:
    """Paragraphs that open with a speaker's name and a colon: "LAVROV: We are ready"."""
    found = []
    for sentence in parsed.sentences:
        tokens = [t for t in parsed.doc[sentence.start : sentence.end] if not t.is_quote]
        colon = next((n for n, t in enumerate(tokens[:_NAME]) if t.text == ":"), 0)
        if not colon or not all(t.text[0].isupper() for t in tokens[:colon]) or len(tokens) <= colon + 1:
            continue
        if not _opens(tokens[0]) or not _is_name(tokens[:colon]):
            continue
        last = tokens[-1]
        content = (tokens[colon + 1].idx, last.idx + len(last))
        found.append(_Draft((tokens[colon].i, tokens[colon].i + 1), tokens[colon - 1], content))
    return found


def _is_name(tokens: list[Token]) -> bool:
    """Whether the words name a speaker: "MIRA HOLT", "Governor Holt", but not "The Latest"."""
    return not any(t.pos_ in ("ADP", "DET", "VERB", "AUX", "PRON", "ADV") for t in tokens if not t.is_upper)


def _signed(parsed: Parsed, quotations: list[tuple[int, int]]) -> list[_Draft]:
    """Quotations with a dash and a name below or behind them: '"I lost my house." - Mira Holt'."""
    found = []
    for start, end in quotations:
        sign = _SIGNED.match(parsed.text, end)
        named = parsed.doc.char_span(sign.start(1), sign.end(1), alignment_mode="expand") if sign else None
        if sign is None or named is None:
            continue
        dash = parsed.tokens_at(sign.start(0), sign.start(1))
        mark = next((t for t in dash if t.text.strip("―—–- \n") == "" and t.text.strip()), None)
        if mark is not None:
            found.append(_Draft((mark.i, mark.i + 1), named.root, (start, end)))
    return found


def _opens(token: Token) -> bool:
    before = token.doc.text[: token.idx].rstrip('"“')
    return not before or before.endswith("\n")


def _according(token: Token) -> Iterator[_Draft]:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    source = next(iter(children(to, "pobj")), None) if to is not None else None
    if to is None or source is None:
        return
    head = token.head
    while head.dep_ in ("prep", "pobj", "dobj", "attr", "acomp", "npadvmod") and head.head.i != head.i:
        head = head.head
    yield _Draft((token.i, to.i + 1), source, _stretch(head, token))


def _inside(cue: Token, quotations: list[tuple[int, int]]) -> bool:
    """Whether the cue is part of somebody's own words: what a speaker quotes is not the article's."""
    return any(start < cue.idx < end and end - start > _SCARE for start, end in quotations)


def _within(draft: _Draft, drafts: list[_Draft], parsed: Parsed) -> bool:
    """Whether the cue stands in the content of another attribution."""
    at = parsed.doc[draft.cue[0]].idx
    return any(d is not draft and d.content and d.content[0] <= at < d.content[1] for d in drafts)


def _one_a_cue(drafts: list[_Draft]) -> list[_Draft]:
    seen: dict[tuple[int, int], _Draft] = {}
    for draft in drafts:
        seen.setdefault(draft.cue, draft)
    return sorted(seen.values(), key=lambda d: d.cue)


def _drawn_out(draft: _Draft, quotations: list[tuple[int, int]], parsed: Parsed) -> tuple[int, int] | None:
    """The content with the whole of each quotation that it is part of, the cue's own apart."""
    if draft.content is None:
        return None
    start, end = draft.content
    cue = parsed.doc[draft.cue[0]].idx
    for left, right in quotations:
        if left < end and start < right and not left <= cue < right:
            start, end = min(start, left), max(end, right)
    return start, end


def _continued(drafts: list[_Draft], quotations: list[tuple[int, int]], parsed: Parsed) -> Iterator[_Draft]:
    """Give a quotation without a cue of its own to the speaker of the quotation before it."""
    for number, draft in enumerate(drafts):
        if draft.content is None or not _quotes(draft.content, quotations):
            yield draft
            continue
        after = drafts[number + 1] if number + 1 < len(drafts) else None
        limit = _first(after, parsed) if after else len(parsed.text)
        start, end = draft.content
        reach = max(end, parsed.doc[draft.cue[0]].sent.end_char)
        for left, right in quotations:
            if left >= reach - 1 and left - reach <= 3 and right <= limit:
                end = reach = right
        yield draft._replace(content=(start, end))


def _quotes(content: tuple[int, int], quotations: list[tuple[int, int]]) -> bool:
    return any(left < content[1] and content[0] < right for left, right in quotations)


def _first(draft: _Draft, parsed: Parsed) -> int:
    cue = parsed.doc[draft.cue[0]].idx
    return min(cue, draft.content[0]) if draft.content else cue


def _record(draft: _Draft, parsed: Parsed) -> Attribution:
    doc, text = parsed.doc, parsed.article.text
    first, last = doc[draft.cue[0]], doc[draft.cue[1] - 1]
    return Attribution(
        source=_words(draft.source, parsed) if draft.source is not None else None,
        cue=Span.cut(text, first.idx, last.idx + len(last)),
        content=Span.cut(text, *draft.content) if draft.content else None,
    )


def _words(noun: Token, parsed: Parsed) -> Span:
    start, end = phrase(noun)
    if parsed.doc[end - 1].dep_ == "case":
        end -= 1
    last = parsed.doc[end - 1]
    return Span.cut(parsed.article.text, parsed.doc[start].idx, last.idx + len(last))
