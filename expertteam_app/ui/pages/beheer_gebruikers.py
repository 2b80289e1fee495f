"""Who may open this kluis and in what role; a new user; the own wachtzin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.access import ROLES, Right, Rol
from expertteam_app.domain.errors import ExpertteamError, UserError
from expertteam_app.domain.werkgebied import Tafels
from expertteam_app.services.gebruikers import GebruikerInfo, Gebruikerplek
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Bevestig, Uitslag
from expertteam_app.ui.pages.beheer_koppelen import KoppelKaart
from expertteam_app.ui.pages.beheer_noodcode import NoodcodeKaart
from expertteam_app.ui.pages.beheer_wachtzin import Werkkaart
from expertteam_app.ui.pages.casus_velden import Choice, button, code_choice
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.pages.cijfer_tabel import AskTable, ListModel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.fields import write_field
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.widgets.passphrase import PassphraseField
from expertteam_app.ui.work import Work

UITLEG = (
    "Een rol bepaalt wat iemand in dit programma mag doen. Een rol is geen slot: wie de kluis kan openen, zou met "
    "ander gereedschap alles erin kunnen lezen. Mag iemand iets echt niet zien, geef die dan een eigen kluis. Een "
    "werkgebied houdt dossiers van een andere gemeente of tafel uit beeld; met een reden gaat zo'n dossier toch open, "
    "en dat staat in het logboek."
)
ROL_UITLEG = {
    Rol.VOORZITTER: "mag alles, ook gebruikers toevoegen en rapporten naar buiten brengen",
    Rol.SECRETARIS: "mag alles, behalve gebruikers beheren en rapporten naar buiten brengen",
    Rol.TOEGANGSMEDEWERKER: "leest en bewerkt casussen van de eigen gemeente, leest zittingen en cijfers",
    Rol.LEZER_CIJFERS: "leest alleen cijfers en instellingen",
    Rol.BEHEERDER: "beheert gebruikers en instellingen en leest cijfers en logboek, geen casussen",
}


def role_sentence(rol: Rol) -> str:
    """What a role may, as a sentence."""
    text = ROL_UITLEG[rol]
    return f"{text[0].upper()}{text[1:]}."


def _plek(values: dict[str, object]) -> Gebruikerplek:
    """What the fields of a card say of a user."""
    persoon = str(values["persoon"] or "")
    return Gebruikerplek(
        Rol(str(values["rol"])),
        str(values["gemeente"] or "") or None,
        Tafels(str(values["tafels"])),
        int(persoon) if persoon else None,
    )


class GebruikersDeel(BeheerDeel):
    """The users, and the two cards under them."""

    title = "Gebruikers"
    nouns = frozenset({"gebruiker"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._may_write = sessie.actor.can(Right.USERS_WRITE)
        self._removing = Reken(work, self, "Gebruiker weghalen", self._removed, self._refused)
        self._name = ""
        columns: tuple[Column[GebruikerInfo], ...] = (
            Column("naam", "Naam", lambda g: g.naam, width=22),
            Column("rol", "Rol", lambda g: g.rol.value, width=20),
            Column("mag", "Mag", lambda g: ROL_UITLEG[g.rol], width=44),
            Column("gebied", "Werkgebied", self._gebied, width=27),
            Column("tafel", "Aan tafel", self._aan_tafel, width=30),
            Column("stand", "Stand", lambda g: "mag openen" if g.actief else "weggehaald", width=12),
        )
        self.model: ListModel[GebruikerInfo] = ListModel(columns)
        self.table = AskTable("Gebruikers", 2, most=8, snug=True)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._fit())
        self.add_button = button("Gebruiker toevoegen", self.show_add, "plus", "Ins")
        self.own_button = button("Eigen wachtzin wijzigen", self.show_own, "key-round")
        self.remove_button = button("Weghalen", self.ask_remove, "trash-2", "Del")
        self.change_button = button("Wijzigen", self.show_change, "pencil", "Enter")
        self.reset_button = button("Nieuwe wachtzin geven", self.show_reset, "refresh-cw")
        self.code_button = button("Nieuwe noodcode", self.show_code, "shield-check")
        self.confirm = Bevestig()
        self.outcome = Uitslag()
        self.add_card = self._make_add()
        self.own_card = self._make_own()
        self.change_card = self._make_change()
        self.reset_card = self._make_reset()
        self.code_card = NoodcodeKaart(work, sessie.kluis.naam)
        self.code_card.sent.connect(self._set_code)
        self.code_card.done.connect(lambda: self._told("De nieuwe noodcode opent de kluis; de oude niet meer."))
        self.code_card.closed.connect(self.code_button.setFocus)
        self.bind_card = KoppelKaart(sessie, work)
        self.bind_button = button(self.bind_card.act_name, lambda: self._only(self.bind_card), "lock", "", "stil")
        self.bind_card.done.connect(self._bound)
        self.bind_card.closed.connect(self.bind_button.setFocus)
        self.table.asked.connect(lambda _row, _column: self.show_change())
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addWidget(self.outcome)
        layout.addWidget(self.table)
        acts = QWidget()
        flow = FlowLayout(acts, TOKENS.s)
        for act in (self.add_button, self.change_button, self.reset_button, self.remove_button):
            flow.addWidget(act)
        for act in (self.own_button, self.bind_button, self.code_button):
            flow.addWidget(act)
        layout.addWidget(acts)
        for part in (self.confirm, *self._cards):
            layout.addWidget(part)
        layout.addStretch()
        self.add_button.setEnabled(self._may_write)
        self.code_button.setEnabled(self._may_write)

    def _make_add(self) -> Werkkaart:
        card = Werkkaart(self.work, "Gebruiker toevoegen", "Toevoegen")
        card.add("naam", "Naam", QLineEdit(), "Zo meldt deze gebruiker zich aan.", required=True)
        self._add_role(card)
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

    def _add_role(self, card: Werkkaart) -> None:
        roles = Choice((r, r.value) for r in Rol if r in ROLES)
        card.add("rol", "Rol", roles, role_sentence(Rol(roles.itemData(0))))
        row = card.rows["rol"]
        roles.currentIndexChanged.connect(lambda _n: row.set_note(role_sentence(Rol(roles.currentData()))))
        card.add(
            "gemeente",
            "Gemeente",
            code_choice(self.sessie.lists["gemeenten"], "Alle gemeenten"),
            "Een toegangsmedewerker ziet alleen dossiers van deze gemeente.",
        )
        card.add(
            "tafels",
            "Dossiers van",
            Choice((t, t.value) for t in Tafels),
            "RET en JBT gescheiden? Kies er een. Rapporten voor buiten maakt dan iemand die alles ziet.",
        )
        card.add(
            "persoon",
            "Aan tafel is dit",
            Choice([("", "Niemand van de lijst")]),
            "Kies de persoon uit Personen en mandaat: dan is te zien welk mandaat deze gebruiker heeft.",
        )

    def _gebied(self, user: GebruikerInfo) -> str:
        """Whose dossiers a user sees."""
        if Right.CASUS_READ not in ROLES[user.rol]:
            return "geen dossiers"
        gemeenten = self.sessie.lists["gemeenten"]
        bound = user.rol is Rol.TOEGANGSMEDEWERKER and user.gemeente
        where = gemeenten.label(user.gemeente) if bound and user.gemeente else "alle gemeenten"
        return f"{where}, {user.tafels.value}"

    def _aan_tafel(self, user: GebruikerInfo) -> str:
        """Who a user is at the table, and the mandaat held today."""
        if not user.persoon:
            return ""
        gemeenten = self.sessie.lists["gemeenten"]
        held = ", ".join(
            f"{gemeenten.label(code)}{f' t/m {dag_cijfers(tot)}' if tot else ''}" for code, tot in user.mandaten
        )
        return f"{user.persoon} · {f'mandaat {held}' if held else 'geen mandaat'}"

    def _show_people(self, card: Werkkaart) -> None:
        """Fill the choice of who this is at the table anew: people come and go while the card is away."""
        field = card.rows["persoon"].field
        if isinstance(field, Choice):
            field.clear()
            field.addItem("Niemand van de lijst", "")
            for number, naam in self.sessie.gebruikers.personen():
                field.addItem(naam, str(number))

    def _make_own(self) -> Werkkaart:
        card = Werkkaart(self.work, "Eigen wachtzin wijzigen", "Wijzigen")
        card.add("oud", "Huidige wachtzin", PassphraseField(), required=True)
        card.add("wachtzin", "Nieuwe wachtzin", PassphraseField(), "Minstens twaalf tekens.", required=True)
        card.add("nogmaals", "Nieuwe wachtzin nogmaals", PassphraseField(), required=True)
        card.sent.connect(self._change)
        card.done.connect(lambda: self._told("Uw wachtzin is gewijzigd. De oude opent de kluis niet meer."))
        card.closed.connect(self.own_button.setFocus)
        return card

    def _make_change(self) -> Werkkaart:
        card = Werkkaart(self.work, "Gebruiker wijzigen", "Bewaren")
        self._add_role(card)
        card.sent.connect(self._change_user)
        card.done.connect(lambda: self._told("Gewijzigd. Het geldt zodra deze gebruiker de kluis opnieuw opent."))
        card.closed.connect(self.table.setFocus)
        return card

    def _make_reset(self) -> Werkkaart:
        card = Werkkaart(self.work, "Nieuwe wachtzin geven", "Geven")
        card.add(
            "wachtzin",
            "Nieuwe wachtzin",
            PassphraseField(),
            "Voor wie de wachtzin kwijt is. Geef hem mondeling door, en laat de gebruiker hem daarna zelf wijzigen.",
            required=True,
        )
        card.sent.connect(self._reset)
        card.done.connect(lambda: self._told("De gebruiker opent de kluis nu met de nieuwe wachtzin."))
        card.closed.connect(self.table.setFocus)
        return card

    @property
    def _cards(self) -> tuple[Werkkaart, ...]:
        return self.add_card, self.own_card, self.change_card, self.reset_card, self.code_card, self.bind_card

    def _only(self, wanted: Werkkaart) -> None:
        """Open one card; the others are put away."""
        for card in self._cards:
            if card is not wanted and not card.isHidden():
                card.put_away()
        wanted.start()

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
        self.reset_button.setEnabled(self._may_write and other)
        self.change_button.setEnabled(self._may_write and user is not None and user.actief)

    def _told(self, text: str) -> None:
        self.outcome.say(text, Tone.GOED)
        self.load()

    # -- adding, changing, removing --------------------------------------------------------------------------------

    def insert(self) -> None:
        """A user, unless another card is being filled in."""
        if all(card.isHidden() for card in self._cards):
            self.show_add()

    def show_add(self) -> None:
        """Open the card for a new user."""
        if self._may_write:
            self._show_people(self.add_card)
            self._only(self.add_card)

    def show_own(self) -> None:
        """Open the card for the own wachtzin."""
        self._only(self.own_card)

    def show_change(self) -> None:
        """Open the card for the role and gemeente of the user one stands on."""
        user = self.current
        if user is None or not self.change_button.isEnabled():
            return
        self._name = user.naam
        self._show_people(self.change_card)
        self._only(self.change_card)
        shown = {"rol": user.rol, "gemeente": user.gemeente or "", "tafels": user.tafels}
        for key, value in {**shown, "persoon": str(user.persoon_id or "")}.items():
            write_field(self.change_card.rows[key].field, value)
        self.change_card.rows["rol"].set_note(role_sentence(user.rol))

    def show_reset(self) -> None:
        """Open the card for a new wachtzin of the user one stands on."""
        user = self.current
        if user is not None and self.reset_button.isEnabled():
            self._name = user.naam
            self._only(self.reset_card)

    def show_code(self) -> None:
        """Show a fresh noodcode; it counts when its last group was typed over."""
        if self._may_write:
            self._only(self.code_card)

    def _change_user(self, values: dict[str, object]) -> None:
        naam, plek = self._name, _plek(values)
        self.change_card.run("Gebruiker wijzigen", lambda: self.sessie.gebruikers.change(naam, plek))

    def _reset(self, values: dict[str, object]) -> None:
        naam, wachtzin = self._name, str(values["wachtzin"])
        self.reset_card.run("Wachtzin geven", lambda: self.sessie.gebruikers.new_passphrase(naam, wachtzin))

    def _set_code(self, values: dict[str, object]) -> None:
        code, naam, typed = self.code_card.code, str(values["welke"]), str(values["overgetypt"])
        self.code_card.run("Noodcode bewaren", lambda: self.sessie.gebruikers.set_noodcode(code, typed, naam))

    def _add(self, values: dict[str, object]) -> None:
        naam, wachtzin = str(values["naam"]).strip(), str(values["wachtzin"])
        if not naam:
            self.add_card.show_error("naam", "Vul de naam in.")
            return
        plek = _plek(values)
        self.add_card.run("Gebruiker toevoegen", lambda: self.sessie.gebruikers.add(naam, plek, wachtzin))

    def _change(self, values: dict[str, object]) -> None:
        old, new = str(values["oud"]), str(values["wachtzin"])
        if new != str(values["nogmaals"]):
            self.own_card.show_error("nogmaals", "De twee nieuwe wachtzinnen zijn niet gelijk. Typ ze opnieuw.")
            return
        change = self.sessie.gebruikers.change_passphrase
        self.own_card.run("Wachtzin wijzigen", lambda: change(old, new), under="oud")

    def _bound(self) -> None:
        bound = self.sessie.gebruikers.bound
        self.bind_button.setText(self.bind_card.act_name)
        where = "alleen nog op deze computer" if bound else "weer op elke computer"
        self._told(f"Uw wachtzin opent de kluis {where}. De noodcode opent hem overal.")

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
