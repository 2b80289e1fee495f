"""The register of hiaten: what was sought and not found, at whom, why not, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.codelijst import Codelijst
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.hiaatregister import (
    AanbiederRegel,
    AgenderingRegel,
    HiaatRegel,
    Hiaatregister,
    ZorgvormRegel,
    refusal,
)
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.cijfer_delen import PeriodeKeuze, Reken
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.pages.hiaten_achter import CasussenAchter
from expertteam_app.ui.pages.hiaten_deel import OTHER_NOUNS, HiatenDeel, gemeente_choice
from expertteam_app.ui.text import LEEG, aantal, dag_cijfers
from expertteam_app.ui.widgets.cards import EmptyState
from expertteam_app.ui.widgets.flow import wrap_of
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.work import Work

ZORGVORM, AANBIEDER, AGENDERING, ALLES = "zorgvorm", "aanbieder", "agendering", "alles"
VIEWS = (
    (ZORGVORM, "Wat is gezocht"),
    (AANBIEDER, "Bij wie"),
    (AGENDERING, "Waar op de agenda"),
    (ALLES, "Elk hiaat"),
)
UITLEG = (
    "Dagen zijn kalenderdagen vanaf de dag sinds wanneer wordt gezocht; wat nog niet is opgelost telt als open mee, "
    "zodat het niet korter lijkt dan het is. Een aanbieder telt bij een hiaat als hij in dezelfde casus voor dezelfde "
    "zorgvorm is gevraagd."
)
REASONS = 3
"""Reasons that are named in one cell; the rest is counted."""

Line = ZorgvormRegel | AanbiederRegel | AgenderingRegel | HiaatRegel


@dataclass(frozen=True, slots=True)
class _Answer:
    periode: Periode
    register: Hiaatregister


class RegisterDeel(HiatenDeel):
    """The register of a period in four views; each line opens its casussen."""

    title = "Register"

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie)
        self._answer: _Answer | None = None
        self._reken = Reken(work, self, "Register van hiaten lezen", self._show)
        self._reken.busy_changed.connect(self._show_busy)
        self.periode = PeriodeKeuze(sessie.context.vandaag())
        self.gemeente = gemeente_choice(sessie)
        self._views = [view for view in VIEWS if view[0] != ALLES or sessie.actor.can(Right.CASUS_READ)]
        self.view = Choice(self._views)
        self.view.setAccessibleName("Weergave")
        self.view.setMinimumContentsLength(18)
        self.copy_button = button("Kopieer als tabel", self.copy, "copy", role="stil")
        self.status = label("", "uitleg")
        self.sentence = label("", wrap=True)
        self.models: dict[str, ListModel[Line]] = {}
        self.tables: dict[str, FillTable] = {}
        self._stack = QStackedWidget()
        self._empty = EmptyState("puzzle", "Geen hiaten in deze periode", "Leg hiaten vast in een casus.")
        self._stack.addWidget(self._empty)
        for code, name in self._views:
            self._add_view(code, name)
        self.behind = CasussenAchter(sessie)
        self.connect_behind(self.behind)
        for choice in (self.periode, self.gemeente):
            choice.activated.connect(lambda _place: self._compute())
        self.view.activated.connect(lambda _place: self._fill())
        self._build()

    def _add_view(self, code: str, name: str) -> None:
        model: ListModel[Line] = ListModel(self._columns(code), _ORDERS[code])
        table = FillTable(f"Hiaten: {name.lower()}", 5, most=8)
        table.show_rows(model)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        table.opened.connect(lambda _row: self.behind.enter())
        self.models[code], self.tables[code] = model, table
        self._stack.addWidget(table)

    def _build(self) -> None:
        layout = self.lay_out()
        layout.addLayout(wrap_of(self.periode, self.gemeente, self.view, self.copy_button, self.status))
        layout.addWidget(self.sentence)
        layout.addWidget(hint(UITLEG))
        layout.addWidget(self._stack, 3)
        layout.addWidget(self.behind, 2)

    # -- columns -------------------------------------------------------------------------------------------------

    def _columns(self, code: str) -> tuple[Column[Line], ...]:
        found: dict[str, Callable[[], tuple[Column[Line], ...]]] = {
            ZORGVORM: self._of_zorgvorm,
            AANBIEDER: self._of_aanbieder,
            AGENDERING: self._of_agendering,
            ALLES: self._of_hiaat,
        }
        return found[code]()

    def _of_zorgvorm(self) -> tuple[Column[Line], ...]:
        lists = self.sessie.lists

        def one(line: Line) -> ZorgvormRegel:
            return cast("ZorgvormRegel", line)

        return (
            Column("zorgvorm", "Gezocht", lambda r: lists["zorgvormen"].label(one(r).zorgvorm), width=24),
            Column("jeugdigen", "Jeugdigen", lambda r: str(one(r).jeugdigen), right=True, width=10),
            Column("niet", "Niet gevonden", lambda r: str(one(r).niet_gevonden), right=True, width=13),
            Column("vorige", "Vorige periode", lambda r: str(one(r).vorige), right=True, width=14),
            Column("dagen", "Dagen gezocht (helft)", lambda r: _half(one(r)), width=20),
            Column("gevraagd", "Aanbieders", lambda r: str(one(r).gevraagd), right=True, width=10),
            Column("redenen", "Waarom niet", lambda r: self._reasons(one(r).redenen), width=34),
        )

    def _of_aanbieder(self) -> tuple[Column[Line], ...]:
        def one(line: Line) -> AanbiederRegel:
            return cast("AanbiederRegel", line)

        label_of = self.sessie.lists["zorgvormen"].label
        return (
            Column("aanbieder", "Aanbieder", lambda r: one(r).aanbieder, width=26),
            Column("keren", "Gevraagd", lambda r: str(one(r).keren), right=True, width=10),
            Column("nee", "Geen plek", lambda r: str(one(r).nee), right=True, width=10),
            Column("redenen", "Waarom niet", lambda r: self._reasons(one(r).redenen), width=36),
            Column("zorgvormen", "Voor", lambda r: ", ".join(label_of(z) for z in one(r).zorgvormen), width=34),
        )

    def _of_agendering(self) -> tuple[Column[Line], ...]:
        def one(line: Line) -> AgenderingRegel:
            return cast("AgenderingRegel", line)

        places, states = self.sessie.lists["agendering"], self.sessie.lists["agendering_status"]
        return (
            Column(
                "agendering", "Ingebracht bij", lambda r: _label(places, one(r).agendering, "nog nergens"), width=24
            ),
            Column("status", "Stand", lambda r: _label(states, one(r).status, LEEG), width=24),
            Column("hiaten", "Hiaten", lambda r: str(one(r).hiaten), right=True, width=10),
        )

    def _of_hiaat(self) -> tuple[Column[Line], ...]:
        lists = self.sessie.lists

        def one(line: Line) -> HiaatRegel:
            return cast("HiaatRegel", line)

        return (
            Column("nummer", "Casus", lambda r: one(r).nummer, width=19),
            Column("zorgvorm", "Gezocht", lambda r: lists["zorgvormen"].label(one(r).zorgvorm), width=17),
            Column("aard", "Aard", lambda r: lists["aard_hiaat"].label(one(r).aard), width=14),
            Column("band", "Leeftijd", lambda r: one(r).band or LEEG, width=8),
            Column("gemeente", "Gemeente", lambda r: lists["gemeenten"].label(one(r).gemeente), width=11),
            Column("dagen", "Dagen", lambda r: f"{one(r).dagen}{'+' if one(r).open else ''}", right=True, width=7),
            Column("gevraagd", "Gevraagd", lambda r: str(one(r).gevraagd), right=True, width=9),
            Column("overbrugging", "Tijdelijk", lambda r: one(r).overbrugging or LEEG, width=12),
            Column("oplossing", "Opgelost", lambda r: _solved(one(r)), width=16),
            Column(
                "agendering", "Ingebracht", lambda r: _label(lists["agendering"], one(r).agendering, LEEG), width=13
            ),
        )

    def _reasons(self, found: Sequence[tuple[str, int]]) -> str:
        lists = self.sessie.lists
        named = [f"{refusal(lists, code)} ({n})" for code, n in found[:REASONS]]
        rest = sum(n for _code, n in found[REASONS:])
        return ", ".join([*named, *([f"anders ({rest})"] if rest else [])]) or LEEG

    # -- showing -------------------------------------------------------------------------------------------------

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read again what these nouns touch."""
        if not nouns or nouns - OTHER_NOUNS:
            self._compute()

    def _compute(self) -> None:
        periode, gemeente = self.periode.periode, str(self.gemeente.currentData()) or None
        service = self.sessie.hiaatregisters
        self._reken.ask(lambda _job: _Answer(periode, service.register(periode, gemeente)))

    def _show_busy(self, busy: bool) -> None:
        self.status.setText("Bezig met lezen …" if busy else "")

    def _show(self, answer: object) -> None:
        self._answer = cast("_Answer", answer)
        self._fill()

    @property
    def table(self) -> FillTable:
        """The table of the chosen view."""
        return self.tables[str(self.view.currentData())]

    def _fill(self) -> None:
        if self._answer is None:
            return
        register = self._answer.register
        lines: dict[str, Sequence[Line]] = {
            ZORGVORM: register.gezocht,
            AANBIEDER: register.gevraagd,
            AGENDERING: register.geagendeerd,
            ALLES: register.regels,
        }
        code = str(self.view.currentData())
        model, table = self.models[code], self.tables[code]
        model.set_rows(lines[code])
        some = bool(lines[code])
        self._stack.setCurrentWidget(table if some else self._empty)
        self.behind.setVisible(some)
        self.copy_button.setEnabled(some)
        self.sentence.setText(self._summary(register))
        if some:
            table.setCurrentIndex(model.index(0, 0))
        self._choose()

    def _summary(self, register: Hiaatregister) -> str:
        if self._answer is None or not register.hiaten:
            return "In deze periode is geen hiaat vastgelegd."
        still = register.open
        asked = aantal(len(register.gevraagd), "aanbieder", "aanbieders")
        return (
            f"{aantal(register.hiaten, 'hiaat', 'hiaten')} vastgelegd in {self._answer.periode.label}, "
            f"waarvan {still} nog {'wordt' if still == 1 else 'worden'} gezocht; {asked} gevraagd."
        )

    def _choose(self) -> None:
        row, code = self.table.current_id, str(self.view.currentData())
        rows = self.models[code].rows
        if row is None or row >= len(rows):
            self.behind.show_casussen((), "", "")
            return
        line = rows[row]
        ids = (line.casus_id,) if isinstance(line, HiaatRegel) else line.casus_ids
        words = self.models[code].columns[0].text(line)
        self.behind.show_casussen(ids, f"{words}: {aantal(len(ids), 'casus', 'casussen')}", words)

    def copy(self) -> None:
        """Put the table on the clipboard, without what could be run as a formula."""
        self.models[str(self.view.currentData())].copy_as_table()

    def waarom(self) -> Vraag | None:
        """How the days of the line one stands on come about."""
        row, code = self.table.current_id, str(self.view.currentData())
        rows = self.models[code].rows
        line = rows[row] if row is not None and row < len(rows) else None
        if isinstance(line, HiaatRegel):
            return Vraag(Over.HIAAT, line.hiaat_id)
        return Vraag(Over.HIAAT, 0) if isinstance(line, ZorgvormRegel) else None

    def choose_period(self) -> None:
        """Go to the period."""
        self.periode.setFocus()

    def focus_first(self) -> None:
        """The lines, or the period when there are none."""
        shown = self._stack.currentWidget()
        (self.periode if shown is self._empty else self.table).setFocus(Qt.FocusReason.TabFocusReason)


def _half(line: ZorgvormRegel) -> str:
    """Within how many days half was solved; or why there is no figure."""
    if not line.duur.genoeg:
        return "te weinig"
    if line.duur.p50 is None:
        return f"meer dan {line.duur.p50_meer_dan}"
    return str(line.duur.p50)


def _solved(line: HiaatRegel) -> str:
    if line.opgelost_op is None:
        return line.oplossing or ("nog niet" if line.open else "casus gesloten")
    return f"{dag_cijfers(line.opgelost_op)} {line.oplossing}".strip()


def _label(lijst: Codelijst, code: str, empty: str) -> str:
    return lijst.label(code) if code else empty


_ORDERS: dict[str, dict[str, Callable[[Line], object]]] = {
    ZORGVORM: {
        "jeugdigen": lambda r: cast("ZorgvormRegel", r).jeugdigen,
        "niet": lambda r: cast("ZorgvormRegel", r).niet_gevonden,
        "vorige": lambda r: cast("ZorgvormRegel", r).vorige,
        "dagen": lambda r: cast("ZorgvormRegel", r).duur.p50 or 0,
        "gevraagd": lambda r: cast("ZorgvormRegel", r).gevraagd,
    },
    AANBIEDER: {
        "keren": lambda r: cast("AanbiederRegel", r).keren,
        "nee": lambda r: cast("AanbiederRegel", r).nee,
    },
    AGENDERING: {"hiaten": lambda r: cast("AgenderingRegel", r).hiaten},
    ALLES: {
        "dagen": lambda r: cast("HiaatRegel", r).dagen,
        "gevraagd": lambda r: cast("HiaatRegel", r).gevraagd,
    },
}
