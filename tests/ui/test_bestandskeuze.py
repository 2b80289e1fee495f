"""Qt keeps the folders of its own file dialogs for all programs; after ours none is left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows shows a dialog of its own")

CHOOSE = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from expertteam_app.ui.bestandskeuze import ask_place

app = QApplication([])
window = QWidget()
window.show()
chosen = []
if sys.argv[1] == "ons":
    ask_place(window, "Opslaan", "verslag.pdf", chosen.append)
else:
    plain = QFileDialog(window, "Opslaan", str(Path.home()))
    plain.setAttribute(__import__("PySide6.QtCore").QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    plain.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    plain.fileSelected.connect(lambda place: chosen.append(Path(place)))
    plain.open()

def choose():
    dialog = next(w for w in app.topLevelWidgets() if isinstance(w, QFileDialog))
    dialog.setDirectory(sys.argv[2])
    dialog.selectFile("verslag.pdf")
    dialog.accept()
    dialog.destroyed.connect(lambda: QTimer.singleShot(0, app.quit))
    dialog.close()

QTimer.singleShot(200, choose)
app.exec()
"""


def left_behind(how: str, tmp_path: Path) -> str:
    home = tmp_path / how
    folder = home / "Fien Fictief"
    folder.mkdir(parents=True)
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", CHOOSE, how, str(folder)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return "".join(path.read_text("utf-8", "replace") for path in home.rglob("*") if path.is_file())


def test_no_folder_of_a_dialog_is_remembered(tmp_path: Path) -> None:
    assert "Fictief" in left_behind("gewoon", tmp_path), "else the search proves nothing"
    assert "Fictief" not in left_behind("ons", tmp_path)
