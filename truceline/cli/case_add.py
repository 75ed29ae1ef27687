"""What became of each article in, one line for each that was set aside and one count for all out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from truceline.cli.console import say
from truceline.cli.work import Stopped

if TYPE_CHECKING:
    from truceline.casebook.case import Added

_EVERY = 25  # articles between two signs of life on a terminal


class Tally:
    """The count of one ``case add``: added, changed, unchanged, set aside with reasons."""

    def __init__(self, sources: list[str]) -> None:
        self._sources = sources
        self._what: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()

    @property
    def status(self) -> int:
        """The exit status: 1 where something was set aside."""
        return 1 if self._reasons else 0

    def __str__(self) -> str:
        """``12 added, 1 new version, 3 unchanged, 1 set aside (1 language)``."""
        parts = [f"{self._what['added']} added"]
        if self._what["changed"]:
            parts.append(f"{self._what['changed']} as a new version")
        parts.append(f"{self._what['unchanged']} unchanged")
        if self._reasons:
            reasons = ", ".join(f"{n} {reason}" for reason, n in self._reasons.most_common())
            parts.append(f"{self._reasons.total()} set aside ({reasons})")
        return ", ".join(parts)

    @contextmanager
    def shown(self) -> Iterator[Callable[[Added], None]]:
        """A function that takes what became of each article; the count is said at the end."""
        try:
            yield self._step
        except KeyboardInterrupt:
            raise Stopped(f"stopped: {self}; run the same command again to go on") from None
        say(str(self))

    def _step(self, added: Added) -> None:
        if added.reason is not None:
            self._reasons[added.reason.reason] += 1
            say(str(added.reason))
        else:
            self._what[added.what] += 1
        done = self._what.total() + self._reasons.total()
        if done % _EVERY == 0 and sys.stderr.isatty():
            say(f"… {self}")
