"""Zittingen of both tables: agenda, presence, besluiten and what comes back afterwards."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from expertteam_app.db.base import Base, UidMixin
from expertteam_app.db.tables.casus import ActieRow, CasusRow
from expertteam_app.db.tables.gezin import JeugdigeRow
from expertteam_app.db.tables.persoon import PersoonRow
from expertteam_app.db.tables.tafel import AfspraakRow, TafelregelRow
from expertteam_app.db.tables.vtb import VtbRow


class ZittingRow(UidMixin, Base):
    """One meeting of the RET or the JBT.

    Attributes:
        vorm: gewoon, reflectie (RET with the toegangen, over a period) or toetsing-ots (JBT).
        uitnodiging_volgnummer: how often the invitation was changed (SEQUENCE of RFC 5545).
        gesloten_op: the day on which the table was closed; its verslag is then worked on.
        correctie_reden: why a verslag that was vastgesteld is being corrected; empty when it is not.
    """

    __tablename__ = "zitting"
    __table_args__ = (Index("ix_zitting_vernietigd", "id", sqlite_where=text("vernietigd_op IS NOT NULL")),)

    nummer: Mapped[str] = mapped_column(String(20), unique=True)
    soort: Mapped[str] = mapped_column(String(10), index=True)
    datum: Mapped[date] = mapped_column(Date, index=True)
    begintijd: Mapped[str] = mapped_column(String(5), default="")
    plaats: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[str] = mapped_column(String(20), default="gepland")
    vastgesteld_op: Mapped[date | None] = mapped_column(Date)
    partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), index=True)
    reeks_id: Mapped[int | None] = mapped_column(ForeignKey("reeks.id"), index=True)
    vorm: Mapped[str] = mapped_column(String(20), default="gewoon")
    duur_minuten: Mapped[int] = mapped_column(Integer, default=90)
    periode_van: Mapped[date | None] = mapped_column(Date)
    periode_tot: Mapped[date | None] = mapped_column(Date)
    uitgenodigd_op: Mapped[date | None] = mapped_column(Date)
    uitnodiging_volgnummer: Mapped[int] = mapped_column(Integer, default=0)
    afgezegd_op: Mapped[date | None] = mapped_column(Date)
    afgezegd_reden: Mapped[str] = mapped_column(Text, default="")
    gesloten_op: Mapped[date | None] = mapped_column(Date)
    ter_reactie_op: Mapped[date | None] = mapped_column(Date)
    ter_reactie_tot: Mapped[date | None] = mapped_column(Date)
    correctie_reden: Mapped[str] = mapped_column(Text, default="")
    vernietigd_op: Mapped[date | None] = mapped_column(Date)

    punten: Mapped[list[AgendapuntRow]] = relationship(order_by="AgendapuntRow.volgorde")
    aanwezigen: Mapped[list[AanwezigheidRow]] = relationship(order_by="AanwezigheidRow.id")


class AgendapuntRow(UidMixin, Base):
    """One item: a casus at the RET, a VTB at the JBT, or a subject without either, with what was said about it.

    Attributes:
        soort: what is asked of the table, a code of the list punt_soorten.
        onderwerp: for an item without casus or VTB.
        status: open, besproken or geparkeerd.
        vorig_punt_id: the parked item that this one carries on.
        besteed_seconden: how long it was talked about.
        teruggegeven_op: the day on which the inbreng was given back, with the reason.
    """

    __tablename__ = "agendapunt"

    zitting_id: Mapped[int] = mapped_column(ForeignKey("zitting.id"), index=True)
    volgorde: Mapped[int] = mapped_column(Integer)
    casus_id: Mapped[int | None] = mapped_column(ForeignKey("casus.id"), index=True)
    vtb_id: Mapped[int | None] = mapped_column(ForeignKey("vtb.id"), index=True)
    minuten: Mapped[int] = mapped_column(Integer, default=30)
    soort: Mapped[str] = mapped_column(String(40), default="")
    onderwerp: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[str] = mapped_column(String(20), default="open")
    vorig_punt_id: Mapped[int | None] = mapped_column(ForeignKey("agendapunt.id"), index=True)
    besteed_seconden: Mapped[int] = mapped_column(Integer, default=0)
    teruggegeven_op: Mapped[date | None] = mapped_column(Date)
    teruggegeven_reden: Mapped[str] = mapped_column(Text, default="")
    terugkoppeling_door: Mapped[str] = mapped_column(String(200), default="")
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
    regels: Mapped[list[TafelregelRow]] = relationship(order_by="TafelregelRow.volgorde")


class AanwezigheidRow(Base):
    """A professional, parent or other person expected at a zitting.

    `persoon_id` is empty for family members: their name stands here only.

    Attributes:
        agendapunt_id: the one item they come for; empty: the whole zitting.
        ontvanger: which version of the verslag they get; empty: the one of their role.
    """

    __tablename__ = "aanwezigheid"

    id: Mapped[int] = mapped_column(primary_key=True)
    zitting_id: Mapped[int] = mapped_column(ForeignKey("zitting.id"), index=True)
    persoon_id: Mapped[int | None] = mapped_column(ForeignKey("persoon.id"), index=True)
    naam: Mapped[str] = mapped_column(String(200), default="")
    rol: Mapped[str] = mapped_column(String(40))
    presentie: Mapped[str] = mapped_column(String(20), default="uitgenodigd")
    agendapunt_id: Mapped[int | None] = mapped_column(ForeignKey("agendapunt.id"), index=True)
    jeugdige_id: Mapped[int | None] = mapped_column(ForeignKey("jeugdige.id"), index=True)
    gezinslid_id: Mapped[int | None] = mapped_column(ForeignKey("gezinslid.id"), index=True)
    ontvanger: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(200), default="")

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
    bevestigd_op: Mapped[date | None] = mapped_column(Date)
    vto_kenmerk: Mapped[str] = mapped_column(String(60), default="")
    onderzoek_gestart: Mapped[date | None] = mapped_column(Date)
    onderzoek_afgerond: Mapped[date | None] = mapped_column(Date)
    zaak_afgerond: Mapped[date | None] = mapped_column(Date)

    jeugdige: Mapped[JeugdigeRow] = relationship()
    terugmeldingen: Mapped[list[TerugmeldingRow]] = relationship(order_by="TerugmeldingRow.id")
    afspraken: Mapped[list[AfspraakRow]] = relationship(order_by="AfspraakRow.id")


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
    vervolg_stap: Mapped[str] = mapped_column(String(40), default="")
