"""Reckoning a date by hand: a start, a norm, a pause; the same answer as the klokken and the terminal give."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit

from expertteam_app.domain.casus import Pauze
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import Profiel
from expertteam_app.domain.klok import Klok
from expertteam_app.domain.termijn import Eenheid, Norm
from expertteam_app.domain.uitleg import Herkomst, explain_back, explain_term
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer_klok_versie import PROFIELEN
from expertteam_app.ui.pages.casus_velden import Choice
from expertteam_app.ui.pages.uitleg_paneel import UitlegPaneel
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import hint

VUL_IN = "Vul een begin en een norm in; de datum met haar uitleg verschijnt hier."


class RekenKaart(Card):
    """Fields that give a date with its explanation as soon as they can."""

    def __init__(self, sessie: Sessie) -> None:
        super().__init__("Zelf rekenen")
        self._sessie = sessie
        today = sessie.context.vandaag
        self.form = Form()
        start = DateEdit(today=today)
        start.set_value(today())
        self.form.add("start", "Begin (dag 0)", start)
        self.form.add("norm", "Norm", QLineEdit("10"))
        self.form.add("eenheid", "Telt in", Choice((e.value, e.value) for e in Eenheid))
        self.form.add("profiel", "Kalender", Choice((p.value, words) for p, words in PROFIELEN.items()))
        self.form.add("van", "Pauze vanaf", DateEdit(today=today), "Leeg: geen pauze.")
        self.form.add("tot", "Pauze tot en met", DateEdit(today=today), "Leeg: de pauze loopt nog.")
        self.form.add("wettelijk", "Algemene termijnenwet", QCheckBox("Wettelijke termijn: schuift op"))
        self.form.add("achteruit", "Terugrekenen", QCheckBox("Zo lang vóór het begin"))
        self.paneel = UitlegPaneel("Waarom deze datum?")
        self.add(hint("Voor klokken die hier niet worden gemeten, of om iets na te rekenen. Er wordt niets bewaard."))
        self.add(self.form)
        self.add(self.paneel)
        self.form.committed.connect(lambda *_: self.reckon())
        self._herkomst = Herkomst()
        self.reckon()

    def use(self, klok: Klok) -> None:
        """Take over the norm of a klok."""
        if klok.norm is None:
            return
        self._herkomst = Herkomst("", klok.versie, klok.status.value, klok.bron, klok.artikel)
        for key, value in (
            ("norm", str(klok.norm)),
            ("eenheid", klok.eenheid.value),
            ("profiel", klok.profiel.value),
            ("wettelijk", klok.wettelijk),
            ("achteruit", klok.achteruit),
        ):
            self.form.set_value(key, value)
        self.reckon()

    def reckon(self) -> None:
        """Show the date, or what is still needed."""
        values = self.form.values()
        start, typed = values["start"], str(values["norm"]).strip()
        if not isinstance(start, date) or not typed.isdigit():
            self.paneel.show_uitleg(None, empty=VUL_IN)
            return
        try:
            norm = Norm(int(typed), Eenheid(str(values["eenheid"])))
            kalender = self._sessie.klokken.kalender(Profiel(str(values["profiel"])))
            if values["achteruit"]:
                found = explain_back(start, norm, kalender, self._herkomst)
            else:
                van, tot = values["van"], values["tot"]
                until = tot if isinstance(tot, date) else None
                pauzes = (Pauze(van, until, "", telt=True),) if isinstance(van, date) else ()
                legal = bool(values["wettelijk"])
                found = explain_term(start, norm, pauzes, kalender, wettelijk=legal, herkomst=self._herkomst)
        except UserError as problem:
            self.paneel.show_uitleg(None, empty=str(problem))
        else:
            self.paneel.show_uitleg(found)
