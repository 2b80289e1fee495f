"""A letter or list about a zitting, from the templates of the region."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.sjabloon import SJABLONEN
from expertteam_app.domain.tafel import ZittingDossier
from expertteam_app.services.sjablonen import Aan
from expertteam_app.services.verslagversies import VORMEN, WIJZEN
from expertteam_app.ui.bestandskeuze import ask_place
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import Choice
from expertteam_app.ui.pages.zitting_tafel import Tafel

VORM_NAMEN = {"pdf": "PDF", "docx": "Word-bestand"}


class BriefKaart(Invoer):
    """Asks which letter, about which item and for whom; then where it must come.

    Args:
        tafel: the session.
        dossier: the zitting.
        write: puts bytes in a file and says whether that went well.
    """

    def __init__(self, tafel: Tafel, dossier: ZittingDossier, write: Callable[[Path, bytes], bool]) -> None:
        super().__init__("Brief of lijst maken", "Maken", self._make)
        self._tafel = tafel
        self._zitting = dossier.id
        self._write = write
        self.add("code", "Welke?", Choice(SJABLONEN.items()), "De teksten staan bij Beheer, onder Sjablonen.")
        items: list[tuple[object, str]] = [(p.id, p.titel) for p in dossier.punten]
        self.add("punt", "Over welk punt?", Choice(items if len(items) == 1 else [(0, "de hele zitting"), *items]))
        self.add("aan", "Aan wie?", QLineEdit(), "Naam, zoals boven de brief.")
        self.add("aanhef", "Aanhef", QLineEdit(), "Bijvoorbeeld: mevrouw Voorbeeld.")
        self.add("vorm", "Soort bestand", Choice((v, VORM_NAMEN[v]) for v in VORMEN))
        self.add("wijze", "Hoe verstuurt u het?", Choice((w, w) for w in WIJZEN))

    def _make(self, values: Mapping[str, object]) -> None:
        code, vorm, punt = str(values["code"]), str(values["vorm"]), values["punt"]
        person = Aan(naam=str(values["aan"]), aanhef=str(values["aanhef"]))
        punt_id = punt if isinstance(punt, int) and punt else None
        tafel, zitting, wijze = self._tafel, self._zitting, str(values["wijze"])
        write, place = self._write, self.window()
        service = tafel.sessie.sjablonen
        made = service.maak(code, zitting, punt_id=punt_id, aan=person, vorm=vorm)

        def keep(path: Path) -> None:
            if write(path, made.inhoud):
                service.verstuur(code, zitting, punt_id=punt_id, aan=person, vorm=vorm, wijze=wijze)
                tafel.changed.emit()

        ask_place(place, "Brief opslaan", made.bestandsnaam, keep, f"{vorm} (*.{vorm})")
