"""The pictures of the handleiding: which view each one is, what of it is kept, and the views only it needs.

``tests/screenshots.py`` makes them anew, so that none grows old. They are kept with 256 colours: a third of the size,
as sharp.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_controle import ControleDeel
from expertteam_app.ui.pages.casus_tijdmachine import TijdmachinePage
from expertteam_app.ui.pages.casussen import CasussenPage
from expertteam_app.ui.pages.inlezen import InlezenPage
from expertteam_app.ui.pages.jbt import JbtPage

Shown = TypeVar("Shown", bound=Page)

PAGINA = QRect(180, 92, 1186, 636)
"""A page alone: without the rail, the bar and the band of practice above it."""
DOSSIER = QRect(586, 92, 780, 636)
"""A dossier alone, where it stands beside the list."""
KAART = QRect(390, 60, 586, 600)
"""The card of the unlock page, in the middle."""

BEELDEN: Mapping[str, tuple[str, QRect]] = MappingProxyType(
    {
        "ontgrendelen": ("ontgrendelen", QRect(390, 140, 586, 300)),
        "kluis-maken": ("kluis-maken", KAART),
        "vandaag": ("vandaag", QRect()),
        "casus": ("casus", QRect()),
        "genogram": ("casus-gezin", DOSSIER),
        "ladder": ("casus-ladder", DOSSIER),
        "zoekregels": ("casus-zoekregels", DOSSIER),
        "delen": ("casus-delen", DOSSIER),
        "inbreng": ("inbreng", DOSSIER),
        "ret-tafel": ("ret-tafel", QRect()),
        "ret-live": ("ret-live", PAGINA),
        "vtb-werkbank": ("vtb-werkbank", PAGINA),
        "vtb-overname": ("vtb-overname", PAGINA),
        "vtb": ("vtb", PAGINA),
        "verslag-stand": ("verslag-stand", PAGINA),
        "verslag-versies": ("verslag-versie", PAGINA),
        "doorlooptijden": ("doorlooptijden", PAGINA),
        "hiaten": ("hiaten", PAGINA),
        "rapporten": ("rapporten", QRect(180, 92, 1186, 330)),
        "inlezen": ("inlezen-gelezen", QRect(180, 92, 1186, 300)),
        "zoeken": ("zoeken", QRect()),
        "tijdmachine": ("tijdmachine-eerder", PAGINA),
        "back-up": ("beheer-back-ups", PAGINA),
    }
)
"""Name in the handleiding: the view it is of, and the part that is kept (empty: all of it)."""

COLOURS = 256
NO_DOTS = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
"""A colour that is not in the palette becomes the nearest; dots of two others would be larger and less sharp."""

LIJST = """naam;geboortedatum;gemeente;datum aanmelding;stap;gezochte hulp;waarom vast
Mees Verzinsel;12-03-2011;Zutphen;02-02-2026;RET;gezinshuis;wachtlijst
Noor Bedenksel;2013;Epe;16-02-2026;MDO;dagbehandeling;
Sam Fantasie;04-09-2009;Lochem;09-03-2026;RET;logeren;geen plek
Lotte Voorbeeldig;31-02-2012;Brummen;11-03-2026;RET;gezinshuis;
Jip Nergens;23-06-2014;Apeldoorn;18-03-2026;opschaling lokaal;iets met paarden;regie
"""
"""A list as a secretariat keeps it, with invented people and a day that does not exist."""

Take = Callable[[App, Path, str], None]
Settle = Callable[[App], None]


def door_views(app: App, folder: Path, take: Take) -> None:
    """The unlock page while a kluis is being made; to be called before one is open."""
    app.door.choose_screen.new.emit()
    screen = app.door.create_screen
    screen.set_folder(Path("Documenten"))  # no folder of the computer on which the picture is made
    screen.naam.setText("RET Voorbeeldregio")
    screen.user.setText("Vera Voorzitter")
    take(app, folder, "kluis-maken-licht")
    app.door.show_choose()


def views(app: App, folder: Path, take: Take, settle: Settle, sessie: Sessie) -> None:
    """The views that only the handleiding shows."""
    casus = sessie.casussen.find(CasusFilter(stap=5))[0]
    app.frame.open_page("casussen", casus, "casus")
    _page(app, CasussenPage).detail.check_inbreng()
    take(app, folder, "inbreng-licht")
    app.frame.open_page("tijdmachine", casus)
    for _ in range(4):
        _page(app, TijdmachinePage).earlier()
    take(app, folder, "tijdmachine-eerder-licht")
    _version(app, folder, take, sessie)
    _import(app, folder, take, settle)
    _beheer(app, folder, take, sessie)


def _version(app: App, folder: Path, take: Take, sessie: Sessie) -> None:
    """The version of someone who gets the verslag."""
    final = next(z for z in sessie.zittingen.all(ZittingSoort.JBT) if z.status == "vastgesteld")
    app.frame.open_page("jbt", final.id, "zitting")
    view = _page(app, JbtPage).zitting
    view.show_versies()
    view.versies.list.setCurrentRow(2)
    take(app, folder, "verslag-versie-licht")


def _import(app: App, folder: Path, take: Take, settle: Settle) -> None:
    path = folder / "lijst.csv"
    path.write_text(LIJST, encoding="utf-8")
    app.frame.open_page("inlezen-ret")
    page = _page(app, InlezenPage)
    page.load(path)
    settle(app)
    page.path.setText(path.name)
    take(app, folder, "inlezen-gelezen-licht")
    path.unlink()


def _beheer(app: App, folder: Path, take: Take, sessie: Sessie) -> None:
    sessie.backups.maak()
    app.frame.open_page("beheer")
    delen = _page(app, BeheerPage).delen
    part = next(each for each in delen.parts if isinstance(each, ControleDeel))
    delen.show_part(delen.parts.index(part))
    part.load()
    take(app, folder, "beheer-back-ups-licht")


def _page(app: App, kind: type[Shown]) -> Shown:
    page = app.frame.current_page
    if not isinstance(page, kind):
        raise TypeError(kind.__name__)
    return page


def palette(image: QImage) -> list[int]:
    """The colours of a picture: those it has most of, then one of every other kind: no small sign turns grey."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    seen = Counter(memoryview(plain.constBits()).cast("I")).most_common()
    kinds: dict[int, int] = {}
    for colour, _count in seen[COLOURS // 2 :]:
        kinds.setdefault(colour & 0xF0F0F0, colour)
    return [*(colour for colour, _count in seen[: COLOURS // 2]), *kinds.values()][:COLOURS]


def keep(folder: Path, kept: Path) -> None:
    """Put the pictures where the handleiding finds them; what is there under another name goes.

    Raises:
        RuntimeError: one cannot be read or written.
    """
    kept.mkdir(parents=True, exist_ok=True)
    for old in kept.glob("*.png"):
        if old.stem not in BEELDEN:
            old.unlink()
    for name, (view, part) in BEELDEN.items():
        whole = QImage(str(folder / f"{view}-licht.png"))
        seen = whole if part.isEmpty() else whole.copy(part)
        small = seen.convertToFormat(QImage.Format.Format_Indexed8, palette(seen), NO_DOTS)
        if small.isNull() or not small.save(str(kept / f"{name}.png")):
            raise RuntimeError(f"{name}.png is niet te schrijven")
    sys.stdout.write(f"{len(BEELDEN)} beelden in de handleiding\n")
