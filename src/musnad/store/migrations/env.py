"""What Alembic runs: the migrations, inside the transaction of the connection that it is given."""

from alembic import context

from musnad.store.linked import LinkedPage

context.configure(
    connection=context.config.attributes["connection"], target_metadata=LinkedPage.metadata, render_as_batch=True
)
context.run_migrations()
