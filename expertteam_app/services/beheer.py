"""Use cases of the beheerder: the ladder, settings, the codelijsten as they ship, and the audit log."""

from __future__ import annotations

from dataclasses import dataclass

from expertteam_app.db.engine import check_integrity
from expertteam_app.db.queries import instellingen as q
from expertteam_app.db.queries import logboek
from expertteam_app.db.queries.casussen import find_ids
from expertteam_app.db.queries.modellen import add_model, all_models, version_exists
from expertteam_app.db.queries.overzicht import differing_overviews, rebuild_overviews
from expertteam_app.db.queries.zoekregister import differing_documents, is_whole
from expertteam_app.domain.access import Right
from expertteam_app.domain.codelijst import Codelijst
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.opschaling import Opschalingsmodel, checked_model
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import DEFAULTS, checked_setting, setting_value
from expertteam_app.services.zoeken import make_findable


@dataclass(frozen=True, slots=True)
class LogboekRegel:
    """One line of the audit log: who did what, when, to which row."""

    moment: str
    wie: str
    handeling: str
    tabel: str
    rij: int | None
    soort: str


class Beheer:
    """What the beheerder looks after. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def models(self) -> list[Opschalingsmodel]:
        """Every version of the ladder, newest first."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            return all_models(session)

    def publish_model(self, model: Opschalingsmodel) -> None:
        """Publish a new version of the ladder; casussen keep the version they started under.

        Raises:
            FieldError: the version exists already, or the model is not whole.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        checked_model(model)
        with self._context.write("opschalingsmodel gepubliceerd") as session:
            if version_exists(session, model.versie):
                raise FieldError(
                    "versie", f"Versie {model.versie} bestaat al.", "Geef de nieuwe versie een eigen naam."
                )
            add_model(session, model)

    def codelijsten(self) -> tuple[Codelijst, ...]:
        """The lists that ship with the program, by title."""
        self._context.actor.require(Right.SETTINGS_READ)
        return tuple(sorted(self._context.lists.values(), key=lambda lijst: lijst.titel))

    def settings(self) -> dict[str, object]:
        """Every setting with its value."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            return {sleutel: setting_value(session, sleutel) for sleutel in DEFAULTS}

    def set_setting(self, sleutel: str, waarde: object) -> None:
        """Store a setting.

        Raises:
            FieldError: an unknown setting, or a value of another kind or outside its bounds.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        with self._context.write(f"instelling {sleutel} gewijzigd") as session:
            q.set_setting(session, sleutel, checked_setting(sleutel, waarde))

    def logboek(self, limit: int = 500, wie: str | None = None, nummer: str = "") -> list[LogboekRegel]:
        """The last lines of the audit log, newest first; of one user, or of the dossier with a number.

        Raises:
            FieldError: there is no dossier with this number.
        """
        self._context.actor.require(Right.AUDIT_READ)
        with self._context.read() as session:
            places = logboek.places_of(session, nummer.strip().upper()) if nummer.strip() else None
            if nummer.strip() and places is None:
                raise FieldError("nummer", "Dit nummer is er niet.", "Typ het hele nummer, bijvoorbeeld RET-2026-001.")
            return [LogboekRegel(*row) for row in logboek.last_lines(session, limit, wie or None, places)]

    def in_logboek(self) -> list[str]:
        """Everyone who ever did something in this kluis, by name."""
        self._context.actor.require(Right.AUDIT_READ)
        with self._context.read() as session:
            return logboek.users_in_log(session)

    def mark_practice(self) -> None:
        """Mark this kluis as OEFENING, so that invented casussen may go in.

        Raises:
            UserError: there are casussen in it that may be real.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        with self._context.write("gemerkt als oefening") as session:
            row = q.kluis_row(session)
            if not row.oefening and find_ids(session, CasusFilter(status="alle")):
                raise UserError(
                    "In deze kluis staan echte casussen; verzonnen casussen horen daar niet bij.",
                    "Maak een nieuwe kluis om te oefenen.",
                )
            row.oefening = True

    def controle(self) -> tuple[str, ...]:
        """Check pages, foreign keys, the chain of the audit log and the read model; returns the findings in Dutch."""
        self._context.actor.require(Right.SETTINGS_READ)
        findings = list(check_integrity(self._context.store.engine))
        with self._context.read() as session:
            wrong = differing_overviews(session, self._context.labels)
            labels = self._context.store.labels
            unfindable = differing_documents(session, labels) if is_whole(session, labels) else None
        if wrong:
            findings.append(f"De lijst wijkt bij {len(wrong)} casussen af van hun tijdlijn: {', '.join(wrong[:5])}.")
        if unfindable is None:
            findings.append(
                "Het zoekregister is nog niet opgebouwd; dat gebeurt zodra u deze kluis in het venster opent."
            )
        elif unfindable:
            findings.append(
                f"Het zoekregister wijkt op {unfindable} plaatsen af; laat het opnieuw opbouwen bij Beheer."
            )
        return tuple(findings)

    def rebuild(self) -> int:
        """Compute the read model of all casussen and the words to find things by anew; returns how many casussen."""
        self._context.actor.require(Right.SETTINGS_WRITE)
        with self._context.write("lijst opnieuw berekend") as session:
            count = rebuild_overviews(session, self._context.labels)
        make_findable(self._context.store, self._context.actor.naam)
        return count
