"""One agenda item at the table: the stem of jeugdige and ouders first, then what is said, decided and agreed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QStringListModel, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.tafel import PuntDossier, ZittingDossier
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.ui.pages.casus_velden import LAID_OUT, TextArea, show_whole
from expertteam_app.ui.pages.zitting_acties import Acties, EerdereActies
from expertteam_app.ui.pages.zitting_besluit import RetBesluit
from expertteam_app.ui.pages.zitting_besluit_jbt import JbtBesluiten
from expertteam_app.ui.pages.zitting_codering import Codering
from expertteam_app.ui.pages.zitting_fields import Banner, DenseForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_gaten import Plek
from expertteam_app.ui.pages.zitting_punt_kop import PuntKop
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.pages.zitting_terugkijken import BoegKaart, Terugkijken
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import heading, hint

_STEM = (
    "Stem van jeugdige en ouders",
    (("stem_jeugdige", "Wat zegt de jeugdige zelf?"), ("stem_ouders", "Wat zeggen de ouders?")),
)
_INBRENG = (
    "Vraag en wat al is geprobeerd",
    (("vraag", "Vraag aan de tafel"), ("geprobeerd", "Wat is geprobeerd, en waarom liep het vast?")),
)
_ZORGEN = (
    "Wat gaat goed, wat zijn de zorgen",
    (
        ("gaat_goed", "Wat gaat goed?"),
        ("zorgen_feiten", "Zorgen: wat is gezien of gehoord (feiten)"),
        ("zorgen_meningen", "Zorgen: wat mensen daarvan vinden (meningen)"),
    ),
)
_ANALYSE = (
    "Analyse",
    (
        ("analyse_jeugdige", "Jeugdige"),
        ("analyse_gezin", "Gezin"),
        ("analyse_hulpverlening", "Hulpverlening"),
    ),
)
_OPLOSSINGEN = ("Oplossingen", (("oplossingen", "Welke oplossingen zijn besproken?"),))
_VEILIGHEID = (
    "Oplossingen en veiligheid",
    (
        ("oplossingen", "Welke oplossingen zijn besproken?"),
        ("veiligheidsafspraken", "Welke afspraken maken we over veiligheid?"),
    ),
)
_WIDE = frozenset({"gaat_goed", "analyse_hulpverlening"})
"""What gets a line of its own, so that what belongs together (feiten and meningen) stands beside each other."""
DELEN = {
    ZittingSoort.RET: (_STEM, _INBRENG, _ANALYSE, _OPLOSSINGEN),
    ZittingSoort.JBT: (_STEM, _INBRENG, _ZORGEN, _ANALYSE, _VEILIGHEID),
}
"""The parts of an item in the order of the table; the stem always first (PRODUCT 6.2 no. 12)."""

CALLED_OFF_TEXT = "Deze zitting is afgezegd. Wat hier staat, kan niet meer worden gewijzigd."
FINAL_TEXT = "Het verslag is vastgesteld. Deze tekst ligt vast en kan niet meer worden gewijzigd."


class PuntView(QWidget):
    """One item. Made anew for another item; filled in again for the same one, without touching what is typed.

    Emits `presence_asked` when the mandaat must be looked at.
    """

    presence_asked = Signal()

    def __init__(self, tafel: Tafel, dossier: ZittingDossier, punt: PuntDossier, gemeenten: dict[str, str]) -> None:
        super().__init__()
        self._tafel = tafel
        self.punt_id, self._shape = punt.id, shape_of(punt)
        self._names = QStringListModel(self)
        self._forms: dict[str, Form] = {}
        self.banner = Banner(Tone.LET_OP, "Naar de aanwezigen")
        self.banner.button.clicked.connect(self.presence_asked)
        self.final = Banner(Tone.INFO)
        self.kop = PuntKop(tafel, dossier, punt)
        self.eerder = EerdereActies(tafel)
        self.besluit = self._make_besluit(dossier, punt)
        self._not_begun = Card("Besluit")
        self._not_begun.add(hint("Begin eerst de zitting; dan kunt u een besluit vastleggen."))
        self.acties = Acties(tafel, punt, self._names)
        self._about = (punt.casus_id, punt.vtb_id)
        self.codering = Codering(tafel, punt) if punt.casus_id is not None else None
        ret_casus = punt.casus_id is not None and tafel.sessie.actor.can(Right.CASUS_READ)
        self.terugkijken = Terugkijken(tafel) if ret_casus else None
        self.boeg = BoegKaart(tafel, punt) if ret_casus else None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, TOKENS.m, TOKENS.s, TOKENS.l)
        self._layout.setSpacing(TOKENS.m)
        self._lay_out(dossier, punt, gemeenten)
        self.show_punt(dossier, punt)

    def _make_besluit(self, dossier: ZittingDossier, punt: PuntDossier) -> RetBesluit | JbtBesluiten:
        if dossier.soort is ZittingSoort.JBT:
            return JbtBesluiten(self._tafel, punt, dossier.datum)
        return RetBesluit(self._tafel, punt)

    def _lay_out(self, dossier: ZittingDossier, punt: PuntDossier, gemeenten: dict[str, str]) -> None:
        born = punt.kinderen[0].geboortedatum if len(punt.kinderen) == 1 else None
        about = [gemeenten.get(punt.gemeente, punt.gemeente)]
        about += [f"{age_on(born, dossier.datum)} jaar"] if born else []
        about += ["geparkeerd bij een eerdere zitting"] if punt.vorig_punt_id is not None else []
        self._layout.addWidget(heading(f"{punt.volgorde}. {punt.titel}"))
        self._layout.addWidget(hint(" · ".join(about)))
        self._layout.addWidget(self.kop)
        self._layout.addWidget(self.final)
        self._layout.addWidget(self.banner)
        self._layout.addWidget(self.eerder)
        for title, fields in DELEN[dossier.soort] if punt.kinderen else (_INBRENG,):
            self._layout.addWidget(self._part(title, fields))
        for part in (self._not_begun, self.besluit, self.acties, self.codering, self.terugkijken, self.boeg):
            if part is not None:
                self._layout.addWidget(part)
        self._layout.addStretch()

    def _part(self, title: str, fields: tuple[tuple[str, str], ...]) -> Card:
        card, form = Card(title), DenseForm()
        for key, text in fields:
            form.add(key, text, TextArea(2), wide=key in _WIDE or len(fields) == 1)
            self._forms[key] = form
        form.committed.connect(partial(self._commit, form))
        card.add(form)
        return card

    def waarom(self) -> Vraag | None:
        """The dates of the casus or the VTB of this item."""
        casus, vtb = self._about
        if casus is not None:
            return Vraag(Over.CASUS, casus)
        return None if vtb is None else Vraag(Over.VTB, vtb)

    def show_punt(self, dossier: ZittingDossier, punt: PuntDossier) -> None:
        """Show the item as it is now."""
        final, begun = dossier.status.vast, dossier.status.begonnen
        read_only = final or not self._tafel.can_write
        self._names.setStringList([a.naam for a in dossier.aanwezigen])
        self.final.say((FINAL_TEXT if begun else CALLED_OFF_TEXT) if final else "")
        lacks = f"{punt.mandaat_ontbreekt} Een besluit blijft dan onder voorbehoud." if punt.mandaat_ontbreekt else ""
        self.banner.say("" if final else lacks)
        self.eerder.show_acties(punt.open_acties, read_only=read_only)
        self.kop.show_punt(dossier, punt, read_only=read_only)
        for key, form in self._forms.items():
            update_form(form, {key: punt.teksten[key]})
        for form in set(self._forms.values()):
            set_read_only(form, read_only)
        self._not_begun.setVisible(not begun and bool(punt.kinderen))
        self.besluit.setVisible(begun and bool(punt.kinderen))
        self.besluit.show_besluit(punt, read_only=read_only)
        self.acties.show_acties(punt.acties, read_only=read_only)
        if self.codering is not None:
            self.codering.show_punt(punt, read_only=read_only)
        if self.terugkijken is not None:
            self.terugkijken.show_punt(punt)
        if self.boeg is not None:
            self.boeg.show_boeg()
            self.boeg.setVisible(begun)

    def _commit(self, form: Form, key: str, value: object) -> None:
        change = self._tafel.sessie.zittingen.change_punt
        self._tafel.attempt(lambda: change(self.punt_id, key, str(value)), self, form, key)

    def fits(self, punt: PuntDossier) -> bool:
        """Whether this view was made for this item as it is now: its place and its kinderen."""
        return self._shape == shape_of(punt)

    def flush(self) -> None:
        """Store what was typed in the texts and not stored yet."""
        self.kop.flush()
        for form in set(self._forms.values()):
            form.flush()

    def first_field(self) -> QWidget:
        """Where one begins: the stem of the jeugdige."""
        first = "stem_jeugdige" if "stem_jeugdige" in self._forms else "vraag"
        return self._forms[first].row(first).control

    def choose_besluit(self, code: str) -> None:
        """JBT: choose one of the four besluiten for the kind that is being discussed."""
        if isinstance(self.besluit, JbtBesluiten) and self.besluit.isVisibleTo(self):
            chosen = self.besluit.choose(code)
            if chosen is not None:
                bring(chosen)

    def besluit_field(self) -> QWidget:
        """Where one begins with the besluit."""
        return self.field_of(Plek(None, "besluit"))

    def field_of(self, plek: Plek) -> QWidget:
        """The field in which a gap is filled in."""
        if plek.veld in self._forms:
            return self._forms[plek.veld].row(plek.veld).control
        if plek.veld.startswith("actie_") and plek.nummer <= len(self.acties.rows):
            form = self.acties.rows[plek.nummer - 1].form
            return form.row(plek.veld.removeprefix("actie_")).control
        if isinstance(self.besluit, RetBesluit):
            key = plek.veld if plek.veld in self.besluit.form.values() else "soort"
            return self.besluit.form.row(key).control
        return self.besluit.field_of(plek.veld, plek.nummer) or self.first_field()


def shape_of(punt: PuntDossier) -> tuple[object, ...]:
    """What a view of an item is built on; all else is filled in."""
    return punt.id, punt.volgorde, punt.kinderen


def bring(widget: QWidget, around: QWidget | None = None) -> None:
    """Give a field the keyboard and scroll it into view, also when its page was only just laid out.

    Args:
        widget: the field.
        around: what must be seen with it, such as its label and what is said under it.
    """
    widget.setFocus()
    seen = around or widget

    def show() -> None:
        parent = seen.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                show_whole(parent, seen, TOKENS.xl * 3)
            parent = parent.parentWidget()

    show()
    for moment in (0, LAID_OUT):
        QTimer.singleShot(moment, widget, show)
