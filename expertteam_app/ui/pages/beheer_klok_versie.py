"""The card for a new version of a klok: its fields, what would come out differently, and publishing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit

from expertteam_app.domain.errors import ExpertteamError, FieldError, UserError
from expertteam_app.domain.kalender import Profiel
from expertteam_app.domain.klok import Klok, KlokStatus
from expertteam_app.domain.termijn import Eenheid
from expertteam_app.services.klokmeter import Progress, Voorbeeld
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer_delen import Uitslag
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.work import Work

PROFIELEN = {
    Profiel.WETTELIJK: "werkdagen van de wet (zonder feestdagen)",
    Profiel.KANTOOR: "werkdagen van het kantoor (ook zonder sluitingsdagen)",
    Profiel.KALENDERDAGEN: "alle dagen",
}
"""The calendars, in words."""

STATUSSEN = {
    KlokStatus.WET: "staat in de wet",
    KlokStatus.GEVONDEN: "gevonden bij anderen",
    KlokStatus.VOORSTEL: "voorstel",
    KlokStatus.INSTELLING: "vrij te kiezen",
}
"""How sure we are of a norm, in words."""

NORM_PER_STAP = (
    "De norm van deze klok staat per stap op de ladder; wijzig hem bij Ladder. Hier kiest u op welke kalender de klok "
    "loopt en bij welke pauzes hij stilstaat. Wat eerder op een stap kwam, houdt de oude versie."
)
LEGE_NORM = "Leeg: geen norm, de klok telt alleen."


class KlokVersie(Invoer):
    """Changes the norm of a klok from a day on. Emits `drill` with the casussen that would come out differently."""

    drill = Signal(object, str)

    def __init__(self, sessie: Sessie, work: Work, klok: Klok) -> None:
        concept = Concept(sessie.concepten, f"klok-{klok.code}-versie")
        super().__init__(f"Nieuwe versie van {klok.code}: {klok.naam}", "Publiceren", self._publish, concept)
        self._sessie = sessie
        self._klok = klok
        self._found: Voorbeeld | None = None
        self._reken = Reken(work, self, "Kijken wat er anders uitvalt", self._arrived)
        self._add_fields(klok)
        self.outcome = Uitslag()
        self.preview_button = button("Wat valt er anders uit?", self.preview, "search")
        self.list_button = button("Toon deze casussen", self._list, "list-filter", role="stil")
        self.list_button.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.outcome)
        self.tools.insertWidget(1, self.preview_button)
        self.tools.insertWidget(2, self.list_button)

    def _add_fields(self, klok: Klok) -> None:
        if klok.per_stap:
            self.set_note(NORM_PER_STAP)
        else:
            norm = QLineEdit("" if klok.norm is None else str(klok.norm))
            self.add("norm", "Norm", norm, LEGE_NORM)
            units = Choice((e.value, e.value) for e in Eenheid)
            units.choose(klok.eenheid.value)
            self.add("eenheid", "Telt in", units)
        calendars = Choice((p.value, words) for p, words in PROFIELEN.items())
        calendars.choose(klok.profiel.value)
        self.add("profiel", "Kalender", calendars)
        day = DateEdit(today=self._sessie.context.vandaag, wettelijk=True)
        self.add("geldig_vanaf", "Geldt vanaf", day, "Wat eerder begon, houdt zijn oude norm.", required=True)
        legal = QCheckBox("Wettelijke termijn: het einde schuift op naar een gewone dag")
        legal.setChecked(klok.wettelijk)
        self.add("wettelijk", "Algemene termijnenwet", legal, wide=True)
        pauses = QLineEdit(", ".join(klok.pauzeredenen or ()))
        self.add("pauzeredenen", "Alleen bij deze redenen staat hij stil", pauses, "Leeg: bij elke pauze die telt.")
        sure = Choice((s.value, words) for s, words in STATUSSEN.items())
        sure.choose(klok.status.value)
        self.add("status", "Hoe zeker is deze norm?", sure)
        self.add("bron", "Bron", QLineEdit(klok.bron), "Waar staat dit besluit?", required=True, wide=True)
        self.add("artikel", "Artikel in de wet", QLineEdit(klok.artikel), wide=True)

    def version(self, values: Mapping[str, object]) -> Klok:
        """The version as typed.

        Raises:
            FieldError: the norm is no number, or there is no date.
        """
        typed, day = str(values.get("norm", "")).strip(), values["geldig_vanaf"]
        if typed and not typed.isdigit():
            raise FieldError("norm", "Dit is geen getal.", "Typ bijvoorbeeld 10, of laat het veld leeg.")
        if not isinstance(day, date):
            raise FieldError("geldig_vanaf", "Vul in vanaf wanneer deze norm geldt.")
        reasons = tuple(r.strip() for r in str(values["pauzeredenen"]).split(",") if r.strip())
        return replace(
            self._klok,
            norm=int(typed) if typed else None,
            eenheid=Eenheid(str(values.get("eenheid", self._klok.eenheid.value))),
            profiel=Profiel(str(values["profiel"])),
            geldig_vanaf=day,
            wettelijk=bool(values["wettelijk"]),
            pauzeredenen=reasons or None,
            status=KlokStatus(str(values["status"])),
            bron=str(values["bron"]),
            artikel=str(values["artikel"]),
        )

    def preview(self) -> None:
        """Reckon beside the window what would come out differently."""
        self.form.clear_errors()
        self.list_button.hide()
        try:
            wanted = self.version(self.form.values())
        except FieldError as error:
            self.form.show_error(error)
            return
        self.outcome.say("Bezig met rekenen …", Tone.NEUTRAAL)
        self._reken.ask(lambda job: self._try(wanted, job.progress))

    def _try(self, wanted: Klok, progress: Progress) -> Voorbeeld | ExpertteamError:
        try:
            return self._sessie.klokken.voorbeeld(wanted, progress)
        except UserError as error:
            return error

    def _arrived(self, answer: object) -> None:
        if isinstance(answer, FieldError):
            self.outcome.say("", Tone.NEUTRAAL)
            self.form.show_error(answer)
        elif isinstance(answer, UserError):
            self.outcome.say(str(answer), Tone.FOUT)
        elif isinstance(answer, Voorbeeld):
            self._found = answer
            self.outcome.say(preview_words(answer), Tone.LET_OP if answer.anders else Tone.GOED)
            self.list_button.setVisible(bool(answer.casus_ids))

    def _list(self) -> None:
        if self._found is not None:
            self.drill.emit(self._found.casus_ids, f"zou anders uitvallen met de nieuwe {self._klok.code}")

    def _publish(self, values: Mapping[str, object]) -> None:
        self._sessie.klokken.publiceer(self.version(values))


def preview_words(found: Voorbeeld) -> str:
    """What would come out differently, in words."""
    late = sum(a.wordt is False for a in found.anders)
    good = sum(a.wordt is True for a in found.anders)
    words = f"{found.in_woorden} Gekeken naar {found.gemeten} keer dat deze klok liep; {found.geraakt} krijgen de norm."
    if late:
        words += f" {late} keer zou te laat worden."
    return words + (f" {good} keer zou binnen de norm komen." if good else "")
