"""A predicate that happened in, whether it is background out: past perfect, old dates, "earlier"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from truceline.codebook import Codebook
from truceline.events.status_clause import Finding, auxiliaries, because, is_nominal
from truceline.events.status_cues import operator
from truceline.language import Parsed
from truceline.records import Date, Reason

if TYPE_CHECKING:
    from truceline.mentions.calendar import Calendar


def in_the_past(
    token: Token, parsed: Parsed, calendar: Calendar | None, codebook: Codebook
) -> Finding | None:
    """Why ``token`` is background and not the news; None where it may be the news."""
    if not is_nominal(token):
        had = next(
            (a for a in auxiliaries(token) if a.lower_ in ("had", "'d", "’d") and a.tag_ == "VBD"), None
        )
        if had is not None and token.tag_ == "VBN" and not _reported(token, codebook):
            return "historical", because("past_perfect", had)
        used = next((a for a in auxiliaries(token) if a.lower_ == "used"), None)
        if used is not None:
            return "historical", because("used_to", used)
    if calendar is None:
        return None
    date = calendar.on(token) if is_nominal(token) else calendar.of(token)
    if date is not None and is_old(date, parsed):
        words = Reason(rule="status.old_date", words=date.text, start=date.start, end=date.end)
        return "historical", words
    return None


def _reported(verb: Token, codebook: Codebook) -> bool:
    """Whether "had" is only the tense of reported speech: "said rebels had seized the town"."""
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    said = operator(verb.head, "clause", codebook)
    return verb.dep_ == "ccomp" and said is not None and said.id == "speech"


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
