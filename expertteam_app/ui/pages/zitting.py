"""One opened zitting: its head, its agenda, and beside it the item, the presence, and what lacks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.tafel import PuntDossier, ZittingDossier
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.zitting_agenda import Agenda
from expertteam_app.ui.pages.zitting_columns import INNER_LINES, Columns
from expertteam_app.ui.pages.zitting_gaten import Plek, locate
from expertteam_app.ui.pages.zitting_kop import ZittingKop
from expertteam_app.ui.pages.zitting_punt import PuntView, bring
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.pages.zitting_verslag import VerslagActies
from expertteam_app.ui.pages.zitting_zijde import Tab, Zijde
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import EmptyState

AGENDA_CHARS, ITEM_CHARS = 31, 60


class ZittingView(QWidget):
    """Everything about one zitting. Emits `vtb_asked` when a VTB must be completed first."""

    vtb_asked = Signal(int)

    def __init__(self, tafel: Tafel, soort: ZittingSoort) -> None:
        super().__init__()
        self._tafel = tafel
        self._soort = soort
        self._dossier: ZittingDossier | None = None
        self._gemeenten = {c.code: c.label for c in tafel.codes("gemeenten")}
        self._punt: PuntView | None = None
        self.kop = ZittingKop(tafel)
        self.agenda = Agenda(tafel)
        self.zijde = Zijde(tafel, soort)
        self.tabs, self.presentie, self.toevoegen = self.zijde.tabs, self.zijde.presentie, self.zijde.toevoegen
        self.gaten, self.lezen, self.nood = self.zijde.gaten, self.zijde.lezen, self.zijde.nood
        self.versies, self.stand = self.zijde.versies, self.zijde.stand
        self.verslag = VerslagActies(tafel, self)
        self.columns = Columns(self.agenda, self.zijde, AGENDA_CHARS, ITEM_CHARS, "Agenda", INNER_LINES)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.m)
        layout.addWidget(self.kop)
        layout.addWidget(self.columns, 1)
        self._connect()

    def _connect(self) -> None:
        self.kop.save_pdf.connect(self.save_pdf)
        self.kop.finalise.connect(self.finalise)
        self.agenda.chosen.connect(self._show_item)
        self.agenda.entered.connect(self.enter_item)
        self.agenda.add_asked.connect(self.show_candidates)
        self.agenda.return_asked.connect(self.ask_return)
        self.toevoegen.added.connect(self._added)
        self.toevoegen.vtb_asked.connect(self.vtb_asked)
        self.gaten.opened.connect(lambda gap: self.go_to(locate(gap)))
        self.verslag.incomplete.connect(self.show_gaps)
        self.verslag.fixed.connect(self._ask_signature)
        self.stand.finalise.connect(self.finalise)
        self.zijde.turned.connect(self.columns.want_back)
        self.columns.went_back.connect(self.agenda.list.setFocus)
        self.columns.arranged.connect(lambda: self.kop.compact(self.columns.right_only))
        self.kop.nood.connect(self.show_nood)

    # -- showing -------------------------------------------------------------------------------------------------

    @property
    def dossier(self) -> ZittingDossier | None:
        """The zitting on the screen."""
        return self._dossier

    @property
    def punt(self) -> PuntView | None:
        """The agenda item on the screen."""
        return self._punt

    def open_zitting(self, zitting_id: int) -> bool:
        """Show another zitting, or the same one anew; False when it is gone."""
        other = self._dossier is None or self._dossier.id != zitting_id
        if other and self._dossier is not None:
            self._leave_item()
            self.kop.form.flush()
        try:
            dossier = self._tafel.sessie.zittingen.dossier(zitting_id)
            if other:
                self.presentie.read_personen()
                self._tafel.sessie.inzages.zitting(zitting_id)
        except ExpertteamError as error:
            show_error(self, error)
            return False
        if other:
            self._punt = None
        self._show(dossier)
        if other:
            self.zijde.begin(dossier)
            self.columns.show_left()
        return True

    def reload(self) -> None:
        """Read the zitting again, leaving alone what is being typed."""
        if self._dossier is not None:
            self.open_zitting(self._dossier.id)

    def _show(self, dossier: ZittingDossier) -> None:
        self._dossier = dossier
        self.kop.show_dossier(dossier)
        self.agenda.show_dossier(dossier, self._gemeenten)
        self.zijde.show_dossier(dossier)
        self._show_item(self.agenda.list.current_id or 0, switch=False)

    def _find(self, punt_id: int) -> PuntDossier | None:
        punten = self._dossier.punten if self._dossier else ()
        return next((p for p in punten if p.id == punt_id), None)

    def _show_item(self, punt_id: int, *, switch: bool = True) -> None:
        found = self._find(punt_id)
        if self._punt is not None and (found is None or not self._punt.fits(found)):
            self._leave_item()
            found = self._find(punt_id)  # leaving stores what was typed, and the zitting is read again
        if self._dossier is None:
            return
        if found is None:
            self.zijde.place_punt(self._no_item())
        elif self._punt is not None:
            self._punt.show_punt(self._dossier, found)
        else:
            self._punt = PuntView(self._tafel, self._dossier, found, self._gemeenten)
            self._punt.presence_asked.connect(self.show_presence)
            self.zijde.place_punt(self._punt)
        if switch and found is not None:
            self.zijde.to_tab(Tab.PUNT)

    def _leave_item(self) -> None:
        left, self._punt = self._punt, None
        focused = QApplication.focusWidget()
        if left is not None and focused is not None and left.isAncestorOf(focused):
            focused.clearFocus()
        if left is not None:
            left.flush()

    def _no_item(self) -> QWidget:
        what = "VTB" if self._soort is ZittingSoort.JBT else "casus"
        return EmptyState(
            "list-checks",
            "De agenda is nog leeg",
            f"Zet eerst een {what} op de agenda (F6).",
        )

    # -- going somewhere -----------------------------------------------------------------------------------------

    def _to_tab(self, number: Tab) -> None:
        self.zijde.to_tab(number)
        self.columns.show_right()

    def enter_item(self, punt_id: int) -> None:
        """Show an item and go to its first field, the stem of the jeugdige."""
        self.agenda.list.select_id(punt_id)
        self._show_item(punt_id)
        self._to_tab(Tab.PUNT)
        if self._punt is not None:
            bring(self._punt.first_field())

    def ask_return(self, punt_id: int) -> None:
        """Ask why an inbreng goes back."""
        self.agenda.list.select_id(punt_id)
        self._show_item(punt_id)
        self._to_tab(Tab.PUNT)
        if self._punt is not None:
            self._punt.kop.ask_reason()

    def step_item(self, by: int) -> None:
        """Go to the next or the previous item, at the end nothing happens."""
        punten = self._dossier.punten if self._dossier else ()
        ids = [p.id for p in punten]
        current = self.agenda.list.current_id
        place = ids.index(current) + by if current in ids else 0
        if 0 <= place < len(ids):
            self.enter_item(ids[place])

    def show_presence(self) -> None:
        """Go to the list of presence, or to the form where nobody is on it yet."""
        self._to_tab(Tab.AANWEZIG)
        target = self.presentie.list if self.presentie.list.count() else self.presentie.naam
        target.setFocus()

    def show_candidates(self) -> None:
        """Go to what can be put on the agenda."""
        if self._dossier is not None and self.zijde.free(self._dossier):
            self.columns.show_right()
            self.zijde.ask_adding()

    def show_gaps(self) -> None:
        """Go to what must still be filled in."""
        if self._dossier is not None and self.zijde.free(self._dossier):
            self._to_tab(Tab.GATEN)
            if not self.gaten.list.count():
                self.tabs.tabBar().setFocus()
            self.gaten.enter()

    def read_verslag(self) -> None:
        """Go to the verslag to read through."""
        self._to_tab(Tab.VERSLAG)
        self.lezen.setFocus()

    def show_versies(self) -> None:
        """Go to the versions per recipient."""
        self.flush()
        self._to_tab(Tab.VERSIES)
        self.versies.list.setFocus()

    def show_stand(self) -> None:
        """Go to how far the verslag is."""
        self._to_tab(Tab.TEKENEN)
        self.stand.focus_first()

    def show_nood(self) -> None:
        """Go to the noodpakket, and to what was written on it by hand."""
        self.flush()
        self.columns.show_right()
        self.zijde.ask_nood()

    def print_nood(self) -> None:
        """The table on paper, by one key."""
        self.show_nood()
        self.nood.save()

    def sign_or_finalise(self) -> None:
        """F10: vaststellen; once that was done, sign."""
        if self._dossier is not None and self._dossier.status is ZittingStatus.VASTGESTELD:
            self._ask_signature()
        else:
            self.finalise()

    def _ask_signature(self) -> None:
        self.show_stand()
        self.stand.ask_signature()

    def go_to(self, plek: Plek) -> None:
        """Go to the field where a gap is filled in."""
        if plek.punt is None:
            self._go_to_whole(plek.veld)
            return
        punten = self._dossier.punten if self._dossier else ()
        found = next((p for p in punten if p.volgorde == plek.punt), None)
        if found is not None:
            self.agenda.list.select_id(found.id)
            self._show_item(found.id)
            self._to_tab(Tab.PUNT)
            if self._punt is not None:
                bring(self._punt.field_of(plek))

    def _go_to_whole(self, veld: str) -> None:
        if veld in {"plaats", "begintijd"}:
            self.kop.go_to(veld)
        elif veld == "aanwezigen":
            self._to_tab(Tab.AANWEZIG)
            self.presentie.naam.setFocus()
        else:
            self.show_candidates()

    def go_to_besluit(self) -> None:
        """Go to the besluit of the current item."""
        if self._punt is not None:
            self._to_tab(Tab.PUNT)
            bring(self._punt.besluit_field())

    def go_to_actie(self) -> None:
        """Go to the form for a new actie on the current item."""
        if self._punt is not None:
            self._to_tab(Tab.PUNT)
            bring(self._punt.acties.entry.form.row("actie").control)

    def _added(self, punt_id: int) -> None:
        self.agenda.list.select_id(punt_id)
        self._show_item(punt_id, switch=False)
        self.toevoegen.search.setFocus()

    # -- acts ----------------------------------------------------------------------------------------------------

    def save_pdf(self) -> None:
        """Save the verslag outside the kluis."""
        if self._dossier is not None:
            self.flush()
            self.verslag.save(self._dossier)

    def finalise(self) -> None:
        """Fix the verslag, or show what lacks."""
        self.flush()
        if self._dossier is not None:
            self.verslag.finalise(self._dossier)

    def choose_besluit(self, code: str) -> None:
        """JBT: choose one of the four besluiten for the kind that is being discussed."""
        if self._punt is not None:
            self._to_tab(Tab.PUNT)
            self._punt.choose_besluit(code)

    def flush(self) -> None:
        """Store what was typed and not stored yet."""
        if self._punt is not None:
            self._punt.flush()
        self.zijde.flush()
        self.kop.form.flush()
