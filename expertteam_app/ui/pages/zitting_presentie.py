"""Who was invited to a zitting, who came, and who holds mandaat for which gemeente."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.tafel import AanwezigeInfo, PuntDossier, ZittingDossier
from expertteam_app.domain.toestemming import opsomming
from expertteam_app.domain.zitting import NOG_BEVESTIGEN, PRESENT, ZittingSoort
from expertteam_app.services.mandaten import Gevolg
from expertteam_app.services.personen import PersoonInfo
from expertteam_app.ui.errors import find_message_place
from expertteam_app.ui.pages.casus_velden import button, code_choice
from expertteam_app.ui.pages.zitting_fields import Banner, EntryForm
from expertteam_app.ui.pages.zitting_rows import Row, WholeList
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.labels import announce, hint, label

PRESENTIE_TONES = {
    "uitgenodigd": Tone.NEUTRAAL,
    "aanwezig": Tone.GOED,
    "op-afstand": Tone.INFO,
    "afwezig": Tone.LET_OP,
}
_NONE = Qt.KeyboardModifier.NoModifier


def mandate_gaps(dossier: ZittingDossier, gemeenten: dict[str, str]) -> list[str]:
    """One sentence per agenda item that lacks the mandaat of its gemeente (RET, S1 section 3.1)."""
    return [
        f"Punt {p.volgorde} ({gemeenten.get(p.gemeente, p.gemeente)}): {p.mandaat_ontbreekt}"
        for p in dossier.punten
        if p.mandaat_ontbreekt
    ]


def to_confirm(dossier: ZittingDossier) -> list[int]:
    """The numbers of the items with a besluit that waits for confirmation while its mandaat is at the table by now."""
    return [
        p.volgorde
        for p in dossier.punten
        if any(b.voorbehoud_reden == NOG_BEVESTIGEN and not b.definitief for b in p.besluiten)
    ]


def told(gevolg: Gevolg) -> str:
    """What a change of presence did to besluiten, in words; empty when nothing."""
    words = []
    if gevolg.onder_voorbehoud:
        which = opsomming([f"punt {n}" for n in gevolg.onder_voorbehoud])
        words.append(f"Het besluit bij {which} is nu onder voorbehoud: het mandaat zit niet meer aan tafel.")
    if gevolg.te_bevestigen:
        which = opsomming([f"punt {n}" for n in gevolg.te_bevestigen])
        words.append(f"Het mandaat voor {which} is er nu. Bevestig het besluit met B.")
    return " ".join(words)


def _count(aanwezigen: tuple[AanwezigeInfo, ...]) -> str:
    at_table = sum(a.presentie in PRESENT for a in aanwezigen)
    open_still = sum(a.presentie == "uitgenodigd" for a in aanwezigen)
    words = f"{at_table} van {aantal(len(aanwezigen), 'genodigde', 'genodigden')} aan tafel"
    return f"{words}, van {open_still} nog niet bekend" if open_still else words


class Presentie(QWidget):
    """The list of presence. Space goes from uitgenodigd to aanwezig, op afstand, afwezig; Delete takes off.

    I says that everyone of whom it is not known yet is there.
    """

    def __init__(self, tafel: Tafel, soort: ZittingSoort) -> None:
        super().__init__()
        self._tafel = tafel
        self._soort = soort
        self._dossier: ZittingDossier | None = None
        self._personen: dict[str, PersoonInfo] = {}
        self.shown_as: Callable[[str], str] = str
        self._names = QStringListModel(self)
        self.banner = Banner(Tone.LET_OP)
        self.confirm_banner = Banner(Tone.INFO, "Bevestigen (B)")
        self.confirm_banner.button.clicked.connect(self.confirm)
        self._count = label("", wrap=True)
        self._keys = hint(
            "Spatie wisselt: uitgenodigd, aanwezig, op afstand, afwezig. I zet iedereen die nog niet bekend is op "
            "aanwezig. Delete haalt iemand van de lijst, A kiest: de hele zitting of alleen één punt."
        )
        self.list = WholeList("Aanwezigen", dict.fromkeys(("Space", "Delete", "A", "B", "I"), _NONE))
        self.list.key_pressed.connect(self._on_key)
        self.list.opened.connect(self.cycle)
        text = "Zelfde mensen uitnodigen als de vorige keer"
        self.previous_button = button(text, self._invite_previous, "users")
        self.entry_card = self._entry_card()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TOKENS.m, 0, 0)
        layout.setSpacing(TOKENS.s)
        for part in (self.banner, self.confirm_banner, self._count, self._keys):
            layout.addWidget(part)
        layout.addWidget(self.list)
        layout.addWidget(self.previous_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.entry_card)
        layout.addStretch()

    def _entry_card(self) -> Card:
        card = Card()
        self.entry = EntryForm(self._tafel, f"presentie.{self._soort}", "Op de lijst zetten")
        self.naam = QLineEdit()
        self.naam.setPlaceholderText("Typ een naam")
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._on_completed)
        self.naam.setCompleter(completer)
        self.rol = code_choice(self._tafel.codes("tafelrollen"), "kies een rol")
        self.entry.add("naam", "Wie uitnodigen?", self.naam, "Een collega uit de lijst, of een gast zoals een ouder")
        self.entry.add("rol", "Rol aan tafel", self.rol)
        self.entry.submitted.connect(self._add)
        self.entry.restore()
        card.add(self.entry)
        return card

    def show_dossier(self, dossier: ZittingDossier, gemeenten: dict[str, str]) -> None:
        """Show the list of presence of a zitting."""
        self._dossier = dossier
        free = self._tafel.can_write and not dossier.status.vast
        self.list.show_rows([self._row(a) for a in dossier.aanwezigen])
        self._count.setText(_count(dossier.aanwezigen) if dossier.aanwezigen else "Er is nog niemand uitgenodigd.")
        self.banner.say("\n".join(mandate_gaps(dossier, gemeenten)) if free else "")
        waiting = [f"punt {n}" for n in to_confirm(dossier)]
        asked = f"Het mandaat voor {opsomming(waiting)} is er nu. Is het besluit daarmee definitief?"
        self.confirm_banner.say(asked if waiting and self._tafel.can_write else "")
        self._keys.setVisible(free and bool(dossier.aanwezigen))
        self.entry_card.setVisible(free)
        self.previous_button.setVisible(free and not dossier.aanwezigen)
        self.list.setVisible(bool(dossier.aanwezigen))

    def read_personen(self) -> None:
        """Read whom one can invite."""
        self._personen = {}
        for persoon in self._tafel.sessie.personen.all():
            role = self._tafel.label("tafelrollen", persoon.rol)
            parts = (persoon.naam, persoon.organisatie, role)
            self._personen[" · ".join(part for part in parts if part)] = persoon
        self._names.setStringList(sorted(self._personen))

    def _row(self, info: AanwezigeInfo) -> Row:
        parts = [self._tafel.label("tafelrollen", info.rol), info.organisatie]
        place = next((p.volgorde for p in self._punten() if p.id == info.punt_id), None)
        only = f"alleen bij punt {place}" if place is not None else ""
        return Row(
            id=info.id,
            title=info.naam if info.persoon_id is not None else self.shown_as(info.naam),
            subtitle=" · ".join(part for part in parts if part),
            status=self._tafel.label("presentie", info.presentie),
            tone=PRESENTIE_TONES.get(info.presentie, Tone.NEUTRAAL),
            note=" · ".join(part for part in (f"mandaat: {info.mandaat}" if info.mandaat else "", only) if part),
        )

    def _on_key(self, row_id: int, name: str) -> None:
        if name == "Space":
            self.cycle(row_id)
        elif name == "A":
            self.next_punt(row_id)
        elif name == "B":
            self.confirm()
        elif name == "I":
            self.everyone()
        else:
            self._change(lambda: self._tafel.sessie.presenties.remove(row_id))

    def _change(self, act: Callable[[], Gevolg], said: str = "") -> None:
        """Do something with the list, and say what that did to besluiten."""
        done: list[Gevolg] = []
        if self._tafel.attempt(lambda: done.append(act()), self):
            words = " ".join(part for part in (said, told(done[0])) if part)
            announce(self.list, words)
            place = find_message_place(self)
            if told(done[0]) and place is not None:
                place.show_message(told(done[0]), Tone.LET_OP)

    def confirm(self) -> None:
        """Make the besluiten definitief whose mandaat is at the table by now."""
        if self._dossier is not None and to_confirm(self._dossier):
            zitting_id = self._dossier.id
            self._tafel.attempt(lambda: self._tafel.sessie.besluiten.bevestig_met_mandaat(zitting_id), self)
            self.list.setFocus()

    def _punten(self) -> tuple[PuntDossier, ...]:
        return self._dossier.punten if self._dossier is not None else ()

    def next_punt(self, row_id: int) -> None:
        """Let someone come for the next item only, after the last one for the whole zitting again."""
        info = next((a for a in self._dossier.aanwezigen if a.id == row_id), None) if self._dossier else None
        if info is None:
            return
        choices: list[int | None] = [None, *(p.id for p in self._punten())]
        place = choices.index(info.punt_id) if info.punt_id in choices else 0
        chosen = choices[(place + 1) % len(choices)]
        self._change(lambda: self._tafel.sessie.presenties.alleen_bij(row_id, chosen))

    def cycle(self, row_id: int) -> None:
        """Give someone the next presentie."""
        info = next((a for a in self._dossier.aanwezigen if a.id == row_id), None) if self._dossier else None
        if info is None:
            return
        order = [code.code for code in self._tafel.codes("presentie")]
        place = order.index(info.presentie) if info.presentie in order else -1
        following = order[(place + 1) % len(order)]
        said = f"{self.shown_as(info.naam)}: {self._tafel.label('presentie', following)}."
        self._change(lambda: self._tafel.sessie.presenties.zet(row_id, following), said)

    def everyone(self) -> None:
        """Say that everyone of whom it is not known yet is there."""
        if self._dossier is not None:
            zitting_id, act = self._dossier.id, self._tafel.sessie.presenties.iedereen_aanwezig
            self._change(lambda: act(zitting_id), "Iedereen die nog niet bekend was, is op aanwezig gezet.")

    def _on_completed(self, text: str) -> None:
        persoon = self._personen.get(text)
        if persoon is not None:
            self.entry.form.set_value("rol", persoon.rol)

    def _add(self, values: dict[str, object]) -> None:
        if self._dossier is None:
            return
        zitting_id, naam, rol = self._dossier.id, str(values["naam"]), str(values["rol"])
        persoon = self._find(naam)
        if persoon is None and naam and not rol:
            self.entry.refuse("rol", "Kies de rol aan tafel.")
            return
        service = self._tafel.sessie.presenties
        if persoon is not None:
            done = self._tafel.attempt(
                lambda: service.add(zitting_id, persoon_id=persoon.id, rol=rol), self, self.entry.form
            )
        else:
            done = self._tafel.attempt(lambda: service.add(zitting_id, naam=naam, rol=rol), self, self.entry.form)
        if done:
            self.entry.done()
            self.naam.setFocus()

    def _find(self, text: str) -> PersoonInfo | None:
        """The professional that was meant: the line of the list, or a name that only one of them has."""
        if text in self._personen:
            return self._personen[text]
        same = [p for p in self._personen.values() if p.naam.casefold() == text.casefold()]
        return same[0] if len(same) == 1 else None

    def _invite_previous(self) -> None:
        """Invite the professionals of the last zitting of this table."""
        if self._dossier is None:
            return
        zitting_id, service = self._dossier.id, self._tafel.sessie.zittingen
        earlier = [z for z in service.all(self._soort) if z.id != zitting_id and z.datum <= self._dossier.datum]
        known = service.dossier(earlier[0].id).aanwezigen if earlier else ()
        people = [(a.persoon_id, a.rol) for a in known if a.persoon_id is not None]
        if not people:
            self._count.setText("Er is geen eerdere zitting om mensen uit over te nemen.")
            return

        def invite() -> None:
            for persoon_id, rol in people:
                self._tafel.sessie.presenties.add(zitting_id, persoon_id=persoon_id, rol=rol)

        self._tafel.attempt(invite, self)
        self.list.setFocus()
