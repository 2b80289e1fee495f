"""Use cases that put events in the log of a casus: steps, pauses, milestones, notes, closing and opening again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from expertteam_app.db.queries import casussen as q
from expertteam_app.db.queries.modellen import model_by_version, to_model
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import fold
from expertteam_app.domain.casusregels import check_event, check_retraction
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.gebeurtenis import TITELS, Gebeurtenis, Soort, Waarde
from expertteam_app.domain.geboorte import geboren_tussen
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context

MILESTONES = (
    Soort.TRIAGE,
    Soort.EERSTE_OVERLEG,
    Soort.VERSLAG_VERZONDEN,
    Soort.HULP_GESTART,
    Soort.BOEG_INGEBRACHT,
    Soort.BOEG_TERUGGEKOPPELD,
)
"""Events that only mark a day; they move nothing on the ladder."""

ANDERS = "anders"
"""The code of pauzeredenen that says nothing without an explanation."""


def casus_gone() -> UserError:
    """The sentence for a casus that is not there any more."""
    return UserError("Deze casus bestaat niet meer.", "Ververs de lijst; misschien is een import ongedaan gemaakt.")


class Opschaling:
    """What a user does with a casus on the ladder. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def opschalen(
        self,
        casus_id: int,
        stap: int,
        datum: date,
        reden: str,
        *,
        ingang: Sequence[str] = (),
        geprobeerd: str = "",
        betrokken: str = "",
    ) -> None:
        """Move to another step, up or down, by the rules of the model the casus stands under.

        Args:
            casus_id: the casus.
            stap: the step to go to.
            datum: the day on which it began.
            reden: why; needed for going down, for skipping and when an entry condition is not met.
            ingang: the entry conditions that were ticked; what the model asks beside them is stored as missing.
            geprobeerd: what was tried on the step that ends.
            betrokken: who were involved there.

        Raises:
            FieldError: the model or the role does not allow it, or the date cannot be right.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write(f"stap {stap} begonnen") as session:
            casus = self._get(session, casus_id)
            model, now = to_model(casus.model), fold(q.log_of(casus)).stap
            step = model.stap(stap)
            step.check_role(self._context.actor.rol)
            model.check_move(now, stap, reden, ingang)
            data: dict[str, Waarde] = {"stap": stap, "reden": reden.strip()}
            if step.ingang:
                missing = step.missing(ingang)
                data["ingang"] = [c for c in step.ingang if c not in missing]
                data["ontbreekt"] = list(missing)
            data |= _about_stay(geprobeerd, betrokken)
            self._record(session, casus, Gebeurtenis(Soort.STAP_BEGONNEN, datum, gegevens=data))
            self._rewrite(session, casus)

    def pauzeren(
        self,
        casus_id: int,
        datum: date,
        reden: str,
        *,
        telt: bool,
        code: str = "",
        verwacht_tot: date | None = None,
    ) -> None:
        """Pause, with a reason.

        Args:
            casus_id: the casus.
            datum: the day on which the pause begins.
            reden: explanation; may be empty beside a `code` that speaks for itself.
            telt: whether the norm clock stands still.
            code: the reason in the list pauzeredenen.
            verwacht_tot: the day on which it should end, when that is known.

        Raises:
            FieldError: no reason, or a date that cannot be right.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        text = reden.strip()
        data: dict[str, Waarde] = {"telt": telt}
        if code:
            data["code"] = checked_code(self._context.lists, "pauzeredenen", code, "code")
        if not text and code in ("", ANDERS):
            raise FieldError("reden", "Schrijf op waarom de casus wordt gepauzeerd.")
        known = "" if code in ("", ANDERS) else self._context.lists["pauzeredenen"].label(code)
        data["reden"] = ": ".join(part for part in (known, text) if part)
        if verwacht_tot is not None:
            data["verwacht_tot"] = verwacht_tot.isoformat()
        self._add_event(casus_id, Gebeurtenis(Soort.GEPAUZEERD, datum, gegevens=data), "gepauzeerd")

    def hervatten(self, casus_id: int, datum: date) -> None:
        """End the running pause.

        Raises:
            FieldError: there is no pause, or a date that cannot be right.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        self._add_event(casus_id, Gebeurtenis(Soort.HERVAT, datum), "hervat")

    def afsluiten(
        self, casus_id: int, datum: date, uitkomst: str, *, geprobeerd: str = "", betrokken: str = ""
    ) -> None:
        """Close with an outcome of the list; what was tried on the last step, and with whom, goes along.

        Raises:
            FieldError: no outcome, or a date that cannot be right.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        checked_code(self._context.lists, "uitkomsten", uitkomst, "uitkomst")
        data: dict[str, Waarde] = {"uitkomst": uitkomst, **_about_stay(geprobeerd, betrokken)}
        self._add_event(casus_id, Gebeurtenis(Soort.AFGESLOTEN, datum, gegevens=data), "casus afgesloten")

    def heropenen(self, casus_id: int, datum: date, reden: str) -> None:
        """Open a closed casus again as a new cyclus on the step it stood on; a reasoned event (PRODUCT section 2).

        Raises:
            FieldError: no reason, it is not closed, or a date that cannot be right.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if not reden.strip():
            raise FieldError("reden", "Schrijf op waarom deze casus weer open gaat.")
        event = Gebeurtenis(Soort.HEROPEND, datum, gegevens={"reden": reden.strip()})
        self._add_event(casus_id, event, "casus heropend")

    def naar_model(self, casus_id: int, versie: str, reden: str, stap: int | None = None) -> None:
        """Put an open casus under another version of the ladder, as of today.

        Its stay on the present step goes on; days and norm are then counted by the new version.

        Args:
            casus_id: the casus.
            versie: the version to go to.
            reden: why; needed.
            stap: the step that stands for the present one in the new version; None keeps its number.

        Raises:
            FieldError: no such version or step, the casus stands under it already or is closed, or no reason.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("andere versie van het model") as session:
            casus = self._get(session, casus_id)
            self._change_model(session, casus, versie, reden, stap)

    def notitie(self, casus_id: int, datum: date, tekst: str) -> None:
        """Put a dated note on the tijdlijn.

        Raises:
            FieldError: no text, or a date that cannot be right.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if not tekst.strip():
            raise FieldError("tekst", "Schrijf eerst de notitie.")
        event = Gebeurtenis(Soort.NOTITIE, datum, gegevens={"tekst": tekst.strip()})
        self._add_event(casus_id, event, "notitie toegevoegd")

    def mijlpaal(self, casus_id: int, soort: Soort, datum: date) -> None:
        """Record a day that matters for a klok, such as the start of the help.

        Raises:
            FieldError: not a milestone, or a date that cannot be right.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if soort not in MILESTONES:
            raise FieldError("soort", "Deze gebeurtenis heeft een eigen knop.")
        title = TITELS[soort]
        self._add_event(casus_id, Gebeurtenis(soort, datum), f"{title[:1].lower()}{title[1:]}")

    def intrekken(self, casus_id: int, volgnummer: int, reden: str) -> None:
        """Retract an event that was entered by mistake; it stays readable on the tijdlijn.

        Raises:
            FieldError: no reason, no such event, the aanmelding itself, or an event that a later one rests on.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if not reden.strip():
            raise FieldError("reden", "Schrijf op waarom deze gebeurtenis niet klopt.")
        with self._context.write("gebeurtenis ingetrokken") as session:
            casus = self._get(session, casus_id)
            check_retraction(volgnummer, q.log_of(casus))
            data: dict[str, Waarde] = {"volgnummer": volgnummer, "reden": reden.strip()}
            q.add_event(session, casus, Gebeurtenis(Soort.INGETROKKEN, self._context.vandaag(), gegevens=data))
            self._rewrite(session, casus)

    # -- shared steps -------------------------------------------------------------------------------------------

    def _get(self, session: DbSession, casus_id: int) -> CasusRow:
        casus = q.get_casus(session, casus_id)
        if casus is None:
            raise casus_gone()
        return casus

    def _record(self, session: DbSession, casus: CasusRow, event: Gebeurtenis) -> None:
        span = geboren_tussen(casus.jeugdige.geboortedatum, casus.jeugdige.geboortejaar)
        born = None if span is None else span[0]
        check_event(event, q.log_of(casus), vandaag=self._context.vandaag(), geboortedatum=born)
        q.add_event(session, casus, event)

    def _add_event(self, casus_id: int, event: Gebeurtenis, handeling: str) -> None:
        with self._context.write(handeling) as session:
            casus = self._get(session, casus_id)
            self._record(session, casus, event)
            self._rewrite(session, casus)

    def _change_model(self, session: DbSession, casus: CasusRow, versie: str, reden: str, stap: int | None) -> None:
        if not reden.strip():
            raise FieldError("reden", "Schrijf op waarom deze casus een andere versie krijgt.")
        row = model_by_version(session, versie)
        if row is None:
            raise FieldError("versie", f"Versie {versie} van het model bestaat niet.", "Kies een versie uit de lijst.")
        if row.id == casus.model_id:
            raise FieldError("versie", f"Deze casus staat al onder versie {versie}.")
        now, new = fold(q.log_of(casus)).stap, to_model(row)
        there = now if stap is None else stap
        if there is not None and all(s.volgorde != there for s in new.stappen):
            raise FieldError("stap", f"Stap {there} bestaat niet in versie {versie}.", "Kies welke stap daar past.")
        data: dict[str, Waarde] = {"van": casus.model.versie, "naar": versie, "reden": reden.strip()}
        if there is not None and there != now:
            data["stap"] = there
        self._record(session, casus, Gebeurtenis(Soort.MODEL_GEWIJZIGD, self._context.vandaag(), gegevens=data))
        casus.model = row
        self._rewrite(session, casus)

    def _rewrite(self, session: DbSession, casus: CasusRow) -> None:
        q.rewrite_overview(session, [casus], self._context.labels)


def _about_stay(geprobeerd: str, betrokken: str) -> dict[str, Waarde]:
    """What was told about the stay that ends; nothing where nothing was told."""
    told = {"geprobeerd": geprobeerd.strip(), "betrokken": betrokken.strip()}
    return {key: text for key, text in told.items() if text}
