"""Zittingen of both tables: agenda, presence, besluiten and what comes back afterwards."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from expertteam_app.db.base import Base, UidMixin
from expertteam_app.db.tables.casus import ActieRow, CasusRow
from expertteam_app.db.tables.gezin import JeugdigeRow
from expertteam_app.db.tables.persoon import PersoonRow
from expertteam_app.db.tables.vtb import VtbRow


class ZittingRow(UidMixin, Base):
    """One meeting of the RET or the JBT."""

    __tablename__ = "zitting"

    nummer: Mapped[str] = mapped_column(String(20), unique=True)
    soort: Mapped[str] = mapped_column(String(10), index=True)
    datum: Mapped[date] = mapped_column(Date, index=True)
    begintijd: Mapped[str] = mapped_column(String(5), default="")
    plaats: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[str] = mapped_column(String(20), default="gepland")
    vastgesteld_op: Mapped[date | None] = mapped_column(Date)
    partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), index=True)

    punten: Mapped[list[AgendapuntRow]] = relationship(order_by="AgendapuntRow.volgorde")
    aanwezigen: Mapped[list[AanwezigheidRow]] = relationship(order_by="AanwezigheidRow.id")


class AgendapuntRow(UidMixin, Base):
    """One item: a casus at the RET, a VTB at the JBT, with what was said about it."""

    __tablename__ = "agendapunt"

    zitting_id: Mapped[int] = mapped_column(ForeignKey("zitting.id"), index=True)
    volgorde: Mapped[int] = mapped_column(Integer)
    casus_id: Mapped[int | None] = mapped_column(ForeignKey("casus.id"), index=True)
    vtb_id: Mapped[int | None] = mapped_column(ForeignKey("vtb.id"), index=True)
    minuten: Mapped[int] = mapped_column(Integer, default=30)
    stem_jeugdige: Mapped[str] = mapped_column(Text, default="")
    stem_ouders: Mapped[str] = mapped_column(Text, default="")
    vraag: Mapped[str] = mapped_column(Text, default="")
    geprobeerd: Mapped[str] = mapped_column(Text, default="")
    gaat_goed: Mapped[str] = mapped_column(Text, default="")
    zorgen_feiten: Mapped[str] = mapped_column(Text, default="")
    zorgen_meningen: Mapped[str] = mapped_column(Text, default="")
    analyse_jeugdige: Mapped[str] = mapped_column(Text, default="")
    analyse_gezin: Mapped[str] = mapped_column(Text, default="")
    analyse_hulpverlening: Mapped[str] = mapped_column(Text, default="")
    oplossingen: Mapped[str] = mapped_column(Text, default="")
    veiligheidsafspraken: Mapped[str] = mapped_column(Text, default="")

    casus: Mapped[CasusRow | None] = relationship()
    vtb: Mapped[VtbRow | None] = relationship()
    besluiten: Mapped[list[BesluitRow]] = relationship(order_by="BesluitRow.id")
    acties: Mapped[list[ActieRow]] = relationship(order_by="ActieRow.id")


class AanwezigheidRow(Base):
    """A professional, parent or other person expected at a zitting.

    `persoon_id` is empty for family members: their name stands here only.
    """

    __tablename__ = "aanwezigheid"

    id: Mapped[int] = mapped_column(primary_key=True)
    zitting_id: Mapped[int] = mapped_column(ForeignKey("zitting.id"), index=True)
    persoon_id: Mapped[int | None] = mapped_column(ForeignKey("persoon.id"), index=True)
    naam: Mapped[str] = mapped_column(String(200), default="")
    rol: Mapped[str] = mapped_column(String(40))
    presentie: Mapped[str] = mapped_column(String(20), default="uitgenodigd")

    persoon: Mapped[PersoonRow | None] = relationship()


class BesluitRow(UidMixin, Base):
    """A besluit: one per casus at the RET, one per kind at the JBT (BW 1:255: OTS is per minderjarige)."""

    __tablename__ = "besluit"
    __table_args__ = (UniqueConstraint("agendapunt_id", "jeugdige_id"),)

    agendapunt_id: Mapped[int] = mapped_column(ForeignKey("agendapunt.id"), index=True)
    jeugdige_id: Mapped[int] = mapped_column(ForeignKey("jeugdige.id"), index=True)
    soort: Mapped[str] = mapped_column(String(40), default="")
    tekst: Mapped[str] = mapped_column(Text, default="")
    motivering: Mapped[str] = mapped_column(Text, default="")
    genomen_door: Mapped[str] = mapped_column(String(200), default="")
    definitief: Mapped[bool] = mapped_column(Boolean, default=False)
    voorbehoud_reden: Mapped[str] = mapped_column(Text, default="")
    beoogde_gi: Mapped[str] = mapped_column(String(200), default="")
    vto_verzonden: Mapped[date | None] = mapped_column(Date)
    raad_status: Mapped[str] = mapped_column(String(60), default="")
    raad_resultaat: Mapped[str] = mapped_column(String(60), default="")

    jeugdige: Mapped[JeugdigeRow] = relationship()
    terugmeldingen: Mapped[list[TerugmeldingRow]] = relationship(order_by="TerugmeldingRow.id")


class TerugmeldingRow(UidMixin, Base):
    """The report back on a besluit: when it is due, and what came."""

    __tablename__ = "terugmelding"

    besluit_id: Mapped[int] = mapped_column(ForeignKey("besluit.id"), index=True)
    verwacht_op: Mapped[date | None] = mapped_column(Date)
    ontvangen_op: Mapped[date | None] = mapped_column(Date)
    door: Mapped[str] = mapped_column(String(200), default="")
    nagekomen: Mapped[str] = mapped_column(String(20), default="")
    veiligheid: Mapped[int | None] = mapped_column(Integer)
    vervolg: Mapped[str] = mapped_column(Text, default="")


class VerslagRow(UidMixin, Base):
    """A verslag that was vastgesteld: the PDF as it was, with its SHA-256."""

    __tablename__ = "verslag"

    zitting_id: Mapped[int] = mapped_column(ForeignKey("zitting.id"), index=True)
    volgnummer: Mapped[int] = mapped_column(Integer, default=1)
    vastgesteld_op: Mapped[date] = mapped_column(Date)
    sha256: Mapped[str] = mapped_column(String(64))
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
