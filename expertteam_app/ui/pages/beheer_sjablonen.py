"""The texts of letters and lists: the template at the left, how it reads on invented data at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.sjabloon import SjabloonInfo
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Bevestig
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.casus_werk import Concept, attempt
from expertteam_app.ui.pages.zitting_leesvak import Leesvak
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import announce, hint, label
from expertteam_app.ui.work import Work

UITLEG = (
    "Een regel die begint met # is een kop, met - een punt. {veld} zet iets in de tekst; {als veld}…{eind} staat er "
    "alleen als dat veld is ingevuld. Wat u verandert, geldt na Bewaren. De oude tekst blijft bestaan."
)
PAUSE = 400
"""Milliseconds without typing after which the preview follows."""
HIGH = 20
"""Lines of text that are seen at once."""


class SjablonenDeel(BeheerDeel):
    """One template at a time."""

    title = "Sjablonen"
    nouns = frozenset({"sjabloon"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._may = sessie.actor.can(Right.SETTINGS_WRITE)
        self._infos: dict[str, SjabloonInfo] = {}
        self._concept: Concept | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._follow)
        self.choice = Choice()
        self.choice.setMinimumContentsLength(34)
        self.choice.setAccessibleName("Sjabloon")
        self.choice.activated.connect(lambda _n: self._show(force=True))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Tekst van het sjabloon")
        self.text.setReadOnly(not self._may)
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._pause.start)
        self.preview = Leesvak("Voorbeeld met verzonnen gegevens")
        self.fields = Leesvak("Velden")
        self.error = label("", "fout", wrap=True)
        self.state = label("", "klein", wrap=True)
        self.keep_button = button("Bewaren", self.keep, "check", "", "primair")
        self.back_button = button("Meegeleverde tekst terugzetten", self._ask_back, "refresh-cw", "", "stil")
        self.sure = Bevestig()
        self._lay_out()

    def _lay_out(self) -> None:
        high = HIGH * self.fontMetrics().lineSpacing()
        both = QHBoxLayout()
        both.setSpacing(TOKENS.m)
        panes = (("Tekst", self.text, 4), ("Voorbeeld", self.preview, 4), ("Velden", self.fields, 2))
        for words, pane, share in panes:
            pane.setMinimumHeight(high)
            side = QVBoxLayout()
            side.setSpacing(TOKENS.xs)
            side.addWidget(label(words, "veld"))
            side.addWidget(pane, 1)
            both.addLayout(side, share)
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addLayout(row_of(self.choice, self.state, None))
        layout.addWidget(self.error)
        layout.addWidget(self.sure)
        layout.addLayout(both, 1)
        layout.addLayout(row_of(self.keep_button, self.back_button, None))

    @property
    def code(self) -> str:
        """The template on the screen."""
        return str(self.choice.currentData() or "")

    def load(self) -> None:
        """Read the templates; a text one is changing stays."""
        self._infos = {info.code: info for info in self.sessie.sjablonen.alle()}
        if not self.choice.count():
            for info in self._infos.values():
                self.choice.addItem(info.titel, info.code)
            fields = self.sessie.sjablonen.velden()
            self.fields.show_lines(tuple(("tekst", f"{{{f.code}}}  {f.uitleg}") for f in fields))
        self._show(force=not self.text.hasFocus())

    def _show(self, *, force: bool) -> None:
        info = self._infos[self.code]
        own = f"eigen tekst, versie {info.versie}" if info.eigen else "tekst die is meegeleverd"
        self.state.setText(own)
        self.back_button.setEnabled(self._may and info.eigen)
        self.keep_button.setEnabled(self._may)
        if not force:
            return
        self._concept = Concept(self.sessie.concepten, f"sjabloon-{info.code}")
        found = self._concept.restore() if self._may else None
        self.text.setPlainText(str(found[0]["tekst"]) if found is not None else info.tekst)
        if found is not None:
            self.state.setText(f"{own}; concept van {found[1]} hersteld")
        self._follow()

    def _follow(self) -> None:
        """The preview of what stands there now, or where it is wrong."""
        text = self.text.toPlainText()
        self.flush()
        try:
            lines = self.sessie.sjablonen.voorbeeld(self.code, text)
        except ExpertteamError as error:
            self.error.setText(str(error))
            self.error.setVisible(True)
            announce(self.text, str(error))
            return
        self.error.setVisible(False)
        self.preview.show_lines(lines)

    def keep(self) -> None:
        """Keep the text as the next version of the region."""
        try:
            self.sessie.sjablonen.bewaar(self.code, self.text.toPlainText())
        except ExpertteamError as error:
            self.error.setText(str(error))
            self.error.setVisible(True)
            self.text.setFocus()
            if not hasattr(error, "regel"):
                show_error(self, error)
            return
        if self._concept is not None:
            self._concept.clear()
        self.load()

    def _ask_back(self) -> None:
        self.sure.ask(
            "De meegeleverde tekst weer gebruiken? Uw eigen versies blijven bewaard.", "Terugzetten", self._back
        )

    def _back(self) -> None:
        code = self.code
        if attempt(self, lambda: self.sessie.sjablonen.terugzetten(code)):
            if self._concept is not None:
                self._concept.clear()
            self.load()
            self._show(force=True)

    def flush(self) -> None:
        """Keep what is half typed."""
        info = self._infos.get(self.code)
        if self._concept is None or info is None or not self._may:
            return
        if self.text.toPlainText().strip() != info.tekst.strip():
            self._concept.keep({"tekst": self.text.toPlainText()})
        else:
            self._concept.clear()

    def focus_first(self) -> None:
        """The choice of the template."""
        self.choice.setFocus(Qt.FocusReason.TabFocusReason)
