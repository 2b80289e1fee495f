"""Doorlooptijden: every klok of a period, and under it one klok with the zaken behind its figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.doorlooptijd import Cohort, Keuze
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.domain.klokloop import KlokStand
from expertteam_app.domain.tijdvak import is_part
from expertteam_app.domain.uitleg import Uitleg
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services import doorlooptijd_woorden as cijferwoorden
from expertteam_app.services.doorlooptijd_meten import Progress
from expertteam_app.services.doorlooptijden import KlokUitkomst
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.page import Page
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_velden import Choice, scroll
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.pages.cijfer_tabel import AskTable, ListModel
from expertteam_app.ui.pages.doorlooptijden_detail import KlokDetail
from expertteam_app.ui.pages.doorlooptijden_einden import Eindendeel
from expertteam_app.ui.pages.doorlooptijden_keuze import KeuzeBalk
from expertteam_app.ui.pages.doorlooptijden_werkstroom import DELEN, EINDEN, KLOKKEN, OPEN, Werkstroomdelen
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import hint, label, title
from expertteam_app.ui.work import Job, Work

PAGE = "doorlooptijden"
OTHER_NOUNS = frozenset({"concept", "gebruiker", "persoon", "mandaat", "hiaat", "zoekregel", "actie"})
"""Tables whose change moves no klok."""
HALF = "half"
BEHIND = {"open": "open", "binnen_norm": "binnen"}
"""Which zaken a column opens; every other column opens all."""


@dataclass(frozen=True, slots=True)
class _Figures:
    """What is computed in one go; `gesloten` are the closed casussen, empty for who may not see casussen."""

    keuze: Keuze
    against: Keuze
    lines: tuple[KlokUitkomst, ...]
    before: dict[str, KlokUitkomst]
    gesloten: frozenset[int]


class KlokTable(AskTable):
    """The table of klokken."""

    def __init__(self) -> None:
        super().__init__("Doorlooptijden per stap en klok", 4, most=6)

    def waarom(self) -> Vraag | None:
        """How the figures of the klok one stands on come about."""
        model, index = self.model(), self.currentIndex()
        if not index.isValid() or not isinstance(model, ListModel):
            return None
        return Vraag(Over.KLOK, 0, tekst=cast("KlokUitkomst", model.rows[index.row()]).code)


class DoorlooptijdenPage(Page):
    """The figures of a period.

    Emits `open_requested` with the kind (``casus`` or ``vtb``) and the id of a zaak, and `drill` with the ids of the
    casussen behind a figure (tuple of int) and what that figure is called.
    """

    title = "Doorlooptijden"
    open_requested = Signal(str, int)
    drill = Signal(object, str)

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._figures: _Figures | None = None
        self._reken = Reken(work, self, "Doorlooptijden berekenen", self._show)
        self._reken.busy_changed.connect(self._show_busy)
        self.view = Choice(DELEN)
        self.view.setAccessibleName("Wat u bekijkt")
        self.view.activated.connect(self._compute)
        self.delen = Werkstroomdelen(sessie, work)
        self.delen.opened.connect(self._open_casus)
        self.delen.listed.connect(self.drill)
        self.einden = Eindendeel(sessie, work)
        self.einden.opened.connect(self._open)
        self.einden.listed.connect(self.drill)
        self.status = label("", "uitleg")
        self.keuze = KeuzeBalk(sessie, (title("Doorlooptijden"), self.view))
        self.keuze.changed.connect(self._compute)
        self.periode, self.gemeente = self.keuze.periode, self.keuze.gemeente
        self.note = hint("")
        self.model = ListModel(_columns())
        self.table = KlokTable()
        self.table.show_rows(self.model)
        self.table.asked.connect(lambda _place, column: self._ask(column))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_klok())
        self.detail = KlokDetail(self._explain)
        self.detail.opened.connect(self._open)
        self.detail.listed.connect(self.drill)
        self._build()

    def _build(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.l)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(self.keuze)
        self.klokken = QWidget()
        under = QVBoxLayout(self.klokken)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(TOKENS.s)
        told = QHBoxLayout()
        told.addWidget(self.note, 1)
        told.addWidget(self.status)
        under.addLayout(told)
        under.addWidget(self.table, 1)
        under.addWidget(self.detail, 1)
        layout.addWidget(self.klokken, 1)
        layout.addWidget(self.einden, 1)
        layout.addWidget(self.delen, 1)
        self.einden.hide()
        self.delen.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(content))

    def refresh(self, nouns: frozenset[str]) -> None:
        """Compute again what these nouns touch."""
        if not nouns or nouns - OTHER_NOUNS:
            self._compute()

    def _compute(self) -> None:
        deel = str(self.view.currentData())
        self.klokken.setVisible(deel == KLOKKEN)
        self.einden.setVisible(deel == EINDEN)
        self.delen.setVisible(deel not in (KLOKKEN, EINDEN))
        klokken, einden = deel == KLOKKEN, deel == EINDEN
        self.keuze.show_for(cohort=klokken, extra=klokken or einden, periode=deel != OPEN)
        keuze = self.keuze.keuze
        if keuze is None:
            return
        if einden:
            self.einden.show_for(keuze)
            return
        if not klokken:
            self.delen.show_part(deel, keuze)
            return
        self._reken.ask(lambda job: self._gather(keuze, job))

    def _gather(self, keuze: Keuze, job: Job) -> _Figures:
        service = self._sessie.doorlooptijden

        def part(which: int) -> Progress:
            return lambda done, total: job.progress(which * total + done, 2 * total)

        against = keuze.against(self._sessie.context.vandaag())
        before = {u.code: u for u in service.voor(against, progress=part(0))}
        closed: frozenset[int] = frozenset()
        if self._sessie.actor.can(Right.CASUS_READ):
            closed = frozenset(self._sessie.casussen.find(CasusFilter(status="gesloten")))
        return _Figures(keuze, against, service.voor(keuze, progress=part(1)), before, closed)

    def _show_busy(self, busy: bool) -> None:
        self.status.setText("Bezig met rekenen …" if busy else "")

    def _show(self, answer: object) -> None:
        if not isinstance(answer, _Figures):
            return
        chosen = self.detail.uitkomst.code if self.detail.uitkomst is not None else ""
        self._figures = answer
        self.model.set_rows(answer.lines)
        self._span()
        empty = not any(u.cijfer.n for u in answer.lines)
        self.note.setText(_note(answer, empty=empty))
        codes = [u.code for u in answer.lines]
        first = next((n for n, u in enumerate(answer.lines) if u.cijfer.genoeg), 0)
        self.table.setCurrentIndex(self.model.index(codes.index(chosen) if chosen in codes else first, 0))
        self._show_klok()

    def _span(self) -> None:
        """Let the words of a line without a figure run on over the empty cells after them."""
        self.table.clearSpans()
        place = next(n for n, c in enumerate(self.model.columns) if c.key == HALF)
        for row, uitkomst in enumerate(self.model.rows):
            if not uitkomst.cijfer.genoeg:
                self.table.setSpan(row, place, 1, 3)

    def _show_klok(self) -> None:
        row = self.table.current_id
        if row is None or self._figures is None:
            return
        uitkomst = self.model.rows[row]
        before = self._figures.before.get(uitkomst.code)
        perioden = (self._figures.keuze.periode, self._figures.against.periode)
        part = is_part(perioden[0], self._sessie.context.vandaag())
        self.detail.show_klok(uitkomst, before, perioden, self._figures.gesloten, deel=part)

    def _ask(self, column: str) -> None:
        self.detail.show_zaken(BEHIND.get(column, "alle"))

    def _explain(self, code: str, zaak: ZaakMeting) -> Uitleg | None:
        """Why a zaak took so many days; None when this user may not see the zaak."""
        can, klokken = self._sessie.actor.can, self._sessie.klokken
        found: tuple[KlokStand, ...] = ()
        if zaak.casus_id is not None and can(Right.CASUS_READ):
            found = klokken.van_casus(zaak.casus_id)
        elif zaak.vtb_id is not None and can(Right.ZITTING_READ):
            found = klokken.van_vtb(zaak.vtb_id)
        return next((k.uitleg for k in found if k.code == code and (k.begin, k.eind) == (zaak.begin, zaak.eind)), None)

    def _open_casus(self, casus_id: int) -> None:
        if self._sessie.actor.can(Right.CASUS_READ):
            self.open_requested.emit("casus", casus_id)

    def _open(self, zaak: ZaakMeting) -> None:
        if zaak.casus_id is not None and self._sessie.actor.can(Right.CASUS_READ):
            self.open_requested.emit("casus", zaak.casus_id)
        elif zaak.vtb_id is not None and self._sessie.actor.can(Right.ZITTING_READ):
            self.open_requested.emit("vtb", zaak.vtb_id)

    def commands(self) -> list[Command]:
        """List the casussen behind the klok; choose another period."""
        can_list = self._sessie.actor.can(Right.CASUS_READ)
        return [
            Command(
                "doorlooptijden.lijst",
                "Toon deze zaken als lijst",
                self.detail.show_list,
                "Ctrl+Shift+L",
                "list-filter",
                lambda: can_list and self.klokken.isVisible() and self.detail.can_list,
                PAGE,
            ),
            Command(
                "doorlooptijden.periode",
                "Kies een andere periode",
                self.periode.setFocus,
                "Ctrl+Shift+P",
                "calendar-days",
                page=PAGE,
            ),
            *(
                Command(
                    f"doorlooptijden.{deel}",
                    f"Bekijk {words}",
                    partial(self.show_deel, deel),
                    page=PAGE,
                )
                for deel, words in DELEN
            ),
        ]

    def show_deel(self, deel: str) -> None:
        """Show the klokken, open work, routes or flow."""
        self.view.choose(deel)
        self._compute()

    def focus_first(self) -> None:
        """The table, or what stands in its place."""
        if not self.einden.isHidden():
            self.einden.focus_first()
        elif self.klokken.isHidden():
            self.delen.focus_first()
        else:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)


def _note(figures: _Figures, *, empty: bool) -> str:
    """Over which zaken was counted, and how to go on."""
    started = figures.keuze.cohort is Cohort.START
    if empty:
        what = "begon" if started else "eindigde"
        return f"In deze periode {what} geen enkele zaak. Kies een andere periode, gemeente of zorgvorm."
    who = (
        "Geteld over de zaken die in de periode begonnen, ook die nog lopen. Kies een regel voor de kromme."
        if started
        else "Geteld over wat in de periode is afgerond; open staat er ter vergelijking bij. Wie nog wacht zit niet in "
        "de helft en de 80%: daarom is er geen kromme."
    )
    return f"{who} Enter op een getal gaat naar de zaken erachter."


def _columns() -> tuple[Column[KlokUitkomst], ...]:
    return (
        Column("naam", "Van – tot", lambda u: u.naam, width=32),
        Column("n", "Zaken", lambda u: str(u.cijfer.n), right=True, width=5),
        Column("open", "Open", lambda u: str(u.cijfer.open), right=True, width=5),
        Column("eenheid", "Telt in", lambda u: u.eenheid, width=13),
        Column(HALF, "De helft binnen", cijferwoorden.half, width=17),
        Column("tachtig", "80% binnen", cijferwoorden.eighty, width=12),
        Column("binnen_norm", "Binnen norm", cijferwoorden.within_norm, right=True, width=13),
        Column("bruto", "Bruto: helft / 80%", cijferwoorden.bruto_both, right=True, width=16),
        Column("norm", "Norm", cijferwoorden.norm_short, width=15),
    )
