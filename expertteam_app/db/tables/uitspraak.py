"""What was said about a casus, with who said it: feit and mening kept apart (LAW Jeugdwet 3.3)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class UitspraakRow(UidMixin, Base):
    """One feit or mening (`soort`) with its bron and the day it was said or seen."""

    __tablename__ = "uitspraak"

    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    soort: Mapped[str] = mapped_column(String(10))
    tekst: Mapped[str] = mapped_column(Text)
    bron: Mapped[str] = mapped_column(String(200), default="")
    datum: Mapped[date | None] = mapped_column(Date)
