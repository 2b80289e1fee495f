"""The ground under every table: names of constraints, the two identities of a row, and what is audited."""

from __future__ import annotations

import uuid
from typing import ClassVar, Final

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# Every constraint has a name, so that a batch migration can drop or change it (ARCHITECTURE D, Migrations).
NAMING_CONVENTION: Final = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

MODE: Final = "kluis_mode"
"""Execution option of a connection: ``write`` takes the write lock at once, ``read`` refuses every change."""


def new_uid() -> str:
    """A fresh uid: the 32 hexadecimal digits of a random UUID (version 4)."""
    return uuid.uuid4().hex


class Base(DeclarativeBase):
    """The base of every table of the kluis.

    Every mapped class is audited (see `expertteam_app.db.audit`) unless it says ``__audit__ = False``.
    """

    __audit__: ClassVar[bool] = True
    metadata = MetaData(naming_convention=NAMING_CONVENTION)


class UidMixin:
    """The two identities of a row.

    ``id`` is the number inside this file, never given twice; the audit log and foreign keys use it. ``uid`` is the
    same in every file the row travels to; the unique constraint is also the index to find it by.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True, default=new_uid)
