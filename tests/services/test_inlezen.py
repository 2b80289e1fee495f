from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import Cancelled, UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.services.inlezen import Keuzes, default_choices
from expertteam_app.services.sessie import Sessie

KOP = ("nr", "naam jeugdige", "geb. datum", "gemeente", "datum aanmelding", "stap nu", "eerste RET overleg")
REST = ("gezochte hulp", "waarom vast", "uitkomst", "datum afgesloten", "opmerkingen")


def lijst(rows: int, start: int = 0) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow((*KOP, *REST))
    for i in range(start, start + rows):
        name = f"Kind{i} Fictief{i % 97}-{i}"
        born, reported = f"{1 + i % 28}-{1 + i % 12}-{2008 + i % 12}", f"{1 + i % 28}-{1 + i % 9}-2026"
        row = (i, name, born, "Epe", reported, "RET", "", "gezinshuis", "wachtlijst; geen regie", "", "", "=1+1")
        writer.writerow(row)
    return out.getvalue().encode()


def test_the_lists_of_a_secretariat_come_in_whole_and_only_once(lege_sessie: Sessie, voorbeeld: Path) -> None:
    s = lege_sessie
    for soort, naam, expected in (("RET", "casuslijst-RET.xlsx", 96), ("JBT", "vtb-lijst-JBT.xlsx", 98)):
        content = (voorbeeld / naam).read_bytes()
        voorstel = s.inlezen.proef(soort, content, naam)
        assert s.inlezen.partijen() == [] or soort == "JBT", "a dry run stores nothing"
        assert s.inlezen.neem_over(voorstel).aantal == expected
        again = s.inlezen.proef(soort, content, naam)
        assert len(again.dubbel) >= expected
        assert s.inlezen.count_new(again, default_choices(again)) == 0
        with pytest.raises(UserError, match="niets nieuws"):
            s.inlezen.neem_over(again)
        # Also when the user says nothing need be skipped, the same row never comes in twice.
        doubles = len(voorstel.gelezen) - expected
        assert s.inlezen.count_new(again, Keuzes()) == doubles
    assert len(s.casussen.find(CasusFilter(status="alle"))) == 96
    assert len(s.vtbs.all()) == 48
    assert s.beheer.controle() == ()


def test_a_batch_can_be_undone_whole(lege_sessie: Sessie, voorbeeld: Path) -> None:
    s = lege_sessie
    before = s.doorlooptijden.table(Periode.parse("2025-H2"))
    for soort, naam in (("RET", "casuslijst-RET.xlsx"), ("JBT", "vtb-lijst-JBT.xlsx")):
        s.inlezen.neem_over(s.inlezen.proef(soort, (voorbeeld / naam).read_bytes(), naam))
    assert s.doorlooptijden.table(Periode.parse("2025-H2")) != before
    for partij in s.inlezen.partijen():
        s.inlezen.ongedaan(partij.id)
    assert s.doorlooptijden.table(Periode.parse("2025-H2")) == before
    assert s.casussen.find(CasusFilter(status="alle")) == []
    assert s.vtbs.all() == []
    assert s.zittingen.all() == []
    with pytest.raises(UserError, match="al ongedaan"):
        s.inlezen.ongedaan(1)
    content = (voorbeeld / "casuslijst-RET.xlsx").read_bytes()
    assert s.inlezen.neem_over(s.inlezen.proef("RET", content, "a.xlsx")).aantal == 96
    assert s.beheer.controle() == ()


def _note(s: Sessie, casus: int) -> None:
    s.casussen.notitie(casus, s.context.vandaag(), "gebeld")


def _field(s: Sessie, casus: int) -> None:
    s.casussen.change(casus, "vraag", "Hoe verder?")


def _actie(s: Sessie, casus: int) -> None:
    s.codering.add_actie("Bellen", "", None, casus_id=casus)


def _name(s: Sessie, casus: int) -> None:
    s.casussen.change(casus, "voornaam", "Anders")


@pytest.mark.parametrize("act", [_note, _field, _actie, _name])
def test_undo_refuses_to_throw_away_work_done_since(lege_sessie: Sessie, act: Callable[[Sessie, int], None]) -> None:
    s = lege_sessie
    partij = s.inlezen.neem_over(s.inlezen.proef("RET", lijst(3), "lijst.csv"))
    casus = s.casussen.find(CasusFilter(status="alle"))[0]
    act(s, casus)
    with pytest.raises(UserError, match=s.casussen.dossier(casus).nummer):
        s.inlezen.ongedaan(partij.id)
    assert len(s.casussen.find(CasusFilter(status="alle"))) == 3


def test_looking_at_a_casus_or_saving_it_is_no_work(lege_sessie: Sessie, tmp_path: Path) -> None:
    s = lege_sessie
    partij = s.inlezen.neem_over(s.inlezen.proef("RET", lijst(3), "lijst.csv"))
    casus = s.casussen.find(CasusFilter(status="alle"))[0]
    s.inzages.casus(casus)
    s.uitvoer.schrijf({"x.pdf": b"x"}, tmp_path / "uit", "genogram", ("casus", casus))
    s.inlezen.ongedaan(partij.id)
    assert s.casussen.find(CasusFilter(status="alle")) == []


def test_choices_of_the_user_are_followed(lege_sessie: Sessie) -> None:
    s = lege_sessie
    voorstel = s.inlezen.proef("RET", lijst(3), "lijst.csv")
    rows = [r.rij for r in voorstel.gelezen]
    choices = Keuzes(frozenset({rows[0]}), {(rows[1], "zorgvorm"): "dagbehandeling", (rows[2], "zorgvorm"): None})
    assert s.inlezen.neem_over(voorstel, choices).aantal == 2
    found = s.casussen.rows(s.casussen.find(CasusFilter(status="alle")))
    assert {r.zorgvorm for r in found} == {"dagbehandeling", None}


def test_stopping_halfway_leaves_nothing(lege_sessie: Sessie) -> None:
    s = lege_sessie

    def stop(done: int, total: int) -> None:
        if done >= total // 2:
            raise Cancelled

    content = lijst(600)
    with pytest.raises(Cancelled):
        s.inlezen.proef("RET", content, "lijst.csv", progress=stop)
    voorstel = s.inlezen.proef("RET", content, "lijst.csv")
    with pytest.raises(Cancelled):
        s.inlezen.neem_over(voorstel, progress=stop)
    assert s.casussen.find(CasusFilter(status="alle")) == []
    assert s.inlezen.partijen() == []
    assert s.beheer.controle() == ()


def test_a_formula_stays_the_text_it_is(lege_sessie: Sessie) -> None:
    s = lege_sessie
    s.inlezen.neem_over(s.inlezen.proef("RET", lijst(1), "lijst.csv"))
    casus = s.casussen.find(CasusFilter(status="alle"))[0]
    assert s.casussen.dossier(casus).opmerking == "=1+1"


def test_the_dates_an_import_infers_are_marked(lege_sessie: Sessie) -> None:
    s = lege_sessie
    s.inlezen.neem_over(s.inlezen.proef("RET", lijst(1), "lijst.csv"))
    casus = s.casussen.dossier(s.casussen.find(CasusFilter(status="alle"))[0])
    assert [v.afgeleid for v in casus.stand.verblijven] == [True]
    assert all(h.afgeleid for h in casus.hiaten)
    assert {h.aard for h in casus.hiaten} == {"geen-capaciteit"}


def workbook() -> bytes:
    """A list of which one birth is a number for the year, one a month and year, one a whole date."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(KOP))
    for nr, born in enumerate((2012, "2013-05", "14-3-2014"), start=1):
        sheet.append([nr, f"Kind{nr} Verzonnen{nr}", born, "Epe", "1-2-2026", "RET", "12-2-2026"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_year_of_birth_is_kept_and_the_list_is_known_again(lege_sessie: Sessie) -> None:
    s = lege_sessie
    voorstel = s.inlezen.proef("RET", workbook(), "jaren.xlsx")
    assert voorstel.quarantaine == ()
    assert s.inlezen.neem_over(voorstel).aantal == 3
    found = [s.casussen.dossier(c).jeugdige for c in s.casussen.find(CasusFilter())]
    born = sorted((k.geboortejaar, str(k.geboortedatum)) for k in found)
    assert born == [("", "2014-03-14"), ("2012", "None"), ("2013-05", "None")]
    again = s.inlezen.proef("RET", workbook(), "jaren.xlsx")
    assert s.inlezen.count_new(again, default_choices(again)) == 0
