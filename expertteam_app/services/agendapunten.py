"""Use cases on the items of an agenda: what is asked, how long, parked, given back, done; and closing the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries import agendapunten as q
from expertteam_app.db.queries import zittingen as zitting_q
from expertteam_app.db.queries.klokken import legal_days
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import ActieRow, AgendapuntRow, OpvolgingRow, ZittingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.kalender import add_werkdagen
from expertteam_app.domain.tafel import PuntStatus
from expertteam_app.domain.termijn import Eenheid, Norm, due_date, quantity
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import radar_setting, setting_value
from expertteam_app.services.parkeren import active, carry_on
from expertteam_app.services.regelrijen import actie_added
from expertteam_app.services.zittingen import Zittingen, open_zitting, zitting_gone

MINUTEN = range(1, 481)
"""Minutes an item may take: up to a working day."""
MAX_ONDERWERP = 200


@dataclass(frozen=True, slots=True)
class Gesloten:
    """What closing a table did.

    Attributes:
        onvolledig: how many acties lack an owner or a day.
        volgende: the day of the zitting that what was parked went to.
    """

    besproken: int
    geparkeerd: int
    acties: int
    onvolledig: int
    opvolgingen: int
    volgende: date | None


@dataclass(frozen=True, slots=True)
class VorigAdvies:
    """What the table said last time."""

    datum: date
    nummer: str
    tekst: str
    definitief: bool


class Agendapunten:
    """What happens with the items of an agenda. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def add_onderwerp(self, zitting_id: int, onderwerp: str, minuten: int = 15, soort: str = "") -> int:
        """Put a subject without a casus or VTB on the agenda; returns the id of the item.

        Raises:
            FieldError: no subject, a long one, or minutes outside 1 to 480.
            UserError: the zitting is gone or vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        onderwerp = " ".join(onderwerp.split())
        if not onderwerp or len(onderwerp) > MAX_ONDERWERP:
            raise FieldError("onderwerp", f"Typ een onderwerp van hoogstens {MAX_ONDERWERP} tekens.")
        _check_minutes(minuten)
        with self._context.write("onderwerp op de agenda gezet") as session:
            zitting = open_zitting(session, zitting_id)
            if soort:
                checked_code(self._context.lists, "punt_soorten", soort, "soort")
            row = AgendapuntRow(
                zitting_id=zitting.id,
                volgorde=max((p.volgorde for p in active(zitting)), default=0) + 1,
                onderwerp=onderwerp,
                minuten=minuten,
                soort=soort,
            )
            session.add(row)
            session.flush()
            return row.id

    def change(self, punt_id: int, field: str, value: object) -> None:
        """Store the soort (code of punt_soorten), the minuten, the onderwerp or who tells the gezin.

        Raises:
            FieldError: another field or a value it cannot have.
            UserError: the item is gone, or its verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write(f"agendapunt: {field.split('_', maxsplit=1)[0]} gewijzigd") as session:
            punt, _zitting = self._open(session, punt_id)
            if field == "soort":
                punt.soort = checked_code(self._context.lists, "punt_soorten", str(value), field) if value else ""
            elif field == "minuten":
                punt.minuten = _check_minutes(value)
            elif field == "onderwerp" and punt.casus_id is None and punt.vtb_id is None and str(value).strip():
                punt.onderwerp = " ".join(str(value).split())[:MAX_ONDERWERP]
            elif field == "terugkoppeling_door":
                punt.terugkoppeling_door = str(value or "").strip()
            else:
                raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")

    def teruggeven(self, punt_id: int, reden: str) -> None:
        """Give an inbreng back to whoever brought it in: it leaves the agenda, an actie for the inbrenger remains.

        Raises:
            FieldError: no reason.
            UserError: it was talked about already, or is no casus.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        reden = reden.strip()
        if not reden:
            raise FieldError("reden", "Schrijf op wat er nog nodig is.", "De inbrenger krijgt dit als actie.")
        with self._context.write("inbreng teruggegeven") as session:
            punt, zitting = self._open(session, punt_id)
            if punt.casus is None:
                raise UserError("Alleen een inbreng van een casus kan terug.", "Haal dit punt van de agenda.")
            if punt.besluiten or punt.acties or punt.regels:
                raise UserError("Bij dit agendapunt staan al regels, besluiten of acties.", "Parkeer het punt.")
            punt.status = PuntStatus.TERUGGEGEVEN.value
            punt.teruggegeven_op, punt.teruggegeven_reden = self._context.vandaag(), reden
            owner = punt.casus.aangemeld_door or punt.casus.casusregisseur
            session.add(ActieRow(casus_id=punt.casus_id, omschrijving=f"Inbreng aanvullen: {reden}", eigenaar=owner))
            _renumber(zitting)

    def parkeren(self, punt_id: int) -> date | None:
        """Park an item: it goes on the agenda of the next zitting; returns that day, None when none is planned yet.

        Raises:
            UserError: the item is gone, or its verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("agendapunt geparkeerd") as session:
            punt, zitting = self._open(session, punt_id)
            punt.status = PuntStatus.GEPARKEERD.value
            session.flush()
            return carry_on(session, punt, q.next_zitting(session, zitting))

    def afronden(self, punt_id: int, *, terugkoppeling_door: str = "", seconden: int = 0) -> None:
        """Say that an item is done, who tells the gezin, and how long it took.

        Raises:
            UserError: the item is gone, or its verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("agendapunt afgerond") as session:
            punt, zitting = self._open(session, punt_id)
            punt.status = PuntStatus.BESPROKEN.value
            self._promise(session, punt, zitting, " ".join(terugkoppeling_door.split()))
            punt.besteed_seconden = max(punt.besteed_seconden, seconden)

    def heropenen(self, punt_id: int) -> None:
        """Take an item up again that was done or parked; what went to the next zitting stays there.

        Raises:
            UserError: the item is gone, or its verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("agendapunt weer open") as session:
            punt, _zitting = self._open(session, punt_id)
            punt.status = PuntStatus.OPEN.value

    def sluiten(self, zitting_id: int, seconden: Mapping[int, int] | None = None) -> Gesloten:
        """Close the table: items are besproken or geparkeerd, klokken move, and looks back are planned.

        Args:
            zitting_id: the zitting.
            seconden: how long each item was talked about, by its id.

        Raises:
            UserError: the day has not come, nothing is on the agenda, or the verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("tafel gesloten") as session:
            zitting = open_zitting(session, zitting_id)
            Zittingen(self._context).begin(session, zitting)
            following = q.next_zitting(session, zitting)
            parked = made = 0
            for punt in active(zitting):
                punt.besteed_seconden = max(punt.besteed_seconden, (seconden or {}).get(punt.id, 0))
                if punt.status == PuntStatus.OPEN:
                    said = bool(punt.regels or punt.besluiten or punt.acties)
                    punt.status = PuntStatus.BESPROKEN.value if said else PuntStatus.GEPARKEERD.value
                if punt.status == PuntStatus.GEPARKEERD:
                    parked += 1
                    carry_on(session, punt, following)
                else:
                    made += self._look_back(session, punt, zitting)
            zitting.gesloten_op = self._context.vandaag()
            acties = [a for punt in active(zitting) for a in punt.acties]
            return Gesloten(
                besproken=len(active(zitting)) - parked,
                geparkeerd=parked,
                acties=len(acties),
                onvolledig=sum(not (a.eigenaar.strip() and a.datum) for a in acties if a.klaar_op is None),
                opvolgingen=made,
                volgende=following.datum if following is not None and parked else None,
            )

    # -- what the live table shows -------------------------------------------------------------------------------

    def vorig_advies(self, punt_id: int) -> VorigAdvies | None:
        """The last besluit about the casus of an item, from an earlier zitting; None when there is none.

        Raises:
            UserError: the item is gone.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            punt = zitting_q.get_punt(session, punt_id)
            if punt is None:
                raise UserError("Dit agendapunt bestaat niet meer.")
            found = q.last_besluit(session, punt) if punt.casus_id is not None else None
            if found is None:
                return None
            besluit, zitting = found
            label = self._context.lists["uitkomsten"].label(besluit.soort) if besluit.soort else ""
            words = ": ".join(part for part in (label, " ".join(besluit.tekst.split())) if part)
            return VorigAdvies(zitting.datum, zitting.nummer, words, definitief=besluit.definitief)

    def maskers(self, zitting_id: int) -> dict[str, str]:
        """Every name of the gezinnen on the agenda, with what stands in its place on a screen that others look at.

        Professionals keep their names: they sit at the table.

        Raises:
            UserError: the zitting is gone.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            zitting = zitting_q.get_zitting(session, zitting_id)
            if zitting is None:
                raise zitting_gone()
            found: dict[str, str] = {}
            for guest in zitting.aanwezigen:
                if guest.persoon is None:
                    found[guest.naam] = self._context.lists["tafelrollen"].label(guest.rol)
            for number, punt in enumerate(sorted(active(zitting), key=lambda p: p.volgorde), start=1):
                found.update(q.names_around(session, punt, number))
            return found

    # -- shared steps -------------------------------------------------------------------------------------------

    def _open(self, session: DbSession, punt_id: int) -> tuple[AgendapuntRow, ZittingRow]:
        punt = zitting_q.get_punt(session, punt_id)
        if punt is None:
            raise UserError("Dit agendapunt bestaat niet meer.")
        return punt, open_zitting(session, punt.zitting_id)

    def _promise(self, session: DbSession, punt: AgendapuntRow, zitting: ZittingRow, who: str) -> None:
        """Who tells the gezin is a toezegging: an actie with a day, by the term Vandaag watches toezeggingen with."""
        if who and not punt.terugkoppeling_door:
            day = add_werkdagen(zitting.datum, radar_setting(session, "toezegging-werkdagen"), legal_days(session))
            actie = ActieRow(
                casus_id=punt.casus_id,
                agendapunt_id=punt.id,
                omschrijving="Terugkoppeling aan het gezin",
                eigenaar=who,
                datum=day,
                toezegging=True,
            )
            session.add(actie)
            punt.acties.append(actie)
            session.flush()
            actie_added(session, actie)
        punt.terugkoppeling_door = who

    def _look_back(self, session: DbSession, punt: AgendapuntRow, zitting: ZittingRow) -> int:
        """Plan the looks back at an advice of the RET, once (DOMEIN section 3, Follow-up)."""
        advised = punt.casus_id is not None and (punt.besluiten or punt.acties)
        if zitting.soort != ZittingSoort.RET or not advised or q.looks_back(session, punt.id):
            return 0
        terms = opvolgtermijnen(session)
        for norm in terms:
            due = due_date(zitting.datum, norm, kalender=legal_days(session)).datum
            moment = quantity(norm.waarde, norm.eenheid)
            row = OpvolgingRow(agendapunt_id=punt.id, casus_id=punt.casus_id, moment=moment, verwacht_op=due)
            session.add(row)
        return len(terms)


def opvolgtermijnen(session: DbSession) -> tuple[Norm, ...]:
    """The terms at which one looks back at an advice: settings, 6 weken and 3 maanden by default."""
    weeks = int(str(setting_value(session, "opvolging.eerste-weken")))
    months = int(str(setting_value(session, "opvolging.tweede-maanden")))
    return Norm(weeks, Eenheid.WEKEN), Norm(months, Eenheid.MAANDEN)


def _renumber(zitting: ZittingRow) -> None:
    """Number what is on the agenda from 1, and what was given back after it."""
    back = [p for p in zitting.punten if p.status == PuntStatus.TERUGGEGEVEN]
    order = [*sorted(active(zitting), key=lambda p: p.volgorde), *back]
    for place, row in enumerate(order, start=1):
        row.volgorde = place


def _check_minutes(value: object) -> int:
    if not isinstance(value, int) or value not in MINUTEN:
        raise FieldError("minuten", f"Kies 1 tot en met {MINUTEN[-1]} minuten.")
    return value
