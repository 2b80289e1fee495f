"""How long dossiers are kept: what may go, who proposed it, what may not, and the vernietiging by a second person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.bewaren import SOORTNAMEN, Bewaarregel, Dossiersoort, Grond, Stand
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.bestandskeuze import BuitenKluis
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Bevestig, Uitslag
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.pages.cijfer_tabel import AskTable, ListModel
from expertteam_app.ui.text import LEEG, aantal, dag_cijfers
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.flow import wrap_of
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.work import Work

NU, ALLES, WEG = "nu", "alles", "weg"
VIEWS = ((NU, "Wat nu kan of wacht"), (ALLES, "Alle dossiers"), (WEG, "Wat is vernietigd"))
_SHOWN: Mapping[str, frozenset[Stand]] = {
    NU: frozenset({Stand.TE_VERNIETIGEN, Stand.VOORGESTELD, Stand.STOP}),
    ALLES: frozenset(Stand) - {Stand.VERNIETIGD},
    WEG: frozenset({Stand.VERNIETIGD}),
}
UITLEG = (
    "Een dossier blijft bewaard tot zijn termijn voorbij is (Instellingen). Daarna stelt de een voor om het te "
    "vernietigen en voert een ander dat uit. Namen, teksten, bijlagen en de inhoud van het logboek gaan dan weg en "
    "komen niet terug; wat blijft, telt alleen nog mee in cijfers. Enter opent een casus."
)
NIETS = "Er is nu niets te vernietigen, en er wacht geen voorstel."


def _day(day: date | None) -> str:
    return LEEG if day is None else dag_cijfers(day)


def _why(rule: Bewaarregel) -> str:
    who = f"{rule.wie}, {dag_cijfers(rule.op)}" if rule.wie and rule.op is not None else ""
    return ": ".join(part for part in (who, rule.uitleg) if part)


class BewarenDeel(BeheerDeel):
    """A table of dossiers with what can be done about the one the keyboard stands on."""

    title = "Bewaren"
    nouns = frozenset({"casus", "vtb", "zitting", "vernietiging", "vernietigingsstop", "instelling", "gebeurtenis"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._rules: tuple[Bewaarregel, ...] = ()
        self._read = Reken(work, self, "Bewaartermijnen lezen", self._show)
        self._destroying = Reken(work, self, "Dossier vernietigen", self._destroyed, self._refused)
        gemeenten = sessie.lists["gemeenten"]
        col = Column[Bewaarregel]
        self.model: ListModel[Bewaarregel] = ListModel(
            (
                col("nummer", "Dossier", lambda r: r.dossier.nummer, width=18),
                col("soort", "Soort", lambda r: SOORTNAMEN[r.dossier.soort], width=18),
                col(
                    "gemeente",
                    "Gemeente",
                    lambda r: gemeenten.label(r.dossier.gemeente) if r.dossier.gemeente else LEEG,
                    width=14,
                ),
                col("einde", "Geëindigd", lambda r: _day(r.dossier.einde), width=11),
                col("vanaf", "Bewaren tot", lambda r: _day(r.vanaf), width=11),
                col("stand", "Stand", lambda r: r.stand.value, width=15),
                col("waarom", "Wie en waarom", _why, width=40),
            ),
            {"einde": lambda r: r.dossier.einde or date.max, "vanaf": lambda r: r.vanaf or date.max},
        )
        self.view = Choice(VIEWS)
        self.view.setAccessibleName("Welke dossiers")
        self.view.setMinimumContentsLength(22)
        self.view.activated.connect(lambda _place: self._fill())
        self.count = label("", "uitleg")
        self.table = AskTable("Dossiers en hun bewaartermijn", 3, most=10, snug=True)
        self.table.show_rows(self.model)
        self.table.asked.connect(lambda row, _column: self._open(row))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._fit())
        self.empty, self.about = hint(NIETS), label("", wrap=True)
        self.propose_button = button("Voorstellen om te vernietigen", self.ask_propose, "trash-2", "Ins")
        self.withdraw_button = button("Voorstel intrekken", self._act(sessie.bewaren.withdraw), "undo-2", "", "stil")
        self.destroy_button = button("Vernietigen", self.ask_destroy, "octagon-alert", "Del")
        self.stop_button = button("Niet vernietigen …", self.ask_stop, "ban", "", "stil")
        self.lift_button = button("Weer laten vernietigen", self._act(sessie.bewaren.lift), "check", "", "stil")
        self.declare_button = button("Verklaring opslaan …", self.save_declaration, "file-down", "", "stil")
        self.confirm, self.outcome = Bevestig(), Uitslag()
        self._outside = BuitenKluis(self, "Verklaring van vernietiging")
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addLayout(row_of(self.view, self.count, None))
        for part in (self.empty, self.table, self.about):
            layout.addWidget(part)
        layout.addLayout(
            wrap_of(
                self.propose_button,
                self.withdraw_button,
                self.destroy_button,
                self.stop_button,
                self.lift_button,
                self.declare_button,
            )
        )
        for frame in (self.confirm, self.outcome):
            layout.addWidget(frame)
        layout.addStretch()
        self.plek = KaartPlek(layout, self.confirm, self._back)
        self._fit()

    # -- reading -----------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the dossiers beside the window."""
        self._read.ask(lambda _job: self.sessie.bewaren.all())

    def _show(self, answer: object) -> None:
        if isinstance(answer, list):
            self._rules = tuple(answer)
            self._fill()

    def _fill(self) -> None:
        view = str(self.view.currentData())
        before = self.current
        shown = [rule for rule in self._rules if rule.stand in _SHOWN[view]]
        self.model.set_rows(shown)
        self.count.setText(aantal(len(shown), "dossier", "dossiers"))
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.empty.setText(NIETS if view == NU else "Hier staat nog niets.")
        same = (n for n, rule in enumerate(shown) if before is not None and rule.dossier == before.dossier)
        self.table.selectRow(next(same, 0))
        self._fit()

    @property
    def current(self) -> Bewaarregel | None:
        """The dossier that the keyboard stands on."""
        place = self.table.current_id
        return self.model.rows[place] if place is not None and place < len(self.model.rows) else None

    def _fit(self) -> None:
        """Only what can be done about this dossier can be pressed."""
        rule = self.current
        stand = None if rule is None else rule.stand
        self.about.setText(
            "" if rule is None or not rule.wie else f"{rule.dossier.nummer} – {rule.stand}. {_why(rule)}."
        )
        self.about.setVisible(bool(self.about.text()))
        own = rule is not None and rule.wie == self.sessie.actor.naam
        self.propose_button.setEnabled(stand in {Stand.TE_VERNIETIGEN, Stand.BEWAREN})
        self.withdraw_button.setEnabled(stand is Stand.VOORGESTELD)
        self.destroy_button.setEnabled(stand is Stand.VOORGESTELD and not own)
        self.destroy_button.setToolTip("Een ander dan wie het voorstelde voert het uit." if own else "")
        self.stop_button.setEnabled(stand in {Stand.TE_VERNIETIGEN, Stand.VOORGESTELD, Stand.BEWAREN, Stand.LOOPT})
        self.lift_button.setEnabled(stand is Stand.STOP)
        self.declare_button.setEnabled(any(r.stand is Stand.VERNIETIGD for r in self._rules))

    def _open(self, row: int) -> None:
        rule = self.model.rows[row]
        if rule.dossier.soort is Dossiersoort.CASUS and rule.stand is not Stand.VERNIETIGD:
            self.drill.emit([rule.dossier.id], rule.dossier.nummer)

    # -- doing -------------------------------------------------------------------------------------------------------

    def _act(self, act: Callable[[Dossiersoort, int], object]) -> Callable[[], None]:
        def run() -> None:
            rule = self.current
            if rule is not None:
                attempt(self, lambda: act(rule.dossier.soort, rule.dossier.id))

        return run

    def insert(self) -> None:
        """Insert proposes."""
        if self.propose_button.isEnabled():
            self.ask_propose()

    def ask_propose(self) -> None:
        """Ask whether the dossier must go; before its term is over only because someone asked for it."""
        rule = self.current
        if rule is None:
            return
        dossier, early = rule.dossier, rule.stand is Stand.BEWAREN
        text = f"{dossier.nummer} voorstellen om te vernietigen? Een ander voert het uit; tot dan kunt u het intrekken."
        if early:
            text = (
                f"De bewaartermijn van {dossier.nummer} loopt nog tot {_day(rule.vanaf)}. Eerder mag alleen als de "
                "jeugdige of de ouder erom heeft gevraagd en niets zich ertegen verzet."
            )
        grond = Grond.VERZOEK if early else Grond.TERMIJN
        words = "Er is om gevraagd: voorstellen" if early else "Voorstellen"
        self.confirm.ask(
            text,
            words,
            lambda: attempt(self, lambda: self.sessie.bewaren.propose(dossier.soort, dossier.id, grond)),
        )

    def ask_destroy(self) -> None:
        """Ask once more, then destroy beside the window."""
        rule = self.current
        if rule is None or not self.destroy_button.isEnabled():
            return
        dossier = rule.dossier
        self.confirm.ask(
            f"{dossier.nummer} vernietigen? Namen, teksten, bijlagen en de inhoud van het logboek gaan weg. Dit is "
            "niet ongedaan te maken.",
            "Vernietigen",
            lambda: self._destroying.ask(lambda _job: self._destroy(dossier.soort, dossier.id, dossier.nummer)),
        )

    def _destroy(self, soort: Dossiersoort, dossier_id: int, nummer: str) -> str:
        self.sessie.bewaren.destroy(soort, dossier_id)
        return nummer

    def _destroyed(self, answer: object) -> None:
        self.outcome.say(
            f"{answer} is vernietigd. In back-ups kan het nog een jaar staan; die ruimt het programma zelf op.",
            Tone.GOED,
        )
        self.load()

    def _refused(self, error: ExpertteamError) -> None:
        self.outcome.say(str(error), Tone.FOUT)

    def ask_stop(self) -> None:
        """Ask why a dossier may not go."""
        rule = self.current
        if rule is None or self.plek.start():
            return
        dossier = rule.dossier
        card = Invoer(
            f"{dossier.nummer} niet vernietigen",
            "Vastleggen",
            lambda values: self.sessie.bewaren.stop(dossier.soort, dossier.id, str(values["reden"])),
        )
        card.add(
            "reden",
            "Reden",
            QLineEdit(),
            "Bijvoorbeeld een klacht, een rechtszaak of een onderzoek van de inspectie. Geen naam van een gezin.",
            required=True,
        )
        self.plek.open(card)

    def save_declaration(self) -> None:
        """Save the verklaring of everything that was destroyed."""
        done = [rule.op for rule in self._rules if rule.stand is Stand.VERNIETIGD and rule.op is not None]
        if done:
            self._outside.ask("verklaring-van-vernietiging.pdf", lambda place: self._write(place, min(done), max(done)))

    def _write(self, place: Path, van: date, tot: date) -> None:
        def save() -> None:
            files = {place.name: self.sessie.bewaren.declaration(van, tot)}
            self.sessie.uitvoer.schrijf(files, place.parent, "verklaring van vernietiging")
            self.outcome.say(f"De verklaring staat in {place.name}.", Tone.GOED)

        attempt(self, save)

    def _back(self) -> None:
        self.load()
        self.focus_first()

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    def focus_first(self) -> None:
        """The table, or the choice of what it shows."""
        target = self.table if self.table.isVisibleTo(self) else self.view
        target.setFocus(Qt.FocusReason.TabFocusReason)
