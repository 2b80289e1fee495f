"""Use cases of saved views: a filter with its order under a name, for oneself or for all users of the kluis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from expertteam_app.db.queries import weergaven as q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import WeergaveRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import SORT_COLUMNS, CasusFilter
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.services.context import Context
from expertteam_app.services.vandaag import Vandaag

PAGINA = "casussen"
MAX_NAAM = 60
VAST, EIGEN, GEDEELD = "van het programma", "van u", "gedeeld"


@dataclass(frozen=True, slots=True)
class Weergave:
    """A view that can be chosen.

    Attributes:
        sleutel: stable name; ``vast:`` before those that the program computes.
        van: whose it is, in words.
        filter: what it lists; of a computed view without the casussen, which `Weergaven.filter_of` adds.
    """

    sleutel: str
    naam: str
    van: str
    filter: CasusFilter

    @property
    def vast(self) -> bool:
        """Whether the program computes it: it cannot be renamed, overwritten or taken away."""
        return self.van == VAST

    @property
    def berekend(self) -> bool:
        """Whether its casussen are sought anew over the whole kluis, which takes too long for the window to wait."""
        return self.sleutel.removeprefix("vast:") in _SIGNALS


SHIPPED = (
    Weergave("vast:stap-5", "Open op stap 5", VAST, CasusFilter(stap=5)),
    Weergave("vast:norm", "Langer dan de norm", VAST, CasusFilter(status="alle")),
    Weergave("vast:geen-volgende-stap", "Zonder volgende stap", VAST, CasusFilter(status="alle")),
)
_SIGNALS = frozenset({"norm", "geen-volgende-stap"})
"""Signals of Vandaag whose casussen a computed view lists, those that were put off included."""


def _stored(wanted: CasusFilter) -> dict[str, Any]:
    return {
        "tekst": wanted.tekst.strip(),
        "status": wanted.status,
        "stap": wanted.stap,
        "gemeente": wanted.gemeente,
        "sorteer": wanted.sorteer,
        "aflopend": wanted.aflopend,
    }


def _filter(content: Mapping[str, Any]) -> CasusFilter:
    """The stored filter; what another version of the program wrote and this one does not know is left out."""
    plain = CasusFilter()
    status, step = content.get("status"), content.get("stap")
    sort = content.get("sorteer")
    return CasusFilter(
        tekst=str(content.get("tekst") or ""),
        status=status if status in ("open", "gesloten", "alle") else plain.status,
        stap=step if isinstance(step, int) else None,
        gemeente=str(content["gemeente"]) if content.get("gemeente") else None,
        sorteer=sort if sort in SORT_COLUMNS else plain.sorteer,
        aflopend=bool(content.get("aflopend", plain.aflopend)),
    )


class Weergaven:
    """Saved views of the list of casussen. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[Weergave, ...]:
        """The views this user can choose: those of the program, his own, then the shared ones, by name."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            rows = q.visible(session, PAGINA, self._context.actor.naam)
        return (*SHIPPED, *(self._info(row) for row in rows))

    def filter_of(self, sleutel: str) -> tuple[str, CasusFilter]:
        """The name and the filter of a view; a computed one names its casussen.

        Raises:
            UserError: the view is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        found = next((view for view in self.all() if view.sleutel == sleutel), None)
        if found is None:
            raise UserError("Deze weergave bestaat niet meer.", "Kies een andere weergave.")
        if not found.berekend:
            return found.naam, found.filter
        signal = found.sleutel.removeprefix("vast:")
        signals = Vandaag(self._context).overview()
        lines = (*signals.regels, *signals.uitgesteld)
        ids = sorted({line.casus_id for line in lines if line.soort == signal and line.casus_id is not None})
        return found.naam, replace(found.filter, casus_ids=tuple(ids))

    def bewaar(self, naam: str, wanted: CasusFilter, *, gedeeld: bool) -> str:
        """Keep a filter under a new name; returns the sleutel.

        Raises:
            FieldError: no name, a name that is taken, or a filter on the casussen behind a figure.
        """
        self._context.actor.require(Right.CASUS_READ)
        if gedeeld:
            self._context.actor.require(Right.CASUS_WRITE)
        if wanted.casus_ids is not None:
            raise FieldError(
                "naam", "De casussen achter een getal zijn geen weergave.", "Haal eerst die beperking weg."
            )
        with self._context.write("weergave bewaard") as session:
            row = WeergaveRow(
                gebruiker="" if gedeeld else self._context.actor.naam,
                pagina=PAGINA,
                naam=self._checked(session, naam),
                inhoud=_stored(wanted),
            )
            session.add(row)
            session.flush()
            return _sleutel(row)

    def overschrijf(self, sleutel: str, wanted: CasusFilter) -> None:
        """Put another filter under the name of a view.

        Raises:
            UserError: the view is gone, or one of the program.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.write("weergave overschreven") as session:
            self._row(session, sleutel).inhoud = _stored(wanted)

    def hernoem(self, sleutel: str, naam: str) -> None:
        """Give a view another name.

        Raises:
            FieldError: no name, or one that is taken.
            UserError: the view is gone, or one of the program.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.write("weergave hernoemd") as session:
            row = self._row(session, sleutel)
            row.naam = self._checked(session, naam, row)

    def verwijder(self, sleutel: str) -> None:
        """Take a view away; the casussen stay as they are.

        Raises:
            UserError: the view is gone, or one of the program.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.write("weergave weggehaald") as session:
            session.delete(self._row(session, sleutel))

    # -- shared steps ---------------------------------------------------------------------------------------------

    def _info(self, row: WeergaveRow) -> Weergave:
        return Weergave(_sleutel(row), row.naam, EIGEN if row.gebruiker else GEDEELD, _filter(row.inhoud or {}))

    def _row(self, session: DbSession, sleutel: str) -> WeergaveRow:
        if sleutel.startswith("vast:"):
            raise UserError("Deze weergave hoort bij het programma en blijft zoals hij is.")
        own = q.visible(session, PAGINA, self._context.actor.naam)
        row = next((row for row in own if _sleutel(row) == sleutel), None)
        if row is None:
            raise UserError("Deze weergave bestaat niet meer.", "Kies een andere weergave.")
        if not row.gebruiker:
            self._context.actor.require(Right.CASUS_WRITE)
        return row

    def _checked(self, session: DbSession, naam: str, own: WeergaveRow | None = None) -> str:
        name = " ".join(naam.split())
        if not name:
            raise FieldError("naam", "Geef de weergave een naam.")
        if len(name) > MAX_NAAM:
            raise FieldError("naam", f"Een naam is hoogstens {MAX_NAAM} tekens lang.")
        taken = [row.naam for row in q.visible(session, PAGINA, self._context.actor.naam) if row is not own]
        if name.casefold() in {other.casefold() for other in (*taken, *(view.naam for view in SHIPPED))}:
            raise FieldError("naam", "Er is al een weergave met deze naam.", "Kies een andere naam.")
        return name


def _sleutel(row: WeergaveRow) -> str:
    return f"eigen:{row.id}"
