"""What a typed verb would do now: looked up, put into words, and done through the same cards and services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from expertteam_app.domain.access import Right
from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.dossier import CasusFilter, CasusRegel
from expertteam_app.domain.opdracht import Opdracht, Werkwoord, parse_opdracht
from expertteam_app.domain.tafel import ZittingRegel
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.pages.casussen import CasussenPage
from expertteam_app.ui.palette_lijst import Voorstel
from expertteam_app.ui.theme import Tone

if TYPE_CHECKING:
    from expertteam_app.ui.frame import Frame

MOST = 3
"""Casussen that are offered when a number fits several years."""
_W = Werkwoord
_KAARTEN = {
    _W.PAUZEREN: ("Pauzeert {wie} vanaf vandaag: reden vragen", "pause", ("open",), "gepauzeerd of gesloten"),
    _W.HERVATTEN: ("Hervat {wie} vanaf vandaag", "play", ("gepauzeerd",), "niet gepauzeerd"),
    _W.AFSLUITEN: ("Sluit {wie} af: uitkomst vragen", "circle-check", ("open", "gepauzeerd"), "al gesloten"),
    _W.HEROPENEN: ("Heropent {wie} als nieuwe ronde: reden vragen", "folder-open", ("gesloten",), "niet gesloten"),
    _W.MIJLPAAL: ("Mijlpaal van {wie} vastleggen", "flag", ("open", "gepauzeerd", "gesloten"), ""),
}
"""Acts with a card: what it says, its icon, the status in which it can be done, and what is said otherwise."""


def _cannot(text: str, remedy: str = "") -> list[Voorstel]:
    return [Voorstel(text, remedy, "triangle-alert")]


class Opdrachten:
    """Turns what is typed in Ctrl+K into proposals for the casus that is named, or the one on the screen."""

    def __init__(self, sessie: Sessie, frame: Frame) -> None:
        self._sessie = sessie
        self._frame = frame

    def propose(self, text: str) -> Sequence[Voorstel]:
        """What Enter would do, computed before it is pressed; nothing when the text is no verb with its object."""
        today = self._sessie.context.vandaag()
        opdracht = parse_opdracht(text, today, lambda van, n: self._frame.datumkalender().add_days(van, n))
        can = self._sessie.actor.can
        if opdracht is None or not can(Right.CASUS_READ):
            return []
        if opdracht.fout:
            return _cannot(opdracht.fout)
        if opdracht.werkwoord is _W.WEERGAVE:
            return self._views(opdracht)
        if opdracht.werkwoord in (_W.NAAR_RET, _W.NAAR_JBT):
            return self._to_table(opdracht) if can(Right.ZITTING_READ) else []
        return self._to_casus(opdracht)

    def _to_casus(self, opdracht: Opdracht) -> Sequence[Voorstel]:
        if opdracht.werkwoord is not _W.OPEN and not self._sessie.actor.can(Right.CASUS_WRITE):
            return _cannot("Met uw rol kunt u casussen niet wijzigen.")
        if opdracht.werkwoord is _W.NIEUW:
            return [Voorstel("Nieuwe casus aanmelden", "", "plus", lambda: self._page().new_casus())]
        found = self._casussen(opdracht)
        if not found:
            gone = f"Er is geen casus {opdracht.nummer}."
            return _cannot(gone if opdracht.nummer else "Open eerst een casus, of typ zijn nummer.")
        return [each for casus in found for each in self._for_casus(opdracht, casus)]

    # -- looking up -----------------------------------------------------------------------------------------------

    def _page(self) -> CasussenPage:
        self._frame.open_page("casussen")
        page = self._frame.current_page
        if not isinstance(page, CasussenPage):
            raise TypeError("casussen")
        return page

    def _current(self) -> int | None:
        page = self._frame.current_page
        return page.current_item() if isinstance(page, CasussenPage) else None

    def _casussen(self, opdracht: Opdracht) -> list[CasusRegel]:
        use = self._sessie.casussen
        if not opdracht.nummer:
            current = self._current()
            return use.rows([current]) if current is not None else []
        number = opdracht.nummer.removeprefix("RET-").removeprefix("RET")
        rows = use.rows(use.find(CasusFilter(tekst=number.replace("-", " "), status="alle"))[:200])
        return [row for row in rows if row.nummer.endswith(f"-{number}")][:MOST]

    # -- acts -----------------------------------------------------------------------------------------------------

    def _for_casus(self, opdracht: Opdracht, casus: CasusRegel) -> list[Voorstel]:
        verb, who = opdracht.werkwoord, casus.nummer
        if verb is _W.OPEN:
            return [Voorstel(f"Opent {who}", casus.naam, "folder-open", partial(self._open, casus.id))]
        if verb is _W.NOTITIE:
            return self._note(opdracht, casus)
        if verb is _W.ACTIE:
            return self._action(opdracht, casus)
        if verb is _W.STAP:
            return self._step(opdracht, casus)
        text, icon, when, otherwise = _KAARTEN[verb]
        if casus.status not in when:
            return _cannot(f"{who} is {otherwise}.", casus.naam)
        return [
            Voorstel(text.format(wie=who), casus.naam, icon, partial(self._card, casus.id, verb.value, opdracht.tekst))
        ]

    def _open(self, casus_id: int) -> CasussenPage:
        page = self._page()
        if page.detail.casus_id != casus_id or not page.detail.isVisible():
            page.open_item(casus_id)
        return page

    def _card(self, casus_id: int, handeling: str, text: str) -> None:
        detail = self._open(casus_id).detail
        detail.ask(handeling)
        if detail.card is not None and text and "reden" in detail.card.form.values():
            detail.card.form.set_value("reden", text)

    def _step(self, opdracht: Opdracht, casus: CasusRegel) -> list[Voorstel]:
        if casus.status == "gesloten":
            return _cannot(f"{casus.nummer} is gesloten.", "Typ: heropen")
        if opdracht.stap == casus.stap:
            return _cannot(f"{casus.nummer} staat al op stap {casus.stap}.")
        model = self._sessie.casussen.dossier(casus.id).model
        step = next((s for s in model.stappen if s.volgorde == opdracht.stap), None)
        if step is None:
            return _cannot(f"De ladder van {casus.nummer} heeft geen stap {opdracht.stap}.")
        way = "Afschalen" if casus.stap is not None and step.volgorde < casus.stap else "Opschalen"
        text = f"{way}: {casus.nummer} naar stap {step.volgorde} {step.kort}; voorwaarden en reden vragen"

        def run() -> None:
            detail = self._open(casus.id).detail
            detail.ask_step(step.volgorde)
            if detail.card is not None and opdracht.tekst and "reden" in detail.card.form.values():
                detail.card.form.set_value("reden", opdracht.tekst)

        return [Voorstel(text, casus.naam, "chart-column", run)]

    def _do(self, act: Callable[[], object], said: str) -> None:
        if attempt(self._frame, act):
            self._frame.show_message(said, Tone.GOED)

    def _note(self, opdracht: Opdracht, casus: CasusRegel) -> list[Voorstel]:
        if not opdracht.tekst:
            run: Callable[[], object] = partial(self._card, casus.id, "notitie", "")
            return [Voorstel(f"Notitie bij {casus.nummer}: tekst vragen", casus.naam, "pencil", run)]
        today = self._sessie.context.vandaag()
        act = partial(self._sessie.casussen.notitie, casus.id, today, opdracht.tekst)
        run = partial(self._do, act, f"De notitie staat op de tijdlijn van {casus.nummer}.")
        text = f"Zet op de tijdlijn van {casus.nummer}, vandaag: “{opdracht.tekst}”"
        return [Voorstel(text, casus.naam, "pencil", run)]

    def _action(self, opdracht: Opdracht, casus: CasusRegel) -> list[Voorstel]:
        if not opdracht.tekst:
            return _cannot(f"Actie bij {casus.nummer}: wat moet er gebeuren?", "actie bellen @naam +10wd")
        owner, day = opdracht.eigenaar, opdracht.datum
        act = partial(self._sessie.codering.add_actie, opdracht.tekst, owner, day, casus_id=casus.id)
        who = f"door {owner}" if owner else "nog zonder eigenaar"
        when = f"uiterlijk {in_woorden(day)}" if day else "nog zonder datum"
        text = f"Actie bij {casus.nummer}: “{opdracht.tekst}”, {who}, {when}"
        run = partial(self._do, act, f"De actie staat bij {casus.nummer}.")
        return [Voorstel(text, casus.naam, "list-checks", run)]

    # -- tables and views -----------------------------------------------------------------------------------------

    def _to_table(self, opdracht: Opdracht) -> list[Voorstel]:
        soort = ZittingSoort.RET if opdracht.werkwoord is _W.NAAR_RET else ZittingSoort.JBT
        today, day = self._sessie.context.vandaag(), opdracht.datum
        zittingen = sorted(self._sessie.zittingen.all(soort), key=lambda z: z.datum)
        fits = [z for z in zittingen if (z.datum == day if day else z.datum >= today)]
        if not fits:
            when = f"op {in_woorden(day)}" if day else "gepland"
            return _cannot(f"Er is geen zitting van {'het RET' if soort is ZittingSoort.RET else 'de JBT'} {when}.")
        zitting = fits[0]
        where = f"{zitting.nummer}, {in_woorden(zitting.datum)}"
        go = Voorstel(f"Opent {where}", zitting.status, "messages-square", partial(self._go, soort, zitting.id))
        if soort is ZittingSoort.JBT or not self._sessie.actor.can(Right.ZITTING_WRITE):
            return [go]
        return [*(self._put(zitting, casus) for casus in self._casussen(opdracht)), go]

    def _go(self, soort: ZittingSoort, zitting_id: int) -> None:
        self._frame.open_page(soort.value.lower(), zitting_id, "zitting")

    def _put(self, zitting: ZittingRegel, casus: CasusRegel) -> Voorstel:
        act = partial(self._sessie.zittingen.add_punt, zitting.id, casus_id=casus.id)
        run = partial(self._do, act, f"{casus.nummer} staat op de agenda van {zitting.nummer}.")
        text = f"Zet {casus.nummer} op de agenda van {zitting.nummer}, {in_woorden(zitting.datum)}"
        return Voorstel(text, casus.naam, "plus", run)

    def _views(self, opdracht: Opdracht) -> list[Voorstel]:
        wanted = opdracht.tekst.casefold()
        views = [view for view in self._sessie.weergaven.all() if wanted in view.naam.casefold()]

        def run(name: str) -> None:
            page = self._page()
            page.close_side()
            page.lijst.weergaven.choose(name)

        return [
            Voorstel(f"Toont weergave “{v.naam}”", v.van, "list-checks", partial(run, v.sleutel)) for v in views
        ] or (_cannot("Er is geen weergave met deze naam."))
