"""Toestemming in a real kluis: asked, answered, taken back, judged on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.toestemming import Stand
from expertteam_app.domain.toestemmingregels import NieuweToestemming
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.instellingen import VOORSIGNAAL_SETTING
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG

EEN_DAG = timedelta(days=1)
VRAAG = NieuweToestemming("School (fictief)", "plan maken", "toestemming", VANDAAG - 60 * EEN_DAG)


def casus_of(sessie: Sessie, geboren: date | None) -> tuple[int, int]:
    """A casus with a child born on a day; its id and the id of the jeugdige."""
    made = sessie.casussen.add(
        NieuweCasus("Aya (fictief)", "Voorbeeld", "0200", VANDAAG - 30 * EEN_DAG, geboortedatum=geboren)
    )
    return made, sessie.casussen.dossier(made).jeugdige.id


def parent(sessie: Sessie, casus: int, jeugdige: int, naam: str, rol: str = "112") -> int:
    """Someone in the gezin with a Jeugdzorgrol: 112 with gezag, 113 without, 111 not known."""
    gezin = sessie.casussen.dossier(casus).gezin_id
    return sessie.gezinnen.add_lid(gezin, NieuwLid(naam, achternaam="Voorbeeld"), [NieuweRelatie(jeugdige, rol)])


@pytest.fixture
def twaalf(lege_sessie: Sessie) -> tuple[Sessie, int, int, int]:
    """A child that becomes 12 tomorrow, a mother with gezag and a father without."""
    casus, jeugdige = casus_of(lege_sessie, date(2014, 11, 21))
    moeder = parent(lege_sessie, casus, jeugdige, "Moeder (fictief)")
    vader = parent(lege_sessie, casus, jeugdige, "Vader (fictief)", "113")
    return lege_sessie, casus, moeder, vader


def test_asked_answered_outgrown_and_answered_by_the_child(twaalf: tuple[Sessie, int, int, int]) -> None:
    sessie, casus, moeder, _vader = twaalf
    made = sessie.toestemmingen.add(casus, VRAAG)
    delen = sessie.toestemmingen.van_casus(casus)
    assert [g.naam for g in delen.vereist.gevers] == ["Moeder (fictief) Voorbeeld"]
    assert delen.toestemmingen[0].oordeel.stand is Stand.TE_VRAGEN
    sessie.toestemmingen.antwoord(made, moeder, "ja", VANDAAG)
    now = sessie.toestemmingen.van_casus(casus).toestemmingen[0]
    assert (now.oordeel.stand, now.oordeel.laatste_dag) == (Stand.VERLOOPT, VANDAAG)
    tomorrow = sessie.toestemmingen.van_casus(casus, VANDAAG + EEN_DAG).toestemmingen[0]
    assert tomorrow.oordeel.stand is Stand.NIET_TOEREIKEND
    assert [(g.gever.is_jeugdige, g.nodig, g.antwoord is not None) for g in tomorrow.gevers] == [
        (True, True, False),
        (False, True, True),
    ]
    sessie.toestemmingen.antwoord(made, None, "ja", VANDAAG)
    assert sessie.toestemmingen.mag_delen(casus, "school (fictief)", "Plan maken", VANDAAG + EEN_DAG).mag


def test_withdrawal_closes_from_its_day_and_erases_nothing(twaalf: tuple[Sessie, int, int, int]) -> None:
    sessie, casus, moeder, _vader = twaalf
    made = sessie.toestemmingen.add(casus, VRAAG)
    sessie.toestemmingen.antwoord(made, moeder, "ja", VANDAAG - 9 * EEN_DAG)
    sessie.toestemmingen.intrekken(made, moeder, VANDAAG - 2 * EEN_DAG, "bedacht zich")
    ask = sessie.toestemmingen.mag_delen
    assert ask(casus, VRAAG.ontvanger, VRAAG.doel, VANDAAG - 3 * EEN_DAG).mag
    closed = ask(casus, VRAAG.ontvanger, VRAAG.doel, VANDAAG - 2 * EEN_DAG)
    assert (closed.stand, closed.sinds) == (Stand.INGETROKKEN, VANDAAG - 2 * EEN_DAG)
    assert "bedacht zich" in closed.reden
    with pytest.raises(FieldError, match="al ingetrokken"):
        sessie.toestemmingen.intrekken(made, moeder, VANDAAG)
    with pytest.raises(UserError, match="blijft staan als bewijs"):
        sessie.toestemmingen.remove(made)
    sessie.toestemmingen.antwoord(made, moeder, "ja", VANDAAG)
    assert ask(casus, VRAAG.ontvanger, VRAAG.doel, VANDAAG).mag
    acts = [line.handeling for line in sessie.beheer.logboek() if line.tabel.startswith("toestemming")]
    assert {"toestemming gevraagd", "antwoord over toestemming vastgelegd", "toestemming ingetrokken"} <= set(acts)


def test_every_answer_is_kept_and_a_past_day_is_judged_by_the_answer_in_force_then(
    twaalf: tuple[Sessie, int, int, int],
) -> None:
    sessie, casus, moeder, _vader = twaalf
    made = sessie.toestemmingen.add(casus, VRAAG)
    days = [VANDAAG - n * EEN_DAG for n in (40, 30, 20, 10)]
    sessie.toestemmingen.antwoord(made, moeder, "nee", days[0])
    sessie.toestemmingen.antwoord(made, moeder, "ja", days[1])
    sessie.toestemmingen.intrekken(made, moeder, days[2], "bedacht zich")
    sessie.toestemmingen.antwoord(made, moeder, "ja", days[3])
    (info,) = sessie.toestemmingen.van_casus(casus).toestemmingen
    (giver,) = info.gevers
    assert giver.antwoord is not None
    assert [(a.antwoord, a.datum, a.ingetrokken_op) for a in (giver.antwoord, *giver.eerder)] == [
        ("ja", days[3], None),
        ("ja", days[1], days[2]),
        ("nee", days[0], None),
    ]
    stands = [sessie.toestemmingen.mag_delen(casus, VRAAG.ontvanger, VRAAG.doel, d) for d in (days[0] - EEN_DAG, *days)]
    assert [o.mag for o in stands] == [False, False, True, False, True]
    assert [o.stand for o in stands[:4:3]] == [Stand.TE_VRAGEN, Stand.INGETROKKEN]
    sessie.toestemmingen.antwoord(made, moeder, "", None)
    assert sessie.toestemmingen.van_casus(casus).toestemmingen[0].oordeel.stand is Stand.INGETROKKEN
    sessie.ongedaan.maak_ongedaan()
    assert sessie.toestemmingen.van_casus(casus).toestemmingen[0].oordeel.mag


def test_sixteen_and_unable_to_judge_the_parent_with_gezag_decides(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus, jeugdige = casus_of(s, date(2010, 1, 1))
    moeder = parent(s, casus, jeugdige, "Moeder (fictief)")
    parent(s, casus, jeugdige, "Vader (fictief)", "113")
    made = s.toestemmingen.add(casus, VRAAG)
    s.toestemmingen.antwoord(made, None, "ja", VANDAAG - 50 * EEN_DAG)
    assert s.toestemmingen.van_casus(casus).toestemmingen[0].oordeel.mag
    s.toestemmingen.zelf_oordelen(casus, VANDAAG - 9 * EEN_DAG, "de jeugdarts (fictief)", VANDAAG + EEN_DAG)
    ask = s.toestemmingen.mag_delen
    assert ask(casus, VRAAG.ontvanger, VRAAG.doel, VANDAAG - 10 * EEN_DAG).mag
    assert not ask(casus, VRAAG.ontvanger, VRAAG.doel, VANDAAG - 9 * EEN_DAG).mag
    s.toestemmingen.antwoord(made, moeder, "ja", VANDAAG)
    found = s.toestemmingen.van_casus(casus)
    assert [g.naam for g in found.vereist.gevers] == ["Moeder (fictief) Voorbeeld"]
    assert found.toestemmingen[0].oordeel.mag
    assert [v.casus_id for v in s.toestemmingen.verlopend(VANDAAG)] == []  # the child said ja: it may go on after it
    s.toestemmingen.antwoord(made, None, "nee", VANDAAG)
    assert [v.laatste_dag for v in s.toestemmingen.verlopend(VANDAAG)] == [VANDAAG + EEN_DAG]
    with pytest.raises(FieldError, match="wie dit heeft vastgesteld"):
        s.toestemmingen.zelf_oordelen(casus, VANDAAG, " ")
    s.toestemmingen.zelf_oordelen(casus, None)
    assert s.toestemmingen.van_casus(casus).situatie.onbekwaam is None


def test_a_wrong_answer_is_taken_away_and_then_the_question_too(twaalf: tuple[Sessie, int, int, int]) -> None:
    sessie, casus, moeder, _vader = twaalf
    made = sessie.toestemmingen.add(casus, VRAAG)
    sessie.toestemmingen.antwoord(made, moeder, "nee", VANDAAG)
    assert sessie.toestemmingen.van_casus(casus).toestemmingen[0].oordeel.stand is Stand.GEWEIGERD
    sessie.toestemmingen.antwoord(made, moeder, "", None)
    assert sessie.toestemmingen.van_casus(casus).toestemmingen[0].oordeel.stand is Stand.TE_VRAGEN
    sessie.toestemmingen.remove(made)
    assert sessie.toestemmingen.van_casus(casus).toestemmingen == ()


def test_who_has_no_gezag_cannot_answer(twaalf: tuple[Sessie, int, int, int]) -> None:
    sessie, casus, _moeder, vader = twaalf
    made = sessie.toestemmingen.add(casus, VRAAG)
    with pytest.raises(FieldError, match="geen gezag"):
        sessie.toestemmingen.antwoord(made, vader, "ja", VANDAAG)
    with pytest.raises(FieldError, match="toekomst"):
        sessie.toestemmingen.antwoord(made, None, "ja", VANDAAG + EEN_DAG)
    with pytest.raises(FieldError, match="geboorte"):
        sessie.toestemmingen.antwoord(made, None, "ja", date(2014, 11, 20))


def test_the_gezin_decides_and_what_is_not_known_is_said(lege_sessie: Sessie) -> None:
    casus, jeugdige = casus_of(lege_sessie, None)
    lege_sessie.toestemmingen.add(casus, VRAAG)
    words = lege_sessie.toestemmingen.van_casus(casus).toestemmingen[0].oordeel.reden
    assert "geboortedatum ontbreekt" in words
    assert "niemand met gezag" in words
    parent(lege_sessie, casus, jeugdige, "Moeder (fictief)")
    parent(lege_sessie, casus, jeugdige, "Vader (fictief)", "111")
    words = " ".join(lege_sessie.toestemmingen.van_casus(casus).vereist.ontbreekt)
    assert "niemand met gezag" not in words
    assert "Van Vader (fictief) Voorbeeld is het gezag niet bekend" in words


def test_a_ground_in_the_place_of_toestemming(twaalf: tuple[Sessie, int, int, int]) -> None:
    sessie, casus, moeder, _vader = twaalf
    ground = replace(VRAAG, grond="conflict-van-plichten")
    with pytest.raises(FieldError, match="afweging"):
        sessie.toestemmingen.add(casus, ground)
    made = sessie.toestemmingen.add(casus, replace(ground, afweging="Gevaar; moeder is vooraf gebeld."))
    found = sessie.toestemmingen.mag_delen(casus, VRAAG.ontvanger, VRAAG.doel, VANDAAG)
    assert (found.stand, found.reden) == (Stand.OP_GROND, "Zonder toestemming, op grond van: conflict van plichten.")
    with pytest.raises(FieldError, match="geen antwoord nodig"):
        sessie.toestemmingen.antwoord(made, moeder, "ja", VANDAAG)
    with pytest.raises(FieldError, match="niet in het gedwongen kader"):
        sessie.toestemmingen.add(casus, replace(ground, grond="gedwongen-kader", afweging="De GI vroeg het."))
    with pytest.raises(FieldError, match="staat niet in de lijst"):
        sessie.toestemmingen.add(casus, replace(ground, grond="zomaar", afweging="Omdat het kan."))
    sessie.casussen.change(casus, "kader", "gedwongen")
    sessie.toestemmingen.add(
        casus, replace(ground, ontvanger="GI (fictief)", grond="gedwongen-kader", afweging="De GI vroeg het.")
    )
    assert sessie.toestemmingen.mag_delen(casus, "GI (fictief)", VRAAG.doel, VANDAAG).mag
    sessie.casussen.change(casus, "kader", "vrijwillig")
    assert not sessie.toestemmingen.mag_delen(casus, "GI (fictief)", VRAAG.doel, VANDAAG).mag


def test_a_second_question_to_the_same_at_the_same_time_is_refused(twaalf: tuple[Sessie, int, int, int]) -> None:
    sessie, casus, moeder, _vader = twaalf
    first = sessie.toestemmingen.add(casus, replace(VRAAG, tot=VANDAAG))
    with pytest.raises(FieldError, match="al een toestemming"):
        sessie.toestemmingen.add(casus, replace(VRAAG, ontvanger="SCHOOL (fictief)", vanaf=VANDAAG))
    second = sessie.toestemmingen.add(casus, replace(VRAAG, vanaf=VANDAAG + EEN_DAG))
    with pytest.raises(FieldError, match="al een toestemming"):
        sessie.toestemmingen.change(first, VRAAG)
    sessie.toestemmingen.change(second, replace(VRAAG, vanaf=VANDAAG + EEN_DAG, doel="plan bespreken"))
    sessie.toestemmingen.antwoord(first, moeder, "ja", VANDAAG)
    with pytest.raises(FieldError, match="antwoordde voor wat hier stond"):
        sessie.toestemmingen.change(first, replace(VRAAG, doel="iets anders", tot=VANDAAG))
    sessie.toestemmingen.change(first, VRAAG)
    assert sessie.toestemmingen.van_casus(casus).toestemmingen[0].toestemming.tot is None
    assert sessie.toestemmingen.eerder_gebruikt() == (("School (fictief)",), ("plan bespreken", "plan maken"))


def test_what_stops_soon_by_term_or_by_birthday(lege_sessie: Sessie) -> None:
    wanted = {}
    for naam, geboren, tot in (
        ("twaalf", VANDAAG.replace(year=2014) + 10 * EEN_DAG, None),
        ("termijn", date(2020, 1, 1), VANDAAG + 30 * EEN_DAG),
        ("later", date(2020, 1, 1), VANDAAG + 31 * EEN_DAG),
        ("voorbij", date(2020, 1, 1), VANDAAG - EEN_DAG),
        ("dicht", date(2020, 1, 1), VANDAAG + EEN_DAG),
    ):
        casus, jeugdige = casus_of(lege_sessie, geboren)
        moeder = parent(lege_sessie, casus, jeugdige, f"{naam} (fictief)")
        made = lege_sessie.toestemmingen.add(casus, replace(VRAAG, tot=tot))
        lege_sessie.toestemmingen.antwoord(made, moeder, "ja", VANDAAG - EEN_DAG)
        wanted[naam] = casus
    lege_sessie.casussen.afsluiten(wanted["dicht"], VANDAAG, "ingetrokken")
    found = lege_sessie.toestemmingen.verlopend(VANDAAG)
    assert [(v.casus_id, v.laatste_dag) for v in found] == [
        (wanted["twaalf"], VANDAAG + 9 * EEN_DAG),
        (wanted["termijn"], VANDAAG + 30 * EEN_DAG),
    ]
    lege_sessie.beheer.set_setting(VOORSIGNAAL_SETTING, 31)
    assert [v.casus_id for v in lege_sessie.toestemmingen.verlopend(VANDAAG)][-1] == wanted["later"]


def test_what_is_gone_is_said(lege_sessie: Sessie) -> None:
    with pytest.raises(UserError, match="bestaat niet meer"):
        lege_sessie.toestemmingen.van_casus(99)
    with pytest.raises(UserError, match="bestaat niet meer"):
        lege_sessie.toestemmingen.remove(99)
