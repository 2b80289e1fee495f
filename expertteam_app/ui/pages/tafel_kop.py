"""Above the live table: which table it is, how long the item took, and what one can do by key or by mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.tafel import PuntDossier, ZittingDossier
from expertteam_app.domain.zitting import PRESENT, ZittingSoort
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.tafel_klok import standing
from expertteam_app.ui.pages.tafel_regels import one_line
from expertteam_app.ui.text import dag_kort
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import announce, label
from expertteam_app.ui.widgets.status import StatusPill


class TafelKop(QWidget):
    """The head of the live table; each button asks for one act."""

    left = Signal()
    presence_asked = Signal()
    fields_asked = Signal()
    step_asked = Signal()
    park_asked = Signal()
    presenting_asked = Signal()
    close_asked = Signal()

    def __init__(self, soort: ZittingSoort) -> None:
        super().__init__()
        self.closing_key = "Ctrl+Shift+Enter" if soort is ZittingSoort.JBT else "Ctrl+Enter"
        self._title = label("", "kop")
        one_line(self._title)
        self.time = StatusPill("", Tone.INFO)
        self.presence_button = button("Aanwezig", self.presence_asked.emit, "users", "F2", "stil")
        self.fields_button = button("Velden", self.fields_asked.emit, "pencil", "F3", "stil")
        self.mask_button = button("Presentatie", self.presenting_asked.emit, "eye-off", "F11", "stil")
        self.park_button = button("P parkeren", self.park_asked.emit, "pause", "P", "stil")
        self.step_button = button("O opschalen", self.step_asked.emit, "chart-column", "O", "stil")
        if soort is ZittingSoort.JBT:
            self.step_button.hide()  # the JBT sets no steps
        self.close_button = button("Tafel sluiten", self.close_asked.emit, "check", self.closing_key, "primair")
        self.back_button = button("Naar de zitting", self.left.emit, "chevron-left", "F4", "stil")
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.time, 0, Qt.AlignmentFlag.AlignTop)
        row = QWidget()
        flow = FlowLayout(row, TOKENS.s)
        middle = (self.presence_button, self.fields_button, self.step_button, self.park_button, self.mask_button)
        for each in (self.back_button, *middle, self.close_button):
            flow.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addLayout(head)
        layout.addWidget(row)

    def show_dossier(self, dossier: ZittingDossier, *, narrow: bool) -> None:
        """Which table this is, in shorter words where there is no room, and how many are there."""
        when = dag_kort(dossier.datum) if narrow else in_woorden(dossier.datum)
        at = dossier.begintijd or dossier.nummer
        self._title.setText(f"{dossier.soort.value}-tafel · {when} · {at}")
        there = sum(a.presentie in PRESENT for a in dossier.aanwezigen)
        self.presence_button.setText(f"Aanwezig {there}/{len(dossier.aanwezigen)}")

    def show_time(self, dossier: ZittingDossier, punt: PuntDossier, seconds: int) -> None:
        """Which item of how many, and its time against what was planned; said aloud once when it runs out."""
        ids = [p.id for p in dossier.punten]
        words, tone = standing(seconds, punt.minuten)
        warned = self.time.tone in {Tone.LET_OP, Tone.FOUT}
        self.time.set_status(f"zaak {ids.index(punt.id) + 1}/{len(ids)} · {words}", tone)
        self.time.updateGeometry()
        if tone is Tone.LET_OP and not warned:
            announce(self.time, f"Bijna tijd: {words}")

    def say_last(self) -> None:
        """There is no next item."""
        announce(self, f"Dit was het laatste punt. {self.closing_key} sluit de tafel.")
        self.time.setToolTip(f"Laatste punt. {self.closing_key} sluit de tafel.")

    def show_presenting(self, *, presenting: bool) -> None:
        """Names are masked, or not; the fields stay away while they are."""
        self.mask_button.setText("Namen tonen" if presenting else "Presentatie")
        self.fields_button.setVisible(not presenting)
