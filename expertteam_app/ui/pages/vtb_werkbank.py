"""The werkbank of VTB's: the list, the opened one, and the form for a new one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from expertteam_app.domain.errors import Cancelled, UserError
from expertteam_app.services.handelingstijd import Stap, StapTijd
from expertteam_app.ui.bestandskeuze import ask_files
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.handeling import HandelingWatch
from expertteam_app.ui.pages.casus_velden import column, scroll
from expertteam_app.ui.pages.vtb_detail import VtbDetail
from expertteam_app.ui.pages.vtb_fasebalk import FaseBalk
from expertteam_app.ui.pages.vtb_lijst import VtbLijst
from expertteam_app.ui.pages.vtb_nieuw import SLEUTEL, NieuwVtb
from expertteam_app.ui.pages.vtb_overname import SLEUTEL as TEKST_SLEUTEL
from expertteam_app.ui.pages.vtb_overname import VtbOvernameView
from expertteam_app.ui.pages.vtb_plannen import VtbPlannen
from expertteam_app.ui.pages.zitting_columns import Columns
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import label
from expertteam_app.ui.widgets.stapel import Stapel

LIST_CHARS, DETAIL_CHARS = 84, 112


class VtbWerkbank(QWidget):
    """All VTB's at the left, one of them or a new one at the right.

    Emits `zitting_asked` with the id of a zitting and `import_asked` when a list must be read in.
    """

    zitting_asked = Signal(int)
    import_asked = Signal()

    def __init__(self, tafel: Tafel, watch: HandelingWatch) -> None:
        super().__init__()
        self._tafel = tafel
        self._nieuw: NieuwVtb | None = None
        self._overname: VtbOvernameView | None = None
        self._plannen: VtbPlannen | None = None
        self._plan_area: QWidget | None = None
        self.watch = watch
        self.lijst = VtbLijst(tafel)
        self.detail = VtbDetail(tafel)
        self._side = QStackedWidget()
        self._side.addWidget(self.detail)
        self.balk = FaseBalk()
        self.balk.chosen.connect(self.lijst.show_fase)
        self._times = label("", "klein", wrap=True)
        left = QWidget()
        layout = column(left, spacing=TOKENS.s)
        layout.addWidget(self.balk)
        layout.addWidget(self.lijst, 1)
        layout.addWidget(self._times)
        self.columns = Columns(left, self._side, LIST_CHARS, DETAIL_CHARS, "Alle VTB’s")
        self._stack = Stapel()
        self._stack.addWidget(self.columns)
        column(self).addWidget(self._stack)
        self.setAcceptDrops(tafel.can_write)
        self.lijst.opened.connect(self.open_vtb)
        self.lijst.new_asked.connect(self.new_vtb)
        self.lijst.import_asked.connect(self.import_asked)
        self.lijst.paste_asked.connect(self.paste)
        self.lijst.file_asked.connect(self.choose_file)
        self.detail.zitting_asked.connect(self.zitting_asked)
        self.detail.agenda.plan_asked.connect(self.plan)
        self.detail.agenda.inviting.connect(self._invites)
        self.detail.agenda.invited.connect(lambda: self.watch.finish(Stap.PLANNEN))
        self.columns.went_back.connect(self.lijst.table.setFocus)
        self.detail.columns.arranged.connect(self._one_way_back)
        self._side.currentChanged.connect(self._one_way_back)
        if tafel.can_write and tafel.concept(SLEUTEL).restore() is not None:
            self._show_form()
        if tafel.can_write and tafel.concept(TEKST_SLEUTEL).restore() is not None and self.overname.restore():
            self._stack.setCurrentWidget(self.overname)

    def _one_way_back(self, *_number: object) -> None:
        """With little room one goes back from the fields to the conditions, and from there to all VTB's."""
        inside = self._side.currentWidget() is self.detail and self.detail.columns.right_only
        self.columns.want_back(not inside)

    @property
    def nieuw(self) -> NieuwVtb:
        """The form for a new VTB, made when it is first asked for."""
        if self._nieuw is None:
            self._nieuw = NieuwVtb(self._tafel)
            self._nieuw.added.connect(self.complete_vtb)
            self._nieuw.closed.connect(self._back_to_list)
            self._side.addWidget(scroll(self._nieuw))
        return self._nieuw

    @property
    def overname(self) -> VtbOvernameView:
        """The view in which a text becomes a VTB, made when it is first asked for."""
        if self._overname is None:
            self._overname = VtbOvernameView(self._tafel)
            self._overname.added.connect(self._taken_over)
            self._overname.closed.connect(self._leave_text)
            self._stack.addWidget(self._overname)
        return self._overname

    @property
    def plannen(self) -> VtbPlannen:
        """The view that proposes moments, made when it is first asked for."""
        if self._plannen is None:
            self._plannen = VtbPlannen(self._tafel)
            self._plannen.planned.connect(self._was_planned)
            self._plannen.closed.connect(self._back_from_plan)
            self._plan_area = scroll(self._plannen)
            self._side.addWidget(self._plan_area)
        return self._plannen

    @property
    def at_plan(self) -> bool:
        """Whether moments are proposed now."""
        return self._plan_area is not None and self._side.currentWidget() is self._plan_area

    def plan(self) -> None:
        """Propose moments for the VTB that is open."""
        dossier = self.detail.dossier
        if dossier is None or not self._tafel.can_write:
            return
        self.detail.flush()
        self.watch.begin(Stap.PLANNEN, vtb_id=dossier.id)
        if self.plannen.show_vtb(dossier.id, f"{dossier.nummer} · {dossier.gezin}") and self._plan_area is not None:
            self._side.setCurrentWidget(self._plan_area)
            self._side.show()
            self.columns.show_right()
            self.plannen.slots.setFocus()
        else:
            self.watch.drop()

    def _invites(self) -> None:
        """Inviting is part of planning, also when it is done on another moment."""
        if self.detail.dossier is not None:
            self.watch.begin(Stap.PLANNEN, vtb_id=self.detail.dossier.id)

    def _was_planned(self, _zitting_id: int) -> None:
        self.watch.reached(Stap.PLANNEN)
        dossier = self.detail.dossier
        if dossier is not None and self.open_vtb(dossier.id):
            self.detail.agenda.invite_button.setFocus()

    def _back_from_plan(self) -> None:
        self.watch.drop()
        self._side.setCurrentWidget(self.detail)
        self.detail.conditions.setFocus()

    @property
    def at_text(self) -> bool:
        """Whether a text is being taken over."""
        return self._overname is not None and self._stack.currentWidget() is self._overname

    def take_text(self, tekst: str) -> None:
        """Show what a text says, to be taken over."""
        if self._tafel.can_write and tekst.strip():
            self.watch.begin(Stap.VTB)
            self._stack.setCurrentWidget(self.overname)
            self.overname.show_text(tekst)

    def paste(self) -> None:
        """Take over the text of the clipboard."""
        text = QApplication.clipboard().text()
        if text.strip():
            self.take_text(text)
        else:
            show_error(self, UserError("Er staat geen tekst op het klembord.", "Kopieer eerst de tekst van het VTB."))

    def choose_file(self) -> None:
        """Ask for a file with a VTB."""
        ask_files(
            self.window(),
            "Kies het bestand met het VTB",
            lambda paths: self.read_file(paths[0]),
            "Word, PDF of tekst (*.docx *.pdf *.txt)",
        )

    def read_file(self, path: Path) -> None:
        """Take over the text of a file when it has been read, or say why that cannot be done."""
        read = self._tafel.sessie.vtb_overname.lees
        self._tafel.work.run(lambda _: read(path), self.take_text, self._not_read, "Bestand lezen")

    def _not_read(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            show_error(self, error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file or a piece of text may be dropped here."""
        urls = event.mimeData().urls()
        if (len(urls) == 1 and urls[0].isLocalFile()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take over what was dropped."""
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            self.read_file(Path(urls[0].toLocalFile()))
        else:
            self.take_text(event.mimeData().text())

    def _taken_over(self, vtb_id: int) -> None:
        self.watch.finish(Stap.VTB, vtb_id=vtb_id)
        self._stack.setCurrentIndex(0)
        self.complete_vtb(vtb_id)

    def _leave_text(self) -> None:
        self.watch.drop()
        self._stack.setCurrentIndex(0)
        self.focus_list()

    def _show_form(self) -> None:
        self.nieuw.show()
        self._side.setCurrentIndex(1)

    def reload(self) -> None:
        """Read the list and the open VTB again, leaving alone what is being typed.

        Raises:
            UserError: this user may not see them.
        """
        vtbs = self._tafel.sessie.vtbs.all()
        self.balk.show_counts(v.fase for v in vtbs)
        self.lijst.show_vtbs(vtbs)
        self._times.setText(_told(self._tafel.sessie.handelingstijden.mediaan()))
        self._times.setVisible(bool(self._times.text()))
        wanted = self.detail.dossier.id if self.detail.dossier else self.lijst.table.current_id
        self._side.setVisible(wanted is not None or self._side.currentWidget() is not self.detail)
        if wanted is not None:
            self.detail.open_vtb(wanted)

    def focus_list(self) -> None:
        """Go to the list, to the button where it is empty, or to the text that is being taken over."""
        if self.at_text:
            self.overname.focus_first()
            return
        target: QWidget = self.lijst.table if self.lijst.table.isVisibleTo(self.lijst) else self.lijst.new_button
        target.setFocus()

    def open_vtb(self, vtb_id: int) -> bool:
        """Show a VTB and go to its conditions; False when it is gone."""
        self._stack.setCurrentIndex(0)
        self._side.setCurrentWidget(self.detail)
        self._side.show()
        found = self.detail.open_vtb(vtb_id)
        if found:
            self.lijst.table.select_id(vtb_id)
            self.columns.show_right()
            self.detail.conditions.setFocus()
        return found

    def complete_vtb(self, vtb_id: int) -> None:
        """Show a VTB at the first field that keeps it off the agenda."""
        if self.open_vtb(vtb_id):
            self.detail.go_to_missing()

    def new_vtb(self) -> None:
        """Go to the form for a new VTB."""
        if self._tafel.can_write:
            self._stack.setCurrentIndex(0)
            self._show_form()
            self._side.show()
            self.columns.show_right()
            self.nieuw.start()

    def flush(self) -> None:
        """Store what was typed and not stored yet."""
        self.detail.flush()
        if self._overname is not None:
            self._overname.flush()
        if self._nieuw is not None:
            self._nieuw.entry.form.flush()

    def _back_to_list(self) -> None:
        self._side.setCurrentWidget(self.detail)
        self.columns.show_left()
        self.focus_list()


def _told(tijden: tuple[StapTijd, ...]) -> str:
    """Own handling in words: "Eigen handeling (mediaan): VTB overnemen 25 s met 12 toetsen, plannen 20 s met ..."."""
    if not tijden:
        return ""
    parts = ", ".join(f"{t.stap.woorden} {t.seconden} s met {aantal(t.toetsen, 'toets', 'toetsen')}" for t in tijden)
    whole = sum(t.seconden for t in tijden)
    return f"Eigen handeling (mediaan, gemeten door het programma): {parts}; samen {whole} s."
