"""Zoekregels: where help was sought, and what the answer was; what they say about hiaten is offered, never taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from expertteam_app.domain.dossier import CasusDossier, ZoekregelInfo
from expertteam_app.domain.zoekregel import HiaatVoorstel, read_weeks
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_handelingen import required_date
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_rijen import RijenTab, Woorden
from expertteam_app.ui.pages.casus_velden import button, code_choice, past_date
from expertteam_app.ui.pages.casus_werk import Concept, attempt
from expertteam_app.ui.pages.casus_woorden import derived
from expertteam_app.ui.pages.casus_zoekregel_rij import ZoekregelRij
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.labels import label

_TONES = {"ja": Tone.GOED, "nee": Tone.FOUT, "wachtlijst": Tone.LET_OP, "geen-reactie": Tone.NEUTRAAL}


class ZoekregelsTab(RijenTab[ZoekregelInfo]):
    """The lines, the line that adds one, and the hiaat they point to. Enter changes a line."""

    title = "Zoekregels"
    woorden = Woorden(
        "Zoekregels",
        "Nieuwe regel",
        "Zoekregel weghalen",
        "Nog geen zoekregels. Leg bij elke aanbieder die u vroeg vast wat het antwoord was: zo wordt zichtbaar welke "
        "hulp er in de regio ontbreekt.",
    )

    def __init__(self, sessie: Sessie) -> None:
        lists = sessie.lists
        zorgvormen, antwoorden, redenen = (
            lists[name] for name in ("zorgvormen", "antwoord_aanbieder", "reden_afwijzing")
        )
        col = Column[ZoekregelInfo]
        columns = (
            col("zorgvorm", "Zorgvorm", lambda z: derived(zorgvormen.label(z.zorgvorm), z), width=20),
            col("aanbieder", "Aanbieder", lambda z: z.aanbieder, width=24),
            col("datum", "Gevraagd", lambda z: dag_cijfers(z.datum), width=10),
            col(
                "antwoord",
                "Antwoord",
                lambda z: antwoorden.label(z.antwoord),
                lambda z: _TONES.get(z.antwoord),
                width=14,
            ),
            col("reden", "Reden", lambda z: redenen.label(z.reden), width=18),
            col("wachttijd", "Wachttijd", wachttijd, width=10),
        )
        super().__init__(sessie, columns, lambda z: z.id)
        self.change_button = button("Wijzigen", self._change_current, "pencil", "Enter", "stil")
        self.top.insert_widget(1, self.change_button)
        self.table.opened.connect(self.change)
        self._offer: HiaatVoorstel | None = None
        self._declined: set[tuple[int, str, str]] = set()
        self.offer = self._make_offer()
        self.rij = ZoekregelRij(sessie.codering.zoeklijsten(), sessie.context.vandaag, self._add)
        if not self.may_write:
            self.rij.hide()
        self.rij.stored.connect(self._show_last)
        place = self.body.indexOf(self.table) + 1
        self.body.insertWidget(place, self.offer)
        self.body.insertWidget(place + 1, self.rij)

    def _make_offer(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("rol", "kaart")
        self._offer_text = label("", wrap=True)
        self.accept_button = button("Vastleggen", self.accept, "check", "Ctrl+H")
        self.decline_button = button("Niet nodig", self.decline, "x", "", "stil")
        QShortcut(QKeySequence("Ctrl+H"), self, self.accept, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.s)
        layout.addWidget(self._offer_text, 1)
        layout.addWidget(self.accept_button)
        layout.addWidget(self.decline_button)
        frame.hide()
        return frame

    @classmethod
    def rows(cls, dossier: CasusDossier) -> Sequence[ZoekregelInfo]:
        """The zoekregels."""
        return dossier.zoekregels

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the lines; another casus begins a line of its own."""
        super().fill(dossier, other=other)
        self.change_button.setEnabled(bool(dossier.zoekregels) and self.may_write)
        if other and self.may_write:
            last = dossier.zoekregels[-1].zorgvorm if dossier.zoekregels else ""
            concept = Concept(self.sessie.concepten, f"casus-{dossier.id}-zoekregel")
            self.rij.begin(concept, last, self.sessie.codering.aanbieders())
        self._show_offer()

    # -- the line that adds ---------------------------------------------------------------------------------------

    def insert(self) -> None:
        """Go to the line that adds one."""
        if self.may_write:
            self.rij.focus_first()

    def _add(self, regel: NieuweZoekregel) -> None:
        if self.dossier is not None:
            self.sessie.codering.add_zoekregel(self.dossier.id, regel)

    def _show_last(self) -> None:
        model = self.table.rows_model
        if model.rowCount():
            self.table.select_id(model.id_at(model.rowCount() - 1))
        self.rij.aanbieder.set_options(self.sessie.codering.aanbieders())

    def flush(self) -> None:
        """Keep what is half typed."""
        super().flush()
        if self.may_write:
            self.rij.flush()

    # -- changing and taking away ---------------------------------------------------------------------------------

    def change(self, zoekregel_id: int) -> None:
        """Open the card that changes a line."""
        if not self.may_write:
            return
        regel, lists = self.table.row(zoekregel_id), self.sessie.lists
        card = Invoer("Zoekregel wijzigen", "Wijzigen", lambda v: self._rewrite(zoekregel_id, v))
        card.add("zorgvorm", "Zorgvorm", code_choice(lists["zorgvormen"]))
        card.add("aanbieder", "Aanbieder", QLineEdit())
        card.add("datum", "Gevraagd op", past_date(self.sessie.context.vandaag))
        card.add("antwoord", "Antwoord", code_choice(lists["antwoord_aanbieder"], "Nog geen antwoord"))
        card.add("reden", "Reden van afwijzing", code_choice(lists["reden_afwijzing"], "Geen"))
        card.add("wachttijd", "Wachttijd in weken", QLineEdit())
        for key in ("zorgvorm", "aanbieder", "datum", "antwoord", "reden"):
            card.form.set_value(key, getattr(regel, key))
        card.form.set_value("wachttijd", "" if regel.wachttijd_weken is None else str(regel.wachttijd_weken))
        self.open_card(card, again=False)

    def _change_current(self) -> None:
        if self.table.current_id is not None:
            self.change(self.table.current_id)

    def _rewrite(self, zoekregel_id: int, values: Mapping[str, object]) -> None:
        self.sessie.codering.rewrite_zoekregel(
            zoekregel_id,
            NieuweZoekregel(
                zorgvorm=str(values["zorgvorm"]),
                datum=required_date(values),
                aanbieder=str(values["aanbieder"]),
                antwoord=str(values["antwoord"]),
                reden=str(values["reden"]),
                wachttijd_weken=read_weeks(str(values["wachttijd"])),
            ),
        )

    def remove(self, row_id: int) -> object:
        """Take a zoekregel back."""
        self.sessie.codering.remove_zoekregel(row_id)
        return None

    # -- the hiaat that follows -----------------------------------------------------------------------------------

    def _show_offer(self) -> None:
        self._offer = None
        if self.dossier is not None and self.may_write:
            found = self.sessie.codering.hiaat_voorstellen(self.dossier.zoekregels, self.dossier.hiaten)
            casus_id = self.dossier.id
            open_ones = [v for v in found if (casus_id, v.zorgvorm, v.aard) not in self._declined]
            if open_ones:
                self._offer = open_ones[0]
                self._offer_text.setText(self._in_words(open_ones[0], len(open_ones) - 1))
        self.offer.setVisible(self._offer is not None)

    def _in_words(self, voorstel: HiaatVoorstel, more: int) -> str:
        lists = self.sessie.lists
        what = f"{lists['zorgvormen'].label(voorstel.zorgvorm)}: {lists['aard_hiaat'].label(voorstel.aard)}"
        who = f" ({', '.join(voorstel.aanbieders)})" if voorstel.aanbieders else ""
        rest = f" Daarna nog {aantal(more, 'voorstel', 'voorstellen')}." if more else ""
        return f"Ook als hiaat vastleggen? {what}{who}.{rest}"

    def accept(self) -> None:
        """Record the proposed hiaat."""
        offer, dossier = self._offer, self.dossier
        if offer is not None and dossier is not None:
            codering = self.sessie.codering
            attempt(self, lambda: codering.add_hiaat(dossier.id, offer.zorgvorm, offer.aard, offer.datum))

    def decline(self) -> None:
        """Do not propose this hiaat again as long as the kluis is open."""
        if self._offer is not None and self.dossier is not None:
            self._declined.add((self.dossier.id, self._offer.zorgvorm, self._offer.aard))
            self._show_offer()
            self.rij.focus_first()


def wachttijd(regel: ZoekregelInfo) -> str:
    """``6 weken``; empty when not known."""
    return "" if regel.wachttijd_weken is None else aantal(regel.wachttijd_weken, "week", "weken")
