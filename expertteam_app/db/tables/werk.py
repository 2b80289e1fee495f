"""What keeps track of the work itself: acts taken back, casussen merged, signals put off, views, search text."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class OngedaanRow(Base):
    """An act (a group of the audit log) that was taken back (`soort` ``ongedaan``) or done again (``opnieuw``).

    `door` is the group of the taking back itself; the groups of one visit to a field share it.
    """

    __tablename__ = "ongedaan"

    id: Mapped[int] = mapped_column(primary_key=True)
    groep: Mapped[str] = mapped_column(String(32), index=True)
    door: Mapped[str] = mapped_column(String(32), index=True)
    soort: Mapped[str] = mapped_column(String(10))
    wie: Mapped[str] = mapped_column(String(100))


class SamenvoegingRow(UidMixin, Base):
    """Two casussen that turned out to be one; `verplaatst` says which rows moved, so that they can be split again."""

    __tablename__ = "samenvoeging"

    blijft_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    gaat_op_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    datum: Mapped[date] = mapped_column(Date)
    reden: Mapped[str] = mapped_column(Text, default="")
    verplaatst: Mapped[Any] = mapped_column(JSON)
    gesplitst_op: Mapped[date | None] = mapped_column(Date)


class UitstelRow(Base):
    """A signal of Vandaag that someone put off until a day, with the reason; `sleutel` names the signal."""

    __tablename__ = "uitstel"

    id: Mapped[int] = mapped_column(primary_key=True)
    sleutel: Mapped[str] = mapped_column(String(200), unique=True)
    tot: Mapped[date] = mapped_column(Date)
    reden: Mapped[str] = mapped_column(Text)
    wie: Mapped[str] = mapped_column(String(100))


class WeergaveRow(UidMixin, Base):
    """A saved view of a page: its filter, order and columns under a name; an empty gebruiker shares it with all."""

    __tablename__ = "weergave"

    gebruiker: Mapped[str] = mapped_column(String(100), default="", index=True)
    pagina: Mapped[str] = mapped_column(String(40))
    naam: Mapped[str] = mapped_column(String(100))
    inhoud: Mapped[Any] = mapped_column(JSON)


class ZoekdocumentRow(Base):
    """The words of one thing that can be found: wholly derived, rewritten in the transaction that changes it."""

    __tablename__ = "zoekdocument"
    __audit__ = False
    __table_args__ = (Index("ix_zoekdocument_bron", "soort", "bron_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    soort: Mapped[str] = mapped_column(String(20))
    bron_id: Mapped[int] = mapped_column(Integer)
    casus_id: Mapped[int | None] = mapped_column(Integer, index=True)
    vtb_id: Mapped[int | None] = mapped_column(Integer, index=True)
    zitting_id: Mapped[int | None] = mapped_column(Integer, index=True)
    titel: Mapped[str] = mapped_column(String(400))
    datum: Mapped[date | None] = mapped_column(Date)
    tekst: Mapped[str] = mapped_column(Text)
