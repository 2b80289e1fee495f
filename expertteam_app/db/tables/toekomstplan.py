"""The toekomstplan of a jeugdige from 16 on: whether it is there, not what is in it (DOMEIN section 8)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class ToekomstplanRow(UidMixin, Base):
    """When it was made, which leefdomeinen it covers and who keeps it."""

    __tablename__ = "toekomstplan"

    jeugdige_id: Mapped[int] = mapped_column(ForeignKey("jeugdige.id"), unique=True)
    datum: Mapped[date] = mapped_column(Date)
    leefdomeinen: Mapped[Any] = mapped_column(JSON)
    eigenaar: Mapped[str] = mapped_column(String(200), default="")
