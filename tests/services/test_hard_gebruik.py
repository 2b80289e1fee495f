"""Rough use of a kluis: damaged files, absurd values, things that are gone. Always a sentence, never a fall."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from expertteam_app.db.problems import DamagedKluis
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import ExpertteamError, FieldError, UserError
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, kluis_path, open_kluis
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.uitvoer import write_files

DAG = date(2026, 11, 1)
NAAM = "Geheimnaam"
NIEUW = NieuweCasus(NAAM, NAAM, "0232", DAG)


def test_an_empty_data_file_is_damage_and_is_left_alone(empty_kluis: Path, tmp_path: Path) -> None:
    path = tmp_path / "leeg.kluis"
    shutil.copytree(empty_kluis, path)
    (path / "data.db").write_bytes(b"")
    with pytest.raises(DamagedKluis, match=r"leeg.*back-ups"):
        open_kluis(path, OEFENAAR, OEFENZIN)
    assert (path / "data.db").read_bytes() == b""


@pytest.mark.parametrize("text", ["", ".", "..", "/"])
def test_a_kluis_needs_a_name(text: str) -> None:
    with pytest.raises(UserError, match="naam nodig"):
        kluis_path(text)


def test_nothing_readable_is_written_into_a_kluis(empty_kluis: Path, tmp_path: Path) -> None:
    path = tmp_path / "eigen.kluis"
    shutil.copytree(empty_kluis, path)
    before = {p: p.read_bytes() for p in path.rglob("*") if p.is_file()}
    for folder in (path, path / "back-ups", path / "nieuw"):
        with pytest.raises(UserError, match="buiten de kluis"):
            write_files({"data.db": b"%PDF"}, folder)
    assert {p: p.read_bytes() for p in path.rglob("*") if p.is_file()} == before


def test_a_changed_wachtzin_stands_in_the_log(lege_sessie: Sessie) -> None:
    s = lege_sessie
    s.gebruikers.change_passphrase(OEFENZIN, "vier woorden zonder enig verband", kdf=KdfParams.floor())
    line = s.beheer.logboek(1)[0]
    assert (line.wie, line.handeling, line.tabel) == (OEFENAAR, "wachtzin gewijzigd", "gebruiker")
    assert s.beheer.controle() == ()


def _gone_gezin(s: Sessie) -> object:
    return s.casussen.add(NieuweCasus(NAAM, NAAM, "0232", DAG, gezin_id=999))


def _gone_casus(s: Sessie) -> object:
    return s.codering.add_actie(NAAM, "", None, casus_id=999)


def _gone_punt(s: Sessie) -> object:
    return s.codering.add_actie(NAAM, "", None, punt_id=999)


def _no_casus(s: Sessie) -> object:
    return s.zittingen.add_punt(s.zittingen.plan(ZittingSoort.RET, DAG))


def _long_name(s: Sessie) -> object:
    return s.casussen.add(NieuweCasus(NAAM * 500, NAAM, "0232", DAG))


def _no_name(s: Sessie) -> object:
    casus = s.casussen.add(NIEUW)
    s.casussen.change(casus, "voornaam", " ")
    s.casussen.change(casus, "achternaam", None)
    return casus


def _old_hiaat(s: Sessie) -> object:
    aard = next(iter(s.lists["aard_hiaat"])).code
    return s.codering.add_hiaat(s.casussen.add(NIEUW), "gezinshuis", aard, date(1026, 1, 1))


def _endless_wait(s: Sessie) -> object:
    return s.codering.add_zoekregel(s.casussen.add(NIEUW), NieuweZoekregel("gezinshuis", DAG, wachttijd_weken=2**70))


def _odd_time(s: Sessie) -> object:
    return s.zittingen.plan(ZittingSoort.RET, DAG, "²:00")


def _vtb(s: Sessie, field: str, value: object) -> None:
    kind = ((NAAM, "", NAAM, None),)
    vtb = s.vtbs.add(NieuweVtb(gezin=NAAM, gemeente="0232", ontvangen=DAG, kinderen=kind))
    s.vtbs.change(vtb, field, value)


def _vtb_word(s: Sessie) -> None:
    _vtb(s, "mdo", NAAM)


def _vtb_no_date(s: Sessie) -> None:
    _vtb(s, "vt_datum", NAAM)


@pytest.mark.parametrize(
    "act",
    [
        _gone_gezin,
        _gone_casus,
        _gone_punt,
        _no_casus,
        _long_name,
        _no_name,
        _old_hiaat,
        _endless_wait,
        _odd_time,
        _vtb_word,
        _vtb_no_date,
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_without_names(
    lege_sessie: Sessie, act: Callable[[Sessie], object]
) -> None:
    with pytest.raises(UserError) as refused:
        act(lege_sessie)
    assert NAAM not in str(refused.value)
    assert str(refused.value).endswith(".")
    assert lege_sessie.beheer.controle() == ()


@pytest.mark.parametrize(
    ("sleutel", "waarde"),
    [
        ("vtb.harde-voorwaarden", ["onzin"]),
        ("vtb.harde-voorwaarden", [{"a": 1}]),
        ("vergrendelen.minuten", 10**9),
        ("rapport.drempel", 10**30),
        ("terugmelding.maanden", 10**6),
        ("organisatie", "x" * 5000),
    ],
)
def test_a_setting_keeps_the_program_usable(lege_sessie: Sessie, sleutel: str, waarde: object) -> None:
    with pytest.raises(FieldError):
        lege_sessie.beheer.set_setting(sleutel, waarde)
    assert lege_sessie.beheer.settings()[sleutel] != waarde


def test_no_refusal_names_a_child(lege_sessie: Sessie) -> None:
    """Fields of a casus with a name in the place of what belongs there."""
    s = lege_sessie
    casus = s.casussen.add(NIEUW)
    refusals = []
    for act in (
        lambda: s.casussen.change(casus, "gemeente", NAAM),
        lambda: s.casussen.change(casus, "geboortedatum", NAAM),
        lambda: s.casussen.change(casus, NAAM, "x"),
        lambda: s.casussen.afsluiten(casus, DAG, NAAM),
        lambda: s.casussen.change(casus, "bsn", NAAM),
        lambda: s.personen.add(NAAM, "", NAAM),
        lambda: s.codering.set_oorzaken(casus, [NAAM]),
        lambda: s.zittingen.plan(ZittingSoort.RET, DAG, NAAM),
    ):
        with pytest.raises(ExpertteamError) as refused:
            act()
        refusals.append(str(refused.value))
    assert [text for text in refusals if NAAM in text] == []
