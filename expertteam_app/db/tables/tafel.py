"""What happens at a table: series, lines typed there, and what follows from them (DOMEIN sections 3 and 4)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from expertteam_app.db.base import Base, UidMixin
from expertteam_app.db.tables.persoon import PersoonRow


class ReeksRow(UidMixin, Base):
    """A series of zittingen: every so many weeks, or the same weekday of every so many months.

    `ritme` is ``weken`` or ``maanden``; `van` is the first day and gives the weekday (and its place in the month).
    """

    __tablename__ = "reeks"

    soort: Mapped[str] = mapped_column(String(10), index=True)
    naam: Mapped[str] = mapped_column(String(200))
    ritme: Mapped[str] = mapped_column(String(10), default="weken")
    aantal: Mapped[int] = mapped_column(Integer, default=2)
    van: Mapped[date] = mapped_column(Date)
    tot: Mapped[date | None] = mapped_column(Date)
    begintijd: Mapped[str] = mapped_column(String(5), default="")
    duur_minuten: Mapped[int] = mapped_column(Integer, default=90)
    plaats: Mapped[str] = mapped_column(String(200), default="")

    leden: Mapped[list[ReeksLidRow]] = relationship(order_by="ReeksLidRow.id", cascade="all")


class ReeksLidRow(Base):
    """A professional who is invited to every zitting of a series."""

    __tablename__ = "reeks_lid"
    __table_args__ = (UniqueConstraint("reeks_id", "persoon_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reeks_id: Mapped[int] = mapped_column(ForeignKey("reeks.id", ondelete="CASCADE"), index=True)
    persoon_id: Mapped[int] = mapped_column(ForeignKey("persoon.id"), index=True)
    rol: Mapped[str] = mapped_column(String(40))

    persoon: Mapped[PersoonRow] = relationship()


class TafelregelRow(UidMixin, Base):
    """One line typed at the table: it is a line of the verslag, and becomes what its `soort` says.

    Attributes:
        soort: info, besluit, actie, stem or zoekregel.
        blok: the part of the verslag it stands in; empty for the talk itself.
        jeugdige_id: the child it is about, where the item is about several.
        wie: whose words, for a stem.
        eigenaar: who does it, for an actie.
        actie_id: the actie that this line is; likewise zoekregel_id and besluit_id.
    """

    __tablename__ = "tafelregel"

    agendapunt_id: Mapped[int] = mapped_column(ForeignKey("agendapunt.id"), index=True)
    volgorde: Mapped[int] = mapped_column(Integer)
    soort: Mapped[str] = mapped_column(String(20), default="info")
    tekst: Mapped[str] = mapped_column(Text, default="")
    blok: Mapped[str] = mapped_column(String(40), default="")
    jeugdige_id: Mapped[int | None] = mapped_column(ForeignKey("jeugdige.id"), index=True)
    wie: Mapped[str] = mapped_column(String(200), default="")
    eigenaar: Mapped[str] = mapped_column(String(200), default="")
    datum: Mapped[date | None] = mapped_column(Date)
    actie_id: Mapped[int | None] = mapped_column(ForeignKey("actie.id"), index=True)
    zoekregel_id: Mapped[int | None] = mapped_column(ForeignKey("zoekregel.id"), index=True)
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), index=True)


class AfspraakRow(UidMixin, Base):
    """One goal of a besluit drang: what, who, by when, and how it is checked."""

    __tablename__ = "afspraak"

    besluit_id: Mapped[int] = mapped_column(ForeignKey("besluit.id"), index=True)
    doel: Mapped[str] = mapped_column(Text)
    wie: Mapped[str] = mapped_column(String(200), default="")
    wanneer: Mapped[date | None] = mapped_column(Date)
    toets: Mapped[str] = mapped_column(Text, default="")
    nagekomen: Mapped[str] = mapped_column(String(20), default="")


class OpvolgingRow(UidMixin, Base):
    """A look back at an advice of the RET: was it carried out, did it help, and who says so.

    `moment` is the name of the term, ``6 weken`` or ``3 maanden`` unless the region set others.
    """

    __tablename__ = "opvolging"

    agendapunt_id: Mapped[int] = mapped_column(ForeignKey("agendapunt.id"), index=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    moment: Mapped[str] = mapped_column(String(40))
    verwacht_op: Mapped[date] = mapped_column(Date)
    gedaan_op: Mapped[date | None] = mapped_column(Date)
    uitgevoerd: Mapped[str] = mapped_column(String(20), default="")
    geholpen: Mapped[str] = mapped_column(String(20), default="")
    volgens: Mapped[str] = mapped_column(String(40), default="")
    toelichting: Mapped[str] = mapped_column(Text, default="")


class VoorzieningRow(UidMixin, Base):
    """A voorziening the region knows; some are paid with BOEG and reached through the RET."""

    __tablename__ = "voorziening"

    naam: Mapped[str] = mapped_column(String(200))
    aanbieder: Mapped[str] = mapped_column(String(200), default="")
    zorgvorm: Mapped[str] = mapped_column(String(40), default="")
    boeg: Mapped[bool] = mapped_column(Boolean, default=False)
    toegangspoort: Mapped[bool] = mapped_column(Boolean, default=False)
    actief: Mapped[bool] = mapped_column(Boolean, default=True)


class BoegInbrengRow(UidMixin, Base):
    """A casus brought to BOEG: what for, who supports, and what came back (DOMEIN section 3, BOEG link)."""

    __tablename__ = "boeg_inbreng"

    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    agendapunt_id: Mapped[int | None] = mapped_column(ForeignKey("agendapunt.id"), index=True)
    ingebracht_op: Mapped[date] = mapped_column(Date)
    soort: Mapped[str] = mapped_column(String(40))
    procesregisseur: Mapped[str] = mapped_column(String(200), default="")
    voorziening_id: Mapped[int | None] = mapped_column(ForeignKey("voorziening.id"), index=True)
    toegangsbesluit_op: Mapped[date | None] = mapped_column(Date)
    mandaathouder_id: Mapped[int | None] = mapped_column(ForeignKey("persoon.id"), index=True)
    terugkoppeling_op: Mapped[date | None] = mapped_column(Date)
    terugkoppeling: Mapped[str] = mapped_column(Text, default="")
