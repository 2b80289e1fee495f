"""alembic runs this for every upgrade; connection and tables come from `migrate.alembic_config`."""

from alembic import context  # noqa: TID253 - alembic itself loads this file
from sqlalchemy import Connection


def _derived_tables(connection: Connection) -> set[str]:
    """Full text search makes tables of its own, which no mapped class describes."""
    rows = connection.exec_driver_sql("PRAGMA table_list")
    return {row.name for row in rows if row.type in {"virtual", "shadow"}}


def _run(connection: Connection) -> None:
    derived = _derived_tables(connection)
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes.get("target_metadata"),
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
        include_name=lambda name, kind, _parents: kind != "table" or name not in derived,
    )
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
