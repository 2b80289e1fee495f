"""Flow B of PRODUCT 6.4, key by key: the chair runs a session of the RET, live, and closes it.

The steps are typed by the test and by ``benchmarks/stromen.py``; what came of them is asserted by the test. Everybody
is invented.
"""

from __future__ import annotations

from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.ret import RetPage
from tests.end_to_end.toetsenbord import ALT, CTRL, KEY, Toetsenbord

REGELS = (
    "s jeugdige: ik wil weten waar ik aan toe ben",
    "Aanbieder A heeft plek vanaf mei",
    "z gezinshuis, De Verzonnen Wilg, nee geen plek",
    "b Tafel kiest deeltijdverblijf met hulp thuis",
    "a intake regelen @toegang +10wd",
    "school bellen",
)
"""What is said about the first casus; A makes an actie of the last line."""


def prepare(sessie: Sessie) -> int:
    """What the secretary did before: a zitting of today with two casussen, and who is invited."""
    zitting = sessie.zittingen.plan(ZittingSoort.RET, sessie.context.vandaag(), "9:00", "Kamer 1")
    for candidate in sessie.zittingen.candidates(zitting)[:2]:
        sessie.zittingen.add_punt(zitting, casus_id=candidate.casus_id)
    for persoon in sessie.personen.all():
        if persoon.rol == "toegangsmedewerker":
            sessie.presenties.add(zitting, persoon_id=persoon.id)
    return zitting


def page_of(board: Toetsenbord) -> RetPage:
    """The page of the RET, which is on the screen."""
    return board.page(RetPage)


def sit_down(board: Toetsenbord) -> None:
    """From anywhere to the table of today, with names behind a mask, and everyone is there."""
    board.press(KEY.Key_4, ALT)
    board.settle()
    board.press(KEY.Key_Home)
    board.press(KEY.Key_Return)
    board.settle()
    board.press(KEY.Key_F4)
    board.settle()
    board.picture("aan-tafel")
    board.press(KEY.Key_F11)
    board.press(KEY.Key_F2)
    board.type("i")
    board.settle()
    board.picture("aanwezig")
    board.press(KEY.Key_F2)
    board.picture("presentatie")


def type_the_lines(board: Toetsenbord) -> None:
    """What is said about the first casus, the last line made an actie by one letter."""
    board.press(KEY.Key_F11)
    for text in REGELS:
        board.line(text)
    board.press(KEY.Key_Escape)
    board.press(KEY.Key_A)
    board.settle()
    board.picture("regels")


def end_the_case(board: Toetsenbord) -> None:
    """The next casus; first one line asks who tells the gezin."""
    board.press(KEY.Key_Escape)
    board.press(KEY.Key_Right, CTRL)
    board.settle()
    board.picture("einde-zaak")


def close(board: Toetsenbord) -> None:
    """Answer, park the second casus, and close the table."""
    board.type("j")
    board.settle()
    board.press(KEY.Key_Escape)
    board.press(KEY.Key_P)
    board.settle()
    board.press(KEY.Key_Return, CTRL)
    board.settle()
    board.picture("gesloten")
