"""Whatever stands in the cells: only a `UserError` comes out, and nothing impossible is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from expertteam_app.domain.codelijst import Codelijst
from expertteam_app.domain.errors import UserError
from expertteam_app.exchange.casuslijst import read_ret
from expertteam_app.exchange.voorstel import ImportVoorstel
from expertteam_app.exchange.vtb_lijst import read_jbt

PEILDATUM = date(2026, 11, 22)
Lees = Callable[..., ImportVoorstel]

WORDS = st.sampled_from(
    [
        "Fien Verzonnen",
        "Berg, van den",
        "v.d.",
        "Apeldoorn",
        "Epe/Heerde",
        "Deventer",
        "RET",
        "stap 9",
        "18-/18+",
        "gezinshuis",
        "wachtlijst; ?",
        "UHP",
        "loopt nog",
        "31-02-2012",
        "45-13-2025",
        "03/25/2025",
        "=1+1",
        "@regio",
        "Totaal",
        "naam",
        "111222333",
        "nee",
        "opa",
        "VTB-001",
        "-",
        "???",
        "1e999",
        "٣-٣-٢٠١٢",
    ]
)
PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=20
)
CELLS = st.one_of(
    st.none(),
    WORDS,
    PLAIN,
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2200, 1, 1)),
    st.datetimes(datetime(1900, 3, 1), datetime(2200, 1, 1)),  # noqa: DTZ001 - a spreadsheet knows no time zone
    st.times().map(lambda moment: time(moment.hour, moment.minute)),
    st.timedeltas(timedelta(0), timedelta(days=400)),
)
NEAR_DATES = st.dates(date(2000, 1, 1), date(2028, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [day, f"{day.day}-{day.month}-{day.year}", f"{day.day}/{day.month}/{day.year % 100:02}"]
    )
)
VALUES = CELLS | NEAR_DATES


def spoiled(kop: tuple[str, ...]) -> st.SearchStrategy[list[dict[str, object]]]:
    """A few good rows in which some cells hold anything."""
    cells: st.SearchStrategy[dict[str, object]] = st.dictionaries(st.sampled_from(kop), VALUES, max_size=5)
    return st.lists(cells, min_size=1, max_size=4)


def check_ret(voorstel: ImportVoorstel, lijsten: dict[str, Codelijst]) -> None:
    for row in voorstel.ret_rijen:
        assert row.naam is not None or row.geboortedatum is not None
        assert row.stap is None or 1 <= row.stap <= 6
        assert row.gemeente is None or lijsten["gemeenten"].get(row.gemeente.code)
        assert row.zorgvorm is None or lijsten["zorgvormen"].get(row.zorgvorm)
        assert row.uitkomst is None or lijsten["uitkomsten"].get(row.uitkomst)
        assert all(lijsten["oorzaken"].get(code) for code in row.oorzaken)
        assert row.aanmelding is None or row.aanmelding <= PEILDATUM
        assert row.afgesloten is None or row.afgesloten <= PEILDATUM
        assert row.bsn is None
        days = [d for d in (row.geboortedatum, row.aanmelding, row.afgesloten) if d]
        assert days == sorted(days)
        assert row.geboortedatum is None or row.eerste_overleg is None or row.geboortedatum <= row.eerste_overleg


def check_jbt(voorstel: ImportVoorstel, lijsten: dict[str, Codelijst]) -> None:
    for row in voorstel.jbt_rijen:
        assert row.kind is not None or row.geboortedatum is not None
        assert row.gemeente is None or lijsten["gemeenten"].get(row.gemeente.code)
        assert row.besluit is None or lijsten["jbt_besluiten"].get(row.besluit)
        assert row.raad_resultaat is None or lijsten["raad_resultaat"].get(row.raad_resultaat)
        assert row.ontvangen is None or row.ontvangen <= PEILDATUM
        assert row.ontvangen is None or row.tafel is None or row.ontvangen <= row.tafel


def check_all(voorstel: ImportVoorstel) -> None:
    read = {row.rij for row in voorstel.gelezen}
    out = {q.rij for q in voorstel.quarantaine}
    assert not read & out
    assert {t.rij for t in voorstel.twijfel} <= read
    assert {d.rij for d in voorstel.dubbel} <= read
    assert all(q.redenen for q in voorstel.quarantaine)
    voorstel.to_json()


@given(data=st.data())
@settings(max_examples=80)
def test_any_cells_in_a_casuslijst(
    lees_ret: Lees, lijsten: dict[str, Codelijst], ret_kop: tuple[str, ...], data: st.DataObject
) -> None:
    voorstel = lees_ret(*data.draw(spoiled(ret_kop)))
    check_ret(voorstel, lijsten)
    check_all(voorstel)


@given(data=st.data())
@settings(max_examples=80)
def test_any_cells_in_a_vtb_list(
    lees_jbt: Lees, lijsten: dict[str, Codelijst], jbt_kop: tuple[str, ...], data: st.DataObject
) -> None:
    voorstel = lees_jbt(*data.draw(spoiled(jbt_kop)))
    check_jbt(voorstel, lijsten)
    check_all(voorstel)


@given(rows=st.lists(st.lists(WORDS | PLAIN | st.just("gemeente"), max_size=8), max_size=8))
@settings(max_examples=80)
def test_any_sheet_is_read_or_refused_with_a_remedy(lijsten: dict[str, Codelijst], rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    for read, check in ((read_ret, check_ret), (read_jbt, check_jbt)):
        try:
            voorstel = read(text.getvalue().encode(), "x.csv", lijsten, peildatum=PEILDATUM)
        except UserError as refused:
            assert refused.remedy  # noqa: PT017 - refusing is one of two good outcomes
        else:
            check(voorstel, lijsten)
            check_all(voorstel)
