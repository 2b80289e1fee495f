"""Flow D of PRODUCT 6.4, key by key: the report for BOEG, twice a year, by two people. Everybody is invented."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from expertteam_app.ui.pages.rapporten import RapportenPage
from tests.end_to_end.toetsenbord import ALT, CTRL, KEY, SHIFT, Toetsenbord

LEZER = ("Secretaris (verzonnen)", "paard batterij nietje correct")
"""The second reader: an own account, and not the one who makes the report."""
DUIDING = "De wachttijd voor verblijf neemt toe. In Twello is geen plek."
WERKTE = "Vroeg samen kijken hielp."
LESSEN = "Scholen melden laat; wij praten er eerder over."
VRAGEN = "Kan de regio een plek starten waar een jeugdige tot rust komt?"
ONTVANGERS = "Deelnemers van het BOEG-overleg"
DOEL = "Leren van vastgelopen situaties"


def page_of(board: Toetsenbord) -> RapportenPage:
    """The page of the reports, which is on the screen."""
    return board.page(RapportenPage)


def to_reports(board: Toetsenbord) -> None:
    """From anywhere to the reports; the last closed half-year is proposed."""
    board.press(KEY.Key_8, ALT)
    board.settle()


def check(board: Toetsenbord) -> None:
    """What is missing; Enter opens the first casus, and back."""
    to_reports(board)
    board.press(KEY.Key_1, CTRL)
    board.settle()
    board.picture("gegevenscheck")
    board.press(KEY.Key_Return)
    board.settle()


def freeze(board: Toetsenbord) -> None:
    """The figures and the meetmoment; then why the first hidden number is hidden."""
    to_reports(board)
    board.press(KEY.Key_2, CTRL)
    board.press(KEY.Key_B, CTRL | SHIFT)
    board.settle()
    board.picture("bevroren")


def write(board: Toetsenbord) -> None:
    """The four texts; F8 shows what points to someone, and what is typed comes in its place."""
    board.press(KEY.Key_3, CTRL)
    board.type(DUIDING)
    veld = page_of(board).teksten.velden["duiding"]
    board.until(lambda: "Twello" in veld.warning.text(), "the place is found")
    board.picture("gevonden")
    board.press(KEY.Key_F8)
    board.type("de regio")
    board.until(lambda: not veld.warning.isVisible(), "nothing is found any more")
    for text in (WERKTE, LESSEN, VRAGEN):
        board.press(KEY.Key_Tab)
        board.type(text)
    board.press(KEY.Key_Tab)
    board.settle()
    board.picture("teksten")


def offer(board: Toetsenbord) -> None:
    """Who gets it and why; it lies with the second reader."""
    board.press(KEY.Key_5, CTRL)
    board.fill(ONTVANGERS, DOEL)
    board.press(KEY.Key_Tab)
    board.press(KEY.Key_Return)
    board.settle()
    board.picture("voorgelegd")


def release(board: Toetsenbord) -> None:
    """The second reader looks at tables and texts, confirms each point and releases."""
    to_reports(board)
    board.press(KEY.Key_2, CTRL)
    board.settle()
    board.picture("lezer-tabellen")
    board.press(KEY.Key_5, CTRL)
    for _point in page_of(board).vrijgave.punten.boxes:
        board.press(KEY.Key_Space)
        board.press(KEY.Key_Tab)
    board.picture("lezer-punten")
    board.press(KEY.Key_Return)
    board.settle()
    board.picture("vrijgegeven")


def save(board: Toetsenbord, folder: Path) -> None:
    """The chair saves the files in a folder."""
    to_reports(board)
    board.press(KEY.Key_5, CTRL)
    board.press(KEY.Key_R, CTRL | SHIFT)
    board.until(lambda: page_of(board).findChild(QFileDialog) is not None, "the folder is asked")
    board.press(KEY.Key_A, CTRL)
    board.type(str(folder))
    board.press(KEY.Key_Return)
    board.settle()
    board.picture("bestanden")
