"""A predicate that happened in, whether it is background out: past perfect, old dates, "earlier"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from truceline.codebook import Codebook
from truceline.events.status_clause import Finding, auxiliaries, because, is_nominal
from truceline.language import Parsed
from truceline.language.syntax import children, verb_of
from truceline.records import Date, Reason

_CLAUSES = 5  # clauses around a word that are asked for a date
_SENTENCES = 3  # sentences before it

if TYPE_CHECKING:
    from truceline.mentions.calendar import Calendar


def in_the_past(
    token: Token, parsed: Parsed, calendar: Calendar | None, codebook: Codebook
) -> Finding | None:
    """Why ``token`` is background and not the news; None where it may be the news."""
    if not is_nominal(token):
        had = _had(token)
        if had is not None and not _reported(token):
            return "historical", because("past_perfect", had)
    date = _date_of(token, parsed, calendar) if calendar is not None else None
    if date is None or not is_old(date, parsed):
        return None
    return "historical", Reason(rule="status.old_date", words=date.text, start=date.start, end=date.end)


def _had(verb: Token) -> Token | None:
    """The "had" of a past perfect, shared by what is coordinated: "had disarmed and agreed to talks"."""
    while (
        verb.dep_ == "conj"
        and verb.tag_ in ("VBD", "VBN")
        and not children(verb, "aux", "nsubj", "nsubjpass")
    ):
        verb = verb.head
    found = (a for a in auxiliaries(verb) if a.lower_ in ("had", "'d", "’d") and a.tag_ == "VBD")
    return next(found, None) if verb.tag_ == "VBN" else None


def _date_of(token: Token, parsed: Parsed, calendar: Calendar) -> Date | None:
    """The date that holds for ``token``: its own, of a clause around it, of a sentence before it.

    A story of the past names its year once: what follows in the same paragraph, in the past
    tense and without a date, is of that time too.
    """
    own = calendar.on(token) if is_nominal(token) else None
    verb = verb_of(token)
    for _ in range(_CLAUSES):
        if own is not None or verb is None:
            return own
        own = _of_clause(verb, calendar)
        if verb.head.i == verb.i:
            return own or _told_before(verb, parsed, calendar)
        if not _is_past(verb):
            return own
        verb = verb_of(verb.head)
    return own


def _of_clause(verb: Token, calendar: Calendar) -> Date | None:
    """The date of the clause, also "by 2015", and the one that "when" takes up: "in May, when it fell"."""
    dated = calendar.of(verb) or calendar.of(verb, prepositions=("by", "until", "before"))
    when = next((c for c in children(verb, "advmod") if c.lower_ == "when"), None)
    if dated is not None or when is None:
        return dated
    before = calendar.within(verb.sent.start_char, when.idx)
    return before[-1] if before and when.idx - before[-1].end <= len(", ") else None


def _told_before(root: Token, parsed: Parsed, calendar: Calendar) -> Date | None:
    """The date of the main clause of a sentence before, within the paragraph."""
    here = parsed.sentences.index(parsed.sentence_of(root))
    for sentence in reversed(parsed.sentences[max(0, here - _SENTENCES) : here]):
        if not _is_past(root) or sentence.block != parsed.sentences[here].block or not sentence.parsed:
            return None
        root = parsed.span_of(sentence).root
        found = _of_clause(root, calendar)
        if found is not None:
            return found
    return None


def _is_past(verb: Token) -> bool:
    """Whether ``verb`` tells in the past tense, and is no frame of speech or of the present."""
    if verb.lemma_ in ("say", "tell", "add"):
        return False
    tensed = [c for c in children(verb, "aux", "auxpass") if c.tag_ in ("VBZ", "VBP", "MD")]
    return verb.tag_ in ("VBD", "VBN", "VBG") and not tensed


def _reported(verb: Token) -> bool:
    """Whether "had" is only the tense of reported speech: "said rebels had seized the town"."""
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ == "ccomp"


def is_old(date: Date, parsed: Parsed) -> bool:
    """Whether ``date`` is clearly before the article: an earlier year or month, a month ago or more.

    False where either date is not known.
    """
    published = parsed.article.published
    if published is None or not date.value or not date.value[:4].isdigit():
        return False
    now, then = published.value, date.value
    if len(then) == 4 or len(now) == 4:
        return then[:4] < now[:4]
    months = _months(now) - _months(then)
    if len(then) < 10 or then[7:8] != "-" or len(now) < 10:
        return months >= 1
    return months > 1 or (months == 1 and int(now[8:10]) > int(then[8:10]))


def _months(value: str) -> int:
    number = value[5:7]
    return int(value[:4]) * 12 + (int(number) if number.isdigit() else 1)
