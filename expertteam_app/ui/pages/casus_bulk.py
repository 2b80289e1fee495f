"""Changing the selected casussen at once: a card with what becomes of each, before anything is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QTableWidget, QTableWidgetItem, QToolButton, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.bulk import HANDELINGEN, VELDEN, BulkVoorstel, Wijziging
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.icons import icon
from expertteam_app.ui.latest import Latest
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import Choice, code_choice, coming_date, past_date
from expertteam_app.ui.pages.casus_woorden import SOORTEN_VRAAG
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.widgets.labels import announce
from expertteam_app.ui.work import Job, Work

KOPPEN = ("Casus", "Nu", "Wordt", "Kan niet, want")
PREVIEW_DELAY = 200
PREVIEW_LINES = 4
"""Lines of the preview that are always in sight; where there is room there are more."""


class BulkKaart(Invoer):
    """Asks what the selected casussen get and shows line by line what becomes of them.

    Args:
        sessie: the open kluis.
        runners: for the preview, and for the change itself, whose jobs the strip shows and can stop.
        ids: the selected casussen.
        soort: what is changed: a key of `VELDEN` or `HANDELINGEN`.
        changed: told of what was done; lives longer than the card.
    """

    def __init__(
        self,
        sessie: Sessie,
        runners: tuple[Work, Work],
        ids: Sequence[int],
        soort: str,
        changed: Callable[[BulkVoorstel], object],
    ) -> None:
        name = {**VELDEN, **HANDELINGEN}[soort]
        super().__init__(f"{name}: {aantal(len(ids), 'casus', 'casussen')}", "Wijzigen", self._begin)
        self._sessie = sessie
        reading, self._work = runners
        self._changed = changed
        self._ids = tuple(ids)
        self._soort = soort
        self._latest = Latest(reading, self, self._show, PREVIEW_DELAY)
        self.table = QTableWidget(0, len(KOPPEN))
        self.table.setAccessibleName("Wat er met elke casus gebeurt")
        self.table.setHorizontalHeaderLabels(list(KOPPEN))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.hide()
        self._add_fields()
        self.add_below(self.table)
        self._layout.setStretchFactor(self.table, 1)
        self._layout.addStretch()
        self.form.committed.connect(lambda *_: self.preview())
        self.confirm_button.setEnabled(False)
        self.preview()

    def _add_fields(self) -> None:
        today = self._sessie.context.vandaag
        if self._soort == "soort_vraag":
            self.add("waarde", VELDEN[self._soort], Choice((v, v) for v in SOORTEN_VRAAG))
        elif self._soort in VELDEN:
            self.add("waarde", VELDEN[self._soort], QLineEdit(), "Leeg maakt dit veld leeg.")
        elif self._soort == "actie":
            self.add("waarde", "Wat moet er gebeuren?", QLineEdit(), required=True, wide=True)
            self.add("eigenaar", "Wie", QLineEdit())
            self.add("datum", "Uiterlijk", coming_date(today))
        elif self._soort == "agenda":
            self.add("zitting", "Zitting van het RET", Choice(self._zittingen()), required=True)
        else:
            if self._soort == "pauzeren":
                self.add("waarde", "Reden", code_choice(self._sessie.lists["pauzeredenen"]), required=True)
                self.add("toelichting", "Toelichting", QLineEdit(), "Nodig bij de reden Anders.")
            day = past_date(today)
            day.set_value(today())
            self.add("datum", "Vanaf" if self._soort == "pauzeren" else "Hervat op", day)

    def _zittingen(self) -> list[tuple[object, str]]:
        coming = [z for z in self._sessie.zittingen.all(ZittingSoort.RET) if not z.status.vast]
        return [(z.id, f"{z.nummer} · {dag_cijfers(z.datum)}") for z in sorted(coming, key=lambda z: z.datum)]

    def _wijziging(self, values: Mapping[str, object]) -> Wijziging:
        day, zitting = values.get("datum"), values.get("zitting")
        return Wijziging(
            self._soort,
            str(values.get("waarde") or ""),
            str(values.get("eigenaar") or ""),
            day if isinstance(day, date) else None,
            str(values.get("toelichting") or ""),
            zitting if isinstance(zitting, int) else None,
        )

    # -- before and after -----------------------------------------------------------------------------------------

    def preview(self) -> None:
        """Look again what would become of each casus, beside the window."""
        wijziging, ids = self._wijziging(self.form.values()), self._ids

        def look() -> object:
            try:
                return self._sessie.bulk.voorstel(ids, wijziging)
            except ExpertteamError as refusal:
                return refusal

        self._latest.ask(look)

    def _show(self, answer: object) -> None:
        self.table.setVisible(isinstance(answer, BulkVoorstel))
        if not isinstance(answer, BulkVoorstel):
            self.confirm_button.setEnabled(False)
            self.set_note(str(answer))
            return
        self.table.setRowCount(len(answer.regels))
        for row, line in enumerate(answer.regels):
            cells = (f"{line.nummer} · {line.naam}", line.oud or "leeg", line.nieuw or "leeg", "")
            cells = (cells[0], "", "", line.reden) if line.reden else cells
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        left = self.table.viewport().width() - self.table.horizontalHeader().length()
        last = len(KOPPEN) - 1
        self.table.setColumnWidth(last, self.table.columnWidth(last) + max(0, left))  # measuring took the stretch away
        lines = min(PREVIEW_LINES, len(answer.regels)) + 1
        high, edge = self.table.verticalHeader().defaultSectionSize(), 2 * self.table.frameWidth()
        self.table.setMinimumHeight(lines * high + edge)
        self.table.setMaximumHeight((len(answer.regels) + 2) * high + edge)
        refused = len(answer.regels) - answer.kan
        text = f"{aantal(answer.kan, 'casus wordt', 'casussen worden')} gewijzigd."
        self.set_note(f"{text} {refused} niet; de reden staat erachter." if refused else text)
        self.confirm_button.setText(f"{aantal(answer.kan, 'casus', 'casussen')} wijzigen")
        self.confirm_button.setEnabled(answer.kan > 0)
        announce(self.table, self.note.text())

    def _begin(self, values: Mapping[str, object]) -> None:
        wijziging, ids = self._wijziging(values), self._ids
        self._sessie.bulk.voorstel(ids, wijziging)  # what cannot be right is said at its field

        def act(job: Job) -> BulkVoorstel:
            return self._sessie.bulk.voer_uit(ids, wijziging, job.progress)

        self._work.run(act, self._changed, label="Casussen wijzigen")


class BulkKnop(QToolButton):
    """The button "Wijzig selectie" with what can be changed. Emits `chosen` with the key of it."""

    chosen = Signal(str)

    def __init__(self, sessie: Sessie, selected: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selected = selected
        self._may = sessie.actor.can(Right.CASUS_WRITE)
        self.setText("Wijzig selectie")
        self.setIcon(icon("list-checks", beside=True))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip("Wijzig alle gekozen casussen tegelijk (Ctrl+Shift+W). Kies ze met Shift+pijl of Ctrl+A.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        kinds = {**HANDELINGEN, **VELDEN}
        if not sessie.actor.can(Right.ZITTING_WRITE):
            kinds.pop("agenda")
        for key, text in kinds.items():
            shown = f"{text} wijzigen" if key in VELDEN else text
            menu.addAction(f"{shown} …").triggered.connect(partial(self._choose, key))
        self.setMenu(menu)
        self.follow()

    def _choose(self, key: str, *_checked: bool) -> None:
        self.chosen.emit(key)

    def follow(self) -> None:
        """It can be used while casussen are selected."""
        count = self._selected()
        self.setEnabled(self._may and count > 0)
        self.setText(f"Wijzig selectie ({count})" if count > 1 else "Wijzig selectie")
