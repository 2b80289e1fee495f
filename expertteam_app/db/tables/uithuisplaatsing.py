"""The voorgenomen uithuisplaatsing of a casus, with the twelve fields of the startfoto (DOMEIN sections 3 and 8)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class UithuisplaatsingRow(UidMixin, Base):
    """One voornemen: what was tried first, what came of it, and the startfoto of the placement.

    Booleans that are None are not answered yet.
    """

    __tablename__ = "uithuisplaatsing"

    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    datum_voornemen: Mapped[date] = mapped_column(Date)
    via: Mapped[str] = mapped_column(String(40), default="toegang")
    beoogd_verblijf: Mapped[str] = mapped_column(String(40), default="")
    eigen_gezin: Mapped[bool | None] = mapped_column(Boolean)
    eigen_gezin_tekst: Mapped[str] = mapped_column(Text, default="")
    netwerk: Mapped[bool | None] = mapped_column(Boolean)
    netwerk_tekst: Mapped[str] = mapped_column(Text, default="")
    ambulant: Mapped[bool | None] = mapped_column(Boolean)
    ambulant_tekst: Mapped[str] = mapped_column(Text, default="")
    alternatief_gevonden: Mapped[bool | None] = mapped_column(Boolean)
    alternatief: Mapped[str] = mapped_column(Text, default="")
    uitkomst: Mapped[str] = mapped_column(String(40), default="")
    uitkomst_op: Mapped[date | None] = mapped_column(Date)
    zorgvorm: Mapped[str] = mapped_column(String(40), default="")
    reden_zorgvorm: Mapped[str] = mapped_column(Text, default="")
    thuis_na_3_maanden: Mapped[bool | None] = mapped_column(Boolean)
    thuis_na_6_maanden: Mapped[bool | None] = mapped_column(Boolean)
    datum_toewijzing: Mapped[date | None] = mapped_column(Date)
    datum_start_zorg: Mapped[date | None] = mapped_column(Date)
    datum_einde_zorg: Mapped[date | None] = mapped_column(Date)
    verwijzer: Mapped[str] = mapped_column(String(10), default="")
    maatregel: Mapped[bool | None] = mapped_column(Boolean)
    zorgproducten: Mapped[Any] = mapped_column(JSON, default=list)
    gemeente_herkomst: Mapped[str] = mapped_column(String(4), default="")
    clientkenmerken: Mapped[str] = mapped_column(Text, default="")
    gezinssamenstelling: Mapped[str] = mapped_column(Text, default="")
    problematiek: Mapped[str] = mapped_column(Text, default="")
    type_verblijf: Mapped[str] = mapped_column(String(40), default="")
    type_behandeling: Mapped[str] = mapped_column(Text, default="")
    perspectief: Mapped[str] = mapped_column(String(40), default="")
