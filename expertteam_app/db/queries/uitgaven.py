"""The register of what left, the report in the making, and the questions to BOEG."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from expertteam_app.db.queries.instellingen import get_setting, set_setting
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import BoegVraagRow, RapportRow, UitgaveRow
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.uitgave import Handeling, Soort, UitgaveInfo, Vraag, Zegelstof, first_break

KOP_SETTING = "uitgave.kop"
"""How many lines the register has and the seal of the last: a register that was lost or put back does not fit it."""


def stof(row: UitgaveRow, van: str = "") -> Zegelstof:
    """What the seal of a line is made of; `van` is the seal of the line that is withdrawn."""
    return Zegelstof(
        row.soort,
        row.handeling,
        row.periode,
        row.gedaan_op,
        row.gemaakt_door,
        row.vrijgegeven_door,
        row.ontvangers,
        row.doel,
        row.reden,
        van,
        row.inhoud,
        row.leden,
        row.getuigen,
        row.bestanden,
    )


def rows(session: DbSession) -> list[UitgaveRow]:
    """Every line, oldest first."""
    return list(session.scalars(select(UitgaveRow).order_by(UitgaveRow.id)))


def check_register(session: DbSession) -> None:
    """See that the register is whole and is the one this kluis last wrote.

    Raises:
        UserError: a line was changed, left out or put back; nothing may leave until that is settled.
    """
    lines = rows(session)
    seals = {row.id: row.zegel for row in lines}
    broken = first_break((stof(r, seals.get(r.van_id or 0, "")), r.vorige, r.zegel) for r in lines)
    if broken is not None:
        raise UserError(
            f"Regel {broken} van het register van uitgaven klopt niet meer; er kan nu niets naar buiten.",
            "Zet een back-up terug waarin het register heel is (Beheer, Controle en back-up).",
        )
    head = get_setting(session, KOP_SETTING) or {"regels": 0, "zegel": ""}
    if head != {"regels": len(lines), "zegel": lines[-1].zegel if lines else ""}:
        raise UserError(
            "Het register van uitgaven is niet het laatste dat deze kluis schreef; er kan nu niets naar buiten.",
            "Zet de laatste back-up terug, zodat bekend is wat al naar buiten ging.",
        )


def append(session: DbSession, row: UitgaveRow) -> int:
    """Add a line on top of the last one; returns its number.

    Raises:
        UserError: see `check_register`.
    """
    check_register(session)
    lines = rows(session)
    row.vorige = lines[-1].zegel if lines else ""
    van = next((r.zegel for r in lines if r.id == row.van_id), "")
    row.zegel = stof(row, van).zegel(row.vorige)
    session.add(row)
    session.flush()
    set_setting(session, KOP_SETTING, {"regels": len(lines) + 1, "zegel": row.zegel})
    return row.id


def infos(session: DbSession) -> tuple[UitgaveInfo, ...]:
    """Everything that left, newest first, with its withdrawal."""
    lines = rows(session)
    gone = {r.van_id: (r.gedaan_op, r.reden) for r in lines if r.handeling == Handeling.INTREKKING}
    return tuple(
        UitgaveInfo(
            r.id,
            Soort(r.soort),
            Handeling(r.handeling),
            r.periode,
            r.gedaan_op,
            r.gemaakt_door,
            r.vrijgegeven_door,
            r.ontvangers,
            r.doel,
            r.reden,
            dict(r.bestanden),
            gone.get(r.id),
        )
        for r in reversed(lines)
        if r.handeling == Handeling.UITGAVE
    )


def releases(session: DbSession, soort: Soort, perioden: Collection[str]) -> list[UitgaveRow]:
    """What left of a kind over some periods, oldest first; also what was withdrawn, for it was seen."""
    query = select(UitgaveRow).where(
        UitgaveRow.soort == soort.value,
        UitgaveRow.handeling == Handeling.UITGAVE.value,
        UitgaveRow.periode.in_(list(perioden)),
    )
    return list(session.scalars(query.order_by(UitgaveRow.id)))


def all_releases(session: DbSession, soort: Soort) -> list[UitgaveRow]:
    """Everything of a kind that left, oldest first; also what was withdrawn, for it was seen."""
    query = select(UitgaveRow).where(UitgaveRow.soort == soort.value, UitgaveRow.handeling == Handeling.UITGAVE.value)
    return list(session.scalars(query.order_by(UitgaveRow.id)))


def last_release(session: DbSession, soort: Soort) -> UitgaveRow | None:
    """The last thing of a kind that left."""
    query = select(UitgaveRow).where(UitgaveRow.soort == soort.value, UitgaveRow.handeling == Handeling.UITGAVE.value)
    return session.scalars(query.order_by(UitgaveRow.id.desc()).limit(1)).first()


def rapport_row(session: DbSession, periode: str) -> RapportRow | None:
    """The report of a period in the making."""
    return session.scalars(select(RapportRow).where(RapportRow.periode == periode)).first()


def vraag_rows(session: DbSession, periode: str | None = None) -> list[BoegVraagRow]:
    """The questions to BOEG of one period, or all of them, oldest first."""
    query = select(BoegVraagRow).order_by(BoegVraagRow.periode, BoegVraagRow.volgorde, BoegVraagRow.id)
    return list(session.scalars(query if periode is None else query.where(BoegVraagRow.periode == periode)))


def to_vraag(row: BoegVraagRow) -> Vraag:
    """A question as people read it."""
    return Vraag(row.id, row.periode, row.vraag, row.afloop, row.afgerond_op)


def earlier_questions(session: DbSession, periode: Periode) -> tuple[Vraag, ...]:
    """The questions of earlier periods that are open, or were settled since this period began."""
    rows = [row for row in vraag_rows(session) if Periode.parse(row.periode).tot < periode.van]
    return tuple(to_vraag(row) for row in rows if row.afgerond_op is None or row.afgerond_op >= periode.van)


def keep_questions(session: DbSession, periode: str, tekst: str) -> None:
    """Remember the questions of a report, one per line, so that the next one can say what became of them."""
    known = {row.vraag for row in vraag_rows(session, periode)}
    lines = dict.fromkeys(line.strip() for line in tekst.splitlines() if line.strip())
    for place, vraag in enumerate(line for line in lines if line not in known):
        session.add(BoegVraagRow(periode=periode, volgorde=len(known) + place, vraag=vraag))
