"""The steps of the self-test that need a window: it opens on a kluis, shows pages, and locks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from expertteam_app.services.zelftest import Mislukt
from expertteam_app.ui.app import App
from expertteam_app.ui.icons import icon
from expertteam_app.ui.theme import FONT_FAMILY

LONGEST = 60.0
"""Seconds after which a window that is not ready counts as failed."""
PAGES = ("vandaag", "casussen", "bord", "ret", "jbt", "doorlooptijden", "hiaten", "rapporten", "beheer")
ICONS = ("lock", "search", "users", "settings", "shield-check")


def _spin(until: Callable[[], bool], what: str) -> None:
    """Let the window live until something is so.

    Raises:
        Mislukt: it is not so in time.
    """
    loop = QEventLoop()
    tick, stop = QTimer(interval=50), QTimer(interval=int(LONGEST * 1000), singleShot=True)
    tick.timeout.connect(lambda: loop.quit() if until() else None)
    stop.timeout.connect(loop.quit)
    tick.start()
    stop.start()
    if not until():
        loop.exec()
    tick.stop()
    stop.stop()
    if not until():
        raise Mislukt(what)


def looks(app: App) -> str:
    """Fonts, icons and Qt's own Dutch words are there.

    Raises:
        Mislukt: one is missing.
    """
    del app
    if FONT_FAMILY not in QFontDatabase.families():
        raise Mislukt(f"het lettertype {FONT_FAMILY} is niet geladen")
    for name in ICONS:
        if icon(name).pixmap(16, 16).isNull():
            raise Mislukt(f"het pictogram {name} is niet te tekenen")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    words = box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")
    if words != "Annuleren":
        raise Mislukt("de Nederlandse woorden van Qt ontbreken")
    return f"lettertype, {len(ICONS)} pictogrammen en Nederlandse woorden"


def window(app: App, kluis: Path, naam: str, wachtzin: str) -> str:
    """The window opens a kluis, shows every page of the rail, and locks with nothing left in its title.

    Raises:
        Mislukt: something of that does not happen.
    """
    app.frame.show()
    app.deur.unlock(kluis, naam, wachtzin)
    app.door.opened.emit()
    _spin(lambda: not app.frame.locked, "de kluis gaat niet open in het venster")
    for page in PAGES:
        app.frame.open_page(page)
        _spin(lambda: not app.busy, f"de pagina {page} komt niet klaar")
        if app.frame.grab().isNull():
            raise Mislukt(f"de pagina {page} is niet te tekenen")
    app.lock()
    _spin(lambda: app.frame.locked, "het venster vergrendelt niet")
    app.frame.hide()
    return f"{len(PAGES)} pagina's getoond en vergrendeld"


def facts() -> Sequence[str]:
    """What the helpdesk needs of the window: versions and the screen, nothing of the user."""
    screen = QGuiApplication.primaryScreen()
    pixels = screen.size()
    size = f"{pixels.width()}x{pixels.height()}, {screen.logicalDotsPerInch():.0f} dpi"
    style = QApplication.style().objectName() or "eigen stijl"
    return f"Qt {qVersion()}, scherm {size}", f"Beeld: {QGuiApplication.platformName()}, {style}"
