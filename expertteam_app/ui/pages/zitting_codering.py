"""Oorzaken and hiaten of a casus, coded at the table from its agenda item (RET)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from expertteam_app.domain.dossier import HiaatInfo
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.tafel import PuntDossier
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.icons import icon
from expertteam_app.ui.pages.casus_velden import Choice, code_choice
from expertteam_app.ui.pages.zitting_fields import DenseForm, EntryForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.chips import Chips
from expertteam_app.ui.widgets.labels import hint, label


class Codering(Card):
    """Why the casus got stuck, and which hulp was missing. The codes belong to the casus."""

    def __init__(self, tafel: Tafel, punt: PuntDossier) -> None:
        super().__init__("Oorzaken en hiaten")
        self._tafel = tafel
        self._casus_id = punt.casus_id or 0
        self._seen: tuple[object, object] | None = None
        self._shown: list[QWidget] = []
        self.oorzaken = Chips(tafel.codes("oorzaken"))
        self.main = Choice((), "geen hoofdoorzaak")
        self.form = DenseForm()
        self.form.add("oorzaken", "Oorzaken van vastlopen", self.oorzaken)
        self.form.add("hoofdoorzaak", "Hoofdoorzaak", self.main)
        self.form.committed.connect(lambda _key, _value: self._commit())
        self.add(self.form)
        self.add(label("Hiaten: wat was er niet?", "veld"))
        self._hiaten = QWidget()
        self._lines = QVBoxLayout(self._hiaten)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(TOKENS.xs)
        self.add(self._hiaten)
        self.entry = EntryForm(tafel, f"hiaat.{punt.id}", "Hiaat toevoegen")
        self.entry.add(
            "zorgvorm", "Zorgvorm die nodig was", code_choice(tafel.codes("zorgvormen"), "kies een zorgvorm")
        )
        self.entry.add("aard", "Wat was er aan de hand", code_choice(tafel.codes("aard_hiaat"), "kies"))
        self.entry.submitted.connect(self._add_hiaat)
        self.entry.restore()
        self.add(self.entry)

    def show_punt(self, punt: PuntDossier, *, read_only: bool) -> None:
        """Show the codes of now; the casus is only read again when they changed."""
        coded = (punt.oorzaken, punt.hiaten)
        if coded != self._seen:
            self._seen = coded
            try:
                casus = self._tafel.sessie.casussen.dossier(self._casus_id)
            except ExpertteamError as error:
                show_error(self, error)
                self.hide()
                return
            codes = tuple(o.code for o in casus.oorzaken)
            self._offer_main(codes)
            main = next((o.code for o in casus.oorzaken if o.hoofdoorzaak), "")
            update_form(self.form, {"oorzaken": codes, "hoofdoorzaak": main})
            self._show_hiaten(casus.hiaten, read_only=read_only)
        set_read_only(self.form, read_only)
        self.entry.setVisible(not read_only)

    def _offer_main(self, codes: tuple[str, ...]) -> None:
        """Only a chosen oorzaak can be the hoofdoorzaak."""
        _refill(self.main, [(self._tafel.label("oorzaken", code), code) for code in codes])
        self.form.row("hoofdoorzaak").setVisible(bool(codes))

    def _show_hiaten(self, hiaten: tuple[HiaatInfo, ...], *, read_only: bool) -> None:
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = [self._line(hiaat, read_only=read_only) for hiaat in hiaten]
        if not hiaten:
            self._shown.append(hint("Er is nog geen hiaat vastgelegd."))
        for each in self._shown:
            self._lines.addWidget(each)

    def _line(self, hiaat: HiaatInfo, *, read_only: bool) -> QWidget:
        words = f"{self._tafel.label('zorgvormen', hiaat.zorgvorm)}: {self._tafel.label('aard_hiaat', hiaat.aard)}"
        made = QWidget()
        layout = QHBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(words + (" (afgeleid bij inlezen)" if hiaat.afgeleid else ""), wrap=True), 1)
        if not read_only:
            button = QToolButton()
            button.setIcon(icon("x"))
            button.setAccessibleName(f"Hiaat weghalen: {words}")
            button.setToolTip("Hiaat weghalen")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(partial(self._remove_hiaat, hiaat.id))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _commit(self) -> None:
        codes = self.oorzaken.value()
        main = str(self.form.value("hoofdoorzaak"))
        main = main if main in codes else ""
        service = self._tafel.sessie.codering
        self._tafel.attempt(lambda: service.set_oorzaken(self._casus_id, codes, main or None), self, self.form)

    def _add_hiaat(self, values: dict[str, object]) -> None:
        zorgvorm, aard = str(values["zorgvorm"]), str(values["aard"])
        for key, text in (("zorgvorm", zorgvorm), ("aard", aard)):
            if not text:
                self.entry.refuse(key, "Kies een regel uit de lijst.")
                return
        service, today = self._tafel.sessie.codering, self._tafel.today()
        if self._tafel.attempt(lambda: service.add_hiaat(self._casus_id, zorgvorm, aard, today), self, self.entry.form):
            self.entry.done()
            self.entry.form.row("zorgvorm").control.setFocus()

    def _remove_hiaat(self, hiaat_id: int, _checked: bool = False) -> None:
        self._tafel.attempt(lambda: self._tafel.sessie.codering.remove_hiaat(hiaat_id), self)
        self.entry.form.row("zorgvorm").control.setFocus()


def _refill(box: QComboBox, options: list[tuple[str, str]]) -> None:
    """Offer other choices after the first, which stands for none; keeps the choice when it is still offered."""
    chosen = box.currentData()
    blocked = box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for text, code in options:
        box.addItem(text, code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(blocked)
