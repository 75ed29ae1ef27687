"""``Case("talks.db")``: the casebook from Python; the command line is a thin layer over it.

>>> from truceline.casebook import Case          # doctest: +SKIP
>>> case = Case.new("talks.db")
>>> for outcome in case.add("articles/"):
...     print(outcome.source, outcome.what)
>>> for happening in case.happenings("violence"):
...     print(happening.days, happening.independent_publishers)
"""

from __future__ import annotations

import getpass
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Self, TypeVar

import msgspec
from sqlalchemy import func, or_, select

from truceline import __version__
from truceline.casebook import models as m
from truceline.casebook import over_time, review
from truceline.casebook.add import Page, add_coded, begin_run, count, is_known, recode, set_aside
from truceline.casebook.check import check
from truceline.casebook.coders import agreement
from truceline.casebook.incoming import incoming
from truceline.casebook.store import Store, create, open_case
from truceline.casebook.told import EVERYTHING, Choice, Told, told
from truceline.codebook import SHIPPED, Codebook
from truceline.errors import ArticleSkipped
from truceline.records import Article, CodedArticle, Happening
from truceline.records.over_time import BreachWeek, Life, Measured, Process, Stand
from truceline.records.review import Agreeing, Decision, Verb, Waiting

T = TypeVar("T")
_PAGE = 1000  # rows fetched at once


@dataclass(frozen=True)
class Added:
    """What became of one source: ``reason`` is set where it was set aside."""

    source: str
    what: Literal["added", "changed", "unchanged", "set_aside"]
    reason: ArticleSkipped | None = None


class Case:
    """An open casebook: a file, or a ``postgresql://`` address.

    Raises CannotStart where there is none, where it is damaged, or where a newer Truceline made it.
    """

    def __init__(self, address: str, codebook: Codebook = SHIPPED) -> None:
        self.store: Store = open_case(address)
        self.codebook = codebook

    @classmethod
    def new(cls, address: str, codebook: Codebook = SHIPPED) -> Self:
        """Make an empty case and open it; raises CannotStart where there is one."""
        create(address).close()
        return cls(address, codebook)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    def add(self, *sources: str, published: str | None = None, by: str | None = None) -> Iterator[Added]:
        """Add what the sources hold, one article a transaction; yields what became of each.

        Taking fewer than all is safe: what has been yielded is in the case.
        """
        with self.store.write() as connection:
            run = begin_run(connection, by or getpass.getuser(), "add", __version__)
        for source in sources:
            for found in incoming(source, published=published):
                yield self._add(found, run)

    def _add(self, found: Article | CodedArticle | ArticleSkipped, run: int) -> Added:
        if isinstance(found, ArticleSkipped):
            with self.store.write() as connection:
                set_aside(connection, found, run)
                count(connection, run, "set_aside")
            return Added(found.where, "set_aside", found)
        coded = self._coded(found)
        if isinstance(coded, ArticleSkipped):
            return self._add(coded, run)
        with self.store.write() as connection:
            what = "unchanged" if coded is None else add_coded(connection, coded, run, self.codebook)
            count(connection, run, what)
        return Added(found.source, what)

    def _coded(self, found: Article | CodedArticle) -> CodedArticle | ArticleSkipped | None:
        """The article coded, outside of any transaction; None where the case has it already.

        An article on which the coder fails is set aside.
        """
        with self.store.read() as connection:
            if is_known(connection, Page.of(found)):
                return None
        if isinstance(found, CodedArticle):
            return found
        from truceline.pipeline import code_or_skip  # the parser is loaded when something has to be parsed

        return code_or_skip(found, self.codebook)

    def happenings(self, *families: str) -> Iterator[Happening]:
        """All happenings, or those of some families, by day; the undated come last."""
        h = m.happening
        query = select(h.c.body).order_by(h.c.first_day.is_(None), h.c.first_day, h.c.id)
        if families:
            query = query.where(h.c.family.in_(families))
        with self.store.read() as connection:
            for body in connection.execution_options(yield_per=_PAGE).scalars(query):
                yield msgspec.json.decode(body, type=Happening)

    def talks(self, choice: Choice = EVERYTHING) -> tuple[Process, ...]:
        """Processes of talks, their rounds in order, with the rounds that nobody reports."""
        return self._shown("talks", over_time.talks, choice)

    def agreements(self, choice: Choice = EVERYTHING) -> tuple[Life, ...]:
        """The lives of agreements: each step with its reports."""
        return self._shown("agreements", over_time.agreements, choice)

    def zones(self, choice: Choice = EVERYTHING) -> tuple[Life, ...]:
        """The lives of zones, buffers and corridors."""
        return self._shown("zones", over_time.zones, choice)

    def breaches(self, choice: Choice = EVERYTHING) -> tuple[BreachWeek, ...]:
        """Breaches by party and week."""
        return self._shown("breaches", over_time.breaches, choice)

    def movements(self, choice: Choice = EVERYTHING) -> tuple[Measured, ...]:
        """People moved, as stock and flow, each number with its sources."""
        return self._shown("movements", over_time.movements, choice)

    def casualties(self, choice: Choice = EVERYTHING) -> tuple[Measured, ...]:
        """Tolls, each a range with its sources."""
        return self._shown("casualties", over_time.casualties, choice)

    def positions(self, choice: Choice = EVERYTHING) -> tuple[Stand, ...]:
        """Who backs, opposes, mediates or guarantees what, and since when."""
        return self._shown("positions", over_time.positions, choice)

    def told(self, choice: Choice = EVERYTHING) -> Iterator[Told]:
        """All happenings with their claims and records: what exports are made of."""
        with self.store.read() as connection:
            yield from told(connection, None, choice)

    def settled(self) -> dict[str, Decision]:
        """The last judgement on each claim that somebody judged."""
        with self.store.read() as connection:
            return review.settled(connection)

    def _shown(self, register: str, fold: Callable[[Iterable[Told]], T], choice: Choice) -> T:
        with self.store.read() as connection:
            return fold(told(connection, register, choice))

    def recode(self, by: str | None = None) -> Iterator[str]:
        """Code all current pages again that another coder or codebook has coded; yields their sources.

        Decisions stay: those whose claims have other keys now go to the claim whose words overlap most.
        """
        from truceline.pipeline import code

        with self.store.write() as connection:
            run = begin_run(connection, by or getpass.getuser(), "recode", __version__)
        for version, page in self._stale():
            coded = code(page, self.codebook)
            with self.store.write() as connection:
                recode(connection, coded, version, run, self.codebook)
                review.carry(connection, version, self.codebook)
                count(connection, run, "changed")
            yield page.source

    def _stale(self) -> list[tuple[int, Article]]:
        """The current versions that this coder with this codebook has not coded."""
        query = (
            select(m.version.c.id, m.version.c.page)
            .join(m.article, m.article.c.current == m.version.c.id)
            .join(m.coding, m.coding.c.version == m.version.c.id)
            .where(m.coding.c.current)
            .where(or_(m.coding.c.coder != __version__, m.coding.c.codebook != self.codebook.version))
        )
        with self.store.read() as connection:
            return [
                (row.id, msgspec.json.decode(zlib.decompress(row.page), type=Article))
                for row in connection.execute(query)
            ]

    def decide(
        self,
        what: Verb,
        claim: str,
        *,
        by: str | None = None,
        why: str | None = None,
        other: str | None = None,
        changes: Mapping[str, str] | None = None,
    ) -> Decision:
        """Accept, correct, reject, split, join, leave unsure or note a claim, named by its key."""
        with self.store.write() as connection:
            name = by or getpass.getuser()
            return review.decide(
                connection, what, claim, name, why=why, other=other, changes=changes, codebook=self.codebook
            )

    def undo(self, number: int, by: str | None = None) -> None:
        """Take a decision back; both stay in the log."""
        with self.store.write() as connection:
            review.undo(connection, number, by or getpass.getuser(), self.codebook)

    def decisions(self, *, all_: bool = False) -> list[Decision]:
        """The decisions that stand, or all that were ever made."""
        with self.store.read() as connection:
            return review.decisions(connection, all_=all_)

    def queue(self, limit: int = 20) -> list[Waiting]:
        """What waits for review, what matters most first."""
        with self.store.read() as connection:
            return review.queue(connection, limit)

    def lost(self) -> list[Decision]:
        """The decisions whose words are in no claim any more."""
        with self.store.read() as connection:
            return review.lost(connection)

    def agreement(self, *reviewers: str) -> Agreeing:
        """How far reviewers agree beyond chance; without names, all who decided."""
        with self.store.read() as connection:
            found = review.judged(connection)
        return agreement(found, reviewers or sorted({who for answers in found.values() for who in answers}))

    def check(self) -> Iterator[str]:
        """What is wrong with the case, one line each; nothing where it is sound."""
        with self.store.read() as connection:
            yield from check(connection)

    def log(self) -> Iterator[str]:
        """Who added what when, and what was set aside and why, in order of time."""
        with self.store.read() as connection:
            for run in connection.execute(select(m.run).order_by(m.run.c.id)):
                done = f"{run.added} added, {run.changed} changed, {run.unchanged} unchanged"
                yield f"{run.at}  {run.by}  {run.what} with {run.coder}: {done}, {run.set_aside} set aside"
            for row in connection.execute(
                select(m.set_aside).order_by(m.set_aside.c.at, m.set_aside.c.source)
            ):
                yield f"{row.at}  set aside ({row.reason}): {row.message}"

    def counts(self) -> dict[str, int]:
        """How many articles, versions, claims, links and happenings there are."""
        tables = (m.article, m.version, m.claim, m.link, m.happening, m.set_aside)
        with self.store.read() as connection:
            return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}
