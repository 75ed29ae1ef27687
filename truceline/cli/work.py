"""Sources in, their articles out one by one, with what was set aside counted and said.

An article that cannot be used never stops a run: its message goes to standard error, and the last line
counts. Ctrl-C stops between two articles or within one, and says what was finished.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from truceline.cli.console import say
from truceline.errors import ArticleSkipped

if TYPE_CHECKING:
    from truceline.codebook import Codebook
    from truceline.records import Article, CodedArticle

_Done = TypeVar("_Done")
_Step = Callable[[], None]  # one more article is done or set aside
_A_FEW = 3
_MANY_IN_ONE = (".jsonl", ".jsonl.gz")


class Stopped(Exception):
    """Ctrl-C came; the message says what was finished."""


class Run:
    """One command's way through its sources; ``done`` is its word for a finished article: coded, read."""

    def __init__(self, sources: list[str], *, published: str | None, done: str, quiet: bool = False) -> None:
        self._sources = sources
        self._published = published
        self._done_word = done
        self._bar = not quiet and sys.stderr.isatty() and _size(sources) > _A_FEW
        self._now = "what comes before the first article"
        self.finished = 0
        self.skipped: Counter[str] = Counter()

    @property
    def status(self) -> int:
        """The exit status: 1 where something was set aside."""
        return 1 if self.skipped else 0

    def __str__(self) -> str:
        """``3 coded, 1 set aside (1 language)``."""
        done = f"{self.finished} {self._done_word}"
        if not self.skipped:
            return done
        reasons = ", ".join(f"{count} {reason}" for reason, count in self.skipped.most_common())
        return f"{done}, {self.skipped.total()} set aside ({reasons})"

    @contextmanager
    def counted(self) -> Iterator[Iterator[Article]]:
        """The articles to work on; at the end the counts are said where there was more than one."""
        with self._counting() as step:
            yield self._each(step, lambda article: article)

    @contextmanager
    def coded(self, book: Codebook) -> Iterator[Iterator[CodedArticle]]:
        """The same articles, coded; one on which the coder fails is set aside as well."""

        def coder(article: Article) -> CodedArticle | ArticleSkipped:
            from truceline.pipeline import code_or_skip  # loads the parser

            return code_or_skip(article, book)

        with self._counting() as step:
            yield self._each(step, coder)

    @contextmanager
    def _counting(self) -> Iterator[_Step]:
        with self._progress() as step:
            try:
                yield step
            except KeyboardInterrupt:
                raise Stopped(f"stopped: {self}") from None
            except Exception as error:
                error.add_note(f"while working on {self._now}")
                raise
        if self.finished + self.skipped.total() > 1:
            say(str(self))

    def _each(self, step: _Step, task: Callable[[Article], _Done | ArticleSkipped]) -> Iterator[_Done]:
        for found in self._articles():
            done = found if isinstance(found, ArticleSkipped) else task(found)
            if isinstance(done, ArticleSkipped):
                self.skipped[done.reason] += 1
                say(str(done))
            else:
                yield done
                self.finished += 1
            step()

    def _articles(self) -> Iterator[Article | ArticleSkipped]:
        from truceline.pages import read

        for source in self._sources:
            for found in read(source, published=self._published):
                self._now = found.where if isinstance(found, ArticleSkipped) else found.source
                yield found

    @contextmanager
    def _progress(self) -> Iterator[_Step]:
        if not self._bar:
            yield lambda: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn(self._done_word), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(self._done_word, total=_size(self._sources))
            yield lambda: bar.advance(task)


def holds_many(sources: list[str]) -> bool:
    """Whether the sources are several articles by their nature: more than one, a folder, a .jsonl."""
    if len(sources) != 1:
        return True
    return bool(sources[0]) and (Path(sources[0]).is_dir() or sources[0].endswith(_MANY_IN_ONE))


def _size(sources: list[str]) -> int:
    """How many articles there will be, as far as it can be told without reading them."""
    return sum(_size_of(Path(source)) for source in sources if source)


def _size_of(path: Path) -> int:
    if path.is_dir():
        return sum(_size_of(file) for file in path.rglob("*") if file.is_file())
    if path.suffix == ".jsonl" and path.is_file():
        with path.open("rb") as rows:
            return sum(1 for _ in rows)
    return 1
