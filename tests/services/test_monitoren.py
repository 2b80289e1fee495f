"""The half-yearly monitor: its figures against a count of its own, and meetmomenten that never change."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import text

from expertteam_app.db.tables import MeetmomentRow
from expertteam_app.domain.access import Rol
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import NoRightError, UserError
from expertteam_app.domain.klok import KlokStatus
from expertteam_app.domain.monitor import Cel, Monitor, MonitorTabel, Rij, differences, read_monitor
from expertteam_app.domain.periode import Periode
from expertteam_app.exchange.monitor_xlsx import DEFINITIES, monitor_xlsx
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG
from tests.ui.tafels import as_role

HALF = Periode.half_of(VANDAAG)


def table(monitor: Monitor, code: str) -> dict[str, dict[str, str]]:
    found = next(t for t in monitor.tabellen if t.code == code)
    return {r.naam: dict(zip(found.kolommen, (c.tekst for c in r.cellen), strict=True)) for r in found.rijen}


def rows(sessie: Sessie, query: str, **values: object) -> list[tuple[object, ...]]:
    with sessie.context.read() as session:
        return [tuple(row) for row in session.execute(text(query), values)]


def events(sessie: Sessie) -> Iterator[tuple[int, str, list[tuple[date, str, dict[str, object]]]]]:
    """Every casus with its gemeente and its events in force, read from the table itself."""
    log = defaultdict(list)
    gone: set[object] = set()
    found = rows(sessie, "SELECT id, casus_id, datum, soort, gegevens FROM gebeurtenis ORDER BY datum, id")
    for number, casus, day, soort, data in found:
        details = json.loads(str(data) or "{}")
        if soort == "ingetrokken":
            gone.add(details.get("gebeurtenis_id") or details.get("gebeurtenis"))
        log[casus].append((number, date.fromisoformat(str(day)), str(soort), details))
    for casus, gemeente in rows(sessie, "SELECT id, gemeente FROM casus WHERE samengevoegd_met IS NULL"):
        yield int(str(casus)), str(gemeente), [e[1:] for e in log[casus] if e[0] not in gone]


def test_what_came_and_went_equals_a_count_of_the_events(sessie: Sessie) -> None:
    monitor = sessie.monitoren.maak(HALF)
    came: Counter[str] = Counter()
    went: Counter[str] = Counter()
    open_at_end: Counter[str] = Counter()
    labels = {c.code: c.label for c in sessie.context.lists["gemeenten"]}
    for _casus, gemeente, log in events(sessie):
        place = labels[gemeente]
        came[place] += any(s == "aanmelding" and HALF.contains(d) for d, s, _ in log)
        went[place] += any(s == "afgesloten" and HALF.contains(d) for d, s, _ in log)
        state = [s for d, s, _ in log if s in {"aanmelding", "afgesloten", "heropend"} and d <= HALF.tot]
        open_at_end[place] += bool(state) and state[-1] != "afgesloten"
    found = table(monitor, "stroom")
    for place in labels.values():
        row = found[place]
        assert (row["Erbij"], row["Eruit"], row["Open aan het eind"]) == (
            str(came[place]),
            str(went[place]),
            str(open_at_end[place]),
        )
    assert found["Regio"]["Erbij"] == str(came.total())
    assert came.total() > 0
    assert went.total() > 0


def test_every_number_of_casussen_is_the_number_of_ids_behind_it(sessie: Sessie) -> None:
    monitor = sessie.monitoren.maak(HALF)
    for tabel in monitor.tabellen:
        if tabel.code in {"stroom", "stappen", "bewegingen", "stappen-gemeente"}:
            for rij in tabel.rijen:
                assert [cel.tekst for cel in rij.cellen] == [str(len(set(cel.casussen))) for cel in rij.cellen]


def test_a_step_is_counted_once_per_casus(sessie: Sessie) -> None:
    monitor = sessie.monitoren.maak(HALF)
    began: defaultdict[int, set[int]] = defaultdict(set)
    for casus, _gemeente, log in events(sessie):
        for day, soort, data in log:
            if HALF.contains(day) and soort in {"stap_begonnen", "heropend"} and data.get("stap"):
                began[int(str(data["stap"]))].add(casus)
    for name, row in table(monitor, "stappen").items():
        assert row["Begonnen"] == str(len(began[int(name[0])])), name


def test_besluiten_and_terugmeldingen_equal_a_count_in_sql(sessie: Sessie) -> None:
    monitor = sessie.monitoren.maak(HALF)
    counted = Counter(
        str(soort)
        for (soort,) in rows(
            sessie,
            "SELECT b.soort FROM besluit b JOIN agendapunt p ON p.id = b.agendapunt_id JOIN zitting z ON z.id = "
            "p.zitting_id WHERE z.soort = 'JBT' AND b.soort != '' AND z.afgezegd_op IS NULL "
            "AND z.datum BETWEEN :a AND :b",
            a=HALF.van,
            b=HALF.tot,
        )
    )
    labels = {c.label: c.code for c in sessie.context.lists["jbt_besluiten"]}
    found = table(monitor, "besluiten-jbt")
    assert {labels[name]: int(row["Deze periode"]) for name, row in found.items() if name in labels} == {
        code: counted[code] for code in labels.values()
    }
    assert counted.total() > 0
    query = "SELECT verwacht_op, ontvangen_op FROM terugmelding WHERE verwacht_op BETWEEN :a AND :b"
    due = rows(sessie, query, a=HALF.van, b=HALF.tot)
    late = sum(came is None and date.fromisoformat(str(day)) < VANDAAG for day, came in due)
    in_time = sum(came is not None and str(came) <= str(day) for day, came in due)
    back = table(monitor, "terugmeldingen")
    assert back["Verwacht"]["Deze periode"] == str(len(due))
    assert back["Op tijd ontvangen"]["Deze periode"] == str(in_time)
    assert back["Nog niet ontvangen, te laat"]["Deze periode"] == str(late)
    assert len(due) == sum(int(back[n]["Deze periode"]) for n in list(back)[1:5])


def test_doorlooptijden_are_those_of_the_page(sessie: Sessie) -> None:
    monitor = sessie.monitoren.maak(HALF)
    page = {u.code: u for u in sessie.doorlooptijden.table(HALF)}
    found = {**table(monitor, "doorlooptijden-ret"), **table(monitor, "doorlooptijden-jbt")}
    for name, row in found.items():
        uitkomst = page[name.split(" ")[0]]
        assert row["Zaken"] == str(uitkomst.cijfer.n)
        if uitkomst.cijfer.genoeg and uitkomst.cijfer.p50 is not None:
            assert row["De helft binnen"].split(" ")[0] == str(uitkomst.cijfer.p50)
        shown = next(r for t in monitor.tabellen if t.deel == "Doorlooptijden" for r in t.rijen if r.naam == name)
        ids = {z.casus_id or z.vtb_id for z in uitkomst.zaken}
        for cel in shown.cellen[1], shown.cellen[3], shown.cellen[4]:
            assert {*cel.casussen, *cel.vtbs} == ids, "each figure opens its zaken"
    assert any(u.cijfer.genoeg for u in page.values())
    named = {name.split(" ")[0] for name in table(monitor, "zaken")}
    assert named == {u.code for u in page.values() if u.zaken and not u.cijfer.genoeg}


def test_the_same_kluis_gives_the_same_bytes_and_a_meetmoment_keeps_them(sessie: Sessie) -> None:
    first, again = sessie.monitoren.maak(HALF), sessie.monitoren.maak(HALF)
    assert first.written() == again.written()
    number = sessie.monitoren.bevries(HALF)
    kept = sessie.monitoren.lees(number)
    assert kept.written() == first.written()
    assert kept.beelden == first.beelden
    assert {b.titel.split(" ")[0] for b in first.beelden} == {
        u.code for u in sessie.doorlooptijden.table(HALF) if u.cijfer.genoeg
    }
    assert sessie.monitoren.vergelijk(number).in_woorden == "Alles is nog zoals het toen is vastgelegd."
    sessie.casussen.add(
        NieuweCasus(
            voornaam="Nieuw",
            achternaam="Verzonnen",
            geboortedatum=date(2012, 1, 1),
            gemeente="0301",
            aanmelding=VANDAAG - timedelta(days=1),
            stap=5,
        )
    )
    assert sessie.monitoren.lees(number).written() == first.written(), "what is frozen stays"
    compared = sessie.monitoren.vergelijk(number)
    assert ("Wat kwam en wat ging", "Zutphen", "Erbij") in {(v.tabel, v.rij, v.kolom) for v in compared.verschillen}
    assert compared.definities == ()
    assert "definities zijn gelijk" in compared.in_woorden
    (moment,) = sessie.monitoren.momenten()
    assert (moment.id, moment.periode, moment.sha256) == (
        number,
        HALF.code,
        hashlib.sha256(first.written()).hexdigest(),
    )


def test_a_changed_norm_shows_as_a_change_of_definition(sessie: Sessie) -> None:
    number = sessie.monitoren.bevries(HALF)
    klok = next(k.klok for k in sessie.klokken.alle() if k.klok.code == "D3")
    sessie.klokken.publiceer(replace(klok, norm=22, geldig_vanaf=HALF.van, status=KlokStatus.INSTELLING))
    compared = sessie.monitoren.vergelijk(number)
    (changed,) = compared.definities
    assert changed.onderwerp == "Klok D3"
    assert "22 werkdagen" in changed.nu
    assert "gewijzigde definitie" in compared.in_woorden
    assert {v.waardoor for v in compared.verschillen} == {"definitie (Klok D3) of gegevens"}


def test_what_comes_from_a_definition_is_told_from_what_comes_from_the_data(sessie: Sessie) -> None:
    made = sessie.monitoren.maak(HALF)
    older = replace(
        made,
        tabellen=tuple(
            replace(t, rijen=tuple(replace(r, cellen=tuple(Cel("?") for _ in r.cellen)) for r in t.rijen))
            for t in made.tabellen
        ),
        definities=tuple(
            replace(d, tekst="anders") if d.onderwerp in {"Klok D5", "Sluitingsdagen", "Opschalingsmodel"} else d
            for d in made.definities
        ),
    )
    found = {v.rij.split(" ")[0]: v.definities for v in differences(older, made) if "vorige" not in v.rij}
    assert found["D5"] == ("Klok D5", "Sluitingsdagen")
    assert found["D3"] == ("Sluitingsdagen",)
    assert set(found["D1-4"]) == {
        "Opschalingsmodel",
        "Sluitingsdagen",
    }
    assert found["Regio"] == ("Opschalingsmodel",)


def test_another_version_of_the_program_is_said(sessie: Sessie, monkeypatch: pytest.MonkeyPatch) -> None:
    number = sessie.monitoren.bevries(HALF)
    monkeypatch.setattr("expertteam_app.services.monitoren.__version__", "9.9.9")
    compared = sessie.monitoren.vergelijk(number)
    assert [d.onderwerp for d in compared.definities] == ["Programma"]
    assert "andere versie van Expertteam" in compared.in_woorden


def test_a_meetmoment_is_never_taken_back_and_says_so(sessie: Sessie) -> None:
    number = sessie.monitoren.bevries(HALF)
    with pytest.raises(UserError) as refused:
        sessie.ongedaan.maak_ongedaan()
    assert "Een meetmoment blijft zoals het is vastgelegd" in str(refused.value) + str(refused.value.remedy)
    assert [m.id for m in sessie.monitoren.momenten()] == [number]


def test_bruto_stands_beside_netto_and_equals_a_count_of_the_events(sessie: Sessie) -> None:
    """D6 is in kalenderdagen from aanmelding to afgesloten: Kaplan-Meier by hand over the events themselves."""
    half = HALF.previous()
    seen: list[tuple[int, bool]] = []
    for _casus, _gemeente, log in events(sessie):
        began = next((d for d, s, _ in log if s == "aanmelding"), None)
        if began is not None and half.contains(began):
            end = next((d for d, s, _ in log if s == "afgesloten"), None)
            seen.append((((end or VANDAAG) - began).days, end is not None))
    left, reached = Fraction(1), {}
    for day in sorted({days for days, done in seen if done}):
        left *= 1 - Fraction(sum(d == day and done for d, done in seen), sum(d >= day for d, _ in seen))
        reached.update({part: day for part in (5, 8) if part not in reached and 1 - left >= Fraction(part, 10)})
    monitor = sessie.monitoren.maak(half)
    name = "D6 Aanmelding RET tot afgesloten"
    row, whole = table(monitor, "doorlooptijden-ret")[name], table(monitor, "bruto")[name]
    assert (row["Zaken"], row["Nog open"]) == (str(len(seen)), str(sum(not done for _, done in seen)))
    longest = max(days for days, _ in seen)
    assert (whole["Helft, bruto"], whole["80%, bruto"]) == tuple(
        str(reached.get(part, f"meer dan {longest}")) for part in (5, 8)
    )
    assert whole["Helft, netto"] == row["De helft binnen"].split(" (")[0]


def test_a_meetmoment_that_was_tampered_with_is_not_shown(sessie: Sessie) -> None:
    number = sessie.monitoren.bevries(HALF)
    with sessie.context.write("proef") as session:
        row = session.get(MeetmomentRow, number)
        assert row is not None
        row.inhoud = row.inhoud.replace(b"Erbij", b"Eraan")
    with pytest.raises(UserError, match="niet meer wat is vastgelegd"):
        sessie.monitoren.lees(number)


def test_an_empty_kluis_and_a_period_to_come(lege_sessie: Sessie) -> None:
    monitor = lege_sessie.monitoren.maak(HALF)
    assert table(monitor, "stroom")["Regio"] == dict.fromkeys(
        ("Open aan het begin", "Erbij", "Eruit", "Open aan het eind", "Erbij in vergeleken periode"), "0"
    )
    assert table(monitor, "doorlooptijden-ret") == {}
    assert lege_sessie.monitoren.bestanden(monitor)[f"monitor-{HALF.code}.pdf"].startswith(b"%PDF")
    with pytest.raises(UserError, match="nog niet begonnen"):
        lege_sessie.monitoren.maak(Periode(VANDAAG.year + 1, 1))


def test_the_files_say_what_the_tables_say_and_name_nobody(sessie: Sessie) -> None:
    monitor = sessie.monitoren.maak(HALF)
    files = sessie.monitoren.bestanden(monitor)
    assert files == sessie.monitoren.bestanden(monitor), "the same report, the same bytes"
    told = rows(sessie, "SELECT wie, wijziging FROM audit WHERE handeling = 'monitor opgeslagen buiten de kluis'")
    assert [who for who, _change in told] == [sessie.actor.naam] * 2, "each time is recorded"
    assert all(hashlib.sha256(content).hexdigest() in str(told[0]) for content in files.values())
    pdf, book = (files[f"monitor-{HALF.code}.{end}"] for end in ("pdf", "xlsx"))
    printed = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)
    for tabel in monitor.tabellen:
        assert tabel.titel in printed
    assert "alleen voor de eigen regio" in printed
    read = load_workbook(BytesIO(book))
    sheet = read["Wat kwam en wat ging"]
    assert [c.value for c in sheet[1]] == [
        "Gemeente",
        *next(t for t in monitor.tabellen if t.code == "stroom").kolommen,
    ]
    region = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "Regio")
    assert [str(v) for v in region[1:]] == list(table(monitor, "stroom")["Regio"].values())
    assert {row[0] for row in read[DEFINITIES].iter_rows(values_only=True)} >= {"Opschalingsmodel", "Klok D3"}
    assert not read.properties.creator
    names = {str(n) for (n,) in rows(sessie, "SELECT achternaam FROM jeugdige")}
    everything = printed + " ".join(str(v) for s in read for row in s.iter_rows(values_only=True) for v in row)
    assert not [name for name in names if name and name in everything]


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    risky = ("=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2", "12", "meer dan 3")
    monitor = Monitor(
        "2026-H1",
        "1e halfjaar 2026",
        "2e halfjaar 2025",
        VANDAAG,
        (
            MonitorTabel(
                "t",
                "d",
                "[Titel]:*?/\\ die heel erg lang is en niet past",
                "u",
                "k",
                risky,
                (Rij("=1", tuple(map(Cel, risky))),),
            ),
        ),
        (),
    )
    book = load_workbook(BytesIO(monitor_xlsx(monitor, "niet vastgelegd")))
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in values}
    assert [c.value for c in book.worksheets[1][2]][1:] == [
        f"'{risky[0]}",
        "'+1+1",
        "'@SUM(A1)",
        "-2",
        12,
        "meer dan 3",
    ]
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_the_written_form_reads_back_and_differences_are_found() -> None:
    def made(number: str, *more: Rij) -> Monitor:
        tabel = MonitorTabel("t", "d", "Titel", "u", "k", ("A",), (Rij("r", (Cel(number, (1, 2)),)), *more))
        return Monitor("2026-H1", "1e halfjaar 2026", "2e halfjaar 2025", VANDAAG, (tabel,), ())

    one = made("2")
    assert read_monitor(one.written(), one.defined()).written() == one.written()
    assert b"casussen" not in one.written()
    assert [(v.rij, v.toen, v.nu) for v in differences(one, made("3", Rij("s", (Cel("1"),))))] == [
        ("r", "2", "3"),
        ("s", "", "1"),
    ]


def test_rights(sessie: Sessie) -> None:
    reader = as_role(sessie, Rol.LEZER_CIJFERS)
    monitor = reader.monitoren.maak(HALF)
    with pytest.raises(NoRightError):
        reader.monitoren.bevries(HALF)
    with pytest.raises(NoRightError):
        reader.monitoren.bestanden(monitor)
