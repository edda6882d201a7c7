"""Runs the migrations on the connection, and within the transaction, that `beichen.state.upgrade` hands over."""

from alembic import context

from beichen.state.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
