"""What a casus said at some moment, as lines to read: the parts of the dossier with their own labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.toekomstplan import Toekomstplan
from expertteam_app.domain.uitspraak import NIET_GELUKT, Uitspraak
from expertteam_app.services.tijdmachine import Toen
from expertteam_app.ui.pages.casus_ladder import stap_besteed, stap_norm, stap_stand
from expertteam_app.ui.pages.casus_toen_mensen import delen_lines, gezin_lines
from expertteam_app.ui.pages.casus_toen_plaatsing import bijlage_lines, placement_lines
from expertteam_app.ui.pages.casus_toen_regel import ToenRegel, zin
from expertteam_app.ui.pages.casus_uitspraken import naamloos
from expertteam_app.ui.pages.casus_woorden import Lists, derived, tijdlijn
from expertteam_app.ui.pages.casus_zoekregels import wachttijd
from expertteam_app.ui.pages.klok_tabel import klok_naam, klok_stand
from expertteam_app.ui.text import dag_cijfers, dagen
from expertteam_app.ui.widgets.ladder import short_name

KERN: Mapping[str, str] = {
    "vraag": "Vraag aan de tafel",
    "geprobeerd": "Wat is geprobeerd en waarom liep het vast?",
    "opmerking": "Opmerking",
    "soort_vraag": "Soort vraag",
    "aangemeld_door": "Aangemeld door",
    "casusregisseur": "Casusregisseur",
    "verklarende_analyse": "Verklarende analyse",
    "verblijfplaats": "Waar verblijft de jeugdige nu?",
    "kader": "Kader",
}
KERN_LIJSTEN: Mapping[str, str] = {"verklarende_analyse": "verklarende_analyse", "kader": "kaders"}
STEM: Mapping[str, str] = {
    "stem_jeugdige": "Stem van de jeugdige",
    "stem_ouders": "Stem van de ouders",
    "stem_niet_gelukt": f"{NIET_GELUKT} …",
}
PLAN = "Toekomstplan"


def lines_of(toen: Toen, lists: Lists) -> list[ToenRegel]:
    """Everything a casus said, in the order of the parts of the dossier; lines that hold nothing too."""
    d = toen.dossier
    if d is None:
        return []
    return [
        *_kern(d, toen.toekomstplan, lists),
        *_stem(d, toen.uitspraken),
        *gezin_lines(toen, lists),
        *_ladder(d),
        *_klokken(toen),
        *_tijdlijn(d, lists),
        *_coded(d, lists),
        *placement_lines(toen.uithuisplaatsingen, lists),
        *delen_lines(toen),
        *bijlage_lines(toen.bijlagen),
    ]


def _kern(d: CasusDossier, plan: Toekomstplan | None, lists: Lists) -> Iterator[ToenRegel]:
    stand = d.stand
    stap = f", stap {stand.stap} sinds {dag_cijfers(stand.stap_sinds)}" if stand.stap else ""
    yield ToenRegel(("kern", "stand"), "Kern", "Stand", f"{stand.status}{stap}")
    yield ToenRegel(("kern", "gemeente"), "Kern", "Gemeente", lists["gemeenten"].label(d.gemeente))
    for name, words in KERN.items():
        value = str(getattr(d, name))
        text = lists[KERN_LIJSTEN[name]].label(value) if name in KERN_LIJSTEN and value else value
        yield ToenRegel(("kern", name), "Kern", words, text)
    if plan is not None:
        domains = [lists["leefdomeinen"].label(code) for code in plan.leefdomeinen]
        about = f"gaat over {', '.join(domains)}" if domains else "gaat nog over geen leefdomein"
        owner = f"eigenaar {plan.eigenaar}" if plan.eigenaar else "zonder eigenaar"
        text = zin(f"gemaakt op {dag_cijfers(plan.datum)}", owner, about)
        yield ToenRegel(("kern", "toekomstplan"), "Kern", PLAN, text)


def _stem(d: CasusDossier, said: tuple[Uitspraak, ...]) -> Iterator[ToenRegel]:
    for name, words in STEM.items():
        yield ToenRegel(("stem", name), "Stem", words, str(getattr(d, name)))
    for each in sorted(said, key=lambda u: (u.soort, u.id)):
        day = dag_cijfers(each.datum) if each.datum else "zonder datum"
        text = f"{each.tekst} ({naamloos(each.bron)}, {day})"
        yield ToenRegel(("uitspraak", str(each.id)), "Stem", each.soort.value.capitalize(), text)


def _ladder(d: CasusDossier) -> Iterator[ToenRegel]:
    yield ToenRegel(("ladder", "model"), "Ladder", "Model", f"{d.model.naam}, versie {d.model.versie}")
    for step in d.ladder:
        if not step.geweest and not step.huidig:
            continue
        spent = f"netto {stap_besteed(step)}, bruto {dagen(step.bruto or 0, step.eenheid)}"
        norm = "geen norm" if step.norm is None else f"norm {stap_norm(step)}"
        stays = "; ".join(
            f"{dag_cijfers(v.begin)} tot {dag_cijfers(v.eind) if v.eind else 'nu'}" for v in step.verblijven
        )
        state = stap_stand(step)
        here = "nu hier" if step.huidig and state != "nu hier" else ""
        text = zin(here, state, stays, spent, norm)
        what = f"{step.volgorde} {short_name(step.naam)}"
        yield ToenRegel(("ladder", str(step.volgorde)), "Ladder", what, text, feit=f"{step.huidig}{stays}{norm}")


def _klokken(toen: Toen) -> Iterator[ToenRegel]:
    for klok in toen.klokken:
        end = f"tot {dag_cijfers(klok.eind)}" if klok.eind else "loopt"
        due = f"uiterlijk {dag_cijfers(klok.uiterlijk)}" if klok.uiterlijk else ""
        norm = f"norm {klok.norm}" if klok.norm else "geen norm"
        facts = zin(f"van {dag_cijfers(klok.begin)} {end}" if klok.eind else f"sinds {dag_cijfers(klok.begin)}", due)
        text = zin(klok_stand(klok)[0], facts, f"netto {klok.netto}, bruto {klok.bruto} {klok.eenheid.value}", norm)
        key = f"{klok.code} {klok.cyclus} {klok.begin} {klok.jeugdige_id or ''}"
        yield ToenRegel(
            ("klok", key), "Klokken", klok_naam(klok), text, feit=f"{facts}{norm}{klok.gepauzeerd}{klok.over_norm}"
        )


def _tijdlijn(d: CasusDossier, lists: Lists) -> Iterator[ToenRegel]:
    for moment in tijdlijn(d, lists):
        event = moment.gebeurtenis
        head = f"{event.titel} (afgeleide datum)" if event.afgeleid else event.titel
        title = zin(head, moment.richting_woorden)
        words = ". ".join(p for p in (title, moment.uitleg, moment.ingetrokken) if p)
        yield ToenRegel(("tijdlijn", str(event.volgnummer)), "Tijdlijn", dag_cijfers(event.datum), words)


def _coded(d: CasusDossier, lists: Lists) -> Iterator[ToenRegel]:
    for z in d.zoekregels:
        answer = lists["antwoord_aanbieder"].label(z.antwoord) if z.antwoord else "nog geen antwoord"
        reason = lists["reden_afwijzing"].label(z.reden) if z.reden else ""
        wait = f"wachttijd {wachttijd(z)}" if z.wachttijd_weken is not None else ""
        care = derived(lists["zorgvormen"].label(z.zorgvorm), z)
        text = zin(f"{care}, gevraagd {dag_cijfers(z.datum)}", answer, reason, wait)
        yield ToenRegel(("zoekregel", str(z.id)), "Zoekregels", z.aanbieder or "zonder aanbieder", text)
    for a in d.acties:
        due = f"uiterlijk {dag_cijfers(a.datum)}" if a.datum else "zonder datum"
        done = f"klaar op {dag_cijfers(a.klaar_op)}" if a.klaar_op else ""
        promised = "toegezegd aan gezin" if a.toezegging else ""
        text = zin(a.omschrijving, due, promised, done)
        yield ToenRegel(("actie", str(a.id)), "Acties", a.eigenaar.strip() or "zonder eigenaar", text)
    for o in d.oorzaken:
        label = lists["oorzaken"].label(o.code)
        what = "Hoofdoorzaak" if o.hoofdoorzaak else "Oorzaak"
        yield ToenRegel(("oorzaak", o.code), "Oorzaken", what, label, feit=f"{what} {label}")
    for h in d.hiaten:
        text = zin(
            f"{lists['zorgvormen'].label(h.zorgvorm)}: {derived(lists['aard_hiaat'].label(h.aard), h)}",
            f"oplossing: {h.oplossing}" if h.oplossing else "",
        )
        yield ToenRegel(("hiaat", str(h.id)), "Hiaten", dag_cijfers(h.vastgesteld_op), text)
