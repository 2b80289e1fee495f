"""Composes the view of a zitting from its rows: agenda, presence and mandaat."""

from __future__ import annotations

from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.queries.casussen import to_actie
from expertteam_app.db.queries.gezinnen import to_kind
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AanwezigheidRow, AgendapuntRow, ZittingRow
from expertteam_app.domain.dossier import ActieInfo, KindInfo
from expertteam_app.domain.tafel import PUNT_TEKSTEN, AanwezigeInfo, PuntDossier, ZittingDossier
from expertteam_app.domain.zitting import Aanwezigheid, Mandaat, ZittingSoort, ZittingStatus, reason_for_reserve
from expertteam_app.services.codelijsten import Codelijsten


def presence_of(zitting: ZittingRow) -> tuple[Aanwezigheid, ...]:
    """The list of presence as the domain sees it; a guest without persoon holds no mandaat."""
    return tuple(
        Aanwezigheid(a.persoon_id or 0, a.persoon.naam if a.persoon else a.naam, a.rol, a.presentie)
        for a in zitting.aanwezigen
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
    )


def _children(punt: AgendapuntRow) -> tuple[KindInfo, ...]:
    if punt.casus is not None:
        return (to_kind(punt.casus.jeugdige, (punt.casus.nummer,)),)
    return tuple(to_kind(k.jeugdige) for k in punt.vtb.kinderen) if punt.vtb is not None else ()


def _title(punt: AgendapuntRow) -> str:
    if punt.casus is not None:
        return f"{punt.casus.nummer} · {punt.casus.jeugdige.naam}"
    return f"{punt.vtb.nummer} · {punt.vtb.gezin.naam}" if punt.vtb is not None else ""


def _open_acties(session: DbSession, punt: AgendapuntRow) -> tuple[ActieInfo, ...]:
    if punt.casus is None:
        return ()
    own = {a.id for a in punt.acties}
    rows = q.open_acties(session, punt.casus.id)
    return tuple(to_actie(a, punt.casus.nummer) for a in rows if a.id not in own)


def _punt(session: DbSession, punt: AgendapuntRow, zitting: ZittingRow, mandaten: tuple[Mandaat, ...]) -> PuntDossier:
    gemeente = punt.casus.gemeente if punt.casus else punt.vtb.gemeente if punt.vtb else ""
    reserve = None
    if zitting.soort == ZittingSoort.RET:
        reserve = reason_for_reserve(gemeente, zitting.datum, presence_of(zitting), mandaten)
    return PuntDossier(
        id=punt.id,
        volgorde=punt.volgorde,
        titel=_title(punt),
        gemeente=gemeente,
        casus_id=punt.casus_id,
        vtb_id=punt.vtb_id,
        minuten=punt.minuten,
        teksten={field: getattr(punt, field) for field in PUNT_TEKSTEN},
        kinderen=_children(punt),
        besluiten=tuple(q.to_besluit(b) for b in punt.besluiten),
        acties=tuple(to_actie(a) for a in punt.acties),
        open_acties=_open_acties(session, punt),
        oorzaken=tuple(o.code for o in punt.casus.oorzaken) if punt.casus else (),
        hiaten=tuple((h.zorgvorm, h.aard) for h in punt.casus.hiaten) if punt.casus else (),
        mandaat_ontbreekt=reserve or "",
    )


def tafelbeeld(session: DbSession, zitting: ZittingRow, lists: Codelijsten) -> ZittingDossier:
    """The whole zitting as a frozen value; what is still missing in its verslag is added by the service."""
    labels = {c.code: c.label for c in lists["gemeenten"]}
    mandaten = all_mandates(session)
    aanwezigen = tuple(_aanwezige(a, zitting, mandaten, labels) for a in zitting.aanwezigen)
    punten = tuple(_punt(session, p, zitting, mandaten) for p in sorted(zitting.punten, key=lambda p: p.volgorde))
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
        punten=punten,
        ontbreekt=(),
    )
