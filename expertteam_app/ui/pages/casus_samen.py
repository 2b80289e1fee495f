"""Doubles in the dossier: which casussen went up in this one, and the card that lets two become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.errors import ExpertteamError, FieldError
from expertteam_app.domain.samenvoegen import Samenvoeging, SamenvoegVoorbeeld
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import Choice, button, column
from expertteam_app.ui.pages.casus_werk import Concept, attempt
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import label

DEZE, ANDERE = "deze", "andere"
_LONG = 60


class SamenStrook(QWidget):
    """A line per casus that went up in this one, with the way back. Hidden where there is none.

    Emits `split` with the id of the casus that stands on its own again.
    """

    split = Signal(int)

    def __init__(self, sessie: Sessie, *, may_write: bool) -> None:
        super().__init__()
        self._sessie = sessie
        self._may_write = may_write
        self._layout = column(self, spacing=TOKENS.xs)
        self._shown: tuple[Samenvoeging, ...] = ()
        self.hide()

    def show_casus(self, casus_id: int) -> None:
        """Show what went up in a casus."""
        found = self._sessie.samenvoegen.in_casus(casus_id)
        if found == self._shown:
            return
        self._shown = found
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for each in found:
            self._layout.addWidget(self._row(each))
        self.setVisible(bool(found))

    def _row(self, each: Samenvoeging) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, TOKENS.s)
        flow.addWidget(
            label(f"{each.nummer} ging op {dag_cijfers(each.datum)} op in deze casus: {each.reden}", "klein")
        )
        if self._may_write:
            back = button("Splitsen", partial(self._split, each.id), "undo-2", role="stil")
            back.setAccessibleName(f"{each.nummer} weer splitsen")
            flow.addWidget(back)
        return row

    def _split(self, samenvoeging_id: int) -> None:
        found: list[int] = []
        if attempt(self, lambda: found.append(self._sessie.samenvoegen.splits(samenvoeging_id))):
            self.split.emit(found[0])


class SamenKaart(Invoer):
    """Chooses the double, shows what will happen and does it. Emits `casus_requested` with the casus that stays."""

    casus_requested = Signal(int)

    def __init__(self, sessie: Sessie, dossier: CasusDossier) -> None:
        concept = Concept(sessie.concepten, f"casus-{dossier.id}-samenvoegen")
        super().__init__("Samenvoegen met een andere casus", "Samenvoegen", self._merge, concept)
        self._sessie = sessie
        self._dossier = dossier
        found = sessie.samenvoegen.kandidaten(dossier.id)
        self._numbers = {d.casus_id: d.nummer for d in found}
        first = "Kies een casus die erop lijkt" if found else "Geen casus lijkt hierop; typ het nummer"
        self._choice = Choice(((d.casus_id, f"{d.nummer} {d.naam} ({', '.join(d.redenen)})") for d in found), first)
        self._number = QLineEdit()
        self._number.setPlaceholderText("RET-2026-014")
        self._stays = Choice(((DEZE, f"{dossier.nummer} blijft"), (ANDERE, "de andere casus blijft")))
        self.add("met", "Lijkt op", self._choice, wide=True)
        self.add("nummer", "Of het nummer", self._number)
        self.add("blijft", "Welke casus blijft?", self._stays)
        self.add("reden", "Waarom is dit dezelfde casus?", QLineEdit(), required=True, wide=True)
        self._choice.currentIndexChanged.connect(self._preview)
        self._stays.currentIndexChanged.connect(self._preview)
        self._number.editingFinished.connect(self._preview)
        self.set_note("Kies eerst de andere casus. U ziet dan wat er gebeurt; splitsen kan later altijd.")

    def _pair(self) -> tuple[int, int]:
        """The casus that stays and the one that goes up in it.

        Raises:
            FieldError: no other casus was chosen, or there is none with that number.
        """
        typed = self._number.text().strip()
        other = self._sessie.samenvoegen.nummer(typed) if typed else self._choice.currentData()
        if not isinstance(other, int):
            if typed:
                raise FieldError("nummer", "Er is geen casus met dit nummer.", "Controleer het nummer in de lijst.")
            raise FieldError("met", "Kies de andere casus, of typ het nummer ervan.")
        mine = self._dossier.id
        return (other, mine) if self._stays.currentData() == ANDERE else (mine, other)

    def _preview(self, *_changed: object) -> None:
        try:
            found = self._sessie.samenvoegen.voorbeeld(*self._pair())
        except ExpertteamError as problem:
            self.set_note(str(problem))
        else:
            self.set_note("\n".join(preview_lines(found)))

    def _merge(self, values: Mapping[str, object]) -> None:
        stays, goes = self._pair()
        self._sessie.samenvoegen.voeg_samen(stays, goes, str(values["reden"]))
        self.casus_requested.emit(stays)


def preview_lines(found: SamenvoegVoorbeeld) -> Sequence[str]:
    """What merging would do, in words."""
    moved = ", ".join(f"{number} {word}" for word, number in found.aantallen)
    lines = [*found.let_op, f"{found.gaat_op.nummer} ({found.gaat_op.naam}) gaat op in {found.blijft.nummer}."]
    lines.append(f"Mee verhuizen: {moved}." if moved else "Er hangt niets aan dat mee moet verhuizen.")
    lines += [f"{v.label} wordt: {_short(v.straks)}" for v in found.velden]
    lines.append("De tijdlijn komt erbij als overgenomen gebeurtenissen. Splitsen brengt alles terug.")
    return lines


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONG else f"{flat[:_LONG].rstrip()}…"
