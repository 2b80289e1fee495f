"""The half-yearly monitor as PDF: the region's own report, with small numbers, so for the own region only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expertteam_app.documents.beeld import drawing
from expertteam_app.documents.bouwstenen import ROOM_TABLE, kop, room, text_block
from expertteam_app.documents.huisstijl import Kader, build_pdf, title_block, turn
from expertteam_app.documents.stijl import TEKSTBREEDTE, TEKSTBREEDTE_LIGGEND
from expertteam_app.documents.tabellen import Cel, Kolom, grid, panel, table
from expertteam_app.documents.tekst import clean, long_date
from expertteam_app.domain.monitor import Monitor, MonitorTabel

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

CLASSIFICATIE = "Intern – bevat kleine aantallen, alleen voor de eigen regio"
PICTURE, BETWEEN = 140, 24
"""Points: the height of a curve, and the room between two."""
STAAND = 5
"""Columns of figures up to which a table fits on an upright page; after the first wider one all pages lie."""
TOTALS = frozenset({"Regio", "Alle besluiten"})
"""Last lines that add up those above them."""
SMALLEST, WIDEST = 8, 26
"""Characters for which a column has room at least and at most; a longer text goes on on the next line."""


@dataclass(frozen=True, slots=True)
class MonitorKop:
    """What stands on the report beside its figures.

    Attributes:
        organisatie: the sender.
        vastgelegd: the meetmoment it comes from; empty for figures that were not frozen.
    """

    organisatie: str
    vastgelegd: str = ""
    oefening: bool = False

    @property
    def stand(self) -> str:
        """Whether these figures were frozen, in words."""
        return self.vastgelegd or "niet vastgelegd: volgende keer kan het anders zijn"


def monitor_pdf(monitor: Monitor, about: MonitorKop) -> bytes:
    """The report as PDF; the same arguments give the same bytes."""
    kader = Kader(
        organisatie=clean(about.organisatie),
        kenmerk=f"MONITOR-{monitor.periode}",
        loopkop=f"Monitor · {monitor.periode_label}",
        metatitel=f"Halfjaarlijkse monitor {monitor.periode}",
        classificatie=CLASSIFICATIE,
        moment=monitor.peildatum,
        watermerken=("OEFENING",) if about.oefening else (),
    )
    return build_pdf(kader, lambda: _story(monitor, about, kader))


def _story(monitor: Monitor, about: MonitorKop, kader: Kader) -> list[Flowable]:
    facts = (
        ("Periode", monitor.periode_label),
        ("Peildatum", long_date(monitor.peildatum)),
        ("Vergeleken met", monitor.vorige_label),
        ("Stand", about.stand),
    )
    story = title_block(kader, "Halfjaarlijkse monitor", "Regionaal Expertteam en Jeugdbeschermingstafel", facts)
    story += panel(
        "Leeswijzer",
        "Dit rapport is voor de eigen regio. Er staan kleine aantallen in en nummers van casussen: geef het niet door. "
        "Onder elke tabel staat hoe er is geteld; achteraan staat wat elk begrip betekent.",
        TEKSTBREEDTE,
    )
    deel, lying = "", False
    for tabel in monitor.tabellen:
        if not lying and len(tabel.kolommen) > STAAND:
            story += turn("liggend")
            lying = True
        if tabel.deel != deel:
            deel = tabel.deel
            story += kop(deel, 0, ruimte=ROOM_TABLE + 40)
        story += _table(tabel, lying=lying)
    width = TEKSTBREEDTE_LIGGEND if lying else TEKSTBREEDTE
    return [*story, *_pictures(monitor, width), *_definitions(monitor, width)]


def _pictures(monitor: Monitor, breedte: float) -> list[Flowable]:
    """The curves, two beside each other, each with the same facts in words under it."""
    if not monitor.beelden:
        return []
    story = kop("Krommen: hoeveel na hoeveel dagen klaar is", 0, ruimte=PICTURE + ROOM_TABLE)
    half = (breedte - BETWEEN) / 2
    for start in range(0, len(monitor.beelden), 2):
        pair: list[list[Flowable]] = [
            [
                *text_block(beeld.titel, "cel-kop"),
                drawing(beeld, half, PICTURE),
                *text_block(beeld.alternatief, "klein"),
            ]
            for beeld in monitor.beelden[start : start + 2]
        ]
        right = pair[1] if len(pair) > 1 else []
        story += [room(PICTURE + 60), grid([[pair[0], [], right]], [half, BETWEEN, half], [])]
    return story


def _table(tabel: MonitorTabel, *, lying: bool) -> list[Flowable]:
    head = [*kop(tabel.titel, 1, ruimte=ROOM_TABLE), *text_block(tabel.uitleg, "klein")]
    if not tabel.rijen:
        return [*head, *text_block("Er is niets om te laten zien.")]
    rows = [[rij.naam, *(cel.tekst for cel in rij.cellen)] for rij in tabel.rijen]
    kolommen = _columns((tabel.kop, *tabel.kolommen), rows)
    total = bool(rows) and rows[-1][0] in TOTALS
    return [*head, *table(kolommen, rows, TEKSTBREEDTE_LIGGEND if lying else TEKSTBREEDTE, total=total)]


def _columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Kolom]:
    """Each column as wide as what stands in it asks for, within bounds."""
    texts = zip(heads, *rows, strict=True)
    wanted = []
    for head, *cells in texts:
        longest = max((len(text) for text in cells), default=0)
        word = max(len(word) for word in head.split())
        wanted.append(min(WIDEST, max(SMALLEST, word + 4, longest)))
    styles = ["cel-vet", *["cel"] * (len(heads) - 1)]
    return [Kolom(head, each / sum(wanted), look) for head, each, look in zip(heads, wanted, styles, strict=True)]


def _definitions(monitor: Monitor, breedte: float) -> list[Flowable]:
    kolommen = [Kolom("Begrip", 0.2, "cel-vet"), Kolom("Wat het betekent", 0.55), Kolom("Bron", 0.25)]
    rows: list[list[Cel]] = [[d.onderwerp, d.tekst, d.bron] for d in monitor.definities]
    return [
        *kop("Werkwijze: wat elk begrip betekent", 0, ruimte=ROOM_TABLE),
        *table(kolommen, rows, breedte),
    ]
