"""From which day on the zaken of an imported list count, on a real kluis."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from expertteam_app.db.tables import PartijRow
from expertteam_app.domain.doorlooptijd import Keuze
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.historie import HEEL, LOPEND
from expertteam_app.domain.tijdvak import Tijdvak
from expertteam_app.services.doorlooptijden import KlokUitkomst
from expertteam_app.services.sessie import Sessie

KOP = ("naam jeugdige", "geb. datum", "gemeente", "datum aanmelding", "stap nu", "uitkomst", "datum afgesloten")
JAAR = Tijdvak(date(2025, 1, 1), date(2026, 12, 31))


def lijst(closed: int, still: int) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(KOP)
    for i in range(closed + still):
        end = ("advies gegeven", f"{1 + i}-8-2025") if i < closed else ("", "")
        writer.writerow((f"Kind{i} Verzonnen{i}", f"{1 + i}-3-2012", "Epe", f"{1 + i}-5-2025", "RET", *end))
    return out.getvalue().encode()


def read_in(s: Sessie, closed: int, still: int, day: date) -> int:
    partij = s.inlezen.neem_over(s.inlezen.proef("RET", lijst(closed, still), "lijst.csv"))
    with s.context.write("dag van inlezen in het verleden gezet") as session:
        row = session.get(PartijRow, partij.id)
        assert row is not None
        row.moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC).isoformat()
    return partij.id


def line(s: Sessie, code: str = "D6") -> KlokUitkomst:
    (found,) = s.doorlooptijden.voor(Keuze(JAAR), (code,))
    return found


def test_a_list_without_closed_zaken_counts_from_the_day_it_was_read_in(lege_sessie: Sessie) -> None:
    s, day = lege_sessie, date(2025, 10, 1)
    partij = read_in(s, 0, 12, day)
    (historie,) = s.historien.alle()
    assert (historie.partij_id, historie.vanaf) == (partij, day)
    assert "geen afgesloten zaak" in historie.uitleg
    found = line(s)
    assert (found.cijfer.n, found.cijfer.laat) == (12, 12)
    for zaak in found.zaken:
        assert zaak.instap_netto == (day - zaak.begin).days
        assert zaak.instap_netto < zaak.netto
        assert zaak.laat
    assert "12 tellen mee vanaf het inlezen" in found.cijfer.in_woorden(found.eenheid)


def test_a_list_with_closed_zaken_is_a_whole_history(lege_sessie: Sessie) -> None:
    s = lege_sessie
    read_in(s, 6, 6, date(2025, 10, 1))
    (historie,) = s.historien.alle()
    assert historie.vanaf is None
    assert not historie.twijfel
    found = line(s)
    assert (found.cijfer.n, found.cijfer.laat, found.cijfer.afgerond) == (12, 0, 6)


def test_a_closing_that_is_written_down_later_says_nothing_of_the_list(lege_sessie: Sessie) -> None:
    """The secretary reads in the open ones and closes one a day later, with a day before the reading."""
    s, day = lege_sessie, date(2025, 10, 1)
    read_in(s, 0, 12, day)
    late = next(z.casus_id for z in line(s).zaken)
    assert late is not None
    s.casussen.afsluiten(late, day - timedelta(days=20), "advies-gegeven")
    (historie,) = s.historien.alle()
    assert historie.vanaf == day
    assert line(s).cijfer.buiten == 1


def test_people_choose_where_the_program_cannot_know(lege_sessie: Sessie) -> None:
    s, day = lege_sessie, date(2025, 10, 1)
    partij = read_in(s, 6, 6, day)
    for keuze, vanaf in ((LOPEND, day), ("2025-07-01", date(2025, 7, 1)), (HEEL, None), ("", None)):
        s.historien.kies(partij, keuze)
        (historie,) = s.historien.alle()
        assert historie.vanaf == vanaf
        assert historie.uitleg.startswith("Gekozen") == bool(keuze)
    for wrong in ("morgen", "2999-01-01"):
        with pytest.raises(FieldError):
            s.historien.kies(partij, wrong)
    with pytest.raises(UserError, match="bestaat niet"):
        s.historien.kies(partij + 1, HEEL)
    s.inlezen.ongedaan(partij)
    assert s.historien.alle() == ()


def test_a_klok_that_begins_after_the_reading_is_seen_whole(lege_sessie: Sessie) -> None:
    s, day = lege_sessie, date(2025, 10, 1)
    read_in(s, 0, 12, day)
    one = next(z.casus_id for z in line(s).zaken)
    assert one is not None
    s.casussen.opschalen(one, 6, day + timedelta(days=5), "regionaal niet op te lossen")
    (stap,) = [z for z in line(s, "D1-6").zaken if z.casus_id == one]
    assert stap.instap_netto == 0


def test_a_list_of_vtbs_with_besluiten_is_a_whole_history(sessie: Sessie, voorbeeld: object) -> None:
    from pathlib import Path

    assert isinstance(voorbeeld, Path)
    content = (voorbeeld / "vtb-lijst-JBT.xlsx").read_bytes()
    sessie.inlezen.neem_over(sessie.inlezen.proef("JBT", content, "vtb-lijst-JBT.xlsx"))
    (historie,) = sessie.historien.alle()
    assert historie.eerste_afsluiting is not None
    assert historie.vanaf is None
