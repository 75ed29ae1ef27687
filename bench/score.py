"""Code an evaluation set and score it: ``python bench/score.py plover gsr quad [--errors 40]``.

Reads ../shared/eval (or --eval DIR) and runs its own scorer; nothing of the sets is kept here.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from truceline.pages import read
from truceline.pipeline import code
from truceline.records import Article

EVAL = Path(__file__).resolve().parents[2] / "shared" / "eval"


def predict(documents: Path, out: Path) -> int:
    """Code every article of ``documents`` into ``out`` (JSONL); how many there were."""
    count = 0
    with out.open("wb") as file:
        for article in read(str(documents)):
            if isinstance(article, Article):
                file.write(code(article).to_json() + b"\n")
                count += 1
    return count


def main() -> None:
    """Score each set that is named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sets", nargs="+")
    options.add_argument("--eval", type=Path, default=EVAL)
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()))
    chosen = options.parse_args()
    for name in chosen.sets:
        out = chosen.out / f"{name}.pred.jsonl"
        start = time.perf_counter()
        count = predict(chosen.eval / f"{name}.docs.jsonl", out)
        print(f"== {name}: {count} documents in {time.perf_counter() - start:.1f} s", flush=True)
        scorer = [
            sys.executable,
            str(chosen.eval / "score.py"),
            name,
            str(out),
            "--errors",
            str(chosen.errors),
        ]
        subprocess.run(scorer, check=True)


if __name__ == "__main__":
    main()
