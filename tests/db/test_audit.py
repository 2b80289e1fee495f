"""Who, what, when, old and new: in the same transaction, in a chain nobody can change unseen. All people fictional."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import TextClause, delete, event, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import load_only

import expertteam_app
from expertteam_app.db.audit import GENESIS, AuditRow, UnauditedWrite, history, log_read, verify_chain
from expertteam_app.db.audited import AuditedSession
from expertteam_app.db.engine import check_integrity, connect
from expertteam_app.db.store import Store
from expertteam_app.db.tables import (
    ConceptRow,
    GezinRow,
    InstellingRow,
    JeugdigeRow,
    OpschalingsmodelRow,
    StapRow,
    VerslagRow,
    ZittingRow,
)

WIE = "Voorbeeld Secretaris"


def _lines(store: Store) -> list[tuple[str, int, str, dict[str, Any]]]:
    with store.read() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.id))
        return [(row.tabel, row.rij, row.soort, json.loads(row.wijziging)) for row in rows]


def _add(store: Store, *rows: object) -> None:
    with store.write(WIE, "toegevoegd") as session:
        session.add_all(rows)


def _model(*stappen: StapRow) -> OpschalingsmodelRow:
    return OpschalingsmodelRow(versie="1", naam="Fictief", geldig_vanaf=date(2026, 1, 1), stappen=list(stappen))


def _stap(volgorde: int) -> StapRow:
    return StapRow(volgorde=volgorde, naam=f"Stap {volgorde}", eigenaar="RET", ingang=[])


# What the log holds.


def test_a_new_row_is_logged_with_every_value_it_got(store: Store) -> None:
    _add(store, GezinRow(naam="Fictief", uid="a" * 32))
    assert _lines(store) == [
        (
            "gezin",
            1,
            "nieuw",
            {"id": [None, 1], "naam": [None, "Fictief"], "toelichting": [None, ""], "uid": [None, "a" * 32]},
        )
    ]


def test_the_line_says_who_what_and_when(store: Store) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    _add(store, GezinRow(naam="Fictief"), GezinRow(naam="Fictief 2"))
    with store.read() as session:
        (one,), (two,) = history(session, "gezin", 1), history(session, "gezin", 2)
    assert (one.wie, one.handeling, one.groep) == (WIE, "toegevoegd", two.groep)
    assert before <= one.moment <= datetime.now(UTC)


def test_a_change_is_logged_with_old_and_new_and_nothing_else(store: Store) -> None:
    _add(
        store,
        JeugdigeRow(gezin=GezinRow(naam="Fictief"), voornaam="A", achternaam="B", naam_sleutel="ab", gemeente="0200"),
    )
    with store.write(WIE, "gewijzigd") as session:
        row = session.get_one(JeugdigeRow, 1)
        row.geboortedatum, row.voornaam, row.achternaam = date(2012, 2, 29), "Anders", "B"
    assert _lines(store)[-1] == (
        "jeugdige",
        1,
        "gewijzigd",
        {"geboortedatum": [None, "2012-02-29"], "voornaam": ["A", "Anders"]},
    )


def test_a_change_that_changes_nothing_is_not_logged(store: Store) -> None:
    _add(store, GezinRow(naam="Fictief"))
    with store.write(WIE, "niets") as session:
        row = session.get_one(GezinRow, 1)
        row.naam = "Anders"
        row.naam = "Fictief"
    assert len(_lines(store)) == 1


def test_the_old_value_is_known_also_when_it_was_never_read(store: Store) -> None:
    _add(store, GezinRow(naam="Oud", toelichting="was"))
    with store.write(WIE, "gewijzigd") as session:
        row = session.scalars(select(GezinRow).options(load_only(GezinRow.id))).one()
        row.naam, row.toelichting = "Nieuw", "is"
    assert _lines(store)[-1][3] == {"naam": ["Oud", "Nieuw"], "toelichting": ["was", "is"]}


def test_a_removal_is_logged_with_what_stood_there(store: Store) -> None:
    _add(store, GezinRow(naam="Fictief", uid="a" * 32))
    with store.write(WIE, "verwijderd") as session:
        session.delete(session.scalars(select(GezinRow).options(load_only(GezinRow.id))).one())
    assert _lines(store)[-1] == (
        "gezin",
        1,
        "verwijderd",
        {"id": [1, None], "naam": ["Fictief", None], "toelichting": ["", None], "uid": ["a" * 32, None]},
    )


def test_what_was_set_just_before_a_removal_never_stood_there(store: Store) -> None:
    _add(store, GezinRow(naam="Fictief", toelichting="echt"))
    with store.write(WIE, "weg") as session:
        row = session.get_one(GezinRow, 1)
        row.naam = "Nooit opgeslagen"
        row.toelichting = ""
        session.delete(row)
    tabel, _rij, soort, wijziging = _lines(store)[-1]
    assert (tabel, soort) == ("gezin", "verwijderd")
    assert wijziging["naam"] == ["Fictief", None]
    assert wijziging["toelichting"] == ["echt", None]


def test_rows_that_go_or_move_along_are_logged_too(store: Store) -> None:
    _add(store, _model(_stap(1), _stap(2)), GezinRow(naam="Een"), GezinRow(naam="Twee"))
    with store.write(WIE, "stap weg") as session:
        model = session.get_one(OpschalingsmodelRow, 1)
        model.stappen.pop(0)
    assert [line[:3] for line in _lines(store)[5:]] == [("stap", 1, "verwijderd")]
    with store.write(WIE, "model weg") as session:
        session.delete(session.get_one(OpschalingsmodelRow, 1))
    assert [line[:3] for line in _lines(store)[6:]] == [
        ("stap", 2, "verwijderd"),
        ("opschalingsmodel", 1, "verwijderd"),
    ]
    _add(store, JeugdigeRow(gezin_id=1, voornaam="A", achternaam="B", naam_sleutel="ab", gemeente="0200"))
    with store.write(WIE, "verhuisd") as session:
        gezin = session.get_one(GezinRow, 2)
        gezin.kinderen.append(session.get_one(JeugdigeRow, 1))
    assert _lines(store)[-1] == ("jeugdige", 1, "gewijzigd", {"gezin_id": [1, 2]})


def test_every_kind_of_value_can_be_logged(store: Store) -> None:
    pdf = b"%PDF fictief"
    zitting = ZittingRow(nummer="Z-1", soort="RET", datum=date(2026, 3, 2))
    _add(store, zitting, InstellingRow(sleutel="bsn", waarde={"aan": False, "lijst": [1, 2.5, None]}))
    _add(store, VerslagRow(zitting_id=1, vastgesteld_op=date(2026, 3, 3), sha256="0" * 64, pdf=pdf))
    logged = {line[0]: line[3] for line in _lines(store)}
    assert logged["instelling"]["waarde"] == [None, {"aan": False, "lijst": [1, 2.5, None]}]
    assert logged["verslag"]["pdf"] == [None, {"bytes": len(pdf), "sha256": hashlib.sha256(pdf).hexdigest()}]


def test_a_value_that_the_log_cannot_hold_stops_the_write(store: Store) -> None:
    _add(store, GezinRow(naam="Fictief"))
    with pytest.raises(UnauditedWrite, match="cannot hold"), store.write(WIE, "gewijzigd") as session:
        session.get_one(GezinRow, 1).naam = func.lower("X")
    assert len(_lines(store)) == 1


def test_a_value_that_the_database_computes_is_logged_as_it_became(store: Store) -> None:
    _add(store, GezinRow(naam=func.lower("FICTIEF")))
    assert _lines(store)[0][3]["naam"] == [None, "fictief"]


def test_drafts_and_derived_rows_are_not_logged(store: Store) -> None:
    _add(store, ConceptRow(gebruiker=WIE, sleutel="k", waarde="half getypt", moment="nu"))
    assert _lines(store) == []


def test_reading_a_dossier_is_logged_when_asked(store: Store) -> None:
    _add(store, GezinRow(naam="Fictief"))
    with store.write(WIE, "dossier geopend") as session:
        log_read(session, "gezin", 1)
    with store.read() as session:
        entries = history(session, "gezin", 1)
    assert [(entry.soort, entry.handeling) for entry in entries] == [
        ("nieuw", "toegevoegd"),
        ("gelezen", "dossier geopend"),
    ]
    with pytest.raises(UnauditedWrite), store.read() as session:
        log_read(session, "gezin", 1)


Step = tuple[str, int, str]
steps = st.lists(
    st.tuples(
        st.sampled_from(["nieuw", "wijzig", "weg", "bewaar", "savepoint", "terug"]),
        st.integers(0, 5),
        st.text(max_size=4).map(lambda text: text.replace("\x00", "").encode("utf-8", "replace").decode()),
    ),
    max_size=15,
)


def _work(session: AuditedSession, todo: list[Step]) -> None:
    savepoint = None
    for kind, choice, word in todo:
        rows = session.scalars(select(GezinRow).order_by(GezinRow.id)).all()
        if kind == "nieuw":
            session.add(GezinRow(naam=word))
        elif kind == "savepoint" and savepoint is None:
            savepoint = session.begin_nested()
        elif kind == "terug" and savepoint is not None:
            savepoint.rollback()
            savepoint = None
        elif kind == "bewaar":
            session.flush()
        elif rows and kind == "weg":
            session.delete(rows[choice % len(rows)])
        elif rows and kind == "wijzig":
            rows[choice % len(rows)].toelichting = word


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_replaying_the_log_gives_exactly_the_rows(store: Store, todo: list[Step]) -> None:
    with store.write(WIE, "van alles") as session:
        _work(session, todo)
    replayed: dict[int, dict[str, Any]] = {}
    for _, row, kind, changes in _lines(store):
        assert all(replayed.get(row, {}).get(column) == old for column, (old, _) in changes.items())
        if kind == "verwijderd":
            del replayed[row]
        else:
            replayed.setdefault(row, {}).update({column: new for column, (_, new) in changes.items()})
    with store.read() as session:
        found = {
            row.id: {"id": row.id, "uid": row.uid, "naam": row.naam, "toelichting": row.toelichting}
            for row in session.scalars(select(GezinRow))
        }
        assert verify_chain(session).ok
    assert replayed == found


# What would pass the log by is refused.


def _bulk_statements() -> list[Any]:
    return [
        update(GezinRow).values(naam="x"),
        delete(GezinRow),
        insert(GezinRow).values(naam="x", uid="u"),
        GezinRow.__table__.update().values(naam="x"),  # type: ignore[attr-defined] # a Table at run time
        delete(AuditRow),
        text("UPDATE gezin SET naam = 'x'"),
        text("  delete from gezin"),
        text('INSERT OR REPLACE INTO "gezin" (naam) VALUES (1)'),
        text("update or ignore audit set wie = 'x'"),
    ]


@pytest.mark.parametrize("statement", _bulk_statements(), ids=str)
def test_bulk_statements_are_refused(store: Store, statement: Any) -> None:  # noqa: ANN401 - any kind of statement
    _add(store, GezinRow(naam="Fictief"))
    with pytest.raises(UnauditedWrite), store.write(WIE, "in bulk") as session:
        session.execute(statement)
    if not isinstance(statement, TextClause):
        with pytest.raises(UnauditedWrite), store.write(WIE, "in bulk") as session:
            session.connection().execute(statement)
    with store.read() as session:
        assert session.scalars(select(GezinRow.naam)).all() == ["Fictief"]


def test_the_old_bulk_methods_are_refused(store: Store) -> None:
    with store.write(WIE, "in bulk") as session:
        for call in (session.bulk_save_objects, session.bulk_insert_mappings, session.bulk_update_mappings):
            with pytest.raises(UnauditedWrite):
                call(GezinRow, [])


def test_bulk_statements_on_drafts_are_allowed_and_heard(store: Store) -> None:
    heard: list[frozenset[str]] = []
    store.on_commit(heard.append)
    _add(store, ConceptRow(gebruiker=WIE, sleutel="k", waarde=1, moment="nu"))
    with store.write(WIE, "concept weg") as session:
        session.execute(delete(ConceptRow))
    with store.write(WIE, "concept weg") as session:
        session.connection().execute(delete(ConceptRow))
    assert heard == [frozenset({"concept"})] * 2


def test_only_the_store_makes_sessions() -> None:
    """Another session would write without the log."""
    makers = {"Session", "AuditedSession", "sessionmaker", "scoped_session"}
    found = set()
    for path in Path(expertteam_app.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers:
                found.add(path.name)
    assert found == {"store.py", "engine.py"}, "engine.py reads the log for `check_integrity`"


def test_the_triggers_refuse_to_change_or_remove_a_line(store: Store, data_path: Path, key: bytes) -> None:
    _add(store, GezinRow(naam="Fictief"))
    raw = connect(data_path, key)
    copy = "SELECT {}, groep, moment, wie, handeling, tabel, rij, soort, wijziging, vorige, hash FROM audit"
    for sql in (
        "UPDATE audit SET wie = 'Iemand anders'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit " + copy.format("id"),
        *("INSERT INTO audit " + copy.format(number) for number in ("5", "2", "NULL")),
    ):
        with pytest.raises(sqlcipher.IntegrityError, match="audit: rows"):
            raw.execute(sql)
    raw.close()


# The chain.


def test_the_log_of_an_empty_kluis_is_whole(store: Store) -> None:
    with store.read() as session:
        report = verify_chain(session)
    assert (report.ok, report.rows, report.head, report.reason) == (True, 0, GENESIS, "")


def test_the_hash_is_sha_256_over_the_canonical_line(store: Store, data_path: Path, key: bytes) -> None:
    for number in range(3):
        _add(store, GezinRow(naam=f"Fictief ë {number}"))
    raw = connect(data_path, key)
    cursor = raw.execute("SELECT * FROM audit ORDER BY id")
    names = [column[0] for column in cursor.description]
    head = "0" * 64
    for values in cursor.fetchall():
        line = dict(zip(names, values, strict=True))
        found = line.pop("hash")
        assert line["vorige"] == head
        serial = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        head = hashlib.sha256(serial.encode()).hexdigest()
        assert found == head
    raw.close()
    with store.read() as session:
        assert verify_chain(session).head == head


_MOVED = """UPDATE audit SET id = 9 WHERE id = 2;
    UPDATE audit SET id = (SELECT count(*) FROM audit o WHERE o.id <= audit.id)"""
_TAKEN_OUT = """DELETE FROM audit WHERE id = 2;
    UPDATE audit SET id = (SELECT count(*) FROM audit o WHERE o.id <= audit.id)"""
_FORGED = "een regel vervangen door een die op zichzelf klopt"


def _forge(raw: Any) -> None:  # noqa: ANN401 - a connection of the driver
    """Put another line in the place of line 2, with a hash of its own that is right: only the next line tells."""
    cursor = raw.execute("SELECT * FROM audit WHERE id = 2")
    names = [column[0] for column in cursor.description]
    line = dict(zip(names, cursor.fetchone(), strict=True)) | {"wie": "Iemand anders"}
    line.pop("hash")
    serial = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    raw.execute(
        "UPDATE audit SET wie = ?, hash = ? WHERE id = 2", (line["wie"], hashlib.sha256(serial.encode()).hexdigest())
    )


@pytest.mark.parametrize(
    ("sql", "broken", "says"),
    [
        ("UPDATE audit SET wie = 'Iemand anders' WHERE id = 3", 3, "Regel 3 .* veranderd"),
        ("UPDATE audit SET wijziging = '{}' WHERE id = 1", 1, "Regel 1 .* veranderd"),
        ("UPDATE audit SET hash = vorige WHERE id = 2", 2, "Regel 2 .* veranderd"),
        ("DELETE FROM audit WHERE id = 2", 3, "mist regels: na regel 1 volgt regel 3"),
        ("DELETE FROM audit WHERE id = 1", 2, "mist regels: na regel 0 volgt regel 2"),
        ("UPDATE audit SET id = id + 10 WHERE id = 5", 15, "mist regels"),
        (_MOVED, 2, "Regel 2 .* veranderd"),
        (_TAKEN_OUT, 2, "Regel 2 .* veranderd"),
        (_FORGED, 3, "Regel 3 .* sluit niet aan op de regel ervoor"),
    ],
)
def test_a_change_from_outside_is_found(
    store: Store, data_path: Path, key: bytes, sql: str, broken: int, says: str
) -> None:
    for number in range(5):
        _add(store, GezinRow(naam=f"Fictief {number}"))
    raw = connect(data_path, key)
    for trigger in ("audit_geen_wijziging", "audit_geen_verwijdering"):
        raw.execute(f"DROP TRIGGER {trigger}")
    if sql == _FORGED:
        _forge(raw)
    else:
        raw.executescript(sql)
    raw.close()
    with store.read() as session:
        report = verify_chain(session)
    assert (report.ok, report.first_broken_id) == (False, broken)
    assert re.search(says, report.reason)
    assert report.reason in check_integrity(store.engine)


def test_the_chain_holds_after_a_rollback_to_a_savepoint(store: Store) -> None:
    with store.write(WIE, "met terugweg") as session:
        session.add(GezinRow(naam="Blijft"))
        session.flush()
        savepoint = session.begin_nested()
        session.add(GezinRow(naam="Verdwijnt"))
        session.flush()
        savepoint.rollback()
        session.add(GezinRow(naam="Blijft ook"))
    with pytest.raises(IntegrityError):
        _add(store, GezinRow(naam="x", uid="u"), GezinRow(naam="x", uid="u"))
    _add(store, GezinRow(naam="Blijft ook nog"))
    with store.read() as session:
        assert (verify_chain(session).ok, verify_chain(session).rows) == (True, 3)
    assert [line[3]["naam"][1] for line in _lines(store)] == ["Blijft", "Blijft ook", "Blijft ook nog"]


def test_ten_thousand_rows_are_logged_in_few_statements(store: Store) -> None:
    statements: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    _add(store, *(GezinRow(naam=f"Fictief {number}") for number in range(10_000)))
    assert sum("INSERT INTO audit" in statement for statement in statements) == 1
    assert sum("FROM audit" in statement for statement in statements) == 2, "the last line, and the last number"
    with store.read() as session:
        assert verify_chain(session).rows == 10_000


def test_the_number_of_a_removed_row_is_never_given_again(store: Store) -> None:
    _add(store, GezinRow(naam="Fictief een"), GezinRow(naam="Fictief twee"))
    with store.write("tester", "weg") as session:
        session.delete(session.get(GezinRow, 2))
    _add(store, GezinRow(naam="Fictief drie"))
    with store.read() as session:
        assert session.scalars(select(GezinRow.id).order_by(GezinRow.id)).all() == [1, 3]
