"""The norms of the klokken as the region set them, and the days on which an organisation is closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class KlokRow(UidMixin, Base):
    """One version of a klok, valid from a day on; a published version never changes.

    `pauzeredenen` holds the reasons of a pause that stop this klok; None: every pause that counts for its casus.
    `besluit` is the kind of JBT besluit for which alone it runs, `organisatie` whose closing days count.
    """

    __tablename__ = "klok"
    __table_args__ = (UniqueConstraint("code", "geldig_vanaf"),)

    code: Mapped[str] = mapped_column(String(20))
    geldig_vanaf: Mapped[date] = mapped_column(Date)
    naam: Mapped[str] = mapped_column(String(200))
    van: Mapped[str] = mapped_column(String(40))
    tot: Mapped[str] = mapped_column(String(40))
    norm: Mapped[int | None] = mapped_column(Integer)
    eenheid: Mapped[str] = mapped_column(String(20))
    profiel: Mapped[str] = mapped_column(String(20))
    wettelijk: Mapped[bool] = mapped_column(Boolean, default=False)
    achteruit: Mapped[bool] = mapped_column(Boolean, default=False)
    pauzeredenen: Mapped[Any] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(String(20))
    bron: Mapped[str] = mapped_column(Text, default="")
    artikel: Mapped[str] = mapped_column(String(200), default="")
    besluit: Mapped[str] = mapped_column(String(40), default="")
    organisatie: Mapped[str] = mapped_column(String(200), default="")


class SluitingsdagRow(UidMixin, Base):
    """Days on which an organisation is closed, first and last day included; an empty organisatie is the own office.

    `wettelijk`: free days by koninklijk besluit (Atw 3(3)) for everyone; `bron` names that besluit.
    """

    __tablename__ = "sluitingsdag"

    organisatie: Mapped[str] = mapped_column(String(200), default="")
    van: Mapped[date] = mapped_column(Date, index=True)
    tot: Mapped[date] = mapped_column(Date)
    naam: Mapped[str] = mapped_column(String(200), default="")
    wettelijk: Mapped[bool] = mapped_column(Boolean, default=False)
    bron: Mapped[str] = mapped_column(Text, default="")
