"""Bijlagen of a casus: kept inside the kluis, looked at in the window, or for a while in another program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from expertteam_app.domain.bijlage import MB, Tonen, checked_size, size_in_words
from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.errors import EnvironmentProblem, ExpertteamError
from expertteam_app.exchange.bestand import read_file
from expertteam_app.services.bijlagen import BijlageInfo
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.bestandskeuze import ask_files, ask_place
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_bijlage_beeld import BijlageBeeld
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_rijen import RijenTab, Woorden
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.flow import FlowLayout

LOOK_EVERY = 60_000
"""Milliseconds between looks whether a copy for another program must go."""
STAND = 6
"""Place of the column that says what was thrown away; it is shown where there is something to say."""


class BijlagenTab(RijenTab[BijlageInfo]):
    """The bijlagen. Enter shows one, F2 changes its name, Delete puts it in the prullenbak, where it can come back."""

    title = "Bijlagen"
    woorden = Woorden(
        "Bijlagen",
        "Bijlage toevoegen",
        "Weggooien",
        "Nog geen bijlagen. Een bijlage wordt in de kluis bewaard; het bestand op de schijf blijft staan zoals het is.",
    )

    def __init__(self, sessie: Sessie) -> None:
        col = Column[BijlageInfo]
        columns = (
            col("naam", "Naam", lambda b: b.naam, width=34),
            col("soort", "Soort", lambda b: b.soort.naam, width=18),
            col("grootte", "Grootte", lambda b: size_in_words(b.grootte), width=9),
            col("toegevoegd", "Toegevoegd", lambda b: dag_cijfers(b.toegevoegd_op), width=11),
            col("door", "Door", lambda b: b.toegevoegd_door, width=14),
            col("toelichting", "Toelichting", lambda b: b.toelichting, width=26),
            col("stand", "Stand", _stand, lambda b: Tone.LET_OP if b.weggegooid_op else None, width=20),
        )
        super().__init__(sessie, columns, lambda b: b.id)
        self._all: tuple[BijlageInfo, ...] = ()
        self.show_button = button("Tonen", self._with_current(self.show_bijlage), "eye", "Enter", "stil")
        self.change_button = button("Naam of toelichting", self._with_current(self.change), "pencil", "F2", "stil")
        self.copy_button = button("Kopie buiten de kluis", self._with_current(self.ask_copy), "download", "", "stil")
        self.back_button = button("Terugzetten", self._with_current(self.restore), "undo-2", "", "stil")
        acts = QWidget()
        flow = FlowLayout(acts, TOKENS.s)
        for each in (
            self.add_button,
            self.show_button,
            self.change_button,
            self.copy_button,
            self.remove_button,
            self.back_button,
        ):
            flow.addWidget(each)
        self.body.insertWidget(0, acts)
        self.bin = QCheckBox("Ook de prullenbak")
        self.bin.toggled.connect(lambda _on: self._show_rows())
        self.beeld = BijlageBeeld()
        self.beeld.hide()
        self.body.insertWidget(self.body.indexOf(self.table), self.bin)
        self.body.insertWidget(self.body.indexOf(self.table) + 1, self.beeld)
        self.table.opened.connect(self.show_bijlage)
        self.table.on_key(Qt.Key.Key_F2, self.change)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._fit_buttons())
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._expire)

    def _with_current(self, act: object) -> partial[None]:
        return partial(self._run_current, act)

    def _run_current(self, act: object) -> None:
        if self.table.current_id is not None and callable(act):
            act(self.table.current_id)

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the bijlagen of a casus."""
        if other:
            self.plek.drop()
            self._close_view()
        self._all = self.sessie.bijlagen.of(dossier.id)
        self.counted.emit(sum(b.weggegooid_op is None for b in self._all))
        self._show_rows()

    def _show_rows(self) -> None:
        shown: Sequence[BijlageInfo] = [b for b in self._all if self.bin.isChecked() or b.weggegooid_op is None]
        self.table.setColumnHidden(STAND, not any(b.weggegooid_op for b in shown))
        self.table.set_rows(shown)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.bin.setVisible(any(b.weggegooid_op for b in self._all))
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        current = self._current()
        kept = current is not None and current.weggegooid_op is None
        self.show_button.setEnabled(current is not None)
        self.change_button.setEnabled(kept and self.may_write)
        self.copy_button.setEnabled(kept and self.may_write)
        self.remove_button.setEnabled(kept and self.may_write)
        self.back_button.setVisible(current is not None and not kept and self.may_write)

    def _current(self) -> BijlageInfo | None:
        return next((b for b in self._all if b.id == self.table.current_id), None)

    # -- adding ----------------------------------------------------------------------------------------------------

    def insert(self) -> None:
        """Choose files to keep in the kluis."""
        if self.dossier is None or not self.may_write:
            return
        ask_files(self, "Kies een of meer bestanden voor bij deze casus", self.add_files, many=True)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Keep files in the kluis; what is refused is said, the others go in."""
        dossier = self.dossier
        if dossier is None:
            return
        for path in paths:
            if not attempt(self, partial(self._add_file, dossier.id, path)):
                break

    def _add_file(self, casus_id: int, path: Path) -> None:
        try:
            most = self.sessie.bijlagen.most_mb()
            checked_size(path.stat().st_size, most)
            content = read_file(path, most * MB)
        except OSError as error:
            raise EnvironmentProblem(
                "Dit bestand kan niet worden gelezen.", "Sluit het elders, of kopieer het."
            ) from error
        if content is None:
            raise EnvironmentProblem("Dit bestand verandert nog.", "Wacht tot het klaar is, of kopieer het.")
        self.sessie.bijlagen.add(casus_id, path.name, content)

    # -- looking ---------------------------------------------------------------------------------------------------

    def show_bijlage(self, bijlage_id: int) -> None:
        """Show a picture or text in the window; offer another program for the rest."""
        bijlage = self.table.row(bijlage_id)
        if bijlage.soort.tonen is Tonen.NIET:
            self.ask_elsewhere(bijlage_id)
            return
        self.plek.drop()
        try:
            self.beeld.show()
            self.beeld.show_content(bijlage, self.sessie.bijlagen.content(bijlage_id))
        except ExpertteamError as error:
            self._close_view()
            show_error(self, error)
            self.ask_elsewhere(bijlage_id)

    def ask_elsewhere(self, bijlage_id: int) -> None:
        """Say what opening in another program means, and do it when that is wanted."""
        minutes = self.sessie.bijlagen.view_minutes()
        card = Invoer("Openen in een ander programma?", "Ja, openen", lambda _v: self._open_elsewhere(bijlage_id))
        card.set_note(
            "Er komt een kopie op deze computer die alleen u kunt lezen. Zij wordt gewist bij vergrendelen of sluiten, "
            f"en anders na {aantal(minutes, 'minuut', 'minuten')}. Wat u daar wijzigt, komt niet in de kluis."
        )
        self._close_view()
        self.open_card(card, again=False)

    def _open_elsewhere(self, bijlage_id: int) -> None:
        path = self.sessie.bijlagen.view_elsewhere(bijlage_id)
        self._timer.start()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.sessie.bijlagen.wipe_views()
            raise EnvironmentProblem(
                "Er is op deze computer geen programma voor dit soort bestand.", "Vraag de beheerder van de computer."
            )

    def _expire(self) -> None:
        self.sessie.bijlagen.expire_views(60.0 * self.sessie.bijlagen.view_minutes())

    def _close_view(self) -> None:
        self.beeld.hide()
        self.beeld.forget()

    # -- changing --------------------------------------------------------------------------------------------------

    def change(self, bijlage_id: int) -> None:
        """Open the card that changes the name or the toelichting."""
        bijlage = self.table.row(bijlage_id)
        if not self.may_write or bijlage.weggegooid_op is not None:
            return
        card = Invoer("Bijlage wijzigen", "Wijzigen", lambda v: self._store(bijlage, v))
        card.add("naam", "Naam", QLineEdit(), required=True)
        card.add("toelichting", "Toelichting", QLineEdit(), wide=True)
        for key in ("naam", "toelichting"):
            card.form.set_value(key, getattr(bijlage, key))
        self.open_card(card, again=False)

    def _store(self, bijlage: BijlageInfo, values: Mapping[str, object]) -> None:
        for field in ("naam", "toelichting"):
            if values[field] != getattr(bijlage, field):
                self.sessie.bijlagen.change(bijlage.id, field, str(values[field]))

    def ask_remove(self) -> None:
        """Ask in place whether the current bijlage goes into the prullenbak."""
        bijlage = self._current()
        if bijlage is None or not self.may_write or bijlage.weggegooid_op is not None:
            return
        card = Invoer("Bijlage weggooien?", "Ja, weggooien", lambda _v: self.sessie.bijlagen.throw_away(bijlage.id))
        card.set_note(f"{bijlage.naam} gaat naar de prullenbak van deze casus. U kunt haar daar weer uithalen.")
        self._close_view()
        self.open_card(card, again=False)

    def restore(self, bijlage_id: int) -> None:
        """Take a bijlage out of the prullenbak."""
        attempt(self, lambda: self.sessie.bijlagen.restore(bijlage_id))

    def ask_copy(self, bijlage_id: int) -> None:
        """Warn what a copy outside the kluis means, then ask where it goes."""
        card = Invoer("Kopie buiten de kluis opslaan?", "Kies een plek", lambda _v: self._choose_place(bijlage_id))
        card.set_note(
            "Een kopie buiten de kluis is niet versleuteld en wordt niet gewist. Wie bij die plek kan, kan haar lezen. "
            "Gooi haar zelf weg als u klaar bent."
        )
        self.open_card(card, again=False)

    def _choose_place(self, bijlage_id: int) -> None:
        def save(place: Path) -> None:
            attempt(self, lambda: self.sessie.bijlagen.save_copy(bijlage_id, place))

        ask_place(self, "Waar komt de kopie?", self.table.row(bijlage_id).naam, save)


def _stand(bijlage: BijlageInfo) -> str:
    return f"weggegooid {dag_cijfers(bijlage.weggegooid_op)}" if bijlage.weggegooid_op else ""
