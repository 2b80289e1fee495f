"""A part of the dossier of then as a card to read, with what is different today marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from expertteam_app.ui.pages.casus_toen_regel import ToenRegel
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.labels import heading, hint, label
from expertteam_app.ui.widgets.status import StatusPill

LABEL_CHARACTERS = 26
NOTHING = "Hier was nog niets vastgelegd."


class ToenKaart(Card):
    """One part. It takes the focus, so that Tab goes from part to part and a screen reader reads it whole."""

    def __init__(self, deel: str) -> None:
        super().__init__()
        self.deel = deel
        self.lines: tuple[ToenRegel, ...] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(deel)
        self.pill = StatusPill("", Tone.LET_OP)
        top = row_of(heading(deel), self.pill)
        top.setStretch(0, 1)
        self.body.addLayout(top)
        self._content = QWidget()
        self.add(self._content)

    def show_lines(self, lines: Sequence[ToenRegel]) -> None:
        """Show other lines; does nothing when they are the same."""
        shown = tuple(lines)
        if shown == self.lines:
            return
        self.lines = shown
        different = sum(bool(line.nu) for line in shown)
        self.pill.set_status(f"{different} nu anders", Tone.LET_OP)
        self.pill.updateGeometry()
        self.pill.setVisible(bool(different))
        self.setAccessibleDescription(". ".join(line.in_words for line in shown) or NOTHING)
        self._renew(shown)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size asks another width for the labels."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.lines is not None:
            self._renew(self.lines)

    def _renew(self, shown: Sequence[ToenRegel]) -> None:
        fresh = QWidget()
        self._lay_out(fresh, shown)
        self.body.replaceWidget(self._content, fresh)
        self._content.hide()
        self._content.deleteLater()
        self._content = fresh
        fresh.show()

    def _lay_out(self, holder: QWidget, lines: Sequence[ToenRegel]) -> None:
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(TOKENS.m)
        grid.setVerticalSpacing(TOKENS.s)
        grid.setColumnStretch(1, 1)
        width = self.fontMetrics().averageCharWidth() * LABEL_CHARACTERS
        top = Qt.AlignmentFlag.AlignTop
        for number, line in enumerate(lines):
            what = label(line.wat, "veld", wrap=True)
            what.setFixedWidth(width)
            grid.addWidget(what, number, 0, top)
            grid.addWidget(_words(line), number, 1, top)
        if not lines:
            grid.addWidget(hint(NOTHING), 0, 0, 1, 2)


def _words(line: ToenRegel) -> QWidget:
    """What a line said, and under it what it says now."""
    then = hint("stond er nog niet") if line.later else label(line.tekst or "leeg", wrap=True)
    if not line.nu:
        return then
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(TOKENS.xs)
    layout.addWidget(then)
    now = label(line.nu, wrap=True)
    pill = StatusPill("nu", Tone.LET_OP)
    row = row_of()
    row.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(now, 1)
    layout.addLayout(row)
    return holder


def count_words(different: int) -> str:
    """How many lines are different now, in words."""
    return aantal(different, "regel is", "regels zijn") if different else "niets is"
