"""The handleiding in a window of its own, beside the work: chapters, search, and all of it as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from expertteam_app.domain.handleiding import Hoofdstuk, Vondst, chapter_for, search
from expertteam_app.ui.bestandskeuze import ask_place
from expertteam_app.ui.handleiding_pdf import write_pdf
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.fields import add_clear_button
from expertteam_app.ui.widgets.labels import announce, label

TITEL = "Handleiding"
DIRECTLY = 150
"""Milliseconds after the last key or the last change of width before it is answered."""


class Lezer(QTextBrowser):
    """One chapter. Pictures are as wide as the room allows; links go to other chapters and nowhere else."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._shown: Hoofdstuk | None = None
        self.setOpenLinks(False)
        self.document().setDocumentMargin(TOKENS.l)
        self.setAccessibleName("Tekst van de handleiding")
        # a bar that comes later would make the room narrower than the pictures that were made for it
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._wider = QTimer(self, interval=DIRECTLY, singleShot=True)
        self._wider.timeout.connect(self._again)

    def show_chapter(self, hoofdstuk: Hoofdstuk) -> None:
        """Show a chapter from its beginning."""
        self._shown = hoofdstuk
        self.setMarkdown(f"# {hoofdstuk.titel}\n\n{hoofdstuk.tekst}")
        self.verticalScrollBar().setValue(0)

    def _again(self) -> None:
        if self._shown is not None:
            bar = self.verticalScrollBar()
            share = bar.value() / max(1, bar.maximum())
            self.setMarkdown(f"# {self._shown.titel}\n\n{self._shown.tekst}")
            bar.setValue(round(share * bar.maximum()))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the handleiding; nothing else is ever loaded."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        image = QImage(str(self._folder / "beelden" / Path(QUrl(name).path()).name))
        room = self.viewport().width() - 2 * TOKENS.l
        if image.width() > room > 0:
            image = image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._wider.start()


class HandleidingVenster(QDialog):
    """Chapters on the left, the text on the right. Esc closes it; the window behind it stays usable.

    Args:
        hoofdstukken: all chapters, in order.
        folder: where their pictures stand.
    """

    def __init__(self, hoofdstukken: Sequence[Hoofdstuk], folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITEL)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setModal(False)
        self._all = tuple(hoofdstukken)
        self._folder = folder
        self.search = QLineEdit()
        self.search.setPlaceholderText("Zoek in de handleiding (Ctrl+F)")
        self.search.setAccessibleName("Zoek in de handleiding")
        add_clear_button(self.search)
        self._later = QTimer(self, interval=DIRECTLY, singleShot=True)
        self._later.timeout.connect(self._fill)
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.list = QListWidget()
        self.list.setAccessibleName("Hoofdstukken")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemSelectionChanged.connect(self._show_current)
        self.list.itemActivated.connect(lambda _item: self._read())
        self.count = label("", "klein")
        self.lezer: Lezer = Lezer(folder)
        self.lezer.anchorClicked.connect(lambda url: self.open_chapter(url.path()))
        self.pdf_button = button("Opslaan als PDF", self.ask_pdf, "file-down", role="stil")
        self.close_button = button("Sluiten", self.close, "x", "Esc", "stil")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, TOKENS.s, 0)
        column.setSpacing(TOKENS.s)
        for part in (self.search, self.count, self.list):
            column.addWidget(part)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.lezer)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.pdf_button)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self._splitter, 1)
        layout.addLayout(foot)
        self.finished.connect(lambda _result: self.search.clear())  # what was searched for goes with the window
        self._fill()

    def fit(self, screen: QSize) -> None:
        """As large as reads well, within the screen."""
        em = self.fontMetrics().averageCharWidth()
        self.resize(min(em * 130, screen.width() - 40), min(self.fontMetrics().height() * 40, screen.height() - 80))
        self._splitter.setSizes([em * 34, self.width() - em * 34])

    # -- what is shown -----------------------------------------------------------------------------------------------

    def open_for(self, pagina: str, deel: str = "") -> None:
        """Show the chapter of a page, or of a part of it; the first one where there is none."""
        found = chapter_for(self._all, pagina, deel) or self._all[0]
        self.open_chapter(found.slug)

    def open_chapter(self, slug: str) -> None:
        """Show a chapter; what was searched for goes."""
        self.search.clear()
        self._fill()
        place = next((n for n, h in enumerate(self._all) if h.slug == slug), None)
        if place is not None:
            self.list.setCurrentRow(place)
            self._read()

    def _fill(self) -> None:
        self._later.stop()
        typed = self.search.text().strip()
        found = search(self._all, typed) if typed else [Vondst(h, "") for h in self._all]
        kept = self.current.slug if self.current is not None else ""
        self.list.clear()
        for vondst in found:
            text = f"{vondst.hoofdstuk.titel}\n{vondst.fragment}" if vondst.fragment else vondst.hoofdstuk.titel
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, vondst.hoofdstuk.slug)
            self.list.addItem(item)
        told = "" if not typed else f"{len(found)} van {len(self._all)} hoofdstukken" if found else "Niets gevonden."
        self.count.setText(told)
        self.count.setVisible(bool(told))
        if told:
            announce(self.count, told)
        slugs = [v.hoofdstuk.slug for v in found]
        self.list.setCurrentRow(slugs.index(kept) if kept in slugs else 0)

    @property
    def current(self) -> Hoofdstuk | None:
        """The chapter on the screen."""
        chosen = self.list.selectedItems()
        slug = chosen[0].data(Qt.ItemDataRole.UserRole) if chosen else None
        return next((h for h in self._all if h.slug == slug), None)

    def _read(self) -> None:
        self.lezer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_current(self) -> None:
        if self.current is not None:
            self.lezer.show_chapter(self.current)

    # -- paper ---------------------------------------------------------------------------------------------------------

    def ask_pdf(self) -> None:
        """Ask where the whole handleiding comes as PDF; it holds no data of anyone."""
        ask_place(self, "Handleiding opslaan", "Handleiding Expertteam.pdf", self.save_pdf, "PDF (*.pdf)")

    def save_pdf(self, path: Path) -> None:
        """Write the whole handleiding; what the disk refuses is told under the list."""
        told = (
            f"Opgeslagen: {path.name}."
            if write_pdf(self._all, self._folder, path)
            else ("Opslaan lukt hier niet. Kies een andere map, of kijk of de schijf vol is.")
        )
        self.count.setText(told)
        self.count.setVisible(True)
        announce(self.count, told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F searches; Enter in the search field goes to what was found; F1 closes what F1 opened."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() == Qt.Key.Key_F:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            self._fill()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_F1:
            self.close()
        else:
            super().keyPressEvent(event)
