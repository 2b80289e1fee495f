"""What a casus said at some moment, as lines to read, and which of them say something else today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.tijdmachine import Toen
from expertteam_app.ui.pages.casus_woorden import Lists, tijdlijn
from expertteam_app.ui.text import dag_cijfers

TEKSTEN = (
    ("vraag", "Vraag aan de tafel"),
    ("stem_jeugdige", "Stem van de jeugdige"),
    ("stem_ouders", "Stem van de ouders"),
    ("stem_niet_gelukt", "Waarom de stem niet is gehoord"),
    ("geprobeerd", "Wat is geprobeerd"),
    ("opmerking", "Opmerking"),
    ("soort_vraag", "Soort vraag"),
    ("aangemeld_door", "Aangemeld door"),
    ("casusregisseur", "Casusregisseur"),
    ("verblijfplaats", "Verblijfplaats"),
    ("kader", "Kader"),
)
OVERIG: Mapping[str, str] = {
    "uitspraak": "Uitspraken",
    "toestemming": "Toestemming",
    "uithuisplaatsing": "Voorgenomen uithuisplaatsing",
    "bijlage": "Bijlagen",
}


@dataclass(frozen=True, slots=True)
class ToenRegel:
    """One thing to read.

    Attributes:
        key: what it is about, the same at every moment.
        nu: what it says today when that is something else, in words when it is empty or gone.
    """

    key: tuple[str, str]
    deel: str
    wat: str
    tekst: str
    nu: str = ""


def lines_of(toen: Toen, lists: Lists) -> list[ToenRegel]:
    """Everything a casus said, in the order of the dossier."""
    d = toen.dossier
    if d is None:
        return []
    return [*_head(d, lists), *_events(d, lists), *_coded(d, lists), *_other(toen)]


def compared(then: list[ToenRegel], now: list[ToenRegel]) -> list[ToenRegel]:
    """The lines of then, with what they say today where that is something else."""
    today = {line.key: line.tekst or "leeg" for line in now}
    different = (today.get(line.key, "staat er niet meer") for line in then)
    return [
        replace(line, nu="" if words == (line.tekst or "leeg") else words)
        for line, words in zip(then, different, strict=True)
    ]


def _head(d: CasusDossier, lists: Lists) -> Iterator[ToenRegel]:
    stand = d.stand
    stap = f", stap {stand.stap} sinds {dag_cijfers(stand.stap_sinds)}" if stand.stap else ""
    facts = (
        ("naam", "Jeugdige", d.jeugdige.naam),
        ("geboren", "Geboren", dag_cijfers(d.jeugdige.geboortedatum)),
        ("gemeente", "Gemeente", lists["gemeenten"].label(d.gemeente)),
        ("stand", "Stand", f"{stand.status}{stap}"),
        *((name, words, str(getattr(d, name))) for name, words in TEKSTEN),
    )
    yield from (ToenRegel(("kern", name), "Kern", words, text) for name, words, text in facts)


def _events(d: CasusDossier, lists: Lists) -> Iterator[ToenRegel]:
    for moment in tijdlijn(d, lists):
        event = moment.gebeurtenis
        parts = (event.titel, moment.uitleg, moment.ingetrokken)
        words = ". ".join(p for p in parts if p)
        yield ToenRegel(("tijdlijn", str(event.volgnummer)), "Tijdlijn", dag_cijfers(event.datum), words)


def _coded(d: CasusDossier, lists: Lists) -> Iterator[ToenRegel]:
    for o in d.oorzaken:
        head = " (hoofdoorzaak)" if o.hoofdoorzaak else ""
        yield ToenRegel(("oorzaak", o.code), "Oorzaken", o.code, f"{lists['oorzaken'].label(o.code)}{head}")
    for h in d.hiaten:
        what = f"{lists['zorgvormen'].label(h.zorgvorm)}: {lists['aard_hiaat'].label(h.aard)}"
        yield ToenRegel(("hiaat", str(h.id)), "Hiaten", dag_cijfers(h.vastgesteld_op), what)
    for z in d.zoekregels:
        answer = lists["antwoord_aanbieder"].label(z.antwoord) if z.antwoord else "nog geen antwoord"
        what = f"{lists['zorgvormen'].label(z.zorgvorm)}, {z.aanbieder or 'zonder naam'}: {answer}"
        yield ToenRegel(("zoekregel", str(z.id)), "Zoekregels", dag_cijfers(z.datum), what)
    for a in d.acties:
        done = f", klaar op {dag_cijfers(a.klaar_op)}" if a.klaar_op else ""
        what = f"{a.omschrijving} ({a.eigenaar or 'nog geen eigenaar'}){done}"
        yield ToenRegel(("actie", str(a.id)), "Acties", dag_cijfers(a.datum), what)


def _other(toen: Toen) -> Iterator[ToenRegel]:
    for row in toen.overig:
        deel = OVERIG.get(row.tabel, row.tabel.replace("_", " ").capitalize())
        for name, value in row.velden.items():
            text = dag_cijfers(value) if isinstance(value, date) else "ja" if value is True else str(value)
            words = name.removesuffix("_id").replace("_", " ").capitalize()
            yield ToenRegel((row.tabel, f"{row.rij}.{name}"), deel, words, text)
