"""Beheer of klokken: every term with its norm and where that comes from, its versions, and reckoning by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt

from expertteam_app.domain.access import Right
from expertteam_app.domain.klok import MIJLPALEN
from expertteam_app.services.klokken import KlokInfo
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel
from expertteam_app.ui.pages.beheer_klok_versie import PROFIELEN, STATUSSEN, KlokVersie
from expertteam_app.ui.pages.beheer_reken import RekenKaart
from expertteam_app.ui.pages.casus_invoer import KaartPlek
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.labels import heading, hint, label
from expertteam_app.ui.work import Work

UITLEG = (
    "Elke klok loopt tussen twee momenten. Geen bron van de regio legt normen vast: wat hier voorstel of gevonden "
    "heet, kunt u veranderen. Een nieuwe norm geldt voor wat begint vanaf de dag die u kiest; wat al liep, houdt zijn "
    "oude norm."
)


def norm_words(info: KlokInfo) -> str:
    """The norm, or that there is none."""
    if info.klok.per_stap:
        return "per stap (zie de ladder)"
    return "geen" if info.klok.termijn is None else str(info.klok.termijn)


class KlokkenDeel(BeheerDeel):
    """A table of klokken; the one that is chosen is shown in full under it."""

    title = "Klokken"
    nouns = frozenset({"klok"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._may = sessie.actor.can(Right.SETTINGS_WRITE)
        col = Column[KlokInfo]
        columns = (
            col("code", "Code", lambda i: i.klok.code, width=6),
            col("naam", "Klok", lambda i: i.klok.naam, width=44),
            col("norm", "Norm", norm_words, width=22),
            col("status", "Herkomst", lambda i: STATUSSEN[i.klok.status], width=24),
            col(
                "gemeten",
                "Wordt gemeten",
                lambda i: "ja" if i.klok.meetbaar else "nee, alleen ter vergelijking",
                width=20,
            ),
        )
        self.model: ListModel[KlokInfo] = ListModel(columns, {})
        self.table = FillTable("Klokken", 5, most=7, snug=True)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self.table.opened.connect(lambda _id: self.change())
        self.change_button = button("Nieuwe versie", self.change, "pencil", "Enter")
        self.reken = RekenKaart(sessie)
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addWidget(self.table)
        self.plek = KaartPlek(layout, self.table, self._back)
        layout.addWidget(self._detail())
        layout.addWidget(self.reken)
        layout.addStretch()

    def _detail(self) -> Card:
        self.name = heading("")
        self.facts = label("", wrap=True)
        self.source = label("", "klein", wrap=True)
        self.versions = label("", "klein", wrap=True)
        self.fixed = label("", "klein", wrap=True)
        card = Card()
        for part in (self.name, self.facts, self.source, self.versions, self.fixed):
            card.add(part)
        card.body.addLayout(row_of(self.change_button, None))
        return card

    def load(self) -> None:
        """Read them; stays on the same klok."""
        kept = self.current.klok.code if self.current is not None else ""
        self.model.set_rows(self.sessie.klokken.alle())
        codes = [info.klok.code for info in self.model.rows]
        if codes:
            self.table.selectRow(codes.index(kept) if kept in codes else 0)
        self._show()

    @property
    def current(self) -> KlokInfo | None:
        """The klok one stands on."""
        row = self.table.current_id
        return self.model.rows[row] if row is not None and row < len(self.model.rows) else None

    def _show(self) -> None:
        info = self.current
        fixed = "" if self._may else "Met uw rol kunt u klokken niet wijzigen."
        self.change_button.setEnabled(info is not None and not fixed)
        self.fixed.setText(fixed)
        self.fixed.setVisible(bool(fixed))
        if info is None:
            return
        klok = info.klok
        self.name.setText(f"{klok.code} {klok.naam}")
        self.facts.setText("\n".join(facts_of(info)))
        self.source.setText(" ".join(f"{k}: {v}." for k, v in (("Bron", klok.bron), ("Wet", klok.artikel)) if v))
        older = [f"{v.versie}: {'norm per stap' if v.per_stap else v.termijn or 'geen norm'}" for v in info.versies]
        self.versions.setText(f"Versies: {'; '.join(older)}." if len(older) > 1 else "")
        self.versions.setVisible(len(older) > 1)
        self.reken.use(klok)

    def change(self) -> None:
        """Open the card for a new version of the klok one stands on."""
        info = self.current
        if info is None or not self.change_button.isEnabled():
            return
        card = KlokVersie(self.sessie, self.work, info.klok)
        card.drill.connect(self.drill)
        self.plek.open(card)

    def _back(self) -> None:
        self.load()
        self.focus_first()

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    def focus_first(self) -> None:
        """The card, else the table."""
        if not self.plek.start():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)


def facts_of(info: KlokInfo) -> list[str]:
    """What a klok does, in sentences."""
    klok = info.klok
    lines = [
        f"Loopt van “{MIJLPALEN[klok.van]}” tot “{MIJLPALEN[klok.tot]}”, op de kalender: {PROFIELEN[klok.profiel]}."
    ]
    lines.append(f"Norm: {norm_words(info)}. {STATUSSEN[klok.status].capitalize()}, {klok.versie}.")
    if klok.besluit:
        lines.append(f"Alleen na een besluit {klok.besluit} van de JBT.")
    if klok.wettelijk:
        lines.append("Wettelijke termijn: het einde schuift op naar een gewone dag, binnen de grenzen van de Atw.")
    if klok.achteruit:
        lines.append("Wordt teruggerekend en schuift daarom nooit op.")
    if klok.pauzeredenen is not None:
        lines.append(f"Staat alleen stil bij: {', '.join(klok.pauzeredenen)}.")
    if klok.niet_te_meten:
        lines.append(f"{klok.niet_te_meten} Hieronder rekent u hem met de hand.")
    return lines
