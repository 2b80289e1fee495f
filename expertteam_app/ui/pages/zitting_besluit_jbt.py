"""The besluiten of the JBT: one about each kind, for a maatregel is decided per minderjarige (BW 1:255)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.dossier import KindInfo
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.tafel import BesluitInfo, PuntDossier
from expertteam_app.domain.waarom import explain_return
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.services.waarom import Antwoord
from expertteam_app.ui.pages.casus_velden import TextArea, code_choice, coming_date
from expertteam_app.ui.pages.casus_werk import fill_form
from expertteam_app.ui.pages.zitting_afspraken import AfsprakenBlok
from expertteam_app.ui.pages.zitting_fields import ButtonChoice, DenseForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_natafel import NaDeTafel
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import heading, hint
from expertteam_app.ui.widgets.status import StatusPill

MAIN = ("vrijwillig", "drang", "raadsonderzoek")
"""The three besluiten that every source knows (DOMEIN section 4); all others are reached through `ANDERS`."""
ANDERS = "anders"
_NAMES = {"vrijwillig": "Vrijwillig kader", "drang": "Drang", "raadsonderzoek": "Raadsonderzoek", ANDERS: "Anders"}
_TO_RAAD = frozenset({"raadsonderzoek", "spoed"})


class KindBesluit(Card):
    """The besluit about one kind, and after the table what came of it."""

    def __init__(self, tafel: Tafel, punt: PuntDossier, kind: KindInfo, dag: date) -> None:
        super().__init__()
        self._tafel = tafel
        self._punt_id, self._kind_id, self._dag = punt.id, kind.id, dag
        self._concept = tafel.concept(f"besluit.{punt.id}.{kind.id}")
        self._besluit: BesluitInfo | None = None
        self._deciders = ""
        age = f", {age_on(kind.geboortedatum, dag)} jaar" if kind.geboortedatum else ""
        self._pill = StatusPill("", Tone.NEUTRAAL)
        self.body.addLayout(row_of(heading(f"{kind.naam}{age}"), None, self._pill))
        self._draft_hint = hint("Wordt vastgelegd zodra u een besluit kiest; tot dan is het een concept.")
        self.after = NaDeTafel(tafel)
        self.afspraken = AfsprakenBlok(tafel)
        self.choice = ButtonChoice(f"Besluit over {kind.voornaam or kind.naam}", _NAMES.items())
        self.form = self._make_form()
        for part in (self.form, self._draft_hint, self.afspraken, self.after):
            self.add(part)
        kept = self._concept.restore()
        if kept is not None:
            self.choice.set_value(kept[0].get("keuze"))
            fill_form(self.form, kept[0])
        self._arrange()

    def _make_form(self) -> Form:
        form = DenseForm()
        others = [code for code in self._tafel.codes("jbt_besluiten") if code.code not in MAIN]
        owner = QLineEdit()
        owner.setPlaceholderText("bijvoorbeeld: de tafel, met de Raad")
        form.add("anders", "Welk ander besluit", code_choice(others, "kies een besluit"))
        form.add(
            "terugmelding_op",
            "Terugmelding vóór",
            coming_date(self._tafel.today),
            "Dan horen we of de afspraken zijn nagekomen",
        )
        form.add("beoogde_gi", "Beoogde GI", QLineEdit(), "De GI die in het verzoek aan de Raad komt te staan")
        form.add("genomen_door", "Genomen door", owner)
        form.add("tekst", "Toelichting op het besluit", TextArea(2), wide=True)
        form.add("motivering", "Motivering", TextArea(2), wide=True)
        form.committed.connect(self._commit)
        form.drafted.connect(self._keep)
        self.choice.changed.connect(lambda code: self._commit("keuze", code))
        self.add(self.choice)
        return form

    def waarom(self) -> Antwoord | None:
        """The day of the terugmelding, beside the proposal of the setting."""
        due = self.form.value("terugmelding_op") if self.soort == "drang" else None
        if not isinstance(due, date):
            return None
        known = self._tafel.sessie.beheer.settings()
        months, ahead = (int(str(known[key])) for key in ("terugmelding.maanden", "radar.terugmelding-dagen"))
        return Antwoord("terugmelding", explain_return(due, self._dag, months, ahead, self._tafel.today()))

    @property
    def soort(self) -> str:
        """The code of the besluit as it is chosen now, empty while nothing was chosen."""
        chosen = self.choice.value()
        return str(self.form.value("anders")) if chosen == ANDERS else chosen

    def show_besluit(self, punt: PuntDossier, *, read_only: bool) -> None:
        """Show the besluit of now."""
        found = next((b for b in punt.besluiten if b.jeugdige_id == self._kind_id), None)
        self._besluit = found
        self._deciders = next((b.genomen_door for b in punt.besluiten if b.genomen_door), "")
        if found is not None:
            main = found.soort in MAIN
            self.choice.set_value(found.soort if main else ANDERS)
            due = next((t.verwacht_op for t in reversed(found.terugmeldingen) if t.verwacht_op), None)
            update_form(
                self.form,
                {
                    "anders": "" if main else found.soort,
                    "terugmelding_op": due,
                    "beoogde_gi": found.beoogde_gi,
                    "genomen_door": found.genomen_door,
                    "tekst": found.tekst,
                    "motivering": found.motivering,
                },
            )
        self._arrange()
        self.choice.set_enabled(not read_only)
        set_read_only(self.form, read_only)
        self.afspraken.show_besluit(found, read_only=read_only)
        self.after.show_besluit(found)
        self._draft_hint.setVisible(found is None and not read_only)
        self._show_pill()

    def _show_pill(self) -> None:
        found = self._besluit
        if found is None:
            self._pill.set_status("nog geen besluit", Tone.NEUTRAAL)
        elif found.definitief:
            self._pill.set_status("definitief", Tone.GOED)
        else:
            self._pill.set_status("genomen, verslag nog niet vastgesteld", Tone.INFO)
        self._pill.updateGeometry()

    def _arrange(self) -> None:
        """Ask only what goes with the chosen besluit."""
        self.form.row("anders").setVisible(self.choice.value() == ANDERS)
        self.form.row("terugmelding_op").setVisible(self.soort == "drang")
        self.form.row("beoogde_gi").setVisible(self.soort in _TO_RAAD)

    def _commit(self, key: str, _value: object) -> None:
        if key in {"keuze", "anders"}:
            self._propose_day()
            self._propose_deciders()
            self._arrange()
        if not self.soort:
            self._keep()
            if self.choice.value() == ANDERS and key == "keuze":
                self.form.row("anders").control.setFocus()
            return
        due = self.form.value("terugmelding_op") if self.soort == "drang" else None
        nieuw = NieuwBesluit(
            punt_id=self._punt_id,
            jeugdige_id=self._kind_id,
            soort=self.soort,
            beoogde_gi=str(self.form.value("beoogde_gi")) if self.soort in _TO_RAAD else "",
            terugmelding_op=due if isinstance(due, date) else None,
            tekst=str(self.form.value("tekst")),
            motivering=str(self.form.value("motivering")),
            genomen_door=str(self.form.value("genomen_door")),
        )
        if self._tafel.attempt(lambda: self._tafel.sessie.besluiten.set_besluit(nieuw), self, self.form, key):
            self._concept.clear()

    def _keep(self) -> None:
        self._concept.keep({"keuze": self.choice.value(), **self.form.drafts()})

    def _propose_deciders(self) -> None:
        """The same people decide about every kind of one item, unless someone says otherwise."""
        if self._deciders and not self.form.value("genomen_door"):
            self.form.set_value("genomen_door", self._deciders)

    def _propose_day(self) -> None:
        """With drang a terugmelding is due; the norm of klok D13 says when."""
        if self.soort != "drang" or self.form.value("terugmelding_op") is not None:
            return
        proposed = self._tafel.sessie.besluiten.voorstel_terugmelding(self._dag)
        self.form.set_value("terugmelding_op", proposed)


class JbtBesluiten(QWidget):
    """The blocks of all kinderen of one item, under each other."""

    def __init__(self, tafel: Tafel, punt: PuntDossier, dag: date) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.m)
        title = heading("Besluit per kind")
        layout.addWidget(title)
        layout.addWidget(hint("Toetsen: Ctrl+1 vrijwillig, Ctrl+2 drang, Ctrl+3 raadsonderzoek, Ctrl+4 anders."))
        self.blocks = [KindBesluit(tafel, punt, kind, dag) for kind in punt.kinderen]
        for block in self.blocks:
            layout.addWidget(block)
        if not self.blocks:
            layout.addWidget(hint("Dit VTB noemt nog geen kinderen. Voeg ze toe bij het VTB."))

    def show_besluit(self, punt: PuntDossier, *, read_only: bool) -> None:
        """Show the besluiten of now."""
        for block in self.blocks:
            block.show_besluit(punt, read_only=read_only)

    def field_of(self, veld: str, nummer: int) -> QWidget | None:
        """The field of the how manieth kind (from 1), or None when there is no such kind."""
        if not 1 <= nummer <= len(self.blocks):
            return None
        block = self.blocks[nummer - 1]
        return block.form.row(veld).control if veld in block.form.values() else block.choice.focusProxy()

    def choose(self, code: str) -> QWidget | None:
        """Choose for the kind whose block has the keyboard, else for the first kind without a besluit.

        Returns the field to go on in; None when the verslag is vastgesteld or there is no kind.
        """
        focused = QApplication.focusWidget()
        inside = next((b for b in self.blocks if focused is not None and b.isAncestorOf(focused)), None)
        block = inside or next((b for b in self.blocks if not b.soort), None) or next(iter(self.blocks), None)
        if block is None or not block.choice.button(code).isEnabled():
            return None
        block.choice.choose(code)
        if code == ANDERS:
            return block.form.row("anders").control
        asked = next((key for key in ("genomen_door", "motivering") if not block.form.value(key)), "")
        return block.form.row(asked).control if asked else block.choice.button(code)
