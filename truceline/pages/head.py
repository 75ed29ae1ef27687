"""The pieces above the body in; title, deck, byline and date out, and the rest of the head set aside."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.captions import is_caption
from truceline.pages.cues import find_cue
from truceline.pages.dateline import find_dateline
from truceline.pages.draft import Draft, Piece
from truceline.pages.published import find_order, head_words, is_label, read_date_line
from truceline.pages.shapes import is_name, is_prose, sentences
from truceline.pages.stamps import BY, Stamp, read_stamp
from truceline.pages.tidy import plain
from truceline.pages.title import find_printed, find_title, is_publication, is_section, split_title
from truceline.records import Published

_DEEPEST = 24  # pieces: what stands lower is no head
_DECK_WORDS = 45
_PLACE_WORDS = 3
_DAY_LENGTH = 40  # characters of a bare date
_DAYS = 2
_NAME = r"(?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+"
_IN = r"(?: in [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)?"
_NAMES_IN_PLACE = re.compile(rf"{_NAME}{_IN}(?:(?:,| and) {_NAME}{_IN}){{0,3}}")
_NAME_AND_PLACE = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][\w'’-]+){1,2}, [A-Z][a-z]+")
_TWO_NAMES = re.compile(rf"{_NAME}(?:, {_NAME}){{0,2}},? (?:and|&) {_NAME}")
_FULL_NAME = re.compile(r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]+|al|bin|de|van|von))* [A-Z][\w'’-]+")
_AFTER_NAMES = re.compile(r"\s+(?:on|at|,|\||–|-)\s*$")
_CAPITAL_OF_STATE = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?, (?:[A-Z]{2}|[A-Z]\.[A-Z]\.)")  # Washington, DC
_DECK_SENTENCES = 3
_HEAD_PROSE = 2  # paragraphs that may stand above the last line of a head: title and deck
_HEAD_PIECES = 10
_SHORT = 200  # characters of a line that may tell in which order the page writes its numbers
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


def read_head(draft: Draft, codebook: Codebook = SHIPPED) -> Draft:
    """``draft`` with title, byline and date where its head says them, and the head's lines set aside.

    A title or byline that the draft has already (a page's metadata) is kept; the line that
    prints it is only set aside.
    """
    pieces = _days_as_headings(draft.pieces, codebook)
    end = _body_start(pieces, codebook)
    if not any(is_prose(p.text) for p in pieces[end:] if p.kept):
        end = _last_before_text(pieces, end)
    known = draft.title
    title_at = find_printed(pieces, known, end) if known else find_title(pieces, end, codebook)
    draft = _read_lines(draft, pieces, end, title_at, codebook)
    _mark_deck(pieces, end, title_at)
    return msgspec.structs.replace(draft, pieces=tuple(pieces))


def _days_as_headings(pieces: tuple[Piece, ...], codebook: Codebook) -> list[Piece]:
    """Bare dates with a paragraph below each are the headings of an account that goes by days."""
    days: dict[int, str] = {}
    for i, (piece, below) in enumerate(pairwise(pieces)):
        if piece.kept and len(piece.text) < _DAY_LENGTH and is_prose(below.text):
            published, rest = read_date_line(piece.text, codebook)
            if published and not rest and not _is_labelled(piece.text, codebook):
                days[i] = published.value
    if len(set(days.values())) < _DAYS:
        return list(pieces)
    return [piece.as_kind("heading") if i in days else piece for i, piece in enumerate(pieces)]


def _is_labelled(text: str, codebook: Codebook) -> bool:
    return is_label(re.split(r"[\d:]|\b[A-Z][a-z]{2,8}day\b", text)[0].strip(), codebook)


def _last_before_text(pieces: list[Piece], end: int) -> int:
    """Where nothing reads as prose the last kept line is the text, and no title."""
    kept = [i for i, piece in enumerate(pieces) if piece.kept]
    return min(end, kept[-1]) if kept else 0


def _body_start(pieces: list[Piece], codebook: Codebook) -> int:
    """The place of the first piece that can only be body: dated, long, or the first of two paragraphs."""
    prose = 0
    start = _furniture_end(pieces, codebook)
    for i, piece in enumerate(pieces[:_DEEPEST]):
        text = piece.text
        if i < start:
            continue
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


def _furniture_end(pieces: list[Piece], codebook: Codebook) -> int:
    """The place behind the last byline or date that has no more than title and deck above it."""
    end = prose = 0
    for i, piece in enumerate(pieces[:_HEAD_PIECES]):
        text = piece.text
        if not piece.kept or piece.kind != "paragraph" or is_caption(text, codebook):
            continue
        stamp = read_stamp(text, codebook)
        if (stamp is not None and stamp.rank < 3) or _is_byline(text, codebook):
            end = i + 1
        elif is_prose(text):
            prose += 1
            long = len(text.split()) > _DECK_WORDS or sentences(text) > _DECK_SENTENCES
            if prose > _HEAD_PROSE or long or find_dateline(text):
                return end
    return end


def _is_byline(text: str, codebook: Codebook) -> bool:
    cue = find_cue(text, head=True, codebook=codebook)
    return cue is not None and cue.reason == "byline"


def _order_of(pieces: list[Piece], end: int) -> bool | None:
    """In which order the page writes its dates of numbers, by its head, its foot and its dateline."""
    short = [piece.text for piece in pieces[:end] if len(piece.text) < _SHORT]
    datelines = [found[0] for piece in pieces[end : end + 2] if (found := find_dateline(piece.text))]
    foot = [p.text for p in pieces[max(end, len(pieces) - _HEAD_PIECES) :] if len(p.text) < _DAY_LENGTH * 2]
    return find_order([*short, *datelines, *foot])


def _read_lines(
    draft: Draft, pieces: list[Piece], end: int, title_at: int | None, codebook: Codebook
) -> Draft:
    """Set the lines of the head aside, each for its reason, and keep what they say."""
    day_first = _order_of(pieces, end)
    stamps: list[Stamp] = []
    for i, piece in enumerate(pieces[:end]):
        if not piece.kept:
            continue
        if i == title_at:
            title, site = split_title(piece.text, codebook)
            draft = _with(draft, title=title, publisher=site)
            pieces[i] = piece.aside("title")
            stamp = read_stamp(piece.text, codebook, day_first)
        else:
            above = title_at is not None and i < title_at
            stamp = _stamp_of(piece, codebook, day_first)
            draft, pieces[i] = _read_line(draft, piece, stamp, above=above, codebook=codebook)
        stamps += [stamp] if stamp else []
    best = min(stamps, key=lambda stamp: stamp.rank, default=None)
    return _with(draft, published=best.published) if best else draft


def _stamp_of(piece: Piece, codebook: Codebook, day_first: bool | None) -> Stamp | None:
    if piece.kind in ("caption", "heading") or is_caption(piece.text, codebook):
        return None
    return read_stamp(piece.text, codebook, day_first)


def with_byline(draft: Draft, pieces: tuple[Piece, ...]) -> Draft:
    """The draft with the first byline among ``pieces``, where the head has none."""
    line = next((p.text for p in pieces if p.reason == "byline" and BY.match(p.text)), None)
    return _signed(draft, line) if line else draft


def _with(draft: Draft, **found: str | Published | None) -> Draft:
    """The draft with what was found, where nothing was known before."""
    new = {name: value for name, value in found.items() if value and getattr(draft, name) is None}
    return msgspec.structs.replace(draft, **new) if new else draft


def _read_line(
    draft: Draft, piece: Piece, stamp: Stamp | None, *, above: bool, codebook: Codebook
) -> tuple[Draft, Piece]:
    text = piece.text
    if piece.kind in ("caption", "heading") or is_caption(text, codebook):
        return draft, piece
    words = text.count(" ") + 1
    if stamp is not None:
        return _beside_date(draft, stamp.rest, codebook), piece.aside(_date_reason(stamp.rest))
    if words <= _PLACE_WORDS * 2 and not read_date_line(text, codebook)[1]:  # a time alone, a label
        return draft, piece.aside("dateline")
    cue = find_cue(text, head=True, codebook=codebook)
    if cue is not None:
        return (_signed(draft, text) if cue.reason == "byline" else draft), piece.aside(cue.reason)
    if is_publication(text, codebook):
        return _with(draft, publisher=_BRACKET.sub("", text).strip()), piece.aside("masthead")
    if above or is_section(text, codebook):
        return draft, piece.aside("masthead")
    if is_signature(text, codebook):
        return _signed(draft, text), piece.aside("byline")
    if (text.isupper() and words <= _PLACE_WORDS) or _CAPITAL_OF_STATE.fullmatch(text):  # "NAIROBI" alone
        return _with(draft, dateline=text), piece.aside("dateline")
    return draft, piece


def _date_reason(rest: str) -> str:
    return "byline" if BY.match(rest) else "masthead" if rest else "dateline"


def _beside_date(draft: Draft, rest: str, codebook: Codebook) -> Draft:
    """The draft with the byline or the publication that stands on the line of a date."""
    first = rest.partition(", ")[0]
    if BY.match(rest) or (is_signature(first, codebook) and not first.startswith("The ")):
        return _signed(draft, rest if BY.match(rest) else first)
    return _with(draft, publisher=rest.strip("()") if is_publication(rest, codebook) else None)


def _signed(draft: Draft, text: str) -> Draft:
    return _with(draft, byline=byline_of(text))


def byline_of(line: str) -> str:
    """The names in a byline: without "By", and without the date that stood behind them."""
    return _AFTER_NAMES.sub("", re.split(r"\s{3,}", BY.sub("", line))[0]).strip(" .,|–-")


def author_of(byline: str | None) -> str | None:
    """The first author's full name in a byline, by which a note on the author is known."""
    found = _FULL_NAME.match(byline or "")
    return found[0] if found else None


def is_signature(text: str, codebook: Codebook) -> bool:
    """ "Lia Roux", "Lia Roux in Goma", "Lia Roux, diplomatic correspondent": a name alone below the title."""
    words = text.split()
    if not 2 <= len(words) <= 9 or any(c in text for c in "?!:;") or text.endswith("."):
        return False
    if is_publication(text, codebook) or is_section(text, codebook):
        return False
    name, _, role = text.partition(",")
    if role and set(plain(role).split()) & head_words(codebook, "roles"):
        return is_name(name)
    if role and set(plain(name).split()) & head_words(codebook, "roles"):  # "Senior Fellow, Africa Programme"
        return is_name(text)
    where = _NAMES_IN_PLACE.fullmatch(text)
    if _NAME_AND_PLACE.fullmatch(text):
        return True
    several = " in " in text or len(words) <= 3 or bool(_TWO_NAMES.fullmatch(text))
    return bool(where) and several and not text.isupper()


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
