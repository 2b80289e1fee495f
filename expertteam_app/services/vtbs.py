"""Use cases on a verzoek tot bespreking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from expertteam_app.db.queries import vtbs as q
from expertteam_app.db.queries.casussen import next_number
from expertteam_app.db.queries.gezinnen import add_gezin, add_jeugdige, get_children, get_gezin, to_kind
from expertteam_app.db.queries.zittingen import to_besluit
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import GezinRow, VtbKindRow, VtbRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.namen import name_part
from expertteam_app.domain.tafel import NieuweVtb, VtbDossier, VtbRegel
from expertteam_app.domain.vtb import BESPREKING, TOETSING, conditions, obstacles
from expertteam_app.domain.vtb_fase import Gang, gang_of
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import HARD_SETTING, TOETSING_SETTING, setting_value
from expertteam_app.services.vtb_gevaar import KlokGevaar, klokken_in_gevaar

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


def gang_of_row(vtb: VtbRow, plekken: Sequence[q.Tafelplek], hard: frozenset[str], vandaag: date) -> Gang:
    """Where a stored VTB stands and what is next."""
    return gang_of(
        vandaag=vandaag,
        belemmeringen=vtb_obstacles(vtb, hard),
        twijfel=len(vtb.twijfel or ()),
        tafels=[plek.gang for plek in plekken],
        gesloten_op=vtb.gesloten_op,
    )


class Vtbs:
    """What a user does with VTB's. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[VtbRegel]:
        """Every VTB, newest first, with where it stands and what stands in its way."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            hard, today = hard_conditions(session), self._context.vandaag()
            tables, risks = q.tafels_of(session), klokken_in_gevaar(session, today)
            return [_regel(vtb, tables.get(vtb.id, ()), hard, today, risks.get(vtb.id)) for vtb in q.all_vtbs(session)]

    def dossier(self, vtb_id: int) -> VtbDossier:
        """Everything about one VTB.

        Raises:
            UserError: it is gone.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            vtb = self._get(session, vtb_id)
            hard = hard_conditions(session)
            plekken = q.tafels_of(session, [vtb_id]).get(vtb_id, [])
            found = plekken[-1] if plekken else None
            here = found if found is not None and found.gang.telt else None
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
                voorwaarden=conditions(inhoud, hard=hard, vorm=vtb.vorm),
                belemmeringen=vtb_obstacles(vtb, hard),
                zitting_id=here.zitting.id if here else None,
                punt_id=here.punt.id if here else None,
                besluiten=tuple(to_besluit(b) for b in found.punt.besluiten) if found else (),
                gang=gang_of_row(vtb, plekken, hard, self._context.vandaag()),
                vorm=vtb.vorm,
                twijfel=tuple(vtb.twijfel or ()),
                brontekst=vtb.brontekst,
                gesloten_op=vtb.gesloten_op,
                gesloten_reden=vtb.gesloten_reden,
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
        velden = {field: self._checked(field, value) for field, value in nieuw.velden.items()}
        with self._context.write("VTB ontvangen") as session:
            gezin = self._gezin(session, nieuw)
            vtb = VtbRow(
                nummer=next_number(session, f"VTB-{nieuw.ontvangen.year}", VtbRow.nummer),
                gezin_id=gezin.id,
                gezin=gezin,
                gemeente=nieuw.gemeente,
                indiener=nieuw.indiener.strip(),
                ontvangen=nieuw.ontvangen,
                twijfel=sorted(nieuw.twijfel),
                brontekst=nieuw.brontekst,
                kinderen=[],
            )
            for field, value in velden.items():
                setattr(vtb, field, value)
            session.add(vtb)
            session.flush()
            for place, kind in enumerate(nieuw.kinderen):
                if place in nieuw.bekend:
                    self._link_child(session, vtb, nieuw.bekend[place])
                else:
                    self._add_child(session, vtb, *kind)
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
            FieldError: another field, a value of another kind, a date in the future, or a day of receipt after the
                day on which it was on the table.
            UserError: the VTB is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        value = self._checked(field, value)
        with self._context.write(f"VTB: {field.replace('_', ' ')} gewijzigd") as session:
            vtb = self._get(session, vtb_id)
            if field == "ontvangen" and isinstance(value, date):
                self._not_after_table(session, vtb_id, value)
            setattr(vtb, field, value)
            _seen(vtb, field)

    def nagekeken(self, vtb_id: int, field: str) -> None:
        """Say that someone looked at a doubtful field and that it is right as it is.

        Raises:
            UserError: the VTB is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("VTB: veld nagekeken") as session:
            _seen(self._get(session, vtb_id), field)

    def toetst_ots(self) -> bool:
        """Whether this region's table also judges that an OTS may end (a setting, off unless chosen)."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            return setting_value(session, TOETSING_SETTING) is True

    def kies_vorm(self, vtb_id: int, vorm: str) -> None:
        """Say what is asked of the table: bespreking or toetsing-ots.

        Raises:
            FieldError: another word, or toetsing-ots where the region does not do that.
            UserError: the VTB is gone, or stands on an agenda already.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if vorm not in (BESPREKING, TOETSING):
            raise FieldError("vorm", "Deze keuze bestaat niet.")
        with self._context.write("VTB: vorm gekozen") as session:
            if vorm == TOETSING and setting_value(session, TOETSING_SETTING) is not True:
                raise FieldError("vorm", "De JBT van deze regio toetst geen OTS.", "Zet dit aan bij Beheer.")
            vtb = self._get(session, vtb_id)
            if q.zittingen_of(session, [vtb_id]):
                raise UserError("Dit VTB staat al op een agenda.", "Haal het daar eerst af.")
            vtb.vorm = vorm

    def _checked(self, field: str, value: object) -> object:
        """A value as it is stored in a field.

        Raises:
            FieldError: another field, a value of another kind, or a date in the future.
        """
        if field in TEXT_FIELDS:
            return str(value or "").strip()
        if field in DATE_FIELDS:
            if field == "ontvangen" and value is None:
                raise FieldError("ontvangen", "De dag van ontvangst is nodig: daar begint de klok.")
            if value is not None and not isinstance(value, date):
                raise FieldError(field, "Dit is geen datum.", "Typ bijvoorbeeld 12-3-2026.")
            if value is not None:
                self._not_future(value)
            return value
        if field == "gemeente":
            return checked_code(self._context.lists, "gemeenten", str(value), "gemeente")
        if field not in BOOL_FIELDS:
            raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
        if value is not None and not isinstance(value, bool):
            raise FieldError(field, "Kies ja, nee of onbekend.")
        return value

    def sluiten(self, vtb_id: int, reden: str) -> None:
        """Close a VTB today: nothing is next any more, and its klokken stand still.

        Raises:
            FieldError: no reason.
            UserError: it is closed already, it stands on an agenda that is still to come, or the verslag of its table
                is not vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if not reden.strip():
            raise FieldError("reden", "Vul in waarom dit VTB wordt gesloten.")
        with self._context.write("VTB gesloten") as session:
            vtb = self._get(session, vtb_id)
            if vtb.gesloten_op is not None:
                raise UserError("Dit VTB is al gesloten.")
            here = q.zittingen_of(session, [vtb_id]).get(vtb_id)
            if here is not None and here[1].status == ZittingStatus.GEPLAND:
                raise UserError(f"Dit VTB staat op de agenda van {here[1].nummer}.", "Haal het daar eerst af.")
            if here is not None and here[1].status in (ZittingStatus.CONCEPT, ZittingStatus.TER_REACTIE):
                raise UserError(
                    f"Het verslag van {here[1].nummer} is nog niet vastgesteld.", "Stel eerst het verslag vast."
                )
            vtb.gesloten_op, vtb.gesloten_reden = self._context.vandaag(), reden.strip()

    def heropenen(self, vtb_id: int) -> None:
        """Open a closed VTB again, where it stood.

        Raises:
            UserError: it is not closed, or is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("VTB heropend") as session:
            vtb = self._get(session, vtb_id)
            if vtb.gesloten_op is None:
                raise UserError("Dit VTB is niet gesloten.")
            vtb.gesloten_op, vtb.gesloten_reden = None, ""

    def _not_after_table(self, session: DbSession, vtb_id: int, ontvangen: date) -> None:
        held = [p.zitting for p in q.tafels_of(session, [vtb_id]).get(vtb_id, []) if p.zitting.datum < ontvangen]
        if any(ZittingStatus(zitting.status).begonnen for zitting in held):
            raise FieldError("ontvangen", "Dit VTB was toen al aan tafel geweest.", "Vul een eerdere dag in.")

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

    def _gezin(self, session: DbSession, nieuw: NieuweVtb) -> GezinRow:
        if nieuw.gezin_id is None:
            return add_gezin(session, name_part(nieuw.gezin, "gezin"))
        found = get_gezin(session, nieuw.gezin_id)
        if found is None:
            raise UserError("Dit gezin bestaat niet meer.", "Leg het VTB vast met een nieuw gezin.")
        return found

    def _link_child(self, session: DbSession, vtb: VtbRow, jeugdige_id: int) -> None:
        child = get_children(session, [jeugdige_id]).get(jeugdige_id)
        if child is None or child.gezin_id != vtb.gezin_id:
            raise UserError("Dit kind hoort niet meer bij dit gezin.", "Controleer de kinderen.")
        vtb.kinderen.append(VtbKindRow(vtb_id=vtb.id, jeugdige_id=child.id, jeugdige=child))

    def _not_future(self, datum: date) -> None:
        if datum > self._context.vandaag():
            raise FieldError("datum", "Deze datum ligt in de toekomst.", "Leg alleen vast wat gebeurd is.")


def _seen(vtb: VtbRow, field: str) -> None:
    """A field that someone changed or looked at is no doubt any more."""
    if field in (vtb.twijfel or ()):
        vtb.twijfel = [name for name in vtb.twijfel if name != field]


def vtb_obstacles(vtb: VtbRow, hard: frozenset[str]) -> tuple[str, ...]:
    """Why a stored VTB cannot be put on the agenda; empty when it is agendeerbaar."""
    return obstacles(q.to_inhoud(vtb), hard=hard, vorm=vtb.vorm)


def _regel(
    vtb: VtbRow, plekken: Sequence[q.Tafelplek], hard: frozenset[str], vandaag: date, risico: KlokGevaar | None
) -> VtbRegel:
    gang = gang_of_row(vtb, plekken, hard, vandaag)
    here = plekken[-1] if plekken and plekken[-1].gang.telt else None
    return VtbRegel(
        id=vtb.id,
        nummer=vtb.nummer,
        gezin=vtb.gezin.naam,
        gemeente=vtb.gemeente,
        ontvangen=vtb.ontvangen,
        kinderen=len(vtb.kinderen),
        fase=gang.fase,
        volgende=gang.volgende,
        zitting_nummer=here.zitting.nummer if here else "",
        belemmeringen=vtb_obstacles(vtb, hard),
        klok=risico.in_woorden if risico else "",
        klok_over=risico is not None and risico.over,
        twijfel=len(vtb.twijfel or ()),
    )
