"""The check of the kluis, and its back-ups: make one, look what is in one, put one back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.services.backups import PROEF_DAGEN, Inhoud, Proef, Reservekopie, Voorbeeld
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Bevestig, Uitslag
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.pages.cijfer_tabel import AskTable, ListModel
from expertteam_app.ui.text import aantal, dag_cijfers, getal, tijdstip
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.work import Work

CONTROLE = (
    "Leest elke bladzijde van het bestand en kijkt of die heel is, of alle verwijzingen kloppen, of de keten van het "
    "logboek klopt en aansluit op dat in de back-ups, en of de lijst van casussen zegt wat de tijdlijnen zeggen. Er "
    "wordt niets gewijzigd."
)
BACKUP = (
    "Bij het vergrendelen maakt het programma zelf een back-up als er iets is veranderd: een versleutelde kopie die is "
    "nagelezen. Van de laatste twee dagen blijven ze allemaal, daarna één per dag, week en maand, een jaar lang. "
    "Een tweede plaats kiest u bij Instellingen. Enter laat zien wat er in een back-up zit."
)
REDENEN = {
    "afsluiten": "bij vergrendelen",
    "openen": "bij openen",
    "handmatig": "zelf gemaakt",
    "voor-sleutelwissel": "voor een nieuwe sleutel",
}


def _when(kopie: Reservekopie) -> str:
    moment = kopie.moment.astimezone()
    return f"{dag_cijfers(moment.date())} {tijdstip(moment)}"


KOLOMMEN = (
    Column[Reservekopie]("moment", "Gemaakt", _when, width=20),
    Column[Reservekopie]("reden", "Waarom", lambda k: REDENEN.get(k.reden, "voor het bijwerken"), width=24),
    Column[Reservekopie]("grootte", "Grootte", lambda k: f"{getal(k.bytes / 1024 / 1024, 1)} MB", width=10),
)
OPNIEUW = "Rekent de lijst van casussen opnieuw uit hun tijdlijnen; nodig als de controle zegt dat die afwijkt."


def _counted(inhoud: Inhoud) -> str:
    return f"{aantal(inhoud.casussen, 'casus', 'casussen')} en {aantal(inhoud.zittingen, 'zitting', 'zittingen')}"


class ControleDeel(BeheerDeel):
    """Three cards, each with what it does and what came out."""

    title = "Controle en back-up"

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._check = Reken(work, self, "Kluis controleren", self._checked)
        self._backup = Reken(work, self, "Back-up maken", self._backed_up)
        self._look = Reken(work, self, "Back-up bekijken", self._show_inside, self._refused)
        self._restore = Reken(work, self, "Back-up terugzetten", self._restored, self._refused)
        self._trial = Reken(work, self, "Back-up op proef terugzetten", self._tried, self._refused)
        self._rebuild = Reken(work, self, "Lijst opnieuw berekenen", self._rebuilt)
        self.check_button = button("Kluis controleren", self.check, "shield-check", role="primair")
        self.backup_button = button("Back-up maken", self.backup, "copy")
        self.trial_button = button("Proef met terugzetten", self.trial, "history", role="stil")
        self.rebuild_button = button("Lijst opnieuw berekenen", self.rebuild, "refresh-cw")
        self.rebuild_button.setEnabled(sessie.actor.can(Right.SETTINGS_WRITE))
        self.findings, self.backed_up, self.rebuilt = Uitslag(), Uitslag(), Uitslag()
        self.model: ListModel[Reservekopie] = ListModel(KOLOMMEN)
        self.table = AskTable("Back-ups van deze kluis", 3, most=6, snug=True)
        self.table.show_rows(self.model)
        self.table.asked.connect(lambda row, _column: self.look(row))
        self.confirm, self.second, self.last_trial = Bevestig(), hint(""), hint("")
        layout = self.lay_out()
        for name, text, press, outcome in (
            ("Controle", CONTROLE, self.check_button, self.findings),
            ("Back-up", BACKUP, self.backup_button, self.backed_up),
            ("Lijst van casussen", OPNIEUW, self.rebuild_button, self.rebuilt),
        ):
            card = Card(name)
            card.add(hint(text))
            buttons = (press, self.trial_button) if press is self.backup_button else (press,)
            card.body.addLayout(row_of(*buttons, None))
            card.add(outcome)
            if press is self.backup_button:
                for part in (self.confirm, self.table, self.second, self.last_trial):
                    card.add(part)
            layout.addWidget(card)
        layout.addStretch()

    def check(self) -> None:
        """Check the kluis beside the window."""
        self.findings.say("Bezig met controleren …", Tone.NEUTRAAL)
        self._check.ask(lambda _job: (*self.sessie.beheer.controle(), *self.sessie.backups.keten()))

    def _checked(self, answer: object) -> None:
        if isinstance(answer, tuple) and answer:
            lines = "\n".join(f"• {finding}" for finding in answer)
            told = aantal(len(answer), "bevinding", "bevindingen")
            self.findings.say(f"{told}:\n{lines}\nMaak niets nieuws voordat dit is opgelost.", Tone.FOUT)
        else:
            self.findings.say("Alles klopt: er zijn geen bevindingen.", Tone.GOED)

    def backup(self) -> None:
        """Make a back-up beside the window."""
        self.backed_up.say("Bezig met kopiëren en nalezen …", Tone.NEUTRAAL)
        self._backup.ask(lambda _job: self.sessie.backups.maak())

    def _backed_up(self, answer: object) -> None:
        if isinstance(answer, Path):
            self.backed_up.say(f"De back-up is gemaakt en nagelezen: {answer.name} in {answer.parent}.", Tone.GOED)
            self.load()

    def load(self) -> None:
        """Read which back-ups there are."""
        self.model.set_rows(self.sessie.backups.all())
        self.table.selectRow(0)
        self.last_trial.setText(self._about_trial())
        told = self.sessie.backups.tweede_plaats()
        self.second.setText(told)
        self.second.setVisible(bool(told))

    def _about_trial(self) -> str:
        """When putting back was last tried, and whether it is time again."""
        last, today = self.sessie.backups.laatste_proef(), self.sessie.context.vandaag()
        if last is None:
            return "Terugzetten is nog nooit geprobeerd. Doe nu een proef: een back-up telt pas als hij terug kan."
        told = f"Terugzetten is voor het laatst geprobeerd op {dag_cijfers(last)}."
        late = (today - last).days > PROEF_DAGEN
        return f"{told} Dat is langer dan een maand geleden; doe nu een proef." if late else told

    def trial(self) -> None:
        """Put the newest back-up back on trial, beside the window."""
        self.backed_up.say("Bezig met terugzetten en nalezen …", Tone.NEUTRAAL)
        self._trial.ask(lambda _job: self.sessie.backups.proef())

    def _tried(self, answer: object) -> None:
        if not isinstance(answer, Proef):
            return
        if answer.bevindingen:
            lines = "\n".join(f"• {each}" for each in answer.bevindingen)
            self.backed_up.say(
                f"De back-up van {_when(answer.kopie)} komt niet heel terug:\n{lines}\nMaak nu een nieuwe back-up en "
                "probeer die.",
                Tone.FOUT,
            )
        else:
            self.backed_up.say(
                f"De back-up van {_when(answer.kopie)} is op proef teruggezet, nagelezen en weer weggehaald: "
                f"{_counted(answer.inhoud)}, en alles klopt. Kijk nu ook of de noodcode nog ligt waar hij hoort, en "
                "of u bij de tweede plaats kunt.",
                Tone.GOED,
            )
        self.load()

    def look(self, row: int) -> None:
        """Show what is in a back-up, beside what is in the kluis, and ask whether it must come back."""
        kopie = self.model.rows[row]
        self._look.ask(lambda _job: self.sessie.backups.bekijk(kopie))

    def _show_inside(self, answer: object) -> None:
        if not isinstance(answer, Voorbeeld):
            return
        inside, now = answer.inhoud, answer.nu
        what = f"In de back-up van {_when(answer.kopie)} zitten {_counted(inside)}; in de kluis nu {_counted(now)}. "
        if answer.handelingen is None:
            what += "Deze back-up is geen eerdere stand van deze kluis: het logboek loopt anders."
        elif answer.handelingen:
            what += f"Sindsdien gebeurde er {answer.handelingen} keer iets; dat zit niet in de back-up."
        else:
            what += "Sindsdien is er niets veranderd."
        if answer.vernietigd:
            what += (
                f" Sindsdien vernietigd, en in de back-up nog heel: {', '.join(answer.vernietigd)}. In de nieuwe kluis "
                "staat bij Bewaren al een voorstel om ze opnieuw te vernietigen; een ander voert dat uit."
            )
        if not self._may_restore:
            self.backed_up.say(what, Tone.INFO)
            return
        self.confirm.ask(
            f"{what} Terugzetten maakt er een nieuwe kluis van, naast deze. Deze blijft zoals hij is.",
            "Terugzetten als nieuwe kluis",
            lambda: self._put_back(answer.kopie),
        )

    @property
    def _may_restore(self) -> bool:
        return self.sessie.actor.can(Right.SETTINGS_WRITE)

    def _put_back(self, kopie: Reservekopie) -> None:
        self._restore.ask(lambda _job: self.sessie.backups.zet_terug(kopie))

    def _restored(self, answer: object) -> None:
        if isinstance(answer, Path):
            self.backed_up.say(
                f"De nieuwe kluis heet {answer.name} en staat in {answer.parent}. Vergrendel deze kluis en open de "
                "nieuwe met uw wachtzin van nu.",
                Tone.GOED,
            )

    def _refused(self, error: ExpertteamError) -> None:
        self.backed_up.say(str(error), Tone.LET_OP)

    def rebuild(self) -> None:
        """Compute the list of casussen anew, beside the window."""
        self.rebuilt.say("Bezig met rekenen …", Tone.NEUTRAAL)
        self._rebuild.ask(lambda _job: self.sessie.beheer.rebuild())

    def _rebuilt(self, answer: object) -> None:
        if isinstance(answer, int):
            self.rebuilt.say(f"Opnieuw berekend: {aantal(answer, 'casus', 'casussen')}.", Tone.GOED)

    def focus_first(self) -> None:
        """The check."""
        self.check_button.setFocus(Qt.FocusReason.TabFocusReason)
