"""Alembic's entry: runs on the connection, and in the transaction, that the caller has open."""

from alembic import context

from db.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
