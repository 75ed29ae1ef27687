"""A codebook in, the examples that it does not live up to out: its own test.

Every ``yes`` of an entry must be coded by that entry and as its type, every ``no`` must not; a silent
entry's ``yes`` must give no event at all. The sentences go through the whole reading of sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.entries import Frame, Operator
from truceline.events.frames import load_index
from truceline.events.operators import Meaning
from truceline.events.sentence import read_sentence
from truceline.language import parse
from truceline.records import Article


@dataclass(frozen=True)
class Example:
    """A sentence of an entry, and whether the entry must code it."""

    entry: Frame | Operator
    sentence: str
    wanted: bool


@dataclass(frozen=True)
class Failure:
    """An example that is coded otherwise than its entry says."""

    entry: str
    sentence: str
    wanted: str
    got: str

    def __str__(self) -> str:
        return f"{self.entry}: {self.sentence!r} should be {self.wanted}, is {self.got}"


def examples(codebook: Codebook = SHIPPED) -> list[Example]:
    """All examples of the frames and operators of ``codebook``."""
    entries: list[Frame | Operator] = [
        *codebook.entries("events", Frame),
        *codebook.entries("operators.yaml", Operator),
    ]
    return [Example(e, text, wanted) for e in entries for wanted, texts in ((True, e.yes), (False, e.no))
            for text in texts]  # fmt: skip


def run_examples(codebook: Codebook = SHIPPED) -> list[Failure]:
    """The examples that fail, in the order of the codebook."""
    return [failure for example, _, read in read_examples(codebook) if (failure := _judge(example, read))]


def read_examples(codebook: Codebook = SHIPPED) -> Iterator[tuple[Example, list[Token], list[Meaning]]]:
    """Each example with its words and the events that they are read as; all are parsed together."""
    index = load_index(codebook)
    given = examples(codebook)
    parsed = parse(Article(id="examples", source="codebook", text="\n\n".join(e.sentence for e in given)))
    borders = [0]
    for example in given:
        borders.append(borders[-1] + len(example.sentence) + 2)
    tokens: list[list[Token]] = [[] for _ in given]
    meanings: list[list[Meaning]] = [[] for _ in given]
    number = 0
    for sentence in parsed.sentences:
        start = parsed.doc[sentence.start].idx
        while start >= borders[number + 1]:
            number += 1
        told = list(parsed.span_of(sentence))
        tokens[number] += told
        meanings[number] += read_sentence(told, index).events
    yield from zip(given, tokens, meanings, strict=True)


def _judge(example: Example, read: list[Meaning]) -> Failure | None:
    entry = example.entry
    got = ", ".join(f"{m.type} by {' over '.join(r for r, _ in m.reasons)}" for m in read) or "nothing"
    if isinstance(entry, Frame) and entry.silent:
        right, wanted = not read, "nothing"
    else:
        right = any(_is_coded_by(entry, m) for m in read)
        wanted = str(entry.type) if isinstance(entry, Frame) else "coded by it"
    if right == example.wanted:
        return None
    return Failure(entry.id, example.sentence, wanted if example.wanted else f"not {wanted}", got)


def _is_coded_by(entry: Frame | Operator, meaning: Meaning) -> bool:
    rules = {rule for rule, _ in meaning.reasons}
    if isinstance(entry, Operator):
        return f"operator:{entry.id}" in rules
    if entry.type == "responsibility":
        return f"frame:{entry.id}" in rules
    return f"frame:{entry.id}" in rules and meaning.type == entry.type
