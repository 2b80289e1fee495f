"""The verslag to read through on the screen, before it is saved or vastgesteld; what lacks is named in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.tafel import BesluitInfo, PuntDossier, ZittingDossier
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.ui.pages.zitting_punt import DELEN
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS

LACKS = "[nog in te vullen]"


class Soort(Enum):
    """How a paragraph is set: by its weight and size."""

    TITEL = 17.0
    KOP = 13.0
    VELD = 10.5
    TEKST = 10.0


@dataclass(frozen=True, slots=True)
class Alinea:
    """One paragraph."""

    soort: Soort
    tekst: str


def verslag_tekst(dossier: ZittingDossier, tafel: Tafel) -> Iterator[Alinea]:
    """The verslag in reading order."""
    day = in_woorden(dossier.datum)
    yield Alinea(Soort.TITEL, f"{dossier.soort} {day}")
    where = " · ".join((dossier.nummer, dossier.begintijd or LACKS, dossier.plaats or LACKS, dossier.status.value))
    yield Alinea(Soort.TEKST, where)
    yield Alinea(Soort.KOP, "Aanwezigen")
    for info in dossier.aanwezigen:
        role, came = tafel.label("tafelrollen", info.rol), tafel.label("presentie", info.presentie)
        mandate = f", mandaat voor {info.mandaat}" if info.mandaat else ""
        organisation = f", {info.organisatie}" if info.organisatie else ""
        yield Alinea(Soort.TEKST, f"{info.naam} ({role}{organisation}): {came}{mandate}")
    if not dossier.aanwezigen:
        yield Alinea(Soort.TEKST, LACKS)
    for punt in dossier.punten:
        yield from _punt(punt, dossier.soort, tafel)


def _punt(punt: PuntDossier, soort: ZittingSoort, tafel: Tafel) -> Iterator[Alinea]:
    yield Alinea(Soort.KOP, f"{punt.volgorde}. {punt.titel} ({tafel.label('gemeenten', punt.gemeente)})")
    needed = {"stem_jeugdige", "stem_ouders", "vraag", "geprobeerd"}
    for _title, fields in DELEN[soort]:
        for key, question in fields:
            text = punt.teksten[key].strip()
            if text or key in needed:
                yield Alinea(Soort.VELD, question)
                yield Alinea(Soort.TEKST, text or LACKS)
    yield Alinea(Soort.VELD, "Besluit")
    taken = {b.jeugdige_id: b for b in punt.besluiten}
    for kind in punt.kinderen:
        found = taken.get(kind.id)
        yield Alinea(Soort.TEKST, _besluit(found, soort, tafel) if found else f"{kind.naam}: {LACKS}")
    if punt.acties:
        yield Alinea(Soort.VELD, "Acties")
    for actie in punt.acties:
        by = f"vóór {dag_cijfers(actie.datum)}" if actie.datum else LACKS
        yield Alinea(Soort.TEKST, f"{actie.omschrijving}: {actie.eigenaar or LACKS}, {by}")


def _besluit(besluit: BesluitInfo, soort: ZittingSoort, tafel: Tafel) -> str:
    is_jbt = soort is ZittingSoort.JBT
    label = tafel.label("jbt_besluiten" if is_jbt else "uitkomsten", besluit.soort)
    decision = ": ".join(part for part in (label, besluit.tekst) if part)
    reserve = f" Onder voorbehoud: {besluit.voorbehoud_reden}" if besluit.voorbehoud_reden else ""
    due = next((t.verwacht_op for t in besluit.terugmeldingen if t.verwacht_op), None)
    back = f" Terugmelding vóór {dag_cijfers(due)}." if due else ""
    why = f"Motivering: {besluit.motivering or LACKS}. Genomen door: {besluit.genomen_door or LACKS}."
    return f"{besluit.jeugdige}: {decision}.{reserve} {why}{back}"


class VerslagLezen(QTextEdit):
    """The verslag as text to read, select and copy; never to change."""

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._shown: tuple[Alinea, ...] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Verslag om te lezen")

    def show_dossier(self, dossier: ZittingDossier) -> None:
        """Show the verslag of a zitting; reading goes on where it was."""
        paragraphs = tuple(verslag_tekst(dossier, self._tafel))
        if paragraphs == self._shown:
            return
        self._shown = paragraphs
        place = self.verticalScrollBar().value()
        self.clear()
        cursor = self.textCursor()
        for number, paragraph in enumerate(paragraphs):
            self._write(cursor, paragraph, first=number == 0)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(place)

    def _write(self, cursor: QTextCursor, paragraph: Alinea, *, first: bool) -> None:
        block, letters = QTextBlockFormat(), QTextCharFormat()
        above = {Soort.TITEL: 0, Soort.KOP: TOKENS.l, Soort.VELD: TOKENS.s, Soort.TEKST: 2}
        block.setTopMargin(above[paragraph.soort])
        if paragraph.soort is not Soort.TEKST:
            letters.setFontWeight(QFont.Weight.DemiBold)
        size = self.font().pointSizeF() * paragraph.soort.value / Soort.TEKST.value
        letters.setFontPointSize(size)
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText(paragraph.tekst, letters)
