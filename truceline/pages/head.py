"""The pieces above the body in; title, deck, byline and date out, and the rest of the head set aside."""

from __future__ import annotations

import re

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.captions import is_caption
from truceline.pages.cues import find_cue
from truceline.pages.dateline import date_of, find_dateline
from truceline.pages.draft import Draft, Piece
from truceline.pages.published import head_words, read_date_line
from truceline.pages.shapes import is_headline, is_name, is_prose, sentences
from truceline.pages.tidy import plain
from truceline.records import Published

_DEEPEST = 24  # pieces: what stands lower is no head
_DATE_LINE_WORDS = 14
_DECK_WORDS = 45
_BODY_WORDS = 60
_BY = re.compile(r"^(?:\w+\s+)?by:?\s+", re.IGNORECASE)
_WORD = re.compile(r"\w{4,}")
_NAME = r"(?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+"
_NAMES_IN_PLACE = re.compile(rf"{_NAME}(?: and {_NAME})?(?: in [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)?")


def read_head(draft: Draft, codebook: Codebook = SHIPPED) -> Draft:
    """``draft`` with title, byline and date where its head says them, and the head's lines set aside.

    A title or byline that the draft has already (a page's metadata) is kept; the line that
    prints it is only set aside.
    """
    pieces = list(draft.pieces)
    end = _body_start(pieces, codebook)
    if not any(is_prose(p.text) for p in pieces[end:] if p.kept):
        end = _last_before_text(pieces, end)
    title_at = _printed(pieces, draft.title, end) if draft.title else _find_title(pieces, end, codebook)
    draft = _read_lines(draft, pieces, end, title_at, codebook)
    _mark_deck(pieces, end, title_at)
    return msgspec.structs.replace(draft, pieces=tuple(pieces))


def _last_before_text(pieces: list[Piece], end: int) -> int:
    """Where nothing reads as prose the last kept line is the text, and no title."""
    kept = [i for i, piece in enumerate(pieces) if piece.kept]
    return min(end, kept[-1]) if kept else 0


def _body_start(pieces: list[Piece], codebook: Codebook) -> int:
    """The place of the first piece that can only be body: dated, long, or the first of two paragraphs."""
    prose = 0
    for i, piece in enumerate(pieces[:_DEEPEST]):
        text = piece.text
        if not piece.kept or piece.kind != "paragraph" or find_cue(text, head=True, codebook=codebook):
            continue
        if is_caption(text, codebook):
            continue
        if is_prose(text) and (find_dateline(text) or sentences(text) > 1 or len(text.split()) > _DECK_WORDS):
            return i
        prose = prose + 1 if is_prose(text) else 0
        if prose == 2:
            return i - 1
    return min(len(pieces), _DEEPEST)


def _printed(pieces: list[Piece], title: str | None, end: int) -> int | None:
    wanted = plain(title or "")
    return next((i for i, p in enumerate(pieces[: end + 1]) if plain(p.text) == wanted), None)


def _find_title(pieces: list[Piece], end: int, codebook: Codebook) -> int | None:
    """The first headline of the head that shares words with the body and names no publication."""
    named = _masthead(pieces, codebook)
    places = [
        i
        for i, piece in enumerate(pieces[:end])
        if i != named and piece.kept and _may_be_title(piece.text, codebook)
    ]
    last_prose = max(
        (i for i in range(end) if pieces[i].kept and is_prose(pieces[i].text) and named is None), default=-1
    )
    first_prose = next((i for i in range(end) if pieces[i].kept and is_prose(pieces[i].text)), end)
    if named is None and last_prose >= 0:  # prose above a headline: a subheading, no title
        places = [i for i in places if i < first_prose]
    if not places:
        return None
    body = {word for piece in pieces[end:] for word in _WORD.findall(plain(piece.text))}
    short = len(pieces[places[0]].text.split()) <= 3
    shares = [i for i in places if _shared(pieces[i].text, body)]
    if short and len(shares) > 1 and shares[0] == places[0] and _stand_together(pieces, shares[0], shares[1]):
        return shares[1]
    long_enough = [i for i in shares if len(pieces[i].text.split()) >= 3]
    return (long_enough or shares or places)[0]


def _stand_together(pieces: list[Piece], one: int, other: int) -> bool:
    return not any(piece.kept and is_prose(piece.text) for piece in pieces[one:other])


def _shared(text: str, body: set[str]) -> int:
    return sum(1 for word in set(_WORD.findall(plain(text))) if word in body)


def _may_be_title(text: str, codebook: Codebook) -> bool:
    if not is_headline(text) or is_caption(text, codebook) or _is_section(text, codebook):
        return False
    published, rest = read_date_line(text, codebook)
    if (published and len(text.split()) <= _DATE_LINE_WORDS) or not rest:
        return False
    dateline = find_dateline(text)
    if dateline and (date_of(dateline) or "(" in dateline[0]):
        return False
    return find_cue(text, head=True, codebook=codebook) is None


def _is_section(text: str, codebook: Codebook) -> bool:
    sections = head_words(codebook, "sections")
    parts = [part.strip(" :") for part in re.split(r"[|/>›»·•:]|\s[-–—]\s", plain(text))]
    return all(part in sections for part in parts if part)


def _masthead(pieces: list[Piece], codebook: Codebook) -> int | None:
    """The place of the name of the publication, where the page opens with it."""
    for i, piece in enumerate(pieces[:6]):
        text = piece.text
        if not piece.kept or _is_section(text, codebook) or find_cue(text, head=True, codebook=codebook):
            continue
        if not is_name(text) or len(text.split()) > 6:
            return None
        publication = set(plain(text).split()) & head_words(codebook, "publications")
        repeated = any(plain(text) in plain(other.text) for other in pieces[i + 1 :])
        headlines = sum(is_headline(other.text) for other in pieces[i + 1 : i + 6])
        return i if headlines and (publication or (repeated and len(text.split()) <= 4)) else None
    return None


def _read_lines(
    draft: Draft, pieces: list[Piece], end: int, title_at: int | None, codebook: Codebook
) -> Draft:
    """Set the lines of the head aside, each for its reason, and keep what they say."""
    found = draft
    named = _masthead(pieces, codebook)
    for i, piece in enumerate(pieces[:end]):
        if not piece.kept:
            continue
        if i == title_at:
            found = msgspec.structs.replace(found, title=found.title or piece.text)
            pieces[i] = piece.aside("title")
            continue
        found, pieces[i] = _read_line(
            found, piece, above=title_at is not None and i < title_at, codebook=codebook
        )
        if i == named and pieces[i].reason == "masthead":
            found = msgspec.structs.replace(found, publisher=found.publisher or piece.text)
    return found


def _read_line(draft: Draft, piece: Piece, *, above: bool, codebook: Codebook) -> tuple[Draft, Piece]:
    text = piece.text
    if piece.kind == "caption" or is_caption(text, codebook):
        return draft, piece
    if len(text.split()) <= _DATE_LINE_WORDS and not (is_prose(text) and len(text.split()) > 9):
        published, rest = read_date_line(text, codebook)
        if published or not rest:
            return _dated(draft, published, rest, codebook), piece.aside(
                "byline" if _BY.match(rest) else "dateline" if not rest else "masthead"
            )
    cue = find_cue(text, head=True, codebook=codebook)
    if cue is not None:
        return (_signed(draft, text) if cue.reason == "byline" else draft), piece.aside(cue.reason)
    if above or _is_section(text, codebook):
        return draft, piece.aside("masthead")
    if _is_signature(text, codebook):
        return _signed(draft, text), piece.aside("byline")
    return draft, piece


def _dated(draft: Draft, published: Published | None, rest: str, codebook: Codebook) -> Draft:
    """The draft with a date line's date, and the byline or the publication that stands beside it."""
    if published is not None and draft.published is None:
        draft = msgspec.structs.replace(draft, published=published)
    if _BY.match(rest):
        return _signed(draft, rest)
    named = is_name(rest) and set(plain(rest).split()) & head_words(codebook, "publications")
    return msgspec.structs.replace(draft, publisher=draft.publisher or rest) if named else draft


def _signed(draft: Draft, text: str) -> Draft:
    return draft if draft.byline else msgspec.structs.replace(draft, byline=_BY.sub("", text).strip(" .,"))


def _is_signature(text: str, codebook: Codebook) -> bool:
    """ "Lia Roux", "Lia Roux in Goma", "Lia Roux, diplomatic correspondent": a name alone below the title."""
    words = text.split()
    if not 2 <= len(words) <= 9 or any(c in text for c in "?!:;") or text.endswith("."):
        return False
    name, _, role = text.partition(",")
    if role and set(plain(role).split()) & head_words(codebook, "roles"):
        return is_name(name)
    where = _NAMES_IN_PLACE.fullmatch(text)
    return bool(where) and (" in " in text or len(words) <= 3) and not text.isupper()


def _mark_deck(pieces: list[Piece], end: int, title_at: int | None) -> None:
    """Short statements below the title, above byline, date, picture or dateline, are the deck."""
    if title_at is None:
        return
    for i in range(title_at + 1, end):
        piece = pieces[i]
        if not piece.kept or piece.kind != "paragraph" or len(piece.text.split()) > _DECK_WORDS:
            return
        if is_prose(piece.text) and not _opens_body(pieces, i + 1):
            return
        pieces[i] = piece.as_kind("deck")


def _opens_body(pieces: list[Piece], at: int) -> bool:
    """Whether something that stands above a body, or a dateline, comes at ``at``."""
    if at >= len(pieces):
        return False
    following = pieces[at]
    return (
        following.reason in {"byline", "dateline"}
        or is_caption(following.text)
        or bool(find_dateline(following.text))
    )
