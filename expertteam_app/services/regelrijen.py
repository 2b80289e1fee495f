"""Keeps a line typed at the table and what it stands for in step: an actie, a zoekregel, the besluit it is part of.

The line and its row are one thing. Whoever changes either calls a function here in the same transaction.
"""

from __future__ import annotations

from datetime import date

from expertteam_app.db.queries import casussen as casus_q
from expertteam_app.db.queries import tafelregels as q
from expertteam_app.db.queries import zittingen as zitting_q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import (
    ActieRow,
    AgendapuntRow,
    BesluitRow,
    TafelregelRow,
    VtbKindRow,
    ZittingRow,
    ZoekregelRow,
)
from expertteam_app.domain.tafelregel import RegelSoort
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.domain.zoekregel import Lijsten, Zin, read_sentence, unfinished
from expertteam_app.services.context import Context
from expertteam_app.services.mandaten import set_reserve


def zoeklijsten(context: Context) -> Lijsten:
    """The codelijsten of a zoekregel."""
    return Lijsten(*(context.lists[name] for name in ("zorgvormen", "antwoord_aanbieder", "reden_afwijzing")))


def children_of(punt: AgendapuntRow) -> list[tuple[int, str]]:
    """Id and first name of the children that an agenda item is about, in its order."""
    if punt.vtb is not None:
        rows: list[VtbKindRow] = punt.vtb.kinderen
        return [(k.jeugdige_id, k.jeugdige.voornaam) for k in rows]
    return [(punt.casus.jeugdige_id, punt.casus.jeugdige.voornaam)] if punt.casus is not None else []


def child_of(punt: AgendapuntRow, regel: TafelregelRow) -> int | None:
    """The child that a line is about: the one it names, or the only one there is."""
    children = children_of(punt)
    if regel.jeugdige_id is not None:
        return regel.jeugdige_id
    return children[0][0] if len(children) == 1 else None


def last_place(punt: AgendapuntRow) -> int:
    """The place of a new line: after the last one."""
    return max((r.volgorde for r in punt.regels), default=0) + 1


def add_line(session: DbSession, punt: AgendapuntRow, regel: TafelregelRow) -> TafelregelRow:
    """Put a line at the end of an item."""
    regel.agendapunt_id = punt.id
    regel.volgorde = last_place(punt)
    session.add(regel)
    punt.regels.append(regel)
    session.flush()
    return regel


# -- a line gets or loses its row ------------------------------------------------------------------------------------


def attach(session: DbSession, context: Context, punt: AgendapuntRow, regel: TafelregelRow) -> None:
    """Make or bring up to date what a line stands for."""
    if regel.soort == RegelSoort.ACTIE:
        _to_actie(session, punt, regel)
    elif regel.soort == RegelSoort.ZOEKREGEL:
        _to_zoekregel(session, context, punt, regel)
    elif regel.soort == RegelSoort.BESLUIT:
        _to_besluit(session, punt, regel)


def detach(session: DbSession, context: Context, punt: AgendapuntRow, regel: TafelregelRow) -> None:
    """Take away what a line stands for; the words stay with the line."""
    actie = session.get(ActieRow, regel.actie_id) if regel.actie_id else None
    zoekregel = session.get(ZoekregelRow, regel.zoekregel_id) if regel.zoekregel_id else None
    besluit = session.get(BesluitRow, regel.besluit_id) if regel.besluit_id else None
    if actie is not None:
        regel.tekst, regel.eigenaar, regel.datum = actie.omschrijving, actie.eigenaar, actie.datum
    regel.actie_id = regel.zoekregel_id = regel.besluit_id = None
    session.flush()  # the pointer goes before what it points at
    if actie is not None:
        if actie in punt.acties:
            punt.acties.remove(actie)
        session.delete(actie)
    if zoekregel is not None:
        _remove_zoekregel(session, context, zoekregel)
    if besluit is not None:
        rebuild_text(session, punt, besluit)
    session.flush()


def _to_actie(session: DbSession, punt: AgendapuntRow, regel: TafelregelRow) -> None:
    row = session.get(ActieRow, regel.actie_id) if regel.actie_id else None
    if row is None:
        row = ActieRow(casus_id=punt.casus_id, agendapunt_id=punt.id, omschrijving=regel.tekst)
        session.add(row)
        punt.acties.append(row)
    row.omschrijving, row.eigenaar, row.datum = regel.tekst, regel.eigenaar, regel.datum
    session.flush()
    regel.actie_id = row.id


def understood(session: DbSession, context: Context, punt: AgendapuntRow, text: str) -> Zin:
    """What a zoekregel line says, seen from the day of the table."""
    day = _day_of(session, context, punt)
    return read_sentence(text, zoeklijsten(context), day, casus_q.known_aanbieders(session))


def _day_of(session: DbSession, context: Context, punt: AgendapuntRow) -> date:
    zitting = session.get(ZittingRow, punt.zitting_id)
    today = context.vandaag()
    return min(zitting.datum, today) if zitting is not None else today


def _to_zoekregel(session: DbSession, context: Context, punt: AgendapuntRow, regel: TafelregelRow) -> None:
    row = session.get(ZoekregelRow, regel.zoekregel_id) if regel.zoekregel_id else None
    zin = understood(session, context, punt, regel.tekst)
    if punt.casus_id is None or unfinished(zin, zoeklijsten(context)):
        if row is not None:
            regel.zoekregel_id = None
            session.flush()
            _remove_zoekregel(session, context, row)
        return
    casus = casus_q.get_casus(session, punt.casus_id)
    if row is None:
        row = ZoekregelRow(casus_id=punt.casus_id, zorgvorm=zin.zorgvorm, lijst_versie="", datum=context.vandaag())
        if casus is not None:
            casus.zoekregels.append(row)
        session.add(row)
    today = context.vandaag()
    row.zorgvorm, row.lijst_versie = zin.zorgvorm, context.lists["zorgvormen"].versie
    row.aanbieder, row.antwoord, row.reden = zin.aanbieder, zin.antwoord, zin.reden
    row.wachttijd_weken = zin.wachttijd_weken
    row.datum = min(zin.datum or _day_of(session, context, punt), today)
    session.flush()
    regel.zoekregel_id = row.id
    if casus is not None:
        casus_q.rewrite_overview(session, [casus], context.labels)


def _remove_zoekregel(session: DbSession, context: Context, row: ZoekregelRow) -> None:
    casus = casus_q.get_casus(session, row.casus_id)
    if casus is not None and row in casus.zoekregels:
        casus.zoekregels.remove(row)
    session.delete(row)
    session.flush()
    if casus is not None:
        casus_q.rewrite_overview(session, [casus], context.labels)


# -- besluit lines and the one besluit they make ---------------------------------------------------------------------


def _to_besluit(session: DbSession, punt: AgendapuntRow, regel: TafelregelRow) -> None:
    """Let a line be part of the besluit about its child.

    At the RET the line makes the besluit when there is none. At the JBT it waits until the kind of besluit was chosen:
    a text alone is no besluit there (DOMEIN section 4).
    """
    zitting = session.get_one(ZittingRow, punt.zitting_id)
    child = child_of(punt, regel)
    besluit = next((b for b in punt.besluiten if b.jeugdige_id == child), None) if child is not None else None
    previous = session.get(BesluitRow, regel.besluit_id) if regel.besluit_id else None
    if besluit is None and child is not None and zitting.soort == ZittingSoort.RET:
        besluit = BesluitRow(agendapunt_id=punt.id, jeugdige_id=child, terugmeldingen=[])
        session.add(besluit)
        punt.besluiten.append(besluit)
        set_reserve(session, punt, zitting, besluit)
        session.flush()
    elif besluit is not None and not lines_of(punt, besluit):
        follow_text(session, punt, besluit)
    regel.besluit_id = besluit.id if besluit is not None else None
    session.flush()
    if previous is not None and previous is not besluit:
        rebuild_text(session, punt, previous)
    if besluit is not None:
        rebuild_text(session, punt, besluit)


def lines_of(punt: AgendapuntRow, besluit: BesluitRow) -> list[TafelregelRow]:
    """The lines that make up a besluit, in order."""
    return sorted((r for r in punt.regels if r.besluit_id == besluit.id), key=lambda r: r.volgorde)


def rebuild_text(session: DbSession, punt: AgendapuntRow, besluit: BesluitRow) -> None:
    """Make the text of a besluit what its lines say; a besluit of which nothing is left goes away."""
    lines, before = lines_of(punt, besluit), besluit.tekst
    said = (besluit.soort, besluit.motivering, besluit.genomen_door, besluit.beoogde_gi)
    if not lines and not any(said) and not besluit.terugmeldingen and not besluit.afspraken:
        punt.besluiten.remove(besluit)
        session.delete(besluit)
        session.flush()
        return
    besluit.tekst = "\n".join(r.tekst for r in lines)
    if besluit.bevestigd_op is not None and before != besluit.tekst:  # something else was confirmed
        besluit.bevestigd_op = None
        set_reserve(session, punt, session.get_one(ZittingRow, punt.zitting_id), besluit)
    session.flush()


def follow_text(session: DbSession, punt: AgendapuntRow, besluit: BesluitRow) -> None:
    """Make the lines of a besluit what its text says, a line each."""
    wanted = [" ".join(part.split()) for part in besluit.tekst.splitlines() if part.strip()]
    have = lines_of(punt, besluit)
    for regel, text in zip(have, wanted, strict=False):
        regel.tekst = text
    for regel in have[len(wanted) :]:
        punt.regels.remove(regel)
        session.delete(regel)
    children = children_of(punt)
    about = besluit.jeugdige_id if len(children) > 1 else None
    for text in wanted[len(have) :]:
        made = TafelregelRow(
            soort=RegelSoort.BESLUIT.value, tekst=text, jeugdige_id=about, besluit_id=besluit.id, volgorde=0
        )
        add_line(session, punt, made)
    session.flush()


def adopt(session: DbSession, punt: AgendapuntRow, besluit: BesluitRow) -> None:
    """After a besluit was set as a whole: its lines follow its text, and lines that waited for it join in."""
    follow_text(session, punt, besluit)
    waiting = [
        r
        for r in punt.regels
        if r.soort == RegelSoort.BESLUIT and r.besluit_id is None and child_of(punt, r) == besluit.jeugdige_id
    ]
    if waiting:
        for regel in waiting:
            regel.besluit_id = besluit.id
        session.flush()
        rebuild_text(session, punt, besluit)


# -- rows that are changed from elsewhere ----------------------------------------------------------------------------


def actie_added(session: DbSession, actie: ActieRow) -> None:
    """An actie was recorded on an agenda item by itself: it is a line there too, while the verslag is open."""
    punt = zitting_q.get_punt(session, actie.agendapunt_id) if actie.agendapunt_id else None
    zitting = session.get(ZittingRow, punt.zitting_id) if punt is not None else None
    if punt is not None and zitting is not None and zitting.status != ZittingStatus.VASTGESTELD:
        text, owner = " ".join(actie.omschrijving.split()), actie.eigenaar
        made = TafelregelRow(soort=RegelSoort.ACTIE.value, tekst=text, eigenaar=owner, datum=actie.datum)
        made.actie_id = actie.id
        add_line(session, punt, made)


def release(session: DbSession, row: ActieRow | ZoekregelRow) -> None:
    """An actie or zoekregel is about to go: its line goes too, or keeps its words where the verslag lies fast."""
    for regel in q.lines_for(session, row):
        punt = session.get(AgendapuntRow, regel.agendapunt_id)
        zitting = session.get(ZittingRow, punt.zitting_id) if punt is not None else None
        if isinstance(row, ActieRow):
            regel.actie_id = None
            regel.tekst, regel.eigenaar, regel.datum = row.omschrijving, row.eigenaar, row.datum
        else:
            regel.zoekregel_id = None
        session.flush()
        if zitting is None or zitting.status != ZittingStatus.VASTGESTELD:
            if punt is not None and regel in punt.regels:
                punt.regels.remove(regel)
            session.delete(regel)
            session.flush()
