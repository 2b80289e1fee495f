"""The verslag once it is fixed: versions, signatures, reactions, and who got what."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class VerslagRow(UidMixin, Base):
    """A verslag that was vastgesteld: its content and PDF as they were, with the SHA-256 of the PDF.

    A correction is a row with the next `volgnummer` and its reason; the earlier one stays.
    """

    __tablename__ = "verslag"

    zitting_id: Mapped[int] = mapped_column(ForeignKey("zitting.id"), index=True)
    volgnummer: Mapped[int] = mapped_column(Integer, default=1)
    vastgesteld_op: Mapped[date] = mapped_column(Date)
    sha256: Mapped[str] = mapped_column(String(64))
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    reden: Mapped[str] = mapped_column(Text, default="")
    inhoud: Mapped[Any] = mapped_column(JSON, default=dict)


class HandtekeningRow(UidMixin, Base):
    """A verslag signed by role; with a certificate `pdf` holds the PDF with the signature in it."""

    __tablename__ = "handtekening"
    __table_args__ = (UniqueConstraint("verslag_id", "rol"),)

    verslag_id: Mapped[int] = mapped_column(ForeignKey("verslag.id"), index=True)
    rol: Mapped[str] = mapped_column(String(40))
    naam: Mapped[str] = mapped_column(String(200))
    gebruiker: Mapped[str] = mapped_column(String(100))
    getekend_op: Mapped[date] = mapped_column(Date)
    certificaat: Mapped[str] = mapped_column(String(400), default="")
    sha256: Mapped[str] = mapped_column(String(64))
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary)


class ReactieRow(UidMixin, Base):
    """What a parent, jeugdige or other says of a verslag: appended, never edited in (Jeugdwet 7.3.8(2))."""

    __tablename__ = "reactie"

    zitting_id: Mapped[int] = mapped_column(ForeignKey("zitting.id"), index=True)
    agendapunt_id: Mapped[int | None] = mapped_column(ForeignKey("agendapunt.id"), index=True)
    van: Mapped[str] = mapped_column(String(200))
    rol: Mapped[str] = mapped_column(String(40))
    ontvangen_op: Mapped[date] = mapped_column(Date)
    tekst: Mapped[str] = mapped_column(Text)


class VerzendingRow(UidMixin, Base):
    """Who got what, and when: a verslag in the version of a recipient, an invitation or a letter.

    Attributes:
        soort: verslag, uitnodiging or brief.
        ontvanger: for whom the version was made, a code of the list ontvangers.
        jeugdige_id: the child the version is for, where each child has an own one.
        wijze: how it was sent.
        blokken: the parts that this version held; of an invitation the UID of the appointment.
        sha256: of the bytes that were sent.
    """

    __tablename__ = "verzending"

    zitting_id: Mapped[int] = mapped_column(ForeignKey("zitting.id"), index=True)
    agendapunt_id: Mapped[int | None] = mapped_column(ForeignKey("agendapunt.id"), index=True)
    verslag_id: Mapped[int | None] = mapped_column(ForeignKey("verslag.id"), index=True)
    jeugdige_id: Mapped[int | None] = mapped_column(ForeignKey("jeugdige.id"), index=True)
    soort: Mapped[str] = mapped_column(String(20), default="verslag")
    ontvanger: Mapped[str] = mapped_column(String(40))
    naam: Mapped[str] = mapped_column(String(200), default="")
    wijze: Mapped[str] = mapped_column(String(40), default="")
    verzonden_op: Mapped[date] = mapped_column(Date)
    blokken: Mapped[Any] = mapped_column(JSON, default=list)
    sha256: Mapped[str] = mapped_column(String(64), default="")


class SjabloonRow(UidMixin, Base):
    """The region's own text for a letter or document, over the one that ships; versions stay."""

    __tablename__ = "sjabloon"
    __table_args__ = (UniqueConstraint("code", "versie"),)

    code: Mapped[str] = mapped_column(String(40))
    versie: Mapped[int] = mapped_column(Integer)
    tekst: Mapped[str] = mapped_column(Text)
    geldig_vanaf: Mapped[date] = mapped_column(Date)


class TekstblokRow(UidMixin, Base):
    """A text that is put in by typing ``::`` and its code."""

    __tablename__ = "tekstblok"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    naam: Mapped[str] = mapped_column(String(200), default="")
    tekst: Mapped[str] = mapped_column(Text)


class HandelingstijdRow(Base):
    """How long the own handling of a step took, in seconds of activity and keys pressed (PRODUCT 6.4 C).

    A measurement of the program itself: it says nothing of a gezin and is not audited.
    """

    __tablename__ = "handelingstijd"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    zitting_id: Mapped[int | None] = mapped_column(ForeignKey("zitting.id", ondelete="CASCADE"), index=True)
    vtb_id: Mapped[int | None] = mapped_column(ForeignKey("vtb.id", ondelete="CASCADE"), index=True)
    stap: Mapped[str] = mapped_column(String(40), index=True)
    seconden: Mapped[int] = mapped_column(Integer)
    toetsen: Mapped[int] = mapped_column(Integer)
    gemeten_op: Mapped[date] = mapped_column(Date)
