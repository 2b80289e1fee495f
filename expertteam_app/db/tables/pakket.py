"""Addresses of other teams, and what went to them and came from them as a pakket."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from expertteam_app.db.base import Base, UidMixin


class AdresRow(UidMixin, Base):
    """Someone of another team, with his public keys (`domain.adres.Visitekaartje`); a professional, no jeugdige.

    Attributes:
        bevestigd_op: since when it is known by phone that the keys are his; empty while that is not so.
        ingetrokken_op: since when the keys count no more; the row stays, for what was sent to them.
    """

    __tablename__ = "adres"

    naam: Mapped[str] = mapped_column(String(100))
    team: Mapped[str] = mapped_column(String(200))
    gemeente: Mapped[str] = mapped_column(String(4), default="")
    ontvangsleutel: Mapped[str] = mapped_column(String(62))
    tekensleutel: Mapped[str] = mapped_column(String(64), unique=True)
    toegevoegd_op: Mapped[date] = mapped_column(Date)
    toegevoegd_door: Mapped[str] = mapped_column(String(100))
    bevestigd_op: Mapped[date | None] = mapped_column(Date)
    bevestigd_door: Mapped[str] = mapped_column(String(100), default="")
    ingetrokken_op: Mapped[date | None] = mapped_column(Date)
    ingetrokken_door: Mapped[str] = mapped_column(String(100), default="")


class PakketlogRow(UidMixin, Base):
    """What was sent to one receiver: who got what, when and why; it stays as it is, but for the day of the bewijs.

    Attributes:
        pakket_id: the id in the pakket, the same for every receiver of it.
        adres_id: empty for whoever opens it with a wachtzin.
        grondslag: code of the list grondslagen; `afweging` as it was recorded on that day.
        manifest: SHA-256 of the manifest: an ontvangstbewijs must name it.
        bewijs_op: the day on which the receiver says to have stored it.
    """

    __tablename__ = "pakketlog"

    casus_id: Mapped[int | None] = mapped_column(ForeignKey("casus.id"), index=True)
    adres_id: Mapped[int | None] = mapped_column(ForeignKey("adres.id"), index=True)
    pakket_id: Mapped[str] = mapped_column(String(32), index=True)
    soort: Mapped[str] = mapped_column(String(20))
    ontvanger: Mapped[str] = mapped_column(String(310))
    doel: Mapped[str] = mapped_column(Text)
    grondslag: Mapped[str] = mapped_column(String(40))
    afweging: Mapped[str] = mapped_column(Text, default="")
    manifest: Mapped[str] = mapped_column(String(64))
    gemaakt_op: Mapped[date] = mapped_column(Date)
    gemaakt_door: Mapped[str] = mapped_column(String(100))
    bewijs_op: Mapped[date | None] = mapped_column(Date)


class OntvangenPakketRow(UidMixin, Base):
    """A pakket that was received; while it stands here the same one changes nothing.

    Attributes:
        pakket_id: the id in the pakket.
        adres_id: who signed it.
        kenmerk: the uid of the casus at the sender; empty for an ontvangstbewijs.
        verzonden_op: the day on which it was made.
    """

    __tablename__ = "ontvangen_pakket"

    pakket_id: Mapped[str] = mapped_column(String(32), unique=True)
    casus_id: Mapped[int | None] = mapped_column(ForeignKey("casus.id"), index=True)
    adres_id: Mapped[int] = mapped_column(ForeignKey("adres.id"), index=True)
    soort: Mapped[str] = mapped_column(String(20))
    afzender: Mapped[str] = mapped_column(String(310))
    doel: Mapped[str] = mapped_column(Text)
    grondslag: Mapped[str] = mapped_column(String(40))
    kenmerk: Mapped[str] = mapped_column(String(32), default="", index=True)
    manifest: Mapped[str] = mapped_column(String(64))
    verzonden_op: Mapped[date] = mapped_column(Date)
    ontvangen_op: Mapped[date] = mapped_column(Date)
    ontvangen_door: Mapped[str] = mapped_column(String(100))
