"""Searching while one types: every keystroke of some texts asks for all ids that fit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.meetkluis import kluis_of, opened
from benchmarks.meting import Doel, Meting, Opdracht, forget_peak, peak_mib, run, timed, times
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.namen import Naam
from expertteam_app.services.sessie import Sessie

GROEP = "zoeken"
TEKSTEN = ("a", "an", "ann ", "apel", "ret-2026-0", "verzonnen apeldoorn")
"""From one letter that fits half of the casussen to two words that fit a few; each is typed letter by letter."""
ALLES = ("wachtlijst", "buiten doelgroep", "regie school", "moeder", "ret-2026-014")
"""Words of notes, zoekregels, voices and minutes: from a few hits to a good part of the kluis."""
KINDEREN = 20
TOETS_DOEL = Doel(seconden=0.100, maat="p95")


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """Each text as a whole, then all keystrokes together, for the list and for Ctrl+K."""
    omvang = opdracht.omvang
    with opened(kluis_of(opdracht)) as sessie:

        def find(typed: str) -> list[int]:
            return sessie.casussen.find(CasusFilter(tekst=typed, status="alle"))

        find("warm")
        forget_peak()
        for text in TEKSTEN:
            hits = len(find(text))
            taken = times(partial(find, text), max(20, opdracht.keer))
            what = f"find {text!r} ({hits} hits)"
            yield Meting(GROEP, what, omvang, taken, peak_mib(), TOETS_DOEL)
        strokes = [text[:length] for text in TEKSTEN for length in range(1, len(text) + 1)]
        taken = tuple(timed(partial(find, typed))[0] for typed in strokes)
        yield Meting(GROEP, "each keystroke of these texts", omvang, taken, peak_mib(), TOETS_DOEL)
        taken = tuple(timed(partial(sessie.zoeken.search, typed))[0] for typed in strokes)
        yield Meting(GROEP, "each keystroke of these texts in Ctrl+K", omvang, taken, peak_mib(), TOETS_DOEL)
        yield from _everything(sessie, omvang)
        yield from _doubles(sessie, omvang)


def _everything(sessie: Sessie, omvang: int) -> Iterator[Meting]:
    """Full text over everything: some texts whole, all their keystrokes, one note kept in step, and a whole rebuild."""
    forget_peak()
    for typed in ALLES:
        hits = sessie.zoeken.alles(typed)
        count = f"{'over ' if hits.meer else ''}{hits.aantal}"
        taken = times(partial(sessie.zoeken.alles, typed), 20)
        yield Meting(GROEP, f"everything {typed!r} ({count} hits)", omvang, taken, peak_mib(), TOETS_DOEL)
    strokes = [text[:length] for text in ALLES for length in range(2, len(text) + 1)]
    taken = tuple(timed(partial(sessie.zoeken.alles, typed))[0] for typed in strokes)
    yield Meting(GROEP, "each keystroke of these texts through everything", omvang, taken, peak_mib(), TOETS_DOEL)
    casus_id = sessie.casussen.find(CasusFilter(status="alle"))[0]
    note = partial(sessie.casussen.notitie, casus_id, sessie.context.vandaag(), "Moeder belde over de wachtlijst.")
    yield Meting(GROEP, "a note, findable in the same transaction", omvang, times(note, 20), peak_mib())
    forget_peak()
    seconds, _ = timed(sessie.zoeken.rebuild)
    yield Meting(GROEP, "everything made findable anew", omvang, (seconds,), peak_mib())


def _doubles(sessie: Sessie, omvang: int) -> Iterator[Meting]:
    """What the form for a new casus asks while it is filled in, for children who are in the kluis already."""
    ids = sessie.casussen.find(CasusFilter(status="alle"))
    step = max(1, len(ids) // KINDEREN)
    children = [sessie.casussen.dossier(casus_id).jeugdige for casus_id in ids[::step][:KINDEREN]]
    for what, known in (("with", True), ("without", False)):
        taken = []
        for child in children:
            naam = Naam(child.voornaam, child.tussenvoegsel, child.achternaam)
            born = child.geboortedatum if known else None
            seconds, found = timed(partial(sessie.casussen.possible_doubles, naam, born, child.gemeente))
            if not found:
                raise ValueError("a child that is in the kluis was not found")
            taken.append(seconds)
        yield Meting(GROEP, f"doubles of a new casus, {what} day of birth", omvang, tuple(taken), peak_mib())


if __name__ == "__main__":
    run(measure)
