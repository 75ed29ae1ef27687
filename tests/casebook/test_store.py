"""Cases that are there, are not, are damaged, are newer; and what the migrations make."""

from __future__ import annotations

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from truceline.casebook import Case
from truceline.casebook.models import METADATA
from truceline.errors import CannotStart


def test_the_migrations_make_the_tables_of_the_models(case):
    with case.store.read() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []


def test_a_case_that_is_there_is_not_made_anew(case):
    with pytest.raises(CannotStart, match=r"is there already|holds a case already"):
        Case.new(case.store.address)


def test_a_case_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CannotStart, match="there is no such case"):
        Case(str(tmp_path / "none.db"))


@pytest.mark.parametrize(
    "content",
    [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 4096],
    ids=["empty", "text", "torn"],
)
def test_a_damaged_file_is_said_to_be_so(tmp_path, content):
    (tmp_path / "case.db").write_bytes(content)
    with pytest.raises(CannotStart, match=r"case\.db"):
        Case(str(tmp_path / "case.db"))


def test_a_database_that_is_no_case_is_said_to_be_none(tmp_path):
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE t (x)")
    with pytest.raises(CannotStart, match="is no case"):
        Case(str(tmp_path / "other.db"))


def test_a_case_of_a_newer_truceline_is_left_alone(case):
    with case.store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CannotStart, match="newer"):
        Case(case.store.address)


def test_an_address_that_is_not_served_is_said_without_its_password():
    with pytest.raises(CannotStart) as told:
        Case.new("mysql://me:secret@host/case")
    assert "secret" not in str(told.value)
