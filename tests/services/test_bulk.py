"""Changing many casussen: what the preview says is what happens, in one act that can be taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertteam_app.domain.dossier import CasusDossier, CasusFilter
from expertteam_app.domain.errors import Cancelled, FieldError, UserError
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.bulk import Wijziging
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG

MORGEN = VANDAAG + timedelta(days=1)
WIJZIGINGEN = (
    Wijziging("aangemeld_door", "wijkteam Oost"),
    Wijziging("casusregisseur", "Noor (fictief)"),
    Wijziging("soort_vraag", "consultatie"),
    Wijziging("actie", "dossier nalopen", "Sam", date(2026, 12, 1)),
    Wijziging("pauzeren", "wacht-op-gezin", datum=VANDAAG),
    Wijziging("hervatten", datum=VANDAAG),
)


def everything(s: Sessie) -> list[int]:
    return s.casussen.find(CasusFilter(status="alle"))


def dossiers(s: Sessie) -> dict[int, CasusDossier]:
    return {i: s.casussen.dossier(i) for i in everything(s)}


@pytest.mark.parametrize("wijziging", WIJZIGINGEN, ids=lambda w: w.soort)
def test_the_preview_is_what_happens_and_undo_takes_all_of_it_back(sessie: Sessie, wijziging: Wijziging) -> None:
    if wijziging.soort == "hervatten":
        open_ones = sessie.casussen.find(CasusFilter())[:3]
        sessie.bulk.voer_uit(open_ones, Wijziging("pauzeren", "wacht-op-gezin", datum=VANDAAG))
    ids, before = everything(sessie), dossiers(sessie)
    preview = sessie.bulk.voorstel(ids, wijziging)
    assert [line.casus_id for line in preview.regels] == ids
    assert dossiers(sessie) == before
    assert preview.kan > 0
    assert sessie.bulk.voer_uit(ids, wijziging) == preview
    after = dossiers(sessie)
    refused = {line.casus_id for line in preview.regels if line.reden}
    for number in ids:
        assert (after[number] == before[number]) == (number in refused)
    act = sessie.ongedaan.maak_ongedaan()
    assert act.handeling == f"{preview.kan} casussen gewijzigd"
    assert dossiers(sessie) == before
    assert sessie.beheer.controle() == ()


def test_a_closed_casus_is_refused_with_the_reason(sessie: Sessie) -> None:
    closed = sessie.casussen.find(CasusFilter(status="gesloten"))[:3]
    wijziging = Wijziging("pauzeren", "wacht-op-gezin", datum=VANDAAG)
    assert {line.reden for line in sessie.bulk.voorstel(closed, wijziging).regels} == {
        "Deze casus is gesloten. Heropen de casus eerst."
    }
    with pytest.raises(UserError, match="Geen van deze casussen"):
        sessie.bulk.voer_uit(closed, wijziging)


def test_many_go_on_the_agenda_of_a_ret_in_order(sessie: Sessie) -> None:
    zitting = sessie.zittingen.plan(ZittingSoort.RET, MORGEN)
    ids = sessie.casussen.find(CasusFilter(stap=5))[:4]
    sessie.zittingen.add_punt(zitting, casus_id=ids[1])
    done = sessie.bulk.voer_uit(ids, Wijziging("agenda", zitting_id=zitting))
    assert [line.reden for line in done.regels] == ["", "Staat al op de agenda van deze zitting.", "", ""]
    punten = sessie.zittingen.dossier(zitting).punten
    assert [p.casus_id for p in punten] == [ids[1], ids[0], ids[2], ids[3]]
    assert all(p.teksten["vraag"] == sessie.casussen.dossier(p.casus_id or 0).vraag for p in punten)
    jbt = sessie.zittingen.plan(ZittingSoort.JBT, MORGEN)
    with pytest.raises(UserError):
        sessie.bulk.voorstel(ids, Wijziging("agenda", zitting_id=jbt))


def test_stopping_leaves_everything_as_it_was(sessie: Sessie) -> None:
    before = dossiers(sessie)

    def stop(done: int, _total: int) -> None:
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        sessie.bulk.voer_uit(everything(sessie), Wijziging("aangemeld_door", "half"), stop)
    assert dossiers(sessie) == before


@pytest.mark.parametrize(
    "wijziging",
    [
        Wijziging("vraag", "x"),
        Wijziging("aangemeld_door", "x" * 201),
        Wijziging("soort_vraag", " "),
        Wijziging("actie", " "),
        Wijziging("pauzeren", "bestaat-niet", datum=VANDAAG),
        Wijziging("pauzeren", "anders", datum=VANDAAG),
        Wijziging("hervatten"),
        Wijziging("agenda"),
    ],
    ids=lambda w: w.soort,
)
def test_a_change_that_cannot_be_right_is_refused_as_a_whole(sessie: Sessie, wijziging: Wijziging) -> None:
    with pytest.raises(FieldError):
        sessie.bulk.voorstel(everything(sessie), wijziging)


def test_nothing_or_too_much_is_refused(sessie: Sessie) -> None:
    for ids in ([], list(range(1, 1002))):
        with pytest.raises(FieldError):
            sessie.bulk.voorstel(ids, WIJZIGINGEN[0])
