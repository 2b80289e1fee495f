import os
import subprocess
import sys

# More calls of a Qt method without a result than None has references in a fresh process (some 5,000).
PROGRAM = """
from PySide6.QtWidgets import QApplication, QWidget
from expertteam_app.ui.none_guard import keep_none
app = QApplication([])
keep_none()
keep_none()
widget = QWidget()
for _ in range(200_000):
    widget.update()
print("alive")
"""


def test_the_window_lives_through_any_number_of_qt_calls() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "alive"
