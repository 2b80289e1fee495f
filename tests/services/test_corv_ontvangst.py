"""What the Raad tells is recorded at the right besluit as one act; the same twice changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.errors import NoRightError, UserError
from expertteam_app.domain.tafel import BesluitInfo, NieuweVtb
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.services.corv_ontvangst import CorvOntvangst
from expertteam_app.services.sessie import Sessie
from tests.cli.conftest import answer
from tests.consultaties import consulteer
from tests.exchange.corv_notificatie import bericht, notificatie
from tests.services.inhoud import content

TAFEL = date(2026, 9, 3)
ZAAK = "0232-VTB-2026-001"


def kind(voornaam: str, geboren: str) -> str:
    return (
        f"<BG:geslachtsnaam>Proef</BG:geslachtsnaam><BG:voornamen>{voornaam}</BG:voornamen>"
        f"<BG:geboortedatum>{geboren}</BG:geboortedatum>"
    )


AYA, BEN = kind("Aya", "20150501"), kind("Ben", "20180501")


class Zaak:
    """Two invented children whose besluit on 3 September 2026 was a raadsonderzoek."""

    def __init__(self, s: Sessie) -> None:
        self.s = s
        children = (("Aya", "", "Proef", date(2015, 5, 1)), ("Ben", "", "Proef", date(2018, 5, 1)))
        vtb = s.vtbs.add(NieuweVtb("gezin Proef (fictief)", "0232", date(2026, 8, 20), "wijkteam", children))
        consulteer(s, vtb, date(2026, 8, 24))
        self.zitting = s.zittingen.plan(ZittingSoort.JBT, TAFEL, "9:00", "Kamer 1")
        punt = s.zittingen.add_punt(self.zitting, vtb_id=vtb)
        s.zittingen.houden(self.zitting)
        kinderen = s.zittingen.dossier(self.zitting).punten[0].kinderen
        self.besluiten = [s.besluiten.set_besluit(NieuwBesluit(punt, k.id, "raadsonderzoek")) for k in kinderen]

    def info(self, nr: int) -> BesluitInfo:
        found = self.s.zittingen.dossier(self.zitting).punten[0].besluiten
        return next(b for b in found if b.id == self.besluiten[nr])


@pytest.fixture
def zaak(lege_sessie: Sessie) -> Zaak:
    return Zaak(lege_sessie)


def test_a_notificatie_is_recorded_at_its_own_child_only(zaak: Zaak) -> None:
    s = zaak.s
    s.besluiten.vto_verzonden(zaak.besluiten[1], date(2026, 9, 8))
    took = s.corv_ontvangst.neem_over(notificatie("Intake afgerond", ours=ZAAK, kind=BEN, moment="20260915"))
    assert (took.besluit_id, took.vtb) == (zaak.besluiten[1], "VTB-2026-001")
    assert took.gewijzigd == ("status", "onderzoek_gestart")
    assert took.verzonden_bekend
    s.corv_ontvangst.neem_over(notificatie("Onderzoek afgerond", ours=ZAAK, kind=BEN, moment="20261020"))
    s.corv_ontvangst.neem_over(
        notificatie("Zaak afgerond", "Maatregel opgelegd", ours=ZAAK, kind=BEN, moment="20261118")
    )
    ben, aya = zaak.info(1), zaak.info(0)
    assert (ben.raad_status, ben.raad_resultaat) == ("zaak-afgerond", "maatregel-opgelegd")
    assert (ben.onderzoek_gestart, ben.onderzoek_afgerond, ben.zaak_afgerond) == (
        date(2026, 9, 15),
        date(2026, 10, 20),
        date(2026, 11, 18),
    )
    assert (aya.raad_status, aya.raad_resultaat, aya.onderzoek_gestart) == ("", "", None)


def test_a_try_and_the_same_message_twice_change_nothing_at_all(zaak: Zaak) -> None:
    s, told = zaak.s, notificatie("Intake afgerond", ours=ZAAK, kind=AYA, moment="20260915")
    before, lines = content(s), len(s.beheer.logboek())
    tried = s.corv_ontvangst.proef(told)
    assert tried.gewijzigd == ("status", "onderzoek_gestart")
    assert not tried.verzonden_bekend
    assert (content(s), len(s.beheer.logboek())) == (before, lines)
    s.corv_ontvangst.neem_over(told)
    after, lines = content(s), len(s.beheer.logboek())
    assert after != before
    assert s.corv_ontvangst.neem_over(told).gewijzigd == ()
    assert (content(s), len(s.beheer.logboek())) == (after, lines)


def test_it_is_one_act_in_the_log_without_a_name(zaak: Zaak) -> None:
    zaak.s.corv_ontvangst.neem_over(notificatie("Intake afgerond", ours=ZAAK, kind=AYA, moment="20260915"))
    line = zaak.s.beheer.logboek()[0]
    assert line.handeling == "notificatie van de Raad overgenomen"
    assert "Proef" not in str(line)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (notificatie(ours=""), "begon dit onderzoek zelf"),
        (notificatie(ours="0232-VTB-2026-009"), "geen VTO in deze kluis"),
        (notificatie(ours=ZAAK, kind=kind("Cas", "20150501")), "niet zeker"),
        (notificatie(ours=ZAAK, kind=AYA, moment="20260901"), "vóór het besluit"),
        (notificatie(ours=ZAAK, kind=AYA, moment="20261121"), "in de toekomst"),
        (b"<a/>", "geen bericht uit de keten"),
    ],
)
def test_what_is_not_sure_is_refused_and_nothing_is_stored(zaak: Zaak, told: bytes, words: str) -> None:
    before = content(zaak.s)
    for take in (zaak.s.corv_ontvangst.proef, zaak.s.corv_ontvangst.neem_over):
        with pytest.raises(UserError, match=words):
            take(told)
    assert content(zaak.s) == before


def test_a_kenmerk_of_the_gemeente_names_the_zaak_as_well(zaak: Zaak) -> None:
    s = zaak.s
    s.besluiten.vto_verzonden(zaak.besluiten[0], date(2026, 9, 8), "EPE-2026-77")
    told = notificatie("Intake afgerond", ours="epe-2026-77", kind=AYA, moment="20260915")
    assert s.corv_ontvangst.neem_over(told).besluit_id == zaak.besluiten[0]


def test_another_message_is_set_aside(zaak: Zaak) -> None:
    took = zaak.s.corv_ontvangst.neem_over(bericht("notificatiejrDi01", ""))
    assert (took.besluit_id, took.gewijzigd) == (None, ())
    assert "jeugdreclassering" in took.bericht.uitleg


@pytest.mark.parametrize("rol", [r for r in Rol if r not in {Rol.VOORZITTER, Rol.SECRETARIS}])
def test_who_may_not_write_of_a_zitting_takes_nothing_over(zaak: Zaak, rol: Rol) -> None:
    ontvangst = CorvOntvangst(replace(zaak.s.context, actor=Actor("proef", rol)))
    for take in (ontvangst.proef, ontvangst.neem_over):
        with pytest.raises(NoRightError):
            take(notificatie(ours=ZAAK, kind=AYA))


def test_the_terminal_says_what_it_recorded(zaak: Zaak, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kluis, besluit = zaak.s.kluis.folder.path, zaak.besluiten[0]
    zaak.s.kluis.close()
    file = tmp_path / "bericht.xml"
    file.write_bytes(notificatie("Intake afgerond", ours=ZAAK, kind=AYA, moment="20260915"))
    words = ("corv", "ontvang", str(file), "--kluis", str(kluis))
    changed = ["status", "start van het onderzoek"]
    assert answer(capsys, *words, "--proef")["gewijzigd"] == changed
    told = answer(capsys, *words)
    assert (told["besluit"], told["vtb"], told["gewijzigd"]) == (besluit, "VTB-2026-001", changed)
    assert answer(capsys, *words)["gewijzigd"] == []
