"""Use cases on the register of uitgaven and on the questions to BOEG."""

from __future__ import annotations

from expertteam_app.db.queries import uitgaven as q
from expertteam_app.db.tables import BoegVraagRow, UitgaveRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.uitgave import MEESTE_PER_JAAR, Handeling, Soort, Stand, UitgaveInfo, Vraag
from expertteam_app.services.context import Context

MAX_TEKST = 2_000


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
        """The questions that left with the report of a period."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            return tuple(q.to_vraag(row) for row in q.vraag_rows(session, periode.code))

    def eerdere_vragen(self, periode: Periode) -> tuple[Vraag, ...]:
        """The questions of earlier periods that are open, or were settled since this one began."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            return q.earlier_questions(session, periode)

    def afloop(self, vraag_id: int, tekst: str) -> None:
        """Write down what became of a question; an empty text opens it again.

        Raises:
            UserError: there is no such question, or the text is too long.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        if len(tekst) > MAX_TEKST:
            raise UserError(f"Deze tekst is langer dan {MAX_TEKST} tekens.", "Kort de tekst in.")
        with self._context.write("afloop van een vraag aan BOEG") as session:
            row = session.get(BoegVraagRow, vraag_id)
            if row is None:
                raise UserError("Deze vraag is er niet meer.", "Kies een vraag uit de lijst.")
            row.afloop = tekst.strip()
            row.afgerond_op = self._context.vandaag() if row.afloop else None
