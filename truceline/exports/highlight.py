"""The article's text and the lines of a brief in, stretches of text with the records that rest on them out.

Evidence overlaps: a clause can carry an event, an agreement and a zone. The text is therefore cut at
every border, and each stretch knows all its records; it is drawn as the one with the fewest words, of
two with the same words as the less certain one. An outlook rests on a whole sentence, whatever else that
says: it is drawn only where nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from truceline.exports.brief import Drawn, Line
from truceline.records import Block, BlockKind, CodedArticle

_LEAST_CERTAIN: tuple[Drawn, ...] = (
    "negated",
    "alleged",
    "hypothetical",
    "planned",
    "historical",
    "asserted",
)


@dataclass(frozen=True)
class Stretch:
    """A stretch of the article without a border inside; ``lines`` from narrow evidence to wide."""

    text: str
    lines: tuple[Line, ...] = ()
    begins: tuple[str, ...] = ()  # ids of the lines whose words begin here

    @property
    def ids(self) -> str:
        """The ids of the lines, with spaces between."""
        return " ".join(line.id for line in self.lines)


@dataclass(frozen=True)
class Paragraph:
    """A block of the article as stretches."""

    kind: BlockKind
    stretches: tuple[Stretch, ...]


def paragraphs(coded: CodedArticle, lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The article block by block; text between blocks is white space and falls away."""
    return tuple(
        Paragraph(block.kind, tuple(_stretches(coded.text, block.start, block.end, lines)))
        for block in _blocks(coded)
    )


def _blocks(coded: CodedArticle) -> Sequence[Block]:
    if coded.article and coded.article.blocks:
        return coded.article.blocks
    return [Block(kind="paragraph", text=coded.text, start=0, end=len(coded.text))] if coded.text else []


def _stretches(text: str, start: int, end: int, lines: Sequence[Line]) -> Iterator[Stretch]:
    inside = sorted(
        (line for line in lines if line.words.start < end and line.words.end > start),
        key=_closeness,
    )
    borders = {start, end} | {
        b for line in inside for b in (line.words.start, line.words.end) if start < b < end
    }
    ordered = sorted(borders)
    for left, right in pairwise(ordered):
        here = tuple(line for line in inside if line.words.start <= left and right <= line.words.end)
        begins = tuple(
            line.id for line in here if max(line.words.start, start) == left and line.words.start >= start
        )
        yield Stretch(text[left:right], here, begins)


def _closeness(line: Line) -> tuple[bool, int, int]:
    """How far a record is from being what a stretch is drawn as."""
    length = line.words.end - line.words.start
    return line.section == "outlook", length, _LEAST_CERTAIN.index(line.drawn)
