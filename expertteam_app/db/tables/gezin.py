"""Gezin first, children under it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from expertteam_app.db.base import Base, UidMixin


class GezinRow(UidMixin, Base):
    """A family; the name is how the secretariat calls it."""

    __tablename__ = "gezin"

    naam: Mapped[str] = mapped_column(String(200))
    toelichting: Mapped[str] = mapped_column(Text, default="")
    partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), index=True)

    kinderen: Mapped[list[JeugdigeRow]] = relationship(back_populates="gezin", order_by="JeugdigeRow.geboortedatum")


class JeugdigeRow(UidMixin, Base):
    """A child or young person.

    `geboortejaar` is ``2012`` or ``2012-05`` where the day of birth is not known.
    `naam_sleutel` is the folded name for finding doubles and for sorting; `bsn` stays empty unless the kluis has BSN
    switched on. `wilsonbekwaam_op`, `_door` and `_tot` (last day, empty while it lasts) say that the jeugdige cannot
    judge the own interests, and who established that.
    """

    __tablename__ = "jeugdige"

    gezin_id: Mapped[int] = mapped_column(ForeignKey("gezin.id"), index=True)
    voornaam: Mapped[str] = mapped_column(String(200))
    tussenvoegsel: Mapped[str] = mapped_column(String(50), default="")
    achternaam: Mapped[str] = mapped_column(String(200))
    naam_sleutel: Mapped[str] = mapped_column(String(400), index=True)
    geboortedatum: Mapped[date | None] = mapped_column(Date, index=True)
    geboortejaar: Mapped[str] = mapped_column(String(7), default="")
    gemeente: Mapped[str] = mapped_column(String(4), index=True)
    bsn: Mapped[str | None] = mapped_column(String(9))
    geslacht: Mapped[str] = mapped_column(String(1), default="")
    wilsonbekwaam_op: Mapped[date | None] = mapped_column(Date)
    wilsonbekwaam_door: Mapped[str] = mapped_column(String(200), default="")
    wilsonbekwaam_tot: Mapped[date | None] = mapped_column(Date)
    partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), index=True)

    gezin: Mapped[GezinRow] = relationship(back_populates="kinderen")

    @property
    def naam(self) -> str:
        """The whole name as people write it."""
        return " ".join(p for p in (self.voornaam, self.tussenvoegsel, self.achternaam) if p)
