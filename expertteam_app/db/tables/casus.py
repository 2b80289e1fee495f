"""The casus, its append-only log, and what is coded about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from expertteam_app.db.base import Base, UidMixin
from expertteam_app.db.tables.gezin import JeugdigeRow
from expertteam_app.db.tables.opschaling import OpschalingsmodelRow


class CasusRow(UidMixin, Base):
    """A RET casus of one jeugdige; everything dated is in its log."""

    __tablename__ = "casus"
    __table_args__ = (Index("ix_casus_vernietigd", "id", sqlite_where=text("vernietigd_op IS NOT NULL")),)

    nummer: Mapped[str] = mapped_column(String(20), unique=True)
    jeugdige_id: Mapped[int] = mapped_column(ForeignKey("jeugdige.id"), index=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("opschalingsmodel.id"))
    gemeente: Mapped[str] = mapped_column(String(4), index=True)
    aangemeld_door: Mapped[str] = mapped_column(String(200), default="")
    soort_vraag: Mapped[str] = mapped_column(String(40), default="vastgelopen situatie")
    vraag: Mapped[str] = mapped_column(Text, default="")
    stem_jeugdige: Mapped[str] = mapped_column(Text, default="")
    stem_ouders: Mapped[str] = mapped_column(Text, default="")
    geprobeerd: Mapped[str] = mapped_column(Text, default="")
    opmerking: Mapped[str] = mapped_column(Text, default="")
    stem_niet_gelukt: Mapped[str] = mapped_column(Text, default="")
    casusregisseur: Mapped[str] = mapped_column(String(200), default="")
    verklarende_analyse: Mapped[str] = mapped_column(String(20), default="")
    verblijfplaats: Mapped[str] = mapped_column(String(200), default="")
    kader: Mapped[str] = mapped_column(String(20), default="vrijwillig")
    samengevoegd_met: Mapped[int | None] = mapped_column(ForeignKey("casus.id"), index=True)
    versie: Mapped[int] = mapped_column(Integer, default=1)
    partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), index=True)
    vernietigd_op: Mapped[date | None] = mapped_column(Date)

    jeugdige: Mapped[JeugdigeRow] = relationship()
    model: Mapped[OpschalingsmodelRow] = relationship()
    gebeurtenissen: Mapped[list[GebeurtenisRow]] = relationship(order_by="GebeurtenisRow.volgnummer")
    oorzaken: Mapped[list[OorzaakRow]] = relationship(order_by="OorzaakRow.code")
    hiaten: Mapped[list[HiaatRow]] = relationship(order_by="HiaatRow.id")
    zoekregels: Mapped[list[ZoekregelRow]] = relationship(order_by="ZoekregelRow.id")
    acties: Mapped[list[ActieRow]] = relationship(order_by="ActieRow.id")

    __mapper_args__ = {"version_id_col": versie}  # noqa: RUF012 - SQLAlchemy's own way of configuring


class GebeurtenisRow(Base):
    """One event of the log; rows are only added."""

    __tablename__ = "gebeurtenis"
    __table_args__ = (UniqueConstraint("casus_id", "volgnummer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    volgnummer: Mapped[int] = mapped_column(Integer)
    soort: Mapped[str] = mapped_column(String(40))
    datum: Mapped[date] = mapped_column(Date)
    gegevens: Mapped[Any] = mapped_column(JSON)


class OorzaakRow(Base):
    """A cause of vastlopen (DOMEIN 6b), with the version of the list it was chosen from."""

    __tablename__ = "casus_oorzaak"
    __table_args__ = (UniqueConstraint("casus_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    code: Mapped[str] = mapped_column(String(40), index=True)
    lijst_versie: Mapped[str] = mapped_column(String(20))
    hoofdoorzaak: Mapped[bool] = mapped_column(Boolean, default=False)
    perspectief: Mapped[str] = mapped_column(String(40), default="")


class HiaatRow(UidMixin, Base):
    """What was missing: zorgvorm and aard (DOMEIN 6a).

    Attributes:
        gezocht_sinds: the jeugdige waits since this day; empty: since it was recorded.
        overbrugging: help in the meantime.
        opgelost_op: from this day on the jeugdige does not wait any more.
        agendering: where it was brought in: regioteam inkoop, G7, BOEG or landelijk.
    """

    __tablename__ = "hiaat"

    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    zorgvorm: Mapped[str] = mapped_column(String(40), index=True)
    aard: Mapped[str] = mapped_column(String(40))
    lijst_versie: Mapped[str] = mapped_column(String(20))
    vastgesteld_op: Mapped[date] = mapped_column(Date)
    afgeleid: Mapped[bool] = mapped_column(Boolean, default=False)
    oplossing: Mapped[str] = mapped_column(Text, default="")
    gezocht_sinds: Mapped[date | None] = mapped_column(Date)
    urgentie: Mapped[str] = mapped_column(String(20), default="")
    overbrugging: Mapped[str] = mapped_column(Text, default="")
    opgelost_op: Mapped[date | None] = mapped_column(Date)
    agendering: Mapped[str] = mapped_column(String(20), default="")
    agendering_status: Mapped[str] = mapped_column(String(20), default="")
    agendering_op: Mapped[date | None] = mapped_column(Date)


class ZoekregelRow(UidMixin, Base):
    """One "gezocht bij": hulpvorm, aanbieder, datum, antwoord, reden, wachttijd (PRODUCT 5)."""

    __tablename__ = "zoekregel"

    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    zorgvorm: Mapped[str] = mapped_column(String(40), index=True)
    lijst_versie: Mapped[str] = mapped_column(String(20))
    aanbieder: Mapped[str] = mapped_column(String(200), default="", index=True)
    datum: Mapped[date] = mapped_column(Date)
    antwoord: Mapped[str] = mapped_column(String(40), default="")
    reden: Mapped[str] = mapped_column(String(40), default="")
    wachttijd_weken: Mapped[int | None] = mapped_column(Integer)
    afgeleid: Mapped[bool] = mapped_column(Boolean, default=False)


class ActieRow(UidMixin, Base):
    """Who does what, by when; without owner or date it stays visibly open. A toezegging was promised to the gezin."""

    __tablename__ = "actie"

    casus_id: Mapped[int | None] = mapped_column(ForeignKey("casus.id"), index=True)
    agendapunt_id: Mapped[int | None] = mapped_column(ForeignKey("agendapunt.id"), index=True)
    omschrijving: Mapped[str] = mapped_column(Text)
    eigenaar: Mapped[str] = mapped_column(String(200), default="")
    datum: Mapped[date | None] = mapped_column(Date)
    klaar_op: Mapped[date | None] = mapped_column(Date)
    toezegging: Mapped[bool] = mapped_column(Boolean, default=False)


_FILTERED = ("casus_id", "status", "stap", "gemeente")
"""What a list is filtered by. In the index of each order, a list needs no row: looking up 30,000 takes a second."""


class CasusOverzichtRow(Base):
    """A read model for lists: wholly derived from the log, rewritten in the same transaction, rebuilt at will.

    It exists for speed alone (100,000 rows sorted and filtered in SQL); `kluis controle` compares it with the log.
    """

    __tablename__ = "casus_overzicht"
    __audit__ = False
    __table_args__ = (
        Index("ix_casus_overzicht_bord", "status", "stap", "stap_sinds", "casus_id", "gemeente"),
        *(
            Index(f"ix_casus_overzicht_op_{name}", name, *(c for c in _FILTERED if c != name))
            for name in ("nummer", "naam_sleutel", "geboortedatum", "gemeente", "stap_sinds", "aangemeld", "zorgvorm")
        ),
    )

    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id", ondelete="CASCADE"), primary_key=True)
    nummer: Mapped[str] = mapped_column(String(20))
    naam: Mapped[str] = mapped_column(String(400))
    naam_sleutel: Mapped[str] = mapped_column(String(400))
    geboortedatum: Mapped[date | None] = mapped_column(Date)
    geboortejaar: Mapped[str] = mapped_column(String(7), default="")
    gemeente: Mapped[str] = mapped_column(String(4))
    status: Mapped[str] = mapped_column(String(20))
    stap: Mapped[int | None] = mapped_column(Integer)
    stap_sinds: Mapped[date | None] = mapped_column(Date)
    aangemeld: Mapped[date | None] = mapped_column(Date)
    afgesloten_op: Mapped[date | None] = mapped_column(Date)
    uitkomst: Mapped[str | None] = mapped_column(String(40))
    zorgvorm: Mapped[str | None] = mapped_column(String(40))
    zoektekst: Mapped[str] = mapped_column(Text)
