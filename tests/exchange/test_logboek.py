"""Reading a log of steps: rows that cannot be used are said, the rest is used; time zones, ties, werkdagen."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import KANTOOR, WETTELIJK
from expertteam_app.exchange.logboek import DAG, MISSING, OUT_OF_ORDER, Logboek, read_logboek

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def read(*rows: str, heading: str = "zaak,stap,tijdstip", eol: str = "\n") -> Logboek:
    return read_logboek(eol.join([heading, *rows]).encode(), NOW)


def steps(log: Logboek) -> dict[str, list[tuple[int, int, int]]]:
    """Per zaak moment, klok and step, in the order of the file."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    rows = log.rijen
    for zaak, *step in zip(*(c.tolist() for c in (rows.zaak, rows.moment, rows.klok, rows.stap)), strict=True):
        found.setdefault(log.zaken[zaak], []).append((step[0], step[1], step[2]))
    return found


def names(log: Logboek, zaak: str) -> list[str]:
    return [log.stappen[nr] for _, _, nr in steps(log)[zaak]]


def test_wrong_rows_are_said_with_their_line_and_the_rest_is_used() -> None:
    log = read(
        "a,aanmelding,2026-01-05T09:00:00",
        ",tafel,2026-01-06T09:00:00",
        "a,,2026-01-06T09:00:00",
        "a,tafel,",
        "a,tafel,gisteren",
        "a,tafel,2026-03-02T09:00:00",
        "a,tafel,1850-01-01",
        "a,tafel,2026-01-06T09:00:00+01:00",
        "a,besluit,2026-01-07T09:00:00",
        "a,tafel,2026-01-06T09:00:00",
    )
    assert [(f.regel, f.fout, f.overgeslagen) for f in log.fouten] == [
        (3, MISSING, True),
        (4, MISSING, True),
        (5, MISSING, True),
        (6, "het tijdstip is niet te lezen", True),
        (7, "het tijdstip ligt in de toekomst", True),
        (8, "het jaar ligt voor 1900", True),
        (9, "tijdstip met tijdzone; de rest heeft er geen", True),
        (11, OUT_OF_ORDER, False),
    ]
    assert names(log, "a") == ["aanmelding", "besluit", "tafel"], "as in the file; the order is settled by the times"
    assert list(steps(log)) == ["a"]


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_columns_by_name_in_any_order_with_any_separator(eol: str) -> None:
    log = read("x;2026-01-05 09:00;b", "y;5-1-2026 10:30;a", heading="Stap;Tijdstip;Zaak", eol=eol)
    assert not log.fouten
    assert {zaak: names(log, zaak) for zaak in steps(log)} == {"b": ["x"], "a": ["y"]}
    assert steps(log)["a"][0][0] - steps(log)["b"][0][0] == DAG * 1.5 // 24


def test_quotes_empty_lines_and_short_rows() -> None:
    log = read('a,"intake, thuis",2026-01-05', "", "a,tafel", 'a,"zegt ""nee""",2026-01-06')
    assert names(log, "a") == ["intake, thuis", 'zegt "nee"']
    assert [(f.regel, f.fout) for f in log.fouten] == [(4, MISSING)]


def test_instants_are_compared_not_clocks_on_the_wall() -> None:
    log = read("a,eerst,2026-01-05T10:00:00+01:00", "a,later,2026-01-05T09:30:00+00:00")
    assert not log.fouten
    (first, _, _), (second, _, _) = steps(log)["a"]
    assert second - first == 30 * 60 * 1_000_000


def test_werkdagen_skip_the_weekend_and_free_days() -> None:
    rows = b"zaak,stap,tijdstip\na,een,2026-04-02T12:00:00\na,twee,2026-04-07T12:00:00\na,drie,2026-04-11T18:00:00"
    log = read_logboek(rows, datetime(2026, 5, 1, tzinfo=UTC), WETTELIJK)
    klok = [k for _, k, _ in steps(log)["a"]]
    assert (klok[1] - klok[0]) / DAG == 1, "from Thursday to Tuesday over Goede Vrijdag and Pasen"
    assert (klok[2] - klok[1]) / DAG == 3.5, "half of Tuesday to the end of Friday; Saturday does not count"


@given(st.dates(date(2000, 1, 1), date(2025, 1, 1)), st.integers(0, 400))
def test_werkdagen_from_noon_to_noon_are_those_of_the_calendar(start: date, days: int) -> None:
    noon = datetime.combine(start, time(12))
    end = noon + timedelta(days=days)
    rows = f"zaak,stap,tijdstip\na,x,{noon.isoformat()}\na,y,{end.isoformat()}".encode()
    klok = [k for _, k, _ in steps(read_logboek(rows, NOW, KANTOOR))["a"]]
    whole = KANTOOR.days_between(noon.date(), end.date())
    edge = (KANTOOR.is_werkdag(noon.date()) - KANTOOR.is_werkdag(end.date())) / 2
    assert (klok[1] - klok[0]) / DAG == whole + edge


@pytest.mark.parametrize("missing", ["zaak", "stap", "tijdstip"])
def test_a_column_that_is_not_there_is_named(missing: str) -> None:
    heading = ",".join(name for name in ("zaak", "stap", "tijdstip") if name != missing)
    with pytest.raises(UserError, match=f"«{missing}»"):
        read("a,b", heading=heading)


def read_or_say(content: bytes) -> Logboek | str:
    try:
        return read_logboek(content, NOW)
    except UserError as said:
        return str(said)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_log_or_a_sentence(content: bytes) -> None:
    assert read_or_say(content)


@given(st.text(alphabet='zaakstp,;"\n\r\t0123456789-: é\0', max_size=200))
def test_any_text_below_a_heading_gives_a_log_or_a_sentence(body: str) -> None:
    found = read_or_say(f"zaak,stap,tijdstip\n{body}".encode())
    assert found
    if isinstance(found, Logboek):
        assert all(f.regel > 1 for f in found.fouten)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", ""]), st.sampled_from(["x", "y", "é", ""]), st.integers(0, 60))))
def test_a_file_with_quotation_marks_says_the_same(rows: list[tuple[str, str, int]]) -> None:
    cells = [(zaak, stap, f"2026-01-05T10:{minute:02d}" if minute < 60 else "x") for zaak, stap, minute in rows]
    plain = read(*(",".join(row) for row in cells))
    quoted = read(*(",".join(f'"{cell}"' for cell in row) for row in cells))
    assert (steps(quoted), quoted.fouten, quoted.tot) == (steps(plain), plain.fouten, plain.tot)
