"""What the table must have before it: one item in the order of DOMEIN section 3, to read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.tafel import BesluitInfo, PuntDossier, ZittingDossier
from expertteam_app.domain.tafelregel import RegelSoort
from expertteam_app.domain.zitting import PRESENT, ZittingSoort
from expertteam_app.services.agendapunten import VorigAdvies
from expertteam_app.ui.pages.zitting_acties import standing
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import heading, label
from expertteam_app.ui.widgets.painting import paint_focus, start_painting

Mask = Callable[[str], str]
Section = tuple[str, str]
NOG_NIETS = "–"


def sections(tafel: Tafel, dossier: ZittingDossier, punt: PuntDossier, vorig: VorigAdvies | None) -> list[Section]:
    """Heading and text of every part, in the order of the table; a part without a text shows that it is empty."""
    if not punt.kinderen:
        return [("Onderwerp", punt.titel), *_period(tafel, dossier), *_follow_up(tafel, punt)]
    t = punt.teksten
    voices = [r for r in punt.regels if r.soort is RegelSoort.STEM]
    said = "\n".join(f"{r.wie or 'wie?'}: {r.tekst}" for r in voices)
    parts = [
        ("Aanwezig en mandaat", _mandate(dossier, punt, tafel.label("gemeenten", punt.gemeente))),
        *_before(tafel, punt, vorig),
        ("Stem van de jeugdige", t["stem_jeugdige"]),
        ("Stem van de ouders", t["stem_ouders"]),
        *([("Gezegd aan tafel", said)] if said else []),
        ("Vraag aan de tafel", t["vraag"]),
        ("Wat is geprobeerd", t["geprobeerd"]),
    ]
    if dossier.soort is ZittingSoort.JBT:
        parts += [("Wat gaat goed", t["gaat_goed"]), ("Zorgen: feiten", t["zorgen_feiten"])]
        parts += [("Zorgen: meningen", t["zorgen_meningen"])]
    parts += [
        ("Analyse: jeugdige", t["analyse_jeugdige"]),
        ("Analyse: gezin", t["analyse_gezin"]),
        ("Analyse: hulpverleningssysteem", t["analyse_hulpverlening"]),
        ("Oplossingen", t["oplossingen"]),
        *_follow_up(tafel, punt),
    ]
    if punt.casus_id is not None:
        parts.append(("Oorzaken en hiaten", _coding(tafel, punt)))
    return parts


def _period(tafel: Tafel, dossier: ZittingDossier) -> list[Section]:
    """The figures of the period of a reflectie, for who may see figures."""
    van, tot = dossier.periode_van, dossier.periode_tot
    if van is None or tot is None or not tafel.sessie.actor.can(Right.FIGURES_READ):
        return []
    name = f"Cijfers van {dag_cijfers(van)} tot en met {dag_cijfers(tot)}"
    return [(name, tafel.sessie.reflectie.cijfers(van, tot).in_woorden())]


def _mandate(dossier: ZittingDossier, punt: PuntDossier, gemeente: str) -> str:
    there = sum(a.presentie in PRESENT for a in dossier.aanwezigen)
    words = f"{there} van {len(dossier.aanwezigen)} aan tafel."
    if dossier.soort is ZittingSoort.JBT:
        return words
    if punt.mandaat_ontbreekt:
        return f"{words} {punt.mandaat_ontbreekt} Een besluit blijft onder voorbehoud."
    there_with = [a for a in dossier.aanwezigen if a.mandaat and a.presentie in PRESENT]
    holders = [a.naam for a in there_with if gemeente in a.mandaat.split(", ")]
    return f"{words} Mandaat: {', '.join(holders)}." if holders else words


def _before(tafel: Tafel, punt: PuntDossier, vorig: VorigAdvies | None) -> list[Section]:
    if punt.casus_id is None:
        return []
    today = tafel.today()
    lines = []
    if vorig is not None:
        reserve = "" if vorig.definitief else " (onder voorbehoud)"
        lines.append(f"{dag_cijfers(vorig.datum)}{reserve}: {vorig.tekst}")
    for actie in punt.open_acties:
        who = actie.eigenaar or "geen eigenaar"
        lines.append(f"• {actie.omschrijving} ({who}, {standing(actie, today)[0]})")
    return [("Vorig advies en open acties", "\n".join(lines) or "Geen eerder advies, geen open acties.")]


def _follow_up(tafel: Tafel, punt: PuntDossier) -> list[Section]:
    today = tafel.today()
    decided = "\n".join(_decision(tafel, b, punt) for b in punt.besluiten)
    acties = "\n".join(
        f"• {a.omschrijving} ({a.eigenaar or 'geen eigenaar'}, {standing(a, today)[0]})" for a in punt.acties
    )
    own = [("Besluit", decided)] if punt.kinderen else []
    return [*own, ("Acties", acties)]


def _decision(tafel: Tafel, besluit: BesluitInfo, punt: PuntDossier) -> str:
    lijst = "jbt_besluiten" if punt.vtb_id is not None else "uitkomsten"
    name = f"{besluit.jeugdige}: " if len(punt.kinderen) > 1 else ""
    words = ": ".join(part for part in (tafel.label(lijst, besluit.soort), besluit.tekst) if part)
    reserve = f" (onder voorbehoud: {besluit.voorbehoud_reden})" if besluit.voorbehoud_reden else ""
    return f"{name}{words}{reserve}"


def _coding(tafel: Tafel, punt: PuntDossier) -> str:
    causes = [tafel.label("oorzaken", code) for code in punt.oorzaken]
    gaps = [f"{tafel.label('zorgvormen', z)}: {tafel.label('aard_hiaat', a)}" for z, a in punt.hiaten]
    return "\n".join(f"• {text}" for text in (*causes, *gaps))


class Samenvatting(QWidget):
    """The parts of one item under each other, to read; takes the keyboard, so that arrows scroll it."""

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Samenvatting van het punt")
        self._title = heading("")
        self._about = label("", "klein", wrap=True)
        self._parts: list[tuple[QLabel, QLabel]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(TOKENS.s, 0, TOKENS.m, TOKENS.l)
        self._layout.setSpacing(TOKENS.xs)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._about)
        self._layout.addStretch()

    @property
    def text(self) -> str:
        """All that it says."""
        lines = [self._title.text(), self._about.text()]
        return "\n".join([*lines, *(f"{head.text()}\n{body.text()}" for head, body in self._parts)])

    def show_punt(self, dossier: ZittingDossier, punt: PuntDossier, vorig: VorigAdvies | None, mask: Mask) -> None:
        """Show an item."""
        born = punt.kinderen[0].geboortedatum if len(punt.kinderen) == 1 else None
        about = [self._tafel.label("gemeenten", punt.gemeente), self._tafel.label("punt_soorten", punt.soort)]
        about += [f"{age_on(born, dossier.datum)} jaar"] if born else []
        about += ["geparkeerd bij een eerdere zitting"] if punt.vorig_punt_id else []
        self._title.setText(mask(f"{punt.volgorde}. {punt.titel}"))
        self._about.setText(" · ".join(part for part in about if part))
        found = sections(self._tafel, dossier, punt, vorig)
        while len(self._parts) < len(found):
            pair = (label("", "veld", wrap=True), label("", wrap=True))
            for each in pair:
                self._layout.insertWidget(self._layout.count() - 1, each)
            self._parts.append(pair)
        while len(self._parts) > len(found):
            for each in self._parts.pop():
                each.hide()
                each.deleteLater()
        for (head, body), (title, text) in zip(self._parts, found, strict=True):
            head.setText(title)
            body.setText(mask(text) or NOG_NIETS)
        self.setAccessibleDescription(self.text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line around it while it has the keyboard."""
        painter = start_painting(self)
        paint_focus(painter, self)
        painter.end()
