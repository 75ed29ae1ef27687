"""Text in, numbers out: "1.3 million", "half a million", "two dozen", "tens of thousands".

What is counted is not asked here; counts.py and the dates' durations build on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from truceline.codebook.load import SHIPPED, Codebook

# A thousands separator is a comma, or a space before exactly three digits ("14 000"); a comma with a
# space is one only before three noughts ("61, 000"), since lists look the same.
_DIGITS = (
    r"\d{1,3}(?:, ?000)+(?![\d,.]\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,.]\d)|\d+(?:\.\d+)?"
)
_HALF = re.compile(r"(?i)\bhalf\b")
_QUARTER = re.compile(r"(?i)\bquarters?\b")


class _Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    word: str
    value: int
    scale: bool = False
    after_digits: bool = False  # an abbreviation that means nothing without digits before it


class _Vague(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    word: str
    low: int
    before_scale: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the text writes it: ``value``, or ``low`` where only a least number is said.

    ``start`` and ``end`` are half-open character offsets. ``low`` and ``high`` together are a range.
    """

    start: int
    end: int
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None


@dataclass(frozen=True)
class Lexicon:
    """The number words of a codebook, and the pattern of one number."""

    values: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    number: str  # regular expression of one number without groups
    vague_number: str


@lru_cache(maxsize=8)
def lexicon(codebook: Codebook = SHIPPED) -> Lexicon:
    """The number words of ``codebook``."""
    words = codebook.entries("counts/numbers.yaml", _Word)
    vague = codebook.entries("counts/vague.yaml", _Vague)
    values = {w.word: w.value for w in words if not w.scale}
    scales = {w.word: w.value for w in words if w.scale}
    spelt_scales = _either([w.word for w in words if w.scale and not w.after_digits])
    return Lexicon(
        values,
        scales,
        {v.word: v.low for v in vague},
        _number(_either(list(values)), _either(list(scales)), spelt_scales),
        _vague_number(vague, spelt_scales),
    )


def _either(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


def _number(ones: str, scales: str, spelt: str) -> str:
    digits = rf"(?:{_DIGITS})(?:(?:[ \u00a0-]?{scales})\b)*"
    spelled = rf"\b(?:{ones}|an?(?=[ -]{spelt}\b))(?:[ -](?:and )?(?:{ones}|an?(?= {spelt}\b)|{spelt})\b)*"
    half = (
        rf"\bhalf (?:a |an? )?{spelt}\b|\b(?:a |three )?quarters? of a {spelt}\b"
        rf"|\b(?:{_DIGITS}|{ones}|an?) and a half {spelt}\b|\b(?:an?|one) {spelt} and a half\b"
    )
    return rf"(?:{half}|{digits}|{spelled}|(?<!\d[ .,])\b{spelt}\b)"


def _vague_number(vague: tuple[_Vague, ...], spelt: str) -> str:
    plural = _either([v.word for v in vague if not v.before_scale])
    few = _either([v.word for v in vague if v.before_scale])
    return rf"\b(?:(?:{few} )?{plural}(?: of {plural})*|{few} {spelt}(?: {spelt})?)\b"


def read(words: str, codebook: Codebook = SHIPPED) -> float | int | None:
    """The value of a number written in digits or words; None where ``words`` is none.

    >>> read("1.3 million"), read("two dozen"), read("half a million"), read("forty-two")
    (1300000, 24, 500000, 42)
    """
    known = lexicon(codebook)
    text = words.lower().replace("\u00a0", " ").replace("\u202f", " ").strip()
    fraction = _fraction(text, known)
    if fraction is not None:
        return fraction
    text = re.sub(r"(?<=\d)(?:, ?| )(?=\d{3}(?!\d))", "", text)
    return _sum(re.findall(r"\d+(?:\.\d+)?|[a-z]+", text), known)


def _fraction(text: str, known: Lexicon) -> float | int | None:
    scale = next((v for w, v in known.scales.items() if re.search(rf"\b{w}\b", text)), None)
    if scale is None:
        return None
    if _QUARTER.search(text):
        return scale * (3 if "three" in text else 1) // 4
    if not _HALF.search(text):
        return None
    if "and a half" not in text:
        return scale // 2
    whole = _sum(re.findall(r"\d+(?:\.\d+)?|[a-z]+", text.split(" and a half")[0]), known) or 1
    return _plain(whole * scale + scale / 2 if whole < scale else whole + scale / 2)


def _sum(words: list[str], known: Lexicon) -> float | int | None:
    total: float = 0
    group: float = 0
    seen = False
    for word in words:
        if word[0].isdigit():
            group += float(word)
        elif word in known.values:
            group += known.values[word]
        elif word in ("a", "an"):
            group += 1
        elif word in known.scales:
            group = (group or 1) * known.scales[word]
            if known.scales[word] >= 1000:
                # "two hundred thousand and five": what follows adds to it
                total, group = total + group, 0
        elif word != "and":
            return None
        seen = True
    return _plain(total + group) if seen else None


def _plain(number: float) -> float | int:
    number = round(number, 6)  # 4.1 million is 4,099,999.9999999995 in floating point
    return int(number) if number == int(number) else number


def read_least(words: str, codebook: Codebook = SHIPPED) -> int:
    """The least number that a vague one admits: "tens of thousands" is 20,000, "several hundred" 200."""
    known = lexicon(codebook)
    text = words.lower()
    least = 1
    rest = text
    for word in sorted(known.vague, key=len, reverse=True):
        if re.search(rf"\b{word}\b", rest):
            rest = re.sub(rf"\b{word}\b", " ", rest)
            # of two plurals only the first is a plural in meaning: "hundreds of thousands"
            least *= known.vague[word] if least == 1 else known.vague[word] // 2
    for word in re.findall(r"[a-z]+", rest):
        least *= known.scales.get(word, 1)
    return least
