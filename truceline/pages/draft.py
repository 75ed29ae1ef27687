"""The page while it is read: its pieces in their order, each kept or set aside with a reason."""

from __future__ import annotations

import msgspec

from truceline.records import BlockKind, Published


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One line or paragraph of a page; kept while ``reason`` is None.

    ``tied``: no blank line stands before it. ``linked``: all of it is one link. ``repeats``: the
    place, among the pieces, of the piece that says the same.
    """

    text: str
    kind: BlockKind = "paragraph"
    reason: str | None = None
    tied: bool = False
    linked: bool = False
    repeats: int | None = None

    @property
    def kept(self) -> bool:
        """Whether the piece is, so far, part of the article."""
        return self.reason is None

    def aside(self, reason: str, repeats: int | None = None) -> Piece:
        """The same piece, taken out of the article for ``reason``; what is out stays as it is."""
        return self if self.reason else msgspec.structs.replace(self, reason=reason, repeats=repeats)

    def as_kind(self, kind: BlockKind) -> Piece:
        """The same piece as a block of another kind."""
        return msgspec.structs.replace(self, kind=kind)


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a page before it becomes an Article."""

    pieces: tuple[Piece, ...]
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    publisher: str | None = None
    published: Published | None = None  # the best that was found so far
