"""Use cases on a casus: list, open, register, move on the ladder, code and close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from expertteam_app.db.queries import casussen as q
from expertteam_app.db.queries.gezinnen import add_gezin, add_jeugdige, has_gezin, name_key
from expertteam_app.db.queries.modellen import model_for, to_model
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import fold
from expertteam_app.domain.dossier import (
    CasusDossier,
    CasusFilter,
    CasusRegel,
    Dubbelganger,
    NieuweCasus,
)
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort
from expertteam_app.domain.geboorte import VELD, checked_geboortejaar, geboren_tussen
from expertteam_app.domain.herkenning import Kenmerken, compare, slips
from expertteam_app.domain.jeugdige import checked_bsn
from expertteam_app.domain.namen import Naam, name_part
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.instellingen import BSN_SETTING, setting_value
from expertteam_app.services.kloklopen import load_stapklok
from expertteam_app.services.ladder import ladder_of
from expertteam_app.services.opschaling import Opschaling, casus_gone

__all__ = ["Casussen", "casus_gone", "checked_birth", "ladder_of"]

TEXT_FIELDS = frozenset({"vraag", "stem_jeugdige", "stem_ouders", "stem_niet_gelukt", "geprobeerd", "opmerking"})
CODE_FIELDS = {"kader": "kaders", "verklarende_analyse": "verklarende_analyse"}
"""Fields that hold a code, with the name of its list."""

CASUS_FIELDS = TEXT_FIELDS | {"aangemeld_door", "soort_vraag", "casusregisseur", "verblijfplaats", *CODE_FIELDS}
MAX_REGEL = 200
"""Characters of a field of one line, such as a name or a place."""

CHILD_FIELDS = frozenset({"voornaam", "tussenvoegsel", "achternaam", "geboortedatum", VELD, "gemeente", "bsn"})


class Casussen(Opschaling):
    """What a user does with casussen. Every method checks the right first and is one transaction."""

    def find(self, wanted: CasusFilter) -> list[int]:
        """Ids of the casussen that fit the filter, in its order."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return q.find_ids(session, wanted)

    def rows(self, ids: Sequence[int]) -> list[CasusRegel]:
        """The rows of the list for these ids, in the same order."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return q.rows_for(session, ids)

    def dossier(self, casus_id: int) -> CasusDossier:
        """Everything about one casus.

        Raises:
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            casus = self._get(session, casus_id)
            stand = fold(q.log_of(casus))
            dossier = q.dossier_parts(session, casus, stand)
            klok = load_stapklok(session)
        ladder = ladder_of(stand, dossier, self._context.vandaag(), self._context.lists, klok)
        return replace(dossier, ladder=ladder)

    def possible_doubles(
        self, naam: Naam, geboortedatum: date | None, gemeente: str | None, geboortejaar: str = ""
    ) -> tuple[Dubbelganger, ...]:
        """Casussen that look like the one being typed, surest first.

        Only those are compared that `compare` could call a double: born on the same day, on one that is a slip of the
        pen for it, or on an unknown day; without a day of birth, those of the same gemeente. `geboortejaar` is what is
        known when the day is not; what cannot be read of it is left out.
        """
        self._context.actor.require(Right.CASUS_READ)
        new = Kenmerken(naam, geboortedatum, gemeente, geboortejaar=self._readable_year(geboortejaar))
        if geboortedatum is None and gemeente is None:
            return ()
        with self._context.read() as session:
            if geboortedatum is None:
                known = q.known_people(session, gemeente=gemeente)
            else:
                known = q.known_people(session, {geboortedatum, *slips(geboortedatum)})
        found = []
        for casus_id, nummer, voornaam, tussen, achter, geboren, plaats, _aangemeld, bsn, jaar in known:
            other = Naam(voornaam, tussen, achter)
            likeness = compare(new, Kenmerken(other, geboren, plaats, bsn, jaar))
            if likeness.zekerheid is not None:
                found.append(Dubbelganger(casus_id, nummer, other.weergave, likeness.zekerheid, likeness.redenen))
        return tuple(sorted(found, key=lambda d: (d.zekerheid != "Waarschijnlijk", d.nummer)))

    def add(self, nieuw: NieuweCasus) -> int:
        """Register a casus with its child and, when needed, a new gezin; returns its id.

        Raises:
            FieldError: a name, gemeente, date or step that cannot be right.
            UserError: the gezin is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("casus aangemeld") as session:
            casus = self.add_in(session, nieuw)
            self._rewrite(session, casus)
            return casus.id

    def add_in(self, session: DbSession, nieuw: NieuweCasus) -> CasusRow:
        """The same in an act that goes on, which ends with `settle_in`.

        Raises:
            FieldError: as `add`.
            UserError: as `add`.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if not nieuw.voornaam.strip() and not nieuw.achternaam.strip():
            raise FieldError("naam", "Vul minstens een voornaam, initialen of achternaam in.")
        checked_code(self._context.lists, "gemeenten", nieuw.gemeente, "gemeente")
        if nieuw.gezin_id is not None and not has_gezin(session, nieuw.gezin_id):
            raise UserError("Dit gezin bestaat niet meer.", "Meld de jeugdige aan met een nieuw gezin.")
        gezin_id = nieuw.gezin_id or add_gezin(session, f"gezin {nieuw.achternaam or nieuw.voornaam}").id
        jeugdige = add_jeugdige(
            session,
            gezin_id,
            voornaam=name_part(nieuw.voornaam, "voornaam"),
            tussenvoegsel=name_part(nieuw.tussenvoegsel, "tussenvoegsel"),
            achternaam=name_part(nieuw.achternaam, "achternaam"),
            geboortedatum=nieuw.geboortedatum,
            geboortejaar=checked_birth_year(nieuw.geboortejaar, nieuw.aanmelding),
            gemeente=nieuw.gemeente,
            bsn=self._bsn(session, nieuw.bsn),
        )
        model = model_for(session, nieuw.aanmelding)
        to_model(model).stap(nieuw.stap)
        casus = q.add_casus(
            session,
            nummer=q.next_number(session, f"RET-{nieuw.aanmelding.year}", CasusRow.nummer),
            jeugdige=jeugdige,
            model_id=model.id,
            aangemeld_door=nieuw.aangemeld_door,
            soort_vraag=nieuw.soort_vraag,
            vraag=nieuw.vraag,
        )
        self._record(session, casus, Gebeurtenis(Soort.AANMELDING, nieuw.aanmelding))
        begun = Gebeurtenis(Soort.STAP_BEGONNEN, nieuw.aanmelding, gegevens={"stap": nieuw.stap, "reden": ""})
        self._record(session, casus, begun)
        return casus

    def settle_in(self, session: DbSession, casus: CasusRow) -> None:
        """Bring the lists up to date with a casus, at the end of the act that made it with `add_in`."""
        self._context.actor.require(Right.CASUS_WRITE)
        self._rewrite(session, casus)

    def change(self, casus_id: int, field: str, value: object) -> None:
        """Store one changed field of the casus or its jeugdige (there is no Save button).

        Raises:
            FieldError: the value does not fit the field.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write(f"{field.replace('_', ' ')} gewijzigd") as session:
            casus = self._get(session, casus_id)
            if field in CASUS_FIELDS:
                setattr(casus, field, self._checked_text(field, str(value or "")))
            elif field in CHILD_FIELDS:
                self._change_child(session, casus, field, value)
            else:
                raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
            self._rewrite(session, casus)

    def _readable_year(self, text: str) -> str:
        try:
            return checked_geboortejaar(text, self._context.vandaag())
        except FieldError:
            return ""

    # -- shared steps -------------------------------------------------------------------------------------------

    def _checked_text(self, field: str, text: str) -> str:
        if field == "kader" or (field in CODE_FIELDS and text):
            return checked_code(self._context.lists, CODE_FIELDS[field], text, field)
        if field not in TEXT_FIELDS and len(text) > MAX_REGEL:
            raise FieldError(field, f"Deze tekst is langer dan {MAX_REGEL} tekens.", "Kort de tekst in.")
        return text

    def _bsn(self, session: DbSession, bsn: str | None) -> str | None:
        if not bsn or not bsn.strip():
            return None
        if not setting_value(session, BSN_SETTING):
            raise FieldError("BSN", "BSN's staan in deze kluis uit.", "De beheerder kan dit aanzetten bij Beheer.")
        return checked_bsn(bsn)

    def _change_child(self, session: DbSession, casus: CasusRow, field: str, value: object) -> None:
        child = casus.jeugdige
        if field == "geboortedatum":
            child.geboortedatum = checked_birth(value, q.log_of(casus), self._context.vandaag())
            child.geboortejaar = child.geboortejaar if child.geboortedatum is None else ""
        elif field == VELD:
            first = min((e.datum for e in q.log_of(casus)), default=self._context.vandaag())
            child.geboortejaar = checked_birth_year(str(value or ""), min(first, self._context.vandaag()))
            child.geboortedatum = None if child.geboortejaar else child.geboortedatum
        elif field == "gemeente":
            code = checked_code(self._context.lists, "gemeenten", str(value), "gemeente")
            child.gemeente = casus.gemeente = code
        elif field == "bsn":
            child.bsn = self._bsn(session, str(value or ""))
        else:
            setattr(child, field, name_part(value, field))
            if not child.voornaam and not child.achternaam:
                raise FieldError(field, "Zonder voornaam en achternaam heeft de jeugdige geen naam.")
            child.naam_sleutel = name_key(child.voornaam, child.tussenvoegsel, child.achternaam)


def checked_birth_year(text: str, last: date) -> str:
    """A year, or month and year, of birth that can be true when the first event was on the day `last`.

    Raises:
        FieldError: it cannot be read, or lies after that day.
    """
    year = checked_geboortejaar(text, date(last.year, 12, 31))
    span = geboren_tussen(None, year)
    if span is not None and span[0] > last:
        raise FieldError(VELD, "Dit ligt na de aanmelding.", "Controleer het jaartal.")
    return year


def checked_birth(value: object, log: tuple[Gebeurtenis, ...], vandaag: date) -> date | None:
    """A date of birth that can be true beside the log; None clears it.

    Raises:
        FieldError: in the future, or after the first event.
    """
    if value is None:
        return None
    if not isinstance(value, date):
        raise FieldError("geboortedatum", "Dit is geen datum.", "Typ bijvoorbeeld 12-3-2012.")
    first = min((e.datum for e in log), default=vandaag)
    if value > min(first, vandaag):
        raise FieldError("geboortedatum", "De geboortedatum ligt na de aanmelding.", "Controleer het jaartal.")
    return value
