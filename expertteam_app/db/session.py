"""The type of a database session, so that services can name it without importing SQLAlchemy."""

from __future__ import annotations

from sqlalchemy.orm import Session as DbSession

__all__ = ["DbSession"]
