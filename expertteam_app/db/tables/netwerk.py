"""The people around the children of a gezin: parents, network and professionals, and how they are related."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from expertteam_app.db.base import Base, UidMixin


class GezinslidRow(UidMixin, Base):
    """Someone around the children: a parent, a grandparent, a neighbour, a voogd; `instelling` when it is a body.

    `geslacht` is ``m``, ``v``, ``x`` or empty (not known): it decides the shape in the genogram.
    """

    __tablename__ = "gezinslid"

    gezin_id: Mapped[int] = mapped_column(ForeignKey("gezin.id"), index=True)
    voornaam: Mapped[str] = mapped_column(String(200), default="")
    tussenvoegsel: Mapped[str] = mapped_column(String(50), default="")
    achternaam: Mapped[str] = mapped_column(String(200), default="")
    geslacht: Mapped[str] = mapped_column(String(1), default="")
    geboortedatum: Mapped[date | None] = mapped_column(Date)
    geboortejaar: Mapped[str] = mapped_column(String(7), default="")
    overleden: Mapped[bool] = mapped_column(Boolean, default=False)
    instelling: Mapped[str] = mapped_column(String(200), default="")
    toelichting: Mapped[str] = mapped_column(Text, default="")

    relaties: Mapped[list[GezinsrelatieRow]] = relationship(
        order_by="GezinsrelatieRow.id", cascade="all, delete-orphan"
    )
    # Not read: they let a person go with the partnerships, each in the log, before the database would do it unseen.
    partner_een: Mapped[list[PartnerschapRow]] = relationship(foreign_keys="PartnerschapRow.een_id", cascade="all")
    partner_ander: Mapped[list[PartnerschapRow]] = relationship(foreign_keys="PartnerschapRow.ander_id", cascade="all")

    @property
    def naam(self) -> str:
        """The whole name as people write it, or the name of the body."""
        return " ".join(p for p in (self.voornaam, self.tussenvoegsel, self.achternaam) if p) or self.instelling


class GezinsrelatieRow(UidMixin, Base):
    """What someone is to one child: a Jeugdzorgrol code (DOMEIN 10), gezag, and whether they live together.

    `gezag` is ``ja``, ``nee`` or empty (not known); `contact` is ``goed``, ``gespannen``, ``geen`` or empty.
    """

    __tablename__ = "gezinsrelatie"
    __table_args__ = (UniqueConstraint("gezinslid_id", "jeugdige_id", "rol"),)

    gezinslid_id: Mapped[int] = mapped_column(ForeignKey("gezinslid.id", ondelete="CASCADE"), index=True)
    jeugdige_id: Mapped[int] = mapped_column(ForeignKey("jeugdige.id"), index=True)
    rol: Mapped[str] = mapped_column(String(10))
    gezag: Mapped[str] = mapped_column(String(10), default="")
    woont_samen: Mapped[bool] = mapped_column(Boolean, default=False)
    contact: Mapped[str] = mapped_column(String(20), default="")


class PartnerschapRow(UidMixin, Base):
    """Two adults of a gezin; `soort` is ``samen``, ``gehuwd``, ``uit elkaar`` or ``gescheiden``."""

    __tablename__ = "partnerschap"
    __table_args__ = (UniqueConstraint("een_id", "ander_id"),)

    een_id: Mapped[int] = mapped_column(ForeignKey("gezinslid.id", ondelete="CASCADE"), index=True)
    ander_id: Mapped[int] = mapped_column(ForeignKey("gezinslid.id", ondelete="CASCADE"), index=True)
    soort: Mapped[str] = mapped_column(String(20))
