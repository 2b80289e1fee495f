"""A casus and someone of the gezin of whom only the year of birth is known, on the real kluis."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.namen import Naam
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.kinderen import NieuwKind
from expertteam_app.services.sessie import Sessie


def casus_of(s: Sessie, jaar: str = "2012") -> int:
    day = s.context.vandaag() - timedelta(days=5)
    return s.casussen.add(NieuweCasus("Fenna (fictief)", "Vries", "0200", day, geboortejaar=jaar))


def test_a_casus_keeps_the_year_and_every_list_shows_it(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = casus_of(s, "5-2012")
    kind = s.casussen.dossier(casus).jeugdige
    assert (kind.geboortedatum, kind.geboortejaar) == (None, "2012-05")
    (row,) = s.casussen.rows(s.casussen.find(CasusFilter()))
    assert row.geboortejaar == "2012-05"
    told = s.waarom.uitleg(Vraag(Over.CASUS, casus)).uitleg.als_tekst()
    assert "Geboren tussen 01-05-2012 en 31-05-2012" in told


def test_a_day_takes_the_place_of_the_year_and_back_and_undo_brings_it_back(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = casus_of(s)
    child = s.casussen.dossier(casus).jeugdige.id
    s.kinderen.change(child, "geboortedatum", date(2012, 3, 12))
    kind = s.casussen.dossier(casus).jeugdige
    assert (kind.geboortedatum, kind.geboortejaar) == (date(2012, 3, 12), "")
    s.casussen.change(casus, "geboortejaar", "2013")
    kind = s.casussen.dossier(casus).jeugdige
    assert (kind.geboortedatum, kind.geboortejaar) == (None, "2013")
    s.ongedaan.maak_ongedaan()
    kind = s.casussen.dossier(casus).jeugdige
    assert (kind.geboortedatum, kind.geboortejaar) == (date(2012, 3, 12), "")


def test_a_year_after_the_aanmelding_is_refused_at_its_field(lege_sessie: Sessie) -> None:
    for jaar in ("2027", "12-2026", "zomer"):
        with pytest.raises(FieldError) as error:
            casus_of(lege_sessie, jaar)
        assert error.value.field == "geboortejaar"
    casus = casus_of(lege_sessie)
    with pytest.raises(FieldError):
        lege_sessie.casussen.change(casus, "geboortejaar", "2027")


def test_someone_of_the_gezin_and_a_brother(lege_sessie: Sessie) -> None:
    s = lege_sessie
    dossier = s.casussen.dossier(casus_of(s))
    gezin = s.genogrammen.beeld(dossier.id).netwerk.gezin_id
    lid = s.gezinnen.add_lid(
        gezin, NieuwLid(achternaam="Vries", geboortejaar="1984"), [NieuweRelatie(dossier.jeugdige.id, "112")]
    )
    s.kinderen.add(gezin, NieuwKind("Bo (fictief)", "Vries", "0200", geboortejaar="2015"))
    netwerk = s.genogrammen.beeld(dossier.id).netwerk
    person = netwerk.lid(lid)
    assert person is not None
    assert person.geboortejaar == "1984"
    assert {k.geboortejaar for k in netwerk.kinderen} == {"2012", "2015"}
    s.gezinnen.change_lid(lid, "geboortedatum", date(1984, 2, 3))
    person = s.genogrammen.beeld(dossier.id).netwerk.lid(lid)
    assert person is not None
    assert person.geboortejaar == ""
    with pytest.raises(FieldError):
        s.gezinnen.change_lid(lid, "geboortejaar", "2031")


def test_the_double_is_found_while_typing(lege_sessie: Sessie) -> None:
    casus = casus_of(lege_sessie)
    naam = Naam("Fenna (fictief)", "", "Vries")
    found = lege_sessie.casussen.possible_doubles(naam, date(2012, 3, 12), "0200")
    assert [(d.casus_id, d.zekerheid) for d in found] == [(casus, "Mogelijk")]
    found = lege_sessie.casussen.possible_doubles(naam, None, "0200", "2012")
    assert [d.casus_id for d in found] == [casus]
    assert not lege_sessie.casussen.possible_doubles(naam, None, "0200", "2014")
