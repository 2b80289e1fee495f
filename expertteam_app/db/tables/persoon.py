"""Professionals who sit at the tables, and the mandaat they hold for a gemeente."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from expertteam_app.db.base import Base, UidMixin


class PersoonRow(UidMixin, Base):
    """A professional; no jeugdige or parent stands here."""

    __tablename__ = "persoon"

    naam: Mapped[str] = mapped_column(String(200))
    organisatie: Mapped[str] = mapped_column(String(200), default="")
    rol: Mapped[str] = mapped_column(String(40), default="overig")
    gemeente: Mapped[str | None] = mapped_column(String(4))
    actief: Mapped[bool] = mapped_column(Boolean, default=True)
    email: Mapped[str] = mapped_column(String(200), default="")

    mandaten: Mapped[list[MandaatRow]] = relationship(order_by="MandaatRow.id", cascade="all")


class MandaatRow(UidMixin, Base):
    """Authority of a person to act for a gemeente (DOMEIN section 3, mandaat rule)."""

    __tablename__ = "mandaat"

    persoon_id: Mapped[int] = mapped_column(ForeignKey("persoon.id", ondelete="CASCADE"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4), index=True)
    van: Mapped[date] = mapped_column(Date)
    tot: Mapped[date | None] = mapped_column(Date)
    grens: Mapped[str] = mapped_column(Text, default="")
