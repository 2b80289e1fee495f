"""The anonimiseer-werkbank: a typecasus, what is looked at while it is written, and the casussen beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.domain.access import Right
from expertteam_app.domain.codelijst import Codelijst
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.typecasus import LANGSTE, Kenmerk, Punt, Toets, Typecasus
from expertteam_app.domain.uitgave import Stand
from expertteam_app.services.boeg_opzet import ONBEKEND
from expertteam_app.services.rapporten import RapportStand
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.werkbank import Wijziging
from expertteam_app.services.werkbank_toets import Bron, Bronnen
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import Uitslag
from expertteam_app.ui.pages.casus_velden import Choice, IconLabel, TextArea, button, scroll
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.pages.cijfer_delen import Deel, Reken
from expertteam_app.ui.pages.cijfer_tabel import AskTable, ListModel
from expertteam_app.ui.pages.rapporten_check import OTHER_NOUNS
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.work import Work

CHECK_PAUSE = 400
OWN_NOUNS = frozenset({"typecasus", "typecasus_bron"})
MEESTE = 100
"""Casussen that are listed; whoever needs more tells less."""
UIT = (
    "Typecasussen staan uit. De beheerder kan ze aanzetten bij Beheer. Vraag eerst de functionaris "
    "gegevensbescherming of dit mag."
)


@dataclass(frozen=True, slots=True, repr=False)
class Regel:
    """A casus in the list, and whether the typecasus is made of it."""

    bron: Bron
    gekozen: bool


def columns(gemeenten: Codelijst) -> tuple[Column[Regel], ...]:
    """What is shown of a casus."""
    return (
        Column("gekozen", "Gekozen", lambda r: "ja" if r.gekozen else "", width=8),
        Column("nummer", "Casus", lambda r: r.bron.nummer, width=13),
        Column("gemeente", "Gemeente", lambda r: gemeenten.label(r.bron.gemeente), width=11),
        Column("leeftijd", "Leeftijd", lambda r: r.bron.kenmerken[Kenmerk.LEEFTIJD], width=16),
        Column("zorgvorm", "Gezochte zorg", lambda r: r.bron.kenmerken[Kenmerk.ZORGVORM], width=18),
        Column("oorzaak", "Oorzaak", lambda r: r.bron.kenmerken[Kenmerk.HOOFDOORZAAK], width=18),
        Column("stap", "Stap", lambda r: r.bron.kenmerken[Kenmerk.STAP], width=8),
        Column("uitkomst", "Uitkomst", lambda r: r.bron.kenmerken[Kenmerk.UITKOMST], width=18),
    )


class Punten(QWidget):
    """The points with what is found, each with a sign and in words."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        self._signs: dict[Punt, IconLabel] = {}
        self.lines = {punt: label("", wrap=True) for punt in Punt}
        for punt, line in self.lines.items():
            self._signs[punt] = IconLabel("circle-alert")
            row = QHBoxLayout()
            row.setSpacing(TOKENS.s)
            row.addWidget(self._signs[punt])
            row.addWidget(line, 1)
            layout.addLayout(row)

    def show_points(self, toetsen: tuple[Toets, ...]) -> None:
        """Show how each point stands."""
        for toets in toetsen:
            sign = ("check", Tone.GOED) if toets.goed else ("triangle-alert", Tone.LET_OP)
            self._signs[toets.punt].set_icon(*sign)
            said = "in orde" if toets.goed else "nog niet"
            self.lines[toets.punt].setText(f"{toets.punt.value}: {said}. {toets.zin}")


class WerkbankDeel(Deel):
    """Typecasussen of one report, one at a time."""

    title = "Typecasussen"

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._periode: Periode | None = None
        self._stand = RapportStand(Stand.OPEN)
        self._cases: tuple[Typecasus, ...] = ()
        self._sources: tuple[int, ...] = ()
        self._report: ProtectedReport | None = None
        self._known: Bronnen | None = None
        self._read = Reken(work, self, "Casussen klaarzetten", self._show_known)
        self._judge = Reken(work, self, "Typecasus nakijken", self._show_points)
        self._may_write = sessie.actor.can(Right.REPORT_EXPORT)
        self.told = Uitslag()
        self.which = Choice()
        self.which.setAccessibleName("Typecasus")
        self.new_button = button("Nieuwe typecasus", self.nieuw, "plus", "Ctrl+Shift+N", "primair")
        self.remove_button = button("Verwijderen", self.verwijder, "trash-2")
        self.confirm_button = button("Ik herken hierin niemand", self.bevestig, "shield-check", "", "primair")
        self.choices = {k: Choice(empty="niet vertellen") for k in Kenmerk}
        self.area = TextArea(8)
        self.form, self.story = self._make_forms()
        self.punten = Punten()
        self.table = AskTable("Casussen waar deze typecasus van gemaakt kan zijn", lines=6)
        self._model: ListModel[Regel] = ListModel(columns(sessie.lists["gemeenten"]), parent=self.table)
        self.table.show_rows(self._model)
        self.found = hint("")
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(CHECK_PAUSE)
        self._pause.timeout.connect(self.check)
        self.area.textChanged.connect(self._pause.start)
        self.form.committed.connect(self._store)
        self.story.committed.connect(self._store)
        self.table.asked.connect(self._toggle)
        self.which.activated.connect(lambda _n: self._show_current())

    def _make_forms(self) -> tuple[Form, Form]:
        told, story = Form(), Form()
        for kenmerk, choice in self.choices.items():
            told.add(kenmerk.value, kenmerk.woorden, choice)
        story.add(
            "verhaal",
            "Verhaal",
            self.area,
            f"Verzin één verhaal uit wat deze casussen gemeen hebben, in hoogstens {LANGSTE} tekens. Schrijf “binnen "
            "enkele weken” in plaats van een datum.",
            wide=True,
        )
        return told, story

    def _lay_out(self) -> None:
        self._head, pair = QWidget(), QWidget()
        row, beside = FlowLayout(self._head, TOKENS.s), FlowLayout(pair, TOKENS.m, even=True)
        for part in (self.which, self.new_button, self.remove_button, self.confirm_button):
            row.addWidget(part)
        told, story = Card("Wat u vertelt"), Card("Het verhaal")
        points, sources = Card("Wat wordt nagekeken"), Card("De casussen ernaast")
        told.add(self.form)
        story.add(self.story)
        story.body.addStretch()
        points.add(self.punten)
        points.body.addStretch()
        sources.add(hint("Enter kiest een casus of laat hem weer los. Wat hier staat, blijft in de kluis."))
        sources.add(self.found)
        sources.add(self.table)
        beside.addWidget(story)
        beside.addWidget(points)
        self._parts, content = QWidget(), QWidget()
        for holder, parts in ((self._parts, (told, pair, sources)), (content, (self.told, self._head, self._parts))):
            layout = QVBoxLayout(holder)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(TOKENS.m)
            for widget in parts:
                layout.addWidget(widget)
            layout.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll(content))

    # -- what it shows -------------------------------------------------------------------------------------------

    @property
    def current(self) -> Typecasus | None:
        """The typecasus on the screen, as it is stored."""
        return next((t for t in self._cases if t.id == self.which.currentData()), None)

    def show_period(self, periode: Periode, stand: RapportStand) -> None:
        """Show the typecasussen of another report, or of one that went a step further."""
        self.flush()
        if periode != self._periode:
            self._report = self._known = None
        self._periode, self._stand = periode, stand
        self._load()

    def set_report(self, report: object) -> None:
        """The tables that readers have beside the stories."""
        if isinstance(report, ProtectedReport):
            self._report, self._known = report, None
            self._prepare()

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read again; its own changes leave the fields alone."""
        if self._periode is None:
            return
        if nouns and nouns <= OWN_NOUNS:
            self._cases = self._sessie.werkbank.all(self._periode) if self._on else ()
            self._tell()
            return
        if nouns and not nouns - OTHER_NOUNS:
            return
        self.flush()
        self._known = None
        self._load()

    @property
    def _on(self) -> bool:
        return self._sessie.actor.can(Right.CASUS_READ) and self._sessie.werkbank.aan

    def _load(self) -> None:
        on, periode = self._on, self._periode
        self._head.setVisible(on)
        self._cases = self._sessie.werkbank.all(periode) if on and periode is not None else ()
        chosen = self.which.currentData()
        self.which.clear()
        for number, typecasus in enumerate(self._cases, start=1):
            self.which.addItem(f"Typecasus {number}", typecasus.id)
        self.which.choose(chosen if chosen in {t.id for t in self._cases} else None)
        self._show_current()
        self._prepare()

    def _prepare(self) -> None:
        periode, report = self._periode, self._report
        if self._on and self._known is None and periode is not None and report is not None and self._cases:
            self._read.ask(lambda job: self._sessie.werkbank.bronnen(periode, report, lambda: job.stopped))

    def _show_known(self, answer: object) -> None:
        if not isinstance(answer, Bronnen):
            return
        self._known = answer
        for kenmerk, choice in self.choices.items():
            choice.clear()
            choice.addItem("niet vertellen", "")
            groups = answer.spec.groups(kenmerk)
            for value in (*groups, *(c for c in answer.spec.categorieen[kenmerk] if c != ONBEKEND)):
                choice.addItem(value, value)
        self._show_told()
        self._list_sources()
        self.check()

    def _show_current(self) -> None:
        now = self.current
        self._parts.setVisible(now is not None)
        self._show_told()
        self.story.set_value("verhaal", now.verhaal if now else "")
        self._sources = now.bronnen if now else ()
        self._list_sources()
        self._tell()
        self.check()

    def _show_told(self) -> None:
        now = self.current
        for kenmerk in Kenmerk:
            self.form.set_value(kenmerk.value, now.kenmerken.get(kenmerk, "") if now else "")

    def _tell(self) -> None:
        now, stand = self.current, self._stand.stand
        fixed = stand in (Stand.AANGEBODEN, Stand.VRIJGEGEVEN)
        mine = now is not None and not now.uitgegeven and now.gemaakt_door == self._sessie.actor.naam
        open_ = self._may_write and not fixed and mine
        for choice in self.choices.values():
            choice.setEnabled(open_)
        self.area.setReadOnly(not open_)
        self.new_button.setVisible(self._may_write and not fixed)
        self.which.setVisible(bool(self._cases))
        self.remove_button.setVisible(self._may_write and not fixed and now is not None)
        may_confirm = stand is Stand.AANGEBODEN and now is not None and now.bevestigd is None and self._may_confirm(now)
        self.confirm_button.setVisible(may_confirm)
        self.told.say(*self._state(now))

    @property
    def may_begin(self) -> bool:
        """Whether a typecasus can be begun now."""
        return self._may_write and self._on and self._stand.stand not in (Stand.AANGEBODEN, Stand.VRIJGEGEVEN)

    def _may_confirm(self, now: Typecasus) -> bool:
        makers = {now.gemaakt_door, *(p[1] for p in (self._stand.bevroren, self._stand.aangeboden) if p is not None)}
        return self._sessie.actor.can(Right.REPORT_RELEASE) and self._sessie.actor.naam not in makers

    def _state(self, now: Typecasus | None) -> tuple[str, Tone]:
        if not self._on:
            return (UIT if self._sessie.actor.can(Right.CASUS_READ) else "Met uw rol ziet u geen casussen."), Tone.INFO
        if now is None:
            text = "Bij dit rapport is geen typecasus. Dat hoeft ook niet: een rapport zonder is het veiligst."
            return text, Tone.INFO
        if now.bevestigd is not None:
            day, who = now.bevestigd
            return f"{who} las deze typecasus op {dag_cijfers(day)} en herkent er niemand in.", Tone.GOED
        return self._who_is_next(now), Tone.INFO

    def _who_is_next(self, now: Typecasus) -> str:
        if now.uitgegeven:
            return "Deze typecasus ging al naar buiten en ligt vast."
        if self._stand.stand is Stand.AANGEBODEN:
            return "De tweede lezer leest deze typecasus naast de casussen, en bevestigt hem of geeft het terug."
        if now.gemaakt_door != self._sessie.actor.naam:
            return f"{now.gemaakt_door} maakte deze typecasus; alleen die kan hem wijzigen."
        return "Gaat alleen mee in het rapport als alle punten in orde zijn."

    def _list_sources(self) -> None:
        known = self._known
        if known is None or self.current is None:
            self._model.set_rows(())
            self.found.setText("De casussen worden klaargezet." if self._report else "Eerst komen de cijfers klaar.")
            return
        chosen = [b for b in known.casussen if b.casus_id in self._sources]
        fitting = [b for b in known.fitting(self._told()) if b.casus_id not in self._sources]
        rows = [*(Regel(b, gekozen=True) for b in chosen), *(Regel(b, gekozen=False) for b in fitting)]
        self._model.set_rows(rows[: max(MEESTE, len(chosen))])
        more = f" De eerste {MEESTE} staan hier." if len(rows) > MEESTE else ""
        self.found.setText(f"{aantal(len(chosen), 'casus', 'casussen')} gekozen; {len(fitting)} andere passen.{more}")

    # -- what one does -------------------------------------------------------------------------------------------

    def _told(self) -> dict[Kenmerk, str]:
        return {k: str(v) for k in Kenmerk if (v := self.form.value(k.value))}

    def _store(self, key: str, value: object) -> None:
        now = self.current
        if now is None:
            return
        change = Wijziging(verhaal=str(value)) if key == "verhaal" else Wijziging(kenmerken=self._told())
        attempt(self, lambda: self._sessie.werkbank.wijzig(now.id, change))
        self._again()

    def _again(self) -> None:
        if self._periode is not None:
            self._cases = self._sessie.werkbank.all(self._periode)
        self._list_sources()
        self._tell()
        self.check()

    def _toggle(self, place: int, _column: str) -> None:
        now, casus = self.current, self._model.rows[place].bron.casus_id
        if now is None or self.area.isReadOnly():
            return
        inside = casus in self._sources
        wanted = tuple(c for c in self._sources if c != casus) if inside else (*self._sources, casus)
        if attempt(self, lambda: self._sessie.werkbank.wijzig(now.id, Wijziging(bronnen=wanted))):
            self._sources = wanted
            self._again()
            row = next((i for i, r in enumerate(self._model.rows) if r.bron.casus_id == casus), 0)
            self.table.setCurrentIndex(self._model.index(row, 0))

    def check(self) -> None:
        """Look at what is on the screen now, also where it is still being typed."""
        self._pause.stop()
        now, known = self.current, self._known
        if now is None or known is None:
            return
        seen = replace(now, kenmerken=self._told(), verhaal=self.area.toPlainText(), bronnen=self._sources)
        self._judge.ask(lambda _job: self._sessie.werkbank.toets(seen, known))

    def _show_points(self, answer: object) -> None:
        if isinstance(answer, tuple):
            self.punten.show_points(answer)

    def nieuw(self) -> None:
        """Begin a typecasus."""
        periode = self._periode
        if periode is None or not self.may_begin:
            return
        made: list[int] = []
        if attempt(self, lambda: made.append(self._sessie.werkbank.nieuw(periode))):
            self._load()
            self.which.choose(made[0])
            self._show_current()
            self.choices[Kenmerk.LEEFTIJD].setFocus()

    def verwijder(self) -> None:
        """Take the typecasus on the screen out of the report."""
        now = self.current
        if now is not None and attempt(self, lambda: self._sessie.werkbank.verwijder(now.id)):
            self._load()

    def bevestig(self) -> None:
        """The second reader recognises nobody."""
        now = self.current
        if now is not None and attempt(self, lambda: self._sessie.werkbank.bevestig(now.id)):
            self._again()

    def focus_first(self) -> None:
        """The first field, or the button to begin."""
        (self.choices[Kenmerk.LEEFTIJD] if self.current is not None else self.new_button).setFocus()

    def flush(self) -> None:
        """Hand on what is being typed."""
        self.form.flush()
        self.story.flush()
