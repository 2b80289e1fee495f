"""Use cases of the import: a dry run, one agreement, one batch that can be undone whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from expertteam_app.db.queries import partijen as q
from expertteam_app.db.queries.casussen import known_people
from expertteam_app.db.queries.partijen import hashes_by_casus, known_vtb_children
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import PartijRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.herkenning import WAARSCHIJNLIJK
from expertteam_app.domain.inzicht import PartijInfo
from expertteam_app.domain.namen import Naam
from expertteam_app.exchange.casuslijst import read_ret
from expertteam_app.exchange.dubbelen import BekendeCasus, Dubbel
from expertteam_app.exchange.velden import JBT_VELDEN, RET_VELDEN
from expertteam_app.exchange.voorstel import ImportVoorstel, JbtRij, Quarantaine, RetRij, Twijfel
from expertteam_app.exchange.vtb_lijst import read_jbt
from expertteam_app.services.context import Context
from expertteam_app.services.inlezen_jbt import JbtWriter
from expertteam_app.services.inlezen_ret import Batch, RetWriter
from expertteam_app.services.instellingen import BSN_SETTING, setting_value

__all__ = [
    "FIELD_NAMES",
    "WAARSCHIJNLIJK",
    "Dubbel",
    "ImportVoorstel",
    "Inlezen",
    "JbtRij",
    "Keuzes",
    "Quarantaine",
    "RetRij",
    "Twijfel",
    "default_choices",
]

_IDS = range(1, 2**63)
"""Numbers that a row can have."""

Progress = Callable[[int, int], None]
Check = Callable[[], None]

FIELD_NAMES: Mapping[str, Mapping[str, str]] = {
    soort: {veld.naam: veld.titel for veld in velden} for soort, velden in (("RET", RET_VELDEN), ("JBT", JBT_VELDEN))
}
"""Per kind of list the fields a column may hold, with their Dutch names."""


@dataclass(frozen=True)
class Keuzes:
    """What the user decided on a proposal.

    Attributes:
        overslaan: rows that are not taken over.
        gekozen: for a row and field the code that was chosen instead of the proposal; None leaves it empty. For
            oorzaken the codes that are added, separated by commas.
    """

    overslaan: frozenset[int] = frozenset()
    gekozen: Mapping[tuple[int, str], str | None] = field(default_factory=dict)


def default_choices(voorstel: ImportVoorstel) -> Keuzes:
    """Skip what is Waarschijnlijk a double, take over the rest as proposed."""
    return Keuzes(overslaan=frozenset(d.rij for d in voorstel.dubbel if d.zekerheid == WAARSCHIJNLIJK))


class Inlezen:
    """The import of hand-kept lists. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def proef(
        self,
        soort: str,
        inhoud: bytes,
        bestandsnaam: str,
        *,
        mapping: Mapping[str, str] | None = None,
        progress: Progress | None = None,
        check: Check | None = None,
    ) -> ImportVoorstel:
        """Read a list without storing anything.

        Args:
            soort: ``RET`` or ``JBT``.
            inhoud: the bytes of the xlsx or csv file.
            bestandsnaam: only its ending is looked at.
            mapping: field to heading, to correct what was recognised.
            progress: called with (rows done, rows in all).
            check: called often, also while the file is being opened; raises `Cancelled` to stop.

        Raises:
            UserError: the file cannot be read; `Cancelled` when `progress` stops it.
        """
        self._context.actor.require(Right.CASUS_IMPORT)
        with self._context.read() as session:
            bsn = bool(setting_value(session, BSN_SETTING))
            known = self._known(session, soort)
        read = read_ret if soort == "RET" else read_jbt
        voorstel = read(
            inhoud,
            bestandsnaam,
            self._context.lists,
            mapping=mapping,
            bsn=bsn,
            peildatum=self._context.vandaag(),
            progress=progress,
            check=check,
        )
        return voorstel.compare_with(known)

    def neem_over(
        self, voorstel: ImportVoorstel, keuzes: Keuzes | None = None, progress: Progress | None = None
    ) -> PartijInfo:
        """Store a proposal as one batch, with one audited transaction; all of it or nothing.

        A row whose fingerprint is in the kluis already is never stored again, whatever the choices say.

        Raises:
            UserError: there is nothing to take over; `Cancelled` when `progress` stops it.
        """
        self._context.actor.require(Right.CASUS_IMPORT)
        keuzes = keuzes or default_choices(voorstel)
        with self._context.write(f"lijst {voorstel.soort} ingelezen") as session:
            known = q.known_hashes(session)
            rows = [r for r in voorstel.gelezen if r.rij not in keuzes.overslaan and r.rij_hash not in known]
            if not rows:
                raise UserError("Er is niets nieuws om over te nemen.", "Alle regels staan al in de kluis.")
            partij = PartijRow(
                soort=voorstel.soort,
                bestand_hash=voorstel.bestand_hash,
                moment=datetime.now(UTC).isoformat(timespec="seconds"),
                wie=self._context.actor.naam,
                aantal=len(rows),
            )
            session.add(partij)
            session.flush()
            writer = RetWriter if voorstel.soort == "RET" else JbtWriter
            writer(Batch(self._context, session, partij.id, keuzes.gekozen)).write(rows, progress)
            return _info(partij)

    def count_new(self, voorstel: ImportVoorstel, keuzes: Keuzes) -> int:
        """How many rows `neem_over` would add."""
        self._context.actor.require(Right.CASUS_IMPORT)
        with self._context.read() as session:
            known = q.known_hashes(session)
        return sum(r.rij not in keuzes.overslaan and r.rij_hash not in known for r in voorstel.gelezen)

    def partijen(self) -> list[PartijInfo]:
        """Every batch, newest first."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return [_info(p) for p in q.all_partijen(session)]

    def ongedaan(self, partij_id: int) -> None:
        """Take a batch out whole, as if the file had never been read.

        Raises:
            UserError: there is no such batch, it was undone already, or someone worked on what it brought in (the
                numbers are named).
        """
        self._context.actor.require(Right.CASUS_IMPORT)
        with self._context.write("inlezen ongedaan gemaakt") as session:
            partij = session.get(PartijRow, partij_id) if partij_id in _IDS else None
            if partij is None:
                raise UserError("Deze partij bestaat niet.", "Bekijk de nummers in de lijst van partijen.")
            if partij.ongedaan:
                raise UserError("Deze partij is al ongedaan gemaakt.")
            touched = q.touched_since(session, partij_id)
            if touched:
                shown = ", ".join(touched[:5]) + (" en meer" if len(touched) > 5 else "")  # noqa: PLR2004 - a few
                raise UserError(
                    f"Aan {shown} is na het inlezen gewerkt; dat zou verloren gaan.",
                    "Laat de partij staan en sluit af wat er niet in hoort.",
                )
            q.remove_batch(session, partij)

    def _known(self, session: DbSession, soort: str) -> list[BekendeCasus]:
        if soort != "RET":
            return [
                BekendeCasus(
                    nummer, Naam(voor, tussen, achter), geboren, gemeente, ontvangen, rij_hash, geboortejaar=jaar
                )
                for nummer, voor, tussen, achter, geboren, gemeente, ontvangen, rij_hash, jaar in known_vtb_children(
                    session
                )
            ]
        hashes = hashes_by_casus(session)
        return [
            BekendeCasus(
                nummer, Naam(voor, tussen, achter), geboren, gemeente, aangemeld, hashes.get(casus_id), bsn, jaar
            )
            for casus_id, nummer, voor, tussen, achter, geboren, gemeente, aangemeld, bsn, jaar in known_people(session)
        ]


def _info(partij: PartijRow) -> PartijInfo:
    return PartijInfo(partij.id, partij.soort, partij.moment, partij.wie, partij.aantal, partij.ongedaan)
