"""What figures need beside the casussen: judged signalen, baselines, jeugdigen per gemeente and meetmomenten."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class SignaalRow(UidMixin, Base):
    """A pattern, trend or gemeente that the program showed, and what people made of it (PRODUCT section 5).

    Attributes:
        soort: paar, drietal, trend, sluipend, verschil or trechter.
        sleutel: names what it is about, the same whenever it is found again.
        periode: code of the period it was seen in.
        gezien: the counts and words as they were shown then.
        programma: the verdict of the program then.
        mens: what people say: volgen, bespreken, verklaard or loos_alarm; empty until they do.
        verklaring: what else explains it, in words.
        afloop: what became of it; with `afgesloten_op` it is done.
    """

    __tablename__ = "signaal"
    __table_args__ = (UniqueConstraint("sleutel", "periode"),)

    soort: Mapped[str] = mapped_column(String(20), index=True)
    sleutel: Mapped[str] = mapped_column(String(200))
    periode: Mapped[str] = mapped_column(String(20), index=True)
    gezien: Mapped[Any] = mapped_column(JSON)
    gezien_op: Mapped[date] = mapped_column(Date)
    programma: Mapped[str] = mapped_column(String(20))
    mens: Mapped[str] = mapped_column(String(20), default="")
    verklaring: Mapped[str] = mapped_column(Text, default="")
    beoordeeld_op: Mapped[date | None] = mapped_column(Date)
    beoordeeld_door: Mapped[str] = mapped_column(String(100), default="")
    afloop: Mapped[str] = mapped_column(Text, default="")
    afgesloten_op: Mapped[date | None] = mapped_column(Date)


class BasislijnRow(UidMixin, Base):
    """From which period on a count is compared with itself, decided with a reason; `sleutel` empty: all counts."""

    __tablename__ = "basislijn"

    sleutel: Mapped[str] = mapped_column(String(200), index=True)
    sinds: Mapped[str] = mapped_column(String(20))
    reden: Mapped[str] = mapped_column(Text)
    besloten_op: Mapped[date] = mapped_column(Date)
    besloten_door: Mapped[str] = mapped_column(String(100))


class JeugdigenTellingRow(UidMixin, Base):
    """How many jeugdigen (0-23) a gemeente has by the CBS, entered with its year."""

    __tablename__ = "jeugdigen_telling"
    __table_args__ = (UniqueConstraint("gemeente", "jaar"),)

    gemeente: Mapped[str] = mapped_column(String(4), index=True)
    jaar: Mapped[int] = mapped_column(Integer)
    aantal: Mapped[int] = mapped_column(Integer)
    bron: Mapped[str] = mapped_column(String(200), default="")


class MeetmomentRow(UidMixin, Base):
    """Figures of a period as they were on one day: data and definitions, never changed afterwards.

    Attributes:
        soort: monitor.
        definities: what every figure meant then: klokken, norms, calendar, versions of lists.
        inhoud: the data, as canonical bytes; the same on every rerun.
        sha256: of `inhoud`.
    """

    __tablename__ = "meetmoment"

    soort: Mapped[str] = mapped_column(String(20), index=True)
    naam: Mapped[str] = mapped_column(String(200))
    periode: Mapped[str] = mapped_column(String(20))
    gemaakt_op: Mapped[date] = mapped_column(Date)
    gemaakt_door: Mapped[str] = mapped_column(String(100))
    definities: Mapped[Any] = mapped_column(JSON)
    inhoud: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
