"""One klok in full: the sentence, the curve, how it was computed, and the zaken behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from expertteam_app.analysis.beelden import curve as curve_beeld
from expertteam_app.domain.doorlooptijd import Cohort
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.domain.tijdvak import Spanne
from expertteam_app.domain.uitleg import Uitleg
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.doorlooptijden import KlokUitkomst
from expertteam_app.services.waarom import Antwoord
from expertteam_app.ui.klembord import copy_text
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages import doorlooptijden_woorden as woorden
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel, Order
from expertteam_app.ui.pages.uitleg_paneel import UitlegPaneel
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.charts import SurvivalChart
from expertteam_app.ui.widgets.labels import announce, heading, hint, label

Explain = Callable[[str, ZaakMeting], Uitleg | None]
"""The explanation of one zaak on the klok with this code; None when this user may not see it."""

GEEN_UITLEG = "De uitleg staat bij de zaak zelf; met uw rol kunt u die niet openen."
SIDE_BY_SIDE = 110
"""Characters that must fit beside each other before the zaken stand beside the curve."""


class LowChart(SurvivalChart):
    """The curve as low as it can be read, and higher where there is room."""

    def sizeHint(self) -> QSize:
        """The least height."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())


class KlokDetail(QWidget):
    """What stands under the table: one klok.

    Emits `opened` with a zaak, `listed` with ids of casussen and what they are called.
    """

    opened = Signal(object)
    listed = Signal(object, str)

    def __init__(self, explain: Explain) -> None:
        super().__init__()
        self._explain = explain
        self._uitkomst: KlokUitkomst | None = None
        self._before: KlokUitkomst | None = None
        self._periode: Spanne | None = None
        self._earlier: Spanne | None = None
        self._gesloten: Collection[int] = ()
        self._norm_known = False
        self._name = heading("")
        self.sentence = label("", wrap=True)
        self.compared = label("", "klein", wrap=True)
        self.chart = LowChart("Kromme: welk deel nog niet klaar is")
        self.explanation = hint("")
        self.filter = Choice(woorden.ZAKEN_FILTERS)
        self.filter.setAccessibleName("Welke zaken")
        self.filter.activated.connect(self._fill)
        self.count = label("", "uitleg")
        self.model = ListModel(self._columns(), _ORDERS)
        self.table = FillTable("Zaken achter dit cijfer", 4, most=4)
        self.table.show_rows(self.model)
        self.table.opened.connect(lambda number: self.opened.emit(self.model.rows[number]))
        self.list_button = button("Toon als lijst", self.show_list, "list-filter", "Ctrl+Shift+L")
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(TOKENS.m)
        self._layout.addWidget(self._words(), 7)
        self._layout.addWidget(self._zaken(), 9)

    def _columns(self) -> tuple[Column[ZaakMeting], ...]:
        return (
            Column("nummer", "Nummer", lambda z: z.nummer, width=13),
            Column("begin", "Begin", lambda z: dag_cijfers(z.begin), width=11),
            Column("eind", "Eind", self._end, width=15),
            Column("netto", "Netto", _netto, right=True, width=5),
            Column("bruto", "Bruto", lambda z: str(z.bruto), right=True, width=5),
            Column("norm", "Norm", _norm_word, width=8),
        )

    def _end(self, zaak: ZaakMeting) -> str:
        if zaak.eind is not None:
            return dag_cijfers(zaak.eind)
        if self._uitkomst is not None and self._uitkomst.cohort is Cohort.EIND:
            return "toen nog open"
        return "gesloten zonder" if zaak.casus_id in self._gesloten else "loopt nog"

    def _words(self) -> Card:
        card = Card()
        self.how = button("Hoe is dit gerekend?", self._toggle_how, "info", role="stil")
        self.how.setCheckable(True)
        self.explanation.hide()
        for part in (self._name, self.sentence, self.compared):
            card.add(part)
        card.add(self.chart, 1)
        self.copy = button("Kopieer als tabel", self._copy, "copy", role="stil")
        card.body.addLayout(row_of(self.how, self.copy, None))
        card.add(self.explanation)
        card.body.addStretch()
        return card

    def _copy(self) -> None:
        """Put the curve as a table on the clipboard: days, share ready, number under observation."""
        if self._uitkomst is None:
            return
        beeld = curve_beeld(self._uitkomst.naam, self._uitkomst.cijfer, self._uitkomst.eenheid, self._uitkomst.norm)
        if beeld is not None:
            copy_text(beeld.als_tabel)

    def _toggle_how(self) -> None:
        self.explanation.setVisible(self.how.isChecked())

    def _zaken(self) -> Card:
        card = Card("Zaken achter dit cijfer")
        self.why_button = button("Waarom?", self._toggle_why, "info", role="stil")
        self.why_button.setCheckable(True)
        self.why_button.setAccessibleName("Waarom dit aantal dagen?")
        self.paneel = UitlegPaneel("Waarom dit aantal dagen?")
        self.paneel.hide()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_why())
        card.body.addLayout(row_of(self.filter, self.count, None, self.why_button, self.list_button))
        card.add(self.table, 1)
        card.add(self.paneel)
        return card

    def _toggle_why(self) -> None:
        self.paneel.setVisible(self.why_button.isChecked())
        if self.table.current_id is None and self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_why()

    def _show_why(self) -> None:
        """Explain the zaak one stands on, while that is asked for."""
        number = self.table.current_id
        if not self.why_button.isChecked() or self._uitkomst is None:
            return
        if number is None:
            self.paneel.show_uitleg(None, empty="Kies een zaak om te zien waarom.")
            return
        zaak = self.model.rows[number]
        self.paneel.show_uitleg(self._explain(self._uitkomst.code, zaak), zaak.nummer, GEEN_UITLEG)

    def waarom(self) -> Antwoord | Vraag | None:
        """The zaak one stands on, or how the klok is counted."""
        if self._uitkomst is None:
            return None
        number = self.table.current_id if self.table.hasFocus() else None
        if number is not None:
            zaak = self.model.rows[number]
            told = self._explain(self._uitkomst.code, zaak)
            return None if told is None else Antwoord(zaak.nummer, told)
        return Vraag(Over.KLOK, 0, tekst=self._uitkomst.code)

    @property
    def uitkomst(self) -> KlokUitkomst | None:
        """The klok on the screen."""
        return self._uitkomst

    def show_klok(
        self,
        uitkomst: KlokUitkomst,
        before: KlokUitkomst | None,
        perioden: tuple[Spanne, Spanne],
        gesloten: Collection[int],
        *,
        deel: bool = False,
    ) -> None:
        """Show a klok.

        Args:
            uitkomst: its figures.
            before: the same klok in the period it is compared with.
            perioden: the period of `uitkomst`, and the one of `before`.
            gesloten: ids of casussen that are closed.
            deel: the period still runs, and is compared with the same part of the year before.
        """
        periode, self._earlier = perioden
        other = self._uitkomst is None or self._uitkomst.code != uitkomst.code
        self._uitkomst, self._before, self._periode, self._gesloten = uitkomst, before, periode, gesloten
        self._name.setText(uitkomst.naam)
        self.sentence.setText(woorden.sentence(uitkomst))
        compared = woorden.compared(before, perioden[1], uitkomst, deel=deel)
        self.compared.setText(compared)
        self.compared.setVisible(bool(compared))
        curve = woorden.curve(uitkomst)
        self.chart.setVisible(curve is not None)
        self.copy.setVisible(curve is not None)
        if curve is not None:
            self.chart.set_curve(curve)
        self.explanation.setText(woorden.explanation(uitkomst, periode))
        self._offer("alle" if other else str(self.filter.currentData()))
        self._fill()

    def _offer(self, wanted: str) -> None:
        """Only the choices behind which there can be zaken."""
        late = self._uitkomst is not None and any(z.laat for z in self._uitkomst.zaken)
        before = self._before is not None and bool(self._before.zaken)
        there = {"laat": late, "ervoor": before}
        offered = [(key, text) for key, text in woorden.ZAKEN_FILTERS if there.get(key, True)]
        self.filter.clear()
        for key, text in offered:
            self.filter.addItem(text, key)
        self.filter.choose(wanted if wanted in dict(offered) else "alle")

    def show_zaken(self, which: str) -> None:
        """Show the zaken behind one figure and go there."""
        self.filter.choose(which)
        self._fill()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if self.model.rowCount():
            self.table.selectRow(0)
        announce(self.table, self.count.text())

    def _fill(self) -> None:
        if self._uitkomst is None:
            return
        which = str(self.filter.currentData())
        if which == "ervoor":
            shown = self._before.zaken if self._before is not None else ()
        else:
            shown = woorden.chosen(self._uitkomst.zaken, which)
        self.model.set_rows(shown)
        self.count.setText(aantal(len(shown), "zaak", "zaken"))
        self.list_button.setEnabled(self.can_list)
        only_vtb = bool(shown) and not self._ids(shown)
        self.list_button.setToolTip(
            "Deze klok gaat over VTB’s; open er een met Enter." if only_vtb else "Toon als lijst (Ctrl+Shift+L)"
        )

    @staticmethod
    def _ids(zaken: Collection[ZaakMeting]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(z.casus_id for z in zaken if z.casus_id is not None))

    @property
    def can_list(self) -> bool:
        """Whether there are casussen among the zaken that are shown."""
        return bool(self._ids(self.model.rows))

    def show_list(self) -> None:
        """Hand over the casussen that are shown."""
        if self._uitkomst is not None and self._periode is not None and self.can_list:
            chosen, periode = self.filter.currentData(), self._periode
            which = "" if chosen in ("alle", "ervoor") else f", {self.filter.currentText().lower()}"
            if chosen == "ervoor" and self._earlier is not None:
                periode = self._earlier
            if self._uitkomst.cohort is Cohort.EIND:
                which += ", afgerond of open"
            self.listed.emit(self._ids(self.model.rows), f"{self._uitkomst.naam}{which}, {periode.label}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where it fits."""
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(direction)


_ORDERS: Mapping[str, Order[ZaakMeting]] = {
    "begin": lambda z: z.begin,
    "eind": lambda z: (z.eind is None, z.eind or z.begin),
    "netto": lambda z: z.netto,
    "bruto": lambda z: z.bruto,
}


def _netto(zaak: ZaakMeting) -> str:
    return f"{zaak.netto} (vanaf {zaak.instap_netto})" if zaak.laat else str(zaak.netto)


def _norm_word(zaak: ZaakMeting) -> str:
    if zaak.binnen_norm is None:
        return ""
    return "te lang" if not zaak.binnen_norm else "binnen" if zaak.eind is not None else "nog binnen"
