"""A clean draft in, an Article out: blocks with offsets, and everything that was set aside."""

from __future__ import annotations

from truceline.pages.draft import Draft, Piece
from truceline.pages.refusals import skipped
from truceline.records import Article, Block, Published, Removed

_BETWEEN = "\n\n"


def assemble(draft: Draft, *, source: str, id: str, published: Published | None) -> Article:
    """The article of a draft; ``published`` is what was given and outranks what the page says.

    Raises ArticleSkipped (no-article) where nothing is left.
    """
    blocks, places = _blocks(draft.pieces)
    if not blocks:
        raise skipped("no-article", "there is no article on this page", source)
    return Article(
        id=id,
        source=source,
        text=_BETWEEN.join(block.text for block in blocks),
        title=draft.title,
        byline=draft.byline or None,
        dateline=draft.dateline,
        published=published or draft.published,
        publisher=draft.publisher,
        blocks=tuple(blocks),
        removed=tuple(_removed(piece, draft.pieces, places) for piece in draft.pieces if piece.reason),
    )


def _blocks(pieces: tuple[Piece, ...]) -> tuple[list[Block], dict[int, int]]:
    """The kept pieces as blocks, and which block each of them became."""
    blocks: list[Block] = []
    places: dict[int, int] = {}
    start = 0
    for i, piece in enumerate(pieces):
        if not piece.kept or not piece.text:
            continue
        places[i] = len(blocks)
        end = start + len(piece.text)
        blocks.append(Block(kind=piece.kind, text=piece.text, start=start, end=end))
        start = end + len(_BETWEEN)
    return blocks, places


def _removed(piece: Piece, pieces: tuple[Piece, ...], places: dict[int, int]) -> Removed:
    at = piece.repeats
    while at is not None and at not in places:  # it repeats a piece that itself went out as a repeat
        at = pieces[at].repeats
    repeats = places[at] if at is not None else None
    return Removed(text=piece.text, reason=piece.reason or "other", repeats=repeats)
