"""The lines on people of a dossier of then: the gezin with everyone around it, and who agreed to sharing."""

from __future__ import annotations

from collections.abc import Iterator

from expertteam_app.domain.geboorte import geboren_woorden
from expertteam_app.domain.genogram_tekst import rolwoord
from expertteam_app.domain.netwerk import (
    CONTACT,
    GESLACHT,
    GEZAG,
    OUDERS,
    Gezinskind,
    Gezinslid,
    Gezinsrelatie,
    Netwerk,
)
from expertteam_app.domain.toestemming import opsomming
from expertteam_app.services.gezinnen import ROLLEN
from expertteam_app.services.tijdmachine import Toen
from expertteam_app.ui.pages.casus_delen import antwoord_regels, periode
from expertteam_app.ui.pages.casus_toen_regel import ToenRegel, zin
from expertteam_app.ui.pages.casus_woorden import Lists
from expertteam_app.ui.text import dag_cijfers

_KIND_GESLACHT = {"m": "jongen", "v": "meisje", "x": "anders"}


def gezin_lines(toen: Toen, lists: Lists) -> Iterator[ToenRegel]:
    """The gezin, its children, the people around them, and who is whose partner."""
    d, net = toen.dossier, toen.netwerk
    if d is None or net is None:
        return
    yield ToenRegel(("gezin", "naam"), "Gezin", "Gezin", zin(net.naam, toen.gezin_toelichting))
    for child in net.kinderen:
        what = "De jeugdige van deze casus" if child.id == d.jeugdige.id else "Kind in het gezin"
        yield ToenRegel(("kind", str(child.id)), "Gezin", what, _child(child))
    for lid in net.leden:
        yield ToenRegel(("lid", str(lid.id)), "Gezin", lid.naam, _person(lid, net, lists))
    for couple in net.partners:
        names = opsomming(lid.naam for lid in (net.lid(couple.een_id), net.lid(couple.ander_id)) if lid is not None)
        yield ToenRegel(("partners", str(couple.id)), "Gezin", "Relatie", f"{names}: {couple.soort}")


def _child(child: Gezinskind) -> str:
    known = geboren_woorden(child.geboortedatum, child.geboortejaar)
    born = f"geboren {known}" if known else "geboortedatum onbekend"
    return zin(child.naam, _KIND_GESLACHT.get(child.geslacht, ""), born, *child.casus_nummers)


def _person(lid: Gezinslid, net: Netwerk, lists: Lists) -> str:
    facts = zin(
        GESLACHT[lid.geslacht] if lid.geslacht else "",
        f"geboren {known}" if (known := geboren_woorden(lid.geboortedatum, lid.geboortejaar)) else "",
        "overleden" if lid.overleden else "",
        lid.instelling if lid.instelling != lid.naam else "",
    )
    roles = [_role(lid, relation, net, lists) for relation in net.van_lid(lid.id)]
    return "; ".join(part for part in (*roles, facts, lid.toelichting) if part)


def _role(lid: Gezinslid, relation: Gezinsrelatie, net: Netwerk, lists: Lists) -> str:
    child = net.kind(relation.jeugdige_id)
    word = rolwoord(relation.rol, lid.geslacht, lists[ROLLEN].label)
    gezag = f"gezag {GEZAG[relation.gezag]}" if relation.gezag == "ja" or relation.rol in OUDERS else ""
    together = "woont samen" if relation.woont_samen else ""
    contact = f"contact {CONTACT[relation.contact]}" if relation.contact else ""
    return zin(f"{word} van {child.roepnaam}" if child is not None else word, gezag, together, contact)


def delen_lines(toen: Toen) -> Iterator[ToenRegel]:
    """Who had to answer on the day, and how each toestemming or ground stood."""
    delen = toen.delen
    if delen is None:
        return
    who = opsomming(g.naam for g in delen.vereist.gevers) if delen.vereist.gevers else "nog niet bekend"
    yield ToenRegel(("delen", "wie"), "Delen", "Wie moet toestemming geven?", who)
    unable = delen.situatie.onbekwaam
    if unable is not None:
        until = f" tot en met {dag_cijfers(unable.tot)}" if unable.tot else ""
        text = f"nee, vastgesteld op {dag_cijfers(unable.op)} door {unable.door}{until}"
        yield ToenRegel(("delen", "oordelen"), "Delen", f"Kan {delen.situatie.jeugdige.naam} zelf oordelen?", text)
    for info in delen.toestemmingen:
        t = info.toestemming
        said = [line.strip() for giver in info.gevers for line in antwoord_regels(giver)]
        weighing = [f"Afweging: {t.afweging}"] if t.afweging else []
        facts = f"{info.oordeel.stand}: {t.doel}, {t.grond_naam}, {periode(info)}"
        yield ToenRegel(("toestemming", str(info.id)), "Delen", t.ontvanger, "\n".join((facts, *said, *weighing)))
