"""A draft in, the draft out without what no library takes away: teasers, credits, repeated captions.

The steps, in order: the head of the page, its dateline, lines known by their words, lists of
headlines after a teaser's head, captions and their credits, what stands twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise, takewhile

import msgspec

from truceline.codebook import SHIPPED, Codebook
from truceline.pages.captions import is_caption, split_credit, split_lead
from truceline.pages.cues import Cue, find_cue
from truceline.pages.dateline import date_of, find_dateline, place_of
from truceline.pages.draft import Draft, Piece
from truceline.pages.head import author_of, is_signature, read_head, with_byline
from truceline.pages.published import find_date, find_order, is_label, read_date_line
from truceline.pages.repeats import mark_repeats
from truceline.pages.shapes import ends_sentence, is_headline, is_prose, sentences
from truceline.pages.stamps import best_stamp, read_stamp

_WORD = re.compile(r"[^\W\d_]{5,}")
_FIGURE = re.compile(r":\s*\D{0,3}\d[\d,.]*(?:\s\w+){0,3}$")  # "Displaced since March: 390,000"
_STEM = 6  # letters
_RUN = 4  # paragraphs that are looked at after a list of teasers
_RESUMES = 2  # paragraphs in a row that show that the article goes on there
_KNOWN = 3  # words that they share with the article
_HEADING_WORDS = 12
_BOXES = frozenset({"newsletter", "advertisement", "related", "teaser", "comment"})
_DATE_LINE = 90  # characters
_FOOT = 8  # pieces at the end of a page that may date it
_DATING = frozenset({None, "dateline", "byline", "other", "masthead", "navigation", "title"})
_CLOSING = 3  # blocks in which a note on the author may stand
_NOTE_WORDS = 60
_CAPTION_WORDS = 6
_PROMISE_WORDS = 16
_OPENING = 6  # blocks in which the dateline may stand


def clean(draft: Draft, codebook: Codebook = SHIPPED) -> Draft:
    """The draft with every piece that is no part of the article set aside, with its reason."""
    draft = read_head(draft, codebook)
    draft = _cut_dateline(draft, codebook)
    pieces = _between_boxes(_by_words(draft.pieces, codebook))
    draft = with_byline(_read_foot(draft, pieces, codebook), pieces)
    pieces = _author_notes(pieces, author_of(draft.byline), codebook)
    pieces = _trailing_headlines(pieces)
    pieces = _captions(pieces, codebook)
    pieces = _text_credits(pieces, codebook)
    pieces = _headings(_without_empty_headings(pieces))
    return msgspec.structs.replace(draft, pieces=mark_repeats(pieces))


def _cut_dateline(draft: Draft, codebook: Codebook) -> Draft:
    """Take the dateline off the first paragraph that has one, and off later copies of it."""
    pieces: list[Piece] = []
    seen = 0
    spoken = _is_spoken(draft.pieces)
    for piece in draft.pieces:
        if not piece.kept or piece.kind != "paragraph" or seen >= _OPENING:
            pieces.append(piece)
            continue
        seen += 1
        match = find_dateline(piece.text) if is_prose(piece.text) else None
        named = match is not None and spoken and match[0].rstrip().endswith(":")
        labelled = match is not None and is_label(match["mixed"] or "", codebook)
        if match is None or named or labelled or find_cue(piece.text, codebook=codebook):
            pieces.append(piece)
            continue
        draft = _with_dateline(draft, match)
        pieces.append(Piece(text=piece.text[: match.end()].strip(), reason="dateline", tied=piece.tied))
        pieces.append(msgspec.structs.replace(piece, text=piece.text[match.end() :].strip(), tied=True))
    return msgspec.structs.replace(draft, pieces=tuple(pieces))


def _is_spoken(pieces: tuple[Piece, ...]) -> bool:
    """Whether several paragraphs open with names and a colon: an interview, whose names are no datelines."""
    opened = (find_dateline(piece.text) for piece in pieces if piece.kept)
    return len({match[0] for match in opened if match and match[0].rstrip().endswith(":")}) > 1


def _with_dateline(draft: Draft, match: re.Match[str]) -> Draft:
    words = date_of(match)
    published = find_date(words)[0] if words else None
    stronger = draft.published is None or draft.published.basis == "text"
    if published is not None and stronger:
        published = msgspec.structs.replace(published, basis="dateline")
        draft = msgspec.structs.replace(draft, published=published)
    return msgspec.structs.replace(draft, dateline=draft.dateline or place_of(match))


def _read_foot(draft: Draft, pieces: tuple[Piece, ...], codebook: Codebook) -> Draft:
    """A line below the body that says when this was published dates it where the head does not."""
    if draft.published is not None:
        return draft
    last = max((i for i, piece in enumerate(pieces) if piece.kept and is_prose(piece.text)), default=0)
    lines = [piece.text for piece in pieces[last:] if piece.reason in _DATING and piece.kind != "heading"]
    stamp = best_stamp(lines[-_FOOT:], codebook, find_order(lines))
    if stamp is None or stamp.rank > 2 or stamp.published.precision != "day":
        return draft
    return msgspec.structs.replace(draft, published=stamp.published)


def _by_words(pieces: tuple[Piece, ...], codebook: Codebook) -> tuple[Piece, ...]:
    out = list(pieces)
    last = ([0] + [i for i, p in enumerate(out) if p.kept and is_prose(p.text)])[-_CLOSING:][0]
    i = 0
    while i < len(out):
        piece = out[i]
        cue = _cue(piece, tail=i >= last, codebook=codebook) if piece.kept else _head_of_rest(piece, codebook)
        i += 1
        if cue is None:
            continue
        out[i - 1] = piece.aside(cue.reason)
        end = _reach(out, i, cue, codebook)
        for at in range(i, end):
            own = find_cue(out[at].text, tail=True, codebook=codebook) if out[at].kept else None
            out[at] = out[at].aside(own.reason if own else cue.reason)
        i = end
    return tuple(out)


def _between_boxes(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A line between two of a newsletter's box is part of the box: its promise, its button."""
    out = list(pieces)
    for i, (before, piece, after) in enumerate(zip(pieces, pieces[1:], pieces[2:], strict=False), 1):
        boxed = before.reason == after.reason == "newsletter" and sentences(piece.text) == 1
        if boxed and piece.kept and piece.text.count(" ") < _PROMISE_WORDS:
            out[i] = piece.aside("newsletter")
    return tuple(out)


def _author_notes(pieces: tuple[Piece, ...], author: str | None, codebook: Codebook) -> tuple[Piece, ...]:
    """A closing paragraph that opens with the author's own name, or is only a name, is set aside."""
    out = list(pieces)
    for i in [i for i, piece in enumerate(pieces) if piece.kept][1:][-_CLOSING:]:
        text = out[i].text
        if author and text.startswith(f"{author} ") and text.count(" ") < _NOTE_WORDS:
            out[i] = out[i].aside("credit")
    last = max((i for i, piece in enumerate(out) if piece.kept), default=0)
    if last and out[last].kind == "paragraph" and is_signature(out[last].text, codebook):
        out[last] = out[last].aside("byline")
    return tuple(out)


def _head_of_rest(piece: Piece, codebook: Codebook) -> Cue | None:
    """The cue of a head that was set aside already ("Comments (14)"), if it takes all that follows it."""
    cue = find_cue(piece.text, codebook=codebook) if piece.reason in _BOXES else None
    return cue if cue is not None and cue.takes == "rest" else None


def _cue(piece: Piece, *, tail: bool, codebook: Codebook) -> Cue | None:
    if piece.kind == "caption":
        return None
    if piece.kind == "heading" and find_date(piece.text)[0]:  # the day of an account that goes by days
        return None
    cue = find_cue(piece.text, tail=tail, codebook=codebook)
    if cue is not None:
        return None if _holds_caption(piece.text, codebook) else cue
    rest = read_date_line(piece.text, codebook)[1] if len(piece.text) < _DATE_LINE else "-"
    stamp = read_stamp(piece.text, codebook) if tail and rest else None
    if not rest or (stamp is not None and stamp.rank in (0, 2)):
        return Cue(id="date", reason="dateline")
    return Cue(id="link", reason="related") if piece.linked and not is_prose(piece.text) else None


def _holds_caption(text: str, codebook: Codebook) -> bool:
    """Whether a credit has a caption before it: "Picture: A bridge at Gori. Photograph: L. Roux"."""
    lead, rest = split_lead(text, codebook)
    caption, credit = split_credit(rest, codebook=codebook)
    return bool(lead and credit) and caption.count(" ") + 1 >= _CAPTION_WORDS


def _reach(pieces: list[Piece], start: int, cue: Cue, codebook: Codebook) -> int:
    """Where what the cue takes ends: at once, where the article goes on, or with the page."""
    if cue.takes in ("line", "end"):
        return start
    if cue.takes == "rest":
        return len(pieces) if not _goes_on(pieces, start, 3) else start
    known = _content(" ".join(p.text for p in pieces[:start] if p.kept or p.reason == "title"))
    for i in range(start, len(pieces)):
        if _ends_list(pieces[i], codebook):
            return i + 1
        if _is_article(pieces, start, i, known, codebook):
            return i
    return len(pieces)


def _ends_list(piece: Piece, codebook: Codebook) -> bool:
    cue = find_cue(piece.text, codebook=codebook) if len(piece.text) < _DATE_LINE else None
    return cue is not None and cue.takes == "end"


def _goes_on(pieces: list[Piece], start: int, least: int) -> bool:
    """Whether most of the page is still to come: then the word was a button, not the end."""
    before = sum(p.kept and is_prose(p.text) for p in pieces[:start])
    return before == 0 or sum(p.kept and is_prose(p.text) for p in pieces[start:]) > least * before


def _is_article(pieces: list[Piece], start: int, at: int, known: frozenset[str], codebook: Codebook) -> bool:
    """Whether the article goes on at ``at``, after the headlines from ``start`` on.

    It does with the first paragraph after a list of links, or with paragraphs in a row that say
    more than a teaser's one sentence, in words that the article has used before.
    """
    run = list(islice(_paragraphs_from(pieces, at, codebook), _RUN))
    if not run:
        return False
    between = [piece for piece in pieces[start:at] if piece.reason != "teaser"]
    if between and all(piece.linked for piece in between):
        return True
    told = sum(sentences(text) > 1 for text in run)
    least = _KNOWN - (told > 1 and not any(is_prose(piece.text) for piece in between))
    return told > 0 and len(run) >= _RESUMES and len(_content(" ".join(run)) & known) >= least


def _paragraphs_from(pieces: list[Piece], at: int, codebook: Codebook) -> Iterator[str]:
    """The paragraphs from ``at`` on, up to what is none or says the same again."""
    before = ""
    for piece in pieces[at:]:
        if not piece.kept or piece.linked or not is_prose(piece.text) or piece.text == before:
            return
        if is_caption(piece.text, codebook):
            return
        yield piece.text
        before = piece.text


def _content(text: str) -> frozenset[str]:
    """The stems of the longer words of a text, by which one tells its subject."""
    return frozenset(word[:_STEM].casefold() for word in _WORD.findall(text))


def _trailing_headlines(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Two headlines or more below the last paragraph are links to other articles."""
    out = list(pieces)
    kept = [i for i, piece in enumerate(out) if piece.kept]
    tail = list(takewhile(lambda i: _may_be_link(out[i]), reversed(kept)))
    if 2 <= len(tail) < len(kept):
        for i in tail:
            out[i] = out[i].aside("related")
    return tuple(out)


def _may_be_link(piece: Piece) -> bool:
    text = piece.text
    if piece.kind != "paragraph" or is_prose(text) or ends_sentence(text):
        return False
    return is_headline(text) and not _FIGURE.search(text)


def _captions(pieces: tuple[Piece, ...], codebook: Codebook) -> tuple[Piece, ...]:
    """Mark captions, and cut off the credits and the words before them."""
    out: list[Piece] = []
    for i, piece in enumerate(pieces):
        if not piece.kept or not (piece.kind == "caption" or _is_caption(pieces, i, codebook)):
            out.append(piece)
            continue
        lead, text = split_lead(piece.text, codebook)
        text, credit = split_credit(text, codebook=codebook)
        if not any(c.isalnum() for c in text):
            out.append(piece.aside("credit"))
            continue
        if lead:
            out.append(Piece(text=lead.strip(), reason="credit", tied=piece.tied))
        if text:
            out.append(msgspec.structs.replace(piece, text=text, kind="caption"))
        if credit:
            out.append(Piece(text=credit, reason="credit", tied=True))
    return tuple(out)


def _text_credits(pieces: tuple[Piece, ...], codebook: Codebook) -> tuple[Piece, ...]:
    """Cut "(Reporting by …)" off the end of paragraphs."""
    out: list[Piece] = []
    for piece in pieces:
        text, credit = piece.text, ""
        if piece.kept and piece.kind == "paragraph":
            text, credit = split_credit(piece.text, picture=False, codebook=codebook)
        out.append(msgspec.structs.replace(piece, text=text) if credit and text else piece)
        if credit and text:
            out.append(Piece(text=credit, reason="credit", tied=True))
    return tuple(out)


def _without_empty_headings(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A heading over nothing but a newsletter's box or a list of links goes with it."""
    out = list(pieces)
    for i in range(len(out) - 2, -1, -1):
        below = out[i + 1].reason
        if out[i].kept and out[i].kind == "heading" and below in _BOXES:
            out[i] = out[i].aside(below)
    return tuple(out)


def _headings(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A short line of its own above a paragraph, that is no sentence, is a heading of the article itself."""
    kept = [i for i, piece in enumerate(pieces) if piece.kept]
    out = list(pieces)
    for i, after in pairwise(kept[1:]):
        piece = pieces[i]
        if piece.kind == "paragraph" and not piece.tied and _is_heading(piece.text):
            out[i] = piece.as_kind("heading") if is_prose(pieces[after].text) else piece
    return tuple(out)


def _is_heading(text: str) -> bool:
    one_word = " " not in text and text[:1].isupper() and not ends_sentence(text)
    return text.count(" ") < _HEADING_WORDS and (one_word or (is_headline(text) and not is_prose(text)))


def _is_caption(pieces: tuple[Piece, ...], i: int, codebook: Codebook) -> bool:
    piece = pieces[i]
    if piece.kind not in {"paragraph", "deck"}:
        return False
    if is_caption(piece.text, codebook):
        return True
    # the words beside a picture and those below it, one line each: no paragraph is printed so
    twin = [
        other for other in pieces[max(0, i - 1) : i + 2] if other is not piece and other.text == piece.text
    ]
    return bool(twin) and (piece.tied or any(other.tied for other in twin)) and sentences(piece.text) <= 3
