"""The ladder of one casus: per step the days spent, and per stay why it began and what was tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from expertteam_app.domain.casus import CasusStand
from expertteam_app.domain.dossier import CasusDossier, StapStand, StapVerblijf
from expertteam_app.domain.gebeurtenis import Soort, in_force
from expertteam_app.domain.opschaling import Stap
from expertteam_app.domain.stapklok import Stapklok
from expertteam_app.services.codelijsten import Codelijsten


def ladder_of(
    stand: CasusStand, dossier: CasusDossier, vandaag: date, lists: Codelijsten, klok: Stapklok
) -> tuple[StapStand, ...]:
    """The rungs of the model of a casus with what happened on each up to `vandaag`."""
    tried = _tried(stand, dossier, lists)
    return tuple(_rung(stap, stand, vandaag, tried, klok) for stap in dossier.model.stappen)


def _rung(stap: Stap, stand: CasusStand, vandaag: date, tried: dict[int, list[str]], klok: Stapklok) -> StapStand:
    stays, within = [], None
    for number, stay in enumerate(stand.verblijven):
        if stay.stap != stap.volgorde:
            continue
        meting = klok.meting(stay, stand.pauzes, stap, vandaag)
        spent, within = meting.spent, meting.binnen_norm
        own = (stay.geprobeerd,) if stay.geprobeerd else ()
        stays.append(
            StapVerblijf(
                begin=stay.begin,
                eind=stay.eind,
                bruto=spent.bruto,
                netto=spent.netto,
                ronde=stay.cyclus,
                richting=stay.richting,
                van=stay.van,
                reden=stay.reden,
                afgeleid=stay.afgeleid,
                ontbreekt=stay.ontbreekt,
                geprobeerd=(*tried.get(number, ()), *own),
                betrokken=stay.betrokken,
            )
        )
    last = stays[-1] if stays else None
    return StapStand(
        volgorde=stap.volgorde,
        naam=stap.naam,
        eigenaar=stap.eigenaar,
        norm=stap.norm,
        eenheid=stap.eenheid,
        dagen=last.netto if last is not None else None,
        huidig=stand.stap == stap.volgorde and not stand.gesloten,
        geweest=bool(stays),
        over_norm=within is False,
        bruto=last.bruto if last is not None else None,
        verblijven=tuple(stays),
    )


def _tried(stand: CasusStand, dossier: CasusDossier, lists: Codelijsten) -> dict[int, list[str]]:
    """Per stay (by its place) the zoekregels and notes of its days; a day on which two stays meet is the later's."""
    found: dict[int, list[str]] = {}
    for dag, text in sorted(_dated(dossier, lists)):
        places = [n for n, v in enumerate(stand.verblijven) if v.begin <= dag and (v.eind is None or dag <= v.eind)]
        if places:
            found.setdefault(places[-1], []).append(f"{dag:%d-%m-%Y} {text}")
    return found


def _dated(dossier: CasusDossier, lists: Codelijsten) -> Iterator[tuple[date, str]]:
    for regel in dossier.zoekregels:
        where = f" bij {regel.aanbieder}" if regel.aanbieder else ""
        answer = lists["antwoord_aanbieder"].label(regel.antwoord) if regel.antwoord else "nog geen antwoord"
        yield (
            regel.datum,
            f"gezocht: {lists['zorgvormen'].label(regel.zorgvorm)}{where} ({answer[:1].lower()}{answer[1:]})",
        )
    for event in in_force(dossier.tijdlijn):
        if event.soort is Soort.NOTITIE and event.tekst("tekst"):
            yield event.datum, f"notitie: {event.tekst('tekst')}"
