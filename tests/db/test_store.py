"""One use case is one transaction; what goes wrong is said in Dutch. All people are fictional."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from expertteam_app.db import engine as engine_module
from expertteam_app.db import store as store_module
from expertteam_app.db.audit import AuditRow, UnauditedWrite
from expertteam_app.db.problems import DamagedKluis, DiskFault, explain, explained, explained_disk
from expertteam_app.db.store import Store
from expertteam_app.db.tables import ConceptRow, GezinRow, VtbRow
from expertteam_app.domain.errors import Cancelled, EnvironmentProblem, UserError

WIE = "Voorbeeld Secretaris"


def _count(store: Store, row: type = GezinRow) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(row)) or 0


def _fail() -> None:
    raise ZeroDivisionError


def _add_and_fail(store: Store) -> None:
    with store.write(WIE, "mislukt") as session:
        session.add(GezinRow(naam="Fictief 2"))
        session.flush()
        _fail()


def test_a_block_that_ends_well_is_kept_with_its_log(store: Store) -> None:
    with store.write(WIE, "gezin gemaakt") as session:
        session.add(GezinRow(naam="Fictief"))
    assert (_count(store), _count(store, AuditRow)) == (1, 1)


def test_a_block_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        _add_and_fail(store)
    assert (_count(store), _count(store, AuditRow)) == (0, 0)


def test_values_can_be_read_after_the_block(store: Store) -> None:
    with store.write(WIE, "gezin gemaakt") as session:
        row = GezinRow(naam="Fictief")
        session.add(row)
    assert (row.id, row.naam, len(row.uid)) == (1, "Fictief", 32)


def test_the_session_knows_who_and_what(store: Store) -> None:
    groups = set()
    for _ in range(2):
        with store.write(WIE, "niets gedaan") as session:
            assert (session.info["actor"], session.info["action"]) == (WIE, "niets gedaan")
            groups.add(session.info["group"])
    assert len(groups) == 2


def test_listeners_hear_which_tables_changed_after_the_commit(store: Store) -> None:
    heard: list[tuple[frozenset[str], int]] = []
    store.on_commit(lambda touched: heard.append((touched, _count(store))))
    with store.write(WIE, "gezin gemaakt") as session:
        session.add(GezinRow(naam="Fictief"))
        session.add(ConceptRow(gebruiker=WIE, sleutel="k", waarde=1, moment="nu"))
    with store.write(WIE, "niets gewijzigd") as session:
        session.get_one(GezinRow, 1).naam = "Fictief"
    with pytest.raises(ZeroDivisionError):
        _add_and_fail(store)
    assert heard == [(frozenset({"gezin", "concept"}), 1)]


def test_a_change_in_a_block_for_reading_is_our_mistake_and_not_lost_in_silence(store: Store) -> None:
    with store.write(WIE, "gezin gemaakt") as session:
        session.add(GezinRow(naam="Fictief"))
    with pytest.raises(UnauditedWrite), store.read() as session:
        session.get_one(GezinRow, 1).naam = "Anders"
    with pytest.raises(UnauditedWrite), store.read() as session:
        session.add(GezinRow(naam="Fictief 2"))
    with pytest.raises(UnauditedWrite), store.read() as session:
        session.connection().execute(ConceptRow.__table__.delete())  # type: ignore[attr-defined] # a Table at run time
    assert _count(store) == 1


def test_a_reader_sees_the_state_from_before_an_open_write(store: Store) -> None:
    with store.write(WIE, "gezin gemaakt") as session:
        session.add(GezinRow(naam="Fictief"))
        session.flush()
        assert _count(store) == 0
    assert _count(store) == 1


def test_the_same_row_in_two_windows_is_said_to_the_second(store: Store) -> None:
    with store.write(WIE, "vtb gemaakt") as session:
        gezin = GezinRow(naam="Fictief")
        session.add(gezin)
        session.flush()
        session.add(VtbRow(nummer="JBT-1", gezin_id=gezin.id, gemeente="0200", ontvangen=date(2026, 3, 2)))
    with store.read() as session:
        seen = session.get_one(VtbRow, 1)
    seen.zorgen = "tweede venster"
    with store.write(WIE, "vtb gewijzigd") as session:
        session.get_one(VtbRow, 1).zorgen = "eerste venster"
    with pytest.raises(UserError, match="in een ander venster"), store.write(WIE, "vtb gewijzigd") as session:
        session.add(seen)
    with store.read() as session:
        assert session.get_one(VtbRow, 1).zorgen == "eerste venster"


def test_four_threads_write_and_none_is_refused(store: Store) -> None:
    failed: list[Exception] = []

    def write() -> None:
        try:
            for _ in range(15):
                with store.write(WIE, "geteld") as session:
                    session.add(GezinRow(naam=f"Fictief {session.scalar(select(func.count()).select_from(GezinRow))}"))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            failed.append(error)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as session:
        names = set(session.scalars(select(GezinRow.naam)))
    assert (failed, names) == ([], {f"Fictief {i}" for i in range(60)})


def test_a_write_that_waits_too_long_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_WAIT_SECONDS", 0.0)
    with store.write(WIE, "lang werk"), pytest.raises(EnvironmentProblem, match="bezet"), store.write(WIE, "kort werk"):
        pass


def test_a_write_by_another_program_is_waited_for_and_then_told(
    data_path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "_BUSY_SECONDS", 0.0)
    other = engine_module.connect(data_path, key)
    other.execute("BEGIN IMMEDIATE")
    impatient = Store(engine_module.open_engine(data_path, key))
    with pytest.raises(EnvironmentProblem, match="bezet"), impatient.write(WIE, "gezin gemaakt"):
        pass
    other.close()
    impatient.close()


def _count_forever(store: Store, started: threading.Event) -> None:
    with store.read() as session:
        started.set()
        session.connection().exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        )


def test_interrupt_stops_a_running_statement(store: Store) -> None:
    started = threading.Event()

    def stop() -> None:
        started.wait()
        while store._busy:
            store.interrupt()

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(Cancelled):
        _count_forever(store, started)
    thread.join()


def _import_and_interrupt(store: Store) -> None:
    with store.write(WIE, "lange import") as session:
        session.add(GezinRow(naam="Fictief 1"))
        session.flush()
        store.interrupt()
        session.add(GezinRow(naam="Fictief 2"))


def test_interrupt_stops_work_between_statements_and_keeps_nothing(store: Store) -> None:
    with pytest.raises(Cancelled, match="niets gewijzigd"):
        _import_and_interrupt(store)
    assert _count(store) == 0
    with store.write(WIE, "daarna") as session:
        session.add(GezinRow(naam="Fictief 3"))
    assert _count(store) == 1


def _fill_the_disk(store: Store) -> None:
    with store.write(WIE, "veel gezinnen") as session:
        connection = session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
        session.add_all(GezinRow(naam=f"Fictief {i}", toelichting="x" * 3000) for i in range(50))


def test_a_full_disk_is_said_and_what_stood_there_stays(store: Store) -> None:
    with store.write(WIE, "gezin gemaakt") as session:
        session.add(GezinRow(naam="Fictief"))
    with pytest.raises(EnvironmentProblem, match="schijf is vol"):
        _fill_the_disk(store)
    assert _count(store) == 1


def test_a_broken_rule_of_the_tables_is_our_mistake_and_shows_no_values(store: Store) -> None:
    with pytest.raises(IntegrityError) as caught, store.write(WIE, "dubbel") as session:
        session.add_all([GezinRow(naam="Fictief Geheim", uid="u"), GezinRow(naam="Fictief Geheim", uid="u")])
    assert "Geheim" not in str(caught.value)


def test_close_puts_everything_into_the_main_file(store: Store, data_path: Path) -> None:
    with store.write(WIE, "gezin gemaakt") as session:
        session.add(GezinRow(naam="Fictief"))
    assert data_path.with_name("data.db-wal").exists()
    store.close()
    assert [path.name for path in data_path.parent.iterdir()] == ["data.db"]


@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        (5, EnvironmentProblem, "bezet"),
        (261, EnvironmentProblem, "bezet"),  # BUSY_RECOVERY: an extended code
        (8, EnvironmentProblem, "alleen-lezen"),
        (9, Cancelled, "niets gewijzigd"),
        (10, DiskFault, "schijf gaf een fout"),
        (11, DamagedKluis, "beschadigd"),
        (13, EnvironmentProblem, "schijf is vol"),
        (14, EnvironmentProblem, "niet te lezen of te schrijven"),
        (26, DamagedKluis, "beschadigd"),
    ],
)
def test_every_refusal_of_the_database_has_a_dutch_sentence(code: int, kind: type, says: str) -> None:
    error = sqlcipher.DatabaseError("english")
    error.sqlite_errorcode = code
    problem = explain(error)
    assert type(problem) is kind
    assert says in str(problem)


def test_other_errors_pass_as_they_are() -> None:
    assert explain(ValueError("x")) is None
    unknown = sqlcipher.DatabaseError("english")
    unknown.sqlite_errorcode = 1
    assert explain(unknown) is None
    with pytest.raises(sqlcipher.DatabaseError), explained():
        raise unknown
    with pytest.raises(OSError, match="usb"), explained():
        raise OSError("usb")


def test_a_refusal_of_the_disk_has_a_dutch_sentence() -> None:
    with pytest.raises(EnvironmentProblem, match="schijf is vol"), explained_disk():
        raise OSError(28, "no space")
    with pytest.raises(EnvironmentProblem, match="niet te lezen of te schrijven"), explained_disk():
        raise OSError(13, "no access")
