"""What comes after the table: the VTO to the Raad, what the Raad reports, and the terugmelding."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.tafel import BesluitInfo, TerugmeldingInfo
from expertteam_app.domain.vtb_fase import VTO_AFGEWEZEN
from expertteam_app.services.besluiten import RAAD_DAGEN, SAFETY_SCALE, Terugmelding
from expertteam_app.ui.pages.casus_velden import Choice, code_choice, coming_date, past_date
from expertteam_app.ui.pages.zitting_fields import DenseForm, EntryForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import label, line


def told(melding: TerugmeldingInfo) -> str:
    """A terugmelding in one sentence."""
    if melding.ontvangen_op is None:
        return f"Verwacht vóór {dag_cijfers(melding.verwacht_op)}." if melding.verwacht_op else ""
    parts = [f"Ontvangen op {dag_cijfers(melding.ontvangen_op)}"]
    parts += [f"van {melding.door}"] if melding.door else []
    parts += [f"afspraken nagekomen: {melding.nagekomen}"] if melding.nagekomen else []
    parts += [f"veiligheid: {melding.veiligheid} (1 tot 10)"] if melding.veiligheid is not None else []
    steps = ", ".join(part for part in (melding.vervolg_stap, melding.vervolg) if part)
    parts += [f"vervolg: {steps}"] if steps else []
    return ", ".join(parts) + "."


class NaDeTafel(QWidget):
    """Stays open after the verslag is vastgesteld, for it comes later by nature."""

    def __init__(self, tafel: Tafel, naam: str = "") -> None:
        super().__init__()
        self._tafel = tafel
        self._besluit: BesluitInfo | None = None
        self._title = label(f"Na de tafel: {naam}" if naam else "Na de tafel", "veld")
        self.raad = self._raad_form()
        self._told = label("", wrap=True)
        self._entry_box = QVBoxLayout()
        self.entry: EntryForm | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TOKENS.s, 0, 0)
        layout.setSpacing(TOKENS.s)
        for part in (line(), self._title, self.raad, self._told):
            layout.addWidget(part)
        layout.addLayout(self._entry_box)
        self.hide()

    def _raad_form(self) -> Form:
        form, today = DenseForm(), self._tafel.today
        form.add("vto", "VTO verzonden op", past_date(today))
        form.add("kenmerk", "Kenmerk van het VTO", QLineEdit())
        form.add("onderzoek_gestart", "Raadsonderzoek gestart op", past_date(today))
        form.add("status", "Bericht van de Raad", code_choice(self._tafel.codes("raad_status"), "nog geen bericht"))
        form.add("onderzoek_afgerond", "Onderzoek afgerond op", past_date(today))
        form.add(
            "resultaat", "Resultaat van de Raad", code_choice(self._tafel.codes("raad_resultaat"), "nog niet bekend")
        )
        form.add("zaak_afgerond", "Zaak afgerond op", past_date(today))
        form.committed.connect(self._commit_raad)
        return form

    def show_besluit(self, besluit: BesluitInfo | None) -> None:
        """Show what goes with this besluit; nothing before there is one."""
        known = self._besluit.id if self._besluit else None
        self._besluit = besluit
        if besluit is None:
            self.hide()
            return
        to_raad = besluit.naar_de_raad
        awaited = besluit.soort == "drang" or bool(besluit.terugmeldingen)
        self.raad.setVisible(to_raad)
        update_form(
            self.raad,
            {
                "vto": besluit.vto_verzonden,
                "kenmerk": besluit.vto_kenmerk,
                "onderzoek_gestart": besluit.onderzoek_gestart,
                "status": besluit.raad_status,
                "onderzoek_afgerond": besluit.onderzoek_afgerond,
                "resultaat": besluit.raad_resultaat,
                "zaak_afgerond": besluit.zaak_afgerond,
            },
        )
        set_read_only(self.raad, not self._tafel.can_write)
        sentences = [told(melding) for melding in besluit.terugmeldingen]
        self._told.setText("\n".join(f"Terugmelding: {s[:1].lower()}{s[1:]}" for s in sentences if s))
        self._told.setVisible(awaited and bool(self._told.text()))
        if self.entry is None or known != besluit.id:
            self._make_entry(besluit.id)
        if self.entry is not None:
            self.entry.setVisible(awaited and self._tafel.can_write)
        self.setVisible(to_raad or awaited)

    def next_field(self) -> tuple[int, QWidget] | None:
        """Where what comes next is recorded, with its turn: 0 the VTO, 1 a day of the Raad, 2 the terugmelding."""
        besluit = self._besluit
        if besluit is None:
            return None
        if besluit.naar_de_raad and besluit.raad_resultaat != VTO_AFGEWEZEN and besluit.zaak_afgerond is None:
            if besluit.vto_verzonden is None:
                return 0, self.raad.row("vto").control
            days = (
                ("onderzoek_gestart", besluit.onderzoek_gestart),
                ("onderzoek_afgerond", besluit.onderzoek_afgerond),
            )
            return 1, self.raad.row(next((key for key, day in days if day is None), "zaak_afgerond")).control
        waiting = any(melding.ontvangen_op is None for melding in besluit.terugmeldingen)
        return (2, self.entry.form.row("ontvangen_op").control) if waiting and self.entry is not None else None

    def _make_entry(self, besluit_id: int) -> None:
        if self.entry is not None:
            self.entry.deleteLater()
        entry = EntryForm(self._tafel, f"terugmelding.{besluit_id}", "Terugmelding vastleggen", "check")
        today = self._tafel.today
        entry.add("ontvangen_op", "Terugmelding ontvangen op", past_date(today))
        entry.add("door", "Van wie", QLineEdit())
        entry.add("nagekomen", "Afspraken nagekomen", code_choice(self._tafel.codes("nagekomen"), "niet bekend"))
        scale = Choice(((str(n), str(n)) for n in SAFETY_SCALE), "geen cijfer")
        entry.add("veiligheid", "Veiligheid, 1 (onveilig) tot 10 (veilig)", scale)
        steps = code_choice(self._tafel.codes("terugmelding_vervolg"), "nog niet bekend")
        entry.add("vervolg_stap", "Hoe verder", steps)
        entry.add("vervolg", "Toelichting", QLineEdit())
        entry.add("volgende", "Volgende terugmelding vóór", coming_date(today), "Bij verlengen")
        entry.submitted.connect(self._commit_terugmelding)
        entry.restore()
        self._entry_box.addWidget(entry)
        self.entry = entry

    def _commit_raad(self, key: str, value: object) -> None:
        if self._besluit is None:
            return
        besluit_id, service = self._besluit.id, self._tafel.sessie.besluiten
        day = value if isinstance(value, date) else None
        if key in ("vto", "kenmerk"):
            sent, mark = self.raad.value("vto"), str(self.raad.value("kenmerk"))
            when = sent if isinstance(sent, date) else None
            self._tafel.attempt(lambda: service.vto_verzonden(besluit_id, when, mark), self, self.raad, key)
        elif key in RAAD_DAGEN:
            self._tafel.attempt(lambda: service.raad_dag(besluit_id, key, day), self, self.raad, key)
        else:
            status, resultaat = str(self.raad.value("status")), str(self.raad.value("resultaat"))
            self._tafel.attempt(lambda: service.raad(besluit_id, status, resultaat), self, self.raad, key)

    def _commit_terugmelding(self, values: dict[str, object]) -> None:
        entry, received = self.entry, values["ontvangen_op"]
        if entry is None or self._besluit is None:
            return
        if not isinstance(received, date):
            entry.refuse("ontvangen_op", "Vul in wanneer de terugmelding kwam.")
            return
        veiligheid, volgende = str(values["veiligheid"]), values["volgende"]
        nieuw = Terugmelding(
            ontvangen_op=received,
            door=str(values["door"]),
            nagekomen=str(values["nagekomen"]),
            veiligheid=int(veiligheid) if veiligheid else None,
            vervolg=str(values["vervolg"]),
            vervolg_stap=str(values["vervolg_stap"]),
            volgende_op=volgende if isinstance(volgende, date) else None,
        )
        besluit_id, service = self._besluit.id, self._tafel.sessie.besluiten
        if self._tafel.attempt(lambda: service.terugmelding(besluit_id, nieuw), self, entry.form, "ontvangen_op"):
            entry.done()
