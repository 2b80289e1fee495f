"""The lines on an uithuisplaatsing and on bijlagen of a dossier of then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from expertteam_app.domain.uithuisplaatsing import CODES, DATES, THUIS, YES_NO, Uithuisplaatsing
from expertteam_app.exchange.startfoto import KOPPEN
from expertteam_app.services.bijlagen import BijlageInfo
from expertteam_app.ui.pages.casus_toen_regel import ToenRegel, zin
from expertteam_app.ui.pages.casus_woorden import Lists
from expertteam_app.ui.text import dag_cijfers

UITHUISPLAATSING: Mapping[str, str] = {
    "datum_voornemen": "Datum van het voornemen",
    "via": "Via",
    "beoogd_verblijf": "Beoogd verblijf",
    "eigen_gezin": "Eigen gezin geprobeerd?",
    "eigen_gezin_tekst": "Wat is in het eigen gezin geprobeerd, of waarom niet?",
    "netwerk": "Netwerk geprobeerd?",
    "netwerk_tekst": "Wat is in het netwerk geprobeerd, of waarom niet?",
    "ambulant": "Ambulante hulp geprobeerd?",
    "ambulant_tekst": "Welke ambulante hulp is geprobeerd, of waarom niet?",
    "alternatief_gevonden": "Alternatief gevonden?",
    "alternatief": "Welk alternatief?",
    "uitkomst": "Uitkomst",
    "uitkomst_op": "Datum van de uitkomst",
    "zorgvorm": "Waar gaat de jeugdige wonen?",
    "reden_zorgvorm": "Waarom geen pleegouder of gezinshuis?",
    **{field: f"Woont de jeugdige na {months} maanden nog thuis?" for months, field in THUIS},
    **KOPPEN,
    "maatregel": "Maatregel",
}


def placement_lines(records: Iterable[Uithuisplaatsing], lists: Lists) -> Iterator[ToenRegel]:
    """Every field of every voornemen; where there are more, the label says of which one."""
    all_ = tuple(records)
    for record in all_:
        which = f" (voornemen van {dag_cijfers(record.datum_voornemen)})" if len(all_) > 1 else ""
        for field, words in UITHUISPLAATSING.items():
            text = _words(field, getattr(record, field), lists)
            key = ("uithuisplaatsing", f"{record.id}.{field}")
            yield ToenRegel(key, "Uithuisplaatsing", f"{words}{which}", text, feit=text)


def _words(field: str, value: object, lists: Lists) -> str:
    if value in (None, "", ()):
        return ""
    if field in YES_NO:
        return "ja" if value else "nee"
    if field in CODES:
        return lists[CODES[field]].label(str(value))
    if field in DATES:
        return f"{value:%d-%m-%Y}"
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def bijlage_lines(files: Iterable[BijlageInfo]) -> Iterator[ToenRegel]:
    """The names of the bijlagen; what is in them is not shown."""
    for each in files:
        added = f"toegevoegd op {dag_cijfers(each.toegevoegd_op)} door {each.toegevoegd_door}"
        gone = f"in de prullenbak sinds {dag_cijfers(each.weggegooid_op)}" if each.weggegooid_op else ""
        yield ToenRegel(("bijlage", str(each.id)), "Bijlagen", each.naam, zin(each.toelichting, added, gone))
