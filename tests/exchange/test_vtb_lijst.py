"""What the VTB list of the JBT says is read, doubted or kept out; never guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from expertteam_app.exchange.voorstel import ImportVoorstel, JbtRij, Twijfel

MORGEN = date(2026, 11, 23)
Lees = Callable[..., ImportVoorstel]
Maak = Callable[..., bytes]


def one(voorstel: ImportVoorstel) -> JbtRij:
    (row,) = voorstel.jbt_rijen
    return row


def doubt(voorstel: ImportVoorstel, veld: str) -> Twijfel:
    (found,) = [t for t in voorstel.twijfel if t.veld == veld]
    return found


def test_a_good_row_is_read_without_a_doubt(lees_jbt: Lees) -> None:
    voorstel = lees_jbt({})
    assert (voorstel.twijfel, voorstel.dubbel, voorstel.quarantaine) == ((), (), ())
    row = one(voorstel)
    assert row.kind is not None
    assert row.kind.weergave == "Bo van Verzinsel"
    assert (row.vtb_nummer, row.gezinsnaam, row.besluit) == ("VTB-001", "van Verzinsel", "drang")
    assert (row.mdo, row.netwerk, row.netwerk_toelichting) == (True, True, "opa")


@pytest.mark.parametrize(
    ("cells", "veld"),
    [
        ({"gemeente": "Ermelo"}, "gemeente"),
        ({"geb.": "30-2-2015"}, "geboortedatum"),
        ({"VTB binnen": MORGEN}, "ontvangen"),
        ({"VTB binnen": "32-1-2026"}, "ontvangen"),
        ({"consult VT": "2026-14-01"}, "consultatie_vt"),
        ({"datum tafel": "31-1-2026"}, "tafel"),
        ({"datum tafel": "1-2-2010", "VTB binnen": None}, "tafel"),
        ({"VTO naar RvdK": "=N2+3"}, "vto"),
        ({"terugmelding": "31-4-2026"}, "terugmelding"),
        ({"kind": None, "geb.": None}, "kind"),
    ],
)
def test_what_cannot_be_true_is_kept_out(lees_jbt: Lees, cells: dict[str, object], veld: str) -> None:
    voorstel = lees_jbt(cells)
    assert voorstel.gelezen == ()
    (out,) = voorstel.quarantaine
    assert veld in {reden.veld for reden in out.redenen}
    assert all(reden.remedy for reden in out.redenen)


@pytest.mark.parametrize(
    ("cells", "veld", "words"),
    [
        ({"consult VT": None}, "consultatie_vt", "zonder consultatie van Veilig Thuis"),
        ({"consult VT": "nee"}, "consultatie_vt", "zonder consultatie van Veilig Thuis"),
        ({"consult GI": "n.v.t."}, "consultatie_gi", "zonder consultatie van de GI"),
        ({"consult GI": "ja"}, "consultatie_gi", "zonder datum telt de consultatie niet"),
        ({"consult GI": "13-2-2026"}, "consultatie_gi", "ligt na de tafel"),
        ({"terugmelding": MORGEN}, "terugmelding", "geplande datum"),
        ({"terugmelding": "11-2-2026"}, "terugmelding", "vóór de tafel"),
        ({"datum tafel": MORGEN, "terugmelding": None}, "tafel", "nog niet geweest"),
        ({"datum tafel": None}, "tafel", "geen datum van de tafel"),
        ({"VTB binnen": None}, "ontvangen", "ontbreekt"),
        ({"geb.": None}, "geboortedatum", "ontbreekt"),
        ({"geb.": "12-2-2008"}, "geboortedatum", "18 jaar of ouder"),
        ({"geb.": "5-2-2026"}, "ontvangen", "ongeboren"),
        ({"VTO naar RvdK": "20-2-2026"}, "vto", "geen raadsonderzoek"),
        ({"uitkomst raad": "Maatregel opgelegd"}, "vto", "datum van het VTO ontbreekt"),
        ({"besluit": "overleg thuis"}, "besluit", "niet in de lijst"),
        ({"MDO": "deels"}, "mdo", "kies"),
        ({"netwerk betrokken": "volgt later"}, "netwerk", "kies"),
    ],
)
def test_what_is_odd_is_kept_and_doubted(lees_jbt: Lees, cells: dict[str, object], veld: str, words: str) -> None:
    voorstel = lees_jbt(cells)
    assert len(voorstel.gelezen) == 1
    assert words in doubt(voorstel, veld).reden


@pytest.mark.parametrize(
    ("cell", "netwerk", "toelichting"),
    [
        ("ja", True, None),
        ("Nee", False, None),
        (None, None, None),
        ("n.v.t.", None, None),
        ("opa", True, "opa"),
        ("opa en oma", True, "opa en oma"),
        ("ja, tante", True, "ja, tante"),
        ("nee, wil niet", False, "nee, wil niet"),
        (True, True, None),
    ],
)
def test_a_relative_that_is_named_takes_part(
    lees_jbt: Lees,
    cell: object,
    netwerk: bool | None,  # noqa: FBT001 - a value of the table
    toelichting: str | None,
) -> None:
    row = one(lees_jbt({"netwerk betrokken": cell}))
    assert (row.netwerk, row.netwerk_toelichting) == (netwerk, toelichting)


@pytest.mark.parametrize(
    ("cell", "mdo"), [("ja", True), ("nee", False), (None, None), ("3-2-2026", True), (date(2026, 2, 3), True)]
)
def test_an_mdo_with_a_date_was_held(lees_jbt: Lees, cell: object, mdo: bool | None) -> None:  # noqa: FBT001 - idem
    assert one(lees_jbt({"MDO": cell})).mdo is mdo


@pytest.mark.parametrize(
    ("gezin", "kind", "weergave"),
    [
        ("van 't Verzinsel", "Bo", "Bo van 't Verzinsel"),
        ("VERZINSEL, VAN", "BO", "Bo van Verzinsel"),
        (None, "Bo van Verzinsel", "Bo van Verzinsel"),
        ("Bedacht", "Bo van Verzinsel", "Bo van Verzinsel"),
        ("El Bedacht", "Bo", "Bo El Bedacht"),
    ],
)
def test_the_child_bears_the_name_of_the_gezin_or_its_own(
    lees_jbt: Lees, gezin: str | None, kind: str, weergave: str
) -> None:
    naam = one(lees_jbt({"gezin": gezin, "kind": kind})).kind
    assert naam is not None
    assert naam.weergave == weergave


def test_rows_of_one_vtb_that_contradict_each_other_are_doubted(lees_jbt: Lees) -> None:
    voorstel = lees_jbt({}, {"kind": "Mo", "geb.": "2-2-2017", "gemeente": "Lochem", "datum tafel": "13-2-2026"})
    assert {(t.rij, t.veld) for t in voorstel.twijfel} == {(3, "gemeente"), (3, "tafel")}
    assert all("regel 2" in t.reden for t in voorstel.twijfel)


def test_the_same_child_twice_is_a_double_and_a_sibling_is_not(lees_jbt: Lees) -> None:
    voorstel = lees_jbt({}, {"kind": "Mo", "geb.": "2-2-2017"}, {"kind": "BO", "gezin": "VERZINSEL, VAN"})
    assert [(d.rij, d.lijkt_op, d.zekerheid) for d in voorstel.dubbel] == [(4, 2, "Waarschijnlijk")]


def test_a_planned_table_without_a_besluit_is_no_doubt(lees_jbt: Lees) -> None:
    voorstel = lees_jbt({"datum tafel": MORGEN, "besluit": None, "terugmelding": None, "consult VT": None})
    assert voorstel.twijfel == ()
    assert one(voorstel).tafel == MORGEN


def test_a_child_of_which_only_the_year_of_birth_is_written(lees_jbt: Lees) -> None:
    voorstel = lees_jbt({"geb.": 2015}, {"geb.": "2027", "kind": "Ander"}, {"geb.": "2026-03", "kind": "Derde"})
    assert [(r.rij, r.geboortedatum, r.geboortejaar) for r in voorstel.jbt_rijen] == [(2, None, "2015")]
    assert [q.rij for q in voorstel.quarantaine] == [3, 4]
    assert "vóór de geboorte" in str(voorstel.quarantaine[1].redenen[0])
