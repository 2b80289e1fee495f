"""The verzoek tot bespreking: one per gezin, naming all its children."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from expertteam_app.db.base import Base, UidMixin
from expertteam_app.db.tables.gezin import GezinRow, JeugdigeRow


class VtbRow(UidMixin, Base):
    """A VTB with the facts on which its conditions for the agenda rest (DOMEIN section 4).

    Attributes:
        vorm: bespreking, or toetsing-ots where the region does that.
        twijfel: fields that were recognised in a text and that nobody has looked at yet.
        brontekst: the text it was recognised from.
    """

    __tablename__ = "vtb"
    __table_args__ = (Index("ix_vtb_vernietigd", "id", sqlite_where=text("vernietigd_op IS NOT NULL")),)

    nummer: Mapped[str] = mapped_column(String(20), unique=True)
    gezin_id: Mapped[int] = mapped_column(ForeignKey("gezin.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4), index=True)
    indiener: Mapped[str] = mapped_column(String(200), default="")
    ontvangen: Mapped[date] = mapped_column(Date, index=True)
    vt_datum: Mapped[date | None] = mapped_column(Date)
    vt_wie: Mapped[str] = mapped_column(String(200), default="")
    vt_advies: Mapped[str] = mapped_column(Text, default="")
    gi_datum: Mapped[date | None] = mapped_column(Date)
    gi_wie: Mapped[str] = mapped_column(String(200), default="")
    gi_advies: Mapped[str] = mapped_column(Text, default="")
    mdo: Mapped[bool | None] = mapped_column(Boolean)
    mdo_datum: Mapped[date | None] = mapped_column(Date)
    netwerk: Mapped[bool | None] = mapped_column(Boolean)
    netwerk_toelichting: Mapped[str] = mapped_column(Text, default="")
    ouders_geinformeerd: Mapped[date | None] = mapped_column(Date)
    reactie_ouders: Mapped[str] = mapped_column(Text, default="")
    stem_jeugdige: Mapped[str] = mapped_column(Text, default="")
    veiligheidsplan: Mapped[bool | None] = mapped_column(Boolean)
    zorgen: Mapped[str] = mapped_column(Text, default="")
    versie: Mapped[int] = mapped_column(Integer, default=1)
    partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), index=True)
    vorm: Mapped[str] = mapped_column(String(20), default="bespreking")
    twijfel: Mapped[Any] = mapped_column(JSON, default=list)
    brontekst: Mapped[str] = mapped_column(Text, default="")
    gesloten_op: Mapped[date | None] = mapped_column(Date)
    gesloten_reden: Mapped[str] = mapped_column(Text, default="")
    vernietigd_op: Mapped[date | None] = mapped_column(Date)

    gezin: Mapped[GezinRow] = relationship()
    kinderen: Mapped[list[VtbKindRow]] = relationship(order_by="VtbKindRow.id")

    __mapper_args__ = {"version_id_col": versie}  # noqa: RUF012 - SQLAlchemy's own way of configuring


class VtbKindRow(Base):
    """A child named in a VTB."""

    __tablename__ = "vtb_kind"
    __table_args__ = (UniqueConstraint("vtb_id", "jeugdige_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vtb_id: Mapped[int] = mapped_column(ForeignKey("vtb.id"), index=True)
    jeugdige_id: Mapped[int] = mapped_column(ForeignKey("jeugdige.id"), index=True)

    jeugdige: Mapped[JeugdigeRow] = relationship()


class HoorgesprekRow(UidMixin, Base):
    """A child that is heard apart from the table: when, by whom and what they said, or why it did not succeed."""

    __tablename__ = "hoorgesprek"
    __table_args__ = (UniqueConstraint("vtb_id", "jeugdige_id"),)

    vtb_id: Mapped[int] = mapped_column(ForeignKey("vtb.id"), index=True)
    jeugdige_id: Mapped[int] = mapped_column(ForeignKey("jeugdige.id"), index=True)
    gepland_op: Mapped[date | None] = mapped_column(Date)
    tijd: Mapped[str] = mapped_column(String(5), default="")
    plaats: Mapped[str] = mapped_column(String(200), default="")
    gehouden_op: Mapped[date | None] = mapped_column(Date)
    door: Mapped[str] = mapped_column(String(200), default="")
    tekst: Mapped[str] = mapped_column(Text, default="")
    niet_gelukt: Mapped[str] = mapped_column(Text, default="")
