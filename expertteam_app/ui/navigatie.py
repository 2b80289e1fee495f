"""Which pages there are on an open kluis, and how one leads to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from expertteam_app import __version__
from expertteam_app.domain.access import Right
from expertteam_app.domain.inzicht import ZoekTreffer
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App
from expertteam_app.ui.frame import EERSTE_WEEK, VOORKEUREN, WAT_IK_DEED
from expertteam_app.ui.opdrachten import Opdrachten
from expertteam_app.ui.page import Page, PageSpec
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_bewaren import BewarenDeel
from expertteam_app.ui.pages.beheer_personen import PersonenDeel
from expertteam_app.ui.pages.bord import BordPage
from expertteam_app.ui.pages.casus_tijdmachine import TijdmachinePage
from expertteam_app.ui.pages.casussen import CasussenPage
from expertteam_app.ui.pages.doorlooptijden import DoorlooptijdenPage
from expertteam_app.ui.pages.eerste_week import EersteWeekPage
from expertteam_app.ui.pages.hiaten import HiatenPage, part_titles
from expertteam_app.ui.pages.inlezen import InlezenPage
from expertteam_app.ui.pages.jbt import JbtPage
from expertteam_app.ui.pages.met_reden import MetRedenPage
from expertteam_app.ui.pages.monitor import MonitorPage
from expertteam_app.ui.pages.rapporten import RapportenPage
from expertteam_app.ui.pages.ret import RetPage
from expertteam_app.ui.pages.terugkijken import DEEL, TerugkijkenPage
from expertteam_app.ui.pages.vandaag import VandaagPage
from expertteam_app.ui.pages.voorkeuren import VoorkeurenPage
from expertteam_app.ui.pages.waarom import NIETS, asked_at, show_why
from expertteam_app.ui.pages.wat_ik_deed import WatIkDeedPage
from expertteam_app.ui.palette_lijst import Bronnen
from expertteam_app.ui.terug import Terug
from expertteam_app.ui.theme import Tone

WEEK = "Eerste week: oefenen met opdrachten"
DEED = "Wat ik deed: mijn laatste handelingen"
TERUGKIJKEN = "Terugkijken op adviezen van het RET"
CHOICES = "Voorkeuren: tekst, thema, vergrendelen, back-up en afdrukken"
MONITOR = "Halfjaarlijkse monitor van de regio"


class Navigatie:
    """Makes the pages of one session and follows their requests to go elsewhere."""

    def __init__(self, sessie: Sessie, app: App) -> None:
        self._sessie = sessie
        self._app = app
        self._work, self._reading = app.work, app.reading
        self._frame = app.frame
        self._terug = Terug(sessie.ongedaan, app.frame, app.frame.save_drafts)
        app.frame.set_terug(self._terug)
        app.frame.kalenderbron = sessie.klokken.kalender
        app.frame.uitlegger = self._explain
        if sessie.actor.can(Right.CASUS_READ):
            self._frame.bronnen = Bronnen(Opdrachten(sessie, app.frame).propose, sessie.zoeken.alles, app.reading)
            self._make_findable()

    def _make_findable(self) -> None:
        """After an update of the program a large kluis is made findable beside the window."""
        if not self._sessie.zoeken.is_whole():
            self._work.run(
                lambda job: self._sessie.zoeken.rebuild(job.progress),
                lambda _nothing: None,
                label="Zoekregister opbouwen",
            )

    def _explain(self, widget: QWidget | None) -> None:
        asked = asked_at(widget)
        if asked is None:
            self._frame.show_message(NIETS, Tone.INFO)
        else:
            show_why(self._frame, self._sessie, asked)

    def specs(self) -> Sequence[PageSpec]:
        """The pages this user may open, in the order of the rail."""
        can = self._sessie.actor.can
        all_pages = (
            (Right.CASUS_READ, PageSpec("vandaag", "Vandaag", "calendar-check", self._vandaag)),
            (Right.CASUS_READ, PageSpec("casussen", "Casussen", "users", self._casussen, _is_casus)),
            (Right.CASUS_READ, PageSpec("bord", "Bord", "square-kanban", self._bord)),
            (Right.ZITTING_READ, PageSpec("ret", "RET", "messages-square", self._ret, self._is_ret)),
            (Right.ZITTING_READ, PageSpec("jbt", "JBT", "scale", self._jbt, self._is_jbt)),
            (Right.FIGURES_READ, PageSpec("doorlooptijden", "Doorlooptijden", "timer", self._doorlooptijden)),
            (
                Right.FIGURES_READ,
                PageSpec("hiaten", "Hiaten", "puzzle", self._hiaten, delen=part_titles(self._sessie.actor)),
            ),
            (Right.FIGURES_READ, PageSpec("rapporten", "Rapporten", "file-text", self._rapporten)),
            (Right.SETTINGS_READ, PageSpec("beheer", "Beheer", "settings", self._beheer)),
            (
                Right.CASUS_IMPORT,
                PageSpec("inlezen-ret", "Lijst inlezen", "upload", self._inlezen("RET"), in_rail=False),
            ),
            (
                Right.CASUS_IMPORT,
                PageSpec("inlezen-jbt", "Lijst inlezen", "upload", self._inlezen("JBT"), in_rail=False),
            ),
        )
        terug = PageSpec(
            "terugkijken", TerugkijkenPage.title, "history", self._terugkijken, in_rail=False, opdracht=TERUGKIJKEN
        )
        half = PageSpec("monitor", MonitorPage.title, "file-text", self._monitor, in_rail=False, opdracht=MONITOR)
        toen = PageSpec("tijdmachine", TijdmachinePage.title, "history", self._tijdmachine, in_rail=False)
        own = PageSpec(WAT_IK_DEED, WatIkDeedPage.title, "history", self._wat_ik_deed, in_rail=False, opdracht=DEED)
        first = PageSpec(EERSTE_WEEK, "Eerste week", "graduation-cap", self._eerste_week, in_rail=False, opdracht=WEEK)
        reason = PageSpec(
            "met-reden", MetRedenPage.title, "eye", self._met_reden, in_rail=False, opdracht=MetRedenPage.title
        )
        bounded = can(Right.CASUS_READ) and not self._sessie.werkgebieden.eigen.heel
        looks = [terug] if can(Right.ZITTING_READ) else []
        looks += [half] if can(Right.FIGURES_READ) else []
        looks += [reason] if bounded else []
        looks += [first] if self._sessie.oefening else []
        prefs = PageSpec(
            VOORKEUREN, VoorkeurenPage.title, "sliders-horizontal", self._voorkeuren, in_rail=False, opdracht=CHOICES
        )
        return [*(spec for right, spec in all_pages if can(right)), *looks, toen, own, prefs]

    def go(self, soort: str, item_id: int) -> None:
        """Open a casus, zitting or VTB on its page; a professional and what must be destroyed at Beheer."""
        part = {"persoon": PersonenDeel.title, "bewaren": BewarenDeel.title}.get(soort)
        if part is not None:
            self._beheer_part(part)
            return
        self._frame.open_hit(ZoekTreffer(soort, item_id, "", ""))

    def _go_to_part(self, casus_id: int, deel: str) -> None:
        self._frame.open_hit(ZoekTreffer("casus", casus_id, "", "", deel))

    # -- the pages ----------------------------------------------------------------------------------------------

    def _vandaag(self) -> Page:
        page = VandaagPage(self._sessie, self._reading)
        page.open_requested.connect(self.go)
        page.part_requested.connect(self._go_to_part)
        page.new_requested.connect(self._new_casus)
        page.import_requested.connect(lambda: self._frame.open_page("inlezen-ret"))
        page.terugkijken_requested.connect(lambda: self._frame.open_page("terugkijken"))
        if self._app.has_news:
            page.news.show_for(__version__)
            page.news.asked.connect(self._app.show_news)
            page.news.put_away.connect(self._app.forget_news)
            self._app.news_is_told()
        return page

    def _casussen(self) -> Page:
        page = CasussenPage(self._sessie, self._reading, self._work)
        page.look_back_requested.connect(lambda casus: self._frame.open_page("tijdmachine", casus))
        page.import_requested.connect(lambda: self._frame.open_page("inlezen-ret"))
        page.dossier_requested.connect(self.go)
        return page

    def _bord(self) -> Page:
        page = BordPage(self._sessie, self._reading)
        page.open_requested.connect(self.go)
        return page

    def _ret(self) -> Page:
        page = RetPage(self._sessie, self._work)
        page.terugkijken_requested.connect(lambda: self._frame.open_page("terugkijken"))
        return page

    def _terugkijken(self) -> Page:
        page = TerugkijkenPage(self._sessie, self._reading)
        page.punt_requested.connect(self._to_look_back)
        return page

    def _to_look_back(self, zitting_id: int, punt_id: int, opvolging_id: int) -> None:
        self._frame.open_hit(ZoekTreffer("zitting", zitting_id, "", "", f"{DEEL}:{opvolging_id}", punt_id))

    def _jbt(self) -> Page:
        page = JbtPage(self._sessie, self._work)
        page.import_requested.connect(lambda: self._frame.open_page("inlezen-jbt"))
        page.dossier_requested.connect(self.go)
        return page

    def _eerste_week(self) -> Page:
        page = EersteWeekPage(self._sessie)
        page.page_asked.connect(self._frame.open_page)
        return page

    def _met_reden(self) -> Page:
        page = MetRedenPage(self._sessie)
        page.opened.connect(self.go)
        return page

    def _doorlooptijden(self) -> Page:
        page = DoorlooptijdenPage(self._sessie, self._reading)
        page.open_requested.connect(self.go)
        page.drill.connect(self._drill)
        return page

    def _hiaten(self) -> Page:
        page = HiatenPage(self._sessie, self._reading)
        page.open_requested.connect(self.go)
        page.drill.connect(self._drill)
        return page

    def _rapporten(self) -> Page:
        page = RapportenPage(self._sessie, self._work)
        page.monitor_requested.connect(lambda: self._frame.open_page("monitor"))
        page.open_requested.connect(self.go)
        return page

    def _monitor(self) -> Page:
        page = MonitorPage(self._sessie, self._work)
        page.drill.connect(self._drill)
        page.open_requested.connect(self.go)
        return page

    def _tijdmachine(self) -> Page:
        page = TijdmachinePage(self._sessie)
        page.closed.connect(lambda casus: self._frame.open_page("casussen", casus, "casus"))
        return page

    def _wat_ik_deed(self) -> Page:
        return WatIkDeedPage(self._sessie.ongedaan, self._terug, self._reading)

    def _voorkeuren(self) -> Page:
        return VoorkeurenPage(self._sessie, self._app)

    def _beheer(self) -> Page:
        page = BeheerPage(self._sessie, self._work)
        page.page_asked.connect(self._frame.open_page)
        page.news_asked.connect(self._app.show_news)
        page.drill.connect(self._drill)
        return page

    def _inlezen(self, soort: str) -> Callable[[], Page]:
        def make() -> Page:
            page = InlezenPage(self._sessie, self._work, soort)
            page.done.connect(lambda: self._frame.open_page("casussen" if soort == "RET" else "jbt"))
            return page

        return make

    # -- from one to another ------------------------------------------------------------------------------------

    def _new_casus(self) -> None:
        self._casussen_page().new_casus()

    def _beheer_part(self, title: str) -> None:
        self._frame.open_page("beheer")
        page = self._frame.current_page
        if isinstance(page, BeheerPage):
            page.delen.show_part(page.delen.parts.index(page.part(title)))

    def _drill(self, ids: Sequence[int], label: str) -> None:
        self._casussen_page().show_ids(ids, label)

    def _casussen_page(self) -> CasussenPage:
        self._frame.open_page("casussen")
        page = self._frame.current_page
        if not isinstance(page, CasussenPage):
            raise TypeError("casussen")
        return page

    def _is_ret(self, hit: ZoekTreffer) -> bool:
        return hit.soort == "zitting" and self._table_of(hit) is ZittingSoort.RET

    def _is_jbt(self, hit: ZoekTreffer) -> bool:
        return hit.soort == "vtb" or (hit.soort == "zitting" and self._table_of(hit) is ZittingSoort.JBT)

    def _table_of(self, hit: ZoekTreffer) -> ZittingSoort:
        return self._sessie.zittingen.dossier(hit.id).soort


def _is_casus(hit: ZoekTreffer) -> bool:
    return hit.soort == "casus"
