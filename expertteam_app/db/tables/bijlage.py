"""Attachments: their bytes live inside the kluis and nowhere else."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column

from expertteam_app.db.base import Base, UidMixin


class BijlageRow(UidMixin, Base):
    """One attachment of a casus; `soort` is the media type found in the content.

    The log of changes keeps only size and hash of the bytes, so what is thrown away is marked, not removed.
    """

    __tablename__ = "bijlage"

    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    naam: Mapped[str] = mapped_column(String(200))
    soort: Mapped[str] = mapped_column(String(100))
    grootte: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    toegevoegd_op: Mapped[date] = mapped_column(Date)
    toegevoegd_door: Mapped[str] = mapped_column(String(100))
    toelichting: Mapped[str] = mapped_column(Text, default="")
    weggegooid_op: Mapped[date | None] = mapped_column(Date)
    inhoud: Mapped[bytes] = deferred(mapped_column(LargeBinary))
