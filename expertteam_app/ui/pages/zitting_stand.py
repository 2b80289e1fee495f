"""How far the verslag is: ter reactie, vastgesteld, getekend; reactions, corrections, and who got what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.errors import ExpertteamError, FieldError
from expertteam_app.domain.tafel import ZittingDossier
from expertteam_app.domain.verslag import ReactieInfo, VasteVersie, Verslagstand, VerzendingInfo
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.exchange.bestand import read_file
from expertteam_app.security.pades import MAX_PKCS12
from expertteam_app.ui.bestandskeuze import ask_files, ask_place
from expertteam_app.ui.errors import find_message_place, show_error
from expertteam_app.ui.pages.casus_invoer import Act, Invoer, KaartPlek
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, button, code_choice, coming_date, past_date
from expertteam_app.ui.pages.zitting_brief import BriefKaart
from expertteam_app.ui.pages.zitting_rows import Row, WholeList
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import heading, hint, label


class Stand(QWidget):
    """The state of the verslag with what can be done.

    Emits `finalise` when vaststellen is asked for and `signed` when this user signed.
    """

    finalise = Signal()
    signed = Signal()

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._dossier: ZittingDossier | None = None
        self._stand: Verslagstand | None = None
        self._line = label("", wrap=True)
        self.react_button = button("Ter reactie leggen", self.ask_reactie_tot, "message-square")
        self.final_button = button("Vaststellen", self.finalise.emit, "shield-check", "F10", "primair")
        self.sign_button = button("Tekenen", self.ask_signature, "pencil", "F10", "primair")
        self.correct_button = button("Correctie beginnen", self.ask_correction, "pencil", "", "stil")
        self.reaction_button = button("Reactie toevoegen", self.ask_reaction, "plus", "Ins")
        self.letter_button = button("Brief of lijst maken", self.ask_letter, "file-text", "", "stil")
        self.versions = WholeList("Vastgestelde versies")
        self.versions.opened.connect(self.save_version)
        self.reactions = WholeList("Reacties op het verslag")
        self.sendings = WholeList("Verzendlijst")
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, TOKENS.s)
        for each in self._buttons:
            flow.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TOKENS.m, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(self._line)
        layout.addWidget(buttons)
        self.plek = KaartPlek(layout, layout.count(), self.focus_first)
        self._parts: list[tuple[QWidget, WholeList]] = []
        for words, note, rows in (
            ("Versies", "Enter slaat een versie op als PDF. Een oude versie blijft altijd bestaan.", self.versions),
            (
                "Reacties",
                "Woord voor woord, achter het verslag. Het verslag zelf verandert er niet door.",
                self.reactions,
            ),
            ("Verzendlijst", "Wie kreeg wat, wanneer en hoe.", self.sendings),
        ):
            part = QWidget()
            inside = QVBoxLayout(part)
            inside.setContentsMargins(0, TOKENS.s, 0, 0)
            inside.setSpacing(TOKENS.xs)
            inside.addWidget(heading(words))
            inside.addWidget(hint(note))
            inside.addWidget(rows)
            layout.addWidget(part)
            self._parts.append((part, rows))
        layout.addStretch()

    @property
    def _buttons(self) -> tuple[QWidget, ...]:
        return (
            self.react_button,
            self.final_button,
            self.sign_button,
            self.reaction_button,
            self.letter_button,
            self.correct_button,
        )

    # -- showing -----------------------------------------------------------------------------------------------

    def show_dossier(self, dossier: ZittingDossier) -> None:
        """Show how far the verslag of a zitting is."""
        if self._dossier is not None and self._dossier.id != dossier.id:
            self.plek.close()
        self._dossier = dossier
        try:
            stand = self._stand = self._tafel.sessie.verslagen.stand(dossier.id)
        except ExpertteamError as error:
            show_error(self, error)
            return
        self._line.setText(_words(dossier, stand))
        self._show_buttons(dossier, stand)
        names = {p.id: f"punt {p.volgorde}" for p in dossier.punten}
        roles = partial(self._tafel.label, "tafelrollen")
        self.versions.show_rows([_version(each) for each in stand.versies])
        self.reactions.show_rows([_reaction(each, roles(each.rol), names) for each in stand.reacties])
        self.sendings.show_rows([_sending(each, names) for each in stand.verzendingen])
        for part, rows in self._parts:
            part.setVisible(bool(rows.count()))

    def _show_buttons(self, dossier: ZittingDossier, stand: Verslagstand) -> None:
        actor = self._tafel.sessie.actor
        planned = not dossier.status.begonnen
        final = dossier.status is ZittingStatus.VASTGESTELD
        role = self._tafel.sessie.handtekeningen.rol()
        signed = bool(stand.versies) and any(h.rol == role for h in stand.versies[0].handtekeningen)
        self.react_button.setVisible(self._tafel.can_write and not planned and not final)
        self.final_button.setVisible(actor.can(Right.VERSLAG_FINALISE) and not planned and not final)
        self.sign_button.setVisible(final and bool(role) and not signed)
        self.reaction_button.setVisible(self._tafel.can_write and not planned)
        self.letter_button.setVisible(actor.can(Right.VERSLAG_MAKE) and bool(dossier.punten))
        self.correct_button.setVisible(final and actor.can(Right.VERSLAG_FINALISE))

    def focus_first(self) -> None:
        """The first thing that can be done."""
        for each in self._buttons:
            if each.isVisibleTo(self):
                each.setFocus()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ins adds a reaction."""
        if event.key() == Qt.Key.Key_Insert and self.card is None:
            self.ask_reaction()
            return
        super().keyPressEvent(event)

    # -- cards -------------------------------------------------------------------------------------------------

    @property
    def card(self) -> Invoer | None:
        """The card that is open."""
        return self.plek.card

    def _open(self, title: str, confirm: str, act: Act, fill: Callable[[Invoer], None], draft: str = "") -> None:
        concept = self._tafel.concept(f"{draft}-{self._id}") if draft else None
        card = Invoer(title, confirm, act, concept)
        fill(card)
        self.plek.open(card, self._done)

    @property
    def _id(self) -> int:
        return self._dossier.id if self._dossier is not None else 0

    def _done(self) -> None:
        self.plek.close()
        self._tafel.changed.emit()

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    def ask_reactie_tot(self) -> None:
        """Ask until when people can react."""

        def fill(card: Invoer) -> None:
            days = "Leeg: zoveel dagen als bij de instellingen staat."
            card.add("tot", "Reageren kan tot en met", coming_date(self._tafel.today), days)

        def act(values: Mapping[str, object]) -> None:
            tot = values["tot"]
            self._tafel.sessie.verslagen.ter_reactie(self._id, tot if isinstance(tot, date) else None)

        self._open("Verslag ter reactie leggen", "Ter reactie leggen", act, fill)

    def ask_correction(self) -> None:
        """Ask why the verslag must be corrected."""

        def fill(card: Invoer) -> None:
            card.add("reden", "Waarom wordt het verslag verbeterd?", TextArea(2), required=True, wide=True)
            card.set_note("De reden komt in de nieuwe versie te staan. De oude versie blijft zoals zij is.")

        def act(values: Mapping[str, object]) -> None:
            self._tafel.sessie.verslagen.corrigeren(self._id, str(values["reden"]))

        self._open("Correctie beginnen", "Beginnen", act, fill, "verslag-correctie")

    def ask_reaction(self) -> None:
        """Ask what someone said of the verslag."""
        dossier = self._dossier
        if dossier is None or not self.reaction_button.isVisibleTo(self):
            return

        def fill(card: Invoer) -> None:
            if len(dossier.punten) > 1:
                card.add("punt", "Over welk punt?", Choice([(p.id, p.titel) for p in dossier.punten]), required=True)
            card.add("van", "Van wie?", QLineEdit(), required=True)
            card.add("rol", "In welke rol?", code_choice(self._tafel.codes("tafelrollen")))
            card.form.set_value("rol", "ouder")
            card.add("ontvangen_op", "Wanneer gekomen?", past_date(self._tafel.today), required=True)
            card.form.set_value("ontvangen_op", self._tafel.today())
            card.add("tekst", "De reactie, woord voor woord", TextArea(4), required=True, wide=True)

        def act(values: Mapping[str, object]) -> None:
            op, punt = values["ontvangen_op"], values.get("punt")
            if not isinstance(op, date):
                raise FieldError("ontvangen_op", "Vul de dag in waarop de reactie kwam.")
            self._tafel.sessie.verslagen.reactie_toevoegen(
                dossier.id,
                van=str(values["van"]),
                rol=str(values["rol"]),
                tekst=str(values["tekst"]),
                ontvangen_op=op,
                punt_id=punt if isinstance(punt, int) else None,
            )

        self._open("Reactie toevoegen", "Toevoegen", act, fill, "verslag-reactie")

    def ask_letter(self) -> None:
        """Ask which letter or list, about which item and for whom."""
        dossier = self._dossier
        if dossier is None or not self.letter_button.isVisibleTo(self):
            return
        self.plek.open(BriefKaart(self._tafel, dossier, self._write), self._done)

    def ask_signature(self) -> None:
        """Ask for the signature: by role, and with a certificate where there is one."""
        if not self.sign_button.isVisibleTo(self):
            return
        role = self._tafel.sessie.handtekeningen.rol()

        def fill(card: Invoer) -> None:
            card.add("naam", "Naam onder de handtekening", QLineEdit(self._name_of(role)), required=True)
            place = QLineEdit()
            card.add("certificaat", "Bestand met uw certificaat", place, "Mag leeg blijven. Een bestand .p12 of .pfx.")
            secret = QLineEdit()
            secret.setEchoMode(QLineEdit.EchoMode.Password)
            card.add("wachtzin", "Wachtzin van het certificaat (wordt niet bewaard)", secret)
            choose = button("Bestand kiezen", lambda: self._choose_file(place), "folder-open", "", "stil")
            card.tools.insertWidget(card.tools.count() - 1, choose)

        self._open(f"Tekenen als {role}", "Tekenen", self._sign, fill)

    def _name_of(self, role: str) -> str:
        people = self._dossier.aanwezigen if self._dossier is not None else ()
        return next((a.naam for a in people if a.rol == role), self._tafel.sessie.actor.naam)

    def _choose_file(self, field: QLineEdit) -> None:
        ask_files(
            self.window(),
            "Certificaat kiezen",
            lambda paths: field.setText(str(paths[0])),
            "Certificaat (*.p12 *.pfx)",
        )

    def _sign(self, values: Mapping[str, object]) -> None:
        place = str(values["certificaat"])
        content = None
        if place:
            try:
                content = read_file(Path(place), MAX_PKCS12)
            except OSError as problem:
                raise FieldError(
                    "certificaat", "Dit bestand is niet te lezen.", "Controleer de naam en de map."
                ) from problem
            if content is None:
                raise FieldError(
                    "certificaat", "Dit bestand is te groot voor een certificaat.", "Kies een bestand .p12 of .pfx."
                )
        self._tafel.sessie.handtekeningen.teken(
            self._id, str(values["naam"]), certificaat=content, wachtzin=str(values["wachtzin"])
        )
        self.signed.emit()

    # -- an old version ----------------------------------------------------------------------------------------

    def save_version(self, verslag_id: int) -> None:
        """Save the bytes of a version, with every signature with a certificate in it."""
        try:
            made = self._tafel.sessie.handtekeningen.getekend(verslag_id)
        except ExpertteamError as error:
            show_error(self, error)
            return
        ask_place(
            self.window(),
            "Versie opslaan",
            made.bestandsnaam,
            lambda path: self._write(path, made.inhoud),
            "PDF (*.pdf)",
        )

    def _write(self, path: Path, content: bytes) -> bool:
        try:
            files, over = {path.name: content}, ("zitting", self._id)
            self._tafel.sessie.uitvoer.schrijf(files, path.parent, "verslag of brief", over)
        except ExpertteamError as error:
            show_error(self, error)
            return False
        place = find_message_place(self)
        if place is not None:
            place.show_message("Het bestand is opgeslagen. Het staat buiten de kluis.", Tone.GOED)
        return True


def _words(dossier: ZittingDossier, stand: Verslagstand) -> str:
    if stand.correctie_reden:
        return f"Het verslag wordt verbeterd. Reden: {stand.correctie_reden}. De vorige versie blijft bestaan."
    if dossier.status is ZittingStatus.TER_REACTIE and stand.ter_reactie_tot is not None:
        return f"Het verslag ligt ter reactie, tot en met {in_woorden(stand.ter_reactie_tot)}."
    if dossier.status is ZittingStatus.VASTGESTELD:
        return "Het verslag is vastgesteld en ligt vast. Een verbetering wordt een nieuwe versie."
    if dossier.status is ZittingStatus.AFGEZEGD:
        return "De zitting is afgezegd; er komt geen verslag."
    if dossier.status is ZittingStatus.GEPLAND:
        return "Er is nog geen verslag: de zitting is nog niet begonnen."
    return "Het verslag is een concept. Leg het ter reactie of stel het vast."


def _version(versie: VasteVersie) -> Row:
    signed = ", ".join(
        f"{h.rol} {h.naam} op {dag_cijfers(h.getekend_op)}" + (" met certificaat" if h.certificaat else "")
        for h in versie.handtekeningen
    )
    return Row(
        versie.id,
        f"Versie {versie.volgnummer}, vastgesteld op {dag_cijfers(versie.vastgesteld_op)}",
        f"Verbeterd: {versie.reden}" if versie.reden else "",
        "getekend" if signed else "nog niet getekend",
        Tone.GOED if signed else Tone.INFO,
        f"{signed}\nSHA-256 {groups(versie.sha256)}".strip(),
    )


def _reaction(reactie: ReactieInfo, rol: str, names: Mapping[int, str]) -> Row:
    where = names.get(reactie.punt_id or 0, "")
    when = dag_cijfers(reactie.ontvangen_op)
    title = f"{reactie.van} ({rol})"
    return Row(reactie.id, title, " · ".join(x for x in (when, where) if x), note=reactie.tekst)


def _sending(sending: VerzendingInfo, names: Mapping[int, str]) -> Row:
    to = f"{sending.naam} ({sending.ontvanger})" if sending.naam else sending.ontvanger
    parts = (dag_cijfers(sending.verzonden_op), sending.wijze, names.get(sending.punt_id or 0, ""))
    return Row(sending.id, to, " · ".join(x for x in parts if x), note=f"SHA-256 {groups(sending.sha256)}")


def groups(digest: str) -> str:
    """A SHA-256 in groups of 16, so that it can be compared by eye and breaks where a line ends."""
    return " ".join(digest[at : at + 16] for at in range(0, len(digest), 16))
