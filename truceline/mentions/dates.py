"""Parsed article in, dates out: "Thursday", "early October", "since 2011", "four years".

What the words say is date_grammar's, what they come to is timeline's; here the two meet the parse,
which says whether a word is a time at all, on which side of the telling it lies, and which
preposition it stands under.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from truceline.codebook.load import SHIPPED, Codebook
from truceline.language import Parsed, syntax
from truceline.mentions.counted import things_counted
from truceline.mentions.date_grammar import Expression, find_expressions
from truceline.mentions.date_words import Words, words
from truceline.mentions.timeline import Direction, Timeline
from truceline.records import Date

# The prepositions under which a date stands: a closed class.
_PREPOSITION = re.compile(
    r"(?i)\b(as of|since|until|till|by|from|to|in|on|at|before|after|between|during|throughout|through|within"
    r"|of|for|over|around|about|and|into|starting|beginning)\s+(?:the\s+)?$"
)
_LEADS = r"in|since|until|till|by|from|to|of|and|or|between|during|before|after|through|for|into|on|at|around"
_MONTH_LED = re.compile(rf"(?i)\b(?:{_LEADS})\s+$|[-–/]\s?$")
_YEAR_LED = re.compile(
    rf"(?i)(?:\b(?:{_LEADS}|about|circa|c\.|ca\.|early|late|mid|year|throughout|the|this)\s+|[(–—/-]\s?|,\s|^|\n)$"
)
# After these the word "of", "to" or "the" makes years of late dates only: "a force of 1200".
_WEAKLY_LED = re.compile(r"(?i)\b(?:of|to|for|the|and|or|at|on)\s+$")
_QUANTIFIED = re.compile(
    r"(?i)\b(?:some|about|nearly|almost|least|most|than|over|roughly|around|approximately|up to|only"
    r"|estimated|fewer|another|with|additional|numbering|kill(?:ed|ing)|wound(?:ed|ing)"
    r"|(?:total|force|group) of)\s+$"
)
_IN_ABOUT = re.compile(r"(?i)\b(?:in|of|since|until)\s+(?:about|around)\s+$")
_OPENS_SENTENCE = re.compile(r"\b(?:In|On|By|Since|Until|Late|Early|From|This|Last)\s$")
_SURNAME = re.compile(r"(?<![.!?:\"”]\s)(?<!^)(?<!\n)\b([A-Z][a-z]+|Mrs?\.?|Ms\.?)\s$")


def find_dates(parsed: Parsed, codebook: Codebook = SHIPPED) -> tuple[Date, ...]:
    """Every expression of time in the article, in the order of the text, resolved where it can be."""
    text = parsed.article.text
    known = words(codebook)
    expressions = [e for e in find_expressions(text, codebook) if _is_time(parsed, e, known, codebook)]
    timeline = Timeline(parsed.article.published, expressions, known)
    dates = []
    for e in expressions:
        found = timeline.resolve(e, _direction(parsed, e, known))
        dates.append(
            Date(
                text=text[e.start : e.end],
                start=e.start,
                end=e.end,
                value=found.value,
                precision=found.precision,
                preposition=_preposition(text, e),
                after=found.after,
                before=found.before,
            )
        )
    return tuple(dates)


def _preposition(text: str, e: Expression) -> str | None:
    found = _PREPOSITION.search(text[max(0, e.start - 24) : e.start])
    return re.sub(r"\s+", " ", found[1].lower()) if found else None


def _is_time(parsed: Parsed, e: Expression, known: Words, codebook: Codebook) -> bool:
    text = parsed.article.text
    if e.form in ("day", "month", "year", "weekday") and _is_named(text, e, known):
        return False
    if e.form == "month" and e.year is None and e.turn is None:
        return _is_month(parsed, e, known)
    if e.form == "year" and e.end - e.start == 4:
        return _is_year(parsed, e, codebook)
    return True


def _is_named(text: str, e: Expression, known: Words) -> bool:
    """Whether the date is part of a name: "the May 25 Bridge", "Resolution 1973"."""
    before = text[max(0, e.start - 20) : e.start]
    return bool(known.named_after.match(text, e.end) or known.named_before.search(before))


def _is_month(parsed: Parsed, e: Expression, known: Words) -> bool:
    """Whether a month's name alone is one: "May said", "the March on Rome" and "August Hanning" are not."""
    text = parsed.article.text
    words_ = text[e.start : e.end]
    before, after = text[max(0, e.start - 40) : e.start], text[e.end : e.end + 30]
    if " " in words_ or "-" in words_:
        return True
    if _SURNAME.search(before) and not _OPENS_SENTENCE.search(before):
        return False
    led = bool(_MONTH_LED.search(before))
    named = re.match(r"\s+[A-Z][a-z]+", after)
    if e.month in known.ambiguous:
        return _is_ambiguous_month(parsed, e, after, led and not named)
    return led or not named


def _is_ambiguous_month(parsed: Parsed, e: Expression, after: str, led: bool) -> bool:
    tokens = parsed.tokens_at(e.start, e.end)
    if not tokens or tokens[0].pos_ not in ("", "PROPN", "NOUN"):
        return False
    # "the May truce"
    return led or bool(tokens[0].dep_ in ("compound", "nmod") and re.match(r"\s+[a-z]", after))


def _is_year(parsed: Parsed, e: Expression, codebook: Codebook) -> bool:
    """Whether four digits are a year: "in 2011", "the 2016 assault", but not "1800 men"."""
    text = parsed.article.text
    before = text[max(0, e.start - 24) : e.start]
    if _QUANTIFIED.search(before) and not _IN_ABOUT.search(before):
        return False
    if _counts_what_follows(parsed, e, codebook):
        return False
    year = e.year or 0
    if _YEAR_LED.search(before):
        return year >= 1500 or not _WEAKLY_LED.search(before)
    return 1800 <= year <= 2100


def _counts_what_follows(parsed: Parsed, e: Expression, codebook: Codebook) -> bool:
    tokens = parsed.tokens_at(e.start, e.end)
    after: list[Token] = list(parsed.doc[tokens[-1].i + 1 : tokens[-1].i + 3]) if tokens else []
    noun = next((t for t in after if t.pos_ not in ("ADJ", "PROPN")), None)
    return noun is not None and noun.lemma_.lower() in things_counted(codebook)


# --- on which side of the telling a date lies


def _direction(parsed: Parsed, e: Expression, known: Words) -> Direction:
    tokens = [t for t in parsed.tokens_at(e.start, e.end) if t.dep_]
    if not tokens:
        return "past"
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])
    preposition = head.head.lower_ if head.dep_ == "pobj" else ""
    if preposition == "since":
        return "past"
    verb = syntax.verb_of(head)
    for word in _above(head):
        if _points_forward(word, preposition, known):
            return "future"
    if verb is None:
        return "past"
    return _tense(verb)


def _above(head: Token) -> list[Token]:
    """The words over a date up to the verb of its clause, with that verb's complements ("is due")."""
    found = []
    for word, _ in syntax.governors(head):
        found.append(word)
        if syntax.is_verb(word):
            found += [c for c in word.children if c.dep_ in ("acomp", "attr", "oprd", "dobj")]
            if word.dep_ == "xcomp":
                found.append(word.head)
            break
    return found


def _points_forward(word: Token, preposition: str, known: Words) -> bool:
    for entry in known.forward:
        if entry.with_ and preposition not in entry.with_:
            continue
        if word.lower_ in entry.words or word.lemma_ in entry.words:
            return True
    return False


def _tense(verb: Token) -> Direction:
    modal = syntax.modal(verb)
    if modal == "would":
        return "ahead"
    if modal in ("will", "shall", "must", "may", "should", "can", "could", "might"):
        return "future"
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if auxiliaries & {"had", "was", "were", "did", "has", "have", "been"}:
        return "past"
    if "to" in auxiliaries and verb.dep_ in (
        "xcomp",
        "ccomp",
        "acl",
        "advcl",
        "ROOT",
        "conj",
        "relcl",
        "pcomp",
    ):
        return "future"
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or auxiliaries & {"is", "are"}:
        return "open"
    if verb.dep_ in ("conj", "xcomp", "advcl", "acl", "pcomp") and verb.head.i != verb.i:
        above = syntax.verb_of(verb.head)
        if above is not None and above.i != verb.i:
            return _tense(above)
    return "past"
