"""Typecasussen: stories for the report to BOEG, and the casussen they are made of (PRIVACY 3.8)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from expertteam_app.db.base import Base, UidMixin


class TypecasusRow(UidMixin, Base):
    """One typecasus in the werkbank.

    Attributes:
        periode: code of the report it goes with.
        kenmerken: category per kenmerk.
        bevestigd_door: the second reader who recognises nobody in it; empty while nobody said so.
        uitgegeven: it has left once.
        weg: it no longer goes with the report; its sources stay used up.
    """

    __tablename__ = "typecasus"

    periode: Mapped[str] = mapped_column(String(20), index=True)
    kenmerken: Mapped[Any] = mapped_column(JSON, default=dict)
    verhaal: Mapped[str] = mapped_column(Text, default="")
    gemaakt_door: Mapped[str] = mapped_column(String(100))
    bevestigd_door: Mapped[str] = mapped_column(String(100), default="")
    bevestigd_op: Mapped[date | None] = mapped_column(Date)
    uitgegeven: Mapped[bool] = mapped_column(Boolean, default=False)
    weg: Mapped[bool] = mapped_column(Boolean, default=False)

    bronnen: Mapped[list[TypecasusBronRow]] = relationship(order_by="TypecasusBronRow.id", cascade="all, delete-orphan")


class TypecasusBronRow(UidMixin, Base):
    """A casus of which a typecasus is made. It never leaves the kluis."""

    __tablename__ = "typecasus_bron"

    typecasus_id: Mapped[int] = mapped_column(ForeignKey("typecasus.id", ondelete="CASCADE"), index=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
