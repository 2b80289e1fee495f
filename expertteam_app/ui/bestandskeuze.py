"""Choosing files and places on the disk, in Dutch, and the one warning before something leaves the kluis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

UNPROTECTED = (
    "Dit bestand komt buiten de kluis te staan en is dan niet meer versleuteld: iedereen die erbij kan, kan het lezen."
)

_LABELS = {
    QFileDialog.DialogLabel.LookIn: "Map:",
    QFileDialog.DialogLabel.FileName: "Bestandsnaam:",
    QFileDialog.DialogLabel.FileType: "Soort bestand:",
}
"""Words that Qt's own Dutch translation leaves in English."""
_LAST = "expertteam_laatste_map"
"""Property of the application: the folder that was chosen last, until the program ends."""


def _start_folder() -> Path:
    app = QApplication.instance()
    kept = app.property(_LAST) if app is not None else None
    return Path(kept) if isinstance(kept, str) and kept and Path(kept).is_dir() else Path.home()


def _remember(folder: Path) -> None:
    app = QApplication.instance()
    if app is not None:
        app.setProperty(_LAST, str(folder))


def _forget_places() -> None:
    """Take away which folders Qt remembers from its dialogs for every program: a folder may bear a name."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    for key in ("history", "lastVisited"):
        settings.remove(f"FileDialog/{key}")
    settings.sync()


def file_dialog(parent: QWidget, title: str, start: str = "", kinds: str = "") -> QFileDialog:
    """A dialog about files that goes when it is closed; it begins where the one before it ended.

    Args:
        parent: in whose window it is asked.
        title: what is asked.
        start: where it begins; empty: in the folder that was chosen last.
        kinds: such as ``PDF (*.pdf)``, empty shows all.
    """
    dialog = QFileDialog(parent, title, start or str(_start_folder()), kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.destroyed.connect(_forget_places)  # Qt writes them while it takes the dialog down
    for part, text in _LABELS.items():
        dialog.setLabelText(part, text)
    return dialog


def ask_place(parent: QWidget, title: str, name: str, chosen: Callable[[Path], object], kinds: str = "") -> None:
    """Ask where a file with this name must come; an ending that is left out is that of `name`."""
    dialog = file_dialog(parent, title, kinds=kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix)
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda place: _remember(Path(place).parent))
    dialog.fileSelected.connect(lambda place: chosen(Path(place)))
    dialog.open()


def ask_files(
    parent: QWidget, title: str, chosen: Callable[[Sequence[Path]], object], kinds: str = "", *, many: bool = False
) -> None:
    """Ask for a file, or with `many` for one or more."""
    dialog = file_dialog(parent, title, kinds=kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)
    dialog.filesSelected.connect(lambda names: _remember(Path(names[0]).parent))
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    dialog.open()


def ask_folder(parent: QWidget, title: str, chosen: Callable[[Path], object], start: str = "") -> None:
    """Ask for a folder."""
    dialog = file_dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda folder: _remember(Path(folder)))
    dialog.fileSelected.connect(lambda folder: chosen(Path(folder)))
    dialog.open()


class BuitenKluis(QObject):
    """Asks where a PDF must come; the first time it is said that the kluis does not protect it there.

    Args:
        parent: in whose window it is asked.
        what: what leaves the kluis, such as ``Verslag``.
    """

    def __init__(self, parent: QWidget, what: str) -> None:
        super().__init__(parent)
        self._parent = parent
        self._what = what
        self._warned = False

    def ask(self, name: str, chosen: Callable[[Path], object]) -> None:
        """Ask the place for a file with this name."""
        if self._warned:
            self._ask_place(name, chosen)
            return
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            "Expertteam",
            f"{self._what} buiten de kluis opslaan?",
            parent=self._parent.window(),
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setInformativeText(UNPROTECTED)
        box.setEscapeButton(box.addButton("Annuleren", QMessageBox.ButtonRole.RejectRole))
        go_on = box.addButton("Kies een plek", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(go_on)
        box.accepted.connect(lambda: self._accept(name, chosen))
        box.open()

    def _accept(self, name: str, chosen: Callable[[Path], object]) -> None:
        self._warned = True
        self._ask_place(name, chosen)

    def _ask_place(self, name: str, chosen: Callable[[Path], object]) -> None:
        ask_place(self._parent.window(), f"{self._what} opslaan als PDF", name, chosen, "PDF (*.pdf)")
