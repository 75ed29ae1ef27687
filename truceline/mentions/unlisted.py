"""Names in the text that no codebook lists: organisations by the form of their names, and acronyms."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.mentions.naming import Names
from truceline.mentions.parties import Party

_LONGEST = 12  # tokens of a name that an acronym stands for


def organisations(names: Names) -> Iterator[tuple[int, int]]:
    """Half-open token ranges of proper names that end as organisations do: "Munich Regional Court"."""
    i = 0
    while i < len(names.doc):
        end = _capitalised_end(names, i)
        if end - i >= 2 and _is_organisation(names, i, end):
            yield i, end
        i = max(end, i + 1)


def _capitalised_end(names: Names, i: int) -> int:
    end = i
    while end < len(names.doc) and names.doc[end].text[0].isupper():
        if names.doc[end].pos_ != "PROPN" and end not in names.at:
            break
        end += 1
    return end


def _is_organisation(names: Names, i: int, end: int) -> bool:
    last, whole = names.doc[end - 1], names.at.get(i)
    if last.pos_ != "PROPN" or last.lower_ not in names.cues["organisation_head"]:
        return False
    listed = whole is not None and whole.j >= end
    own_word = any(k not in names.at for k in range(i, end))  # the Syrian Army is Syria's army
    return own_word and not listed and names.words(i, end) not in names.gazetteer


def organisation(names: Names, i: int, end: int) -> Party:
    """What the form of an unlisted name tells: the country and the sector of the words in it."""
    inside = [m for k in range(i, end) if (m := names.at.get(k)) is not None]
    parties = [m.named.party for m in inside if m.named.party is not None]
    roles = [m.named.role for m in inside if m.named.role is not None]
    country = parties[0].country if parties else None
    sector = roles[-1].sector if roles else None
    code = f"{country} {sector}" if country and sector else country or sector
    return Party(names.words(i, end), code, country, sector)


def acronyms(names: Names) -> Iterator[tuple[int, int, int]]:
    """Long names with their acronym in brackets: "Tigray Defence Council (TDC)".

    Gives the half-open token range of the long name, and the token of the acronym.
    """
    doc = names.doc
    for token in doc[3:-1]:
        if not (token.text.isupper() and 2 <= len(token.text) <= 8):
            continue
        if token.nbor(-1).text != "(" or token.nbor(1).text != ")":
            continue
        known = names.at.get(token.i - 2)
        if known is not None and known.named.how == "group":
            yield known.i, known.j, token.i
        elif token.i not in names.at:
            start = _initials_start(names, token.i - 1, token.text)
            if start is not None:
                yield start, token.i - 1, token.i


def _initials_start(names: Names, end: int, acronym: str) -> int | None:
    """Where the name before token ``end`` begins whose initials are those of ``acronym``."""
    letters, i = acronym.lower(), end
    while i > 0 and letters and end - i < _LONGEST:
        i -= 1
        token = names.doc[i]
        if token.is_punct and token.text != "-":
            return None
        if token.text[0].isupper() and letters.endswith(token.text[0].lower()):
            letters = letters[:-1]
    return i if not letters and names.doc[i].text[0].isupper() else None
