"""The RET and JBT pages in a real window on a real kluis, driven by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.kalender import is_werkdag
from expertteam_app.domain.tafel import NieuweVtb, VtbRegel, ZittingDossier, ZittingRegel
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.page import Page, PageSpec
from expertteam_app.ui.pages.jbt import JbtPage
from expertteam_app.ui.pages.ret import RetPage
from expertteam_app.ui.pages.zitting_besluit_jbt import JbtBesluiten, KindBesluit
from expertteam_app.ui.work import Work
from tests.consultaties import consulteer

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LAPTOP = (1366, 768)
EPE = "0232"


class _Bridge(QObject):
    """Brings news of a commit to the thread of the window, as the program does."""

    changed = Signal(object)


@contextmanager
def window(sessie: Sessie, work: Work, first: str = "ret") -> Iterator[Frame]:
    """A window with both pages, hearing of every commit."""
    frame = Frame(work, lambda _text: [])
    bridge = _Bridge(frame)
    bridge.changed.connect(frame.refresh, Qt.ConnectionType.QueuedConnection)
    sessie.context.store.on_commit(bridge.changed.emit)
    pages = sorted(specs(sessie, work), key=lambda spec: spec.id != first)
    frame.show_pages(pages, "Oefenkluis", practice=True)
    frame.resize(*LAPTOP)
    frame.show()
    frame.activateWindow()
    QTest.qWaitForWindowActive(frame)
    yield frame
    frame.hide()
    frame.deleteLater()


def specs(sessie: Sessie, work: Work) -> list[PageSpec]:
    """The two pages."""
    return [
        PageSpec("ret", "RET", "users", lambda: RetPage(sessie, work)),
        PageSpec("jbt", "JBT", "scale", lambda: JbtPage(sessie, work)),
    ]


def _open(frame: Frame, page_id: str) -> Page:
    frame.open_page(page_id)
    QApplication.processEvents()
    frame.activateWindow()
    QTest.qWaitForWindowActive(frame)
    page = frame.current_page
    assert page is not None
    page.focus_first()
    return page


def ret_page(frame: Frame) -> RetPage:
    page = _open(frame, "ret")
    assert isinstance(page, RetPage)
    return page


def jbt_page(frame: Frame) -> JbtPage:
    page = _open(frame, "jbt")
    assert isinstance(page, JbtPage)
    return page


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def named() -> str:
    """The accessible name of what has the keyboard."""
    return focus().accessibleName()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifier)
    QApplication.processEvents()


def keys(text: str) -> None:
    QTest.keyClicks(focus(), text)


def fill(text: str) -> None:
    """Type in the field that has the keyboard and go on to the next."""
    keys(text)
    press(Qt.Key.Key_Tab)


def tab_to(name: str, most: int = 60) -> None:
    """Tab on until the keyboard is at a control."""
    for _ in range(most):
        if named() == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name!r}")


def as_role(sessie: Sessie, rol: Rol) -> Sessie:
    """The same kluis, opened by someone with another role."""
    return Sessie(sessie.kluis, replace(sessie.context, actor=Actor("Iemand (fictief)", rol)))


# -- what is in the kluis -----------------------------------------------------------------------------------------


def zitting(sessie: Sessie, soort: ZittingSoort, status: str) -> ZittingRegel:
    """The newest zitting of a table with a status."""
    return next(z for z in sessie.zittingen.all(soort) if z.status == status)


def vtb_lacking_gi(sessie: Sessie) -> VtbRegel:
    return next(v for v in sessie.vtbs.all() if any("Consultatie GI" in b for b in v.belemmeringen))


GEBOREN = (date(2015, 3, 2), date(2018, 7, 9))


def full_vtb(sessie: Sessie, children: int = 2, geboren: Sequence[date] = GEBOREN) -> int:
    """A VTB that can go on the agenda."""
    today = sessie.context.vandaag()
    names = [(name, "", "Proef", day) for name, day in zip(("Aya", "Ben"), geboren, strict=True)][:children]
    vtb_id = sessie.vtbs.add(NieuweVtb("gezin Proef (fictief)", EPE, today, "wijkteam", tuple(names)))
    consulteer(sessie, vtb_id, today)
    return vtb_id


def last_workday(sessie: Sessie) -> date:
    day = sessie.context.vandaag()
    while not is_werkdag(day):
        day -= timedelta(days=1)
    return day


def jbt_zitting_begun(sessie: Sessie, children: int = 2, geboren: Sequence[date] = GEBOREN) -> int:
    """A JBT zitting of today with one item, just begun; nobody is invited yet."""
    zitting_id = sessie.zittingen.plan(ZittingSoort.JBT, last_workday(sessie), "9:00", "Kamer 1")
    sessie.zittingen.add_punt(zitting_id, vtb_id=full_vtb(sessie, children, geboren))
    sessie.zittingen.houden(zitting_id)
    return zitting_id


def fill_all_gaps(sessie: Sessie, zitting_id: int) -> ZittingDossier:
    """Everything a verslag needs, but for besluiten and acties."""
    for rol in ("voorzitter", "secretaris"):
        row = sessie.presenties.add(zitting_id, naam=f"{rol.title()} (fictief)", rol=rol)
        sessie.presenties.zet(row, "aanwezig")
    for punt in sessie.zittingen.dossier(zitting_id).punten:
        for field in ("stem_jeugdige", "stem_ouders", "vraag", "geprobeerd"):
            sessie.zittingen.change_punt(punt.id, field, f"{field} (fictief)")
    return sessie.zittingen.dossier(zitting_id)


def until(qtbot_wait: Callable[..., None], done: Callable[[], bool]) -> None:
    """Wait for work beside the window."""
    qtbot_wait(done, timeout=20_000)


def open_begun(page: JbtPage, sessie: Sessie, children: int = 2) -> int:
    """Open a zitting that has begun, at the first field of its only item."""
    zitting_id = jbt_zitting_begun(sessie, children)
    page.reload()
    page.open_item(zitting_id)
    page.zitting.step_item(0)
    return zitting_id


def blocks(page: JbtPage) -> list[KindBesluit]:
    view = page.zitting.punt
    assert view is not None
    assert isinstance(view.besluit, JbtBesluiten)
    return view.besluit.blocks
