"""What a user does in a kluis of old casussen (`diep`), and what is computed over all of it beside the window."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from benchmarks.diep import deep_kluis
from benchmarks.klokken import shorter
from benchmarks.meetkluis import opened
from benchmarks.meting import PEILDATUM, Doel, Meting, Opdracht, forget_peak, peak_mib, run, timed, times
from expertteam_app.domain.bord import BordFilter
from expertteam_app.domain.dossier import SORT_COLUMNS, CasusFilter
from expertteam_app.domain.namen import Naam
from expertteam_app.domain.opschaling import Opschalingsmodel
from expertteam_app.services.sessie import Sessie

GROEP = "diepte"
HOE_VAAK = 40
METEEN = Doel(seconden=0.150, maat="p95")
WOORDEN = ("verzonnen", "pauze apeldoorn", "gezinshuis", "wachten plek", "ret-2026-0")
"""From words that stand in most casussen to a beginning of numbers; typed letter by letter and whole."""

Acts = Sequence[Callable[[], object]]


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """One casus among many, then lists and searching, then what takes the whole kluis."""
    path = deep_kluis(opdracht)
    work = path.with_name(f"werk-{path.name}")
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(path, work)
    try:
        with opened(work) as sessie:
            maat = _Maat(opdracht.omvang, opdracht.keer)
            dice = random.Random(3)  # noqa: S311 - places in a list, no secrets
            ids = dice.choices(sessie.casussen.find(CasusFilter(status="alle")), k=HOE_VAAK)
            yield from _one_casus(sessie, maat, ids)
            yield from _acts(sessie, maat, dice)
            yield from _lists(sessie, maat)
            yield from _searching(sessie, maat, ids)
            yield from _whole(sessie, maat)
    finally:
        shutil.rmtree(work, ignore_errors=True)


class _Maat:
    """Makes the rows of one size."""

    def __init__(self, omvang: int, keer: int) -> None:
        self._omvang = omvang
        self._keer = keer

    def each(self, what: str, acts: Acts) -> Meting:
        """Different acts, each done once; they must be immediate."""
        forget_peak()
        return self._row(what, tuple(timed(act)[0] for act in acts), METEEN)

    def again(self, what: str, act: Callable[[], object], doel: Doel | None = None) -> Meting:
        """One thing, done again and again."""
        forget_peak()
        return self._row(what, times(act, self._keer), doel)

    def _row(self, what: str, taken: tuple[float, ...], doel: Doel | None) -> Meting:
        return Meting(GROEP, what, self._omvang, taken, peak_mib(), doel)


def _one_casus(sessie: Sessie, maat: _Maat, ids: Sequence[int]) -> Iterator[Meting]:
    """What opening a casus and its tabs reads."""
    yield maat.each("open a dossier of twenty events", [partial(sessie.casussen.dossier, i) for i in ids])
    yield maat.each("its klokken with their explanation", [partial(sessie.klokken.van_casus, i) for i in ids])
    yield maat.each("its changes for the tijdmachine", [partial(sessie.tijdmachine.wijzigingen, i) for i in ids])
    yield maat.each("it as it was on a day", [partial(sessie.tijdmachine.op, i, PEILDATUM) for i in ids])
    yield maat.each("its possible doubles", [partial(sessie.samenvoegen.kandidaten, i) for i in ids])
    yield maat.each("aanbieders to complete", [sessie.codering.aanbieders] * HOE_VAAK)


def _acts(sessie: Sessie, maat: _Maat, dice: random.Random) -> Iterator[Meting]:
    """One transaction with its audit lines, its row in the list and its document; then taken back and done again."""
    on_four = sessie.casussen.find(CasusFilter(status="open", stap=4))
    moved = dice.sample(on_four, min(HOE_VAAK, len(on_four)))
    casussen, undo = sessie.casussen, sessie.ongedaan
    yield maat.each("move a step", [partial(casussen.opschalen, i, 5, PEILDATUM, "niets gevonden") for i in moved])
    yield maat.each("what undo and redo would do now", [undo.volgende] * HOE_VAAK)
    yield maat.each("undo a step", [undo.maak_ongedaan] * len(moved))
    yield maat.each("redo a step", [undo.doe_opnieuw] * len(moved))
    yield maat.each("the last 50 acts of this user", [undo.lijst] * HOE_VAAK)
    yield maat.each("put a note on the tijdlijn", [partial(casussen.notitie, i, PEILDATUM, "gebeld") for i in moved])
    yield maat.each("change a field", [partial(casussen.change, i, "vraag", "anders gesteld") for i in moved])


def _lists(sessie: Sessie, maat: _Maat) -> Iterator[Meting]:
    """Filters and orders of the list, the board, the log."""
    find = sessie.casussen.find
    orders = [CasusFilter(status=s, sorteer=o) for s in ("open", "alle") for o in SORT_COLUMNS]
    yield maat.each("filter: each status in each order", [partial(find, wanted) for wanted in orders * 2])
    wanted = CasusFilter(status="open", gemeente="0200", stap=5)
    yield maat.each("filter: open, one gemeente, one step", [partial(find, wanted)] * HOE_VAAK)
    boards = [BordFilter(), BordFilter(gemeente="0200"), BordFilter(tekst="verzonnen"), BordFilter(tekst="apel")]
    yield maat.each("the board: all, one gemeente, with words", [partial(sessie.bord.kolommen, b) for b in boards * 10])
    yield maat.each("the last 500 lines of the log", [sessie.beheer.logboek] * HOE_VAAK)


def _searching(sessie: Sessie, maat: _Maat, ids: Sequence[int]) -> Iterator[Meting]:
    """What happens at a keystroke."""
    strokes = [word[:length] for word in WOORDEN for length in range(1, len(word) + 1)]
    find = [partial(sessie.casussen.find, CasusFilter(tekst=typed)) for typed in strokes]
    yield maat.each("search in the list, each keystroke", find)
    yield maat.each("Ctrl+K, each keystroke", [partial(sessie.zoeken.search, typed) for typed in strokes])
    yield maat.each("search over everything, each keystroke", [partial(sessie.zoeken.alles, t) for t in strokes])
    children = [sessie.casussen.dossier(i).jeugdige for i in ids]
    doubles = sessie.casussen.possible_doubles
    names = [(Naam(c.voornaam, c.tussenvoegsel, c.achternaam), c) for c in children]
    yield maat.each("doubles while typing", [partial(doubles, naam, c.geboortedatum, c.gemeente) for naam, c in names])
    gezin = [c.achternaam[:length].lower() for c in children for length in (2, 4, 40)]
    yield maat.each("find a gezin, each keystroke", [partial(sessie.kinderen.find_gezinnen, text) for text in gezin])


def _whole(sessie: Sessie, maat: _Maat) -> Iterator[Meting]:
    """What goes over all casussen; the window does these beside itself."""
    yield maat.again("vandaag: every line of the first page", sessie.vandaag.overview)
    yield maat.again("weergave: longer than the norm", partial(sessie.weergaven.filter_of, "vast:norm"))
    new = shorter(sessie)
    yield maat.again("a new norm for one klok: which come out differently", partial(sessie.klokken.voorbeeld, new))
    yield maat.again("every klok of every casus anew", sessie.klokken.herbereken)
    model = _other_norms(sessie.beheer.models()[0])
    yield maat.again("a new version of the ladder: what it changes", partial(sessie.modellen.voorbeeld, model))


def _other_norms(model: Opschalingsmodel) -> Opschalingsmodel:
    """The ladder with every norm one shorter."""
    steps = tuple(replace(s, norm=max(1, s.norm - 1) if s.norm else s.norm) for s in model.stappen)
    return replace(model, versie=f"{model.versie}-proef", stappen=steps)


if __name__ == "__main__":
    run(measure)
