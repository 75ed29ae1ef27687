"""The pieces above the body in; the places of the title and of the publication's name out."""

from __future__ import annotations

import re

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.captions import is_caption
from truceline.pages.cues import find_cue
from truceline.pages.dateline import date_of, find_dateline
from truceline.pages.draft import Piece
from truceline.pages.published import head_words, read_date_line
from truceline.pages.shapes import ends_sentence, is_headline, is_name, is_prose, sentences
from truceline.pages.stamps import Stamp, read_stamp
from truceline.pages.tidy import plain

_WORD = re.compile(r"\w{4,}")
_SECTION_BARS = re.compile(r"[|/>›»·•:]|\s[-–—]\s")
_IN_NO_NAME = frozenset("after as by from into over under until with".split())  # "Ceasefire from Sunday"
_STEM = 6  # letters
_NAME_WORDS = 6
_REPEATED_WORDS = 4
_SHORT = 3  # words of a line that may be a kicker above the title
_FINISHED_WORDS = 28  # words of a title that ends with a full stop, or is two sentences
_FINISHED_SENTENCES = 3
_BELOW = 2  # lines below such a title, one of which must be a byline or a date
_ORGANISATION_WORDS = 14
_COMMON = frozenset(
    "about after also another because been before being between both could does down during each from have "
    "here into more most much must only other over same should since some such than that their them then "
    "there these they this those through under until upon very were what when where which while whom whose "
    "will with within would your".split()
)  # function words say nothing of a subject
_TOP = 6  # pieces in which a publication's name may stand
_SUFFIX = re.compile(r"\s*\|\s*([^|]{3,40})$")
_DASHED = re.compile(r"\s+[-–—]\s+([^-–—]{5,40})$")
_AS = frozenset({"as", "latest:"})
_NUMBER = re.compile(r"\b(?:no\.?|number|issue|vol(?:ume)?\.?|#)\s?\d+\b")
_NEAR = frozenset({"byline", "dateline"})
_ISSUE = re.compile(r"(?:Issue|ISSUE|No\.|Vol\.?|Volume|Number|Edition)\s*#?\d+\b")
_FOLLOWS_ORGANISATION = frozenset("of in to for on and ( , –".split()) | {"-"}


def find_printed(pieces: list[Piece], title: str, end: int) -> int | None:
    """Where the head prints a title that is known already."""
    wanted = plain(title)
    return next((i for i, p in enumerate(pieces[: end + 1]) if plain(p.text) == wanted), None)


def find_title(pieces: list[Piece], end: int, codebook: Codebook = SHIPPED) -> int | None:
    """The first headline of the head that shares words with the body and names no publication."""
    named = find_masthead(pieces, codebook)
    prose = [i for i in range(end) if pieces[i].kept and _is_statement(pieces[i].text)]
    # prose above a headline: the headline is a subheading, save where a masthead's motto stands there
    lowest = prose[0] if prose and named is None else end
    places = [i for i in range(lowest) if i != named and _may_be_title(pieces[i], codebook)]
    if named is not None and len(places) > 1 and pieces[places[0]].tied and places[0] == named + 1:
        places = places[1:]  # the motto, on the line below the name
    places = _without_genres(pieces, places, codebook)
    finished = _finished_title(pieces, end, named, codebook)
    if not places or (finished is not None and finished < places[0]):
        series = named is not None and _names_document(pieces[named].text, codebook)
        return named if finished is None and series else finished
    body = {stem for piece in pieces if is_prose(piece.text) for stem in _subject(piece.text)}
    shares = [i for i in places if body & _subject(pieces[i].text)]
    places = _without_organisation(pieces, places, shares, codebook)
    shares = [i for i in shares if i in places]
    document = next((i for i in places[:2] if _names_document(pieces[i].text, codebook)), None)
    if document is not None and is_name(pieces[places[0]].text):
        return document
    if shares and shares[0] == places[0] and _is_kicker(pieces, shares):
        return shares[1]
    long_enough = [i for i in shares if pieces[i].text.count(" ") + 1 >= _SHORT]
    best = (long_enough or shares or places)[0]
    return best if shares or not is_publication(pieces[best].text, codebook) else None


def _subject(text: str) -> set[str]:
    """The stems of the words by which a text tells its subject."""
    return {word[:_STEM] for word in _WORD.findall(plain(text)) if word not in _COMMON}


def _is_statement(text: str) -> bool:
    """Whether a line is prose and no question: a question may stand over an article."""
    return is_prose(text) and not (text.rstrip("\"'”’").endswith("?") and sentences(text) == 1)


def _without_genres(pieces: list[Piece], places: list[int], codebook: Codebook) -> list[int]:
    """The headlines but those that only name a kind of document or an issue, where others stand by them."""
    genres = head_words(codebook, "documents") | head_words(codebook, "sections")
    said = [i for i in places if plain(pieces[i].text) not in genres and not _ISSUE.match(pieces[i].text)]
    return said or [i for i in places if not _ISSUE.match(pieces[i].text)]


def _without_organisation(
    pieces: list[Piece], places: list[int], shares: list[int], codebook: Codebook
) -> list[int]:
    """The headlines without the name of who publishes, where one that tells more follows."""
    first, later = places[0], places[1:]
    told = any(i in shares or _names_document(pieces[i].text, codebook) for i in later)
    return later if told and is_organisation(pieces[first].text, codebook) else places


def is_organisation(text: str, codebook: Codebook = SHIPPED) -> bool:
    """Whether a line is no more than the name of a mission, an office or an agency, and of what it is for."""
    if not is_name(text) or text.count(" ") >= _ORGANISATION_WORDS:
        return False
    words = re.findall(r"[\w'’&-]+|[(,]|[–—-]", plain(text))
    at = [i for i, word in enumerate(words) if word in head_words(codebook, "organisations")]
    return bool(at) and all(i + 1 == len(words) or words[i + 1] in _FOLLOWS_ORGANISATION for i in at[-1:])


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
    stamp = read_stamp(text, codebook) if published else None
    if not rest or (published and not _tells_beside_date(stamp, rest)):
        return False
    dateline = find_dateline(text)
    if dateline and (date_of(dateline) or "(" in dateline[0]):
        return False
    return find_cue(text, head=True, codebook=codebook) is None


def _tells_beside_date(stamp: Stamp | None, rest: str) -> bool:
    """Whether a line with a date is a title all the same: "Flash Update No. 7 (as of 12 July 2016)"."""
    if stamp is not None and stamp.rank < 3:
        return False
    words = (stamp.rest if stamp else rest).split()
    return len(words) >= _SHORT and plain(words[0]) not in _AS


def _finished_title(pieces: list[Piece], end: int, named: int | None, codebook: Codebook) -> int | None:
    """A first line of whole sentences is the title where byline or date stand right below it."""
    kept = [i for i in range(min(end + _BELOW, len(pieces))) if pieces[i].kept and i != named]
    kept = [i for i in kept if not is_section(pieces[i].text, codebook)]
    if len(kept) < 2 or sentences(pieces[kept[0]].text) > _FINISHED_SENTENCES:
        return None
    text = pieces[kept[0]].text
    if (
        text.count(" ") + 1 > _FINISHED_WORDS
        or find_dateline(text)
        or (sentences(text) == 1 and not ends_sentence(text))
    ):
        return None
    if _signs(text, codebook) or find_cue(text, head=True, codebook=codebook) or is_caption(text, codebook):
        return None
    return kept[0] if any(_signs(pieces[i].text, codebook) for i in kept[1 : 1 + _BELOW]) else None


def _signs(text: str, codebook: Codebook) -> bool:
    """Whether a line is a byline or a date of publication."""
    stamp = read_stamp(text, codebook)
    cue = find_cue(text, head=True, codebook=codebook)
    return (stamp is not None and stamp.rank < 3) or (cue is not None and cue.reason in _NEAR)


def split_title(title: str, codebook: Codebook = SHIPPED) -> tuple[str, str | None]:
    """The title without its label ("Headline:") and its site ("… | The Harbour Post"), and the site."""
    label, colon, rest = title.partition(":")
    if colon and rest.strip() and plain(label).strip() in head_words(codebook, "title labels"):
        title = rest.strip()
    suffix = _SUFFIX.search(title) or _DASHED.search(title)
    if suffix is None or not is_publication(suffix[1], codebook):
        return title, None
    before = title[: suffix.start()]
    if "|" not in suffix[0] and (is_name(before) or before.count(" ") + 1 < _SHORT):
        return title, None  # "Rebels Sign – Army Report" is all headline
    return before, suffix[1].strip()


def is_section(text: str, codebook: Codebook = SHIPPED) -> bool:
    """Whether a line only names sections: "WORLD | AMERICAS", "Analysis"."""
    sections = head_words(codebook, "sections")
    parts = [part.strip(" :") for part in _SECTION_BARS.split(plain(text))]
    return all(part in sections for part in parts if part)


def is_publication(text: str, codebook: Codebook = SHIPPED) -> bool:
    """Whether a line looks like the name of a newspaper or agency: "The Harbour Post (Nairobi)"."""
    words = set(re.findall(r"\w+", plain(text)))
    short = text.count(" ") < _NAME_WORDS and not words & _IN_NO_NAME
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
