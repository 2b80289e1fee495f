"""On what ground something is shared: toestemming of those who must give it, or a ground with its weighing."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from expertteam_app.db.base import Base, UidMixin


class ToestemmingRow(UidMixin, Base):
    """Sharing with one ontvanger for one doel; `grond` is a code of the list grondslagen.

    Without toestemming `afweging` says why sharing weighs more (DOMEIN section 9).
    """

    __tablename__ = "toestemming"

    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    ontvanger: Mapped[str] = mapped_column(String(200))
    doel: Mapped[str] = mapped_column(Text)
    grond: Mapped[str] = mapped_column(String(40))
    afweging: Mapped[str] = mapped_column(Text, default="")
    vanaf: Mapped[date] = mapped_column(Date)
    tot: Mapped[date | None] = mapped_column(Date)

    gevers: Mapped[list[ToestemmingGeverRow]] = relationship(
        order_by="(ToestemmingGeverRow.datum, ToestemmingGeverRow.id)", cascade="all, delete-orphan"
    )


class ToestemmingGeverRow(Base):
    """One answer of one person; an empty `gezinslid_id` is the jeugdige. `antwoord` is ``ja``, ``nee`` or empty.

    Someone who answers again gets a row more: what held on an earlier day stays known.
    """

    __tablename__ = "toestemming_gever"

    id: Mapped[int] = mapped_column(primary_key=True)
    toestemming_id: Mapped[int] = mapped_column(ForeignKey("toestemming.id", ondelete="CASCADE"), index=True)
    gezinslid_id: Mapped[int | None] = mapped_column(ForeignKey("gezinslid.id"), index=True)
    antwoord: Mapped[str] = mapped_column(String(10), default="")
    datum: Mapped[date | None] = mapped_column(Date)
    ingetrokken_op: Mapped[date | None] = mapped_column(Date)
    reden: Mapped[str] = mapped_column(Text, default="")
