"""The noodcode on paper: a sheet that goes to a printer and never into a file."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QTextDocument
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from expertteam_app.ui.icons import icon
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import announce, label

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

SPOOL = (
    "Gebruik een printer die u in het oog hebt. De computer en de printer kunnen een afdruk even bewaren; een gedeelde "
    "printer doet dat soms lang. Overschrijven met de hand kan altijd."
)
_NONE = "Er is hier geen printer. Schrijf de noodcode over op papier."
_SENT = "De noodcode is naar de printer gestuurd. Haal het papier nu op en typ het laatste blok daarvan over."
_MARGIN = 20.0
"""Millimetres of white around the sheet."""
_ROW = 4
"""Groups of the noodcode in one line of the sheet."""


def sheet(code: str, kluis: str, welke: str, day: date) -> QTextDocument:
    """The sheet as a document.

    Args:
        code: the noodcode in groups with dashes.
        kluis: the name of the kluis, empty when it has none yet.
        welke: which of its noodcodes this is.
        day: the day on which it was made.
    """
    of = f" van de kluis {escape(kluis)}" if kluis else ""
    document = QTextDocument()
    document.setDefaultFont(QFont("IBM Plex Sans", 11))
    document.setHtml(
        f"<h1>{escape(welke)}{of}</h1>"
        f"<p>Gemaakt op {dag_cijfers(day)} in Expertteam. Een noodcode van een eerdere dag met deze naam werkt niet "
        "meer.</p>"
        f"{_table(code.split('-'))}"
        "<p><b>Wie dit papier heeft en bij de bestanden kan, opent de kluis.</b> Berg het op achter slot, niet bij de "
        "computer, en maak er geen foto van. Zonder wachtzin en zonder noodcode kan niemand de kluis openen, ook de "
        "makers niet.</p>"
        "<h3>Zo gebruikt u het</h3>"
        "<ol><li>Start Expertteam en kies de kluis.</li>"
        "<li>Kies bij de naam: Noodcode.</li>"
        "<li>Typ de noodcode over. Hoofdletters, spaties en streepjes maken niet uit; een O leest het programma als 0, "
        "een I en een L als 1.</li>"
        "<li>Geef wie zijn wachtzin kwijt is een nieuwe: Beheer, Gebruikers. Maak daarna ook een nieuwe noodcode."
        "</li></ol>"
        "<p>Is Expertteam er niet meer? De bladzijde Noodopening, die bij het programma hoort, zegt met welk ander "
        "programma de kluis open gaat.</p>"
        "<p>Bewaard door: …………………………………………………………</p><p>Waar: ……………………………………………………………………</p>"
    )
    return document


def _table(groups: list[str]) -> str:
    """The groups with their numbers, because the program names a typing error by the number of its group."""
    rows = []
    for start in range(0, len(groups), _ROW):
        part = groups[start : start + _ROW]
        numbers = "".join(f"<td style='font-size: 8pt'>groep {start + i}</td>" for i in range(1, len(part) + 1))
        codes = "".join(
            f"<td style='font-size: 20pt; font-weight: 600; padding-right: 16px'>{group}</td>" for group in part
        )
        rows.append(f"<tr>{numbers}</tr><tr>{codes}</tr>")
    return f"<table cellpadding='4' cellspacing='2'>{''.join(rows)}</table>"


def render(document: QTextDocument, printer: QPrinter) -> None:
    """Put the sheet on one page of A4."""
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
        QPageLayout.Unit.Millimeter,
    )
    printer.setPageLayout(layout)
    document.documentLayout().setPaintDevice(printer)
    document.setDocumentMargin(0)
    document.setPageSize(printer.pageLayout().paintRectPixels(printer.resolution()).size().toSizeF())
    document.print_(printer)


class Afdruk(QWidget):
    """The button that prints the noodcode now on the screen, and what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self._code = self._kluis = self._welke = ""
        self.button = QPushButton("Afdrukken")
        self.button.setAutoDefault(True)
        self.button.setIcon(icon("printer", beside=True))
        self.button.clicked.connect(self.ask)
        self._told = label(SPOOL, "klein", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        layout.addLayout(row_of(self.button, None))
        layout.addWidget(self._told)

    @property
    def told(self) -> str:
        """What stands under the button."""
        return self._told.text()

    def set_code(self, code: str, kluis: str, welke: str) -> None:
        """Which noodcode the button prints; an empty one forgets it."""
        self._code, self._kluis, self._welke = code, kluis, welke
        self._told.setText(SPOOL)

    def ask(self) -> None:
        """Ask for a printer; a file is no choice, because nothing of this may stand on a disk."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            self._tell(_NONE)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Noodcode")  # the queue shows this name
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._print(printer))
        QDialog.open(dialog)  # its own `open` wants the name of a slot

    def _print(self, printer: QPrinter) -> None:
        render(sheet(self._code, self._kluis, self._welke, date.today()), printer)
        self._tell(_SENT)

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        announce(self.button, text)
