"""A parse in, the same parse with known mistakes of the model mended, out: once, for every stage.

A repair needs a pattern that news writes often and the model gets wrong; it is made here and
never inside an event frame or a register.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from spacy.tokens import Doc

# Lemmas that the model gets wrong for verbs which the field needs.
_LEMMAS = {
    "staged": "stage",
    "staging": "stage",
    "lended": "lend",
    "waged": "wage",
    "ceded": "cede",
    "fled": "flee",
}


@dataclass
class Tree:
    """One sentence's parse as lists by token; ``heads`` are positions in the sentence."""

    words: list[str]
    tags: list[str]
    pos: list[str]
    lemmas: list[str]
    morphs: list[str]
    heads: list[int]
    deps: list[str]

    @classmethod
    def of(cls, doc: Doc) -> Self:
        """Read a parsed one-sentence Doc."""
        return cls(
            words=[t.text for t in doc],
            tags=[t.tag_ for t in doc],
            pos=[t.pos_ for t in doc],
            lemmas=[_LEMMAS.get(t.lower_, t.lemma_.lower()) for t in doc],
            morphs=[str(t.morph) for t in doc],
            heads=[t.head.i for t in doc],
            deps=[t.dep_ for t in doc],
        )


def repair(tree: Tree) -> Tree:
    """Mend ``tree``; repairs run in the order in which they stand here."""
    return tree
