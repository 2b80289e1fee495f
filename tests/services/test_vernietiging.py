"""A destroyed dossier is gone: from every row, the log, the search, the minutes and the bytes of the file."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import String, Text, select

from expertteam_app.db import tables as t
from expertteam_app.db import vernietiging_velden as velden
from expertteam_app.db.audit import AuditRow, verify_chain
from expertteam_app.db.base import Base
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import (
    AgendapuntRow,
    CasusRow,
    ConceptRow,
    GezinRow,
    GezinslidRow,
    JeugdigeRow,
    UitspraakRow,
    UitstelRow,
    VernietigingRow,
    VerslagRow,
    VtbKindRow,
    VtbRow,
    ZittingRow,
)
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.bewaren import Dossiersoort, Grond, Stand
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import FieldError, NoRightError, UserError
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.periode import Periode
from expertteam_app.security.kdf import Purpose, subkey
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG, fresh_copy

INHOUD = "merkbijlageqz"
STOPS = {"vernietigingsstop", "partij_regel"}
CASUS, VTB, ZITTING = Dossiersoort.CASUS, Dossiersoort.VTB, Dossiersoort.ZITTING
PERIODES = tuple(Periode.parse(text) for text in ("2025-H1", "2025-H2", "2026-H1", "2026-H2"))


def as_other(s: Sessie, naam: str = "Tweede Voorbeeld", rol: Rol = Rol.SECRETARIS) -> Sessie:
    """The same open kluis in the hands of someone else."""
    return Sessie(s.kluis, replace(s.context, actor=Actor(naam, rol)))


def destroyed(s: Sessie, soort: Dossiersoort, dossier_id: int, grond: Grond = Grond.VERZOEK) -> None:
    s.bewaren.propose(soort, dossier_id, grond)
    as_other(s).bewaren.destroy(soort, dossier_id)


def closed(s: Sessie, soort: Dossiersoort) -> list[int]:
    """Dossiers that are over, those with most in them first: the RET ones on fixed minutes were closed for this."""
    with s.context.read() as session:
        column = AgendapuntRow.vtb_id if soort is VTB else AgendapuntRow.casus_id
        fixed = select(column).join(ZittingRow).where(ZittingRow.status == "vastgesteld", column.is_not(None))
        seen = {number for number in session.scalars(fixed) if number is not None}
    if soort is CASUS:
        for casus in sorted(seen & set(s.casussen.find(CasusFilter())))[:3]:
            s.casussen.afsluiten(casus, VANDAAG, s.lists["uitkomsten"].codes[0].code)
    found = [r.dossier.id for r in s.bewaren.all() if r.dossier.soort is soort and r.stand is Stand.BEWAREN]
    return sorted(found, key=lambda number: (number not in seen, number))


# -- what belongs to a dossier, found along the foreign keys and not by the code that destroys ------------------------

UP = frozenset({"partij_regel", "typecasus_bron", "casus_overzicht", "handelingstijd", "uitgave"})


def below(session: DbSession, found: dict[str, set[int]], name: str, number: int) -> None:
    """Add a row and everything that points at it."""
    if number in found.setdefault(name, set()):
        return
    found[name].add(number)
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == name and table.name not in UP and "id" in table.c:
                for each in list(session.scalars(select(table.c.id).where(key.parent == number))):
                    below(session, found, table.name, each)


def rows_below(s: Sessie, tabel: str, rij: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    with s.context.read() as session:
        below(session, found, tabel, rij)
        r = t.InzageredenRow
        found["inzagereden"] = set(session.scalars(select(r.id).where(r.soort == tabel, r.dossier_id == rij)))
        if tabel == "casus":
            kinderen = {session.get_one(CasusRow, rij).jeugdige_id}
        else:
            kinderen = set(session.scalars(select(VtbKindRow.jeugdige_id).where(VtbKindRow.vtb_id == rij)))
        gezinnen = set(session.scalars(select(JeugdigeRow.gezin_id).where(JeugdigeRow.id.in_(kinderen))))
        if not gezin_lives(s, gezinnen, tabel, rij):
            gone = [("gezin", gezin) for gezin in gezinnen]
        else:
            gone = [("jeugdige", kind) for kind in kinderen if not others(s, kind, tabel, rij)]
        for name, number in gone:
            below(session, found, name, number)
    return found


def filled_up(s: Sessie, casus_id: int) -> None:
    """Give a casus a row in every table that it can have rows in."""
    day = date(2026, 3, 2)
    with s.context.write("aangevuld") as session:
        casus = session.get_one(CasusRow, casus_id)
        punt = session.scalars(select(AgendapuntRow).where(AgendapuntRow.casus_id == casus_id)).first()
        vtb = session.scalar(select(t.VtbRow.id))
        assert punt is not None
        lid = GezinslidRow(gezin_id=casus.jeugdige.gezin_id, voornaam="x")
        ander = GezinslidRow(gezin_id=casus.jeugdige.gezin_id, voornaam="y")
        adres = t.AdresRow(
            naam="x",
            team="x",
            ontvangsleutel="x",
            tekensleutel=uuid.uuid4().hex,
            toegevoegd_op=day,
            toegevoegd_door="x",
        )
        session.add_all([lid, ander, adres])
        session.flush()
        toestemming = t.ToestemmingRow(casus_id=casus_id, ontvanger="x", doel="x", grond="toestemming", vanaf=day)
        toestemming.gevers = [t.ToestemmingGeverRow(gezinslid_id=lid.id, antwoord="ja", datum=day)]
        session.add_all(
            [
                toestemming,
                t.GezinsrelatieRow(gezinslid_id=lid.id, jeugdige_id=casus.jeugdige_id, rol="x"),
                t.PartnerschapRow(een_id=lid.id, ander_id=ander.id, soort="samen"),
                t.UitspraakRow(casus_id=casus_id, soort="feit", tekst="x"),
                t.UithuisplaatsingRow(casus_id=casus_id, datum_voornemen=day),
                t.HiaatRow(casus_id=casus_id, zorgvorm="x", aard="x", lijst_versie="1", vastgesteld_op=day),
                t.ZoekregelRow(casus_id=casus_id, zorgvorm="x", lijst_versie="1", datum=day),
                t.ActieRow(casus_id=casus_id, omschrijving="x"),
                t.TafelregelRow(agendapunt_id=punt.id, volgorde=99, tekst="x"),
                t.OpvolgingRow(agendapunt_id=punt.id, casus_id=casus_id, moment="6 weken", verwacht_op=day),
                t.BoegInbrengRow(casus_id=casus_id, agendapunt_id=punt.id, ingebracht_op=day, soort="x"),
                t.ReactieRow(
                    zitting_id=punt.zitting_id, agendapunt_id=punt.id, van="x", rol="x", ontvangen_op=day, tekst="x"
                ),
                t.VerzendingRow(zitting_id=punt.zitting_id, agendapunt_id=punt.id, ontvanger="x", verzonden_op=day),
                t.AanwezigheidRow(zitting_id=punt.zitting_id, agendapunt_id=punt.id, rol="ouder", naam="x"),
                t.AanwezigheidRow(zitting_id=punt.zitting_id, gezinslid_id=lid.id, rol="ouder", naam="x"),
                t.PakketlogRow(
                    casus_id=casus_id,
                    pakket_id=uuid.uuid4().hex,
                    soort="inbreng",
                    ontvanger="x",
                    doel="x",
                    grondslag="toestemming",
                    manifest="x",
                    gemaakt_op=day,
                    gemaakt_door="x",
                ),
                t.OntvangenPakketRow(
                    casus_id=casus_id,
                    adres_id=adres.id,
                    pakket_id=uuid.uuid4().hex,
                    soort="inbreng",
                    afzender="x",
                    doel="x",
                    grondslag="toestemming",
                    kenmerk=uuid.uuid4().hex,
                    manifest="x",
                    verzonden_op=day,
                    ontvangen_op=day,
                    ontvangen_door="x",
                ),
                t.VerbandRow(casus_id=casus_id, vtb_id=vtb, reden="x", gelegd_op=day, door="x"),
                t.InzageredenRow(
                    gebruiker="x",
                    sitting="x",
                    soort="casus",
                    dossier_id=casus_id,
                    grond="anders",
                    toelichting="x",
                    gegeven_op=day,
                ),
                t.SamenvoegingRow(blijft_id=casus_id, gaat_op_id=casus_id, datum=day, verplaatst={}),
                t.BijlageRow(
                    casus_id=casus_id,
                    naam="x",
                    soort="text/plain",
                    grootte=1,
                    sha256="",
                    toegevoegd_op=day,
                    toegevoegd_door="x",
                    inhoud=INHOUD.encode(),
                ),
            ]
        )
        if not session.scalars(
            select(t.ToekomstplanRow).where(t.ToekomstplanRow.jeugdige_id == casus.jeugdige_id)
        ).first():
            session.add(t.ToekomstplanRow(jeugdige_id=casus.jeugdige_id, datum=day, leefdomeinen=[]))
        if not punt.besluiten:
            session.add(t.BesluitRow(agendapunt_id=punt.id, jeugdige_id=casus.jeugdige_id))
        session.flush()
        besluit = session.scalars(select(t.BesluitRow).where(t.BesluitRow.agendapunt_id == punt.id)).first()
        assert besluit is not None
        session.add(t.TerugmeldingRow(besluit_id=besluit.id))
        session.add(t.AfspraakRow(besluit_id=besluit.id, doel="x"))


def others(s: Sessie, kind: int, tabel: str, rij: int) -> bool:
    with s.context.read() as session:
        casussen = set(session.scalars(select(CasusRow.id).where(CasusRow.jeugdige_id == kind)))
        vtbs = set(session.scalars(select(VtbKindRow.vtb_id).where(VtbKindRow.jeugdige_id == kind)))
    return bool((casussen if tabel == "vtb" else casussen - {rij}) or (vtbs if tabel == "casus" else vtbs - {rij}))


def gezin_lives(s: Sessie, gezinnen: set[int], tabel: str, rij: int) -> bool:
    with s.context.read() as session:
        kinderen = set(session.scalars(select(JeugdigeRow.id).where(JeugdigeRow.gezin_id.in_(gezinnen))))
        vtbs = set(session.scalars(select(VtbRow.id).where(VtbRow.gezin_id.in_(gezinnen))))
    own = {rij} if tabel == "vtb" else set()
    return bool(vtbs - own) or any(others(s, kind, tabel, rij) for kind in kinderen)


def marked(s: Sessie, rows: dict[str, set[int]]) -> list[str]:
    """Put a word of its own into every free text of these rows, so that the log and the search hold it as well."""
    marks: list[str] = []
    classes = {m.local_table.description: m for m in Base.registry.mappers}
    with s.context.write("merken") as session:
        for name, ids in rows.items():
            if name in velden.KEPT_PDF | velden.OUTSIDE or name not in classes:
                continue
            mapper = classes[name]
            for rij in ids:
                row = session.get_one(mapper.class_, rij)
                for prop in mapper.column_attrs:
                    column = prop.columns[0]
                    free = isinstance(column.type, Text) or (
                        isinstance(column.type, String) and (column.type.length or 0) >= 100
                    )
                    if free and not column.foreign_keys and column.name not in velden.CODES.get(name, frozenset()):
                        marks.append(f"merk{len(marks):05d}qz")
                        setattr(row, prop.key, marks[-1])
    return marks


def plain_bytes(s: Sessie, folder: Path) -> bytes:
    """Every byte of the database without its encryption, free pages too: by another program."""
    s.kluis.store.close()
    copy = folder / f"kaal-{len(list(folder.glob('kaal-*')))}.db"
    shutil.copy(s.kluis.folder.data, copy)
    assert not s.kluis.folder.data.with_name("data.db-wal").exists() or not (
        s.kluis.folder.data.with_name("data.db-wal").read_bytes()
    )
    connection = apsw.Connection(str(copy))
    connection.pragma("cipher", "sqlcipher")
    connection.pragma("legacy", 4)
    connection.pragma("key", f"x'{subkey(s.kluis.unlocked.master_key, Purpose.SQLCIPHER).hex()}'")
    connection.pragma("rekey", "")
    connection.close()
    content = copy.read_bytes()
    assert content.startswith(b"SQLite format 3")
    return content


def left_of(marks: list[str], content: bytes) -> list[str]:
    return [mark for mark in marks if mark.encode() in content]


@pytest.mark.parametrize("soort", [CASUS, VTB])
def test_no_word_of_it_is_left_in_any_byte(sessie: Sessie, tmp_path: Path, soort: Dossiersoort) -> None:
    chosen = closed(sessie, soort)[0]
    if soort is CASUS:
        filled_up(sessie, chosen)
    rows = rows_below(sessie, soort.value, chosen)
    if soort is CASUS:
        of_vtbs = {"vtb", "vtb_kind", "hoorgesprek", "zitting"}
        assert {*velden.CODES, *velden.REMOVED} - {name for name, ids in rows.items() if ids} <= of_vtbs | STOPS
    marks = [*marked(sessie, rows), *([INHOUD] if soort is CASUS else [])]
    assert left_of(marks, plain_bytes(sessie, tmp_path)) == marks, "else the search proves nothing"
    destroyed(sessie, soort, chosen)
    assert left_of(marks, plain_bytes(sessie, tmp_path)) == []
    assert sessie.beheer.controle() == ()


def test_a_row_that_was_taken_away_before_goes_too(sessie: Sessie, tmp_path: Path) -> None:
    chosen = closed(sessie, CASUS)[0]
    with sessie.context.write("proef") as session:
        row = UitspraakRow(casus_id=chosen, soort="feit", tekst="merkweggehaaldqz", bron="merkbronqz")
        session.add(row)
    with sessie.context.write("proef weg") as session:
        session.delete(session.scalars(select(UitspraakRow).where(UitspraakRow.tekst == "merkweggehaaldqz")).one())
    destroyed(sessie, CASUS, chosen)
    assert left_of(["merkweggehaaldqz", "merkbronqz"], plain_bytes(sessie, tmp_path)) == []


WORDS = frozenset({"overbrugging", "oplossing", "nummer", "naam"})


def counted(value: Any) -> Any:  # noqa: ANN401 - any answer of a service
    """What counts in an answer: without words of people and numbers of dossiers, rows in any order."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: counted(getattr(value, f.name)) for f in dataclasses.fields(value) if f.name not in WORDS}
    if isinstance(value, dict):
        return {str(key): counted(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return sorted((counted(each) for each in value), key=repr)
    return re.sub(r"\b(?:(?:RET|VTB)-\d{4}-\d+|V-\d+)\b", "#", str(value))


def figures(s: Sessie) -> dict[str, Any]:
    """Every figure that the program counts, as it stands on the screen."""
    found: dict[str, Any] = {}
    for periode in PERIODES:
        answers = (
            s.monitoren.maak(periode),
            s.hiaten.overview(periode),
            s.hiaatregisters.register(periode),
            s.doorlooptijden.table(periode),
            s.patronen.overzicht(periode.van, periode.tot),
            s.rapporten.preview(periode),
            s.werkstroom.routes(periode),
        )
        found |= {f"{periode.code} {type(answer).__name__} {n}": counted(answer) for n, answer in enumerate(answers)}
    found["trends"] = counted(s.trends.reeksen(PERIODES[-1]))
    return found


def test_old_figures_stay_what_they_were(sessie: Sessie) -> None:
    among = [(soort, chosen) for soort in (CASUS, VTB) for chosen in closed(sessie, soort)[:6]]
    before = figures(sessie)
    for soort, chosen in among:
        destroyed(sessie, soort, chosen)
    after = figures(sessie)
    for name, value in before.items():
        assert after[name] == value, name


def test_the_chain_holds_and_knows_a_line_that_was_emptied_by_hand(sessie: Sessie) -> None:
    destroyed(sessie, CASUS, closed(sessie, CASUS)[0])
    with sessie.context.read() as session:
        assert verify_chain(session).ok
        proof = session.scalars(select(AuditRow).where(AuditRow.soort == "vernietigd")).one()
        sealed = json.loads(proof.wijziging)["regels"]
        taken = {n for first, last in sealed for n in range(first, last + 1)}
        other = session.scalars(
            select(AuditRow.id).where(AuditRow.id.not_in(taken), AuditRow.soort == "nieuw").limit(1)
        ).one()
    raw = sessie.kluis.store.engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA query_only=OFF")
        cursor.execute("UPDATE audit SET wijziging = '{}' WHERE id = ?", (other,))
        raw.commit()
    finally:
        raw.close()
    with sessie.context.read() as session:
        report = verify_chain(session)
    assert (report.ok, report.first_broken_id) == (False, other)


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE audit SET wijziging = \'{"naam":[null,"x"]}\' WHERE id = 1',
        "UPDATE audit SET wijziging = '{}', wie = 'ander' WHERE id = 1",
        "UPDATE audit SET hash = 'x', wijziging = '{}' WHERE id = 1",
        "UPDATE audit SET wijziging = '{}' WHERE soort = 'vernietigd'",
        "DELETE FROM audit WHERE id = 1",
    ],
)
def test_a_line_can_be_emptied_and_nothing_else(sessie: Sessie, statement: str) -> None:
    destroyed(sessie, CASUS, closed(sessie, CASUS)[0])
    raw = sessie.kluis.store.engine.raw_connection()
    try:
        with pytest.raises(Exception, match="audit: rows cannot be"):
            raw.cursor().executescript(f"PRAGMA query_only=OFF; {statement}")
    finally:
        raw.close()


def test_it_is_in_no_list_and_opens_no_more(sessie: Sessie) -> None:
    casus, vtb = closed(sessie, CASUS)[0], closed(sessie, VTB)[0]
    destroyed(sessie, CASUS, casus)
    destroyed(sessie, VTB, vtb)
    for status in ("alle", "gesloten"):
        assert casus not in sessie.casussen.find(CasusFilter(status=status))
    assert vtb not in {regel.id for regel in sessie.vtbs.all()}
    with pytest.raises(UserError):
        sessie.casussen.dossier(casus)
    with pytest.raises(UserError):
        sessie.vtbs.dossier(vtb)
    behind = sessie.casussen.rows(sessie.casussen.find(CasusFilter(status="alle", casus_ids=(casus,))))
    assert [row.naam for row in behind] == ["Vernietigd dossier"], "a figure still counts it"


def test_minutes_keep_the_rest_of_the_zitting(sessie: Sessie) -> None:
    chosen = closed(sessie, CASUS)[0]
    with sessie.context.read() as session:
        punt = session.scalars(
            select(AgendapuntRow)
            .join(ZittingRow)
            .where(AgendapuntRow.casus_id == chosen, ZittingRow.status == "vastgesteld")
        ).first()
        assert punt is not None
        verslag = session.scalars(select(VerslagRow).where(VerslagRow.zitting_id == punt.zitting_id)).first()
        assert verslag is not None
        before = {p["punt_id"]: p for p in verslag.inhoud["punten"]}
        verslag_id, punt_id, nummer = verslag.id, punt.id, session.get_one(CasusRow, chosen).nummer
        assert nummer in text_of(verslag.pdf)
    destroyed(sessie, CASUS, chosen)
    with sessie.context.read() as session:
        fixed = session.get_one(VerslagRow, verslag_id)
        after = {p["punt_id"]: p for p in fixed.inhoud["punten"]}
        assert {i: p for i, p in after.items() if i != punt_id} == {i: p for i, p in before.items() if i != punt_id}
        assert after[punt_id]["aanduiding"] == "Vernietigd"
        printed = text_of(fixed.pdf)
        assert nummer not in printed
        assert "Vernietigd op 20-11-2026" in printed


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_brother_with_a_dossier_keeps_his_gezin(sessie: Sessie) -> None:
    """The casus hangs on a gezin of nobody; of the gezin itself nothing changes."""
    with sessie.context.read() as session:
        pairs = list(
            session.execute(
                select(CasusRow.id, JeugdigeRow.gezin_id).join(JeugdigeRow, JeugdigeRow.id == CasusRow.jeugdige_id)
            )
        )
    among = set(closed(sessie, CASUS))
    chosen, gezin = next((casus, gezin) for casus, gezin in pairs if casus in among)
    brother = next(casus for casus, of in pairs if of != gezin and casus not in among)
    with sessie.context.write("proef: een broer met een eigen dossier") as session:
        session.get_one(CasusRow, brother).jeugdige.gezin_id = gezin
    with sessie.context.read() as session:
        naam = session.get_one(GezinRow, gezin).naam
        people = set(session.scalars(select(GezinslidRow.id).where(GezinslidRow.gezin_id == gezin)))
    destroyed(sessie, CASUS, chosen)
    with sessie.context.read() as session:
        row = session.get_one(CasusRow, chosen)
        assert row.jeugdige.gezin_id != gezin
        assert (row.jeugdige.naam, row.jeugdige.gezin.naam, row.jeugdige.bsn) == ("", "", None)
        assert session.get_one(GezinRow, gezin).naam == naam
        assert set(session.scalars(select(GezinslidRow.id).where(GezinslidRow.gezin_id == gezin))) == people
        assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


def test_drafts_and_put_off_signals_of_it_go_and_those_of_others_stay(sessie: Sessie) -> None:
    chosen, other = closed(sessie, CASUS)[:2]
    with sessie.context.write("proef") as session:
        for number in (chosen, other):
            session.add(ConceptRow(gebruiker="x", sleutel=f"casus-{number}-notitie", waarde="merk", moment="2026"))
            session.add(UitstelRow(sleutel=f"pauze:{number}:2026", tot=date(2027, 1, 1), reden="merk", wie="x"))
    destroyed(sessie, CASUS, chosen)
    with sessie.context.read() as session:
        assert [k for k in session.scalars(select(ConceptRow.sleutel)) if k.endswith("notitie")] == [
            f"casus-{other}-notitie"
        ]
        assert [k for k in session.scalars(select(UitstelRow.sleutel)) if k.endswith("2026")] == [f"pauze:{other}:2026"]


def test_a_merged_casus_goes_along(sessie: Sessie, tmp_path: Path) -> None:
    first, second = closed(sessie, CASUS)[:2]
    with sessie.context.write("proef") as session:
        session.get_one(CasusRow, second).samengevoegd_met = first
        session.get_one(CasusRow, second).vraag = "merksamenqz"
    destroyed(sessie, CASUS, first)
    assert left_of(["merksamenqz"], plain_bytes(sessie, tmp_path)) == []


# -- who, when, and what stands in its way ----------------------------------------------------------------------------


def test_it_takes_two_people(sessie: Sessie) -> None:
    chosen = closed(sessie, CASUS)[0]
    with pytest.raises(UserError, match="geen voorstel"):
        as_other(sessie).bewaren.destroy(CASUS, chosen)
    sessie.bewaren.propose(CASUS, chosen, Grond.VERZOEK)
    with pytest.raises(UserError, match="zelf voorgesteld"):
        sessie.bewaren.destroy(CASUS, chosen)
    with pytest.raises(UserError, match="al voorgesteld"):
        as_other(sessie).bewaren.propose(CASUS, chosen, Grond.VERZOEK)
    for rol in (Rol.TOEGANGSMEDEWERKER, Rol.LEZER_CIJFERS, Rol.BEHEERDER):
        with pytest.raises(NoRightError):
            as_other(sessie, rol=rol).bewaren.destroy(CASUS, chosen)
    sessie.bewaren.withdraw(CASUS, chosen)
    with pytest.raises(UserError, match="geen voorstel"):
        as_other(sessie).bewaren.destroy(CASUS, chosen)
    sessie.bewaren.propose(CASUS, chosen, Grond.VERZOEK)
    as_other(sessie).bewaren.destroy(CASUS, chosen)
    with sessie.context.read() as session:
        done = session.scalars(select(VernietigingRow).where(VernietigingRow.vernietigd_op.is_not(None))).one()
        assert (done.voorgesteld_door, done.vernietigd_door) == (sessie.actor.naam, "Tweede Voorbeeld")
        assert done.telling["rijen"]["casus"] == 1
        assert done.telling["logboek"] > 0
    with pytest.raises(UserError, match="al vernietigd"):
        sessie.bewaren.propose(CASUS, chosen, Grond.VERZOEK)


def test_the_term_must_be_over_or_someone_must_ask(sessie: Sessie) -> None:
    chosen = closed(sessie, CASUS)[0]
    rule = next(r for r in sessie.bewaren.all() if (r.dossier.soort, r.dossier.id) == (CASUS, chosen))
    assert rule.dossier.einde is not None
    assert rule.vanaf == rule.dossier.einde.replace(year=rule.dossier.einde.year + 20)
    with pytest.raises(UserError, match="bewaartermijn loopt tot"):
        sessie.bewaren.propose(CASUS, chosen)
    later = Sessie(sessie.kluis, replace(sessie.context, vandaag=lambda: rule.vanaf or VANDAAG))
    assert any(r.stand is Stand.TE_VERNIETIGEN for r in later.bewaren.all())
    later.bewaren.propose(CASUS, chosen)
    open_one = next(r.dossier for r in sessie.bewaren.all() if r.stand is Stand.LOOPT)
    with pytest.raises(UserError, match="loopt nog"):
        sessie.bewaren.propose(open_one.soort, open_one.id, Grond.VERZOEK)


def test_a_stop_goes_before_everything(sessie: Sessie) -> None:
    chosen = closed(sessie, CASUS)[0]
    sessie.bewaren.propose(CASUS, chosen, Grond.VERZOEK)
    with pytest.raises(FieldError):
        sessie.bewaren.stop(CASUS, chosen, "  ")
    sessie.bewaren.stop(CASUS, chosen, "Klacht bij de inspectie")
    with pytest.raises(UserError, match="Klacht bij de inspectie"):
        as_other(sessie).bewaren.destroy(CASUS, chosen)
    rule = next(r for r in sessie.bewaren.all() if (r.dossier.soort, r.dossier.id) == (CASUS, chosen))
    assert (rule.stand, rule.uitleg) == (Stand.STOP, "Klacht bij de inspectie")
    sessie.bewaren.lift(CASUS, chosen)
    as_other(sessie).bewaren.destroy(CASUS, chosen)


def test_a_zitting_waits_for_its_dossiers(sessie: Sessie, tmp_path: Path) -> None:
    with sessie.context.read() as session:
        zitting = session.scalars(
            select(ZittingRow).where(ZittingRow.status == "vastgesteld", ZittingRow.soort == "JBT")
        ).first()
        assert zitting is not None
        zitting_id, vtbs = zitting.id, [p.vtb_id for p in zitting.punten if p.vtb_id]
    assert vtbs
    sessie.bewaren.stop(ZITTING, zitting_id, "proef")
    sessie.bewaren.lift(ZITTING, zitting_id)
    with pytest.raises(UserError, match="die bewaard blijven"):
        sessie.bewaren.propose(ZITTING, zitting_id, Grond.VERZOEK)
    with sessie.context.write("proef") as session:
        for vtb in vtbs:
            session.get_one(VtbRow, vtb).gesloten_op = VANDAAG
        session.get_one(ZittingRow, zitting_id).plaats = "merkplaatsqz"
    for vtb in vtbs:
        destroyed(sessie, VTB, vtb)
    destroyed(sessie, ZITTING, zitting_id)
    assert left_of(["merkplaatsqz"], plain_bytes(sessie, tmp_path)) == []
    assert zitting_id not in {z.id for z in sessie.zittingen.all()}


def test_it_cannot_be_undone_and_says_so(sessie: Sessie) -> None:
    chosen = closed(sessie, CASUS)[0]
    with sessie.context.write("vraag gewijzigd") as session:
        session.get_one(CasusRow, chosen).vraag = "Een andere vraag."
    destroyed(sessie, CASUS, chosen)
    steps = [s for s in sessie.ongedaan.lijst() if s.handeling in {"vraag gewijzigd", "vernietiging voorgesteld"}]
    assert steps
    assert all(step.belet for step in steps if step.handeling == "vraag gewijzigd")


def test_the_declaration_names_numbers_and_people_and_no_child(sessie: Sessie) -> None:
    with pytest.raises(UserError, match="niets vernietigd"):
        sessie.bewaren.declaration(VANDAAG, VANDAAG)
    chosen = closed(sessie, CASUS)[0]
    with sessie.context.read() as session:
        row = session.get_one(CasusRow, chosen)
        nummer, naam = row.nummer, row.jeugdige.achternaam
    destroyed(sessie, CASUS, chosen)
    text = text_of(sessie.bewaren.declaration(VANDAAG, VANDAAG))
    assert nummer in text
    assert "Tweede Voorbeeld" in text
    assert naam not in text
    assert "21 november 2027" in text, "the last day on which a back-up can hold it"


# -- the rules --------------------------------------------------------------------------------------------------------


def test_every_table_is_classified() -> None:
    known = set(velden.CODES) | set(velden.REMOVED) | velden.KEPT_PDF | velden.OUTSIDE
    assert known == set(Base.metadata.tables)
    for name, kept in velden.CODES.items():
        assert kept <= set(Base.metadata.tables[name].c.keys()), name


@given(
    st.dates(date(2000, 1, 1), date(2012, 12, 31)),
    st.lists(st.dates(date(2013, 1, 1), date(2030, 12, 31)), min_size=1, max_size=5),
)
def test_a_blurred_birth_gives_the_same_ages_and_no_more(born: date, days: list[date]) -> None:
    made = velden.birth_that_fits(born, days)
    assert [age_on(made, day) for day in days] == [age_on(born, day) for day in days]
    same_ages = velden.birth_that_fits(made, days)
    assert same_ages == made, "everyone with these ages gets this day"


@pytest.fixture
def sessie(filled_kluis: Path, tmp_path: Path) -> Iterator[Sessie]:
    yield from fresh_copy(filled_kluis, tmp_path / "bewaren.kluis")
