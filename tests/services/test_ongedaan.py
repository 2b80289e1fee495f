"""Undoing an import never throws away work: whatever was done on what it brought in, the undo refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.besluiten import NieuwBesluit, Terugmelding
from expertteam_app.services.gezinnen import NieuwLid
from expertteam_app.services.sessie import Sessie
from tests.consultaties import consulteer

RET = """nr;naam jeugdige;geb. datum;gemeente;datum aanmelding;stap nu;gezochte hulp;waarom vast
1;Aya Fictief;3-4-2012;Epe;1-3-2026;RET;gezinshuis;wachtlijst
2;Bo Proef;5-6-2013;Lochem;2-3-2026;RET;gezinshuis;wachtlijst
"""
JBT = """VTB nr;gezin;kind;geb.;gemeente;indiener;VTB binnen;consult VT;consult GI;MDO;datum tafel;besluit;VTO naar RvdK
VTB-001;Fictief;Aya;3-4-2012;Epe;wijkteam;1-9-2026;2-9-2026;3-9-2026;ja;10-9-2026;raadsonderzoek;
VTB-001;Fictief;Cas;3-4-2014;Epe;wijkteam;1-9-2026;2-9-2026;3-9-2026;ja;10-9-2026;drang;
VTB-002;Proef;Bo;5-6-2013;Lochem;GI;4-9-2026;5-9-2026;6-9-2026;nee;10-9-2026;;
"""
DAG = date(2026, 9, 11)


def _import(s: Sessie, soort: str) -> int:
    content = (RET if soort == "RET" else JBT).encode()
    return s.inlezen.neem_over(s.inlezen.proef(soort, content, "lijst.csv")).id


def _first(s: Sessie) -> int:
    return s.casussen.find(CasusFilter(status="alle", aflopend=False))[0]


def _table(s: Sessie) -> tuple[int, int, int]:
    """The imported zitting, its first item and the first child of it."""
    zitting = s.zittingen.all(ZittingSoort.JBT)[0].id
    punt = s.zittingen.dossier(zitting).punten[0]
    return zitting, punt.id, s.vtbs.dossier(punt.vtb_id or 0).kinderen[0].id


def _besluit(s: Sessie, soort: str) -> int:
    zitting, _, _ = _table(s)
    return next(b.id for p in s.zittingen.dossier(zitting).punten for b in p.besluiten if b.soort == soort)


def _oorzaak_gone(s: Sessie) -> None:
    s.codering.set_oorzaken(_first(s), [])


def _hiaat_gone(s: Sessie) -> None:
    s.codering.remove_hiaat(s.casussen.dossier(_first(s)).hiaten[0].id)


def _zoekregel_gone(s: Sessie) -> None:
    s.codering.remove_zoekregel(s.casussen.dossier(_first(s)).zoekregels[0].id)


def _sister(s: Sessie) -> None:
    gezin = s.casussen.dossier(_first(s)).gezin_id
    s.casussen.add(NieuweCasus("Dee", "Fictief", "0232", DAG, gezin_id=gezin))


def _on_the_agenda(s: Sessie) -> None:
    s.zittingen.add_punt(s.zittingen.plan(ZittingSoort.RET, DAG), casus_id=_first(s))


def _besluit_changed(s: Sessie) -> None:
    _, punt, child = _table(s)
    s.besluiten.set_besluit(NieuwBesluit(punt, child, "drang", motivering="anders"))


def _vto_sent(s: Sessie) -> None:
    s.besluiten.vto_verzonden(_besluit(s, "raadsonderzoek"), DAG)


def _reported_back(s: Sessie) -> None:
    s.besluiten.terugmelding(_besluit(s, "drang"), Terugmelding(ontvangen_op=DAG))


def _place(s: Sessie) -> None:
    s.zittingen.change(_table(s)[0], "plaats", "Epe")


def _parent_present(s: Sessie) -> None:
    s.presenties.add(_table(s)[0], naam="ouder (fictief)", rol="ouder")


def _actie(s: Sessie) -> None:
    s.codering.add_actie("bellen", "", None, punt_id=_table(s)[1])


def _item_gone(s: Sessie) -> None:
    zitting = _table(s)[0]
    s.zittingen.remove_punt(next(p.id for p in s.zittingen.dossier(zitting).punten if not p.besluiten))


def _guest(s: Sessie) -> None:
    """A VTB that was typed by hand stands on the imported zitting, with a besluit."""
    kind = (("Eef", "", "Anders", None),)
    vtb = s.vtbs.add(NieuweVtb(gezin="gezin Anders", gemeente="0301", ontvangen=date(2026, 9, 1), kinderen=kind))
    consulteer(s, vtb, date(2026, 9, 2))
    punt = s.zittingen.add_punt(_table(s)[0], vtb_id=vtb)
    s.besluiten.set_besluit(NieuwBesluit(punt, s.vtbs.dossier(vtb).kinderen[0].id, "drang"))


def _casus_of_sister(s: Sessie) -> None:
    gezin = s.vtbs.dossier(s.vtbs.all()[0].id).gezin_id
    s.casussen.add(NieuweCasus("Dee", "Fictief", "0232", DAG, gezin_id=gezin))


def _parent_known(s: Sessie) -> None:
    s.gezinnen.add_lid(s.casussen.dossier(_first(s)).gezin_id, NieuwLid(voornaam="Sanne"))


def _parent_of_vtb_known(s: Sessie) -> None:
    s.gezinnen.add_lid(s.vtbs.dossier(s.vtbs.all()[0].id).gezin_id, NieuwLid(voornaam="Sanne"))


RET_WORK = (_parent_known, _oorzaak_gone, _hiaat_gone, _zoekregel_gone, _sister, _on_the_agenda)
JBT_WORK = (
    _parent_of_vtb_known,
    _besluit_changed,
    _vto_sent,
    _reported_back,
    _place,
    _parent_present,
    _actie,
    _item_gone,
    _guest,
    _casus_of_sister,
)


@pytest.mark.parametrize(
    ("soort", "work"),
    [*(("RET", w) for w in RET_WORK), *(("JBT", w) for w in JBT_WORK)],
    ids=lambda v: getattr(v, "__name__", v),
)
def test_work_on_an_import_is_never_lost(lege_sessie: Sessie, soort: str, work: Callable[[Sessie], None]) -> None:
    s = lege_sessie
    partij = _import(s, soort)
    work(s)
    before = (s.vtbs.all(), s.zittingen.all(), s.casussen.find(CasusFilter(status="alle")))
    with pytest.raises(UserError, match=r"Aan .*(RET|VTB|Z-JBT)-\S+ is na het inlezen gewerkt"):
        s.inlezen.ongedaan(partij)
    assert (s.vtbs.all(), s.zittingen.all(), s.casussen.find(CasusFilter(status="alle"))) == before
    assert s.beheer.controle() == ()


@pytest.mark.parametrize("soort", ["RET", "JBT"])
def test_a_list_can_be_read_and_undone_again_and_again(lege_sessie: Sessie, soort: str) -> None:
    s = lege_sessie
    for _ in range(3):
        s.inlezen.ongedaan(_import(s, soort))
        assert s.casussen.find(CasusFilter(status="alle")) == []
        assert s.vtbs.all() == []
        assert s.zittingen.all() == []
    assert s.beheer.controle() == ()


def test_what_other_work_leaves_behind_does_not_stand_in_the_way(lege_sessie: Sessie) -> None:
    s = lege_sessie
    own = s.casussen.add(NieuweCasus("Eigen", "Zaak", "0301", DAG))
    partij = _import(s, "RET")
    s.casussen.notitie(own, DAG, "gebeld")
    s.inlezen.ongedaan(partij)
    assert s.casussen.find(CasusFilter(status="alle")) == [own]


@pytest.mark.parametrize("number", [0, -1, 99, 10**30])
def test_a_batch_that_never_was_is_said_to_be_none(lege_sessie: Sessie, number: int) -> None:
    with pytest.raises(UserError, match="bestaat niet"):
        lege_sessie.inlezen.ongedaan(number)
