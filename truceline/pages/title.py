"""The pieces above the body in; the places of the title and of the publication's name out."""

from __future__ import annotations

import re

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.captions import is_caption
from truceline.pages.cues import find_cue
from truceline.pages.dateline import date_of, find_dateline
from truceline.pages.draft import Piece
from truceline.pages.published import head_words, read_date_line
from truceline.pages.shapes import is_headline, is_name, is_prose, sentences
from truceline.pages.tidy import plain

_WORD = re.compile(r"\w{4,}")
_SECTION_BARS = re.compile(r"[|/>›»·•:]|\s[-–—]\s")
_NAME_WORDS = 6
_REPEATED_WORDS = 4
_SHORT = 3  # words of a line that may be a kicker above the title
_FINISHED_WORDS = 16  # words of a title that ends with a full stop
_TOP = 6  # pieces in which a publication's name may stand
_SUFFIX = re.compile(r"\s*\|\s*([^|]{3,40})$")
_NUMBER = re.compile(r"\b(?:no\.?|number|issue|vol(?:ume)?\.?|#)\s?\d+\b")
_NEAR = frozenset({"byline", "dateline"})


def find_printed(pieces: list[Piece], title: str, end: int) -> int | None:
    """Where the head prints a title that is known already."""
    wanted = plain(title)
    return next((i for i, p in enumerate(pieces[: end + 1]) if plain(p.text) == wanted), None)


def find_title(pieces: list[Piece], end: int, codebook: Codebook = SHIPPED) -> int | None:
    """The first headline of the head that shares words with the body and names no publication."""
    named = find_masthead(pieces, codebook)
    prose = [i for i in range(end) if pieces[i].kept and is_prose(pieces[i].text)]
    # prose above a headline: the headline is a subheading, save where a masthead's motto stands there
    lowest = prose[0] if prose and named is None else end
    places = [i for i in range(lowest) if i != named and _may_be_title(pieces[i], codebook)]
    if named is not None and len(places) > 1 and pieces[places[0]].tied and places[0] == named + 1:
        places = places[1:]  # the motto, on the line below the name
    if not places:
        return _finished_title(pieces, end, codebook)
    body = {word for piece in pieces if is_prose(piece.text) for word in _WORD.findall(plain(piece.text))}
    shares = [i for i in places if any(word in body for word in _WORD.findall(plain(pieces[i].text)))]
    document = next((i for i in places[:2] if _names_document(pieces[i].text, codebook)), None)
    if document is not None and is_name(pieces[places[0]].text):
        return document
    if shares and shares[0] == places[0] and _is_kicker(pieces, shares):
        return shares[1]
    long_enough = [i for i in shares if pieces[i].text.count(" ") + 1 >= _SHORT]
    return (long_enough or shares or places)[0]


def _names_document(text: str, codebook: Codebook) -> bool:
    """Whether a line is the title of one of a series: "Situation Update No. 14"."""
    simple = plain(text)
    return bool(_NUMBER.search(simple)) or any(word in simple for word in head_words(codebook, "documents"))


def _is_kicker(pieces: list[Piece], places: list[int]) -> bool:
    """Whether the first of several headlines is short and only prose-free lines part it from the next."""
    if len(places) < 2 or pieces[places[0]].text.count(" ") + 1 > _SHORT:
        return False
    return not any(piece.kept and is_prose(piece.text) for piece in pieces[places[0] : places[1]])


def _may_be_title(piece: Piece, codebook: Codebook) -> bool:
    text = piece.text
    if not piece.kept or not is_headline(text) or is_caption(text, codebook) or is_section(text, codebook):
        return False
    if text.startswith("(") and text.endswith(")"):  # an agency's name
        return False
    published, rest = read_date_line(text, codebook)
    if published or not rest:
        return False
    dateline = find_dateline(text)
    if dateline and (date_of(dateline) or "(" in dateline[0]):
        return False
    return find_cue(text, head=True, codebook=codebook) is None


def _finished_title(pieces: list[Piece], end: int, codebook: Codebook) -> int | None:
    """A first line that ends with a full stop is the title where byline or date stand right below it."""
    kept = [i for i in range(min(end + 1, len(pieces))) if pieces[i].kept]
    if len(kept) < 2 or sentences(pieces[kept[0]].text) > 1:
        return None
    text, below = pieces[kept[0]].text, pieces[kept[1]].text
    if text.count(" ") + 1 > _FINISHED_WORDS or find_dateline(text):
        return None
    published, rest = read_date_line(below, codebook)
    cue = find_cue(below, head=True, codebook=codebook)
    dated = published is not None and not rest
    return kept[0] if dated or (cue is not None and cue.reason in _NEAR) else None


def split_title(title: str, codebook: Codebook = SHIPPED) -> tuple[str, str | None]:
    """The title without its label ("Headline:") and its site ("… | The Harbour Post"), and the site."""
    label, colon, rest = title.partition(":")
    if colon and rest.strip() and plain(label).strip() in head_words(codebook, "title labels"):
        title = rest.strip()
    suffix = _SUFFIX.search(title)
    if suffix and is_publication(suffix[1], codebook):
        return title[: suffix.start()], suffix[1].strip()
    return title, None


def is_section(text: str, codebook: Codebook = SHIPPED) -> bool:
    """Whether a line only names sections: "WORLD | AMERICAS", "Analysis"."""
    sections = head_words(codebook, "sections")
    parts = [part.strip(" :") for part in _SECTION_BARS.split(plain(text))]
    return all(part in sections for part in parts if part)


def is_publication(text: str, codebook: Codebook = SHIPPED) -> bool:
    """Whether a line looks like the name of a newspaper or agency: "The Harbour Post (Nairobi)"."""
    words = set(re.findall(r"\w+", plain(text)))
    short = text.count(" ") < _NAME_WORDS
    return short and is_name(text) and bool(words & head_words(codebook, "publications"))


def _has_motto(pieces: list[Piece], i: int, codebook: Codebook) -> bool:
    """Whether a line is tied to the one below it, which is no byline, and a headline stands below both."""
    below = pieces[i + 1 : i + 6]
    if not below or not below[0].tied or not _may_be_title(below[0], codebook):
        return False
    return any(not piece.tied and _may_be_title(piece, codebook) for piece in below[1:])


def find_masthead(pieces: list[Piece], codebook: Codebook = SHIPPED) -> int | None:
    """The place of the name of the publication, where the page opens with it."""
    for i, piece in enumerate(pieces[:_TOP]):
        text = piece.text
        if not piece.kept or is_section(text, codebook) or find_cue(text, head=True, codebook=codebook):
            continue
        if not is_name(text) or text.count(" ") >= _NAME_WORDS:
            return None
        repeated = any(plain(text) in plain(other.text) for other in pieces[i + 1 :])
        headlines = any(is_headline(other.text) for other in pieces[i + 1 : i + 6])
        short = text.count(" ") < _REPEATED_WORDS
        named = is_publication(text, codebook) or (short and (repeated or _has_motto(pieces, i, codebook)))
        return i if headlines and named else None
    return None
