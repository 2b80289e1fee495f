"""Use case of changing many casussen at once: first what would become of each, then one act that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries import bulk as q
from expertteam_app.db.queries import casussen as casus_q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import ActieRow, AgendapuntRow, CasusRow, ZittingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import fold
from expertteam_app.domain.casusregels import check_event
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.parkeren import prefill
from expertteam_app.services.zittingen import open_zitting

MOST = 1_000
"""Casussen in one act; the list selects no more either."""
VELDEN = {
    "aangemeld_door": "Aangemeld door",
    "casusregisseur": "Casusregisseur",
    "soort_vraag": "Soort vraag",
}
"""Fields of one line that may be given the same value for many casussen."""
HANDELINGEN = {
    "actie": "Dezelfde actie toevoegen",
    "pauzeren": "Pauzeren",
    "hervatten": "Hervatten",
    "agenda": "Op de agenda van een RET zetten",
}
_MAX_REGEL = 200

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wijziging:
    """What is to happen to each casus.

    Attributes:
        soort: a key of `VELDEN` or `HANDELINGEN`.
        waarde: the new value, the text of the actie, or the code of the pauzereden.
        datum: of the actie (may be None), or the day on which is paused or resumed.
        toelichting: explanation of the pause.
    """

    soort: str
    waarde: str = ""
    eigenaar: str = ""
    datum: date | None = None
    toelichting: str = ""
    zitting_id: int | None = None


@dataclass(frozen=True, slots=True)
class BulkRegel:
    """What becomes of one casus: from `oud` to `nieuw`, or why it stays as it is (`reden`)."""

    casus_id: int
    nummer: str
    naam: str
    oud: str
    nieuw: str
    reden: str = ""


@dataclass(frozen=True, slots=True)
class BulkVoorstel:
    """The lines in the order of the selection."""

    regels: tuple[BulkRegel, ...]

    @property
    def kan(self) -> int:
        """How many will be changed."""
        return sum(not regel.reden for regel in self.regels)


class Bulk:
    """Changes of many casussen. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def voorstel(self, casus_ids: Sequence[int], wijziging: Wijziging) -> BulkVoorstel:
        """What `voer_uit` would do with each of these casussen; nothing is stored.

        Raises:
            FieldError: the change itself cannot be right, or there are too many casussen.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        self._check(wijziging, casus_ids)
        with self._context.read() as session:
            act = _Act(self._context, session, wijziging)
            return BulkVoorstel(tuple(act.preview(casus) for casus in q.casussen_of(session, casus_ids)))

    def voer_uit(
        self, casus_ids: Sequence[int], wijziging: Wijziging, progress: Progress | None = None
    ) -> BulkVoorstel:
        """Change every casus that can be changed, in one transaction: one act in the log and for undo.

        Returns what happened, line by line; a casus that is refused stays wholly as it was.

        Raises:
            FieldError: as `voorstel`.
            UserError: none of them can be changed; `Cancelled` when `progress` stops it: nothing is changed then.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        count = self.voorstel(casus_ids, wijziging).kan
        with self._context.write(f"{count} casussen gewijzigd") as session:
            act = _Act(self._context, session, wijziging)
            lines, changed = [], []
            for done, casus in enumerate(list(q.casussen_of(session, casus_ids)), start=1):
                line = act.preview(casus)
                if not line.reden:
                    act.apply(casus)
                    changed.append(casus)
                lines.append(line)
                if progress is not None:
                    progress(done, len(casus_ids))
            if not changed:
                raise UserError("Geen van deze casussen kan zo worden gewijzigd.", "Bekijk de redenen in de lijst.")
            casus_q.rewrite_overview(session, changed, self._context.labels)
        return BulkVoorstel(tuple(lines))

    def _check(self, wijziging: Wijziging, casus_ids: Sequence[int]) -> None:
        if not casus_ids:
            raise FieldError("selectie", "Kies eerst een of meer casussen in de lijst.")
        if len(casus_ids) > MOST:
            raise FieldError("selectie", f"U kunt hoogstens {MOST} casussen tegelijk wijzigen.")
        if wijziging.soort not in {*VELDEN, *HANDELINGEN}:
            raise FieldError("soort", "Dit kan niet voor meer casussen tegelijk.")
        if wijziging.soort in VELDEN and len(wijziging.waarde) > _MAX_REGEL:
            raise FieldError("waarde", f"Deze tekst is langer dan {_MAX_REGEL} tekens.", "Kort de tekst in.")
        if wijziging.soort == "soort_vraag" and not wijziging.waarde.strip():
            raise FieldError("waarde", "Kies een soort vraag.")
        if wijziging.soort == "actie" and not wijziging.waarde.strip():
            raise FieldError("waarde", "Schrijf op wat er moet gebeuren.")
        if wijziging.soort in ("pauzeren", "hervatten") and wijziging.datum is None:
            raise FieldError("datum", "Vul de datum in.")
        if wijziging.soort == "agenda":
            self._context.actor.require(Right.ZITTING_WRITE)
            if wijziging.zitting_id is None:
                raise FieldError("zitting", "Kies een zitting van het RET.")


class _Act:
    """One change, tried and done on one casus after the other in a session."""

    def __init__(self, context: Context, session: DbSession, wijziging: Wijziging) -> None:
        self._context = context
        self._session = session
        self._wijziging = wijziging
        self._zitting = self._open_zitting() if wijziging.soort == "agenda" else None
        self._on_agenda = q.on_agenda(session, self._zitting.id) if self._zitting is not None else set()
        self._places = max((p.volgorde for p in self._zitting.punten), default=0) if self._zitting is not None else 0
        self._event = self._make_event() if wijziging.soort in ("pauzeren", "hervatten") else None

    def _open_zitting(self) -> ZittingRow:
        zitting = open_zitting(self._session, self._wijziging.zitting_id or 0)
        if zitting.soort != ZittingSoort.RET:
            raise FieldError("zitting", "Casussen staan op de agenda van het RET.", "Kies een zitting van het RET.")
        return zitting

    def _make_event(self) -> Gebeurtenis:
        day = self._wijziging.datum
        if day is None:
            raise FieldError("datum", "Vul de datum in.")
        if self._wijziging.soort == "hervatten":
            return Gebeurtenis(Soort.HERVAT, day)
        pauses = self._context.lists["pauzeredenen"]
        code = checked_code(self._context.lists, "pauzeredenen", self._wijziging.waarde, "reden")
        entry, text = pauses.get(code), self._wijziging.toelichting.strip()
        if code == "anders" and not text:
            raise FieldError("toelichting", "Schrijf op waarom de casussen worden gepauzeerd.")
        said = ": ".join(part for part in ("" if code == "anders" else pauses.label(code), text) if part)
        counts = entry is None or entry.extra.get("telt", "ja").casefold() in ("ja", "true")
        return Gebeurtenis(Soort.GEPAUZEERD, day, gegevens={"reden": said, "code": code, "telt": counts})

    def preview(self, casus: CasusRow) -> BulkRegel:
        """What would become of a casus, without touching it."""
        old, new, reason = "", "", ""
        try:
            old, new = self._change(casus)
            reason = "Dit staat er al." if old == new else ""
        except UserError as refusal:
            reason = str(refusal)
        return BulkRegel(casus.id, casus.nummer, casus.jeugdige.naam, old, new, reason)

    def _change(self, casus: CasusRow) -> tuple[str, str]:
        w = self._wijziging
        if casus.samengevoegd_met is not None:
            raise UserError("Deze casus is opgegaan in een andere.")
        if w.soort in VELDEN:
            return getattr(casus, w.soort), w.waarde.strip()
        if w.soort == "actie":
            when = f"{w.datum:%d-%m-%Y}" if w.datum else ""
            return "", " · ".join(part for part in (w.waarde.strip(), w.eigenaar.strip(), when) if part)
        stand = fold(casus_q.log_of(casus))
        if self._zitting is not None:
            if stand.gesloten:
                raise UserError("Deze casus is gesloten.")
            if casus.id in self._on_agenda:
                raise UserError("Staat al op de agenda van deze zitting.")
            return "", self._zitting.nummer
        if self._event is None:
            raise FieldError("soort", "Dit kan niet voor meer casussen tegelijk.")
        log, born = casus_q.log_of(casus), casus.jeugdige.geboortedatum
        check_event(self._event, log, vandaag=self._context.vandaag(), geboortedatum=born)
        return stand.status, "gepauzeerd" if self._event.soort is Soort.GEPAUZEERD else "open"

    def apply(self, casus: CasusRow) -> None:
        """Change a casus of which the preview found nothing in the way."""
        w = self._wijziging
        if w.soort in VELDEN:
            setattr(casus, w.soort, w.waarde.strip())
        elif w.soort == "actie":
            casus.acties.append(
                ActieRow(casus_id=casus.id, omschrijving=w.waarde.strip(), eigenaar=w.eigenaar.strip(), datum=w.datum)
            )
        elif self._zitting is not None:
            self._places += 1
            punt = AgendapuntRow(
                zitting_id=self._zitting.id, volgorde=self._places, casus_id=casus.id, vtb_id=None, minuten=30
            )
            prefill(self._session, punt)
            self._session.add(punt)
        elif self._event is not None:
            casus_q.add_event(self._session, casus, self._event)
