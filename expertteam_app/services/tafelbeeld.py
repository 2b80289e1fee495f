"""Composes the view of a zitting from its rows: agenda, presence and mandaat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.queries.casussen import to_actie, to_zoekregel
from expertteam_app.db.queries.gezinnen import to_kind
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import (
    AanwezigheidRow,
    ActieRow,
    AgendapuntRow,
    TafelregelRow,
    ZittingRow,
    ZoekregelRow,
)
from expertteam_app.domain.dossier import ActieInfo, KindInfo
from expertteam_app.domain.tafel import PUNT_TEKSTEN, AanwezigeInfo, PuntDossier, PuntStatus, ZittingDossier
from expertteam_app.domain.tafelregel import RegelSoort, TafelregelInfo, lacking
from expertteam_app.domain.zitting import Aanwezigheid, Mandaat, ZittingSoort, ZittingStatus, reason_for_reserve
from expertteam_app.domain.zoekregel import Lijsten, in_a_sentence, read_sentence, says, unfinished
from expertteam_app.services.codelijsten import Codelijsten

EEN_DAG = date(2026, 1, 1)
"""Any day, to read a sentence of which only the words count."""


def presence_of(zitting: ZittingRow, punt_id: int) -> tuple[Aanwezigheid, ...]:
    """Who is there at an item, as the domain sees it; a guest without persoon holds no mandaat."""
    return tuple(
        Aanwezigheid(a.persoon_id or 0, a.persoon.naam if a.persoon else a.naam, a.rol, a.presentie)
        for a in zitting.aanwezigen
        if a.agendapunt_id in {None, punt_id}
    )


def all_mandates(session: DbSession) -> tuple[Mandaat, ...]:
    """Every mandaat as a domain value."""
    return tuple(q.to_mandaat(m) for m, _persoon in q.all_mandaten(session))


def _aanwezige(
    row: AanwezigheidRow, zitting: ZittingRow, mandaten: tuple[Mandaat, ...], labels: dict[str, str]
) -> AanwezigeInfo:
    persoon = row.persoon
    valid = [m for m in mandaten if persoon and m.persoon_id == persoon.id and m.valid_on(zitting.datum)]
    words = ", ".join(labels.get(m.gemeente, m.gemeente) for m in valid)
    return AanwezigeInfo(
        id=row.id,
        persoon_id=row.persoon_id,
        naam=persoon.naam if persoon else row.naam,
        organisatie=persoon.organisatie if persoon else "",
        rol=row.rol,
        gemeente=persoon.gemeente if persoon else None,
        presentie=row.presentie,
        mandaat=words,
        punt_id=row.agendapunt_id,
    )


def children_of(punt: AgendapuntRow) -> tuple[KindInfo, ...]:
    """The children an item is about: one at the RET, all of the VTB at the JBT."""
    if punt.casus is not None:
        return (to_kind(punt.casus.jeugdige, (punt.casus.nummer,)),)
    return tuple(to_kind(k.jeugdige) for k in punt.vtb.kinderen) if punt.vtb is not None else ()


def _title(punt: AgendapuntRow) -> str:
    if punt.casus is not None:
        return f"{punt.casus.nummer} · {punt.casus.jeugdige.naam}"
    return f"{punt.vtb.nummer} · {punt.vtb.gezin.naam}" if punt.vtb is not None else punt.onderwerp


def _open_acties(session: DbSession, punt: AgendapuntRow) -> tuple[ActieInfo, ...]:
    if punt.casus is None:
        return ()
    own = {a.id for a in punt.acties}
    rows = q.open_acties(session, punt.casus.id)
    return tuple(to_actie(a, punt.casus.nummer) for a in rows if a.id not in own)


def _open_words(regel: TafelregelInfo, punt: AgendapuntRow, lijsten: Lijsten, *, is_jbt: bool) -> tuple[str, ...]:
    """What a line lacks: by itself, or because what it stands for cannot be made yet."""
    if regel.soort is RegelSoort.ZOEKREGEL and regel.zoekregel_id is None:
        if punt.casus_id is None:
            return ("een casus waar de zoekregel bij hoort",)
        day = regel.datum or EEN_DAG
        return (unfinished(read_sentence(regel.tekst, lijsten, day), lijsten) or "welke hulp",)
    if regel.soort is RegelSoort.BESLUIT and regel.besluit_id is None and is_jbt and punt.vtb is not None:
        known = regel.jeugdige_id is not None or len(punt.vtb.kinderen) == 1
        return ("welk besluit bij dit kind",) if known else ("over welk kind",)
    return lacking(regel)


def _words(session: DbSession, row: TafelregelRow, lijsten: Lijsten) -> tuple[str, str, date | None, bool]:
    """Text, owner, day and whether it is done: as the actie or zoekregel says that the line is."""
    actie = session.get(ActieRow, row.actie_id) if row.actie_id else None
    if actie is not None:
        return " ".join(actie.omschrijving.split()), actie.eigenaar, actie.datum, actie.klaar_op is not None
    found = session.get(ZoekregelRow, row.zoekregel_id) if row.zoekregel_id else None
    if found is not None:
        info = to_zoekregel(found)
        same = says(read_sentence(row.tekst, lijsten, found.datum, (found.aanbieder,)), info)
        return (row.tekst if same else in_a_sentence(info, lijsten)), "", None, False
    return row.tekst, row.eigenaar, row.datum, False


def regels_of(session: DbSession, punt: AgendapuntRow, lists: Codelijsten) -> tuple[TafelregelInfo, ...]:
    """The lines of an item in order, each as it stands now."""
    lijsten = Lijsten(*(lists[name] for name in ("zorgvormen", "antwoord_aanbieder", "reden_afwijzing")))
    names = {k.id: k.naam for k in children_of(punt)}
    made = []
    for row in sorted(punt.regels, key=lambda r: (r.volgorde, r.id)):
        text, owner, day, done = _words(session, row, lijsten)
        info = TafelregelInfo(
            id=row.id,
            punt_id=punt.id,
            soort=RegelSoort(row.soort),
            tekst=text,
            wie=row.wie,
            eigenaar=owner,
            datum=day,
            jeugdige_id=row.jeugdige_id,
            jeugdige=names.get(row.jeugdige_id or 0, ""),
            actie_id=row.actie_id,
            zoekregel_id=row.zoekregel_id,
            besluit_id=row.besluit_id,
            klaar=done,
        )
        made.append(replace(info, ontbreekt=_open_words(info, punt, lijsten, is_jbt=punt.vtb_id is not None)))
    return tuple(made)


def _punt(
    session: DbSession, punt: AgendapuntRow, zitting: ZittingRow, mandaten: tuple[Mandaat, ...], lists: Codelijsten
) -> PuntDossier:
    gemeente = punt.casus.gemeente if punt.casus else punt.vtb.gemeente if punt.vtb else ""
    reserve = None
    if zitting.soort == ZittingSoort.RET and punt.casus is not None:
        reserve = reason_for_reserve(gemeente, zitting.datum, presence_of(zitting, punt.id), mandaten)
    return PuntDossier(
        id=punt.id,
        volgorde=punt.volgorde,
        titel=_title(punt),
        gemeente=gemeente,
        casus_id=punt.casus_id,
        vtb_id=punt.vtb_id,
        minuten=punt.minuten,
        teksten={field: getattr(punt, field) for field in PUNT_TEKSTEN},
        kinderen=children_of(punt),
        besluiten=tuple(q.to_besluit(b) for b in punt.besluiten),
        acties=tuple(to_actie(a) for a in punt.acties),
        open_acties=_open_acties(session, punt),
        oorzaken=tuple(o.code for o in punt.casus.oorzaken) if punt.casus else (),
        hiaten=tuple((h.zorgvorm, h.aard) for h in punt.casus.hiaten) if punt.casus else (),
        mandaat_ontbreekt=reserve or "",
        soort=punt.soort,
        onderwerp=punt.onderwerp,
        status=punt.status,
        besteed_seconden=punt.besteed_seconden,
        vorig_punt_id=punt.vorig_punt_id,
        terugkoppeling_door=punt.terugkoppeling_door,
        teruggegeven_op=punt.teruggegeven_op,
        teruggegeven_reden=punt.teruggegeven_reden,
        regels=regels_of(session, punt, lists),
    )


def tafelbeeld(session: DbSession, zitting: ZittingRow, lists: Codelijsten) -> ZittingDossier:
    """The whole zitting as a frozen value; what is still missing in its verslag is added by the service."""
    labels = {c.code: c.label for c in lists["gemeenten"]}
    mandaten = all_mandates(session)
    aanwezigen = tuple(_aanwezige(a, zitting, mandaten, labels) for a in zitting.aanwezigen)
    order = sorted(zitting.punten, key=lambda p: p.volgorde)
    punten = tuple(_punt(session, p, zitting, mandaten, lists) for p in order)
    soort = ZittingSoort(zitting.soort)
    return ZittingDossier(
        id=zitting.id,
        nummer=zitting.nummer,
        soort=soort,
        datum=zitting.datum,
        begintijd=zitting.begintijd,
        plaats=zitting.plaats,
        status=ZittingStatus(zitting.status),
        vastgesteld_op=zitting.vastgesteld_op,
        aanwezigen=aanwezigen,
        punten=tuple(p for p in punten if p.status != PuntStatus.TERUGGEGEVEN),
        teruggegeven=tuple(p for p in punten if p.status == PuntStatus.TERUGGEGEVEN),
        ontbreekt=(),
        vorm=zitting.vorm,
        reeks_id=zitting.reeks_id,
        duur_minuten=zitting.duur_minuten,
        periode_van=zitting.periode_van,
        periode_tot=zitting.periode_tot,
        gesloten_op=zitting.gesloten_op,
    )
