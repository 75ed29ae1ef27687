"""What Alembic runs: migrations on the connection that the store hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from truceline.casebook.models import METADATA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True
)
context.run_migrations()
