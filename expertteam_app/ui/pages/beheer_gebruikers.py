"""Who may open this kluis and in what role; a new user; the own wachtzin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.access import ROLES, Right, Rol
from expertteam_app.domain.errors import ExpertteamError, UserError
from expertteam_app.services.gebruikers import GebruikerInfo
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Bevestig, Uitslag
from expertteam_app.ui.pages.beheer_wachtzin import Werkkaart
from expertteam_app.ui.pages.casus_velden import Choice, button, code_choice
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.widgets.passphrase import PassphraseField
from expertteam_app.ui.work import Work

UITLEG = (
    "Een rol bepaalt wat iemand in dit programma mag doen. Een rol is geen slot: wie de kluis kan openen, zou met "
    "ander gereedschap alles erin kunnen lezen. Mag iemand iets echt niet zien, geef die dan een eigen kluis."
)
ROL_UITLEG = {
    Rol.VOORZITTER: "mag alles, ook gebruikers toevoegen en rapporten naar buiten brengen",
    Rol.SECRETARIS: "mag alles, behalve gebruikers beheren en rapporten naar buiten brengen",
    Rol.TOEGANGSMEDEWERKER: "leest en bewerkt casussen, leest zittingen en cijfers",
    Rol.LEZER_CIJFERS: "leest alleen cijfers en instellingen",
    Rol.BEHEERDER: "beheert gebruikers en instellingen en leest cijfers en logboek, geen casussen",
}


class GebruikersDeel(BeheerDeel):
    """The users, and the two cards under them."""

    title = "Gebruikers"
    nouns = frozenset({"gebruiker"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._may_write = sessie.actor.can(Right.USERS_WRITE)
        self._removing = Reken(work, self, "Gebruiker weghalen", self._removed, self._refused)
        self._name = ""
        gemeenten = sessie.lists["gemeenten"]
        columns: tuple[Column[GebruikerInfo], ...] = (
            Column("naam", "Naam", lambda g: g.naam, width=22),
            Column("rol", "Rol", lambda g: g.rol.value, width=18),
            Column("mag", "Mag", lambda g: ROL_UITLEG[g.rol], width=60),
            Column("gemeente", "Gemeente", lambda g: gemeenten.label(g.gemeente) if g.gemeente else "", width=14),
            Column("stand", "Stand", lambda g: "mag openen" if g.actief else "weggehaald", width=12),
        )
        self.model: ListModel[GebruikerInfo] = ListModel(columns)
        self.table = FillTable("Gebruikers", 2, most=8, snug=True)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._fit())
        self.add_button = button("Gebruiker toevoegen", self.show_add, "plus", "Ins")
        self.own_button = button("Eigen wachtzin wijzigen", self.show_own, "key-round")
        self.remove_button = button("Weghalen", self.ask_remove, "trash-2", "Del")
        self.confirm = Bevestig()
        self.outcome = Uitslag()
        self.add_card = self._make_add()
        self.own_card = self._make_own()
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addWidget(self.outcome)
        layout.addWidget(self.table)
        layout.addLayout(row_of(self.add_button, self.own_button, self.remove_button, None))
        for part in (self.confirm, self.add_card, self.own_card):
            layout.addWidget(part)
        layout.addStretch()
        self.add_button.setEnabled(self._may_write)

    def _make_add(self) -> Werkkaart:
        card = Werkkaart(self.work, "Gebruiker toevoegen", "Toevoegen")
        card.add("naam", "Naam", QLineEdit(), "Zo meldt deze gebruiker zich aan.", required=True)
        card.add("rol", "Rol", Choice((r, f"{r.value}: {ROL_UITLEG[r]}") for r in Rol if r in ROLES))
        card.add("gemeente", "Gemeente", code_choice(self.sessie.lists["gemeenten"], "Geen"))
        card.add(
            "wachtzin",
            "Eerste wachtzin",
            PassphraseField(),
            "Minstens twaalf tekens, bijvoorbeeld vier losse woorden. Laat de gebruiker hem zelf wijzigen.",
            required=True,
        )
        card.sent.connect(self._add)
        card.done.connect(lambda: self._told("De gebruiker kan de kluis nu openen."))
        card.closed.connect(self.add_button.setFocus)
        return card

    def _make_own(self) -> Werkkaart:
        card = Werkkaart(self.work, "Eigen wachtzin wijzigen", "Wijzigen")
        card.add("oud", "Huidige wachtzin", PassphraseField(), required=True)
        card.add("wachtzin", "Nieuwe wachtzin", PassphraseField(), "Minstens twaalf tekens.", required=True)
        card.add("nogmaals", "Nieuwe wachtzin nogmaals", PassphraseField(), required=True)
        card.sent.connect(self._change)
        card.done.connect(lambda: self._told("Uw wachtzin is gewijzigd. De oude opent de kluis niet meer."))
        card.closed.connect(self.own_button.setFocus)
        return card

    def load(self) -> None:
        """Read the users."""
        self.model.set_rows(self.sessie.gebruikers.all())
        self.table.selectRow(0)
        self._fit()

    @property
    def current(self) -> GebruikerInfo | None:
        """The user one stands on."""
        row = self.table.current_id
        return self.model.rows[row] if row is not None and row < len(self.model.rows) else None

    def _fit(self) -> None:
        user = self.current
        other = user is not None and user.actief and user.naam != self.sessie.actor.naam
        self.remove_button.setEnabled(self._may_write and other)

    def _told(self, text: str) -> None:
        self.outcome.say(text, Tone.GOED)
        self.load()

    # -- adding, changing, removing --------------------------------------------------------------------------------

    def insert(self) -> None:
        """A user, unless the own wachtzin is being typed."""
        if self.own_card.isHidden():
            self.show_add()

    def show_add(self) -> None:
        """Open the card for a new user."""
        if self._may_write:
            self.own_card.put_away()
            self.add_card.start()

    def show_own(self) -> None:
        """Open the card for the own wachtzin."""
        self.add_card.put_away()
        self.own_card.start()

    def _add(self, values: dict[str, object]) -> None:
        naam, wachtzin = str(values["naam"]).strip(), str(values["wachtzin"])
        if not naam:
            self.add_card.show_error("naam", "Vul de naam in.")
            return
        rol, gemeente = Rol(str(values["rol"])), str(values["gemeente"] or "") or None
        self.add_card.run("Gebruiker toevoegen", lambda: self.sessie.gebruikers.add(naam, rol, wachtzin, gemeente))

    def _change(self, values: dict[str, object]) -> None:
        old, new = str(values["oud"]), str(values["wachtzin"])
        if new != str(values["nogmaals"]):
            self.own_card.show_error("nogmaals", "De twee nieuwe wachtzinnen zijn niet gelijk. Typ ze opnieuw.")
            return
        change = self.sessie.gebruikers.change_passphrase
        self.own_card.run("Wachtzin wijzigen", lambda: change(old, new), under="oud")

    def ask_remove(self) -> None:
        """Ask whether the user must go."""
        user = self.current
        if user is None or not self.remove_button.isEnabled():
            return
        self.confirm.ask(
            f"{user.naam} weghalen? De kluis opent daarna niet meer met die naam en wachtzin, en krijgt een nieuwe "
            "sleutel zodra u hem vergrendelt. Wie een oude kopie van de bestanden heeft, kan die kopie nog wel openen.",
            f"{user.naam} weghalen",
            lambda: self._remove(user.naam),
        )

    def _remove(self, naam: str) -> None:
        self._name = naam
        self._removing.ask(lambda _job: self.sessie.gebruikers.remove(naam))

    def _removed(self, _answer: object) -> None:
        self._told(
            f"{self._name} kan deze kluis niet meer openen. Vergrendel de kluis nu (Ctrl+L): dan krijgt hij een nieuwe "
            "sleutel. Kende deze persoon de noodcode, maak dan ook een nieuwe noodcode."
        )

    def _refused(self, error: ExpertteamError) -> None:
        if isinstance(error, UserError):
            self.outcome.say(str(error), Tone.LET_OP)
        else:
            show_error(self, error)

    def focus_first(self) -> None:
        """The table."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
