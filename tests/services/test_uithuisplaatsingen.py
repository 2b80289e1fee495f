"""The review of a voorgenomen uithuisplaatsing on a real kluis."""

from __future__ import annotations

from datetime import date

import pytest

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.services.sessie import Sessie


@pytest.fixture
def casus(lege_sessie: Sessie) -> int:
    return lege_sessie.casussen.add(
        NieuweCasus("Bo", "Testdorp", "0232", date(2026, 3, 1), geboortedatum=date(2012, 2, 29))
    )


def test_a_review_is_filled_in_step_by_step(lege_sessie: Sessie, casus: int) -> None:
    uhp = lege_sessie.uithuisplaatsingen
    made = uhp.add(casus, date(2026, 3, 10), beoogd_verblijf="gezinshuis")
    with pytest.raises(FieldError, match="eigen gezin"):
        uhp.change(made, "netwerk", value=True)
    steps: tuple[tuple[str, object], ...] = (
        ("eigen_gezin", True),
        ("eigen_gezin_tekst", "Gesprekken thuis."),
        ("netwerk", True),
        ("netwerk_tekst", "Tante vangt op."),
        ("ambulant", False),
        ("ambulant_tekst", "Niet nodig na de opvang."),
        ("alternatief_gevonden", True),
        ("alternatief", "Weekend bij tante."),
        ("uitkomst", "voorkomen"),
        ("zorgproducten", "45A04; 54"),
        ("type_verblijf", "12"),
    )
    for field, value in steps:
        uhp.change(made, field, value)
    (record,) = uhp.of(casus)
    assert record.uitkomst_op == date(2026, 11, 20), "an outcome without a day is of today"
    assert record.zorgproducten == ("45A04", "54")
    assert record.gemeente_herkomst == "0232", "where the jeugdige lives is the first guess"
    assert uhp.nog_open(record) == ()
    assert "alternatief" in uhp.te_tonen(record)
    uhp.change(made, "uitkomst", "")
    assert uhp.of(casus)[0].uitkomst_op is None


def test_still_at_home_is_asked_when_the_day_has_come(lege_sessie: Sessie, casus: int) -> None:
    uhp = lege_sessie.uithuisplaatsingen
    made = uhp.add(casus, date(2026, 3, 10))
    assert uhp.te_vragen(date(2026, 6, 9)) == ()
    (asked,) = uhp.te_vragen(date(2026, 6, 10))
    assert (asked.nummer, asked.maanden, asked.sinds) == ("RET-2026-001", 3, date(2026, 6, 10))
    assert [t.maanden for t in uhp.te_vragen()] == [3, 6]
    uhp.change(made, "thuis_na_3_maanden", value=True)
    assert [t.maanden for t in uhp.te_vragen()] == [6]
    uhp.change(made, "uitkomst", "gaat-door")
    assert uhp.te_vragen() == ()


def test_via_a_gi_is_warned_about_and_not_refused(lege_sessie: Sessie, casus: int) -> None:
    uhp = lege_sessie.uithuisplaatsingen
    uhp.add(casus, date(2026, 3, 10), via="gi")
    (record,) = uhp.of(casus)
    assert "valt buiten" in uhp.nog_open(record)[0]


def test_one_voornemen_a_day_and_none_without_a_casus(lege_sessie: Sessie, casus: int) -> None:
    uhp = lege_sessie.uithuisplaatsingen
    made = uhp.add(casus, date(2026, 3, 10))
    with pytest.raises(UserError, match="deze datum"):
        uhp.add(casus, date(2026, 3, 10))
    with pytest.raises(FieldError, match="toekomst"):
        uhp.add(casus, date(2026, 12, 1))
    with pytest.raises(UserError, match="bestaat niet meer"):
        uhp.add(casus + 1, date(2026, 3, 10))
    uhp.remove(made)
    with pytest.raises(UserError, match="bestaat niet meer"):
        uhp.change(made, "via", "gi")
    assert uhp.of(casus) == ()
