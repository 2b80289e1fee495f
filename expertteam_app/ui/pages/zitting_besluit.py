"""The besluit of the RET about one jeugdige: uitkomst, words, reasons, and whether it is definitief."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.tafel import BesluitInfo, PuntDossier
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.ui.icons import icon
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, code_choice
from expertteam_app.ui.pages.casus_werk import fill_form
from expertteam_app.ui.pages.zitting_fields import Banner, DenseForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.labels import hint

DRAFT_HINT = "Wordt vastgelegd zodra u een uitkomst kiest of het besluit opschrijft; tot dan is het een concept."


class RetBesluit(Card):
    """One besluit. It is stored field by field; before it can be, it is kept as a draft."""

    def __init__(self, tafel: Tafel, punt: PuntDossier) -> None:
        super().__init__("Besluit")
        self._tafel = tafel
        self._punt_id = punt.id
        self._kind_id = punt.kinderen[0].id if punt.kinderen else 0
        self._concept = tafel.concept(f"besluit.{punt.id}.{self._kind_id}")
        self._besluit: BesluitInfo | None = None
        self.standing = Banner(Tone.GOED, "Bevestigen")
        self.standing.button.setIcon(icon("check"))
        self.standing.button.clicked.connect(self._confirm)
        self.confirmer = Choice((), "mandaathouder was aan tafel")
        self.confirmer.setAccessibleName("Wie bevestigt het besluit?")
        self._draft_hint = hint(DRAFT_HINT)
        owner = QLineEdit()
        owner.setPlaceholderText("bijvoorbeeld: het RET")
        self.form = DenseForm()
        self.form.add("soort", "Uitkomst", code_choice(tafel.codes("uitkomsten"), "geen uitkomst uit de lijst"))
        self.form.add("genomen_door", "Genomen door", owner)
        self.form.add("tekst", "Besluit in woorden", TextArea(3), wide=True)
        self.form.add("motivering", "Motivering", TextArea(2), wide=True)
        self.form.committed.connect(lambda _key, _value: self._commit())
        for part in (self.standing, self.confirmer, self.form, self._draft_hint):
            self.add(part)
        kept = self._concept.restore()
        if kept is not None:
            fill_form(self.form, kept[0])

    def show_besluit(self, punt: PuntDossier, *, read_only: bool) -> None:
        """Show the besluit of now."""
        self._besluit = next((b for b in punt.besluiten if b.jeugdige_id == self._kind_id), None)
        found = self._besluit
        if found is not None:
            names = ("soort", "tekst", "motivering", "genomen_door")
            update_form(self.form, {name: getattr(found, name) for name in names})
        set_read_only(self.form, read_only)
        self._show_standing(read_only=read_only)

    def _show_standing(self, *, read_only: bool) -> None:
        found = self._besluit
        self._draft_hint.setVisible(found is None and not read_only)
        open_still = found is not None and not found.definitief and self._tafel.can_write
        self.standing.button.setVisible(open_still)
        self.confirmer.setVisible(open_still)
        if open_still and found is not None:
            self._offer_confirmers(found.id)
        if found is None:
            self.standing.say("")
        elif found.definitief:
            by = f" {found.voorbehoud_reden}." if found.voorbehoud_reden else ""
            self.standing.say(f"Dit besluit is definitief.{by}", Tone.GOED)
        else:
            self.standing.say(f"Onder voorbehoud: {found.voorbehoud_reden}", Tone.LET_OP)

    def _commit(self) -> None:
        values = {name: str(text) for name, text in self.form.values().items()}
        if self._besluit is None and not values["soort"] and not values["tekst"]:
            self._concept.keep(values)
            return
        nieuw = NieuwBesluit(
            self._punt_id,
            self._kind_id,
            soort=values["soort"],
            tekst=values["tekst"],
            motivering=values["motivering"],
            genomen_door=values["genomen_door"],
        )
        if self._tafel.attempt(lambda: self._tafel.sessie.besluiten.set_besluit(nieuw), self, self.form, "tekst"):
            self.form.clear_errors()
            self._concept.clear()

    def _offer_confirmers(self, besluit_id: int) -> None:
        people = self._tafel.sessie.besluiten.bevestigers(besluit_id)
        have = [self.confirmer.itemData(n) for n in range(1, self.confirmer.count())]
        if have != [persoon for persoon, _naam in people]:
            while self.confirmer.count() > 1:
                self.confirmer.removeItem(1)
            for persoon, naam in people:
                self.confirmer.addItem(f"{naam} bevestigt nu", persoon)

    def _confirm(self) -> None:
        if self._besluit is not None:
            besluit_id, chosen = self._besluit.id, self.confirmer.currentData()
            who = chosen if isinstance(chosen, int) else None
            self._tafel.attempt(lambda: self._tafel.sessie.besluiten.bevestigen(besluit_id, who), self)
