"""A VTB from text to kluis: in one act, with its doubts, its source, and the children that were known already."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.exchange.vtb_bestand import text_of_docx, text_of_plain
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.vtb_overname import Overname

TEKST = "Gezin: Proef\nGemeente: Epe\nKinderen\nAya Proef 1-5-2015\nConsultatie VT: 3-11-2026\nZorgen\nVeel ruzie."
AYA = ("Aya", "", "Proef", date(2015, 5, 1))


def overname(**more: object) -> Overname:
    fixed: dict[str, object] = {
        "gezin": "gezin Proef",
        "gemeente": "0232",
        "ontvangen": date(2026, 11, 12),
        "kinderen": (AYA,),
    }
    return Overname(**(fixed | more))  # type: ignore[arg-type]  # the tests say which field


def test_everything_is_kept_in_one_act_and_taken_back_in_one(lege_sessie: Sessie) -> None:
    s = lege_sessie
    found = s.vtb_overname.herken(TEKST)
    assert found.tekst == TEKST
    vtb = s.vtb_overname.leg_vast(
        overname(
            velden={"vt_datum": date(2026, 11, 3), "zorgen": "Veel ruzie.", "mdo": True},
            twijfel=("zorgen", "vt_datum"),
            brontekst=TEKST,
        )
    )
    dossier = s.vtbs.dossier(vtb)
    assert (dossier.brontekst, dossier.twijfel, dossier.zorgen) == (TEKST, ("vt_datum", "zorgen"), "Veel ruzie.")
    assert (dossier.inhoud.consultatie_vt.datum, dossier.inhoud.mdo) == (date(2026, 11, 3), True)
    assert dossier.gang.volgende.startswith("2 velden nakijken")
    s.vtbs.nagekeken(vtb, "zorgen")
    s.vtbs.change(vtb, "vt_datum", date(2026, 11, 4))
    assert s.vtbs.dossier(vtb).twijfel == ()
    for _ in range(3):
        s.ongedaan.maak_ongedaan()
    assert s.vtbs.all() == []


def test_a_known_child_is_found_and_its_gezin_used(lege_sessie: Sessie) -> None:
    s = lege_sessie
    first = s.vtbs.dossier(s.vtbs.add(NieuweVtb("gezin Proef", "0232", date(2026, 10, 1), "", (AYA,))))
    slip = ("Aya", "", "Proef", date(2015, 1, 5))
    found = s.vtb_overname.bekenden([("Bo", "", "Anders", date(2012, 2, 2)), slip], "0232")
    assert [(b.nummer, b.jeugdige_id, b.gezin_id) for b in found] == [(1, first.kinderen[0].id, first.gezin_id)]
    assert found[0].redenen
    again = s.vtb_overname.leg_vast(
        overname(
            kinderen=(AYA, ("Bo", "", "Proef", None)),
            gezin_id=first.gezin_id,
            bekend={0: first.kinderen[0].id},
        )
    )
    second = s.vtbs.dossier(again)
    assert second.gezin_id == first.gezin_id
    assert second.kinderen[0].id == first.kinderen[0].id
    assert [k.voornaam for k in second.kinderen] == ["Aya", "Bo"]


def test_what_does_not_fit_is_refused_whole(lege_sessie: Sessie) -> None:
    s = lege_sessie
    for wrong in (
        overname(velden={"gi_datum": date(2027, 1, 1)}),
        overname(velden={"nummer": "VTB-1"}),
        overname(gemeente="9999"),
        overname(kinderen=()),
    ):
        with pytest.raises(FieldError):
            s.vtb_overname.leg_vast(wrong)
    with pytest.raises(UserError, match="gezin"):
        s.vtb_overname.leg_vast(overname(gezin_id=99))
    assert s.vtbs.all() == []


def word_file() -> bytes:
    document = Document()
    document.add_heading("Verzoek tot bespreking")
    table = document.add_table(rows=2, cols=2)
    for row, (left, right) in enumerate((("Gezin", "De Vries"), ("Gemeente", "Epe"))):
        table.cell(row, 0).text, table.cell(row, 1).text = left, right
    document.add_paragraph("Zorgen")
    document.add_paragraph("Veel ruzie in huis.")
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def test_a_word_file_is_read_in_the_order_of_the_page(lege_sessie: Sessie, tmp_path: Path) -> None:
    path = tmp_path / "verzoek.docx"
    path.write_bytes(word_file())
    text = lege_sessie.vtb_overname.lees(path)
    assert text.splitlines() == [
        "Verzoek tot bespreking",
        "Gezin\tDe Vries",
        "Gemeente\tEpe",
        "Zorgen",
        "Veel ruzie in huis.",
    ]
    found = lege_sessie.vtb_overname.herken(text)
    assert {v.veld: v.waarde for v in found.velden} == {
        "gezin": "gezin De Vries",
        "gemeente": "0232",
        "zorgen": "Veel ruzie in huis.",
    }


@pytest.mark.parametrize("name", ["verzoek.doc", "verzoek", "verzoek.docx"])
def test_another_file_is_refused_with_the_way_that_works(lege_sessie: Sessie, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"geen Word")
    with pytest.raises(UserError, match=r"Ctrl\+V"):
        lege_sessie.vtb_overname.lees(path)
    with pytest.raises(UserError, match="niet te openen"):
        lege_sessie.vtb_overname.lees(tmp_path / "weg.txt")


def test_half_a_word_file_and_old_texts() -> None:
    whole = word_file()
    for cut in range(0, len(whole), max(1, len(whole) // 25)):
        with pytest.raises(UserError):
            text_of_docx(whole[:cut])
    assert text_of_plain("Gemeente: Epé".encode("cp1252")) == "Gemeente: Epé"
    assert text_of_plain("Gemeente: Epé".encode("utf-16")) == "Gemeente: Epé"
    assert text_of_plain("\ufeffGemeente: Epé".encode()) == "Gemeente: Epé"
