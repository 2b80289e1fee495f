"""Use cases on the register of uitgaven and on the questions to BOEG."""

from __future__ import annotations

from expertteam_app.db.queries import uitgaven as q
from expertteam_app.db.tables import BoegVraagRow, UitgaveRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.uitgave import MEESTE_PER_JAAR, Handeling, Soort, Stand, UitgaveInfo, Vraag
from expertteam_app.services.context import Context

MAX_VRAAG = 1_000


class Uitgaven:
    """What left the kluis. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[UitgaveInfo, ...]:
        """Everything that left, newest first, with its withdrawal."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            return q.infos(session)

    def controleer(self) -> None:
        """See that the register is whole.

        Raises:
            UserError: it is broken, or is not the one this kluis last wrote.
        """
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            q.check_register(session)

    def waarschuwing(self) -> str:
        """A sentence when so much left this year that more is unwise; empty otherwise."""
        self._context.actor.require(Right.FIGURES_READ)
        year = self._context.vandaag().year
        with self._context.read() as session:
            made = sum(info.soort is Soort.BOEG and info.gedaan_op.year == year for info in q.infos(session))
        if made < MEESTE_PER_JAAR:
            return ""
        return (
            f"Dit jaar gingen er al {made} rapporten naar buiten. Met elk rapport erbij wordt het makkelijker "
            "om er twee naast elkaar te leggen en te zien om wie het gaat."
        )

    def trek_in(self, uitgave_id: int, reden: str) -> None:
        """Write down that a release was withdrawn. What was seen stays known: its figures stay frozen.

        Raises:
            UserError: there is no such release, it was withdrawn before, or there is no reason.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        if not reden.strip():
            raise UserError("Er staat nog niet waarom het rapport wordt ingetrokken.", "Schrijf de reden op.")
        with self._context.write("uitgave ingetrokken") as session:
            info = next((i for i in q.infos(session) if i.id == uitgave_id), None)
            if info is None or info.ingetrokken is not None:
                raise UserError("Deze uitgave is er niet, of is al ingetrokken.", "Kies een uitgave uit de lijst.")
            q.append(
                session,
                UitgaveRow(
                    soort=info.soort.value,
                    handeling=Handeling.INTREKKING.value,
                    periode=info.periode,
                    gedaan_op=self._context.vandaag(),
                    gemaakt_door=self._context.actor.naam,
                    vrijgegeven_door="",
                    ontvangers=info.ontvangers,
                    doel="",
                    reden=reden.strip(),
                    van_id=uitgave_id,
                    inhoud=b"",
                    leden=b"",
                    getuigen=b"",
                    bestanden={},
                ),
            )
            row = q.rapport_row(session, info.periode)
            if row is not None and row.uitgave_id == uitgave_id:
                row.stand, row.uitgave_id = Stand.BEVROREN.value, None

    # -- questions to BOEG -----------------------------------------------------------------------------------------

    def vragen(self, periode: Periode) -> tuple[Vraag, ...]:
        """The questions asked with the report of a period."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            return tuple(q.to_vraag(row) for row in q.vraag_rows(session, periode.code))

    def eerdere_vragen(self, periode: Periode) -> tuple[Vraag, ...]:
        """The questions of earlier periods that are open, or were settled within this one."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            rows = [row for row in q.vraag_rows(session) if Periode.parse(row.periode).tot < periode.van]
            return tuple(q.to_vraag(row) for row in rows if row.afgerond_op is None or row.afgerond_op >= periode.van)

    def stel_vraag(self, periode: Periode, vraag: str) -> int:
        """Add a question to BOEG to the report of a period; returns its number.

        Raises:
            UserError: it is empty or too long.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        text = _checked(vraag)
        with self._context.write("vraag aan BOEG toegevoegd") as session:
            row = BoegVraagRow(periode=periode.code, volgorde=len(q.vraag_rows(session, periode.code)), vraag=text)
            session.add(row)
            session.flush()
            return row.id

    def wijzig_vraag(self, vraag_id: int, *, vraag: str | None = None, afloop: str | None = None) -> None:
        """Change the words of a question, or write down what became of it; an empty afloop opens it again.

        Raises:
            UserError: there is no such question, or its words are empty or too long.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        with self._context.write("vraag aan BOEG gewijzigd") as session:
            row = session.get(BoegVraagRow, vraag_id)
            if row is None:
                raise UserError("Deze vraag is er niet meer.", "Kies een vraag uit de lijst.")
            if vraag is not None:
                row.vraag = _checked(vraag)
            if afloop is not None:
                row.afloop = afloop.strip()
                row.afgerond_op = self._context.vandaag() if row.afloop else None

    def verwijder_vraag(self, vraag_id: int) -> None:
        """Take a question away.

        Raises:
            UserError: there is no such question.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        with self._context.write("vraag aan BOEG verwijderd") as session:
            row = session.get(BoegVraagRow, vraag_id)
            if row is None:
                raise UserError("Deze vraag is er niet meer.", "Kies een vraag uit de lijst.")
            session.delete(row)


def _checked(vraag: str) -> str:
    text = vraag.strip()
    if not text:
        raise UserError("Deze vraag is leeg.", "Schrijf op wat u aan BOEG vraagt.")
    if len(text) > MAX_VRAAG:
        raise UserError(f"Deze vraag is langer dan {MAX_VRAAG} tekens.", "Kort de vraag in.")
    return text
