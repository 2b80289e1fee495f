"""Putting open casussen under a version of the ladder on purpose, several at once, with a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import Cancelled, ExpertteamError, FieldError
from expertteam_app.services.modellen import MOST
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.text import aantal, getal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import announce, heading, label
from expertteam_app.ui.work import Job, Work


class LadderOver(QFrame):
    """Asks how many stand elsewhere, and puts them under the chosen version when there is a reason."""

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self.setProperty("rol", "kaart")
        self._sessie = sessie
        self._work = work
        self._versie = ""
        self._ids: tuple[int, ...] = ()
        self.text = label("", wrap=True)
        self.form = Form()
        self.form.add("reden", "Reden", QLineEdit(), "Komt op de tijdlijn van elke casus.", required=True, wide=True)
        self.go = button("Overzetten", self.move_all, "check", role="primair")
        away = button("Sluiten", self.hide, "x", role="stil")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.m)
        layout.setSpacing(TOKENS.s)
        for part in (heading("Open casussen overzetten"), self.text, self.form):
            layout.addWidget(part)
        layout.addLayout(row_of(self.go, away, None))
        self.hide()

    def start(self, versie: str) -> None:
        """Look which open casussen stand under another version."""
        self._versie = versie
        self.form.set_value("reden", "")
        self._fill((), "Bezig met zoeken…")
        self.show()
        look: Callable[[Job], tuple[int, ...]] = lambda _job: self._sessie.modellen.achter(versie)  # noqa: E731 - short
        self._work.run(look, self._found, self._failed)

    def _found(self, ids: tuple[int, ...]) -> None:
        many = aantal(len(ids), "open casus staat", "open casussen staan")
        text = f"{many} onder een andere versie dan {self._versie}."
        if not ids:
            text = f"Alle open casussen staan al onder versie {self._versie}."
        if len(ids) > MOST:
            text += f" Dit gaat met {getal(MOST)} tegelijk; de oudste komen eerst."
        self._fill(ids, text)
        self.form.row("reden").control.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, ids: tuple[int, ...], text: str) -> None:
        self._ids = ids
        self.text.setText(text)
        announce(self, text)
        self.form.setVisible(bool(ids))
        self.go.setVisible(bool(ids))
        self.go.setEnabled(self._sessie.actor.can(Right.CASUS_WRITE))
        self.go.setText(f"{aantal(min(len(ids), MOST), 'casus', 'casussen')} overzetten")

    def move_all(self) -> None:
        """Put them under the version, beside the window."""
        reason, ids, versie = str(self.form.value("reden")), self._ids[:MOST], self._versie
        if not reason:
            self.form.row("reden").set_error("Schrijf op waarom deze casussen een andere versie krijgen.")
            self.form.row("reden").control.setFocus()
            return
        self.go.setEnabled(False)
        move: Callable[[Job], tuple[int, int]] = lambda _job: self._sessie.modellen.overzetten(ids, versie, reason)  # noqa: E731 - short
        self._work.run(move, self._moved, self._failed, "casussen overzetten")

    def _moved(self, counts: tuple[int, int]) -> None:
        moved, left = counts
        text = f"{aantal(moved, 'casus staat', 'casussen staan')} nu onder versie {self._versie}."
        if left:
            text += (
                f" {aantal(left, 'casus bleef', 'casussen bleven')} staan: hun stap is er niet in deze versie. "
                "Zet die over in de casus zelf, bij Ladder."
            )
        self._fill((), text)

    def _failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(error, Cancelled):
            return
        if isinstance(error, FieldError) and self.form.show_error(error):
            return
        if not isinstance(error, ExpertteamError):
            raise error
        show_error(self, error)
