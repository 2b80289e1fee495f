"""Use cases on the signaalregister: what people made of what the program showed, false alarms included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from expertteam_app.db.queries import signalen as q
from expertteam_app.db.tables import SignaalRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.domain.signaal import Signaal, SignaalSoort
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context

LOOS_ALARM = "loos-alarm"
MAX_TEKST = 4_000
FIELDS = frozenset({"mens", "verklaring", "afloop"})


@dataclass(frozen=True, slots=True)
class Bevinding:
    """A finding on the screen, to be judged.

    Attributes:
        sleutel: names what it is about, without anything of a person.
        gezien: counts and words as they stand on the screen.
    """

    soort: SignaalSoort
    sleutel: str
    periode: str
    programma: Oordeel
    gezien: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Balans:
    """How the signalen of the past turned out."""

    totaal: int
    open: int
    loos_alarm: int


class Signalen:
    """The signaalregister. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[Signaal]:
        """Every signaal that was judged, newest first."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            return q.signalen(session)

    def balans(self) -> Balans:
        """How many there were, how many are open, and how many were a false alarm."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            found = q.signalen(session)
        return Balans(len(found), sum(s.open for s in found), sum(s.mens == LOOS_ALARM for s in found))

    def oordeel(self, bevinding: Bevinding, mens: str, verklaring: str = "") -> int:
        """Record what people say of a finding; a second time in the same period replaces it. Returns the id.

        A false alarm and a signaal that something else explains are closed at once.

        Raises:
            FieldError: no verdict of the list, or no words where another explanation is claimed.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        checked_code(self._context.lists, "signaal_oordeel", mens, "mens")
        verklaring = _fits("verklaring", verklaring)
        if mens == "verklaard" and not verklaring:
            raise FieldError("verklaring", "Schrijf op wat het verklaart.", "Een paar woorden zijn genoeg.")
        today = self._context.vandaag()
        with self._context.write("signaal beoordeeld") as session:
            row = q.signaal_row(session, bevinding.sleutel, bevinding.periode)
            if row is None:
                row = SignaalRow(
                    soort=bevinding.soort.value,
                    sleutel=bevinding.sleutel,
                    periode=bevinding.periode,
                    gezien=dict(bevinding.gezien),
                    gezien_op=today,
                    programma=bevinding.programma.value,
                )
                session.add(row)
            row.mens, row.verklaring = mens, verklaring
            row.beoordeeld_op, row.beoordeeld_door = today, self._context.actor.naam
            row.afgesloten_op = today if mens in (LOOS_ALARM, "verklaard") else None
            session.flush()
            return row.id

    def change(self, signaal_id: int, field: str, value: str) -> None:
        """Store one changed field: mens, verklaring or afloop.

        Raises:
            FieldError: another field, or a verdict outside the list.
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if field not in FIELDS:
            raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
        if field == "mens":
            checked_code(self._context.lists, "signaal_oordeel", value, field)
        kept = _fits(field, value)
        with self._context.write(f"signaal: {field} gewijzigd") as session:
            setattr(self._row(session.get(SignaalRow, signaal_id)), field, kept)

    def sluit(self, signaal_id: int, afloop: str) -> None:
        """Close a signaal with what became of it.

        Raises:
            FieldError: nothing is said of what became of it.
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if not afloop.strip():
            raise FieldError("afloop", "Schrijf op wat er met het signaal is gebeurd.")
        kept = _fits("afloop", afloop)
        with self._context.write("signaal afgesloten") as session:
            row = self._row(session.get(SignaalRow, signaal_id))
            row.afloop, row.afgesloten_op = kept, self._context.vandaag()

    def heropen(self, signaal_id: int) -> None:
        """Open a signaal again.

        Raises:
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("signaal heropend") as session:
            self._row(session.get(SignaalRow, signaal_id)).afgesloten_op = None

    @staticmethod
    def _row(row: SignaalRow | None) -> SignaalRow:
        if row is None:
            raise UserError("Dit signaal bestaat niet meer.")
        return row


def _fits(field: str, text: str) -> str:
    """The text without white around it.

    Raises:
        FieldError: it is longer than `MAX_TEKST`; nothing is cut off unseen.
    """
    kept = text.strip()
    if len(kept) > MAX_TEKST:
        raise FieldError(field, f"Deze tekst heeft {len(kept)} tekens; er passen er {MAX_TEKST} in.", "Kort hem in.")
    return kept
