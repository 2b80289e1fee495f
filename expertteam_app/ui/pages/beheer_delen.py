"""What the parts of Beheer share: reading again, and a question in place before something is taken away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_velden import button, scroll
from expertteam_app.ui.pages.cijfer_delen import Deel
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import announce, label, restyle
from expertteam_app.ui.work import Work


class BeheerDeel(Deel):
    """One part of Beheer. Emits `drill` with ids of casussen and what they are called, to list them.

    Emits `page_asked` with the id of another page to go to, and `news_asked` for what each version brought.

    Attributes:
        nouns: the tables whose change shows here.
    """

    nouns: frozenset[str] = frozenset()
    drill = Signal(object, str)
    page_asked = Signal(str)
    news_asked = Signal()

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self.sessie = sessie
        self.work = work

    def lay_out(self) -> QVBoxLayout:
        """The layout of this part: its content scrolls when the room is too low."""
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, TOKENS.s, 0, 0)
        layout.setSpacing(TOKENS.m)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(content))
        return layout

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read again when it shows here."""
        if not nouns or nouns & self.nouns:
            self.load()

    def load(self) -> None:
        """Read everything that is shown."""

    def search_field(self) -> QLineEdit | None:
        """The field that Ctrl+F goes to."""
        return None

    def insert(self) -> None:
        """What the Insert key adds here, where it adds something."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert adds."""
        if event.key() == Qt.Key.Key_Insert:
            self.insert()
            return
        super().keyPressEvent(event)


class Bevestig(QFrame):
    """A question in the page: doing it takes a second press, Esc or "Niet doen" goes back."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("toon", Tone.LET_OP.value)
        self._act: Callable[[], object] = lambda: None
        self._back: QWidget | None = None
        self.text = label("", wrap=True)
        self.yes = button("Doen", self._do, "check")
        self.no = button("Niet doen", self.put_away, "x", "Esc", "stil")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.s)
        layout.addWidget(self.text)
        layout.addLayout(row_of(self.yes, self.no, None))
        self.hide()

    def ask(self, text: str, confirm: str, act: Callable[[], object]) -> None:
        """Ask; the keyboard stands on "Niet doen"."""
        self._back = QApplication.focusWidget()
        self._act = act
        self.text.setText(text)
        self.yes.setText(confirm)
        self.show()
        self.no.setFocus(Qt.FocusReason.TabFocusReason)
        announce(self.no, text)

    def _do(self) -> None:
        self.put_away()
        self._act()

    def put_away(self) -> None:
        """Do nothing."""
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)


class Uitslag(QFrame):
    """What came out of something: a sentence on the surface of its tone, until the next."""

    def __init__(self) -> None:
        super().__init__()
        self._text = label("", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.s)
        layout.addWidget(self._text)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty when it is away."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, tone: Tone) -> None:
        """Say something; nothing puts it away."""
        self._text.setText(text)
        self.setProperty("toon", tone.value)
        restyle(self)
        self.setVisible(bool(text))
        announce(self, text)
