"""What left the kluis for people outside: the register of uitgaven, the report in the making, questions to BOEG."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class UitgaveRow(UidMixin, Base):
    """One line of the register: something left, or was withdrawn. Lines are never changed; each seals the one before.

    Attributes:
        soort: boeg or wachtenden.
        handeling: uitgave or intrekking.
        van_id: with an intrekking: what is withdrawn.
        inhoud: what was printed and what its maker knew of it, packed; empty with an intrekking.
        leden: per cell who was counted in it, packed, so that later reports can be laid beside it.
        getuigen: worlds of counts that fit what was printed, packed: the proof of the protection.
        bestanden: name of every file to its SHA-256.
        vorige: the seal of the line before; empty for the first.
        zegel: SHA-256 over this line and the seal of the one before.
    """

    __tablename__ = "uitgave"

    soort: Mapped[str] = mapped_column(String(20), index=True)
    handeling: Mapped[str] = mapped_column(String(20))
    periode: Mapped[str] = mapped_column(String(20), index=True)
    gedaan_op: Mapped[date] = mapped_column(Date)
    gemaakt_door: Mapped[str] = mapped_column(String(100))
    vrijgegeven_door: Mapped[str] = mapped_column(String(100), default="")
    ontvangers: Mapped[str] = mapped_column(Text, default="")
    doel: Mapped[str] = mapped_column(Text, default="")
    reden: Mapped[str] = mapped_column(Text, default="")
    van_id: Mapped[int | None] = mapped_column(ForeignKey("uitgave.id"), index=True)
    inhoud: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    leden: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    getuigen: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    bestanden: Mapped[Any] = mapped_column(JSON, default=dict)
    vorige: Mapped[str] = mapped_column(String(64), default="")
    zegel: Mapped[str] = mapped_column(String(64))


class RapportRow(UidMixin, Base):
    """The report of a period while it is made, from frozen figures to release.

    Attributes:
        stand: bevroren, aangeboden, vrijgegeven or teruggegeven.
        meetmoment_id: the meetmoment of the monitor that was frozen with it.
        inhoud, leden, getuigen: as in the register, frozen with the figures.
        controle: what was checked by whom: name of the question to true or false.
        opmerking: why the second reader gave it back.
        uitgave_id: the line of the register with which it left.
    """

    __tablename__ = "rapport"

    periode: Mapped[str] = mapped_column(String(20), unique=True)
    stand: Mapped[str] = mapped_column(String(20))
    bevroren_op: Mapped[date] = mapped_column(Date)
    bevroren_door: Mapped[str] = mapped_column(String(100))
    meetmoment_id: Mapped[int | None] = mapped_column(ForeignKey("meetmoment.id"), index=True)
    inhoud: Mapped[bytes] = mapped_column(LargeBinary)
    leden: Mapped[bytes] = mapped_column(LargeBinary)
    getuigen: Mapped[bytes] = mapped_column(LargeBinary)
    ontvangers: Mapped[str] = mapped_column(Text, default="")
    doel: Mapped[str] = mapped_column(Text, default="")
    aangeboden_op: Mapped[date | None] = mapped_column(Date)
    aangeboden_door: Mapped[str] = mapped_column(String(100), default="")
    controle: Mapped[Any] = mapped_column(JSON, default=dict)
    opmerking: Mapped[str] = mapped_column(Text, default="")
    uitgave_id: Mapped[int | None] = mapped_column(ForeignKey("uitgave.id"), index=True)


class BoegVraagRow(UidMixin, Base):
    """A question to BOEG with the report in which it was asked, and what became of it."""

    __tablename__ = "boeg_vraag"

    periode: Mapped[str] = mapped_column(String(20), index=True)
    volgorde: Mapped[int] = mapped_column(default=0)
    vraag: Mapped[str] = mapped_column(Text)
    afloop: Mapped[str] = mapped_column(Text, default="")
    afgerond_op: Mapped[date | None] = mapped_column(Date)
