"""What makes a dossier of another werkgebied visible: a reason that someone gave, or a link between RET and JBT."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class InzageredenRow(UidMixin, Base):
    """A dossier outside the own werkgebied that someone opened with a reason; it stays open until the kluis locks.

    Attributes:
        sitting: names one time that the kluis was open; the reason counts for no other.
        soort: casus or vtb.
        grond: a code of the list inzagegronden.
    """

    __tablename__ = "inzagereden"
    __table_args__ = (Index("ix_inzagereden_dossier", "soort", "dossier_id", "sitting"),)

    gebruiker: Mapped[str] = mapped_column(String(100))
    sitting: Mapped[str] = mapped_column(String(32))
    soort: Mapped[str] = mapped_column(String(20))
    dossier_id: Mapped[int] = mapped_column(Integer)
    grond: Mapped[str] = mapped_column(String(40))
    toelichting: Mapped[str] = mapped_column(Text)
    gegeven_op: Mapped[date] = mapped_column(Date)


class VerbandRow(UidMixin, Base):
    """A casus of the RET and a VTB of the JBT that belong together, and why; one that was broken stays as a row."""

    __tablename__ = "verband"
    __table_args__ = (
        Index("ix_verband_paar", "casus_id", "vtb_id", unique=True, sqlite_where=text("verbroken_op IS NULL")),
    )

    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    vtb_id: Mapped[int] = mapped_column(ForeignKey("vtb.id"), index=True)
    reden: Mapped[str] = mapped_column(Text)
    gelegd_op: Mapped[date] = mapped_column(Date)
    door: Mapped[str] = mapped_column(String(100))
    verbroken_op: Mapped[date | None] = mapped_column(Date)
    verbroken_door: Mapped[str] = mapped_column(String(100), default="")
