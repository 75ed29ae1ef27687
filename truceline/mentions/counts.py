"""Parsed article and its dates in, counts out: "at least 12", "40 to 60", "tens of thousands".

What is counted, and what happened to it, is decided in registers.figures; here only what is surely
no count is left out: dates, ages, shares, prices, measures, names with a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from truceline.codebook.load import SHIPPED, Codebook
from truceline.language import Parsed
from truceline.mentions import bounds, numbers
from truceline.mentions.counted import NotCounted
from truceline.mentions.stretches import find_stretches, needed_words
from truceline.records import Count, Date

_Match = re.Match[str]
# "no one", "the one", "one another": a pronoun
_PRONOUN_BEFORE = re.compile(
    r"(?i)\b(?:(?:no|not|any|each|every|this|that|which|some|day|only)|(?:the|an?|another)(?:\s+[a-z-]+)?)\s+$"
)
_PRONOUN_AFTER = re.compile(
    r"(?i)\s+(?:another|of the (?!dead|injured|wounded|victims)|of (?:its|his|her|their|our|my)"
    r"|by one|side)\b|['’]s\b"
)
# "one in four", "one villager in four"
_FEW = r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|\d{1,2})"
_SHARE_AFTER = re.compile(rf"(?i)\s+(?:\w+\s+)?(?:in|out of)\s+(?:every\s+)?{_FEW}\b")
_SHARE_BEFORE = re.compile(r"(?i)\bone\s+(?:\w+\s+)?(?:in|out of)\s+(?:every\s+)?$")
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*$")
_AGE = re.compile(r"[A-Za-z.]\s?,\s$")


@lru_cache(maxsize=8)
def _pattern(codebook: Codebook) -> re.Pattern[str]:
    known = numbers.lexicon(codebook)
    before, after = bounds.before(codebook), bounds.after(codebook)
    number = known.number
    return re.compile(
        rf"(?i)(?P<bound>(?:(?<![\w-]){before}(?:\s+|(?<=~))){{0,3}})"
        rf"(?:\bbetween\s+(?P<low>{number})\s+and\s+(?:{before}\s+)?(?P<high>{number})"
        rf"|(?P<vague>{known.vague_number})"
        rf"|(?<![\w/-])(?<!\d[.,])(?P<from>(?>{number}))(?:\s?[-–]\s?|\s+(?:to|or)\s+)(?P<to>{number})"
        rf"|(?<![\w/-])(?<!\d[.,])(?P<number>{number}))(?![\w]|-\w|%|[.,:/]\d)(?P<after>(?:\s+{after}\b)?)"
    )


@lru_cache(maxsize=8)
def _number_words(codebook: Codebook) -> dict[str, tuple[str]]:
    known = numbers.lexicon(codebook)
    return dict.fromkeys(needed_words((*known.values, *known.scales, *known.vague)), ("number",))


@lru_cache(maxsize=8)
def _beside(codebook: Codebook) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of what stands before a number and after it where nothing is counted."""
    entries = codebook.entries("counts/not_counted.yaml", NotCounted)
    before = bounds.either([w for e in entries for w in e.before])
    after = bounds.either([w for e in entries for w in e.after])
    return (
        re.compile(rf"(?i)(?:(?<![\w]){before}|[$€£¥₹#])[ .-]?$"),
        re.compile(rf"(?i)[\s-]?(?:{after})(?!\w)"),
    )


def find_counts(parsed: Parsed, dates: tuple[Date, ...], codebook: Codebook = SHIPPED) -> tuple[Count, ...]:
    """Every number in the article that may count something, in the order of the text."""
    taken = [(d.start, d.end) for d in dates if d.precision != "unresolved" or d.value is None]
    return tuple(_counts(parsed, taken, codebook))


def _counts(parsed: Parsed, taken: list[tuple[int, int]], codebook: Codebook) -> Iterator[Count]:
    text = parsed.article.text
    near = find_stretches(text, _number_words(codebook)).get("any", ())
    for match in chain.from_iterable(_pattern(codebook).finditer(text, a, b) for a, b in near):
        start, end = match.start(), match.end()
        if match["bound"] and _is_particle(parsed, match):
            start = match.end("bound")
        if any(a < end and match.end("bound") < b for a, b in taken):
            continue
        if _is_no_count(text, match, codebook):
            continue
        yield from _read(text, match, start, codebook)


def _read(text: str, match: _Match, start: int, codebook: Codebook) -> Iterator[Count]:
    end = match.end()
    before = "" if start == match.end("bound") else match["bound"]
    bound = bounds.bound_of(f"{before} {match['after']}", codebook)
    words = text[start:end]
    if match["vague"]:
        yield Count(text=words, start=start, end=end, low=numbers.read_least(match["vague"], codebook))
    elif match["number"]:
        value = numbers.read(match["number"], codebook)
        if value is not None and value == int(value):
            yield Count(text=words, start=start, end=end, value=value, bound=bound)
    else:
        yield from _range(text, match, start, codebook)


def _range(text: str, match: _Match, start: int, codebook: Codebook) -> Iterator[Count]:
    group = "low" if match["low"] else "from"
    first, second = match[group], match["high"] or match["to"]
    low, high = numbers.read(first, codebook), numbers.read(second, codebook)
    if low is None or high is None:
        return
    if low < high and high >= 1000 and low < 1000 and not re.search(r"[a-z]", first):
        # "2 to 3 million": the scale holds for both
        scale = re.search(r"[a-zA-Z]+$", second.strip())
        low = numbers.read(f"{first} {scale[0]}", codebook) if scale else low
    changes = group == "from" and re.search(r"(?i)\bfrom\s+$", text[: match.start(group)])
    if changes:
        yield Count(text=first, start=match.start(group), end=match.end(group), value=low)
        yield Count(text=second, start=match.start("to"), end=match.end("to"), value=high)
    elif low is not None and low < high:
        yield Count(text=text[start : match.end()], start=start, end=match.end(), low=low, high=high)


def _is_particle(parsed: Parsed, match: _Match) -> bool:
    """Whether the bound is the particle of a verb: "handed over 30 soldiers"."""
    tokens = parsed.tokens_at(match.start("bound"), match.start("bound") + 1)
    return bool(tokens) and tokens[0].dep_ == "prt"


def _is_no_count(text: str, match: _Match, codebook: Codebook) -> bool:
    start = match.end("bound")
    before, after = text[max(0, start - 24) : start], text[match.end() : match.end() + 24]
    leads, follows = _beside(codebook)
    if leads.search(before) or follows.match(after):
        return True
    number = match["number"] or ""
    if _SHARE_BEFORE.search(before) or (number.lower() == "one" and _SHARE_AFTER.match(after)):
        return True
    if number.lower() in ("one", "a", "an"):
        return bool(_PRONOUN_BEFORE.search(before) or _PRONOUN_AFTER.match(after))
    if number.isdigit() and _AGE.search(before) and after.startswith(","):
        return True
    return number.isdigit() and bool(_LIST_NUMBER.search(before)) and re.match(r"[.)]\s", after) is not None
