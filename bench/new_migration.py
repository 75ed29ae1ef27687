"""The tables of models.py in, a new migration out: ``python -m bench.new_migration 0002 "what changes"``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

MIGRATIONS = Path(__file__).parents[1] / "truceline/casebook/migrations"


def main(revision: str, message: str) -> None:
    """Compare models.py with what the migrations so far make, and write the difference as a file."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/case.db")
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("file_template", "v%%(rev)s")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            if any(MIGRATIONS.glob("versions/v*.py")):
                command.upgrade(config, "head")
            command.revision(config, message=message, autogenerate=True, rev_id=revision)


if __name__ == "__main__":
    main(*sys.argv[1:3])
