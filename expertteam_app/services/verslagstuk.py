"""Turns a zitting into the document that is signed: codes become words, dates and gaps fall into place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from expertteam_app.db.session import DbSession
from expertteam_app.documents.verslag_stuk import (
    Aanwezige,
    ActieRegel,
    AfspraakRegel,
    BesluitRegel,
    Punt,
    Reactie,
    Status,
    TafelRegel,
    VerslagStuk,
    Verzending,
)
from expertteam_app.domain.dossier import ActieInfo, KindInfo
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.sjabloon import SJABLONEN
from expertteam_app.domain.tafel import AanwezigeInfo, BesluitInfo, PuntDossier, PuntStatus, ZittingDossier
from expertteam_app.domain.tafelregel import RegelSoort, TafelregelInfo, stem_van
from expertteam_app.domain.verslag import VerzendingInfo
from expertteam_app.domain.zitting import PRESENT, ZittingSoort, ZittingStatus
from expertteam_app.services.codelijsten import Codelijsten
from expertteam_app.services.instellingen import setting_value

PAPIER: Mapping[ZittingStatus, Status] = MappingProxyType(
    {ZittingStatus.TER_REACTIE: "ter reactie", ZittingStatus.VASTGESTELD: "vastgesteld"}
)
"""How a status reads on paper; every other one is a concept."""


@dataclass(frozen=True, slots=True)
class Briefhoofd:
    """What the kluis says about the sender."""

    organisatie: str
    oefening: bool


def heading_of(session: DbSession, *, oefening: bool) -> Briefhoofd:
    """The sender as set in this kluis."""
    return Briefhoofd(str(setting_value(session, "organisatie")), oefening)


def _first(aanwezigen: tuple[AanwezigeInfo, ...], rol: str) -> str:
    return next((a.naam for a in aanwezigen if a.rol == rol and a.presentie in PRESENT), "")


GEZIN = frozenset({"ouder", "jeugdige", "vertrouwenspersoon"})
"""Roles at the table of a gezin itself and of who stands beside it."""


def _aanwezige(info: AanwezigeInfo, punten: Mapping[int, int], lists: Codelijsten) -> Aanwezige:
    return Aanwezige(
        punt=punten.get(info.punt_id or 0),
        gezin=info.rol in GEZIN,
        naam=info.naam,
        rol=lists["tafelrollen"].label(info.rol),
        organisatie=info.organisatie,
        gemeente=lists["gemeenten"].label(info.gemeente) if info.gemeente else None,
        presentie=lists["presentie"].label(info.presentie),
        mandaat=info.mandaat or None,
    )


def _actie(info: ActieInfo, kind_id: int = 0) -> ActieRegel:
    return ActieRegel(
        kind_id=kind_id,
        omschrijving=info.omschrijving,
        eigenaar=info.eigenaar or None,
        datum=info.datum,
        klaar=info.klaar_op is not None,
    )


def _decision(besluit: BesluitInfo, soort: ZittingSoort, lists: Codelijsten) -> BesluitRegel:
    lijst = lists["jbt_besluiten" if soort is ZittingSoort.JBT else "uitkomsten"]
    label = lijst.label(besluit.soort) if besluit.soort else ""
    due = next((t.verwacht_op for t in besluit.terugmeldingen if t.verwacht_op), None)
    return BesluitRegel(
        kind=besluit.jeugdige,
        kind_id=besluit.jeugdige_id,
        besluit=": ".join(part for part in (label[:1].upper() + label[1:], besluit.tekst) if part),
        motivering=besluit.motivering,
        genomen_door=besluit.genomen_door,
        status="definitief" if besluit.definitief or soort is ZittingSoort.JBT else "onder voorbehoud",
        voorbehoud_reden=besluit.voorbehoud_reden,
        terugmelding=due,
        vto=besluit.vto_verzonden,
        beoogde_gi=besluit.beoogde_gi,
        afspraken=tuple(
            AfspraakRegel(doel=a.doel, wie=a.wie, wanneer=a.wanneer, toets=a.toets) for a in besluit.afspraken
        ),
    )


def _decisions(punt: PuntDossier, soort: ZittingSoort, lists: Codelijsten) -> tuple[BesluitRegel, ...]:
    taken = {b.jeugdige_id: b for b in punt.besluiten}
    return tuple(
        _decision(taken[kind.id], soort, lists) if kind.id in taken else BesluitRegel(kind=kind.naam, kind_id=kind.id)
        for kind in punt.kinderen
    )


def _age(kinderen: tuple[KindInfo, ...], dag: date) -> int | None:
    geboren = kinderen[0].geboortedatum if len(kinderen) == 1 else None
    return age_on(geboren, dag) if geboren else None


def _stem(punt: PuntDossier, wie: str) -> str:
    """What was written of a stem beforehand and what was said at the table, each on its own line."""
    names = [kind.voornaam for kind in punt.kinderen]
    lines = [f"{r.wie}: {r.tekst}" for r in punt.regels if r.soort is RegelSoort.STEM and stem_van(r.wie, names) == wie]
    return "\n".join(part for part in (punt.teksten[f"stem_{wie}"], *lines) if part)


_SPREKER = re.compile(r"[^\W\d_][^:,.]{0,40}[:,]\s")
"""How a line begins that says whose words it holds: "moeder: ", "Sam, apart gehoord"."""


def _stem_of(punt: PuntDossier, kind: KindInfo) -> str:
    """The words of one child of an item about several: what stands under its name, and nothing that is unsure."""
    names = [k.voornaam.casefold() for k in punt.kinderen]
    own = kind.voornaam.casefold()
    if not own or names.count(own) > 1:
        return ""
    kept, mine = [], False
    for line in punt.teksten["stem_jeugdige"].splitlines():
        first = re.match(r"[\w'’-]+", line.strip())
        if first is not None and first[0].casefold() in names:
            mine = first[0].casefold() == own
        elif _SPREKER.match(line.strip()):
            mine = False
        if mine:
            kept.append(line)
    for regel in punt.regels:
        who = regel.wie.split()[0].casefold() if regel.wie.strip() else ""
        if regel.soort is RegelSoort.STEM and (regel.jeugdige_id == kind.id or who == own):
            kept.append(f"{regel.wie}: {regel.tekst}")
    return "\n".join(kept)


def _visies(punt: PuntDossier) -> tuple[tuple[str, str], ...]:
    """What the others at the table said, each under its own name (DOMEIN section 4, Minutes)."""
    names = [kind.voornaam for kind in punt.kinderen]
    said: dict[str, list[str]] = {}
    for regel in punt.regels:
        if regel.soort is RegelSoort.STEM and regel.wie.strip() and not stem_van(regel.wie, names):
            said.setdefault(regel.wie.strip(), []).append(regel.tekst)
    return tuple((wie, "\n".join(texts)) for wie, texts in said.items())


def _regel(regel: TafelregelInfo) -> TafelRegel:
    own = bool(regel.actie_id or regel.besluit_id)
    voice = regel.soort is RegelSoort.STEM and bool(regel.wie.strip())
    return TafelRegel(
        soort=regel.soort.value,
        tekst=regel.tekst,
        wie=regel.wie,
        kind=regel.jeugdige,
        kind_id=regel.jeugdige_id or 0,
        elders=own or voice,
    )


def _punt(punt: PuntDossier, dossier: ZittingDossier, lists: Codelijsten) -> Punt:
    t = punt.teksten
    analyse = (
        ("Jeugdige", t["analyse_jeugdige"]),
        ("Gezin", t["analyse_gezin"]),
        ("Hulpverleningssysteem", t["analyse_hulpverlening"]),
    )
    zorgvormen, aard = lists["zorgvormen"], lists["aard_hiaat"]
    about = {r.actie_id: r.jeugdige_id for r in punt.regels if r.actie_id and r.jeugdige_id}
    return Punt(
        nummer=punt.volgorde,
        aanduiding=punt.titel,
        punt_id=punt.id,
        gemeente=" en ".join(lists["gemeenten"].label(code) for code in punt.gemeenten),
        leeftijd=_age(punt.kinderen, dossier.datum),
        vraag=t["vraag"],
        stem_jeugdige=_stem(punt, "jeugdige"),
        stem_ouders=_stem(punt, "ouders"),
        stem_per_kind=tuple((k.id, _stem_of(punt, k)) for k in punt.kinderen) if len(punt.kinderen) > 1 else (),
        geprobeerd=t["geprobeerd"],
        wat_gaat_goed=t["gaat_goed"],
        zorgen_feiten=t["zorgen_feiten"],
        zorgen_meningen=t["zorgen_meningen"],
        visies=_visies(punt),
        analyse=tuple((kop, tekst) for kop, tekst in analyse if tekst),
        oorzaken=tuple(lists["oorzaken"].label(code) for code in punt.oorzaken),
        hiaten=tuple(f"{zorgvormen.label(z)}: {aard.label(a)}" for z, a in punt.hiaten),
        oplossingen=t["oplossingen"],
        besluiten=_decisions(punt, dossier.soort, lists),
        acties=tuple(_actie(a, about.get(a.id, 0)) for a in punt.acties),
        veiligheidsafspraken=t["veiligheidsafspraken"],
        regels=tuple(_regel(r) for r in punt.regels),
        licht=not punt.kinderen or punt.status == PuntStatus.GEPARKEERD,
        stand="Geparkeerd" if punt.status == PuntStatus.GEPARKEERD else "",
    )


def to_stuk(dossier: ZittingDossier, lists: Codelijsten, kop: Briefhoofd) -> VerslagStuk:
    """The zitting as a verslag, ready to print or to look for gaps in; reactions are added by `with_reactions`."""
    numbers = {punt.id: punt.volgorde for punt in dossier.punten}
    return VerslagStuk(
        soort=dossier.soort.value,
        nummer=dossier.nummer,
        titel=f"Zitting {dossier.nummer}",
        datum=dossier.datum,
        plaats=dossier.plaats,
        begintijd=dossier.begintijd,
        status=PAPIER.get(dossier.status, "concept"),
        organisatie=kop.organisatie,
        oefening=kop.oefening,
        voorzitter=_first(dossier.aanwezigen, "voorzitter"),
        secretaris=_first(dossier.aanwezigen, "secretaris"),
        aanwezigen=tuple(_aanwezige(a, numbers, lists) for a in dossier.aanwezigen),
        punten=tuple(_punt(p, dossier, lists) for p in dossier.punten),
        vastgesteld_op=dossier.vastgesteld_op,
    )


def with_sendings(stuk: VerslagStuk, sent: Iterable[VerzendingInfo], names: Mapping[str, str]) -> VerslagStuk:
    """The stuk for the dossier, with who got what, oldest first.

    Args:
        stuk: the whole verslag.
        sent: what was sent, newest first.
        names: what each version of the verslag is called, by the code of its recipient.
    """
    numbers = {punt.punt_id: punt.nummer for punt in stuk.punten}
    found = [
        Verzending(
            stuk=_sent_words(one, names),
            aan=one.naam,
            wijze=one.wijze,
            verzonden_op=one.verzonden_op,
            punt=numbers.get(one.punt_id or 0),
        )
        for one in sent
    ]
    return replace(stuk, verzonden=tuple(reversed(found)))


def _sent_words(one: VerzendingInfo, names: Mapping[str, str]) -> str:
    """What was sent: a letter, an agenda file, or a version of the verslag."""
    if one.soort == "brief":
        return SJABLONEN.get(one.ontvanger, one.ontvanger)
    if one.soort == "uitnodiging":
        return "Uitnodiging"
    return f"Verslag voor {names.get(one.ontvanger, one.ontvanger)}"


def with_reactions(stuk: VerslagStuk, reacties: Mapping[int | None, tuple[Reactie, ...]]) -> VerslagStuk:
    """The stuk with the reactions that came: under None those to the whole verslag, else by the id of the punt."""
    punten = tuple(replace(p, reacties=reacties.get(p.punt_id, ())) for p in stuk.punten)
    return replace(stuk, punten=punten, reacties=reacties.get(None, ()))
