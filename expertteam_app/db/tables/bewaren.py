"""How long dossiers are kept: what stands in the way of vernietiging, and what was destroyed by whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class VernietigingsstopRow(UidMixin, Base):
    """A dossier that may not be destroyed for now (legal hold): why, and until someone lifts it."""

    __tablename__ = "vernietigingsstop"
    __table_args__ = (Index("ix_vernietigingsstop_dossier", "soort", "dossier_id"),)

    soort: Mapped[str] = mapped_column(String(20))
    dossier_id: Mapped[int] = mapped_column(Integer)
    reden: Mapped[str] = mapped_column(Text)
    sinds: Mapped[date] = mapped_column(Date)
    door: Mapped[str] = mapped_column(String(100))
    opgeheven_op: Mapped[date | None] = mapped_column(Date)
    opgeheven_door: Mapped[str] = mapped_column(String(100), default="")


class VernietigingRow(UidMixin, Base):
    """A vernietiging that was proposed, and when it was done, its proof: this row outlives the dossier.

    Attributes:
        nummer: what the dossier was called; a number, never a name.
        einde: the day from which its term ran; None when it was proposed before it was closed.
        termijn: years.
        vanaf: the first day on which it could go; None likewise.
        grond: a code: the term is over, or someone asked for it.
        telling: rows emptied and removed per table, lines of the log emptied; empty until it is done.
        regel: id of the line of the log that seals it.
    """

    __tablename__ = "vernietiging"
    __table_args__ = (
        Index(
            "ix_vernietiging_dossier",
            "soort",
            "dossier_id",
            unique=True,
            sqlite_where=text("ingetrokken_op IS NULL"),
        ),
    )

    soort: Mapped[str] = mapped_column(String(20))
    dossier_id: Mapped[int] = mapped_column(Integer)
    nummer: Mapped[str] = mapped_column(String(20))
    einde: Mapped[date | None] = mapped_column(Date)
    termijn: Mapped[int] = mapped_column(Integer)
    vanaf: Mapped[date | None] = mapped_column(Date)
    grond: Mapped[str] = mapped_column(String(20))
    voorgesteld_op: Mapped[date] = mapped_column(Date)
    voorgesteld_door: Mapped[str] = mapped_column(String(100))
    ingetrokken_op: Mapped[date | None] = mapped_column(Date)
    vernietigd_op: Mapped[date | None] = mapped_column(Date)
    vernietigd_door: Mapped[str] = mapped_column(String(100), default="")
    telling: Mapped[Any] = mapped_column(JSON, default=dict)
    regel: Mapped[int | None] = mapped_column(Integer)
