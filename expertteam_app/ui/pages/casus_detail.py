"""One casus: its head, what can be done with it, and its parts behind tabs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.inbreng import Onderdeel
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.domain.werkgebied import DossierSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.pages.casus_acties import ActiesTab
from expertteam_app.ui.pages.casus_bijlagen import BijlagenTab
from expertteam_app.ui.pages.casus_codering import HiatenTab, OorzakenTab
from expertteam_app.ui.pages.casus_delen import DelenTab
from expertteam_app.ui.pages.casus_gezin import GezinTab
from expertteam_app.ui.pages.casus_handelingen import HANDELINGEN, HandelingKaarten, pending_handeling
from expertteam_app.ui.pages.casus_inbreng import InbrengPaneel
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_kern import KernTab
from expertteam_app.ui.pages.casus_klokken import KlokkenTab
from expertteam_app.ui.pages.casus_kop import CasusKop
from expertteam_app.ui.pages.casus_ladder import LadderTab
from expertteam_app.ui.pages.casus_samen import SamenKaart, SamenStrook
from expertteam_app.ui.pages.casus_stap import StapKaart
from expertteam_app.ui.pages.casus_stem import StemTab
from expertteam_app.ui.pages.casus_tabs import CasusTab, Tabs, part_keys
from expertteam_app.ui.pages.casus_tijdlijn import TijdlijnTab
from expertteam_app.ui.pages.casus_uithuisplaatsing import UithuisplaatsingTab
from expertteam_app.ui.pages.casus_velden import LEAST_LINES, scroll
from expertteam_app.ui.pages.casus_werk import attempt, casus_by_number
from expertteam_app.ui.pages.casus_woorden import Moment
from expertteam_app.ui.pages.casus_zoekregels import ZoekregelsTab
from expertteam_app.ui.pages.dossier_verband import VerbandStrook
from expertteam_app.ui.theme import TOKENS

PAGE = "casussen"
LOW_LINES = 28
"""Lines of text under which the head folds, so that the part under it keeps its room."""
PARTS: tuple[type[CasusTab], ...] = (
    KernTab,
    StemTab,
    GezinTab,
    LadderTab,
    KlokkenTab,
    TijdlijnTab,
    ZoekregelsTab,
    ActiesTab,
    OorzakenTab,
    HiatenTab,
    UithuisplaatsingTab,
    DelenTab,
    BijlagenTab,
)


class CasusDetail(QWidget):
    """The dossier of one casus.

    Emits `closed` to go back to the list, `casus_requested` with the id of another casus to open, and
    `look_back_requested` with its own id to see it as it was known earlier.
    """

    closed = Signal()
    casus_requested = Signal(int)
    look_back_requested = Signal(int)

    def __init__(self, sessie: Sessie) -> None:
        super().__init__()
        self._sessie = sessie
        self._dossier: CasusDossier | None = None
        self.kop = CasusKop(sessie.lists, may_write=sessie.actor.can(Right.CASUS_WRITE))
        self.kop.closed.connect(self.closed)
        self.kop.asked.connect(self.ask)
        self.kop.why_asked.connect(self.show_why)
        self.kop.voice_asked.connect(self._ask_voice)
        self.strook = SamenStrook(sessie, may_write=sessie.actor.can(Right.CASUS_WRITE))
        self.strook.split.connect(self.casus_requested)
        self.verband = VerbandStrook(sessie, DossierSoort.CASUS)
        self.inbreng = InbrengPaneel(sessie)
        self.inbreng.asked.connect(self._go_to_part)
        self.inbreng.closed.connect(self.focus_first)
        self.tabs = Tabs(PARTS, sessie)
        self.tabs.made.connect(self._part_made)
        self.tabs.switched.connect(self._fill_current)
        self._content = QWidget()
        self._layout = QVBoxLayout(self._content)
        self._layout.setContentsMargins(TOKENS.m, TOKENS.m, TOKENS.m, TOKENS.m)
        self._layout.setSpacing(TOKENS.m)
        self._layout.addWidget(self.kop)
        self._layout.addWidget(self.strook)
        self._layout.addWidget(self.verband)
        self._layout.addWidget(self.inbreng)
        self._layout.addWidget(self.tabs, 1)
        self.plek = KaartPlek(self._layout, self.strook, self._back_to_part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(self._content))
        self._fit()

    def _part_made(self, part: CasusTab) -> None:
        part.casus_requested.connect(self.casus_requested)
        if isinstance(part, LadderTab):
            part.step_asked.connect(self.ask_step)
            part.model_asked.connect(partial(self.ask, "model"))
        elif isinstance(part, TijdlijnTab):
            part.retract_asked.connect(self.ask_retract)
            part.look_back_asked.connect(self.look_back)

    def waarom(self) -> Vraag | None:
        """The dates in its head, for every part that has no answer of its own."""
        return None if self._dossier is None else Vraag(Over.CASUS, self._dossier.id)

    @property
    def casus_id(self) -> int | None:
        """The casus on the screen."""
        return self._dossier.id if self._dossier is not None else None

    @property
    def dossier(self) -> CasusDossier | None:
        """The dossier on the screen."""
        return self._dossier

    @property
    def card(self) -> Invoer | None:
        """The card of the act that is being done."""
        return self.plek.card

    def show_casus(self, casus_id: int) -> bool:
        """Read and show a casus, or the one it went up in; False when it is gone (the window then says so)."""
        casus_id = self._sessie.samenvoegen.blijft(casus_id)
        other = self.casus_id != casus_id
        if other:
            self.flush()
            self.plek.drop()
            self.inbreng.hide()
        if not self._load(casus_id):
            return False
        if other:
            self._sessie.inzages.casus(casus_id)
        pending = pending_handeling(self._sessie.concepten, casus_id) if other else None
        if pending is not None and self._possible((pending,)):
            self.ask(pending)
        return True

    def forget(self) -> None:
        """Show no casus any more."""
        self.plek.drop()
        self._dossier = None

    def refresh(self) -> None:
        """Read the casus again; goes back to the list when it is gone."""
        if self._dossier is not None and not self._load(self._dossier.id):
            self.forget()
            self.closed.emit()

    def _load(self, casus_id: int) -> bool:
        found: list[CasusDossier] = []
        if not attempt(self, lambda: found.append(self._sessie.casussen.dossier(casus_id))):
            return False
        self._dossier = found[0]
        self.kop.show_dossier(self._dossier, self._sessie.context.vandaag())
        self.strook.show_casus(casus_id)
        self.verband.show_dossier(casus_id)
        if not self.inbreng.isHidden():
            self.inbreng.show_casus(casus_id)
        self.tabs.mark_counts(self._dossier)
        self._fill_current()
        return True

    def _fill_current(self) -> None:
        if self._dossier is not None:
            self.tabs.current.show_dossier(self._dossier)

    # -- acts ----------------------------------------------------------------------------------------------------

    def ask(self, handeling: str) -> None:
        """Open the card of an act."""
        if self._dossier is not None:
            self._open_card(HandelingKaarten(self._sessie, self._dossier).make(handeling))

    def _has_other_model(self) -> bool:
        found = self._dossier
        if found is None or found.stand.gesloten or not self._open():
            return False
        return any(m.versie != found.model.versie for m in self._sessie.beheer.models())

    def ask_step(self, number: int) -> None:
        """Open the card that moves to a step, with that step chosen."""
        if self._dossier is None or self._dossier.stand.gesloten or number == self._dossier.stand.stap:
            return
        self.ask("stap")
        if isinstance(self.plek.card, StapKaart):
            self.plek.card.choose(number)

    def ask_retract(self, moment: Moment) -> None:
        """Open the card that takes back an event."""
        if self._dossier is not None:
            self._open_card(HandelingKaarten(self._sessie, self._dossier).retract(moment))

    def _ask_voice(self) -> None:
        self.tabs.go_to(PARTS.index(StemTab))

    def show_why(self) -> None:
        """Show the klok of the step the casus stands on, with its explanation."""
        if self._dossier is not None:
            self.tabs.go_to(PARTS.index(KlokkenTab))
            part = self.tabs.current
            if isinstance(part, KlokkenTab):
                part.klokken.choose_step(self._dossier.stand.stap)

    def check_inbreng(self) -> None:
        """Show how far the inbreng is."""
        if self._dossier is not None:
            self.flush()
            self.inbreng.open_for(self._dossier.id)

    def _go_to_part(self, part: Onderdeel) -> None:
        if part.deel:
            self.tabs.go_to_field(part.deel, part.veld)

    def ask_merge(self) -> None:
        """Open the card that lets this casus and its double become one."""
        if self._dossier is not None:
            card = SamenKaart(self._sessie, self._dossier)
            card.casus_requested.connect(self.casus_requested)
            self._open_card(card)

    def _open_card(self, card: Invoer) -> None:
        self.plek.open(card, tab_from=self.kop.last_button)

    def _back_to_part(self) -> None:
        self.tabs.current.focus_first()

    # -- what the page asks --------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """The acts, the tabs and the way to brothers and sisters."""
        may = self._sessie.actor.can(Right.CASUS_WRITE)
        by_keys: dict[str, list[str]] = {}
        for act in HANDELINGEN:
            by_keys.setdefault(act.keys, []).append(act.id)
        acts = []
        for keys, ids in by_keys.items():
            text = " of ".join(a.titel.lower() for a in HANDELINGEN if a.id in ids).capitalize()
            icon_name = next(a.icoon for a in HANDELINGEN if a.id == ids[0])
            acts.append(
                Command(
                    f"casus.{ids[0]}",
                    f"{text} (deze casus)",
                    partial(self._ask_first, tuple(ids)),
                    keys,
                    icon_name,
                    partial(self._can_ask, tuple(ids)),
                    PAGE,
                )
            )
        tabs = [
            Command(
                f"casus.deel.{n}",
                f"Deze casus: {part.title}",
                partial(self.tabs.go_to, n),
                part_keys(n),
                "chevron-right",
                self._open,
                PAGE,
            )
            for n, part in enumerate(PARTS)
        ]
        family = Command(
            "casus.gezin", "Volgende casus van dit gezin", self.next_in_family, "Ctrl+G", "users", self._open, PAGE
        )
        inbreng = Command(
            "casus.inbreng", "Inbreng controleren", self.check_inbreng, "F7", "list-checks", self._open, PAGE
        )
        back = Command(
            "casus.toen",
            "Tijdmachine: de casus zoals toen bekend",
            self.look_back,
            "",
            "history",
            self._open,
            PAGE,
        )
        merge = Command(
            "casus.samenvoegen",
            "Samenvoegen met een andere casus (dubbel)",
            self.ask_merge,
            "",
            "users",
            lambda: may and self._open(),
            PAGE,
        )
        model = Command(
            "casus.model",
            "Naar andere versie van het model (deze casus)",
            partial(self.ask, "model"),
            "",
            "history",
            lambda: may and self._has_other_model(),
            PAGE,
        )
        add = Command("casus.regel", "Regel toevoegen", self._insert, "Ins", "plus", lambda: may and self._open(), PAGE)
        return [*acts, *tabs, family, inbreng, model, merge, back, add]

    def look_back(self) -> None:
        """See this casus as it was known earlier."""
        if self._dossier is not None:
            self.flush()
            self.look_back_requested.emit(self._dossier.id)

    def _open(self) -> bool:
        return self._dossier is not None and self.isVisible()

    def _possible(self, ids: tuple[str, ...]) -> str | None:
        if self._dossier is None:
            return None
        return next((a.id for a in HANDELINGEN if a.id in ids and a.kan(self._dossier)), None)

    def _can_ask(self, ids: tuple[str, ...]) -> bool:
        return self._sessie.actor.can(Right.CASUS_WRITE) and self._open() and self._possible(ids) is not None

    def _ask_first(self, ids: tuple[str, ...]) -> None:
        found = self._possible(ids)
        if found is not None:
            self.ask(found)

    def _insert(self) -> None:
        self.tabs.current.insert()

    def next_in_family(self) -> None:
        """Open the next casus of the same gezin, round and round."""
        if self._dossier is None:
            return
        numbers = sorted({n for kind in self._dossier.gezinsleden for n in kind.casus_nummers})
        if len(numbers) > 1 and self._dossier.nummer in numbers:
            place = (numbers.index(self._dossier.nummer) + 1) % len(numbers)
            found = casus_by_number(self._sessie, numbers[place])
            if found is not None:
                self.casus_requested.emit(found)

    def flush(self) -> None:
        """Store what is being typed."""
        if self._dossier is not None:
            self.tabs.current.flush()
        self.plek.flush()

    def focus_first(self) -> None:
        """The card that is open, else the part on the screen."""
        if not self.plek.start():
            self.tabs.current.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts an open card away first."""
        if event.key() == Qt.Key.Key_Escape and self.plek.card is not None:
            self.plek.card.put_away()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head follows the height."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Room follows the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "tabs"):
            self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        self.tabs.setMinimumHeight(LEAST_LINES * line)
        self.kop.set_low(self.height() < LOW_LINES * line)
