"""The settings of this kluis; a change is stored when the field is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.vtb import SOFT_CONDITIONS, VtbInhoud, conditions
from expertteam_app.services.instellingen import (
    AFRONDING_SETTING,
    AFZENDER_SETTING,
    BEWAAR_CASUS_SETTING,
    BEWAAR_VTB_SETTING,
    BEWAAR_ZITTING_SETTING,
    BSN_SETTING,
    DREMPEL_SETTING,
    GEMEENTEN_SETTING,
    GEZINNEN_SETTING,
    GROEP_SETTING,
    HARD_SETTING,
    IJKPUNT_SETTING,
    KEUZES,
    KLEINSTE,
    LANGE_PAUZE_SETTING,
    MEESTE,
    OPNAME_SETTING,
    REACTIE_SETTING,
    REST_SETTING,
    TWEEDE_PLAATS_SETTING,
    TYPECASUS_SETTING,
    UITLEG,
    UITSTEL_SETTING,
    VERGRENDEL_SETTING,
    VOORSIGNAAL_SETTING,
    fixed_by_policy,
    largest,
)
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import VOORKEUREN
from expertteam_app.ui.pages.beheer_delen import BeheerDeel
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_werk import store_field
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.widgets.vast import VastVeld
from expertteam_app.ui.widgets.vinkjes import Vinkjes
from expertteam_app.ui.work import Work

NAMEN = {
    "organisatie": "Organisatie",
    "boeg.naam": "Naam van BOEG",
    AFZENDER_SETTING: "E-mailadres van het secretariaat",
    DREMPEL_SETTING: "Drempel voor rapporten",
    AFRONDING_SETTING: "Afronden in rapporten",
    GEZINNEN_SETTING: "Gezinnen achter een aantal",
    GEMEENTEN_SETTING: "Gemeenten achter een aantal",
    REST_SETTING: "Buiten de grootste gemeente",
    GROEP_SETTING: "Bijna iedereen gelijk vanaf",
    LANGE_PAUZE_SETTING: "Lange pauze",
    TYPECASUS_SETTING: "Typecasussen",
    "terugmelding.maanden": "Terugmelding na drang",
    VERGRENDEL_SETTING: "Vergrendelen na",
    OPNAME_SETTING: "Niet op schermafdrukken",
    TWEEDE_PLAATS_SETTING: "Tweede plaats voor back-ups",
    BEWAAR_CASUS_SETTING: "RET-casus bewaren",
    BEWAAR_VTB_SETTING: "JBT-dossier bewaren",
    BEWAAR_ZITTING_SETTING: "Zitting bewaren",
    VOORSIGNAAL_SETTING: "Toestemming verloopt",
    BSN_SETTING: "BSN",
    HARD_SETTING: "Voorwaarden voor de agenda van de JBT",
    "radar.norm-procent": "Norm nadert vanaf",
    "radar.toezegging-werkdagen": "Toezegging onbeantwoord na",
    "radar.agenda-keren": "Vaak op de agenda vanaf",
    "radar.leeftijd-maanden": "Wordt 18 of 23",
    "radar.mandaat-dagen": "Mandaat loopt af",
    "radar.terugmelding-dagen": "Terugmelding komt eraan",
    UITSTEL_SETTING: "Uitstel hoogstens",
    REACTIE_SETTING: "Reageren op het verslag",
    "opvolging.eerste-weken": "Eerste keer terugkijken",
    "opvolging.tweede-maanden": "Tweede keer terugkijken",
    "jbt.duur-minuten": "Gesprek aan de JBT",
    "jbt.aanloop-werkdagen": "Uitnodigen vooraf",
    "jbt.horen-vanaf": "Kind apart horen vanaf",
    "jbt.horen-minuten": "Gesprek met een kind",
    "jbt.toetsing-ots": "Toetsing einde OTS",
    "jbt.vto-werkdagen": "VTO naar de Raad",
    "bijlage.max-mb": "Bijlage hoogstens",
    "bijlage.inzage-minuten": "Kopie van een bijlage wissen na",
    "inbreng.verklarende-analyse": "Verklarende analyse",
    IJKPUNT_SETTING: "Toekomstplan",
}
"""A short name for the label; `UITLEG` stands under the field."""
EENHEDEN = {
    DREMPEL_SETTING: " jeugdigen",
    GEZINNEN_SETTING: " gezinnen",
    GEMEENTEN_SETTING: " gemeenten",
    REST_SETTING: " jeugdigen",
    GROEP_SETTING: "%",
    LANGE_PAUZE_SETTING: " werkdagen",
    "terugmelding.maanden": " maanden",
    VERGRENDEL_SETTING: " minuten",
    VOORSIGNAAL_SETTING: " dagen",
    "radar.norm-procent": "%",
    "radar.toezegging-werkdagen": " werkdagen",
    "radar.agenda-keren": " keer",
    "radar.leeftijd-maanden": " maanden",
    "radar.mandaat-dagen": " dagen",
    "radar.terugmelding-dagen": " dagen",
    UITSTEL_SETTING: " maanden",
    REACTIE_SETTING: " dagen",
    "opvolging.eerste-weken": " weken",
    "opvolging.tweede-maanden": " maanden",
    "jbt.duur-minuten": " minuten",
    "jbt.aanloop-werkdagen": " werkdagen",
    "jbt.horen-vanaf": " jaar",
    "jbt.horen-minuten": " minuten",
    "jbt.vto-werkdagen": " werkdagen",
    "bijlage.max-mb": " MB",
    BEWAAR_CASUS_SETTING: " jaar",
    BEWAAR_VTB_SETTING: " jaar",
    BEWAAR_ZITTING_SETTING: " jaar",
    "bijlage.inzage-minuten": " minuten",
}
VINKJES = {
    BSN_SETTING: "BSN's mogen worden vastgelegd",
    TYPECASUS_SETTING: "Typecasussen mogen in het rapport voor BOEG",
    "jbt.toetsing-ots": "De JBT doet dit",
    OPNAME_SETTING: "Windows houdt het venster eruit",
    "inbreng.verklarende-analyse": "Nodig voor een inbreng in het RET",
}
"""What stands beside the box of a setting that is on or off."""


class Getal(QSpinBox):
    """A number with its unit; the mouse wheel scrolls the page and never changes it."""

    def __init__(self, least: int, unit: str, most: int = MEESTE) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setSuffix(unit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page."""
        event.ignore()


def soft_conditions() -> dict[str, str]:
    """The conditions that the region may make blocking, with their words."""
    return {v.code: v.tekst for v in conditions(VtbInhoud()) if v.code in SOFT_CONDITIONS}


def choices(sleutel: str) -> dict[str, str]:
    """What a setting that is a list may hold, with the words for each."""
    return soft_conditions() if sleutel == HARD_SETTING else {code: f"{code} jaar" for code in KEUZES[sleutel]}


class InstellingenDeel(BeheerDeel):
    """One field per setting."""

    title = "Instellingen"
    nouns = frozenset({"instelling"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        may_write = sessie.actor.can(Right.SETTINGS_WRITE)
        self.form = Form()
        values = sessie.beheer.settings()
        for sleutel, uitleg in UITLEG.items():
            field = _editor(sleutel, values[sleutel])
            fixed = fixed_by_policy(sleutel)
            if fixed:
                field = VastVeld("")
            field.setEnabled(may_write or bool(fixed))
            wide = sleutel == BSN_SETTING or sleutel in KEUZES
            row = self.form.add(sleutel, NAMEN[sleutel], field, f"{fixed} {uitleg}.".lstrip(), wide=wide)
            if isinstance(field, Vinkjes):
                field.name_boxes(row.label.text())
        self.form.committed.connect(self._store)
        card = Card()
        card.add(self.form)
        layout = self.lay_out()
        self.choices_button = button("Voorkeuren", lambda: self.page_asked.emit(VOORKEUREN), "sliders-horizontal")
        way = row_of(self.choices_button, hint("Tekst, thema, vergrendelen, back-up en afdrukken."))
        way.setStretch(1, 1)
        layout.addLayout(way)
        words = "Wat u wijzigt, geldt meteen en komt in het logboek."
        layout.addWidget(hint(words if may_write else "Met uw rol kunt u de instellingen lezen, niet wijzigen."))
        layout.addWidget(card)
        layout.addStretch()

    def load(self) -> None:
        """Read the settings; a field one is typing in keeps what is typed."""
        stored = self.sessie.beheer.settings()
        for sleutel in UITLEG:
            row = self.form.row(sleutel)
            if not row.control.hasFocus() and not row.error:
                unit = EENHEDEN.get(sleutel, "") if isinstance(row.field, VastVeld) else ""
                self.form.set_value(sleutel, f"{stored[sleutel]}{unit}" if unit else stored[sleutel])

    def _store(self, sleutel: str, waarde: object) -> None:
        store_field(self.form, sleutel, lambda: self.sessie.beheer.set_setting(sleutel, waarde))

    def focus_first(self) -> None:
        """The first setting."""
        self.form.row(next(iter(UITLEG))).control.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Store what is being typed."""
        self.form.flush()


def _most(sleutel: str) -> int:
    """What the field takes: what nobody may choose is refused in words, what the policy bounds cannot be typed."""
    return largest(sleutel) if sleutel == VERGRENDEL_SETTING else MEESTE


def _editor(sleutel: str, value: object) -> QWidget:
    makers: dict[type, Callable[[], QWidget]] = {
        bool: lambda: QCheckBox(VINKJES[sleutel]),
        int: lambda: Getal(KLEINSTE.get(sleutel, 1), EENHEDEN.get(sleutel, ""), _most(sleutel)),
        list: lambda: Vinkjes(choices(sleutel)),
    }
    made = makers.get(type(value), QLineEdit)()
    if isinstance(made, QCheckBox):
        made.setChecked(bool(value))
    elif isinstance(made, Getal) and isinstance(value, int):
        made.setValue(value)
    elif isinstance(made, Vinkjes):
        made.set_value(value)
    elif isinstance(made, QLineEdit):
        made.setText(str(value))
        made.setCursorPosition(0)
    return made
