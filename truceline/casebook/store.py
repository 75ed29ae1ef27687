"""A file or a ``postgresql://`` address in, connections that read or write a case out.

One writer at a time: SQLite has a write lock of its own, on PostgreSQL a writing transaction takes
an advisory lock. Readers never wait, and see whole transactions only.
"""

from __future__ import annotations

import contextlib
import datetime
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Insert, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from truceline.errors import CannotStart

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x7472756365  # "truce": the advisory lock of writers on PostgreSQL
_WAIT = 120  # seconds that a writer waits for another
_SQLITE = b"SQLite format 3\x00"


class Store:
    """An open case; ``address`` is as the user gave it."""

    def __init__(self, address: str, engine: Engine) -> None:
        self.address = address
        self.engine = engine

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection whose queries all see the same state."""
        with self._said(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction alone with the case: all of it is kept, or nothing."""
        with self._said(), self.engine.connect() as connection:
            server = self.engine.dialect.name == "postgresql"
            # What others wrote while we waited for the lock must be seen: no snapshot from before it.
            writer = connection.execution_options(writes=True)
            if server:
                writer = writer.execution_options(isolation_level="READ COMMITTED")
            with writer.begin():
                if server:
                    writer.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                yield writer

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        """Turn what the database refuses into one message for a person."""
        try:
            yield
        except DBAPIError as error:
            raise refused(self.address, error) from error

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def is_address(case: str) -> bool:
    """Whether ``case`` is the address of a database server and not a file."""
    return "://" in case


def create(case: str) -> Store:
    """Make a new, empty case; raises CannotStart where there is one already."""
    if not is_address(case) and Path(case).exists():
        raise CannotStart("is there already", where=case, fix="choose another name, or add to it")
    store = _opened(case)
    if _revision(store):
        raise CannotStart("holds a case already", where=case, fix="add to it, or name another database")
    _migrate(store)
    return store


def open_case(case: str) -> Store:
    """Open a case that is there, and upgrade it where it is older, with a copy kept beside it.

    Raises CannotStart where there is none, it is damaged, or it is newer than this Truceline.
    """
    if not is_address(case):
        _check_file(Path(case))
    store = _opened(case)
    revision = _revision(store)
    if revision is None:
        raise CannotStart("is no case", where=case, fix=f"make one with: truceline case new {case}")
    script = ScriptDirectory(str(_MIGRATIONS))
    if revision not in {s.revision for s in script.walk_revisions()}:
        raise CannotStart(
            f"was made by a newer Truceline (schema {revision})", where=case, fix="install that version"
        )
    if revision != script.get_current_head():
        _keep_copy(store, revision)
        _migrate(store)
    return store


def refused(address: str, error: DBAPIError) -> CannotStart:
    """The message for what a database refuses: damaged, locked, full, not to be written, not there."""
    said = " ".join(str(error.orig).split())
    for words, fix in _REFUSALS:
        if words in said.lower():
            return CannotStart(said, where=shown(address), fix=fix)
    return CannotStart(said, where=shown(address), fix="see what the database says, and try again")


_REFUSALS = (
    ("malformed", "the file is damaged: go back to a copy, or save what can be read with sqlite3's .recover"),
    ("not a database", "the file is no case: name a file that truceline case new has made"),
    ("locked", "another program holds the case: try again when it has finished"),
    ("readonly", "the file may not be written: copy it to a folder of yours"),
    ("full", "make room on the disk, and run the same command again: nothing is half written"),
    ("connect", "check that the server runs, and the user and name in the address"),
)


def shown(address: str) -> str:
    """The address without its password."""
    return make_url(address).render_as_string(hide_password=True) if is_address(address) else address


def inserted(connection: Connection, row: Insert) -> int:
    """Write one row and return its number."""
    key = connection.execute(row).inserted_primary_key
    if key is None:
        raise TypeError("the table numbers its rows")
    return int(key[0])


def now() -> str:
    """The time for the log, UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


# Opening


def _check_file(path: Path) -> None:
    fix = f"make one with: truceline case new {path}"
    if not path.is_file():
        raise CannotStart("there is no such case", where=str(path), fix=fix)
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) != _SQLITE:
            raise CannotStart("is no case, or is damaged at its head", where=str(path), fix=fix)


def _opened(case: str) -> Store:
    engine = _server(case) if is_address(case) else _file(case)
    store = Store(case, engine)
    with store._said(), engine.connect():
        pass
    return store


def _server(case: str) -> Engine:
    try:
        url = make_url(case)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        if url.get_backend_name() != "postgresql":
            raise CannotStart(f"{url.drivername} is not served", where=shown(case), fix="use postgresql://")
        return create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError) as error:
        fix = "write it as postgresql://user@host/name"
        raise CannotStart(f"is no address: {error}", where=case.split("@")[-1], fix=fix) from None
    except ImportError:
        fix = 'pip install "truceline[postgresql]"'
        raise CannotStart("needs psycopg, which is not installed", where=shown(case), fix=fix) from None


def _file(case: str) -> Engine:
    engine = create_engine(f"sqlite:///{case}", connect_args={"timeout": _WAIT, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say so
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


# Schema


def _revision(store: Store) -> str | None:
    with store.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _migrate(store: Store) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with store.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _keep_copy(store: Store, revision: str) -> None:
    """Copy the file of an older case; a server's databases are its keeper's to back up."""
    if is_address(store.address):
        return
    path = Path(store.address)
    target = path.with_name(f"{path.name}.{revision}.bak")
    if not target.exists():
        beside = target.with_name(target.name + ".part")
        with (
            contextlib.closing(sqlite3.connect(path)) as old,
            contextlib.closing(sqlite3.connect(beside)) as new,
        ):
            old.backup(new)
        shutil.move(beside, target)
