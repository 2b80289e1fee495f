"""After the table: goals, terugmelding, the VTO as a task, and the Raad in its own words and order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from expertteam_app.db.queries.zittingen import get_zitting
from expertteam_app.db.tables import VerzendingRow
from expertteam_app.domain.dossier import ActieInfo
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.tafel import BesluitInfo, NieuweVtb
from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.besluiten import NieuwBesluit, Terugmelding
from expertteam_app.services.sessie import Sessie
from tests.consultaties import consulteer

TAFEL = date(2026, 9, 3)


class Zaak:
    """A VTB of two children that was at the table on Thursday 3 September 2026."""

    def __init__(self, s: Sessie) -> None:
        self.s = s
        children = (("Aya", "", "Proef", date(2015, 5, 1)), ("Ben", "", "Proef", date(2018, 5, 1)))
        self.vtb = s.vtbs.add(NieuweVtb("gezin Proef", "0232", date(2026, 8, 20), "wijkteam", children))
        consulteer(s, self.vtb, date(2026, 8, 24))
        self.zitting = s.zittingen.plan(ZittingSoort.JBT, TAFEL, "9:00", "Kamer 1")
        self.punt = s.zittingen.add_punt(self.zitting, vtb_id=self.vtb)
        s.zittingen.houden(self.zitting)
        self.kinderen = s.zittingen.dossier(self.zitting).punten[0].kinderen

    def besluit(self, number: int, soort: str, **more: object) -> int:
        nieuw = NieuwBesluit(self.punt, self.kinderen[number].id, soort)
        return self.s.besluiten.set_besluit(replace(nieuw, **more))  # type: ignore[arg-type]  # as the test says

    def info(self, besluit_id: int) -> BesluitInfo:
        return next(b for b in self.s.zittingen.dossier(self.zitting).punten[0].besluiten if b.id == besluit_id)

    def taken(self) -> list[ActieInfo]:
        return [a for a in self.s.zittingen.dossier(self.zitting).punten[0].acties if a.omschrijving.startswith("VTO")]


@pytest.fixture
def zaak(lege_sessie: Sessie) -> Zaak:
    return Zaak(lege_sessie)


def test_goals_belong_to_drang_and_lie_fast_with_the_verslag_but_for_whether_they_were_kept(zaak: Zaak) -> None:
    s = zaak.s
    drang, raad = zaak.besluit(0, "drang"), zaak.besluit(1, "raadsonderzoek")
    with pytest.raises(FieldError, match="drang"):
        s.afspraken.add(raad, "Naar school")
    with pytest.raises(FieldError, match="bereikt"):
        s.afspraken.add(drang, "  ")
    first = s.afspraken.add(drang, "Elke dag naar school", "ouders", date(2026, 10, 1), "verzuimlijst")
    second = s.afspraken.add(drang, "Rust in huis")
    s.afspraken.change(second, "wie", "wijkteam")
    s.afspraken.change(second, "wanneer", date(2026, 11, 1))
    s.afspraken.remove(first)
    s.afspraken.nagekomen(second, "deels")
    (kept,) = zaak.info(drang).afspraken
    assert (kept.doel, kept.wie, kept.wanneer, kept.nagekomen) == (
        "Rust in huis",
        "wijkteam",
        date(2026, 11, 1),
        "deels",
    )
    for field, value in (("besluit_id", 1), ("doel", "")):
        with pytest.raises(FieldError):
            s.afspraken.change(second, field, value)
    with pytest.raises(FieldError):
        s.afspraken.nagekomen(second, "misschien")
    with s.context.write("vast") as session:
        row = get_zitting(session, zaak.zitting)
        assert row is not None
        row.status = "vastgesteld"
    with pytest.raises(UserError, match="vastgesteld"):
        s.afspraken.add(drang, "Te laat")
    s.afspraken.nagekomen(second, "ja")
    assert zaak.info(drang).afspraken[0].nagekomen == "ja"


def test_the_default_day_of_a_terugmelding_is_the_norm_of_d13(zaak: Zaak) -> None:
    # Three months after 3 September is 3 December; the klok counts on plain days and is no legal term.
    assert zaak.s.besluiten.voorstel_terugmelding(TAFEL) == date(2026, 12, 3)
    assert zaak.s.besluiten.voorstel_terugmelding(date(2026, 11, 30)) == date(2027, 2, 28)


def test_a_besluit_to_the_raad_makes_the_vto_a_task_that_follows_it(zaak: Zaak) -> None:
    s = zaak.s
    raad = zaak.besluit(0, "raadsonderzoek", beoogde_gi="GI De Brug (fictief)")
    (task,) = zaak.taken()
    # Five werkdagen after Thursday 3 September: 4, 7, 8, 9, 10.
    assert (task.eigenaar, task.datum, task.klaar_op) == ("secretaris JBT", date(2026, 9, 10), None)
    zaak.besluit(0, "raadsonderzoek", motivering="Omdat het moet.")
    assert len(zaak.taken()) == 1, "changing the besluit makes no second task"
    zaak.besluit(0, "vrijwillig")
    assert zaak.taken() == []
    zaak.besluit(0, "raadsonderzoek")
    s.besluiten.vto_verzonden(raad, date(2026, 9, 8), "K-2026-17")
    assert zaak.taken()[0].klaar_op == date(2026, 9, 8)
    assert zaak.info(raad).vto_kenmerk == "K-2026-17"


def test_the_days_of_the_raad_come_in_order_and_take_the_status_along(zaak: Zaak) -> None:
    s = zaak.s
    raad, drang = zaak.besluit(0, "raadsonderzoek"), zaak.besluit(1, "drang")
    s.besluiten.vto_verzonden(raad, date(2026, 9, 8))
    with pytest.raises(FieldError, match="volgorde"):
        s.besluiten.raad_dag(raad, "onderzoek_gestart", date(2026, 9, 7))
    with pytest.raises(FieldError, match="niet om onderzoek"):
        s.besluiten.raad_dag(drang, "onderzoek_gestart", date(2026, 9, 10))
    with pytest.raises(FieldError, match="toekomst"):
        s.besluiten.raad_dag(raad, "onderzoek_gestart", date(2026, 12, 10))
    s.besluiten.raad(raad, "intake-afgerond", "")
    s.besluiten.raad_dag(raad, "onderzoek_gestart", date(2026, 9, 21))
    assert zaak.info(raad).raad_status == "intake-afgerond"
    s.besluiten.raad_dag(raad, "onderzoek_afgerond", date(2026, 11, 2))
    assert zaak.info(raad).raad_status == "onderzoek-afgerond"
    s.besluiten.raad_dag(raad, "zaak_afgerond", date(2026, 11, 9))
    s.besluiten.raad(raad, "zaak-afgerond", "maatregel-opgelegd")
    found = zaak.info(raad)
    assert (found.onderzoek_gestart, found.onderzoek_afgerond, found.zaak_afgerond) == (
        date(2026, 9, 21),
        date(2026, 11, 2),
        date(2026, 11, 9),
    )
    with pytest.raises(FieldError, match="volgorde"):
        s.besluiten.raad_dag(raad, "onderzoek_afgerond", date(2026, 11, 10))


def test_a_terugmelding_leads_on(zaak: Zaak) -> None:
    s = zaak.s
    drang = zaak.besluit(0, "drang", terugmelding_op=date(2026, 10, 1))
    with pytest.raises(FieldError, match="na deze"):
        s.besluiten.terugmelding(
            drang, Terugmelding(date(2026, 10, 2), vervolg_stap="verlengen", volgende_op=date(2026, 10, 2))
        )
    with pytest.raises(FieldError):
        s.besluiten.terugmelding(drang, Terugmelding(date(2026, 10, 2), vervolg_stap="afwachten"))
    first = Terugmelding(date(2026, 10, 2), door="wijkteam", nagekomen="deels", veiligheid=5, vervolg_stap="verlengen")
    s.besluiten.terugmelding(drang, replace(first, volgende_op=date(2026, 11, 2)))
    told = zaak.info(drang).terugmeldingen
    assert [(t.verwacht_op, t.ontvangen_op) for t in told] == [
        (date(2026, 10, 1), date(2026, 10, 2)),
        (date(2026, 11, 2), None),
    ]
    s.besluiten.terugmelding(drang, Terugmelding(date(2026, 11, 3), nagekomen="nee", vervolg_stap="raadsonderzoek"))
    assert zaak.info(drang).naar_de_raad
    (task,) = zaak.taken()
    assert task.datum == date(2026, 11, 10)
    s.besluiten.vto_verzonden(drang, date(2026, 11, 5))
    assert zaak.taken()[0].klaar_op == date(2026, 11, 5)
    with s.context.write("vast") as session:
        row = get_zitting(session, zaak.zitting)
        assert row is not None
        row.status = "vastgesteld"
    (vtb,) = s.vtbs.all()
    assert (vtb.fase, vtb.volgende) == (
        Fase.WACHT_OP_VERVOLG,
        "start van het raadsonderzoek vastleggen en nog 1",
    )


def test_the_klokken_follow_counted_by_hand(zaak: Zaak) -> None:
    s = zaak.s
    raad, drang = zaak.besluit(0, "raadsonderzoek"), zaak.besluit(1, "drang")
    s.besluiten.vto_verzonden(raad, date(2026, 9, 8))
    s.besluiten.raad_dag(raad, "onderzoek_gestart", date(2026, 9, 21))
    s.besluiten.raad_dag(raad, "onderzoek_afgerond", date(2026, 11, 2))
    s.besluiten.terugmelding(drang, Terugmelding(date(2026, 11, 12)))
    with s.context.write("verstuurd") as session:
        for day in (date(2026, 9, 14), date(2026, 9, 11)):
            row = VerzendingRow(zitting_id=zaak.zitting, ontvanger="ouders", verzonden_op=day, blokken=[])
            session.add(row)
    found = {k.code: k for k in s.klokken.van_vtb(zaak.vtb)}
    # D8 20 to 24 August: 21, 24. D9 20 August to 3 September: 21, 24-28 (6), 31, 1, 2, 3.
    # D10 3 to 11 September: 4, 7-11. D11 3 to 8 September: 4, 7, 8. D12 20 August to 8 September: 11 + 8 days.
    # D13 3 September to 12 November: 27 + 31 + 12 days. D16 8 to 21 September: 13 days, and 10 is the norm.
    # D17 21 September to 2 November: 9 + 31 + 2 days.
    counted = {code: (k.eind, k.netto, k.binnen_norm) for code, k in found.items()}
    assert counted == {
        "D8": (date(2026, 8, 24), 2, None),
        "D9": (date(2026, 9, 3), 10, True),
        "D10": (date(2026, 9, 11), 6, None),
        "D11": (date(2026, 9, 8), 3, None),
        "D12": (date(2026, 9, 8), 19, None),
        "D13": (date(2026, 11, 12), 70, True),
        "D16": (date(2026, 9, 21), 13, False),
        "D17": (date(2026, 11, 2), 42, None),
    }
    kinds = {code: k.jeugdige_id for code, k in found.items()}
    assert kinds["D10"] is None, "one verslag goes out for all kinderen"
    assert {kinds["D16"], kinds["D17"]} == {zaak.kinderen[0].id}


def test_a_safety_figure_runs_from_one_to_ten(zaak: Zaak) -> None:
    drang = zaak.besluit(0, "drang")
    for wrong in (0, 11, -1):
        with pytest.raises(FieldError, match="1 tot en met 10"):
            zaak.s.besluiten.terugmelding(drang, Terugmelding(TAFEL, veiligheid=wrong))
    for right in (1, 10):
        zaak.s.besluiten.terugmelding(drang, Terugmelding(TAFEL, veiligheid=right))
        assert zaak.info(drang).terugmeldingen[-1].veiligheid == right


def test_another_besluit_with_a_day_for_the_terugmelding_keeps_one_waiting_on_that_day(zaak: Zaak) -> None:
    zaak.besluit(0, "drang", terugmelding_op=date(2026, 12, 3))
    besluit = zaak.besluit(0, "vrijwillig", terugmelding_op=date(2026, 10, 1))
    assert [t.verwacht_op for t in zaak.info(besluit).terugmeldingen] == [date(2026, 10, 1)]


def test_the_status_of_the_raad_never_goes_back_with_a_day(zaak: Zaak) -> None:
    raad = zaak.besluit(0, "raadsonderzoek")
    zaak.s.besluiten.raad(raad, "zaak-afgerond", "")
    zaak.s.besluiten.raad_dag(raad, "onderzoek_afgerond", date(2026, 10, 1))
    assert zaak.info(raad).raad_status == "zaak-afgerond"
