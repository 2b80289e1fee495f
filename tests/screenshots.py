"""Pictures of every page: ``python3 dev.py screenshots [--naar MAP]``.

Every page of the Oefenkluis, in light, dark and high contrast, at 1366x768 and with text at 200%. They are looked at by
people; the three that README shows are kept in ``docs/schermen``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from expertteam_app.bootstrap import Voordeur, make_app
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.oefenkluis import make_practice_kluis
from expertteam_app.services.plaatsen import practice_path
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.casus_detail import PARTS
from expertteam_app.ui.pages.casussen import CasussenPage
from expertteam_app.ui.pages.jbt import JbtPage
from expertteam_app.ui.pages.rapporten import RapportenPage
from expertteam_app.ui.pages.ret import RetPage
from expertteam_app.ui.palette import CommandPalette
from expertteam_app.ui.theme import Mode
from tests import handleiding_beelden

Shown = TypeVar("Shown", bound=Page)
Shot = Callable[[str], None]
ROOT = Path(__file__).resolve().parents[1]

SIZE = (1366, 728)
"""A laptop of 1366x768 with a task bar of 40."""

RAIL = (
    "vandaag",
    "casussen",
    "bord",
    "ret",
    "jbt",
    "doorlooptijden",
    "hiaten",
    "rapporten",
    "beheer",
    "inlezen-ret",
    "terugkijken",
)
SERIES = (
    ("licht", Mode.LIGHT, 0),
    ("donker", Mode.DARK, 0),
    ("contrast", Mode.CONTRAST, 0),
    ("licht-200", Mode.LIGHT, 3),
)
"""Ends the name of a picture, the scheme, how many steps larger the text is."""
README = ("vandaag-licht.png", "casus-licht.png", "doorlooptijden-licht.png")


def spin(seconds: float) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def until(done: Callable[[], bool], what: str) -> None:
    """Let the window live until something is so.

    Raises:
        RuntimeError: it is not so within a minute.
    """
    for _ in range(600):
        if done():
            return
        spin(0.1)
    raise RuntimeError(what)


def settle(app: App) -> None:
    """Wait until the window has nothing to do any more."""
    spin(0.4)
    until(lambda: not app.busy, "het werk komt niet klaar")
    spin(0.3)


def on_top(app: App) -> QWidget:
    """The window, or the palette that lies over it."""
    window = QApplication.activeWindow()  # looking through all children would wrap what belongs to Qt alone
    return window if isinstance(window, CommandPalette) else app.frame


def take(app: App, folder: Path, name: str) -> None:
    """One picture of the whole window, or of the palette that lies over it."""
    settle(app)
    path = folder / f"{name}.png"
    if not on_top(app).grab().save(str(path)):
        raise RuntimeError(f"{path.name} is niet te schrijven")
    size = app.frame.size()
    note = "" if (size.width(), size.height()) == SIZE else f"  LET OP: {size.width()}x{size.height()}"
    sys.stdout.write(f"{path.name}{note}\n")


def _shot(app: App, folder: Path, suffix: str, name: str) -> None:
    take(app, folder, f"{name}-{suffix}")


def items(sessie: Sessie) -> dict[str, tuple[str, int, str]]:
    """What is opened for the pictures of one item: name to (page, id, kind)."""
    casus = sessie.casussen.find(CasusFilter(stap=5))[0]
    held = {s: [z for z in sessie.zittingen.all(s) if z.status == "concept"] for s in ZittingSoort}
    vtb = next(v for v in sessie.vtbs.all() if v.fase is Fase.ONTVANGEN)
    return {
        "casus": ("casussen", casus, "casus"),
        "ret-tafel": ("ret", held[ZittingSoort.RET][0].id, "zitting"),
        "jbt-tafel": ("jbt", held[ZittingSoort.JBT][0].id, "zitting"),
        "vtb": ("jbt", vtb.id, "vtb"),
    }


def opened_session(app: App) -> Sessie:
    """The session behind the window."""
    deur = app.deur
    if not isinstance(deur, Voordeur):
        raise TypeError("deur")
    return deur.sessie


def series(app: App, sessie: Sessie, shot: Shot) -> None:
    """Every page once.

    Args:
        shot: does with what is on the screen what it is shown for; gets its name.
    """
    for page in RAIL:
        app.frame.open_page(page)
        shot(f"{page}")
    for name, (page, item, kind) in items(sessie).items():
        app.frame.open_page(page, item, kind)
        shot(f"{name}")
    live_table(app, shot)
    verslag_parts(app, sessie, shot)
    werkbank(app, sessie, shot)
    parts(app, shot)
    states(app, sessie, shot)
    app.frame.open_page("casussen")


def verslag_parts(app: App, sessie: Sessie, shot: Shot) -> None:
    """The verslag after the table: the versions per recipient, signing, a letter, and the noodpakket."""
    final = next(z for z in sessie.zittingen.all(ZittingSoort.JBT) if z.status == "vastgesteld")
    app.frame.open_page("jbt", final.id, "zitting")
    view = page_of(app, JbtPage).zitting
    view.show_versies()
    view.versies.list.setCurrentRow(1)
    shot("verslag-versies")
    view.show_stand()
    shot("verslag-stand")
    view.stand.ask_signature()
    shot("verslag-tekenen")
    view.stand.ask_letter()
    shot("verslag-brief")
    view.stand.plek.drop()
    view.show_nood()
    shot("verslag-nood")


def werkbank(app: App, sessie: Sessie, shot: Shot) -> None:
    """The werkbank of the JBT: its list, a VTB after the table, doubtful fields, planning and a text taken over."""
    vtbs = sessie.vtbs.all()
    after = next(v for v in vtbs if v.fase is Fase.WACHT_OP_VERVOLG)
    app.frame.open_page("jbt", after.id, "vtb")
    page = page_of(app, JbtPage)
    shot("vtb-na-de-tafel")
    page.werkbank.columns.show_left()
    shot("vtb-werkbank")
    doubtful = next(v for v in vtbs if v.twijfel)
    page.complete_vtb(doubtful.id)
    shot("vtb-twijfel")
    complete = next(v for v in vtbs if v.fase is Fase.COMPLEET and not v.twijfel)
    page.open_vtb(complete.id)
    page.werkbank.plan()
    shot("vtb-plannen")
    page.werkbank.plannen.closed.emit()
    page.werkbank.take_text(sessie.vtbs.dossier(doubtful.id).brontekst)
    shot("vtb-overname")
    page.werkbank.overname.close_text()


def live_table(app: App, shot: Shot) -> None:
    """The table of the RET while it sits, also with names masked, and its presence."""
    app.frame.open_page("ret")
    page = page_of(app, RetPage)
    page.to_table()
    shot("ret-live")
    page.live.toggle_presence()
    shot("ret-live-aanwezig")
    page.live.toggle_presenting()
    shot("ret-live-presentatie")
    page.live.leave()


def parts(app: App, shot: Shot) -> None:
    """Every part of the dossier that was opened last."""
    app.frame.open_page("casussen")
    detail = page_of(app, CasussenPage).detail  # findChild would wrap all that belongs to Qt alone, and keep it
    if detail.casus_id is None:
        raise TypeError("dossier")
    app.frame.open_page("casussen", detail.casus_id, "casus")
    for number, kind in enumerate(PARTS):
        detail.tabs.go_to(number)
        shot(f"casus-{kind.title.lower()}")
    detail.tabs.go_to(0)


def states(app: App, sessie: Sessie, shot: Shot) -> None:
    """What pages look like after a key or two; nothing in the kluis changes."""
    frame = app.frame
    casus = sessie.casussen.find(CasusFilter(stap=5))[0]
    frame.open_page("tijdmachine", casus)
    shot("tijdmachine")
    frame.open_page("wat-ik-deed")
    shot("wat-ik-deed")
    frame.open_page("voorkeuren")
    shot("voorkeuren")
    frame.open_page("rapporten")
    rapporten = page_of(app, RapportenPage)
    rapporten.toggle_startfoto()
    shot("startfoto")
    rapporten.toggle_startfoto()
    frame.open_page("beheer")
    delen = page_of(app, BeheerPage).delen
    for number, part in enumerate(delen.parts):
        delen.show_part(number)
        shot(f"beheer-{part.title.lower().replace(' ', '-')}")
    delen.show_part(0)
    bulk(app, shot)
    palette(app, shot)


def bulk(app: App, shot: Shot) -> None:
    """Five casussen that are going to be paused."""
    app.frame.open_page("casussen")
    page = page_of(app, CasussenPage)
    page.close_side()
    settle(app)
    table = page.lijst.table
    table.setFocus()
    table.selectRow(0)
    for _ in range(4):
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    page.lijst.ask_bulk("pauzeren")
    shot("bulk")
    if page.lijst.card is not None:
        page.lijst.card.cancel()


def palette(app: App, shot: Shot) -> None:
    """Searching through everything; the palette is a window of its own."""
    app.frame.open_palette()
    until(lambda: on_top(app) is not app.frame, "het palet komt niet")
    shown = on_top(app)
    if not isinstance(shown, CommandPalette):
        raise TypeError("palet")
    QTest.keyClicks(shown.edit, "ouders")
    shot("zoeken")
    shown.close()


def page_of(app: App, kind: type[Shown]) -> Shown:
    """The page on the screen, which must be of a kind.

    Raises:
        TypeError: it is another page.
    """
    page = app.frame.current_page
    if not isinstance(page, kind):
        raise TypeError(kind.__name__)
    return page


def main() -> int:
    """Make all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--naar", type=Path, default=ROOT / "uitvoer" / "schermen", help="map voor de plaatjes")
    folder: Path = parser.parse_args().naar
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        make_practice_kluis(practice_path(Path(data)), 120)
        qt = QApplication([])
        app = make_app(qt, Path(data))
        app.set_mode(Mode.LIGHT)
        app.frame.resize(*SIZE)
        app.frame.show()
        take(app, folder, "ontgrendelen-licht")
        handleiding_beelden.door_views(app, folder, take)
        app.door.practise()
        until(lambda: not app.frame.locked, "de Oefenkluis gaat niet open")
        sessie = opened_session(app)
        for suffix, mode, steps in SERIES:
            app.set_mode(mode)
            for _ in range(steps):
                app.step_text(1)
            app.frame.resize(*SIZE)
            series(app, sessie, partial(_shot, app, folder, suffix))
            if suffix == "licht":
                handleiding_beelden.views(app, folder, take, settle, sessie)
        app.close()
    kept = ROOT / "docs" / "schermen"
    if folder.resolve() != kept.resolve():
        kept.mkdir(parents=True, exist_ok=True)
        for name in README:
            shutil.copyfile(folder / name, kept / name)
        handleiding_beelden.keep(folder, ROOT / "resources" / "handleiding" / "beelden")
    sys.stdout.write(f"{date.today():%d-%m-%Y}: {len(list(folder.glob('*.png')))} plaatjes in {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
