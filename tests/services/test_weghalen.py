"""Whatever is taken away, undo brings back whole: what hangs on it too, for nothing goes without a line in the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from expertteam_app.db.audit import AuditRow
from expertteam_app.db.base import Base
from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.toestemmingregels import NieuweToestemming
from expertteam_app.domain.uitspraak import NieuweUitspraak, UitspraakSoort
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.kinderen import NieuwKind
from expertteam_app.services.sessie import Sessie
from tests.consultaties import consulteer
from tests.services.inhoud import content

BEGIN = date(2026, 9, 1)
Act = Callable[[], object]

EXCUSED = {
    "casus_overzicht.casus_id": "wholly derived and not in the log; rewritten from the casus, also by undo",
    "handelingstijd.vtb_id": "a measurement of the program itself, not in the log",
    "handelingstijd.zitting_id": "the same",
}
"""Foreign keys that the database may cascade by itself."""


def _family(s: Sessie) -> dict[str, Act]:
    """A gezin in which everyone hangs on everyone, and how to take each away."""
    casus = s.casussen.add(NieuweCasus("Bo", "Testdorp", "0232", BEGIN, geboortedatum=date(2012, 2, 29)))
    child = s.casussen.dossier(casus)
    gezin, jeugdige = child.gezin_id, child.jeugdige.id
    zus = s.kinderen.add(gezin, NieuwKind("Aya", "Testdorp", "0232"))
    both = [NieuweRelatie(jeugdige, "112"), NieuweRelatie(zus, "112")]
    moeder = s.gezinnen.add_lid(gezin, NieuwLid("Moeder (fictief)"), both)
    vader = s.gezinnen.add_lid(gezin, NieuwLid("Vader (fictief)"), both)
    oma = s.gezinnen.add_lid(gezin, NieuwLid("Oma (fictief)"), [NieuweRelatie(jeugdige, "121")])
    partners = s.gezinnen.add_partner(vader, oma, "samen")
    s.gezinnen.add_partner(moeder, vader, "gescheiden")
    relatie = s.gezinnen.add_relatie(oma, NieuweRelatie(zus, "121"))
    nieuw = NieuweToestemming("School (fictief)", "plan maken", "toestemming", BEGIN)
    asked = s.toestemmingen.add(casus, nieuw)
    open_question = s.toestemmingen.add(casus, NieuweToestemming("Huisarts", "plan maken", "toestemming", BEGIN))
    s.toestemmingen.antwoord(asked, moeder, "ja", date(2026, 9, 2))
    return {
        "gezinslid": lambda: s.gezinnen.remove_lid(vader),
        "gezinslid, other side": lambda: s.gezinnen.remove_lid(oma),
        "gezinsrelatie": lambda: s.gezinnen.remove_relatie(relatie),
        "partnerschap": lambda: s.gezinnen.remove_partner(partners),
        "jeugdige": lambda: s.kinderen.remove(zus),
        "jeugdige to another gezin": lambda: s.kinderen.move(zus, None),
        "toestemming": lambda: s.toestemmingen.remove(open_question),
        "toestemming_gever": lambda: s.toestemmingen.antwoord(asked, moeder, "", None),
    }


def _dossier(s: Sessie) -> dict[str, Act]:
    casus = s.casussen.add(NieuweCasus("Cas", "Testdorp", "0232", BEGIN, geboortedatum=date(2009, 2, 28)))
    s.codering.set_oorzaken(casus, ["A2", "K1"], "K1")
    hiaat = s.codering.add_hiaat(casus, "gezinshuis", "geen-capaciteit", BEGIN)
    regel = s.codering.add_zoekregel(casus, NieuweZoekregel("gezinshuis", BEGIN, "De Linde"))
    actie = s.codering.add_actie("Bellen", "toegang", BEGIN, casus_id=casus)
    said = s.uitspraken.add(casus, NieuweUitspraak(UitspraakSoort.FEIT, "Woont bij oma", "school", BEGIN))
    voornemen = s.uithuisplaatsingen.add(casus, BEGIN)
    s.toekomstplannen.store(casus, BEGIN, [], "jeugdige")
    view = s.weergaven.bewaar("Mijn lijst", CasusFilter(), gedeeld=False)
    s.vandaag.stel_uit("norm:1", date(2026, 12, 1), "wacht")
    closed = s.klokken.add_sluitingsdagen("", BEGIN, BEGIN, "dicht")
    return {
        "casus_oorzaak": lambda: s.codering.set_oorzaken(casus, []),
        "hiaat": lambda: s.codering.remove_hiaat(hiaat),
        "zoekregel": lambda: s.codering.remove_zoekregel(regel),
        "actie": lambda: s.codering.remove_actie(actie),
        "uitspraak": lambda: s.uitspraken.remove(said),
        "uithuisplaatsing": lambda: s.uithuisplaatsingen.remove(voornemen),
        "toekomstplan": lambda: s.toekomstplannen.remove(casus),
        "weergave": lambda: s.weergaven.verwijder(view),
        "uitstel": lambda: s.vandaag.toon_weer("norm:1"),
        "sluitingsdag": lambda: s.klokken.remove_sluitingsdag(closed),
    }


def _tables(s: Sessie) -> dict[str, Act]:
    zitting = s.zittingen.plan(ZittingSoort.JBT, date(2026, 10, 1))
    kinderen = (("Eef", "", "Proef", None), ("Fien", "", "Proef", None))
    vtb = s.vtbs.add(NieuweVtb(gezin="gezin Proef", gemeente="0232", ontvangen=BEGIN, kinderen=kinderen))
    consulteer(s, vtb, date(2026, 9, 2))
    punt = s.zittingen.add_punt(zitting, vtb_id=vtb)
    other = s.zittingen.plan(ZittingSoort.JBT, date(2026, 10, 8))
    loose = s.zittingen.add_punt(other, vtb_id=vtb)
    s.presenties.add(zitting, naam="ouder (fictief)", rol="ouder")
    present = s.zittingen.dossier(zitting).aanwezigen[-1].id
    kind = s.vtbs.dossier(vtb).kinderen[0].id
    s.besluiten.set_besluit(NieuwBesluit(punt, kind, "drang", motivering="m", terugmelding_op=date(2026, 11, 1)))
    return {
        "agendapunt": lambda: s.zittingen.remove_punt(loose),
        "aanwezigheid": lambda: s.presenties.remove(present),
        "terugmelding": lambda: s.besluiten.set_besluit(NieuwBesluit(punt, kind, "raadsonderzoek", motivering="m")),
    }


@pytest.mark.parametrize("make", [_family, _dossier, _tables])
def test_undo_brings_back_what_was_taken_away_with_all_that_hung_on_it(
    lege_sessie: Sessie, make: Callable[[Sessie], dict[str, Act]]
) -> None:
    s = lege_sessie
    for name, take_away in make(s).items():
        before = content(s)
        take_away()
        table = name.partition(",")[0].partition(" ")[0]
        after = content(s)
        assert after != before, name
        if " " not in name:
            assert len(after[table]) < len(before[table]), name
        s.ongedaan.maak_ongedaan()
        assert content(s) == before, name
        s.ongedaan.doe_opnieuw()
        assert content(s) == after, name
        s.ongedaan.maak_ongedaan()
    assert s.beheer.controle() == ()


def test_whoever_goes_takes_partners_and_relations_along_in_the_log(lege_sessie: Sessie) -> None:
    s = lege_sessie
    _family(s)["gezinslid"]()
    with s.context.read() as session:
        rows = session.execute(
            select(AuditRow.tabel).where(AuditRow.soort == "verwijderd", AuditRow.handeling == "gezinslid weggehaald")
        )
        assert sorted(tabel for (tabel,) in rows) == ["gezinslid", *["gezinsrelatie"] * 2, *["partnerschap"] * 2]


def test_the_orm_takes_away_what_the_database_would_cascade_unseen() -> None:
    """ON DELETE CASCADE writes no line in the log, so undo could not bring such a row back."""
    proved, found = set(), set()
    for mapper in Base.registry.mappers:
        for relation in mapper.relationships:
            if relation.cascade.delete and not relation.passive_deletes and not relation.viewonly:
                proved |= {f"{c.table.name}.{c.name}" for c in relation.remote_side}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.ondelete == "CASCADE":
                found.add(f"{table.name}.{key.parent.name}")
    assert found, "else this proves nothing"
    assert found - proved == set(EXCUSED)
