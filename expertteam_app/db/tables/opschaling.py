"""The versions of the opschalingsmodel; a published version never changes."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from expertteam_app.db.base import Base, UidMixin


class OpschalingsmodelRow(UidMixin, Base):
    """One published version of the ladder."""

    __tablename__ = "opschalingsmodel"

    versie: Mapped[str] = mapped_column(String(20), unique=True)
    naam: Mapped[str] = mapped_column(String(200))
    geldig_vanaf: Mapped[date] = mapped_column(Date)
    bron: Mapped[str] = mapped_column(Text, default="")

    stappen: Mapped[list[StapRow]] = relationship(order_by="StapRow.volgorde", cascade="all, delete-orphan")


class StapRow(Base):
    """One step of a version; `rollen` are the roles that may take it, empty: every role that writes casussen."""

    __tablename__ = "stap"
    __table_args__ = (UniqueConstraint("model_id", "volgorde"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("opschalingsmodel.id", ondelete="CASCADE"), index=True)
    volgorde: Mapped[int] = mapped_column(Integer)
    naam: Mapped[str] = mapped_column(String(200))
    eigenaar: Mapped[str] = mapped_column(String(200))
    ingang: Mapped[Any] = mapped_column(JSON)
    uitgang: Mapped[str] = mapped_column(Text, default="")
    norm: Mapped[int | None] = mapped_column(Integer)
    eenheid: Mapped[str] = mapped_column(String(20), default="werkdagen")
    mag_overslaan: Mapped[bool] = mapped_column(Boolean, default=False)
    rollen: Mapped[Any] = mapped_column(JSON, default=list)
