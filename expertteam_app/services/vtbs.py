"""Use cases on a verzoek tot bespreking."""

from __future__ import annotations

from datetime import date

from expertteam_app.db.queries import vtbs as q
from expertteam_app.db.queries.casussen import next_number
from expertteam_app.db.queries.gezinnen import add_gezin, add_jeugdige, to_kind
from expertteam_app.db.queries.zittingen import to_besluit
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AgendapuntRow, VtbKindRow, VtbRow, ZittingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.namen import name_part
from expertteam_app.domain.tafel import NieuweVtb, VtbDossier, VtbRegel
from expertteam_app.domain.vtb import conditions, obstacles
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import HARD_SETTING, setting_value

TEXT_FIELDS = frozenset(
    {
        "indiener",
        "vt_wie",
        "vt_advies",
        "gi_wie",
        "gi_advies",
        "netwerk_toelichting",
        "reactie_ouders",
        "stem_jeugdige",
        "zorgen",
    }
)
DATE_FIELDS = frozenset({"ontvangen", "vt_datum", "gi_datum", "mdo_datum", "ouders_geinformeerd"})
BOOL_FIELDS = frozenset({"mdo", "netwerk", "veiligheidsplan"})


def hard_conditions(session: DbSession) -> frozenset[str]:
    """Codes of the soft conditions that this kluis makes blocking."""
    codes = setting_value(session, HARD_SETTING)
    return frozenset(codes if isinstance(codes, list) else ())


def vtb_gone() -> UserError:
    """The sentence for a VTB that is not there any more."""
    return UserError("Dit VTB bestaat niet meer.", "Ververs de lijst; misschien is een import ongedaan gemaakt.")


def standing(vtb: VtbRow, zitting: ZittingRow | None, blocked: tuple[str, ...]) -> str:
    """Where a VTB stands, in the words of the werkbank."""
    if zitting is not None:
        return "gepland" if zitting.status == "gepland" else "besproken"
    return "nog niet compleet" if blocked or not vtb.kinderen else "agendeerbaar"


class Vtbs:
    """What a user does with VTB's. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[VtbRegel]:
        """Every VTB, newest first, with where it stands and what stands in its way."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            hard = hard_conditions(session)
            tables = q.zittingen_of(session)
            return [self._regel(vtb, tables.get(vtb.id), hard) for vtb in q.all_vtbs(session)]

    def dossier(self, vtb_id: int) -> VtbDossier:
        """Everything about one VTB.

        Raises:
            UserError: it is gone.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            vtb = self._get(session, vtb_id)
            hard = hard_conditions(session)
            found = q.zittingen_of(session, [vtb_id]).get(vtb_id)
            inhoud = q.to_inhoud(vtb)
            return VtbDossier(
                id=vtb.id,
                nummer=vtb.nummer,
                gezin_id=vtb.gezin_id,
                gezin=vtb.gezin.naam,
                gemeente=vtb.gemeente,
                indiener=vtb.indiener,
                ontvangen=vtb.ontvangen,
                zorgen=vtb.zorgen,
                inhoud=inhoud,
                kinderen=tuple(to_kind(k.jeugdige) for k in vtb.kinderen),
                voorwaarden=conditions(inhoud, hard=hard),
                belemmeringen=vtb_obstacles(vtb, hard),
                zitting_id=found[1].id if found else None,
                besluiten=tuple(to_besluit(b) for b in found[0].besluiten) if found else (),
            )

    def add(self, nieuw: NieuweVtb) -> int:
        """Register a VTB with its gezin and children; returns its id.

        Raises:
            FieldError: no gezin, no children, a gemeente outside the region, or a date in the future.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if not nieuw.gezin.strip():
            raise FieldError("gezin", "Vul de naam van het gezin in.")
        if not nieuw.kinderen:
            raise FieldError("kinderen", "Noem minstens één kind: het VTB noemt alle kinderen van het gezin.")
        checked_code(self._context.lists, "gemeenten", nieuw.gemeente, "gemeente")
        self._not_future(nieuw.ontvangen)
        with self._context.write("VTB ontvangen") as session:
            gezin = add_gezin(session, name_part(nieuw.gezin, "gezin"))
            vtb = VtbRow(
                nummer=next_number(session, f"VTB-{nieuw.ontvangen.year}", VtbRow.nummer),
                gezin_id=gezin.id,
                gezin=gezin,
                gemeente=nieuw.gemeente,
                indiener=nieuw.indiener.strip(),
                ontvangen=nieuw.ontvangen,
                kinderen=[],
            )
            session.add(vtb)
            session.flush()
            for voornaam, tussenvoegsel, achternaam, geboortedatum in nieuw.kinderen:
                self._add_child(session, vtb, voornaam, tussenvoegsel, achternaam, geboortedatum)
            return vtb.id

    def add_kind(
        self, vtb_id: int, voornaam: str, tussenvoegsel: str, achternaam: str, geboortedatum: date | None
    ) -> None:
        """Name one more child of the gezin in the VTB.

        Raises:
            FieldError: no name, or a birth in the future.
            UserError: the VTB is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("kind toegevoegd aan VTB") as session:
            vtb = self._get(session, vtb_id)
            self._add_child(session, vtb, voornaam, tussenvoegsel, achternaam, geboortedatum)

    def change(self, vtb_id: int, field: str, value: object) -> None:
        """Store one changed field.

        Raises:
            FieldError: another field, a value of another kind, or a date in the future.
            UserError: the VTB is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if field in TEXT_FIELDS:
            value = str(value or "").strip()
        elif field in DATE_FIELDS:
            if field == "ontvangen" and value is None:
                raise FieldError("ontvangen", "De dag van ontvangst is nodig: daar begint de klok.")
            if value is not None and not isinstance(value, date):
                raise FieldError(field, "Dit is geen datum.", "Typ bijvoorbeeld 12-3-2026.")
            if value is not None:
                self._not_future(value)
        elif field == "gemeente":
            value = checked_code(self._context.lists, "gemeenten", str(value), "gemeente")
        elif field not in BOOL_FIELDS:
            raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
        elif value is not None and not isinstance(value, bool):
            raise FieldError(field, "Kies ja, nee of onbekend.")
        with self._context.write(f"VTB: {field.replace('_', ' ')} gewijzigd") as session:
            setattr(self._get(session, vtb_id), field, value)

    def _regel(self, vtb: VtbRow, found: tuple[AgendapuntRow, ZittingRow] | None, hard: frozenset[str]) -> VtbRegel:
        blocked = vtb_obstacles(vtb, hard)
        zitting = found[1] if found else None
        return VtbRegel(
            id=vtb.id,
            nummer=vtb.nummer,
            gezin=vtb.gezin.naam,
            gemeente=vtb.gemeente,
            ontvangen=vtb.ontvangen,
            kinderen=len(vtb.kinderen),
            stand=standing(vtb, zitting, blocked),
            zitting_nummer=zitting.nummer if zitting else "",
            belemmeringen=blocked,
        )

    def _get(self, session: DbSession, vtb_id: int) -> VtbRow:
        vtb = q.get_vtb(session, vtb_id)
        if vtb is None:
            raise vtb_gone()
        return vtb

    def _add_child(
        self, session: DbSession, vtb: VtbRow, voornaam: str, tussenvoegsel: str, achternaam: str, geboren: date | None
    ) -> None:
        if not voornaam.strip() and not achternaam.strip():
            raise FieldError("kind", "Vul minstens een voornaam of achternaam in.")
        if geboren is not None:
            self._not_future(geboren)
        child = add_jeugdige(
            session,
            vtb.gezin_id,
            voornaam=name_part(voornaam, "voornaam"),
            tussenvoegsel=name_part(tussenvoegsel, "tussenvoegsel"),
            achternaam=name_part(achternaam, "achternaam"),
            geboortedatum=geboren,
            gemeente=vtb.gemeente,
        )
        vtb.kinderen.append(VtbKindRow(vtb_id=vtb.id, jeugdige_id=child.id, jeugdige=child))

    def _not_future(self, datum: date) -> None:
        if datum > self._context.vandaag():
            raise FieldError("datum", "Deze datum ligt in de toekomst.", "Leg alleen vast wat gebeurd is.")


def vtb_obstacles(vtb: VtbRow, hard: frozenset[str]) -> tuple[str, ...]:
    """Why a stored VTB cannot be put on the agenda; empty when it is agendeerbaar."""
    return obstacles(q.to_inhoud(vtb), hard=hard)
