"""Batches of imported rows: what came from which file, and whether it was undone."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class PartijRow(UidMixin, Base):
    """One import, undone or not; the file is known by its hash only."""

    __tablename__ = "partij"

    soort: Mapped[str] = mapped_column(String(10))
    bestand_hash: Mapped[str] = mapped_column(String(64), index=True)
    moment: Mapped[str] = mapped_column(String(40))
    wie: Mapped[str] = mapped_column(String(100))
    aantal: Mapped[int] = mapped_column(Integer)
    ongedaan: Mapped[bool] = mapped_column(Boolean, default=False)


class PartijRegelRow(Base):
    """The fingerprint of one imported row, so that the same row never comes in twice."""

    __tablename__ = "partij_regel"

    id: Mapped[int] = mapped_column(primary_key=True)
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True)
    rij: Mapped[int] = mapped_column(Integer)
    rij_hash: Mapped[str] = mapped_column(String(64), index=True)
    casus_id: Mapped[int | None] = mapped_column(ForeignKey("casus.id"))
    vtb_kind_id: Mapped[int | None] = mapped_column(ForeignKey("vtb_kind.id"))
