"""What the kluis knows about itself: its name, settings, users and unfinished drafts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class KluisRow(UidMixin, Base):
    """The one row that says which kluis this is."""

    __tablename__ = "kluis"

    naam: Mapped[str] = mapped_column(String(200))
    oefening: Mapped[bool] = mapped_column(Boolean, default=False)
    aangemaakt_op: Mapped[str] = mapped_column(String(40))


class InstellingRow(Base):
    """One setting of this kluis; the value is JSON."""

    __tablename__ = "instelling"

    id: Mapped[int] = mapped_column(primary_key=True)
    sleutel: Mapped[str] = mapped_column(String(100), unique=True)
    waarde: Mapped[Any] = mapped_column(JSON)


class GebruikerRow(UidMixin, Base):
    """A user who may open this kluis; the keys are in sleutels.json under the same name.

    Attributes:
        tafels: of which tables this user sees the dossiers as a matter of course.
        persoon_id: who this user is at the table, and so whose mandaat he holds.
    """

    __tablename__ = "gebruiker"

    naam: Mapped[str] = mapped_column(String(100), unique=True)
    rol: Mapped[str] = mapped_column(String(40))
    gemeente: Mapped[str | None] = mapped_column(String(4))
    actief: Mapped[bool] = mapped_column(Boolean, default=True)
    tafels: Mapped[str] = mapped_column(String(20), default="RET en JBT")
    persoon_id: Mapped[int | None] = mapped_column(ForeignKey("persoon.id"), index=True)


class ConceptRow(Base):
    """Text that cannot be committed yet; kept through a lock, a crash and a restart."""

    __tablename__ = "concept"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    gebruiker: Mapped[str] = mapped_column(String(100), index=True)
    sleutel: Mapped[str] = mapped_column(String(200))
    waarde: Mapped[Any] = mapped_column(JSON)
    moment: Mapped[str] = mapped_column(String(40))
