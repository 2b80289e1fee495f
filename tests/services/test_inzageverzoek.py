"""A copy for who asks: everything of the jeugdige, nothing of another, and a line in the log that it was given."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import select

from expertteam_app.db.audit import AuditRow
from expertteam_app.db.base import Base
from expertteam_app.db.dossierrijen import BELOW
from expertteam_app.db.tables import CasusRow, GezinslidRow, GezinsrelatieRow, JeugdigeRow, UitspraakRow, VtbKindRow
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.inzage_velden import RUBRIEKEN, TECHNISCH
from expertteam_app.domain.inzageverzoek import EEN_ANDER, WEGGELATEN, masked
from expertteam_app.domain.uitspraak import NieuweUitspraak, UitspraakSoort
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG
from tests.services.test_vernietiging import CASUS, as_other, closed, destroyed

FEIT, VERKLARING = UitspraakSoort.FEIT, UitspraakSoort.VERKLARING


def a_child(s: Sessie) -> tuple[int, int]:
    """A casus and its jeugdige, with a mother whose name is in a text."""
    casus_id = s.casussen.find(CasusFilter())[0]
    with s.context.write("proef") as session:
        casus = session.get_one(CasusRow, casus_id)
        mother = GezinslidRow(gezin_id=casus.jeugdige.gezin_id, voornaam="Wilhelmina", achternaam="Zuurstok")
        session.add(mother)
        session.flush()
        session.add(GezinsrelatieRow(gezinslid_id=mother.id, jeugdige_id=casus.jeugdige_id, rol="moeder"))
        casus.vraag = f"{casus.jeugdige.voornaam} wil naar huis; Wilhelmina belt 06-12345678."
        return casus_id, casus.jeugdige_id


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_every_text_of_the_dossier_is_in_the_copy(sessie: Sessie) -> None:
    casus_id, child = a_child(sessie)
    sessie.uitspraken.add(casus_id, NieuweUitspraak(FEIT, "Zes dagen verzuim in mei", "register (fictief)", VANDAAG))
    stuk = sessie.inzageverzoeken.stuk(child, None)
    told = "\n".join(regel.tekst for regel in stuk.regels)
    dossier = sessie.casussen.dossier(casus_id)
    assert dossier.nummer in told
    for words in ("Zes dagen verzuim in mei", "register (fictief)", "wil naar huis"):
        assert words in told
    for hiaat in dossier.hiaten:
        assert sessie.lists["zorgvormen"].label(hiaat.zorgvorm) in told
    assert {regel.kop for regel in stuk.regels} >= {"Wie het betreft", "RET-casus"}
    assert len({regel.sleutel for regel in stuk.regels}) == len(stuk.regels)


def test_another_is_left_out_unless_she_asks_herself(sessie: Sessie) -> None:
    _casus, child = a_child(sessie)
    told = "\n".join(r.tekst for r in sessie.inzageverzoeken.stuk(child, None).regels)
    assert "Wilhelmina" not in told
    assert "06-12345678" not in told
    assert f"{EEN_ANDER} belt {WEGGELATEN}" in told
    mother = next(v for v in sessie.inzageverzoeken.vragers(child) if v.naam == "Wilhelmina Zuurstok")
    told = "\n".join(r.tekst for r in sessie.inzageverzoeken.stuk(child, mother.id).regels)
    assert "Wilhelmina belt" in told
    told = "\n".join(r.tekst for r in sessie.inzageverzoeken.stuk(child, None, ["naar huis"]).regels)
    assert f"wil {WEGGELATEN}" in told


def test_nothing_about_a_brother_is_in_it(sessie: Sessie) -> None:
    with sessie.context.read() as session:
        rows = session.execute(select(VtbKindRow.vtb_id, VtbKindRow.jeugdige_id)).all()
        by_vtb: dict[int, list[int]] = {}
        for vtb, kind in rows:
            by_vtb.setdefault(vtb, []).append(kind)
        one, other = next(kinds for kinds in by_vtb.values() if len(kinds) > 1)[:2]
        brother = session.get_one(JeugdigeRow, other)
        own = session.get_one(JeugdigeRow, one)
        first, same = brother.voornaam, own.voornaam
        casussen = set(session.scalars(select(CasusRow.id).where(CasusRow.jeugdige_id == other)))
    assert first != same
    stuk = sessie.inzageverzoeken.stuk(one, None)
    assert not {f"casus-{number}" for number in casussen} & {r.sleutel for r in stuk.regels}
    assert first not in "\n".join(r.tekst for r in stuk.regels)


def test_what_is_given_stands_in_pdf_and_json_and_in_the_log(sessie: Sessie) -> None:
    casus_id, child = a_child(sessie)
    made = sessie.uitspraken.add(casus_id, NieuweUitspraak(VERKLARING, "Ik ben niet gehoord.", "de jeugdige"))
    stuk = sessie.inzageverzoeken.stuk(child, None)
    weg = {stuk.regels[-1].sleutel}
    files = sessie.inzageverzoeken.bestanden(child, None, stuk, weg)
    printed = text_of(files["inzage.pdf"])
    assert "Ik ben niet gehoord." in printed
    assert "over iemand anders gaan: 1 van de regels" in printed
    data = json.loads(files["inzage.json"])
    assert (data["formaat"], data["weggelaten_regels"], len(data["regels"])) == (
        "expertteam-inzage-1",
        1,
        len(stuk.regels) - 1,
    )
    assert "Wilhelmina" not in files["inzage.json"].decode()
    with sessie.context.read() as session:
        line = session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(1)).one()
    assert (line.handeling, line.tabel, line.rij) == ("afschrift gegeven na inzageverzoek", "jeugdige", child)
    assert line.soort == "gelezen"
    assert made


def test_who_was_destroyed_is_not_found(sessie: Sessie) -> None:
    chosen = closed(sessie, CASUS)[0]
    with sessie.context.read() as session:
        child = session.get_one(CasusRow, chosen).jeugdige_id
        naam = session.get_one(JeugdigeRow, child).achternaam
    assert child in {g.id for g in sessie.inzageverzoeken.zoek(naam)}
    destroyed(sessie, CASUS, chosen)
    assert child not in {g.id for g in sessie.inzageverzoeken.zoek(naam)}
    assert sessie.inzageverzoeken.zoek("  ") == []
    with pytest.raises(UserError):
        sessie.inzageverzoeken.stuk(child, None)
    assert as_other(sessie).inzageverzoeken.zoek("") == []


def test_a_verklaring_stays_as_it_was_given(sessie: Sessie) -> None:
    casus = sessie.casussen.find(CasusFilter())[0]
    made = sessie.uitspraken.add(casus, NieuweUitspraak(VERKLARING, "Zo was het niet.", "moeder"))
    other = sessie.uitspraken.add(casus, NieuweUitspraak(UitspraakSoort.MENING, "x"))
    with pytest.raises(UserError, match="blijft staan"):
        sessie.uitspraken.change(made, NieuweUitspraak(UitspraakSoort.MENING, "Anders"))
    with pytest.raises(UserError, match="blijft staan"):
        sessie.uitspraken.remove(made)
    with pytest.raises(UserError, match="begint u nieuw"):
        sessie.uitspraken.change(other, NieuweUitspraak(VERKLARING, "x", "y"))
    with pytest.raises(UserError, match="Van wie"):
        sessie.uitspraken.add(casus, NieuweUitspraak(VERKLARING, "Zonder naam"))
    with sessie.context.read() as session:
        assert session.get_one(UitspraakRow, made).tekst == "Zo was het niet."


def test_every_column_of_a_dossier_has_a_label_or_says_nothing_of_a_person() -> None:
    tables = {below for pairs in BELOW.values() for below, _column in pairs} | {"casus", "vtb", "gezin", "jeugdige"}
    tables -= {"zitting", "partij_regel"}
    assert tables == set(RUBRIEKEN)
    for name, rubriek in RUBRIEKEN.items():
        columns = set(Base.metadata.tables[name].c.keys())
        labelled = {veld.kolom for veld in rubriek.velden} | ({rubriek.dag} if rubriek.dag else set())
        assert labelled <= columns, name
        assert columns - labelled <= TECHNISCH, name


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=8), max_size=3))
def test_what_must_go_is_gone(text: str, ook: list[str]) -> None:
    left, _count = masked(text, frozenset(), ook)
    for piece in ook:
        alone = piece.strip()
        if alone.isalnum() and alone.casefold() not in f"{WEGGELATEN} {EEN_ANDER}".casefold():
            assert f" {alone} " not in f" {left} "


def test_masking_counts_what_it_leaves_out() -> None:
    assert masked("Jan en Bep en bep", frozenset({"bep"})) == ("Jan en [een ander] en bep", 1)
    assert masked("Bel 0512-345678 op 3 mei 2026", frozenset()) == (f"Bel {WEGGELATEN} op 3 mei 2026", 1)
