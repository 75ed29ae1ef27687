"""A codebook in, the weights of its second reader out: ``truceline codebook train``.

Only the codebook's own examples are learnt: of an event's ``yes``, the words around the verb or noun
that its frame codes; of a silent frame's, those around the sentence's main word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.entries import Frame, Plover
from truceline.events.examples import Example, examples, read_examples
from truceline.events.opinion import BUCKETS, NOTHING, Opinion, clues

_Matrix = npt.NDArray[np.float32]
_STEPS, _RATE, _MOMENTUM, _SHRINK = 400, 8.0, 0.9, 1e-4
_FOLDS = 5


def train(codebook: Codebook = SHIPPED) -> Opinion:
    """Learn the examples of ``codebook``; the same examples give the same weights."""
    labels, matrix, wanted = _lesson(codebook)
    weights, bias = _fit(matrix, wanted, len(labels))
    return Opinion(labels, weights, bias, {})


def cross_validate(codebook: Codebook = SHIPPED) -> tuple[float, int]:
    """The share of examples whose type a reader that has not learnt them gives, and how many there are."""
    labels, matrix, wanted = _lesson(codebook)
    fold = np.arange(len(wanted)) % _FOLDS  # neighbours of one frame part
    right = 0
    for held in range(_FOLDS):
        weights, bias = _fit(matrix[fold != held], wanted[fold != held], len(labels))
        right += int(((matrix[fold == held] @ weights + bias).argmax(1) == wanted[fold == held]).sum())
    return right / len(wanted), len(wanted)


def save(opinion: Opinion, path: Path, codebook: Codebook = SHIPPED) -> None:
    """Write the weights, in half precision, with marks of the examples that they rest on."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            labels=np.frombuffer(" ".join(opinion.labels).encode(), np.uint8),
            weights=opinion.weights.astype(np.float16),
            bias=opinion.bias,
            examples=_marks(codebook),
        )


def learnt(path: Path, codebook: Codebook = SHIPPED) -> float:
    """The share of the examples of ``codebook`` that the weights in ``path`` have learnt."""
    with np.load(path) as file:
        return float(np.isin(_marks(codebook), file["examples"]).mean())


def _marks(codebook: Codebook) -> npt.NDArray[np.uint32]:
    """A number for each example, from its entry and its words."""
    told = (f"{e.entry.id} {e.wanted} {e.sentence}" for e in examples(codebook))
    return np.array(sorted(crc32(t.encode()) for t in told), np.uint32)


@lru_cache(maxsize=1)
def _lesson(codebook: Codebook) -> tuple[tuple[str, ...], _Matrix, npt.NDArray[np.int64]]:
    """The labels, the clues of each example, and the number of its label: parsed once for both uses."""
    labels = (*sorted(p.id for p in codebook.entries("types.yaml", Plover)), NOTHING)
    rows = list(_rows(codebook))
    wanted = np.array([labels.index(label) for label, _ in rows])
    return labels, _matrix([seen for _, seen in rows]), wanted


def _rows(codebook: Codebook) -> Iterator[tuple[str, list[int]]]:
    """The label and the clues of each example that has one."""
    for example, sentence, meanings in read_examples(codebook):
        label = _label(example)
        if label is None:
            continue
        if label == NOTHING:
            if not meanings:
                yield label, clues(next(t for t in sentence if t.head.i == t.i), sentence)
            continue
        found = next((m for m in meanings if m.type == label), None)
        if found is not None:
            yield label, clues(found.trigger, sentence)


def _label(example: Example) -> str | None:
    entry = example.entry
    if not example.wanted or not isinstance(entry, Frame) or entry.type == "responsibility":
        return None
    return NOTHING if entry.silent else entry.type


def _matrix(seen: list[list[int]]) -> _Matrix:
    matrix = np.zeros((len(seen), BUCKETS), np.float32)
    for row, buckets in enumerate(seen):
        matrix[row, buckets] = 1 / np.sqrt(len(buckets))
    return matrix


def _fit(matrix: _Matrix, wanted: npt.NDArray[np.int64], labels: int) -> tuple[_Matrix, _Matrix]:
    """Softmax regression by gradient descent with momentum and a little shrinkage."""
    weights, bias = np.zeros((BUCKETS, labels), np.float32), np.zeros(labels, np.float32)
    pace, bias_pace = np.zeros_like(weights), np.zeros_like(bias)
    target = np.eye(labels, dtype=np.float32)[wanted]
    for _ in range(_STEPS):
        scores = matrix @ weights + bias
        odds = np.exp(scores - scores.max(1, keepdims=True))
        error = odds / odds.sum(1, keepdims=True) - target
        pace = _MOMENTUM * pace - _RATE * (matrix.T @ error / len(matrix) + _SHRINK * weights)
        bias_pace = _MOMENTUM * bias_pace - _RATE * error.mean(0)
        weights, bias = weights + pace, bias + bias_pace
    return weights, bias
