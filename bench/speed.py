#!/usr/bin/env python3
"""Time coding against plain spaCy on the same text, side by side in one run.

    bench/speed.py [FILE…] [--rounds N]

Plain spaCy is the same model with its default pipeline over the same blocks. The figure is the
ratio of the two, the median of N rounds that take turns: a busy machine slows both. So with the
start: a first brief in a new process against one that only loads the model.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import spacy

from truceline.pages import read
from truceline.pipeline import code
from truceline.records import Article
from truceline.settings import model_name

EXAMPLES = Path(__file__).parent.parent / "examples"


def timed(task: object, *arguments: object) -> float:
    """Seconds that ``task`` takes on this processor."""
    start = time.process_time()
    task(*arguments)  # type: ignore[operator]
    return time.process_time() - start


def parse_plainly(nlp: spacy.Language, articles: list[Article]) -> None:
    """Default pipeline over the paragraphs, as anyone would call it."""
    for article in articles:
        list(nlp.pipe(b.text for b in article.blocks))


def code_all(articles: list[Article]) -> None:
    """Everything after reading: parse, mentions, events, registers."""
    for article in articles:
        code(article)


def start_ratio(rounds: int) -> float:
    """How much longer the first brief of a new process takes than to load the model in one."""
    load = (sys.executable, "-c", f"import spacy; spacy.load({model_name()!r})")
    program = str(Path(sys.executable).with_name("truceline"))
    brief = (program, "brief", str(EXAMPLES / "astana-2017.txt"))
    return statistics.median(seconds_of(brief) / seconds_of(load) for _ in range(rounds))


def seconds_of(command: tuple[str, ...]) -> float:
    """Seconds of processor that ``command`` takes from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print both times a thousand words, and their ratio."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("files", nargs="*", type=Path, default=sorted(EXAMPLES.glob("*.*")))
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    read_all = (a for f in chosen.files for a in read(str(f)))
    articles = [a for a in read_all if isinstance(a, Article)]
    words = sum(len(a.text.split()) for a in articles)
    nlp = spacy.load(model_name())
    parse_plainly(nlp, articles)
    code_all(articles)
    pairs = [(timed(parse_plainly, nlp, articles), timed(code_all, articles)) for _ in range(chosen.rounds)]
    plain, ours = (statistics.median(p[i] for p in pairs) for i in (0, 1))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"articles {len(articles)}, words {words}, rounds {chosen.rounds}")
    print(f"plain spaCy   {1000 * plain / words:.3f} s of processor a thousand words")
    print(f"truceline     {1000 * ours / words:.3f} s")
    print(f"truceline / plain spaCy   {ratio:.2f}")
    print(f"start of `truceline brief` / loading the model alone   {start_ratio(chosen.rounds):.2f}")


if __name__ == "__main__":
    main()
