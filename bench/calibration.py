"""How far an event's confidence can be believed: ``python -m bench.calibration``.

Codes the plover and gsr sets of ../shared/eval and prints, by band of confidence, how many main events
have the gold's type. In plover's gold CONCEDE and RETREAT are one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench.score import EVAL
from truceline.pages import read
from truceline.pipeline import code
from truceline.records import Article

_ROOT = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_BANDS = ((0.0, 0.7), (0.7, 0.8), (0.8, 0.85), (0.85, 0.9), (0.9, 0.93), (0.93, 0.96), (0.96, 1.01))


def judged() -> Iterator[tuple[float, bool]]:
    """The confidence of each sentence's main event, and whether its type is the gold's."""
    for name, key in (("plover", "root"), ("gsr", "type")):
        with (EVAL / f"{name}.gold.jsonl").open(encoding="utf8") as file:
            gold = {row["id"]: row[key] for row in map(json.loads, file)}
        for article in read(str(EVAL / f"{name}.docs.jsonl")):
            events = code(article).events if isinstance(article, Article) else ()
            if events and events[0].confidence is not None:
                type_ = events[0].type
                yield events[0].confidence, gold[article.id] in (type_, _ROOT.get(type_))


def main() -> None:
    """Print a line a band: how many events, their mean confidence, the share that is right."""
    found = list(judged())
    print("confidence   events  mean   right")
    for low, high in _BANDS:
        inside = [(sure, right) for sure, right in found if low <= sure < high]
        if inside:
            mean, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            print(f"{low:.2f}-{min(high, 1):.2f}  {len(inside):7}  {mean:.3f}  {right:.3f}")
    mean, right = (sum(column) / len(found) for column in zip(*found, strict=True))
    print(f"all        {len(found):7}  {mean:.3f}  {right:.3f}")


if __name__ == "__main__":
    main()
