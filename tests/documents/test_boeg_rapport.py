"""The BOEG report as an outsider gets it, attacked on the file itself (PRIVACY section 4, A7, A11, A12, A15, A16)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from expertteam_app.analysis.disclosure.report import ProtectedCell, ProtectedReport, Status
from expertteam_app.analysis.disclosure.spec import RapportSpec, TabelSpec
from expertteam_app.documents.boeg_kruis import VERBORGEN, cross
from expertteam_app.documents.boeg_rapport import (
    MEDIAANKLASSEN,
    BoegTekst,
    DoorlooptijdRegel,
    boeg_rapport_pdf,
    median_class,
    section_of,
)
from expertteam_app.documents.boeg_tabellen import percentage
from tests.anoniem import protect

Open = Callable[[bytes], Any]
"""The fixture `blad`: opens a PDF as a reader would (see conftest)."""

Records = Callable[[RapportSpec, int, int], list[dict[str, str | tuple[str, ...]]]]

SECTIONS = ("instroom", "opschalingsmodel", "oorzaken", "hiaten", "patronen", "uitkomsten")


@pytest.fixture(scope="module")
def pdf(boeg_report: ProtectedReport, boeg_tekst: BoegTekst) -> bytes:
    return boeg_rapport_pdf(boeg_report, boeg_tekst)


def small_spec(*tabellen: TabelSpec) -> RapportSpec:
    return RapportSpec(
        periode="2026-H1",
        tabellen=tabellen or (TabelSpec("uitkomst", "Uitkomst", ("uitkomst",), "alle jeugdigen"),),
        categorieen={"uitkomst": ("thuis", "pleeggezin", "gezinshuis", "elders"), "stap": ("een", "twee", "drie")},
    )


def people(**aantallen: int) -> list[dict[str, str | tuple[str, ...]]]:
    return [{"uitkomst": naam} for naam, aantal in aantallen.items() for _ in range(aantal)]


def test_the_sections_stand_in_the_agreed_order(blad: Open, pdf: bytes, boeg_tekst: BoegTekst) -> None:
    assert blad(pdf).outline == [
        "1. Periode en telwijze",
        "2. Instroom",
        "3. Inzet van het opschalingsmodel",
        "4. Doorlooptijden",
        "5. Oorzaken van vastlopen",
        "6. Hiaten in het zorgaanbod",
        "7. Patronen: kenmerken die samen voorkomen",
        "Wat mensen ervan vonden",
        "8. Voorgenomen uithuisplaatsingen",
        "9. Uitkomsten en opvolging",
        "10. Lessen en wat werkte",
        f"11. Vragen aan {boeg_tekst.naam_boeg}",
        "12. Verantwoording van de anonimisering",
    ]


def test_everything_that_was_written_stands_in_the_report(
    blad: Open, pdf: bytes, boeg_report: ProtectedReport, boeg_tekst: BoegTekst
) -> None:
    made = blad(pdf)
    written = [boeg_tekst.organisatie, boeg_tekst.naam_boeg, boeg_tekst.periode_label, "30 juni 2026"]
    written += [line for t in (boeg_tekst.duiding, boeg_tekst.lessen, boeg_tekst.vragen) for line in t.split("\n")]
    written += [r.omschrijving for r in boeg_tekst.doorlooptijden] + ["15 werkdagen", "te weinig zaken"]
    written += [t.titel for t in boeg_report.tabellen] + list(boeg_report.telwijze)
    written += [c for t in boeg_report.tabellen if len(t.dimensies) == 1 for c in t.categorieen[0]]
    assert [text for text in written if not made.holds(text)] == []


def test_every_visible_number_of_a_table_is_printed_beside_its_label(
    blad: Open, pdf: bytes, boeg_report: ProtectedReport
) -> None:
    made = blad(pdf)
    for tabel in (t for t in boeg_report.tabellen if len(t.dimensies) == 1):
        for cel in tabel.cellen:
            if cel.aantal is not None:
                assert made.holds(f"{cel.dims[0]}{cel.aantal}"), cel


def test_a_hidden_number_is_one_sign_with_one_legend(blad: Open, boeg_tekst: BoegTekst) -> None:
    report = protect(small_spec(), people(thuis=40, pleeggezin=30, gezinshuis=3, elders=2))
    made = blad(boeg_rapport_pdf(report, boeg_tekst))
    assert made.holds(f"gezinshuis{VERBORGEN}")
    assert made.holds(f"elders{VERBORGEN}")
    assert made.text.count("betekent:ditaantalisverborgen") == 1


def test_every_percentage_follows_from_two_printed_numbers(
    blad: Open, pdf: bytes, boeg_report: ProtectedReport
) -> None:
    """A3: what is printed already is all that a percentage can tell; those below 50 go in steps of 5."""
    told = re.findall(r"(\d+)%", blad(pdf).text)
    assert told
    possible: set[int] = set()
    for tabel in (t for t in boeg_report.tabellen if len(t.dimensies) == 1 and not t.zonder_totaal):
        whole = tabel.cell("Totaal").aantal
        numbers = [c.aantal for c in tabel.cellen if c.aantal is not None]
        possible |= {round(100 * n / whole + 1e-9) for n in numbers} if whole else set()
    # The text runs the count and its percentage together: the percentage is how it ends.
    assert all(any(int(digits[i:]) in possible for i in range(len(digits))) for digits in told)


@pytest.mark.parametrize(
    ("aantal", "totaal", "says"),
    [(10, 30, "35%"), (15, 30, "50%"), (20, 60, "33%"), (30, 30, "100%"), (10, None, ""), (None, 60, "")],
)
def test_a_percentage_is_coarse_when_the_total_is_small(aantal: int | None, totaal: int | None, says: str) -> None:
    status = Status.VERBORGEN if aantal is None else Status.WAARDE
    assert percentage(ProtectedCell(("x",), aantal, status), totaal) == says


def test_a_true_count_is_nowhere_in_the_file(blad: Open, boeg_tekst: BoegTekst) -> None:
    report = protect(small_spec(), people(thuis=1237, pleeggezin=1643, gezinshuis=2318, elders=6))
    made = blad(boeg_rapport_pdf(report, boeg_tekst))
    assert made.holds("thuis1235")
    for true_count in ("1237", "1643", "2318", "5204", "5198"):
        assert true_count not in made.text
        for coded in (true_count.encode(), true_count.encode("utf-16-be"), true_count.encode().hex().encode()):
            assert not re.search(rb"(?<![0-9a-fA-F.])" + re.escape(coded) + rb"(?![0-9a-fA-F.])", made.streams)


def test_two_registers_that_protect_alike_give_the_same_file(boeg_tekst: BoegTekst) -> None:
    # Hidden: gezinshuis 0 against 7, elders 7 against 0; the visible counts round to the same numbers.
    one = protect(small_spec(), people(thuis=40, pleeggezin=30, gezinshuis=0, elders=7))
    other = protect(small_spec(), people(thuis=41, pleeggezin=29, gezinshuis=7, elders=0))
    assert one == other
    assert boeg_rapport_pdf(one, boeg_tekst) == boeg_rapport_pdf(other, boeg_tekst)
    third = protect(small_spec(), people(thuis=45, pleeggezin=29, gezinshuis=7, elders=0))
    assert boeg_rapport_pdf(third, boeg_tekst) != boeg_rapport_pdf(one, boeg_tekst)


def test_the_order_of_the_register_does_not_show(
    boeg_spec: RapportSpec, records_of: Records, boeg_tekst: BoegTekst, pdf: bytes
) -> None:
    turned = protect(boeg_spec, list(reversed(records_of(boeg_spec, 400, 7))))
    assert boeg_rapport_pdf(turned, boeg_tekst) == pdf


def test_a_bar_is_as_long_as_the_printed_number(blad: Open, pdf: bytes, boeg_report: ProtectedReport) -> None:
    bars = [bar for _, bar in blad(pdf).bars()]
    printed = [
        [c.aantal for c in tabel.cellen[:-1] if c.aantal is not None]
        for tabel in sorted(
            (t for t in boeg_report.tabellen if len(t.dimensies) == 1), key=lambda t: SECTIONS.index(section_of(t))
        )
    ]
    assert len(bars) == sum(map(len, printed))
    widest = max(bar.width for bar in bars)
    for numbers in printed:
        drawn, bars = bars[: len(numbers)], bars[len(numbers) :]
        for number, bar in zip(numbers, drawn, strict=True):
            assert abs(bar.width / widest * max(numbers) - number) < 0.5


def test_a_hidden_number_has_no_bar(blad: Open, boeg_tekst: BoegTekst) -> None:
    report = protect(small_spec(), people(thuis=40, pleeggezin=30, gezinshuis=3, elders=2))
    assert len(list(blad(boeg_rapport_pdf(report, boeg_tekst)).bars())) == 2


def test_metadata_and_outline_tell_nothing_but_the_period(blad: Open, pdf: bytes, boeg_tekst: BoegTekst) -> None:
    info = {key: str(value) for key, value in blad(pdf).reader.metadata.items()}
    assert info["/Title"] == "Reflectierapport BOEG 2026-H1"
    assert info["/Author"] == boeg_tekst.organisatie
    assert info["/CreationDate"] == info["/ModDate"] == "D:20260630000000Z"
    canary = replace(boeg_tekst, duiding="Zwaluwenstaart", lessen="Zwaluwenstaart", vragen="Zwaluwenstaart")
    report = protect(small_spec(), people(thuis=40, pleeggezin=30))
    made = blad(boeg_rapport_pdf(report, canary))
    assert made.text.count("Zwaluwenstaart") == 3
    seen = " ".join([*map(str, made.reader.metadata.values()), *made.outline])
    assert "Zwaluwenstaart" not in seen


def test_an_exercise_is_marked_on_every_page_and_a_real_report_on_none(
    blad: Open, pdf: bytes, boeg_report: ProtectedReport, boeg_tekst: BoegTekst
) -> None:
    assert all("OEFENING" in page for page in blad(pdf).pages)
    real = boeg_rapport_pdf(boeg_report, replace(boeg_tekst, oefening=False))
    assert "OEFENING" not in blad(real).text


@pytest.mark.parametrize("aantal", [0, 60, 400, 5000])
def test_tables_of_any_size_stay_on_the_paper(
    blad: Open, boeg_spec: RapportSpec, records_of: Records, boeg_tekst: BoegTekst, aantal: int
) -> None:
    report = protect(boeg_spec, records_of(boeg_spec, aantal, 3))
    made = blad(boeg_rapport_pdf(report, replace(boeg_tekst, oefening=False)))
    for _, page, c in made.characters():
        assert c.x0 > 60
        assert c.x1 < page.width - 60
        assert c.y0 > 20
    lying = [page for page in made.reader.pages if page.mediabox.width > page.mediabox.height]
    assert bool(lying) == (aantal == 5000)


def test_a_wide_cross_table_prints_every_visible_number_once(
    blad: Open, boeg_spec: RapportSpec, records_of: Records, boeg_tekst: BoegTekst
) -> None:
    naam = "zorgvorm-oorzaak"
    spec = replace(boeg_spec, tabellen=tuple(t for t in boeg_spec.tabellen if t.naam == naam))
    report = protect(spec, records_of(spec, 5000, 3))
    pages = blad(boeg_rapport_pdf(report, boeg_tekst)).reader.pages
    lying = "\n".join(p.extract_text() for p in pages if p.mediabox.width > p.mediabox.height)
    table_text = lying.split("Kolommen:")[0]
    kruis = cross(report.table(naam))
    expected = Counter(
        str(n) for (row, column), n in kruis.waarden.items() if row in kruis.rijen and column in kruis.kolommen
    )
    found = Counter(re.findall(r"(?<![\w-])\d+(?![\w+-])", table_text))
    assert expected - found == Counter()


def test_a_cross_table_keeps_every_visible_number(boeg_report: ProtectedReport) -> None:
    for tabel in (t for t in boeg_report.tabellen if len(t.dimensies) == 2):
        kruis = cross(tabel)
        assert set(kruis.rijen) | set(kruis.weg_rijen) == {*tabel.categorieen[0], "Totaal"} or (
            set(kruis.rijen) | set(kruis.weg_rijen) == {*tabel.categorieen[1], "Totaal"}
        )
        left_out = {pair for pair in kruis.waarden if pair[0] in kruis.weg_rijen or pair[1] in kruis.weg_kolommen}
        assert all("Totaal" in pair for pair in left_out)


def test_totals_of_left_out_rows_stand_under_the_table(blad: Open, boeg_tekst: BoegTekst) -> None:
    tabel = TabelSpec("stap-uitkomst", "Stap en uitkomst", ("stap", "uitkomst"), "alle jeugdigen")
    records = [
        {"stap": s, "uitkomst": u}
        for s, u, n in (
            ("een", "thuis", 30),
            ("een", "pleeggezin", 30),
            ("een", "gezinshuis", 30),
            ("een", "elders", 30),
            ("twee", "pleeggezin", 7),
            ("twee", "elders", 7),
            ("twee", "thuis", 6),
            ("drie", "pleeggezin", 3),
        )
        for _ in range(n)
    ]
    made = blad(boeg_rapport_pdf(protect(small_spec(tabel), records), boeg_tekst))
    assert made.holds("Alleen het totaal is zichtbaar (stap): twee (20).")
    assert made.holds("Geheel verborgen (stap): drie.")


def test_a_cross_table_without_a_visible_number_says_so(blad: Open, boeg_tekst: BoegTekst) -> None:
    tabel = TabelSpec("stap-uitkomst", "Stap en uitkomst", ("stap", "uitkomst"), "alle jeugdigen")
    records = [{"stap": s, "uitkomst": u} for s in ("een", "twee") for u in ("thuis", "elders") for _ in range(3)]
    made = blad(boeg_rapport_pdf(protect(small_spec(tabel), records), boeg_tekst))
    assert made.holds("Alle aantallen binnen deze kruistabel zijn verborgen.")


def test_a_table_of_three_dimensions_lists_what_is_visible(blad: Open, boeg_tekst: BoegTekst) -> None:
    tabel = TabelSpec("drie", "Drie kenmerken", ("stap", "uitkomst", "leeftijd"), "alle jeugdigen")
    spec = RapportSpec(
        periode="2026",
        tabellen=(tabel,),
        categorieen={"uitkomst": ("thuis", "elders"), "stap": ("een", "twee"), "leeftijd": ("jong", "oud")},
    )
    records = [
        {"stap": s, "uitkomst": u, "leeftijd": a}
        for s in ("een", "twee")
        for u in ("thuis", "elders")
        for a in ("jong", "oud")
    ] * 12
    made = blad(boeg_rapport_pdf(protect(spec, records), boeg_tekst))
    assert made.holds("een thuis jong 10")
    assert made.holds("Combinaties die hier niet staan, zijn verborgen.")


def test_a_group_of_categories_is_printed_too(blad: Open, boeg_tekst: BoegTekst) -> None:
    spec = replace(small_spec(), hierarchie={"uitkomst": {"uit huis": ("pleeggezin", "gezinshuis")}})
    report = protect(spec, people(thuis=40, pleeggezin=20, gezinshuis=15, elders=12))
    assert blad(boeg_rapport_pdf(report, boeg_tekst)).holds("uit huis35")


def test_empty_texts_leave_a_plain_sentence(blad: Open, boeg_tekst: BoegTekst) -> None:
    bare = replace(boeg_tekst, duiding="", lessen=" ", vragen="", doorlooptijden=())
    made = blad(boeg_rapport_pdf(protect(small_spec(), people(thuis=40)), bare))
    assert made.text.count("Hierover is voor deze periode niets opgeschreven.".replace(" ", "")) == 2
    assert made.holds("Over deze periode zijn geen doorlooptijden opgenomen.")
    assert "Duiding" not in made.text


@pytest.mark.parametrize(
    ("weken", "klasse"),
    [(0, 0), (2, 0), (2.1, 1), (4, 1), (8, 2), (8.5, 3), (13, 3), (26, 4), (26.1, 5), (300, 5)],
)
def test_a_median_leaves_as_a_class(weken: float, klasse: int) -> None:
    assert median_class(weken) == MEDIAANKLASSEN[klasse]


def test_a_median_in_figures_is_refused() -> None:
    with pytest.raises(ValueError, match="klasse"):
        DoorlooptijdRegel("aanmelding – zitting", "23 dagen")


@pytest.mark.parametrize("dag", [date(2026, 6, 29), date(2026, 3, 31), date(2026, 1, 1)])
def test_a_peildatum_finer_than_a_half_year_is_refused(boeg_tekst: BoegTekst, dag: date) -> None:
    with pytest.raises(ValueError, match="halfjaar"):
        replace(boeg_tekst, peildatum=dag)
