"""Text in, nothing out where it is English; an ArticleSkipped that names the language where it is not."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.refusals import skipped

_SAMPLE = 4_000  # characters
_FEW = 20  # words: fewer tell no classifier anything
_ENGLISH_SHARE = 0.18  # of the words of an English text, how many are such as "the" and "of"
_HARDLY = 0.06
_SURE = 0.95
_NO_OTHER = frozenset({"en", "pcm", "zxx"})  # English, its Nigerian pidgin, no language at all
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class Language(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``pages/languages.yaml``: the name of a language code; for English, its commonest words."""

    id: str
    name: str
    words: tuple[str, ...] = ()


def check_english(text: str, where: str, codebook: Codebook = SHIPPED) -> None:
    """Raise ArticleSkipped (language) where ``text`` is sure to be in another language.

    Function words decide for English; else a classifier of py3langid must be sure of another
    language. Too few words in the Latin alphabet are taken as English.
    """
    sample = text[:_SAMPLE]
    words = [word.casefold() for word in _WORD.findall(sample)]
    foreign = _foreign_script(sample)
    if not foreign and (len(words) < _FEW or _share(words, codebook) >= _ENGLISH_SHARE):
        return
    code, sure = _classifier().classify(sample)
    hardly = foreign or _share(words, codebook) < _HARDLY
    if code in _NO_OTHER or not (hardly or sure >= _SURE):
        return
    name = {entry.id: entry.name for entry in codebook.entries("pages/languages.yaml", Language)}.get(
        code, code
    )
    raise skipped("language", f"the text is in {name}, not in English", where)


def _share(words: list[str], codebook: Codebook) -> float:
    common = _common(codebook)
    return sum(word in common for word in words) / len(words) if words else 0.0


@lru_cache(maxsize=8)
def _common(codebook: Codebook) -> frozenset[str]:
    entries = codebook.entries("pages/languages.yaml", Language)
    return frozenset(word for entry in entries if entry.id == "en" for word in entry.words)


def _foreign_script(sample: str) -> bool:
    """Whether most letters are of another alphabet than the Latin."""
    if sample.isascii():
        return False
    letters = [c for c in sample if c.isalpha()]
    beyond = sum(not unicodedata.name(c, "").startswith("LATIN") for c in letters if c > "ɏ")
    return beyond * 2 > len(letters)


@lru_cache(maxsize=1)
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
