"""The kluis as a database. The only room that knows SQLAlchemy, alembic and SQLCipher."""
